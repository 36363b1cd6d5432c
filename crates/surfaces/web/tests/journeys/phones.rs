//! Phones on the pages: set up, shown once, revoked.

use crate::browser::Site;
use axum::http::StatusCode;
use service_kit::Role;
use testkit::{HOME, OTHER};

#[tokio::test]
async fn a_worker_sets_up_a_phone_whose_secret_is_shown_once() {
    let site = Site::new().await;
    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    assert!(worker.get("/more").await.shows("href=\"/devices\""));
    let list = worker.get("/devices").await;
    let refused = worker.send(&list, "/devices", &[("name", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Enter a name."));
    let made = worker.send(&list, "/devices", &[("name", "Blue <phone>")]).await;
    assert_eq!(made.status, StatusCode::OK);
    assert_eq!(made.headers["cache-control"], "no-store");
    assert!(made.shows("<svg") && made.shows("Set up “Blue &#60;phone&#62;”"), "{}", made.text);
    let address = made.text.split("/openrosa/key/").nth(1).unwrap();
    let secret = &address[..64];
    assert!(made.shows(&format!("<dd>{secret}</dd>")), "the same secret as a password");
    assert!(made.shows("<dd>https://saphan.example/openrosa</dd>"));
    let proof = identity::DeviceProof::Token(secret);
    assert!(site.state.identity.whose_device(proof).await.unwrap().is_some());
    let list = worker.get("/devices").await;
    assert!(list.shows("One phone") && list.shows("last used"), "{}", list.text);
    assert!(!list.shows(secret) && !format!("{:?}", site.world.audit().await).contains(secret));
}

#[tokio::test]
async fn whoever_keeps_accounts_of_the_agency_revokes_a_lost_phone() {
    let site = Site::new().await;
    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    let list = worker.get("/devices").await;
    let made = worker.send(&list, "/devices", &[("name", "Lost phone")]).await;
    let secret = made.text.split("/openrosa/key/").nth(1).unwrap()[..64].to_owned();
    let mut stranger = site.signed_in(Role::Director, OTHER).await;
    let mut director = site.signed_in(Role::Director, HOME).await;
    assert!(!stranger.get("/devices").await.shows("Lost phone"));
    let list = director.get("/devices").await;
    assert!(list.shows("Lost phone") && list.shows("Test field-worker"), "{}", list.text);
    let revoke = list.text.split("href=\"").find(|part| part.contains("/revoke")).unwrap();
    let revoke = revoke.split('"').next().unwrap().to_owned();
    assert_eq!(stranger.get(&revoke).await.status, StatusCode::NOT_FOUND);
    let sure = director.get(&revoke).await;
    assert!(sure.shows("Revoke “Lost phone”?"));
    let done = director.send(&sure, &revoke, &[]).await;
    assert!(done.shows("The phone was revoked.") && done.shows("revoked</span>"), "{}", done.text);
    assert!(site.state.identity.whose_device(identity::DeviceProof::Token(&secret)).await.unwrap().is_none());
    assert_eq!(director.get(&revoke).await.status, StatusCode::NOT_FOUND, "nothing to revoke twice");
}
