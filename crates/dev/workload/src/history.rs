//! What the load submits: outreach sessions, whole and plausible. Everything about a submission follows from its id, so that a check
//! needs nothing but the database and the ids that were acknowledged; and it is the product's own kind, so that the same check
//! serves whether the load went through the product or straight at storage.

use serde_json::{Value as Json, json};
use store::{AuditEntry, Change, Column, ColumnType, KindSchema, Projection, RowsSchema, Submission, Unit, Value};

/// The kind of the records.
pub(crate) const KIND: &str = "prevention/outreach-session";
/// What the audit chain says of a record's first submission.
pub(crate) const SUBMITTED: &str = "record.submit";
/// What it says of a correction.
pub(crate) const CORRECTED: &str = "record.correct";
/// Why the load corrects.
pub(crate) const REASON: &str = "counted again";

const REPEAT: &str = "attendance";
const NOTES: &str = "กิจกรรมเรียนรู้เรื่องการย้ายถิ่นอย่างปลอดภัย";

/// The kind's typed tables, as the product makes them of the pack. Written out, so that the load can run without the product; a
/// test compares the two.
pub(crate) fn kind() -> KindSchema {
    let column = |name: &str, column_type, indexed| Column { name: name.into(), column_type, indexed, sealed: false };
    let text = |name| column(name, ColumnType::Text, false);
    let indexed = |name| column(name, ColumnType::Text, true);
    KindSchema {
        id: KIND.into(),
        columns: vec![
            indexed("project"),
            indexed("date"),
            text("venue"),
            text("venue_kind"),
            indexed("province"),
            indexed("district"),
            text("subdistrict"),
            text("setting"),
            text("first_time"),
            text("methods"),
            text("facilitators"),
            text("attended"),
            text("notes"),
        ],
        rows: vec![RowsSchema {
            name: REPEAT.into(),
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

/// The record that a submission of this id corrects, when it is a correction.
pub(crate) fn corrected_by(id: &str) -> Option<&str> {
    id.strip_suffix("-k")
}

/// The request that submits a record, or corrects one that was acknowledged.
pub(crate) fn request(id: &str, corrects: Option<&str>) -> String {
    let mut request = json!({ "id": id, "kind": KIND, "answers": sent(id) });
    if let (Some(record), Some(fields)) = (corrects, request.as_object_mut()) {
        fields.insert("corrects".to_owned(), json!({ "record_id": record, "supersedes": record }));
        fields.insert("reason".to_owned(), json!(REASON));
    }
    request.to_string()
}

/// The same straight at storage, as the product would write it.
pub(crate) fn unit(id: &str, corrects: Option<&str>) -> Unit {
    let record_id = corrects.unwrap_or(id).to_owned();
    let submission = Submission {
        id: id.to_owned(),
        kind: KIND.to_owned(),
        form_version: "1".to_owned(),
        record_id: record_id.clone(),
        supersedes: corrects.map(str::to_owned),
        answers: Some(kept(id).to_string()),
        reason: corrects.map(|_| REASON.to_owned()),
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
        action: if corrects.is_some() { CORRECTED } else { SUBMITTED }.to_owned(),
        subject_kind: KIND.to_owned(),
        subject_id: record_id,
        detail: r#"{"source":"api"}"#.to_owned(),
    };
    Unit::one(Change::Submit(submission, projection(id)), entry)
}

/// The answers as a phone sends them.
fn sent(id: &str) -> Json {
    json!({
        "date": "2019-07-04",
        "venue": venue(id),
        "venue_kind": "school",
        "province": "34",
        "district": "3401",
        "setting": "rural",
        "first_time": "yes",
        "methods": "games talk",
        "facilitators": "ทีมตัวอย่าง",
        "attendance": [
            { "participant_kind": "students", "sex": "female", "age_band": "12_14", "count": students(id).to_string() },
            { "participant_kind": "teachers", "sex": "unknown", "age_band": "25_59", "count": "2" },
        ],
        "notes": NOTES,
    })
}

/// The answers as the log keeps them: with what the form works out.
pub(crate) fn kept(id: &str) -> Json {
    let mut answers = sent(id);
    if let Some(fields) = answers.as_object_mut() {
        fields.insert("attended".to_owned(), json!(attended(id)));
    }
    answers
}

/// The values that the answers have in typed columns.
pub(crate) fn projection(id: &str) -> Projection {
    let text = |name: &str, value: &str| (name.to_owned(), Value::Text(value.to_owned()));
    let nothing = |name: &str| (name.to_owned(), Value::Null);
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
            nothing("project"),
            text("date", "2019-07-04"),
            text("venue", &venue(id)),
            text("venue_kind", "school"),
            text("province", "34"),
            text("district", "3401"),
            nothing("subdistrict"),
            text("setting", "rural"),
            text("first_time", "yes"),
            text("methods", "games talk"),
            text("facilitators", "ทีมตัวอย่าง"),
            text("attended", &attended(id)),
            text("notes", NOTES),
        ],
        rows: vec![(
            REPEAT.to_owned(),
            vec![row("students", "female", "12_14", students(id)), row("teachers", "unknown", "25_59", 2)],
        )],
    }
}

fn venue(id: &str) -> String {
    format!("โรงเรียนบ้านตัวอย่าง {id}")
}

fn students(id: &str) -> i64 {
    i64::try_from(id.bytes().map(usize::from).sum::<usize>()).unwrap_or(0)
}

fn attended(id: &str) -> String {
    students(id).saturating_add(2).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use collection::{Collection, Correction, NewSubmission};
    use jiff::civil::date;
    use language::Lang;
    use packs::Pack;
    use service_kit::{Actor, Context, Kit, Role};
    use std::sync::Arc;
    use store::{RecordQuery, Records, Scope, Store};
    use store_sql::Database;
    use testkit::HandClock;

    /// What a request asks of the product's service.
    fn asked(request: &str) -> NewSubmission {
        let request: Json = serde_json::from_str(request).unwrap();
        let text = |value: &Json| value.as_str().map(str::to_owned);
        let corrects = &request["corrects"];
        NewSubmission {
            id: text(&request["id"]).unwrap(),
            kind: text(&request["kind"]).unwrap(),
            answers: request["answers"].clone(),
            corrects: text(&corrects["record_id"])
                .map(|record_id| Correction { record_id, supersedes: text(&corrects["supersedes"]).unwrap() }),
            reason: text(&request["reason"]),
            source: "api",
        }
    }

    #[tokio::test]
    async fn the_product_keeps_the_load_as_the_check_expects_it() {
        let folder = tempfile::tempdir().unwrap();
        let address = folder.path().join("saphan.db").display().to_string();
        let store = Arc::new(Database::open(&address).await.unwrap());
        let clock = Arc::new(HandClock::at_noon(date(2020, 1, 15)));
        let kit = Kit { clock, ..Kit::system(Arc::clone(&store) as Arc<dyn Store>) };
        let service = Collection::new(kit.clone(), vec![Arc::new(Pack::builtin("prevention").unwrap())]);
        service.prepare().await.unwrap();
        let actor =
            Actor { account_id: "a".into(), agency_id: "b".into(), role: Role::Administrator, name: "Load".into() };
        let context = Context::new(&kit, actor, Lang::En);
        let (first, second) = (id(1, 0, 0), id(1, 0, 1));
        let correction = correction_id(&first);
        for request in [request(&first, None), request(&second, None), request(&correction, Some(&first))] {
            service.submit(&context, asked(&request)).await.unwrap();
        }

        let query = RecordQuery { with_rows: true, ..RecordQuery::all(KIND, Scope::All) };
        let records = store.records(&query).await.unwrap().records;
        let names = |columns: &[(String, Value)]| columns.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let expected: Vec<String> = kind().columns.into_iter().map(|column| column.name).collect();
        assert!(records.iter().all(|record| names(&record.columns) == expected), "the kind is the pack's");
        store.close().await;

        let kept = vec![first, second, correction];
        let findings = check(&address, &kept).await.unwrap();
        assert!(findings.is_clean(), "{findings:?}");
        assert_eq!(findings.present, 3);
        let more = [kept, vec!["never-sent".to_owned()]].concat();
        let findings = check(&address, &more).await.unwrap();
        assert_eq!((findings.lost, findings.present), (1, 4), "the check before has submitted one more");
    }
}
