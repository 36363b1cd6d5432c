//! How a service's error reads on the wire: a status code, and problems in the caller's language with the place of each.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use language::{Lang, say};
use serde::Serialize;
use service_kit::ServiceError;

/// An error and the language it is told in.
pub(crate) struct Failure {
    lang: Lang,
    error: ServiceError,
}

#[derive(Serialize)]
struct Body {
    problems: Vec<Problem>,
}

#[derive(Serialize)]
struct Problem {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    message: String,
}

impl Failure {
    pub(crate) fn new(lang: Lang, error: ServiceError) -> Self {
        Self { lang, error }
    }

    fn status(&self) -> StatusCode {
        match &self.error {
            ServiceError::NotFound => StatusCode::NOT_FOUND,
            ServiceError::Refused => StatusCode::FORBIDDEN,
            ServiceError::SignInNeeded => StatusCode::UNAUTHORIZED,
            ServiceError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            ServiceError::Conflict(_) => StatusCode::CONFLICT,
            ServiceError::TooMuch(_) => StatusCode::TOO_MANY_REQUESTS,
            ServiceError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            ServiceError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn problems(&self) -> Vec<Problem> {
        match &self.error {
            ServiceError::Invalid(problems) => problems
                .iter()
                .map(|problem| Problem { path: Some(problem.path.clone()), message: say(self.lang, &problem.message) })
                .collect(),
            error => error
                .messages()
                .iter()
                .map(|message| Problem { path: None, message: say(self.lang, message) })
                .collect(),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if let ServiceError::Internal(problem) | ServiceError::Unavailable(problem) = &self.error {
            tracing::error!(problem, "request failed");
        }
        (self.status(), Json(Body { problems: self.problems() })).into_response()
    }
}
