//! Stories of answers that come in once, are corrected in turn, and are taken back.

use crate::office::{KIND, Office, first_version, session};
use collection::Correction;
use language::{Lang, say};
use serde_json::json;
use service_kit::{Actor, Context, Role, ServiceError};
use std::pin::pin;
use std::task::Waker;
use testkit::{HOME, OTHER};

#[tokio::test]
async fn a_retry_writes_nothing() {
    let office = Office::open().await;
    let worker = office.world.person(Role::FieldWorker, HOME);
    let sent = office.submit(&worker, "first-session", session("School 1", 10)).await.unwrap();
    let audited = office.world.audit().await;
    let again = office.submit(&worker, "first-session", session("School 1", 10)).await.unwrap();
    assert_eq!((sent.already_present, again.already_present), (false, true));
    assert_eq!(sent.record_id, again.record_id);
    assert_eq!(office.listed(&worker, KIND).await.len(), 1);
    assert_eq!(office.world.audit().await, audited);
    let seen = first_version("first-session");
    office.correct(&worker, "the-correction", &seen, session("School 1", 11)).await.unwrap();
    let again = office.correct(&worker, "the-correction", &seen, session("School 1", 11)).await.unwrap();
    assert!(again.already_present);
    assert_eq!(office.collection.history(&worker, KIND, "first-session").await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_id_stands_for_its_answers_and_its_agency() {
    let office = Office::open().await;
    let worker = office.world.person(Role::FieldWorker, HOME);
    office.submit(&worker, "first-session", session("School 1", 10)).await.unwrap();
    let other_answers = office.submit(&worker, "first-session", session("School 1", 11)).await.unwrap_err();
    let stranger = office.stranger();
    let same_answers = office.submit(&stranger, "first-session", session("School 1", 10)).await.unwrap_err();
    for refused in [other_answers, same_answers] {
        assert!(
            matches!(&refused, ServiceError::Conflict(said) if said.key == "conflict-other-content"),
            "{refused:?}"
        );
    }
    let kept = office.listed(&worker, KIND).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].answer("attended"), "10");
}

#[tokio::test]
async fn ids_that_are_no_clients_are_refused() {
    let office = Office::open().await;
    let worker = office.world.person(Role::FieldWorker, HOME);
    let of_an_import = "6d1f3c52-8a0b-8e57-9d4e-27c1b0f493ae";
    for id in ["", "short", "two words", "semi;colon", "ชื่อภาษาไทย", &"x".repeat(65), of_an_import]
    {
        let refused = office.submit(&worker, id, session("School 1", 10)).await;
        assert!(matches!(refused, Err(ServiceError::Invalid(problems)) if problems[0].path == "id"), "{id}");
    }
}

#[tokio::test]
async fn a_correction_names_the_version_it_replaces() {
    let office = Office::open().await;
    let context = office.coordinator();
    office.submit(&context, "first-session", session("School 1", 10)).await.unwrap();
    let seen = first_version("first-session");
    office.correct(&context, "correction-1", &seen, session("School 2", 12)).await.unwrap();
    let late = office.correct(&context, "correction-2", &seen, session("School 3", 13)).await;
    assert!(matches!(late, Err(ServiceError::Conflict(said)) if said.key == "conflict-stale"));
    let record = office.collection.read(&context, KIND, "first-session").await.unwrap();
    assert_eq!((record.answer("venue").as_str(), record.submission_id.as_str()), ("School 2", "correction-1"));

    let history = office.collection.history(&context, KIND, "first-session").await.unwrap();
    let ids: Vec<_> = history.iter().map(|version| version.id.as_str()).collect();
    assert_eq!(ids, ["first-session", "correction-1"]);
    assert!(history[0].changed.is_empty());
    let mut changed = history[1].changed.clone();
    changed.sort();
    assert_eq!(changed, ["/attendance[1]/count", "/attended", "/venue"]);
    assert_eq!(history[1].reason.as_deref(), Some("counted again"));
}

