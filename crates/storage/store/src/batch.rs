//! Imports: a file read into many submissions at once, previewed, confirmed, undone; and the column mapping remembered for next time.

use crate::{Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BatchState {
    /// Uploaded and shown, nothing written yet.
    Draft,
    /// Confirmed: its records stand.
    Imported,
    /// Taken back: its records are retracted.
    Undone,
}

/// One import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// A random id.
    pub id: String,
    /// The record kind it is read into.
    pub kind: String,
    /// Whose records it makes.
    pub agency_id: String,
    /// Who brought it.
    pub author_id: String,
    /// The file's name as uploaded.
    pub file_name: String,
    /// The file, as an attachment.
    pub file_hash: String,
    /// The project that its records are linked to.
    pub project: Option<String>,
    /// The confirmed or proposed column mapping, as JSON.
    pub mapping: String,
    /// How far it has come.
    pub state: BatchState,
    /// Counts shown to people, as JSON.
    pub summary: String,
    /// When it was uploaded.
    pub created_at: Millis,
    /// When it last changed.
    pub updated_at: Millis,
}

/// Reading imports.
#[async_trait]
pub trait Imports {
    /// One import by id.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn batch(&self, id: &str) -> Result<Option<Batch>, StoreError>;

    /// The latest imports of one kind, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn batches(&self, kind: &str, limit: u32) -> Result<Vec<Batch>, StoreError>;

    /// The mapping last confirmed by an agency for a layout, as JSON.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn remembered_mapping(
        &self,
        agency_id: &str,
        kind: &str,
        signature: &str,
    ) -> Result<Option<String>, StoreError>;
}
