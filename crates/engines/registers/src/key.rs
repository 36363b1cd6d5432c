//! Comparing what people write: a key in which spelling habits vanish, and whether two keys are one word misspelt. Owns both; no
//! words of its own.

use language::{edit_distance, to_ascii_digits};
use std::collections::HashSet;
use std::sync::OnceLock;

/// The letters, marks and digits of a text: case, spaces and punctuation fall away, digits are ASCII ones, and what two keyboards
/// type differently is one. A hyphen, plus or sign of comparison beside a digit stays, so that `12-14` and `60+` keep their meaning.
pub(crate) fn key(text: &str) -> String {
    let mut plain = to_ascii_digits(text).to_lowercase();
    for (typed, meant) in [("\u{0E4D}\u{0E32}", "\u{0E33}"), ("เเ", "แ"), ("&", "and")] {
        if plain.contains(typed) {
            plain = plain.replace(typed, meant);
        }
    }
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

/// Spaces, dots and brackets that may stand around a word and make it longer, in bytes.
const AROUND_WORD: usize = 12;

/// A list of words whose keys are worked out once, as every cell of a register is compared with them.
pub(crate) struct Words {
    words: &'static [&'static str],
    keys: OnceLock<HashSet<String>>,
    /// Bytes of the longest word.
    longest: OnceLock<usize>,
}

impl Words {
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        Self { words, keys: OnceLock::new(), longest: OnceLock::new() }
    }

    fn is_too_long(&self, text: &str) -> bool {
        let longest = self.longest.get_or_init(|| self.words.iter().map(|word| word.len()).max().unwrap_or_default());
        text.len() > longest + AROUND_WORD
    }

    /// The keys of the words; those that are only punctuation have none.
    pub(crate) fn keys(&self) -> &HashSet<String> {
        self.keys.get_or_init(|| self.words.iter().map(|word| key(word)).filter(|word| !word.is_empty()).collect())
    }
}

/// Whether a text is one of the words, by its key; punctuation that is the whole text counts as itself.
pub(crate) fn is_one_of(text: &str, words: &Words) -> bool {
    let text = text.trim();
    if words.is_too_long(text) {
        return false;
    }
    let own = key(text);
    if own.is_empty() { words.words.contains(&text) } else { words.keys().contains(&own) }
}

/// Letters that may be wrong in a word, by its length: short words are too like each other, and `patients` is no `parents`.
const WRONG_LETTERS: [(usize, usize); 2] = [(9, 2), (4, 1)];
/// Longer words are not compared letter by letter.
const LONGEST_NEAR: usize = 40;

/// Whether two keys are one word with a letter or two wrong.
pub(crate) fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    let Some((_, allowed)) = WRONG_LETTERS.iter().find(|(length, _)| shorter >= *length) else { return false };
    longer <= LONGEST_NEAR && longer - shorter <= *allowed && edit_distance(&one, &other) <= *allowed
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
    fn a_word_may_have_a_wrong_letter_when_it_is_long_enough() {
        for (one, other, near) in [
            ("dtae", "date", true),
            ("provence", "province", true),
            ("studnets", "students", true),
            ("นักเรีน", "นักเรียน", true),
            ("ผู้ปกคอง", "ผู้ปกครอง", true),
            ("patients", "parents", false),
            ("age", "ape", false),
            ("คูร", "ครู", false),
            ("", "", false),
        ] {
            assert_eq!(is_near(one, other), near, "{one} {other}");
        }
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
