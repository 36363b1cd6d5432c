//! The numbers behind the report as a workbook: one tidy table a sheet, real dates and numbers, so that a reader can filter, sum and
//! chart them. Owns sheets and columns. Text is always written as text: what a person typed never becomes a formula.

mod sheet;

pub(crate) use sheet::fitting;

use crate::ReportError;
use crate::view::{View, view};
use language::{Lang, phrase};
use programmes::report::{BreakdownCell, HalfYearReport, IndicatorFigure, Measured, Money, ReportPeriod};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use sheet::{Cell, Column, Formats, write_sheet};

/// Writes the workbook in `lang`. The same report gives the same bytes.
pub fn render(report: &HalfYearReport, lang: Lang) -> Result<Vec<u8>, ReportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report, lang)?);
    let formats = Formats::new(lang);
    for (key, columns, rows) in sheets(report, lang) {
        let columns: Vec<Column> =
            columns.iter().map(|(key, width)| Column { heading: phrase(lang, key), width: *width }).collect();
        write_sheet(workbook.add_worksheet(), &phrase(lang, key), &columns, &rows, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Title, the publishing organisation and the day of preparation; no person and no clock.
fn properties(report: &HalfYearReport, lang: Lang) -> Result<DocProperties, ReportError> {
    let day = report.prepared_on;
    let year = u16::try_from(day.year()).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs())?;
    let title = format!(
        "{} · {} · {}",
        phrase(lang, "reports-half-year-report"),
        report.project.code,
        report.period.label.get(lang)
    );
    Ok(DocProperties::new()
        .set_title(title)
        .set_subject(report.project.title.get(lang))
        .set_company(report.publisher.name.get(lang))
        .set_creation_datetime(&created))
}

type Sheet = (&'static str, Vec<(&'static str, f64)>, Vec<Vec<Cell>>);

fn sheets(report: &HalfYearReport, lang: Lang) -> [Sheet; 6] {
    let view = view(report, lang);
    [
        ("reports-sheet-summary", vec![("reports-blank", 30.0), ("reports-blank", 90.0)], summary(&view)),
        (
            "reports-sheet-indicators",
            vec![
                ("reports-indicator", 34.0),
                ("reports-unit", 12.0),
                ("reports-compared-period", 28.0),
                ("reports-starts", 14.0),
                ("reports-ends", 14.0),
                ("reports-dimension", 24.0),
                ("reports-part", 24.0),
                ("reports-value", 12.0),
                ("reports-target", 12.0),
            ],
            report.indicators.iter().flat_map(|figure| indicator(figure, report, lang)).collect(),
        ),
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
        ("reports-sheet-notes", vec![("reports-blank", 26.0), ("reports-blank", 110.0)], notes(&view)),
    ]
}

fn summary(view: &View) -> Vec<Vec<Cell>> {
    let word = |key: &str| Cell::Heading(view.words.get(key).cloned().unwrap_or_default());
    let mut rows = vec![
        vec![word("project"), Cell::Text(view.cover.title.clone())],
        vec![Cell::Text(String::new()), Cell::Text(view.cover.code.clone())],
        vec![word("period"), Cell::Text(view.cover.period.clone())],
        vec![word("prepared-by"), Cell::Text(view.cover.publisher.clone())],
    ];
    rows.extend(
        view.cover.facts.iter().map(|(label, value)| vec![Cell::Heading(label.clone()), Cell::Text(value.clone())]),
    );
    rows.extend(labelled(&word("summary"), &view.summary));
    let objectives = view.objectives.iter().map(|objective| format!("{}: {}", objective.title, objective.status_label));
    rows.extend(labelled(&word("objectives"), &objectives.collect::<Vec<_>>()));
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

/// One row for each value: the whole, then every part; this period and the compared ones.
fn indicator(figure: &IndicatorFigure, report: &HalfYearReport, lang: Lang) -> Vec<Vec<Cell>> {
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
    let before = [(figure.previous, &report.previous_period), (figure.year_before, &report.year_before)];
    let before = before.into_iter().filter_map(|(value, period)| Some(row(period, "", "", value?, None)));
    let parts =
        figure.breakdowns.iter().flat_map(|breakdown| breakdown.cells.iter().map(move |cell| (breakdown, cell)));
    let parts = parts.flat_map(|(breakdown, cell): (_, &BreakdownCell)| {
        let (dimension, part) = (breakdown.title.get(lang), cell.label.get(lang));
        let now = row(&report.period, dimension, part, cell.value, None);
        let before = cell.previous.map(|value| row(&report.previous_period, dimension, part, value, None));
        [Some(now), before].into_iter().flatten()
    });
    [row(&report.period, "", "", figure.value, figure.target)].into_iter().chain(before).chain(parts).collect()
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
