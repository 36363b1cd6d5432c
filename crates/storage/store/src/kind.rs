//! The shape of a record kind's typed tables, as a pack declares it. Owns names and types; not what they mean.

use serde::{Deserialize, Serialize};

/// The longest text in an indexed column, in bytes, because longer ones do not fit into an index of PostgreSQL.
pub const LONGEST_INDEXED: usize = 2_000;

/// The typed tables of one record kind: one for the record, one for each of its repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindSchema {
    /// `pack/form`, such as `prevention/outreach-session`.
    pub id: String,
    /// Columns of the record itself.
    pub columns: Vec<Column>,
    /// Repeats, each with columns of its own.
    pub rows: Vec<RowsSchema>,
}

/// The typed table of one repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsSchema {
    /// The repeat's name in the form.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// One typed column, named like the question it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The question's name: a lower-case identifier.
    pub name: String,
    /// What it holds.
    pub column_type: ColumnType,
    /// Whether lists filter or sort by it, so that it gets an index. A text in it has at most [`LONGEST_INDEXED`] bytes.
    pub indexed: bool,
}

/// What a typed column holds; the same on both databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// Text, codes, ISO dates.
    Text,
    /// Whole numbers and flags, 64 bits.
    Integer,
    /// Numbers with a fraction, 64 bits.
    Decimal,
}
