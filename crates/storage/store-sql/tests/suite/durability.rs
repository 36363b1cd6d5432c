//! Stories of databases that do not answer, of callers that go away, and of closing.

use crate::content::*;
use crate::world::{World, open};
use futures_util::future::join_all;
use sqlx::{Connection, PgConnection};
use std::sync::Arc;
use std::time::Duration;
use store::{Audit, RecordQuery, Records, Scope, Store, StoreError, Submissions, Written};

crate::on_both!(
    a_database_that_takes_no_writes_is_told_of_and_comes_back,
    a_caller_that_goes_away_harms_nothing,
    closing_finishes_what_was_accepted,
    a_newer_schema_is_refused,
    a_sound_database_is_found_sound,
);

/// Somebody else's transaction that holds the right to write.
enum Hold {
    Sqlite(rusqlite::Connection),
    Postgres(PgConnection),
}

impl Hold {
    async fn take(world: &World) -> Self {
        if world.is_postgres() {
            let mut connection = PgConnection::connect(&world.address).await.unwrap();
            sqlx::raw_sql("BEGIN; LOCK TABLE submission, audit IN ACCESS EXCLUSIVE MODE")
                .execute(&mut connection)
                .await
                .unwrap();
            Self::Postgres(connection)
        } else {
            let connection = rusqlite::Connection::open(&world.address).unwrap();
            connection.execute_batch("BEGIN IMMEDIATE").unwrap();
            Self::Sqlite(connection)
        }
    }

    async fn release(self) {
        match self {
            Self::Sqlite(connection) => connection.close().unwrap(),
            Self::Postgres(connection) => connection.close().await.unwrap(),
        }
    }
}

async fn a_database_that_takes_no_writes_is_told_of_and_comes_back(world: World) {
    let database = &world.database;
    prepared(database).await;
    database.commit(new_visit("before")).await.unwrap();
    let hold = Hold::take(&world).await;
    let refused = join_all((0..5).map(|number| database.commit(new_visit(&format!("s{number}"))))).await;
    for written in refused {
        assert!(matches!(written, Err(StoreError::Unavailable(_))), "{written:?}");
    }
    hold.release().await;
    assert_eq!(database.submission("s0").await.unwrap(), None);
    let written = join_all((0..5).map(|number| database.commit(new_visit(&format!("s{number}"))))).await;
    for written in written {
        assert!(matches!(written.unwrap()[0], Written::New { .. }));
    }
    assert_eq!(database.audit_head().await.unwrap().0, 6);
}

#[tokio::test]
async fn connections_that_the_server_ended_are_replaced() {
    let Some(world) = World::postgres().await else { return };
    let database = &world.database;
    prepared(database).await;
    database.commit(new_visit("s1")).await.unwrap();
    let script = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                  WHERE application_name = current_schema() AND pid <> pg_backend_pid()";
    world.tamper(script).await.unwrap();
    let mut written = database.commit(new_visit("s2")).await;
    if matches!(written, Err(StoreError::Unavailable(_))) {
        written = database.commit(new_visit("s2")).await;
    }
    assert_eq!(written.unwrap().len(), 1);
    assert_eq!(database.records(&RecordQuery::all(KIND, Scope::All)).await.unwrap().total, 2);
}

async fn a_caller_that_goes_away_harms_nothing(world: World) {
    let database = Arc::new(world.database);
    prepared(&database).await;
    for round in 0..40_u64 {
        let commit = |part: usize| {
            let database = Arc::clone(&database);
            async move { database.commit(new_visit(&format!("s{round}-{part}"))).await }
        };
        let leaving = tokio::time::timeout(Duration::from_micros(round * 50), join_all((0..4).map(commit)));
        let (_, staying) = tokio::join!(leaving, commit(9));
        staying.unwrap();
        // Readers that leave in the middle of a snapshot must not leave their transaction behind.
        let query = RecordQuery { with_rows: true, ..RecordQuery::all(KIND, Scope::All) };
        let _ = tokio::time::timeout(Duration::from_micros(round * 20), database.records(&query)).await;
    }
    let page = database.records(&RecordQuery::all(KIND, Scope::All)).await.unwrap();
    assert!(page.total >= 40);
    assert_eq!(database.audit_head().await.unwrap().0 as u64, page.total, "each is told of once");
}

async fn closing_finishes_what_was_accepted(world: World) {
    let database = Arc::new(world.database);
    prepared(&database).await;
    let commits: Vec<_> = (0..200)
        .map(|number| {
            let database = Arc::clone(&database);
            tokio::spawn(async move { database.commit(new_visit(&format!("s{number}"))).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(3)).await;
    database.close().await;
    let mut acknowledged = 0;
    for commit in commits {
        match commit.await.unwrap() {
            Ok(_) => acknowledged += 1,
            Err(error) => assert!(matches!(error, StoreError::Unavailable(_)), "{error}"),
        }
    }
    assert!(matches!(database.commit(new_visit("late")).await, Err(StoreError::Unavailable(_))));
    let database = open(&world.address).await.unwrap();
    assert_eq!(database.records(&RecordQuery::all(KIND, Scope::All)).await.unwrap().total, acknowledged);
    database.close().await;
}

async fn a_newer_schema_is_refused(world: World) {
    world.database.close().await;
    world.tamper("INSERT INTO schema_version (number, name) VALUES (999, 'from the future')").await.unwrap();
    let error = open(&world.address).await.unwrap_err();
    assert!(matches!(error, StoreError::TooNew { found: 999, .. }), "{error}");
}

async fn a_sound_database_is_found_sound(world: World) {
    prepared(&world.database).await;
    world.database.commit(new_visit("s1")).await.unwrap();
    let findings = world.database.examine().await.unwrap();
    // The server and the disk of a test may be set up to be fast rather than safe; that is then what is found.
    let others: Vec<&String> =
        findings.iter().filter(|finding| !finding.contains("power loss") && !finding.contains("power fails")).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[tokio::test]
async fn a_damaged_file_is_found_damaged() {
    let world = World::sqlite().await;
    prepared(&world.database).await;
    let units = (0..300).map(|number| world.database.commit(new_visit(&format!("s{number}"))));
    join_all(units).await;
    world.database.close().await;
    let mut bytes = std::fs::read(&world.address).unwrap();
    // Far behind the schema: pages of tables and indexes.
    let behind = bytes.len() * 7 / 8 / 4096 * 4096;
    bytes[behind..behind + 4096].fill(0x5a);
    std::fs::write(&world.address, bytes).unwrap();
    let database = open(&world.address).await.unwrap();
    let findings = database.examine().await.unwrap();
    assert!(findings.iter().any(|finding| finding.contains("damaged")), "{findings:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::sqlite().await;
    prepared(&world.database).await;
    for suffix in ["", "-wal", "-shm"] {
        let mode = std::fs::metadata(format!("{}{suffix}", world.address)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{suffix}");
    }
}
