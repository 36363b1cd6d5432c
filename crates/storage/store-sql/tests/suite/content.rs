//! What stories put into a database.

use store::{
    Account, Agency, AuditEntry, Change, Column, ColumnType, KindSchema, Projection, RowsSchema, Store, StoreError,
    Submission, Unit, Value, Written,
};
use store_sql::Database;

pub(crate) const KIND: &str = "prevention/visit";

fn column(name: &str, column_type: ColumnType, indexed: bool) -> Column {
    Column { name: name.into(), column_type, indexed, sealed: false }
}

/// A small kind with every type of column, a column named like a word of SQL, and a repeat.
pub(crate) fn visit_kind() -> KindSchema {
    KindSchema {
        id: KIND.into(),
        columns: vec![
            column("date", ColumnType::Text, true),
            column("province", ColumnType::Text, true),
            column("order", ColumnType::Integer, false),
            column("cost", ColumnType::Decimal, false),
        ],
        rows: vec![RowsSchema {
            name: "attendance".into(),
            columns: vec![column("who", ColumnType::Text, false), column("count", ColumnType::Integer, false)],
        }],
    }
}

pub(crate) fn entry(action: &str, subject: &str) -> AuditEntry {
    AuditEntry {
        at: 1_574_000_000_000,
        actor: "p1".into(),
        agency_id: "a1".into(),
        action: action.into(),
        subject_kind: KIND.into(),
        subject_id: subject.into(),
        detail: "{}".into(),
    }
}

pub(crate) fn submission(id: &str) -> Submission {
    Submission {
        id: id.into(),
        kind: KIND.into(),
        form_version: "1".into(),
        record_id: id.into(),
        supersedes: None,
        answers: Some(format!(r#"{{"id":"{id}"}}"#)),
        reason: None,
        agency_id: "a1".into(),
        author_id: "p1".into(),
        batch_id: None,
        source: "web".into(),
        received_at: 1_000,
    }
}

/// A correction of `record`, now at `supersedes`.
pub(crate) fn correction(id: &str, record: &str, supersedes: &str) -> Submission {
    Submission { record_id: record.into(), supersedes: Some(supersedes.into()), received_at: 2_000, ..submission(id) }
}

/// A retraction of `record`, now at `supersedes`.
pub(crate) fn retraction(id: &str, record: &str, supersedes: &str) -> Submission {
    let reason = Some("entered twice".to_owned());
    Submission { answers: None, reason, ..correction(id, record, supersedes) }
}

/// Values of a visit: so many people of each sort.
pub(crate) fn visit(date: &str, province: &str, attendance: &[(&str, i64)]) -> Projection {
    let row = |(who, count): &(&str, i64)| {
        vec![("who".to_owned(), Value::Text((*who).to_owned())), ("count".to_owned(), Value::Integer(*count))]
    };
    Projection {
        columns: vec![
            ("date".into(), Value::Text(date.into())),
            ("province".into(), Value::Text(province.into())),
            ("cost".into(), Value::Decimal(12.5)),
        ],
        rows: vec![("attendance".into(), attendance.iter().map(row).collect())],
    }
}

pub(crate) fn submit(submission: Submission, projection: Projection) -> Unit {
    let entry = entry("submission.accept", &submission.id);
    Unit::one(Change::Submit(submission, projection), entry)
}

/// A first submission with the values of a visit.
pub(crate) fn new_visit(id: &str) -> Unit {
    submit(submission(id), visit("2019-07-04", "34", &[("students", 10), ("teachers", 2)]))
}

/// A unit without an audit entry.
pub(crate) fn quietly(changes: Vec<Change>) -> Unit {
    Unit::new(changes, Vec::new())
}

pub(crate) async fn prepared(database: &Database) {
    database.prepare_kinds(&[visit_kind()]).await.unwrap();
}

/// The places of new submissions; fails when one was there already.
pub(crate) fn places(written: Result<Vec<Written>, StoreError>) -> Vec<i64> {
    let place = |written| match written {
        Written::New { seq } => seq,
        Written::AlreadyPresent { seq } => panic!("{seq} was there already"),
    };
    written.unwrap().into_iter().map(place).collect()
}

pub(crate) fn agency(id: &str) -> Agency {
    Agency {
        id: id.into(),
        name_en: format!("Agency {id}"),
        name_th: format!("หน่วยงาน {id}"),
        created_at: 1,
        kind: "police".into(),
    }
}

pub(crate) fn account(id: &str, login: &str) -> Account {
    Account {
        id: id.into(),
        agency_id: "a1".into(),
        login: login.into(),
        name: format!("Person {id}"),
        role: "volunteer".into(),
        lang: "th".into(),
        password_hash: None,
        disabled: false,
        created_at: 1,
    }
}
