//! What `search(…)` finds in a file: the rows that Collect would offer. Owns how cells are compared, in which order rows come and what
//! a choice of several columns is called; how a search is written is `compile::searched`'s.
//!
//! As in Collect, where SQL compares: letters of English match small and large, columns are known by their name with everything but
//! letters, digits and low lines replaced, a column `sortby` sorts. `%` and `_` in what is searched stand for themselves.

use super::Session;
use super::choose::{Offered, OfferedLabel};
use crate::Itemset;
use crate::rules::{Search, Searched, SearchedChoice};
use std::collections::HashSet;
use xpath::{Document, EvalError, Expression, NodeId};

/// What addresses of pictures beside a form begin with.
const PICTURES: &str = "jr://images/";

/// How a cell has to be like what is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    Contains,
    Matches,
    StartsWith,
    EndsWith,
}

impl Likeness {
    /// By its word; what is none means that cells contain it.
    fn of(word: &str) -> Self {
        match word.trim().to_ascii_lowercase().as_str() {
            "matches" => Self::Matches,
            "startswith" => Self::StartsWith,
            "endswith" => Self::EndsWith,
            _ => Self::Contains,
        }
    }

    /// Whether a cell is so like what is wanted, which is in small letters.
    fn holds(self, cell: &str, wanted: &str) -> bool {
        let cell = cell.to_ascii_lowercase();
        match self {
            Self::Contains => cell.contains(wanted),
            Self::Matches => cell == wanted,
            Self::StartsWith => cell.starts_with(wanted),
            Self::EndsWith => cell.ends_with(wanted),
        }
    }
}

impl<'f> Session<'f> {
    /// Everything that a search offers at a node now; of a file that is not there, only what is always offered.
    pub(super) fn offers_of_search(&self, rule: &'f Searched, node: NodeId) -> Result<Vec<Offered<'f>>, EvalError> {
        let found = match self.list(&rule.instance) {
            Some(list) => Some((list.document(), self.rows_found(rule.search.as_ref(), list, node)?)),
            None => None,
        };
        let mut offers = Vec::new();
        for choice in &rule.choices {
            match (choice, &found) {
                (SearchedChoice::Always { value, label }, _) => {
                    offers.push(Offered { name: value.clone(), label: OfferedLabel::Saying(label) });
                }
                (SearchedChoice::Rows { values, labels }, Some((document, rows))) => {
                    let Some(values) = column(document, values) else { continue };
                    let mut known = HashSet::new();
                    let names = rows.iter().map(|row| (*row, text(document, *row, values)));
                    let new = names.filter(|(_, name)| known.insert(name.clone()));
                    offers.extend(new.map(|(row, name)| {
                        let label = OfferedLabel::Row { document, row, labels, otherwise: name.clone() };
                        Offered { name, label }
                    }));
                }
                (SearchedChoice::Rows { .. }, None) => {}
            }
        }
        Ok(offers)
    }

    fn rows_found(&self, search: Option<&Search>, list: &Itemset, node: NodeId) -> Result<Vec<NodeId>, EvalError> {
        let document = list.document();
        let mut rows = match search {
            None => document.elements(document.root()).collect(),
            Some(search) => self.rows_that_match(search, document, node)?,
        };
        if let Some(order) = column(document, "sortby") {
            rows.sort_by(|left, right| {
                let place = |row: NodeId| text(document, row, order).trim().parse::<f64>().unwrap_or(f64::INFINITY);
                place(*left).total_cmp(&place(*right))
            });
        }
        Ok(rows)
    }

    fn rows_that_match(&self, search: &Search, document: &Document, node: NodeId) -> Result<Vec<NodeId>, EvalError> {
        let text_of = |expression: &Expression| Ok(self.evaluate(expression, node)?.into_text().into_owned());
        let likeness = Likeness::of(&text_of(&search.how)?);
        let columns = text_of(&search.columns)?;
        let columns: Vec<Option<&str>> = columns_in(&columns).map(|written| column(document, written)).collect();
        let wanted = text_of(&search.wanted)?.to_ascii_lowercase();
        let mut rows = match &search.filter {
            None => rows_of_one_spelling(document, likeness, &columns, &wanted),
            Some((filtered, value)) => {
                let value = text_of(value)?;
                match column(document, &text_of(filtered)?) {
                    Some(filtered) => document.rows_where(filtered, &value),
                    None => Vec::new(),
                }
            }
        };
        if !columns.is_empty() {
            self.spend(rows.len() * columns.len())?;
            let holds = |row: NodeId, column: &str| likeness.holds(&text(document, row, column), &wanted);
            rows.retain(|row| columns.iter().flatten().any(|column| holds(*row, column)));
        }
        Ok(rows)
    }
}

/// Rows to look through: those of the very text, where letters have no other size and one column has to match; else all.
fn rows_of_one_spelling(
    document: &Document,
    likeness: Likeness,
    columns: &[Option<&str>],
    wanted: &str,
) -> Vec<NodeId> {
    match columns {
        [Some(only)] if likeness == Likeness::Matches && !wanted.bytes().any(|byte| byte.is_ascii_alphabetic()) => {
            document.rows_where(only, wanted)
        }
        _ => document.elements(document.root()).collect(),
    }
}

/// The columns named in a text: between commas, or between spaces where there is no comma.
pub(crate) fn columns_in(written: &str) -> impl Iterator<Item = &str> {
    let separator = if written.contains(',') { ',' } else { ' ' };
    written.split(separator).map(str::trim).filter(|column| !column.is_empty())
}

/// The name of a column as the rows have it.
pub(crate) fn column<'d>(document: &'d Document, written: &str) -> Option<&'d str> {
    let first = document.elements(document.root()).next()?;
    let wanted = plain(written);
    document.elements(first).map(|cell| document.name(cell)).find(|name| plain(name) == wanted)
}

/// What a row is called by the columns that its label names: `Somchai (age: 12)`. Empty when they are.
pub(crate) fn called(document: &Document, row: NodeId, columns: &str) -> String {
    let mut called = String::new();
    for (at, written) in columns_in(columns).enumerate() {
        let cell = column(document, written).map(|name| text(document, row, name)).unwrap_or_default();
        called.push_str(&if at == 0 { cell } else { format!(" ({written}: {cell})") });
    }
    called
}

/// The picture of a row, in the column that the picture of its choice names.
pub(crate) fn picture(document: &Document, row: NodeId, named: &str) -> Option<String> {
    let named = named.strip_prefix(PICTURES).unwrap_or(named);
    let file = text(document, row, column(document, named)?);
    (!file.trim().is_empty()).then(|| format!("{PICTURES}{file}"))
}

fn plain(column: &str) -> String {
    let letter = |one: char| if one.is_ascii_alphanumeric() { one.to_ascii_lowercase() } else { '_' };
    column.trim().chars().map(letter).collect()
}

fn text(document: &Document, row: NodeId, column: &str) -> String {
    document.child(row, column).map(|cell| document.text(cell).into_owned()).unwrap_or_default()
}
