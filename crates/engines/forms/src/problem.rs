//! What is wrong with a form's design, and in which cell.

use language::{Lang, Message, say};
use std::fmt;

/// A mistake in a workbook, found where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The sheet's name.
    pub sheet: String,
    /// The row in the source counted from 1; 0 when the whole sheet is meant.
    pub row: usize,
    /// The column's header, when one cell is meant.
    pub column: Option<String>,
    /// What is wrong and what to do.
    pub message: Message,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.sheet)?;
        if self.row > 0 {
            write!(f, " row {}", self.row)?;
        }
        if let Some(column) = &self.column {
            write!(f, ", {column}")?;
        }
        write!(f, ": {}", say(Lang::En, &self.message))
    }
}

/// Everything that is wrong with a form's design; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { "\n" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
