//! Finding the rows of a long list by what a cell of theirs says, without looking at every row. Owns the tables and when they are
//! made; not which condition can be answered by one (see `path::lookup`).
//!
//! A table is made on first need and kept with the document, which is not changed by that as far as anybody can see.

mod table;

use super::{Content, Document, Kind, NameId, NodeId};
use crate::number::{parse_number, same_number};
use crate::value::{answer_number, answer_text};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};
use table::Table;

/// What a table is about: the element children of a node, all or those of one name, by their cell of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rows {
    pub(crate) parent: NodeId,
    pub(crate) row: Option<NameId>,
    pub(crate) cell: NameId,
}

/// What a cell has to say.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted<'w> {
    Text(&'w str),
    Number(f64),
}

/// The tables made so far, as a list that grows at its end: reading it takes no lock, and copies of a document share it until one
/// of them changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Indexes(OnceLock<Arc<Link>>);

#[derive(Debug)]
struct Link {
    rows: Rows,
    by_number: bool,
    /// None where a table would be wrong or not worth it.
    table: Option<Table>,
    next: Indexes,
}

/// More tables than conditions of a real form ask for of one list; beyond, lists are walked.
const MOST_TABLES: usize = 24;
/// Shorter lists are walked: the table would cost more than it saves.
const SHORTEST_LIST: usize = 32;

impl Indexes {
    pub(super) fn forget(&mut self) {
        self.0.take();
    }
}

