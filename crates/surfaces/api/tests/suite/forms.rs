//! Programs that bring forms: from the files to a form in use, and what is told of files that are none.

use crate::caller::{Answer, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use identity::NewPerson;
use language::Lang;
use serde_json::json;
use service_kit::Role;
use testkit::HOME;

const FORMS: &str = "/api/v1/forms";
const BOUNDARY: &str = "between-the-parts";
const VISIT: &str = "| survey |\n| | type | name | label |\n| | select_one_from_file wards.csv | ward | Ward |\n\
                     | settings |\n| | form_id | version |\n| | ward-visit | 1 |\n";
const WARDS: &str = "name,label\nw1,North\nw2,\n";

/// Files as the parts of a request.
fn parts(files: &[(&str, &str)]) -> String {
    let part = |(name, text): &(&str, &str)| {
        format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n{text}\r\n"
        )
    };
    let said = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nno file\r\n");
    format!("{said}{}--{BOUNDARY}--\r\n", files.iter().map(part).collect::<String>())
}

struct Coordinator {
    site: Site,
    authorization: String,
}

impl Coordinator {
    async fn new() -> Self {
        let site = Site::new().await;
        let person = NewPerson {
            login: "coordinator".into(),
            name: "Test coordinator".into(),
            agency_id: HOME.into(),
            role: Role::Coordinator,
            lang: Lang::En,
        };
        let authorization = site.sign_in(person).await;
        Self { site, authorization }
    }

    async fn bring(&self, files: &[(&str, &str)]) -> Answer {
        self.send("POST", FORMS, &format!("multipart/form-data; boundary={BOUNDARY}"), parts(files)).await
    }

    async fn json(&self, method: &str, path: &str, body: &serde_json::Value) -> Answer {
        self.send(method, path, "application/json", body.to_string()).await
    }

    async fn send(&self, method: &str, path: &str, media_type: &str, body: String) -> Answer {
        let request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, media_type);
        let request = request.header(header::AUTHORIZATION, &self.authorization);
        self.site.send(request.body(Body::from(body)).unwrap()).await
    }
}

#[tokio::test]
async fn a_form_is_brought_published_answered_and_retired() {
    let coordinator = Coordinator::new().await;
    let brought = coordinator.bring(&[("folder/visit.md", VISIT), ("wards.csv", WARDS)]).await;
    assert_eq!((brought.status, &brought.json["state"]), (StatusCode::OK, &json!("draft")), "{brought:?}");
    assert_eq!((&brought.json["file"], &brought.json["lists"]), (&json!("visit.md"), &json!(["wards.csv"])));
    let warnings = brought.json["warnings"].as_array().unwrap();
    assert_eq!(warnings.iter().map(|one| &one["path"]).collect::<Vec<_>>(), ["wards.csv"], "{warnings:?}");
    let again = coordinator.bring(&[("visit.md", VISIT), ("wards.csv", WARDS)]).await;
    assert_eq!(again.json, brought.json, "the same files change nothing");

    let named = json!({ "form_id": "ward-visit", "version": "1" });
    let published = coordinator.json("POST", "/api/v1/forms/publish", &named).await;
    assert_eq!((published.status, &published.json["state"]), (StatusCode::OK, &json!("published")));
    let kind = published.json["kind"].as_str().unwrap();
    let answered = |id: &str, ward: &str| json!({ "id": id, "kind": kind, "answers": { "ward": ward } });
    assert_eq!(coordinator.site.submit(&answered("first-visit", "w1")).await.status, StatusCode::CREATED);
    let wrong = coordinator.site.submit(&answered("second-visit", "w9")).await;
    assert_eq!((wrong.status, wrong.paths()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["/ward"]));

    let retired = coordinator.json("POST", "/api/v1/forms/retire", &named).await;
    assert_eq!(&retired.json["state"], "retired");
    let listed = coordinator.json("GET", FORMS, &json!({})).await;
    assert_eq!(
        (&listed.json["forms"][0]["state"], &listed.json["forms"][0]["kind"]),
        (&json!("retired"), &json!(kind))
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_form_is_told_at_its_cell() {
    let coordinator = Coordinator::new().await;
    let unknown = VISIT.replace("select_one_from_file wards.csv", "selekt_one wards");
    for (files, status, path, said) in [
        (vec![("visit.md", unknown.as_str())], StatusCode::UNPROCESSABLE_ENTITY, "survey row 2, type", "selekt_one"),
        (vec![("visit.md", VISIT)], StatusCode::UNPROCESSABLE_ENTITY, "survey row 2, type", "wards.csv"),
        (vec![("visit.xlsx", "PK\u{3}\u{4}rubbish")], StatusCode::UNPROCESSABLE_ENTITY, "", "damaged"),
        (vec![], StatusCode::UNPROCESSABLE_ENTITY, "/", "There is no file"),
    ] {
        let answer = coordinator.bring(&files).await;
        assert_eq!((answer.status, answer.paths()[0]), (status, path), "{answer:?}");
        assert!(answer.said()[0].contains(said), "{answer:?}");
    }
    let no_parts = coordinator.json("POST", FORMS, &json!({})).await;
    assert_eq!(no_parts.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let cut = parts(&[("visit.md", VISIT)]);
    let cut = cut[..cut.len() - 40].to_owned();
    let cut = coordinator.send("POST", FORMS, &format!("multipart/form-data; boundary={BOUNDARY}"), cut).await;
    assert_eq!((cut.status, cut.paths()), (StatusCode::BAD_REQUEST, vec!["/"]));
    let unknown = json!({ "form_id": "ward-visit", "version": "1" });
    for path in ["/api/v1/forms/publish", "/api/v1/forms/retire"] {
        assert_eq!(coordinator.json("POST", path, &unknown).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn whoever_looks_after_no_forms_brings_none() {
    let site = Site::new().await;
    let request = |method: &str, body: String| {
        let request = Request::builder().method(method).uri(FORMS);
        let request = request.header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        request.header(header::AUTHORIZATION, site.authorization()).body(Body::from(body)).unwrap()
    };
    let brought = site.send(request("POST", parts(&[("visit.md", VISIT)]))).await;
    assert_eq!(brought.status, StatusCode::FORBIDDEN);
    assert_eq!(site.send(request("GET", String::new())).await.status, StatusCode::FORBIDDEN);
}
