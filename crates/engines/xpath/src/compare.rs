//! `=`, `!=`, `<`, `<=`, `>`, `>=`: XPath 1.0 section 3.4 for nodes, JavaRosa where an answer's type or a date is involved.

use crate::ast::Operator;
use crate::number::same_number;
use crate::value::{Nodes, answer_number, answer_text};
use crate::{Content, Moment, Value};
use std::borrow::Cow;
use std::collections::HashSet;

/// More pairs than this are not looked at one by one where there is a shorter way.
const MANY_PAIRS: usize = 64;

/// How many steps a comparison takes at most, for the step budget.
pub(crate) fn cost(operator: Operator, left: &Value<'_>, right: &Value<'_>) -> usize {
    let count = |value: &Value<'_>| value.as_nodes().map_or(1, |nodes| nodes.list.len().max(1));
    let (left_count, right_count) = (count(left), count(right));
    let one_by_one =
        is_equality(operator) && (holds_numbers(left) || holds_numbers(right) || operator == Operator::NotEqual);
    if one_by_one { left_count.saturating_mul(right_count) } else { left_count + right_count }
}

fn holds_numbers(value: &Value<'_>) -> bool {
    value.as_nodes().is_some_and(|nodes| nodes.list.iter().any(|node| nodes.document.content(*node) == Content::Number))
}

/// Whether the comparison holds. With nodes it holds when it does for any of them.
pub(crate) fn holds(operator: Operator, left: &Value<'_>, right: &Value<'_>) -> bool {
    match (left, right) {
        (Value::Nodes(_), Value::Boolean(_)) | (Value::Boolean(_), Value::Nodes(_)) if is_equality(operator) => {
            values(operator, left, right)
        }
        (Value::Nodes(left), Value::Nodes(right)) if !is_equality(operator) => nodes_in_order(operator, left, right),
        (Value::Nodes(left), Value::Nodes(right)) => nodes_equal(operator, left, right),
        (Value::Nodes(nodes), value) | (value, Value::Nodes(nodes)) if is_equality(operator) => {
            let equals = |(text, content)| answer_equals(text, content, value);
            answers(nodes).any(|answer| equals(answer) == (operator == Operator::Equal))
        }
        (Value::Nodes(nodes), value) => {
            let right = value.to_number();
            nodes.numbers().any(|left| ordered(operator, left, right))
        }
        (value, Value::Nodes(nodes)) => {
            let left = value.to_number();
            nodes.numbers().any(|right| ordered(operator, left, right))
        }
        _ => values(operator, left, right),
    }
}

fn is_equality(operator: Operator) -> bool {
    matches!(operator, Operator::Equal | Operator::NotEqual)
}

type Answer<'d> = (Cow<'d, str>, Content);

/// The answers of nodes; a path that only led to hidden nodes stands for one empty answer.
fn answers<'n, 'd>(nodes: &'n Nodes<'d>) -> impl Iterator<Item = Answer<'d>> + 'n {
    let hidden = (nodes.list.is_empty() && nodes.found_hidden).then_some((Cow::Borrowed(""), Content::Unknown));
    let document = nodes.document;
    nodes.list.iter().map(move |node| (document.text(*node), document.content(*node))).chain(hidden)
}

/// Whether any node of one list is before or after any of the other: a question about the ends.
fn nodes_in_order(operator: Operator, left: &Nodes<'_>, right: &Nodes<'_>) -> bool {
    let least = |nodes: &Nodes<'_>| nodes.numbers().fold(f64::NAN, f64::min);
    let most = |nodes: &Nodes<'_>| nodes.numbers().fold(f64::NAN, f64::max);
    match operator {
        Operator::Less | Operator::LessOrEqual => ordered(operator, least(left), most(right)),
        _ => ordered(operator, most(left), least(right)),
    }
}

fn nodes_equal(operator: Operator, left: &Nodes<'_>, right: &Nodes<'_>) -> bool {
    let wanted = operator == Operator::Equal;
    let is_text = |nodes: &Nodes<'_>| answers(nodes).all(|(_, content)| content != Content::Number);
    if wanted && left.list.len() * right.list.len() > MANY_PAIRS && is_text(left) && is_text(right) {
        let texts: HashSet<_> = answers(left).map(|(text, content)| answer_text(text, content)).collect();
        return answers(right).any(|(text, content)| texts.contains(&answer_text(text, content)));
    }
    answers(left).any(|one| answers(right).any(|other| same_answer(&one, &other) == wanted))
}

fn same_answer((left, left_content): &Answer<'_>, (right, right_content): &Answer<'_>) -> bool {
    if *left_content == Content::Number || *right_content == Content::Number {
        return match (left.is_empty(), right.is_empty()) {
            (false, false) => same_number(answer_number(left, *left_content), answer_number(right, *right_content)),
            (left, right) => left && right,
        };
    }
    answer_text(Cow::Borrowed(left), *left_content) == answer_text(Cow::Borrowed(right), *right_content)
}

fn answer_equals(answer: Cow<'_, str>, content: Content, value: &Value<'_>) -> bool {
    match value {
        Value::Number(number) => same_number(answer_number(&answer, content), *number),
        Value::Moment(moment) if content != Content::Text => {
            Moment::parse_day(&answer).is_some_and(|day| day.local.date() == moment.local.date())
        }
        // Nothing is equal to nothing, and a typed number to the same number written otherwise.
        Value::Text(text) if content == Content::Number && !answer.is_empty() => {
            same_number(answer_number(&answer, content), crate::parse_number(text))
        }
        value => value.clone().into_string() == answer_text(answer, content),
    }
}

fn values(operator: Operator, left: &Value<'_>, right: &Value<'_>) -> bool {
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
        (Value::Text(left), Value::Text(right)) => left == right,
        _ => left.clone().into_string() == right.clone().into_string(),
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
