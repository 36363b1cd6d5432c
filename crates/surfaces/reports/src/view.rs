//! The report in one language, every date and number already written as it is read: what the page template, the preview on screen
//! and the spreadsheet's summary all show. Owns which comparison is said beside a figure; not where anything stands on a page.

mod figures;
mod reader;
mod tables;
mod words;

pub use figures::{ChartView, FiguresView, SectionView, figures_view};
pub use tables::{BreakdownView, BudgetYearView, TableView};
pub use words::words;

use crate::fonts::printable;
use language::{Lang, Message, format_number, say};
use programmes::report::{HalfYearReport, IndicatorFigure, Measured, ObjectiveStatus, ReportPeriod};
use reader::{Reader, grouped, join};
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole report, ready to be read.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// ISO 639-1 code of the language it is in.
    pub lang: &'static str,
    /// The interface's words by key without the `reports-` in front.
    pub words: BTreeMap<&'static str, String>,
    /// The cover.
    pub cover: Cover,
    /// The summary's paragraphs.
    pub summary: Vec<String>,
    /// Up to four large figures.
    pub headlines: Vec<Headline>,
    /// Objectives in order.
    pub objectives: Vec<ObjectiveView>,
    /// Every indicator with target and comparisons; one row each.
    pub indicators: TableView,
    /// Each indicator's splits.
    pub breakdowns: Vec<BreakdownView>,
    /// Charts and maps, with the table behind each.
    pub figures: Vec<FigureView>,
    /// Reach by province; no rows when nothing is known.
    pub coverage: TableView,
    /// Sessions by date.
    pub sessions: TableView,
    /// Budget by programme year.
    pub budget: Vec<BudgetYearView>,
    /// What partners said, consented only.
    pub quotes: Vec<QuoteView>,
    /// Pictures, consented only, in the order of `HalfYearReport::consented_pictures`.
    pub pictures: Vec<PictureView>,
    /// What was learned.
    pub lessons: Vec<String>,
    /// What comes next.
    pub next_steps: Vec<String>,
    /// What a reader must know about the numbers.
    pub data_notes: Vec<String>,
    /// Where the numbers come from.
    pub sources: Vec<String>,
}

/// What stands on the cover.
#[derive(Clone, Debug, Serialize)]
pub struct Cover {
    /// What kind of report it is.
    pub kind: String,
    /// The project's title, or the report's.
    pub title: String,
    /// What the project does, or how the report is read.
    pub description: String,
    /// Project code, or what the figures are about.
    pub code: String,
    /// "July–December 2019".
    pub period: String,
    /// Who reports.
    pub publisher: String,
    /// Label and value in order: donor, country, programme year, dates, still needed, prepared on.
    pub facts: Vec<(String, String)>,
    /// Year, month, day in the Gregorian calendar, for the file's properties.
    pub prepared_on: (i16, i8, i8),
}

/// A large figure.
#[derive(Clone, Debug, Serialize)]
pub struct Headline {
    /// "3,913".
    pub value: String,
    /// What it counts.
    pub label: String,
    /// Target and comparison, one line each.
    pub notes: Vec<String>,
}

/// An objective.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectiveView {
    /// What was promised.
    pub title: String,
    /// Paragraphs on what was done.
    pub progress: Vec<String>,
    /// `on_track` and so on: chooses shape and colour.
    pub status: ObjectiveStatus,
    /// The status in words.
    pub status_label: String,
}

/// A chart or map.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// Names the figure.
    pub id: String,
    /// The finding.
    pub title: String,
    /// What a reader who does not see it is told: the finding, then the numbers.
    pub description: String,
    /// The SVG text; handed to the template as a file, not in the data.
    #[serde(skip)]
    pub svg: String,
    /// The numbers behind it.
    pub table: TableView,
}

/// Something a partner said.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteView {
    /// The words.
    pub text: String,
    /// Who, and what they are.
    pub who: String,
}

/// A picture's words.
#[derive(Clone, Debug, Serialize)]
pub struct PictureView {
    /// Caption.
    pub caption: String,
    /// "Picture: …", empty when nobody is named.
    pub credit: String,
}

