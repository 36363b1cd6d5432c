//! The report's tables with every cell written out. Owns columns and their order; not widths or rules.

use super::reader::{Reader, join};
use language::{Message, format_number, say};
use programmes::report::{
    BudgetLine, Cell, FiguresReport, HalfYearReport, IndicatorFigure, Money, ReportPeriod, Table,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A table: headings, rows, and which columns hold numbers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TableView {
    /// Headings.
    pub columns: Vec<String>,
    /// By column, whether it is set flush right.
    pub numeric: Vec<bool>,
    /// Rows of written cells.
    pub rows: Vec<Vec<String>>,
}

/// One indicator split by one dimension.
#[derive(Clone, Debug, Serialize)]
pub struct BreakdownView {
    /// "People reached by kind of participant".
    pub title: String,
    /// Label, value, share, previous half-year.
    pub table: TableView,
    /// By row, the part of the whole from 0 to 1, for a bar; `None` when not known.
    pub shares: Vec<Option<f64>>,
}

/// One programme year's budget.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetYearView {
    /// "Year 3 of 3, 1 January 2020 – 31 December 2020".
    pub title: String,
    /// Line, planned, spent, still needed; the last row is the total.
    pub table: TableView,
    /// Whether the last row is a total.
    pub has_total: bool,
}

