//! An identity provider on this machine (OpenID Connect): publishes where what is and its keys, lets whom it is told to let in, and gives
//! tokens for codes, each once and only to who can prove that the code is theirs. It lies when it is told to.

use crate::HandClock;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Map, Value, json};
use service_kit::Clock;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What this server is called at the provider.
pub const CLIENT_ID: &str = "saphan";
/// What it proves itself with there.
pub const CLIENT_SECRET: &str = "a secret: with 100% of signs";

/// The provider. It is gone when it is dropped.
pub struct FakeProvider {
    /// Its address.
    pub issuer: String,
    held: Arc<Held>,
    server: JoinHandle<()>,
}

struct Held {
    issuer: String,
    clock: Arc<HandClock>,
    key: Mutex<(EcdsaKeyPair, u32)>,
    /// What each code is good for; nothing any more once it was used.
    codes: Mutex<HashMap<String, Option<Waiting>>>,
    /// What it says otherwise than it should.
    lies: Mutex<Lies>,
    asked: Mutex<Vec<String>>,
}

#[derive(Default)]
struct Lies {
    claims: Map<String, Value>,
    discovery: Map<String, Value>,
    status: Option<StatusCode>,
}

/// What a code is good for.
struct Waiting {
    back: String,
    challenge: String,
    claims: Value,
}

impl FakeProvider {
    /// Starts one whose clock is the test's.
    pub async fn start(clock: &Arc<HandClock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}/realms/office", listener.local_addr().unwrap());
        let held = Arc::new(Held {
            issuer: issuer.clone(),
            clock: Arc::clone(clock),
            key: Mutex::new((new_key(), 1)),
            codes: Mutex::default(),
            lies: Mutex::default(),
            asked: Mutex::default(),
        });
        let routes = Router::new()
            .route("/realms/office/.well-known/openid-configuration", get(discovery))
            .route("/realms/office/keys", get(keys))
            .route("/realms/office/token", post(token))
            .with_state(Arc::clone(&held));
        let server = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { issuer, held, server }
    }

    /// Lets the person in whose browser was sent here, with these ways to prove themselves (`amr`), and says where the browser is sent back.
    pub fn lets_in(&self, address: &str, subject: &str, amr: &[&str]) -> String {
        let asked = asked(address);
        let is = |name: &str| asked.get(name).map(String::as_str).unwrap_or_default();
        assert_eq!((is("response_type"), is("scope"), is("client_id")), ("code", "openid", CLIENT_ID), "{address}");
        assert_eq!(is("code_challenge_method"), "S256", "{address}");
        let now = self.held.clock.now().as_second();
        let mut claims = json!({
            "iss": self.issuer, "sub": subject, "aud": CLIENT_ID, "iat": now, "exp": now + 300,
            "nonce": is("nonce"), "amr": amr, "email": "never.read@id.example",
        });
        claims.as_object_mut().unwrap().extend(self.held.lies.lock().unwrap().claims.clone());
        let mut codes = self.held.codes.lock().unwrap();
        let code = format!("code.{}/{}", codes.len() + 1, is("nonce").get(..8).unwrap_or_default());
        let (back, challenge) = (is("redirect_uri").to_owned(), is("code_challenge").to_owned());
        codes.insert(code.clone(), Some(Waiting { back: back.clone(), challenge, claims }));
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs([("code", code.as_str()), ("state", is("state")), ("iss", &self.issuer)]);
        format!("{back}?{}", query.finish())
    }

    /// From now on tokens say this; `null` for what they should say.
    pub fn says(&self, claim: &str, value: Value) {
        set(&mut self.held.lies.lock().unwrap().claims, claim, value);
    }

    /// From now on the discovery document says this; `null` for what it should say.
    pub fn publishes(&self, name: &str, value: Value) {
        set(&mut self.held.lies.lock().unwrap().discovery, name, value);
    }

    /// From now on everything is answered with this status; with none, as it should be.
    pub fn answers_with(&self, status: Option<u16>) {
        self.held.lies.lock().unwrap().status = status.map(|status| StatusCode::from_u16(status).unwrap());
    }

    /// Takes another key into use and publishes it alone, as providers do now and then.
    pub fn takes_another_key(&self) {
        let mut key = self.held.key.lock().unwrap();
        *key = (new_key(), key.1 + 1);
    }

    /// How often a path that ends so was asked for.
    pub fn times_asked(&self, end: &str) -> usize {
        self.held.asked.lock().unwrap().iter().filter(|path| path.ends_with(end)).count()
    }
}

