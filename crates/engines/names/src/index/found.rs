//! Those who were found for one question, and how much speaks for each. Owns who comes first.

use std::cmp::Reverse;

/// Who was found, each with the most that speaks for them.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By person; 0 for those who were not found.
    weights: Vec<u16>,
    people: Vec<u32>,
}

/// A part of those who were found, with what speaks for each.
pub(super) struct Part(Vec<(u16, u32)>);

impl Found {
    /// Nobody yet, of so many.
    pub(super) fn among(people: usize) -> Self {
        Self { weights: vec![0; people], people: Vec::new() }
    }

    /// Notes that something speaks for somebody.
    pub(super) fn note(&mut self, person: u32, weight: u16) {
        let Some(kept) = self.weights.get_mut(person as usize) else { return };
        if *kept == 0 {
            self.people.push(person);
        }
        *kept = weight.max(*kept);
    }

    /// Those for whom this is so and those for whom it is not; nobody of whom nothing is known.
    pub(super) fn split(self, is_first: impl Fn(u32) -> Option<bool>) -> (Part, Part) {
        let (mut one, mut other) = (Part(Vec::new()), Part(Vec::new()));
        for person in self.people {
            let weight = self.weights.get(person as usize).copied().unwrap_or_default();
            match is_first(person) {
                Some(true) => one.0.push((weight, person)),
                Some(false) => other.0.push((weight, person)),
                None => {}
            }
        }
        (one, other)
    }
}

impl Part {
    /// The likeliest, and of the equally likely those who came last.
    pub(super) fn best(self, most: usize) -> Vec<u32> {
        let Self(mut all) = self;
        if most < all.len() {
            all.select_nth_unstable_by_key(most, |one| Reverse(*one));
            all.truncate(most);
        }
        all.sort_unstable_by_key(|one| Reverse(*one));
        all.into_iter().map(|(_, person)| person).collect()
    }
}
