//! `=`, `!=`, `<`, `<=`, `>`, `>=`: XPath 1.0 section 3.4 for nodes, JavaRosa where dates are involved.

use crate::ast::Operator;
use crate::value::node_number;
use crate::{Moment, Value};
use std::borrow::Cow;

/// How many comparisons two values can take, for the step budget.
pub(crate) fn cost(left: &Value<'_>, right: &Value<'_>) -> usize {
    let count = |value: &Value<'_>| value.as_nodes().map_or(1, |nodes| nodes.list.len());
    count(left).saturating_mul(count(right))
}

/// Whether the comparison holds. With nodes it holds when it does for any of them.
pub(crate) fn holds(operator: Operator, left: &Value<'_>, right: &Value<'_>) -> bool {
    match (left, right) {
        (Value::Nodes(_), Value::Boolean(_)) | (Value::Boolean(_), Value::Nodes(_)) if is_equality(operator) => {
            numbers_or_truths(operator, left, right)
        }
        (Value::Nodes(_), _) | (_, Value::Nodes(_)) => any_item(operator, left, right),
        _ => numbers_or_truths(operator, left, right),
    }
}

fn is_equality(operator: Operator) -> bool {
    matches!(operator, Operator::Equal | Operator::NotEqual)
}

/// Numbers are equal within the tolerance of JavaRosa, so that `6.1 - 7.8 = -1.7` holds.
fn same_number(left: f64, right: f64) -> bool {
    left == right || (left - right).abs() < 1.0e-12
}

/// One thing to compare: an answer's text, or a value that is no node.
#[derive(Clone, Copy)]
enum Item<'v> {
    Answer(&'v str),
    Value(&'v Value<'v>),
}

fn any_item<'v>(operator: Operator, left: &'v Value<'_>, right: &'v Value<'_>) -> bool {
    let right_texts = answers(right);
    match answers(left) {
        None => any_right(operator, Item::Value(left), right, right_texts.as_deref()),
        Some(texts) => texts.iter().any(|text| any_right(operator, Item::Answer(text), right, right_texts.as_deref())),
    }
}

fn any_right(operator: Operator, left: Item<'_>, right: &Value<'_>, texts: Option<&[Cow<'_, str>]>) -> bool {
    match texts {
        None => one(operator, left, Item::Value(right)),
        Some(texts) => texts.iter().any(|text| one(operator, left, Item::Answer(text))),
    }
}

/// The texts of nodes; a path that only led to hidden nodes stands for one empty answer.
fn answers<'d>(value: &Value<'d>) -> Option<Vec<Cow<'d, str>>> {
    let nodes = value.as_nodes()?;
    if nodes.list.is_empty() && nodes.found_hidden {
        return Some(vec![Cow::Borrowed("")]);
    }
    Some(nodes.texts().collect())
}

fn one(operator: Operator, left: Item<'_>, right: Item<'_>) -> bool {
    if !is_equality(operator) {
        return ordered(operator, number(left), number(right));
    }
    let equal = match (left, right) {
        (Item::Answer(left), Item::Answer(right)) => left == right,
        (Item::Answer(answer), Item::Value(value)) | (Item::Value(value), Item::Answer(answer)) => {
            answer_equals(answer, value)
        }
        (Item::Value(left), Item::Value(right)) => equal(left, right),
    };
    equal == (operator == Operator::Equal)
}

fn answer_equals(answer: &str, value: &Value<'_>) -> bool {
    match value {
        Value::Number(number) => same_number(node_number(answer), *number),
        Value::Moment(moment) => same_moment(answer, moment),
        value => value.to_text() == answer,
    }
}

/// An answer with a time of day is the same day as a date, and the same moment as a date with time.
fn same_moment(answer: &str, moment: &Moment) -> bool {
    let parsed = match moment.offset_minutes {
        None => Moment::parse_day(answer),
        Some(offset) => Moment::parse(answer, offset),
    };
    parsed.is_some_and(|parsed| parsed.local == moment.local)
}

fn number(item: Item<'_>) -> f64 {
    match item {
        Item::Answer(text) => node_number(text),
        Item::Value(value) => value.to_number(),
    }
}

fn numbers_or_truths(operator: Operator, left: &Value<'_>, right: &Value<'_>) -> bool {
    match operator {
        Operator::Equal => equal(left, right),
        Operator::NotEqual => !equal(left, right),
        _ => ordered(operator, left.to_number(), right.to_number()),
    }
}

fn equal(left: &Value<'_>, right: &Value<'_>) -> bool {
    match (left, right) {
        (Value::Boolean(_), _) | (_, Value::Boolean(_)) => left.to_boolean() == right.to_boolean(),
        (Value::Number(_), _) | (_, Value::Number(_)) => same_number(left.to_number(), right.to_number()),
        _ => left.to_text() == right.to_text(),
    }
}

fn ordered(operator: Operator, left: f64, right: f64) -> bool {
    match operator {
        Operator::Less => left < right,
        Operator::LessOrEqual => left <= right,
        Operator::Greater => left > right,
        Operator::GreaterOrEqual => left >= right,
        _ => false,
    }
}
