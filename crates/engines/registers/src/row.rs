//! What kind of row a row is: a record, or one of the things that stand between records. Owns telling them apart.

use crate::cell::{is_blank, number_of};
use crate::cell_words::{
    EXAMPLE, EXAMPLE_BEGINNINGS, FIGURE_BEGINNINGS, FIGURES, HELD_AFTER_ALL, NOT_HELD, NOT_HELD_BEGINNINGS, SIGNATURES,
    TOTAL_BEGINNINGS,
};
use crate::dates::DateColumn;
use crate::fields::Context;
use crate::heading::{Headings, KNOWN};
use crate::key::{is_one_of, key};
use crate::plan::{Table, Target};
use crate::reading::Skip;
use crate::schema::Kind;
use crate::vocabulary::TOTAL;
use sheets::{Row, Value};
use std::collections::{HashMap, HashSet};

/// What is known of a table for judging its rows.
pub(crate) struct RowJudge<'a> {
    targets: HashMap<u32, &'a Target>,
    /// The keys of each column's headings.
    own_headings: HashMap<u32, HashSet<String>>,
    headings: &'a Headings<'a>,
    /// Columns in which a row may say that it is an example or was not held: remarks, and what nothing is read from.
    remarks: HashSet<u32>,
    date: Option<u32>,
    /// Below the line where people sign.
    is_signed: bool,
    /// How many more cells are compared with all that a heading can mean.
    comparisons: u32,
}

/// Cells that are compared with all that a heading can mean: headings repeat on some pages, not on every row.
const MOST_COMPARISONS: u32 = 5_000;

/// Cells of a row that hold something.
type Filled<'v> = Vec<(u32, &'v Value)>;

impl<'a> RowJudge<'a> {
    pub(crate) fn new(table: &'a Table, context: &Context<'_>, headings: &'a Headings<'a>, date: Option<u32>) -> Self {
        let columns = &table.mapping.columns;
        let targets: HashMap<u32, &Target> =
            table.mapping.targets().map(|(column, target)| (column.column, target)).collect();
        let is_remark = |column: &u32| match targets.get(column) {
            None | Some(Target::Ignored | Target::Serial) => true,
            Some(Target::Answer { path }) => {
                context.schema.field(path).is_some_and(|field| !field.required && matches!(field.kind, Kind::Text))
            }
            Some(_) => false,
        };
        let words = |heading: &str| heading.split(" / ").map(key).collect();
        Self {
            remarks: columns.iter().map(|column| column.column).filter(is_remark).collect(),
            targets,
            own_headings: columns.iter().map(|column| (column.column, words(&column.heading))).collect(),
            headings,
            date,
            is_signed: false,
            comparisons: MOST_COMPARISONS,
        }
    }

    /// Why a row is no record; `None` when it is one.
    /// `date` is what the cell of its date holds, which may be merged with those above.
    pub(crate) fn skip(&mut self, row: &Row, date: Option<&Value>, dates: &DateColumn) -> Option<Skip> {
        let filled: Filled<'_> =
            row.cells.iter().filter(|cell| !is_blank(&cell.value)).map(|cell| (cell.column, &cell.value)).collect();
        let is_serial = |column: &u32| self.targets.get(column).is_some_and(|target| **target == Target::Serial);
        let telling: Filled<'_> = filled.iter().copied().filter(|(column, _)| !is_serial(column)).collect();
        if telling.is_empty() {
            return only_serial_text(&filled).or(Some(Skip::Blank));
        }
        let has_date = date.is_some_and(|value| dates.read(value).is_ok());
        if !has_date && self.repeats_headings(&filled, &telling) {
            self.is_signed = false;
            return Some(Skip::Header);
        }
        if let Some(skip) = self.marked(&filled) {
            return Some(skip);
        }
        if telling.iter().any(|(column, value)| self.is_category(*column) && is_total(&value.shown())) {
            return Some(Skip::Total);
        }
        let has_own_date = self.date.is_some_and(|column| row.value(column).is_some());
        if has_date && (telling.len() > 1 || !has_own_date) && (!self.is_signed || self.counts(&telling)) {
            return None;
        }
        // A day alone heads the rows below; with a number of its own it is a record that somebody began.
        if has_date && telling.len() == filled.len() {
            return Some(Skip::SubHeading(joined(&filled)));
        }
        if has_date { None } else { self.without_date(&filled, &telling) }
    }

