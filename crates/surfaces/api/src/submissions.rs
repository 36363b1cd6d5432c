//! `POST /api/v1/submissions`: answers in, receipt out. 201 when it was written now, 200 when it had been written before; both mean
//! that it is kept.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::Failure;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use collection::{Correction, NewSubmission};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    id: String,
    kind: String,
    answers: serde_json::Value,
    #[serde(default)]
    corrects: Option<Corrects>,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corrects {
    record_id: String,
    supersedes: String,
}

#[derive(Serialize)]
pub(crate) struct Received {
    record_id: String,
    already_present: bool,
}

pub(crate) async fn receive(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Json(request): Json<Request>,
) -> Result<(StatusCode, Json<Received>), Failure> {
    let corrects =
        request.corrects.map(|corrects| Correction { record_id: corrects.record_id, supersedes: corrects.supersedes });
    let new = NewSubmission {
        id: request.id,
        kind: request.kind,
        answers: request.answers,
        corrects,
        reason: request.reason,
        source: "api",
    };
    let receipt = state.collection.submit(&context, new).await;
    let receipt = receipt.map_err(|error| Failure::new(context.lang, error))?;
    let status = if receipt.already_present { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(Received { record_id: receipt.record_id, already_present: receipt.already_present })))
}
