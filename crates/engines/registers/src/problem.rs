//! What is wrong in a register, where, and what to do about it. Sentences are in `locales/<code>/registers.ftl`.

use language::Message;
use sheets::cell_name;

/// Something a person should look at, at its cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1; of the heading for a problem of a whole column.
    pub row: u32,
    /// The cell, such as `F12`.
    pub cell: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: Message,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know; nothing is lost.
    Notice,
    /// Something was guessed or left out; the row can be imported.
    Warning,
    /// The row cannot be imported.
    Error,
}

/// Why nothing can be read from a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterProblem {
    /// No sheet holds anything.
    NothingWritten,
    /// No row looks like the headings of such a register.
    NoHeader {
        /// The headings that the form's required questions would have, to say what was looked for.
        wanted: language::Text,
    },
}

impl RegisterProblem {
    /// The problem as a sentence for the person who sent the file.
    pub fn message(&self) -> Message {
        match self {
            Self::NothingWritten => Message::new("registers-nothing-written"),
            Self::NoHeader { wanted } => Message::new("registers-no-header").with("wanted", wanted.clone()),
        }
    }
}

impl From<&RegisterProblem> for Message {
    fn from(problem: &RegisterProblem) -> Self {
        problem.message()
    }
}

/// Where the problems of a row are collected.
pub(crate) struct Collector<'a> {
    pub(crate) sheet: &'a str,
    pub(crate) row: u32,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Collector<'a> {
    pub(crate) fn new(sheet: &'a str, row: u32) -> Self {
        Self { sheet, row, problems: Vec::new() }
    }

    pub(crate) fn add(&mut self, column: u32, severity: Severity, message: Message) {
        let cell = cell_name(self.row, column);
        self.problems.push(Problem { sheet: self.sheet.to_owned(), row: self.row, cell, severity, message });
    }
}
