//! Records: the present state of everything that submissions made, in typed columns, and how lists ask for them.

use crate::{Millis, StoreError, Value};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// A repeat's row: values by question name.
pub type Row = Vec<(String, Value)>;

/// One record with its present values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The record's id: the id of the submission that made it.
    pub id: String,
    /// `pack/form`.
    pub kind: String,
    /// The agency that owns it.
    pub agency_id: String,
    /// The submission that its values come from.
    pub submission_id: String,
    /// When it was first received.
    pub created_at: Millis,
    /// When it last changed.
    pub updated_at: Millis,
    /// Whether it was taken back. Lists leave these out.
    pub retracted: bool,
    /// Whether the key of its sealed values was destroyed: what they said is gone for ever.
    pub erased: bool,
    /// Values by question name, in the kind's order.
    pub columns: Row,
    /// Rows by repeat name; empty unless the query asked for them.
    pub rows: Vec<(String, Vec<Row>)>,
}

impl Record {
    /// The value of a column; nothing when the kind has none of that name.
    pub fn value(&self, column: &str) -> &Value {
        self.columns.iter().find(|(name, _)| name == column).map_or(&Value::Null, |(_, value)| value)
    }

    /// The column as a form would write it.
    pub fn answer(&self, column: &str) -> String {
        self.value(column).to_answer()
    }

    /// The rows of one repeat.
    pub fn rows(&self, repeat: &str) -> &[Row] {
        self.rows.iter().find(|(name, _)| name == repeat).map_or(&[], |(_, rows)| rows.as_slice())
    }
}

/// Which agencies' records a reader may see: the access decision, as storage needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every agency's.
    All,
    /// Only these agencies'. Empty sees nothing.
    Agencies(Vec<String>),
}

impl Scope {
    /// Whether it takes in what an agency has.
    pub fn includes(&self, agency_id: &str) -> bool {
        match self {
            Self::All => true,
            Self::Agencies(agencies) => agencies.iter().any(|one| one == agency_id),
        }
    }
}

/// A question about one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// The column's name in the kind.
    pub column: String,
    /// What must hold of it.
    pub test: Test,
}

/// What must hold of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Equal to the value; equal to nothing means nothing was answered.
    Is(Value),
    /// One of the values.
    In(Vec<Value>),
    /// From the first to the second, both included.
    Between(Value, Value),
    /// Contains the text, letter case ignored for ASCII.
    Contains(String),
    /// Has the word among those that stand in it with spaces between: how several choices are kept.
    Has(String),
}

/// How a list is sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// By a column of the kind; nothing before everything; ties by the place in the log, the same way round.
    Column {
        /// The column.
        name: String,
        /// Largest first.
        descending: bool,
    },
    /// Last changed first.
    RecentFirst,
}

/// Where a page lies in a list: next to a record, so that the last page costs no more than the first. It is named by the record's
/// id alone, since ids may stand in an address and what a list is sorted by may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// The page begins after this record.
    After(String),
    /// The page ends before this record.
    Before(String),
}

impl Beside {
    /// The record's id.
    pub fn id(&self) -> &str {
        match self {
            Self::After(id) | Self::Before(id) => id,
        }
    }
}

/// A question for a list of records of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordQuery {
    /// `pack/form`.
    pub kind: String,
    /// Whose records the reader may see.
    pub scope: Scope,
    /// All must hold.
    pub filters: Vec<Filter>,
    /// Only these records; `None` for all that the filters leave.
    pub ids: Option<Vec<String>>,
    /// Only those of this agency, within the scope.
    pub agency: Option<String>,
    /// Only those that this account recorded.
    pub author: Option<String>,
    /// How it is sorted.
    pub order: Order,
    /// At most so many; `None` for all, which only indicators and reports ask.
    pub limit: Option<u32>,
    /// Left out at the start; not heeded beside a record.
    pub offset: u32,
    /// The record that the page lies beside; `None` for the beginning.
    pub beside: Option<Beside>,
    /// How far it is counted how many there are in all.
    pub count_to: u64,
    /// Whether the repeats' rows are read too.
    pub with_rows: bool,
}

impl RecordQuery {
    /// Everything of one kind that the scope allows, last changed first, without rows.
    pub fn all(kind: impl Into<String>, scope: Scope) -> Self {
        Self {
            kind: kind.into(),
            scope,
            filters: Vec::new(),
            ids: None,
            agency: None,
            author: None,
            order: Order::RecentFirst,
            limit: None,
            offset: 0,
            beside: None,
            count_to: u64::MAX,
            with_rows: false,
        }
    }
}

/// One page of a list, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The page.
    pub records: Vec<Record>,
    /// How many records match wherever the page lies; one more than [`RecordQuery::count_to`] stands for any number above that.
    pub total: u64,
    /// Whether there are more beyond the page: after it, or before it when it was asked for before a record.
    pub goes_on: bool,
    /// Whether the record that the page was to lie beside is gone or not for this reader; the page is empty then.
    pub is_lost: bool,
}

/// So many records of a walk through a list, in the order in which they were first received.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// The records.
    pub records: Vec<Record>,
    /// Where the next step begins; nothing when there are no more.
    pub next: Option<i64>,
}

/// Reading records. Retracted ones are never listed, only found by id.
#[async_trait]
pub trait Records {
    /// One record by kind and id with its rows, retracted or not; whether the reader may see it is the caller's decision.
    ///
    /// # Errors
    /// When the kind has no table or the database does not answer.
    async fn record(&self, kind: &str, id: &str) -> Result<Option<Record>, StoreError>;

    /// A page of a list.
    ///
    /// # Errors
    /// When the kind or a column does not exist, or the database does not answer.
    async fn records(&self, query: &RecordQuery) -> Result<Page, StoreError>;

    /// The next so many records of a list of any length, for whoever goes through all of it: at most [`RecordQuery::limit`], after
    /// the place where the step before ended (0 at first). Order and offset are not heeded, and every step is of its own moment, so
    /// that nothing is held open between them and the last step costs no more than the first.
    ///
    /// # Errors
    /// As [`Records::records`].
    async fn records_after(&self, query: &RecordQuery, after: i64) -> Result<Step, StoreError>;

    /// Ids of the records that one import made and that still stand.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn records_of_batch(&self, batch_id: &str) -> Result<Vec<Record>, StoreError>;
}
