//! Files that came with a submission or an import, kept once under the hash of their content.

use crate::{Millis, StoreError};
use async_trait::async_trait;
use sha2::{Digest, Sha256};

/// A file and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// SHA-256 of the content, hex: its only name.
    pub hash: String,
    /// The media type that the server found, not the one that was claimed.
    pub media_type: String,
    /// The agency that brought it first.
    pub agency_id: String,
    /// When.
    pub created_at: Millis,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// The name that content has: SHA-256, hex.
    pub fn name(bytes: &[u8]) -> String {
        hex::encode(Sha256::digest(bytes))
    }
}

/// Reading files.
#[async_trait]
pub trait Attachments {
    /// A file by its content's hash.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn attachment(&self, hash: &str) -> Result<Option<Attachment>, StoreError>;
}
