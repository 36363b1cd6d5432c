//! Those who were found for one question, and how much speaks for each. Owns who comes first.

use super::counts::Counts;
use std::cmp::Reverse;

/// Where a question is answered.
#[derive(Debug, Default)]
pub(super) struct Room {
    pub(super) counts: Counts,
    pub(super) found: Found,
}

/// Who was found, each with the most that speaks for them.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By person; 0 for those who were not found.
    weights: Vec<u16>,
    people: Vec<u32>,
}

impl Found {
    /// Nobody yet, of so many.
    pub(super) fn begin(&mut self, people: usize) {
        for person in self.people.drain(..) {
            if let Some(weight) = self.weights.get_mut(person as usize) {
                *weight = 0;
            }
        }
        self.weights.resize(people, 0);
    }

    /// Notes that something speaks for somebody.
    pub(super) fn note(&mut self, person: u32, weight: u16) {
        let Some(kept) = self.weights.get_mut(person as usize) else { return };
        if *kept == 0 {
            self.people.push(person);
        }
        *kept = weight.max(*kept);
    }

    /// Those for whom this is so and those for whom it is not, so many of each at most and nobody of whom nothing is known: the likeliest first, and
    /// of the equally likely those who came last.
    pub(super) fn best(&self, most: usize, is_first: impl Fn(u32) -> Option<bool>) -> [Vec<(u16, u32)>; 2] {
        let mut all: Vec<(u16, u32)> =
            self.people.iter().filter_map(|person| Some((self.weight(*person)?, *person))).collect();
        // Thousands may be as likely: only of the first it is asked which part they are of, of more of them until both are full.
        let mut asked = most.saturating_mul(8);
        loop {
            let asked_now = asked.min(all.len());
            if asked_now < all.len() {
                all.select_nth_unstable_by_key(asked_now, |one| Reverse(*one));
            }
            let parts = parted(all.get(..asked_now).unwrap_or_default(), most, &is_first);
            if asked_now == all.len() || parts.iter().all(|part| part.len() == most) {
                return parts;
            }
            asked = asked.saturating_mul(8);
        }
    }

    fn weight(&self, person: u32) -> Option<u16> {
        self.weights.get(person as usize).copied()
    }
}

fn parted(people: &[(u16, u32)], most: usize, is_first: impl Fn(u32) -> Option<bool>) -> [Vec<(u16, u32)>; 2] {
    let mut people = people.to_vec();
    people.sort_unstable_by_key(|one| Reverse(*one));
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for one in people {
        let part = match is_first(one.1) {
            Some(true) => &mut first,
            Some(false) => &mut second,
            None => continue,
        };
        if part.len() < most {
            part.push(one);
        }
    }
    [first, second]
}
