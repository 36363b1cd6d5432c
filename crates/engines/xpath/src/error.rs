//! What can be wrong with an expression, when it is read and when it is evaluated.

/// An expression that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (at character {offset})")]
pub struct ParseError {
    /// Where, in characters from the start of the expression, counted from 0.
    pub offset: usize,
    /// What is wrong there.
    pub problem: ParseProblem,
}

/// A problem at a byte of the source, which people count in characters.
pub(crate) fn problem_at(source: &str, byte: usize, problem: ParseProblem) -> ParseError {
    ParseError { offset: characters_before(source, byte), problem }
}

/// How many characters stand before a byte.
pub(crate) fn characters_before(source: &str, byte: usize) -> usize {
    source.char_indices().take_while(|(at, _)| *at < byte).count()
}

/// What is wrong with an expression that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseProblem {
    /// The expression has nothing in it.
    #[error("the expression is empty")]
    Empty,
    /// A character that no expression can have in that place.
    #[error("`{0}` cannot stand here")]
    UnexpectedCharacter(char),
    /// A word or sign that does not continue what stands before it.
    #[error("`{0}` is not expected here")]
    Unexpected(String),
    /// The expression stops too early, for example because a bracket is not closed.
    #[error("the expression ends too early; `{0}` is missing")]
    Unfinished(&'static str),
    /// A quotation mark without its partner.
    #[error("the quotation mark {0} is never closed")]
    UnclosedText(char),
    /// No function has that name.
    #[error("there is no function `{name}`")]
    UnknownFunction {
        /// The name as written.
        name: String,
        /// The function that was probably meant.
        suggestion: Option<&'static str>,
    },
    /// A function with too few or too many arguments.
    #[error("`{name}` takes {} and has {found}", arguments(*least, *most))]
    ArgumentCount {
        /// The function.
        name: &'static str,
        /// The fewest arguments that it takes.
        least: usize,
        /// The most arguments that it takes; `usize::MAX` for any number.
        most: usize,
        /// How many are written.
        found: usize,
    },
    /// No axis has that name.
    #[error("there is no axis `{0}`")]
    UnknownAxis(String),
    /// The regular expression inside `regex()` cannot be read.
    #[error("the pattern `{0}` is not a regular expression")]
    BadPattern(String),
    /// More brackets inside brackets than any form needs.
    #[error("brackets are nested too deeply")]
    TooDeep,
    /// Longer than any form needs.
    #[error("the expression is too long")]
    TooLong,
}

/// How many arguments, in words.
fn arguments(least: usize, most: usize) -> String {
    match (least, most) {
        (0, 0) => "no arguments".to_owned(),
        (1, 1) => "1 argument".to_owned(),
        (least, usize::MAX) => format!("at least {least} arguments"),
        (least, most) if least == most => format!("{least} arguments"),
        (least, most) => format!("{least} to {most} arguments"),
    }
}

/// An expression that could be read but gave no value this time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvalError {
    /// The evaluation took more steps than allowed.
    #[error("the expression takes too long")]
    OutOfSteps,
    /// A text grew beyond the limit.
    #[error("a text grew beyond {limit} bytes")]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// A value of a kind that the function cannot use.
    #[error("`{function}` cannot use `{value}`")]
    Mismatch {
        /// The function.
        function: &'static str,
        /// The value, as text, at most 100 characters of it.
        value: String,
    },
    /// A path was needed and something else given.
    #[error("`{function}` needs a path to questions")]
    NotNodes {
        /// The function or operator.
        function: &'static str,
    },
    /// Arguments that go together in pairs, and one of them is missing.
    #[error("an argument of `{function}` lacks the one that goes with it")]
    Unpaired {
        /// The function.
        function: &'static str,
    },
    /// No secondary instance has that name.
    #[error("there is no list `{0}`")]
    UnknownInstance(String),
    /// No translation has that id.
    #[error("there is no text `{0}`")]
    UnknownTranslation(String),
    /// A call that cannot be made, in an expression read leniently.
    #[error("{0}")]
    Refused(Box<ParseProblem>),
    /// The regular expression inside `regex()` cannot be read or is too large.
    #[error("the pattern `{0}` is not a regular expression")]
    BadPattern(String),
}

impl EvalError {
    /// A mismatch that quotes the value's first characters, so that a hostile answer cannot fill a log.
    pub(crate) fn mismatch(function: &'static str, value: &str) -> Self {
        Self::Mismatch { function, value: value.chars().take(100).collect() }
    }
}
