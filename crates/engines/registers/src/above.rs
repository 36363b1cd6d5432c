//! Cells that stand for the empty ones below them: a province written once over its rows, as merged cells become when a sheet is saved as
//! text. Owns telling that habit from a cell that somebody forgot.

use crate::cell::is_ditto;
use crate::fields::Context;
use crate::plan::{Table, Target};
use crate::problem::{Problem, Severity};
use crate::schema::Kind;
use language::Message;
use sheets::{Row, Value, cell_name};
use std::collections::HashMap;

/// Which columns are filled in once for several rows, and what stood last in them.
pub(crate) struct Above<'v> {
    columns: Vec<Standing<'v>>,
    serial: Option<u32>,
}

struct Standing<'v> {
    column: u32,
    path: String,
    rule: Rule,
    last: Option<&'v Value>,
    /// The first cell that was filled from above, and how many were.
    filled: Option<(u32, u32)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Every empty cell.
    Always,
    /// Where the cell of the larger area is empty as well.
    WithinProvince,
    /// Where the number of the row is missing as well.
    WithoutSerial,
}

impl<'v> Above<'v> {
    /// Looks at the whole table: a column is filled in once for several rows when it has empty cells, begins with a filled one, and never
    /// repeats what already stands above. `value_at` gives what a cell holds, merged areas filled in.
    pub(crate) fn new(
        table: &Table,
        context: &Context<'_>,
        rows: &[&'v Row],
        value_at: &dyn Fn(&'v Row, u32) -> Option<&'v Value>,
    ) -> Self {
        let serial = table.mapping.targets().find(|(_, target)| **target == Target::Serial);
        let serial = serial.map(|(column, _)| column.column);
        let mut columns = Vec::new();
        for field in &context.schema.fields {
            let mut own = table.mapping.columns_of(&field.path);
            let (Some(column), None) = (own.next(), own.next()) else { continue };
            let rule = match &field.kind {
                Kind::Province => Rule::Always,
                Kind::District => Rule::WithinProvince,
                Kind::Date { .. } if field.required && serial.is_some() => Rule::WithoutSerial,
                _ => continue,
            };
            let cells = rows.iter().map(|row| value_at(row, column.column).map(Value::shown));
            let cells: Vec<Option<String>> = cells.collect();
            if stands_once(&cells) && (rule != Rule::Always || is_mostly_empty(&cells)) {
                let path = field.path.clone();
                columns.push(Standing { column: column.column, path, rule, last: None, filled: None });
            }
        }
        Self { columns, serial }
    }

    /// What stands above for the empty cells of a row, by column.
    pub(crate) fn fill(
        &mut self,
        row: &'v Row,
        value_at: &dyn Fn(&'v Row, u32) -> Option<&'v Value>,
    ) -> HashMap<u32, &'v Value> {
        let mut filled = HashMap::new();
        let is_numbered = self.serial.is_some_and(|column| row.value(column).is_some());
        let province_is_empty = self
            .columns
            .iter()
            .find(|standing| standing.rule == Rule::Always)
            .is_some_and(|province| value_at(row, province.column).is_none());
        for standing in &mut self.columns {
            if let Some(value) = value_at(row, standing.column) {
                standing.last = Some(value).filter(|value| !is_ditto(value)).or(standing.last);
                continue;
            }
            let holds = match standing.rule {
                Rule::Always => true,
                Rule::WithinProvince => province_is_empty,
                Rule::WithoutSerial => !is_numbered,
            };
            if let Some(last) = standing.last.filter(|_| holds) {
                filled.insert(standing.column, last);
                let (_, count) = standing.filled.get_or_insert((row.number, 0));
                *count += 1;
            }
        }
        filled
    }

    /// What a heading between rows ends: below it nothing above stands for anything.
    pub(crate) fn end(&mut self) {
        for standing in &mut self.columns {
            standing.last = None;
        }
    }

    /// Each column that was filled in from above, told once.
    pub(crate) fn problems(&self, table: &Table, context: &Context<'_>) -> Vec<Problem> {
        let problem = |standing: &Standing<'_>| {
            let (row, count) = standing.filled?;
            let field = context.schema.field(&standing.path)?;
            let message =
                Message::new("registers-from-above").with("question", field.labels.clone()).with("count", count);
            let cell = cell_name(row, standing.column);
            Some(Problem { sheet: table.sheet.clone(), row, cell, severity: Severity::Warning, message })
        };
        self.columns.iter().filter_map(problem).collect()
    }
}

fn stands_once(cells: &[Option<String>]) -> bool {
    let filled: Vec<&String> = cells.iter().flatten().collect();
    let begins = cells.first().is_some_and(Option::is_some);
    begins && filled.len() < cells.len() && filled.iter().zip(filled.iter().skip(1)).all(|(one, next)| one != next)
}

/// Whether at least as many cells are empty as are filled: a single empty one among others is rather a forgotten one.
fn is_mostly_empty(cells: &[Option<String>]) -> bool {
    cells.iter().flatten().count() * 2 <= cells.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forgotten_cell_is_no_habit() {
        for (cells, expected) in [
            (vec!["a", "", "", "b", ""], true),
            (vec!["a", "", "b"], true),
            (vec!["a", "a", "", "a"], false),
            (vec!["", "a", ""], false),
            (vec!["a", "b"], false),
            (vec![], false),
        ] {
            let cells: Vec<Option<String>> =
                cells.iter().map(|cell| (!cell.is_empty()).then(|| (*cell).to_owned())).collect();
            assert_eq!(stands_once(&cells), expected, "{cells:?}");
        }
    }
}
