//! Finds the headings of tables in a workbook and proposes what their columns mean. Owns the search; judging a heading is `heading`'s.

use crate::assign::{Assigned, Headed, by_cells, by_headings};
use crate::cell::Lookup;
use crate::grid::Grid;
use crate::heading::Headings;
use crate::plan::{Column, Mapping, Plan, Table, Target, signature};
use crate::problem::RegisterProblem;
use crate::schema::Schema;
use language::{Lang, Text};
use sheets::{Sheet, Value, Workbook};
use std::collections::BTreeSet;

/// Rows with something in them, from the top, in which headings are looked for.
const SEARCHED_ROWS: usize = 40;
/// Headings stand in at most this many rows.
const DEEPEST: u32 = 3;
/// Rows below the headings whose cells are looked at.
const SAMPLED_ROWS: usize = 60;
/// Columns of a table that are looked at.
const WIDEST: u32 = 300;

/// Finds the tables of a workbook and proposes what their columns mean: on every visible sheet, headings in one to three rows
/// anywhere in the first forty, the best such rows of each sheet; of the sheets those that hold what the best one holds.
///
/// # Errors
/// A [`RegisterProblem`] when no sheet has headings that answer at least two questions of the schema.
pub fn propose(workbook: &Workbook, schema: &Schema) -> Result<Plan, RegisterProblem> {
    if workbook.sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(RegisterProblem::NothingWritten);
    }
    let headings = Headings::new(schema);
    let lookup = Lookup::new(schema);
    let found: Vec<(f64, Table)> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .filter_map(|sheet| find_table(sheet, schema, &headings, &lookup))
        .collect();
    let best = found.iter().max_by(|(one, a), (other, b)| one.total_cmp(other).then(b.sheet.cmp(&a.sheet)));
    let Some((_, best)) = best else { return Err(RegisterProblem::NoHeader { wanted: wanted(schema) }) };
    let needed = essentials(schema, &best.mapping);
    let tables = found.iter().filter(|(_, table)| needed.is_subset(&essentials(schema, &table.mapping)));
    Ok(Plan { tables: tables.map(|(_, table)| table.clone()).collect() })
}

/// The labels of the required questions, to say what was looked for.
fn wanted(schema: &Schema) -> Text {
    Lang::ALL.into_iter().fold(Text::default(), |text, lang| {
        let required = schema.fields.iter().filter(|field| field.required);
        text.with(lang, required.map(|field| field.labels.get(lang)).collect::<Vec<_>>().join(", "))
    })
}

/// What makes another sheet a further part of the same register: the required questions it answers, and that it counts.
fn essentials(schema: &Schema, mapping: &Mapping) -> BTreeSet<String> {
    let name = |target: &Target| match target {
        Target::Answer { path } => schema.field(path).filter(|field| field.required).map(|_| path.clone()),
        Target::Count { repeat, .. } => Some(repeat.clone()),
        _ => None,
    };
    mapping.targets().filter_map(|(_, target)| name(target)).collect()
}

fn find_table(sheet: &Sheet, schema: &Schema, headings: &Headings<'_>, lookup: &Lookup) -> Option<(f64, Table)> {
    let grid = Grid::new(sheet);
    let mut best: Option<(f64, u32, u32)> = None;
    for row in sheet.rows.iter().take(SEARCHED_ROWS) {
        for depth in 0..DEEPEST {
            let last = row.number.saturating_add(depth);
            if depth > 0 && sheet.row(last).is_none() {
                break;
            }
            let columns: Vec<Vec<String>> =
                columns(&grid, row.number, last).into_iter().map(|(_, parts)| parts).collect();
            let score = header_score(&by_headings(headings, &columns));
            if score > 0.0 && best.is_none_or(|(earlier, ..)| score > earlier) {
                best = Some((score, row.number, last));
            }
        }
    }
    let (score, first, last) = best?;
    Some((score, describe(&grid, (first, last), schema, headings, lookup)))
}

/// The sum of what fits; nothing unless two different questions are answered, so that a title is no header.
fn header_score(assigned: &[Assigned]) -> f64 {
    let telling = |column: &&Assigned| {
        matches!(column.target, Some(Target::Answer { .. } | Target::Count { .. } | Target::Category { .. }))
    };
    if assigned.iter().filter(telling).count() < 2 { 0.0 } else { assigned.iter().map(|column| column.score).sum() }
}

fn describe(grid: &Grid<'_>, rows: (u32, u32), schema: &Schema, headings: &Headings<'_>, lookup: &Lookup) -> Table {
    let columns = columns(grid, rows.0, rows.1);
    let below: Vec<_> = grid.sheet.rows.iter().filter(|row| row.number > rows.1).take(SAMPLED_ROWS).collect();
    let headed: Vec<Headed<'_>> = columns
        .iter()
        .map(|(column, parts)| Headed {
            parts: parts.clone(),
            samples: below.iter().filter_map(|row| row.value(*column)).collect(),
        })
        .collect();
    let assigned = by_cells(headings, schema, lookup, &headed);
    let columns: Vec<Column> = columns
        .into_iter()
        .zip(assigned)
        .map(|((column, parts), assigned)| Column {
            column,
            heading: parts.join(" / "),
            confidence: assigned.confidence(),
            target: assigned.target,
        })
        .collect();
    Table {
        sheet: grid.sheet.name.clone(),
        first_header_row: rows.0,
        last_header_row: rows.1,
        signature: signature(&columns),
        mapping: Mapping { columns },
    }
}

/// The headings of each column that has any, from top to bottom.
fn columns(grid: &Grid<'_>, first: u32, last: u32) -> Vec<(u32, Vec<String>)> {
    let mut numbers: BTreeSet<u32> = BTreeSet::new();
    for row in (first..=last).filter_map(|row| grid.sheet.row(row)) {
        for cell in &row.cells {
            let to = grid.area(row.number, cell.column).map_or(cell.column, |area| area.last_column);
            numbers.extend(cell.column..=to.min(cell.column.saturating_add(WIDEST)));
        }
    }
    numbers
        .into_iter()
        .filter(|column| *column < WIDEST)
        .map(|column| (column, parts(grid, first, last, column)))
        .filter(|(_, parts)| !parts.is_empty())
        .collect()
}

fn parts(grid: &Grid<'_>, first: u32, last: u32, column: u32) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for row in first..=last {
        let own = grid.filled(row, column).map(shown);
        let part = own.or_else(|| if row < last { spanning(grid, row, last, column) } else { None });
        if let Some(part) = part.filter(|part| parts.last() != Some(part)) {
            parts.push(part);
        }
    }
    parts
}

fn shown(value: &Value) -> String {
    value.shown().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The heading to the left that stands over this column too, though nobody merged the cells: there is a heading below it here and
/// there, and nothing of the kind in between.
fn spanning(grid: &Grid<'_>, row: u32, last: u32, column: u32) -> Option<String> {
    let has_below = |column: u32| (row + 1..=last).any(|below| grid.sheet.value(below, column).is_some());
    if !has_below(column) {
        return None;
    }
    let cells = &grid.sheet.row(row)?.cells;
    let left = cells.iter().rev().find(|cell| cell.column < column)?;
    let merged_down = grid.area(row, left.column).is_some();
    let spans = !merged_down && (left.column..column).all(has_below);
    spans.then(|| shown(&left.value))
}
