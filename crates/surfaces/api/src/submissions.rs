//! `POST /api/v1/submissions`: answers in, receipt out. 201 when it was written now, 200 when it had been written before; both mean
//! that it is kept.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::sent::{NotTaken, Sent};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use collection::{Correction, NewSubmission, Receipt};
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Received {
    record_id: String,
    already_present: bool,
}

impl Received {
    /// What a receipt says.
    pub(crate) fn of(receipt: Receipt) -> (StatusCode, Json<Self>) {
        let Receipt { record_id, already_present } = receipt;
        let status = if already_present { StatusCode::OK } else { StatusCode::CREATED };
        (status, Json(Self { record_id, already_present }))
    }
}

pub(crate) async fn receive(
    State(state): State<ApiState>,
    Caller(context): Caller,
    sent: Sent,
) -> Result<(StatusCode, Json<Received>), Failure> {
    let new = submission(sent).map_err(|problem| Failure::not_taken(context.lang, problem))?;
    let receipt = state.collection.submit(&context, new).await;
    let receipt = receipt.map_err(|error| Failure::new(context.lang, error))?;
    Ok(Received::of(receipt))
}

fn submission(sent: Sent) -> Result<NewSubmission, NotTaken> {
    let mut fields = sent.fields()?;
    let new = NewSubmission {
        id: fields.text("id"),
        kind: fields.text("kind"),
        answers: fields.any("answers"),
        corrects: fields.object_if_given("corrects", |fields| Correction {
            record_id: fields.text("record_id"),
            supersedes: fields.text("supersedes"),
        }),
        reason: fields.text_if_given("reason"),
        source: "api",
    };
    fields.finish()?;
    Ok(new)
}
