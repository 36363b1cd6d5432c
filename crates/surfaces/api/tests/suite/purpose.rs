//! A program says what for when it reads what another agency keeps about people.

use crate::caller::Site;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use collection::NewSubmission;
use identity::NewPerson;
use language::Lang;
use serde_json::json;
use service_kit::Role;
use testkit::{HOME, OTHER};

const PERSON: &str = "/api/v1/records/prevention/trained-person/a-person";

#[tokio::test]
async fn a_program_says_what_for_in_the_address_or_in_a_header() {
    let site = Site::new().await;
    let answers = json!({
        "code": "T-1", "adult": "yes", "full_name": "Test", "role": "teacher", "province": "50",
        "trained_at": "a-training", "trained_on": "2019-07-04", "consent": "yes",
    });
    let training = json!({ "title": "Test", "topic": "prevention", "date": "2019-07-04", "province": "50",
        "participants": [{ "role": "teacher", "count": "3" }] });
    let owner = site.world.person(Role::Coordinator, HOME);
    for (id, kind, answers) in [("a-training", "training-event", training), ("a-person", "trained-person", answers)] {
        let new = NewSubmission {
            id: id.into(),
            kind: format!("prevention/{kind}"),
            answers,
            corrects: None,
            reason: None,
            source: "api",
        };
        site.state.collection.submit(&owner, new).await.unwrap();
    }
    let officer = NewPerson {
        login: "officer".into(),
        name: "Test officer".into(),
        agency_id: OTHER.into(),
        role: Role::DataOfficer,
        lang: Lang::En,
    };
    let authorization = site.sign_in(officer).await;
    for (query, named, expected) in [
        ("", "", StatusCode::FORBIDDEN),
        ("?purpose=data-quality", "", StatusCode::OK),
        ("", "data-quality", StatusCode::OK),
        ("", "other: the court asks", StatusCode::OK),
        ("?purpose=curiosity", "", StatusCode::UNPROCESSABLE_ENTITY),
        ("?purpose=other", "", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let mut request = Request::get(format!("{PERSON}{query}")).header(header::AUTHORIZATION, &authorization);
        if !named.is_empty() {
            request = request.header("saphan-purpose", named);
        }
        let answer = site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, expected, "{query} {named}: {answer:?}");
        if expected == StatusCode::FORBIDDEN {
            assert!(answer.said()[0].starts_with("Say first what you read this for"), "{answer:?}");
        }
    }
}
