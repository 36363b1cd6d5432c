//! Somebody who was forced to sign in: it looks like signing in, and every address is as closed as to somebody who may see nothing.

use crate::browser::{Browser, PASSWORD, Page, SESSIONS, Site, session};
use crate::rules::{filled, routes};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use service_kit::Role;
use testkit::HOME;

const WORD: &str = "quiet harbour lamp";
const ABSENT: &str = "/nowhere";
/// What opens: the public pages, help, a home page on which nothing is, one's language, and the way out.
const OPEN: [(&str, &str); 23] = [
    ("get", "/"),
    ("get", "/help"),
    ("get", "/help/{pack}/{article}"),
    ("get", "/help/{pack}/methods"),
    ("get", "/sign-in"),
    ("post", "/sign-in"),
    ("post", "/sign-in/code"),
    ("post", "/sign-in/passkey"),
    ("post", "/sign-in/passkey/begin"),
    ("post", "/sign-in/provider"),
    ("get", "/sign-in/provider/back"),
    ("get", "/sign-in/provider/finish"),
    ("get", "/welcome/{token}"),
    ("post", "/welcome/{token}"),
    ("get", "/report"),
    ("post", "/report"),
    ("get", "/report/code"),
    ("post", "/report/code"),
    ("get", "/report/child"),
    ("post", "/report/child"),
    ("get", "/package"),
    ("post", "/package"),
    ("post", "/language"),
];

fn login(role: Role) -> String {
    format!("{}-{}", role.id(), &HOME[..10])
}

/// Somebody with a record of theirs who set a word, and the address of that record.
async fn with_word(site: &Site, role: Role) -> (Browser, String) {
    let mut browser = site.signed_in(role, HOME).await;
    let form = browser.get(&format!("{SESSIONS}/new")).await;
    let saved = browser.send(&form, &format!("{SESSIONS}/new"), &session("Bamboo school")).await;
    let record = saved.address.split("/saved").next().unwrap().to_owned();
    let page = browser.get("/account/duress").await;
    let typed = [("present", PASSWORD), ("password", WORD), ("again", WORD), ("do", "save")];
    let page = browser.send(&page, "/account/duress", &typed).await;
    assert!(page.status == StatusCode::OK && page.shows("The word is saved"), "{}", page.text);
    (browser, record)
}

async fn at_the_door(site: &Site, login: &str, password: &str) -> (Browser, Page) {
    let mut browser = site.stranger();
    let door = browser.get("/sign-in").await;
    let page = browser.send_once(&door, "/sign-in", &[("login", login), ("password", password)]).await;
    (browser, page)
}

async fn ask(browser: &mut Browser, method: &str, address: &str, token: &str) -> Page {
    let request = Request::builder().method(method).uri(address);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let body = if method == "POST" { Body::from(format!("csrf={token}&seen=1")) } else { Body::empty() };
    browser.request(request, body).await
}

#[tokio::test]
async fn signing_in_with_the_word_answers_as_signing_in_does() {
    let site = Site::new().await;
    with_word(&site, Role::FieldWorker).await;
    let (_, real) = at_the_door(&site, &login(Role::FieldWorker), PASSWORD).await;
    let (mut browser, forced) = at_the_door(&site, &login(Role::FieldWorker), WORD).await;
    let shape = |page: &Page| {
        let lines = page.headers.iter().map(|(name, value)| (name.clone(), value.len()));
        (page.status, page.text.clone(), lines.collect::<Vec<_>>())
    };
    assert_eq!(shape(&real), shape(&forced));
    let home = browser.get("/").await;
    assert!(home.shows("Nothing is waiting for you"), "{}", home.text);
    assert!(!home.shows("Bamboo") && !home.shows("href=\"/account\"") && !home.shows("/records"), "{}", home.text);
    let page = browser.send(&home, "/sign-out", &[]).await;
    assert!(page.address.starts_with("/sign-in"), "{}", page.address);
}

