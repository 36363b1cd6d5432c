//! Stories of the log: retries, corrections, retractions, contradictions.

use crate::content::*;
use crate::world::World;
use store::{
    Accounts, Audit, Change, Conflict, Projection, Records, Store, StoreError, Submission, Submissions, Unit, Value,
    Written,
};

crate::on_both!(
    a_submission_makes_a_record_that_outlives_the_program,
    a_retry_writes_nothing_and_leaves_no_trace,
    the_same_id_with_other_content_is_refused,
    a_correction_changes_values_and_rows_and_keeps_the_history,
    a_correction_of_what_was_not_seen_is_refused,
    a_retraction_hides_the_record_and_a_correction_brings_it_back,
    what_names_no_record_is_refused,
    a_unit_is_written_whole_or_not_at_all,
    one_guilty_unit_does_not_harm_those_beside_it,
    values_that_do_not_fit_their_columns_are_refused,
    a_large_import_is_one_unit,
);

async fn a_submission_makes_a_record_that_outlives_the_program(world: World) {
    prepared(&world.database).await;
    let seqs = places(world.database.commit(new_visit("s1")).await);
    assert_eq!(seqs, [1]);
    let world = world.reopened().await;
    let stored = world.database.submission("s1").await.unwrap().unwrap();
    assert_eq!((stored.seq, stored.submission), (1, submission("s1")));
    let record = world.database.record(KIND, "s1").await.unwrap().unwrap();
    assert_eq!((record.id.as_str(), record.submission_id.as_str(), record.retracted), ("s1", "s1", false));
    assert_eq!((record.created_at, record.updated_at), (1_000, 1_000));
    let names: Vec<&str> = record.columns.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["date", "province", "order", "cost"]);
    assert_eq!(record.value("province"), &Value::Text("34".into()));
    assert_eq!(record.value("cost"), &Value::Decimal(12.5));
    assert_eq!(record.value("order"), &Value::Null);
    let counts: Vec<&Value> = record.rows("attendance").iter().map(|row| &row[1].1).collect();
    assert_eq!(counts, [&Value::Integer(10), &Value::Integer(2)]);
}

async fn a_retry_writes_nothing_and_leaves_no_trace(world: World) {
    let database = &world.database;
    prepared(database).await;
    database.commit(new_visit("s1")).await.unwrap();
    let head = database.audit_head().await.unwrap();
    let mut retry = new_visit("s1");
    if let Change::Submit(submission, _) = &mut retry.changes[0] {
        submission.received_at = 9_999;
        submission.source = "api".into();
    }
    assert_eq!(database.commit(retry).await.unwrap(), [Written::AlreadyPresent { seq: 1 }]);
    assert_eq!(database.audit_head().await.unwrap(), head);
    assert_eq!(database.submission("s1").await.unwrap().unwrap().submission, submission("s1"));
    // Twice in one unit is a retry too, and so is the second of two at once.
    let twice = vec![
        Change::Submit(submission("s2"), Projection::default()),
        Change::Submit(submission("s2"), Projection::default()),
    ];
    let written = database.commit(quietly(twice)).await.unwrap();
    assert_eq!(written, [Written::New { seq: 2 }, Written::AlreadyPresent { seq: 2 }]);
    let (first, second) = tokio::join!(database.commit(new_visit("s3")), database.commit(new_visit("s3")));
    let mut written = [first.unwrap()[0], second.unwrap()[0]];
    written.sort_by_key(|written| matches!(written, Written::AlreadyPresent { .. }));
    assert_eq!(written, [Written::New { seq: 3 }, Written::AlreadyPresent { seq: 3 }]);
    // A retry that changes something else is told of.
    let setting = Change::PutSetting { name: "a".into(), value: "b".into() };
    let changes = vec![setting, Change::Submit(submission("s2"), Projection::default())];
    let unit = Unit::new(changes, vec![entry("x", "y")]);
    let before = database.audit_head().await.unwrap().0;
    database.commit(unit.clone()).await.unwrap();
    assert_eq!(database.audit_head().await.unwrap().0, before + 1);
    database.commit(unit).await.unwrap();
    assert_eq!(database.audit_head().await.unwrap().0, before + 1);
}

async fn the_same_id_with_other_content_is_refused(world: World) {
    prepared(&world.database).await;
    world.database.commit(new_visit("s1")).await.unwrap();
    let other = Submission { answers: Some("{}".into()), ..submission("s1") };
    let error = world.database.commit(submit(other, Projection::default())).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict(Conflict::OtherContent { id }) if id == "s1"));
    let record = world.database.record(KIND, "s1").await.unwrap().unwrap();
    assert_eq!(record.value("province"), &Value::Text("34".into()));
}

