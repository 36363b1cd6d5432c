//! The audit chain holds whatever happens, and tells nothing that anybody wrote.

use crate::office::{KIND, Office, first, first_version, register, session};
use collection::{Correction, ListQuery, NewSubmission, Upload};
use serde_json::{Value as Json, json};
use service_kit::{Context, Purpose, Role, ServiceError};
use store::{Filter, Test, Value};
use testkit::OTHER;

const CANARY: &str = "Canary-7Q";
pub(crate) const PERSON: &str = "prevention/trained-person";
pub(crate) const TRAINING: &str = "prevention/training-event";

pub(crate) fn of_kind(id: &str, kind: &str, answers: Json) -> NewSubmission {
    NewSubmission { kind: kind.into(), ..first(id, answers) }
}

pub(crate) fn training() -> Json {
    json!({ "title": CANARY, "topic": "prevention", "date": "2019-07-04", "province": "50",
        "participants": [{ "role": "teacher", "count": "31337" }] })
}

pub(crate) fn person() -> Json {
    json!({
        "code": CANARY, "adult": "yes", "full_name": CANARY, "role": "teacher", "province": "50",
        "trained_at": "a-training", "trained_on": "2019-07-04", "consent": "yes", "contact": CANARY,
    })
}

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
    collection.submit(&context, of_kind("a-training", TRAINING, training())).await.unwrap();
    collection.submit(&context, of_kind("a-person", PERSON, person())).await.unwrap();
    collection.read(&context, PERSON, "a-person").await.unwrap();
    collection.history(&context, PERSON, "a-person").await.unwrap();
    let looked_for = Filter { column: "full_name".into(), test: Test::Contains(CANARY.into()) };
    collection.list(&context, ListQuery { filters: vec![looked_for], ..ListQuery::recent(PERSON) }).await.unwrap();
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
            "record.list",
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

#[tokio::test]
async fn a_list_of_a_sensitive_kind_is_told_of_once_and_of_others_never() {
    let office = Office::open().await;
    let context = office.coordinator();
    let collection = &office.collection;
    collection.submit(&context, of_kind("a-training", TRAINING, training())).await.unwrap();
    for number in 0..3 {
        let mut answers = person();
        answers["code"] = json!(format!("P{number}"));
        collection.submit(&context, of_kind(&format!("a-person-{number}"), PERSON, answers)).await.unwrap();
    }
    office.submit(&context, "a-session", session("School", 7)).await.unwrap();
    let before = office.world.audit().await.len();

    let by = |column: &str, text: &str| Filter { column: column.into(), test: Test::Is(Value::Text(text.into())) };
    let narrowed = vec![by("province", "50"), by("full_name", CANARY)];
    collection.list(&context, ListQuery { limit: Some(2), ..ListQuery::recent(PERSON) }).await.unwrap();
    collection.list(&context, ListQuery { filters: narrowed, ..ListQuery::recent(PERSON) }).await.unwrap();
    let nobody = vec![by("full_name", "Nobody")];
    collection.list(&context, ListQuery { filters: nobody, ..ListQuery::recent(PERSON) }).await.unwrap();
    collection.list(&office.stranger(), ListQuery::everything(PERSON)).await.unwrap();
    // None of these shows a record of a sensitive kind.
    collection.list(&context, ListQuery::everything(KIND)).await.unwrap();
    collection.list(&context, ListQuery::everything(TRAINING)).await.unwrap();
    assert_eq!(collection.total(&context, PERSON).await.unwrap(), 3);
    assert!(collection.span(&context, PERSON).await.unwrap().is_some());
    let mut walk = collection.for_counting(&context, PERSON).unwrap();
    let mut counted = 0;
    while let Some(records) = walk.next().await.unwrap() {
        counted += records.len();
    }
    assert_eq!(counted, 3);
    collection.all_itemsets(&context, "prevention/cascade-activity").await.unwrap();

    let told: Vec<_> = office.world.audit().await.drain(before..).map(|row| row.entry).collect();
    let said: Vec<_> = told.iter().map(|entry| (entry.action.as_str(), entry.detail.as_str())).collect();
    let expected = [
        json!({ "count": 2, "of": 3, "filters": [] }),
        json!({ "count": 3, "of": 3, "filters": ["full_name", "province"] }),
        json!({ "count": 0, "of": 0, "filters": ["full_name"] }),
        json!({ "count": 0, "of": 0, "filters": [] }),
    ];
    assert_eq!(said.len(), expected.len(), "{said:?}");
    for ((action, detail), expected) in said.into_iter().zip(expected) {
        assert_eq!(action, "record.list");
        assert_eq!(serde_json::from_str::<Json>(detail).unwrap(), expected);
    }
    for entry in told {
        assert_eq!((entry.subject_kind.as_str(), entry.subject_id.as_str()), (PERSON, ""));
        assert!(!entry.detail.contains(CANARY) && !entry.detail.contains("Nobody"), "{}", entry.detail);
    }
}

#[tokio::test]
async fn an_outline_holds_nothing_sensitive_and_cannot_be_asked_by_it() {
    let office = Office::open().await;
    let context = office.coordinator();
    let collection = &office.collection;
    collection.submit(&context, of_kind("a-training", TRAINING, training())).await.unwrap();
    collection.submit(&context, of_kind("a-person", PERSON, person())).await.unwrap();
    let before = office.world.audit().await.len();
    let page = collection.outline(&context, ListQuery::everything(PERSON)).await.unwrap();
    let record = &page.records[0];
    assert_eq!((record.answer("code"), record.answer("province")), (CANARY.to_owned(), "50".to_owned()));
    assert_eq!((record.value("full_name"), record.value("contact")), (&Value::Null, &Value::Null));
    let by_name = Filter { column: "full_name".into(), test: Test::Contains("C".into()) };
    let asked = ListQuery { filters: vec![by_name], ..ListQuery::recent(PERSON) };
    assert!(collection.outline(&context, asked).await.is_err(), "how many there are would give the name away");
    assert_eq!(office.world.audit().await.len(), before);
}

#[tokio::test]
async fn what_another_agency_keeps_about_people_is_read_for_a_purpose_that_the_chain_tells() {
    let office = Office::open().await;
    let (owner, collection) = (office.coordinator(), &office.collection);
    collection.submit(&owner, of_kind("a-training", TRAINING, training())).await.unwrap();
    collection.submit(&owner, of_kind("a-person", PERSON, person())).await.unwrap();
    let officer = office.world.person(Role::DataOfficer, OTHER);
    for told in [
        collection.read(&officer, PERSON, "a-person").await.map(drop),
        collection.history(&officer, PERSON, "a-person").await.map(drop),
    ] {
        assert!(matches!(told, Err(ServiceError::PurposeNeeded)), "{told:?}");
    }
    assert!(collection.read(&officer, TRAINING, "a-training").await.is_ok(), "which is about nobody");
    let colleague = office.world.person(Role::Director, &owner.actor.agency_id);
    assert!(collection.read(&colleague, PERSON, "a-person").await.is_ok(), "their own agency's");
    let hidden = collection.read(&office.world.person(Role::Coordinator, OTHER), PERSON, "a-person").await.unwrap_err();
    assert!(matches!(hidden, ServiceError::NotFound), "what is hidden asks nothing: {hidden:?}");
    let purpose = Some(Purpose::new("data-quality", "").unwrap());
    collection.read(&Context { purpose, ..officer }, PERSON, "a-person").await.unwrap();
    let rows = office.world.audit().await;
    assert!(rows.last().unwrap().entry.detail.contains("data-quality"), "{:?}", rows.last());
}
