//! `/api/v1/referrals`: what other agencies ask of the caller's, what theirs asks, and answering. Owns the wire format; nothing of the case
//! stands in it beyond what the referral shares.

use crate::ApiState;
use crate::caller::Caller;
use crate::case::{RecordShown, record_shown};
use crate::case_acts::taken;
use crate::failure::{Failure, told};
use crate::sent::Fields;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use casework::{Answer, ReferralLine, ReferralView};
use language::{Lang, Message};
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Listed {
    /// What is asked of the caller's agency.
    received: Vec<Line>,
    /// What it asks.
    sent: Vec<Line>,
}

#[derive(Serialize)]
pub(crate) struct Line {
    id: String,
    code: String,
    /// For whoever asked and still sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    agency: String,
    service: String,
    state: &'static str,
    due_on: String,
    late: bool,
}

#[derive(Serialize)]
pub(crate) struct Shown {
    id: String,
    code: String,
    from: String,
    asked_by: String,
    service: String,
    note: String,
    state: &'static str,
    due_on: String,
    late: bool,
    owner: String,
    said: String,
    /// The records that are shared.
    records: Vec<Shared>,
    /// What it is at: whoever answers sends it back.
    seen: i64,
}

#[derive(Serialize)]
pub(crate) struct Shared {
    id: String,
    title: String,
}

/// `GET /api/v1/referrals`
pub(crate) async fn list(State(state): State<ApiState>, Caller(context): Caller) -> Result<Json<Listed>, Failure> {
    let lists = state.casework.referrals(&context).await.map_err(told(&context))?;
    let lines = |list: Vec<ReferralLine>| list.into_iter().map(line).collect();
    Ok(Json(Listed { received: lines(lists.received), sent: lines(lists.sent) }))
}

/// `GET /api/v1/referrals/{id}`, for the agency that was asked.
pub(crate) async fn read(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path(id): Path<String>,
) -> Result<Json<Shown>, Failure> {
    let found = state.casework.referral(&context, &id).await.map_err(told(&context))?;
    Ok(Json(shown(found, context.lang)))
}

/// `GET /api/v1/referrals/{id}/records/{record}`: a record that is shared.
pub(crate) async fn record(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path((id, record)): Path<(String, String)>,
) -> Result<Json<RecordShown>, Failure> {
    let record = state.casework.referred_record(&context, &id, &record).await.map_err(told(&context))?;
    Ok(Json(record_shown(record)))
}

/// `POST /api/v1/referrals/{id}/answers` with `answer`: `accept`, with the `account` that does it; `reject`, with the reason as `text`; or
/// `done`, with what was done as `text`.
pub(crate) async fn answer(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path(id): Path<String>,
    sent: crate::sent::Sent,
) -> Result<StatusCode, Failure> {
    let (seen, answer) = taken(sent, context.lang, |fields| (fields.number("seen"), answered(fields)))?;
    state.casework.answer_referral(&context, &id, seen, answer).await.map_err(told(&context))?;
    Ok(StatusCode::NO_CONTENT)
}

fn answered(fields: &mut Fields) -> Answer {
    match fields.text("answer").as_str() {
        "accept" => Answer::Accept { owner_id: fields.text_if_given("account").unwrap_or_default() },
        "reject" => Answer::Reject { reason: fields.text("text") },
        "done" => Answer::Done { what: fields.text("text") },
        other => {
            // A field that is missing was told already.
            if !other.is_empty() {
                fields.problem("answer", Message::new("api-choose").with("known", "accept, reject, done"));
            }
            fields.leave(&["account", "text"]);
            Answer::Reject { reason: String::new() }
        }
    }
}

fn line(one: ReferralLine) -> Line {
    Line {
        state: one.state.id(),
        due_on: one.due.to_string(),
        late: one.is_late,
        id: one.id,
        code: one.code,
        case: one.case_id,
        agency: one.other,
        service: one.service,
    }
}

fn shown(one: ReferralView, lang: Lang) -> Shown {
    let shared = |(id, title): (String, language::Text)| Shared { id, title: title.get(lang).to_owned() };
    Shown {
        state: one.state.id(),
        due_on: one.due.to_string(),
        late: one.is_late,
        records: one.records.into_iter().map(shared).collect(),
        id: one.id,
        code: one.code,
        from: one.from,
        asked_by: one.asked_by,
        service: one.service,
        note: one.note,
        owner: one.owner,
        said: one.said,
        seen: one.seen,
    }
}
