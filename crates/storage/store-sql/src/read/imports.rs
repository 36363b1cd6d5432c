//! Reading imports, remembered mappings and files.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{Attachment, Attachments, Batch, BatchState, Imports, StoreError};

/// A row of the statements that read whole imports.
pub(crate) fn read_batch(row: &Row) -> Result<Batch, StoreError> {
    let mut cells = Cells::new(row, "batch");
    Ok(Batch {
        id: cells.text("id")?,
        kind: cells.text("kind")?,
        agency_id: cells.text("agency_id")?,
        author_id: cells.text("author_id")?,
        file_name: cells.text("file_name")?,
        file_hash: cells.text("file_hash")?,
        project: cells.text_or_nothing("project")?,
        mapping: cells.text("mapping")?,
        state: read_state(&mut cells)?,
        summary: cells.text("summary")?,
        created_at: cells.integer("created_at")?,
        updated_at: cells.integer("updated_at")?,
    })
}

fn read_state(cells: &mut Cells<'_>) -> Result<BatchState, StoreError> {
    match cells.text("state")?.as_str() {
        "draft" => Ok(BatchState::Draft),
        "imported" => Ok(BatchState::Imported),
        "undone" => Ok(BatchState::Undone),
        other => Err(cells.corrupt("state", format!("`{other}` is no state of an import"))),
    }
}

fn read_attachment(row: &Row) -> Result<Attachment, StoreError> {
    let mut cells = Cells::new(row, "attachment");
    Ok(Attachment {
        hash: cells.text("hash")?,
        media_type: cells.text("media_type")?,
        agency_id: cells.text("agency_id")?,
        created_at: cells.integer("created_at")?,
        bytes: cells.bytes("bytes")?,
    })
}

#[async_trait]
impl Imports for Database {
    async fn batch(&self, id: &str) -> Result<Option<Batch>, StoreError> {
        self.first(static_sql::BATCH, &[id.into()], read_batch).await
    }

    async fn batches(&self, kind: &str, limit: u32) -> Result<Vec<Batch>, StoreError> {
        self.all(static_sql::BATCHES, &[kind.into(), i64::from(limit).into()], read_batch).await
    }

    async fn remembered_mapping(
        &self,
        agency_id: &str,
        kind: &str,
        signature: &str,
    ) -> Result<Option<String>, StoreError> {
        let arguments = [agency_id.into(), kind.into(), signature.into()];
        let read = |row: &Row| Cells::new(row, "mapping").text("mapping");
        self.first(static_sql::REMEMBERED_MAPPING, &arguments, read).await
    }
}

#[async_trait]
impl Attachments for Database {
    async fn attachment(&self, hash: &str) -> Result<Option<Attachment>, StoreError> {
        self.first(static_sql::ATTACHMENT, &[hash.into()], read_attachment).await
    }

    async fn file_of_record(&self, record_id: &str, hash: &str) -> Result<Option<Attachment>, StoreError> {
        self.first(static_sql::FILE_OF_RECORD, &[record_id.into(), hash.into()], read_attachment).await
    }

    async fn record_names_file(&self, record_id: &str, hash: &str) -> Result<bool, StoreError> {
        let found = self.first(static_sql::RECORD_NAMES, &[record_id.into(), hash.into()], |_| Ok(())).await?;
        Ok(found.is_some())
    }

    async fn has_brought_file(&self, account_id: &str, hash: &str) -> Result<bool, StoreError> {
        let found = self.first(static_sql::HAS_BROUGHT, &[account_id.into(), hash.into()], |_| Ok(())).await?;
        Ok(found.is_some())
    }
}
