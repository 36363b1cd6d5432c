//! People found by what they are called, in memory: names as pairs of letters, how they sound, and numbers, of which only digests are held.
//! Owns finding few candidates among many; who may see them and how alike they are is decided afterwards.
//!
//! Its arrays grow by an eighth and its lists are kept as steps: a million people with two names each are to fit beside a server in 512 MB.

mod found;
mod owners;
mod postings;

use crate::{Folded, Sketch};
use found::Found;
use owners::Owners;
use postings::Postings;
use std::collections::HashMap;

/// What a number or a code counts; names count at most a thousand.
const NUMBER: u16 = 2_000;
const SOUND: u16 = 600;
/// From so many thousandths of two names on that are the same, one is a candidate for the other.
const ENOUGH: u32 = 500;

/// Somebody in the index.
#[derive(Debug)]
struct Entry {
    /// Where the id begins among all ids, and its bytes.
    id: (u32, u16),
    /// Which of the agencies keeps the record.
    agency: u16,
    /// Where the names begin among all of them, and how many there are.
    names: (u32, u8),
    is_there: bool,
}

/// A name in the index.
#[derive(Debug)]
struct Name {
    /// Whose.
    person: u32,
    /// How many different pairs it has.
    pairs: u16,
}

/// Everybody who was put into it.
#[derive(Debug, Default)]
pub struct Index {
    people: Vec<Entry>,
    ids: String,
    names: Vec<Name>,
    /// In which names a pair of letters stands.
    pairs: HashMap<u64, Postings>,
    /// Who is called so that it sounds like this.
    sounds: Owners,
    /// Who has this number.
    numbers: Owners,
    by_id: Owners,
    agencies: Vec<String>,
}

/// Ids of those who may be meant, the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Of records that the agency keeps.
    pub own: Vec<String>,
    /// Of all others.
    pub others: Vec<String>,
}

impl Index {
    /// Takes somebody in, in the place of what was known of them before. Who is not found by names can be by the code.
    pub fn put(&mut self, id: &str, agency_id: &str, sketch: &Sketch, code: &str) {
        self.remove(id);
        let person = place(self.people.len());
        let first = place(self.names.len());
        let mut names = 0_u8;
        for name in sketch.names() {
            let at = place(self.names.len());
            let mut pairs = 0_u16;
            for pair in different(name) {
                self.pairs.entry(pair).or_default().push(at);
                pairs = pairs.saturating_add(1);
            }
            push(&mut self.names, Name { person, pairs });
            names = names.saturating_add(1);
        }
        sketch.sounds().for_each(|sound| self.sounds.add(sound, person));
        sketch.numbers().for_each(|number| self.numbers.add(number, person));
        if let Some(code) = as_code(code) {
            self.numbers.add(&code, person);
        }
        let (agency, begins) = (self.agency(agency_id), place(self.ids.len()));
        if self.ids.capacity() - self.ids.len() < id.len() {
            self.ids.reserve_exact(eighth(self.ids.len()).max(id.len()));
        }
        self.ids.push_str(id);
        let id_at = (begins, u16::try_from(id.len()).unwrap_or(u16::MAX));
        push(&mut self.people, Entry { id: id_at, agency, names: (first, names), is_there: true });
        self.by_id.add(id, person);
    }

    /// Leaves somebody out from now on.
    pub fn remove(&mut self, id: &str) {
        let is_meant = |person: &u32| self.entry(*person).is_some_and(|entry| self.id(entry) == Some(id));
        let Some(person) = self.by_id.of(id).find(is_meant) else { return };
        let Some(entry) = self.people.get_mut(person as usize) else { return };
        entry.is_there = false;
        let (first, count) = entry.names;
        let names = self.names.iter_mut().skip(first as usize).take(usize::from(count));
        names.for_each(|name| name.person = u32::MAX);
    }

