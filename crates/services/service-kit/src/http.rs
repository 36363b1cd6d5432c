//! Asking other servers over HTTP: what a question and an answer are, which servers may be asked, and the trait by which services ask, so
//! that a test can answer. The one client is `http_client`'s.

use async_trait::async_trait;
use hyper::Uri;
use std::net::IpAddr;

/// A question to another server. With a form it is a POST, else a GET.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HttpQuestion {
    /// Where; one that [`may_be_asked`].
    pub address: String,
    /// The value of the header `Authorization`; a secret.
    pub authorization: Option<String>,
    /// What is sent, as forms of pages are; may hold secrets.
    pub form: Option<String>,
}

/// What a server answered, whatever its status.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpAnswer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Why there is no answer. Nothing of the question or the answer is in it, so that it may be logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HttpFailure {
    /// The address is none, or one that may not be asked.
    #[error("the address is not one that may be asked: https, or this very machine")]
    Address,
    /// Too many questions are open.
    #[error("too many questions are waiting for their answers")]
    Busy,
    /// Nobody is there.
    #[error("the server cannot be reached")]
    Unreachable,
    /// The server did not prove to be the one that was asked.
    #[error("the server did not prove who it is: its certificate is not signed by a known authority, or TLS failed")]
    Unproven,
    /// The connection broke, or what came is no HTTP.
    #[error("the connection broke")]
    Broken,
    /// It took too long.
    #[error("the server did not answer in time")]
    TooSlow,
    /// The answer is longer than is read.
    #[error("the answer is too long")]
    TooLarge,
}

/// Who asks other servers.
#[async_trait]
pub trait Http: Send + Sync {
    /// Asks once; a redirect is an answer and is not followed.
    ///
    /// # Errors
    /// When no whole answer came within the limits of time and size.
    async fn ask(&self, question: HttpQuestion) -> Result<HttpAnswer, HttpFailure>;
}

/// Whether an address may be asked, or a person's browser sent to: over TLS, or on this very machine, for development and tests. It names
/// nobody and has no fragment.
pub fn may_be_asked(address: &str) -> bool {
    place(address).is_some()
}

/// An address taken apart.
pub(crate) struct Place {
    pub(crate) uri: Uri,
    /// A name or a number, without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) over_tls: bool,
}

pub(crate) fn place(address: &str) -> Option<Place> {
    let plain = address.is_ascii() && !address.contains(['#', '\\', '"', '<', '>']);
    let uri: Uri = plain.then(|| address.parse().ok()).flatten()?;
    let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'))?;
    let host = authority.host().trim_matches(['[', ']']).to_ascii_lowercase();
    let over_tls = match uri.scheme_str()? {
        "https" => true,
        "http" if is_this_machine(&host) => false,
        _ => return None,
    };
    // A port that is no number is no port, and not the usual one.
    let port = match authority.as_str().rsplit_once(':').filter(|(_, after)| !after.contains(']')) {
        Some(_) => authority.port_u16()?,
        None if over_tls => 443,
        None => 80,
    };
    (!host.is_empty()).then_some(Place { host, port, over_tls, uri })
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|number| number.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_encrypted_or_here_is_asked() {
        for (address, may) in [
            ("https://id.example", true),
            ("https://id.example:8443/realms/office?x=1", true),
            ("https://[2001:db8::1]/", true),
            ("http://127.0.0.1:9000/keys", true),
            ("http://[::1]:9000/", true),
            ("http://localhost/", true),
            ("http://id.example/", false),
            ("http://192.0.2.7/", false),
            ("http://localhost.evil.example/", false),
            ("http://127.0.0.1.evil.example/", false),
            ("https://user:secret@id.example/", false),
            ("https://id.example/#part", false),
            ("https://id.example:port/", false),
            ("https://id.example\\@evil.example/", false),
            ("ftp://id.example/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("/keys", false),
            ("https://", false),
            ("", false),
        ] {
            assert_eq!(may_be_asked(address), may, "{address}");
        }
    }

    #[test]
    fn the_port_is_the_usual_one_unless_another_is_named() {
        for (address, host, port) in [
            ("https://ID.example/x", "id.example", 443),
            ("https://id.example:8443", "id.example", 8443),
            ("http://[::1]/", "::1", 80),
            ("http://[::1]:9000/", "::1", 9000),
        ] {
            let place = place(address).expect(address);
            assert_eq!((place.host.as_str(), place.port), (host, port), "{address}");
        }
    }
}
