//! Text: cutting, joining, searching, replacing.

use super::{ANY, Arguments, Function, compile_pattern, function};
use crate::{EvalError, Value};
use std::borrow::Cow;

pub(super) const FUNCTIONS: &[Function] = &[
    function("string", 0, 1, string),
    function("concat", 0, ANY, concat),
    function("join", 1, ANY, join),
    function("string-length", 0, 1, string_length),
    function("substr", 2, 3, substr),
    function("substring", 2, 3, substring),
    function("substring-before", 2, 2, substring_before),
    function("substring-after", 2, 2, substring_after),
    function("contains", 2, 2, |arguments| test(arguments, |text, part| text.contains(part))),
    function("starts-with", 2, 2, |arguments| test(arguments, |text, part| text.starts_with(part))),
    function("ends-with", 2, 2, |arguments| test(arguments, |text, part| text.ends_with(part))),
    function("normalize-space", 0, 1, normalize_space),
    function("translate", 3, 3, translate),
    function("regex", 2, 2, regex),
    function("jr:itext", 1, 1, itext),
    function("base64-decode", 1, 1, base64_decode),
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
            for text in nodes.texts() {
                whole.push_str(separator);
                whole.push_str(&text);
            }
        }
        value => {
            whole.push_str(separator);
            whole.push_str(&value.to_text());
        }
    }
    if whole.len() > crate::evaluate::LONGEST_TEXT {
        return Err(EvalError::TooLong { limit: crate::evaluate::LONGEST_TEXT });
    }
    Ok(())
}

fn string_length<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    arguments.text_or_own().map(|text| Value::Number(text.chars().count() as f64))
}

/// The part of a text between two places counted from 0, a negative place from the end; ODK's own.
fn substr<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let text = arguments.text(0)?;
    let length = text.chars().count() as f64;
    let place = |number: f64| {
        let number = number.trunc();
        let place = if number < 0.0 { length + number } else { number };
        // NaN becomes 0, as a cast to integer does in JavaRosa.
        place.max(0.0).min(length)
    };
    let start = place(arguments.number(1)?);
    let end = if arguments.len() > 2 { place(arguments.number(2)?) } else { length };
    Ok(part(&text, start, end))
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
    let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    Ok(Value::owned(words.join(" ")))
}

/// Replaces characters one for one; those without a counterpart are dropped.
fn translate<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (text, from, to) = (arguments.text(0)?, arguments.text(1)?, arguments.text(2)?);
    let to: Vec<char> = to.chars().collect();
    let replaced = text.chars().filter_map(|character| match from.chars().position(|known| known == character) {
        None => Some(character),
        Some(at) => to.get(at).copied(),
    });
    Ok(Value::owned(replaced.collect()))
}

/// Whether the whole text matches a pattern.
fn regex<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let text = arguments.text(0)?;
    arguments.evaluator.spend(text.len())?;
    if let Some(pattern) = &arguments.call.pattern {
        return Ok(Value::Boolean(pattern.is_match(&text)));
    }
    let pattern = arguments.text(1)?;
    // Compiling costs far more than matching, and here happens at every evaluation.
    arguments.evaluator.spend(1_000 + pattern.len() * 100)?;
    let compiled =
        compile_pattern(&pattern).map_err(|_refused| EvalError::BadPattern(pattern.chars().take(100).collect()))?;
    Ok(Value::Boolean(compiled.is_match(&text)))
}

fn itext<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let id = arguments.text(0)?;
    let text = arguments.evaluator.context.instances.translation(&id).map(Cow::into_owned);
    text.map(Value::owned).ok_or_else(|| EvalError::UnknownTranslation(id.into_owned()))
}

/// Text from Base64 (RFC 4648); empty when it is none.
fn base64_decode<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let text = arguments.text(0)?;
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in text.trim_end_matches('=').bytes() {
        let Some(six) = sextet(byte) else { return Ok(Value::borrowed("")) };
        bits = (bits << 6 | six) & 0xFFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.extend(u8::try_from(bits >> held & 0xFF));
        }
    }
    Ok(Value::owned(String::from_utf8_lossy(&bytes).into_owned()))
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}
