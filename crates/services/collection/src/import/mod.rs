//! Imports: a spreadsheet becomes records in three steps that a person can see: upload, preview with every problem at its cell, confirm.
//! Undoing takes the records back. Owns the steps; reading a register is the `registers` engine's, the rules of a form `forms`'s.

mod alike;
mod columns;
mod examine;
mod known;
mod same;
mod schema;
mod undo;
mod write;

pub(crate) use same::{is_of_imports, named};

pub use columns::{ColumnSample, MissingQuestion};
pub use examine::{PreviewRow, RowState};
pub use schema::TargetChoice;

use crate::Collection;
use language::Message;
use places::Gazetteer;
use registers::{Mapping, Plan, SkippedRow};
use serde_json::json;
use service_kit::{Action, Context, Resource, ServiceError, authorise};
use sheets::Workbook;
use store::{Attachment, Batch, BatchState, Change, Requirement, Unit, Written};

/// Imports of one kind that lists show.
const LISTED: u32 = 50;

/// A file that somebody brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// What its rows are: `pack/form`.
    pub kind: String,
    /// Its name.
    pub file_name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The code of the project that the records are linked to; made when there is none.
    pub project: Option<String>,
}

/// Something to look at in a file, at its cell.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportProblem {
    /// The sheet.
    pub sheet: String,
    /// The cell, such as `F12`.
    pub cell: String,
    /// The row, from 1.
    pub row: u32,
    /// Whether the row cannot be imported because of it.
    pub blocks: bool,
    /// What is wrong and what to do.
    pub message: Message,
}

/// What an import did, or would do.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportOutcome {
    /// Rows that hold a record; rows entered twice count once.
    pub read: usize,
    /// Records written now.
    pub imported: usize,
    /// Records that were there before.
    pub already_present: usize,
    /// Everything to look at.
    pub problems: Vec<ImportProblem>,
}

/// An import as its page shows it before it is confirmed.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportPreview {
    /// The import.
    pub batch: Batch,
    /// What each column is read as.
    pub plan: Plan,
    /// What a column can be read as, for changing it.
    pub targets: Vec<TargetChoice>,
    /// A few cells of every column, in the order of the plan.
    pub samples: Vec<ColumnSample>,
    /// Questions that must be answered and that no column answers.
    pub missing: Vec<MissingQuestion>,
    /// Every row with what would become of it.
    pub rows: Vec<PreviewRow>,
    /// Rows that hold no record, with the reason.
    pub skipped: Vec<SkippedRow>,
    /// Everything to look at.
    pub problems: Vec<ImportProblem>,
}

impl ImportPreview {
    /// How many rows would be in a state.
    pub fn count(&self, state: RowState) -> usize {
        self.rows.iter().filter(|row| row.state == state).count()
    }
}

impl Collection {
    /// Keeps a file and proposes how to read it. Nothing becomes a record yet.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] when the file is no table of such records; [`ServiceError::Refused`] when the caller does not import.
    pub async fn import_upload(&self, context: &Context, upload: Upload) -> Result<String, ServiceError> {
        self.allow_import(context, &context.actor.agency_id)?;
        let (_, plan) = self.plan(context, &upload).await?;
        let batch = self.new_batch(context, &upload, &plan)?;
        // A project's code that cannot be used is told now, while another one can still be given.
        self.missing_project(context, &batch).await?;
        let id = batch.id.clone();
        let file = self.attachment(context, upload.bytes, "application/octet-stream");
        let entry = self.kit.entry(context, "import.upload", &upload.kind, &id, &json!({}));
        self.kit.commit(Unit::new(vec![Change::PutAttachment(file), Change::PutBatch(batch)], vec![entry])).await?;
        Ok(id)
    }

    /// What an uploaded file would become.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such import that the caller may know of.
    pub async fn import_preview(&self, context: &Context, batch_id: &str) -> Result<ImportPreview, ServiceError> {
        let batch = self.batch(context, batch_id).await?;
        let (workbook, plan) = self.reopened(&batch).await?;
        let examined = self.examine(context, &batch, &workbook, &plan).await?;
        let in_use = self.in_use(&batch.kind)?;
        let definition = in_use.definition();
        Ok(ImportPreview {
            targets: schema::targets(definition, context.today()),
            samples: columns::samples(&workbook, &plan),
            missing: columns::missing(definition, &plan, context.today()),
            rows: examined.rows,
            skipped: examined.skipped,
            problems: examined.problems,
            batch,
            plan,
        })
    }

