//! A program works in a case as people do on pages: it lists, reads, sends forms, makes moves and decides, each time saying what it saw.

use crate::caller::Site;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use identity::NewPerson;
use language::Lang;
use serde_json::{Value as Json, json};
use service_kit::Role;
use testkit::{HOME, OTHER};

const CASE: &str = "a-case-of-the-home";

/// Somebody who calls, for a purpose.
pub(crate) struct Program<'s> {
    site: &'s Site,
    authorization: String,
}

impl Program<'_> {
    async fn ask(&self, method: &str, path: &str, body: Option<Json>) -> (StatusCode, Json) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT_LANGUAGE, "en")
            .header(header::CONTENT_TYPE, "application/json")
            .header("saphan-purpose", "supervision")
            .header(header::AUTHORIZATION, &self.authorization);
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let (status, _, bytes) = self.site.fetch(request.body(body).unwrap()).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Json::Null))
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Json) {
        self.ask("GET", path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Json) -> (StatusCode, Json) {
        self.ask("POST", path, Some(body)).await
    }
}

pub(crate) async fn program<'s>(site: &'s Site, login: &str, role: Role, agency: &str) -> Program<'s> {
    let (login, agency_id) = (login.to_owned(), agency.to_owned());
    let person = NewPerson { name: format!("Test {login}"), login, agency_id, role, lang: Lang::En };
    Program { site, authorization: site.sign_in(person).await }
}

/// A case that a coordinator opened.
async fn opened(site: &Site) -> Program<'_> {
    let lead = program(site, "lead", Role::Coordinator, HOME).await;
    let answers = json!({
        "code": "C-0001", "received_on": "2019-11-20", "from_agency": "welfare", "province": "50", "interpreter": "no",
        "concerns": "online", "safe_tonight": "no", "caregiver_safe": "yes", "assent": "yes",
    });
    let opening = json!({ "id": CASE, "kind": "child-advocacy/referral-in", "answers": answers });
    assert_eq!(lead.post("/api/v1/submissions", opening).await.0, StatusCode::CREATED);
    lead
}

fn examination(id: &str, seen: i64) -> Json {
    let answers = json!({ "code": "C-0001", "examined_on": "2019-11-21", "assent": "yes" });
    json!({ "id": id, "kind": "child-advocacy/medical-examination", "answers": answers, "seen": seen })
}