    /// Those who may be meant, at most so many of the agency's records and of all others.
    pub fn candidates(&self, sketch: &Sketch, code: &str, agency_id: &str, most: usize) -> Candidates {
        let mut found = Found::among(self.people.len());
        for number in sketch.numbers() {
            self.numbers.of(number).for_each(|person| found.note(person, NUMBER));
        }
        if let Some(code) = as_code(code) {
            self.numbers.of(&code).for_each(|person| found.note(person, NUMBER));
        }
        for sound in sketch.sounds() {
            self.sounds.of(sound).for_each(|person| found.note(person, SOUND));
        }
        sketch.names().for_each(|name| self.near(name, &mut found));
        let own = self.agencies.iter().position(|agency| agency == agency_id);
        let is_own = |entry: &Entry| own == Some(usize::from(entry.agency));
        let (own, others) = found.split(|person| self.entry(person).map(is_own));
        let ids = |people: Vec<u32>| {
            let ids = people.into_iter().filter_map(|person| self.id(self.entry(person)?));
            ids.map(str::to_owned).collect()
        };
        Candidates { own: ids(own.best(most)), others: ids(others.best(most)) }
    }

    /// Notes who has a name that shares at least half of its pairs with this one, or all but a few of this one's: a name without its surname.
    ///
    /// Either takes a third of this one's pairs (Dice's half of both, when the other name has none but those it shares). So a name that
    /// has none of the rarest two thirds is none, and the commonest pairs, which stand everywhere, are only counted for those that were met.
    fn near(&self, name: &Folded, found: &mut Found) {
        let wanted: Vec<u64> = different(name).collect();
        let mut lists: Vec<&Postings> = wanted.iter().filter_map(|pair| self.pairs.get(pair)).collect();
        lists.sort_by_key(|list| list.count());
        let all = place(wanted.len());
        let absent = wanted.len() - lists.len();
        let telling = (wanted.len() + 1).saturating_sub(wanted.len().div_ceil(3)).saturating_sub(absent);
        let mut shared = vec![0_u8; self.names.len()];
        let mut met = Vec::new();
        for (rank, list) in lists.into_iter().enumerate() {
            list.each(|at| match shared.get_mut(at as usize) {
                Some(count) if *count > 0 => *count = count.saturating_add(1),
                Some(count) if rank < telling => {
                    *count = 1;
                    met.push(at);
                }
                _ => {}
            });
        }
        for at in met {
            let Some((kept, count)) = self.names.get(at as usize).zip(shared.get(at as usize)) else { continue };
            let count = u32::from(*count);
            let overlap = (2_000 * count).checked_div(u32::from(kept.pairs) + all).unwrap_or_default();
            let within = Some((1_000 * count).checked_div(all).unwrap_or_default()).filter(|within| *within >= 850);
            let overlap = overlap.max(within.map_or(0, |within| within * 9 / 10));
            if overlap >= ENOUGH {
                found.note(kept.person, u16::try_from(overlap).unwrap_or(u16::MAX));
            }
        }
    }

    fn entry(&self, person: u32) -> Option<&Entry> {
        self.people.get(person as usize).filter(|entry| entry.is_there)
    }

    fn id(&self, entry: &Entry) -> Option<&str> {
        let (begins, length) = entry.id;
        let begins = begins as usize;
        self.ids.get(begins..begins.checked_add(usize::from(length))?)
    }

