//! Stories of moving everything out and in, on one engine and from one to the other.

use crate::content::*;
use crate::drafts;
use crate::world::{World, open};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{
    Attachment, Attachments, Audit, Change, Dump, DumpRow, GENESIS, Projection, Records, Store, StoreError, Submission,
    Submissions, Unit, Value, verify_chain,
};
use store_sql::Database;

crate::on_both!(
    a_dump_put_back_gives_the_same_dump,
    a_dump_of_an_older_schema_is_put_back_with_what_its_answers_name,
    a_dump_is_one_moment_while_writing_goes_on,
    what_is_not_empty_takes_no_dump,
    a_dump_that_does_not_fit_leaves_nothing_behind,
);

async fn dumped(database: &Database) -> Vec<DumpRow> {
    let mut rows = Vec::new();
    database
        .dump(&mut |row| {
            rows.push(row);
            Ok(())
        })
        .await
        .unwrap();
    rows
}

fn digest(rows: &[DumpRow]) -> String {
    let mut hasher = Sha256::new();
    for row in rows {
        hasher.update(serde_json::to_vec(row).unwrap());
        hasher.update(b"\n");
    }
    hex::encode(hasher.finalize())
}

async fn restore(database: &Database, rows: Vec<DumpRow>) -> Result<u64, StoreError> {
    // As a backup does: written out as lines of JSON and read again.
    let lines: Vec<String> = rows.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
    let mut rows = lines.iter().map(|line| Ok(serde_json::from_str(line).unwrap()));
    database.restore(&mut rows).await
}

/// Something in every table, with values that are easily damaged on the way.
async fn fill(database: &Database) {
    prepared(database).await;
    let bytes: Vec<u8> = (0..=255).collect();
    let file = Attachment {
        hash: Attachment::name(&bytes),
        media_type: "image/png".into(),
        agency_id: "a1".into(),
        created_at: i64::MAX,
        bytes,
    };
    let mut changes = vec![
        Change::PutSetting { name: "installation".into(), value: "ก\n\"'\\,\u{200b}".into() },
        Change::PutAgency(agency("a1")),
        Change::PutAccount(account("p1", "somchai")),
        Change::PutDraft(drafts::draft("p1", "d1", 1)),
        Change::NoteUpload { account_id: "p1".into(), hash: file.hash.clone(), at: 1 },
        Change::NameFiles { record_id: "s0".into(), hashes: vec![file.hash.clone()] },
        Change::NameFilesInDraft { account_id: "p1".into(), id: "d1".into(), hashes: vec![file.hash.clone()] },
        Change::PutAttachment(file),
    ];
    let extremes = [(i64::MIN, 1.0e-300), (i64::MAX, 0.1 + 0.2), (0, 3.0), (-1, -0.0)];
    for (number, (order, cost)) in extremes.into_iter().enumerate() {
        let mut projection = visit("2019-07-04", "เชียงใหม่", &[("ครู", order), ("นักเรียน", 1)]);
        projection.columns.retain(|(name, _)| name != "cost");
        projection.columns.extend([("order".into(), Value::Integer(order)), ("cost".into(), Value::Decimal(cost))]);
        changes.push(Change::Submit(submission(&format!("s{number}")), projection));
    }
    database.commit(Unit::new(changes, vec![entry("import", "ก")])).await.unwrap();
    database.commit(submit(correction("c1", "s1", "s1"), visit("2020-02-29", "10", &[]))).await.unwrap();
    database.commit(submit(retraction("c2", "s2", "s2"), Projection::default())).await.unwrap();
}

async fn a_dump_put_back_gives_the_same_dump(world: World) {
    fill(&world.database).await;
    let rows = dumped(&world.database).await;
    let tables: std::collections::BTreeSet<&str> = rows.iter().map(|row| row.table.as_str()).collect();
    for table in [
        "account",
        "attachment",
        "audit",
        "audit_head",
        "draft",
        "draft_file",
        "kind",
        "r_prevention_visit__attendance",
        "record_file",
        "submission",
        "upload",
    ] {
        assert!(tables.contains(table), "{table}");
    }
    let folder = tempfile::tempdir().unwrap();
    let copy = open(&folder.path().join("copy.db").display().to_string()).await.unwrap();
    assert_eq!(restore(&copy, rows.clone()).await.unwrap(), rows.len() as u64);
    assert_eq!(digest(&dumped(&copy).await), digest(&rows));
    // The copy works: it knows the kinds, goes on with the log and with the chain.
    let record = copy.record(KIND, "s1").await.unwrap();
    assert_eq!(record, world.database.record(KIND, "s1").await.unwrap());
    assert_eq!(places(copy.commit(new_visit("next")).await), [7]);
    let rows = copy.audit_after(0, 100).await.unwrap();
    assert_eq!(verify_chain((0, GENESIS.into()), &rows), Ok(copy.audit_head().await.unwrap()));
    copy.close().await;
}

