//! A row read from left to right, each value checked to be what its column says.

use super::{Kept, Row};
use store::StoreError;

/// A reader of one row: every call takes the next column. The first column of a row is its key, which errors name.
pub(crate) struct Cells<'r> {
    row: &'r Row,
    table: &'r str,
    next: usize,
}

impl<'r> Cells<'r> {
    /// Starts at the first column of a table's row.
    pub(crate) fn new(row: &'r Row, table: &'r str) -> Self {
        Self { row, table, next: 0 }
    }

    /// A text that must be there.
    pub(crate) fn text(&mut self, column: &str) -> Result<String, StoreError> {
        self.present(column)
    }

    /// A text or nothing.
    pub(crate) fn text_or_nothing(&mut self, column: &str) -> Result<Option<String>, StoreError> {
        self.take(column)
    }

    /// A whole number that must be there.
    pub(crate) fn integer(&mut self, column: &str) -> Result<i64, StoreError> {
        self.present(column)
    }

    /// A whole number or nothing.
    pub(crate) fn integer_or_nothing(&mut self, column: &str) -> Result<Option<i64>, StoreError> {
        self.take(column)
    }

    /// A number with a fraction, or nothing.
    pub(crate) fn decimal_or_nothing(&mut self, column: &str) -> Result<Option<f64>, StoreError> {
        self.take(column)
    }

    /// Bytes that must be there.
    pub(crate) fn bytes(&mut self, column: &str) -> Result<Vec<u8>, StoreError> {
        self.present(column)
    }

    /// A flag.
    pub(crate) fn flag(&mut self, column: &str) -> Result<bool, StoreError> {
        match self.integer(column)? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(self.corrupt(column, format!("`{other}` is neither 0 nor 1"))),
        }
    }

    /// An error that names this row and a column.
    pub(crate) fn corrupt(&self, column: &str, problem: String) -> StoreError {
        let key = self.row.get::<String>(0).ok().flatten();
        let key = key.or_else(|| self.row.get::<i64>(0).ok().flatten().map(|number| number.to_string()));
        StoreError::Corrupt {
            table: self.table.to_owned(),
            row: key.unwrap_or_default(),
            column: column.to_owned(),
            problem,
        }
    }

    fn present<T: Kept>(&mut self, column: &str) -> Result<T, StoreError> {
        self.take(column)?.ok_or_else(|| self.corrupt(column, "is missing".to_owned()))
    }

    fn take<T: Kept>(&mut self, column: &str) -> Result<Option<T>, StoreError> {
        let index = self.next;
        self.next = index.saturating_add(1);
        self.row.get(index).map_err(|error| self.corrupt(column, error.to_string()))
    }
}