async fn a_correction_changes_values_and_rows_and_keeps_the_history(world: World) {
    let database = &world.database;
    prepared(database).await;
    database.commit(new_visit("s1")).await.unwrap();
    let corrected = visit("2019-07-05", "50", &[("villagers", 7)]);
    database.commit(submit(correction("s2", "s1", "s1"), corrected)).await.unwrap();
    let record = database.record(KIND, "s1").await.unwrap().unwrap();
    assert_eq!((record.submission_id.as_str(), record.created_at, record.updated_at), ("s2", 1_000, 2_000));
    assert_eq!(record.answer("province"), "50");
    assert_eq!(record.rows("attendance").len(), 1);
    assert_eq!(record.rows("attendance")[0][0].1, Value::Text("villagers".into()));
    let history = database.history("s1").await.unwrap();
    let ids: Vec<&str> = history.iter().map(|stored| stored.submission.id.as_str()).collect();
    assert_eq!(ids, ["s1", "s2"]);
    assert_eq!(database.record(KIND, "s2").await.unwrap(), None, "a correction makes no record of its own");
}

async fn a_correction_of_what_was_not_seen_is_refused(world: World) {
    let database = &world.database;
    prepared(database).await;
    database.commit(new_visit("s1")).await.unwrap();
    let (first, second) = tokio::join!(
        database.commit(submit(correction("s2", "s1", "s1"), Projection::default())),
        database.commit(submit(correction("s3", "s1", "s1"), Projection::default())),
    );
    assert_eq!(u8::from(first.is_ok()) + u8::from(second.is_ok()), 1);
    let winner = if first.is_ok() { "s2" } else { "s3" };
    let error = first.and(second).unwrap_err();
    let expected = Conflict::Stale { record: "s1".into(), current: winner.into() };
    assert!(matches!(error, StoreError::Conflict(conflict) if conflict == expected));
    // So is making a record that is there.
    let again = Submission { id: "s4".into(), ..submission("s1") };
    let error = database.commit(submit(again, Projection::default())).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict(Conflict::Stale { current, .. }) if current == winner));
}

async fn a_retraction_hides_the_record_and_a_correction_brings_it_back(world: World) {
    let database = &world.database;
    prepared(database).await;
    database.commit(new_visit("s1")).await.unwrap();
    database.commit(submit(retraction("s2", "s1", "s1"), Projection::default())).await.unwrap();
    let all = store::RecordQuery::all(KIND, store::Scope::All);
    assert_eq!(database.records(&all).await.unwrap().total, 0);
    let record = database.record(KIND, "s1").await.unwrap().unwrap();
    assert!(record.retracted);
    assert_eq!(record.answer("province"), "34", "it keeps its last values");
    assert_eq!(record.rows("attendance").len(), 2);
    assert_eq!(database.history("s1").await.unwrap()[1].submission.reason.as_deref(), Some("entered twice"));
    let back = visit("2019-07-04", "34", &[]);
    database.commit(submit(correction("s3", "s1", "s2"), back)).await.unwrap();
    assert_eq!(database.records(&all).await.unwrap().total, 1);
    // Made, corrected and retracted in one unit: the values are the correction's.
    let changes = vec![
        Change::Submit(submission("t1"), visit("2019-01-01", "10", &[("students", 1)])),
        Change::Submit(correction("t2", "t1", "t1"), visit("2019-01-02", "11", &[("students", 2), ("teachers", 3)])),
        Change::Submit(retraction("t3", "t1", "t2"), Projection::default()),
    ];
    database.commit(quietly(changes)).await.unwrap();
    let record = database.record(KIND, "t1").await.unwrap().unwrap();
    assert_eq!((record.retracted, record.answer("province"), record.rows("attendance").len()), (true, "11".into(), 2));
    let values = Submission { answers: None, ..correction("t4", "t1", "t3") };
    let error = database.commit(submit(values, visit("2019-01-01", "10", &[]))).await.unwrap_err();
    assert!(matches!(error, StoreError::Schema { .. }), "a retraction brings no values: {error}");
}

async fn what_names_no_record_is_refused(world: World) {
    let database = &world.database;
    prepared(database).await;
    database.prepare_kinds(&[store::KindSchema { id: "prevention/other".into(), ..visit_kind() }]).await.unwrap();
    database.commit(new_visit("s1")).await.unwrap();
    let refused = [
        correction("s2", "nobody", "s1"),
        Submission { record_id: "else".into(), ..submission("s2") },
        Submission { answers: None, ..submission("s2") },
        Submission { kind: "prevention/other".into(), ..correction("s2", "s1", "s1") },
    ];
    for submission in refused {
        let error = database.commit(submit(submission.clone(), Projection::default())).await.unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Conflict::NoRecord { .. })), "{submission:?}: {error}");
    }
    let unknown = Submission { kind: "prevention/unknown".into(), ..submission("s2") };
    let error = database.commit(submit(unknown, Projection::default())).await.unwrap_err();
    assert!(matches!(error, StoreError::Schema { .. }), "{error}");
    assert_eq!(database.audit_head().await.unwrap().0, 1, "only the accepted one was told of");
}

