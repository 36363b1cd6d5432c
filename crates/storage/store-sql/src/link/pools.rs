//! One connection that writes and several that only read, set up so that what is acknowledged stays.

use super::checkpoint::{self, Checkpoints};
use super::file::{How, PREPARED};
use super::lending::{Files, Place};
use super::{Address, Connection, Fault, Transaction};
use crate::statement::static_sql;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, PgConnection, PgPool};
use std::path::Path;
use std::time::Duration;
use store::{ColumnType, StoreError};
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;

/// What is said first on every connection to a SQLite file: nothing in a file may run or be believed unchecked.
const SQLITE_ALL: &str = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;";
/// And on one that reads. Twenty connections of a large machine take 80 MB of pages at most; what is not there the system has in memory.
const SQLITE_READING: &str = "PRAGMA query_only = ON; PRAGMA cache_size = -4096;";
/// And on those that write; a log that grew while somebody read for long is cut back to 128 MB.
const SQLITE_WRITING: &str = "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; \
                              PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 134217728;";

/// Which database this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Engine {
    /// The type of a typed column.
    pub(crate) fn type_name(self, column_type: ColumnType) -> &'static str {
        match (column_type, self) {
            (ColumnType::Text, Self::Sqlite) => "TEXT",
            // Compared by bytes as SQLite does, whatever language the server was set up with.
            (ColumnType::Text, Self::Postgres) => "TEXT COLLATE \"C\"",
            (ColumnType::Integer, _) => "BIGINT",
            (ColumnType::Decimal, _) => "DOUBLE PRECISION",
        }
    }

    /// What follows a table's definition so that rows lie in the order of their key, without a second tree for it. PostgreSQL
    /// keeps rows in the order of their arrival, which is the same here.
    pub(crate) fn clustered(self) -> &'static str {
        match self {
            Self::Sqlite => " WITHOUT ROWID",
            Self::Postgres => "",
        }
    }
}

/// How firmly SQLite waits for the disk. Everything but a test of the tests uses [`Durability::Full`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Every commit waits for the disk.
    #[default]
    Full,
    /// Commits do not wait: a power loss takes acknowledged rows back. Exists so that the power-loss harness can prove that it
    /// would see such a loss.
    NormalForProvingTheHarness,
}

/// How a database is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How firmly SQLite waits for the disk.
    pub durability: Durability,
    /// How long a writer waits for another program's transaction, and a reader for a free connection.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { durability: Durability::Full, patience: Duration::from_secs(10) }
    }
}

/// The connections of one database.
#[derive(Clone, Debug)]
pub(crate) enum Pools {
    /// A file: one connection writes, one moves the log, the others are opened read-only.
    Sqlite { writer: Files, checkpoints: Checkpoints, readers: Files },
    /// A server.
    Postgres { writer: PgPool, readers: PgPool },
}

impl Pools {
    /// Opens the writer and makes the readers ready; a missing SQLite file is made, readable by its owner only.
    pub(crate) async fn open(address: &Address, options: Options) -> Result<Self, StoreError> {
        match address {
            Address::Sqlite(path) => Self::open_sqlite(path, options).await,
            Address::Postgres(url) => Self::open_postgres(url, options).await,
        }
    }

    async fn open_sqlite(path: &Path, options: Options) -> Result<Self, StoreError> {
        create_private(path).map_err(|error| {
            StoreError::Unavailable(format!("the database file `{}` cannot be made: {error}", path.display()))
        })?;
        let synchronous = match options.durability {
            Durability::Full => "FULL",
            Durability::NormalForProvingTheHarness => "NORMAL",
        };
        let how = |reads_only, set_up| How { path: path.to_owned(), reads_only, patience: options.patience, set_up };
        let writing = format!("{SQLITE_ALL} {SQLITE_WRITING} PRAGMA synchronous = {synchronous};");
        let moving = How { patience: checkpoint::PATIENCE, ..how(false, writing.clone()) };
        let checkpoints = Checkpoints::new(path, Files::new(moving, 1, options.patience))?;
        let writer = Files::new(how(false, writing), 1, options.patience.saturating_mul(6));
        // Opened now, so that whoever starts a server hears of a file that cannot be used.
        drop(writer.lend(Place::Aside).await?);
        let readers = Files::new(how(true, format!("{SQLITE_ALL} {SQLITE_READING}")), readers(), options.patience);
        Ok(Self::Sqlite { writer, checkpoints, readers })
    }

