//! `POST /api/v1/sessions`: login and password for a bearer token.

use crate::ApiState;
use crate::caller::Asked;
use crate::failure::Failure;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
pub(crate) struct Request {
    login: String,
    password: String,
}

#[derive(Serialize)]
pub(crate) struct Opened {
    token: String,
}

pub(crate) async fn open(
    State(state): State<ApiState>,
    Asked(lang): Asked,
    Json(request): Json<Request>,
) -> Result<(StatusCode, Json<Opened>), Failure> {
    let signed_in = state.identity.sign_in(&request.login, &request.password).await;
    let signed_in = signed_in.map_err(|error| Failure::new(lang, error))?;
    Ok((StatusCode::CREATED, Json(Opened { token: signed_in.token })))
}
