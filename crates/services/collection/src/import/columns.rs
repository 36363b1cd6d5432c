//! What a person looks at to say what a column means: a few of its cells; and which questions that must be answered no column answers.

use crate::Definition;
use calendar::Date;
use language::Text;
use registers::{Plan, Table, Target};
use sheets::{Sheet, Workbook};

/// Cells shown of a column.
const SAMPLES: usize = 3;
/// The most letters of a cell that are shown.
const LONGEST: usize = 48;

/// A few cells of a column, different ones, from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSample {
    /// The table of the plan.
    pub table: usize,
    /// The column, from 0.
    pub column: u32,
    /// What stands in its cells; fewer than three when there are no more, none in an empty column.
    pub values: Vec<String>,
}

/// A question that must be answered, and that no column of a table answers.
#[derive(Clone, Debug, PartialEq)]
pub struct MissingQuestion {
    /// The sheet.
    pub sheet: String,
    /// What the question is called.
    pub label: Text,
}

pub(super) fn samples(workbook: &Workbook, plan: &Plan) -> Vec<ColumnSample> {
    let of_table = |(at, table): (usize, &Table)| {
        let sheet = workbook.sheets.iter().find(|sheet| sheet.name == table.sheet);
        let sample = |column: u32| ColumnSample {
            table: at,
            column,
            values: sheet.map(|sheet| values(sheet, table, column)).unwrap_or_default(),
        };
        table.mapping.columns.iter().map(|column| sample(column.column)).collect::<Vec<_>>()
    };
    plan.tables.iter().enumerate().flat_map(of_table).collect()
}

fn values(sheet: &Sheet, table: &Table, column: u32) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let cells = sheet.rows.iter().filter(|row| row.number > table.last_header_row).filter_map(|row| row.value(column));
    for cell in cells.map(|value| shortened(&value.shown())).filter(|shown| !shown.is_empty()) {
        if !found.contains(&cell) {
            found.push(cell);
        }
        if found.len() == SAMPLES {
            break;
        }
    }
    found
}

/// A cell on one line, not longer than a glance.
fn shortened(cell: &str) -> String {
    let line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

pub(super) fn missing(definition: Definition<'_>, plan: &Plan, today: Date) -> Vec<MissingQuestion> {
    let schema = super::schema::schema(definition, today);
    let mut missing = Vec::new();
    for table in &plan.tables {
        let targets = || table.mapping.columns.iter().filter_map(|column| column.target.as_ref());
        let is_answered =
            |path: &str| targets().any(|target| matches!(target, Target::Answer { path: own } if own == path));
        let is_counted =
            |repeat: &str| targets().any(|target| matches!(target, Target::Count { repeat: own, .. } if own == repeat));
        let unanswered = schema.fields.iter().filter(|field| field.required && field.unspecified.is_none());
        let unanswered = unanswered.filter(|field| !is_answered(&field.path)).map(|field| &field.labels);
        let uncounted = schema.tallies.iter().filter(|tally| !is_counted(&tally.repeat)).map(|tally| &tally.labels);
        let labels = unanswered.chain(uncounted);
        missing.extend(labels.map(|label| MissingQuestion { sheet: table.sheet.clone(), label: label.clone() }));
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_cell_is_shortened_between_letters_and_set_on_one_line() {
        assert_eq!(shortened(" โรงเรียน\n บ้านสาธิต "), "โรงเรียน บ้านสาธิต");
        let long = shortened(&"ก".repeat(100));
        assert_eq!((long.chars().count(), long.ends_with('…')), (LONGEST + 1, true));
    }
}
