//! From which address a request comes, and under which name authenticators know this server. Owns the refusal of what other sites sent; what
//! a passkey proves is `identity`'s.

use crate::state::Settings;
use axum::http::header::{self, HeaderMap};
use axum::http::{HeaderName, Uri};
use identity::RelyingParty;
use std::net::IpAddr;

/// Whether a browser says that another site sent this. A client that says nothing (no browser) has no cookies to abuse.
pub(crate) fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    if let Some(site) = text(headers, HeaderName::from_static("sec-fetch-site")) {
        return !matches!(site, "same-origin" | "none");
    }
    match (text(headers, header::ORIGIN), text(headers, header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_none_or(|(_, authority)| authority != host),
        _ => false,
    }
}

/// Under which name authenticators know this server: the one of its configured address. A trial on one machine, whose address is a number,
/// is known as `localhost` to whoever opens it under that name. Nothing else that a request says of its host is believed.
pub(crate) fn relying_party(settings: &Settings, headers: &HeaderMap) -> Option<RelyingParty> {
    let address: Uri = settings.public_address.parse().ok()?;
    let host = address.host()?;
    if !is_number(host) {
        return Some(RelyingParty { id: host.to_ascii_lowercase(), origin: origin(&address)? });
    }
    let asked = text(headers, header::HOST)?;
    let name = asked.split(':').next()?;
    (name == "localhost" && !settings.over_tls)
        .then(|| RelyingParty { id: name.to_owned(), origin: format!("http://{asked}") })
}

/// As browsers write it: in lower case and without the port that the scheme has anyway.
fn origin(address: &Uri) -> Option<String> {
    let (scheme, host) = (address.scheme_str()?, address.host()?.to_ascii_lowercase());
    Some(match address.port_u16() {
        Some(port) if !matches!((scheme, port), ("https", 443) | ("http", 80)) => format!("{scheme}://{host}:{port}"),
        _ => format!("{scheme}://{host}"),
    })
}

fn is_number(host: &str) -> bool {
    host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn tells_other_sites_from_our_own() {
        for (pairs, elsewhere) in [
            (vec![("sec-fetch-site", "same-origin")], false),
            (vec![("sec-fetch-site", "none")], false),
            (vec![("sec-fetch-site", "cross-site")], true),
            (vec![("sec-fetch-site", "same-site")], true),
            (vec![("origin", "https://saphan.example"), ("host", "saphan.example")], false),
            (vec![("origin", "https://evil.example"), ("host", "saphan.example")], true),
            (vec![("origin", "null"), ("host", "saphan.example")], true),
            (vec![("host", "saphan.example")], false),
        ] {
            assert_eq!(is_from_elsewhere(&headers(&pairs)), elsewhere, "{pairs:?}");
        }
    }

    #[test]
    fn authenticators_know_the_configured_name_and_no_other() {
        for (address, host, expected) in [
            ("https://saphan.example", "evil.example", Some(("saphan.example", "https://saphan.example"))),
            ("https://Saphan.Example:443", "saphan.example", Some(("saphan.example", "https://saphan.example"))),
            ("https://saphan.example:8443", "x", Some(("saphan.example", "https://saphan.example:8443"))),
            ("http://127.0.0.1:8080", "localhost:8080", Some(("localhost", "http://localhost:8080"))),
            ("http://127.0.0.1:8080", "127.0.0.1:8080", None),
            ("http://127.0.0.1:8080", "evil.example", None),
            ("http://[::1]:8080", "localhost.evil.example", None),
            ("https://192.0.2.7", "localhost", None),
        ] {
            let settings = Settings { over_tls: address.starts_with("https"), public_address: address.into() };
            let found = relying_party(&settings, &headers(&[("host", host)]));
            let found = found.as_ref().map(|party| (party.id.as_str(), party.origin.as_str()));
            assert_eq!(found, expected, "{address} {host}");
        }
    }
}
