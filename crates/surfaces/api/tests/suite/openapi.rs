//! The description of the routes tells of each of them and of nothing else.

use crate::caller::Site;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Every route with its method, read from where they are declared.
fn declared() -> BTreeSet<String> {
    let source = include_str!("../../src/lib.rs");
    let mut found = BTreeSet::new();
    for route in source.split(".route(").skip(1) {
        let path = route.split('"').nth(1).unwrap();
        let handlers = route.split("\n        .").next().unwrap();
        for method in ["get", "post"] {
            let before = |(at, _): (usize, &str)| handlers[..at].chars().next_back();
            let named = format!("{method}(");
            if handlers.match_indices(&named).filter_map(before).any(|sign| matches!(sign, ' ' | '.')) {
                found.insert(format!("{method} {path}"));
            }
        }
    }
    found
}

async fn description() -> Json {
    let site = Site::new().await;
    let (status, _, bytes) = site.fetch(Request::get("/api/v1/openapi.json").body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    serde_json::from_slice(&bytes).unwrap()
}

/// Every name that something in the description points at.
fn pointed_at(value: &Json, found: &mut BTreeSet<String>) {
    match value {
        Json::Object(object) => {
            found.extend(object.get("$ref").and_then(Json::as_str).map(str::to_owned));
            object.values().for_each(|value| pointed_at(value, found));
        }
        Json::Array(values) => values.iter().for_each(|value| pointed_at(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_route_is_described_with_its_method_and_nothing_else_is() {
    let whole = description().await;
    let described =
        whole["paths"].as_object().unwrap().iter().flat_map(|(path, methods)| {
            methods.as_object().unwrap().keys().map(move |method| format!("{method} {path}"))
        });
    let described = described.collect();
    assert!(declared().len() > 20, "{:?}", declared());
    assert_eq!(declared(), described);
}

#[tokio::test]
async fn every_operation_has_a_name_of_its_own_and_says_how_it_refuses() {
    let whole = description().await;
    let operations = whole["paths"].as_object().unwrap().values().flat_map(|methods| methods.as_object().unwrap());
    let mut names = BTreeSet::new();
    for (method, operation) in operations {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name), "{name} twice");
        assert!(operation["summary"].is_string(), "{name}");
        let refuses = |status: &str| operation["responses"].get(status).is_some();
        assert!(operation.get("security").is_some() || (refuses("401") && refuses("403")), "{name}");
        assert!(method == "get" || (refuses("415") && refuses("422")), "{name}");
    }
    let mut targets = BTreeSet::new();
    pointed_at(&whole, &mut targets);
    assert!(targets.len() > 15, "{targets:?}");
    for target in targets {
        assert!(whole.pointer(target.strip_prefix('#').unwrap()).is_some(), "{target} is not there");
    }
}
