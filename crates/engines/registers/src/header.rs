//! Finds the tables of a workbook by their headings and proposes what their columns mean. Owns the search; judging a heading is
//! `heading`'s, which sheets are read `selection`'s.

use crate::around::Around;
use crate::assign::{Assigned, Headed, Judge, by_cells, by_headings};
use crate::cell::{Lookup, Memory, number_of};
use crate::grid::Grid;
use crate::heading::{Candidate, Headings};
use crate::key::key;
use crate::plan::{Column, Mapping, Plan, Table, Target, signature};
use crate::problem::RegisterProblem;
use crate::schema::Schema;
use crate::selection::{Found, select};
use crate::where_found::{PlaceFinder, province_told};
use language::{Lang, Text};
use sheets::{Row, Sheet, Value, Workbook};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Rows with something in them, from the top, in which the first headings are looked for.
const SEARCHED_ROWS: usize = 40;
/// Headings stand in at most this many rows.
const DEEPEST: u32 = 3;
/// Rows below the headings whose cells are looked at.
const SAMPLED_ROWS: usize = 60;
/// Columns of a table that are looked at.
const WIDEST: u32 = 300;
/// Further rows that look like the headings already found and are looked at.
const MOST_HEADERS: usize = 500;
/// A further table on the sheet has headings about as good as the first one's.
const AS_GOOD: f64 = 0.6;

/// Finds the tables of a workbook and proposes what their columns mean: on every visible sheet, headings in one to three rows
/// anywhere in the first forty, the best such rows of each sheet, and further tables below or beside; of all those that hold what the
/// best one holds.
///
/// # Errors
/// A [`RegisterProblem`] when no sheet has headings that answer at least two questions of the schema.
pub fn propose(workbook: &Workbook, schema: &Schema, finder: &dyn PlaceFinder) -> Result<Plan, RegisterProblem> {
    if workbook.sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(RegisterProblem::NothingWritten);
    }
    let headings = Headings::new(schema);
    let lookup = Lookup::new(schema);
    let mut search = Search {
        schema,
        headings: &headings,
        lookup: &lookup,
        finder,
        memory: Memory::default(),
        known: HashMap::new(),
    };
    let mut found: Vec<Found> = Vec::new();
    for sheet in &workbook.sheets {
        found.extend(search.tables(sheet));
    }
    select(workbook, schema, found).ok_or_else(|| RegisterProblem::NoHeader { wanted: wanted(schema) })
}

/// The labels of the required questions, to say what was looked for.
fn wanted(schema: &Schema) -> Text {
    Lang::ALL.into_iter().fold(Text::default(), |text, lang| {
        let required = schema.fields.iter().filter(|field| field.required);
        text.with(lang, required.map(|field| field.labels.get(lang)).collect::<Vec<_>>().join(", "))
    })
}

/// Rows that fit as headings.
struct Header {
    score: f64,
    first: u32,
    last: u32,
}

struct Search<'a> {
    schema: &'a Schema,
    headings: &'a Headings<'a>,
    lookup: &'a Lookup<'a>,
    finder: &'a dyn PlaceFinder,
    memory: Memory,
    /// What headings can mean, as the same ones stand on many sheets.
    known: HashMap<Vec<String>, Vec<Candidate>>,
}

