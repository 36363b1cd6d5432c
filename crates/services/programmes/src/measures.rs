//! A pack's indicators as a report shows them: with target, comparisons and splits. Owns which splits are worth printing.

use crate::report::{Breakdown, BreakdownCell, IndicatorFigure, Measure, Measured, Missing};
use calendar::Period;
use collection::Collection;
use insight::{Count, Questions};
use language::{Lang, Message, Text, has_phrase, phrase};
use packs::{Chart, Pack};
use service_kit::ServiceError;
use stats::{Cell, Indicator, Target};

/// Splits that reports print, in this order; others are in the spreadsheet of a dashboard.
const PRINTED: [&str; 6] = ["province", "participant_kind", "sex", "age_band", "setting", "channel"];

/// Asks for what [`figures`] reads.
pub(crate) fn ask<'p>(questions: &mut Questions<'p>, pack: &'p Pack, period: Period) {
    let headlines = headlines(pack);
    for indicator in &pack.indicators {
        questions.comparison(indicator, period);
        questions.total(indicator, period.previous());
        questions.total(indicator, period.same_period_last_year());
        if headlines.contains(&indicator.id.as_str()) {
            for dimension in printed(indicator) {
                questions.split(indicator, period, &[dimension]);
                questions.split(indicator, period.previous(), &[dimension]);
            }
        }
    }
}

/// Every indicator that has something to say in the period: a value, a target, or a value in the period before.
pub(crate) fn figures(
    collection: &Collection,
    pack: &Pack,
    count: &Count,
    period: Period,
    targets: &[Target],
) -> Result<Vec<IndicatorFigure>, ServiceError> {
    let headlines = headlines(pack);
    let mut figures = Vec::new();
    for indicator in &pack.indicators {
        let comparison = count.comparison(indicator, period, targets)?;
        // Columns of a report are headed by whole periods, so whole periods stand in them.
        let previous = count.total(indicator, period.previous())?;
        let year_before = count.total(indicator, period.same_period_last_year())?;
        let known = [comparison.value, previous, comparison.target].into_iter().flatten();
        if known.clone().all(|value| value == 0.0) {
            continue;
        }
        // Splits of every figure would bury the ones that matter: a report prints those of its headlines.
        let headline = headlines.contains(&indicator.id.as_str());
        let breakdowns = if headline { breakdowns(collection, indicator, count, period)? } else { Vec::new() };
        figures.push(IndicatorFigure {
            id: indicator.id.clone(),
            title: indicator.title.clone(),
            unit: indicator.unit.label.clone(),
            measure: Measure::Count,
            headline,
            objective: None,
            value: measured(comparison.value),
            target: comparison.target,
            previous: previous.map(Measured::Number),
            year_before: year_before.map(Measured::Number),
            baseline: None,
            breakdowns,
        });
    }
    Ok(figures)
}

/// What the pack's first dashboard shows as figures stands large in reports too.
fn headlines(pack: &Pack) -> Vec<&str> {
    let first = pack.dashboards.first();
    let panels = first.into_iter().flat_map(|dashboard| &dashboard.panels);
    panels.filter(|panel| panel.chart == Chart::Figure).map(|panel| panel.indicator.as_str()).collect()
}

fn printed(indicator: &Indicator) -> impl Iterator<Item = &'static str> {
    PRINTED.into_iter().filter(|name| indicator.dimension(name).is_some())
}

fn measured(value: Option<f64>) -> Measured {
    value.map_or(Measured::Missing(Missing::Unknown), Measured::Number)
}

fn breakdowns(
    collection: &Collection,
    indicator: &Indicator,
    count: &Count,
    period: Period,
) -> Result<Vec<Breakdown>, ServiceError> {
    let mut breakdowns = Vec::new();
    for dimension in printed(indicator) {
        let cells = count.split(indicator, period, &[dimension])?;
        let before = count.split(indicator, period.previous(), &[dimension])?;
        // A split in which nothing is known says nothing that the total does not.
        if cells.iter().all(|cell| code(cell).is_none_or(|code| code == "unknown")) {
            continue;
        }
        breakdowns.push(Breakdown {
            dimension: dimension.to_owned(),
            title: collection.dimension_title(&indicator.kind, dimension),
            cells: cells.iter().map(|cell| breakdown_cell(collection, indicator, dimension, cell, &before)).collect(),
        });
    }
    Ok(breakdowns)
}

fn breakdown_cell(
    collection: &Collection,
    indicator: &Indicator,
    dimension: &str,
    cell: &Cell,
    before: &[Cell],
) -> BreakdownCell {
    let previous = before.iter().find(|candidate| candidate.by == cell.by).map(|candidate| candidate.value);
    BreakdownCell {
        code: code(cell).unwrap_or("unknown").to_owned(),
        label: code(cell).map_or_else(unknown, |code| collection.value_label(&indicator.kind, dimension, code)),
        value: Measured::Number(cell.value),
        previous: previous.map(Measured::Number),
    }
}

pub(crate) fn code(cell: &Cell) -> Option<&str> {
    cell.by.first().and_then(|(_, value)| value.as_deref())
}

pub(crate) fn unknown() -> Text {
    let langs = Lang::ALL.into_iter().filter(|lang| has_phrase(*lang, "unknown"));
    langs.fold(Text::default(), |text, lang| text.with(lang, phrase(lang, "unknown")))
}

/// How much of a split nobody counted, as notes under a report's numbers.
pub(crate) fn unknown_shares(indicators: &[IndicatorFigure]) -> Vec<Message> {
    let reached = indicators.iter().find(|figure| figure.id == "people_reached");
    let splits = reached.into_iter().flat_map(|figure| &figure.breakdowns);
    splits
        .filter_map(|breakdown| {
            let sum = |unknown: bool| -> f64 {
                let cells = breakdown.cells.iter().filter(|cell| !unknown || cell.code == "unknown");
                cells.filter_map(|cell| cell.value.number()).sum()
            };
            let (missing, all) = (sum(true), sum(false));
            (missing > 0.0 && all > 0.0).then(|| {
                Message::new("programmes-note-unknown")
                    .with("dimension", breakdown.title.clone())
                    .with("share", (100.0 * missing / all).round())
            })
        })
        .collect()
}
