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

/// What the content of a file that lies sealed begins with. No file that is kept open does: what is kept of files is a list of kinds.
pub const SEALED_FILE: &[u8] = b"saphan sealed file 1\n";

impl Attachment {
    /// Whether the content is what its name says. Of a sealed file only whoever opens it can tell.
    pub fn is_itself(&self) -> bool {
        self.bytes.starts_with(SEALED_FILE) || Self::name(&self.bytes) == self.hash
    }

    /// The name that content has: SHA-256, hex.
    pub fn name(bytes: &[u8]) -> String {
        hex::encode(Sha256::digest(bytes))
    }

    /// Whether some content could have this name.
    pub fn could_be_a_name(text: &str) -> bool {
        text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
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

    /// The same, if some version of a record names it.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn file_of_record(&self, record_id: &str, hash: &str) -> Result<Option<Attachment>, StoreError>;

    /// Whether some version of a record names a file.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn record_names_file(&self, record_id: &str, hash: &str) -> Result<bool, StoreError>;

    /// Whether an account brought a file and this is not forgotten yet.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn has_brought_file(&self, account_id: &str, hash: &str) -> Result<bool, StoreError>;
}
