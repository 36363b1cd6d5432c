//! Stories of files that answer questions: who brought them, what names them, and what becomes of those that nothing names.

use crate::content::*;
use crate::drafts::draft;
use crate::world::World;
use store::{
    Attachment, Attachments, Batch, BatchState, Change, FormFile, FormState, FormVersion, Requirement, Store,
    StoreError, Submission, Unit,
};
use store_sql::Database;

crate::on_both!(
    who_brought_a_file_and_what_names_it_is_known,
    a_file_that_nothing_names_goes_after_its_time,
    a_file_that_something_names_stays,
    a_draft_keeps_its_files_as_long_as_it_is_there,
    a_unit_that_requires_a_file_fails_without_it,
    what_was_named_before_this_was_noted_is_found,
);

fn file(content: &str) -> Attachment {
    Attachment {
        hash: Attachment::name(content.as_bytes()),
        media_type: "image/png".into(),
        agency_id: "a1".into(),
        created_at: 1,
        bytes: content.into(),
    }
}

/// What is committed when somebody brings a file; gives its name.
async fn bring(database: &Database, account: &str, content: &str, at: i64) -> String {
    let file = file(content);
    let hash = file.hash.clone();
    let note = Change::NoteUpload { account_id: account.into(), hash: hash.clone(), at };
    database.commit(quietly(vec![Change::PutAttachment(file), note])).await.unwrap();
    hash
}

async fn sweep(database: &Database, before: i64) {
    database.commit(quietly(vec![Change::DropUnnamedFiles { before }])).await.unwrap();
}

async fn is_kept(database: &Database, hash: &str) -> bool {
    database.attachment(hash).await.unwrap().is_some()
}

async fn people(database: &Database) {
    let people = vec![
        Change::PutAgency(agency("a1")),
        Change::PutAccount(account("p1", "somchai")),
        Change::PutAccount(account("p2", "somsri")),
    ];
    database.commit(quietly(people)).await.unwrap();
}

fn draft_names(account: &str, id: &str, hashes: &[&str]) -> Change {
    let hashes = hashes.iter().map(|hash| (*hash).to_owned()).collect();
    Change::NameFilesInDraft { account_id: account.into(), id: id.into(), hashes }
}

async fn who_brought_a_file_and_what_names_it_is_known(world: World) {
    let database = &world.database;
    let hash = bring(database, "p1", "a", 1).await;
    assert!(database.has_brought_file("p1", &hash).await.unwrap());
    assert!(!database.has_brought_file("p2", &hash).await.unwrap());
    assert_eq!(database.file_of_record("r1", &hash).await.unwrap(), None);
    let name = |hashes: Vec<String>| Change::NameFiles { record_id: "r1".into(), hashes };
    for _ in 0..2 {
        database.commit(quietly(vec![name(vec![hash.clone()])])).await.unwrap();
    }
    assert!(database.record_names_file("r1", &hash).await.unwrap());
    assert!(!database.record_names_file("r2", &hash).await.unwrap());
    assert_eq!(database.file_of_record("r1", &hash).await.unwrap(), Some(file("a")));
    assert_eq!(database.file_of_record("r2", &hash).await.unwrap(), None);
}

async fn a_file_that_nothing_names_goes_after_its_time(world: World) {
    let database = &world.database;
    let (old, new) = (bring(database, "p1", "old", 10).await, bring(database, "p1", "new", 20).await);
    let again = bring(database, "p1", "again", 10).await;
    bring(database, "p2", "again", 20).await;
    sweep(database, 10).await;
    assert!(is_kept(database, &old).await, "it was brought at that moment");
    sweep(database, 11).await;
    assert!(!is_kept(database, &old).await && !database.has_brought_file("p1", &old).await.unwrap());
    assert!(is_kept(database, &new).await && is_kept(database, &again).await);
    assert!(!database.has_brought_file("p1", &again).await.unwrap(), "whose time is over has to bring it again");
    sweep(database, 21).await;
    assert!(!is_kept(database, &new).await && !is_kept(database, &again).await);
}

async fn a_file_that_something_names_stays(world: World) {
    let database = &world.database;
    let mut hashes = Vec::new();
    for content in ["record", "import", "form", "list", "setting", "nothing"] {
        hashes.push(bring(database, "p1", content, 1).await);
    }
    let [record, import, form, list, setting, nothing] = &hashes[..] else { panic!() };
    let batch = Batch {
        id: "b1".into(),
        kind: KIND.into(),
        agency_id: "a1".into(),
        author_id: "p1".into(),
        file_name: "visits.csv".into(),
        file_hash: import.clone(),
        project: None,
        mapping: "{}".into(),
        state: BatchState::Undone,
        summary: "{}".into(),
        created_at: 1,
        updated_at: 1,
    };
    let version = FormVersion {
        agency_id: "a1".into(),
        form_id: "visit".into(),
        version: "1".into(),
        state: FormState::Retired,
        file_name: "visit.xlsx".into(),
        file_hash: form.clone(),
        lists: vec![FormFile { name: "villages.csv".into(), hash: list.clone(), taken_from: None }],
        author_id: "p1".into(),
        created_at: 1,
        updated_at: 1,
    };
    let changes = vec![
        Change::NameFiles { record_id: "r1".into(), hashes: vec![record.clone()] },
        Change::PutBatch(batch),
        Change::PutForm(version),
        Change::PutSetting { name: "outlines".into(), value: setting.clone() },
    ];
    database.commit(quietly(changes)).await.unwrap();
    sweep(database, 100).await;
    for (kept, what) in hashes.iter().zip(["record", "import", "form", "list", "setting"]) {
        assert!(is_kept(database, kept).await, "{what}");
    }
    assert!(!is_kept(database, nothing).await);
}