#[tokio::test]
async fn a_case_is_listed_counted_and_read_with_what_is_next_and_why_not() {
    let site = Site::new().await;
    let lead = opened(&site).await;
    for (asked, expected) in [
        ("", 1),
        ("?which=own", 1),
        ("?which=closed", 0),
        ("?pack=child-advocacy&limit=1", 1),
        ("?pack=identification", 0),
        ("?nobody=yes", 0),
        ("?offset=1", 0),
    ] {
        let (status, listed) = lead.get(&format!("/api/v1/cases{asked}")).await;
        assert_eq!((status, listed["cases"].as_array().unwrap().len()), (StatusCode::OK, expected), "{asked}");
        assert_eq!(
            listed["count"],
            json!({ "open": 1, "overdue": listed["count"]["overdue"], "closed": 0 }),
            "{asked}"
        );
    }
    for (asked, wrong) in [("limit=0", "limit"), ("limit=x", "limit"), ("which=all", "which"), ("waits=you", "waits")] {
        let (status, refused) = lead.get(&format!("/api/v1/cases?{asked}")).await;
        assert_eq!((status, &refused["problems"][0]["path"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(wrong)));
    }
    let (_, board) = lead.get("/api/v1/cases/board").await;
    assert_eq!((&board["pack"], &board["columns"][0]["open"]), (&json!("child-advocacy"), &json!(1)));
    let (_, load) = lead.get("/api/v1/cases/load").await;
    assert_eq!(load["people"].as_array().unwrap().iter().filter(|one| one["open"] == 1).count(), 1, "{load}");
    let (status, case) = lead.get(&format!("/api/v1/cases/{CASE}")).await;
    assert_eq!((status, &case["seen"], &case["may"]["lead"]), (StatusCode::OK, &json!(1), &json!(true)), "{case}");
    assert!(case["moves"].as_array().unwrap().iter().any(|step| step["why_not"].is_string()), "{case}");
    assert!(!case["deadlines"].as_array().unwrap().is_empty(), "{case}");
    let record = case["timeline"].as_array().unwrap().iter().find_map(|entry| entry["record"].as_str()).unwrap();
    let (status, record) = lead.get(&format!("/api/v1/cases/{CASE}/records/{record}")).await;
    assert_eq!((status, &record["answers"]["code"]), (StatusCode::OK, &json!("C-0001")));
}

#[tokio::test]
async fn a_form_in_a_case_is_sent_once_and_by_whoever_saw_what_the_case_is_at() {
    let site = Site::new().await;
    let lead = opened(&site).await;
    let at = format!("/api/v1/cases/{CASE}/forms");
    assert_eq!(lead.post(&at, examination("exam-0001", 1)).await.0, StatusCode::CREATED);
    let (status, again) = lead.post(&at, examination("exam-0001", 1)).await;
    assert_eq!((status, &again["already_present"]), (StatusCode::OK, &json!(true)), "a retry is the same submission");
    let (status, refused) = lead.post(&at, examination("exam-0002", 1)).await;
    assert_eq!(status, StatusCode::CONFLICT, "something has happened since: {refused}");
    assert_eq!(lead.post(&at, examination("exam-0002", 2)).await.0, StatusCode::CREATED);
    let (status, refused) = lead.post(&at, json!({ "seen": "two" })).await;
    let paths: Vec<&str> =
        refused["problems"].as_array().unwrap().iter().filter_map(|one| one["path"].as_str()).collect();
    assert_eq!((status, paths), (StatusCode::UNPROCESSABLE_ENTITY, vec!["id", "kind", "answers", "seen"]));
    let (_, case) = lead.get(&format!("/api/v1/cases/{CASE}")).await;
    assert_eq!(case["seen"], 3);
}

#[tokio::test]
async fn a_move_is_made_once_by_whoever_saw_the_case_and_only_when_it_is_possible() {
    let site = Site::new().await;
    let lead = opened(&site).await;
    let moves = format!("/api/v1/cases/{CASE}/moves");
    for (seen, step, expected) in [
        (1, "not-take-on", StatusCode::CONFLICT),
        (1, "no-such-move", StatusCode::CONFLICT),
        (0, "take-on", StatusCode::CONFLICT),
        (1, "take-on", StatusCode::NO_CONTENT),
        (1, "take-on", StatusCode::CONFLICT),
    ] {
        let (status, said) = lead.post(&moves, json!({ "seen": seen, "move": step })).await;
        assert_eq!(status, expected, "{seen} {step}: {said}");
    }
    let declined = lead.post(&format!("/api/v1/cases/{CASE}/declines"), json!({ "seen": 2, "move": "take-on" })).await;
    assert_eq!(declined.0, StatusCode::CONFLICT, "nobody asked for it");
}

#[tokio::test]
async fn whoever_answers_for_a_case_is_chosen_among_those_who_could() {
    let site = Site::new().await;
    let lead = opened(&site).await;
    let (_, people) = lead.get(&format!("/api/v1/cases/{CASE}/people")).await;
    let account = people["people"].as_array().unwrap().iter().find(|one| one["name"] == "Test field").unwrap();
    let assignment = format!("/api/v1/cases/{CASE}/assignment");
    let given = json!({ "seen": 1, "account": account["account"] });
    for (body, expected) in [
        (json!({ "seen": 1, "account": "nobody" }), StatusCode::UNPROCESSABLE_ENTITY),
        (given.clone(), StatusCode::NO_CONTENT),
        (given, StatusCode::CONFLICT),
    ] {
        assert_eq!(lead.post(&assignment, body.clone()).await.0, expected, "{body}");
    }
    let (_, case) = lead.get(&format!("/api/v1/cases/{CASE}")).await;
    assert_eq!(case["members"][0]["owner"], "Test field");
}

#[tokio::test]
async fn hidden_and_absent_cases_and_referrals_answer_alike_whatever_is_asked() {
    let site = Site::new().await;
    opened(&site).await;
    let mut strangers = vec![program(&site, "other-worker", Role::FieldWorker, HOME).await];
    for (login, role) in [("other", Role::Coordinator), ("head", Role::Director), ("keeper", Role::Administrator)] {
        strangers.push(program(&site, login, role, OTHER).await);
    }
    let acts = [
        ("GET", "", json!(null)),
        ("GET", "/people", json!(null)),
        ("GET", "/records/{id}", json!(null)),
        ("POST", "/forms", examination("exam-0003", 1)),
        ("POST", "/moves", json!({ "seen": 1, "move": "accept" })),
        ("POST", "/declines", json!({ "seen": 1, "move": "accept" })),
        ("POST", "/decisions", json!({ "seen": 1, "conference": "plan", "outcome": "agreed" })),
        ("POST", "/assignment", json!({ "seen": 1, "account": "somebody" })),
    ];
    for stranger in &strangers {
        for (method, act, body) in &acts {
            let body = || Some(body.clone()).filter(|body| !body.is_null());
            let at = |id: &str| format!("/api/v1/cases/{id}{}", act.replace("{id}", id));
            let hidden = stranger.ask(method, &at(CASE), body()).await;
            let absent = stranger.ask(method, &at("a-case-of-nobodys"), body()).await;
            assert_eq!(hidden, absent, "{method} {act}");
            assert!(matches!(hidden.0, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN), "{method} {act}: {hidden:?}");
        }
        let absent = stranger.get("/api/v1/referrals/nothing").await;
        assert_eq!(absent.0, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_is_asked_of_another_agency_is_answered_there_and_shows_nothing_else_of_the_case() {
    let site = Site::new().await;
    let lead = opened(&site).await;
    let head = site.world.person(Role::Coordinator, HOME);
    let purpose = Some(service_kit::Purpose::new("supervision", "").unwrap());
    let head = service_kit::Context { purpose, ..head };
    let consent = casework::Consent {
        agencies: vec![OTHER.into()],
        by: "guardian".into(),
        language: "tha".into(),
        interpreter: false,
        assent: Some(true),
        until: None,
    };
    site.state.casework.consent(&head, CASE, 1, consent).await.unwrap();
    let ask =
        casework::Ask { to: OTHER.into(), service: "shelter".into(), note: "x".into(), records: vec![CASE.into()] };
    site.state.casework.refer(&head, CASE, 2, ask, "").await.unwrap();
    let other = program(&site, "other", Role::Coordinator, OTHER).await;
    let (_, lists) = other.get("/api/v1/referrals").await;
    let one = &lists["received"][0];
    assert_eq!((&one["state"], &one["case"]), (&json!("asked"), &Json::Null), "{lists}");
    let at = format!("/api/v1/referrals/{}", one["id"].as_str().unwrap());
    let (_, shown) = other.get(&at).await;
    assert_eq!(
        (&shown["service"], &shown["seen"], &shown["records"][0]["id"]),
        (&json!("shelter"), &json!(1), &json!(CASE))
    );
    let (status, record) = other.get(&format!("{at}/records/{CASE}")).await;
    assert_eq!((status, &record["answers"]["code"]), (StatusCode::OK, &json!("C-0001")));
    assert_eq!(other.get(&format!("/api/v1/cases/{CASE}")).await.0, StatusCode::NOT_FOUND);
    let answers = format!("{at}/answers");
    for (body, expected) in [
        (json!({ "seen": 1, "answer": "perhaps" }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "seen": 1, "answer": "reject" }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "seen": 1, "answer": "accept" }), StatusCode::NO_CONTENT),
        (json!({ "seen": 1, "answer": "accept" }), StatusCode::CONFLICT),
        (json!({ "seen": 2, "answer": "done", "text": "A bed until May." }), StatusCode::NO_CONTENT),
    ] {
        assert_eq!(other.post(&answers, body.clone()).await.0, expected, "{body}");
    }
    let (_, sent) = lead.get("/api/v1/referrals").await;
    assert!(sent["sent"].as_array().unwrap().iter().all(|one| one["state"] == "done"), "{sent}");
}
