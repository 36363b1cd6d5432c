//! One table: the rows of a list sorted into groups whose cell says the same.

use super::{Document, NodeId, Rows, SHORTEST_LIST};
use crate::value::answer_number;

#[derive(Debug)]
pub(super) struct Table {
    /// All rows in document order.
    rows: Box<[NodeId]>,
    /// The rows that have the cell, group by group, each group in document order.
    grouped: Box<[NodeId]>,
    groups: Groups,
}

#[derive(Clone, Copy, Debug)]
struct Group {
    hash: u64,
    /// A cell of the group, which speaks for the others.
    cell: NodeId,
    start: u32,
    length: u32,
}

/// The groups, found by hash: open addressing with at most half of the slots taken.
#[derive(Debug)]
struct Groups {
    list: Vec<Group>,
    /// The number of a group, counted from 1; 0 where there is none.
    slots: Vec<u32>,
    /// How many taken slots were passed while the groups were made.
    detours: usize,
}

/// Values that fall on the same slots as if by intent are not worth a table: as many detours, and four a row.
const MOST_DETOURS: usize = 10_000;

impl Table {
    /// None for short lists and where a table cannot tell which rows are meant. By number, what is in one group is near each other
    /// and not the same.
    pub(super) fn of(document: &Document, about: Rows, by_number: bool) -> Option<Self> {
        let mut groups = Groups { list: Vec::new(), slots: vec![0; 256], detours: 0 };
        let mut rows = Vec::new();
        // By row: its group, counted from 1; 0 when it has no such cell.
        let mut group_of = Vec::new();
        let is_usable = document.each_row(about, &mut |row, cell| {
            rows.push(row);
            group_of.push(cell.map_or(0, |cell| {
                let text = document.text(cell);
                if by_number {
                    groups.join(hash_of_number(answer_number(&text, document.content(cell))), cell, |_| true)
                } else {
                    groups.join(hash_of_text(&text), cell, |other| document.text(other) == text)
                }
            }));
            groups.detours <= MOST_DETOURS + 4 * rows.len()
        });
        if !is_usable || rows.len() < SHORTEST_LIST {
            return None;
        }
        let grouped = groups.sorted(&rows, &group_of);
        Some(Self { rows: rows.into(), grouped, groups })
    }

    pub(super) fn all(&self) -> &[NodeId] {
        &self.rows
    }

    /// The rows whose cell says a text.
    pub(super) fn rows_of(&self, document: &Document, text: &str) -> &[NodeId] {
        self.rows_in(self.groups.find(hash_of_text(text), |cell| document.text(cell) == text))
    }

    /// The rows whose cell says a number equal within the tolerance, with others beside them.
    pub(super) fn rows_near(&self, number: f64) -> [&[NodeId]; 2] {
        let (below, above) = (hash_of_number(number - 1.0e-11), hash_of_number(number + 1.0e-11));
        let rows = |hash| self.rows_in(self.groups.find(hash, |_| true));
        [rows(below), if above == below { &[] } else { rows(above) }]
    }

    fn rows_in(&self, group: Option<&Group>) -> &[NodeId] {
        let span = group.map(|group| group.start as usize..(group.start + group.length) as usize);
        span.and_then(|span| self.grouped.get(span)).unwrap_or_default()
    }
}

impl Groups {
    fn find(&self, hash: u64, is_same: impl Fn(NodeId) -> bool) -> Option<&Group> {
        self.slot(hash, is_same).1
    }

    /// The slot in which a group is, or would be.
    fn slot(&self, hash: u64, is_same: impl Fn(NodeId) -> bool) -> (usize, Option<&Group>) {
        let mask = self.slots.len() - 1;
        let mut at = slot_of(hash) & mask;
        // Ends, because at least half of the slots are free.
        while let Some(number) = self.slots.get(at).copied().filter(|number| *number > 0) {
            let group = self.list.get(number as usize - 1);
            if group.is_some_and(|group| group.hash == hash && is_same(group.cell)) {
                return (at, group);
            }
            at = (at + 1) & mask;
        }
        (at, None)
    }

    /// Counts a cell to its group, or makes one for it. Gives the group's number.
    fn join(&mut self, hash: u64, cell: NodeId, is_same: impl Fn(NodeId) -> bool) -> u32 {
        let (at, found) = self.slot(hash, is_same);
        let is_found = found.is_some();
        self.detours += at.wrapping_sub(slot_of(hash)) & (self.slots.len() - 1);
        if is_found {
            let number = self.slots.get(at).copied().unwrap_or_default();
            if let Some(group) = self.list.get_mut(number as usize - 1) {
                group.length += 1;
            }
            return number;
        }
        self.list.push(Group { hash, cell, start: 0, length: 1 });
        // There are fewer groups than nodes, whose numbers have 32 bits.
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = number;
        }
        if self.list.len() * 2 >= self.slots.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 4 - 1;
        self.slots = vec![0; mask + 1];
        for (number, group) in (1..).zip(&self.list) {
            let mut at = slot_of(group.hash) & mask;
            while self.slots.get(at).is_some_and(|taken| *taken > 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = number;
            }
        }
    }

    /// Lays the rows out group by group.
    fn sorted(&mut self, rows: &[NodeId], group_of: &[u32]) -> Box<[NodeId]> {
        let mut start = 0;
        for group in &mut self.list {
            group.start = start;
            start += group.length;
        }
        let mut places: Vec<u32> = self.list.iter().map(|group| group.start).collect();
        let mut grouped = vec![NodeId::TOP; start as usize];
        for (row, group) in rows.iter().zip(group_of) {
            let place = (*group as usize).checked_sub(1).and_then(|group| places.get_mut(group));
            if let Some(place) = place
                && let Some(cell) = grouped.get_mut(*place as usize)
            {
                *cell = *row;
                *place += 1;
            }
        }
        grouped.into()
    }
}

/// The upper bits are the better mixed ones.
fn slot_of(hash: u64) -> usize {
    (hash >> 32) as usize
}

/// Whole numbers and what is a hair beside them share a group with the number below.
fn hash_of_number(number: f64) -> u64 {
    // Adding zero makes minus zero plain zero.
    mixed((number.floor() + 0.0).to_bits())
}

/// FNV-1a, eight bytes at a time, with a last mixing. Values that collide by intent are noticed (see [`MOST_DETOURS`]).
fn hash_of_text(text: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for chunk in text.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01B3);
        hash ^= hash >> 29;
    }
    mixed(hash ^ text.len() as u64)
}

fn mixed(number: u64) -> u64 {
    let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ mixed >> 32).wrapping_mul(0xBF58_476D_1CE4_E5B9)
}
