//! Counts in a table of their own, each row naming the record it belongs to by a key: how collection servers export a form's repeats.
//! Owns finding the keys and reading such tables.

use crate::attendance::{Line, LineCells, read_lines};
use crate::cell::{Lookup, is_blank};
use crate::key::key;
use crate::plan::{Column, PartOf, Plan, Table, Target};
use crate::problem::{Collector, Problem};
use crate::schema::{Schema, Tally};
use crate::walk::body;
use sheets::{Sheet, Workbook};
use std::collections::{HashMap, HashSet};

/// Headings of the key in the table of records, and of the column that names it in the table of counts, as pairs (KoboToolbox; ODK
/// Central and Aggregate).
const KEYS: [(&str, &str); 4] =
    [("_index", "_parent_index"), ("_id", "_submission__id"), ("_uuid", "_submission__uuid"), ("KEY", "PARENT_KEY")];

/// Adds tables of counts to a plan, where its records are counted nowhere else.
pub(crate) fn link(workbook: &Workbook, schema: &Schema, found: &[Table], plan: &mut Plan) {
    let [records] = plan.tables.as_mut_slice() else { return };
    for tally in &schema.tallies {
        let says_who = |target: &Target| matches!(target, Target::Count { repeat, of } if *repeat == tally.repeat && !of.is_empty());
        if records.mapping.targets().any(|(_, target)| says_who(target)) {
            continue;
        }
        let others = found.iter().filter(|table| table.sheet != records.sheet && counts(table, &tally.repeat));
        let linked = others.into_iter().find_map(|table| {
            let (key_column, column) = keys(records, table)?;
            let named = values(workbook, table, column);
            let known = values(workbook, records, key_column);
            let part_of = PartOf { column, sheet: records.sheet.clone(), key_column };
            (!named.is_empty() && named.is_subset(&known)).then(|| Table { part_of: Some(part_of), ..table.clone() })
        });
        if let Some(table) = linked {
            // What the records' own table says of all together is compared with the counts.
            for column in &mut records.mapping.columns {
                if let Some(Target::Count { repeat, of }) = &column.target {
                    column.target = Some(Target::Total { repeat: repeat.clone(), of: of.clone() });
                }
            }
            plan.left_out.retain(|left_out| left_out.sheet != table.sheet);
            plan.tables.push(table);
            return;
        }
    }
}

fn counts(table: &Table, tally: &str) -> bool {
    table.mapping.targets().any(|(_, target)| matches!(target, Target::Count { repeat, .. } if repeat == tally))
}

/// The columns that name records in both tables.
fn keys(records: &Table, counts: &Table) -> Option<(u32, u32)> {
    let headed = |table: &Table, name: &str| {
        let is = |column: &&Column| key(&column.heading) == key(name);
        table.mapping.columns.iter().find(is).map(|column| column.column)
    };
    KEYS.iter().find_map(|(own, parent)| Some((headed(records, own)?, headed(counts, parent)?)))
}

fn values(workbook: &Workbook, table: &Table, column: u32) -> HashSet<String> {
    let sheet = workbook.sheets.iter().find(|sheet| sheet.name == table.sheet);
    let cells = sheet.into_iter().flat_map(|sheet| body(sheet, table)).filter_map(|row| row.value(column));
    cells.filter(|value| !is_blank(value)).map(|value| value.shown()).collect()
}

/// A line of counts, and what is wrong with it.
type LinkedLine = (Line, Vec<Problem>);

/// The counts of records by the sheet of the records and the key there, and what is wrong with them.
#[derive(Default)]
pub(crate) struct Linked {
    lines: HashMap<(String, String), Vec<LinkedLine>>,
    key_columns: HashMap<String, (u32, String)>,
}

impl Linked {
    /// Reads every row of a table of counts.
    pub(crate) fn read(&mut self, sheet: &Sheet, table: &Table, schema: &Schema, lookup: &Lookup<'_>) {
        let Some(part_of) = &table.part_of else { return };
        for tally in schema.tallies.iter().filter(|tally| counts(table, &tally.repeat)) {
            self.key_columns.insert(part_of.sheet.clone(), (part_of.key_column, tally.repeat.clone()));
            for row in body(sheet, table) {
                let Some(record) = row.value(part_of.column).filter(|value| !is_blank(value)) else { continue };
                let mut collector = Collector::new(&table.sheet, row.number);
                let cells = LineCells { mapping: &table.mapping, value_at: &|column| row.value(column) };
                let lines = read_lines(tally, &cells, lookup, &mut collector);
                let of_record = self.lines.entry((part_of.sheet.clone(), record.shown())).or_default();
                let mut problems = Some(collector.problems);
                of_record.extend(lines.into_iter().map(|line| (line, problems.take().unwrap_or_default())));
            }
        }
    }

    /// Whether a table's records are counted in another table.
    pub(crate) fn counts(&self, table: &Table, tally: &Tally) -> bool {
        self.key_columns.get(&table.sheet).is_some_and(|(_, repeat)| *repeat == tally.repeat)
    }

    /// The counts of the record in a row, and what is wrong with them.
    pub(crate) fn of_row(&self, table: &Table, tally: &Tally, row: &sheets::Row) -> Vec<(Line, Vec<Problem>)> {
        let column = self.key_columns.get(&table.sheet).filter(|(_, repeat)| *repeat == tally.repeat);
        let record = column.and_then(|(column, _)| row.value(*column)).map(|value| value.shown());
        record.and_then(|record| self.lines.get(&(table.sheet.clone(), record))).cloned().unwrap_or_default()
    }
}
