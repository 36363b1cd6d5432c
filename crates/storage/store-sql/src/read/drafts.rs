//! Reading what people began and have not sent.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{Draft, DraftHead, Drafts, StoreError};

fn read_head(row: &Row) -> Result<DraftHead, StoreError> {
    head(&mut Cells::new(row, "draft"))
}

fn head(cells: &mut Cells<'_>) -> Result<DraftHead, StoreError> {
    Ok(DraftHead {
        account_id: cells.text("account_id")?,
        id: cells.text("id")?,
        kind: cells.text("kind")?,
        form_version: cells.text("form_version")?,
        record_id: cells.text_or_nothing("record_id")?,
        supersedes: cells.text_or_nothing("supersedes")?,
        created_at: cells.integer("created_at")?,
        updated_at: cells.integer("updated_at")?,
    })
}

fn read_draft(row: &Row) -> Result<Draft, StoreError> {
    let mut cells = Cells::new(row, "draft");
    Ok(Draft { head: head(&mut cells)?, content: cells.text("content")? })
}

#[async_trait]
impl Drafts for Database {
    async fn drafts_of(&self, account_id: &str) -> Result<Vec<DraftHead>, StoreError> {
        self.all(static_sql::DRAFTS, &[account_id.into()], read_head).await
    }

    async fn draft(&self, account_id: &str, id: &str) -> Result<Option<Draft>, StoreError> {
        self.first(static_sql::DRAFT, &[account_id.into(), id.into()], read_draft).await
    }
}
