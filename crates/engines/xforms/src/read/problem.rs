//! What can be wrong with a form's XML, and where.

/// A form that cannot be read: everything that is wrong with it; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError(pub Vec<Problem>);

/// Something wrong or odd at a place of a form's text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {wrong}")]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong or odd.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The text is no XML within the limits.
    #[error("{0}")]
    Xml(xml::Wrong),
    /// There is no `<model>`.
    #[error("there is no `<model>`; this is no XForm")]
    NoModel,
    /// The model has no `<instance>` with an element in it.
    #[error("the model has no `<instance>` with an element in it")]
    NoInstance,
    /// An instance with more than one element in it.
    #[error("an `<instance>` holds one element, and this one has more")]
    SeveralRoots,
    /// A secondary instance without an id.
    #[error("an instance beside the first needs an `id`")]
    NoInstanceId,
    /// Two instances with one id.
    #[error("the instance `{0}` stands twice")]
    InstanceTwice(String),
    /// An attribute that the element needs.
    #[error("`<{element}>` needs the attribute `{attribute}`")]
    AttributeMissing {
        /// The element.
        element: String,
        /// The attribute.
        attribute: &'static str,
    },
    /// An element that another needs inside.
    #[error("`<{element}>` needs `<{inner}>` in it")]
    ElementMissing {
        /// The element.
        element: String,
        /// What it needs.
        inner: &'static str,
    },
    /// A `bind="…"` that names no bind.
    #[error("no `<bind>` has the id `{0}`")]
    UnknownBindId(String),
    /// A language that stands twice.
    #[error("the translation `{0}` stands twice")]
    TranslationTwice(String),
    /// More than one translation is the default.
    #[error("more than one translation says that it is the default")]
    TwoDefaults,
    /// A text that stands twice in a language.
    #[error("the text `{0}` stands twice in this translation in the same form")]
    TextTwice(String),
    /// An event that actions cannot wait for.
    #[error("`{0}` is no event that an action can wait for")]
    UnknownEvent(String),
    /// `odk-new-repeat` outside a repeat.
    #[error("`odk-new-repeat` belongs to an action in the body, inside the repeat")]
    NewRepeatInModel,
    /// A kind of file that is none.
    #[error("`{0}` is no kind of file; write, for example, `image/*`")]
    MediaType(String),
    /// A way to hand answers in that nobody knows.
    #[error("`{0}` is no way to hand answers in; use `post`")]
    SubmissionMethod(String),
    /// A range whose limits are no numbers, or whose step is 0.
    #[error("`{0}` is no limit or step of a range")]
    RangeLimit(String),
    /// Odd: an element that nobody knows.
    #[error("`<{0}>` is not known here and is left out")]
    UnknownElement(String),
    /// Odd: a question about choices without any.
    #[error("there is nothing to choose here")]
    NoChoices,
    /// Odd: `copy` in an itemset.
    #[error("choices are taken by their value here; `<copy>` is left out")]
    CopyLeftOut,
}

impl From<xml::ReadError> for ReadError {
    fn from(error: xml::ReadError) -> Self {
        Self(vec![Problem { line: error.line, column: error.column, wrong: Wrong::Xml(error.wrong) }])
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { "\n" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}
