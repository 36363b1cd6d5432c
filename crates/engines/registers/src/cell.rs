//! Reading single cells: blanks, numbers, choices. Owns how a value on paper becomes an answer in the form's own writing.

use crate::choices::ChoiceIndex;
use crate::key::{is_one_of, key};
use crate::schema::{Kind, Schema};
use crate::vocabulary::{BLANK, DITTO, UNITS};
use language::{Message, to_ascii_digits};
use places::Level;
use sheets::Value;
use std::collections::HashMap;

/// Counts above this are mistakes: no register line counts more people than live in a province.
const MOST_PEOPLE: f64 = 10_000_000.0;

/// What was looked up already.
#[derive(Default)]
pub(crate) struct Memory {
    /// Codes or problems by level, text and area.
    pub(crate) places: HashMap<(Level, String, Option<String>), Result<String, Message>>,
}

/// The choices of every question, ready for looking up.
pub(crate) struct Lookup {
    fields: HashMap<String, ChoiceIndex>,
    dimensions: HashMap<(String, String), ChoiceIndex>,
}

impl Lookup {
    pub(crate) fn new(schema: &Schema) -> Self {
        let fields = schema.fields.iter().filter_map(|field| match &field.kind {
            Kind::Choice(choices) | Kind::Choices(choices) => Some((field.path.clone(), ChoiceIndex::new(choices))),
            _ => None,
        });
        let dimensions = schema.tallies.iter().flat_map(|tally| {
            tally.dimensions.iter().map(|dimension| {
                ((tally.repeat.clone(), dimension.question.clone()), ChoiceIndex::new(&dimension.choices))
            })
        });
        Self { fields: fields.collect(), dimensions: dimensions.collect() }
    }

    pub(crate) fn choice(&self, path: &str) -> Option<&ChoiceIndex> {
        self.fields.get(path)
    }

    pub(crate) fn dimension(&self, repeat: &str, question: &str) -> Option<&ChoiceIndex> {
        self.dimensions.get(&(repeat.to_owned(), question.to_owned()))
    }
}

/// Whether a cell holds nothing, or one of the signs for it.
pub(crate) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim().is_empty() || is_one_of(text, &BLANK),
        _ => false,
    }
}

/// Whether a cell says "as above".
pub(crate) fn is_ditto(value: &Value) -> bool {
    matches!(value, Value::Text(text) if is_one_of(text, &DITTO))
}

/// The number in a cell: digits of any script, thousands apart or not, a unit behind (`1,296 คน`).
pub(crate) fn number_of(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => {
            let plain = to_ascii_digits(text.trim()).to_lowercase();
            let bare = UNITS.iter().find_map(|unit| plain.strip_suffix(unit)).unwrap_or(&plain);
            let digits: String = bare
                .chars()
                .filter(|character| !character.is_whitespace() && !matches!(character, ',' | '\u{200B}'))
                .collect();
            let is_number = digits.starts_with(|character: char| character.is_ascii_digit() || character == '-')
                && digits.ends_with(|character: char| character.is_ascii_digit())
                && !digits.contains(|character: char| character.is_alphabetic());
            is_number.then(|| digits.parse().ok()).flatten().filter(|number: &f64| number.is_finite())
        }
        _ => None,
    }
}

/// How many people a cell counts; `None` for blank.
pub(crate) fn count_of(value: &Value) -> Result<Option<u64>, Message> {
    if is_blank(value) {
        return Ok(None);
    }
    let refuse = || Message::new("registers-not-a-count").with("found", value.shown());
    let number = number_of(value).ok_or_else(refuse)?;
    if number.fract() != 0.0 || !(0.0..=MOST_PEOPLE).contains(&number) {
        return Err(refuse());
    }
    // Whole and within bounds, as just checked.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Ok(Some(number as u64))
}

/// A number as the form writes it.
pub(crate) fn number_answer(value: &Value, whole: bool) -> Result<String, Message> {
    let number = number_of(value).filter(|number| !whole || number.fract() == 0.0);
    let key = if whole { "registers-not-a-whole-number" } else { "registers-not-a-number" };
    number.map(|number| number.to_string()).ok_or_else(|| Message::new(key).with("found", value.shown()))
}

/// A text as the form holds it: no blanks around it, line ends as one kind.
pub(crate) fn text_answer(value: &Value) -> String {
    value.shown().trim().replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether a text's key stands in another text's, not turned round by a word before it.
pub(crate) fn says(text: &str, phrase: &str, negations: &[&str]) -> bool {
    let (text, phrase) = (key(text), key(phrase));
    if phrase.is_empty() {
        return false;
    }
    text.match_indices(&phrase).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        !negations.iter().any(|negation| before.ends_with(&key(negation)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::NEGATIONS;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn counts_are_read_as_offices_write_them() {
        for (value, expected) in [
            (Value::Number(296.0), Some(296)),
            (text("296"), Some(296)),
            (text("๑,๒๙๖"), Some(1296)),
            (text("1 296"), Some(1296)),
            (text("296.0"), Some(296)),
            (text(" 12 คน "), Some(12)),
            (text("0"), Some(0)),
            (text("-"), None),
            (text("–"), None),
            (text("ไม่มี"), None),
            (text(" "), None),
            (text("N/A"), None),
        ] {
            assert_eq!(count_of(&value), Ok(expected), "{value:?}");
        }
        for value in [
            Value::Number(12.5),
            Value::Number(-3.0),
            text("-3"),
            text("ประมาณ 50"),
            text("ครู 3"),
            Value::Bool(true),
            Value::Number(1e12),
            text("1e3"),
        ] {
            assert!(count_of(&value).is_err(), "{value:?}");
        }
    }

    #[test]
    fn a_phrase_counts_unless_it_is_turned_round() {
        assert!(says("ครั้งแรกในจังหวัด", "ครั้งแรก", NEGATIONS));
        assert!(says("This is the First Time here", "first time", NEGATIONS));
        assert!(!says("ไม่ใช่ครั้งแรก", "ครั้งแรก", NEGATIONS));
        assert!(!says("not the first time", "first time", NEGATIONS));
        assert!(!says("สองครั้ง", "ครั้งแรก", NEGATIONS));
    }
}
