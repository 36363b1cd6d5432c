//! Forms as browsers send them, with or without files. Owns reading the fields and the proof that the form is one of ours: no handler
//! acts on a posted value without it.

use crate::WebState;
use crate::failure::Failure;
use crate::visit::Visit;
use axum::body::Bytes;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use language::Message;

/// The most bytes of a form without files, or of one field of a form with files.
pub(crate) const LONGEST_FORM: usize = 1024 * 1024;
/// The most fields of a form.
const MOST_FIELDS: usize = 20_000;
/// A part of a form is long from so many bytes on.
const LONG: usize = 256 * 1024;
/// The most files of a form.
const MOST_FILES: usize = 20;

/// A file that came with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PostedFile {
    /// The field.
    pub(crate) field: String,
    /// Its name as the browser says it; shown to people, never used as a path.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The fields of a form that may be acted on: its token was right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Posted {
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) files: Vec<PostedFile>,
}

/// The fields of a form whose token may be wrong: enough to show them again, so that nothing typed is lost when a session was
/// renewed meanwhile.
pub(crate) struct Draft {
    pub(crate) posted: Posted,
    /// Whether it may be acted on.
    pub(crate) is_genuine: bool,
}

impl Posted {
    /// The first value of a field; empty when it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(candidate, _)| candidate == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field, as several choices are sent.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let named = self.fields.iter().filter(|(candidate, _)| candidate == name);
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// Whether a field was sent, as the pressed button is.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(candidate, _)| candidate == name)
    }

    /// The file of a field, when one was chosen.
    pub(crate) fn file(&self, field: &str) -> Option<&PostedFile> {
        self.files.iter().find(|file| file.field == field)
    }
}

impl FromRequest<WebState> for Posted {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Failure> {
        let draft = Draft::from_request(request, state).await?;
        if draft.is_genuine { Ok(draft.posted) } else { Err(Failure::Forged) }
    }
}

impl FromRequest<WebState> for Draft {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Failure> {
        let visit = request.extensions().get::<Visit>().cloned().ok_or(Failure::Forged)?;
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let posted = if content_type.is_some_and(|value| value.starts_with("multipart/form-data")) {
            let length =
                request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
            let parts = Multipart::from_request(request, state).await.map_err(|_| malformed())?;
            with_files(parts, length.unwrap_or_default()).await?
        } else {
            let bytes = Bytes::from_request(request, state)
                .await
                .map_err(|rejection| Failure::said(rejection.status(), Message::new("web-error-too-large")))?;
            if bytes.len() > LONGEST_FORM {
                return Err(too_large());
            }
            Posted { fields: pairs(&bytes)?, files: Vec::new() }
        };
        Ok(Self { is_genuine: visit.accepts(posted.get("csrf")), posted })
    }
}

fn too_large() -> Failure {
    Failure::said(StatusCode::PAYLOAD_TOO_LARGE, Message::new("web-error-too-large"))
}

fn malformed() -> Failure {
    Failure::said(StatusCode::BAD_REQUEST, Message::new("web-error-forged"))
}

/// `application/x-www-form-urlencoded` as the URL standard reads it; line ends become single.
fn pairs(bytes: &[u8]) -> Result<Vec<(String, String)>, Failure> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(bytes)
        .take(MOST_FIELDS + 1)
        .map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n")))
        .collect();
    if pairs.len() > MOST_FIELDS { Err(too_large()) } else { Ok(pairs) }
}

/// All bytes of a part of a body of so many bytes. What is long gets the room that it can need at once: grown step by step it would be copied from
/// one room into the next, and both are there meanwhile.
async fn whole(mut part: Field<'_>, length: usize) -> Result<Vec<u8>, MultipartError> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await? {
        if bytes.len() < LONG && bytes.len() + piece.len() >= LONG {
            bytes.reserve_exact(length.min(collection::LARGEST_BRINGING).saturating_sub(bytes.len()));
        }
        bytes.extend_from_slice(&piece);
    }
    bytes.shrink_to_fit();
    Ok(bytes)
}

/// `multipart/form-data`; the body's limit is the route's, this one bounds each field. Fields for files without a file are left out.
async fn with_files(mut parts: Multipart, length: usize) -> Result<Posted, Failure> {
    let unreadable = |error: &MultipartError| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { malformed() }
    };
    let mut posted = Posted::default();
    while let Some(part) = parts.next_field().await.map_err(|error| unreadable(&error))? {
        let field = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = whole(part, length).await.map_err(|error| unreadable(&error))?;
        match file_name {
            Some(name) if !name.is_empty() || !bytes.is_empty() => {
                posted.files.push(PostedFile { field, name, bytes });
            }
            Some(_) => {}
            None if bytes.len() > LONGEST_FORM => return Err(too_large()),
            None => posted.fields.push((field, String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))),
        }
        if posted.fields.len() > MOST_FIELDS || posted.files.len() > MOST_FILES {
            return Err(too_large());
        }
    }
    Ok(posted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_thai_and_repeated_fields() {
        let sent = "venue=%E0%B8%9A%E0%B9%89%E0%B8%B2%E0%B8%99&methods=games&methods=talk&notes=a%0D%0Ab";
        let posted = Posted { fields: pairs(sent.as_bytes()).expect("read"), files: Vec::new() };
        assert_eq!(posted.get("venue"), "บ้าน");
        assert_eq!(posted.fields.iter().filter(|(name, _)| name == "methods").count(), 2);
        assert_eq!(posted.get("notes"), "a\nb");
        assert_eq!(posted.get("absent"), "");
        assert!(!posted.has("absent"));
    }

    #[test]
    fn a_form_of_endless_fields_is_refused() {
        assert!(pairs("a=&".repeat(MOST_FIELDS).as_bytes()).is_ok());
        assert!(pairs("a=&".repeat(MOST_FIELDS + 1).as_bytes()).is_err());
    }
}
