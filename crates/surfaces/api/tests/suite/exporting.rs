//! Lists as files over the API: formats, whose records, cells that a spreadsheet would calculate, refusals, and what the audit chain says.

use crate::caller::{KIND, Site, answers, submission};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value as Json, json};
use service_kit::Role;
use std::io::Read;
use testkit::{HOME, OTHER};

const EXPORTS: &str = "/api/v1/exports";

fn request(site: &Site, body: &Json) -> Request<Body> {
    Request::post(EXPORTS)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, site.authorization())
        .body(Body::from(body.to_string()))
        .unwrap()
}

/// A site with two sessions of its own agency, one of them called like a formula, and one of another agency.
async fn filled() -> Site {
    let site = Site::new().await;
    let mut formula = answers();
    formula["venue"] = json!("=HYPERLINK(\"http://x.example\")");
    formula["date"] = json!("2018-03-01");
    for (id, answers) in [("first-session", &answers()), ("second-session", &formula)] {
        assert_eq!(site.submit(&submission(id, answers)).await.status, StatusCode::CREATED);
    }
    let stranger = site.world.person(Role::Coordinator, OTHER);
    let theirs = collection::NewSubmission {
        id: "third-session".into(),
        kind: KIND.into(),
        answers: answers(),
        corrects: None,
        reason: None,
        source: "api",
    };
    site.state.collection.submit(&stranger, theirs).await.unwrap();
    site
}

#[tokio::test]
async fn each_format_holds_what_the_callers_list_shows() {
    let site = filled().await;
    let json = request(&site, &json!({ "kind": KIND, "format": "json" }));
    let answer = site.send(json).await;
    let ids: Vec<_> = answer.json.as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap()).collect();
    assert_eq!((answer.status, ids), (StatusCode::OK, vec!["first-session", "second-session"]));
    for (format, media_type) in
        [("csv", "application/zip"), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    {
        let (status, told, bytes) = site.fetch(request(&site, &json!({ "kind": KIND, "format": format }))).await;
        assert_eq!((status, told.as_str()), (StatusCode::OK, media_type));
        assert!(bytes.starts_with(b"PK"), "{format}");
    }
}

#[tokio::test]
async fn an_answer_that_looks_like_a_formula_arrives_as_a_text() {
    let site = filled().await;
    let (_, _, bytes) = site.fetch(request(&site, &json!({ "kind": KIND, "format": "csv" }))).await;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("outreach-session.csv").unwrap().read_to_string(&mut text).unwrap();
    assert!(text.contains("\"'=HYPERLINK(\"\"http://x.example\"\")\""), "{text}");
    assert!(!text.contains(",=") && !text.contains("\"="), "{text}");
    assert!(!text.contains("third-session"), "{text}");
}

#[tokio::test]
async fn an_export_is_told_without_what_was_looked_for() {
    let site = filled().await;
    let before = site.world.audit().await.len();
    let narrowed = json!({ "text": "demo", "period": "2019" });
    let answer = site.send(request(&site, &json!({ "kind": KIND, "format": "json", "narrowed": narrowed }))).await;
    assert_eq!(answer.json.as_array().map(Vec::len), Some(1), "{answer:?}");
    let rows = site.world.audit().await;
    let entry = &rows.last().unwrap().entry;
    assert_eq!((rows.len(), entry.action.as_str(), entry.subject_kind.as_str()), (before + 1, "record.export", KIND));
    assert_eq!(entry.agency_id, HOME);
    assert!(entry.detail.contains("\"count\":1") && entry.detail.contains("\"format\":\"json\""), "{}", entry.detail);
    assert!(!entry.detail.contains("demo"), "{}", entry.detail);
}

#[tokio::test]
async fn what_is_refused_leaves_no_trace() {
    let site = filled().await;
    let before = site.world.audit().await.len();
    let cases = [
        (json!({ "kind": "prevention/no-such-form" }), StatusCode::NOT_FOUND),
        (json!({ "kind": KIND, "format": "pdf" }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "kind": KIND, "labels": "xx" }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "kind": KIND, "narrowed": { "period": "soon" } }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "format": "csv" }), StatusCode::UNPROCESSABLE_ENTITY),
    ];
    for (body, status) in cases {
        assert_eq!(site.send(request(&site, &body)).await.status, status, "{body}");
    }
    let nobody = Request::post(EXPORTS).header(header::CONTENT_TYPE, "application/json");
    let nobody = nobody.body(Body::from(json!({ "kind": KIND }).to_string())).unwrap();
    assert_eq!(site.send(nobody).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.world.audit().await.len(), before);
}
