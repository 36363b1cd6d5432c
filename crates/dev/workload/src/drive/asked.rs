//! What people ask of a filled server: which kinds of request, how often each, and of which of their own records and cases.

use crate::failure::Failure;
use crate::names::person_name;
use crate::people::{case_id, person_code, person_id, place};
use crate::random::Random;
use serde_json::json;
use std::time::Duration;

/// Every kind of request, as it is told.
pub(super) const KINDS: [&str; 7] = ["record", "case", "cases", "records", "people", "save", "search"];
/// Of a hundred reads, so many are of each kind.
const READS: [(&str, usize); 5] = [("record", 45), ("case", 35), ("cases", 12), ("records", 7), ("people", 1)];

/// How often each kind is asked for.
#[derive(Clone, Debug)]
pub(super) struct Mix {
    /// An hour, by kind.
    hourly: Vec<(&'static str, usize)>,
}

/// One request.
pub(super) struct Request {
    pub(super) kind: &'static str,
    pub(super) path: String,
    pub(super) body: Option<String>,
}

/// Somebody who is signed in.
pub(super) struct User {
    agency: usize,
    number: usize,
    pub(super) token: String,
    cases: usize,
    persons: usize,
    random: Random,
    saved: u64,
    run: u64,
}

impl Mix {
    /// So many reads and saves a second and searches an hour; of the reads only one kind when it is named.
    pub(super) fn of(reads: usize, saves: usize, searches: usize, only: Option<&str>) -> Result<Self, Failure> {
        let hourly = |(kind, percent): (&'static str, usize)| match only {
            None => (kind, reads * percent * 36),
            Some(only) => (kind, if only == kind { reads * 3_600 } else { 0 }),
        };
        let mut hourly: Vec<_> = READS.map(hourly).into();
        hourly.extend([("save", saves * 3_600), ("search", searches)]);
        let mix = Self { hourly };
        if mix.all() == 0 {
            return Err(Failure::Unexpected("nothing is asked for".to_owned()));
        }
        Ok(mix)
    }

    fn all(&self) -> usize {
        self.hourly.iter().map(|(_, count)| count).sum()
    }

    /// The time between two requests of one of so many people.
    pub(super) fn between(&self, people: usize) -> Duration {
        Duration::from_secs_f64(3_600.0 * people as f64 / self.all() as f64)
    }

    fn chosen(&self, random: &mut Random) -> &'static str {
        let mut left = random.below(self.all());
        for (kind, count) in &self.hourly {
            if left < *count {
                return kind;
            }
            left -= count;
        }
        "record"
    }
}

impl User {
    pub(super) fn new(
        (agency, number): (usize, usize),
        token: String,
        (cases, persons): (usize, usize),
        run: u64,
    ) -> Self {
        let random = Random::new(run << 16 ^ (agency * 100 + number) as u64);
        Self { agency, number, token, cases, persons, random, saved: 0, run }
    }

    /// The next request, of something of their own or of their agency's.
    pub(super) fn next(&mut self, mix: &Mix) -> Request {
        let kind = mix.chosen(&mut self.random);
        let mut chosen = |count| place(self.agency, self.number, self.random.below(usize::MAX), count);
        let (path, body) = match kind {
            "case" => (format!("/api/v1/cases/{}?purpose=supervision", case_id(chosen(self.cases))), None),
            "cases" => ("/api/v1/cases?limit=50".to_owned(), None),
            "records" => ("/api/v1/records/casework/person?limit=50&purpose=supervision".to_owned(), None),
            "people" => {
                let name = person_name(chosen(self.persons));
                // Of every second only the first word is known.
                let known =
                    if self.random.below(2) == 0 { name.as_str() } else { name.split(' ').next().unwrap_or(&name) };
                ("/api/v1/people".to_owned(), Some(json!({ "text": known }).to_string()))
            }
            "save" => {
                let path = format!("/api/v1/cases/{}/forms", case_id(chosen(self.cases)));
                (path, Some(self.follow_up()))
            }
            "search" => {
                let text = person_code(chosen(self.persons));
                let body = json!({ "kind": "casework/person", "format": "json", "narrowed": { "text": text } });
                ("/api/v1/exports?purpose=supervision".to_owned(), Some(body.to_string()))
            }
            _ => {
                let id = person_id(chosen(self.persons));
                (format!("/api/v1/records/casework/person/{id}?purpose=supervision"), None)
            }
        };
        Request { kind, path, body }
    }

    fn follow_up(&mut self) -> String {
        self.saved += 1;
        let id = format!("f{}-{}-{}-{}", self.run, self.agency, self.number, self.saved);
        let answers = json!({ "date": "2026-01-02", "kind": "in_care", "reached": "yes", "risk": "low",
            "situation": "Made up for a load: nobody." });
        json!({ "id": id, "kind": "casework/follow-up", "answers": answers }).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mix_is_as_it_was_asked_for() {
        let mix = Mix::of(2_000, 300, 10, None).unwrap();
        assert_eq!(mix.all(), 2_300 * 3_600 + 10);
        assert!((mix.between(64).as_secs_f64() - 0.0278).abs() < 0.0001, "{:?}", mix.between(64));
        let mut random = Random::new(1);
        let kinds: Vec<&str> = (0..10_000).map(|_| mix.chosen(&mut random)).collect();
        let saves = kinds.iter().filter(|kind| **kind == "save").count();
        assert!((1_150..1_450).contains(&saves), "{saves} of 10,000");
        let only = Mix::of(100, 0, 0, Some("case")).unwrap();
        assert_eq!(only.chosen(&mut random), "case");
        assert!(Mix::of(0, 0, 0, None).is_err());
    }
}