fn heading(reader: &Reader, columns: &[(&'static str, bool)]) -> TableView {
    TableView {
        columns: columns.iter().map(|(key, _)| reader.word(key)).collect(),
        numeric: columns.iter().map(|(_, numeric)| *numeric).collect(),
        rows: Vec::new(),
    }
}

pub(super) fn table(table: &Table, reader: &Reader) -> TableView {
    let numeric = |column: usize| {
        !table.rows.is_empty() && table.rows.iter().all(|row| matches!(row.get(column), Some(Cell::Value(_)) | None))
    };
    TableView {
        columns: table.columns.iter().map(|column| reader.text(column)).collect(),
        numeric: (0..table.columns.len()).map(numeric).collect(),
        rows: table
            .rows
            .iter()
            .map(|row| (0..table.columns.len()).map(|column| cell(row.get(column), reader)).collect())
            .collect(),
    }
}

fn cell(cell: Option<&Cell>, reader: &Reader) -> String {
    match cell {
        Some(Cell::Words(text)) => reader.text(text),
        Some(Cell::Value(value)) => reader.measured(*value),
        None => String::new(),
    }
}

/// Indicator, unit, this period, target, share of target, the half-year before, a year before.
pub(super) fn indicators(report: &HalfYearReport, reader: &Reader) -> TableView {
    let mut table = heading(reader, &[("reports-indicator", false), ("reports-unit", false)]);
    table.columns.extend([
        reader.text(&report.period.label),
        reader.word("reports-target"),
        reader.word("reports-achieved-share"),
        reader.text(&report.previous_period.label),
        reader.text(&report.year_before.label),
    ]);
    table.numeric.extend([true; 5]);
    table.rows = report.indicators.iter().map(|indicator| indicator_row(indicator, reader)).collect();
    table
}

fn indicator_row(indicator: &IndicatorFigure, reader: &Reader) -> Vec<String> {
    let share = indicator.value.number().zip(indicator.target).and_then(|(value, target)| percent(value, target));
    vec![
        reader.text(&indicator.title),
        reader.text(&indicator.unit),
        reader.measured(indicator.value),
        indicator.target.map_or_else(|| "–".to_owned(), |target| format_number(target, 1)),
        share.unwrap_or_else(|| "–".to_owned()),
        reader.compared(indicator.previous),
        reader.compared(indicator.year_before),
    ]
}

/// Indicator, unit, this period, the one before, a year before.
pub(super) fn compared(indicators: &[IndicatorFigure], report: &FiguresReport, reader: &Reader) -> TableView {
    let mut table = heading(reader, &[("reports-indicator", false), ("reports-unit", false)]);
    let periods = [&report.period, &report.previous_period, &report.year_before];
    table.columns.extend(periods.map(|period| reader.text(&period.label)));
    table.numeric.extend([true; 3]);
    let row = |indicator: &IndicatorFigure| {
        vec![
            reader.text(&indicator.title),
            reader.text(&indicator.unit),
            reader.measured(indicator.value),
            reader.compared(indicator.previous),
            reader.compared(indicator.year_before),
        ]
    };
    table.rows = indicators.iter().map(row).collect();
    table
}

/// A dimension's name as a heading: it is written small inside a sentence.
fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// The same inside a sentence; an abbreviation stays as it is.
fn small(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(next)) if !next.is_uppercase() => first.to_lowercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

/// `part` as whole percent of `whole`: "112%"; `None` of nothing.
fn percent(part: f64, whole: f64) -> Option<String> {
    (whole > 0.0).then(|| format!("{}%", format_number((100.0 * part / whole).round(), 0)))
}

pub(super) fn breakdowns(
    indicators: &[IndicatorFigure],
    previous: &ReportPeriod,
    reader: &Reader,
) -> Vec<BreakdownView> {
    let split = |indicator: &IndicatorFigure| -> Vec<BreakdownView> {
        let total = indicator.value.number().unwrap_or_default();
        indicator
            .breakdowns
            .iter()
            .map(|breakdown| {
                let title = Message::new("reports-by")
                    .with("indicator", reader.text(&indicator.title))
                    .with("dimension", small(&reader.text(&breakdown.title)));
                let mut table =
                    heading(reader, &[("reports-blank", false), ("reports-value", true), ("reports-share", true)]);
                table.columns.push(reader.text(&previous.label));
                table.numeric.push(true);
                table.rows = breakdown
                    .cells
                    .iter()
                    .map(|cell| {
                        vec![
                            reader.text(&cell.label),
                            reader.measured(cell.value),
                            cell.value
                                .number()
                                .and_then(|value| percent(value, total))
                                .unwrap_or_else(|| "–".to_owned()),
                            reader.compared(cell.previous),
                        ]
                    })
                    .collect();
                if let Some(first) = table.columns.first_mut() {
                    *first = capitalised(&reader.text(&breakdown.title));
                }
                let share = |value: f64| (total > 0.0).then(|| (value / total).clamp(0.0, 1.0));
                let shares = breakdown.cells.iter().map(|cell| cell.value.number().and_then(share)).collect();
                BreakdownView { title: say(reader.lang, &title), table, shares }
            })
            .collect()
    };
    indicators.iter().flat_map(split).collect()
}

pub(super) fn coverage(report: &HalfYearReport, reader: &Reader) -> TableView {
    let mut table = heading(
        reader,
        &[
            ("reports-province", false),
            ("reports-sessions", true),
            ("reports-people", true),
            ("reports-first-time", false),
        ],
    );
    table.rows = report
        .coverage
        .iter()
        .map(|province| {
            vec![
                reader.text(&province.name),
                format_number(f64::from(province.sessions), 0),
                reader.measured(province.people),
                if province.first_time { reader.word("reports-yes") } else { String::new() },
            ]
        })
        .collect();
    table
}

pub(super) fn sessions(report: &HalfYearReport, reader: &Reader) -> TableView {
    let mut table = heading(
        reader,
        &[
            ("reports-date", false),
            ("reports-place", false),
            ("reports-venue", false),
            ("reports-kind", false),
            ("reports-attended", true),
        ],
    );
    table.rows = report
        .sessions
        .iter()
        .map(|session| {
            vec![
                reader.date(session.date),
                join(", ", [reader.text(&session.district), reader.text(&session.province)]),
                reader.plain(&session.venue),
                reader.text(&session.kind),
                session
                    .attended
                    .map_or_else(|| reader.word("reports-unknown"), |attended| format_number(f64::from(attended), 0)),
            ]
        })
        .collect();
    table
}

pub(super) fn budget(report: &HalfYearReport, reader: &Reader) -> Vec<BudgetYearView> {
    let mut years: BTreeMap<u8, Vec<&BudgetLine>> = BTreeMap::new();
    for line in &report.budget {
        years.entry(line.year).or_default().push(line);
    }
    years.into_iter().map(|(year, lines)| budget_year(year, &lines, report, reader)).collect()
}

fn budget_year(year: u8, lines: &[&BudgetLine], report: &HalfYearReport, reader: &Reader) -> BudgetYearView {
    let title = Message::new("reports-year-of")
        .with("year", u32::from(year))
        .with("years", u32::from(report.project.programme_years.max(year)));
    let dates = lines.iter().map(|line| line.start).min().zip(lines.iter().map(|line| line.end).max());
    let dates = dates.map(|(start, end)| format!("{} – {}", reader.date(start), reader.date(end))).unwrap_or_default();
    let mut table = heading(
        reader,
        &[("reports-budget-line", false), ("reports-planned", true), ("reports-spent", true), ("reports-needed", true)],
    );
    let money = |amount: Option<Money>| amount.map_or_else(|| "–".to_owned(), |amount| reader.money(amount));
    table.rows = lines
        .iter()
        .map(|line| vec![reader.text(&line.label), reader.money(line.planned), money(line.spent), money(line.needed)])
        .collect();
    let total = total(lines);
    let has_total = lines.len() > 1 && total.is_some();
    if let Some((planned, spent, needed)) = total.filter(|_| has_total) {
        table.rows.push(vec![reader.word("reports-total"), reader.money(planned), money(spent), money(needed)]);
    }
    BudgetYearView { title: join(" · ", [say(reader.lang, &title), dates]), table, has_total }
}

/// Sums of a year's lines: planned, spent, still needed. `None` when they are of several currencies. What was spent has no sum as
/// long as one line's is not known: a sum of the rest would read as if it were all.
fn total(lines: &[&BudgetLine]) -> Option<(Money, Option<Money>, Option<Money>)> {
    let planned = Money::sum(lines.iter().map(|line| line.planned))?;
    let spent: Option<Vec<Money>> = lines.iter().map(|line| line.spent).collect();
    Some((planned, spent.and_then(Money::sum), Money::sum(lines.iter().filter_map(|line| line.needed))))
}
