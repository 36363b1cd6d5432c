//! Ties between people and what they are part of: cases, households, one another, and records that tell of the same person. Owns what is kept
//! of them; what a tie means is said in a text that services write, and who sees it is theirs to decide.

use crate::{Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// A tie of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// Its id, made by the client, so that a retry ties nothing twice.
    pub id: String,
    /// The record of the person.
    pub person_id: String,
    /// The other end: a case, or the record of another person or of a household.
    pub other_id: String,
    /// What the other end is and what kind of tie this is, a code.
    pub kind: String,
    /// As what, as JSON. It lies under the person's key.
    pub said: String,
    /// The agency for which it was tied.
    pub agency_id: String,
    /// Who tied it.
    pub author_id: String,
    /// When.
    pub began_at: Millis,
    /// When it was untied; nothing while it holds.
    pub ended_at: Option<Millis>,
}

/// Reading ties. Whether the reader may see them is the caller's decision.
#[async_trait]
pub trait Ties {
    /// One tie.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn tie(&self, id: &str) -> Result<Option<Tie>, StoreError>;

    /// Every tie, also those untied since, that has one of these at either end; by when they were tied.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn ties_of(&self, ids: &[String]) -> Result<Vec<Tie>, StoreError>;
}
