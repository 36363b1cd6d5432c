//! Reading requests to erase records.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{ErasureRequest, Erasures, StoreError};

pub(crate) fn read_request(row: &Row) -> Result<ErasureRequest, StoreError> {
    let mut cells = Cells::new(row, "erasure_request");
    Ok(ErasureRequest {
        record_id: cells.text("record_id")?,
        kind: cells.text("kind")?,
        agency_id: cells.text("agency_id")?,
        ground: cells.text("ground")?,
        author_id: cells.text("author_id")?,
        asked_at: cells.integer("asked_at")?,
    })
}

#[async_trait]
impl Erasures for Database {
    async fn erasure_request(&self, record_id: &str) -> Result<Option<ErasureRequest>, StoreError> {
        self.first(static_sql::ERASURE_REQUEST, &[record_id.into()], read_request).await
    }

    async fn erasure_requests(&self, agency_id: Option<&str>, most: u32) -> Result<Vec<ErasureRequest>, StoreError> {
        let arguments = [agency_id.unwrap_or_default().into(), i64::from(most).into()];
        self.all(static_sql::ERASURE_REQUESTS, &arguments, read_request).await
    }
}
