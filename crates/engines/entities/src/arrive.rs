//! A change that comes: does it count at once, or does it wait for an earlier one of its branch?

use crate::{Act, Change, Said};

/// Adds what was said to the changes that are there, and lets everything count that waited for it. Gives the changes that are new or
/// that count now, with their versions.
pub fn arrive(changes: &[Change], said: Said) -> Vec<Change> {
    let number = changes.iter().map(|change| change.number).max().unwrap_or(0).saturating_add(1);
    let mut all = changes.to_vec();
    all.push(Change { number, version: None, said });
    let mut moved = vec![number];
    while let Some(next) = all.iter().position(|change| change.version.is_none() && is_due(&change.said, &all)) {
        let version = newest(&all).saturating_add(1);
        if let Some(change) = all.get_mut(next) {
            change.version = Some(version);
            moved.push(change.number);
        }
    }
    all.retain(|change| moved.contains(&change.number));
    all
}

fn newest(changes: &[Change]) -> i64 {
    changes.iter().filter_map(|change| change.version).max().unwrap_or(0)
}

/// Whether everything is there that a change builds on.
fn is_due(said: &Said, all: &[Change]) -> bool {
    match said.act {
        Act::Create => true,
        Act::Upsert if newest(all) == 0 && said.base.unwrap_or(0) == 0 => true,
        Act::Update | Act::Upsert | Act::Delete | Act::Restore | Act::Settle => {
            newest(all) > 0 && (!said.is_branch || is_next_of_its_branch(said, all))
        }
    }
}

/// A branch counts from its trunk on: its first change builds on the trunk, and each further one on the one before it.
fn is_next_of_its_branch(said: &Said, all: &[Change]) -> bool {
    let began = said.began();
    let base = said.base.unwrap_or(began);
    if base <= began {
        return newest(all) >= began;
    }
    let counts = |one: &&Change| one.version.is_some() && one.said.line == said.line;
    all.iter().filter(counts).any(|one| one.said.base.map(|base| base.saturating_add(1)) == Some(base))
}
