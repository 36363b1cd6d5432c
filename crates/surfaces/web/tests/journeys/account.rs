//! Journeys on one's own account, by its owner and by whoever keeps it.

use crate::browser::{PASSWORD, Site};
use axum::http::StatusCode;
use service_kit::Role;
use testkit::HOME;

const LOGIN: &str = "field-worker-test-home";
const NEXT: &str = "harbour quiet lantern";

#[tokio::test]
async fn somebody_ends_a_forgotten_session_and_changes_the_password() {
    let site = Site::new().await;
    let link = site.invite(LOGIN, Role::FieldWorker, HOME).await;
    let mut here = site.stranger();
    let welcome = here.get(&link).await;
    let home = here.send(&welcome, &link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert!(home.shows("href=\"/account\""), "the person's menu leads there");
    let sign_in = async |password: &str| {
        let mut other = site.stranger();
        let door = other.get("/sign-in").await;
        let page = other.send(&door, "/sign-in", &[("login", LOGIN), ("password", password)]).await;
        (other, page.status)
    };
    let (mut forgotten, _) = sign_in(PASSWORD).await;
    let account = here.get("/account").await;
    assert!(account.shows("This browser") && account.shows(LOGIN), "{}", account.text);
    let end =
        account.text.split("action=\"").find(|part| part.starts_with("/account/sessions/") && !part.contains("others"));
    let end = end.and_then(|part| part.split('"').next()).unwrap().to_owned();
    assert!(end.ends_with("/end"), "{end}");
    let account = here.send(&account, &end, &[]).await;
    assert!(account.shows("It is signed out."), "{}", account.text);
    assert!(forgotten.get("/").await.address.starts_with("/sign-in"), "it takes hold at the next request");
    let again = here.send(&account, &end, &[]).await;
    assert!(again.shows("It is signed out."), "twice does no harm");

    let (mut another, _) = sign_in(PASSWORD).await;
    let form = here.get("/account/password").await;
    for (present, password, again, said) in [
        ("wrong quiet harbour", NEXT, NEXT, "This is not the present password."),
        (PASSWORD, NEXT, "harbour", "The two passwords are not the same."),
        (PASSWORD, "short", "short", "Choose a password of at least 10"),
    ] {
        let fields = [("present", present), ("password", password), ("again", again)];
        let page = here.send(&form, "/account/password", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(page.shows(said) && !page.shows(present), "{said}");
    }
    let fields = [("present", PASSWORD), ("password", NEXT), ("again", NEXT)];
    let saved = here.send(&form, "/account/password", &fields).await;
    assert!(saved.shows("The new password holds from now on"), "{}", saved.text);
    assert!(another.get("/").await.address.starts_with("/sign-in"));
    assert_eq!(sign_in(PASSWORD).await.1, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in(NEXT).await.1, StatusCode::OK);
}

#[tokio::test]
async fn an_administrator_signs_somebody_out_everywhere() {
    let site = Site::new().await;
    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    let mut administrator = site.signed_in(Role::Administrator, HOME).await;
    let list = administrator.get("/people").await;
    let person = list.text.split("href=\"").find(|part| part.contains("Test field-worker")).unwrap();
    let person = person.split('"').next().unwrap().to_owned();
    let page = administrator.get(&person).await;
    let address = format!("{person}/end-sessions");
    assert_eq!(worker.send(&worker.clone().get("/").await, &address, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(!worker.get("/account").await.address.starts_with("/sign-in"));
    let page = administrator.send(&page, &address, &[]).await;
    assert!(page.shows("signed out everywhere"), "{}", page.text);
    assert!(worker.get("/account").await.address.starts_with("/sign-in"));
    assert!(administrator.get("/audit").await.shows("ended all sessions"));
}
