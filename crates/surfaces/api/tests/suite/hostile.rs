//! Requests that are wrong, by mistake or on purpose: each is refused with its place, in the caller's language, and leaves nothing
//! behind.

use crate::caller::{Answer, KIND, SUBMISSIONS, Site, answers, submission};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value as Json, json};
use store::{Attachment, Change, Unit};
use testkit::OTHER;

/// Sends a body in English and Thai and makes sure of what must hold of every refusal.
async fn refused(site: &Site, body: &str) -> Answer {
    let before = site.kept().await;
    let english = site.post(SUBMISSIONS, "en", body.to_owned()).await;
    let thai = site.post(SUBMISSIONS, "th", body.to_owned()).await;
    let shown: String = body.chars().take(120).collect();
    assert!(english.status.is_client_error(), "{shown}: {english:?}");
    assert_eq!((english.status, english.paths()), (thai.status, thai.paths()), "{shown}");
    assert!(!english.said().is_empty(), "{shown}");
    for (english, thai) in english.said().into_iter().zip(thai.said()) {
        assert!(english.is_ascii() || english.contains(['“', '…']), "{shown}: {english}");
        assert!(thai.chars().any(|letter| ('ก'..='๛').contains(&letter)), "{shown}: {thai}");
        let is_key = english.contains("api-") || english.contains("forms-") || english.contains("collection-");
        assert!(!is_key && !english.contains('{') && !thai.contains('{'), "{shown}: {english}");
    }
    assert_eq!(site.kept().await, before, "{shown}");
    english
}

fn with(change: impl FnOnce(&mut Json)) -> String {
    let mut request = submission("first-session", &answers());
    change(&mut request);
    request.to_string()
}

fn answering(question: &str, answer: Json) -> String {
    with(|request| request["answers"][question] = answer)
}

