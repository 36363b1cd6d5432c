//! Stories of forms that somebody began and did not send at once.

use crate::office::{KIND, Office, first, first_version, session};
use collection::{Collection, Correction, DRAFT_DAYS, LARGEST_DRAFT, MOST_DRAFTS, Unfinished};
use service_kit::{Context, Role, ServiceError};
use store::{Account, Change, Unit};
use testkit::{HOME, OTHER};

fn begun(id: &str, venue: &str) -> Unfinished {
    let fields = vec![("/venue".to_owned(), venue.to_owned()), ("next".to_owned(), "s.date".to_owned())];
    Unfinished { id: id.into(), kind: KIND.into(), corrects: None, fields }
}

/// Somebody with an account.
pub(crate) async fn person(office: &Office, role: Role, agency_id: &str) -> Context {
    let context = office.world.person(role, agency_id);
    let account = Account {
        id: context.actor.account_id.clone(),
        agency_id: agency_id.into(),
        login: context.actor.account_id.clone(),
        name: context.actor.name.clone(),
        role: role.id().into(),
        lang: "en".into(),
        password_hash: None,
        disabled: false,
        created_at: 0,
    };
    office.world.kit.store.commit(Unit::new(vec![Change::PutAccount(account)], Vec::new())).await.unwrap();
    context
}

async fn ids(collection: &Collection, context: &Context) -> Vec<String> {
    collection.drafts(context).await.unwrap().into_iter().map(|draft| draft.id).collect()
}

#[tokio::test]
async fn a_draft_is_gone_on_with_and_leaves_when_it_is_sent() {
    let office = Office::open().await;
    let worker = person(&office, Role::FieldWorker, HOME).await;
    let audited = office.world.audit().await;
    office.collection.keep_draft(&worker, begun("first-draft", "โรง")).await.unwrap();
    office.collection.keep_draft(&worker, begun("first-draft", "โรงเรียน")).await.unwrap();
    assert_eq!(office.world.audit().await, audited, "what is not sent is told to nobody");
    let resumed = office.second_server().await.resume_draft(&worker, "first-draft").await.unwrap();
    assert_eq!(resumed.unfinished, begun("first-draft", "โรงเรียน"));
    assert!(!resumed.is_of_another_version);
    let refused = office.submit(&worker, "first-draft", session("", 10)).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))));
    assert_eq!(ids(&office.collection, &worker).await, ["first-draft"], "what was refused is still there");
    office.submit(&worker, "first-draft", session("โรงเรียน", 10)).await.unwrap();
    assert!(ids(&office.collection, &worker).await.is_empty());
    office.collection.keep_draft(&worker, begun("first-draft", "late")).await.unwrap();
    assert!(ids(&office.collection, &worker).await.is_empty(), "what arrives late is no draft of what was sent");
}

#[tokio::test]
async fn a_draft_is_told_to_nobody_else() {
    let office = Office::open().await;
    let owner = person(&office, Role::FieldWorker, HOME).await;
    let draft = begun("first-draft", "โรงเรียน");
    let (name, value) = draft.fields.iter().find(|(_, value)| value == "โรงเรียน").cloned().unwrap();
    office.collection.keep_draft(&owner, draft).await.unwrap();
    let saying = async |who: &Context, value: &str| {
        let found = office.collection.drafts_saying(who, (&name, value)).await.unwrap();
        found.into_iter().map(|line| line.id).collect::<Vec<_>>()
    };
    assert_eq!(saying(&owner, &value).await, ["first-draft"]);
    assert_eq!(saying(&owner, "another").await, [""; 0]);
    let roles = [Role::Coordinator, Role::Director, Role::DataOfficer, Role::Administrator];
    let others = roles.into_iter().flat_map(|role| [(role, HOME), (role, OTHER)]);
    for (role, agency) in others.chain([(Role::FieldWorker, OTHER)]) {
        let other = person(&office, role, agency).await;
        assert!(ids(&office.collection, &other).await.is_empty(), "{role:?}");
        let read = office.collection.resume_draft(&other, "first-draft").await;
        assert!(matches!(read, Err(ServiceError::NotFound)), "{role:?}: {read:?}");
        let discarded = office.collection.discard_draft(&other, "first-draft").await;
        assert!(matches!(discarded, Err(ServiceError::NotFound)), "{role:?}");
    }
    let colleague = person(&office, Role::Coordinator, HOME).await;
    office.collection.keep_draft(&colleague, begun("first-draft", "of a colleague")).await.unwrap();
    let kept = office.collection.resume_draft(&owner, "first-draft").await.unwrap();
    assert_eq!(kept.unfinished, begun("first-draft", "โรงเรียน"), "the same id is another person's other draft");
    office.collection.submit(&colleague, first("first-draft", session("School", 1))).await.unwrap();
    assert_eq!(ids(&office.collection, &owner).await, ["first-draft"]);
    office.collection.discard_draft(&owner, "first-draft").await.unwrap();
    assert!(ids(&office.collection, &owner).await.is_empty());
}

