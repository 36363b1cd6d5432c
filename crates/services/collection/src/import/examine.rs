//! Looking at every row before anything is written: what it would become, and every problem at its cell, those of the form's own rules
//! included.

use super::{ImportOutcome, ImportProblem, known, same};
use crate::itemsets::ItemLists;
use crate::submit::Draft;
use crate::{Collection, Definition, field_problem};
use forms::CheckedAnswers;
use language::Message;
use places::Gazetteer;
use registers::{Mapping, Plan, Problem, Reading, RowReading, Severity, SkippedRow, Target, apply};
use serde_json::Value as Json;
use service_kit::{Context, FieldProblem, ServiceError};
use sheets::{Workbook, cell_name};
use std::collections::HashMap;
use store::{Batch, Change};

/// A record taken back so often is not imported a further time.
pub(super) const MOST_GENERATIONS: u32 = 100;

/// What would become of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// It becomes a record.
    New,
    /// Its record is there already.
    AlreadyPresent,
    /// It repeats another row of the file.
    Repeated,
    /// It cannot be imported; its problems say why.
    Blocked,
}

/// A row with what would become of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRow {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// What would become of it.
    pub state: RowState,
    /// What was read, as the form's answers.
    pub answers: Json,
    /// The id of its submission, and the answers as the form's rules leave them; none when the row is blocked or repeated.
    pub(super) ready: Option<(String, CheckedAnswers)>,
}

/// Every row of a file, looked at.
pub(super) struct Examined {
    pub(super) rows: Vec<PreviewRow>,
    pub(super) skipped: Vec<SkippedRow>,
    pub(super) problems: Vec<ImportProblem>,
}

impl Examined {
    pub(super) fn new_rows(&self) -> impl Iterator<Item = &PreviewRow> {
        self.rows.iter().filter(|row| row.state == RowState::New)
    }

    /// What became of the rows, of which so many were written; nothing was tried without a number. A new row that was not written
    /// had been by somebody else meanwhile.
    pub(super) fn outcome(&self, written: Option<usize>) -> ImportOutcome {
        let count = |state| self.rows.iter().filter(|row| row.state == state).count();
        let overtaken = written.map_or(0, |written| count(RowState::New).saturating_sub(written));
        ImportOutcome {
            read: self.rows.len() - count(RowState::Repeated),
            imported: written.unwrap_or_default(),
            already_present: count(RowState::AlreadyPresent) + overtaken,
            problems: self.problems.clone(),
        }
    }
}

impl Collection {
    pub(super) async fn examine(
        &self,
        context: &Context,
        batch: &Batch,
        workbook: &Workbook,
        plan: &Plan,
    ) -> Result<Examined, ServiceError> {
        let in_use = self.in_use(&batch.kind)?;
        let definition = in_use.definition();
        let schema = super::schema::schema(definition, context.today());
        let reading = apply(workbook, &schema, plan, &Gazetteer::builtin());
        let mut lists = self.all_itemsets(context, &batch.kind).await?;
        if let Some((own, code)) = self.project_kind(&batch.kind).zip(batch.project.as_deref()) {
            lists.add(&own, code);
        }
        let mut examined = self.check_rows(context, definition, batch, plan, reading, &lists);
        let tally = schema.tallies.first();
        if let Some(tally) = tally {
            known::mark_repeated(definition, tally, &mut examined);
        }
        self.mark_known(&batch.agency_id, definition, tally, &mut examined).await?;
        Ok(examined)
    }