#[tokio::test]
async fn every_route_is_closed_that_is_not_on_the_list() {
    let site = Site::new().await;
    for role in Role::ASSIGNABLE {
        let (_, record) = with_word(&site, role).await;
        let (mut browser, _) = at_the_door(&site, &login(role), WORD).await;
        let token = browser.get("/").await.hidden("csrf");
        let absent = ask(&mut browser, "GET", ABSENT, &token).await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
        let mut closed = 0;
        for method in ["get", "post"] {
            for route in routes(method) {
                let is_open =
                    OPEN.contains(&(method, route.as_str())) || route == "/sign-out" || route.starts_with("/assets");
                if is_open {
                    continue;
                }
                let address = filled(&route);
                let page = ask(&mut browser, &method.to_uppercase(), &address, &token).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{method} {route} as {role:?}: {}", page.text);
                let same = page.text.replace(&address, "") == absent.text.replace(ABSENT, "");
                assert!(same, "{method} {route} as {role:?}: {}", page.text);
                closed += 1;
            }
        }
        assert!(closed > 120, "{closed}");
        let own = ask(&mut browser, "GET", &record, &token).await;
        assert_eq!((own.status, own.text.contains("Bamboo")), (StatusCode::NOT_FOUND, false), "their own record");
        for (method, route) in OPEN {
            let page = ask(&mut browser, &method.to_uppercase(), &filled(route), &token).await;
            assert!(!page.shows("Bamboo") && page.status != StatusCode::INTERNAL_SERVER_ERROR, "{method} {route}");
        }
    }
}

#[tokio::test]
async fn a_program_with_the_word_gets_a_token_that_opens_nothing() {
    let site = Site::new().await;
    with_word(&site, Role::FieldWorker).await;
    let mut program = site.stranger();
    let body = serde_json::json!({ "login": login(Role::FieldWorker), "password": WORD }).to_string();
    let request = Request::post("/api/v1/sessions").header(header::CONTENT_TYPE, "application/json");
    let page = program.request(request, Body::from(body)).await;
    assert!(page.status.is_success(), "{}", page.text);
    let answer: serde_json::Value = serde_json::from_str(&page.text).unwrap();
    let token = answer["token"].as_str().unwrap();
    for address in ["/api/v1/forms", "/api/v1/records/prevention/outreach-session", "/api/v1/indicators"] {
        let request = Request::get(address).header(header::AUTHORIZATION, format!("Bearer {token}"));
        let page = program.request(request, Body::empty()).await;
        assert!(matches!(page.status, StatusCode::UNAUTHORIZED | StatusCode::NOT_FOUND), "{address}: {}", page.status);
    }
}

#[tokio::test]
async fn the_page_tells_nothing_before_the_password_and_leaves_nothing_behind() {
    let site = Site::new().await;
    let (mut browser, _) = with_word(&site, Role::FieldWorker).await;
    let account = browser.get("/account").await;
    let asked = browser.get("/account/duress").await;
    for page in [&account, &asked] {
        assert!(!page.shows("You have a word") && !page.shows("name=\"do\" value=\"remove\""), "{}", page.text);
    }
    let wrong = browser.send(&asked, "/account/duress", &[("present", WORD), ("do", "look")]).await;
    assert_eq!((wrong.status, wrong.shows("You have a word")), (StatusCode::UNPROCESSABLE_ENTITY, false));
    let told = browser.send(&asked, "/account/duress", &[("present", PASSWORD), ("do", "look")]).await;
    assert!(told.status == StatusCode::OK && told.shows("You have a word"), "{}", told.text);
    assert_eq!(told.address, "/account/duress", "no address says what was done");
    let differs = [("present", PASSWORD), ("password", WORD), ("again", "x"), ("do", "save")];
    assert_eq!(browser.send(&told, "/account/duress", &differs).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = browser.send(&told, "/account/duress", &[("present", PASSWORD), ("do", "remove")]).await;
    assert!(gone.shows("no word under duress any more"), "{}", gone.text);
    let (_, page) = at_the_door(&site, &login(Role::FieldWorker), WORD).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_director_is_told_when_and_not_who() {
    let site = Site::new().await;
    with_word(&site, Role::FieldWorker).await;
    let mut director = site.signed_in(Role::Director, HOME).await;
    assert!(!director.get("/").await.shows("needs your attention now"));
    at_the_door(&site, &login(Role::FieldWorker), WORD).await;
    let home = director.get("/").await;
    assert!(home.shows("needs your attention now") && !home.shows(&login(Role::FieldWorker)), "{}", home.text);
    let audit = director.get("/audit?action=session.open-duress").await;
    assert!(audit.shows("signed in with their word under duress"), "{}", audit.text);
    let mut worker = site.signed_in(Role::Coordinator, HOME).await;
    assert!(!worker.get("/").await.shows("needs your attention now"));
}
