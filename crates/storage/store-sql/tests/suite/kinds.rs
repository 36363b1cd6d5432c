//! Stories of typed tables: they grow, and nothing else.

use crate::content::*;
use crate::world::World;
use store::{
    Column, ColumnType, KindSchema, Projection, RecordQuery, Records, RowsSchema, Scope, Store, StoreError, Value,
};

crate::on_both!(
    a_newer_form_adds_columns_and_repeats_and_keeps_the_old,
    a_column_never_changes_its_type,
    hostile_names_never_reach_the_database,
    two_programs_prepare_the_same_kinds_at_once,
    a_program_learns_kinds_that_another_prepared,
);

fn column(name: &str, column_type: ColumnType) -> Column {
    Column { name: name.into(), column_type, indexed: true, sealed: false }
}

async fn a_newer_form_adds_columns_and_repeats_and_keeps_the_old(world: World) {
    let database = &world.database;
    prepared(database).await;
    database.commit(new_visit("old")).await.unwrap();
    let mut newer = visit_kind();
    newer.columns.retain(|column| column.name != "province");
    newer.columns.insert(0, column("district", ColumnType::Text));
    newer.rows[0].columns.push(column("sex", ColumnType::Text));
    newer.rows.push(RowsSchema { name: "materials".into(), columns: vec![column("copies", ColumnType::Integer)] });
    database.prepare_kinds(&[newer.clone()]).await.unwrap();
    database.prepare_kinds(&[newer]).await.unwrap();
    let projection = Projection {
        columns: vec![("district".into(), Value::Text("3401".into()))],
        rows: vec![("materials".into(), vec![vec![("copies".into(), Value::Integer(5))]])],
    };
    database.commit(submit(submission("new"), projection)).await.unwrap();
    let old = database.record(KIND, "old").await.unwrap().unwrap();
    let names: Vec<&str> = old.columns.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["district", "date", "order", "cost", "province"]);
    assert_eq!((old.answer("province"), old.answer("district")), ("34".into(), String::new()));
    let new = database.record(KIND, "new").await.unwrap().unwrap();
    assert_eq!(new.rows("materials")[0], [("copies".into(), Value::Integer(5))]);
    // A correction of an old record goes into the new columns too.
    let projection = Projection { columns: vec![("district".into(), Value::Text("3402".into()))], rows: Vec::new() };
    database.commit(submit(correction("c", "old", "old"), projection)).await.unwrap();
    let world = world.reopened().await;
    let old = world.database.record(KIND, "old").await.unwrap().unwrap();
    assert_eq!((old.answer("district"), old.answer("province")), ("3402".into(), String::new()));
}

async fn a_column_never_changes_its_type(world: World) {
    let database = &world.database;
    prepared(database).await;
    let mut retyped = visit_kind();
    retyped.columns[0].column_type = ColumnType::Integer;
    let error = database.prepare_kinds(&[retyped]).await.unwrap_err();
    let standing = database.kind(KIND).await.unwrap().expect("a kind");
    assert!(standing.columns.iter().any(|column| *column == visit_kind().columns[0]));
    assert_eq!(database.kind("prevention/nothing").await.unwrap(), None);
    assert!(matches!(error, StoreError::Schema { kind, .. } if kind == KIND));
    database.commit(new_visit("s1")).await.unwrap();
}

async fn hostile_names_never_reach_the_database(world: World) {
    let database = &world.database;
    let hostile = "x\"; DROP TABLE record; --";
    let with_column = |name: &str| {
        let mut kind = visit_kind();
        kind.columns.push(column(name, ColumnType::Text));
        kind
    };
    let mut with_repeat = visit_kind();
    with_repeat.rows[0].name = hostile.into();
    let refused = [
        with_column(hostile),
        with_column("_record"),
        with_column("Date"),
        with_column("date"),
        with_repeat,
        KindSchema { id: format!("prevention/{hostile}"), ..visit_kind() },
    ];
    for kind in refused {
        let error = database.prepare_kinds(std::slice::from_ref(&kind)).await.unwrap_err();
        assert!(matches!(error, StoreError::Schema { .. }), "{kind:?}: {error}");
    }
    prepared(database).await;
    database.commit(new_visit("s1")).await.unwrap();
}

async fn two_programs_prepare_the_same_kinds_at_once(world: World) {
    let second = world.second().await;
    let kinds = [visit_kind(), KindSchema { id: "prevention/other".into(), ..visit_kind() }];
    let (here, there) = tokio::join!(world.database.prepare_kinds(&kinds), second.prepare_kinds(&kinds));
    here.unwrap();
    there.unwrap();
    second.commit(new_visit("s1")).await.unwrap();
    second.close().await;
}

async fn a_program_learns_kinds_that_another_prepared(world: World) {
    let second = world.second().await;
    let missing = second.records(&RecordQuery::all(KIND, Scope::All)).await;
    assert!(matches!(missing, Err(StoreError::Schema { .. })));
    prepared(&world.database).await;
    second.commit(new_visit("s1")).await.unwrap();
    assert_eq!(second.records(&RecordQuery::all(KIND, Scope::All)).await.unwrap().total, 1);
    second.close().await;
}
