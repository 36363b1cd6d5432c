//! A schema of a test's own on a PostgreSQL server, so that tests can run at once; and one that is emptied between the worlds of a
//! comparison, since making it takes longer than everything that happens in it.

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::cell::RefCell;
use std::sync::atomic::{AtomicU32, Ordering};

/// Tables that say what the database is, and nothing of a world in it.
const KEPT: &str = "'schema_version', 'setting', 'kind'";

thread_local! {
    /// The schema that this thread's worlds follow each other in.
    static FOLLOWED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The server that tests may use; tells when there is none.
pub(crate) fn server() -> Option<String> {
    let named = std::env::var("SAPHAN_TEST_POSTGRES").ok();
    if named.is_none() {
        eprintln!("left out: SAPHAN_TEST_POSTGRES names no server");
    }
    named
}

/// The address of a schema in which no world is: a new one at first, later the same one, emptied. The world before must be gone.
pub(crate) async fn emptied_schema(server: &str) -> String {
    let known = FOLLOWED.with_borrow(Clone::clone);
    let Some(address) = known else {
        let address = fresh_schema(server).await;
        FOLLOWED.set(Some(address.clone()));
        return address;
    };
    let mut connection = PgConnection::connect(&address).await.unwrap();
    // The log of submissions and the audit chain refuse to be emptied; only whoever owns the server gets by.
    let script = format!(
        "SET session_replication_role = replica;
         DO $$ DECLARE found text; BEGIN
           FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT IN ({KEPT})
           LOOP EXECUTE format('DELETE FROM %I', found); END LOOP;
         END $$;"
    );
    sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    address
}

/// The address of a new, empty schema.
pub(crate) async fn fresh_schema(server: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let schema = format!("world_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::connect(server).await.unwrap();
    let script = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema};");
    sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let separator = if server.contains('?') { '&' } else { '?' };
    format!("{server}{separator}options=-csearch_path%3D{schema}")
}
