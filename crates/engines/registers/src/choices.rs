//! Finding which choice a cell means. Owns the comparing; the words come from the form.

use crate::cell_words::{BETWEEN_CHOICES, BETWEEN_CHOICES_WORDS, TICKS, YES_CODES};
use crate::key::{is_one_of, key};
use crate::schema::Choice;
use std::collections::HashMap;

/// The choices of a question by every word for them.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChoiceIndex {
    by_key: HashMap<String, String>,
    /// In the form's order.
    codes: Vec<String>,
}

/// A choice found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) code: String,
    /// The text is one of the words for the choice, not merely a text that holds one.
    pub(crate) sure: bool,
}

impl ChoiceIndex {
    pub(crate) fn new(choices: &[Choice]) -> Self {
        let mut by_key = HashMap::new();
        for choice in choices {
            for word in choice.words().map(key).filter(|word| !word.is_empty()) {
                // A word that two choices claim means the first; `pack check` is where such words are found.
                by_key.entry(word).or_insert_with(|| choice.code.clone());
            }
        }
        Self { by_key, codes: choices.iter().map(|choice| choice.code.clone()).collect() }
    }

    /// The choice that the text is a word for.
    pub(crate) fn exact(&self, text: &str) -> Option<&str> {
        self.by_key.get(&key(text)).map(String::as_str)
    }

    /// The choice that the text means: a word for it, a tick, or a longer text that holds words of one choice only.
    pub(crate) fn find(&self, text: &str) -> Option<Found> {
        let sure = |code: &str| Found { code: code.to_owned(), sure: true };
        if let Some(code) = self.exact(text) {
            return Some(sure(code));
        }
        if is_one_of(text, &TICKS) {
            return YES_CODES.iter().find(|yes| self.codes.iter().any(|code| code == *yes)).map(|yes| sure(yes));
        }
        self.inside(text).map(|code| Found { code, sure: false })
    }

    /// The choice that the name of a thing tells: Thai puts the kind first (`โรงเรียนบ้านแม่ริม` is a school), other names are told
    /// by the one kind that stands in them.
    pub(crate) fn told_by_name(&self, name: &str) -> Option<String> {
        let name_key = key(name);
        let heads = self.by_key.iter().filter(|(word, _)| is_telling(word) && name_key.starts_with(word.as_str()));
        let head = heads.max_by_key(|(word, _)| (word.len(), *word)).map(|(_, code)| code.clone());
        head.or_else(|| self.inside(name))
    }

    /// The one choice of which a word stands in the text; words inside longer found words do not count.
    fn inside(&self, text: &str) -> Option<String> {
        let text = key(text);
        let mut found: Vec<(&String, &String)> =
            self.by_key.iter().filter(|(word, _)| is_telling(word) && text.contains(word.as_str())).collect();
        found.sort_by_key(|(word, _)| (std::cmp::Reverse(word.len()), *word));
        let mut kept: Vec<(&String, &String)> = Vec::new();
        for (word, code) in found {
            if !kept.iter().any(|(longer, _)| longer.contains(word.as_str())) {
                kept.push((word, code));
            }
        }
        let (_, first) = kept.first()?;
        kept.iter().all(|(_, code)| code == first).then(|| (*first).clone())
    }

    /// The choices that a cell lists, in the form's order, and what in it is none.
    pub(crate) fn find_all(&self, text: &str) -> (Vec<String>, Vec<String>) {
        if let Some(code) = self.exact(text) {
            return (vec![code.to_owned()], Vec::new());
        }
        let mut separated = text.to_owned();
        for word in BETWEEN_CHOICES_WORDS {
            separated = separated.replace(word, ";");
        }
        let mut found = Vec::new();
        let mut unknown = Vec::new();
        for piece in separated.split(BETWEEN_CHOICES).map(str::trim).filter(|piece| !piece.is_empty()) {
            // A list of codes is written with spaces in between, as in the form's own instances.
            let words: Vec<&str> = piece.split_whitespace().collect();
            if let Some(choice) = self.find(piece) {
                found.push(choice.code);
            } else if words.iter().all(|word| self.exact(word).is_some()) {
                found.extend(words.iter().filter_map(|word| self.exact(word)).map(str::to_owned));
            } else {
                unknown.push(piece.to_owned());
            }
        }
        (self.codes.iter().filter(|code| found.contains(code)).cloned().collect(), unknown)
    }
}

/// Long enough that it does not stand in unrelated words by chance.
fn is_telling(word: &str) -> bool {
    word.chars().count() >= if word.is_ascii() { 4 } else { 3 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Kind;
    use crate::tests::{choices, schema};

    fn index(path: &str) -> ChoiceIndex {
        match &schema().field(path).expect("field").kind {
            Kind::Choice(choices) | Kind::Choices(choices) => ChoiceIndex::new(choices),
            _ => panic!("{path} has no choices"),
        }
    }

    #[test]
    fn a_choice_is_found_by_any_of_its_words() {
        for (path, text, expected) in [
            ("venue_kind", "โรงเรียน", Some(("school", true))),
            ("venue_kind", " School ", Some(("school", true))),
            ("venue_kind", "ร.ร.", Some(("school", true))),
            ("venue_kind", "โรงเรียนประถม", Some(("school", false))),
            ("venue_kind", "โรงเรียน/หมู่บ้าน", None),
            ("venue_kind", "วัด", None),
            ("first_time", "✓", Some(("yes", true))),
            ("first_time", "TRUE", Some(("yes", true))),
        ] {
            let found = index(path).find(text);
            assert_eq!(found.as_ref().map(|found| (found.code.as_str(), found.sure)), expected, "{text}");
        }
    }

    #[test]
    fn several_choices_are_told_apart() {
        for (text, codes, unknown) in [
            ("games; activities", vec!["games", "activities"], vec![]),
            ("talk, Games", vec!["games", "talk"], vec![]),
            ("เกมและบรรยาย", vec!["games", "talk"], vec![]),
            ("games talk", vec!["games", "talk"], vec![]),
            ("games + puppets", vec!["games"], vec!["puppets"]),
        ] {
            let expected: (Vec<String>, Vec<String>) =
                (codes.into_iter().map(str::to_owned).collect(), unknown.into_iter().map(str::to_owned).collect());
            assert_eq!(index("methods").find_all(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_inside_a_longer_one_does_not_count() {
        let index =
            ChoiceIndex::new(&choices(&[("village", "Village", "หมู่บ้าน", "บ้าน"), ("home", "Home", "บ้านพัก", "")]));
        assert_eq!(index.inside("บ้านพักเด็ก"), Some("home".to_owned()));
    }
}
