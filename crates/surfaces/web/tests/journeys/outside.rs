//! An agency without accounts here: it is entered by whoever keeps agencies, asked in a case, gets a locked file, and nobody without its code
//! learns anything.

use crate::between::{case, first_link};
use crate::browser::Site;
use axum::http::StatusCode;
use service_kit::Role;
use testkit::HOME;

#[tokio::test]
async fn an_agency_outside_is_entered_asked_and_gets_a_locked_file() {
    let site = Site::new().await;
    let mut director = site.signed_in(Role::Director, HOME).await;
    let list = director.get("/outside").await;
    let wrong = [("name_en", "Night clinic"), ("name_th", "คลินิกกลางคืน"), ("recipient", "age1nothing")];
    let refused = director.send(&list, "/outside", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("not a public key") && refused.shows("age1nothing"), "{}", refused.text);
    let entered = [("name_en", "Night clinic"), ("name_th", "คลินิกกลางคืน"), ("recipient", "")];
    let list = director.send(&list, "/outside", &entered).await;
    assert!(list.shows("Night clinic") && list.shows("Locked with a passphrase"), "{}", list.text);
    let clinic = first_link(&list, "/outside/").strip_prefix("/outside/").unwrap().to_owned();

    let (mut lead, case) = case(&site).await;
    for hidden in ["/outside".to_owned(), format!("/outside/{clinic}")] {
        assert_eq!(lead.get(&hidden).await.status, StatusCode::NOT_FOUND, "{hidden}");
    }
    let consent = format!("{case}/consent");
    let form = lead.get(&consent).await;
    let agreed = [("agencies", clinic.as_str()), ("by", "person"), ("language", "mya"), ("interpreter", "yes")];
    assert!(lead.send(&form, &consent, &agreed).await.shows("Night clinic"));
    let refer = format!("{case}/refer");
    let form = lead.get(&refer).await;
    let id = case.strip_prefix("/cases/").unwrap();
    let asked = [("agency", clinic.as_str()), ("service", "medical"), ("note", "A doctor, please."), ("records", id)];
    let page = lead.send(&form, &refer, &asked).await;
    assert!(page.shows("Package not made yet"), "{}", page.text);
    let package = first_link(&page, &format!("{case}/package/"));
    let preview = lead.get(&package).await;
    assert!(preview.shows("P-0001") && preview.shows("A doctor, please."), "precisely what goes in: {}", preview.text);
    assert!(preview.shows("kept nowhere"), "{}", preview.text);
    let (mark, secret) = (preview.hidden("mark"), preview.hidden("secret"));
    let file = lead.send_once(&preview, &package, &[("mark", &mark), ("secret", &secret)]).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.bytes.starts_with(b"age-encryption.org/v1"));
    assert!(!file.bytes.windows(6).any(|part| part == b"P-0001"), "nothing plain leaves");
    let page = lead.get(&case).await;
    assert!(page.shows("Package sent, not confirmed") && page.shows("Made a package"), "{}", page.text);
    let revoke = format!("{case}/refer-revoke/{}", package.rsplit('/').next().unwrap());
    assert!(lead.get(&revoke).await.shows("cannot be called back"));

    let mut stranger = site.stranger();
    let door = stranger.get("/package").await;
    let wrong = stranger.send_once(&door, "/package", &[("code", "0000 0000 0000 0000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("This is not a receipt code"), "{}", wrong.text);
}
