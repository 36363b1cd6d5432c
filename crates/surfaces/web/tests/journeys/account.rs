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

/// The text in an element, by what stands right before it.
fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split(mark).nth(1).and_then(|rest| rest.split(['"', '<']).next()).unwrap_or_default()
}

#[tokio::test]
async fn somebody_sets_up_codes_signs_in_with_them_loses_the_phone_and_is_helped() {
    let site = Site::new().await;
    let shown = |secret: &str| testkit::authenticator(secret, site.world.kit.now());
    let link = site.invite(LOGIN, Role::FieldWorker, HOME).await;
    let mut here = site.stranger();
    let welcome = here.get(&link).await;
    here.send(&welcome, &link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    let begin = here.get("/account/code").await;
    let wrong = here.send(&begin, "/account/code", &[("present", "wrong quiet harbour")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let setup = here.send(&begin, "/account/code", &[("present", PASSWORD)]).await;
    assert!(setup.text.contains("<svg") && setup.shows("This is shown once"), "{}", setup.text);
    let secret = after(&setup.text, "readonly value=\"").to_owned();
    let wrong = here.send(&setup, "/account/code/confirm", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.shows(&secret), "what is shown once is not shown again");
    let recovery = here.send(&wrong, "/account/code/confirm", &[("code", &shown(&secret))]).await;
    let codes: Vec<&str> = recovery.text.split("<code>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(codes.len(), 10, "{}", recovery.text);
    assert!(here.get("/account").await.shows("Recovery codes left: 10"));
    assert!(here.get("/account/code").await.address.ends_with("/account"), "it is on");

    site.world.clock.advance(30_000);
    let mut other = site.stranger();
    let door = other.get("/sign-in?to=%2Frecords").await;
    let login = [("login", LOGIN), ("password", PASSWORD), ("to", "/records")];
    let ask = other.send(&door, "/sign-in", &login).await;
    assert!(ask.shows("Type your code") && !other.get("/records").await.address.starts_with("/records"));
    let proof = ask.hidden("proof");
    let with = |code: &str| vec![("proof", proof.clone()), ("to", "/records".to_owned()), ("code", code.to_owned())];
    let mut give = async |code: &str| {
        let fields = with(code);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        other.send(&ask, "/sign-in/code", &fields).await
    };
    let wrong = give("000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("This code is not right any more") && wrong.hidden("proof") == proof);
    let inside = give(&shown(&secret)).await;
    assert_eq!((inside.status, inside.address.as_str()), (StatusCode::OK, "/records"));

    let mut third = site.stranger();
    let door = third.get("/sign-in").await;
    let ask = third.send(&door, "/sign-in", &login).await;
    let late = third.send(&ask, "/sign-in/code", &[("proof", "00"), ("code", codes[0])]).await;
    assert!(late.shows("That took too long"), "{}", late.text);
    let proof = ask.hidden("proof");
    let inside = third.send(&ask, "/sign-in/code", &[("proof", &proof), ("code", codes[0])]).await;
    assert_eq!((inside.status, inside.address.as_str()), (StatusCode::OK, "/"));
    assert!(third.get("/account").await.shows("Recovery codes left: 9"));

    let mut administrator = site.signed_in(Role::Administrator, HOME).await;
    let list = administrator.get("/people").await;
    let person = list.text.split("href=\"").find(|part| part.contains("Test field-worker")).unwrap();
    let person = person.split('"').next().unwrap().to_owned();
    let page = administrator.get(&person).await;
    assert!(page.shows("Turn off lost codes"));
    let page = administrator.send(&page, &format!("{person}/reset-code"), &[]).await;
    assert!(page.shows("Codes are off for this person") && !page.shows("Turn off lost codes"), "{}", page.text);
    assert!(third.get("/account").await.address.starts_with("/sign-in"));
    let door = third.get("/sign-in").await;
    assert_eq!(third.send(&door, "/sign-in", &login).await.address, "/records", "the password is enough again");
    assert!(administrator.get("/audit").await.shows("turned off somebody’s codes"));
}

#[tokio::test]
async fn turning_codes_off_asks_for_password_and_code() {
    let site = Site::new().await;
    let mut here = site.signed_in(Role::FieldWorker, HOME).await;
    let begin = here.get("/account/code").await;
    let setup = here.send(&begin, "/account/code", &[("present", PASSWORD)]).await;
    let secret = after(&setup.text, "readonly value=\"").to_owned();
    let code = testkit::authenticator(&secret, site.world.kit.now());
    here.send(&setup, "/account/code/confirm", &[("code", &code)]).await;
    site.world.clock.advance(30_000);
    let code = testkit::authenticator(&secret, site.world.kit.now());
    let off = here.get("/account/code/off").await;
    for (present, code) in [("wrong quiet harbour", code.as_str()), (PASSWORD, "000000"), (PASSWORD, "")] {
        let page = here.send(&off, "/account/code/off", &[("present", present), ("code", code)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{present} {code}");
    }
    let page = here.send(&off, "/account/code/off", &[("present", PASSWORD), ("code", &code)]).await;
    assert!(page.shows("Codes are off."), "{}", page.text);
}