#[tokio::test]
async fn what_is_no_object_of_json_is_told_where_it_ends_to_be_one() {
    let site = Site::new().await;
    let cases = [
        ("", "line 1"),
        ("hello", "line 1"),
        ("{\n\"id\": \"first-session\",\n", "line 3"),
        ("{\"id\": 1e999}", "column 12"),
        ("{\"id\": \"\\ud800\"}", "line 1"),
        ("[]", "one object"),
        ("null", "one object"),
        ("\"text\"", "one object"),
    ];
    for (body, expected) in cases {
        let answer = refused(&site, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(answer.said()[0].contains(expected), "{body}: {answer:?}");
    }
    let deep = format!("{{\"id\":\"first-session\",\"answers\":{}1{}}}", "[".repeat(65), "]".repeat(65));
    assert!(refused(&site, &deep).await.said()[0].contains("64"));
    let deeper = "[{\"a\":".repeat(100_000);
    assert!(refused(&site, &deeper).await.said()[0].contains("64"));
}

#[tokio::test]
async fn fields_that_are_missing_unknown_or_of_another_type_are_told_all_at_once() {
    let site = Site::new().await;
    let cases: Vec<(String, Vec<&str>)> = vec![
        ("{}".into(), vec!["id", "kind", "answers"]),
        (with(|request| request["id"] = json!(12_345_678)), vec!["id"]),
        (with(|request| request["kind"] = json!(["prevention"])), vec!["kind"]),
        (with(|request| request["reason"] = json!({})), vec!["reason"]),
        (with(|request| request["colour"] = json!("red")), vec!["colour"]),
        (with(|request| request["corrects"] = json!("first-session")), vec!["corrects"]),
        (
            with(|request| request["corrects"] = json!({ "record_id": 1, "by": "x" })),
            vec!["corrects/record_id", "corrects/supersedes", "corrects/by"],
        ),
    ];
    for (body, expected) in cases {
        let answer = refused(&site, &body).await;
        assert_eq!((answer.status, answer.paths()), (StatusCode::UNPROCESSABLE_ENTITY, expected), "{body}");
    }
}

#[tokio::test]
async fn answers_that_the_form_does_not_take_are_told_by_their_paths() {
    let site = Site::new().await;
    let row = |name: &str, value: Json| {
        let mut row = json!({ "participant_kind": "students", "count": "1" });
        row[name] = value;
        answering("attendance", json!([row]))
    };
    let cases: Vec<(String, &str)> = vec![
        (with(|request| request["answers"] = json!([])), "/"),
        (with(|request| request["answers"] = json!("text")), "/"),
        (with(|request| request["answers"] = Json::Null), "answers"),
        (answering("colour", json!("red")), "/colour"),
        (answering("venue", json!(12)), "/venue"),
        (answering("venue", json!(["School"])), "/venue"),
        (answering("venue", json!("a\u{0}b")), "/venue"),
        (answering("notes", json!("x".repeat(70_000))), "/notes"),
        (answering("province", json!("50\u{0}")), "/province"),
        (answering("project", json!("none\u{0}such")), "/project"),
        (answering("project", json!("x".repeat(60_000))), "/project"),
        (answering("methods", json!("games \u{0}")), "/methods"),
        (answering("date", json!("2019-02-30")), "/date"),
        (answering("date", json!("2999-01-01")), "/date"),
        (answering("attendance", json!("many")), "/attendance"),
        (answering("attendance", json!(["many"])), "/attendance"),
        (answering("attendance", Json::Array(vec![json!({}); 1_001])), "/attendance"),
        (row("count", json!(1)), "/attendance[1]/count"),
        (row("count", json!("1e5")), "/attendance[1]/count"),
        (row("count", json!("-1")), "/attendance[1]/count"),
        (row("count", json!("100001")), "/attendance[1]/count"),
        (row("count", json!("99999999999999999999999999")), "/attendance[1]/count"),
        (row("count", json!("NaN")), "/attendance[1]/count"),
        (row("names", json!("somebody")), "/attendance[1]/names"),
    ];
    for (body, expected) in cases {
        let answer = refused(&site, &body).await;
        let shown: String = body.chars().take(200).collect();
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{shown}: {answer:?}");
        assert!(answer.paths().contains(&expected), "{shown}: {answer:?}");
    }
}

#[tokio::test]
async fn a_key_that_no_index_takes_is_told_as_too_long() {
    let site = Site::new().await;
    let project = |code: &str| {
        json!({
            "id": "first-project", "kind": "prevention/project",
            "answers": { "code": code, "title": "Demo" },
        })
    };
    let answer = refused(&site, &project(&"x".repeat(2_001)).to_string()).await;
    assert!(answer.paths().contains(&"/code"), "{answer:?}");
}

#[tokio::test]
async fn ids_kinds_and_reasons_are_told_by_their_names() {
    let site = Site::new().await;
    for id in ["", "short", "two words", "nul\u{0}inside", "ชื่อภาษาไทย", &"x".repeat(65)] {
        assert_eq!(refused(&site, &with(|request| request["id"] = json!(id))).await.paths(), ["id"], "{id}");
    }
    for kind in ["", "prevention/nothing", "prevention/outreach-session\u{0}", "../../etc"] {
        assert_eq!(refused(&site, &with(|request| request["kind"] = json!(kind))).await.paths(), ["kind"], "{kind}");
    }
    let reason = with(|request| request["reason"] = json!("counted\u{0}again"));
    assert_eq!(refused(&site, &reason).await.paths(), ["reason"]);
}

#[tokio::test]
async fn a_correction_of_what_is_not_there_is_refused() {
    let site = Site::new().await;
    for id in ["no-such-record", "nul\u{0}inside", &"x".repeat(100_000)] {
        let corrects = json!({ "record_id": id, "supersedes": id });
        let answer = refused(&site, &with(|request| request["corrects"] = corrects)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    site.submit(&submission("first-session", &answers())).await;
    for id in ["", "no-such-version", "nul\u{0}inside", &"x".repeat(100_000)] {
        let corrects = json!({ "record_id": "first-session", "supersedes": id });
        let body = with(|request| {
            request["id"] = json!("correction-1");
            request["corrects"] = corrects;
        });
        assert_eq!(refused(&site, &body).await.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn the_same_id_with_other_content_is_a_conflict() {
    let site = Site::new().await;
    site.submit(&submission("first-session", &answers())).await;
    let answer = refused(&site, &answering("venue", json!("Another school"))).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.said()[0].starts_with("This was already sent with other answers"), "{answer:?}");
}

#[tokio::test]
async fn a_flood_of_problems_is_told_in_part() {
    let site = Site::new().await;
    let flood: serde_json::Map<String, Json> = (0..50_000).map(|at| (format!("q{at}"), json!("x"))).collect();
    let answer = refused(&site, &with(|request| request["answers"] = Json::Object(flood))).await;
    assert_eq!(answer.paths().len(), 101);
    assert!(answer.said()[100].contains("49,904"), "{:?}", answer.said()[100]);
}

#[tokio::test]
async fn a_body_that_is_too_large_or_no_json_is_told_as_that() {
    let site = Site::new().await;
    let large = refused(&site, &" ".repeat(1024 * 1024 + 1)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    let form = Request::post(SUBMISSIONS)
        .header(header::CONTENT_TYPE, "text/plain")
        .header(header::AUTHORIZATION, site.authorization())
        .body(Body::from(with(|_| {})))
        .unwrap();
    let form = site.send(form).await;
    assert_eq!(form.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(form.said()[0].contains("application/json"));
    assert_eq!(site.kept().await.0, 0);
}

#[tokio::test]
async fn nobody_is_asked_to_sign_in_first_whatever_they_send() {
    let site = Site::new().await;
    for body in [with(|_| {}), "nonsense".to_owned(), "[".repeat(1_000)] {
        let request = Request::post(SUBMISSIONS)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT_LANGUAGE, "th")
            .body(Body::from(body))
            .unwrap();
        let answer = site.send(request).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(site.kept().await.0, 0);
}

#[tokio::test]
async fn signing_in_takes_two_texts_and_nothing_else() {
    let site = Site::new().await;
    let cases = [
        (json!({ "login": "field" }), vec!["password"]),
        (json!({ "login": 1, "password": null }), vec!["login", "password"]),
        (json!({ "login": "field", "password": "x", "role": "administrator" }), vec!["role"]),
        (json!({ "login": "fi\u{0}eld", "password": "river stone lantern" }), vec!["login"]),
    ];
    for (body, expected) in cases {
        let answer = site.post("/api/v1/sessions", "en", body.to_string()).await;
        assert_eq!((answer.status, answer.paths()), (StatusCode::UNPROCESSABLE_ENTITY, expected), "{body}");
    }
    let answer = site.post("/api/v1/sessions", "th", json!({ "kind": KIND }).to_string()).await;
    assert_eq!(answer.paths(), ["login", "password", "kind"]);
}

#[tokio::test]
async fn a_file_of_somebody_else_is_refused_like_one_that_does_not_exist() {
    let site = Site::new().await;
    let file = Attachment {
        hash: Attachment::name(b"a face"),
        media_type: "image/jpeg".into(),
        agency_id: OTHER.into(),
        created_at: 0,
        bytes: b"a face".to_vec(),
    };
    let known = file.hash.clone();
    let note = Change::NoteUpload { account_id: "somebody-else".into(), hash: known.clone(), at: 0 };
    site.world.kit.store.commit(Unit::new(vec![Change::PutAttachment(file), note], Vec::new())).await.unwrap();
    let naming = |image: &str| {
        let answers = json!({
            "image": image, "caption": "A school", "date": "2019-07-04", "people_visible": "nobody", "consent": "none",
        });
        let request = json!({ "id": "first-picture", "kind": "prevention/picture", "answers": answers });
        request.to_string()
    };
    let mut told = Vec::new();
    for name in [known, "0".repeat(64)] {
        let answer = refused(&site, &naming(&name)).await;
        assert_eq!((answer.status, answer.paths()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["/image"]), "{answer:?}");
        told.push(answer.said().into_iter().map(str::to_owned).collect::<Vec<_>>());
    }
    assert_eq!(told[0], told[1]);
}
