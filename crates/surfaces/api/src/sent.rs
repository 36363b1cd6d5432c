//! What a program sends: one JSON object, taken apart field by field, so that whatever is wrong with it is said in the caller's
//! language with the field's name. Owns the limits of a body; what the fields mean is each route's.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use language::Message;
use serde_json::{Map, Value as Json};
use service_kit::FieldProblem;

/// The largest body, in bytes.
pub(crate) const LARGEST_BODY: usize = 1024 * 1024;
/// How many lists and objects may stand in each other.
const DEEPEST: usize = 64;

/// A body as it came.
pub(crate) struct Sent {
    is_json: bool,
    bytes: Result<Bytes, BytesRejection>,
}

/// Why a body is not taken.
#[derive(Debug, PartialEq)]
pub(crate) struct NotTaken {
    pub(crate) status: StatusCode,
    pub(crate) problems: Vec<FieldProblem>,
}

/// The fields of an object, each to be taken out once.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    object: Map<String, Json>,
    /// What stands before a field's name to say its place.
    above: String,
    problems: Vec<FieldProblem>,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let media_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media_type = media_type.split(';').next().unwrap_or_default().trim();
        let is_json = media_type.eq_ignore_ascii_case("application/json");
        Ok(Self { is_json, bytes: Bytes::from_request(request, state).await })
    }
}

impl Sent {
    /// The fields of the object that was sent.
    pub(crate) fn fields(self) -> Result<Fields, NotTaken> {
        if !self.is_json {
            return Err(NotTaken::whole(StatusCode::UNSUPPORTED_MEDIA_TYPE, Message::new("api-not-called-json")));
        }
        let bytes = self.bytes.map_err(|rejection| match rejection.status() {
            status @ StatusCode::PAYLOAD_TOO_LARGE => {
                NotTaken::whole(status, Message::new("api-too-large").with("kilobytes", LARGEST_BODY / 1024))
            }
            status => NotTaken::whole(status, Message::new("api-cut-off")),
        })?;
        if is_too_deep(&bytes) {
            return Err(NotTaken::invalid(Message::new("api-too-deep").with("deepest", DEEPEST)));
        }
        match serde_json::from_slice(&bytes) {
            Ok(Json::Object(object)) => Ok(Fields { object, ..Fields::default() }),
            Ok(_) => Err(NotTaken::invalid(Message::new("api-not-object"))),
            Err(error) => {
                let said = Message::new("api-not-json").with("line", error.line()).with("column", error.column());
                Err(NotTaken::invalid(said))
            }
        }
    }
}

impl NotTaken {
    pub(crate) fn whole(status: StatusCode, message: Message) -> Self {
        Self { status, problems: vec![FieldProblem::new("/", message)] }
    }

    fn invalid(message: Message) -> Self {
        Self::whole(StatusCode::UNPROCESSABLE_ENTITY, message)
    }
}

impl Fields {
    /// A text that must be there.
    pub(crate) fn text(&mut self, name: &str) -> String {
        if self.object.get(name).is_none_or(Json::is_null) {
            self.object.remove(name);
            self.problem(name, Message::new("api-field-missing"));
            return String::new();
        }
        self.text_if_given(name).unwrap_or_default()
    }

    /// A text that may be left out.
    pub(crate) fn text_if_given(&mut self, name: &str) -> Option<String> {
        match self.object.remove(name) {
            None | Some(Json::Null) => None,
            Some(Json::String(text)) => Some(text),
            Some(_) => {
                self.problem(name, Message::new("api-field-not-text"));
                None
            }
        }
    }

    /// A whole number that must be there.
    pub(crate) fn number(&mut self, name: &str) -> i64 {
        if self.object.get(name).is_none_or(Json::is_null) {
            self.object.remove(name);
            self.problem(name, Message::new("api-field-missing"));
            return 0;
        }
        self.number_if_given(name).unwrap_or_default()
    }

    /// A whole number that may be left out.
    pub(crate) fn number_if_given(&mut self, name: &str) -> Option<i64> {
        let value = self.object.remove(name).filter(|value| !value.is_null())?;
        let number = value.as_i64();
        if number.is_none() {
            self.problem(name, Message::new("api-field-not-number"));
        }
        number
    }

    /// Fields that are not heeded, since what they belong to was wrong.
    pub(crate) fn leave(&mut self, names: &[&str]) {
        names.iter().for_each(|name| drop(self.object.remove(*name)));
    }

    /// Yes or no; no when it is left out.
    pub(crate) fn flag_if_given(&mut self, name: &str) -> bool {
        match self.object.remove(name) {
            None | Some(Json::Null) => false,
            Some(Json::Bool(flag)) => flag,
            Some(_) => {
                self.problem(name, Message::new("api-field-not-flag"));
                false
            }
        }
    }

    /// An object of texts that may be left out.
    pub(crate) fn texts_if_given(&mut self, name: &str) -> Vec<(String, String)> {
        let take = |fields: &mut Self| {
            let names: Vec<String> = fields.object.keys().cloned().collect();
            names.into_iter().filter_map(|name| Some((name.clone(), fields.text_if_given(&name)?))).collect()
        };
        self.object_if_given(name, take).unwrap_or_default()
    }

    /// Something that must be there and that somebody else looks into.
    pub(crate) fn any(&mut self, name: &str) -> Json {
        match self.object.remove(name) {
            None | Some(Json::Null) => {
                self.problem(name, Message::new("api-field-missing"));
                Json::Null
            }
            Some(value) => value,
        }
    }

    /// An object that may be left out, taken apart in turn.
    pub(crate) fn object_if_given<T>(&mut self, name: &str, take: impl FnOnce(&mut Self) -> T) -> Option<T> {
        match self.object.remove(name) {
            None | Some(Json::Null) => None,
            Some(Json::Object(object)) => {
                let mut inside = Self { object, above: format!("{}{name}/", self.above), problems: Vec::new() };
                let taken = take(&mut inside);
                inside.refuse_others();
                self.problems.append(&mut inside.problems);
                Some(taken)
            }
            Some(_) => {
                self.problem(name, Message::new("api-field-not-object"));
                None
            }
        }
    }

    /// Everything was taken out and was as it should be.
    pub(crate) fn finish(mut self) -> Result<(), NotTaken> {
        self.refuse_others();
        let problems = self.problems;
        if problems.is_empty() { Ok(()) } else { Err(NotTaken { status: StatusCode::UNPROCESSABLE_ENTITY, problems }) }
    }

    fn refuse_others(&mut self) {
        for name in std::mem::take(&mut self.object).into_iter().map(|(name, _)| name) {
            self.problem(&name, Message::new("api-field-unknown"));
        }
    }

    /// Something is wrong with a field.
    pub(crate) fn problem(&mut self, name: &str, message: Message) {
        // A name is what the caller wrote, and is no longer told than it takes to find it again.
        let name: String = name.chars().take(100).collect();
        self.problems.push(FieldProblem::new(format!("{}{name}", self.above), message));
    }
}

/// Whether more lists and objects stand in each other than anybody means. Found before anything is built of them.
fn is_too_deep(bytes: &[u8]) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_outside_texts() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        for (text, expected) in [
            (nested(64), false),
            (nested(65), true),
            (format!("\"{}\"", nested(65)), false),
            (format!("\"\\\"{}\"", nested(65)), false),
            (format!("\"\\\\\"{}", nested(65)), true),
            ("{\"a\":[]}".repeat(100), false),
        ] {
            assert_eq!(is_too_deep(text.as_bytes()), expected, "{text}");
        }
    }
}
