//! A text kept in several languages, as packs and forms write it. Owns the fallback rule; not the translating.

use crate::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text in one or more languages.
///
/// In TOML and JSON it is a table by code, `{ en = "Session", th = "กิจกรรม" }`, or a bare string, which is English.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Text(BTreeMap<Lang, String>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Bare(String),
    Languages(BTreeMap<Lang, String>),
}

impl From<Written> for Text {
    fn from(written: Written) -> Self {
        match written {
            Written::Bare(text) => Self::new(text),
            Written::Languages(texts) => Self(texts),
        }
    }
}

impl Text {
    /// A text in English.
    pub fn new(english: impl Into<String>) -> Self {
        Self::default().with(Lang::En, english)
    }

    /// The same text with one language added or replaced.
    #[must_use]
    pub fn with(mut self, lang: Lang, text: impl Into<String>) -> Self {
        self.0.insert(lang, text.into());
        self
    }

    /// What to show a reader of `lang`: their language, else English, else Thai, else whatever there is, else nothing.
    pub fn get(&self, lang: Lang) -> &str {
        [lang, Lang::En, Lang::Th]
            .iter()
            .find_map(|lang| self.exact(*lang))
            .or_else(|| self.0.values().map(String::as_str).find(|text| !text.is_empty()))
            .unwrap_or_default()
    }

    /// The text in exactly this language, when somebody wrote it.
    pub fn exact(&self, lang: Lang) -> Option<&str> {
        self.0.get(&lang).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Every language with its text, for comparing a heading in any language against a question.
    pub fn all(&self) -> impl Iterator<Item = (Lang, &str)> {
        self.0.iter().map(|(lang, text)| (*lang, text.as_str()))
    }

    /// Whether nobody wrote anything in any language.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

impl From<&str> for Text {
    fn from(english: &str) -> Self {
        Self::new(english)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falls_back_to_english_then_thai_then_anything() {
        let both = Text::new("village").with(Lang::Th, "หมู่บ้าน");
        assert_eq!(both.get(Lang::Th), "หมู่บ้าน");
        assert_eq!(both.get(Lang::My), "village");
        let thai = Text::default().with(Lang::Th, "หมู่บ้าน").with(Lang::My, "ရွာ");
        assert_eq!(thai.get(Lang::Km), "หมู่บ้าน");
        let burmese = Text::default().with(Lang::My, "ရွာ");
        assert_eq!(burmese.get(Lang::En), "ရွာ");
        assert_eq!(Text::default().get(Lang::En), "");
    }

    #[test]
    fn an_empty_translation_counts_as_missing() {
        assert_eq!(Text::new("village").with(Lang::Th, "").get(Lang::Th), "village");
    }
}
