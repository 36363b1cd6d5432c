//! A program signs in for somebody whose phone makes codes.

use crate::caller::Site;
use axum::http::StatusCode;
use identity::NewPerson;
use language::Lang;
use serde_json::json;
use service_kit::{Context, Role};
use testkit::HOME;

const PASSWORD: &str = "river stone lantern";

#[tokio::test]
async fn a_code_is_asked_for_where_one_is_on() {
    let site = Site::new().await;
    let person = NewPerson {
        login: "malee".into(),
        name: "Test Malee".into(),
        agency_id: HOME.into(),
        role: Role::FieldWorker,
        lang: Lang::En,
    };
    let identity = &site.state.identity;
    let link = identity.invite(&site.world.person(Role::Administrator, HOME), person).await.unwrap();
    let malee = identity.use_link(&link.token, PASSWORD).await.unwrap();
    let context = Context::new(&site.world.kit, malee.actor.clone(), malee.lang);
    let shown = |secret: &str| testkit::authenticator(secret, site.world.kit.now());
    let setup = identity.begin_factor(&context, PASSWORD).await.unwrap();
    identity.confirm_factor(&context, &malee.token, &shown(&setup.secret)).await.unwrap();
    site.world.clock.advance(30_000);
    let open = async |code: serde_json::Value| {
        let body = json!({ "login": "malee", "password": PASSWORD, "code": code });
        site.post("/api/v1/sessions", "en", body.to_string()).await
    };
    for (code, said) in [
        (json!(null), "A code of your authenticator is needed too."),
        (json!("000000"), "This code is not right any more."),
        (json!(123), ""),
    ] {
        let answer = open(code).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");
        assert_eq!(answer.paths(), ["code"]);
        assert!(answer.said()[0].starts_with(said), "{answer:?}");
    }
    let answer = open(json!(shown(&setup.secret))).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}
