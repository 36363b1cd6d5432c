//! Submissions as they should be: taken once, corrected in turn, refused when somebody else was faster.

use crate::caller::{Site, answers, submission};
use axum::http::StatusCode;
use serde_json::json;

#[tokio::test]
async fn a_submission_is_taken_once_however_often_it_comes() {
    let site = Site::new().await;
    let request = submission("first-session", &answers());
    let first = site.submit(&request).await;
    assert_eq!((first.status, &first.json["already_present"]), (StatusCode::CREATED, &json!(false)));
    let kept = site.kept().await;
    let again = site.submit(&request).await;
    assert_eq!((again.status, &again.json["already_present"]), (StatusCode::OK, &json!(true)));
    assert_eq!(again.json["record_id"], "first-session");
    assert_eq!(site.kept().await, kept);
}

#[tokio::test]
async fn a_correction_names_what_it_corrects() {
    let site = Site::new().await;
    site.submit(&submission("first-session", &answers())).await;
    let correction = |id: &str, venue: &str| {
        let mut changed = answers();
        changed["venue"] = json!(venue);
        let mut request = submission(id, &changed);
        request["corrects"] = json!({ "record_id": "first-session", "supersedes": "first-session" });
        request["reason"] = json!("another school");
        request
    };
    let taken = site.submit(&correction("correction-1", "School 1")).await;
    assert_eq!((taken.status, &taken.json["record_id"]), (StatusCode::CREATED, &json!("first-session")));
    let late = site.submit(&correction("correction-2", "School 2")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.said()[0].starts_with("Somebody changed this record"), "{late:?}");
}
