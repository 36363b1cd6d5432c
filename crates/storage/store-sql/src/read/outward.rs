//! Reading what leaves the server.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{ExportMade, Millis, OutsideAgency, Outward, PackageReceipt, StoreError};

fn read_agency(row: &Row) -> Result<OutsideAgency, StoreError> {
    let mut cells = Cells::new(row, "outside_agency");
    Ok(OutsideAgency {
        id: cells.text("id")?,
        name_en: cells.text("name_en")?,
        name_th: cells.text("name_th")?,
        kind: cells.text("kind")?,
        recipient: cells.text("recipient")?,
        is_open: cells.integer("is_open")? != 0,
        created_at: cells.integer("created_at")?,
        updated_at: cells.integer("updated_at")?,
    })
}

fn read_receipt(row: &Row) -> Result<PackageReceipt, StoreError> {
    let mut cells = Cells::new(row, "package_receipt");
    Ok(PackageReceipt {
        code_hash: cells.text("code_hash")?,
        referral_id: cells.text("referral_id")?,
        case_id: cells.text("case_id")?,
        until: cells.text("until")?,
        made_at: cells.integer("made_at")?,
    })
}

fn read_export(row: &Row) -> Result<ExportMade, StoreError> {
    let mut cells = Cells::new(row, "export_made");
    Ok(ExportMade {
        id: cells.text("id")?,
        account_id: cells.text("account_id")?,
        agency_id: cells.text("agency_id")?,
        kind: cells.text("kind")?,
        format: cells.text("format")?,
        purpose: cells.text("purpose")?,
        rows: cells.integer("row_count")?,
        sensitive: cells.integer("sensitive")?,
        made_at: cells.integer("made_at")?,
    })
}

#[async_trait]
impl Outward for Database {
    async fn outside_agencies(&self) -> Result<Vec<OutsideAgency>, StoreError> {
        self.all(static_sql::OUTSIDE_AGENCIES, &[], read_agency).await
    }

    async fn package_receipt(&self, code_hash: &str) -> Result<Option<PackageReceipt>, StoreError> {
        self.first(static_sql::PACKAGE_RECEIPT, &[code_hash.into()], read_receipt).await
    }

    async fn exports_made(
        &self,
        agency_id: Option<&str>,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<ExportMade>, StoreError> {
        if agency_id == Some("") {
            return Ok(Vec::new());
        }
        let arguments = [agency_id.unwrap_or_default().into(), i64::from(limit).into(), i64::from(offset).into()];
        self.all(static_sql::EXPORTS_MADE, &arguments, read_export).await
    }

    async fn sensitive_rows_since(&self, account_id: &str, since: Millis) -> Result<i64, StoreError> {
        let total = |row: &Row| Cells::new(row, "export_made").integer("total");
        let found = self.first(static_sql::SENSITIVE_ROWS_SINCE, &[account_id.into(), since.into()], total).await?;
        Ok(found.unwrap_or_default())
    }
}
