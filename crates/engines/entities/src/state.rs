//! An entity as its changes leave it.

use crate::{Act, Change, Said};
use std::collections::{BTreeMap, HashMap};

/// An entity at one version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// How many changes count.
    pub version: i64,
    /// Values by property.
    pub values: BTreeMap<String, String>,
    /// Values that contradict the standing ones and wait for a person.
    pub unsettled: Vec<Unsettled>,
    /// Whether it was taken out of the list.
    pub is_deleted: bool,
}

/// A value that somebody gave a property which another had changed meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// The property.
    pub property: String,
    /// The value that does not stand.
    pub value: String,
    /// The number of the change that said it.
    pub number: i64,
}

impl State {
    /// The state after all changes that count; `None` when none does.
    pub fn of(changes: &[Change]) -> Option<Self> {
        Self::at(changes, i64::MAX)
    }

    /// The state at a version, or at the last one before it.
    pub fn at(changes: &[Change], version: i64) -> Option<Self> {
        let mut counting: Vec<(i64, &Change)> =
            changes.iter().filter_map(|change| change.version.map(|made| (made, change))).collect();
        counting.retain(|(made, _)| *made <= version);
        counting.sort_by_key(|(made, _)| *made);
        let mut fold = Fold::default();
        for (made, change) in &counting {
            fold.take(*made, change);
        }
        let unsettled = fold.doubts.into_iter().map(|(one, _)| one).collect();
        (!counting.is_empty()).then_some(Self { unsettled, ..fold.state })
    }
}

/// Changes taken in one after the other, with what later ones may have seen.
#[derive(Default)]
struct Fold<'c> {
    state: State,
    /// What waits for a person, with the line that said it.
    doubts: Vec<(Unsettled, &'c str)>,
    /// By property: the versions from which on it had a value.
    history: HashMap<&'c str, Vec<(i64, &'c str)>>,
    /// By line and property: what the line last said.
    lines: HashMap<(&'c str, &'c str), &'c str>,
}

impl<'c> Fold<'c> {
    fn take(&mut self, version: i64, change: &'c Change) {
        self.state.version = version;
        let said = &change.said;
        match said.act {
            Act::Create | Act::Update | Act::Upsert => {
                for (property, value) in &said.values {
                    self.merge(version, change, property, value);
                }
            }
            Act::Delete => self.state.is_deleted = true,
            Act::Restore => self.state.is_deleted = false,
            Act::Settle => {
                self.doubts.retain(|(one, _)| !said.values.contains_key(&one.property));
                for (property, value) in &said.values {
                    self.set(version, property, value);
                }
            }
        }
        let line = said.line.as_str();
        self.lines.extend(said.values.iter().map(|(property, value)| ((line, property.as_str()), value.as_str())));
    }

    fn merge(&mut self, version: i64, change: &'c Change, property: &'c str, value: &'c str) {
        let standing = self.state.values.get(property).map_or("", String::as_str);
        let seen = self.seen(&change.said, property);
        if value == standing || value == seen {
            return;
        }
        if standing == seen {
            self.set(version, property, value);
            return;
        }
        // What a line said before is no longer what it says.
        let line = change.said.line.as_str();
        self.doubts.retain(|(one, other)| !(one.property == property && (one.value == value || *other == line)));
        let one = Unsettled { property: property.to_owned(), value: value.to_owned(), number: change.number };
        self.doubts.push((one, line));
    }

    fn set(&mut self, version: i64, property: &'c str, value: &'c str) {
        self.state.values.insert(property.to_owned(), value.to_owned());
        self.history.entry(property).or_default().push((version, value));
    }

    /// What the author of a change saw as a property's value: what their own line last said, else what stood where it began.
    fn seen(&self, said: &Said, property: &str) -> &'c str {
        if let Some(value) = self.lines.get(&(said.line.as_str(), property)) {
            return value;
        }
        let began = said.began();
        let stood = self.history.get(property).into_iter().flatten();
        stood.take_while(|(from, _)| *from <= began).last().map_or("", |(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LABEL, arrive};
    use proptest::prelude::*;

    fn said(act: Act, line: &str, base: i64, values: &[(&str, &str)]) -> Said {
        let values = values.iter().map(|(property, value)| ((*property).to_owned(), (*value).to_owned())).collect();
        Said { act, values, base: Some(base), trunk: None, line: line.to_owned(), is_branch: false }
    }

    fn in_branch(act: Act, line: &str, trunk: i64, base: i64, values: &[(&str, &str)]) -> Said {
        Said { trunk: Some(trunk), is_branch: true, ..said(act, line, base, values) }
    }

    /// Everything that came, in this order.
    fn come(all: impl IntoIterator<Item = Said>) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        for said in all {
            for moved in arrive(&changes, said) {
                changes.retain(|change| change.number != moved.number);
                changes.push(moved);
            }
        }
        changes
    }

