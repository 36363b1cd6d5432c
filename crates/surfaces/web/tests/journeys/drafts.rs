//! A form is begun in one browser, gone on with in another, and sent.

use crate::browser::{PASSWORD, SESSIONS, Site, session};
use axum::http::StatusCode;
use service_kit::Role;
use testkit::{HOME, OTHER};

#[tokio::test]
async fn what_was_begun_on_a_phone_is_sent_from_a_desk() {
    let site = Site::new().await;
    let mut phone = site.signed_in(Role::FieldWorker, HOME).await;
    let new = format!("{SESSIONS}/new");
    let page = phone.get(&new).await;
    let id = page.hidden("submission");
    let begun: Vec<_> = session("โรงเรียนบ้านป่าซาง").into_iter().filter(|(name, _)| *name != "save").collect();
    let next = [&begun[..], &[("next", "s.date"), ("at", "s.date")]].concat();
    let shown = phone.send(&page, &new, &next).await;
    assert!(shown.shows("Saved so far, for you alone, until 22 December 2019."), "{}", shown.text);

    // The same person at a desk.
    let mut desk = site.stranger();
    let page = desk.get("/sign-in").await;
    let login = format!("{}-{}", Role::FieldWorker.id(), &HOME[..10]);
    let home = desk.send(&page, "/sign-in", &[("login", &login), ("password", PASSWORD)]).await;
    assert!(home.shows("Not sent yet") && home.shows(&format!("/drafts/{id}")), "{}", home.text);
    assert!(!home.shows("ป่าซาง"), "a list does not tell what was typed");
    assert!(desk.get(SESSIONS).await.shows(&format!("/drafts/{id}")));
    let resumed = desk.get(&format!("/drafts/{id}")).await;
    assert_eq!(resumed.hidden("submission"), id);
    assert!(resumed.shows("value=\"โรงเรียนบ้านป่าซาง\"") && resumed.shows("value=\"296\""), "{}", resumed.text);
    assert!(!resumed.shows("The form changed"));
    let sent = desk.send(&resumed, &new, &session("โรงเรียนบ้านป่าซาง")).await;
    assert_eq!(sent.address, format!("{SESSIONS}/{id}/saved?how=text"));
    assert!(!phone.get("/").await.shows("Not sent yet"));
    assert_eq!(phone.get(&format!("/drafts/{id}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn saving_for_later_leads_home_and_discarding_asks_once_more() {
    let site = Site::new().await;
    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    let new = format!("{SESSIONS}/new");
    let page = worker.get(&new).await;
    let draft = format!("/drafts/{}", page.hidden("submission"));
    let home = worker.send(&page, &new, &[("/venue", "School"), ("later", "yes")]).await;
    assert!(home.shows("You can go on here or on another device") && home.shows(&draft), "{}", home.text);
    for (role, agency) in [(Role::Administrator, HOME), (Role::FieldWorker, OTHER)] {
        let mut other = site.signed_in(role, agency).await;
        assert!(!other.get("/").await.shows("Not sent yet"));
        let own = other.get("/").await;
        assert_eq!(other.get(&draft).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.get(&format!("{draft}/discard")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.send(&own, &format!("{draft}/discard"), &[]).await.status, StatusCode::NOT_FOUND);
    }
    let asked = worker.get(&format!("{draft}/discard")).await;
    assert!(asked.shows("Discard this form?"));
    let home = worker.send(&asked, &format!("{draft}/discard"), &[]).await;
    assert!(home.shows("The form was discarded.") && !home.shows("Not sent yet"), "{}", home.text);
}

#[tokio::test]
async fn what_a_form_has_no_place_for_any_more_is_told() {
    let site = Site::new().await;
    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    let new = format!("{SESSIONS}/new");
    let page = worker.get(&new).await;
    let id = page.hidden("submission");
    worker.send(&page, &new, &[("/venue", "School"), ("/gone", "five of them"), ("/venue_kind", "moon")]).await;
    // The version under which it was saved is another one than the form's.
    let store = &site.state.kit.store;
    let account = store.accounts().await.unwrap().into_iter().find(|one| one.login.starts_with("field-worker"));
    let mut draft = store.draft(&account.unwrap().id, &id).await.unwrap().unwrap();
    draft.head.form_version = "before".into();
    store.commit(store::Unit::new(vec![store::Change::PutDraft(draft)], Vec::new())).await.unwrap();
    let resumed = worker.get(&format!("/drafts/{id}")).await;
    assert!(resumed.shows("The form changed since you began it. These answers do not fit"), "{}", resumed.text);
    assert!(resumed.shows("gone: five of them") && resumed.shows("venue_kind: moon"), "{}", resumed.text);
    assert!(resumed.shows("value=\"School\""));
}

#[tokio::test]
async fn a_draft_keeps_its_picture_without_the_place_and_a_refused_one_is_told_at_its_question() {
    let site = Site::new().await;
    let mut worker = site.signed_in(Role::Coordinator, HOME).await;
    let new = "/records/prevention/picture/new";
    let page = worker.get(new).await;
    let id = page.hidden("submission");
    let refused = worker.send_file(&page, new, "file:/image", "<svg onload=alert(1)>").await;
    assert_eq!(refused.status, StatusCode::OK);
    assert!(refused.shows("id=\".image-problem\">This is not a picture we can keep."), "{}", refused.text);
    assert!(refused.shows("Saved so far"));
    let told = "RIFF\x1E\0\0\0WEBPVP8 \x04\0\0\0seenEXIF\x06\0\0\x0018.79N";
    worker.send_file(&page, new, "file:/image", told).await;
    let resumed = worker.get(&format!("/drafts/{id}")).await;
    let kept = site.state.kit.store.attachment(&resumed.hidden("/image")).await.unwrap().expect("kept");
    assert_eq!(String::from_utf8(kept.bytes).unwrap(), "RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0seen");
}
