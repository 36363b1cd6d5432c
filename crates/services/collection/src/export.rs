//! Everything of a list as tables: the records, and the rows of each repeat with keys that say whose they are. Owns which columns there
//! are, what stands in a cell and what the audit chain is told; how a file is written is a surface's.
//!
//! It goes through the list in steps, each of its own moment: nothing is locked or held open between them, and memory holds one step.

use crate::project::around_each;
use crate::{Collection, Definition, Narrowing};
use language::{Lang, Message};
use packs::Column;
use serde_json::{Value as Json, json};
use service_kit::{Context, ServiceError};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{Change, Record, RecordQuery, Unit, Value};

mod bounds;
mod columns;

pub use bounds::{ExportLine, ExportMark, ExportPreview, MOST_SENSITIVE_A_DAY};
pub use columns::{ExportCell, ExportColumn, ExportSheet};
use columns::{Plan, Reading, SheetPlan};

/// Records in one step.
const STEP: u32 = 500;

/// Exports that one server makes at the same time. Each keeps a connection that reads and a processor busy and fills the disk for
/// temporary files, so that more of them would hold up those who record.
pub const EXPORTS_AT_ONCE: usize = 2;

/// What is exported, and how it reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// `pack/form`.
    pub kind: String,
    /// Which records.
    pub narrowed: Narrowing,
    /// The language of headings and choices; nothing for the names that the form's author gave them.
    pub labels: Option<Lang>,
    /// Whether a question with several choices gets a column for each of them, besides its own.
    pub split_choices: bool,
    /// The file's format, for the audit chain.
    pub format: &'static str,
}

/// What takes the tables: the sheets first, then rows, those of a record's repeats after the record's own.
pub trait Receiver: Send {
    /// Whose file this is, told first when sensitive columns go out: it belongs on every sheet that has a place for it.
    ///
    /// # Errors
    /// When it cannot be written.
    fn mark(&mut self, _mark: &ExportMark) -> Result<(), ServiceError> {
        Ok(())
    }

    /// The sheets, the records' own first.
    ///
    /// # Errors
    /// When it cannot be written.
    fn begin(&mut self, sheets: &[ExportSheet]) -> Result<(), ServiceError>;

    /// A row of the sheet at this place, a cell for each of its columns.
    ///
    /// # Errors
    /// When it cannot be written.
    fn row(&mut self, sheet: usize, cells: &[ExportCell]) -> Result<(), ServiceError>;
}

impl Collection {
    /// Gives the receiver every record that the reader may see and the narrowing leaves, in the order in which they were first received,
    /// and returns how many. One audit entry says so before this returns: whoever hands the file out does it afterwards.
    ///
    /// # Errors
    /// Sensitive columns go out to those whose right says so, for a purpose and up to a bound a day; others get the file without them.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind for the reader; [`ServiceError::PurposeNeeded`] when sensitive columns would go
    /// out; [`ServiceError::TooMuch`] while [`EXPORTS_AT_ONCE`] others are made and above [`MOST_SENSITIVE_A_DAY`]; what the receiver returns.
    pub async fn export(
        &self,
        context: &Context,
        wanted: &Export,
        to: &mut (dyn Receiver + Send),
    ) -> Result<u64, ServiceError> {
        let in_use = self.kind(context, &wanted.kind)?;
        let busy = |_| ServiceError::TooMuch(Message::new("collection-export-busy"));
        let _place = self.exporting.try_acquire().map_err(busy)?;
        let of = in_use.definition();
        let limits = self.limits(context, of).await?;
        let query = wanted.narrowed.query(of);
        let asked = query.asked();
        let query =
            RecordQuery { limit: Some(STEP), with_rows: !of.kind.rows.is_empty(), ..self.in_scope(context, query) };
        let plan = self.export_plan(context, of, wanted, &limits.hidden).await?;
        let number = self.export_number();
        if limits.sensitive > 0 {
            to.mark(&self.mark(context, of, &number).await?)?;
        }
        to.begin(&plan.sheets.iter().map(|sheet| sheet.shown.clone()).collect::<Vec<_>>())?;
        let (mut count, mut after) = (0, Some(0));
        while let Some(place) = after {
            let step = self.kit.store.records_after(&query, place).await?;
            let answers = self.answers_of_nested(&plan, &step.records).await?;
            for record in &step.records {
                self.give(&plan, record, answers.get(&record.submission_id), to)?;
            }
            count += step.records.len() as u64;
            limits.check(count)?;
            after = step.next;
        }
        let labels = wanted.labels.map_or_else(|| "codes".to_owned(), |lang| lang.to_string());
        let mut detail = json!({ "count": count, "format": wanted.format, "labels": labels, "filters": asked });
        if let Some(detail) = detail.as_object_mut().filter(|_| limits.sensitive > 0) {
            detail.insert("number".to_owned(), json!(number));
            detail.insert("sensitive".to_owned(), json!(limits.sensitive));
        }
        let entry = self.kit.entry(context, "record.export", &wanted.kind, "", &detail);
        let made = Change::PutExportMade(limits.made(context, wanted, number, count));
        self.kit.commit(Unit::one(made, entry)).await?;
        Ok(count)
    }

