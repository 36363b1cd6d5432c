//! What is known of a person, as far as it tells people apart. Owns its shape and what unknown parts mean.

use crate::fold::{Folded, folded, signs};
use crate::sound::sound;

/// Names of one person that are compared; further ones are left out.
const MOST_NAMES: usize = 12;
/// A number of fewer signs says nothing.
const SHORTEST_NUMBER: usize = 5;

/// What is known of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Each name, with how it sounds.
    pub(crate) names: Vec<(Folded, String)>,
    /// How the words of names sound that have several.
    words: Vec<String>,
    /// When they were born.
    pub birth: Option<Birth>,
    /// A code of their gender.
    pub gender: Option<String>,
    /// Codes of their nationalities.
    pub nationalities: Vec<String>,
    /// Numbers of documents, as [`number`] makes them.
    pub(crate) documents: Vec<String>,
    /// Telephone numbers and the like, made the same way.
    pub(crate) contacts: Vec<String>,
}

/// When somebody was born, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birth {
    /// The year, common era.
    pub year: i16,
    /// By how many years it may be wrong: 0 for one that was told, more for an age that was guessed.
    pub give_or_take: i16,
    /// The month, from 1.
    pub month: Option<i8>,
    /// The day, from 1.
    pub day: Option<i8>,
}

impl Sketch {
    /// The same with a further name; one without a letter is none.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        let words: Vec<&str> =
            name.split_whitespace().take(MOST_NAMES).filter(|_| name.trim().contains(char::is_whitespace)).collect();
        let name = folded(name);
        if self.names.len() < MOST_NAMES && !name.pairs.is_empty() && self.names.iter().all(|(known, _)| *known != name)
        {
            let sound = sound(&name);
            self.names.push((name, sound));
            self.words.extend(words.iter().map(|word| sound_of(word)));
        }
        self
    }

    /// The same with a further number of a document; one too short to tell people apart is left out.
    #[must_use]
    pub fn with_document(mut self, written: &str) -> Self {
        self.documents.extend(number(written));
        self
    }

    /// The same with a further way to reach the person.
    #[must_use]
    pub fn with_contact(mut self, written: &str) -> Self {
        self.contacts.extend(number(written));
        self
    }

    /// The names that are compared.
    pub fn names(&self) -> impl Iterator<Item = &Folded> {
        self.names.iter().map(|(name, _)| name)
    }

    /// How the names and their words sound; only what is long enough to mean something.
    pub fn sounds(&self) -> impl Iterator<Item = &str> {
        let whole = self.names.iter().map(|(_, sound)| sound);
        whole.chain(&self.words).map(String::as_str).filter(|sound| sound.len() >= 3)
    }

    /// Numbers by which somebody is found: of documents, and to reach them.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().chain(&self.contacts).map(String::as_str)
    }

    /// Whether nothing is known by which they could be found.
    pub fn is_blank(&self) -> bool {
        self.names.is_empty() && self.documents.is_empty() && self.contacts.is_empty()
    }
}

fn sound_of(word: &str) -> String {
    sound(&folded(word))
}

/// A number as it is compared: letters and digits alone, small; nothing when there are too few of them.
pub fn number(written: &str) -> Option<String> {
    let signs = signs(written);
    // The same telephone is written with the country and without.
    let signs = match signs.strip_prefix("66") {
        Some(rest) if rest.len() == 9 && written.contains('+') => format!("0{rest}"),
        _ => signs,
    };
    (signs.chars().count() >= SHORTEST_NUMBER && signs.chars().any(|sign| sign.is_ascii_digit())).then_some(signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_their_signs() {
        assert_eq!(number("1-2345-67890-12-3"), number("๑๒๓๔๕๖๗๘๙๐๑๒๓"));
        assert_eq!(number("+66 81-234-5678"), number("081 234 5678"));
        assert_eq!(number("MA 123456").as_deref(), Some("ma123456"));
        assert_eq!([number("1234"), number("facebook"), number("")], [None, None, None]);
    }
}