async fn a_draft_keeps_its_files_as_long_as_it_is_there(world: World) {
    let database = &world.database;
    people(database).await;
    let (first, second) = (bring(database, "p1", "first", 1).await, bring(database, "p1", "second", 1).await);
    // Another person's upload of the same content does not outlive its time by this person's draft.
    bring(database, "p2", "first", 1).await;
    let begun = vec![Change::PutDraft(draft("p1", "d1", 50)), draft_names("p1", "d1", &[&first, &second])];
    database.commit(quietly(begun)).await.unwrap();
    database.commit(quietly(vec![draft_names("p1", "gone", &[&second])])).await.unwrap();
    sweep(database, 40).await;
    assert!(is_kept(database, &first).await && is_kept(database, &second).await);
    assert!(database.has_brought_file("p1", &first).await.unwrap());
    assert!(!database.has_brought_file("p2", &first).await.unwrap());
    // Another picture was chosen.
    database.commit(quietly(vec![draft_names("p1", "d1", &[&first])])).await.unwrap();
    sweep(database, 40).await;
    assert!(is_kept(database, &first).await && !is_kept(database, &second).await);
    // What is forgotten and swept in one unit goes at once.
    let changes = vec![Change::DropDraftsBefore { at: 60 }, Change::DropUnnamedFiles { before: 40 }];
    database.commit(quietly(changes)).await.unwrap();
    assert!(!is_kept(database, &first).await && !database.has_brought_file("p1", &first).await.unwrap());
}

async fn a_unit_that_requires_a_file_fails_without_it(world: World) {
    let database = &world.database;
    let hash = bring(database, "p1", "a", 1).await;
    let naming = || {
        let change = Change::NameFiles { record_id: "r1".into(), hashes: vec![hash.clone()] };
        quietly(vec![change]).requiring(Requirement::FilesKept(vec![hash.clone()]))
    };
    sweep(database, 2).await;
    assert!(matches!(database.commit(naming()).await, Err(StoreError::Conflict(_))));
    assert!(!database.record_names_file("r1", &hash).await.unwrap());
    bring(database, "p1", "a", 3).await;
    database.commit(naming()).await.unwrap();
    assert!(database.record_names_file("r1", &hash).await.unwrap());
}

async fn what_was_named_before_this_was_noted_is_found(world: World) {
    let database = &world.database;
    people(database).await;
    prepared(database).await;
    let files = ["answered", "in a row", "begun", "nowhere"].map(file);
    let [answered, in_a_row, begun, nowhere] = files.each_ref().map(|file| file.hash.clone());
    let told = [&answered, &begun, &nowhere].map(|hash| entry("file.keep", hash)).into();
    let answers = format!(r#"{{"front":"{answered}","said":"{}","row":[{{"back":"{in_a_row}"}}]}}"#, "0".repeat(64));
    let sent = Submission { answers: Some(answers), ..submission("s1") };
    let mut kept = draft("p1", "d1", 1);
    kept.content = format!(r#"[["/venue","x"],["/image","{begun}"]]"#);
    let changes = files.into_iter().map(Change::PutAttachment).chain([Change::PutDraft(kept)]).collect();
    database.commit(Unit::new(changes, told)).await.unwrap();
    database.commit(submit(sent, visit("2019-07-04", "10", &[]))).await.unwrap();
    let undo = "DROP TABLE draft_file; DROP TABLE record_file; DROP TABLE upload; DROP TABLE entity_moved; DROP TABLE case_file; \
                DROP TABLE case_event; DROP TABLE case_member; DROP TABLE agency_kind; DROP TABLE case_workflow; \
                DROP TABLE session_name; DROP TABLE seal_key; DROP TABLE second_factor; DROP TABLE recovery_code; DROP TABLE public_receipt; \
                DROP TABLE case_consent; DROP TABLE referral; DROP TABLE emergency; DROP TABLE emergency_seen; DROP TABLE person_tie; DROP TABLE outside_agency; DROP TABLE package_receipt; DROP TABLE export_made; \
                DROP TABLE passkey; DROP TABLE duress_word; DROP TABLE duress_use; DROP TABLE outer_identity; DROP TABLE erasure_request; ALTER TABLE session DROP COLUMN confined; \
                DELETE FROM schema_version WHERE number >= 9;";
    world.tamper(undo).await.unwrap();
    let world = world.reopened().await;
    let database = &world.database;
    assert!(database.record_names_file("s1", &answered).await.unwrap());
    assert!(database.record_names_file("s1", &in_a_row).await.unwrap());
    assert!(!database.record_names_file("s1", &"0".repeat(64)).await.unwrap(), "there is no such file");
    assert!(database.has_brought_file("p1", &begun).await.unwrap());
    sweep(database, i64::MAX).await;
    assert!(
        is_kept(database, &answered).await && is_kept(database, &in_a_row).await && is_kept(database, &begun).await
    );
    assert!(!is_kept(database, &nowhere).await);
}