    fn without_date(&mut self, filled: &Filled<'_>, telling: &Filled<'_>) -> Option<Skip> {
        let begins = |is_such: fn(&str) -> bool| {
            filled.first().is_some_and(|(column, value)| self.is_word(*column, value, is_such))
        };
        if begins(is_total) || filled.iter().any(|(column, value)| self.is_word(*column, value, is_total_alone)) {
            return Some(Skip::Total);
        }
        if filled.iter().any(|(column, value)| self.is_word(*column, value, is_figure)) {
            return Some(Skip::Figures);
        }
        let signs = |value: &Value| matches!(value, Value::Text(text) if begins_with(text, SIGNATURES));
        if !self.counts(telling) && (self.is_signed || telling.iter().any(|(_, value)| signs(value))) {
            self.is_signed = true;
            return Some(Skip::SubHeading(joined(filled)));
        }
        self.is_signed = false;
        match telling.as_slice() {
            [(column, value)] if matches!(value, Value::Text(_)) && !self.is_count(*column, value) => {
                Some(Skip::SubHeading(joined(filled)))
            }
            _ => None,
        }
    }

    /// A row that somebody marked as an example or as not held.
    fn marked(&self, filled: &Filled<'_>) -> Option<Skip> {
        for (column, value) in filled {
            let Value::Text(text) = value else { continue };
            let shows = EXAMPLE_BEGINNINGS.iter().any(|beginning| text.trim().to_lowercase().starts_with(beginning));
            let is_date = Some(*column) == self.date;
            if self.remarks.contains(column) && is_one_of(text, &EXAMPLE) || is_date && shows {
                return Some(Skip::Example(text.clone()));
            }
            let is_in_long = || begins_with(text, NOT_HELD_BEGINNINGS) && !begins_with(text, HELD_AFTER_ALL);
            if self.remarks.contains(column) && (is_one_of(text, &NOT_HELD) || is_in_long() && !self.counts(filled)) {
                return Some(Skip::NotHeld(text.clone()));
            }
        }
        None
    }

    /// The column and text of a remark that says that the row was not held, although people are counted in it.
    pub(crate) fn not_held_but_counted<'v>(&self, row: &'v Row) -> Option<(u32, &'v str)> {
        row.cells.iter().find_map(|cell| match &cell.value {
            Value::Text(text) if self.remarks.contains(&cell.column) => {
                let says = begins_with(text, NOT_HELD_BEGINNINGS) && !begins_with(text, HELD_AFTER_ALL);
                says.then_some((cell.column, text.as_str()))
            }
            _ => None,
        })
    }

    /// Whether every cell is a count of people, in a table that has no column for kinds of people: the sums of a total row that nobody
    /// labelled, unless the numbers say otherwise.
    pub(crate) fn is_only_counts(&self, row: &Row) -> bool {
        let is_serial = |column: u32| self.targets.get(&column).is_some_and(|target| **target == Target::Serial);
        let mut telling = row.cells.iter().filter(|cell| !is_blank(&cell.value) && !is_serial(cell.column));
        let has_category = self.targets.keys().any(|column| self.is_category(*column));
        !has_category && telling.all(|cell| self.is_count(cell.column, &cell.value))
    }

    /// Whether any cell counts people.
    fn counts(&self, cells: &Filled<'_>) -> bool {
        cells.iter().any(|(column, value)| self.is_count(*column, value) && number_of(value) != Some(0.0))
    }

    fn is_count(&self, column: u32, value: &Value) -> bool {
        let of_people = matches!(
            self.targets.get(&column),
            Some(Target::Count { .. } | Target::Counts { .. } | Target::Total { .. })
        );
        of_people && (number_of(value).is_some() || matches!(value, Value::Uncalculated))
    }

    fn is_category(&self, column: u32) -> bool {
        matches!(self.targets.get(&column), Some(Target::Category { .. }))
    }

    /// Whether a text, in a column that is not counted, is such a word.
    fn is_word(&self, column: u32, value: &Value, is_such: fn(&str) -> bool) -> bool {
        let is_count = matches!(self.targets.get(&column), Some(Target::Count { .. } | Target::Total { .. }));
        matches!(value, Value::Text(text) if !is_count && is_such(text))
    }

    /// The headings once more, in this or another language; their numbers; or the form in which dates are to be written.
    fn repeats_headings(&mut self, filled: &Filled<'_>, telling: &Filled<'_>) -> bool {
        let is_form = |value: &Value| matches!(value, Value::Text(text) if is_form_of_date(text));
        let shows_form = telling.iter().any(|(column, value)| Some(*column) == self.date && is_form(value));
        if shows_form || are_numbered(filled) {
            return true;
        }
        let is_word = |value: &Value| matches!(value, Value::Text(_)) && number_of(value).is_none();
        if telling.len() < 2 || !telling.iter().all(|(_, value)| is_word(value)) {
            return false;
        }
        let mut heading = 0;
        for (column, value) in telling {
            let own = self.own_headings.get(column).is_some_and(|own| own.contains(&key(&value.shown())));
            heading += usize::from(own || self.names(*column, value));
        }
        heading * 3 >= telling.len() * 2
    }

    /// Whether a text is another heading for what the column means.
    fn names(&mut self, column: u32, value: &Value) -> bool {
        let Some(target) = self.targets.get(&column).filter(|_| self.comparisons > 0) else { return false };
        self.comparisons -= 1;
        let candidates = self.headings.candidates(&[value.shown()]);
        candidates.iter().any(|candidate| candidate.score >= KNOWN && candidate.target.as_ref() == Some(*target))
    }
}

