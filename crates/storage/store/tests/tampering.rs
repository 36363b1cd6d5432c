//! Whoever changes the audit chain is found: 100,000 chains, each tampered with in one of the ways that somebody with the database has, down to
//! writing its tail anew with right hashes. What was noted of the head elsewhere is what the last of them is found by.

#![allow(clippy::indexing_slicing, reason = "a property that breaks should stop")]

use proptest::prelude::*;
use proptest::sample::Index;
use store::{AuditEntry, AuditRow, GENESIS, audit_hash, verify_chain};

/// One way to tamper with a chain.
#[derive(Clone, Debug)]
enum Way {
    /// Another text in one of a row's fields.
    Field {
        at: Index,
        field: usize,
        text: String,
    },
    /// Part of one field moved into the next, so that together they read the same.
    Boundary {
        at: Index,
        field: usize,
    },
    /// Another moment, or another place.
    Number {
        at: Index,
        place: bool,
        by: i64,
    },
    /// One hash or the other.
    Hash {
        at: Index,
        own: bool,
        digit: Index,
    },
    Remove {
        at: Index,
    },
    Double {
        at: Index,
    },
    Swap {
        at: Index,
        with: Index,
    },
    /// The newest rows.
    Cut {
        from: Index,
    },
    /// A row that never was, with everything after it hashed anew.
    Insert {
        at: Index,
        text: String,
    },
    /// One entry, with everything from there hashed anew.
    Rewrite {
        at: Index,
        text: String,
    },
    /// A row removed, and everything after it numbered and hashed anew.
    Close {
        at: Index,
    },
}

fn ways() -> impl Strategy<Value = Way> {
    let at = any::<Index>;
    let text = || "[a-z0-9{}\":ก-ฮ ]{0,12}";
    prop_oneof![
        (at(), 0..6_usize, text()).prop_map(|(at, field, text)| Way::Field { at, field, text }),
        (at(), 0..5_usize).prop_map(|(at, field)| Way::Boundary { at, field }),
        (at(), any::<bool>(), any::<i64>()).prop_map(|(at, place, by)| Way::Number { at, place, by }),
        (at(), any::<bool>(), at()).prop_map(|(at, own, digit)| Way::Hash { at, own, digit }),
        at().prop_map(|at| Way::Remove { at }),
        at().prop_map(|at| Way::Double { at }),
        (at(), at()).prop_map(|(at, with)| Way::Swap { at, with }),
        at().prop_map(|from| Way::Cut { from }),
        (at(), text()).prop_map(|(at, text)| Way::Insert { at, text }),
        (at(), text()).prop_map(|(at, text)| Way::Rewrite { at, text }),
        at().prop_map(|at| Way::Close { at }),
    ]
}

fn entries() -> impl Strategy<Value = Vec<AuditEntry>> {
    let entry =
        (0_i64..4, "[a-c]{1,3}", "[a-c]{0,2}", "(record.read|case.lead)", "[a-c/]{1,4}", "[a-c]{1,3}", "\\{\\}");
    let entry = entry.prop_map(|(at, actor, agency_id, action, subject_kind, subject_id, detail)| AuditEntry {
        at,
        actor,
        agency_id,
        action,
        subject_kind,
        subject_id,
        detail,
    });
    proptest::collection::vec(entry, 1..9)
}

/// The rows of entries after a place, bound to the row before them.
fn chain(mut seq: i64, mut hash: String, entries: impl IntoIterator<Item = AuditEntry>) -> Vec<AuditRow> {
    let rows = entries.into_iter().map(|entry| {
        seq += 1;
        let previous_hash = std::mem::take(&mut hash);
        hash = audit_hash(seq, &entry, &previous_hash);
        AuditRow { seq, entry, previous_hash, hash: hash.clone() }
    });
    rows.collect()
}

fn fields(entry: &mut AuditEntry) -> [&mut String; 6] {
    let AuditEntry { actor, agency_id, action, subject_kind, subject_id, detail, .. } = entry;
    [actor, agency_id, action, subject_kind, subject_id, detail]
}

/// The rows from a place, hashed anew after `change` of their entries.
fn anew(rows: &mut Vec<AuditRow>, at: usize, change: impl FnOnce(&mut Vec<AuditEntry>)) {
    let mut entries: Vec<AuditEntry> = rows.drain(at..).map(|row| row.entry).collect();
    change(&mut entries);
    let (seq, hash) = rows.last().map_or((0, GENESIS.to_owned()), |row| (row.seq, row.hash.clone()));
    rows.extend(chain(seq, hash, entries));
}

fn tamper(rows: &mut Vec<AuditRow>, way: Way) {
    let length = rows.len();
    match way {
        Way::Field { at, field, text } => *fields(&mut rows[at.index(length)].entry)[field] = text,
        Way::Boundary { at, field } => {
            let fields = fields(&mut rows[at.index(length)].entry);
            if let Some(last) = fields[field].pop() {
                fields[field + 1].insert(0, last);
            }
        }
        Way::Number { at, place, by } => {
            let row = &mut rows[at.index(length)];
            let number = if place { &mut row.seq } else { &mut row.entry.at };
            *number = number.wrapping_add(by);
        }
        Way::Hash { at, own, digit } => {
            let row = &mut rows[at.index(length)];
            let hash = if own { &mut row.hash } else { &mut row.previous_hash };
            let digit = digit.index(hash.len());
            let other = if hash.as_bytes()[digit] == b'0' { "1" } else { "0" };
            hash.replace_range(digit..=digit, other);
        }
        Way::Remove { at } => drop(rows.remove(at.index(length))),
        Way::Double { at } => rows.insert(at.index(length), rows[at.index(length)].clone()),
        Way::Swap { at, with } => rows.swap(at.index(length), with.index(length)),
        Way::Cut { from } => rows.truncate(from.index(length)),
        Way::Insert { at, text } => {
            let forged = AuditEntry { detail: text, ..rows[0].entry.clone() };
            anew(rows, at.index(length), |entries| entries.insert(0, forged));
        }
        Way::Rewrite { at, text } => anew(rows, at.index(length), |entries| entries[0].actor = text),
        Way::Close { at } => anew(rows, at.index(length), |entries| drop(entries.remove(0))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_changed_in_the_chain_is_found(entries in entries(), way in ways()) {
        let kept = chain(0, GENESIS.to_owned(), entries);
        let begin = || (0, GENESIS.to_owned());
        let noted = verify_chain(begin(), &kept).expect("what was written holds");
        let mut rows = kept.clone();
        tamper(&mut rows, way);
        prop_assume!(rows != kept);
        prop_assert_ne!(verify_chain(begin(), &rows), Ok(noted));
    }
}
