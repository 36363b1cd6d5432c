//! The numbers behind the report as a workbook: one tidy table a sheet, real dates and numbers, so that a reader can filter, sum and
//! chart them. Owns sheets and columns. Text is always written as text: what a person typed never becomes a formula.

mod sheet;

pub(crate) use sheet::fitting;

use crate::ReportError;
use crate::view::{Cover, View, figures_view, view};
use language::{Lang, phrase};
use programmes::report::{
    BreakdownCell, Date, FiguresReport, HalfYearReport, IndicatorFigure, Measured, Money, ReportPeriod,
};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use sheet::{Cell, Column, Formats, write_sheet};

/// Writes the workbook in `lang`. The same report gives the same bytes.
pub fn render(report: &HalfYearReport, lang: Lang) -> Result<Vec<u8>, ReportError> {
    let title = format!(
        "{} · {} · {}",
        phrase(lang, "reports-half-year-report"),
        report.project.code,
        report.period.label.get(lang)
    );
    let (subject, publisher) = (report.project.title.get(lang), report.publisher.name.get(lang));
    write(&properties(title, subject, publisher, report.prepared_on)?, sheets(report, lang), lang)
}

/// Writes the workbook of a report on figures in `lang`, likewise.
///
/// # Errors
/// When the workbook cannot be written.
pub fn render_figures(report: &FiguresReport, lang: Lang) -> Result<Vec<u8>, ReportError> {
    let view = figures_view(report, lang);
    let title = format!("{} · {}", view.cover.title, view.cover.period);
    let periods = Periods { now: &report.period, previous: &report.previous_period, year_before: &report.year_before };
    let indicators = report.sections.iter().flat_map(|section| &section.indicators);
    let notes = [("data-notes", &view.data_notes), ("sources", &view.sources)];
    let word = |key: &str| Cell::Heading(view.words.get(key).cloned().unwrap_or_default());
    let sheets = [
        summary_sheet(about(&view.cover, Cell::Heading(view.cover.kind.clone()), &word)),
        indicators_sheet(indicators.flat_map(|figure| indicator(figure, &periods, lang)).collect()),
        notes_sheet(notes.iter().flat_map(|(key, texts)| labelled(&word(key), texts)).collect()),
    ];
    let properties = properties(title, &view.cover.code, &view.cover.publisher, report.prepared_on)?;
    write(&properties, sheets, lang)
}

fn write(
    properties: &DocProperties,
    sheets: impl IntoIterator<Item = Sheet>,
    lang: Lang,
) -> Result<Vec<u8>, ReportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(properties);
    let formats = Formats::new(lang);
    for (key, columns, rows) in sheets {
        let columns: Vec<Column> =
            columns.iter().map(|(key, width)| Column { heading: phrase(lang, key), width: *width }).collect();
        write_sheet(workbook.add_worksheet(), &phrase(lang, key), &columns, &rows, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Title, the publishing organisation and the day of preparation; no person and no clock.
fn properties(title: String, subject: &str, publisher: &str, day: Date) -> Result<DocProperties, ReportError> {
    let year = u16::try_from(day.year()).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs())?;
    Ok(DocProperties::new()
        .set_title(title)
        .set_subject(subject)
        .set_company(publisher)
        .set_creation_datetime(&created))
}

type Sheet = (&'static str, Vec<(&'static str, f64)>, Vec<Vec<Cell>>);

fn summary_sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    ("reports-sheet-summary", vec![("reports-blank", 30.0), ("reports-blank", 90.0)], rows)
}

fn notes_sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    ("reports-sheet-notes", vec![("reports-blank", 26.0), ("reports-blank", 110.0)], rows)
}

fn indicators_sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    let columns = vec![
        ("reports-indicator", 34.0),
        ("reports-unit", 12.0),
        ("reports-compared-period", 28.0),
        ("reports-starts", 14.0),
        ("reports-ends", 14.0),
        ("reports-dimension", 24.0),
        ("reports-part", 24.0),
        ("reports-value", 12.0),
        ("reports-target", 12.0),
    ];
    ("reports-sheet-indicators", columns, rows)
}

fn sheets(report: &HalfYearReport, lang: Lang) -> [Sheet; 6] {
    let view = view(report, lang);
    let periods = Periods { now: &report.period, previous: &report.previous_period, year_before: &report.year_before };
    [
        summary_sheet(summary(&view)),
        indicators_sheet(report.indicators.iter().flat_map(|figure| indicator(figure, &periods, lang)).collect()),
        (
            "reports-sheet-coverage",
            vec![
                ("reports-province", 26.0),
                ("reports-sessions", 12.0),
                ("reports-people", 16.0),
                ("reports-first-time", 16.0),
            ],
            coverage(report, lang),
        ),
        (
            "reports-sheet-sessions",
            vec![
                ("reports-date", 14.0),
                ("reports-province", 22.0),
                ("reports-district", 26.0),
                ("reports-venue", 40.0),
                ("reports-kind", 20.0),
                ("reports-attended", 14.0),
            ],
            sessions(report, lang),
        ),
        (
            "reports-sheet-budget",
            vec![
                ("reports-year", 8.0),
                ("reports-starts", 14.0),
                ("reports-ends", 14.0),
                ("reports-budget-line", 44.0),
                ("reports-planned", 16.0),
                ("reports-spent", 16.0),
                ("reports-needed", 16.0),
                ("reports-currency", 12.0),
            ],
            budget(report, lang),
        ),
        notes_sheet(notes(&view)),
    ]
}

