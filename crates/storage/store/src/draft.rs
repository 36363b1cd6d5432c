//! Forms that somebody began and has not sent: what was typed so far. Owns what is kept of them; whose they are is decided by asking
//! for one person's only, and how long they are kept by services.

use crate::{Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// What a draft is, without what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftHead {
    /// Whose it is.
    pub account_id: String,
    /// The id of the submission that it will be. Another person's draft may have the same.
    pub id: String,
    /// `pack/form`.
    pub kind: String,
    /// The form's version when it was last saved.
    pub form_version: String,
    /// For a correction: the record.
    pub record_id: Option<String>,
    /// For a correction: the submission that it replaces.
    pub supersedes: Option<String>,
    /// When it was first saved.
    pub created_at: Millis,
    /// When it was last saved.
    pub updated_at: Millis,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is.
    pub head: DraftHead,
    /// What was typed, as its service writes it.
    pub content: String,
}

/// Reading drafts, one person's at a time.
#[async_trait]
pub trait Drafts {
    /// A person's drafts, the one that was saved last first.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn drafts_of(&self, account_id: &str) -> Result<Vec<DraftHead>, StoreError>;

    /// A person's draft.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn draft(&self, account_id: &str, id: &str) -> Result<Option<Draft>, StoreError>;
}
