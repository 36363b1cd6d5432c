//! What a handler returns when it cannot do what was asked, on its way to a page in plain words. Owns statuses and wording; hidden
//! and absent things give the same answer, byte for byte.

use crate::frame::Frame;
use crate::parts::Link;
use crate::views::ProblemPage;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use language::{Message, phrase, say};
use service_kit::ServiceError;

/// Why a request could not be answered as it was meant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Failure {
    /// Sign in first; afterwards the reader comes back to what they asked for.
    SignIn,
    /// Say first what for; afterwards the reader comes back to what they asked for.
    PurposeNeeded,
    /// A form without this browser's token, or one from another site.
    Forged,
    /// Anything that ends in a page of words.
    Said {
        /// The status.
        status: StatusCode,
        /// What to tell the reader.
        messages: Vec<Message>,
        /// What to tell whoever runs the server; kept in the log, never shown.
        internal: String,
    },
}

impl Failure {
    /// The one answer for what is absent and for what the reader may not know of.
    pub(crate) fn not_found() -> Self {
        Self::said(StatusCode::NOT_FOUND, Message::new("error-not-found"))
    }

    /// A status with one sentence.
    pub(crate) fn said(status: StatusCode, message: Message) -> Self {
        Self::Said { status, messages: vec![message], internal: String::new() }
    }
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        let messages = error.messages();
        let (status, internal) = match error {
            ServiceError::SignInNeeded => return Self::SignIn,
            ServiceError::PurposeNeeded => return Self::PurposeNeeded,
            // A role that may not see a page is told the same as when there is none: which pages exist for others is theirs to know.
            ServiceError::NotFound | ServiceError::Refused => return Self::not_found(),
            ServiceError::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, String::new()),
            ServiceError::Conflict(_) => (StatusCode::CONFLICT, String::new()),
            ServiceError::TooMuch(_) => (StatusCode::PAYLOAD_TOO_LARGE, String::new()),
            ServiceError::Unavailable(problem) => (StatusCode::SERVICE_UNAVAILABLE, problem),
            ServiceError::Internal(problem) => (StatusCode::INTERNAL_SERVER_ERROR, problem),
        };
        Self::Said { status, messages, internal }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        ServiceError::Internal(format!("a page could not be rendered: {error}")).into()
    }
}

/// The page itself is made by the visit's middleware, which knows the reader's language; this carries the failure to it.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forged | Self::PurposeNeeded => StatusCode::FORBIDDEN,
            Self::Said { status, .. } => *status,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The page of a failure.
pub(crate) fn page(frame: Frame, status: StatusCode, messages: &[Message], reference: String) -> ProblemPage {
    let lang = frame.lang;
    let title = match status {
        StatusCode::NOT_FOUND => "web-problem-not-found",
        StatusCode::FORBIDDEN => "web-problem-forged",
        StatusCode::CONFLICT => "web-problem-conflict",
        StatusCode::PAYLOAD_TOO_LARGE => "web-problem-too-large",
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST => "web-problem-wrong",
        StatusCode::METHOD_NOT_ALLOWED => "web-problem-wrong",
        StatusCode::SERVICE_UNAVAILABLE => "web-problem-unavailable",
        StatusCode::TOO_MANY_REQUESTS => "web-problem-wait",
        _ => "web-problem-internal",
    };
    let next = if frame.reader.is_some() { "web-problem-home" } else { "web-problem-sign-in" };
    ProblemPage {
        title: phrase(lang, title),
        lines: messages.iter().map(|message| say(lang, message)).collect(),
        next: Link::new("/", phrase(lang, next)),
        reference,
        frame,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_and_absent_are_the_same() {
        assert_eq!(Failure::from(ServiceError::NotFound), Failure::from(ServiceError::Refused));
    }

    #[test]
    fn what_is_internal_is_not_said() {
        let failure = Failure::from(ServiceError::Internal("row 7 of accounts".into()));
        let Failure::Said { status, messages, internal } = failure else { panic!("said") };
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(internal, "row 7 of accounts");
        assert!(messages.iter().all(|message| !say(language::Lang::En, message).contains("row 7")));
    }
}
