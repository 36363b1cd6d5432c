//! JSON over HTTP for programs: sessions, submissions, records and figures under `/api/v1`. Owns the wire format and the mapping of
//! errors to status codes; every rule is a service's.

mod caller;
mod failure;
mod indicators;
mod records;
mod sent;
mod sessions;
mod submissions;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use collection::Collection;
use identity::Identity;
use insight::Insight;
use service_kit::Kit;
use std::sync::Arc;

/// What handlers work with.
#[derive(Clone)]
pub struct ApiState {
    /// Storage, clock and randomness.
    pub kit: Kit,
    /// Who the caller is.
    pub identity: Arc<Identity>,
    /// Submissions and records.
    pub collection: Arc<Collection>,
    /// Figures.
    pub insight: Arc<Insight>,
}

/// The routes.
pub fn router(state: ApiState) -> Router {
    Router::new()
        .route("/api/v1/health", get(|| async { "ok" }))
        .route("/api/v1/sessions", post(sessions::open))
        .route("/api/v1/submissions", post(submissions::receive))
        .route("/api/v1/records/{pack}/{form}", get(records::list))
        .route("/api/v1/records/{pack}/{form}/{id}", get(records::read))
        .route("/api/v1/indicators/{pack}", get(indicators::list))
        .layer(DefaultBodyLimit::max(sent::LARGEST_BODY))
        .with_state(state)
}