fn summary(view: &View) -> Vec<Vec<Cell>> {
    let word = |key: &str| Cell::Heading(view.words.get(key).cloned().unwrap_or_default());
    let mut rows = about(&view.cover, word("project"), &word);
    rows.extend(labelled(&word("summary"), &view.summary));
    let objectives = view.objectives.iter().map(|objective| format!("{}: {}", objective.title, objective.status_label));
    rows.extend(labelled(&word("objectives"), &objectives.collect::<Vec<_>>()));
    rows
}

/// What the cover says.
fn about(cover: &Cover, kind: Cell, word: &impl Fn(&str) -> Cell) -> Vec<Vec<Cell>> {
    let mut rows = vec![
        vec![kind, Cell::Text(cover.title.clone())],
        vec![Cell::Text(String::new()), Cell::Text(cover.code.clone())],
        vec![word("period"), Cell::Text(cover.period.clone())],
        vec![word("prepared-by"), Cell::Text(cover.publisher.clone())],
    ];
    rows.extend(cover.facts.iter().map(|(label, value)| vec![Cell::Heading(label.clone()), Cell::Text(value.clone())]));
    rows
}

fn notes(view: &View) -> Vec<Vec<Cell>> {
    let word = |key: &str| Cell::Heading(view.words.get(key).cloned().unwrap_or_default());
    let parts = [
        ("lessons", &view.lessons),
        ("next-steps", &view.next_steps),
        ("data-notes", &view.data_notes),
        ("sources", &view.sources),
    ];
    parts.iter().flat_map(|(key, texts)| labelled(&word(key), texts)).collect()
}

/// Texts below each other, the label beside the first.
fn labelled(label: &Cell, texts: &[String]) -> Vec<Vec<Cell>> {
    let label_of = |index: usize| if index == 0 { label.clone() } else { Cell::Text(String::new()) };
    texts.iter().enumerate().map(|(index, text)| vec![label_of(index), Cell::Text(text.clone())]).collect()
}

/// The periods that a report compares.
struct Periods<'a> {
    now: &'a ReportPeriod,
    previous: &'a ReportPeriod,
    year_before: &'a ReportPeriod,
}

/// One row for each value: the whole, then every part; this period and the compared ones.
fn indicator(figure: &IndicatorFigure, periods: &Periods<'_>, lang: Lang) -> Vec<Vec<Cell>> {
    let row = |period: &ReportPeriod, dimension: &str, part: &str, value: Measured, target: Option<f64>| {
        vec![
            Cell::text(&figure.title, lang),
            Cell::text(&figure.unit, lang),
            Cell::text(&period.label, lang),
            Cell::Date(period.start),
            Cell::Date(period.end),
            Cell::Text(dimension.to_owned()),
            Cell::Text(part.to_owned()),
            Cell::measured(value, lang),
            target.map_or(Cell::Empty, Cell::Number),
        ]
    };
    let before = [(figure.previous, periods.previous), (figure.year_before, periods.year_before)];
    let before = before.into_iter().filter_map(|(value, period)| Some(row(period, "", "", value?, None)));
    let parts =
        figure.breakdowns.iter().flat_map(|breakdown| breakdown.cells.iter().map(move |cell| (breakdown, cell)));
    let parts = parts.flat_map(|(breakdown, cell): (_, &BreakdownCell)| {
        let (dimension, part) = (breakdown.title.get(lang), cell.label.get(lang));
        let now = row(periods.now, dimension, part, cell.value, None);
        let before = cell.previous.map(|value| row(periods.previous, dimension, part, value, None));
        [Some(now), before].into_iter().flatten()
    });
    [row(periods.now, "", "", figure.value, figure.target)].into_iter().chain(before).chain(parts).collect()
}

fn coverage(report: &HalfYearReport, lang: Lang) -> Vec<Vec<Cell>> {
    report
        .coverage
        .iter()
        .map(|province| {
            vec![
                Cell::text(&province.name, lang),
                Cell::Number(f64::from(province.sessions)),
                Cell::measured(province.people, lang),
                if province.first_time { Cell::Text(phrase(lang, "reports-yes")) } else { Cell::Empty },
            ]
        })
        .collect()
}

fn sessions(report: &HalfYearReport, lang: Lang) -> Vec<Vec<Cell>> {
    report
        .sessions
        .iter()
        .map(|session| {
            vec![
                Cell::Date(session.date),
                Cell::text(&session.province, lang),
                Cell::text(&session.district, lang),
                Cell::Text(session.venue.clone()),
                Cell::text(&session.kind, lang),
                session.attended.map_or_else(
                    || Cell::Text(phrase(lang, "reports-unknown")),
                    |people| Cell::Number(f64::from(people)),
                ),
            ]
        })
        .collect()
}

fn budget(report: &HalfYearReport, lang: Lang) -> Vec<Vec<Cell>> {
    let money = |amount: Option<Money>| amount.map_or(Cell::Empty, Cell::Money);
    report
        .budget
        .iter()
        .map(|line| {
            vec![
                Cell::Number(f64::from(line.year)),
                Cell::Date(line.start),
                Cell::Date(line.end),
                Cell::text(&line.label, lang),
                Cell::Money(line.planned),
                money(line.spent),
                money(line.needed),
                Cell::Text(line.planned.currency.code().to_owned()),
            ]
        })
        .collect()
}
