//! A program looks for people: it finds its agency's by any writing of their name, and nobody else's.

use crate::caller::Site;
use crate::cases::program;
use axum::http::StatusCode;
use serde_json::json;
use service_kit::Role;
use testkit::{HOME, OTHER};

#[tokio::test]
async fn somebody_is_found_by_name_sound_and_code_in_their_own_agency_alone() {
    let site = Site::new().await;
    let lead = program(&site, "lead", Role::Coordinator, HOME).await;
    let other = program(&site, "other", Role::Coordinator, OTHER).await;
    let answers = json!({
        "code": "P-0001", "recorded_on": "2019-11-20", "names": [{ "name_kind": "full", "name": "มาลี ใจดี" }],
        "nationalities": "LAO",
    });
    let person = json!({ "id": "a-person-0001", "kind": "casework/person", "answers": answers });
    assert_eq!(lead.post("/api/v1/submissions", person).await.0, StatusCode::CREATED);
    for text in ["มาลี ใจดี", "นางสาวมาลี", "Mali Jaidee", "p-0001"] {
        let (status, found) = lead.post("/api/v1/people", json!({ "text": text })).await;
        assert_eq!((status, &found["complete"]), (StatusCode::OK, &json!(true)), "{text}");
        let one = &found["people"][0];
        assert_eq!((&one["id"], &one["code"], &one["own"]), (&json!("a-person-0001"), &json!("P-0001"), &json!(true)));
        assert_eq!(one["names"], json!(["มาลี ใจดี"]));
        let (_, found) = other.post("/api/v1/people", json!({ "text": text })).await;
        assert_eq!(found, json!({ "complete": true, "people": [] }), "{text}");
    }
    let (_, found) = lead.post("/api/v1/people", json!({ "text": "" })).await;
    assert_eq!(found["people"], json!([]));
    let (status, refused) = lead.post("/api/v1/people", json!({ "name": "มาลี" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");
}