#[tokio::test]
async fn drafts_are_so_many_and_so_large() {
    let office = Office::open().await;
    let worker = person(&office, Role::FieldWorker, HOME).await;
    for number in 0..MOST_DRAFTS {
        office.collection.keep_draft(&worker, begun(&format!("draft-number-{number}"), "v")).await.unwrap();
    }
    let one_more = office.collection.keep_draft(&worker, begun("one-too-many", "v")).await;
    assert!(matches!(one_more, Err(ServiceError::TooMuch(said)) if said.key == "collection-draft-many"));
    office.collection.keep_draft(&worker, begun("draft-number-0", "changed")).await.unwrap();
    let large = office.collection.keep_draft(&worker, begun("draft-number-0", &"x".repeat(LARGEST_DRAFT))).await;
    assert!(matches!(large, Err(ServiceError::TooMuch(said)) if said.key == "collection-draft-large"));
}

#[tokio::test]
async fn a_draft_that_is_left_alone_is_forgotten() {
    let office = Office::open().await;
    let mut worker = person(&office, Role::FieldWorker, HOME).await;
    let until = office.collection.keep_draft(&worker, begun("first-draft", "v")).await.unwrap();
    assert_eq!(until - worker.at, DRAFT_DAYS * 24 * 60 * 60 * 1000);
    worker.at = until - 1;
    assert_eq!(ids(&office.collection, &worker).await, ["first-draft"]);
    worker.at = until;
    assert!(ids(&office.collection, &worker).await.is_empty());
    let read = office.collection.resume_draft(&worker, "first-draft").await;
    assert!(matches!(read, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn whoever_may_not_send_a_form_begins_none() {
    let office = Office::open().await;
    let coordinator = person(&office, Role::Coordinator, HOME).await;
    office.submit(&coordinator, "first-session", session("School 1", 10)).await.unwrap();
    let corrects = Some(first_version("first-session"));
    let correction = Unfinished { corrects, ..begun("the-correction", "v") };
    office.collection.keep_draft(&coordinator, correction.clone()).await.unwrap();
    let resumed = office.collection.resume_draft(&coordinator, "the-correction").await.unwrap();
    assert_eq!(resumed.unfinished, correction);
    let refused = office.collection.keep_draft(&person(&office, Role::Coordinator, OTHER).await, correction).await;
    assert!(matches!(refused, Err(ServiceError::NotFound)), "of another agency's record: {refused:?}");
    let of_nothing = Correction { record_id: "no-such-record".into(), supersedes: "no-such-record".into() };
    let unknown = Unfinished { corrects: Some(of_nothing), ..begun("the-correction", "v") };
    assert!(office.collection.keep_draft(&coordinator, unknown).await.is_err());
    let no_form = Unfinished { kind: "prevention/nothing".into(), ..begun("second-draft", "v") };
    assert!(office.collection.keep_draft(&coordinator, no_form).await.is_err());
    let viewer = person(&office, Role::Director, HOME).await;
    let by_a_reader = office.collection.keep_draft(&viewer, begun("second-draft", "v")).await;
    let may_submit = viewer.may(service_kit::Action::SubmitRecord);
    assert_eq!(by_a_reader.is_ok(), may_submit);
}
