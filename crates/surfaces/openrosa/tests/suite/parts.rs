//! Submissions with files, sent in parts: in any order, at once, and more than once.

use crate::collect::{Answer, Files, Site, Worker};
use axum::http::StatusCode;
use collection::ListQuery;
use language::Lang;
use packs::Pack;
use service_kit::Role;
use std::sync::Arc;
use store::{Attachment, Record};
use testkit::{HOME, OTHER};

const KIND: &str = "trial/visit";
const MANIFEST: &str = r#"
id = "trial"
version = "1"
title = { en = "Trial" }
summary = { en = "Trial" }
languages = ["en"]
[[kind]]
form = "visit"
title = { en = "Visit" }
plural = { en = "Visits" }
icon = "folder"
label = "{place}"
list = ["place"]
"#;
const FORM: &str = "
| survey |
| | type | name | label::English (en) | required | calculation |
| | text | place | Place | yes | |
| | image | front | Front | | |
| | image | back | Back | | |
| | calculate | noted | Noted | | today() |
| settings |
| | form_title | form_id | version | default_language | name |
| | Visit | visit | 1 | English (en) | visit |
";

const FRONT: &[u8] = b"\xFF\xD8\xFF\xDA\0\x02front\xFF\xD9";
const BACK: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90\x77\x53\xDE\0\0\0\x04IDATback\0\0\0\0\0\0\0\0IEND\xAE\x42\x60\x82";

async fn trial() -> (Site, Worker) {
    let files = [("pack.toml", MANIFEST), ("forms/visit.md", FORM)];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into();
    let site = Site::with(vec![Arc::new(Pack::load(&files).unwrap())]).await;
    let worker = site.worker("malee", Role::FieldWorker, HOME, Lang::En).await;
    (site, worker)
}

fn visit(id: &str, place: &str) -> String {
    format!(
        "<visit id=\"visit\" version=\"1\"><place>{place}</place><front>1.jpg</front><back>2.png</back>\
         <noted>2019-11-20</noted><meta><instanceID>{id}</instanceID></meta></visit>"
    )
}

async fn only_record(site: &Site, worker: &Worker) -> Record {
    let listed = site.state.collection.list(&site.context(&worker.actor), ListQuery::everything(KIND)).await.unwrap();
    assert_eq!(listed.records.len(), 1);
    listed.records.into_iter().next().unwrap()
}

/// A record whose two pictures are there, each found by its content.
async fn assert_whole(site: &Site, worker: &Worker) {
    let record = only_record(site, worker).await;
    for (question, bytes, media_type) in [("front", FRONT, "image/jpeg"), ("back", BACK, "image/png")] {
        assert_eq!(record.answer(question), Attachment::name(bytes));
        let file = site.state.collection.file(&site.context(&worker.actor), &record, question).await.unwrap().unwrap();
        assert_eq!((file.bytes.as_slice(), file.media_type.as_str()), (bytes, media_type));
    }
    site.world.audit().await;
}

fn was_taken(answer: &Answer) -> bool {
    [StatusCode::CREATED, StatusCode::ACCEPTED].contains(&answer.status)
}

#[tokio::test]
async fn files_may_come_with_the_answers_or_later_in_any_order() {
    let (front, back): (Files<'_>, Files<'_>) = (&[("1.jpg", FRONT)], &[("2.png", BACK)]);
    let both = [front[0], back[0]];
    for (name, parts) in [
        ("at once", vec![&both[..]]),
        ("one by one", vec![front, back]),
        ("the other way round", vec![back, front]),
        ("answers first", vec![&[], back, front]),
        ("answers last", vec![front, back, &[]]),
        ("everything twice", vec![front, front, &both[..], back, &both[..], &[]]),
    ] {
        let (site, malee) = trial().await;
        for (at, part) in parts.into_iter().enumerate() {
            let answer = malee.phone.submit(&visit("uuid:one-visit", "School"), part).await;
            let expected = if at == 0 { StatusCode::CREATED } else { StatusCode::ACCEPTED };
            assert_eq!(answer.status, expected, "{name}, part {at}: {}", answer.text());
        }
        assert_whole(&site, &malee).await;
    }
}

