//! Reading the log.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{StoreError, StoredSubmission, Submission, Submissions};

/// A row of the statements that read whole submissions.
pub(crate) fn read_submission(row: &Row) -> Result<StoredSubmission, StoreError> {
    let mut cells = Cells::new(row, "submission");
    Ok(StoredSubmission {
        seq: cells.integer("seq")?,
        submission: Submission {
            id: cells.text("id")?,
            kind: cells.text("kind")?,
            form_version: cells.text("form_version")?,
            record_id: cells.text("record_id")?,
            supersedes: cells.text_or_nothing("supersedes")?,
            answers: cells.text_or_nothing("answers")?,
            reason: cells.text_or_nothing("reason")?,
            agency_id: cells.text("agency_id")?,
            author_id: cells.text("author_id")?,
            batch_id: cells.text_or_nothing("batch_id")?,
            source: cells.text("source")?,
            received_at: cells.integer("received_at")?,
        },
        erased: false,
    })
}

#[async_trait]
impl Submissions for Database {
    async fn submission(&self, id: &str) -> Result<Option<StoredSubmission>, StoreError> {
        self.first(static_sql::SUBMISSION, &[id.into()], read_submission).await
    }

    async fn authors_of(&self, ids: &[String]) -> Result<Vec<(String, String)>, StoreError> {
        let read = |row: &Row| {
            let mut cells = Cells::new(row, "submission");
            Ok((cells.text("id")?, cells.text("author_id")?))
        };
        self.all_in("SELECT id, author_id FROM submission WHERE id IN (", ids, read).await
    }

    async fn history(&self, record_id: &str) -> Result<Vec<StoredSubmission>, StoreError> {
        self.all(static_sql::HISTORY, &[record_id.into()], read_submission).await
    }

    async fn answers(&self, ids: &[String]) -> Result<Vec<(String, String)>, StoreError> {
        let read = |row: &Row| {
            let mut cells = Cells::new(row, "submission");
            Ok((cells.text("id")?, cells.text("answers")?))
        };
        self.all_in("SELECT id, answers FROM submission WHERE answers IS NOT NULL AND id IN (", ids, read).await
    }

    async fn submissions_between(&self, kind: &str, after: i64, to: i64) -> Result<Vec<StoredSubmission>, StoreError> {
        self.all(static_sql::SUBMISSIONS_BETWEEN, &[kind.into(), after.into(), to.into()], read_submission).await
    }

    async fn end_of_log(&self) -> Result<i64, StoreError> {
        let read = |row: &Row| Cells::new(row, "submission").integer("seq");
        Ok(self.first(static_sql::END_OF_LOG, &[], read).await?.unwrap_or_default())
    }

    async fn present(&self, ids: &[String]) -> Result<Vec<String>, StoreError> {
        let read = |row: &Row| Cells::new(row, "submission").text("id");
        self.all_in("SELECT id FROM submission WHERE id IN (", ids, read).await
    }
}
