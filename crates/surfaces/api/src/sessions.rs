//! `POST /api/v1/sessions`: login and password, and a code where one is asked for, for a bearer token.

use crate::ApiState;
use crate::caller::Asked;
use crate::failure::Failure;
use crate::sent::{NotTaken, Sent};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use identity::{Entry, SignedIn};
use serde::Serialize;
use service_kit::ServiceError;

#[derive(Serialize)]
pub(crate) struct Opened {
    token: String,
}

pub(crate) async fn open(
    State(state): State<ApiState>,
    Asked(lang): Asked,
    sent: Sent,
) -> Result<(StatusCode, Json<Opened>), Failure> {
    let proofs = proofs(sent).map_err(|problem| Failure::not_taken(lang, problem))?;
    let signed_in = signed_in(&state, proofs).await.map_err(|error| Failure::new(lang, error))?;
    Ok((StatusCode::CREATED, Json(Opened { token: signed_in.token })))
}

/// What somebody shows of themselves.
struct Proofs {
    login: String,
    password: String,
    code: Option<String>,
}

async fn signed_in(state: &ApiState, proofs: Proofs) -> Result<SignedIn, ServiceError> {
    let Some(code) = proofs.code else { return state.identity.sign_in(&proofs.login, &proofs.password).await };
    match state.identity.enter(&proofs.login, &proofs.password).await? {
        Entry::In(signed_in) => Ok(signed_in),
        Entry::NeedsCode(proof) => state.identity.finish_sign_in(&proof, &code).await,
    }
}

fn proofs(sent: Sent) -> Result<Proofs, NotTaken> {
    let mut fields = sent.fields()?;
    let proofs =
        Proofs { login: fields.text("login"), password: fields.text("password"), code: fields.text_if_given("code") };
    fields.finish()?;
    Ok(proofs)
}
