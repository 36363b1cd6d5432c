//! A text as it can be set on paper, with the language of its script. Owns which texts count as nothing, and the guess of how wide one
//! is; characters that no font has are `fonts`' business, words that no line can hold `breaks`'.

use super::breaks::{BREAK, breakable, is_unseen};
use crate::fonts::printable;
use language::Lang;
use serde::Serialize;

/// Longest name on every page, in characters; of a longer one the beginning stands there.
const LONGEST_NAME: usize = 60;

/// A text that can be printed: made from any text, however strange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    text: String,
    /// The language of its script, for its line breaks, its line height, and whoever reads the PDF aloud.
    lang: &'static str,
}

impl Default for Said {
    /// Nothing.
    fn default() -> Self {
        Self { text: String::new(), lang: Lang::default().code() }
    }
}

impl Said {
    /// A text for a reader. White space at its ends is cut, control characters become spaces, and what no font has becomes �. A text
    /// of which nothing can be seen is empty.
    pub fn new(text: &str, reader: Lang) -> Self {
        let Self { text, lang } = Self::whole(&printable(text), reader);
        Self { text: breakable(&text), lang }
    }

    /// A name that stands on every page and that somebody may copy out of the file, such as a record's id: on one line, never broken.
    pub(super) fn name(text: &str, reader: Lang) -> Self {
        let mut short: String = printable(text).chars().take(LONGEST_NAME).collect();
        if short.len() < printable(text).len() {
            short.push('…');
        }
        Self::whole(&short.replace('\n', " "), reader)
    }

    fn whole(printable: &str, reader: Lang) -> Self {
        let text = if printable.chars().all(is_unseen) { String::new() } else { printable.trim().to_owned() };
        let lang = tongue(&text, reader).code();
        Self { text, lang }
    }

    /// The text as it is printed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The lines of a longer text, empty ones left out.
    pub(super) fn lines(text: &str, reader: Lang) -> Vec<Self> {
        let lines = text.split(['\n', '\r', '\u{2028}', '\u{2029}']).map(|line| Self::new(line, reader));
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// About how wide it is on one line, in ems.
    pub(super) fn width(&self) -> f32 {
        self.text.chars().map(width).sum()
    }

    pub(super) fn characters(&self) -> usize {
        self.text.chars().count()
    }
}

fn script(character: char) -> Option<Lang> {
    match u32::from(character) {
        0x0E00..=0x0E7F => Some(Lang::Th),
        0x0E80..=0x0EFF => Some(Lang::Lo),
        0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => Some(Lang::My),
        0x1780..=0x17FF | 0x19E0..=0x19FF => Some(Lang::Km),
        _ => None,
    }
}

/// The language of the first script of the region that a text has; English for other letters, the reader's for figures alone.
fn tongue(text: &str, reader: Lang) -> Lang {
    let regional = text.chars().find_map(script);
    regional.unwrap_or_else(|| if text.chars().any(char::is_alphabetic) { Lang::En } else { reader })
}

/// The share of an em that a character takes on its line, roughly: enough to choose a number of columns.
fn width(character: char) -> f32 {
    if is_mark(character) || character == BREAK {
        return 0.0;
    }
    match script(character) {
        Some(Lang::Th | Lang::Lo) => 0.6,
        Some(Lang::My) => 0.85,
        Some(_) => 0.75,
        None if character.is_whitespace() => 0.27,
        None if character.is_uppercase() => 0.68,
        None if u32::from(character) > 0x2FFF => 1.0,
        None => 0.56,
    }
}

/// Accents, and vowels and tones above and below a letter of the region's scripts: they take no room of their own.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character),
        0x0300..=0x036F
        | 0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E
        | 0x0EB1 | 0x0EB4..=0x0EBC | 0x0EC8..=0x0ECE
        | 0x102D..=0x1030 | 0x1032..=0x1037 | 0x1039..=0x103A | 0x103D..=0x103E
        | 0x17B4..=0x17B5 | 0x17B7..=0x17BD | 0x17C6 | 0x17C9..=0x17D3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_language_of_its_script() {
        for (text, reader, expected) in [
            ("School", Lang::Th, "en"),
            ("LINE กลุ่มครู", Lang::En, "th"),
            ("12–14", Lang::Km, "km"),
            ("ရွာ", Lang::En, "my"),
            ("ភូមិ", Lang::En, "km"),
            ("ບ້ານ", Lang::Th, "lo"),
            ("", Lang::Th, "th"),
        ] {
            assert_eq!(Said::new(text, reader).lang, expected, "{text}");
        }
    }

    #[test]
    fn a_text_without_ink_is_nothing_and_a_name_stays_on_one_line() {
        assert!(Said::new("\u{200B} \u{AD}", Lang::En).is_empty());
        assert_eq!(Said::new(" a\tb\u{7} ", Lang::En).as_str(), "a b");
        assert_eq!(Said::name(&"a".repeat(60), Lang::En).as_str(), "a".repeat(60));
        assert_eq!(Said::name(&"a\nb".repeat(60), Lang::En).as_str(), "a b".repeat(20) + "…");
    }

    #[test]
    fn marks_take_no_room() {
        let width = |text: &str| Said::new(text, Lang::Th).width();
        assert!((width("ก") - width("กี่")).abs() < 0.01);
        assert!(width("ผู้ปกครอง") < width("ผู้อำนวยการโรงเรียน"));
    }

    #[test]
    fn a_long_text_is_lines() {
        let lines = Said::lines("one\r\n\n two \u{2028}three", Lang::En);
        assert_eq!(lines.iter().map(Said::as_str).collect::<Vec<_>>(), ["one", "two", "three"]);
    }
}
