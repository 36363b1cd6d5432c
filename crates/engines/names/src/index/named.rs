//! Names, and which of them are like one: by the pairs of letters that they share. Owns how alike two names are at least and at most; whose they
//! are it keeps without knowing more of them.

use super::found::Room;
use super::postings::Postings;
use super::{place, push};
use crate::Folded;
use std::collections::HashMap;

/// From so many thousandths of two names on that are the same, one is a candidate for the other.
pub(super) const ENOUGH: u16 = 500;
/// First only those are looked for of whose names so many thousandths are the same: it takes a third of the time, and where a name is common, they are
/// all that are wanted.
pub(super) const NEARLY: u16 = 765;
/// A name that has so many thousandths of another one's pairs holds it, and what that counts in tenths: the name with its surname.
const HOLDS: u32 = 850;
const HOLDS_COUNTS: u32 = 9;
/// From how many pairs on a name is of which class: names of quite another length are not looked at.
const CLASSES: [u8; 7] = [0, 3, 5, 7, 10, 14, 20];

/// All names, by their classes.
#[derive(Debug, Default)]
pub(super) struct Named([Class; CLASSES.len()]);

/// Names of a class.
#[derive(Debug, Default)]
struct Class {
    /// In which names a pair of letters stands.
    lists: HashMap<u64, Postings>,
    /// How many different pairs each has.
    pairs: Vec<u8>,
    /// Whose each is.
    people: Vec<u32>,
}

/// What makes a name one that is looked for.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    /// How many different pairs it is compared with.
    pairs: u32,
    /// How many of them it shares at least.
    fewest: usize,
    /// What must speak for it at least.
    least: u16,
}

impl Named {
    /// Takes in somebody's name.
    pub(super) fn push(&mut self, name: &Folded, person: u32) {
        let pairs = u8::try_from(different(name).count()).unwrap_or(u8::MAX);
        let class = CLASSES.partition_point(|from| *from <= pairs).saturating_sub(1);
        let Some(class) = self.0.get_mut(class) else { return };
        let at = place(class.people.len());
        different(name).for_each(|pair| class.lists.entry(pair).or_default().push(at));
        push(&mut class.pairs, pairs);
        push(&mut class.people, person);
    }

    /// Notes whose name is alike by so many thousandths at least (Dice's share of both names' pairs), or holds this one.
    pub(super) fn near(&self, name: &Folded, least: u16, room: &mut Room) {
        let pairs: Vec<u64> = different(name).collect();
        for (number, class) in self.0.iter().enumerate() {
            let all = place(pairs.len());
            let wanted = Wanted { pairs: all, fewest: fewest_shared(all, number, least), least };
            let mut lists: Vec<&Postings> = pairs.iter().filter_map(|pair| class.lists.get(pair)).collect();
            if wanted.fewest <= lists.len() {
                lists.sort_by_key(|list| list.count());
                class.near(&lists, wanted, room);
            }
        }
    }
}

impl Class {
    /// Notes whose names share enough, of which these are the lists, the shortest first.
    ///
    /// A name that is in none of the shortest is none, and the longest, of pairs that stand everywhere, are only asked for those that were met and can
    /// still be meant.
    fn near(&self, lists: &[&Postings], wanted: Wanted, Room { counts, found }: &mut Room) {
        let (telling, others) = lists.split_at((lists.len() + 1).saturating_sub(wanted.fewest).min(lists.len()));
        counts.make_room(self.people.len());
        telling.iter().for_each(|list| counts.meet(list));
        for (number, list) in others.iter().enumerate() {
            counts.count(list, (number + 1 + wanted.fewest).saturating_sub(others.len()));
        }
        for (at, shared) in counts.taken() {
            let Some((pairs, person)) = self.pairs.get(at as usize).zip(self.people.get(at as usize)) else { continue };
            let weight = weight(u32::from(shared), wanted.pairs, u32::from(*pairs));
            if weight >= wanted.least {
                found.note(*person, weight);
            }
        }
    }
}

/// What speaks for a name of so many pairs that shares some with one of so many, in thousandths.
fn weight(shared: u32, wanted: u32, pairs: u32) -> u16 {
    let alike = (2_000 * shared).checked_div(wanted + pairs).unwrap_or_default();
    let held = Some((1_000 * shared).checked_div(wanted).unwrap_or_default()).filter(|held| *held >= HOLDS);
    let weight = alike.max(held.map_or(0, |held| held * HOLDS_COUNTS / 10));
    u16::try_from(weight).unwrap_or(u16::MAX)
}

/// How many pairs a name of a class shares at least with one that has so many, to be alike by so many thousandths or to hold it; more than there are
/// when no name of the class is or does.
fn fewest_shared(wanted: u32, class: usize, least: u16) -> usize {
    let from = |class: usize| CLASSES.get(class).map(|from| u32::from(*from));
    let most = from(class + 1).map_or(u32::MAX, |next| next - 1);
    let least = u32::from(least);
    // Of the shortest of the class, and of any that has no pair but those it shares.
    let alike = (least * (wanted + from(class).unwrap_or_default())).div_ceil(2_000);
    let alike = alike.max((least * wanted).div_ceil(2_000 - least));
    let held = (HOLDS * wanted).div_ceil(1_000);
    let fewest = [alike, held].into_iter().filter(|fewest| *fewest <= most).min();
    fewest.map_or(usize::MAX, |fewest| fewest.max(1) as usize)
}

/// The pairs of a name, each once.
fn different(name: &Folded) -> impl Iterator<Item = u64> {
    let mut last = None;
    name.pairs.iter().copied().filter(move |pair| last.replace(*pair) != Some(*pair))
}
