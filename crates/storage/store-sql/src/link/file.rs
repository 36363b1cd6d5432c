//! One connection to a SQLite file. Owns how it is set up and how a statement runs on it; every call here works on the thread that calls, and
//! waits there for the disk and for other programs.

use super::Fault;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, Error, ErrorCode, OpenFlags, Statement, ToSql};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Statements kept prepared on each connection. The writer has up to eight sizes of insert for each table.
pub(super) const PREPARED: usize = 300;
/// SQLite is asked whether to go on after so many instructions of its machine: 10 microseconds' work in a loop, 100 where columns of many rows are read
/// (measured with pages in memory).
const INSTRUCTIONS: i32 = 1_000;
/// A question is short when it takes at most so many times [`INSTRUCTIONS`]: up to three milliseconds. A page of fifty records takes two.
const SHORT: u32 = 30;
const UNLIMITED: u32 = u32::MAX;

/// How a file is opened.
#[derive(Clone, Debug)]
pub(super) struct How {
    pub(super) path: PathBuf,
    /// Whether it is only for reading.
    pub(super) reads_only: bool,
    /// How long a statement waits for another program's transaction.
    pub(super) patience: Duration,
    /// What is said first on the connection.
    pub(super) set_up: String,
}

/// One open connection.
#[derive(Debug)]
pub(super) struct File {
    connection: Connection,
    /// How often SQLite may still ask before it has to stop.
    left: Arc<AtomicU32>,
}

/// The rows of a result.
pub(super) type Rows = Vec<Vec<Value>>;

impl File {
    pub(super) fn open(how: &How) -> Result<Self, Fault> {
        let access = if how.reads_only { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
        let mut connection = Connection::open_with_flags(&how.path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(how.patience)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        // A plan is made once, whatever is bound later: SQLite would make most of them again for each use.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.execute_batch(&how.set_up)?;
        let left = Arc::new(AtomicU32::new(UNLIMITED));
        let seen = Arc::clone(&left);
        let must_stop = move || match seen.load(Ordering::Relaxed) {
            UNLIMITED => false,
            0 => true,
            left => {
                seen.store(left.saturating_sub(1), Ordering::Relaxed);
                false
            }
        };
        connection.progress_handler(INSTRUCTIONS, Some(must_stop))?;
        Ok(Self { connection, left })
    }

    /// Whether a transaction is under way.
    pub(super) fn is_in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// Runs a statement and returns how many rows it changed.
    pub(super) fn execute<A: ToSql>(&mut self, sql: &str, arguments: &[A]) -> Result<u64, Fault> {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, arguments)?;
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        Ok(self.connection.changes())
    }

    /// Inserts one row whose last argument is long, into that column of a table whose rows are numbered by SQLite. Bound like any other it would be copied twice
    /// on its way into the file: by SQLite when it is bound, and into the row as a whole.
    pub(super) fn insert_long<A: ToSql>(
        &mut self,
        sql: &str,
        (table, column): (&str, &str),
        arguments: &[A],
        long: &[u8],
    ) -> Result<u64, Fault> {
        let room = std::iter::once(Ok(ToSqlOutput::ZeroBlob(long.len() as u64)));
        let all = arguments.iter().map(ToSql::to_sql).chain(room).collect::<Result<Vec<_>, _>>()?;
        let inserted = self.execute(sql, &all)?;
        if inserted > 0 {
            let row = self.connection.last_insert_rowid();
            let mut blob = self.connection.blob_open("main", table, column, row, false)?;
            blob.write_all_at(long, 0)?;
            blob.close()?;
        }
        Ok(inserted)
    }

    /// Runs a question and returns all its rows.
    pub(super) fn fetch<A: ToSql>(&mut self, sql: &str, arguments: &[A]) -> Result<Rows, Fault> {
        let mut found = Vec::new();
        self.ask(sql, arguments, |row| {
            found.push(row);
            true
        })?;
        Ok(found)
    }

    /// The same, unless it takes long: then it was stopped in the middle, and nothing is returned.
    pub(super) fn fetch_if_short<A: ToSql>(&mut self, sql: &str, arguments: &[A]) -> Result<Option<Rows>, Fault> {
        let mut found = Vec::new();
        self.left.store(SHORT, Ordering::Relaxed);
        let asked = self.ask(sql, arguments, |row| {
            found.push(row);
            true
        });
        self.left.store(UNLIMITED, Ordering::Relaxed);
        match asked {
            Ok(()) => Ok(Some(found)),
            Err(Error::SqliteFailure(error, _)) if error.code == ErrorCode::OperationInterrupted => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Runs a question and hands over its rows one by one, until `sink` wants no more.
    pub(super) fn each(&mut self, sql: &str, sink: impl FnMut(Vec<Value>) -> bool) -> Result<(), Fault> {
        self.ask::<Value>(sql, &[], sink).map_err(Fault::from)
    }

    /// Runs a script of several statements without arguments.
    pub(super) fn script(&mut self, sql: &str) -> Result<(), Fault> {
        self.connection.execute_batch(sql).map_err(Fault::from)
    }

    /// Whether the database accepts the text of a statement.
    #[cfg(test)]
    pub(super) fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        self.connection.prepare(sql).map(drop).map_err(Fault::from)
    }

    /// Runs a statement that begins or ends a transaction.
    pub(super) fn say(&mut self, sql: &'static str) -> Result<(), Fault> {
        self.execute::<Value>(sql, &[]).map(drop)
    }

    /// Ends a transaction that is under way without what it wrote; whether that went well.
    pub(super) fn roll_back(&mut self) -> bool {
        !self.is_in_transaction() || self.say("ROLLBACK").is_ok()
    }

    /// Leaves the log as it is when this is the last connection that is closed: SQLite would move it into the file.
    pub(super) fn keep_log(&mut self) -> Result<(), Fault> {
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        Ok(())
    }

    /// Closes it.
    pub(super) fn close(self) -> Result<(), Fault> {
        self.connection.close().map_err(|(_, error)| error.into())
    }

    fn ask<A: ToSql>(
        &mut self,
        sql: &str,
        arguments: &[A],
        mut sink: impl FnMut(Vec<Value>) -> bool,
    ) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, arguments)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(columns);
            for column in 0..columns {
                values.push(row.get(column)?);
            }
            if !sink(values) {
                break;
            }
        }
        Ok(())
    }
}

