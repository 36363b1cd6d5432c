//! Reading the chain.

use crate::Database;
use crate::link::{Arg, Cells, Row};
use crate::statement::{Conditions, select_records, static_sql};
use async_trait::async_trait;
use store::{Audit, AuditEntry, AuditQuery, AuditRow, GENESIS, StoreError};

fn read_row(row: &Row) -> Result<AuditRow, StoreError> {
    let mut cells = Cells::new(row, "audit");
    Ok(AuditRow {
        seq: cells.integer("seq")?,
        entry: AuditEntry {
            at: cells.integer("at")?,
            actor: cells.text("actor")?,
            agency_id: cells.text("agency_id")?,
            action: cells.text("action")?,
            subject_kind: cells.text("subject_kind")?,
            subject_id: cells.text("subject_id")?,
            detail: cells.text("detail")?,
        },
        previous_hash: cells.text("previous_hash")?,
        hash: cells.text("hash")?,
    })
}

fn read_head(row: &Row) -> Result<(i64, String), StoreError> {
    let mut cells = Cells::new(row, "audit_head");
    Ok((cells.integer("seq")?, cells.text("hash")?))
}

fn conditions(query: &AuditQuery) -> Conditions<'_> {
    let mut conditions = Conditions::default();
    let equal =
        [("agency_id = ?", &query.agency_id), ("actor = ?", &query.actor), ("subject_id = ?", &query.subject_id)];
    for (text, wanted) in equal {
        if wanted.is_some() {
            conditions.push(text, [wanted.into()]);
        }
    }
    if let Some(prefix) = &query.action_prefix {
        // Both engines count characters here, and compare letter case alike, which `LIKE` does not.
        let length = i64::try_from(prefix.chars().count()).unwrap_or(i64::MAX);
        conditions.push("substr(action, 1, CAST(? AS INTEGER)) = ?", [length.into(), Arg::from(prefix)]);
    }
    let bounds =
        [("at >= ?", query.from), ("at < ?", query.until), ("seq < ?", query.before), ("seq > ?", query.after)];
    for (text, bound) in bounds {
        if let Some(bound) = bound {
            conditions.push(text, [bound.into()]);
        }
    }
    conditions
}

#[async_trait]
impl Audit for Database {
    async fn audit(&self, query: &AuditQuery) -> Result<Vec<AuditRow>, StoreError> {
        let columns = "seq, at, actor, agency_id, action, subject_kind, subject_id, detail, previous_hash, hash";
        let conditions = conditions(query);
        let direction = if query.after.is_some() { "ASC" } else { "DESC" };
        let ending = format!(" ORDER BY seq {direction} LIMIT {}", query.limit);
        let sql = select_records(columns, "audit", &conditions, &ending);
        let mut rows = self.all(sql, conditions.arguments(), read_row).await?;
        if query.after.is_some() {
            rows.reverse();
        }
        Ok(rows)
    }

    async fn audit_after(&self, seq: i64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        self.all(static_sql::AUDIT_AFTER, &[seq.into(), i64::from(limit).into()], read_row).await
    }

    async fn audit_head(&self) -> Result<(i64, String), StoreError> {
        let head = self.first(static_sql::AUDIT_HEAD, &[], read_head).await?;
        Ok(head.unwrap_or_else(|| (0, GENESIS.to_owned())))
    }
}
