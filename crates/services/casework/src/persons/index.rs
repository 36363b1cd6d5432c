//! People found by what they are called, in memory: names as pairs of letters, how they sound, and numbers, of which only digests are held.
//! Owns finding few candidates among many; who may see them and how alike they are is decided afterwards.

use names::{Folded, Sketch};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Somebody in the index.
struct Entry {
    id: Box<str>,
    /// Which of the agencies keeps the record.
    agency: u16,
    /// Where the names begin among all of them, and how many there are.
    names: (u32, u8),
    is_there: bool,
}

/// A name in the index.
struct Name {
    /// Whose.
    person: u32,
    /// How many pairs it has.
    pairs: u16,
}

/// Everybody, as far as the log was read.
#[derive(Default)]
pub(super) struct Index {
    /// The place in the log up to which it was read.
    pub(super) read_to: i64,
    people: Vec<Entry>,
    names: Vec<Name>,
    /// In which names a pair of letters stands.
    pairs: HashMap<u64, Vec<u32>>,
    /// Who is called so that it sounds like this.
    sounds: HashMap<u64, Vec<u32>>,
    /// Who has this number.
    numbers: HashMap<u64, Vec<u32>>,
    by_id: HashMap<u64, u32>,
    agencies: Vec<String>,
}

/// Whose records are looked among.
#[derive(Clone, Copy)]
pub(super) enum Among<'a> {
    /// This agency's.
    Agency(&'a str),
    /// All but this agency's.
    Others(&'a str),
}

impl Index {
    /// Takes somebody in, in the place of what was known of them before.
    pub(super) fn put(&mut self, id: &str, agency_id: &str, sketch: &Sketch, code: &str) {
        self.remove(id);
        let person = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        let first = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let mut names = 0_u8;
        for name in sketch.names() {
            let at = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
            let pairs = u16::try_from(name.pairs.len()).unwrap_or(u16::MAX);
            self.names.push(Name { person, pairs });
            name.pairs.iter().for_each(|pair| self.pairs.entry(*pair).or_default().push(at));
            names = names.saturating_add(1);
        }
        sketch.sounds().for_each(|sound| self.sounds.entry(digest(sound)).or_default().push(person));
        for number in sketch.numbers().map(str::to_owned).chain(as_code(code)) {
            self.numbers.entry(digest(&number)).or_default().push(person);
        }
        let agency = self.agency(agency_id);
        self.people.push(Entry { id: id.into(), agency, names: (first, names), is_there: true });
        self.by_id.insert(digest(id), person);
    }

    /// Leaves somebody out from now on.
    pub(super) fn remove(&mut self, id: &str) {
        let Some(person) = self.by_id.remove(&digest(id)) else { return };
        let Some(entry) = usize::try_from(person).ok().and_then(|at| self.people.get_mut(at)) else { return };
        entry.is_there = false;
        let (first, count) = entry.names;
        let names = self.names.iter_mut().skip(first as usize).take(usize::from(count));
        names.for_each(|name| name.person = u32::MAX);
    }

    /// Those who may be meant, the likeliest first, at most so many.
    pub(super) fn candidates(&self, sketch: &Sketch, code: &str, among: Among<'_>, most: usize) -> Vec<String> {
        let mut found: HashMap<u32, f64> = HashMap::new();
        let mut note = |person: u32, weight: f64| {
            let kept = found.entry(person).or_default();
            *kept = kept.max(weight);
        };
        for number in sketch.numbers().map(str::to_owned).chain(as_code(code)) {
            self.numbers.get(&digest(&number)).into_iter().flatten().for_each(|person| note(*person, 2.0));
        }
        for sound in sketch.sounds() {
            self.sounds.get(&digest(sound)).into_iter().flatten().for_each(|person| note(*person, 0.6));
        }
        for name in sketch.names() {
            self.near(name).into_iter().for_each(|(person, overlap)| note(person, overlap));
        }
        let mut found: Vec<(u32, f64)> =
            found.into_iter().filter(|(person, _)| self.is_among(*person, among)).collect();
        found.sort_by(|(one, left), (other, right)| right.total_cmp(left).then(Reverse(one).cmp(&Reverse(other))));
        found.iter().take(most).filter_map(|(person, _)| Some(self.entry(*person)?.id.to_string())).collect()
    }

    /// Who has a name that shares at least half of its pairs with this one, or all but a few of this one's: a name without its surname.
    fn near(&self, name: &Folded) -> Vec<(u32, f64)> {
        let mut shared = vec![0_u8; self.names.len()];
        let mut touched = Vec::new();
        for pair in &name.pairs {
            for at in self.pairs.get(pair).into_iter().flatten() {
                if let Some(count) = shared.get_mut(*at as usize) {
                    if *count == 0 {
                        touched.push(*at);
                    }
                    *count = count.saturating_add(1);
                }
            }
        }
        let overlap = |at: u32| {
            let kept = self.names.get(at as usize)?;
            let count = f64::from(*shared.get(at as usize)?);
            let all = f64::from(u32::from(kept.pairs) + u32::try_from(name.pairs.len()).unwrap_or(u32::MAX));
            let within = count / f64::from(u32::try_from(name.pairs.len()).unwrap_or(u32::MAX));
            let overlap = (2.0 * count / all).max(if within >= 0.85 { within * 0.9 } else { 0.0 });
            (kept.person != u32::MAX && overlap >= 0.5).then_some((kept.person, overlap))
        };
        touched.into_iter().filter_map(overlap).collect()
    }

    fn is_among(&self, person: u32, among: Among<'_>) -> bool {
        let Some(entry) = self.entry(person).filter(|entry| entry.is_there) else { return false };
        let keeper = self.agencies.get(usize::from(entry.agency)).map_or("", String::as_str);
        match among {
            Among::Agency(agency) => keeper == agency,
            Among::Others(agency) => keeper != agency,
        }
    }

    fn entry(&self, person: u32) -> Option<&Entry> {
        self.people.get(person as usize)
    }

    fn agency(&mut self, id: &str) -> u16 {
        let at = self.agencies.iter().position(|one| one == id).unwrap_or_else(|| {
            self.agencies.push(id.to_owned());
            self.agencies.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }
}

/// A code by which people call somebody, however it is typed.
fn as_code(code: &str) -> Option<String> {
    let signs: String = code.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    (!signs.is_empty()).then(|| format!("code {signs}"))
}

fn digest(text: &str) -> u64 {
    Sha256::digest(text.as_bytes()).iter().take(8).fold(0, |all, byte| (all << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(index: &Index, name: &str, among: Among<'_>) -> Vec<String> {
        index.candidates(&Sketch::default().named(name), name, among, 10)
    }

    #[test]
    fn people_are_found_by_names_sounds_and_codes_in_one_agency_or_the_others() {
        let mut index = Index::default();
        let number = |name: &str, number: &str| Sketch::default().named(name).with_document(number);
        index.put("p1", "a", &number("มาลี ใจดี", "MA123456"), "P-0001");
        index.put("p2", "a", &number("สมชาย", ""), "P-0002");
        index.put("p3", "b", &number("มาลี ใจดี", ""), "P-0001");
        let own = Among::Agency("a");
        assert_eq!(found(&index, "มาลี", own), ["p1"]);
        assert_eq!(found(&index, "Mali Jaidee", own), ["p1"], "by its sound");
        assert_eq!(found(&index, "p0001", own), ["p1"], "by the code");
        assert_eq!(found(&index, "มาลี ใจดี", Among::Others("a")), ["p3"]);
        assert_eq!(index.candidates(&Sketch::default().with_document("ma-123456"), "", own, 10), ["p1"]);
        assert!(found(&index, "อรทัย", own).is_empty());
    }

    #[test]
    fn what_was_corrected_or_taken_back_is_not_found_any_more() {
        let mut index = Index::default();
        let named = |name: &str| Sketch::default().named(name);
        index.put("p1", "a", &named("มาลี"), "P-1");
        index.put("p1", "a", &named("สมชาย"), "P-2");
        assert!(found(&index, "มาลี", Among::Agency("a")).is_empty());
        assert!(found(&index, "P-1", Among::Agency("a")).is_empty());
        assert_eq!(found(&index, "สมชาย", Among::Agency("a")), ["p1"]);
        index.remove("p1");
        assert!(found(&index, "สมชาย", Among::Agency("a")).is_empty());
    }
}