/// Binds arguments in their order, or to `$` and their number where a text says that, as PostgreSQL takes it: SQLite itself would number those
/// by where they stand first.
fn bind<A: ToSql>(statement: &mut Statement<'_>, arguments: &[A]) -> Result<(), Error> {
    for place in 1..=statement.parameter_count() {
        let name = statement.parameter_name(place);
        let number = match name {
            None => Some(place),
            Some(name) => name.strip_prefix('$').and_then(|number| number.parse().ok()),
        };
        let argument = number.and_then(|number: usize| arguments.get(number.checked_sub(1)?));
        let argument = argument.ok_or_else(|| Error::InvalidParameterName(name.unwrap_or_default().to_owned()))?;
        statement.raw_bind_parameter(place, argument)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Arg;

    fn file(folder: &tempfile::TempDir) -> File {
        let path = folder.path().join("file.db");
        std::fs::write(&path, b"").unwrap();
        let set_up = "PRAGMA journal_mode = WAL".to_owned();
        File::open(&How { path, reads_only: false, patience: Duration::from_secs(1), set_up }).unwrap()
    }

    const COUNT: &str =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT count(*) FROM n";

    #[test]
    fn a_question_that_takes_long_is_stopped_and_can_be_asked_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = file(&folder);
        file.script("BEGIN").unwrap();
        for (rows, is_short) in [(10, true), (1_000_000, false), (10, true)] {
            let found = file.fetch_if_short(COUNT, &[Arg::from(rows)]).unwrap();
            assert_eq!(found.is_some(), is_short, "{rows}");
            assert!(file.is_in_transaction(), "a question that is stopped ends nothing");
            assert_eq!(file.fetch(COUNT, &[Arg::from(rows)]).unwrap(), [[Value::Integer(rows)]]);
        }
    }

    #[test]
    fn a_plan_is_made_once_whatever_is_bound() {
        use rusqlite::StatementStatus;
        let folder = tempfile::tempdir().unwrap();
        let mut file = file(&folder);
        file.script("CREATE TABLE t (a TEXT, b TEXT); INSERT INTO t VALUES ('x', 'y')").unwrap();
        let sql = "SELECT a FROM t WHERE a = $1 AND b = $2";
        for b in ["y", "z", "0", "1"] {
            file.fetch(sql, &[Arg::from("x"), Arg::from(b)]).unwrap();
        }
        let statement = file.connection.prepare_cached(sql).unwrap();
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
        assert_eq!(statement.get_status(StatementStatus::Run), 4);
    }

    #[test]
    fn a_long_argument_is_kept_as_it_is_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = file(&folder);
        file.script("CREATE TABLE t (a TEXT PRIMARY KEY, b BLOB NOT NULL)").unwrap();
        let sql = "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO NOTHING";
        let long: Vec<u8> = (0..3_000_000_u32).map(|number| number.to_le_bytes()[1]).collect();
        for (bytes, inserted) in [(long.as_slice(), 1), (b"other", 0)] {
            file.say("BEGIN IMMEDIATE").unwrap();
            assert_eq!(file.insert_long(sql, ("t", "b"), &[Arg::from("x")], bytes).unwrap(), inserted);
            file.say("COMMIT").unwrap();
        }
        assert_eq!(file.fetch::<Arg<'_>>("SELECT b FROM t", &[]).unwrap(), [[Value::Blob(long)]]);
        file.say("BEGIN IMMEDIATE").unwrap();
        file.insert_long(sql, ("t", "b"), &[Arg::from("y")], b"undone").unwrap();
        assert!(file.roll_back());
        assert_eq!(file.fetch::<Arg<'_>>("SELECT count(*) FROM t", &[]).unwrap(), [[Value::Integer(1)]]);
    }

    #[test]
    fn arguments_go_where_their_numbers_are() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = file(&folder);
        let found = file.fetch("SELECT $2, $1, $2", &[Arg::from("one"), Arg::from("two")]).unwrap();
        assert_eq!(found, [["two", "one", "two"].map(|text| Value::Text(text.to_owned()))]);
        assert!(file.fetch("SELECT $2", &[Arg::from("one")]).is_err());
        let found = file.fetch("SELECT ?, ?", &[Arg::from("one"), Arg::from("two")]).unwrap();
        assert_eq!(found, [["one", "two"].map(|text| Value::Text(text.to_owned()))]);
        assert!(file.fetch("SELECT ?, ?", &[Arg::from("one")]).is_err());
    }
}
