//! People found by what they are called, in memory: names as pairs of letters, how they sound, and numbers, of which only digests are held.
//! Owns finding few candidates among many; who may see them and how alike they are is decided afterwards.
//!
//! Its arrays grow by an eighth and its lists are kept as steps: a million people with two names each are to fit beside a server in 512 MB.

mod counts;
mod found;
mod named;
mod owners;
mod postings;

use crate::Sketch;
use found::Room;
use named::{ENOUGH, NEARLY, Named};
use owners::Owners;
use std::sync::Mutex;

/// What a number or a code counts; names count at most a thousand.
const NUMBER: u16 = 2_000;
const SOUND: u16 = 600;
/// Somebody in the index.
#[derive(Debug)]
struct Entry {
    /// Where the id begins among all ids, and its bytes.
    id: (u32, u16),
    /// Which of the agencies keeps the record.
    agency: u16,
    is_there: bool,
}

/// Everybody who was put into it.
#[derive(Debug, Default)]
pub struct Index {
    people: Vec<Entry>,
    ids: String,
    names: Named,
    /// Who is called so that it sounds like this.
    sounds: Owners,
    /// Who has this number.
    numbers: Owners,
    by_id: Owners,
    agencies: Vec<String>,
    /// Where earlier questions were answered: making room for a million people anew takes longer than finding one.
    rooms: Mutex<Vec<Room>>,
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
        sketch.names().for_each(|name| self.names.push(name, person));
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
        push(&mut self.people, Entry { id: id_at, agency, is_there: true });
        self.by_id.add(id, person);
    }

    /// Leaves somebody out from now on.
    pub fn remove(&mut self, id: &str) {
        let is_meant = |person: &u32| self.entry(*person).is_some_and(|entry| self.id(entry) == Some(id));
        let Some(person) = self.by_id.of(id).find(is_meant) else { return };
        let Some(entry) = self.people.get_mut(person as usize) else { return };
        // Their names stay: they lead to nobody who is there.
        entry.is_there = false;
    }

    /// Those who may be meant, at most so many of the agency's records and of all others.
    pub fn candidates(&self, sketch: &Sketch, code: &str, agency_id: &str, most: usize) -> Candidates {
        let free = self.rooms.lock().ok().and_then(|mut rooms| rooms.pop());
        let mut room = free.unwrap_or_default();
        let candidates = self.found_in(&mut room, (sketch, code), agency_id, most);
        if let Ok(mut rooms) = self.rooms.lock() {
            rooms.push(room);
        }
        candidates
    }

    fn found_in(&self, room: &mut Room, (sketch, code): (&Sketch, &str), agency_id: &str, most: usize) -> Candidates {
        room.found.begin(self.people.len());
        let found = &mut room.found;
        for number in sketch.numbers() {
            self.numbers.of(number).for_each(|person| found.note(person, NUMBER));
        }
        if let Some(code) = as_code(code) {
            self.numbers.of(&code).for_each(|person| found.note(person, NUMBER));
        }
        for sound in sketch.sounds() {
            self.sounds.of(sound).for_each(|person| found.note(person, SOUND));
        }
        let own = self.agencies.iter().position(|agency| agency == agency_id);
        let is_own = |person| self.entry(person).map(|entry| own == Some(usize::from(entry.agency)));
        let mut parts = [Vec::new(), Vec::new()];
        for least in [NEARLY, ENOUGH] {
            sketch.names().for_each(|name| self.names.near(name, least, room));
            parts = room.found.best(most, is_own);
            let is_full =
                |part: &Vec<(u16, u32)>| part.len() == most && part.iter().all(|(weight, _)| *weight >= least);
            if parts.iter().all(is_full) {
                break;
            }
        }
        let [own, others] = parts.map(|part| {
            let ids = part.into_iter().filter_map(|(_, person)| self.id(self.entry(person)?));
            ids.map(str::to_owned).collect()
        });
        Candidates { own, others }
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
        /// Where those who are nearly called so are enough, nobody likelier is left out by not looking further.
        #[test]
        fn the_likeliest_few_are_the_first_of_all(names in prop::collection::vec("[ab]{2,5}( [abc]{1,7})?", 1..80), asked in "[ab]{2,5}( [abc]{1,7})?") {
            let mut index = Index::default();
            for (at, name) in names.iter().enumerate() {
                index.put(&at.to_string(), if at % 3 == 0 { "a" } else { "b" }, &Sketch::default().named(name), "");
            }
            let found = |most| index.candidates(&Sketch::default().named(&asked), "", "a", most);
            let (all, few) = (found(1_000), found(3));
            prop_assert_eq!(few.own, all.own.into_iter().take(3).collect::<Vec<_>>());
            prop_assert_eq!(few.others, all.others.into_iter().take(3).collect::<Vec<_>>());
        }

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