impl Search<'_> {
    /// The tables of a sheet, each with how well its headings fit.
    fn tables(&mut self, sheet: &Sheet) -> Vec<Found> {
        let grid = Grid::new(sheet);
        let headers = self.headers(&grid);
        let mut found = Vec::new();
        let mut follows_row = None;
        let ends = headers.iter().skip(1).map(|next| Some(next.first - 1)).chain([None]).collect::<Vec<_>>();
        for (header, last_row) in headers.into_iter().zip(ends) {
            let template = Table {
                sheet: sheet.name.clone(),
                first_header_row: header.first,
                last_header_row: header.last,
                last_row,
                follows_row,
                ..Table::default()
            };
            let score = header.score;
            found.extend(self.describe(&grid, &template).into_iter().map(|table| Found { score, table }));
            follows_row = Some(header.last);
        }
        found
    }

    /// The headings of each table of a sheet. The same headings once more are no other table: a printed one repeats them on each page.
    fn headers(&mut self, grid: &Grid<'_>) -> Vec<Header> {
        let mut fitting: Vec<Header> =
            grid.sheet.rows.iter().take(SEARCHED_ROWS).filter_map(|row| self.header_from(grid, row)).collect();
        let Some(best) = fitting.iter().map(|header| header.score).reduce(f64::max) else { return Vec::new() };
        let familiar = self.familiar_keys(grid, &fitting, best);
        let is_familiar = |row: &&Row| {
            let keys = row.cells.iter().filter(|cell| familiar.contains(&key(&cell.value.shown())));
            row.cells.len() > 2 && may_be_heading(row) && keys.take(3).count() > 2
        };
        let further = grid.sheet.rows.iter().skip(SEARCHED_ROWS).filter(is_familiar).take(MOST_HEADERS);
        let further: Vec<Header> = further.filter_map(|row| self.header_from(grid, row)).collect();
        fitting.extend(further);
        fitting.retain(|header| header.score >= AS_GOOD * best);
        // The best first; of equals the one with less above it, since a title is no heading.
        fitting.sort_by(|one, other| other.score.total_cmp(&one.score).then(other.first.cmp(&one.first)));
        let mut apart: Vec<Header> = Vec::new();
        for header in fitting {
            if !apart.iter().any(|other| header.first <= other.last && other.first <= header.last) {
                apart.push(header);
            }
        }
        apart.sort_by_key(|header| header.first);
        let mut current: Vec<(u32, Target)> = Vec::new();
        apart.retain(|header| {
            let meanings = self.meanings(grid, header.first, header.last);
            let is_new = !meanings.iter().all(|meaning| current.contains(meaning));
            if is_new {
                current = meanings;
            }
            is_new
        });
        apart
    }

    /// The headings that begin in a row, in as many rows as fit best.
    fn header_from(&mut self, grid: &Grid<'_>, row: &Row) -> Option<Header> {
        let mut best: Option<Header> = None;
        for depth in 0..DEEPEST {
            let last = row.number.saturating_add(depth);
            if !grid.sheet.row(last).is_some_and(may_be_heading) {
                break;
            }
            let score = self.header_score(grid, row.number, last);
            if score > 0.0 && best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Header { score, first: row.number, last });
            }
        }
        best
    }

    /// The words that head the columns of the best tables: another table of the register shares some of them.
    fn familiar_keys(&self, grid: &Grid<'_>, headers: &[Header], best: f64) -> HashSet<String> {
        let good = headers.iter().filter(|header| header.score >= AS_GOOD * best);
        let rows = good.flat_map(|header| header.first..=header.last).filter_map(|row| grid.sheet.row(row));
        rows.flat_map(|row| &row.cells).map(|cell| key(&cell.value.shown())).filter(|key| !key.is_empty()).collect()
    }

    fn assigned(&mut self, grid: &Grid<'_>, first: u32, last: u32) -> (Vec<u32>, Vec<Assigned>) {
        let (numbers, parts): (Vec<u32>, Vec<Vec<String>>) = columns(grid, first, last).into_iter().unzip();
        let mut all = Vec::with_capacity(parts.len());
        for parts in &parts {
            if !self.known.contains_key(parts) {
                self.known.insert(parts.clone(), self.headings.candidates(parts));
            }
            all.push(self.known.get(parts).cloned().unwrap_or_default());
        }
        let assigned = by_headings(self.schema, &parts, all);
        (numbers, assigned)
    }

    /// What columns mean by their headings.
    fn meanings(&mut self, grid: &Grid<'_>, first: u32, last: u32) -> Vec<(u32, Target)> {
        let (numbers, assigned) = self.assigned(grid, first, last);
        numbers.into_iter().zip(assigned).filter_map(|(column, assigned)| Some((column, assigned.target?))).collect()
    }

    /// The sum of what fits; nothing unless two different questions are answered, so that a title is no header.
    fn header_score(&mut self, grid: &Grid<'_>, first: u32, last: u32) -> f64 {
        let (_, assigned) = self.assigned(grid, first, last);
        let telling = |column: &&Assigned| {
            matches!(
                column.target,
                Some(Target::Answer { .. } | Target::Count { .. } | Target::Counts { .. } | Target::Category { .. })
            )
        };
        if assigned.iter().filter(telling).count() < 2 { 0.0 } else { assigned.iter().map(|column| column.score).sum() }
    }

    /// A table's columns and their meanings; several tables where the same headings stand beside each other.
    fn describe(&mut self, grid: &Grid<'_>, template: &Table) -> Vec<Table> {
        let columns = columns(grid, template.first_header_row, template.last_header_row);
        let blocks = beside_each_other(&columns);
        let memory = &mut self.memory;
        let around = Around::of_table(grid.sheet, template, &mut |text| province_told(self.finder, memory, text));
        let judge = Judge {
            schema: self.schema,
            headings: self.headings,
            lookup: self.lookup,
            finder: self.finder,
            around: around.mentioned,
        };
        let is_below = |row: &&Row| {
            row.number > template.last_header_row && template.last_row.is_none_or(|last| row.number <= last)
        };
        let below: Vec<&Row> = grid.sheet.rows.iter().filter(is_below).take(SAMPLED_ROWS).collect();
        let one = blocks.len() == 1;
        let mut tables = Vec::new();
        for block in blocks {
            let headed: Vec<Headed<'_>> = block
                .iter()
                .map(|(column, parts)| Headed {
                    parts: parts.clone(),
                    samples: below.iter().map(|row| row.value(*column)).collect(),
                })
                .collect();
            let assigned = by_cells(&judge, memory, &headed);
            let span = block.first().zip(block.last()).map(|((first, _), (last, _))| (*first, *last));
            tables.push(table_of(template, block, assigned, span.filter(|_| !one)));
        }
        tables
    }
}

