//! What of a name is compared: without titles, accents, tone marks, silent letters and spaces. Owns the scripts' peculiarities.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer names are cut: nobody's is, and comparing takes time with their length.
const LONGEST: usize = 100;
/// Titles that stand before a Thai name without a space, the longest first.
const THAI_TITLES: [&str; 8] = ["นางสาว", "เด็กหญิง", "เด็กชาย", "ด.ญ.", "ด.ช.", "น.ส.", "นาย", "นาง"];
/// Titles that are words of their own.
const TITLES: [&str; 12] = ["mr", "mrs", "ms", "miss", "master", "u", "daw", "ko", "ma", "mg", "maung", "khun"];

/// A name made comparable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Its letters without spaces.
    pub letters: String,
    /// Pairs of letters that follow each other, sorted; of a name of one letter that letter. What two names are compared by.
    pub pairs: Vec<u64>,
}

/// A name made comparable; empty when nothing of it is a letter or a digit.
pub fn folded(name: &str) -> Folded {
    let letters = letters(name);
    let all: Vec<char> = letters.chars().collect();
    let pair = |first: char, second: char| (u64::from(first) << 32) | u64::from(second);
    let mut pairs: Vec<u64> = match all.as_slice() {
        [only] => vec![pair(*only, '\0')],
        more => more.windows(2).filter_map(|two| Some(pair(*two.first()?, *two.get(1)?))).collect(),
    };
    pairs.sort_unstable();
    Folded { letters, pairs }
}

fn letters(name: &str) -> String {
    let lower = name.trim().chars().take(LONGEST).collect::<String>().to_lowercase();
    let lower = THAI_TITLES.iter().find_map(|title| after_title(&lower, title)).unwrap_or(&lower);
    let words: Vec<&str> = lower.split(|letter: char| letter.is_whitespace() || ".,-_/()'’".contains(letter)).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let words = match words.as_slice() {
        [title, rest @ ..] if !rest.is_empty() && TITLES.contains(title) => rest,
        all => all,
    };
    let mut kept = String::new();
    for letter in words.iter().flat_map(|word| word.nfd()) {
        match letter {
            // Thanthakhat silences the consonant that it stands on, and a vowel on that.
            '\u{0e4c}' => {
                if kept.ends_with(['\u{0e34}', '\u{0e38}']) {
                    kept.pop();
                }
                kept.pop();
            }
            _ if is_left_out(letter) => {}
            _ => kept.push(digit(letter)),
        }
    }
    kept
}

/// Letters and digits alone, small, whatever script the digits are in.
pub(crate) fn signs(written: &str) -> String {
    let signs = written.chars().take(LONGEST).filter(|sign| sign.is_alphanumeric());
    signs.flat_map(char::to_lowercase).map(digit).collect()
}

/// What follows a title; nothing where it is the beginning of the name itself, whose next letter could not begin a word.
fn after_title<'n>(name: &'n str, title: &str) -> Option<&'n str> {
    let rest = name.strip_prefix(title)?.trim_start();
    let begins_word = |letter: char| matches!(letter, '\u{0e01}'..='\u{0e2e}' | '\u{0e40}'..='\u{0e44}');
    (rest.chars().count() >= 2 && rest.chars().next().is_some_and(begins_word)).then_some(rest)
}

/// Tone marks and signs that people leave out or put elsewhere; accents of Latin letters; what is no letter.
fn is_left_out(letter: char) -> bool {
    match letter {
        '\u{0e47}'..='\u{0e4e}' | '\u{0ec8}'..='\u{0ece}' => true,
        // Asat, visarga, dot below and virama of Burmese; signs of Khmer but the one that joins consonants.
        '\u{1036}'..='\u{103a}' | '\u{17c9}'..='\u{17d1}' | '\u{17d3}' => true,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{aa60}'..='\u{aa7f}' => false,
        _ => is_combining_mark(letter) || !letter.is_alphanumeric(),
    }
}

/// Digits of every script as the usual ones.
fn digit(letter: char) -> char {
    let zero = ['\u{0e50}', '\u{0ed0}', '\u{1040}', '\u{17e0}'];
    let of = zero.into_iter().find_map(|zero| u32::from(letter).checked_sub(u32::from(zero)).filter(|by| *by < 10));
    of.and_then(|by| char::from_digit(by, 10)).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_is_written_in_many_ways() {
        for (one, other) in [
            ("นายสมชาย ใจดี", "สมชาย  ใจดี"),
            ("นางสาวมาลี", "มาลี"),
            ("ด.ญ. มาลี", "เด็กหญิงมาลี"),
            ("สมศักดิ์", "สมศัก"),
            ("ประเสริฐ์", "ประเสริ"),
            ("Mr. José Núñez", "jose nunez"),
            ("Daw Aung San", "AUNG-SAN"),
            ("အောင်ဆန်း", "အောငဆန"),
            ("ບຸນມີ", "ບຸນ\u{200b}ມີ"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        for (one, other) in [("นายิกา", "ิกา"), ("มาลี", "มาลา"), ("Ma", "Mg"), ("Ko Ko", "Mg Mg")]
        {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn a_name_of_signs_alone_is_none() {
        for name in ["", "  ", "—", "?!", "\u{200b}"] {
            assert_eq!(folded(name), Folded::default(), "{name:?}");
        }
    }
}
