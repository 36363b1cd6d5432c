//! The one error that services return and surfaces understand. Owns the kinds, told apart by what the user can do.

use language::{Lang, Message, say};
use store::{Conflict, StoreError};

/// Something wrong with one answer or one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldProblem {
    /// Where: a question's path, a cell, a field's name.
    pub path: String,
    /// The place as a reader says it, where that is more than the path: a cell of a workbook.
    pub at: Option<Message>,
    /// What is wrong and what to do.
    pub message: Message,
}

impl FieldProblem {
    /// A problem with an answer or a field, which readers find by its path.
    pub fn new(path: impl Into<String>, message: Message) -> Self {
        Self { path: path.into(), at: None, message }
    }

    /// The sentence behind the place that it is about, in the reader's words where there are some for it.
    pub fn said_at_place(&self, lang: Lang) -> String {
        let place = self.at.as_ref().map_or_else(|| self.path.clone(), |at| say(lang, at));
        let sentence = say(lang, &self.message);
        if place.is_empty() { sentence } else { format!("{place}: {sentence}") }
    }
}

/// A service could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// There is no such thing, or the caller may not know that there is: the two look the same.
    #[error("not found")]
    NotFound,
    /// The caller is known but may not do this to something whose existence is no secret.
    #[error("refused")]
    Refused,
    /// The caller must sign in first, or again.
    #[error("sign in first")]
    SignInNeeded,
    /// The caller may see it, and must first say what for: it is not their own work.
    #[error("say what for first")]
    PurposeNeeded,
    /// What was sent is not right; each problem says where and what to do.
    #[error("{} problems in what was sent", .0.len())]
    Invalid(Vec<FieldProblem>),
    /// What was sent contradicts what is kept; the caller must look again.
    #[error("conflict: {}", .0.key)]
    Conflict(Message),
    /// More than the limits allow.
    #[error("too much: {}", .0.key)]
    TooMuch(Message),
    /// Nothing can be written now; nothing was; trying again later is right.
    #[error("not available now: {0}")]
    Unavailable(String),
    /// A fault of the product or its database. The text is for the operator's log, never for the user.
    #[error("internal: {0}")]
    Internal(String),
}

impl ServiceError {
    /// One problem at one place.
    pub fn invalid(path: impl Into<String>, message: Message) -> Self {
        Self::Invalid(vec![FieldProblem::new(path, message)])
    }

    /// What the user reads, in whichever language it is said. Internal details stay in the log.
    pub fn messages(&self) -> Vec<Message> {
        match self {
            Self::NotFound => vec![Message::new("error-not-found")],
            Self::Refused => vec![Message::new("error-refused")],
            Self::PurposeNeeded => vec![Message::new("error-purpose-needed")],
            Self::SignInNeeded => vec![Message::new("error-sign-in-needed")],
            Self::Invalid(problems) => problems.iter().map(|problem| problem.message.clone()).collect(),
            Self::Conflict(message) | Self::TooMuch(message) => vec![message.clone()],
            Self::Unavailable(_) => vec![Message::new("error-unavailable")],
            Self::Internal(_) => vec![Message::new("error-internal")],
        }
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(conflict) => Self::Conflict(conflict_message(&conflict)),
            StoreError::Unavailable(problem) => Self::Unavailable(problem),
            other => Self::Internal(other.to_string()),
        }
    }
}

fn conflict_message(conflict: &Conflict) -> Message {
    match conflict {
        Conflict::OtherContent { .. } => Message::new("conflict-other-content"),
        Conflict::Stale { .. } => Message::new("conflict-stale"),
        Conflict::NoRecord { .. } => Message::new("error-not-found"),
        Conflict::Erased { .. } => Message::new("conflict-erased"),
        Conflict::Changed { .. } => Message::new("conflict-changed"),
        Conflict::NobodyLeft { .. } => Message::new("conflict-nobody-left"),
        Conflict::Taken { value, .. } => Message::new("conflict-taken").with("value", value.as_str()),
    }
}
