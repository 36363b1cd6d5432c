//! One statement on either driver, with arguments and rows that do not know which it is.

use super::arg::{check, for_postgres};
use super::lending::Lent;
use super::{Arg, Engine, Fault, Row};
use futures_util::TryStreamExt;
use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, SqlSafeStr, SqlStr};

/// A connection that is lent.
pub(crate) enum Connection {
    /// To SQLite.
    Sqlite(Lent),
    /// To PostgreSQL.
    Postgres(PoolConnection<Postgres>),
}

/// A transaction. Dropped without [`Transaction::commit`], it is rolled back.
pub(crate) enum Transaction {
    /// On SQLite.
    Sqlite(Lent),
    /// On PostgreSQL.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// What a statement runs on.
enum Wire<'c> {
    Sqlite(&'c mut Lent),
    Postgres(&'c mut PgConnection),
}

impl Connection {
    /// Runs a question and returns all its rows.
    pub(crate) async fn fetch(&mut self, sql: impl SqlSafeStr, arguments: &[Arg<'_>]) -> Result<Vec<Row>, Fault> {
        let wire = match self {
            Self::Sqlite(lent) => Wire::Sqlite(lent),
            Self::Postgres(connection) => Wire::Postgres(connection),
        };
        wire.fetch(sql.into_sql_str(), arguments).await
    }
}

impl Transaction {
    /// Which database this is.
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement and returns how many rows it changed.
    pub(crate) async fn execute(&mut self, sql: impl SqlSafeStr, arguments: &[Arg<'_>]) -> Result<u64, Fault> {
        self.wire().execute(sql.into_sql_str(), arguments).await
    }

    /// Inserts one row whose last argument is long, into a column of a table: without copies of it where the driver allows that. Returns how many
    /// rows there are more.
    pub(crate) async fn insert_long(
        &mut self,
        sql: impl SqlSafeStr,
        into: (&'static str, &'static str),
        arguments: &[Arg<'_>],
        long: &[u8],
    ) -> Result<u64, Fault> {
        match self.wire() {
            Wire::Sqlite(lent) => lent.insert_long(sql.into_sql_str(), into, arguments, long).await,
            wire @ Wire::Postgres(_) => {
                let all: Vec<Arg<'_>> = arguments.iter().copied().chain([Arg::Bytes(Some(long))]).collect();
                wire.execute(sql.into_sql_str(), &all).await
            }
        }
    }

    /// Runs a question and returns all its rows.
    pub(crate) async fn fetch(&mut self, sql: impl SqlSafeStr, arguments: &[Arg<'_>]) -> Result<Vec<Row>, Fault> {
        self.wire().fetch(sql.into_sql_str(), arguments).await
    }

    /// Runs a question and hands over its rows one by one, so that a whole table never lies in memory.
    pub(crate) async fn each<E: From<Fault> + Send>(
        &mut self,
        sql: impl SqlSafeStr,
        sink: &mut (dyn FnMut(Row) -> Result<(), E> + Send),
    ) -> Result<(), E> {
        self.wire().each(sql.into_sql_str(), sink).await
    }

    /// Runs a script of several statements without arguments.
    pub(crate) async fn script(&mut self, sql: impl SqlSafeStr) -> Result<(), Fault> {
        match self.wire() {
            Wire::Sqlite(lent) => lent.script(sql.into_sql_str()).await,
            Wire::Postgres(connection) => Ok(sqlx::raw_sql(sql).execute(connection).await.map(drop)?),
        }
    }

    /// Whether the database accepts the text of a statement.
    #[cfg(test)]
    pub(crate) async fn prepare(&mut self, sql: &'static str) -> Result<(), Fault> {
        use sqlx::Executor;
        match self.wire() {
            Wire::Sqlite(lent) => lent.prepare(sql),
            Wire::Postgres(connection) => Ok(connection.prepare(sql.into_sql_str()).await.map(drop)?),
        }
    }

    /// Makes it true, durably.
    pub(crate) async fn commit(self) -> Result<(), Fault> {
        match self {
            Self::Sqlite(lent) => lent.commit().await,
            Self::Postgres(transaction) => Ok(transaction.commit().await?),
        }
    }

    fn wire(&mut self) -> Wire<'_> {
        match self {
            Self::Sqlite(lent) => Wire::Sqlite(lent),
            Self::Postgres(transaction) => Wire::Postgres(transaction),
        }
    }
}

impl Wire<'_> {
    async fn execute(self, sql: SqlStr, arguments: &[Arg<'_>]) -> Result<u64, Fault> {
        match self {
            Wire::Sqlite(lent) => lent.execute(sql, arguments).await,
            Wire::Postgres(connection) => {
                check(arguments)?;
                let query = sqlx::query_with(sql, for_postgres(arguments)?);
                Ok(query.execute(connection).await?.rows_affected())
            }
        }
    }

    async fn fetch(self, sql: SqlStr, arguments: &[Arg<'_>]) -> Result<Vec<Row>, Fault> {
        match self {
            Wire::Sqlite(lent) => Ok(lent.fetch(sql, arguments).await?.into_iter().map(Row::Sqlite).collect()),
            Wire::Postgres(connection) => {
                check(arguments)?;
                let rows = sqlx::query_with(sql, for_postgres(arguments)?).fetch_all(connection).await?;
                Ok(rows.into_iter().map(Row::Postgres).collect())
            }
        }
    }

    async fn each<E: From<Fault> + Send>(
        self,
        sql: SqlStr,
        sink: &mut (dyn FnMut(Row) -> Result<(), E> + Send),
    ) -> Result<(), E> {
        match self {
            Wire::Sqlite(lent) => lent.each(sql, &mut |row| sink(Row::Sqlite(row))).await,
            Wire::Postgres(connection) => {
                let mut rows = sqlx::query(sql).fetch(connection);
                while let Some(row) = rows.try_next().await.map_err(Fault::from)? {
                    sink(Row::Postgres(row))?;
                }
                Ok(())
            }
        }
    }
}
