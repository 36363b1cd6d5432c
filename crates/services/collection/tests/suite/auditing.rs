//! The audit chain holds whatever happens, and tells nothing that anybody wrote.

use crate::office::{KIND, Office, first, first_version, register, session};
use collection::{Correction, NewSubmission, Upload};
use serde_json::json;

const CANARY: &str = "Canary-7Q";

#[tokio::test]
async fn the_chain_holds_and_no_answer_name_or_reason_is_in_it() {
    let office = Office::open().await;
    let context = office.coordinator();
    let collection = &office.collection;
    let mut answers = session(CANARY, 31_337);
    answers["notes"] = json!(CANARY);
    answers["facilitators"] = json!(CANARY);
    office.submit(&context, "first-session", answers.clone()).await.unwrap();
    answers["venue"] = json!(format!("{CANARY} again"));
    let correction = NewSubmission {
        corrects: Some(first_version("first-session")),
        reason: Some(CANARY.into()),
        ..first("a-correction", answers.clone())
    };
    collection.submit(&context, correction).await.unwrap();
    let refused = office.submit(&context, "wrong-session", json!({ "venue": CANARY })).await;
    assert!(refused.is_err());
    let seen = Correction { record_id: "first-session".into(), supersedes: "a-correction".into() };
    collection.retract(&context, KIND, seen, CANARY).await.unwrap();
    let person = json!({
        "code": CANARY, "adult": "yes", "full_name": CANARY, "role": "teacher", "province": "50",
        "trained_at": "a-training", "trained_on": "2019-07-04", "consent": "yes", "contact": CANARY,
    });
    let training = json!({ "title": CANARY, "topic": "prevention", "date": "2019-07-04", "province": "50",
        "participants": [{ "role": "teacher", "count": "31337" }] });
    let of_kind = |id, kind: &str, answers| NewSubmission { kind: kind.into(), ..first(id, answers) };
    collection.submit(&context, of_kind("a-training", "prevention/training-event", training)).await.unwrap();
    let kind = "prevention/trained-person";
    collection.submit(&context, of_kind("a-person", kind, person)).await.unwrap();
    collection.read(&context, kind, "a-person").await.unwrap();
    collection.history(&context, kind, "a-person").await.unwrap();
    let row = format!("2019-07-18,{CANARY},school,Fang,Chiang Mai,31337,13,{CANARY}");
    let upload = Upload {
        kind: KIND.into(),
        file_name: format!("{CANARY}.csv"),
        bytes: register(&[&row]).into_bytes(),
        project: Some(CANARY.into()),
    };
    let draft = collection.import_upload(&context, upload.clone()).await.unwrap();
    collection.import_confirm(&context, &draft).await.unwrap();
    collection.import_undo(&context, &draft).await.unwrap();
    let unused = collection.import_upload(&context, upload).await.unwrap();
    collection.import_discard(&context, &unused).await.unwrap();

    let rows = office.world.audit().await;
    let actions: Vec<_> = rows.iter().map(|row| row.entry.action.as_str()).collect();
    assert_eq!(
        actions,
        [
            "record.submit",
            "record.correct",
            "record.retract",
            "record.submit",
            "record.submit",
            "record.read",
            "record.read",
            "import.upload",
            "import.confirm",
            "import.undo",
            "import.upload",
            "import.discard",
        ]
    );
    for row in rows {
        let written = serde_json::to_string(&row.entry).unwrap().to_lowercase();
        for told in [CANARY.to_lowercase().as_str(), "31337", &context.actor.name.to_lowercase()] {
            assert!(!written.contains(told), "{told} in {written}");
        }
    }
}
