//! What can be wrong with a report that is to be rendered, and how it is said to the person who asked for it.

use crate::iati::Finding;
use language::Message;

/// Why a report could not be rendered. Nothing is handed out half: either the file is whole or there is this.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// A picture is damaged, too large to be decoded, or no JPEG, PNG or WebP.
    #[error(
        "the picture `{caption}` is damaged, too large to be printed, or not a JPEG, PNG or WebP file; save a smaller one as one of these and add it again"
    )]
    Picture {
        /// The picture's caption.
        caption: String,
    },
    /// The report's template does not fit the data, or is wrong.
    #[error("the report's template failed at {place}: {problem}")]
    Template {
        /// File and line, or where else it came from.
        place: String,
        /// What the typesetter said.
        problem: String,
    },
    /// More pages than a half-year report can sensibly have.
    #[error("the report has {pages} pages and at most {limit} are set; shorten its texts or tables")]
    TooLong {
        /// How many pages it came to.
        pages: usize,
        /// How many are set.
        limit: usize,
    },
    /// More questions and answers than a form on paper can have.
    #[error("the form has {items} questions and answers and at most {limit} are printed; print it in parts")]
    TooLarge {
        /// How many there are.
        items: usize,
        /// How many are printed.
        limit: usize,
    },
    /// More text than a form on paper can have.
    #[error("the form has {characters} characters of text and at most {limit} are printed; shorten its texts")]
    TooMuchText {
        /// How many there are.
        characters: usize,
        /// How many are printed.
        limit: usize,
    },
    /// The spreadsheet could not be written.
    #[error("the spreadsheet could not be written: {0}")]
    Spreadsheet(String),
    /// The activity breaks rules of the IATI standard.
    #[error("the IATI file would break the standard: {}", join(.0))]
    Iati(Vec<Finding>),
    /// Writing XML or JSON failed.
    #[error("the data could not be written: {0}")]
    Writing(String),
}

fn join(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl ReportError {
    /// The same, to be said in the reader's language.
    pub fn message(&self) -> Message {
        match self {
            Self::Picture { caption } => Message::new("reports-error-picture").with("caption", caption.as_str()),
            Self::Template { place, problem } => {
                Message::new("reports-error-template").with("place", place.as_str()).with("problem", problem.as_str())
            }
            Self::TooLong { pages, limit } => {
                Message::new("reports-error-too-long").with("pages", *pages).with("limit", *limit)
            }
            Self::TooLarge { items, limit } => {
                Message::new("paper-error-too-large").with("items", *items).with("limit", *limit)
            }
            Self::TooMuchText { characters, limit } => {
                Message::new("paper-error-too-much-text").with("characters", *characters).with("limit", *limit)
            }
            Self::Spreadsheet(problem) => Message::new("reports-error-spreadsheet").with("problem", problem.as_str()),
            Self::Iati(findings) => Message::new("reports-error-iati").with("problems", join(findings)),
            Self::Writing(problem) => Message::new("reports-error-writing").with("problem", problem.as_str()),
        }
    }
}

impl From<&ReportError> for Message {
    fn from(error: &ReportError) -> Self {
        error.message()
    }
}
