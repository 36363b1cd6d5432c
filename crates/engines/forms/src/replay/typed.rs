//! What a person does at the controls of a phone, as answers: each control gives only answers of its type, lists in the order of
//! their choices, and whole rankings.

use crate::{Kind, Range, Session, points};
use serde_json::Value as Json;
use xpath::Moment;

/// Does one step.
pub(super) fn act(session: &mut Session<'_>, op: &Json) -> Result<(), String> {
    let text = |name: &str| op.get(name).and_then(Json::as_str).unwrap_or_default();
    let path = below_root(session, text("ref"));
    match text("op") {
        "answer" => answer(session, &path, op.get("value").unwrap_or(&Json::Null)),
        "add_repeat" => session.add_repeat(&path).map(|_| ()).map_err(|error| error.to_string()),
        "remove_repeat" => {
            let found = path.strip_suffix(']').and_then(|path| path.rsplit_once('['));
            let Some((repeat, index)) = found else { return Err(format!("`{path}` is no instance of a repeat")) };
            let index = index.parse().map_err(|_| format!("`{index}` is no number of an instance"))?;
            session.remove_repeat(repeat, index).map_err(|error| error.to_string())
        }
        "set_language" => session.set_language(text("language")).map_err(|error| error.to_string()),
        other => Err(format!("`{other}` is no step")),
    }
}

/// The path of a reference below the root element.
fn below_root(session: &Session<'_>, reference: &str) -> String {
    let root = session.form().root_name();
    let below = reference.strip_prefix('/').and_then(|path| path.strip_prefix(root));
    below.unwrap_or(reference).to_owned()
}

fn answer(session: &mut Session<'_>, path: &str, value: &Json) -> Result<(), String> {
    let kind = session.kind_at(path).ok_or_else(|| format!("there is no question at `{path}`"))?;
    let Some(given) = spelt(value, &kind) else {
        return Err("only texts, numbers and choices can be done again".to_owned());
    };
    let offered = session.names_offered(path);
    let text = match &kind {
        Kind::Integer => whole(&given),
        Kind::Decimal => fraction(&given),
        Kind::Range(range) => in_range(&given, range),
        Kind::Date => day(&given),
        Kind::DateTime => kept_if(&given, is_date_time),
        Kind::Time => kept_if(&given, is_time),
        Kind::Geopoint => points::spelt(&kept_if(&given, points::is_point)).into_owned(),
        Kind::SelectOne(_) => kept_if(&given, |name| offered.is_empty() || offered.iter().any(|known| known == name)),
        Kind::SelectMultiple(_) => in_order(&given, &offered),
        Kind::Rank(_) => {
            let ranked: Vec<&str> = given.split_whitespace().collect();
            if !ranked.is_empty() && !offered.iter().all(|name| ranked.contains(&name.as_str())) {
                return Err("a ranking is one of all choices".to_owned());
            }
            given
        }
        _ => given,
    };
    session.answer(path, &text).map_err(|error| error.to_string())?;
    session.last_fault().map_or(Ok(()), Err)
}

/// What was given, as text; `None` for what a trace cannot hold, such as a file.
fn spelt(value: &Json, kind: &Kind) -> Option<String> {
    Some(match (value, kind) {
        (Json::Null, _) => String::new(),
        (Json::Bool(truth), Kind::Acknowledge) => if *truth { "OK" } else { "" }.to_owned(),
        (Json::Bool(truth), _) => if *truth { "1" } else { "0" }.to_owned(),
        (Json::Number(number), _) => number.to_string(),
        (Json::String(text), _) => text.clone(),
        (Json::Array(several), _) => several.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(" "),
        (Json::Object(_), _) => return None,
    })
}

fn kept_if(text: &str, holds: impl Fn(&str) -> bool) -> String {
    if holds(text) { text.to_owned() } else { String::new() }
}

/// A whole number of four bytes, as phones keep them; fractions are cut.
fn whole(text: &str) -> String {
    let number = xpath::parse_number(text).trunc();
    if number.abs() > f64::from(i32::MAX) + 1.0 || number > f64::from(i32::MAX) || number.is_nan() {
        return String::new();
    }
    xpath::format_number(number).into_owned()
}

/// A fraction with a point in it always, as phones write them.
fn fraction(text: &str) -> String {
    let number = xpath::parse_number(text);
    if number.is_nan() {
        return String::new();
    }
    points::with_fraction(number)
}

fn in_range(text: &str, range: &Range) -> String {
    let number = xpath::parse_number(text);
    let fits = range.numbers().is_none_or(|(least, most, _)| number >= least && number <= most);
    match fits {
        true if range.is_whole => whole(text),
        true => fraction(text),
        false => String::new(),
    }
}

/// A day, or the day of a moment without a zone.
fn day(text: &str) -> String {
    let has_zone = text.split_once('T').is_some_and(|(_, time)| time.contains(['Z', '+', '-']));
    Moment::parse(text, 0).filter(|_| !has_zone).map(|read| read.without_time().to_string()).unwrap_or_default()
}

fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    is_in_digits(date, '-', &[4, 2, 2]) && is_time(time) && Moment::parse(text, 0).is_some()
}

/// Hours, minutes and seconds in two digits each, perhaps with a fraction and a zone.
fn is_time(text: &str) -> bool {
    let clock = text.split(['Z', '+', '-', '.']).next().unwrap_or_default();
    let zone = text.split_once(['+', '-']).map(|(_, zone)| zone);
    is_in_digits(clock, ':', &[2, 2, 2])
        && zone.is_none_or(|zone| is_in_digits(zone, ':', &[2, 2]))
        && !text.trim_end_matches('Z').ends_with('.')
        && Moment::parse_time(text, 0).is_some()
}

fn is_in_digits(text: &str, separator: char, lengths: &[usize]) -> bool {
    text.split(separator).map(str::len).eq(lengths.iter().copied())
        && text.chars().all(|one| one == separator || one.is_ascii_digit())
}

/// Chosen names in the order of the choices, those that are none at the end.
fn in_order(text: &str, offered: &[String]) -> String {
    let chosen: Vec<&str> = text.split_whitespace().collect();
    let known = offered.iter().map(String::as_str).filter(|name| chosen.contains(name));
    let unknown = chosen.iter().copied().filter(|name| !offered.iter().any(|known| known == name));
    known.chain(unknown).collect::<Vec<_>>().join(" ")
}