#[tokio::test]
async fn from_sqlite_to_postgres_and_back_nothing_changes() {
    let first = World::sqlite().await;
    let Some(second) = World::postgres().await else { return };
    let third = World::sqlite().await;
    fill(&first.database).await;
    let original = dumped(&first.database).await;
    restore(&second.database, original.clone()).await.unwrap();
    let moved = dumped(&second.database).await;
    restore(&third.database, moved.clone()).await.unwrap();
    let back = dumped(&third.database).await;
    assert_eq!(digest(&moved), digest(&original));
    assert_eq!(digest(&back), digest(&original));
}

/// As a program made it that did not note who named which file.
async fn a_dump_of_an_older_schema_is_put_back_with_what_its_answers_name(world: World) {
    fill(&world.database).await;
    let bytes: Vec<u8> = (0..=255).collect();
    let hash = Attachment::name(&bytes);
    let sent = Submission { answers: Some(format!(r#"{{"front":"{hash}"}}"#)), ..submission("with-a-file") };
    world.database.commit(submit(sent, visit("2019-07-04", "10", &[]))).await.unwrap();
    let mut rows = dumped(&world.database).await;
    rows.retain(|row| !["upload", "record_file", "draft_file"].contains(&row.table.as_str()));
    rows[0].values[0].1 = Value::Integer(7);
    let copy = World::sqlite().await;
    let copies = if world.is_postgres() { World::postgres().await } else { None };
    for copy in [Some(copy), copies].into_iter().flatten() {
        restore(&copy.database, rows.clone()).await.unwrap();
        assert!(copy.database.record_names_file("with-a-file", &hash).await.unwrap());
        assert!(!copy.database.record_names_file("s0", &hash).await.unwrap());
    }
}

async fn a_dump_is_one_moment_while_writing_goes_on(world: World) {
    let database = Arc::new(world.database);
    prepared(&database).await;
    let stop = Arc::new(AtomicBool::new(false));
    let (wrote, mut written) = tokio::sync::watch::channel(0);
    let writing = {
        let (database, stop) = (Arc::clone(&database), Arc::clone(&stop));
        tokio::spawn(async move {
            let mut number = 0;
            while !stop.load(Ordering::Relaxed) {
                let units = (0..8).map(|part| database.commit(new_visit(&format!("s{number}-{part}"))));
                for written in futures_util::future::join_all(units).await {
                    written.unwrap();
                }
                number += 1;
                wrote.send_replace(number);
            }
        })
    };
    let mut sizes = Vec::new();
    while sizes.len() < 15 {
        // Each dump sees another moment, however slow the disk is.
        written.changed().await.unwrap();
        let rows = dumped(&database).await;
        let count = |table: &str| rows.iter().filter(|row| row.table == table).count();
        let submissions = count("submission");
        assert_eq!(count("record"), submissions);
        assert_eq!(count("audit"), submissions);
        assert_eq!(count("r_prevention_visit__attendance"), submissions * 2);
        sizes.push(submissions);
    }
    stop.store(true, Ordering::Relaxed);
    writing.await.unwrap();
    assert!(sizes.last() > sizes.first(), "writing went on: {sizes:?}");
}

async fn what_is_not_empty_takes_no_dump(world: World) {
    fill(&world.database).await;
    let rows = dumped(&world.database).await;
    let error = restore(&world.database, rows.clone()).await.unwrap_err();
    assert!(error.to_string().contains("not empty"), "{error}");
    assert_eq!(digest(&dumped(&world.database).await), digest(&rows));
}

async fn a_dump_that_does_not_fit_leaves_nothing_behind(world: World) {
    let source = World::sqlite().await;
    fill(&source.database).await;
    let rows = dumped(&source.database).await;
    let damaged = |damage: &dyn Fn(&mut Vec<DumpRow>)| {
        let mut rows = rows.clone();
        damage(&mut rows);
        rows
    };
    let last_value = |rows: &mut Vec<DumpRow>, value: Value| {
        if let Some(last) = rows.last_mut().and_then(|row| row.values.last_mut()) {
            last.1 = value;
        }
    };
    let cases = [
        damaged(&|rows| rows.truncate(0)),
        damaged(&|rows| drop(rows.remove(0))),
        damaged(&|rows| rows[0].values[0].1 = Value::Integer(999)),
        damaged(&|rows| rows.push(DumpRow { table: "users\"; DROP TABLE record; --".into(), values: Vec::new() })),
        damaged(&|rows| drop(rows.last_mut().map(|row| row.values.pop()))),
        damaged(&|rows| last_value(rows, Value::Text("not a number".into()))),
        damaged(&|rows| rows.push(rows[rows.len() - 1].clone())),
    ];
    for (number, rows) in cases.into_iter().enumerate() {
        let error = restore(&world.database, rows).await.unwrap_err();
        assert!(!error.to_string().is_empty());
        if number == 2 {
            assert!(matches!(error, StoreError::TooNew { found: 999, .. }), "{error}");
        }
    }
    assert_eq!(dumped(&world.database).await.len(), 1, "only the schema's version");
    restore(&world.database, rows.clone()).await.unwrap();
    assert!(world.database.submission("s1").await.unwrap().is_some());
    assert_eq!(digest(&dumped(&world.database).await), digest(&rows));
}
