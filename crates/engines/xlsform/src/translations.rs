//! Languages of columns: which columns of texts lack one that others have, and which languages are named without their code.

use crate::header::Header;
use crate::problem::{Place, Report};
use crate::subtags::is_subtag;
use language::Message;
use std::collections::BTreeMap;
use xforms::Translation;

/// Columns of the survey that are texts or files for people, by their last word before the language.
const SURVEY: [&str; 9] =
    ["label", "hint", "guidance_hint", "image", "big-image", "audio", "video", "jr:constraintMsg", "jr:requiredMsg"];

/// The same of choices.
const CHOICES: [&str; 5] = ["label", "image", "big-image", "audio", "video"];

/// Languages of a sheet; the forms with the most have some thirty.
const MOST_LANGUAGES: usize = 100;

/// Whether a sheet has no more languages than anybody translates into; a problem when it has.
pub(crate) fn are_few(header: &Header, report: &mut Report) -> bool {
    let few = languages(header, &SURVEY).len() <= MOST_LANGUAGES;
    if !few {
        let place = Place::row(&header.sheet, header.row);
        report.problem(place, Message::new("xlsform-too-many-languages").with("most", MOST_LANGUAGES));
    }
    few
}

/// Warns of every language that a column of texts lacks.
pub(crate) fn warn_of_missing(survey: &Header, choices: &Header, own: &str, report: &mut Report) {
    for (header, translatable) in [(survey, SURVEY.as_slice()), (choices, CHOICES.as_slice())] {
        let seen = languages(header, translatable);
        let columns: Vec<&str> = seen.values().flatten().copied().collect();
        if seen.keys().all(|language| language.is_empty()) {
            continue;
        }
        for (language, has) in &seen {
            let mut lacks: Vec<&str> = columns.iter().copied().filter(|column| !has.contains(column)).collect();
            lacks.sort_unstable();
            lacks.dedup();
            if !lacks.is_empty() {
                let named = if language.is_empty() { own } else { language };
                let message = Message::new("xlsform-translation-missing").with("language", named);
                let place = Place::row(&header.sheet, header.row);
                report.warn(place, message.with("columns", lacks.join(", ")));
            }
        }
    }
}

/// Whether any column of texts names a language.
pub(crate) fn has_languages(survey: &Header, choices: &Header) -> bool {
    let names_one = |header, translatable| languages(header, translatable).keys().any(|language| !language.is_empty());
    names_one(survey, &SURVEY) || names_one(choices, &CHOICES)
}

/// The columns of texts by language; those that name none under an empty name.
fn languages<'h>(header: &'h Header, translatable: &[&'static str]) -> BTreeMap<&'h str, Vec<&'static str>> {
    let mut found: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
    for column in &header.columns {
        let words = match column.words.split_first() {
            Some((first, rest)) if matches!(first.as_str(), "media" | "bind") && !rest.is_empty() => rest,
            _ => column.words.as_slice(),
        };
        let (name, language) = match words {
            [name] => (name, ""),
            [name, language] => (name, language.as_str()),
            _ => continue,
        };
        if let Some(known) = translatable.iter().find(|known| *known == name) {
            found.entry(language).or_default().push(usual(known));
        }
    }
    found
}

fn usual(column: &'static str) -> &'static str {
    match column {
        "jr:constraintMsg" => "constraint_message",
        "jr:requiredMsg" => "required_message",
        other => other,
    }
}

/// Warns of languages that are not named with their code, `ไทย (th)`, without which no program knows them.
pub(crate) fn warn_of_codes(translations: &[Translation], survey: &Header, report: &mut Report) {
    for translation in translations {
        let language = translation.language.as_str();
        if language == "default" || language.chars().count() < 3 || code(language).is_some_and(is_subtag) {
            continue;
        }
        let names_it = |written: &str| written.ends_with(language);
        let column = survey.columns.iter().map(|column| &column.written).find(|written| names_it(written));
        let place = Place { sheet: survey.sheet.clone(), row: survey.row, column: column.cloned() };
        report.warn(place, Message::new("xlsform-language-code").with("language", language));
    }
}

/// What stands in brackets at the end.
fn code(language: &str) -> Option<&str> {
    let inside = language.strip_suffix(')')?;
    inside.find('(').and_then(|open| inside.get(open + 1..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code_in_brackets() {
        for (language, expected) in [
            ("English (en)", true),
            ("ไทย (th)", true),
            ("English", false),
            ("Karen (ksw)", true),
            ("Klingon (xx)", false),
        ] {
            assert_eq!(code(language).is_some_and(is_subtag), expected, "{language}");
        }
    }
}