    async fn open_postgres(url: &str, wanted: Options) -> Result<Self, StoreError> {
        let options: PgConnectOptions = url.parse().map_err(Fault::from)?;
        let name = options.get_application_name().unwrap_or("saphan").to_owned();
        let options = options.application_name(&name).statement_cache_capacity(PREPARED).disable_statement_logging();
        let writer = PgPoolOptions::new().max_connections(1).acquire_timeout(wanted.patience.saturating_mul(6));
        // A server set up to acknowledge before it has written is overruled: an acknowledgement is a promise.
        let writer = writer
            .after_connect(move |connection, _| {
                Box::pin(set_up(connection, [("synchronous_commit", "on".to_owned()), patience(wanted)]))
            })
            .connect_with(options.clone())
            .await
            .map_err(|error| unreachable_server(&error, &options))?;
        let reading = PgPoolOptions::new().max_connections(readers()).acquire_timeout(wanted.patience);
        let readers = reading
            .after_connect(move |connection, _| {
                Box::pin(set_up(connection, [("default_transaction_read_only", "on".to_owned()), patience(wanted)]))
            })
            .connect_lazy_with(options);
        Ok(Self::Postgres { writer, readers })
    }

    /// Which database this is.
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite { .. } => Engine::Sqlite,
            Self::Postgres { .. } => Engine::Postgres,
        }
    }

    /// A connection for one question.
    pub(crate) async fn reader(&self) -> Result<Connection, Fault> {
        match self {
            Self::Sqlite { readers, .. } => Ok(Connection::Sqlite(readers.lend(Place::HereIfShort).await?)),
            Self::Postgres { readers, .. } => Ok(Connection::Postgres(readers.acquire().await?)),
        }
    }

    /// A transaction in which several questions see one moment.
    pub(crate) async fn snapshot(&self) -> Result<Transaction, Fault> {
        match self {
            Self::Sqlite { readers, .. } => {
                Ok(Transaction::Sqlite(readers.lend_after("BEGIN", Place::HereIfShort).await?))
            }
            Self::Postgres { readers, .. } => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Ok(Transaction::Postgres(readers.begin_with(begin).await?))
            }
        }
    }

    /// The one transaction that may write, among all programs that share this database, until it ends.
    pub(crate) async fn write(&self) -> Result<Transaction, Fault> {
        self.write_at(Place::Aside).await
    }

    /// The same for work that [`Pools::aside`] runs: its statements wait for the disk on this thread.
    pub(crate) async fn write_here(&self) -> Result<Transaction, Fault> {
        self.write_at(Place::Here).await
    }

    /// Runs work that waits for a disk, or for another program's lock, where it holds nobody else up. On a server it is the server that waits.
    pub(crate) async fn aside(&self, work: impl Future<Output = ()> + Send + 'static) {
        match self {
            Self::Sqlite { .. } => {
                if let Err(error) = spawn_blocking(|| Handle::current().block_on(work)).await {
                    tracing::error!(%error, "work on the database ended badly");
                }
            }
            Self::Postgres { .. } => work.await,
        }
    }

    /// What the one who writes calls between two transactions, in what [`Pools::aside`] runs.
    pub(crate) async fn between_writes(&self) {
        if let Self::Sqlite { checkpoints, .. } = self {
            checkpoints.between_writes().await;
        }
    }

    /// As [`store::Store::settle`].
    pub(crate) async fn settle(&self) -> Result<(), Fault> {
        match self {
            Self::Sqlite { checkpoints, .. } => checkpoints.settle().await,
            Self::Postgres { writer, .. } => {
                sqlx::raw_sql("VACUUM seal_key").execute(writer).await?;
                Ok(())
            }
        }
    }

    async fn write_at(&self, place: Place) -> Result<Transaction, Fault> {
        match self {
            Self::Sqlite { writer, .. } => Ok(Transaction::Sqlite(writer.lend_after("BEGIN IMMEDIATE", place).await?)),
            Self::Postgres { writer, .. } => {
                // Whatever the server's default is: a snapshot taken while waiting for the lock would miss what was written
                // meanwhile.
                let begin = "BEGIN ISOLATION LEVEL READ COMMITTED";
                let mut transaction = Transaction::Postgres(writer.begin_with(begin).await?);
                transaction.execute(static_sql::LOCK_POSTGRES, &[]).await?;
                Ok(transaction)
            }
        }
    }

    /// A connection of the writer's kind outside any transaction, for looking at how it is set up.
    pub(crate) async fn writer(&self) -> Result<Connection, Fault> {
        match self {
            Self::Sqlite { writer, .. } => Ok(Connection::Sqlite(writer.lend(Place::Aside).await?)),
            Self::Postgres { writer, .. } => Ok(Connection::Postgres(writer.acquire().await?)),
        }
    }

    /// Gives up the writing connection, so that the next write starts on a new one. After a failed sync what the old one believes
    /// to be on the disk may not be there.
    pub(crate) async fn renew_writer(&self) {
        let closed = match self {
            Self::Sqlite { writer, .. } => match writer.lend(Place::Aside).await {
                Ok(connection) => connection.give_up().await,
                Err(error) => Err(error),
            },
            Self::Postgres { writer, .. } => match writer.acquire().await {
                Ok(connection) => connection.close().await.map_err(Fault::from),
                Err(error) => Err(error.into()),
            },
        };
        if let Err(error) = closed {
            tracing::warn!(%error, "the writing connection was not closed cleanly");
        }
    }

    /// Closes every connection.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { writer, checkpoints, readers } => {
                readers.close().await;
                checkpoints.close().await;
                if checkpoints.is_broken()
                    && let Ok(mut lent) = writer.lend(Place::Aside).await
                    && let Err(error) = lent.keep_log()
                {
                    tracing::error!(%error, "the write-ahead log could not be kept");
                }
                // The writer goes last: the last connection to a file moves the log into it.
                writer.close().await;
            }
            Self::Postgres { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
        }
    }
}

