//! The log of what people told the system: immutable, superseded, never edited. Everything else can be rebuilt from it.

use crate::canonical::canonical;
use crate::{Millis, Row, StoreError, Value};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// The longest id of a submission or a record, in bytes: ids are indexed, and longer texts do not fit into an index of PostgreSQL.
pub const LONGEST_ID: usize = 200;

/// One answered form on its way into the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Made by the client before it first sends, so that a retry is never a second submission.
    pub id: String,
    /// The record kind and form, `pack/form`.
    pub kind: String,
    /// The version of the form that was answered.
    pub form_version: String,
    /// The record it makes or changes; a first submission's own id.
    pub record_id: String,
    /// The submission it replaces: required to change a record, so that nobody overwrites what they have not seen.
    pub supersedes: Option<String>,
    /// Canonical answers as JSON; `None` takes the record back (an undone import, a mistaken entry).
    pub answers: Option<String>,
    /// Why a record was corrected or taken back, in the author's own words; shown with its history.
    pub reason: Option<String>,
    /// The agency that owns the record.
    pub agency_id: String,
    /// The account that sent it.
    pub author_id: String,
    /// The import it came with.
    pub batch_id: Option<String>,
    /// How it came: `web`, `import`, `api`, `phone`, `demo`.
    pub source: String,
    /// When the server received it.
    pub received_at: Millis,
}

/// A submission in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSubmission {
    /// Its place in the log, rising, never reused.
    pub seq: i64,
    /// What was submitted.
    pub submission: Submission,
    /// Whether the key of what was answered was destroyed; the answers are empty then.
    #[serde(default)]
    pub erased: bool,
}

/// What of a submission is kept in typed columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Projection {
    /// Columns of the record by question name; a column left out is stored as nothing.
    pub columns: Vec<(String, Value)>,
    /// Rows by repeat name, in order.
    pub rows: Vec<(String, Vec<Row>)>,
}

/// What makes two submissions with one id the same: SHA-256, in hex, over kind, record, what is superseded and the answers.
/// The time of receipt and the way it came are left out, since a retry may differ there. Answers are taken in their canonical form,
/// so that neither the order of their names nor the program that wrote them matters. The hash is not kept anywhere: it is worked out
/// whenever an id comes a second time.
pub fn content_hash(submission: &Submission) -> String {
    let mut hasher = Sha256::new();
    let answers = submission.answers.as_deref().map(|text| match canonical(text) {
        Some(form) => Cow::Owned(form),
        None => Cow::Borrowed(text),
    });
    let parts = [
        Some(submission.kind.as_str()),
        Some(submission.record_id.as_str()),
        submission.supersedes.as_deref(),
        answers.as_deref(),
    ];
    for part in parts {
        // A length before each part keeps ("ab", "c") and ("a", "bc") apart; a flag keeps absent and empty apart.
        hasher.update([u8::from(part.is_some())]);
        hasher.update((part.map_or(0, str::len) as u64).to_be_bytes());
        hasher.update(part.unwrap_or_default());
    }
    hex::encode(hasher.finalize())
}

/// Reading the log.
#[async_trait]
pub trait Submissions {
    /// One submission by its client-made id.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn submission(&self, id: &str) -> Result<Option<StoredSubmission>, StoreError>;

    /// The accounts that sent these submissions, each with the submission's id, in no order; of those that are in the log.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn authors_of(&self, ids: &[String]) -> Result<Vec<(String, String)>, StoreError>;

    /// Everything that was said about one record, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn history(&self, record_id: &str) -> Result<Vec<StoredSubmission>, StoreError>;

    /// What these submissions answered, as JSON by id; those that are not in the log or took their record back are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn answers(&self, ids: &[String]) -> Result<Vec<(String, String)>, StoreError>;

    /// What was said about records of a kind in the log after one place and up to another, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn submissions_between(&self, kind: &str, after: i64, to: i64) -> Result<Vec<StoredSubmission>, StoreError>;

    /// The last place in the log; 0 while it is empty.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn end_of_log(&self) -> Result<i64, StoreError>;

    /// Which of these ids are in the log, so that an import can tell new rows from known ones in one question.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn present(&self, ids: &[String]) -> Result<Vec<String>, StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn submission() -> Submission {
        Submission {
            id: "s1".into(),
            kind: "prevention/outreach-session".into(),
            form_version: "1".into(),
            record_id: "s1".into(),
            supersedes: None,
            answers: Some("{}".into()),
            reason: None,
            agency_id: "a".into(),
            author_id: "p".into(),
            batch_id: None,
            source: "web".into(),
            received_at: 1,
        }
    }

    #[test]
    fn a_retry_has_the_same_content() {
        let retry = Submission { received_at: 2, source: "api".into(), ..submission() };
        assert_eq!(content_hash(&submission()), content_hash(&retry));
    }

    #[test]
    fn content_is_the_same_whatever_wrote_it() {
        // The digest stands here so that every build, with whatever features, is held to it.
        let digest = "8ac9efb9754df362c5cdaed6fdeda6c717eb9b303005c0f49749389f5ba3e6be";
        for answers in [
            r#"{"venue":"โรงเรียน","date":"2019-07-04","attendance":[{"count":"7","who":"students"}]}"#,
            r#"{ "attendance": [ {"who": "students", "count": "7"} ], "date": "2019-07-04", "venue": "โรงเรียน" }"#,
            r#"{"date":"2019-07-04","venue":"\u0e42\u0e23\u0e07\u0e40\u0e23\u0e35\u0e22\u0e19","attendance":[{"count":"7","who":"students"}]}"#,
        ] {
            assert_eq!(
                content_hash(&Submission { answers: Some(answers.into()), ..submission() }),
                digest,
                "{answers}"
            );
        }
    }

    #[test]
    fn other_answers_are_other_content() {
        let others = [
            Submission { answers: Some(r#"{"a":"1"}"#.into()), ..submission() },
            Submission { answers: None, ..submission() },
            Submission { answers: Some(String::new()), ..submission() },
            Submission { supersedes: Some("s0".into()), ..submission() },
        ];
        for other in others {
            assert_ne!(content_hash(&submission()), content_hash(&other));
        }
    }
}
