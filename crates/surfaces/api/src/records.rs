//! `GET /api/v1/records/{pack}/{form}` and `…/{id}`: what the caller may see, page by page.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::Failure;
use axum::Json;
use axum::extract::{Path, Query, State};
use collection::{LONGEST_PAGE, ListQuery};
use serde::{Deserialize, Serialize};
use store::{Record, Row};

#[derive(Deserialize)]
pub(crate) struct Paging {
    #[serde(default)]
    limit: Option<u32>,
    #[serde(default)]
    offset: u32,
}

#[derive(Serialize)]
pub(crate) struct Listed {
    total: u64,
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
    let query = ListQuery {
        limit: Some(paging.limit.unwrap_or(LONGEST_PAGE)),
        offset: paging.offset,
        with_rows: true,
        ..ListQuery::recent(format!("{pack}/{form}"))
    };
    let page = state.collection.list(&context, query).await;
    let page = page.map_err(|error| Failure::new(context.lang, error))?;
    Ok(Json(Listed { total: page.total, records: page.records.into_iter().map(shown).collect() }))
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
    let mut answers = object(&record.columns);
    for (name, rows) in &record.rows {
        answers.insert(name.clone(), rows.iter().map(|row| serde_json::Value::Object(object(row))).collect());
    }
    Shown {
        id: record.id,
        submission: record.submission_id,
        agency: record.agency_id,
        answers: serde_json::Value::Object(answers),
    }
}

/// Values by question name; what was not answered is left out.
fn object(row: &Row) -> serde_json::Map<String, serde_json::Value> {
    row.iter()
        .filter(|(_, value)| *value != store::Value::Null)
        .map(|(name, value)| (name.clone(), serde_json::Value::String(value.to_answer())))
        .collect()
}
