//! Answers that are lists of choices, written as words with spaces between them.

use super::{Arguments, Function, function};
use crate::number::java_int;
use crate::{EvalError, Value};
use std::borrow::Cow;

pub(super) const FUNCTIONS: &[Function] = &[
    function("selected", 2, 2, selected),
    function("is-selected", 2, 2, selected).not_in_web_forms(),
    function("selected-at", 2, 2, selected_at),
    function("count-selected", 1, 1, count_selected),
    function("jr:choice-name", 2, 2, choice_name),
];

/// Whether a choice is among the chosen ones. JavaRosa looks for the words of the choice one after the other, so that two
/// neighbours are "selected" together.
fn selected<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (chosen, wanted) = (arguments.text(0)?, arguments.text(1)?);
    let wanted = wanted.trim();
    arguments.evaluator.spend(chosen.len() / 64)?;
    let is_found = if wanted.contains(' ') {
        format!(" {chosen} ").contains(&format!(" {wanted} "))
    } else {
        chosen.split_whitespace().any(|choice| choice == wanted)
    };
    let holds = if wanted.is_empty() { chosen.trim().is_empty() } else { is_found };
    Ok(Value::Boolean(holds))
}

/// The choice at a place counted from 0; empty beyond the end.
fn selected_at<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let chosen = arguments.text(0)?;
    let place = usize::try_from(java_int(arguments.number(1)?)).ok();
    let choice = place.and_then(|place| chosen.split_whitespace().nth(place));
    Ok(Value::owned(choice.unwrap_or_default().to_owned()))
}

fn count_selected<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    arguments.text(0).map(|chosen| Value::Number(chosen.split_whitespace().count() as f64))
}

/// The label of a choice in the reader's language; the value itself when the caller knows no label.
fn choice_name<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (value, path) = (arguments.text(0)?, arguments.text(1)?);
    let label = arguments.evaluator.context.instances.choice_name(&path, &value).map(Cow::into_owned);
    Ok(label.map_or(Value::Text(value), Value::owned))
}
