//! What is wrong with answers, and where.

use language::{Lang, Message, Text, say};

/// An answer that breaks a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// The question's path with the numbers of repeat instances, `/attendance[2]/count`.
    pub path: String,
    /// Which rule.
    pub kind: ViolationKind,
    /// What to tell the person.
    pub message: Said,
}

/// Which rule an answer breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ViolationKind {
    /// An answer is needed and missing.
    Required,
    /// The form's own condition does not hold.
    Constraint,
    /// The answer is not of the question's type.
    Type,
    /// The answer is no choice that the list offers now.
    Choice,
    /// The form has no such question.
    Unknown,
    /// The answers are not in the shape of the form: a list where one answer belongs, or the other way round.
    Shape,
    /// The question was not to be answered: its condition does not hold.
    Relevance,
    /// An answer is longer, or a repeat has more instances, than allowed.
    Limit,
    /// A rule of the form itself could not be worked out.
    Rule,
}

/// What to tell a person: in the form's own words, or in ours.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// The form's author wrote it.
    Form(Text),
    /// A sentence of the interface.
    Message(Message),
}

impl Said {
    /// The sentence in the reader's language.
    pub fn get(&self, lang: Lang) -> String {
        match self {
            Self::Form(text) => text.get(lang).to_owned(),
            Self::Message(message) => say(lang, message),
        }
    }
}

impl From<Message> for Said {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}
