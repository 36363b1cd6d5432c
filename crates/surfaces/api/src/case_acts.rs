//! What programs do in a case: forms, moves and their approvals, decisions, and who answers for it. Owns how each arrives; every one says what
//! it saw, and `casework` refuses it when something has happened since.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::{Failure, told};
use crate::sent::{Fields, NotTaken, Sent};
use crate::submissions::Received;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use casework::{Decision, Voice};
use collection::{InCase, NewSubmission};
use language::Lang;
use serde::Serialize;

/// Who could answer for a case.
#[derive(Serialize)]
pub(crate) struct People {
    people: Vec<Person>,
}

#[derive(Serialize)]
pub(crate) struct Person {
    account: String,
    name: String,
}

/// `POST /api/v1/cases/{id}/forms`: a form in a case, by which a move may be made. The same submission again changes nothing.
pub(crate) async fn send(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<(StatusCode, Json<Received>), Failure> {
    let take = |fields: &mut Fields| {
        let new = NewSubmission {
            id: fields.text("id"),
            kind: fields.text("kind"),
            answers: fields.any("answers"),
            corrects: None,
            reason: None,
            source: "api",
        };
        (new, fields.text_if_given("move"), fields.number_if_given("seen"))
    };
    let (new, step, seen) = taken(sent, context.lang, take)?;
    let in_case = InCase { id, step, seen };
    let receipt = state.collection.submit_within(&context, new, Some(in_case)).await.map_err(told(&context))?;
    Ok(Received::of(receipt))
}

/// `POST /api/v1/cases/{id}/moves`: makes a move that needs no form, asks for it where somebody else must approve, or approves what was asked.
pub(crate) async fn make_move(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<StatusCode, Failure> {
    let (seen, step) = taken(sent, context.lang, |fields| (fields.number("seen"), fields.text("move")))?;
    state.casework.make_move(&context, &id, seen, &step).await.map_err(told(&context))?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/cases/{id}/declines`: declines a move that was asked for.
pub(crate) async fn decline(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<StatusCode, Failure> {
    let (seen, step) = taken(sent, context.lang, |fields| (fields.number("seen"), fields.text("move")))?;
    state.casework.decline(&context, &id, seen, &step).await.map_err(told(&context))?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/cases/{id}/decisions`: what a conference decided, and what each agency said there, by the agencies' ids.
pub(crate) async fn decide(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<StatusCode, Failure> {
    let take = |fields: &mut Fields| {
        let said = fields.texts_if_given("said").into_iter().map(|(agency_id, outcome)| Voice { agency_id, outcome });
        let said = said.collect();
        let decision = Decision { conference: fields.text("conference"), outcome: fields.text("outcome"), said };
        (fields.number("seen"), decision)
    };
    let (seen, decision) = taken(sent, context.lang, take)?;
    state.casework.decide(&context, &id, seen, decision).await.map_err(told(&context))?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/cases/{id}/assignment`: who answers for it in the caller's agency.
pub(crate) async fn assign(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<StatusCode, Failure> {
    let (seen, account) = taken(sent, context.lang, |fields| (fields.number("seen"), fields.text("account")))?;
    state.casework.assign(&context, &id, seen, &account).await.map_err(told(&context))?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/cases/{id}/people`: who could answer for it in the caller's agency.
pub(crate) async fn people(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path(id): Path<String>,
) -> Result<Json<People>, Failure> {
    let found = state.casework.who_could_answer(&context, &id).await.map_err(told(&context))?;
    Ok(Json(People { people: found.into_iter().map(|(account, name)| Person { account, name }).collect() }))
}

/// The fields of a body, when each is as it should be.
pub(crate) fn taken<T>(sent: Sent, lang: Lang, take: impl FnOnce(&mut Fields) -> T) -> Result<T, Failure> {
    let read = |sent: Sent| {
        let mut fields = sent.fields()?;
        let taken = take(&mut fields);
        fields.finish()?;
        Ok(taken)
    };
    read(sent).map_err(|problem: NotTaken| Failure::not_taken(lang, problem))
}
