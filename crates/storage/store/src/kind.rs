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
    /// Whether it says who somebody is or what happened to them, so that its values lie sealed. What was sealed once stays so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sealed: bool,
}

/// The column that a record's sealed values lie in together, in kinds that have such.
pub const SEALED_COLUMN: &str = "_sealed";

impl KindSchema {
    /// Every column of the record and of its repeats.
    pub fn every_column(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().chain(self.rows.iter().flat_map(|rows| &rows.columns))
    }

    /// Whether something in it lies sealed; then what was submitted does, too.
    pub fn is_sealed(&self) -> bool {
        self.every_column().any(|column| column.sealed)
    }
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
