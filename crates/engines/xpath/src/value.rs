//! What an expression gives, and how one kind of value becomes another: XPath 1.0 section 4, and JavaRosa where it differs (dates,
//! answers that know their type, texts of numbers).

use crate::number::{TOLERANCE, number_as_text};
use crate::{Content, Document, Moment, NodeId, format_number, parse_number};
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
    /// One node.
    pub(crate) fn one(document: &'d Document, node: NodeId) -> Self {
        Self { document, list: vec![node], found_hidden: false }
    }

    /// The texts of the nodes.
    pub fn texts(&self) -> impl Iterator<Item = Cow<'d, str>> {
        let document = self.document;
        self.list.iter().map(move |node| document.text(*node))
    }

    /// The text of the first node; empty when there is none.
    pub fn first_text(&self) -> Cow<'d, str> {
        self.list.first().map_or(Cow::Borrowed(""), |node| self.document.text(*node))
    }

    /// The texts of the nodes for the rest of an expression (see [`answer_text`]).
    pub(crate) fn strings(&self) -> impl Iterator<Item = Cow<'d, str>> {
        let document = self.document;
        self.list.iter().map(move |node| answer_text(document.text(*node), document.content(*node)))
    }

    /// What the first node's text stands for.
    pub(crate) fn first_content(&self) -> Content {
        self.list.first().map_or(Content::Unknown, |node| self.document.content(*node))
    }

    /// The numbers of the nodes, as far as they are some.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = f64> {
        let document = self.document;
        self.list.iter().map(move |node| answer_number(&document.text(*node), document.content(*node)))
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

    /// As text to be kept or shown: a number without exponent, a date as `2019-07-04` with its time of day when it has one; of
    /// several nodes the first counts.
    pub fn to_text(&self) -> Cow<'d, str> {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => format_number(*number),
            Self::Boolean(boolean) => Cow::Borrowed(if *boolean { "true" } else { "false" }),
            Self::Moment(moment) => Cow::Owned(moment.to_string()),
            Self::Nodes(nodes) => nodes.first_text(),
        }
    }

    /// As text to be kept or shown, without copying a text that the value owns.
    pub fn into_text(self) -> Cow<'d, str> {
        match self {
            Self::Text(text) => text,
            other => other.to_text(),
        }
    }

    /// As text for the rest of the expression, the way JavaRosa makes it: of a date and time only the day stays, and a number may
    /// get an exponent (see [`number_as_text`]).
    pub(crate) fn into_string(self) -> Cow<'d, str> {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number_as_text(number),
            Self::Moment(moment) => Cow::Owned(moment.without_time().to_string()),
            Self::Nodes(nodes) => answer_text(nodes.first_text(), nodes.first_content()),
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
            Self::Nodes(nodes) => answer_number(&nodes.first_text(), nodes.first_content()),
        }
    }

    /// As a truth: text is true when there is some, numbers when neither 0 nor NaN, dates always; nodes when there are any, as in
    /// XPath 1.0, but the answer to a question only when it is not empty, as in JavaRosa.
    pub fn to_boolean(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(number) => number.abs() > TOLERANCE,
            Self::Boolean(boolean) => *boolean,
            Self::Moment(_) => true,
            Self::Nodes(nodes) if nodes.first_content() == Content::Unknown => !nodes.list.is_empty(),
            Self::Nodes(nodes) => !nodes.first_text().is_empty(),
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

/// An answer as a number: by its type, or when that is not known as a number or else a date.
pub(crate) fn answer_number(text: &str, content: Content) -> f64 {
    let days = || Moment::parse_day(text).map_or(f64::NAN, |moment| moment.days());
    match content {
        Content::Text => parse_number(text),
        // Collect writes large and small numbers with an exponent.
        Content::Number => match parse_number(text) {
            number if number.is_nan() && text.contains(['e', 'E']) => text.trim().parse().unwrap_or(number),
            number => number,
        },
        Content::Date | Content::DateTime => days(),
        Content::Unknown => match parse_number(text) {
            number if number.is_nan() && text.contains('-') => days(),
            number => number,
        },
    }
}

/// An answer as text for the rest of an expression.
pub(crate) fn answer_text(text: Cow<'_, str>, content: Content) -> Cow<'_, str> {
    match content {
        Content::DateTime => match Moment::parse_day(&text) {
            Some(day) => Cow::Owned(day.to_string()),
            None => text,
        },
        Content::Number => match answer_number(&text, content) {
            number if number.is_nan() => text,
            number => number_as_text(number),
        },
        Content::Unknown | Content::Text | Content::Date => text,
    }
}
