//! Every address that names a thing, opened by everybody whose that thing is not. Owns the committed matrix `docs/idor-matrix.md`: what is
//! not open answers exactly as if there were no such thing.

use crate::browser::{Browser, Page, SESSIONS, Site, session};
use crate::rules::{routes, routes_in};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::{Ask, Consent};
use collection::{Unfinished, Upload};
use service_kit::{Actor, Context, Purpose, Role};
use std::fmt::Write as _;
use testkit::{HOME, OTHER};

const THIRD: &str = "agency-third";
/// The readers: everybody of another agency, and a colleague whose entry it is not.
const COLUMNS: [&str; 7] =
    ["administrator", "director", "data-officer", "coordinator", "field-worker", "partner", "colleague"];
const HEAD: &str = "# Which addresses open to whom

Written by the test that proves it (`crates/surfaces/web/tests/journeys/idor.rs`), from the routes as they are declared. Each address names
a thing of another agency, made there by a field worker or the one who may; the last column is another field worker of that agency. A dash
is an answer that is the same, byte for byte, as for a thing that there is not.

";

/// A thing of the other agency that an address names, by the beginning of its route.
struct Things(Vec<(&'static str, String)>);

impl Things {
    /// The address of a route with the thing in it, and the same with one that there is not.
    fn addresses(&self, route: &str) -> Option<(String, String)> {
        // What programs ask for is the same thing.
        let place = route.strip_prefix("/api/v1").unwrap_or(route);
        let (_, id) =
            self.0.iter().filter(|(start, _)| place.starts_with(start)).max_by_key(|(start, _)| start.len())?;
        let absent: String = id.chars().map(|sign| if sign.is_ascii_alphanumeric() { 'a' } else { sign }).collect();
        assert_ne!(*id, absent);
        let filled = |id: &str| {
            let route = if route.starts_with("/cases/") {
                route.to_owned()
            } else {
                route
                    .replace("{pack}/{form}", "prevention/outreach-session")
                    .replace("{pack}/{list}", "prevention/none")
            };
            route
                .replacen("{id}", id, 1)
                .split('/')
                .map(|part| match part {
                    "{record}" => id,
                    "{answer}" => "accept",
                    part if part.starts_with('{') => "nothing",
                    part => part,
                })
                .collect::<Vec<_>>()
                .join("/")
        };
        Some((filled(id), filled(&absent)))
    }
}

async fn things(site: &Site) -> Things {
    let mut owner = site.signed_in(Role::FieldWorker, OTHER).await;
    let page = owner.get(&format!("{SESSIONS}/new")).await;
    let saved = owner.send(&page, &format!("{SESSIONS}/new"), &session("Bamboo school")).await;
    let record = saved.address.split("/saved").next().unwrap().rsplit('/').next().unwrap().to_owned();
    let referral = [
        ("/code", "C-0001"),
        ("/received_on", "2019-07-04"),
        ("/from_agency", "welfare"),
        ("/province", "57"),
        ("/interpreter", "no"),
        ("/concerns", "online"),
        ("/safe_tonight", "yes"),
        ("/caregiver_safe", "yes"),
        ("/assent", "yes"),
        ("save", "yes"),
    ];
    let opens = "/records/child-advocacy/referral-in/new";
    let page = owner.get(opens).await;
    let opened = owner.send(&page, opens, &referral).await;
    let case = opened.address.strip_prefix("/cases/").and_then(|rest| rest.split('?').next()).unwrap().to_owned();
    let worker = account(site, Role::FieldWorker).await;
    let unfinished = Unfinished {
        id: "draft-0000-of-bamboo".into(),
        kind: "prevention/outreach-session".into(),
        corrects: None,
        fields: vec![("/venue".into(), "Bamboo draft".into())],
    };
    site.state.collection.keep_draft(&worker, unfinished).await.unwrap();
    let device = site.state.identity.make_device(&worker, "Bamboo phone").await.unwrap();
    let upload = Upload {
        kind: "prevention/outreach-session".into(),
        file_name: "register.csv".into(),
        bytes: b"Date,Place\n2019-07-04,Bamboo\n".to_vec(),
        project: None,
    };
    let import =
        site.state.collection.import_upload(&site.world.person(Role::Coordinator, OTHER), upload).await.unwrap();
    let recorded = [("/code", "P-0001"), ("/recorded_on", "2019-07-04"), ("save", "yes")];
    let opens = "/records/casework/person/new";
    let page = owner.get(opens).await;
    let saved = owner.send(&page, opens, &recorded).await;
    let person = saved.address.strip_prefix("/persons/").and_then(|rest| rest.split('?').next()).unwrap().to_owned();
    let (referral, emergency) = between(site, &case).await;
    Things(vec![
        ("/referrals/", referral),
        ("/emergency/", emergency),
        ("/records/", record),
        ("/cases/", case),
        ("/persons/", person),
        ("/drafts/", "draft-0000-of-bamboo".into()),
        ("/devices/", device.id),
        ("/import/", import),
        ("/people/", worker.actor.account_id),
    ])
}

/// A referral of the case to a third agency, and an emergency in which somebody there opened it.
async fn between(site: &Site, case: &str) -> (String, String) {
    let third = store::Agency {
        id: THIRD.into(),
        name_en: "Third Demo Office".into(),
        name_th: "สำนักงานสาธิตที่สาม".into(),
        created_at: site.state.kit.now(),
        kind: String::new(),
    };
    let kit = &site.state.kit;
    kit.commit(store::Unit::new(vec![store::Change::PutAgency(third)], Vec::new())).await.unwrap();
    let purpose = Some(Purpose::new("supervision", "").unwrap());
    let lead = Context { purpose, ..site.world.person(Role::Coordinator, OTHER) };
    let casework = &site.state.casework;
    let consent = Consent {
        agencies: vec![THIRD.into()],
        by: "guardian".into(),
        language: "tha".into(),
        interpreter: false,
        assent: Some(true),
        until: None,
    };
    casework.consent(&lead, case, 1, consent).await.unwrap();
    let ask = Ask { to: THIRD.into(), service: "shelter".into(), note: String::new(), records: vec![case.into()] };
    casework.refer(&lead, case, 2, ask, "").await.unwrap();
    let referral = casework.case(&lead, case).await.unwrap().referrals[0].id.clone();
    let code = casework.case(&lead, case).await.unwrap().code;
    casework.open_in_emergency(&site.world.person(Role::FieldWorker, THIRD), &code, "At the border.").await.unwrap();
    let emergency = casework.case(&lead, case).await.unwrap().emergencies[0].id.clone();
    (referral, emergency)
}

/// What a program sends to a route, with everything in it that it must have: a refusal of the body would hide what is there.
fn program_body(address: &str, answer: &mut u32) -> String {
    *answer += 1;
    let examination = r#""kind": "child-advocacy/medical-examination", "answers": { "code": "C-0001", "examined_on": "2019-07-05", "assent": "yes" }"#;
    match address.rsplit('/').next().unwrap_or_default() {
        "forms" => format!(r#"{{ "id": "sent-{answer:04}", {examination} }}"#),
        "moves" | "declines" => r#"{ "seen": 3, "move": "take-on" }"#.into(),
        "decisions" => r#"{ "seen": 3, "conference": "plan", "outcome": "agreed" }"#.into(),
        "assignment" => r#"{ "seen": 3, "account": "somebody" }"#.into(),
        _ => r#"{ "seen": 1, "answer": "accept" }"#.into(),
    }
}

/// Whether a thing opens to a program of somebody's.
async fn opened_to_program(browser: &mut Browser, method: &str, (thing, absent): &(String, String)) -> bool {
    let token = browser.cookies.get("saphan").cloned().unwrap_or_default();
    let mut sent = 0;
    let mut ask = async |address: &str| {
        let request = Request::builder().method(method).uri(address).header(header::CONTENT_TYPE, "application/json");
        let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        let body = if method == "POST" { Body::from(program_body(address, &mut sent)) } else { Body::empty() };
        browser.request(request, body).await
    };
    let (one, other) = (ask(thing).await, ask(absent).await);
    for page in [&one, &other] {
        let is_asked = !matches!(page.status.as_u16(), 401 | 415 | 422 | 500..);
        assert!(is_asked, "{method} {thing}: {} {}", page.status, page.text);
    }
    !is_same(&one, &other, (thing, absent))
}

/// The account with which somebody of the other agency signed in.
async fn account(site: &Site, role: Role) -> Context {
    let accounts = site.state.kit.store.accounts().await.unwrap();
    let found = accounts.into_iter().find(|one| one.agency_id == OTHER && one.role == role.id()).unwrap();
    let actor = Actor { account_id: found.id, agency_id: found.agency_id, role, name: found.name };
    Context::new(&site.state.kit, actor, language::Lang::En)
}

async fn readers(site: &Site) -> Vec<Browser> {
    let mut browsers = Vec::new();
    for role in Role::ASSIGNABLE {
        browsers.push(site.signed_in(role, HOME).await);
    }
    let link = site.invite("a-colleague", Role::FieldWorker, OTHER).await;
    let mut colleague = site.stranger();
    let page = colleague.get(&link).await;
    let password = crate::browser::PASSWORD;
    colleague.send(&page, &link, &[("password", password), ("again", password)]).await;
    browsers.push(colleague);
    browsers
}

/// Whether two answers are the same but for the address that was asked for.
fn is_same(one: &Page, other: &Page, (hidden, absent): (&str, &str)) -> bool {
    (one.status, one.text.replace(hidden, "")) == (other.status, other.text.replace(absent, ""))
}

async fn opened(browser: &mut Browser, method: &str, (thing, absent): &(String, String)) -> bool {
    let token = browser.get("/").await.hidden("csrf");
    let mut ask = async |address: &str| {
        let request = Request::builder().method(method).uri(address);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = if method == "POST" { Body::from(format!("csrf={token}&seen=1")) } else { Body::empty() };
        browser.request(request, body).await
    };
    let (one, other) = (ask(thing).await, ask(absent).await);
    for page in [&one, &other] {
        assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{method} {thing}: {}", page.text);
    }
    !is_same(&one, &other, (thing, absent))
}

#[tokio::test]
async fn every_address_of_a_thing_opens_to_those_who_may_and_to_nobody_else() {
    let site = Site::new().await;
    let things = things(&site).await;
    let mut readers = readers(&site).await;
    let mut matrix =
        format!("{HEAD}| | address | {} |\n|---|---|{}\n", COLUMNS.join(" | "), "---|".repeat(COLUMNS.len()));
    let programs = include_str!("../../../api/src/lib.rs");
    for method in ["get", "post"] {
        for route in routes(method).into_iter().chain(routes_in(programs, method)) {
            let Some(addresses) = things.addresses(&route).filter(|_| route.contains("{id}")) else { continue };
            let method = method.to_uppercase();
            let _infallible = write!(matrix, "| {method} | `{route}` |");
            for reader in &mut readers {
                let is_open = match route.starts_with("/api/") {
                    true => opened_to_program(reader, &method, &addresses).await,
                    false => opened(reader, &method, &addresses).await,
                };
                let cell = if is_open { "opens" } else { "–" };
                let _infallible = write!(matrix, " {cell} |");
            }
            matrix.push('\n');
        }
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../docs/idor-matrix.md");
    if std::env::var_os("SAPHAN_WRITE").is_some() {
        std::fs::write(file, &matrix).unwrap();
    }
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert!(committed == matrix, "docs/idor-matrix.md is not what was found (SAPHAN_WRITE=1 writes it):\n{matrix}");
}
