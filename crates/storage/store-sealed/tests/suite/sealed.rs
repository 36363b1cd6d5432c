//! What lies in the database, and what is left when a key is gone.

use crate::house::{KIND, case, corrected, dumped, event, person, schema, send, text, worlds};
use std::sync::Arc;
use store::{Attachment, Change, Conflict, Draft, DraftHead, StoreError, Unit, Value, Written};
use store_sealed::MasterKey;
use testkit::HOME;

const CANARIES: [&str; 6] =
    ["Canary-Malee", "กระรอก-มาลี", "canary-said", "canary-event", "canary-draft", "canary-reason"];

fn draft(content: &str) -> Draft {
    let head = DraftHead {
        account_id: "someone".into(),
        id: "d1".into(),
        kind: KIND.into(),
        form_version: "1".into(),
        record_id: None,
        supersedes: None,
        created_at: 1,
        updated_at: 1,
    };
    Draft { head, content: content.into() }
}

#[tokio::test]
async fn what_is_sealed_is_read_as_it_was_written_and_stands_nowhere_in_the_database() {
    for world in worlds().await {
        let store = &world.kit.store;
        let mut changes =
            vec![Change::Submit(person("p1", CANARIES[0], CANARIES[2]).0, person("p1", CANARIES[0], CANARIES[2]).1)];
        changes.extend(case("p1", r#"{"did":"canary-event"}"#));
        changes.push(Change::PutDraft(draft("canary-draft")));
        store.commit(Unit::new(changes, Vec::new())).await.unwrap();
        send(&world, corrected("p1-2", "p1", CANARIES[1], CANARIES[5])).await.unwrap();

        let record = store.record(KIND, "p1").await.unwrap().unwrap();
        assert_eq!((record.value("name"), record.value("age")), (&text(CANARIES[1]), &Value::Integer(14)));
        assert_eq!(record.value("province"), &text("50"));
        assert_eq!(record.rows("visits")[0], vec![("said".into(), text("later")), ("day".into(), text("2026-03-01"))]);
        assert!(record.columns.iter().all(|(name, _)| !name.starts_with('_')), "{record:?}");
        let history = store.history("p1").await.unwrap();
        assert!(history[0].submission.answers.as_ref().unwrap().contains(CANARIES[2]));
        assert_eq!(history[1].submission.reason.as_deref(), Some(CANARIES[5]));
        assert!(store.answers(&["p1".into()]).await.unwrap()[0].1.contains(CANARIES[0]));
        assert!(store.case_answers("p1", "p1").await.unwrap()[0].answers.as_ref().unwrap().contains(CANARIES[1]));
        assert_eq!(store.case_events("p1").await.unwrap()[0].what, r#"{"did":"canary-event"}"#);
        assert_eq!(store.draft("someone", "d1").await.unwrap().unwrap().content, "canary-draft");
        assert_eq!(store.kind(KIND).await.unwrap().unwrap().columns.len(), schema().columns.len());

        let lies = dumped(&world).await;
        assert!(lies.contains("2026-03-01"), "what is open lies open");
        for canary in CANARIES {
            assert!(!lies.contains(canary) && !lies.contains(&hex_of(canary)), "{canary} in a backup");
            assert!(!world.lies_in_files(canary.as_bytes()), "{canary} in a file");
        }
        assert!(world.on_server() || world.lies_in_files(b"2026-03-01"), "the search finds what lies there");
    }
}

fn hex_of(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_retry_is_the_same_submission_and_other_content_is_not() {
    for world in worlds().await {
        assert!(matches!(send(&world, person("p1", "Malee", "a")).await, Ok(Written::New { .. })));
        assert!(matches!(send(&world, person("p1", "Malee", "a")).await, Ok(Written::AlreadyPresent { .. })));
        let mut spaced = person("p1", "Malee", "a");
        spaced.0.answers = spaced.0.answers.map(|answers| answers.replace("\":", "\" : "));
        assert!(matches!(send(&world, spaced).await, Ok(Written::AlreadyPresent { .. })), "however it is written");
        let other = send(&world, person("p1", "Malai", "a")).await;
        assert!(matches!(other, Err(StoreError::Conflict(Conflict::OtherContent { .. }))), "{other:?}");
        // What belongs to a case is sent again without the event that put it there.
        let (submission, projection) = person("p2", "Som", "b");
        let mut changes = vec![Change::Submit(submission, projection)];
        changes.extend(case("p2", "{}"));
        changes.push(Change::Submit(person("p3", "Som", "c").0, person("p3", "Som", "c").1));
        changes.push(Change::AddCaseEvent(event("p2", 2, "p3", "{}")));
        world.kit.store.commit(Unit::new(changes, Vec::new())).await.unwrap();
        assert!(matches!(send(&world, person("p3", "Som", "c")).await, Ok(Written::AlreadyPresent { .. })));
    }
}

#[tokio::test]
async fn two_who_send_at_once_share_one_key() {
    for world in worlds().await {
        let second = world.second_server().await;
        let one = person("p1", "Malee", "a");
        let unit = || Unit::new(vec![Change::Submit(one.0.clone(), one.1.clone())], Vec::new());
        let (first, other) = tokio::join!(world.kit.store.commit(unit()), second.store.commit(unit()));
        let written = [first.unwrap()[0], other.unwrap()[0]];
        assert_eq!(written.iter().filter(|one| matches!(one, Written::New { .. })).count(), 1, "{written:?}");
        assert_eq!(second.store.seal_key_count("").await.unwrap().all, 1);
        assert_eq!(second.store.record(KIND, "p1").await.unwrap().unwrap().value("name"), &text("Malee"));
    }
}

#[tokio::test]
async fn destroying_a_cases_key_takes_the_whole_file_and_nothing_else() {
    for world in worlds().await {
        let store = &world.kit.store;
        let mut changes = vec![Change::Submit(person("p1", "Malee", "a").0, person("p1", "Malee", "a").1)];
        changes.extend(case("p1", r#"{"did":"form"}"#));
        changes.push(Change::Submit(person("p2", "Aunt", "b").0, person("p2", "Aunt", "b").1));
        changes.push(Change::AddCaseEvent(event("p1", 2, "p2", "{}")));
        store.commit(Unit::new(changes, Vec::new())).await.unwrap();
        send(&world, person("other", "Somebody", "c")).await.unwrap();
        assert!(!store.record(KIND, "p2").await.unwrap().unwrap().erased);

        let destroy = Change::DestroySealKeys { subject: "record/p1".into(), at: 5 };
        store.commit(Unit::new(vec![destroy], Vec::new())).await.unwrap();
        let second = world.second_server().await;
        for store in [store, &second.store] {
            for id in ["p1", "p2"] {
                let record = store.record(KIND, id).await.unwrap().unwrap();
                assert!(record.erased && record.value("name") == &Value::Null, "{record:?}");
                assert_eq!(record.value("province"), &text("50"), "what is counted stays");
                assert_eq!(record.rows("visits").len(), 1);
                let history = store.history(id).await.unwrap();
                assert!(history[0].erased && history[0].submission.answers.as_deref() == Some("{}"));
            }
            assert_eq!(store.case_events("p1").await.unwrap()[0].what, r#"{"did":"erased"}"#);
            assert_eq!(store.record(KIND, "other").await.unwrap().unwrap().value("name"), &text("Somebody"));
        }
        for more in [person("p1", "Malee", "a"), corrected("p1-2", "p1", "Malee", "r")] {
            let refused = send(&world, more).await;
            assert!(matches!(refused, Err(StoreError::Conflict(Conflict::Erased { .. }))), "{refused:?}");
        }
        let late = Unit::new(vec![Change::AddCaseEvent(event("p1", 3, "p1", "{}"))], Vec::new());
        assert!(store.commit(late).await.is_err(), "nothing is added to what was erased");
    }
}

#[tokio::test]
async fn a_seal_that_was_moved_or_changed_is_an_error_and_never_a_value() {
    let world = &worlds().await[0];
    send(world, person("p1", "Malee", "a")).await.unwrap();
    send(world, person("p2", "Somsri", "b")).await.unwrap();
    let moved = "UPDATE r_demo_person SET _sealed = (SELECT o._sealed FROM r_demo_person o WHERE o._record <> r_demo_person._record \
                 ORDER BY o._record LIMIT 1) WHERE _record = (SELECT max(_record) FROM r_demo_person)";
    world.tamper(moved).await;
    let found = world.kit.store.record(KIND, "p2").await;
    assert!(matches!(&found, Err(StoreError::Corrupt { row, .. }) if row == "p2"), "{found:?}");
    assert!(world.kit.store.record(KIND, "p1").await.is_ok());
}

#[tokio::test]
async fn without_the_right_master_key_nothing_is_read_or_written_and_nothing_is_made_up() {
    let world = &worlds().await[0];
    send(world, person("p1", "Malee", "a")).await.unwrap();
    for master in [None, Some(Arc::new(MasterKey::new(&[8; 32])))] {
        let kit = world.kit.clone().with_master(master);
        assert!(matches!(kit.store.record(KIND, "p1").await, Err(StoreError::Unavailable(_))));
        let unit = Unit::new(vec![Change::Submit(person("p1", "Malee", "a").0, person("p1", "Malee", "a").1)], vec![]);
        assert!(matches!(kit.store.commit(unit).await, Err(StoreError::Unavailable(_))));
    }
    let other = Arc::new(MasterKey::new(&[8; 32]));
    assert_eq!(world.kit.rewrap(&other, None).await.unwrap(), 1);
    let kit = world.kit.clone().with_master(Some(other));
    assert_eq!(kit.store.record(KIND, "p1").await.unwrap().unwrap().value("name"), &text("Malee"), "rotated");
}

fn file(bytes: &[u8]) -> Attachment {
    Attachment {
        hash: Attachment::name(bytes),
        media_type: "image/png".into(),
        agency_id: HOME.into(),
        created_at: 1,
        bytes: bytes.to_vec(),
    }
}

#[tokio::test]
async fn a_file_that_was_dropped_and_brought_again_is_read_by_every_server() {
    for world in worlds().await {
        let store = &world.kit.store;
        let picture = file(b"canary-picture");
        let bring = || {
            let brought = Change::NoteUpload { account_id: "someone".into(), hash: picture.hash.clone(), at: 5 };
            store.commit(Unit::new(vec![Change::PutAttachment(picture.clone()), brought], Vec::new()))
        };
        bring().await.unwrap();
        bring().await.unwrap();
        assert_eq!(store.attachment(&picture.hash).await.unwrap(), Some(picture.clone()));
        assert!(!dumped(&world).await.contains("canary-picture"));
        let drop = Change::DropUnnamedFiles { before: 9 };
        store.commit(Unit::new(vec![drop], Vec::new())).await.unwrap();
        assert_eq!(store.attachment(&picture.hash).await.unwrap(), None);
        assert_eq!(store.seal_key_count("").await.unwrap().all, 0, "its key goes with it");
        bring().await.unwrap();
        let second = world.second_server().await;
        assert_eq!(second.store.attachment(&picture.hash).await.unwrap(), Some(picture.clone()));
    }
}

#[tokio::test]
async fn what_another_server_erased_is_not_added_to_from_memory() {
    for world in worlds().await {
        let (first, second) = (&world.kit.store, world.second_server().await.store);
        let mut changes = vec![Change::Submit(person("p1", "Malee", "a").0, person("p1", "Malee", "a").1)];
        changes.extend(case("p1", "{}"));
        first.commit(Unit::new(changes, Vec::new())).await.unwrap();
        assert!(first.record(KIND, "p1").await.unwrap().is_some(), "its key is in memory now");
        let destroy = Change::DestroySealKeys { subject: "record/p1".into(), at: 5 };
        second.commit(Unit::new(vec![destroy], Vec::new())).await.unwrap();
        second.settle().await.unwrap();
        let late = Unit::new(vec![Change::AddCaseEvent(event("p1", 2, "p1", "{}"))], Vec::new());
        let refused = first.commit(late).await;
        assert!(matches!(refused, Err(StoreError::Conflict(Conflict::Erased { .. }))), "{refused:?}");
    }
}
