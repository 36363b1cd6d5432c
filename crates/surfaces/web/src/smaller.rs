//! Pages packed for a poor line: what is text and longer than a few lines goes out gzipped to browsers that take it. Owns when; assets
//! are packed beforehand, better than can be done in passing.
//!
//! Packing text that holds both a secret and something an attacker chose lets a guesser learn the secret by size (BREACH). It needs
//! the attacker's site to make the victim's browser ask for pages with its cookies, and `SameSite=Strict` does not send them there.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Shorter texts fit into the packet that is sent anyway.
const LEAST: usize = 1024;
/// Longer ones than any page: then something else is wrong, and it goes out as it is.
const MOST: usize = 16 * 1024 * 1024;

/// Packs the answer when it is worth it.
pub(crate) async fn pack(request: Request, next: Next) -> Response {
    let accepted =
        request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts = accepted.split(',').any(|entry| entry.trim().split(';').next() == Some("gzip"));
    let response = next.run(request).await;
    let is_text = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("text/") || value.starts_with("application/xml"));
    // A file that is longer goes out piece by piece as it is.
    let length = response.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let is_long = length.is_some_and(|length: usize| length > MOST);
    if !accepts || !is_text || is_long || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MOST).await else {
        return axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let packed = (bytes.len() >= LEAST).then(|| gzip(&bytes)).flatten();
    parts.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    let Some(packed) = packed else { return Response::from_parts(parts, Body::from(bytes)) };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(packed))
}

/// Level 4 packs a page in well under a millisecond to within a few percent of the best level.
fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::new(4));
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    #[test]
    fn packed_text_unpacks_to_itself_and_is_smaller() {
        let text = "<li>โรงเรียนบ้านสาธิต</li>".repeat(200);
        let packed = gzip(text.as_bytes()).expect("packed");
        assert!(packed.len() * 10 < text.len());
        let mut unpacked = String::new();
        GzDecoder::new(packed.as_slice()).read_to_string(&mut unpacked).expect("unpacked");
        assert_eq!(unpacked, text);
    }
}