fn table_of(
    template: &Table,
    block: &[(u32, Vec<String>)],
    assigned: Vec<Assigned>,
    span: Option<(u32, u32)>,
) -> Table {
    let columns: Vec<Column> = block
        .iter()
        .zip(assigned)
        .map(|((column, parts), assigned)| Column {
            column: *column,
            heading: parts.join(" / ").replace('\n', " "),
            confidence: assigned.confidence(),
            target: assigned.target,
        })
        .collect();
    Table { signature: signature(&columns), mapping: Mapping { columns }, span, ..template.clone() }
}

/// Tables whose headings repeat from left to right; one when they do not.
fn beside_each_other(columns: &[(u32, Vec<String>)]) -> Vec<&[(u32, Vec<String>)]> {
    let keys: Vec<String> = columns.iter().map(|(_, parts)| key(&parts.concat())).collect();
    let repeats = |width: &usize| {
        keys.len().is_multiple_of(*width) && keys.iter().zip(keys.iter().skip(*width)).all(|(one, other)| one == other)
    };
    let width = (3..=keys.len() / 2).find(repeats).unwrap_or(keys.len());
    columns.chunks(width.max(1)).collect()
}

/// Whether a row can hold headings: texts only, none of which is a date or a number.
fn may_be_heading(row: &Row) -> bool {
    row.cells.iter().all(|cell| match &cell.value {
        Value::Text(text) => number_of(&cell.value).is_none() && calendar::parse_date(text).is_err(),
        _ => false,
    })
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

/// A heading without needless space. Line breaks stay: they often stand between its names in two languages.
fn shown(value: &Value) -> String {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    value.shown().lines().map(words).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
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
