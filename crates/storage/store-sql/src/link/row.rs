//! A row of a result, whichever database it comes from.

use super::Fault;
use rusqlite::types::{FromSql, Value, ValueRef};
use sqlx::postgres::PgRow;
use sqlx::{Decode, Postgres, Row as _, Type};

/// What a cell can be read as on both databases.
pub(crate) trait Kept: FromSql + for<'d> Decode<'d, Postgres> + Type<Postgres> {}

impl Kept for String {}
impl Kept for i64 {}
impl Kept for f64 {}
impl Kept for Vec<u8> {}

/// A row of a result.
pub(crate) enum Row {
    /// From SQLite.
    Sqlite(Vec<Value>),
    /// From PostgreSQL.
    Postgres(PgRow),
}

impl Row {
    /// The value of a column by its place, nothing when it is null.
    pub(crate) fn get<T: Kept>(&self, index: usize) -> Result<Option<T>, Fault> {
        match self {
            Self::Postgres(row) => row.try_get(index).map_err(Fault::from),
            Self::Sqlite(row) => match row.get(index) {
                None => Err(Fault::Refused(format!("there is no column {index}"))),
                Some(Value::Null) => Ok(None),
                Some(value) => {
                    let read = T::column_result(ValueRef::from(value));
                    read.map(Some).map_err(|error| Fault::Refused(format!("holds {}: {error}", value.data_type())))
                }
            },
        }
    }
}
