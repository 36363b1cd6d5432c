//! Truth and choice: `if`, `coalesce`, `not`, conversions to true and false, checklists.

use super::{ANY, Arguments, Function, function};
use crate::number::java_int;
use crate::{EvalError, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    function("true", 0, 0, |_| Ok(Value::Boolean(true))),
    function("false", 0, 0, |_| Ok(Value::Boolean(false))),
    function("boolean", 1, 1, |arguments| arguments.boolean(0).map(Value::Boolean)),
    function("not", 1, 1, |arguments| arguments.boolean(0).map(|truth| Value::Boolean(!truth))),
    function("boolean-from-string", 1, 1, boolean_from_string),
    function("if", 3, 3, |arguments| if arguments.boolean(0)? { arguments.value(1) } else { arguments.value(2) }),
    function("coalesce", 2, ANY, coalesce).in_collect(2, 2).in_web_forms(2, 2),
    function("once", 1, 1, once),
    function("checklist", 2, ANY, checklist),
    function("weighted-checklist", 4, ANY, weighted_checklist),
    function("depend", 1, ANY, |arguments| arguments.value(0)).not_in_web_forms(),
    function("lang", 1, 1, lang).not_in_collect(),
];

/// True for `1` and `true` in any case; everything else is false.
fn boolean_from_string<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let text = arguments.text(0)?;
    let truth = text.eq_ignore_ascii_case("true") || text == "1";
    Ok(Value::Boolean(truth))
}

/// The first value that is not empty; NaN counts as empty.
fn coalesce<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let last = arguments.len() - 1;
    for at in 0..last {
        let value = arguments.value(at)?;
        let is_empty = match &value {
            Value::Number(number) => number.is_nan(),
            Value::Text(text) => text.is_empty(),
            Value::Nodes(nodes) => nodes.first_text().is_empty(),
            Value::Boolean(_) | Value::Moment(_) => false,
        };
        if !is_empty {
            return Ok(value);
        }
    }
    arguments.value(last)
}

/// The answer that the question has already, else the value.
fn once<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let own = arguments.focus.document.text(arguments.focus.node);
    if !own.is_empty() {
        return Ok(Value::Text(own));
    }
    match arguments.value(0)? {
        Value::Number(number) if number.is_nan() => Ok(Value::borrowed("")),
        value => Ok(value),
    }
}

/// Whether the number of true arguments lies between two whole bounds; a negative bound is none.
fn checklist<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (least, most) = (java_int(arguments.number(0)?), java_int(arguments.number(1)?));
    let truths =
        i32::try_from(arguments.spread(2)?.iter().filter(|value| is_ticked(value)).count()).unwrap_or(i32::MAX);
    Ok(Value::Boolean((least < 0 || truths >= least) && (most < 0 || truths <= most)))
}

/// Whether the weights of the true arguments add up to between two bounds. Unlike in `checklist`, a negative bound is a bound, as
/// in JavaRosa.
fn weighted_checklist<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    if !arguments.len().is_multiple_of(2) {
        return Err(EvalError::Unpaired { function: arguments.name() });
    }
    let (least, most) = (arguments.number(0)?, arguments.number(1)?);
    let mut weight = 0.0;
    for at in (2..arguments.len()).step_by(2) {
        let (truths, weights) = (arguments.spread_one(at)?, arguments.spread_one(at + 1)?);
        let ticked = truths.iter().zip(&weights).filter(|(truth, _)| is_ticked(truth));
        weight += ticked.map(|(_, weight)| weight.to_number()).sum::<f64>();
    }
    Ok(Value::Boolean(weight >= least && weight <= most))
}

/// An answer is ticked when it has a text, anything else when it is true.
fn is_ticked(value: &Value<'_>) -> bool {
    match value {
        Value::Nodes(nodes) => !nodes.first_text().is_empty(),
        value => value.to_boolean(),
    }
}

/// XPath 1.0 section 4.3: whether `xml:lang` around the node is the language or a variety of it.
fn lang<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let wanted = arguments.text(0)?.to_lowercase();
    let (document, node) = (arguments.focus.document, arguments.focus.node);
    let declared = std::iter::once(node).chain(document.ancestors(node)).find_map(|element| {
        let attribute = document
            .attributes(element)
            .find(|attribute| document.full_name(*attribute).is_some_and(|name| name.qualified() == "xml:lang"))?;
        Some(document.own_text(attribute).to_lowercase())
    });
    let matches = declared.is_some_and(|declared| {
        declared == wanted || declared.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('-'))
    });
    Ok(Value::Boolean(matches))
}
