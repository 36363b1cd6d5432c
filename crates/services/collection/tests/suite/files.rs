//! Stories of whose files answers may name, and of how long a file waits for being named.

use crate::drafts::person;
use crate::office::{Office, first};
use collection::{Correction, DRAFT_DAYS, FILE_DAYS, NewSubmission, Receipt, Unfinished};
use forms::{AskedFile, Media};
use serde_json::{Value as Json, json};
use service_kit::{Context, Role, ServiceError};
use testkit::{HOME, OTHER};

const PICTURE: &str = "prevention/picture";
const ASKED: AskedFile = AskedFile { media: Media::Image, keeps_place: false };
const DAY: i64 = 24 * 60 * 60 * 1000;

fn bytes(seen: &str) -> Vec<u8> {
    [b"\xFF\xD8\xFF\xDA\0\x02", seen.as_bytes(), b"\xFF\xD9"].concat()
}

async fn bring(office: &Office, context: &Context, seen: &str) -> String {
    office.collection.keep_file(context, ASKED, bytes(seen)).await.unwrap()
}

fn answers(image: &str) -> Json {
    json!({
        "image": image, "caption": "A school", "date": "2019-07-04", "people_visible": "nobody", "consent": "internal",
        "consent_how": "spoken", "consent_on": "2019-07-04",
    })
}

async fn submit(office: &Office, context: &Context, id: &str, image: &str) -> Result<Receipt, ServiceError> {
    let new = NewSubmission { kind: PICTURE.into(), ..first(id, answers(image)) };
    office.collection.submit(context, new).await
}

async fn correct(
    office: &Office,
    context: &Context,
    id: &str,
    record: &str,
    image: &str,
) -> Result<Receipt, ServiceError> {
    let seen = office.collection.read(context, PICTURE, record).await.unwrap().submission_id;
    let corrects = Some(Correction { record_id: record.into(), supersedes: seen });
    let reason = Some("another picture".to_owned());
    let new = NewSubmission { kind: PICTURE.into(), corrects, reason, ..first(id, answers(image)) };
    office.collection.submit(context, new).await
}

fn begun(id: &str, image: &str) -> Unfinished {
    let fields = vec![("/image".to_owned(), image.to_owned()), ("/caption".to_owned(), image.to_owned())];
    Unfinished { id: id.into(), kind: PICTURE.into(), corrects: None, fields }
}

async fn handed_out(office: &Office, context: &Context, id: &str) -> Option<Vec<u8>> {
    let record = office.collection.read(context, PICTURE, id).await.unwrap();
    office.collection.file(context, &record, "image").await.unwrap().map(|file| file.bytes)
}

async fn is_kept(office: &Office, name: &str) -> bool {
    office.world.kit.store.attachment(name).await.unwrap().is_some()
}