/// Writes the report out in one language.
pub fn view(report: &HalfYearReport, lang: Lang) -> View {
    let reader = Reader::new(lang);
    let mut view = View {
        lang: lang.code(),
        words: words(lang),
        cover: cover(report, &reader),
        summary: reader.paragraphs(&report.summary),
        headlines: headlines(report, &reader),
        objectives: report
            .objectives
            .iter()
            .map(|objective| ObjectiveView {
                title: reader.text(&objective.title),
                progress: reader.paragraphs(&objective.progress),
                status: objective.status,
                status_label: reader.word(words::status_key(objective.status)),
            })
            .collect(),
        indicators: tables::indicators(report, &reader),
        breakdowns: tables::breakdowns(&report.indicators, &report.previous_period, &reader),
        figures: report.figures.iter().map(|figure| figure_view(figure, &reader)).collect(),
        coverage: tables::coverage(report, &reader),
        sessions: tables::sessions(report, &reader),
        budget: tables::budget(report, &reader),
        quotes: report
            .consented_quotes()
            .map(|quote| QuoteView {
                text: reader.text(&quote.text),
                who: join(", ", [reader.text(&quote.who), reader.text(&quote.role)]),
            })
            .collect(),
        pictures: report
            .consented_pictures()
            .map(|picture| PictureView {
                caption: reader.text(&picture.caption),
                credit: reader.credit(&picture.credit),
            })
            .collect(),
        lessons: reader.texts(&report.lessons),
        next_steps: reader.texts(&report.next_steps),
        data_notes: reader.texts(&report.data_notes),
        sources: reader.texts(&report.sources),
    };
    view.data_notes.extend(reader.note_of_replaced());
    view
}

fn cover(report: &HalfYearReport, reader: &Reader) -> Cover {
    let project = &report.project;
    let year = Message::new("reports-year-of")
        .with("year", u32::from(project.programme_year))
        .with("years", u32::from(project.programme_years));
    let mut facts = vec![
        ("reports-donor", reader.text(&project.donor)),
        ("reports-country", reader.text(&project.country_name)),
        ("reports-programme-year", say(reader.lang, &year)),
        ("reports-runs", format!("{} – {}", reader.date(project.start), reader.date(project.end))),
    ];
    facts.extend(report.still_needed().map(|needed| ("reports-still-needed", reader.money(needed))));
    facts.push(("reports-prepared-on", reader.date(report.prepared_on)));
    Cover {
        kind: reader.word("reports-half-year-report"),
        title: reader.text(&project.title),
        description: reader.text(&project.description),
        code: reader.plain(&project.code),
        period: reader.text(&report.period.label),
        publisher: reader.text(&report.publisher.name),
        facts: facts.into_iter().map(|(key, value)| (reader.word(key), value)).collect(),
        prepared_on: (report.prepared_on.year(), report.prepared_on.month(), report.prepared_on.day()),
    }
}

/// The marked indicators, then what is still needed: at most four, so that they can stand in one row.
fn headlines(report: &HalfYearReport, reader: &Reader) -> Vec<Headline> {
    let needed = report.still_needed().map(|needed| Headline {
        value: grouped(&needed.decimal()),
        label: say(reader.lang, &Message::new("reports-needed-in").with("currency", needed.currency.code())),
        notes: Vec::new(),
    });
    let room = if needed.is_some() { 3 } else { 4 };
    let marked = report.indicators.iter().filter(|indicator| indicator.headline).take(room);
    marked.map(|indicator| headline(indicator, report, reader)).chain(needed).collect()
}

fn headline(indicator: &IndicatorFigure, report: &HalfYearReport, reader: &Reader) -> Headline {
    let target = indicator
        .target
        .map(|target| say(reader.lang, &Message::new("reports-target-was").with("target", format_number(target, 1))));
    // A period that was not over when the report was made stands beside no whole one.
    let before = [(indicator.previous, &report.previous_period), (indicator.year_before, &report.year_before)];
    let comparison = before
        .into_iter()
        .filter(|_| report.prepared_on > report.period.end)
        .find_map(|(before, period)| comparison(indicator.value, before?, period, reader));
    Headline {
        value: reader.measured(indicator.value),
        label: reader.text(&indicator.title),
        notes: target.into_iter().chain(comparison).collect(),
    }
}

fn comparison(value: Measured, before: Measured, period: &ReportPeriod, reader: &Reader) -> Option<String> {
    let difference = value.number()? - before.number()?;
    let key = match difference {
        more if more > 0.0 => "reports-more-than",
        less if less < 0.0 => "reports-fewer-than",
        _ => "reports-same-as",
    };
    let message =
        Message::new(key).with("count", format_number(difference.abs(), 1)).with("period", reader.text(&period.label));
    Some(say(reader.lang, &message))
}

/// Rows of a figure's table that its description repeats; the table itself stands beneath the figure.
const MOST_DESCRIBED: usize = 12;

fn figure_view(figure: &programmes::report::Figure, reader: &Reader) -> FigureView {
    let table = tables::table(&figure.table, reader);
    let title = reader.text(&figure.title);
    let numbers = table.rows.iter().take(MOST_DESCRIBED).map(|row| row.join(" "));
    FigureView {
        id: figure.id.clone(),
        description: join("; ", std::iter::once(title.clone()).chain(numbers)),
        title,
        svg: printable(figure.svg.get(reader.lang)).into_owned(),
        table,
    }
}
