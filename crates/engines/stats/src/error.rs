//! What can go wrong in counting. Owns the sentences about it.

use language::Message;
use xpath::EvalError;

/// A figure that could not be counted. Nothing is left out silently: one bad value fails the whole figure.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum StatsError {
    /// An expression of the indicator gave no value.
    #[error("indicator `{indicator}`: its {part} cannot be read: {source}")]
    Expression {
        /// The indicator's id.
        indicator: String,
        /// Which of its expressions.
        part: String,
        /// Why.
        source: EvalError,
    },
    /// A number was needed and something else was found.
    #[error("indicator `{indicator}`: its {part} is `{text}`, which is not a number")]
    NotANumber {
        /// The indicator's id.
        indicator: String,
        /// Which of its expressions.
        part: String,
        /// What was found.
        text: String,
    },
    /// A date was needed and something else was found.
    #[error("indicator `{indicator}`: its date is `{text}`, which is not a date")]
    NotADate {
        /// The indicator's id.
        indicator: String,
        /// What was found.
        text: String,
    },
}

impl StatsError {
    /// The error as a sentence for a reader.
    pub fn message(&self) -> Message {
        match self {
            Self::Expression { indicator, part, source } => Message::new("stats-expression")
                .with("indicator", indicator.as_str())
                .with("part", part.as_str())
                .with("reason", source.to_string()),
            Self::NotANumber { indicator, part, text } => Message::new("stats-not-a-number")
                .with("indicator", indicator.as_str())
                .with("part", part.as_str())
                .with("text", text.as_str()),
            Self::NotADate { indicator, text } => {
                Message::new("stats-not-a-date").with("indicator", indicator.as_str()).with("text", text.as_str())
            }
        }
    }
}
