//! Comparing what people write: a key in which spelling habits vanish, and a measure of likeness. Owns both; no words of its own.

use language::to_ascii_digits;
use std::collections::HashSet;
use std::sync::OnceLock;

/// The letters, marks and digits of a text: case, spaces and punctuation fall away, digits are ASCII ones, and what two keyboards
/// type differently is one. A hyphen, plus or sign of comparison beside a digit stays, so that `12-14` and `60+` keep their meaning.
pub(crate) fn key(text: &str) -> String {
    let plain = to_ascii_digits(text)
        .replace("\u{0E4D}\u{0E32}", "\u{0E33}")
        .replace("เเ", "แ")
        .replace('&', "and")
        .to_lowercase();
    let characters: Vec<char> =
        plain.chars().filter(|character| !character.is_whitespace() && !is_invisible(*character)).collect();
    let digit_at =
        |index: Option<usize>| index.and_then(|index| characters.get(index)).is_some_and(char::is_ascii_digit);
    let mut key = String::with_capacity(plain.len());
    for (index, character) in characters.iter().enumerate() {
        let beside_digit =
            || digit_at(index.checked_sub(1)) || digit_at(Some(index + 1)) || matches!(character, '<' | '>');
        match character {
            '-' | '–' | '—' if digit_at(index.checked_sub(1)) && digit_at(Some(index + 1)) => key.push('-'),
            '+' | '<' | '>' | '≥' | '≤' if beside_digit() => key.push(*character),
            'ๆ' => key.push('ๆ'),
            other if is_letter(*other) => key.push(*other),
            _ => {}
        }
    }
    key
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || is_mark(character)
}

/// Vowel signs and tone marks of Thai, Lao, Burmese and Khmer, which are not all alphabetic to Unicode but make the word.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{0E30}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' | '\u{0EB0}'..='\u{0EBC}' | '\u{0EC8}'..='\u{0ECD}'
        | '\u{102B}'..='\u{103E}' | '\u{17B6}'..='\u{17D3}')
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}' | '\u{00AD}')
}

/// A text that is longer than this, in characters, is none of the words of any list.
const LONGEST_WORD: usize = 60;

/// A list of words whose keys are worked out once, as every cell of a register is compared with them.
pub(crate) struct Words {
    words: &'static [&'static str],
    keys: OnceLock<HashSet<String>>,
}

impl Words {
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        Self { words, keys: OnceLock::new() }
    }

    /// The keys of the words; those that are only punctuation have none.
    pub(crate) fn keys(&self) -> &HashSet<String> {
        self.keys.get_or_init(|| self.words.iter().map(|word| key(word)).filter(|word| !word.is_empty()).collect())
    }
}

/// Whether a text is one of the words, by its key; punctuation that is the whole text counts as itself.
pub(crate) fn is_one_of(text: &str, words: &Words) -> bool {
    let text = text.trim();
    if text.chars().nth(LONGEST_WORD).is_some() {
        return false;
    }
    let own = key(text);
    if own.is_empty() { words.words.contains(&text) } else { words.keys().contains(&own) }
}

/// How alike two keys are, 0 to 1: the share of their pairs of neighbouring characters that both have (Dice's coefficient).
pub(crate) fn likeness(one: &str, other: &str) -> f64 {
    let (first, mut second) = (pairs(one), pairs(other));
    let total = first.len() + second.len();
    if total == 0 {
        return if one == other { 1.0 } else { 0.0 };
    }
    let mut shared = 0_u32;
    for pair in &first {
        if let Some(at) = second.iter().position(|candidate| candidate == pair) {
            second.swap_remove(at);
            shared += 1;
        }
    }
    2.0 * f64::from(shared) / total as f64
}

fn pairs(text: &str) -> Vec<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_habits_vanish_and_meaning_stays() {
        for (one, other) in [
            ("First time here", "first-time  HERE"),
            ("วัน/เดือน/ปี", "วัน เดือน ปี"),
            ("ร.ร.", "รร"),
            ("12–14 ปี", "12-14ปี"),
            ("๖๐+", "60+"),
            ("จํานวน", "จำนวน"),
            ("Parents & carers", "parents and carers"),
            ("นักเรียน (หญิง)", "นักเรียนหญิง"),
        ] {
            assert_eq!(key(one), key(other));
        }
        for (one, other) in [("12-14", "1214"), ("<12", "12"), ("ครู", "คร"), ("60+", "60")] {
            assert_ne!(key(one), key(other));
        }
    }

    #[test]
    fn likeness_runs_from_nothing_to_everything() {
        assert!((likeness("province", "province") - 1.0).abs() < f64::EPSILON);
        assert!(likeness("provence", "province") > 0.5);
        assert!(likeness("date", "venue") < 0.2);
        assert!(likeness("", "a") < f64::EPSILON);
    }

    #[test]
    fn dashes_are_words_too() {
        static NOTHING: Words = Words::new(&["-", "ไม่มี"]);
        assert!(is_one_of(" - ", &NOTHING));
        assert!(is_one_of("ไม่มี ", &NOTHING));
        assert!(!is_one_of("-5", &NOTHING));
        assert!(!is_one_of("", &NOTHING));
        assert!(!is_one_of(&"ไม่มี".repeat(50), &NOTHING));
    }
}
