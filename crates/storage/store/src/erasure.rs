//! Requests to erase a record that belongs to no case. Owns what is kept while a second person has not answered; who may ask and what goes is for
//! services, and what was decided is told in the audit chain alone.

use crate::{Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// A request that nobody answered yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureRequest {
    /// The record that is to be erased; at most one request waits for it.
    pub record_id: String,
    /// `pack/form`.
    pub kind: String,
    /// The agency that keeps the record.
    pub agency_id: String,
    /// On what ground, a code.
    pub ground: String,
    /// Who asked.
    pub author_id: String,
    /// When.
    pub asked_at: Millis,
}

/// Reading requests to erase. Whether the reader may see them is the caller's decision.
#[async_trait]
pub trait Erasures {
    /// The request about a record.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn erasure_request(&self, record_id: &str) -> Result<Option<ErasureRequest>, StoreError>;

    /// The requests about records of an agency, or of all, the oldest first and at most so many.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn erasure_requests(&self, agency_id: Option<&str>, most: u32) -> Result<Vec<ErasureRequest>, StoreError>;
}
