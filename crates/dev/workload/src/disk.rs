//! A disk that keeps only what was synced, and anything of the rest: the model from which the states after a power loss are built.
//!
//! The model is harsher than most file systems: each unsynced write may be there, be missing, or be there in part, sector by
//! sector and in any order; a file may have its new length without its new content; a name is certain only when its folder was
//! synced. It knows no faults of the disk itself, such as syncs that lie.

use crate::random::Random;
use crate::trace::Event;
use std::collections::BTreeMap;
use std::path::Path;

/// What a disk writes whole.
const SECTOR: usize = 512;

/// A change to a file that no sync has covered yet.
#[derive(Clone, Debug)]
enum Pending {
    Write { offset: usize, bytes: Vec<u8>, done: usize },
    Truncate { length: usize, done: usize },
}

impl Pending {
    fn done(&self) -> usize {
        match self {
            Self::Write { done, .. } | Self::Truncate { done, .. } => *done,
        }
    }
}

#[derive(Clone, Debug, Default)]
struct File {
    durable: Vec<u8>,
    pending: Vec<Pending>,
    /// Whether its name is certain.
    named: bool,
    /// Whether its name was taken away, which is not certain yet.
    unlinked: bool,
}

/// The files as the disk has them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk(BTreeMap<String, File>);

/// How much of what was not synced a power loss leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// None of it.
    Nothing,
    /// All of it, as when only the program was killed.
    Everything,
    /// The first writes, the last of them torn.
    TornEnd,
    /// Some writes, whole.
    SomeWrites,
    /// Some sectors of some writes.
    SomeSectors,
    /// New lengths, but zeros or leavings where new content should be.
    LengthsOnly,
}

/// Every manner, to choose from.
pub(crate) const MANNERS: [Manner; 6] = [
    Manner::Nothing,
    Manner::Everything,
    Manner::TornEnd,
    Manner::SomeWrites,
    Manner::SomeSectors,
    Manner::LengthsOnly,
];

impl Disk {
    /// Something happened.
    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::Open { path } => {
                let file = self.0.entry(path.clone()).or_default();
                if file.unlinked {
                    *file = File { named: file.named, ..File::default() };
                }
            }
            Event::Write { path, offset, bytes, done } => {
                let offset = usize::try_from(*offset).unwrap_or(usize::MAX);
                let write = Pending::Write { offset, bytes: bytes.clone(), done: *done };
                self.0.entry(path.clone()).or_default().pending.push(write);
            }
            Event::Truncate { path, length, done } => {
                let length = usize::try_from(*length).unwrap_or(usize::MAX);
                self.0.entry(path.clone()).or_default().pending.push(Pending::Truncate { length, done: *done });
            }
            Event::Sync { path, begun } => self.sync(path, *begun),
            Event::Unlink { path } => {
                if let Some(file) = self.0.get_mut(path) {
                    file.unlinked = true;
                }
            }
        }
    }

    /// How many changes no sync has covered.
    pub(crate) fn pending(&self) -> usize {
        self.0.values().map(|file| file.pending.len()).sum()
    }

    fn sync(&mut self, path: &str, begun: usize) {
        if let Some(file) = self.0.get_mut(path) {
            let (covered, pending) = file.pending.drain(..).partition(|change| change.done() < begun);
            file.pending = pending;
            let covered: Vec<Pending> = covered;
            covered.iter().for_each(|change| whole(&mut file.durable, change));
            return;
        }
        // A folder: the names in it are certain now.
        self.0.retain(|name, file| !(file.unlinked && Path::new(name).parent() == Some(Path::new(path))));
        for (name, file) in &mut self.0 {
            file.named |= Path::new(name).parent() == Some(Path::new(path));
        }
    }

    /// The files that a power loss in this moment could leave: names with contents.
    pub(crate) fn after_power_loss(&self, manner: Manner, random: &mut Random) -> Vec<(String, Vec<u8>)> {
        // Names change in order on a journalling file system: a prefix of the uncertain ones holds.
        let mut names_hold = manner != Manner::Nothing;
        let mut files = Vec::new();
        for (path, file) in &self.0 {
            names_hold = names_hold && (manner == Manner::Everything || random.percent(80));
            let there = if file.unlinked { !names_hold } else { file.named || names_hold };
            if there {
                files.push((path.clone(), file.after_power_loss(manner, random)));
            }
        }
        files
    }
}

impl File {
    fn after_power_loss(&self, manner: Manner, random: &mut Random) -> Vec<u8> {
        let mut content = self.durable.clone();
        match manner {
            Manner::Nothing => {}
            Manner::Everything => self.pending.iter().for_each(|change| whole(&mut content, change)),
            Manner::TornEnd => {
                let count = random.below(self.pending.len().saturating_add(1));
                self.pending.iter().take(count).for_each(|change| whole(&mut content, change));
                if let Some(last) = self.pending.get(count) {
                    torn(&mut content, last, random);
                }
            }
            Manner::SomeWrites => {
                let chosen = self.pending.iter().filter(|_| random.percent(50)).collect::<Vec<_>>();
                chosen.into_iter().for_each(|change| whole(&mut content, change));
            }
            Manner::SomeSectors => {
                let chance = 5 + random.below(90);
                self.pending.iter().for_each(|change| sectors(&mut content, change, chance, random));
            }
            Manner::LengthsOnly => {
                let leavings = if random.percent(50) { 0 } else { 0xa5 };
                for change in &self.pending {
                    match change {
                        Pending::Write { offset, bytes, .. } => {
                            let end = offset.saturating_add(bytes.len());
                            if content.len() < end {
                                content.resize(end, leavings);
                            }
                        }
                        Pending::Truncate { .. } => whole(&mut content, change),
                    }
                }
            }
        }
        content
    }
}

