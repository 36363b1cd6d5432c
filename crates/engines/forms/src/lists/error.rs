//! Why a list in a file cannot be read, and what to say about it.

use crate::xml_words;
use language::{Lang, Message, say};
use std::fmt;

/// Why a list cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListError {
    /// A row has more cells than the header.
    TooManyCells {
        /// The line, from 1.
        line: usize,
    },
    /// A quotation mark that is never closed.
    OpenQuote {
        /// The line, from 1.
        line: usize,
    },
    /// The header is empty.
    NoHeader,
    /// A row goes on for more columns than so many.
    TooManyColumns(usize),
    /// The text is no JSON.
    NoJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// The text is JSON, and no collection of features.
    NoFeatures,
    /// The text is no XML within the limits.
    Xml(xml::ReadError),
    /// More rows than so many.
    TooManyRows(usize),
    /// More cells in all rows together than so many.
    TooLarge(usize),
}

impl ListError {
    /// What to tell whoever brings the list: what is wrong, where, and what to do.
    pub fn message(&self) -> Message {
        let at =
            |line: usize, key| Message::new("forms-list-at-row").with("row", line).with("problem", Message::new(key));
        match self {
            Self::TooManyCells { line } => at(*line, "forms-list-too-many-cells"),
            Self::OpenQuote { line } => at(*line, "forms-list-open-quote"),
            Self::TooManyColumns(most) => Message::new("forms-list-too-many-columns").with("most", *most),
            Self::NoHeader => Message::new("forms-list-no-header"),
            Self::NoJson { line, column } => xml_words::at(*line, *column, Message::new("forms-list-no-json")),
            Self::NoFeatures => Message::new("forms-list-no-features"),
            Self::Xml(error) => xml_words::message(error),
            Self::TooManyRows(most) => Message::new("forms-list-too-many-rows").with("most", *most),
            Self::TooLarge(most) => Message::new("forms-list-too-large").with("most", *most),
        }
    }
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&say(Lang::En, &self.message()))
    }
}

impl std::error::Error for ListError {}

impl From<xml::ReadError> for ListError {
    fn from(error: xml::ReadError) -> Self {
        Self::Xml(error)
    }
}