#[tokio::test]
async fn of_two_corrections_at_once_one_wins() {
    let office = Office::open().await;
    let context = office.coordinator();
    office.submit(&context, "first-session", session("School 1", 10)).await.unwrap();
    let seen = first_version("first-session");
    let (one, other) = tokio::join!(
        office.correct(&context, "correction-1", &seen, session("School 2", 10)),
        office.correct(&context, "correction-2", &seen, session("School 3", 10)),
    );
    assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1);
    let lost = one.and(other).unwrap_err();
    assert!(matches!(&lost, ServiceError::Conflict(said) if said.key == "conflict-stale"), "{lost:?}");
}

#[tokio::test]
async fn a_record_is_taken_back_for_a_reason_that_its_history_keeps() {
    let office = Office::open().await;
    let context = office.coordinator();
    office.submit(&context, "first-session", session("School 1", 10)).await.unwrap();
    let seen = first_version("first-session");
    let silent = office.collection.retract(&context, KIND, seen.clone(), "  \n").await;
    assert!(matches!(silent, Err(ServiceError::Invalid(problems)) if problems[0].path == "reason"));
    let elsewhere = Correction { supersedes: "another-version".into(), ..seen.clone() };
    assert!(matches!(office.retract(&context, &elsewhere).await, Err(ServiceError::Conflict(_))));
    let worker = office.world.person(Role::FieldWorker, HOME);
    assert!(matches!(office.retract(&worker, &seen).await, Err(ServiceError::Refused)));
    assert_eq!(office.listed(&context, KIND).await.len(), 1);

    office.retract(&context, &seen).await.unwrap();
    assert!(office.listed(&context, KIND).await.is_empty());
    assert!(matches!(office.collection.read(&context, KIND, "first-session").await, Err(ServiceError::NotFound)));
    assert!(matches!(office.retract(&context, &seen).await, Err(ServiceError::NotFound)));
    let history = office.collection.history(&context, KIND, "first-session").await.unwrap();
    let last = history.last().unwrap();
    assert_eq!((last.reason.as_deref(), last.answers.is_none()), (Some("entered by mistake"), true));
}

#[tokio::test]
async fn a_field_worker_corrects_only_their_own_entries() {
    let office = Office::open().await;
    for role in [Role::FieldWorker, Role::Partner] {
        let own = office.world.person(role, HOME);
        let colleague = Context { actor: Actor { account_id: "colleague".into(), ..own.actor.clone() }, ..own.clone() };
        let id = format!("session-of-{}", role.id());
        office.submit(&own, &id, session("School 1", 10)).await.unwrap();
        let seen = first_version(&id);
        let refused = office.correct(&colleague, "by-colleague", &seen, session("School 2", 10)).await;
        assert!(matches!(refused, Err(ServiceError::Refused)), "{refused:?}");
        let correction = format!("own-{id}");
        office.correct(&own, &correction, &seen, session("School 3", 10)).await.unwrap();
        let now = Correction { record_id: id.clone(), supersedes: correction };
        let led = format!("led-{id}");
        office.correct(&office.coordinator(), &led, &now, session("School 4", 10)).await.unwrap();
        let still_own = Correction { record_id: id.clone(), supersedes: led };
        let again = office.correct(&own, &format!("again-{id}"), &still_own, session("School 5", 10)).await;
        assert!(again.is_ok(), "a record stays its author's when somebody else corrected it");
    }
}