/// Why a server could not be reached, and what to do. The address is told without its password.
fn unreachable_server(error: &sqlx::Error, options: &PgConnectOptions) -> StoreError {
    let code = error.as_database_error().and_then(|inner| inner.code().map(std::borrow::Cow::into_owned));
    let said = error.to_string();
    let hint = match code.as_deref() {
        Some("28P01" | "28000") => "check the user's name and password, and what the server's pg_hba.conf allows",
        Some("3D000") => "make the database first: CREATE DATABASE … ENCODING 'UTF8'",
        Some("53300") => "the server takes no more connections: raise its max_connections or stop what uses them",
        Some("57P03") => "the server is starting up or shutting down: try again in a moment",
        _ if said.contains("peer certificate") => {
            "its certificate must name this host (subjectAltName), must not be marked as an authority (CA:FALSE), and must be \
             signed by the certificate that is given with --database-certificate or, without one, by a public authority"
        }
        _ if matches!(error, sqlx::Error::Tls(_)) => {
            "the server offers no encryption: turn `ssl` on there, or say sslmode=disable for a link that stays on this machine"
        }
        _ => "check that the server runs, its host and port, and that this machine may reach it",
    };
    let host = options.get_socket().map_or_else(|| options.get_host().to_owned(), |path| path.display().to_string());
    let (port, database) = (options.get_port(), options.get_database().unwrap_or(options.get_username()));
    StoreError::Unavailable(format!(
        "the PostgreSQL database `{database}` at {host}:{port} cannot be used: {said}. To do: {hint}"
    ))
}

/// How long a statement on PostgreSQL waits for another's lock before the caller is told.
fn patience(options: Options) -> (&'static str, String) {
    ("lock_timeout", format!("{}ms", options.patience.as_millis()))
}

async fn set_up(connection: &mut PgConnection, settings: [(&'static str, String); 2]) -> Result<(), sqlx::Error> {
    for (name, value) in settings {
        sqlx::query("SELECT set_config($1, $2, false)").bind(name).bind(value).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Connections that read: twice the processors, at least four.
fn readers() -> u32 {
    let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    u32::try_from(processors).unwrap_or(2).saturating_mul(2).clamp(4, 32)
}

/// Makes the file when it is missing, and its name certain: SQLite syncs the folder for its log, not for the file itself. SQLite
/// gives its log and index files the same rights.
fn create_private(path: &Path) -> std::io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    #[cfg(unix)]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::SqlSafeStr;

    /// What a file holds, its log among it, after one row was written and every connection closed.
    async fn closed(folder: &Path, fault: Option<Fault>) -> u64 {
        let path = folder.join("file.db");
        let pools = Pools::open(&Address::Sqlite(path), Options::default()).await.unwrap();
        let mut transaction = pools.write().await.unwrap();
        transaction.script("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('kept')".into_sql_str()).await.unwrap();
        transaction.commit().await.unwrap();
        if let (Pools::Sqlite { checkpoints, .. }, Some(fault)) = (&pools, fault) {
            checkpoints.note(&fault);
        }
        pools.close().await;
        std::fs::metadata(folder.join("file.db-wal")).map_or(0, |log| log.len())
    }

    #[tokio::test]
    async fn the_log_is_moved_at_the_end_but_not_after_a_failed_sync() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(closed(folder.path(), None).await, 0);
        let folder = tempfile::tempdir().unwrap();
        assert!(closed(folder.path(), Some(Fault::Unsynced("the disk is gone".to_owned()))).await > 0);
        let pools = Pools::open(&Address::Sqlite(folder.path().join("file.db")), Options::default()).await.unwrap();
        let rows = pools.reader().await.unwrap().fetch("SELECT a FROM t".into_sql_str(), &[]).await.unwrap();
        assert_eq!(rows.len(), 1, "a new start reads it");
        pools.close().await;
    }
}
