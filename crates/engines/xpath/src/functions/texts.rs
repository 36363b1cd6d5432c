//! Text: cutting, joining, searching, replacing.

use super::{ANY, Arguments, Function, function};
use crate::evaluate::LONGEST_TEXT;
use crate::number::java_int;
use crate::pattern::Pattern;
use crate::{EvalError, Value};
use std::borrow::Cow;
use std::collections::HashMap;

pub(super) const FUNCTIONS: &[Function] = &[
    function("string", 0, 1, string).in_collect(1, 1),
    function("concat", 0, ANY, concat),
    function("join", 1, ANY, join),
    function("string-length", 0, 1, string_length),
    function("substr", 2, 3, substr),
    function("substring", 2, 3, substring).not_in_collect(),
    function("substring-before", 2, 2, substring_before),
    function("substring-after", 2, 2, substring_after),
    function("contains", 2, 2, |arguments| test(arguments, |text, part| text.contains(part))),
    function("starts-with", 2, 2, |arguments| test(arguments, |text, part| text.starts_with(part))),
    function("ends-with", 2, 2, |arguments| test(arguments, |text, part| text.ends_with(part))),
    function("normalize-space", 0, 1, normalize_space),
    function("translate", 3, 3, translate),
    function("regex", 2, 2, regex),
    function("jr:itext", 1, 1, itext),
];

fn string<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    arguments.text_or_own().map(Value::Text)
}

fn concat<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let mut whole = String::new();
    for at in 0..arguments.len() {
        append_all(arguments, at, "", &mut whole)?;
    }
    arguments.made(whole)
}

/// All values with a separator between them.
fn join<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let separator = arguments.text(0)?;
    let mut whole = String::new();
    for at in 1..arguments.len() {
        append_all(arguments, at, &separator, &mut whole)?;
    }
    let stripped = whole.strip_prefix(&*separator).map(str::to_owned);
    arguments.made(stripped.unwrap_or(whole))
}

/// Adds an argument, every node of a path on its own, each with the separator before it.
fn append_all(
    arguments: &mut Arguments<'_, '_>,
    at: usize,
    separator: &str,
    whole: &mut String,
) -> Result<(), EvalError> {
    match arguments.value(at)? {
        Value::Nodes(nodes) => {
            for text in nodes.strings() {
                whole.push_str(separator);
                whole.push_str(&text);
                if whole.len() > LONGEST_TEXT {
                    break;
                }
            }
        }
        value => {
            whole.push_str(separator);
            whole.push_str(&value.into_string());
        }
    }
    if whole.len() > LONGEST_TEXT {
        return Err(EvalError::TooLong { limit: LONGEST_TEXT });
    }
    Ok(())
}

/// In the units of UTF-16, as Java and JavaScript count: an emoji has two.
fn string_length<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let text = arguments.text_or_own()?;
    arguments.evaluator.spend(text.len() / 64)?;
    Ok(Value::Number(text.encode_utf16().count() as f64))
}

/// The part of a text between two places counted from 0, a negative place from the end; ODK's own. Counted in units of UTF-16.
fn substr<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let text = arguments.text(0)?;
    let units: Vec<u16> = text.encode_utf16().collect();
    arguments.evaluator.spend(units.len() / 64)?;
    let place = |number: f64| match java_int(number) {
        negative @ ..0 => units.len().saturating_sub(negative.unsigned_abs() as usize),
        other => usize::try_from(other).unwrap_or_default().min(units.len()),
    };
    let start = place(arguments.number(1)?);
    let end = if arguments.len() > 2 { place(arguments.number(2)?) } else { units.len() };
    Ok(Value::owned(String::from_utf16_lossy(units.get(start..end).unwrap_or_default())))
}

/// XPath 1.0 section 4.2: places counted from 1, rounded; a length, not an end.
fn substring<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let text = arguments.text(0)?;
    let round = |number: f64| (number + 0.5).floor();
    let start = round(arguments.number(1)?);
    let end = if arguments.len() > 2 { start + round(arguments.number(2)?) } else { f64::INFINITY };
    if start.is_nan() || end.is_nan() {
        return Ok(Value::borrowed(""));
    }
    Ok(part(&text, start - 1.0, end - 1.0))
}

fn part<'d>(text: &str, start: f64, end: f64) -> Value<'d> {
    let within = text.chars().enumerate().filter(|(at, _)| (*at as f64) >= start && (*at as f64) < end);
    Value::owned(within.map(|(_, character)| character).collect())
}

fn substring_before<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (text, mark) = (arguments.text(0)?, arguments.text(1)?);
    Ok(Value::owned(text.split_once(&*mark).map_or("", |(before, _)| before).to_owned()))
}

fn substring_after<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (text, mark) = (arguments.text(0)?, arguments.text(1)?);
    Ok(Value::owned(text.split_once(&*mark).map_or("", |(_, after)| after).to_owned()))
}

fn test<'d>(arguments: &mut Arguments<'_, 'd>, holds: fn(&str, &str) -> bool) -> Result<Value<'d>, EvalError> {
    let (text, part) = (arguments.text(0)?, arguments.text(1)?);
    Ok(Value::Boolean(holds(&text, &part)))
}

/// Runs of white space to one space, none at the ends. White space is all of ASCII's, as in JavaRosa, form feed included.
fn normalize_space<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let text = arguments.text_or_own()?;
    let is_space = |character: char| character.is_ascii_whitespace() || character == '\u{b}';
    let trimmed = text.trim_matches(|character: char| character <= ' ');
    let words: Vec<&str> = trimmed.split(is_space).filter(|word| !word.is_empty()).collect();
    arguments.made(words.join(" "))
}

/// Replaces characters one for one; those without a counterpart are dropped.
fn translate<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (text, from, to) = (arguments.text(0)?, arguments.text(1)?, arguments.text(2)?);
    let mut to = to.chars();
    let mut counterparts = HashMap::new();
    for character in from.chars() {
        let counterpart = to.next();
        counterparts.entry(character).or_insert(counterpart);
    }
    let counterpart = |character| counterparts.get(&character).copied().unwrap_or(Some(character));
    arguments.made(text.chars().filter_map(counterpart).collect())
}

/// Whether the whole text matches a pattern.
fn regex<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let text = arguments.text(0)?;
    if let Some(pattern) = &arguments.call.pattern {
        return matches(arguments, pattern, &text);
    }
    let pattern = arguments.text(1)?;
    let pattern = arguments.evaluator.pattern(&pattern)?;
    matches(arguments, &pattern, &text)
}

fn matches<'d>(arguments: &mut Arguments<'_, 'd>, pattern: &Pattern, text: &str) -> Result<Value<'d>, EvalError> {
    arguments.evaluator.spend(text.len() + pattern.cost())?;
    pattern.matches(text).map(Value::Boolean).map_err(|_| EvalError::OutOfSteps)
}

/// A text of the form in the reader's language.
fn itext<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let id = arguments.text(0)?;
    let instances = arguments.evaluator.context.instances;
    if let Some(nodes) = instances.translation_nodes(&id) {
        return Ok(Value::Nodes(nodes));
    }
    let text = instances.translation(&id).map(Cow::into_owned);
    text.map(Value::owned).ok_or_else(|| EvalError::UnknownTranslation(id.into_owned()))
}
