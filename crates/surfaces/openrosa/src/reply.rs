//! Answers that are a sentence for whoever holds the phone, as the protocol words them. Owns which status a service's error becomes.

use crate::documents::{self, Nature};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use forms::Form;
use language::{Lang, Message, say};
use service_kit::{FieldProblem, ServiceError};

/// The most problems that are told at once: what a phone shows is small.
const MOST_PROBLEMS: usize = 10;

/// An answer in a sentence or a few.
#[derive(Debug)]
pub(crate) struct Reply {
    status: StatusCode,
    nature: Nature,
    text: String,
    /// What a caller who is not known is asked for.
    challenges: Vec<HeaderValue>,
}

impl Reply {
    /// Something went as it should.
    pub(crate) fn good(status: StatusCode, lang: Lang, message: &Message) -> Self {
        Self { status, nature: Nature::Success, text: say(lang, message), challenges: Vec::new() }
    }

    /// Something did not.
    pub(crate) fn bad(status: StatusCode, lang: Lang, message: &Message) -> Self {
        Self { status, nature: Nature::Error, text: say(lang, message), challenges: Vec::new() }
    }

    /// The caller is not known, and may show who they are in one of these ways.
    pub(crate) fn unknown(lang: Lang, challenges: Vec<HeaderValue>) -> Self {
        Self { challenges, ..Self::bad(StatusCode::UNAUTHORIZED, lang, &Message::new("openrosa-unknown-device")) }
    }

    /// A service's error. The problems of a submission are told with the questions of its form.
    pub(crate) fn error(lang: Lang, error: &ServiceError, form: Option<&Form>) -> Self {
        if let ServiceError::Internal(problem) | ServiceError::Unavailable(problem) = error {
            tracing::error!(problem, "a request of a phone failed");
        }
        let status = match error {
            ServiceError::NotFound => StatusCode::NOT_FOUND,
            ServiceError::Refused | ServiceError::PurposeNeeded => StatusCode::FORBIDDEN,
            ServiceError::SignInNeeded => StatusCode::UNAUTHORIZED,
            ServiceError::Invalid(_) => StatusCode::BAD_REQUEST,
            ServiceError::Conflict(_) => StatusCode::CONFLICT,
            ServiceError::TooMuch(_) => StatusCode::TOO_MANY_REQUESTS,
            ServiceError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            ServiceError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let text = match error {
            ServiceError::Invalid(problems) => told(lang, problems, form),
            other => other.messages().iter().map(|message| say(lang, message)).collect::<Vec<_>>().join("\n"),
        };
        Self { status, nature: Nature::Error, text, challenges: Vec::new() }
    }

    /// The same answer with another status.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }
}

/// Problems a line each, each with the question that it is about.
fn told(lang: Lang, problems: &[FieldProblem], form: Option<&Form>) -> String {
    let line = |problem: &FieldProblem| {
        let said = say(lang, &problem.message);
        match form.and_then(|form| question(form, &problem.path, lang)) {
            Some(question) => {
                say(lang, &Message::new("openrosa-problem").with("question", question).with("problem", said))
            }
            None => said,
        }
    };
    let mut lines: Vec<String> = problems.iter().take(MOST_PROBLEMS).map(line).collect();
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        lines.push(say(lang, &Message::new("openrosa-more").with("count", more)));
    }
    lines.join("\n")
}

/// What a question at a path is called, with the number of its line when it stands in a repeat.
fn question(form: &Form, path: &str, lang: Lang) -> Option<String> {
    let mut plain = String::new();
    let mut numbers = Vec::new();
    for piece in path.split('/').skip(1) {
        let (name, number) = piece.split_once('[').unwrap_or((piece, ""));
        plain.push('/');
        plain.push_str(name);
        numbers.extend(Some(number.trim_end_matches(']')).filter(|number| !number.is_empty()));
    }
    let label = form.items().find(|item| item.path == plain)?.label.get(lang);
    if label.is_empty() {
        return None;
    }
    let numbers = numbers.join(".");
    Some(if numbers.is_empty() { label.to_owned() } else { format!("{label} ({numbers})") })
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (self.status, xml(documents::response(self.nature, &self.text))).into_response();
        for challenge in self.challenges {
            response.headers_mut().append(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// A document as the protocol sends it.
pub(crate) fn xml(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], text).into_response()
}

/// The first language that the request asks for and the interface has: for callers who are not known.
pub(crate) fn asked_language(headers: &HeaderMap) -> Lang {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Lang::accepted(asked).unwrap_or_default()
}

/// An address that leads nowhere.
pub(crate) async fn nothing_here(headers: HeaderMap) -> Reply {
    Reply::bad(StatusCode::NOT_FOUND, asked_language(&headers), &Message::new("error-not-found"))
}

/// An address that does not take what was asked of it.
pub(crate) async fn wrong_method(headers: HeaderMap) -> Reply {
    Reply::bad(StatusCode::METHOD_NOT_ALLOWED, asked_language(&headers), &Message::new("openrosa-method"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "
| survey |
| | type | name | label::English (en) | label::ไทย (th) |
| | text | venue | Where | สถานที่ |
| | begin repeat | people | Who | ใคร |
| | integer | count | How many | กี่คน |
| | end repeat | | | |
| settings |
| | form_id |
| | session |
";

    #[test]
    fn a_problem_names_its_question_and_its_line() {
        let form = forms::read_markdown(FORM).expect("a form");
        for (path, expected) in [
            ("/venue", Some("สถานที่")),
            ("/people[2]/count", Some("กี่คน (2)")),
            ("/nothing", None),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(question(&form, path, Lang::Th).as_deref(), expected, "{path}");
        }
    }
}
