//! A cell's text in the languages of its columns, and how cells are cleaned before anything reads them.

use crate::entry::MESSAGES;
use crate::tables::single_spaces;
use std::borrow::Cow;

/// A text for people: in one column without a language, or in a column for each language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Texts {
    /// No column has anything.
    #[default]
    Nothing,
    /// One text, whatever the language.
    Plain(String),
    /// A text for each language, in the order of the columns.
    Languages(Vec<(String, String)>),
}

impl Texts {
    pub(crate) fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }

    pub(crate) fn is_translated(&self) -> bool {
        matches!(self, Self::Languages(_))
    }

    /// The text in one language, or the first of several.
    pub(crate) fn any(&self) -> &str {
        match self {
            Self::Nothing => "",
            Self::Plain(text) => text,
            Self::Languages(texts) => texts.first().map_or("", |(_, text)| text),
        }
    }

    /// Every text with its language; `own` is the language of a text that names none.
    pub(crate) fn each<'t>(&'t self, own: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
        let (plain, languages) = match self {
            Self::Nothing => (None, [].as_slice()),
            Self::Plain(text) => (Some((own, text.as_str())), [].as_slice()),
            Self::Languages(texts) => (None, texts.as_slice()),
        };
        plain.into_iter().chain(languages.iter().map(|(language, text)| (language.as_str(), text.as_str())))
    }

    /// Takes the text of a column without a language that stands alone, such as `label`: it replaces those before it.
    pub(crate) fn replace(&mut self, text: String) {
        *self = Self::Plain(text);
    }

    /// Takes the text of a column beside others; `own` is the language of a column that names none. A column that names the form's
    /// own language wins over one that names none.
    pub(crate) fn add(&mut self, language: Option<&str>, text: String, own: &str) {
        match (std::mem::take(self), language) {
            (Self::Nothing, None) => *self = Self::Plain(text),
            (Self::Nothing, Some(language)) => *self = Self::Languages(vec![(language.to_owned(), text)]),
            (Self::Plain(_), None) => *self = Self::Plain(text),
            (Self::Plain(_), Some(language)) if language == own => {
                *self = Self::Languages(vec![(own.to_owned(), text)]);
            }
            (Self::Plain(plain), Some(language)) => {
                *self = Self::Languages(vec![(own.to_owned(), plain), (language.to_owned(), text)]);
            }
            (Self::Languages(mut texts), language) => {
                let named = language.unwrap_or(own);
                match texts.iter_mut().find(|(known, _)| known == named) {
                    Some((_, known)) if language.is_some() => *known = text,
                    Some(_) => {}
                    None => texts.push((named.to_owned(), text)),
                }
                *self = Self::Languages(texts);
            }
        }
    }

    /// The same texts, each changed.
    pub(crate) fn try_map<E>(
        &self,
        mut change: impl FnMut(Option<&str>, &str) -> Result<String, E>,
    ) -> Result<Self, E> {
        Ok(match self {
            Self::Nothing => Self::Nothing,
            Self::Plain(text) => Self::Plain(change(None, text)?),
            Self::Languages(texts) => {
                let changed =
                    texts.iter().map(|(language, text)| Ok((language.clone(), change(Some(language), text)?)));
                Self::Languages(changed.collect::<Result<_, E>>()?)
            }
        })
    }
}

/// A cell without the quotation marks that word processors put in expressions, and with one kind of line end; with single spaces
/// too when the form wants its texts cleaned, as it does unless it says otherwise.
pub(crate) fn clean(cell: &str, with_single_spaces: bool) -> String {
    let spaced =
        if with_single_spaces && cell.contains("  ") { Cow::Owned(single_spaces(cell)) } else { Cow::Borrowed(cell) };
    if !spaced.contains(['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\r']) {
        return spaced.into_owned();
    }
    let straight = spaced.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"");
    straight.replace("\r\n", "\n").replace('\r', "\n")
}

/// How the cells of a form are cleaned.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cleaning {
    /// Whether spaces that stand together become one.
    pub(crate) single_spaces: bool,
    /// Whether texts for people keep their quotation marks.
    pub(crate) keeps_marks: bool,
}

impl Cleaning {
    /// A cell under a column of these words, cleaned.
    pub(crate) fn cell(self, words: &[String], cell: &str) -> String {
        let is_said = match words {
            [first, ..] if first == "bind" => words.get(1).is_some_and(|name| MESSAGES.contains(&name.as_str())),
            [first, ..] => matches!(first.as_str(), "label" | "hint" | "guidance_hint"),
            [] => false,
        };
        if is_said && self.keeps_marks { cell.replace("\r\n", "\n") } else { clean(cell, self.single_spaces) }
    }
}

/// What the words for yes and no mean; `None` for other words.
pub(crate) fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(texts: &[(&str, &str)]) -> Texts {
        Texts::Languages(texts.iter().map(|(language, text)| ((*language).to_owned(), (*text).to_owned())).collect())
    }

    #[test]
    fn a_column_without_a_language_is_in_the_forms_own() {
        let mut texts = Texts::default();
        texts.add(None, "a".into(), "en");
        assert_eq!(texts, Texts::Plain("a".into()));
        texts.add(Some("th"), "ก".into(), "en");
        assert_eq!(texts, languages(&[("en", "a"), ("th", "ก")]));
        let mut texts = Texts::Plain("plain".into());
        texts.add(Some("en"), "named".into(), "en");
        texts.add(None, "plain again".into(), "en");
        assert_eq!(texts, languages(&[("en", "named")]));
        assert_eq!(texts.each("x").collect::<Vec<_>>(), [("en", "named")]);
    }

    #[test]
    fn cells_are_cleaned() {
        assert_eq!(clean("selected(${a},  ‘b’) “c”", true), "selected(${a}, 'b') \"c\"");
        assert_eq!(clean("a  b\r\nc", false), "a  b\nc");
    }
}
