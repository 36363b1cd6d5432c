//! Keys under which values lie sealed, themselves wrapped, and what somebody proves beside a password, as kept. What a seal is, is the
//! engine's; what a code is, `identity`'s.

use crate::{Millis, StoreError};
use async_trait::async_trait;

/// A data key, wrapped under the master key, which is not in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealKey {
    /// Its id, hex, which stands in front of what it sealed.
    pub id: String,
    /// Whose values it seals, such as `account/` and an id. One key a subject, so that one can be destroyed alone.
    pub subject: String,
    /// The wrapped key, hex; empty once it was destroyed.
    pub wrapped: String,
    /// When it was made.
    pub created_at: Millis,
    /// When it was destroyed; what it sealed is unreadable since, for ever.
    pub destroyed_at: Option<Millis>,
}

/// How many data keys lie under which master key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SealKeyCount {
    /// All that were not destroyed.
    pub all: u64,
    /// Those of them that lie under another one than was asked for.
    pub others: u64,
}

/// Whose key seals what belongs to a record. What belongs to a case lies under that of the record that opened it, which names the case.
pub fn record_subject(record_id: &str) -> String {
    format!("record/{record_id}")
}

/// Whose key seals what somebody has not sent yet. It is theirs until they send it.
pub fn drafts_subject(account_id: &str) -> String {
    format!("drafts/{account_id}")
}

/// Whose key seals a file: its own, because one file may belong to several records.
pub fn file_subject(hash: &str) -> String {
    format!("file/{hash}")
}

/// What makes an account's codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactor {
    /// Whose.
    pub account_id: String,
    /// The secret, sealed, hex.
    pub secret: String,
    /// When its owner proved by a code that their phone has it; codes are asked for since then.
    pub confirmed_at: Option<Millis>,
    /// The last step whose code was used; an earlier one or the same is refused.
    pub last_step: i64,
}

/// Reading keys and second factors.
#[async_trait]
pub trait Seals {
    /// How many keys there are that were not destroyed, and how many of them lie wrapped under another master key than the one whose
    /// seals begin with this mark, in hex.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn seal_key_count(&self, mark: &str) -> Result<SealKeyCount, StoreError>;

    /// Keys that were not destroyed and lie wrapped under another master key than the marked one, or under that one; at most so many.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn seal_keys_by(&self, mark: &str, under: bool, most: u32) -> Result<Vec<SealKey>, StoreError>;

    /// A key by its id, destroyed or not.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn seal_key(&self, id: &str) -> Result<Option<SealKey>, StoreError>;

    /// The keys of these ids, destroyed or not, in any order.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn seal_keys_named(&self, ids: &[String]) -> Result<Vec<SealKey>, StoreError>;

    /// The keys of these subjects, destroyed or not, in any order.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn seal_keys_of(&self, subjects: &[String]) -> Result<Vec<SealKey>, StoreError>;

    /// The key of a subject that was not destroyed.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn seal_key_of(&self, subject: &str) -> Result<Option<SealKey>, StoreError>;

    /// An account's second factor, confirmed or not.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn second_factor(&self, account_id: &str) -> Result<Option<SecondFactor>, StoreError>;

    /// How many of an account's recovery codes were not used yet.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn recovery_codes_left(&self, account_id: &str) -> Result<i64, StoreError>;
}
