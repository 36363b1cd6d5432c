//! `GET /api/v1/records/{pack}/{form}` and `…/{id}`: what the caller may see, page by page.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::Failure;
use axum::Json;
use axum::extract::{Path, Query, State};
use collection::{LONGEST_PAGE, ListQuery};
use language::Message;
use serde::{Deserialize, Serialize};
use service_kit::ServiceError;
use store::{Beside, Record, Row};

/// Where in a list, last changed first, an answer begins, and how much it holds.
#[derive(Deserialize)]
pub(crate) struct Paging {
    /// At most so many records, and never more than 200.
    #[serde(default)]
    limit: Option<u32>,
    /// So many are left out at the start. Each of them is gone over, so that a whole list is better read with `after`.
    #[serde(default)]
    offset: u32,
    /// The answer begins after the record with this id, wherever it now stands, at the same cost however far that is; `offset` is not
    /// heeded then. A record that is gone or not for the caller is a problem of `after`, and the list has to be begun again. What
    /// changes while a list is read moves to its front.
    #[serde(default)]
    after: Option<String>,
}

/// Records are counted up to so many: counting a million takes longer than reading a page of them.
const COUNTED_TO: u64 = 10_000;

#[derive(Serialize)]
pub(crate) struct Listed {
    /// How many records there are in all, counted up to [`COUNTED_TO`]; left out with `after`, since it was counted for the beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<u64>,
    /// Whether there are more than that; left out when there are not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    more_than_total: bool,
    /// What `after` is to be for the records beyond these; left out when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    records: Vec<Shown>,
}

#[derive(Serialize)]
pub(crate) struct Shown {
    id: String,
    submission: String,
    agency: String,
    answers: serde_json::Value,
}

pub(crate) async fn list(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path((pack, form)): Path<(String, String)>,
    Query(paging): Query<Paging>,
) -> Result<Json<Listed>, Failure> {
    let is_counted = paging.after.is_none();
    let query = ListQuery {
        limit: Some(paging.limit.unwrap_or(LONGEST_PAGE)),
        offset: paging.offset,
        beside: paging.after.map(Beside::After),
        count_to: if is_counted { COUNTED_TO.saturating_add(1) } else { 0 },
        with_rows: true,
        ..ListQuery::recent(format!("{pack}/{form}"))
    };
    let page = state.collection.list(&context, query).await;
    let page = page.map_err(|error| Failure::new(context.lang, error))?;
    if page.is_lost {
        let gone = ServiceError::invalid("after", Message::new("api-after-gone"));
        return Err(Failure::new(context.lang, gone));
    }
    let next = page.records.last().filter(|_| page.goes_on).map(|record| record.id.clone());
    let total = is_counted.then_some(page.total.min(COUNTED_TO));
    let more_than_total = is_counted && page.total > COUNTED_TO;
    Ok(Json(Listed { total, more_than_total, next, records: page.records.into_iter().map(shown).collect() }))
}

pub(crate) async fn read(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path((pack, form, id)): Path<(String, String, String)>,
) -> Result<Json<Shown>, Failure> {
    let record = state.collection.read(&context, &format!("{pack}/{form}"), &id).await;
    Ok(Json(shown(record.map_err(|error| Failure::new(context.lang, error))?)))
}

fn shown(record: Record) -> Shown {
    let answers = object_of(&record);
    Shown { id: record.id, submission: record.submission_id, agency: record.agency_id, answers }
}

/// The answers of a record with its rows.
pub(crate) fn object_of(record: &Record) -> serde_json::Value {
    let mut answers = object(&record.columns);
    for (name, rows) in &record.rows {
        answers.insert(name.clone(), rows.iter().map(|row| serde_json::Value::Object(object(row))).collect());
    }
    serde_json::Value::Object(answers)
}

/// Values by question name; what was not answered is left out.
fn object(row: &Row) -> serde_json::Map<String, serde_json::Value> {
    row.iter()
        .filter(|(_, value)| *value != store::Value::Null)
        .map(|(name, value)| (name.clone(), serde_json::Value::String(value.to_answer())))
        .collect()
}