    fn value<'s>(state: &'s State, property: &str) -> &'s str {
        state.values.get(property).map_or("", String::as_str)
    }

    fn made() -> Said {
        said(Act::Create, "a", 0, &[(LABEL, "Mali"), ("village", "Na Di"), ("phone", "1")])
    }

    #[test]
    fn what_nobody_else_touched_is_taken_over() {
        let changes = come([
            made(),
            said(Act::Update, "b", 1, &[("village", "Na Di"), ("phone", "2")]),
            said(Act::Update, "c", 1, &[("village", "Huai Yai"), ("phone", "1")]),
        ]);
        let state = State::of(&changes).unwrap();
        assert_eq!((value(&state, "village"), value(&state, "phone")), ("Huai Yai", "2"));
        assert_eq!((state.version, state.unsettled.len()), (3, 0));
    }

    #[test]
    fn values_that_contradict_each_other_are_both_kept_until_a_person_decides() {
        let mut all =
            vec![made(), said(Act::Update, "b", 1, &[("phone", "2")]), said(Act::Update, "c", 1, &[("phone", "3")])];
        let state = State::of(&come(all.clone())).unwrap();
        assert_eq!(value(&state, "phone"), "2", "what came first stands");
        assert_eq!(state.unsettled, [Unsettled { property: "phone".into(), value: "3".into(), number: 3 }]);
        all.push(said(Act::Settle, "d", 3, &[("phone", "3")]));
        let state = State::of(&come(all)).unwrap();
        assert_eq!((value(&state, "phone"), state.unsettled.len()), ("3", 0));
    }

    #[test]
    fn a_branch_counts_in_its_own_order_however_it_comes() {
        let create = in_branch(Act::Create, "branch", 0, 0, &[(LABEL, "Mali"), ("step", "1")]);
        let second = in_branch(Act::Update, "branch", 0, 1, &[("step", "2")]);
        let third = in_branch(Act::Update, "branch", 0, 2, &[("step", "3")]);
        let changes = come([third, second, create]);
        let state = State::of(&changes).unwrap();
        assert_eq!((value(&state, "step"), state.version, state.unsettled.len()), ("3", 3, 0));
        let waiting = come([in_branch(Act::Update, "branch", 1, 2, &[("step", "3")]), made()]);
        assert_eq!(
            waiting.iter().filter(|change| change.version.is_none()).count(),
            1,
            "the one before it is not there"
        );
    }

    #[test]
    fn a_correction_takes_back_only_what_it_corrects() {
        let correction = said(Act::Update, "b", 1, &[("phone", "22"), ("village", "Na Di")]);
        let changes = come([
            made(),
            said(Act::Update, "b", 1, &[("phone", "2"), ("village", "Na Di")]),
            said(Act::Update, "c", 2, &[("village", "Huai Yai")]),
            correction,
        ]);
        let state = State::of(&changes).unwrap();
        assert_eq!((value(&state, "phone"), value(&state, "village"), state.unsettled.len()), ("22", "Huai Yai", 0));
    }

    #[test]
    fn what_is_deleted_keeps_its_values_and_comes_back_with_them() {
        let mut all = vec![made(), said(Act::Delete, "b", 1, &[])];
        assert!(State::of(&come(all.clone())).unwrap().is_deleted);
        all.push(said(Act::Restore, "c", 2, &[]));
        let state = State::of(&come(all)).unwrap();
        assert_eq!((value(&state, "phone"), state.is_deleted), ("1", false));
    }

    proptest! {
        /// Two phones go on from the same version; their changes come mixed and in any order: in the end everything counts, and no
        /// value that a phone last said is gone: it stands, or it waits beside what stands.
        #[test]
        fn nothing_is_lost_in_any_order(
            order in Just((0..6_usize).collect::<Vec<_>>()).prop_shuffle(),
            values in proptest::collection::vec("[a-c]", 6),
        ) {
            // Phones that say the same agree: only what differs can be lost.
            let values: Vec<String> = (0..6).map(|at| format!("{}{}", at % 2, values[at])).collect();
            let phones = ["one", "two"];
            let sent: Vec<Said> = (0..6)
                .map(|at| {
                    let (phone, step) = (phones[at % 2], at / 2);
                    in_branch(Act::Update, phone, 1, 1 + step as i64, &[("p", values[at].as_str())])
                })
                .collect();
            let changes = come(std::iter::once(made()).chain(order.iter().map(|at| sent[*at].clone())));
            prop_assert!(changes.iter().all(|change| change.version.is_some()));
            let state = State::of(&changes).unwrap();
            prop_assert_eq!(state.version, 7);
            for last in [&values[4], &values[5]] {
                let is_there = value(&state, "p") == last || state.unsettled.iter().any(|one| one.value == *last);
                prop_assert!(is_there, "{} of {:?}", last, state);
            }
        }
    }
}
