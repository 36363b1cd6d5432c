//! The embedded Noto fonts and what they can print. Owns the files and the replacing of characters that no font has;
//! see `fonts/README.md` for versions and licence.

use std::borrow::Cow;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

static FILES: [&[u8]; 11] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoSansThaiLooped-Regular.ttf"),
    include_bytes!("../fonts/NotoSansThaiLooped-Bold.ttf"),
    include_bytes!("../fonts/NotoSansMyanmar-Regular.ttf"),
    include_bytes!("../fonts/NotoSansMyanmar-Bold.ttf"),
    include_bytes!("../fonts/NotoSansKhmer-Regular.ttf"),
    include_bytes!("../fonts/NotoSansKhmer-Bold.ttf"),
    include_bytes!("../fonts/NotoSansLao-Regular.ttf"),
    include_bytes!("../fonts/NotoSansLao-Bold.ttf"),
    include_bytes!("../fonts/NotoSansMath-Regular.ttf"),
];

/// The fonts, parsed once a process.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// What stands for a character that cannot be printed.
const REPLACEMENT: char = '\u{FFFD}';

fn can_print(character: char) -> bool {
    character.is_ascii_graphic()
        || matches!(character, ' ' | '\n' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{00AD}')
        // Some fonts have a glyph for NUL and for the line ends of old.
        || !character.is_control() && FONTS.fonts.iter().any(|font| font.info().coverage.contains(character.into()))
}

/// The text as it can be printed: control characters become spaces, line ends one line feed, and a character that no font has
/// becomes �, because the accessible PDF standard refuses a glyph without meaning. Texts are in composed form as typed.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(can_print) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").chars().filter_map(replacement).collect())
}

fn replacement(character: char) -> Option<char> {
    match character {
        // Direction marks, joiners of emoji and byte order marks: invisible, so nothing is lost without them.
        '\u{200E}' | '\u{200F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' => None,
        '\r' => Some('\n'),
        character if character.is_control() && character != '\n' => Some(' '),
        character if can_print(character) => Some(character),
        _ => Some(REPLACEMENT),
    }
}

/// How many characters of a printable text stand for something that could not be printed.
pub(crate) fn count_replaced(text: &str) -> usize {
    text.chars().filter(|character| *character == REPLACEMENT).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_font_of_a_family_that_the_house_style_names() {
        let house = include_str!("../typst/house.typ");
        assert_eq!(FONTS.fonts.len(), FILES.len());
        for font in &FONTS.fonts {
            assert!(house.contains(&format!("\"{}\"", font.info().family)), "{}", font.info().family);
        }
    }

    #[test]
    fn every_language_of_the_interface_can_be_printed() {
        for text in [
            "Đỗ Thị Ngọc Ánh, 3,913 – “best” ≥ 50 → €",
            "น้ำใจ ๒๕๖๒ ฿",
            "ကျန်းမာရေး",
            "ត្រូវការ",
            "ສຸຂະພາບ",
            "Ελένη, Москва",
        ] {
            assert!(matches!(printable(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn what_no_font_has_is_marked_and_counted() {
        for (written, printed, replaced) in [
            ("a\tb\r\nc", "a b\nc", 0),
            ("a\0b\rc", "a b\nc", 0),
            ("games 🎲 ok", "games � ok", 1),
            ("曼谷", "��", 2),
            ("\u{FEFF}a\u{200E}", "a", 0),
        ] {
            assert_eq!(printable(written), printed);
            assert_eq!(count_replaced(&printable(written)), replaced);
        }
    }
}
