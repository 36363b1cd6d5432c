//! Reading single cells: blanks, numbers, choices. Owns how a value on paper becomes an answer in the form's own writing.

use crate::cell_words::{BEFORE_NUMBERS, BLANK, BLANK_STROKES, DITTO, UNITS, ZERO};
use crate::choices::ChoiceIndex;
use crate::count_heading::CountWords;
use crate::key::{is_one_of, key};
use crate::schema::{Kind, Schema};
use crate::where_found::Found;
use language::{Message, to_ascii_digits};
use places::Level;
use sheets::Value;
use std::collections::{HashMap, HashSet};

/// Counts above this are mistakes: no register line counts more people than live in a province.
const MOST_PEOPLE: f64 = 10_000_000.0;

/// What was looked up already.
#[derive(Default)]
pub(crate) struct Memory {
    /// Places or problems by level, text and area.
    pub(crate) places: HashMap<(Level, String, Option<String>), Result<Found, Message>>,
    /// Codes of the provinces that titles and remarks name.
    pub(crate) told: HashMap<String, Option<String>>,
    /// What was said already and need not be on every row.
    pub(crate) said: HashSet<(u32, String)>,
}

/// The choices of every question, ready for looking up.
pub(crate) struct Lookup<'a> {
    fields: HashMap<String, ChoiceIndex>,
    dimensions: HashMap<(String, String), ChoiceIndex>,
    tallies: Vec<CountWords<'a>>,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(schema: &'a Schema) -> Self {
        let fields = schema.fields.iter().filter_map(|field| match &field.kind {
            Kind::Choice(choices) | Kind::Choices(choices) => Some((field.path.clone(), ChoiceIndex::new(choices))),
            _ => None,
        });
        let dimensions = schema.tallies.iter().flat_map(|tally| {
            tally.dimensions.iter().map(|dimension| {
                ((tally.repeat.clone(), dimension.question.clone()), ChoiceIndex::new(&dimension.choices))
            })
        });
        let tallies = schema.tallies.iter().map(CountWords::new).collect();
        Self { fields: fields.collect(), dimensions: dimensions.collect(), tallies }
    }

    /// The words for the people of a tally.
    pub(crate) fn people(&self, repeat: &str) -> Option<&CountWords<'a>> {
        self.tallies.iter().find(|words| words.tally().repeat == repeat)
    }

    pub(crate) fn choice(&self, path: &str) -> Option<&ChoiceIndex> {
        self.fields.get(path)
    }

    pub(crate) fn dimension(&self, repeat: &str, question: &str) -> Option<&ChoiceIndex> {
        self.dimensions.get(&(repeat.to_owned(), question.to_owned()))
    }
}

/// Whether a cell holds nothing, or one of the signs for it: a dash however long, `ไม่มี`, `- คน`.
pub(crate) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Text(text) => {
            let bare = text.trim();
            // What ends like most cells do is no sign for nothing, and need not be compared with each of them.
            if bare.ends_with(|last: char| last.is_ascii_digit()) {
                return false;
            }
            is_strokes(bare) || is_one_of(bare, &BLANK) || is_strokes(without_unit(bare)) && is_strokes_first(bare)
        }
        _ => false,
    }
}

fn is_strokes(text: &str) -> bool {
    text.chars().all(|character| BLANK_STROKES.contains(&character) || character.is_whitespace())
}

fn is_strokes_first(text: &str) -> bool {
    text.starts_with(BLANK_STROKES)
}

fn without_unit(text: &str) -> &str {
    UNITS.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text)
}

/// Whether a cell says "as above".
pub(crate) fn is_ditto(value: &Value) -> bool {
    matches!(value, Value::Text(text) if is_one_of(text, &DITTO))
}

/// The number in a cell: digits of any script, thousands apart or not, a unit behind or a word before (`จำนวน 1,296 คน`).
pub(crate) fn number_of(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => {
            if let Some(number) = plain_number(text.trim()) {
                return Some(number);
            }
            let plain = to_ascii_digits(text.trim()).to_lowercase();
            let bare = without_unit(plain.trim_start_matches('\''));
            let bare = BEFORE_NUMBERS.iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare).trim();
            if is_one_of(bare, &ZERO) { Some(0.0) } else { plain_number(bare) }
        }
        _ => None,
    }
}

/// Digits, whole thousands apart (`1,296`, `1 296`) or together. `1,29` is a slip of the hand and no number.
fn plain_number(text: &str) -> Option<f64> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return None;
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
    let groups: Vec<&str> = whole.split([',', ' ', '\u{A0}', '\u{202F}', '\u{200B}']).collect();
    let (first, thousands) = groups.split_first()?;
    let apart = thousands.is_empty() || first.len() <= 3 && thousands.iter().all(|group| group.len() == 3);
    if !apart || !groups.iter().all(|group| digits(group)) || !fraction.is_none_or(digits) {
        return None;
    }
    let number: f64 = format!("{}.{}", groups.concat(), fraction.unwrap_or("0")).parse().ok()?;
    Some(if text.starts_with('-') { -number } else { number }).filter(|number| number.is_finite())
}

/// How many people a cell counts; `None` for blank.
pub(crate) fn count_of(value: &Value) -> Result<Option<u64>, Message> {
    if is_blank(value) {
        return Ok(None);
    }
    if let Some(message) = formula_problem(value) {
        return Err(message);
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

/// What is wrong with a cell whose formula gives nothing to read.
pub(crate) fn formula_problem(value: &Value) -> Option<Message> {
    match value {
        Value::Error(error) => Some(Message::new("registers-formula-error").with("found", error.as_str())),
        Value::Uncalculated => Some(Message::new("registers-formula-uncalculated")),
        _ => None,
    }
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
    use crate::cell_words::NEGATIONS;

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
            (text("ศูนย์"), Some(0)),
            (text("จำนวน ๓๕ คน"), Some(35)),
            (text("'35"), Some(35)),
            (text("35\u{A0}"), Some(35)),
            (text("1,234,567"), Some(1_234_567)),
            (text("-----"), None),
            (text("_"), None),
            (text("- คน"), None),
            (text("ไม่มีผู้เข้าร่วม"), None),
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
            text("1,29"),
            text("35,0"),
            text("12 13"),
            text("1.296"),
            text("12/7"),
            Value::Error("#REF!".to_owned()),
            Value::Uncalculated,
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
