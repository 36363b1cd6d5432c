//! What holds on every address, whatever it shows.

use crate::browser::{SESSIONS, Site, session};
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use service_kit::Role;
use testkit::{HOME, OTHER};
use tower::ServiceExt;

/// Every route of the crate with the methods that it takes, read from where they are declared, so that a new one is tested too.
pub(crate) fn routes(method: &str) -> Vec<String> {
    routes_in(include_str!("../../src/lib.rs"), method)
}

/// The same of any crate's text.
pub(crate) fn routes_in(source: &str, method: &str) -> Vec<String> {
    let routes = source.split(".route(").skip(1).filter(|route| {
        let handlers = route.split(".route(").next().unwrap_or_default();
        let before = |(at, _): (usize, &str)| handlers[..at].chars().next_back();
        let named = format!("{method}(");
        handlers
            .match_indices(&named)
            .filter_map(before)
            .any(|sign| !sign.is_alphanumeric() && sign != '_' && sign != ':')
    });
    let path = |route: &str| route.split('"').nth(1).unwrap_or_default().to_owned();
    routes.map(path).collect()
}

/// The address of a route with something in the place of its parameters.
pub(crate) fn filled(route: &str) -> String {
    route
        .replace("{pack}/{form}", "prevention/outreach-session")
        .replace("{pack}", "prevention")
        .split('/')
        .map(|part| if part.starts_with('{') { "nothing" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[test]
fn routes_are_found_where_they_are_declared() {
    assert!(routes("get").len() > 25, "{:?}", routes("get"));
    assert!(routes("post").len() > 12, "{:?}", routes("post"));
}

#[tokio::test]
async fn no_form_is_taken_without_this_browsers_token() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Administrator, HOME).await;
    for route in routes("post") {
        let address = filled(&route);
        for (name, value) in [("nothing", ""), ("wrong", "csrf=0000")] {
            let form = Request::post(&address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let page = browser.request(form, Body::from(value)).await;
            // A record's form shows what was typed again instead of refusing it; it saves nothing.
            let keeps_draft = address.ends_with("/new");
            let expected = if keeps_draft { StatusCode::OK } else { StatusCode::FORBIDDEN };
            let absent = page.status == StatusCode::NOT_FOUND && address.contains("/correct");
            assert!(page.status == expected || absent, "{address} with {name}: {}", page.status);
        }
        let elsewhere = Request::post(&address).header("sec-fetch-site", "cross-site");
        let page = browser.request(elsewhere, Body::empty()).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{address} from another site");
    }
    let list = browser.get(SESSIONS).await;
    assert!(list.shows("No Outreach sessions yet"), "nothing was written");
}

/// What every answer carries, whichever surface gives it.
const ALWAYS: [(&str, &str); 8] = [
    ("content-security-policy", "default-src 'none'"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "geolocation=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

fn assert_secured(what: &str, headers: &HeaderMap) {
    for (name, part) in ALWAYS {
        let values: Vec<&str> = headers.get_all(name).iter().map(|value| value.to_str().unwrap_or_default()).collect();
        // The form's page may ask the device, and the preview stands in a frame of ours.
        let loosened = (name == "permissions-policy" && what.ends_with("/new"))
            || (name == "x-frame-options" && what.contains("/forms/preview/"));
        assert!(values.len() == 1, "{what}: {name} is {values:?}");
        assert!(loosened || values.iter().all(|value| value.contains(part)), "{what}: {name} is {values:?}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Administrator, HOME).await;
    let mut stranger = site.stranger();
    let shown = routes("get").into_iter().map(|route| (Method::GET, filled(&route)));
    let sent = routes("post").into_iter().map(|route| (Method::POST, filled(&route)));
    let others = [
        (Method::GET, "/assets/nothing.css"),
        (Method::GET, "/nowhere"),
        (Method::GET, "/sign-out"),
        (Method::GET, "/api/v1/health"),
        (Method::GET, "/api/v1/forms"),
        (Method::GET, "/api/v1/records/prevention/outreach-session"),
        (Method::GET, "/api/v1/nowhere"),
        (Method::DELETE, "/api/v1/health"),
        (Method::POST, "/api/v1/sessions"),
        (Method::POST, "/api/v1/submissions"),
        (Method::GET, "/openrosa/formList"),
        (Method::GET, "/openrosa/nowhere"),
        (Method::GET, "/openrosa/key/0000/formList"),
        (Method::HEAD, "/openrosa/submission"),
        (Method::POST, "/openrosa/submission"),
        (Method::DELETE, "/openrosa/submission"),
    ];
    let others = others.map(|(method, address)| (method, address.to_owned()));
    for (method, address) in shown.chain(sent).chain(others) {
        for browser in [&mut browser, &mut stranger] {
            let request = Request::builder().method(method.clone()).uri(&address);
            let page = browser.request(request, Body::empty()).await;
            assert!(page.status != StatusCode::INTERNAL_SERVER_ERROR, "{address}: {}", page.text);
            assert_secured(&format!("{method} {address}"), &page.headers);
            assert!(!page.headers.contains_key(header::STRICT_TRANSPORT_SECURITY), "{address} without TLS");
        }
    }
}

#[tokio::test]
async fn over_tls_every_surface_asks_browsers_to_come_only_that_way() {
    let site = Site::new().await;
    for address in ["/sign-in", "/assets/nothing", "/nowhere", "/api/v1/health", "/api/v1/forms", "/openrosa/formList"]
    {
        let request = Request::get(address).body(Body::empty()).unwrap();
        let answer = site.served(true).oneshot(request).await.unwrap();
        assert_secured(address, answer.headers());
        let value = answer.headers().get(header::STRICT_TRANSPORT_SECURITY);
        assert!(value.is_some_and(|value| value.to_str().unwrap().contains("max-age=63072000")), "{address}");
    }
}

#[tokio::test]
async fn a_stranger_is_shown_the_door_and_led_back_afterwards() {
    let site = Site::new().await;
    for route in routes("get") {
        let address = filled(&route);
        if ["/sign-in", "/welcome/nothing", "/assets/nothing", "/report", "/report/code", "/report/child", "/package"]
            .contains(&address.as_str())
        {
            continue;
        }
        let page = site.stranger().request(Request::get(&address), Body::empty()).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{address}");
        assert!(page.headers[header::LOCATION].to_str().unwrap().starts_with("/sign-in"), "{address}");
    }
}

#[tokio::test]
async fn what_is_hidden_looks_exactly_like_what_is_not_there() {
    let site = Site::new().await;
    let mut owner = site.signed_in(Role::FieldWorker, OTHER).await;
    let form = owner.get(&format!("{SESSIONS}/new")).await;
    let saved = owner.send(&form, &format!("{SESSIONS}/new"), &session("Bamboo school")).await;
    assert!(saved.shows("Saved"), "{}", saved.text);
    let hidden = saved.address.split("/saved").next().unwrap().to_owned();
    let absent = hidden.replace(|sign: char| sign.is_ascii_digit(), "0");
    assert_ne!(hidden, absent);
    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    for end in ["", "/correct", "/take-back", "/saved", "/files/notes", "/print.pdf"] {
        let (one, other) = (worker.get(&format!("{hidden}{end}")).await, worker.get(&format!("{absent}{end}")).await);
        assert_eq!((one.status, other.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{end}");
        // The address itself stands in the language switch; everything else must agree.
        assert_eq!(one.text.replace(&hidden, ""), other.text.replace(&absent, ""), "{end}");
    }
    assert!(!worker.get(SESSIONS).await.shows("Bamboo school"));
}

#[tokio::test]
async fn pages_of_other_roles_are_not_there() {
    let site = Site::new().await;
    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    let home = worker.get("/").await;
    for address in ["/people", "/agencies", "/audit", "/import"] {
        assert_eq!(worker.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
        assert!(!home.shows(&format!("href=\"{address}\"")), "{address} is offered");
    }
}
