//! What a person reads in: the five languages, texts kept in several of them, numbers in their digits, and the interface's own
//! sentences. Knows nothing of forms, dates or screens; a caller hands it a key and values and gets a sentence back.

mod digits;
mod message;
mod spelling;
mod text;

pub use digits::{format_number, to_ascii_digits, to_thai_digits};
pub use message::{Arg, Message, has_phrase, phrase, say};
pub use spelling::edit_distance;
pub use text::Text;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A language of the interface, named by its ISO 639-1 code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English: the source language of every text.
    #[default]
    En,
    /// Thai.
    Th,
    /// Burmese.
    My,
    /// Khmer.
    Km,
    /// Lao.
    Lo,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Th, Self::En, Self::My, Self::Km, Self::Lo];

    /// The ISO 639-1 code, as used in `lang` attributes and folder names.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Th => "th",
            Self::My => "my",
            Self::Km => "km",
            Self::Lo => "lo",
        }
    }

    /// The first language of an `Accept-Language` header that the interface has. Browsers list what they want most first.
    pub fn accepted(header: &str) -> Option<Self> {
        header.split(',').find_map(|entry| entry.split(';').next()?.trim().parse().ok())
    }

    /// The language's name in itself: the only name a reader of it needs.
    pub fn autonym(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Th => "ไทย",
            Self::My => "မြန်မာ",
            Self::Km => "ខ្មែរ",
            Self::Lo => "ລາວ",
        }
    }

    /// Whether the interface in this language has been read through by a speaker. Drafts say so on screen.
    pub fn is_draft(self) -> bool {
        matches!(self, Self::My | Self::Km | Self::Lo)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not the code of a language that the interface knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language of the interface; use one of en, th, my, km, lo")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads a code, with or without a region (`th`, `th-TH`).
    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|lang| lang.code().eq_ignore_ascii_case(primary))
            .ok_or_else(|| UnknownLang(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_the_first_language_it_knows() {
        for (header, expected) in
            [("fr-FR, th;q=0.9, en;q=0.8", Some(Lang::Th)), ("en-GB", Some(Lang::En)), ("fr", None), ("", None)]
        {
            assert_eq!(Lang::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn reads_codes_with_and_without_region() {
        assert_eq!("th".parse(), Ok(Lang::Th));
        assert_eq!("TH-th".parse(), Ok(Lang::Th));
        assert_eq!("fr".parse::<Lang>(), Err(UnknownLang("fr".into())));
    }
}
