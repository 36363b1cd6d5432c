//! Lists of records, page by page: beside a record and by counting off.

use crate::caller::{KIND, Site, answers, submission};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::json;

async fn listed(site: &Site, asked: &str) -> crate::caller::Answer {
    let request = Request::get(format!("/api/v1/records/{KIND}?{asked}"))
        .header(header::ACCEPT_LANGUAGE, "en")
        .header(header::AUTHORIZATION, site.authorization());
    site.send(request.body(Body::empty()).unwrap()).await
}

fn ids(answer: &crate::caller::Answer) -> Vec<&str> {
    answer.json["records"].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_list_is_read_beside_its_records_as_well_as_by_counting_off() {
    let site = Site::new().await;
    for number in 0..5 {
        site.submit(&submission(&format!("session-{number}"), &answers())).await;
    }
    let first = listed(&site, "limit=2").await;
    assert_eq!((ids(&first), &first.json["total"]), (vec!["session-4", "session-3"], &json!(5)));
    assert_eq!(first.json["next"], "session-3");
    let second = listed(&site, "limit=2&after=session-3").await;
    assert_eq!(ids(&second), ["session-2", "session-1"]);
    assert_eq!(
        (&second.json["next"], &second.json["total"]),
        (&json!("session-1"), &json!(null)),
        "it is not counted again"
    );
    let last = listed(&site, "limit=2&after=session-1").await;
    assert_eq!((ids(&last), &last.json["next"]), (vec!["session-0"], &json!(null)));
    let counted_off = listed(&site, "limit=2&offset=2").await;
    assert_eq!((ids(&counted_off), &counted_off.json["total"]), (vec!["session-2", "session-1"], &json!(5)));
    let both = listed(&site, "limit=2&offset=3&after=session-3").await;
    assert_eq!(ids(&both), ["session-2", "session-1"], "counting off is not heeded beside a record");
    for gone in ["nobody", "", "%27%20OR%201%3D1"] {
        let refused = listed(&site, &format!("after={gone}")).await;
        assert_eq!((refused.status, refused.paths()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["after"]), "{gone}");
        assert!(refused.said()[0].starts_with("This record is no longer in the list"), "{refused:?}");
    }
}