fn whole(content: &mut Vec<u8>, change: &Pending) {
    match change {
        Pending::Write { offset, bytes, .. } => put(content, *offset, bytes),
        Pending::Truncate { length, .. } => content.resize(*length, 0),
    }
}

/// The first sectors of a write, at least none and not all.
fn torn(content: &mut Vec<u8>, change: &Pending, random: &mut Random) {
    if let Pending::Write { offset, bytes, .. } = change {
        let kept = random.below(bytes.len().div_ceil(SECTOR));
        let end = kept.saturating_mul(SECTOR).min(bytes.len());
        put(content, *offset, bytes.get(..end).unwrap_or_default());
    }
}

/// Some sectors of a write. Sectors are those of the disk, not of the write, which may begin in the middle of one.
fn sectors(content: &mut Vec<u8>, change: &Pending, chance: usize, random: &mut Random) {
    let Pending::Write { offset, bytes, .. } = change else {
        if random.percent(50) {
            whole(content, change);
        }
        return;
    };
    let mut at = *offset;
    let mut rest = bytes.as_slice();
    while !rest.is_empty() {
        let room = SECTOR - at % SECTOR;
        let (now, later) = rest.split_at(room.min(rest.len()));
        if random.percent(chance) {
            put(content, at, now);
        }
        at = at.saturating_add(now.len());
        rest = later;
    }
}

fn put(content: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset.saturating_add(bytes.len());
    if content.len() < end {
        content.resize(end, 0);
    }
    if let Some(place) = content.get_mut(offset..end) {
        place.copy_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DB: &str = "/d/db";

    fn write(offset: u64, bytes: &[u8], done: usize) -> Event {
        Event::Write { path: DB.into(), offset, bytes: bytes.into(), done }
    }

    fn disk(events: &[Event]) -> Disk {
        let mut disk = Disk::default();
        events.iter().for_each(|event| disk.apply(event));
        disk
    }

    fn content(disk: &Disk, manner: Manner) -> Option<Vec<u8>> {
        let files = disk.after_power_loss(manner, &mut Random::new(7));
        files.into_iter().find(|(path, _)| path == DB).map(|(_, content)| content)
    }

    fn named() -> [Event; 2] {
        [Event::Open { path: DB.into() }, Event::Sync { path: "/d".into(), begun: 1 }]
    }

    #[test]
    fn what_was_synced_stays_and_the_rest_may_go() {
        let mut events = named().to_vec();
        events.extend([write(0, b"aa", 2), Event::Sync { path: DB.into(), begun: 3 }, write(1, b"bb", 4)]);
        let disk = disk(&events);
        assert_eq!(content(&disk, Manner::Nothing).unwrap(), b"aa");
        assert_eq!(content(&disk, Manner::Everything).unwrap(), b"abb");
        assert_eq!(disk.pending(), 1);
    }

    #[test]
    fn a_sync_covers_only_what_was_done_before_it_began() {
        let mut events = named().to_vec();
        events.extend([write(0, b"a", 2), write(1, b"b", 9), Event::Sync { path: DB.into(), begun: 5 }]);
        assert_eq!(content(&disk(&events), Manner::Nothing).unwrap(), b"a");
    }

    #[test]
    fn a_name_is_certain_when_its_folder_was_synced() {
        let unnamed =
            disk(&[Event::Open { path: DB.into() }, write(0, b"a", 1), Event::Sync { path: DB.into(), begun: 2 }]);
        assert_eq!(content(&unnamed, Manner::Nothing), None);
        let mut events = named().to_vec();
        events.push(Event::Unlink { path: DB.into() });
        assert!(content(&disk(&events), Manner::Nothing).is_some());
        assert!(content(&disk(&events), Manner::Everything).is_none());
        events.push(Event::Sync { path: "/d".into(), begun: 9 });
        assert_eq!(content(&disk(&events), Manner::Nothing), None);
    }

    #[test]
    fn torn_writes_end_at_sectors_of_the_disk() {
        let mut events = named().to_vec();
        events.push(write(100, &[1; 2000], 2));
        let disk = disk(&events);
        let mut seen = std::collections::BTreeSet::new();
        let mut random = Random::new(1);
        for _ in 0..200 {
            let content = disk.after_power_loss(Manner::SomeSectors, &mut random).remove(0).1;
            for sector in content.chunks(SECTOR) {
                let kept = sector.iter().filter(|byte| **byte == 1).count();
                seen.insert(kept);
            }
        }
        // The write covers 412 bytes of the first sector, three whole ones, and 52 of the last.
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [0, 52, 412, 512]);
    }
}
