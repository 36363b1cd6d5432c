//! A world with one kind of record that has sealed columns, on both databases.

use jiff::civil::date;
use store::{
    Account, CaseEvent, CaseFile, Change, Column, ColumnType, KindSchema, Projection, RowsSchema, StoreError,
    Submission, Unit, Value, Written,
};
use testkit::{HOME, World};

pub(crate) const KIND: &str = "demo/person";

fn column(name: &str, column_type: ColumnType, sealed: bool) -> Column {
    Column { name: name.into(), column_type, indexed: true, sealed }
}

pub(crate) fn schema() -> KindSchema {
    KindSchema {
        id: KIND.into(),
        columns: vec![
            column("name", ColumnType::Text, true),
            column("age", ColumnType::Integer, true),
            column("height", ColumnType::Decimal, true),
            column("province", ColumnType::Text, false),
        ],
        rows: vec![RowsSchema {
            name: "visits".into(),
            columns: vec![column("said", ColumnType::Text, true), column("day", ColumnType::Text, false)],
        }],
    }
}

/// Worlds on SQLite and, where there is one, on PostgreSQL.
pub(crate) async fn worlds() -> Vec<World> {
    let day = date(2026, 3, 2);
    let mut worlds = vec![World::on(day).await];
    worlds.extend(World::on_postgres(day).await);
    for world in &worlds {
        world.kit.store.prepare_kinds(&[schema()]).await.unwrap();
        let someone = Account {
            id: "someone".into(),
            agency_id: HOME.into(),
            login: "someone".into(),
            name: "Somebody fictional".into(),
            role: "field-worker".into(),
            lang: "en".into(),
            password_hash: None,
            disabled: false,
            created_at: 1,
        };
        world.kit.commit(Unit::new(vec![Change::PutAccount(someone)], Vec::new())).await.unwrap();
    }
    worlds
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// A person's record, with what they said on a visit.
pub(crate) fn person(id: &str, name: &str, said: &str) -> (Submission, Projection) {
    let answers = format!(r#"{{"name":"{name}","age":"14","province":"50","visits":[{{"said":"{said}"}}]}}"#);
    let submission = Submission {
        id: id.into(),
        kind: KIND.into(),
        form_version: "1".into(),
        record_id: id.into(),
        supersedes: None,
        answers: Some(answers),
        reason: None,
        agency_id: HOME.into(),
        author_id: "someone".into(),
        batch_id: None,
        source: "web".into(),
        received_at: 1,
    };
    let columns =
        vec![("name".into(), text(name)), ("age".into(), Value::Integer(14)), ("province".into(), text("50"))];
    let visit = vec![("said".into(), text(said)), ("day".into(), text("2026-03-01"))];
    (submission, Projection { columns, rows: vec![("visits".into(), vec![visit])] })
}

/// The same record, corrected.
pub(crate) fn corrected(id: &str, of: &str, name: &str, reason: &str) -> (Submission, Projection) {
    let (submission, projection) = person(of, name, "later");
    let submission =
        Submission { id: id.into(), supersedes: Some(of.into()), reason: Some(reason.into()), ..submission };
    (submission, projection)
}

pub(crate) async fn send(
    world: &World,
    (submission, projection): (Submission, Projection),
) -> Result<Written, StoreError> {
    let unit = Unit::new(vec![Change::Submit(submission, projection)], Vec::new());
    Ok(world.kit.store.commit(unit).await?[0])
}

/// A case that a record opens, and what happened in it first.
pub(crate) fn case(id: &str, what: &str) -> Vec<Change> {
    let file = CaseFile {
        id: id.into(),
        pack: "demo".into(),
        version: 1,
        code: "ABC-123".into(),
        agency_id: HOME.into(),
        author_id: "someone".into(),
        state: "open".into(),
        is_closed: false,
        due: None,
        events: 1,
        opened_at: 1,
        updated_at: 1,
        waits: 0,
        keep_until: None,
        province: String::new(),
    };
    vec![Change::PutCase(file), Change::AddCaseEvent(event(id, 1, id, what))]
}

pub(crate) fn event(case_id: &str, number: i64, record_id: &str, what: &str) -> CaseEvent {
    CaseEvent {
        case_id: case_id.into(),
        number,
        on: "2026-03-02".into(),
        record_id: Some(record_id.into()),
        author_id: "someone".into(),
        agency_id: HOME.into(),
        what: what.into(),
        at: 1,
    }
}

/// Everything that lies in the database, as a backup would hold it.
pub(crate) async fn dumped(world: &World) -> String {
    let mut text = String::new();
    let mut sink = |row: store::DumpRow| {
        text.push_str(&format!("{row:?}\n"));
        Ok(())
    };
    world.kit.store.dump(&mut sink).await.unwrap();
    text
}