async fn a_unit_is_written_whole_or_not_at_all(world: World) {
    let database = &world.database;
    prepared(database).await;
    let changes = vec![
        Change::PutAgency(agency("a1")),
        Change::Submit(submission("s1"), Projection::default()),
        Change::Submit(correction("s2", "nobody", "s1"), Projection::default()),
    ];
    assert!(database.commit(Unit::new(changes, vec![entry("x", "y")])).await.is_err());
    let changes = vec![
        Change::Submit(submission("s1"), Projection::default()),
        Change::PutAgency(agency("a1")),
        Change::UseInvitation { token_hash: "nobody's".into(), at: 1 },
    ];
    assert!(database.commit(Unit::new(changes, vec![entry("x", "y")])).await.is_err());
    assert!(database.agencies().await.unwrap().is_empty());
    assert_eq!(database.submission("s1").await.unwrap(), None);
    assert_eq!(database.audit_head().await.unwrap().0, 0);
}

async fn one_guilty_unit_does_not_harm_those_beside_it(world: World) {
    let database = std::sync::Arc::new(world.database);
    prepared(&database).await;
    // Every third contradicts: in memory, in the database, or by a text that the database refuses.
    let unit = |number: usize| match number % 6 {
        2 => submit(correction(&format!("s{number}"), "nobody", "s1"), Projection::default()),
        4 => quietly(vec![Change::UseInvitation { token_hash: "nobody's".into(), at: 1 }]),
        5 => quietly(vec![Change::PutSetting { name: "a\0b".into(), value: String::new() }]),
        _ => new_visit(&format!("s{number}")),
    };
    let tasks: Vec<_> = (0..60)
        .map(|number| {
            let database = std::sync::Arc::clone(&database);
            let unit = unit(number);
            tokio::spawn(async move { (number, database.commit(unit).await) })
        })
        .collect();
    for task in tasks {
        let (number, written) = task.await.unwrap();
        assert_eq!(written.is_ok(), !matches!(number % 6, 2 | 4 | 5), "{number}: {written:?}");
    }
    assert_eq!(database.audit_head().await.unwrap().0, 30);
    let rows = database.audit_after(0, 100).await.unwrap();
    assert_eq!(
        store::verify_chain((0, store::GENESIS.into()), &rows),
        database.audit_head().await.map_err(|_| unreachable!())
    );
}

async fn values_that_do_not_fit_their_columns_are_refused(world: World) {
    let database = &world.database;
    prepared(database).await;
    let one = |name: &str, value: Value| Projection { columns: vec![(name.into(), value)], rows: Vec::new() };
    let refused = [
        one("nothing_of_that_name", Value::Integer(1)),
        one("order", Value::Text("1".into())),
        one("order", Value::Decimal(1.0)),
        one("date", Value::Integer(1)),
        one("cost", Value::Decimal(f64::NAN)),
        one("cost", Value::Decimal(f64::INFINITY)),
        one("province", Value::Text("x".repeat(2_001))),
        one("province", Value::Text("a\0b".into())),
        Projection { columns: vec![("order".into(), Value::Null), ("order".into(), Value::Null)], rows: Vec::new() },
        Projection { columns: Vec::new(), rows: vec![("nobody".into(), Vec::new())] },
    ];
    for projection in refused {
        let error = database.commit(submit(submission("s1"), projection.clone())).await.unwrap_err();
        assert!(matches!(error, StoreError::Schema { .. } | StoreError::Backend(_)), "{projection:?}: {error}");
    }
    let error = database.commit(submit(submission(&"x".repeat(201)), Projection::default())).await.unwrap_err();
    assert!(matches!(error, StoreError::Schema { .. }), "{error}");
    // The extremes of what does fit come back as they were.
    for (number, extreme) in [(1, i64::MIN), (2, i64::MAX), (3, 0)] {
        let id = format!("extreme{number}");
        let decimal = f64::MIN_POSITIVE * number as f64;
        let mut projection = one("order", Value::Integer(extreme));
        projection.columns.push(("cost".into(), Value::Decimal(decimal)));
        database.commit(submit(submission(&id), projection)).await.unwrap();
        let record = database.record(KIND, &id).await.unwrap().unwrap();
        assert_eq!((record.value("order"), record.value("cost")), (&Value::Integer(extreme), &Value::Decimal(decimal)));
    }
}

async fn a_large_import_is_one_unit(world: World) {
    let database = &world.database;
    prepared(database).await;
    let changes = (0..3_000).map(|number| {
        let rows = visit("2019-07-04", "34", &[("students", number)]);
        Change::Submit(Submission { batch_id: Some("b1".into()), ..submission(&format!("s{number}")) }, rows)
    });
    let unit = quietly(changes.collect());
    let written = places(database.commit(unit.clone()).await);
    assert_eq!(written, (1..=3_000).collect::<Vec<i64>>());
    let ids: Vec<String> = (2_990..3_010).map(|number| format!("s{number}")).collect();
    let mut present = database.present(&ids).await.unwrap();
    present.sort();
    assert_eq!(present, &ids[..10]);
    assert_eq!(database.records_of_batch("b1").await.unwrap().len(), 3_000);
    let again = database.commit(unit).await.unwrap();
    assert!(again.iter().all(|written| matches!(written, Written::AlreadyPresent { .. })));
}
