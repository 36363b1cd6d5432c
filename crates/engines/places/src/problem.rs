//! Why a written name gives no place, and the sentence that says so.

use crate::{Level, Place};
use language::{Lang, Message, Text};

/// A written name that does not lead to exactly one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceProblem {
    /// No place of this level has such a name, in the area searched.
    NotFound {
        /// The level searched.
        level: Level,
        /// What was written.
        text: String,
        /// The province or district searched, when the search was narrowed to one.
        within: Option<&'static Place>,
        /// At most three places with a similar name, the most similar first.
        suggestions: Vec<&'static Place>,
    },
    /// Several places have this name; telling the area they are in decides.
    Ambiguous {
        /// The level searched.
        level: Level,
        /// What was written.
        text: String,
        /// All places of that name, by code.
        candidates: Vec<&'static Place>,
    },
}

/// How many candidates a sentence lists before it only counts the rest.
const LISTED: usize = 4;

impl PlaceProblem {
    /// The sentence for the reader: what was written, what is wrong, what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::NotFound { level, text, within, suggestions } => {
                let key = match (within.is_some(), suggestions.is_empty()) {
                    (false, true) => "places-not-found",
                    (false, false) => "places-not-found-suggest",
                    (true, true) => "places-not-found-within",
                    (true, false) => "places-not-found-within-suggest",
                };
                let mut message = level_and_text(key, *level, text);
                if let Some(area) = within {
                    message = message.with("area", area.titled());
                }
                if !suggestions.is_empty() {
                    message = message.with("suggestions", list(suggestions, false));
                }
                message
            }
            Self::Ambiguous { level, text, candidates } => level_and_text("places-ambiguous", *level, text)
                .with("count", candidates.len())
                .with("candidates", list(candidates, true)),
        }
    }
}

impl From<&PlaceProblem> for Message {
    fn from(problem: &PlaceProblem) -> Self {
        problem.message()
    }
}

fn level_and_text(key: &'static str, level: Level, text: &str) -> Message {
    let level = match level {
        Level::Province => "places-level-province",
        Level::District => "places-level-district",
        Level::Subdistrict => "places-level-subdistrict",
    };
    Message::new(key).with("level", Message::new(level)).with("text", text)
}

/// The first few names in each language; when the names alone are the same, each with what tells it apart.
fn list(places: &[&'static Place], told_apart: bool) -> Text {
    let names = |lang: Lang| {
        let describe = |place: &&'static Place| match distinction(place, places, lang).filter(|_| told_apart) {
            Some(distinction) => format!("{} ({distinction})", place.name_in(lang)),
            None => place.name_in(lang).to_owned(),
        };
        let mut names: Vec<String> = places.iter().take(LISTED).map(describe).collect();
        if places.len() > LISTED {
            names.push("…".to_owned());
        }
        names.join(", ")
    };
    Text::new(names(Lang::En)).with(Lang::Th, names(Lang::Th))
}

/// What tells a place from the others of its name: the area above it, or its name in the other language when all are in the same
/// area (บางไทร and บางซ้าย of Ayutthaya are both Bang Sai in English).
fn distinction(place: &Place, among: &[&'static Place], lang: Lang) -> Option<&'static str> {
    let is_elsewhere = |other: &&&'static Place| other.parent_code() != place.parent_code();
    if among.iter().any(|other| is_elsewhere(&other)) {
        return Some(crate::Gazetteer::builtin().parent(place)?.name_in(lang));
    }
    Some(place.name_in(if lang == Lang::Th { Lang::En } else { Lang::Th }))
}
