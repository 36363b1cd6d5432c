//! What a workbook holds once it is read: records, rows that are none, and problems. Owns the shape.

use crate::plan::Table;
use crate::problem::{Problem, Severity};
use language::Message;
use serde_json::Value as Json;

/// What a workbook holds, read by a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The tables that were read.
    pub tables: Vec<Table>,
    /// Every record, with those that cannot be imported and those that were entered before.
    pub rows: Vec<RowReading>,
    /// Rows that are no records, and why.
    pub skipped: Vec<SkippedRow>,
    /// What concerns a column, a sheet or a row that is no record.
    pub problems: Vec<Problem>,
}

/// A record read from a row, or from several rows that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct RowReading {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Further rows with counts of the same record.
    pub further_rows: Vec<u32>,
    /// The answers, as the form's instance holds them: objects for groups, arrays for repeats, every value a text.
    pub answers: Json,
    /// What is wrong or was guessed.
    pub problems: Vec<Problem>,
    /// Sheet and row of the record that this one repeats word for word.
    pub duplicate_of: Option<(String, u32)>,
}

impl RowReading {
    /// Whether something in the row has to be corrected before it can be imported.
    pub fn has_error(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

impl Reading {
    /// The records to import: without errors, and each once.
    pub fn importable(&self) -> impl Iterator<Item = &RowReading> {
        self.rows.iter().filter(|row| row.duplicate_of.is_none() && !row.has_error())
    }

    /// Every problem, of the tables first, then row by row.
    pub fn all_problems(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().chain(self.rows.iter().flat_map(|row| &row.problems))
    }
}

/// A row that is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedRow {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Why it is none.
    pub reason: Skip,
}

/// Why a row is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// Nothing but signs for nothing, or a number of the row.
    Blank,
    /// The headings once more, in this or another language, their numbers, or a hint how to fill in the cells below.
    Header,
    /// A sum of rows.
    Total,
    /// Averages, shares and the like.
    Figures,
    /// One text for the rows below it, or a remark under the table.
    SubHeading(String),
    /// A row that shows how to fill in the others; the text says so.
    Example(String),
    /// Something that did not take place; the text says so.
    NotHeld(String),
}

impl Skip {
    /// The reason as a sentence for a preview.
    pub fn message(&self) -> Message {
        match self {
            Self::Blank => Message::new("registers-skip-blank"),
            Self::Header => Message::new("registers-skip-header"),
            Self::Total => Message::new("registers-skip-total"),
            Self::Figures => Message::new("registers-skip-figures"),
            Self::SubHeading(text) => Message::new("registers-skip-sub-heading").with("text", text.as_str()),
            Self::Example(text) => Message::new("registers-skip-example").with("text", text.as_str()),
            Self::NotHeld(text) => Message::new("registers-skip-not-held").with("text", text.as_str()),
        }
    }

    /// What is told at the row beside the list of rows left out: that something which looks like a record is not one.
    pub(crate) fn warning(&self) -> Option<Message> {
        matches!(self, Self::Example(_) | Self::NotHeld(_)).then(|| self.message())
    }
}
