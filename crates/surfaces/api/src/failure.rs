//! How a refusal reads on the wire: a status code, and problems in the caller's language with the place of each.

use crate::sent::NotTaken;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use language::{Lang, Message, say};
use serde::Serialize;
use service_kit::{Context, FieldProblem, ServiceError};

/// The most problems that are told of one request; whoever has more mends these first. A small body can have very many.
const MOST_PROBLEMS: usize = 100;

/// What is answered instead of what was asked for.
pub(crate) struct Failure {
    status: StatusCode,
    body: Body,
}

#[derive(Serialize)]
struct Body {
    problems: Vec<Problem>,
}

#[derive(Serialize)]
pub(crate) struct Problem {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    message: String,
}

impl Problem {
    /// Something at a place, in a language.
    pub(crate) fn at(lang: Lang, path: &str, message: &Message) -> Self {
        Self { path: Some(path.to_owned()), message: say(lang, message) }
    }
}

impl Failure {
    /// A service's error, told in a language.
    pub(crate) fn new(lang: Lang, error: ServiceError) -> Self {
        if let ServiceError::Internal(problem) | ServiceError::Unavailable(problem) = &error {
            tracing::error!(problem, "request failed");
        }
        let status = status(&error);
        match error {
            ServiceError::Invalid(problems) => Self { status, body: located(lang, problems) },
            error => {
                let said = |message: &Message| Problem { path: None, message: say(lang, message) };
                Self { status, body: Body { problems: error.messages().iter().map(said).collect() } }
            }
        }
    }

    /// A body that no service was asked about.
    pub(crate) fn not_taken(lang: Lang, refused: NotTaken) -> Self {
        Self { status: refused.status, body: located(lang, refused.problems) }
    }
}

/// What becomes of a service's error, in the caller's language.
pub(crate) fn told(context: &Context) -> impl Fn(ServiceError) -> Failure + use<> {
    let lang = context.lang;
    move |error| Failure::new(lang, error)
}

fn status(error: &ServiceError) -> StatusCode {
    match error {
        ServiceError::NotFound => StatusCode::NOT_FOUND,
        ServiceError::Refused | ServiceError::PurposeNeeded => StatusCode::FORBIDDEN,
        ServiceError::SignInNeeded => StatusCode::UNAUTHORIZED,
        ServiceError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ServiceError::Conflict(_) => StatusCode::CONFLICT,
        ServiceError::TooMuch(_) => StatusCode::TOO_MANY_REQUESTS,
        ServiceError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        ServiceError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Problems with their places, and how many more there are.
fn located(lang: Lang, problems: Vec<FieldProblem>) -> Body {
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    let told = problems.into_iter().take(MOST_PROBLEMS);
    let mut problems: Vec<Problem> = told.map(|one| Problem::at(lang, &one.path, &one.message)).collect();
    if more > 0 {
        problems.push(Problem { path: None, message: say(lang, &Message::new("api-more").with("count", more)) });
    }
    Body { problems }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(self.body)).into_response()
    }
}