impl Document {
    /// The rows whose cell says what is wanted, in document order, or `None` when there is no table for them: for short lists, and
    /// where a row has more than one such cell. Making a table takes no steps of a budget; it is bounded by the document.
    pub(crate) fn rows_with(&self, rows: Rows, wanted: Wanted<'_>) -> Option<Cow<'_, [NodeId]>> {
        let table = self.table(rows, matches!(wanted, Wanted::Number(_)))?;
        Some(match wanted {
            Wanted::Text(text) => Cow::Borrowed(table.rows_of(self, text)),
            Wanted::Number(number) => {
                let near = table.rows_near(number).into_iter().flatten();
                let mut found: Vec<NodeId> = near.copied().filter(|row| self.says(*row, rows.cell, wanted)).collect();
                self.sort(&mut found);
                Cow::Owned(found)
            }
        })
    }

    /// The first row inside the root whose cell of this name says exactly this, found by a table in long lists.
    pub fn row_where(&self, cell: &str, says: &str) -> Option<NodeId> {
        self.rows_where(cell, says).first().copied()
    }

    /// All rows inside the root whose cell of this name says exactly this, in document order, found by a table in long lists.
    pub fn rows_where(&self, cell: &str, says: &str) -> Vec<NodeId> {
        let Some(name) = self.find_name(cell) else { return Vec::new() };
        match self.rows_with(Rows { parent: self.root(), row: None, cell: name }, Wanted::Text(says)) {
            Some(rows) => rows.into_owned(),
            None => {
                let is_meant = |row: &NodeId| self.child(*row, cell).is_some_and(|found| self.text(found) == says);
                self.elements(self.root()).filter(is_meant).collect()
            }
        }
    }

    /// Makes ready what finds the rows inside the root by the text of a cell: whoever asks first then need not wait for it.
    pub fn prepare(&self, cell: &str) {
        if let Some(rows) = self.rows_inside_root(cell) {
            self.table(rows, false);
        }
    }

    /// Whether nobody has to wait for that any more.
    pub fn is_prepared(&self, cell: &str) -> bool {
        let Some(wanted) = self.rows_inside_root(cell) else { return true };
        let links = std::iter::successors(self.indexes.0.get(), |link| link.next.0.get());
        links.take(MOST_TABLES).any(|link| link.rows == wanted && !link.by_number)
    }

    /// The rows as conditions ask for them: those called as the first is.
    fn rows_inside_root(&self, cell: &str) -> Option<Rows> {
        let first = self.elements(self.root()).next()?;
        Some(Rows { parent: self.root(), row: Some(self.name_id(first)), cell: self.find_name(cell)? })
    }

    /// Whether a list of nodes is all the rows that a table is about.
    pub(crate) fn are_all_rows(&self, rows: Rows, nodes: &[NodeId]) -> bool {
        nodes.len() >= SHORTEST_LIST && self.table(rows, false).is_some_and(|table| table.all() == nodes)
    }

    /// Whether a row has a cell of the name that says what is wanted.
    pub(crate) fn says(&self, row: NodeId, cell: NameId, wanted: Wanted<'_>) -> bool {
        self.elements(row).filter(|child| self.name_id(*child) == cell && !self.is_hidden(*child)).any(|cell| {
            let (text, content) = (self.text(cell), self.content(cell));
            match wanted {
                Wanted::Number(wanted) => same_number(answer_number(&text, content), wanted),
                Wanted::Text(wanted) if content == Content::Number => match (text.is_empty(), wanted.is_empty()) {
                    (false, false) => same_number(answer_number(&text, content), parse_number(wanted)),
                    (left, right) => left && right,
                },
                Wanted::Text(wanted) => answer_text(text, content) == wanted,
            }
        })
    }

    fn table(&self, rows: Rows, by_number: bool) -> Option<&Table> {
        let mut at = &self.indexes;
        for _ in 0..MOST_TABLES {
            let link = at.0.get_or_init(|| {
                let table = Table::of(self, rows, by_number);
                Arc::new(Link { rows, by_number, table, next: Indexes::default() })
            });
            if link.rows == rows && link.by_number == by_number {
                return link.table.as_ref();
            }
            at = &link.next;
        }
        None
    }

    /// Shows every row with its one cell of the name, if it has one. False as soon as a row has two, or a cell that is compared
    /// otherwise than as text, or who is shown them gives up.
    ///
    /// Rows of a list mostly have one shape, so that the next row and the cell are looked for where they would then be: the
    /// processor need not wait for one to find the next.
    fn each_row(&self, about: Rows, see: &mut impl FnMut(NodeId, Option<NodeId>) -> bool) -> bool {
        let is_row = |node: NodeId| {
            self.node(node)
                .is_some_and(|found| found.kind == Kind::Element && about.row.is_none_or(|name| found.name == name))
        };
        let one_each = self.is_one_each(about.cell);
        let (mut stride, mut offset) = (0, 0);
        let mut next = self.elements(about.parent).find(|node| is_row(*node));
        while let Some(row) = next {
            let guessed = row.further(offset);
            let is_cell = |node: NodeId| {
                self.node(node).is_some_and(|cell| {
                    cell.parent == Some(row) && cell.name == about.cell && cell.kind == Kind::Element
                })
            };
            let cell = if one_each && is_cell(guessed) {
                Some(guessed)
            } else {
                let mut cells = self.elements(row).filter(|child| self.name_id(*child) == about.cell);
                let found = cells.next();
                if cells.next().is_some() {
                    return false;
                }
                offset = found.map_or(0, |cell| row.distance_to(cell));
                found
            };
            if cell.is_some_and(|cell| !matches!(self.content(cell), Content::Unknown | Content::Text)) {
                return false;
            }
            if !see(row, cell) {
                return false;
            }
            let guessed = row.further(stride);
            let follows = |node: &NodeId| self.node(*node).is_some_and(|found| found.previous == Some(row));
            next = if stride > 0 && follows(&guessed) && is_row(guessed) {
                Some(guessed)
            } else {
                let following = std::iter::successors(self.next_sibling(row), |node| self.next_sibling(*node));
                let found = following.into_iter().find(|node| is_row(*node));
                stride = found.map_or(0, |found| row.distance_to(found));
                found
            };
        }
        true
    }
}

#[cfg(test)]
mod tests;