#[tokio::test]
async fn parts_that_come_at_once_make_one_record_with_every_file() {
    for round in 0..8 {
        let (site, malee) = trial().await;
        let xml = visit("uuid:one-visit", "School");
        let (front, back) = ([("1.jpg", FRONT)], [("2.png", BACK)]);
        let (one, two, three, four) = tokio::join!(
            malee.phone.submit(&xml, &front),
            malee.phone.submit(&xml, &back),
            malee.phone.submit(&xml, &[]),
            malee.phone.submit(&xml, &front),
        );
        for answer in [&one, &two, &three, &four] {
            assert!(was_taken(answer), "round {round}: {}", answer.text());
        }
        assert_whole(&site, &malee).await;
    }
}

#[tokio::test]
async fn a_late_file_changes_nothing_but_itself() {
    let (site, malee) = trial().await;
    let xml = visit("uuid:one-visit", "School");
    assert!(was_taken(&malee.phone.submit(&xml, &[("1.jpg", FRONT)]).await));
    site.state.identity.revoke_device(&site.context(&malee.actor), &malee.device.id).await.unwrap();
    let other = site.state.identity.make_device(&site.context(&malee.actor), "New phone").await.unwrap();
    let other = site.phone(Some((&other.id, &other.secret)), "/openrosa");
    assert!(was_taken(&other.submit(&xml, &[("2.png", BACK)]).await), "from another phone of the same person");
    assert_whole(&site, &malee).await;
    assert_eq!(only_record(&site, &malee).await.answer("noted"), "2019-11-20", "as the phone had worked it out");
    let record = only_record(&site, &malee).await;
    let history = site.state.collection.history(&site.context(&malee.actor), KIND, &record.id).await.unwrap();
    assert_eq!(history[1].changed, ["/back"]);
}

#[tokio::test]
async fn nothing_that_was_kept_is_replaced_under_the_same_id() {
    let (site, malee) = trial().await;
    let xml = visit("uuid:one-visit", "School");
    assert!(was_taken(&malee.phone.submit(&xml, &[("1.jpg", FRONT)]).await));
    assert!(was_taken(&malee.phone.submit(&xml, &[("2.png", BACK)]).await));
    let other: &[u8] = b"\xFF\xD8\xFF\xDA\0\x02other\xFF\xD9";
    let cases: [(&str, String, Files<'_>); 4] = [
        ("other answers", visit("uuid:one-visit", "Temple"), &[]),
        ("another first file", xml.clone(), &[("1.jpg", other)]),
        ("another late file", xml.clone(), &[("2.png", other)]),
        ("another name", xml.replace("<back>2.png</back>", "<back/>"), &[]),
    ];
    for (name, xml, files) in cases {
        let answer = malee.phone.submit(&xml, files).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{name}: {}", answer.text());
    }
    assert_whole(&site, &malee).await;
}

#[tokio::test]
async fn what_no_answer_names_is_not_kept_and_what_is_no_picture_is_refused() {
    let (site, malee) = trial().await;
    let script: &[u8] = b"<svg onload=alert(1)>";
    let refused = malee.phone.submit(&visit("uuid:one-visit", "School"), &[("1.jpg", script)]).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.said().starts_with("Front: "), "{}", refused.said());
    let stray: &[u8] = b"\xFF\xD8\xFF\xDA\0\x02stray\xFF\xD9";
    let files = [("1.jpg", FRONT), ("2.png", BACK), ("9.jpg", stray)];
    assert!(was_taken(&malee.phone.submit(&visit("uuid:one-visit", "School"), &files).await));
    assert_whole(&site, &malee).await;
    assert!(site.world.kit.store.attachment(&Attachment::name(stray)).await.unwrap().is_none());
}

#[tokio::test]
async fn a_file_that_somebody_else_brought_is_not_named_into_a_record() {
    let (site, malee) = trial().await;
    assert!(was_taken(&malee.phone.submit(&visit("uuid:one-visit", "School"), &[("1.jpg", FRONT)]).await));
    let stranger = site.worker("somsri", Role::FieldWorker, OTHER, Lang::En).await;
    let mut said = Vec::new();
    for (id, name) in [("uuid:a-guess", Attachment::name(FRONT)), ("uuid:nowhere", "0".repeat(64))] {
        let xml = visit(id, "School").replace("1.jpg", &name);
        let refused = stranger.phone.submit(&xml, &[]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        said.push(refused.said());
        // A file of that name is a file like any other.
        assert!(was_taken(&stranger.phone.submit(&xml, &[(name.as_str(), BACK)]).await));
    }
    assert_eq!(said[0], said[1], "it is not told whether there is such a file");
}