    /// Changes how the columns of one of the file's tables are read.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such import or table; [`ServiceError::Conflict`] when it was confirmed already.
    pub async fn import_map(
        &self,
        context: &Context,
        batch_id: &str,
        table: usize,
        mapping: Mapping,
    ) -> Result<(), ServiceError> {
        let batch = self.draft(context, batch_id).await?;
        let mut plan = read_plan(&batch)?;
        plan.tables.get_mut(table).ok_or(ServiceError::NotFound)?.mapping = mapping;
        let changed = Batch { mapping: as_json(&plan)?, updated_at: context.at, ..batch.clone() };
        let entry = self.kit.entry(context, "import.map", &changed.kind, batch_id, &json!({}));
        let unit = Unit::one(Change::PutBatch(changed), entry).requiring(Requirement::BatchUnchanged(batch));
        self.commit_import(context, batch_id, unit).await.map(drop)
    }

    /// Writes what the preview showed: every row that is new, whole and once. The columns' meaning is remembered for the next file of
    /// the same layout.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] or [`ServiceError::Conflict`] when it is not there to be confirmed.
    pub async fn import_confirm(&self, context: &Context, batch_id: &str) -> Result<ImportOutcome, ServiceError> {
        let batch = self.draft(context, batch_id).await?;
        let (workbook, plan) = self.reopened(&batch).await?;
        let examined = self.examine(context, &batch, &workbook, &plan).await?;
        let unit = Unit::default().requiring(Requirement::BatchUnchanged(batch.clone()));
        self.write(context, batch, &plan, examined, unit).await
    }

    /// Upload, preview and confirm in one go, for commands.
    ///
    /// # Errors
    /// As for each step.
    pub async fn import_at_once(&self, context: &Context, upload: Upload) -> Result<ImportOutcome, ServiceError> {
        self.allow_import(context, &context.actor.agency_id)?;
        let (workbook, plan) = self.plan(context, &upload).await?;
        let batch = self.new_batch(context, &upload, &plan)?;
        let examined = self.examine(context, &batch, &workbook, &plan).await?;
        let file = self.attachment(context, upload.bytes, "application/octet-stream");
        self.write(context, batch, &plan, examined, Unit::new(vec![Change::PutAttachment(file)], Vec::new())).await
    }

    /// What importing a file would do; writes nothing.
    ///
    /// # Errors
    /// As for the upload.
    pub async fn import_trial(&self, context: &Context, upload: &Upload) -> Result<ImportOutcome, ServiceError> {
        self.allow_import(context, &context.actor.agency_id)?;
        let (workbook, plan) = self.plan(context, upload).await?;
        let batch = self.new_batch(context, upload, &plan)?;
        self.missing_project(context, &batch).await?;
        Ok(self.examine(context, &batch, &workbook, &plan).await?.outcome(None))
    }

    /// Puts a file that was uploaded and not confirmed away.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] or [`ServiceError::Conflict`] when it is not there to be put away.
    pub async fn import_discard(&self, context: &Context, batch_id: &str) -> Result<(), ServiceError> {
        let batch = self.draft(context, batch_id).await?;
        let undone = Batch { state: BatchState::Undone, updated_at: context.at, ..batch.clone() };
        let entry = self.kit.entry(context, "import.discard", &undone.kind, batch_id, &json!({}));
        let unit = Unit::one(Change::PutBatch(undone), entry).requiring(Requirement::BatchUnchanged(batch));
        self.commit_import(context, batch_id, unit).await.map(drop)
    }

    /// The latest imports of a kind that the caller may know of, newest first.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller does not import.
    pub async fn imports(&self, context: &Context, kind: &str) -> Result<Vec<Batch>, ServiceError> {
        self.allow_import(context, &context.actor.agency_id)?;
        let batches = self.kit.store.batches(kind, LISTED).await?;
        Ok(batches.into_iter().filter(|batch| self.allow_import(context, &batch.agency_id).is_ok()).collect())
    }

