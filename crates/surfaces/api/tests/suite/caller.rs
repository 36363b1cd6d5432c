//! A program that is signed in and calls the routes as they are served.

use api::ApiState;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Request, StatusCode, header};
use casework::{Cases, Casework};
use collection::{Collection, ListQuery};
use identity::{Identity, NewPerson};
use insight::Insight;
use language::Lang;
use packs::Pack;
use serde_json::{Value as Json, json};
use service_kit::Role;
use std::sync::Arc;
use testkit::{HOME, World};
use tower::ServiceExt;

pub(crate) const KIND: &str = "prevention/outreach-session";
pub(crate) const SUBMISSIONS: &str = "/api/v1/submissions";
const PASSWORD: &str = "river stone lantern";

/// The API with everything behind it, and a field worker's token.
pub(crate) struct Site {
    pub(crate) world: World,
    pub(crate) state: ApiState,
    authorization: String,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) json: Json,
}

impl Answer {
    /// The places of its problems.
    pub(crate) fn paths(&self) -> Vec<&str> {
        let problems = self.json["problems"].as_array().map(Vec::as_slice).unwrap_or_default();
        problems.iter().map(|problem| problem["path"].as_str().unwrap_or("")).collect()
    }

    /// What it says, all of it.
    pub(crate) fn said(&self) -> Vec<&str> {
        let problems = self.json["problems"].as_array().map(Vec::as_slice).unwrap_or_default();
        problems.iter().map(|problem| problem["message"].as_str().unwrap_or("")).collect()
    }
}

impl Site {
    /// On 22 November 2019.
    pub(crate) async fn new() -> Self {
        let world = World::on("2019-11-22".parse().unwrap()).await;
        let kit = world.kit.clone();
        let packs: Vec<_> =
            ["prevention", "casework", "child-advocacy"].map(|id| Arc::new(Pack::builtin(id).unwrap())).into();
        let cases = Cases::new(kit.clone(), packs.clone());
        cases.prepare().await.unwrap();
        let collection = Arc::new(Collection::new(kit.clone(), packs).followed_by(cases.follower()));
        collection.prepare().await.unwrap();
        let insight = Arc::new(Insight::new(kit.clone(), Arc::clone(&collection)));
        let identity = Arc::new(Identity::new(kit.clone(), 2));
        let casework = Arc::new(Casework::new(cases, Arc::clone(&collection)));
        let state = ApiState { kit, identity, collection, casework, insight };
        let person = NewPerson {
            login: "field".into(),
            name: "Test field".into(),
            agency_id: HOME.into(),
            role: Role::FieldWorker,
            lang: Lang::En,
        };
        let mut site = Self { world, state, authorization: String::new() };
        site.authorization = site.sign_in(person).await;
        site
    }

    /// Signs somebody new in; gives what the header says that names them.
    pub(crate) async fn sign_in(&self, person: NewPerson) -> String {
        let inviter = self.world.person(Role::Administrator, HOME);
        let link = self.state.identity.invite(&inviter, person).await.unwrap();
        let token = self.state.identity.use_link(&link.token, PASSWORD).await.unwrap().token;
        format!("Bearer {token}")
    }

    /// Sends bytes as they are, asking for an answer in a language.
    pub(crate) async fn post(&self, path: &str, lang: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT_LANGUAGE, lang)
            .header(header::AUTHORIZATION, self.authorization());
        self.send(request.body(body.into()).unwrap()).await
    }

    /// What the header says that names the field worker.
    pub(crate) fn authorization(&self) -> &str {
        &self.authorization
    }

    /// Sends a submission, asking for an answer in English.
    pub(crate) async fn submit(&self, request: &Json) -> Answer {
        self.post(SUBMISSIONS, "en", request.to_string()).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (status, _, bytes) = self.fetch(request).await;
        let json = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| panic!("{status} and no JSON: {}", String::from_utf8_lossy(&bytes)));
        Answer { status, json }
    }

    /// Status, media type and bytes, whatever they are.
    pub(crate) async fn fetch(&self, request: Request<Body>) -> (StatusCode, String, Vec<u8>) {
        let router: Router = api::router(self.state.clone());
        let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let of = |name| parts.headers.get(name).map(HeaderValue::as_bytes);
        let is_kept_by_nobody = of(header::CACHE_CONTROL) == Some(b"no-store".as_slice());
        assert!(is_kept_by_nobody && of(header::X_CONTENT_TYPE_OPTIONS) == Some(b"nosniff"), "{:?}", parts.headers);
        let media_type = of(header::CONTENT_TYPE).map_or_else(String::new, |text| String::from_utf8_lossy(text).into());
        (parts.status, media_type, bytes.into())
    }

    /// How many records there are, and rows of the audit chain.
    pub(crate) async fn kept(&self) -> (usize, usize) {
        let director = self.world.person(Role::Director, HOME);
        let records = self.state.collection.list(&director, ListQuery::everything(KIND)).await.unwrap().records;
        (records.len(), self.world.audit().await.len())
    }
}

pub(crate) fn answers() -> Json {
    json!({
        "date": "2019-07-04",
        "venue": "Demo school",
        "venue_kind": "school",
        "province": "50",
        "district": "5001",
        "attendance": [{ "participant_kind": "students", "count": "10" }],
    })
}

pub(crate) fn submission(id: &str, answers: &Json) -> Json {
    json!({ "id": id, "kind": KIND, "answers": answers })
}
