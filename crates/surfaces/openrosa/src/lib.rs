//! What phones with ODK Collect speak: OpenRosa form lists, manifests and submissions, and the settings that a phone takes over by
//! scanning a code. Owns the wire format and what proves a phone on the wire; every rule is a service's.
//!
//! The same routes stand under two addresses: `/openrosa`, where a phone proves itself with each request, and `/openrosa/key/SECRET`,
//! for what can only keep an address. No layer here or around it writes an address of the second kind down.

mod caller;
mod csv;
mod digest;
mod documents;
mod forms_for_phones;
mod reply;
mod settings;
mod submission;

pub use settings::{Device, code};

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::map_response_with_state;
use axum::response::Response;
use axum::routing::{get, head};
use collection::Collection;
use identity::Identity;
use jiff::fmt::rfc2822::DateTimePrinter;
use service_kit::Kit;
use std::sync::Arc;

/// The address below which phones find everything, as a path.
pub const PATH: &str = "/openrosa";

/// The most bytes of a request: one file of the largest kind, and the submission that it belongs to. Phones send what is more in parts.
const LARGEST_BODY: usize = collection::LARGEST_FILE + 1024 * 1024;

/// What handlers work with.
#[derive(Clone)]
pub struct OpenRosaState {
    /// Storage, clock and randomness.
    pub kit: Kit,
    /// Whose phone it is.
    pub identity: Arc<Identity>,
    /// Forms, lists and submissions.
    pub collection: Arc<Collection>,
    /// The address of this installation, such as `https://saphan.example`; without a slash at its end.
    pub public_address: Arc<str>,
}

/// What handlers see: the services, and the key of this server's challenges.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) state: OpenRosaState,
    pub(crate) nonce_key: [u8; 32],
}

/// The routes.
pub fn router(state: OpenRosaState) -> Router {
    let mut nonce_key = [0; 32];
    state.kit.entropy.fill(&mut nonce_key);
    let shared = Shared { state, nonce_key };
    Router::new()
        .nest(&format!("{PATH}/key/{{token}}"), phone_routes())
        .nest(PATH, phone_routes())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(map_response_with_state(shared.clone(), with_headers))
        .with_state(shared)
}

fn phone_routes() -> Router<Shared> {
    Router::new()
        .route("/formList", get(forms_for_phones::list))
        .route("/forms/{pack}/{form}/form.xml", get(forms_for_phones::form))
        .route("/forms/{pack}/{form}/manifest", get(forms_for_phones::manifest))
        .route("/forms/{pack}/{form}/files/{name}", get(forms_for_phones::file))
        .route("/forms/{pack}/{form}/files/{name}/integrity", get(forms_for_phones::integrity))
        .route("/submission", head(submission::ready).post(submission::receive))
        .fallback(reply::nothing_here)
        .method_not_allowed_fallback(reply::wrong_method)
}

/// What the protocol wants on every answer, whatever it is.
async fn with_headers(State(shared): State<Shared>, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-openrosa-version"), HeaderValue::from_static("1.0"));
    headers.insert(HeaderName::from_static("x-openrosa-accept-content-length"), HeaderValue::from(LARGEST_BODY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let now = DateTimePrinter::new().timestamp_to_rfc9110_string(&shared.state.kit.clock.now());
    if let Some(date) = now.ok().and_then(|date| HeaderValue::from_str(&date).ok()) {
        headers.insert(header::DATE, date);
    }
    response
}
