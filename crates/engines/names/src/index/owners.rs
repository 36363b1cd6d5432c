//! Who has a text, of which only a digest is held: one array in the order of the digests, and a short one of those that came since. Twelve bytes
//! each, where a table of lists would take eight times as much.

use std::hash::{DefaultHasher, Hash, Hasher};

/// So many wait unsorted at least; beyond, a sixty-fourth of those that are sorted.
const FEWEST: usize = 1_024;

/// Somebody has a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    /// The digest by halves: a whole one would make each sixteen bytes long.
    text: (u32, u32),
    by: u32,
}

/// Who has which text.
#[derive(Debug, Default)]
pub(super) struct Owners {
    sorted: Vec<Held>,
    recent: Vec<Held>,
}

impl Owners {
    /// Notes that somebody has a text.
    pub(super) fn add(&mut self, text: &str, by: u32) {
        self.recent.push(Held { text: digest(text), by });
        if self.recent.len() > FEWEST.max(self.sorted.len().div_euclid(64)) {
            self.recent.sort_unstable();
            merge(&mut self.sorted, &mut self.recent);
        }
    }

    /// Everybody who has it; now and then, by a digest that two texts share, somebody who has not.
    pub(super) fn of(&self, text: &str) -> impl Iterator<Item = u32> {
        let text = digest(text);
        let from = self.sorted.partition_point(|held| held.text < text);
        let sorted = self.sorted.iter().skip(from).take_while(move |held| held.text == text);
        sorted.chain(self.recent.iter().filter(move |held| held.text == text)).map(|held| held.by)
    }
}

/// Takes a sorted array into another one, from the back, so that neither is copied.
fn merge(into: &mut Vec<Held>, from: &mut Vec<Held>) {
    let mut left = into.len();
    into.reserve_exact(from.len());
    into.extend_from_slice(from);
    let mut free = into.len();
    while let Some(last) = from.last().copied() {
        let before = left.checked_sub(1).and_then(|at| into.get(at).copied()).filter(|held| *held > last);
        match before {
            Some(_) => left -= 1,
            None => drop(from.pop()),
        }
        free -= 1;
        if let Some(place) = into.get_mut(free) {
            *place = before.unwrap_or(last);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the halves of a digest")]
fn digest(text: &str) -> (u32, u32) {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let digest = hasher.finish();
    ((digest >> 32) as u32, digest as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn everybody_is_found_whenever_they_came() {
        let mut owners = Owners::default();
        for by in 0..10_000_u32 {
            owners.add(&format!("text {}", by % 700), by);
        }
        assert!(owners.sorted.is_sorted() && owners.recent.len() < 2_000, "{}", owners.recent.len());
        for text in 0..700_u32 {
            let found: BTreeSet<u32> = owners.of(&format!("text {text}")).collect();
            let meant: BTreeSet<u32> = (0..10_000).filter(|by| by % 700 == text).collect();
            assert_eq!(found, meant, "{text}");
        }
        assert_eq!(owners.of("another text").count(), 0);
    }
}
