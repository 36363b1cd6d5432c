//! What an expression gives, and how one kind of value becomes another (XPath 1.0 section 4, dates as in JavaRosa).

use crate::{Document, Moment, NodeId, format_number, parse_number};
use std::borrow::Cow;

/// What an expression gives.
#[derive(Clone, Debug)]
pub enum Value<'d> {
    /// Text.
    Text(Cow<'d, str>),
    /// A number; NaN where there is none.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A date, with or without a time of day.
    Moment(Moment),
    /// Nodes of one document.
    Nodes(Nodes<'d>),
}

/// Nodes of one document, in document order unless a function says otherwise.
#[derive(Clone, Debug)]
pub struct Nodes<'d> {
    /// The document that the nodes belong to.
    pub document: &'d Document,
    /// The nodes, each once.
    pub list: Vec<NodeId>,
    /// Whether the path led to nodes that are hidden now. JavaRosa reads the answer of a question that is not relevant as empty
    /// text, where XPath 1.0 would see no node at all; the difference shows in `= ''`.
    pub found_hidden: bool,
}

impl<'d> Nodes<'d> {
    /// The texts of the nodes.
    pub fn texts(&self) -> impl Iterator<Item = Cow<'d, str>> {
        let document = self.document;
        self.list.iter().map(move |node| document.text(*node))
    }

    /// The text of the first node; empty when there is none.
    pub fn first_text(&self) -> Cow<'d, str> {
        self.list.first().map_or(Cow::Borrowed(""), |node| self.document.text(*node))
    }
}

impl<'d> Value<'d> {
    /// Text that lives as long as the expression and its document.
    pub(crate) fn borrowed(text: &'d str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// Text made by the expression.
    pub(crate) fn owned(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }

    /// As text. A date is written `2019-07-04`, a time of day added when it has one; of several nodes the first counts.
    pub fn to_text(&self) -> Cow<'d, str> {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => format_number(*number),
            Self::Boolean(true) => Cow::Borrowed("true"),
            Self::Boolean(false) => Cow::Borrowed("false"),
            Self::Moment(moment) => Cow::Owned(moment.to_string()),
            Self::Nodes(nodes) => nodes.first_text(),
        }
    }

    /// As text, without copying a text that the value owns.
    pub fn into_text(self) -> Cow<'d, str> {
        match self {
            Self::Text(text) => text,
            other => other.to_text(),
        }
    }

    /// As a number: dates as whole days since 1970-01-01, as JavaRosa counts them. An answer holding a date counts as one, a date
    /// written out in the expression does not (it is NaN).
    pub fn to_number(&self) -> f64 {
        match self {
            Self::Text(text) => parse_number(text),
            Self::Number(number) => *number,
            Self::Boolean(boolean) => f64::from(u8::from(*boolean)),
            Self::Moment(moment) => moment.days(),
            Self::Nodes(nodes) => node_number(&nodes.first_text()),
        }
    }

    /// As a truth: text and nodes are true when there is something, numbers when neither 0 nor NaN, dates always.
    pub fn to_boolean(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Boolean(boolean) => *boolean,
            Self::Moment(_) => true,
            Self::Nodes(nodes) => !nodes.list.is_empty(),
        }
    }

    /// The nodes, when the value is a path's.
    pub fn as_nodes(&self) -> Option<&Nodes<'d>> {
        match self {
            Self::Nodes(nodes) => Some(nodes),
            _ => None,
        }
    }
}

/// An answer as a number. Dates are read too, because JavaRosa knows from the question's type that the answer is one.
pub(crate) fn node_number(text: &str) -> f64 {
    let number = parse_number(text);
    if number.is_nan() && text.contains('-') {
        Moment::parse_day(text).map_or(number, |moment| moment.days())
    } else {
        number
    }
}
