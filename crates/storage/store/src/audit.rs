//! The audit chain: who did what to which record, each row bound to the one before it. Owns the hash; not what is worth a row.

use crate::{Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What the first row is bound to.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Something that was done, read or refused, without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// When.
    pub at: Millis,
    /// The account, or `system` for what the product does by itself.
    pub actor: String,
    /// The actor's agency; empty for the system.
    pub agency_id: String,
    /// A verb of the service, such as `submission.accept` or `record.read`.
    pub action: String,
    /// What it was done to, such as `prevention/outreach-session` or `account`.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: String,
    /// Counts, reasons and codes as JSON; never names or answers.
    pub detail: String,
}

/// An entry in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Its place, from 1 without holes.
    pub seq: i64,
    /// What happened.
    pub entry: AuditEntry,
    /// The hash of the row before it.
    pub previous_hash: String,
    /// Its own hash.
    pub hash: String,
}

/// The hash of a row: SHA-256, hex, over its place, every field with its length, and the hash before it.
pub fn audit_hash(seq: i64, entry: &AuditEntry, previous_hash: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(seq.to_be_bytes());
    hasher.update(entry.at.to_be_bytes());
    let texts = [&entry.actor, &entry.agency_id, &entry.action, &entry.subject_kind, &entry.subject_id, &entry.detail];
    for text in texts {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    hasher.update(previous_hash);
    hex::encode(hasher.finalize())
}

/// Where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "how")]
pub enum ChainBreak {
    /// A row is missing, doubled or out of order.
    #[error("row {expected} is missing: found {found}")]
    Hole {
        /// The place that was due.
        expected: i64,
        /// The place that was found.
        found: i64,
    },
    /// A row does not follow from the one before it.
    #[error("row {seq} is not bound to the row before it")]
    Unbound {
        /// Its place.
        seq: i64,
    },
    /// A row's content is not what was hashed.
    #[error("row {seq} was changed")]
    Changed {
        /// Its place.
        seq: i64,
    },
    /// A row is not the one that was noted at its place: it and everything after it were written anew.
    #[error("row {seq} is not the one that was noted")]
    Replaced {
        /// Its place.
        seq: i64,
    },
    /// The last row is not the one that was noted elsewhere: the tail was cut off.
    #[error("the chain ends at row {found}, but its noted head is row {expected}")]
    Cut {
        /// The last place that was found.
        found: i64,
        /// The last place that was noted.
        expected: i64,
    },
}

/// Checks consecutive rows that follow `head` (place and hash of the row before them; `(0, GENESIS)` at the start) and returns the
/// new head.
///
/// # Errors
/// The first place where the chain does not hold.
pub fn verify_chain(head: (i64, String), rows: &[AuditRow]) -> Result<(i64, String), ChainBreak> {
    rows.iter().try_fold(head, |(seq, hash), row| {
        let expected = seq.saturating_add(1);
        if row.seq != expected {
            return Err(ChainBreak::Hole { expected, found: row.seq });
        }
        if row.previous_hash != hash {
            return Err(ChainBreak::Unbound { seq: row.seq });
        }
        if audit_hash(row.seq, &row.entry, &row.previous_hash) != row.hash {
            return Err(ChainBreak::Changed { seq: row.seq });
        }
        Ok((row.seq, row.hash.clone()))
    })
}

/// Which rows an audit view shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// Only this agency's people.
    pub agency_id: Option<String>,
    /// Only this account.
    pub actor: Option<String>,
    /// Only actions that begin with this.
    pub action_prefix: Option<String>,
    /// Only this subject.
    pub subject_id: Option<String>,
    /// Only what happened from this moment on.
    pub from: Option<Millis>,
    /// Only what happened before this moment.
    pub until: Option<Millis>,
    /// Only rows before this place, for paging back.
    pub before: Option<i64>,
    /// Only rows after this place, for paging forward: then those nearest to it.
    pub after: Option<i64>,
    /// At most so many, newest first.
    pub limit: u32,
}

/// Reading the chain.
#[async_trait]
pub trait Audit {
    /// Newest first, for people.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn audit(&self, query: &AuditQuery) -> Result<Vec<AuditRow>, StoreError>;

    /// Oldest first after a place, for verification.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn audit_after(&self, seq: i64, limit: u32) -> Result<Vec<AuditRow>, StoreError>;

    /// Place and hash of the last row as noted beside the chain; `(0, GENESIS)` before the first.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn audit_head(&self) -> Result<(i64, String), StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(action: &str) -> AuditEntry {
        AuditEntry {
            at: 1_574_000_000_000,
            actor: "p1".into(),
            agency_id: "a1".into(),
            action: action.into(),
            subject_kind: "prevention/outreach-session".into(),
            subject_id: "s1".into(),
            detail: "{}".into(),
        }
    }

    fn chain(length: i64) -> Vec<AuditRow> {
        let mut previous_hash = GENESIS.to_owned();
        (1..=length)
            .map(|seq| {
                let entry = entry(&format!("act.{seq}"));
                let hash = audit_hash(seq, &entry, &previous_hash);
                AuditRow { seq, entry, previous_hash: std::mem::replace(&mut previous_hash, hash.clone()), hash }
            })
            .collect()
    }

    fn start() -> (i64, String) {
        (0, GENESIS.to_owned())
    }

    #[test]
    fn an_untouched_chain_holds() {
        let rows = chain(5);
        assert_eq!(verify_chain(start(), &rows), Ok((5, rows[4].hash.clone())));
    }

    #[test]
    fn every_kind_of_tampering_is_found() {
        let mut changed = chain(5);
        changed[2].entry.subject_id = "s2".into();
        assert_eq!(verify_chain(start(), &changed), Err(ChainBreak::Changed { seq: 3 }));

        let mut removed = chain(5);
        removed.remove(2);
        assert_eq!(verify_chain(start(), &removed), Err(ChainBreak::Hole { expected: 3, found: 4 }));

        let mut rehashed = chain(5);
        rehashed[2].entry.actor = "p2".into();
        rehashed[2].hash = audit_hash(3, &rehashed[2].entry, &rehashed[2].previous_hash);
        assert_eq!(verify_chain(start(), &rehashed), Err(ChainBreak::Unbound { seq: 4 }));
    }
}
