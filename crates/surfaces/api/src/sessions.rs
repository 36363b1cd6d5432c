//! `POST /api/v1/sessions`: login and password for a bearer token.

use crate::ApiState;
use crate::caller::Asked;
use crate::failure::Failure;
use crate::sent::{NotTaken, Sent};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Opened {
    token: String,
}

pub(crate) async fn open(
    State(state): State<ApiState>,
    Asked(lang): Asked,
    sent: Sent,
) -> Result<(StatusCode, Json<Opened>), Failure> {
    let (login, password) = login_and_password(sent).map_err(|problem| Failure::not_taken(lang, problem))?;
    let signed_in = state.identity.sign_in(&login, &password).await;
    let signed_in = signed_in.map_err(|error| Failure::new(lang, error))?;
    Ok((StatusCode::CREATED, Json(Opened { token: signed_in.token })))
}

fn login_and_password(sent: Sent) -> Result<(String, String), NotTaken> {
    let mut fields = sent.fields()?;
    let taken = (fields.text("login"), fields.text("password"));
    fields.finish()?;
    Ok(taken)
}
