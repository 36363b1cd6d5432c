//! `GET /api/v1/indicators/{pack}?period=2019-H2&by=province,setting`: counted figures.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::Failure;
use axum::Json;
use axum::extract::{Path, Query, State};
use calendar::Period;
use insight::Figure;
use language::Message;
use serde::Deserialize;
use service_kit::ServiceError;

#[derive(Deserialize)]
pub(crate) struct Asked {
    period: String,
    #[serde(default)]
    by: String,
}

pub(crate) async fn list(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path(pack): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<Figure>>, Failure> {
    let failure = |error| Failure::new(context.lang, error);
    let period: Period = asked.period.parse().map_err(|_| {
        failure(ServiceError::invalid(
            "period",
            Message::new("insight-period-wrong").with("period", asked.period.as_str()),
        ))
    })?;
    let by: Vec<String> =
        asked.by.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let figures = state.insight.indicators(&context, &pack, period, &by).await.map_err(failure)?;
    Ok(Json(figures))
}
