//! Writing an import: its new records, the project they are linked to, and the columns' meaning for next time, in one unit.

use super::examine::{Examined, MOST_GENERATIONS};
use super::same;
use super::{ImportOutcome, PreviewRow};
use crate::Collection;
use crate::entities::{Gathered, Origin};
use crate::submit::Draft;
use registers::Plan;
use serde_json::json;
use service_kit::{Context, ServiceError};
use store::{Batch, BatchState, Change, Filter, RecordQuery, Scope, Test, Unit, Value, Written};

impl Collection {
    pub(super) async fn write(
        &self,
        context: &Context,
        batch: Batch,
        plan: &Plan,
        examined: Examined,
        mut unit: Unit,
    ) -> Result<ImportOutcome, ServiceError> {
        let project = self.missing_project(context, &batch).await?;
        let projects = usize::from(project.is_some());
        unit.changes.extend(project);
        let mut gathered = Gathered::default();
        for row in examined.new_rows() {
            unit.changes.push(self.row_submission(context, &batch, row)?);
            self.gather_row(context, &mut gathered, &batch, row).await?;
        }
        gathered.add_to(context, &mut unit)?;
        for table in &plan.tables {
            unit.changes.push(Change::RememberMapping {
                agency_id: batch.agency_id.clone(),
                kind: batch.kind.clone(),
                signature: table.signature.clone(),
                mapping: super::as_json(&table.mapping)?,
            });
        }
        let planned = examined.outcome(Some(examined.new_rows().count()));
        let summary = json!({
            "read": planned.read,
            "imported": planned.imported,
            "already_present": planned.already_present,
            "problems": planned.problems.len(),
        });
        let id = batch.id.clone();
        unit.audit.push(self.kit.entry(context, "import.confirm", &batch.kind, &id, &summary));
        unit.changes.push(Change::PutBatch(Batch {
            state: BatchState::Imported,
            summary: summary.to_string(),
            updated_at: context.at,
            ..batch
        }));
        let written = self.commit_import(context, &id, unit).await?;
        // Another server may have imported the same rows between examining and writing: what counts is what was written.
        let imported = written.iter().skip(projects).filter(|one| matches!(one, Written::New { .. })).count();
        Ok(examined.outcome(Some(imported)))
    }

    /// What a row's answers say about entities.
    async fn gather_row(
        &self,
        context: &Context,
        gathered: &mut Gathered,
        batch: &Batch,
        row: &PreviewRow,
    ) -> Result<(), ServiceError> {
        let Some((id, checked)) = row.ready.as_ref().filter(|(_, checked)| !checked.entities().is_empty()) else {
            return Ok(());
        };
        let origin = Origin {
            pack: batch.kind.split('/').next().unwrap_or_default(),
            submission_id: id,
            record_id: id,
            agency_id: &batch.agency_id,
            is_correction: false,
            seen_at: None,
        };
        self.gather(context, gathered, &origin, checked.entities()).await
    }

    /// The project that the records are to be linked to, as a first submission, when the agency has none of this code.
    pub(super) async fn missing_project(
        &self,
        context: &Context,
        batch: &Batch,
    ) -> Result<Option<Change>, ServiceError> {
        let Some((kind, code)) = self.project_kind(&batch.kind).zip(batch.project.as_deref()) else {
            return Ok(None);
        };
        let filter = Filter { column: "code".to_owned(), test: Test::Is(Value::Text(code.to_owned())) };
        let scope = Scope::Agencies(vec![batch.agency_id.clone()]);
        let query = RecordQuery { filters: vec![filter], limit: Some(1), ..RecordQuery::all(kind.clone(), scope) };
        if self.kit.store.records(&query).await?.total > 0 {
            return Ok(None);
        }
        let checked = self.check(context, &kind, &json!({ "code": code, "title": code, "status": "active" })).await?;
        let Some(id) = self.unused_project_id(batch, &kind, code).await? else { return Ok(None) };
        let draft = Draft {
            id: id.clone(),
            record_id: id,
            supersedes: None,
            reason: None,
            agency_id: batch.agency_id.clone(),
            batch_id: Some(batch.id.clone()),
            source: "import",
        };
        Ok(Some(self.submission(context, &kind, draft, &checked)?))
    }

    /// The first id of a project of this code that none has had: one of an earlier generation was taken back or has another code now.
    /// None when another import made the project since it was looked for.
    async fn unused_project_id(&self, batch: &Batch, kind: &str, code: &str) -> Result<Option<String>, ServiceError> {
        for generation in 0..MOST_GENERATIONS {
            let id = same::project_id(&batch.agency_id, kind, code, generation);
            // The submission is looked for first: another import may write it, and the record with it, between the two looks.
            if self.kit.store.submission(&id).await?.is_none() {
                return Ok(Some(id));
            }
            let made = self.kit.store.record(kind, &id).await?;
            if made.is_some_and(|made| !made.retracted && made.answer("code") == code) {
                return Ok(None);
            }
        }
        Ok(Some(self.kit.new_id()))
    }
}