    async fn plan(&self, context: &Context, upload: &Upload) -> Result<(Workbook, Plan), ServiceError> {
        let in_use = self.kind(context, &upload.kind)?;
        let definition = in_use.definition();
        let workbook = sheets::read(&upload.bytes, &upload.file_name, &sheets::Limits::default())
            .map_err(|problem| ServiceError::invalid("file", problem.message()))?;
        let plan = registers::propose(&workbook, &schema::schema(definition, context.today()), &Gazetteer::builtin())
            .map_err(|problem| ServiceError::invalid("file", problem.message()))?;
        let mut remembered = std::collections::HashMap::new();
        for table in &plan.tables {
            let kept =
                self.kit.store.remembered_mapping(&context.actor.agency_id, &upload.kind, &table.signature).await?;
            let mapping: Option<Mapping> = kept.and_then(|text| serde_json::from_str(&text).ok());
            remembered.extend(mapping.map(|mapping| (table.signature.clone(), mapping)));
        }
        Ok((workbook, plan.with_remembered(|signature| remembered.get(signature).cloned())))
    }

    async fn reopened(&self, batch: &Batch) -> Result<(Workbook, Plan), ServiceError> {
        let file = self.kit.store.attachment(&batch.file_hash).await?.ok_or(ServiceError::NotFound)?;
        let workbook = sheets::read(&file.bytes, &batch.file_name, &sheets::Limits::default())
            .map_err(|problem| ServiceError::invalid("file", problem.message()))?;
        Ok((workbook, read_plan(batch)?))
    }

    fn new_batch(&self, context: &Context, upload: &Upload, plan: &Plan) -> Result<Batch, ServiceError> {
        Ok(Batch {
            id: self.kit.new_id(),
            kind: upload.kind.clone(),
            agency_id: context.actor.agency_id.clone(),
            author_id: context.actor.account_id.clone(),
            file_name: upload.file_name.chars().take(200).collect(),
            file_hash: Attachment::name(&upload.bytes),
            project: upload.project.clone().filter(|code| !code.is_empty()),
            mapping: as_json(plan)?,
            state: BatchState::Draft,
            summary: "{}".to_owned(),
            created_at: context.at,
            updated_at: context.at,
        })
    }

    async fn batch(&self, context: &Context, id: &str) -> Result<Batch, ServiceError> {
        let batch = self.kit.store.batch(id).await?.ok_or(ServiceError::NotFound)?;
        self.allow_import(context, &batch.agency_id).map_err(|_| ServiceError::NotFound)?;
        Ok(batch)
    }

    async fn draft(&self, context: &Context, id: &str) -> Result<Batch, ServiceError> {
        let batch = self.batch(context, id).await?;
        if batch.state == BatchState::Draft {
            return Ok(batch);
        }
        Err(ServiceError::Conflict(Message::new("collection-import-done")))
    }

    /// Writes a step of an import that was decided on how the import was read. When somebody else was faster, on this server or
    /// another, nothing is written and the caller is told where the import is now.
    async fn commit_import(&self, context: &Context, batch_id: &str, unit: Unit) -> Result<Vec<Written>, ServiceError> {
        match self.kit.commit_unless_overtaken(unit).await? {
            Some(written) => Ok(written),
            None => {
                self.draft(context, batch_id).await?;
                Err(ServiceError::Conflict(Message::new("conflict-changed")))
            }
        }
    }

    fn allow_import(&self, context: &Context, agency_id: &str) -> Result<(), ServiceError> {
        let resource = Resource { agency_id, author_id: "" };
        let allowed = authorise(&context.actor, Action::Import, &resource).allowed;
        if allowed { Ok(()) } else { Err(ServiceError::Refused) }
    }
}

fn read_plan(batch: &Batch) -> Result<Plan, ServiceError> {
    serde_json::from_str(&batch.mapping)
        .map_err(|problem| ServiceError::Internal(format!("import {}: {problem}", batch.id)))
}

fn as_json(kept: &impl serde::Serialize) -> Result<String, ServiceError> {
    serde_json::to_string(kept).map_err(|problem| ServiceError::Internal(problem.to_string()))
}
