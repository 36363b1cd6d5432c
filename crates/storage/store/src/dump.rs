//! Every row of every table as plain values: what a backup holds, and how one database moves to the other engine.

use crate::{StoreError, Value};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// One row of one table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DumpRow {
    /// The table.
    pub table: String,
    /// Values by column; bytes as base64 text under a name that ends in `:base64`.
    pub values: Vec<(String, Value)>,
}

/// Reading everything and putting it back.
#[async_trait]
pub trait Dump {
    /// Calls `sink` with every row of one consistent moment, tables in the order in which they can be put back. Stops at the
    /// sink's first error.
    ///
    /// # Errors
    /// The sink's, or when the database does not answer.
    async fn dump(&self, sink: &mut (dyn FnMut(DumpRow) -> Result<(), StoreError> + Send)) -> Result<(), StoreError>;

    /// Puts a dump into an empty database in one transaction.
    ///
    /// # Errors
    /// When the database is not empty, or a row does not fit; then nothing is written.
    async fn restore(
        &self,
        rows: &mut (dyn Iterator<Item = Result<DumpRow, StoreError>> + Send),
    ) -> Result<u64, StoreError>;
}