impl Drop for FakeProvider {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// What an address asks for.
fn asked(address: &str) -> HashMap<String, String> {
    let query = address.split_once('?').unwrap().1;
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn set(lies: &mut Map<String, Value>, name: &str, value: Value) {
    if value.is_null() {
        lies.remove(name)
    } else {
        lies.insert(name.to_owned(), value)
    };
}

fn new_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random).unwrap()
}

fn written(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

type Answer = Result<Json<Value>, (StatusCode, Json<Value>)>;

fn refusal(status: StatusCode, reason: &str) -> (StatusCode, Json<Value>) {
    (status, Json(json!({ "error": reason })))
}

impl Held {
    fn asked(&self, path: &str) -> Result<(), (StatusCode, Json<Value>)> {
        self.asked.lock().unwrap().push(path.to_owned());
        self.lies.lock().unwrap().status.map_or(Ok(()), |status| Err(refusal(status, "temporarily_unavailable")))
    }
}

async fn discovery(State(held): State<Arc<Held>>) -> Answer {
    held.asked("/openid-configuration")?;
    let issuer = &held.issuer;
    let mut document = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "authorization_response_iss_parameter_supported": true,
    });
    document.as_object_mut().unwrap().extend(held.lies.lock().unwrap().discovery.clone());
    Ok(Json(document))
}

async fn keys(State(held): State<Arc<Held>>) -> Answer {
    held.asked("/keys")?;
    let key = held.key.lock().unwrap();
    let point = key.0.public_key().as_ref();
    let (x, y) = (written(&point[1..33]), written(&point[33..]));
    Ok(Json(
        json!({ "keys": [{ "kty": "EC", "crv": "P-256", "kid": key.1.to_string(), "use": "sig", "x": x, "y": y }] }),
    ))
}

async fn token(State(held): State<Arc<Held>>, headers: HeaderMap, Form(sent): Form<HashMap<String, String>>) -> Answer {
    held.asked("/token")?;
    let is = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    if !knows_the_secret(&headers, is("client_id"), is("client_secret")) {
        return Err(refusal(StatusCode::UNAUTHORIZED, "invalid_client"));
    }
    // A code is for once, whatever comes of it.
    let waiting = held.codes.lock().unwrap().get_mut(is("code")).and_then(Option::take);
    let waiting = waiting.filter(|waiting| {
        waiting.back == is("redirect_uri") && waiting.challenge == written(&Sha256::digest(is("code_verifier")))
    });
    let waiting = waiting.ok_or_else(|| refusal(StatusCode::BAD_REQUEST, "invalid_grant"))?;
    let key = held.key.lock().unwrap();
    let header = json!({ "alg": "ES256", "kid": key.1.to_string(), "typ": "JWT" }).to_string();
    let text = format!("{}.{}", written(header.as_bytes()), written(waiting.claims.to_string().as_bytes()));
    let signature = key.0.sign(&SystemRandom::new(), text.as_bytes()).unwrap();
    let id_token = format!("{text}.{}", written(signature.as_ref()));
    Ok(Json(json!({ "access_token": "unused", "token_type": "Bearer", "id_token": id_token })))
}

fn knows_the_secret(headers: &HeaderMap, id: &str, secret: &str) -> bool {
    let Some(basic) = headers.get(header::AUTHORIZATION) else {
        return (id, secret) == (CLIENT_ID, CLIENT_SECRET);
    };
    let basic = BASE64_STANDARD.decode(basic.to_str().unwrap().strip_prefix("Basic ").unwrap()).unwrap();
    let read = String::from_utf8(basic).unwrap();
    // Both halves are written as in a form (RFC 6749, section 2.3.1).
    let decoded = |half: &str| form_urlencoded::parse(format!("x={half}").as_bytes()).next().unwrap().1.into_owned();
    let (id, secret) = read.split_once(':').unwrap();
    (decoded(id).as_str(), decoded(secret).as_str()) == (CLIENT_ID, CLIENT_SECRET)
}