/// `รวม` in the column of row numbers, with nothing beside it.
fn only_serial_text(filled: &Filled<'_>) -> Option<Skip> {
    let (_, value) = filled.first()?;
    matches!(value, Value::Text(_))
        .then(|| if is_total(&value.shown()) { Skip::Total } else { Skip::SubHeading(value.shown()) })
        .filter(|_| number_of(value).is_none())
}

pub(crate) fn joined(filled: &[(u32, &Value)]) -> String {
    filled.iter().map(|(_, value)| value.shown()).collect::<Vec<_>>().join(" ")
}

/// `(1)`, `(2)`, `(3)`: columns numbered from left to right.
fn are_numbered(filled: &Filled<'_>) -> bool {
    let number = |value: &Value| match value {
        Value::Text(text) => number_of(&Value::Text(text.trim().trim_matches(['(', ')', '[', ']']).to_owned())),
        other => number_of(other),
    };
    let numbers: Vec<f64> = filled.iter().filter_map(|(_, value)| number(value)).collect();
    let follow = |pair: (&f64, &f64)| pair.1 - pair.0 == 1.0;
    numbers.len() == filled.len() && numbers.len() > 2 && numbers.iter().zip(numbers.iter().skip(1)).all(follow)
}

/// `dd/mm/yyyy`, `ว/ด/ป`, `(วว ดด ปปปป)`.
fn is_form_of_date(text: &str) -> bool {
    let letters: Vec<char> = text.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect();
    let is_of_form = |letter: &char| matches!(letter, 'd' | 'm' | 'y' | 'b' | 'ว' | 'ด' | 'ป');
    letters.len() > 2 && letters.iter().all(is_of_form)
}

fn begins_with(text: &str, beginnings: &[&str]) -> bool {
    let own = key(text);
    beginnings.iter().any(|beginning| own.starts_with(beginning))
}

/// A word for a sum, alone or with the part that is summed behind it: only telling where a row begins, since a village may be called
/// `รวมใจ`.
fn is_total(text: &str) -> bool {
    is_total_alone(text) || begins_with(text, TOTAL_BEGINNINGS)
}

fn is_total_alone(text: &str) -> bool {
    is_one_of(text, &TOTAL)
}

fn is_figure(text: &str) -> bool {
    is_one_of(text, &FIGURES) || begins_with(text, FIGURE_BEGINNINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_dates_and_numbers_of_columns_are_no_records() {
        for (text, expected) in
            [("dd/mm/yyyy", true), ("ว/ด/ป", true), ("(DD-MM-BBBB)", true), ("day", false), ("", false)]
        {
            assert_eq!(is_form_of_date(text), expected, "{text}");
        }
        let row = |texts: &[&str]| texts.iter().map(|text| Value::Text((*text).to_owned())).collect::<Vec<_>>();
        for (texts, expected) in
            [(["(1)", "(2)", "(3)"], true), (["๑", "๒", "๓"], true), (["1", "2", "4"], false), (["1", "2", "x"], false)]
        {
            let cells = row(&texts);
            assert_eq!(are_numbered(&(0..).zip(&cells).collect()), expected, "{texts:?}");
        }
    }
}
