//! Running figures while rows go by: one tally holds a whole split of one indicator. Owns the arithmetic of each measure; not the
//! reading of rows.

use calendar::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The values of the dimensions that a row falls under, in the order asked for; `None` is unknown.
pub(crate) type Group = Vec<Option<String>>;

/// What one row contributes.
pub(crate) enum Contribution {
    /// An amount to add.
    Amount(f64),
    /// A value to know as seen.
    Member(String),
    /// The state of something on a date.
    State { of: String, value: f64 },
    /// Both sides of a division.
    Parts { numerator: f64, denominator: f64 },
}

/// A split of one measure, as far as rows have gone by.
pub(crate) enum Tally {
    Sums(BTreeMap<Group, f64>),
    Members(BTreeMap<Group, BTreeSet<String>>),
    /// Kept by what has the history and only grouped at the end, so that something that moved is counted where it is now, once.
    States(HashMap<String, (Date, Group, f64)>),
    Parts(BTreeMap<Group, (f64, f64)>),
}

impl Tally {
    pub(crate) fn add(&mut self, date: Date, group: Group, contribution: Contribution) {
        match (self, contribution) {
            (Self::Sums(sums), Contribution::Amount(amount)) => *sums.entry(group).or_default() += amount,
            (Self::Members(members), Contribution::Member(member)) => {
                members.entry(group).or_default().insert(member);
            }
            (Self::States(states), Contribution::State { of, value }) => {
                let latest = states.entry(of).or_insert_with(|| (date, Group::new(), value));
                if latest.0 <= date {
                    *latest = (date, group, value);
                }
            }
            (Self::Parts(parts), Contribution::Parts { numerator, denominator }) => {
                let part = parts.entry(group).or_default();
                part.0 += numerator;
                part.1 += denominator;
            }
            // A tally and its contributions come from the same measure, so that other pairs never meet.
            _ => {}
        }
    }

    /// The figure of each group, in the order of the groups' values, unknown first.
    pub(crate) fn into_figures(self) -> BTreeMap<Group, f64> {
        match self {
            Self::Sums(sums) => sums,
            Self::Members(members) => members.into_iter().map(|(group, seen)| (group, seen.len() as f64)).collect(),
            Self::States(states) => {
                let mut figures = BTreeMap::new();
                for (_, group, value) in states.into_values() {
                    *figures.entry(group).or_default() += value;
                }
                figures
            }
            Self::Parts(parts) => parts
                .into_iter()
                .filter(|(_, (_, denominator))| *denominator != 0.0)
                .map(|(group, (numerator, denominator))| (group, numerator / denominator))
                .collect(),
        }
    }
}
