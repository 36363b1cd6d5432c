//! What the load submits: everything about a submission follows from its id, so that a check needs nothing but the database and
//! the ids that were acknowledged.

use store::{AuditEntry, Change, Column, ColumnType, KindSchema, Projection, RowsSchema, Submission, Unit, Value};

/// The kind of the records: the shape of an outreach session.
pub(crate) const KIND: &str = "prevention/outreach-session";

/// Its typed tables.
pub(crate) fn kind() -> KindSchema {
    let column = |name: &str, column_type, indexed| Column { name: name.into(), column_type, indexed };
    let text = |name| column(name, ColumnType::Text, false);
    KindSchema {
        id: KIND.into(),
        columns: vec![
            column("date", ColumnType::Text, true),
            text("setting"),
            text("venue"),
            text("venue_kind"),
            column("province", ColumnType::Text, true),
            column("district", ColumnType::Text, true),
            text("subdistrict"),
            text("first_time"),
            text("methods"),
            column("facilitators", ColumnType::Integer, false),
            text("project"),
            text("notes"),
        ],
        rows: vec![RowsSchema {
            name: "attendance".into(),
            columns: vec![
                text("participant_kind"),
                text("sex"),
                text("age_band"),
                column("count", ColumnType::Integer, false),
            ],
        }],
    }
}

/// The id of a client's n-th record: alike in length, spread like random ids, and the same in every run.
pub(crate) fn id(seed: u64, client: usize, number: u64) -> String {
    let mut random = crate::random::Random::new(seed ^ ((client as u64) << 40) ^ number.wrapping_mul(0x9e37_79b9));
    format!("{:016x}{:016x}-c{client}-n{number}", random.bits(), random.bits())
}

/// The id of the correction of a record.
pub(crate) fn correction_id(record: &str) -> String {
    format!("{record}-k")
}

/// The unit that submits a record, or corrects one that was acknowledged.
pub(crate) fn unit(id: &str, corrects: Option<&str>) -> Unit {
    let values = projection(id);
    let submission = Submission {
        id: id.to_owned(),
        kind: KIND.to_owned(),
        form_version: "1".to_owned(),
        record_id: corrects.unwrap_or(id).to_owned(),
        supersedes: corrects.map(str::to_owned),
        answers: Some(answers(id)),
        reason: None,
        agency_id: "agency".to_owned(),
        author_id: "account".to_owned(),
        batch_id: None,
        source: "api".to_owned(),
        received_at: 1_574_000_000_000,
    };
    let entry = AuditEntry {
        at: 1_574_000_000_000,
        actor: "account".to_owned(),
        agency_id: "agency".to_owned(),
        action: "submission.accept".to_owned(),
        subject_kind: KIND.to_owned(),
        subject_id: id.to_owned(),
        detail: "{}".to_owned(),
    };
    Unit::one(Change::Submit(submission, values), entry)
}

/// Answers of the size of a real session, which carry the id.
pub(crate) fn answers(id: &str) -> String {
    format!(
        r#"{{"date":"2019-07-04","setting":"rural","venue":"โรงเรียนบ้านตัวอย่าง {id}","venue_kind":"school","province":"34","district":"3401","first_time":"yes","methods":"games talk","facilitators":"3","notes":"กิจกรรมเรียนรู้เรื่องการย้ายถิ่นอย่างปลอดภัย","attendance":[{{"participant_kind":"students","sex":"female","age_band":"12_14","count":"{}"}},{{"participant_kind":"teachers","sex":"unknown","age_band":"25_59","count":"2"}}]}}"#,
        count(id)
    )
}

/// The values that the answers have in typed columns.
pub(crate) fn projection(id: &str) -> Projection {
    let text = |name: &str, value: &str| (name.to_owned(), Value::Text(value.to_owned()));
    let row = |kind: &str, sex: &str, age: &str, count| {
        vec![
            text("participant_kind", kind),
            text("sex", sex),
            text("age_band", age),
            ("count".to_owned(), Value::Integer(count)),
        ]
    };
    Projection {
        columns: vec![
            text("date", "2019-07-04"),
            text("setting", "rural"),
            text("venue", &format!("โรงเรียนบ้านตัวอย่าง {id}")),
            text("venue_kind", "school"),
            text("province", "34"),
            text("district", "3401"),
            text("first_time", "yes"),
            text("methods", "games talk"),
            ("facilitators".to_owned(), Value::Integer(3)),
            text("notes", "กิจกรรมเรียนรู้เรื่องการย้ายถิ่นอย่างปลอดภัย"),
        ],
        rows: vec![(
            "attendance".to_owned(),
            vec![row("students", "female", "12_14", count(id)), row("teachers", "unknown", "25_59", 2)],
        )],
    }
}

fn count(id: &str) -> i64 {
    i64::try_from(id.bytes().map(usize::from).sum::<usize>()).unwrap_or(0)
}
