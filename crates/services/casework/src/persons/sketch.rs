//! What a person's record says, as it is compared and shown at the head of a page. Owns finding the answers that the pack names.

use jiff::civil::Date;
use names::{Birth, Sketch};
use packs::PersonQuestions;
use serde_json::Value as Json;

/// By how many years an age may be wrong that was told or guessed.
const GUESSED: i16 = 3;

/// What a person is called and how old they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Every name, as it was written.
    pub names: Vec<String>,
    /// When they were born, as far as it is known.
    pub birth: Option<Birth>,
}

impl Known {
    /// The age on a day in whole years, and whether it may be a year or more off.
    pub fn age(&self, today: Date) -> Option<(i16, bool)> {
        let birth = self.birth?;
        let is_before = match (birth.month, birth.day) {
            (Some(month), Some(day)) => (today.month(), today.day()) < (month, day),
            (Some(month), None) => today.month() < month,
            _ => false,
        };
        let years = today.year() - birth.year - i16::from(is_before);
        Some((years.max(0), birth.give_or_take > 0 || birth.month.is_none()))
    }
}

/// What answers say of a person: for comparing, and for showing.
pub(super) fn sketched(questions: &PersonQuestions, answers: &Json) -> (Sketch, Known) {
    let all = |question: &Option<String>| {
        let mut found = Vec::new();
        if let Some(question) = question {
            collect(answers, question, &mut found);
        }
        found
    };
    let first = |question: &Option<String>| all(question).into_iter().next();
    let whole = |question: &Option<String>| first(question).and_then(|answer| answer.trim().parse::<i16>().ok());
    let mut names = Vec::new();
    collect(answers, &questions.names, &mut names);
    let small = |question: &Option<String>| whole(question).and_then(|number| i8::try_from(number).ok());
    let told = whole(&questions.birth_year).map(|year| Birth {
        year,
        give_or_take: 0,
        month: small(&questions.birth_month),
        day: small(&questions.birth_day),
    });
    let guessed = || {
        let age = whole(&questions.age)?;
        let on: Date = first(&questions.age_on)?.get(..10)?.parse().ok()?;
        Some(Birth { year: on.year() - age, give_or_take: GUESSED, month: None, day: None })
    };
    let birth = told.or_else(guessed);
    let nationalities = all(&questions.nationalities);
    let nationalities =
        nationalities.iter().flat_map(|codes| codes.split_whitespace()).filter(|code| says_something(code));
    let mut sketch = Sketch::default();
    sketch.birth = birth;
    sketch.gender = first(&questions.gender).filter(|code| says_something(code)).map(str::to_owned);
    sketch.nationalities = nationalities.map(str::to_owned).collect();
    sketch = names.iter().fold(sketch, |sketch, name| sketch.named(name));
    sketch = all(&questions.documents).into_iter().fold(sketch, Sketch::with_document);
    sketch = all(&questions.contacts).into_iter().fold(sketch, Sketch::with_contact);
    (sketch, Known { names: names.into_iter().map(str::to_owned).collect(), birth })
}

/// Codes by which forms say that something is not known.
fn says_something(code: &str) -> bool {
    !matches!(code, "" | "unknown" | "other" | "NonSpecifiedUnknown" | "self_described")
}

/// Every answer to a question, wherever it stands.
fn collect<'a>(answers: &'a Json, question: &str, found: &mut Vec<&'a str>) {
    match answers {
        Json::Object(object) => {
            for (name, answer) in object {
                match answer.as_str() {
                    Some(text) if name == question && !text.trim().is_empty() => found.push(text),
                    _ => collect(answer, question, found),
                }
            }
        }
        Json::Array(rows) => rows.iter().for_each(|row| collect(row, question, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_age_is_told_from_what_is_known() {
        let born = |month, day, give_or_take| {
            let birth = Some(Birth { year: 2010, give_or_take, month, day });
            Known { birth, ..Known::default() }.age(date(2026, 3, 4))
        };
        assert_eq!(born(Some(3), Some(4), 0), Some((16, false)));
        assert_eq!(born(Some(3), Some(5), 0), Some((15, false)));
        assert_eq!(born(None, None, 0), Some((16, true)));
        assert_eq!(born(None, None, 3), Some((16, true)));
        assert_eq!(Known::default().age(date(2026, 3, 4)), None);
    }

    #[test]
    fn answers_are_found_in_groups_and_repeats() {
        let questions = PersonQuestions {
            names: "name".into(),
            birth_year: Some("birth_year".into()),
            age: Some("age".into()),
            age_on: Some("age_on".into()),
            nationalities: Some("nationalities".into()),
            ..PersonQuestions::default()
        };
        let answers = serde_json::json!({
            "names": [{ "name": "มาลี" }, { "name": "Mali" }],
            "birth": { "age": "12", "age_on": "2026-01-05" },
            "nationalities": "LAO unknown"
        });
        let (sketch, known) = sketched(&questions, &answers);
        assert_eq!(known.names, ["มาลี", "Mali"]);
        assert_eq!(known.birth, Some(Birth { year: 2014, give_or_take: 3, month: None, day: None }));
        assert_eq!(sketch.nationalities, ["LAO"]);
    }
}