/// What is told: the question and the sentence.
fn refusal(outcome: Result<Receipt, ServiceError>) -> (String, String) {
    match outcome {
        Err(ServiceError::Invalid(problems)) => (problems[0].path.clone(), problems[0].message.key.to_string()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn only_who_brought_a_file_names_it_and_others_are_not_told_that_it_is_there() {
    let office = Office::open().await;
    let owner = office.world.person(Role::FieldWorker, HOME);
    let name = bring(&office, &owner, "a face").await;
    submit(&office, &owner, "first-picture", &name).await.unwrap();
    assert_eq!(handed_out(&office, &owner, "first-picture").await, Some(bytes("a face")));
    let nowhere = "0".repeat(64);
    let not_here = ("/image".to_owned(), "collection-file-not-here".to_owned());
    for (agency, role) in [(OTHER, Role::Coordinator), (OTHER, Role::Administrator), (HOME, Role::Coordinator)] {
        let other = office.world.person(role, agency);
        for (at, guessed) in [&name, &nowhere].into_iter().enumerate() {
            let id = format!("guess-{at}-{agency}-{}", role.id());
            assert_eq!(refusal(submit(&office, &other, &id, guessed).await), not_here, "{agency} {role:?}");
            let draft = office.collection.keep_draft(&other, begun(&id, guessed)).await;
            assert!(matches!(draft, Err(ServiceError::Conflict(why)) if why.key == "collection-file-not-here"));
        }
    }
    // Whoever brings the same content has it already.
    let other = office.world.person(Role::Coordinator, OTHER);
    assert_eq!(bring(&office, &other, "a face").await, name);
    submit(&office, &other, "another-picture", &name).await.unwrap();
    assert_eq!(handed_out(&office, &other, "another-picture").await, Some(bytes("a face")));
}

#[tokio::test]
async fn a_correction_may_name_what_its_record_named_and_no_other_record_s() {
    let office = Office::open().await;
    let owner = office.world.person(Role::FieldWorker, HOME);
    let coordinator = office.coordinator();
    let (one, two) = (bring(&office, &owner, "one").await, bring(&office, &owner, "two").await);
    submit(&office, &owner, "picture-one", &one).await.unwrap();
    submit(&office, &owner, "picture-two", &two).await.unwrap();
    correct(&office, &coordinator, "correction-1", "picture-one", &one).await.unwrap();
    let refused = refusal(correct(&office, &coordinator, "correction-2", "picture-one", &two).await);
    assert_eq!(refused.1, "collection-file-not-here");
    let new = bring(&office, &coordinator, "new").await;
    correct(&office, &coordinator, "correction-3", "picture-one", &new).await.unwrap();
    assert_eq!(handed_out(&office, &owner, "picture-one").await, Some(bytes("new")));
    // Back to what an earlier version named, long after who brought it is forgotten.
    office.world.clock.advance((FILE_DAYS + 1) * DAY);
    office.collection.forget_old_drafts().await.unwrap();
    correct(&office, &office.coordinator(), "correction-4", "picture-one", &one).await.unwrap();
    assert_eq!(handed_out(&office, &owner, "picture-one").await, Some(bytes("one")));
    assert!(is_kept(&office, &new).await, "an earlier version names it");
    // A retry is the same submission, and is taken as one.
    assert!(submit(&office, &owner, "picture-two", &two).await.unwrap().already_present);
}

#[tokio::test]
async fn what_a_record_came_to_name_in_another_way_is_not_handed_out() {
    let office = Office::open().await;
    let owner = office.world.person(Role::FieldWorker, HOME);
    let name = bring(&office, &owner, "a face").await;
    let stranger = office.stranger();
    let own = bring(&office, &stranger, "their own").await;
    submit(&office, &stranger, "their-picture", &own).await.unwrap();
    // As when a question for a text becomes one for a picture: the value is there, and nobody noted it as a file.
    let mut record = office.collection.read(&stranger, PICTURE, "their-picture").await.unwrap();
    for (column, value) in &mut record.columns {
        if column == "image" {
            *value = store::Value::Text(name.clone());
        }
    }
    assert_eq!(record.answer("image"), name);
    assert_eq!(office.collection.file(&stranger, &record, "image").await.unwrap(), None);
}

#[tokio::test]
async fn files_of_drafts_that_were_discarded_or_forgotten_go_and_no_others() {
    let office = Office::open().await;
    let owner = person(&office, Role::FieldWorker, HOME).await;
    let mut names = Vec::new();
    for seen in ["sent", "discarded", "waiting", "replaced"] {
        names.push(bring(&office, &owner, seen).await);
    }
    let [sent, discarded, waiting, replaced] = &names[..] else { panic!() };
    submit(&office, &owner, "first-picture", sent).await.unwrap();
    office.collection.keep_draft(&owner, begun("discarded-draft", discarded)).await.unwrap();
    office.collection.keep_draft(&owner, begun("waiting-draft", replaced)).await.unwrap();
    office.collection.keep_draft(&owner, begun("waiting-draft", waiting)).await.unwrap();
    office.collection.discard_draft(&owner, "discarded-draft").await.unwrap();
    office.collection.forget_old_drafts().await.unwrap();
    for name in &names {
        assert!(is_kept(&office, name).await, "a page that names it may be open somewhere");
    }
    office.world.clock.advance((FILE_DAYS + 1) * DAY);
    office.collection.forget_old_drafts().await.unwrap();
    let kept = [is_kept(&office, sent).await, is_kept(&office, waiting).await];
    let gone = [!is_kept(&office, discarded).await, !is_kept(&office, replaced).await];
    assert_eq!((kept, gone), ([true; 2], [true; 2]));
    let later = Context::new(&office.world.kit, owner.actor.clone(), owner.lang);
    submit(&office, &later, "waiting-draft", waiting).await.unwrap();
    assert_eq!(refusal(submit(&office, &later, "late-picture", discarded).await).1, "collection-file-not-here");
    let forgotten = bring(&office, &later, "forgotten").await;
    office.collection.keep_draft(&later, begun("forgotten-draft", &forgotten)).await.unwrap();
    office.world.clock.advance((DRAFT_DAYS + 1) * DAY);
    office.collection.forget_old_drafts().await.unwrap();
    assert!(!is_kept(&office, &forgotten).await);
    assert_eq!(handed_out(&office, &later, "waiting-draft").await, Some(bytes("waiting")));
}
