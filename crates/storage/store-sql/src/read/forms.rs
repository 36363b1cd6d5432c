//! Reading the forms that agencies brought.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{FormFile, FormShare, FormState, FormVersion, Forms, StoreError};

/// A row of the statements that read whole versions.
pub(crate) fn read_form(row: &Row) -> Result<FormVersion, StoreError> {
    let mut cells = Cells::new(row, "form");
    Ok(FormVersion {
        agency_id: cells.text("agency_id")?,
        form_id: cells.text("form_id")?,
        version: cells.text("version")?,
        state: read_state(&mut cells)?,
        file_name: cells.text("file_name")?,
        file_hash: cells.text("file_hash")?,
        lists: read_lists(&mut cells)?,
        author_id: cells.text("author_id")?,
        created_at: cells.integer("created_at")?,
        updated_at: cells.integer("updated_at")?,
    })
}

fn read_state(cells: &mut Cells<'_>) -> Result<FormState, StoreError> {
    match cells.text("state")?.as_str() {
        "draft" => Ok(FormState::Draft),
        "published" => Ok(FormState::Published),
        "retired" => Ok(FormState::Retired),
        other => Err(cells.corrupt("state", format!("`{other}` is no state of a form"))),
    }
}

/// A row of the statement that reads shares.
pub(crate) fn read_share(row: &Row) -> Result<FormShare, StoreError> {
    let mut cells = Cells::new(row, "form_share");
    Ok(FormShare {
        agency_id: cells.text("agency_id")?,
        form_id: cells.text("form_id")?,
        with_agency_id: cells.text("with_agency_id")?,
        is_open: cells.integer("is_open")? != 0,
        author_id: cells.text("author_id")?,
        updated_at: cells.integer("updated_at")?,
    })
}

fn read_lists(cells: &mut Cells<'_>) -> Result<Vec<FormFile>, StoreError> {
    let kept = cells.text("lists")?;
    serde_json::from_str(&kept).map_err(|problem| cells.corrupt("lists", problem.to_string()))
}

#[async_trait]
impl Forms for Database {
    async fn form_versions(&self) -> Result<Vec<FormVersion>, StoreError> {
        self.all(static_sql::FORM_VERSIONS, &[], read_form).await
    }

    async fn form_shares(&self) -> Result<Vec<FormShare>, StoreError> {
        self.all(static_sql::FORM_SHARES, &[], read_share).await
    }
}
