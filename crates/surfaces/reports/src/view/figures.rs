//! A report on figures in one language: what its page template, the preview on screen and the spreadsheet's summary show. Owns which
//! columns its tables have; numbers and dates are written as in every report.

use super::reader::Reader;
use super::tables::{self, BreakdownView, TableView};
use super::{Cover, FigureView, figure_view, words};
use language::Lang;
use programmes::report::{FiguresReport, FiguresSection, Measured, Missing};
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole report, ready to be read.
#[derive(Clone, Debug, Serialize)]
pub struct FiguresView {
    /// ISO 639-1 code of the language it is in.
    pub lang: &'static str,
    /// The interface's words by key without the `reports-` in front.
    pub words: BTreeMap<&'static str, String>,
    /// The cover.
    pub cover: Cover,
    /// Its chapters.
    pub sections: Vec<SectionView>,
    /// What a reader must know about the numbers.
    pub data_notes: Vec<String>,
    /// Where the numbers come from.
    pub sources: Vec<String>,
}

/// A chapter.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// Its heading.
    pub title: String,
    /// Paragraphs before its figures.
    pub text: Vec<String>,
    /// Every indicator with what it is compared with; one row each.
    pub indicators: TableView,
    /// Each indicator's splits.
    pub breakdowns: Vec<BreakdownView>,
    /// The same as charts, as far as something is told.
    pub splits: Vec<ChartView>,
    /// Charts over the periods before.
    pub trends: Vec<FigureView>,
}

/// A chart of a split.
#[derive(Clone, Debug, Serialize)]
pub struct ChartView {
    /// The chart.
    pub figure: FigureView,
    /// Whether there are parts of which nothing is told.
    pub is_partly_withheld: bool,
}

/// Writes the report out in one language.
pub fn figures_view(report: &FiguresReport, lang: Lang) -> FiguresView {
    let reader = Reader::new(lang);
    let sections: Vec<_> = report.sections.iter().map(|section| section_view(section, report, &reader)).collect();
    let mut view = FiguresView {
        lang: lang.code(),
        words: words(lang),
        cover: cover(report, &reader),
        sections,
        data_notes: reader.texts(&report.data_notes),
        sources: reader.texts(&report.sources),
    };
    view.data_notes.extend(reader.note_of_replaced());
    view
}

fn cover(report: &FiguresReport, reader: &Reader) -> Cover {
    let facts = [
        ("reports-period", format!("{} – {}", reader.date(report.period.start), reader.date(report.period.end))),
        ("reports-prepared-on", reader.date(report.prepared_on)),
    ];
    Cover {
        kind: reader.word("reports-figures-report"),
        title: reader.text(&report.title),
        description: reader.text(&report.lead),
        code: reader.text(&report.subject),
        period: reader.text(&report.period.label),
        publisher: reader.text(&report.publisher),
        facts: facts.into_iter().map(|(key, value)| (reader.word(key), value)).collect(),
        prepared_on: (report.prepared_on.year(), report.prepared_on.month(), report.prepared_on.day()),
    }
}

fn section_view(section: &FiguresSection, report: &FiguresReport, reader: &Reader) -> SectionView {
    let withheld = |id: &str| {
        let breakdowns = section.indicators.iter().flat_map(|one| one.breakdowns.iter().map(move |split| (one, split)));
        let of = |(one, split): &(&programmes::report::IndicatorFigure, &programmes::report::Breakdown)| {
            format!("{}-{}", one.id, split.dimension) == id
        };
        let mut cells = breakdowns.filter(of).flat_map(|(_, split)| &split.cells);
        cells.any(|cell| cell.value == Measured::Missing(Missing::Withheld))
    };
    SectionView {
        title: reader.text(&section.title),
        text: reader.paragraphs(&section.text),
        indicators: tables::compared(&section.indicators, report, reader),
        breakdowns: tables::breakdowns(&section.indicators, &report.previous_period, reader),
        splits: section
            .splits
            .iter()
            .map(|figure| ChartView { is_partly_withheld: withheld(&figure.id), figure: figure_view(figure, reader) })
            .collect(),
        trends: section.trends.iter().map(|figure| figure_view(figure, reader)).collect(),
    }
}
