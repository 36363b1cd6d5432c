//! What a form says to people: texts with values in them, in several languages and in several forms.

use std::collections::BTreeMap;

/// A label or a hint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// Nothing: there is no such element.
    #[default]
    Nothing,
    /// These words, whatever the language.
    Words(Words),
    /// The texts of `itext` under this id.
    Translated(String),
    /// The value of an expression: a path, or `jr:itext(path)`.
    Expression(String),
}

/// A text with values in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Vec<Piece>);

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// `<output value="…"/>`: the value of an expression.
    Output(String),
}

/// The texts of a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translation {
    /// The language as the form names it: `English (en)`.
    pub language: String,
    /// Whether it is the one to begin with.
    pub is_default: bool,
    /// By id, each in the forms that it has.
    pub texts: BTreeMap<String, Vec<(Form, Words)>>,
}

/// A form of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// The text itself, without `form`.
    Plain,
    /// `guidance`: help for the person who asks.
    Guidance,
    /// `image`, a file's address.
    Image,
    /// `big-image`
    BigImage,
    /// `audio`
    Audio,
    /// `video`
    Video,
    /// Any other: `short`, `long`.
    Other(String),
}

impl Words {
    /// Words without values.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self(if text.is_empty() { Vec::new() } else { vec![Piece::Text(text)] })
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