    /// The answers of records that have repeats inside repeats: whose rows those are, only they say.
    async fn answers_of_nested(&self, plan: &Plan, records: &[Record]) -> Result<HashMap<String, Json>, ServiceError> {
        if !plan.sheets.iter().any(|sheet| sheet.inside.is_some()) {
            return Ok(HashMap::new());
        }
        let ids: Vec<String> = records.iter().map(|record| record.submission_id.clone()).collect();
        let read = |(id, text): (String, String)| serde_json::from_str(&text).ok().map(|answers| (id, answers));
        Ok(self.kit.store.answers(&ids).await?.into_iter().filter_map(read).collect())
    }

    fn give(
        &self,
        plan: &Plan,
        record: &Record,
        answers: Option<&Json>,
        to: &mut (dyn Receiver + Send),
    ) -> Result<(), ServiceError> {
        let mut keys: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (sheet, number) in plan.sheets.iter().zip(0..) {
            let Some(path) = &sheet.path else {
                let moment = |at| ExportCell::Text(self.moment(at));
                let agency = plan.agencies.get(&record.agency_id).unwrap_or(&record.agency_id);
                let mut cells = vec![ExportCell::Text(record.id.clone()), ExportCell::Text(agency.clone())];
                cells.extend([moment(record.created_at), moment(record.updated_at)]);
                cells.extend(sheet.cells(&record.columns));
                to.row(number, &cells)?;
                continue;
            };
            let rows = record.rows(&sheet.name);
            let places = match (&sheet.inside, answers) {
                (Some(around), Some(answers)) => around_each(answers, path, around),
                _ => Vec::new(),
            };
            let mut own = Vec::with_capacity(rows.len());
            for (row, place) in rows.iter().zip(0_usize..) {
                let around = sheet.inside.as_deref().and_then(|path| keys.get(path));
                let parent = around.zip(places.get(place)).and_then(|(keys, outer)| keys.get(*outer));
                let parent = parent.unwrap_or(&record.id).clone();
                // Counted through the record, so that a key is one row's only.
                let key = format!("{}/{}[{}]", record.id, sheet.name, place + 1);
                let mut cells = vec![ExportCell::Text(key.clone()), ExportCell::Text(parent)];
                cells.extend(sheet.cells(row));
                to.row(number, &cells)?;
                own.push(key);
            }
            keys.insert(path, own);
        }
        Ok(())
    }

    /// A moment on the users' clock, to the minute.
    fn moment(&self, at: store::Millis) -> String {
        let local = self.kit.local(at);
        format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
    }

    async fn export_plan(
        &self,
        context: &Context,
        of: Definition<'_>,
        wanted: &Export,
        hidden: &BTreeSet<String>,
    ) -> Result<Plan, ServiceError> {
        let lists = self.all_itemsets(context, &of.kind.id).await?;
        let reading = |column: &Column| Reading::of(of, column, &lists, wanted.labels);
        let mut sheets = vec![SheetPlan::records(of, &reading, (wanted, hidden))];
        sheets.extend(of.kind.rows.iter().map(|rows| SheetPlan::rows(of, rows, &reading, (wanted, hidden))));
        let agencies = match wanted.labels {
            None => Vec::new(),
            Some(_) => self.kit.store.agencies().await?,
        };
        let name = |agency: store::Agency| match wanted.labels {
            Some(Lang::Th) => (agency.id, agency.name_th),
            _ => (agency.id, agency.name_en),
        };
        Ok(Plan { sheets, agencies: agencies.into_iter().map(name).collect() })
    }
}

/// The value of a column in a row.
fn value_in<'r>(row: &'r store::Row, name: &str) -> &'r Value {
    row.iter().find(|(candidate, _)| candidate == name).map_or(&Value::Null, |(_, value)| value)
}
