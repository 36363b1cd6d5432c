//! What kind of row a row is: a record, or one of the things that stand between records. Owns telling them apart.

use crate::apply::Skip;
use crate::cell::{is_blank, number_of};
use crate::dates::DateColumn;
use crate::key::{is_one_of, key};
use crate::plan::{Table, Target};
use crate::vocabulary::{TOTAL, TOTAL_BEGINNINGS};
use sheets::{Row, Value};
use std::collections::{HashMap, HashSet};

/// What is known of a table for judging its rows.
pub(crate) struct RowJudge<'a> {
    targets: HashMap<u32, &'a Target>,
    /// The keys of each column's headings.
    headings: HashMap<u32, HashSet<String>>,
    date: Option<(u32, DateColumn)>,
}

impl<'a> RowJudge<'a> {
    pub(crate) fn new(table: &'a Table, date: Option<(u32, DateColumn)>) -> Self {
        let columns = &table.mapping.columns;
        Self {
            targets: table.mapping.targets().map(|(column, target)| (column.column, target)).collect(),
            headings: columns
                .iter()
                .map(|column| (column.column, column.heading.split(" / ").map(key).collect()))
                .collect(),
            date,
        }
    }

    /// Why a row is no record; `None` when it is one.
    pub(crate) fn skip(&self, row: &Row) -> Option<Skip> {
        let filled: Vec<(u32, &Value)> =
            row.cells.iter().filter(|cell| !is_blank(&cell.value)).map(|cell| (cell.column, &cell.value)).collect();
        let telling: Vec<(u32, &Value)> = filled
            .iter()
            .copied()
            .filter(|(column, _)| self.targets.get(column).is_none_or(|target| **target != Target::Serial))
            .collect();
        if telling.is_empty() {
            return self.only_serial_text(&filled).or(Some(Skip::Blank));
        }
        if self.repeats_headings(&telling) {
            return Some(Skip::Header);
        }
        if telling.iter().any(|(column, value)| self.is_category(*column) && is_total(&value.shown())) {
            return Some(Skip::Total);
        }
        if !self.has_date(row) {
            let begins = filled.first().is_some_and(|(column, value)| self.is_word(*column, value, is_total));
            if begins || filled.iter().any(|(column, value)| self.is_word(*column, value, is_total_alone)) {
                return Some(Skip::Total);
            }
            return self.no_record(&filled, &telling);
        }
        None
    }

    /// `รวม` in the column of row numbers, with nothing beside it.
    fn only_serial_text(&self, filled: &[(u32, &Value)]) -> Option<Skip> {
        let (_, value) = filled.first()?;
        matches!(value, Value::Text(_))
            .then(|| if is_total(&value.shown()) { Skip::Total } else { Skip::SubHeading(value.shown()) })
            .filter(|_| number_of(value).is_none())
    }

    /// A single text is a sub-heading or a remark under the table; counts without any text are the sums of a total row that nobody
    /// labelled.
    fn no_record(&self, filled: &[(u32, &Value)], telling: &[(u32, &Value)]) -> Option<Skip> {
        let is_count =
            |column: &u32| matches!(self.targets.get(column), Some(Target::Count { .. } | Target::Total { .. }));
        let numbers = telling.iter().filter(|(column, value)| is_count(column) && number_of(value).is_some()).count();
        match telling {
            [(_, value)] if numbers == 0 && !matches!(value, Value::Number(_) | Value::Date(_)) => {
                Some(Skip::SubHeading(filled.iter().map(|(_, value)| value.shown()).collect::<Vec<_>>().join(" ")))
            }
            _ if numbers == telling.len() && numbers > 1 && !self.has_category() => Some(Skip::Total),
            _ => None,
        }
    }

    /// In a table with one category to a row, a row of counts continues the record above.
    fn has_category(&self) -> bool {
        self.targets.keys().any(|column| self.is_category(*column))
    }

    fn is_category(&self, column: u32) -> bool {
        matches!(self.targets.get(&column), Some(Target::Category { .. }))
    }

    fn has_date(&self, row: &Row) -> bool {
        self.date
            .as_ref()
            .is_some_and(|(column, dates)| row.value(*column).is_some_and(|value| dates.read(value).is_ok()))
    }

    /// Whether a text, in a column that is not counted, is such a word.
    fn is_word(&self, column: u32, value: &Value, is_such: fn(&str) -> bool) -> bool {
        let is_count = matches!(self.targets.get(&column), Some(Target::Count { .. } | Target::Total { .. }));
        matches!(value, Value::Text(text) if !is_count && is_such(text))
    }

    /// Two cells or more, and all of them texts that head their columns.
    fn repeats_headings(&self, telling: &[(u32, &Value)]) -> bool {
        let heads = |column: &u32, value: &Value| {
            matches!(value, Value::Text(_))
                && self.headings.get(column).is_some_and(|headings| headings.contains(&key(&value.shown())))
        };
        telling.len() > 1 && telling.iter().all(|(column, value)| heads(column, value))
    }
}

/// A word for a sum, alone or with the part that is summed behind it: only telling where a row begins, since a village may be called
/// `รวมใจ`.
fn is_total(text: &str) -> bool {
    let own = key(text);
    is_total_alone(text) || TOTAL_BEGINNINGS.iter().any(|beginning| own.starts_with(beginning))
}

fn is_total_alone(text: &str) -> bool {
    is_one_of(text, &TOTAL)
}
