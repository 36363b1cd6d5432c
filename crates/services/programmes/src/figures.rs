//! A report's charts and maps, drawn once in every language that reports are made in. Owns which there are.

use crate::report::{Cell as TableCell, Figure, Table};
use calendar::Period;
use charts::Size;
use insight::{Count, Coverage, Insight, Picture, Questions, Setting};
use language::{Lang, Text};
use packs::Pack;
use places::Boundaries;
use service_kit::ServiceError;

/// Languages that reports are made in.
const LANGS: [Lang; 2] = [Lang::En, Lang::Th];
/// Half-years that a trend looks back on.
const LOOKING_BACK: usize = 6;

/// The indicator that a project's drawings are of.
const REACHED: &str = "people_reached";

/// Asks for what [`Source::figures`] reads.
pub(crate) fn ask<'p>(questions: &mut Questions<'p>, pack: &'p Pack, period: Period) {
    if let Some(reached) = pack.indicator(REACHED) {
        questions.compared_split(reached, period, "participant_kind");
        questions.trend(reached, period, LOOKING_BACK);
    }
}

/// What the drawings are made from.
pub(crate) struct Source<'a> {
    pub(crate) insight: &'a Insight,
    pub(crate) pack: &'a Pack,
    pub(crate) count: &'a Count,
    pub(crate) coverage: &'a Coverage,
    pub(crate) outlines: &'a Boundaries,
    pub(crate) period: Period,
}

impl Source<'_> {
    /// Where people were reached, who they were, and how that developed; a picture without anything to show is left out.
    pub(crate) fn figures(&self) -> Result<Vec<Figure>, ServiceError> {
        let mut figures = Vec::new();
        if self.coverage.provinces.values().any(|area| area.records > 0) {
            figures.push(figure("map", |setting| self.insight.map(setting, self.coverage, self.outlines, None, &[])));
        }
        let Some(reached) = self.pack.indicator(REACHED) else {
            return Ok(figures);
        };
        let split = self.count.compared_split(reached, self.period, "participant_kind")?;
        if split.cells.iter().any(|cell| cell.value > 0.0) {
            let draw = |setting: &Setting| self.insight.bars(setting, reached, "participant_kind", &split);
            figures.push(figure("participants", draw));
        }
        let trend = self.count.trend(reached, self.period, LOOKING_BACK)?;
        if trend.points.iter().filter(|point| point.value.is_some_and(|value| value > 0.0)).count() > 1 {
            figures.push(figure("trend", |setting| self.insight.trend_chart(setting, reached, &trend, None)));
        }
        Ok(figures)
    }
}

pub(crate) fn figure(id: &str, draw: impl Fn(&Setting) -> Picture) -> Figure {
    let (mut svg, mut title) = (Text::default(), Text::default());
    let mut tables = Vec::new();
    for lang in LANGS {
        let setting = Setting { id: format!("{id}-{lang}"), lang, size: Size::Wide, shows_title: false };
        let picture = draw(&setting);
        title = title.with(lang, picture.title);
        svg = svg.with(lang, picture.drawing.svg);
        tables.push((lang, picture.drawing.table));
    }
    Figure { id: id.to_owned(), title, svg, table: table(&tables) }
}

/// One table of the same drawing's tables in several languages.
fn table(tables: &[(Lang, charts::Table)]) -> Table {
    let cell = |row: Option<usize>, column: usize| {
        tables.iter().fold(Text::default(), |text, (lang, table)| {
            let cells = row.map_or(Some(&table.header), |row| table.rows.get(row));
            match cells.and_then(|cells| cells.get(column)) {
                Some(words) => text.with(*lang, words.clone()),
                None => text,
            }
        })
    };
    let Some((_, first)) = tables.first() else {
        return Table::default();
    };
    let columns = 0..first.header.len();
    Table {
        columns: columns.clone().map(|column| cell(None, column)).collect(),
        rows: (0..first.rows.len())
            .map(|row| columns.clone().map(|column| TableCell::Words(cell(Some(row), column))).collect())
            .collect(),
    }
}
