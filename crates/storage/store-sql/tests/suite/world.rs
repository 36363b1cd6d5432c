//! A fresh database for one story, and a door behind the contract's back for tampering with it.

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use store::{Store, StoreError};
use store_sql::{Database, Options};
use tempfile::TempDir;

pub(crate) const VARIABLE: &str = "SAPHAN_TEST_POSTGRES";

/// An open database and where it is.
pub(crate) struct World {
    pub(crate) database: Database,
    pub(crate) address: String,
    // Removed when the story ends.
    _folder: Option<TempDir>,
}

impl World {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = folder.path().join("saphan.db").display().to_string();
        Self { database: open(&address).await.unwrap(), address, _folder: Some(folder) }
    }

    /// Nothing when PostgreSQL is knowingly left out.
    pub(crate) async fn postgres() -> Option<Self> {
        let address = fresh_schema().await?;
        Some(Self { database: open(&address).await.unwrap(), address, _folder: None })
    }

    /// The same database, closed and opened again.
    pub(crate) async fn reopened(self) -> Self {
        self.database.close().await;
        let database = open(&self.address).await.unwrap();
        Self { database, ..self }
    }

    /// A second program on the same database.
    pub(crate) async fn second(&self) -> Database {
        open(&self.address).await.unwrap()
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.address.starts_with("postgres")
    }

    /// Runs a script as somebody would who has the database's password or file.
    pub(crate) async fn tamper(&self, script: &str) -> Result<(), Box<dyn std::error::Error>> {
        if self.is_postgres() {
            let mut connection = PgConnection::connect(&self.address).await?;
            sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut connection).await?;
            connection.close().await?;
        } else {
            rusqlite::Connection::open(&self.address)?.execute_batch(script)?;
        }
        Ok(())
    }
}

/// Opens a database with a short patience, so that stories about one that does not answer are short.
pub(crate) async fn open(address: &str) -> Result<Database, StoreError> {
    let patience = Duration::from_secs(2);
    Database::open_with(address, Options { patience, ..Options::default() }).await
}

async fn fresh_schema() -> Option<String> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    if std::env::var("SAPHAN_SKIP_POSTGRES").is_ok_and(|skip| skip == "1") {
        eprintln!("left out: SAPHAN_SKIP_POSTGRES is 1");
        return None;
    }
    let server = std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!(
            "{VARIABLE} does not name a PostgreSQL server. Run `cargo xtask test`, which starts one, or set it to \
             postgres://user@host:port/database, or set SAPHAN_SKIP_POSTGRES=1 to leave these tests out."
        )
    });
    let schema = format!("story_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let script = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema};");
    sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let separator = if server.contains('?') { '&' } else { '?' };
    Some(format!("{server}{separator}application_name={schema}&options=-csearch_path%3D{schema}"))
}
