//! What is wrong in a pack, and where: the file and the line or cell. Owns the sentences; the finding is done by the readers.

use language::Message;
use std::fmt;

/// Something wrong in a pack's files.
#[derive(Clone, Debug, PartialEq)]
pub struct PackProblem {
    /// The file, by its path inside the pack, for example `forms/outreach-session.md`.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What is wrong and what to do.
    pub message: Message,
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    #[default]
    Whole,
    /// A line, counted from 1.
    Line(usize),
    /// A cell of a form's table.
    Cell {
        /// The sheet: survey, choices, settings.
        sheet: String,
        /// The row of the sheet, its header being row 1.
        row: usize,
        /// The heading of the column.
        column: String,
    },
}

impl PackProblem {
    pub(crate) fn new(file: &str, place: Place, message: Message) -> Self {
        Self { file: file.to_owned(), place, message }
    }

    pub(crate) fn whole(file: &str, message: Message) -> Self {
        Self::new(file, Place::Whole, message)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Line(line) => write!(f, ":{line}"),
            Self::Cell { sheet, row, column } => write!(f, " ({sheet} row {row}, {column})"),
        }
    }
}

impl fmt::Display for PackProblem {
    /// One line for a terminal or a log, in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}: {}", self.file, self.place, language::say(language::Lang::En, &self.message))
    }
}
