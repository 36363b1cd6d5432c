//! One statement on either driver, with arguments and rows that do not know which it is.

use super::readers::Reading;
use super::{Engine, Fault};
use futures_util::TryStreamExt;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, Decode, Encode, PgConnection, Postgres, Row as _, SqlSafeStr, Sqlite, SqliteConnection, Type};

/// One argument of a statement. Nothing is typed too, since PostgreSQL wants to know what is absent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Arg<'a> {
    /// A text.
    Text(Option<&'a str>),
    /// A whole number, a moment or a flag.
    Integer(Option<i64>),
    /// A number with a fraction.
    Decimal(Option<f64>),
    /// Bytes.
    Bytes(Option<&'a [u8]>),
}

impl Arg<'_> {
    /// About the bytes that it takes on the way to a server, with its length and its format.
    pub(crate) fn sent_bytes(&self) -> usize {
        let value = match self {
            Self::Text(text) => text.map_or(0, str::len),
            Self::Bytes(bytes) => bytes.map_or(0, <[u8]>::len),
            Self::Integer(_) | Self::Decimal(_) => 8,
        };
        value.saturating_add(8)
    }

    /// Whether nothing that is kept can be equal to it: a text with a NUL is never written, see [`collect`].
    pub(crate) fn is_never_kept(&self) -> bool {
        matches!(self, Self::Text(Some(text)) if text.contains('\0'))
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<&'a Option<String>> for Arg<'a> {
    fn from(text: &'a Option<String>) -> Self {
        Self::Text(text.as_deref())
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(Some(number))
    }
}

impl From<Option<i64>> for Arg<'_> {
    fn from(number: Option<i64>) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for Arg<'_> {
    fn from(flag: bool) -> Self {
        Self::Integer(Some(i64::from(flag)))
    }
}

/// A row of a result.
pub(crate) enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

impl Row {
    /// The value of a column by its place, nothing when it is null.
    pub(crate) fn get<T>(&self, index: usize) -> Result<Option<T>, sqlx::Error>
    where
        T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>,
    {
        match self {
            Self::Sqlite(row) => row.try_get(index),
            Self::Postgres(row) => row.try_get(index),
        }
    }
}

/// A connection borrowed from a pool.
pub(crate) enum Connection {
    /// To SQLite, for reading.
    Reading(Reading),
    /// To SQLite, for writing.
    Sqlite(PoolConnection<Sqlite>),
    /// To PostgreSQL.
    Postgres(PoolConnection<Postgres>),
}

/// A transaction. Dropped without [`Transaction::commit`], it is rolled back.
pub(crate) enum Transaction {
    /// On SQLite, for reading.
    Reading(Reading),
    /// On SQLite, for writing.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// What a statement runs on.
enum Wire<'c> {
    Reading(&'c mut Reading),
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Connection {
    /// Runs a question and returns all its rows.
    pub(crate) async fn fetch(&mut self, sql: impl SqlSafeStr, arguments: &[Arg<'_>]) -> Result<Vec<Row>, Fault> {
        self.wire().fetch(sql, arguments).await
    }

    fn wire(&mut self) -> Wire<'_> {
        match self {
            Self::Reading(reading) => Wire::Reading(reading),
            Self::Sqlite(connection) => Wire::Sqlite(connection),
            Self::Postgres(connection) => Wire::Postgres(connection),
        }
    }
}

impl Transaction {
    /// Which database this is.
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Reading(_) | Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement and returns how many rows it changed.
    pub(crate) async fn execute(&mut self, sql: impl SqlSafeStr, arguments: &[Arg<'_>]) -> Result<u64, Fault> {
        self.wire().execute(sql, arguments).await
    }

    /// Runs a question and returns all its rows.
    pub(crate) async fn fetch(&mut self, sql: impl SqlSafeStr, arguments: &[Arg<'_>]) -> Result<Vec<Row>, Fault> {
        self.wire().fetch(sql, arguments).await
    }

    /// Runs a question and hands over its rows one by one, so that a whole table never lies in memory.
    pub(crate) async fn each<E: From<Fault>>(
        &mut self,
        sql: impl SqlSafeStr,
        sink: &mut (dyn FnMut(Row) -> Result<(), E> + Send),
    ) -> Result<(), E> {
        self.wire().each(sql, sink).await
    }

    /// Runs a script of several statements without arguments.
    pub(crate) async fn script(&mut self, sql: impl SqlSafeStr) -> Result<(), Fault> {
        let script = sqlx::raw_sql(sql);
        match self.wire() {
            Wire::Reading(reading) => script.execute(reading.asked()?).await.map(|_| reading.answered()),
            Wire::Sqlite(connection) => script.execute(connection).await.map(drop),
            Wire::Postgres(connection) => script.execute(connection).await.map(drop),
        }
        .map_err(Fault::from)
    }

    /// Whether the database accepts the text of a statement.
    #[cfg(test)]
    pub(crate) async fn prepare(&mut self, sql: &'static str) -> Result<(), Fault> {
        use sqlx::Executor;
        match self.wire() {
            Wire::Reading(reading) => {
                reading.asked()?.prepare(sql.into_sql_str()).await.map(drop)?;
                reading.answered();
                Ok(())
            }
            Wire::Sqlite(connection) => connection.prepare(sql.into_sql_str()).await.map(drop),
            Wire::Postgres(connection) => connection.prepare(sql.into_sql_str()).await.map(drop),
        }
        .map_err(Fault::from)
    }

    /// Makes it true, durably.
    pub(crate) async fn commit(self) -> Result<(), Fault> {
        match self {
            // It wrote nothing, and ends when it goes back.
            Self::Reading(_) => Ok(()),
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        }
        .map_err(Fault::from)
    }

    fn wire(&mut self) -> Wire<'_> {
        match self {
            Self::Reading(reading) => Wire::Reading(reading),
            Self::Sqlite(transaction) => Wire::Sqlite(transaction),
            Self::Postgres(transaction) => Wire::Postgres(transaction),
        }
    }
}

impl Wire<'_> {
    async fn execute(self, sql: impl SqlSafeStr, arguments: &[Arg<'_>]) -> Result<u64, Fault> {
        let changed = match self {
            Wire::Reading(reading) => {
                let arguments = collect::<SqliteArguments>(arguments)?;
                let done = sqlx::query_with(sql, arguments).execute(reading.asked()?).await;
                done.map(|done| {
                    reading.answered();
                    done.rows_affected()
                })
            }
            Wire::Sqlite(connection) => {
                let arguments = collect::<SqliteArguments>(arguments)?;
                sqlx::query_with(sql, arguments).execute(connection).await.map(|done| done.rows_affected())
            }
            Wire::Postgres(connection) => {
                let arguments = collect::<PgArguments>(arguments)?;
                sqlx::query_with(sql, arguments).execute(connection).await.map(|done| done.rows_affected())
            }
        };
        changed.map_err(Fault::from)
    }

    async fn fetch(self, sql: impl SqlSafeStr, arguments: &[Arg<'_>]) -> Result<Vec<Row>, Fault> {
        match self {
            Wire::Reading(reading) => {
                let arguments = collect::<SqliteArguments>(arguments)?;
                let rows = sqlx::query_with(sql, arguments).fetch_all(reading.asked()?).await?;
                reading.answered();
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
            Wire::Sqlite(connection) => {
                let arguments = collect::<SqliteArguments>(arguments)?;
                let rows = sqlx::query_with(sql, arguments).fetch_all(connection).await?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
            Wire::Postgres(connection) => {
                let arguments = collect::<PgArguments>(arguments)?;
                let rows = sqlx::query_with(sql, arguments).fetch_all(connection).await?;
                Ok(rows.into_iter().map(Row::Postgres).collect())
            }
        }
    }

    async fn each<E: From<Fault>>(
        self,
        sql: impl SqlSafeStr,
        sink: &mut (dyn FnMut(Row) -> Result<(), E> + Send),
    ) -> Result<(), E> {
        let query = sql.into_sql_str();
        match self {
            Wire::Reading(reading) => {
                let mut rows = sqlx::query(query).fetch(reading.asked().map_err(Fault::from)?);
                while let Some(row) = rows.try_next().await.map_err(Fault::from)? {
                    sink(Row::Sqlite(row))?;
                }
                drop(rows);
                reading.answered();
            }
            Wire::Sqlite(connection) => {
                let mut rows = sqlx::query(query).fetch(connection);
                while let Some(row) = rows.try_next().await.map_err(Fault::from)? {
                    sink(Row::Sqlite(row))?;
                }
            }
            Wire::Postgres(connection) => {
                let mut rows = sqlx::query(query).fetch(connection);
                while let Some(row) = rows.try_next().await.map_err(Fault::from)? {
                    sink(Row::Postgres(row))?;
                }
            }
        }
        Ok(())
    }
}

fn collect<A>(arguments: &[Arg<'_>]) -> Result<A, Fault>
where
    A: Arguments + Default,
    for<'t> Option<&'t str>: Encode<'t, A::Database> + Type<A::Database>,
    for<'t> Option<&'t [u8]>: Encode<'t, A::Database> + Type<A::Database>,
    for<'t> Option<i64>: Encode<'t, A::Database> + Type<A::Database>,
    for<'t> Option<f64>: Encode<'t, A::Database> + Type<A::Database>,
{
    let mut collected = A::default();
    collected.reserve(arguments.len(), 0);
    for argument in arguments {
        let added = match *argument {
            // PostgreSQL has no text with a NUL in it. Refusing it here keeps the engines alike.
            Arg::Text(Some(text)) if text.contains('\0') => {
                return Err(Fault::Refused("a text holds a NUL character".to_owned()));
            }
            Arg::Text(text) => collected.add(text),
            Arg::Integer(number) => collected.add(number),
            Arg::Decimal(number) => collected.add(number),
            Arg::Bytes(bytes) => collected.add(bytes),
        };
        added.map_err(|error| Fault::Refused(error.to_string()))?;
    }
    Ok(collected)
}
