//! JSON over HTTP for programs: sessions, submissions, records, cases, people, referrals, forms, exports and figures under `/api/v1`. Owns the wire format and the mapping of
//! errors to status codes; every rule is a service's.

mod caller;
mod case;
mod case_acts;
mod cases;
mod exports;
mod failure;
mod forms;
mod indicators;
mod openapi;
mod people;
mod records;
mod referrals;
mod sent;
mod sessions;
mod submissions;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, header};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{get, post};
use casework::Casework;
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
    /// Cases.
    pub casework: Arc<Casework>,
    /// Figures.
    pub insight: Arc<Insight>,
}

/// The routes.
pub fn router(state: ApiState) -> Router {
    Router::new()
        .route("/api/v1/health", get(|| async { "ok" }))
        .route("/api/v1/openapi.json", get(openapi::whole))
        .route("/api/v1/sessions", post(sessions::open))
        .route("/api/v1/submissions", post(submissions::receive))
        .route("/api/v1/records/{pack}/{form}", get(records::list))
        .route("/api/v1/records/{pack}/{form}/{id}", get(records::read))
        .route("/api/v1/forms", get(forms::list).post(forms::bring).layer(DefaultBodyLimit::max(forms::LARGEST_BODY)))
        .route("/api/v1/forms/publish", post(forms::publish))
        .route("/api/v1/forms/retire", post(forms::retire))
        .route("/api/v1/cases", get(cases::list))
        .route("/api/v1/cases/board", get(cases::board))
        .route("/api/v1/cases/load", get(cases::load))
        .route("/api/v1/cases/{id}", get(case::read))
        .route("/api/v1/cases/{id}/records/{record}", get(case::record))
        .route("/api/v1/cases/{id}/people", get(case_acts::people))
        .route("/api/v1/cases/{id}/forms", post(case_acts::send))
        .route("/api/v1/cases/{id}/moves", post(case_acts::make_move))
        .route("/api/v1/cases/{id}/declines", post(case_acts::decline))
        .route("/api/v1/cases/{id}/decisions", post(case_acts::decide))
        .route("/api/v1/cases/{id}/assignment", post(case_acts::assign))
        .route("/api/v1/people", post(people::find))
        .route("/api/v1/referrals", get(referrals::list))
        .route("/api/v1/referrals/{id}", get(referrals::read))
        .route("/api/v1/referrals/{id}/records/{record}", get(referrals::record))
        .route("/api/v1/referrals/{id}/answers", post(referrals::answer))
        .route("/api/v1/exports", post(exports::make))
        .route("/api/v1/indicators/{pack}", get(indicators::list))
        .layer(DefaultBodyLimit::max(sent::LARGEST_BODY))
        .layer(map_response(kept_by_nobody))
        .with_state(state)
}

/// Answers hold what their caller may see: nobody on the way keeps them, and no browser takes them for a page.
async fn kept_by_nobody(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
