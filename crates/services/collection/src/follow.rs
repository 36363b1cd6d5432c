//! What else becomes true when a submission does: a service above says it, and it is written in the same unit. Owns when it is asked.

use async_trait::async_trait;
use serde_json::Value as Json;
use service_kit::{Context, ServiceError};
use store::Unit;

/// The case in which a form is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InCase {
    /// The case.
    pub id: String,
    /// The move that is made by sending it.
    pub step: Option<String>,
    /// What the sender saw the case at; nothing when they do not mind what happened since.
    pub seen: Option<i64>,
}

impl InCase {
    /// In this case, making this move, whatever happened since somebody looked.
    pub fn new(id: impl Into<String>, step: Option<String>) -> Self {
        Self { id: id.into(), step, seen: None }
    }
}

/// A submission that is about to be kept for the first time.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'s> {
    /// `pack/form`.
    pub kind: &'s str,
    /// The record that it makes or changes.
    pub record_id: &'s str,
    /// The agency that owns the record.
    pub agency_id: &'s str,
    /// What the record says from now on; none when it is taken back.
    pub answers: Option<&'s Json>,
    /// Whether there was a record before.
    pub is_correction: bool,
    /// The case in which it is sent.
    pub in_case: Option<&'s InCase>,
}

/// How records of a kind belong to cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belonging {
    /// Not at all.
    Nowhere,
    /// They are about whom and what cases are about, and are filled in on their own.
    Beside,
    /// One opens a case.
    Opening,
    /// They are filled in within a case only.
    Within,
}

/// Somebody who follows submissions.
#[async_trait]
pub trait Follower: Send + Sync {
    /// How records of a kind belong to cases.
    fn belonging(&self, kind: &str) -> Belonging;

    /// What follows from a submission. Asked again with the same when somebody else was faster.
    ///
    /// # Errors
    /// Whatever the sender must be told; then the submission is not kept either.
    async fn follow(&self, context: &Context, sent: Sent<'_>) -> Result<Unit, ServiceError>;
}