    fn check_rows(
        &self,
        context: &Context,
        definition: Definition<'_>,
        batch: &Batch,
        plan: &Plan,
        reading: Reading,
        lists: &ItemLists,
    ) -> Examined {
        let mut problems: Vec<_> = reading.problems.into_iter().map(import_problem).collect();
        let mut seen: HashMap<String, (String, u32)> = HashMap::new();
        let mut rows = Vec::with_capacity(reading.rows.len());
        for row in reading.rows {
            let answers = with_project(definition, row.answers.clone(), batch.project.as_deref());
            let blocked = row.problems.iter().any(|problem| problem.severity == Severity::Error);
            problems.extend(row.problems.iter().cloned().map(import_problem));
            let mut examined =
                PreviewRow { sheet: row.sheet.clone(), row: row.row, state: RowState::Blocked, answers, ready: None };
            if row.duplicate_of.is_some() {
                examined.state = RowState::Repeated;
            } else if !blocked {
                match forms::check(definition.form, &examined.answers, lists, self.environment(context)) {
                    Ok(checked) => {
                        let id = same::submission_id(&batch.agency_id, definition, checked.answers(), 0);
                        if let Some(first) = seen.get(&id) {
                            examined.state = RowState::Repeated;
                            problems.push(repeats(&row, first));
                        } else {
                            seen.insert(id.clone(), (row.sheet.clone(), row.row));
                            examined.state = RowState::New;
                            examined.ready = Some((id, checked));
                        }
                    }
                    Err(violations) => {
                        let found = violations.into_iter().map(field_problem);
                        problems.extend(found.map(|problem| at_cell(plan, &row, problem)));
                    }
                }
            }
            rows.push(examined);
        }
        Examined { rows, skipped: reading.skipped, problems }
    }

    pub(super) fn row_submission(
        &self,
        context: &Context,
        batch: &Batch,
        row: &PreviewRow,
    ) -> Result<Change, ServiceError> {
        let (id, checked) =
            row.ready.as_ref().ok_or_else(|| ServiceError::Internal("a row without answers".to_owned()))?;
        let draft = Draft {
            id: id.clone(),
            record_id: id.clone(),
            supersedes: None,
            reason: None,
            agency_id: batch.agency_id.clone(),
            batch_id: Some(batch.id.clone()),
            source: "import",
        };
        self.submission(context, &batch.kind, draft, checked)
    }
}

/// The row's answers with the project that the whole file belongs to, when the form asks for one and the row names none.
fn with_project(definition: Definition<'_>, mut answers: Json, project: Option<&str>) -> Json {
    if let (Some(code), true, Some(object)) = (project, definition.has_column("project"), answers.as_object_mut()) {
        object.entry("project").or_insert_with(|| Json::String(code.to_owned()));
    }
    answers
}

fn import_problem(problem: Problem) -> ImportProblem {
    ImportProblem {
        sheet: problem.sheet,
        cell: problem.cell,
        row: problem.row,
        blocks: problem.severity == Severity::Error,
        message: problem.message,
    }
}

/// A row that tells of the same record as an earlier one, although its remarks differ.
fn repeats(row: &RowReading, (sheet, first): &(String, u32)) -> ImportProblem {
    let message = Message::new("registers-duplicate").with("sheet", sheet.as_str()).with("row", first.to_string());
    ImportProblem { sheet: row.sheet.clone(), cell: cell_name(row.row, 0), row: row.row, blocks: false, message }
}

/// A broken rule of the form, at the cell that the answer was read from; at the row's first cell when no column gave it.
fn at_cell(plan: &Plan, row: &RowReading, problem: FieldProblem) -> ImportProblem {
    let table = plan.table_of(&row.sheet, row.row);
    let column = table.and_then(|table| column_of(&table.mapping, &problem.path));
    let message = match column {
        Some(_) => problem.message,
        None => Message::new("collection-import-no-column")
            .with("question", problem.path.trim_start_matches('/'))
            .with("problem", problem.message),
    };
    let cell = cell_name(row.row, column.unwrap_or_default());
    ImportProblem { sheet: row.sheet.clone(), cell, row: row.row, blocks: true, message }
}

/// The column that gives the answer at a path such as `/venue` or `/attendance[2]/count`.
fn column_of(mapping: &Mapping, path: &str) -> Option<u32> {
    let plain: String =
        path.split('[').flat_map(|part| part.split_once(']').map_or(part, |(_, rest)| rest).chars()).collect();
    let plain = plain.trim_start_matches('/');
    let targets =
        mapping.columns.iter().filter_map(|column| column.target.as_ref().map(|target| (column.column, target)));
    targets
        .filter(|(_, target)| match target {
            Target::Answer { path } => path == plain,
            Target::Count { repeat, .. } | Target::Counts { repeat, .. } => plain.starts_with(&format!("{repeat}/")),
            Target::Category { repeat, question } => plain == format!("{repeat}/{question}"),
            Target::Total { .. } | Target::Serial | Target::Ignored => false,
        })
        .map(|(column, _)| column)
        .next()
}
