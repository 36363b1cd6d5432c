//! Forms as browsers send them. Owns reading the pairs and the proof that the form is one of ours: no handler sees a posted value
//! without it.

use crate::failure::Failure;
use crate::visit::Visit;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use language::Message;

/// The most bytes of a form without files.
pub(crate) const LONGEST_FORM: usize = 1024 * 1024;
/// The most fields of a form.
const MOST_FIELDS: usize = 20_000;

/// The fields of a form whose token was right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Posted(pub(crate) Vec<(String, String)>);

impl Posted {
    /// The first value of a field; empty when it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(candidate, _)| candidate == name).map_or("", |(_, value)| value.as_str())
    }

    /// Whether a field was sent, as the pressed button is.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(candidate, _)| candidate == name)
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let visit = request.extensions().get::<Visit>().cloned();
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| Failure::said(rejection.status(), Message::new("web-error-too-large")))?;
        if bytes.len() > LONGEST_FORM {
            return Err(Failure::said(StatusCode::PAYLOAD_TOO_LARGE, Message::new("web-error-too-large")));
        }
        let posted = Self(pairs(&bytes)?);
        let visit = visit.ok_or(Failure::Forged)?;
        if visit.accepts(posted.get("csrf")) { Ok(posted) } else { Err(Failure::Forged) }
    }
}

/// `application/x-www-form-urlencoded` as the URL standard reads it; line ends become single.
fn pairs(bytes: &[u8]) -> Result<Vec<(String, String)>, Failure> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(bytes)
        .take(MOST_FIELDS + 1)
        .map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n")))
        .collect();
    if pairs.len() > MOST_FIELDS {
        return Err(Failure::said(StatusCode::PAYLOAD_TOO_LARGE, Message::new("web-error-too-large")));
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_thai_and_repeated_fields() {
        let posted = Posted(pairs("venue=%E0%B8%9A%E0%B9%89%E0%B8%B2%E0%B8%99&methods=games&methods=talk&notes=a%0D%0Ab".as_bytes()).expect("read"));
        assert_eq!(posted.get("venue"), "บ้าน");
        assert_eq!(posted.0.iter().filter(|(name, _)| name == "methods").count(), 2);
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