#[tokio::test]
async fn for_another_agency_a_record_does_not_exist() {
    let office = Office::open().await;
    let context = office.coordinator();
    let picture = b"\xFF\xD8\xFF\xDA\0\x02a demo picture\xFF\xD9".to_vec();
    let asked = forms::AskedFile { media: forms::Media::Image, keeps_place: false };
    let name = office.collection.keep_file(&context, asked, picture.clone()).await.unwrap();
    let mut answers = session("School 1", 10);
    answers["facilitators"] = json!(name);
    office.submit(&context, "first-session", answers).await.unwrap();
    let record = office.collection.read(&context, KIND, "first-session").await.unwrap();
    let file = office.world.kit.store.attachment(&name).await.unwrap().unwrap();
    assert_eq!((file.media_type.as_str(), file.bytes), ("image/jpeg", picture.clone()));
    let of_text = office.collection.file(&context, &record, "facilitators").await.unwrap();
    assert_eq!(of_text, None, "a text that is a file's name opens no file");

    let told = [&picture[..2], b"\xFF\xE1\0\x10Exif\0\0 18.79 N", &picture[2..]].concat();
    let cleaned = office.collection.keep_file(&context, asked, told.clone()).await.unwrap();
    assert_eq!(cleaned, name, "what tells a place is not kept");
    assert!(office.world.kit.store.attachment(&store::Attachment::name(&told)).await.unwrap().is_none());

    let seen = first_version("first-session");
    for role in [Role::Administrator, Role::Coordinator, Role::FieldWorker, Role::Partner] {
        let stranger = office.world.person(role, OTHER);
        let absent = [
            office.collection.read(&stranger, KIND, "first-session").await.map(drop),
            office.collection.read(&stranger, KIND, "no-such-record").await.map(drop),
            office.collection.history(&stranger, KIND, "first-session").await.map(drop),
            office.correct(&stranger, "a-correction", &seen, session("School 2", 1)).await.map(drop),
            office.retract(&stranger, &seen).await,
            office.collection.file(&stranger, &record, "facilitators").await.map(drop),
        ];
        for (at, tried) in absent.into_iter().enumerate() {
            assert!(matches!(tried, Err(ServiceError::NotFound)), "{role:?} {at}: {tried:?}");
        }
        assert!(office.listed(&stranger, KIND).await.is_empty());
    }
}

#[tokio::test]
async fn broken_rules_come_back_with_their_places_and_words() {
    let office = Office::open().await;
    let worker = office.world.person(Role::FieldWorker, HOME);
    let mut answers = session("", 10);
    answers["date"] = json!("2020-02-01");
    answers["district"] = json!("5801");
    answers["attendance"][0]["count"] = json!("-1");
    let Err(ServiceError::Invalid(problems)) = office.submit(&worker, "first-session", answers).await else {
        panic!("accepted")
    };
    let mut paths: Vec<_> = problems.iter().map(|problem| problem.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["/attendance[1]/count", "/date", "/district", "/venue"]);
    for lang in [Lang::En, Lang::Th] {
        for problem in &problems {
            let said = say(lang, &problem.message);
            assert!(said.chars().count() > 10 && !said.contains("collection-"), "{said}");
        }
    }
    let date = problems.iter().find(|problem| problem.path == "/date").unwrap();
    assert!(say(Lang::En, &date.message).contains("This date is in the future"), "the form's own words");
    assert!(office.listed(&worker, KIND).await.is_empty());
    assert!(office.world.audit().await.is_empty());
}

#[tokio::test]
async fn a_file_is_cleaned_away_from_the_thread_that_answers_requests() {
    let office = Office::open().await;
    let context = office.coordinator();
    let asked = forms::AskedFile { media: forms::Media::Image, keeps_place: false };
    // A picture that breaks off after so much that looking through it takes longer than asking once.
    let broken = [b"\xFF\xD8\xFF\xDA\0\x02".to_vec(), vec![0; 20_000_000]].concat();
    let mut keeping = pin!(office.collection.keep_file(&context, asked, broken));
    // What is refused waits for nothing else: whoever polls once would do the work itself.
    assert!(keeping.as_mut().poll(&mut std::task::Context::from_waker(Waker::noop())).is_pending());
    assert!(matches!(keeping.await, Err(ServiceError::Invalid(_))));
}
