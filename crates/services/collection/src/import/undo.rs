//! Undoing an import: its records are taken back, as far as nobody has built on them since.

use crate::Collection;
use crate::entities::{Gathered, Origin};
use language::Message;
use serde_json::json;
use service_kit::{Context, ServiceError};
use store::{Batch, BatchState, Change, Filter, Record, RecordQuery, Requirement, Scope, Test, Unit, Value};

/// Undoing is decided anew so often when somebody else was faster.
const MOST_TRIES: usize = 10;

impl Collection {
    /// Takes back the records of an import that nobody changed since, and says how many, and how many were kept because somebody had.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] or [`ServiceError::Conflict`] when it is not there to be undone.
    pub async fn import_undo(&self, context: &Context, batch_id: &str) -> Result<(usize, usize), ServiceError> {
        for _ in 0..MOST_TRIES {
            let batch = self.batch(context, batch_id).await?;
            if batch.state != BatchState::Imported {
                return Err(ServiceError::Conflict(Message::new("collection-import-not-confirmed")));
            }
            let (unit, counts) = self.undoing(context, batch).await?;
            // Somebody may have corrected one of its records meanwhile, or undone it: then it is looked at again.
            if self.kit.commit_unless_overtaken(unit).await?.is_some() {
                return Ok(counts);
            }
        }
        Err(ServiceError::Conflict(Message::new("conflict-changed")))
    }

    /// What undoing an import writes, with how many records go and how many stay.
    async fn undoing(&self, context: &Context, batch: Batch) -> Result<(Unit, (usize, usize)), ServiceError> {
        let records = self.kit.store.records_of_batch(&batch.id).await?;
        let (mut unchanged, mut changed): (Vec<_>, Vec<_>) =
            records.iter().partition(|record| record.submission_id == record.id);
        let project_kind = self.project_kind(&batch.kind);
        let project = unchanged.iter().copied().find(|record| Some(&record.kind) == project_kind.as_ref());
        // A project that somebody else's records are linked to stays.
        if let Some(project) = project
            && self.is_used_elsewhere(project, &unchanged).await?
        {
            unchanged.retain(|record| record.id != project.id);
            changed.push(project);
        }
        let reason = format!("{} {}", batch.file_name, batch.id);
        let mut changes: Vec<_> = unchanged
            .iter()
            .map(|record| self.retraction(context, record, record.submission_id.clone(), reason.clone(), "import"))
            .collect();
        let counts = (unchanged.len(), changed.len());
        let detail = json!({ "retracted": counts.0, "kept": counts.1 });
        let entry = self.kit.entry(context, "import.undo", &batch.kind, &batch.id, &detail);
        let undone = Batch { state: BatchState::Undone, updated_at: context.at, ..batch.clone() };
        changes.push(Change::PutBatch(undone));
        let mut unit = Unit::new(changes, vec![entry]).requiring(Requirement::BatchUnchanged(batch));
        self.gather_taken_back(context, &unchanged, &mut unit).await?;
        Ok((unit, counts))
    }

    /// What the records made that are taken back goes with them.
    async fn gather_taken_back(
        &self,
        context: &Context,
        records: &[&Record],
        unit: &mut Unit,
    ) -> Result<(), ServiceError> {
        let mut gathered = Gathered::default();
        for record in records {
            let speaks = self.in_use(&record.kind).is_ok_and(|kind| !kind.definition().form.entity_lists().is_empty());
            if speaks {
                let origin = Origin {
                    pack: "",
                    submission_id: "",
                    record_id: &record.id,
                    agency_id: &record.agency_id,
                    is_correction: true,
                    seen_at: None,
                };
                self.gather(context, &mut gathered, &origin, &[]).await?;
            }
        }
        gathered.add_to(context, unit)
    }

    /// Whether records other than `these` name a project.
    async fn is_used_elsewhere(&self, project: &Record, these: &[&Record]) -> Result<bool, ServiceError> {
        let scope = Scope::Agencies(vec![project.agency_id.clone()]);
        let code = Value::Text(project.answer("code"));
        for kind in self.packs().iter().flat_map(|pack| &pack.kinds) {
            let naming = kind.references.iter().filter(|one| one.kind == project.kind && one.rows.is_none());
            for reference in naming {
                let filter = Filter { column: reference.question.clone(), test: Test::Is(code.clone()) };
                let query = RecordQuery { filters: vec![filter], ..RecordQuery::all(kind.id.clone(), scope.clone()) };
                let found = self.kit.store.records(&query).await?.records;
                if found.iter().any(|record| !these.iter().any(|one| one.id == record.id)) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}