    fn agency(&mut self, id: &str) -> u16 {
        let at = self.agencies.iter().position(|one| one == id).unwrap_or_else(|| {
            self.agencies.push(id.to_owned());
            self.agencies.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }
}

/// The pairs of a name, each once.
fn different(name: &Folded) -> impl Iterator<Item = u64> {
    let mut last = None;
    name.pairs.iter().copied().filter(move |pair| last.replace(*pair) != Some(*pair))
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What a long array grows by: doubled, half of it would be room for what never comes.
fn eighth(length: usize) -> usize {
    (length / 8).max(64)
}

fn push<T>(all: &mut Vec<T>, one: T) {
    if all.len() == all.capacity() {
        all.reserve_exact(eighth(all.len()));
    }
    all.push(one);
}

/// A code by which people call somebody, however it is typed.
fn as_code(code: &str) -> Option<String> {
    let signs: String = code.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    (!signs.is_empty()).then(|| format!("code {signs}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{folded, overlap};
    use proptest::prelude::*;

    fn own(index: &Index, name: &str) -> Vec<String> {
        index.candidates(&Sketch::default().named(name), name, "a", 10).own
    }

    #[test]
    fn people_are_found_by_names_sounds_and_codes_in_one_agency_or_the_others() {
        let mut index = Index::default();
        let number = |name: &str, number: &str| Sketch::default().named(name).with_document(number);
        index.put("p1", "a", &number("มาลี ใจดี", "MA123456"), "P-0001");
        index.put("p2", "a", &number("สมชาย", ""), "P-0002");
        index.put("p3", "b", &number("มาลี ใจดี", ""), "P-0001");
        assert_eq!(own(&index, "มาลี"), ["p1"]);
        assert_eq!(own(&index, "Mali Jaidee"), ["p1"], "by its sound");
        assert_eq!(own(&index, "p0001"), ["p1"], "by the code");
        assert!(own(&index, "อรทัย").is_empty());
        let both = index.candidates(&Sketch::default().named("มาลี ใจดี"), "", "a", 10);
        assert_eq!(both, Candidates { own: vec!["p1".to_owned()], others: vec!["p3".to_owned()] });
        let numbered = Sketch::default().with_document("ma-123456");
        assert_eq!(index.candidates(&numbered, "", "a", 10).own, ["p1"]);
        assert_eq!(index.candidates(&numbered, "", "nobody's", 10).others, ["p1"]);
    }

    #[test]
    fn what_was_corrected_or_taken_back_is_not_found_any_more() {
        let mut index = Index::default();
        let named = |name: &str| Sketch::default().named(name);
        index.put("p1", "a", &named("มาลี"), "P-1");
        index.put("p1", "a", &named("สมชาย"), "P-2");
        assert!(own(&index, "มาลี").is_empty());
        assert!(own(&index, "P-1").is_empty());
        assert_eq!(own(&index, "สมชาย"), ["p1"]);
        index.remove("p1");
        assert!(own(&index, "สมชาย").is_empty());
    }

    #[test]
    fn the_likeliest_and_then_the_latest_come_first() {
        let mut index = Index::default();
        for (id, name) in [("p1", "มาลี ใจดี"), ("p2", "มาลี ใจดำ"), ("p3", "มาลี ใจดี"), ("p4", "สมชาย")]
        {
            index.put(id, "a", &Sketch::default().named(name), "");
        }
        assert_eq!(own(&index, "มาลี ใจดี"), ["p3", "p1", "p2"]);
        assert_eq!(index.candidates(&Sketch::default().named("มาลี ใจดี"), "", "a", 2).own, ["p3", "p1"]);
    }

    proptest! {
        /// Leaving the commonest pairs out of the search leaves nobody out.
        #[test]
        fn everybody_whose_name_is_half_the_same_is_found(names in prop::collection::vec("[abcd]{1,9}", 1..60), asked in "[abcd]{1,9}") {
            let mut index = Index::default();
            for (at, name) in names.iter().enumerate() {
                index.put(&at.to_string(), "a", &Sketch::default().named(name), "");
            }
            let once = |name: &str| {
                let mut name = folded(name);
                name.pairs.dedup();
                name
            };
            let found = index.candidates(&Sketch::default().named(&asked), "", "a", 100).own;
            for (at, name) in names.iter().enumerate() {
                if overlap(&once(name), &once(&asked)) >= 0.5 {
                    prop_assert!(found.contains(&at.to_string()), "{} is not found by {}", name, asked);
                }
            }
        }
    }
}
