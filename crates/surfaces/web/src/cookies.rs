//! The four cookies: who is signed in, what an anonymous visitor's forms are bound to, the language chosen in this browser, and by what it
//! is known when it comes back from the identity provider.
//! Owns their names and attributes; what a token means is `identity`'s.

use axum::http::{HeaderMap, HeaderValue, header};

/// What a cookie is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The session's token.
    Session,
    /// A random value that an anonymous visitor's forms are bound to.
    Visit,
    /// The language chosen in this browser.
    Language,
    /// What a browser was sent to the identity provider with.
    Provider,
}

/// A year: a chosen language is remembered that long. The other cookies end with the browser.
const LANGUAGE_SECONDS: u32 = 365 * 24 * 60 * 60;
/// As long as what the browser was sent with is good for.
const PROVIDER_SECONDS: u32 = 5 * 60;

impl Cookie {
    /// Over TLS the `__Host-` prefix makes browsers refuse the cookie from a neighbouring host or without `Secure`; without TLS
    /// (a trial on one machine) the prefix would make them refuse it altogether.
    fn name(self, over_tls: bool) -> &'static str {
        match (self, over_tls) {
            (Self::Session, true) => "__Host-saphan",
            (Self::Session, false) => "saphan",
            (Self::Visit, true) => "__Host-saphan-visit",
            (Self::Visit, false) => "saphan-visit",
            (Self::Language, true) => "__Host-saphan-lang",
            (Self::Language, false) => "saphan-lang",
            (Self::Provider, true) => "__Host-saphan-provider",
            (Self::Provider, false) => "saphan-provider",
        }
    }

    /// The cookie's value in a request.
    pub(crate) fn read(self, headers: &HeaderMap, over_tls: bool) -> Option<String> {
        let name = self.name(over_tls);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(candidate, value)| *candidate == name && !value.is_empty())
            .map(|(_, value)| value.to_owned())
    }

    /// The header that sets it. Values are hex or language codes; anything else sets nothing.
    pub(crate) fn set(self, value: &str, over_tls: bool) -> Option<HeaderValue> {
        let plain = value.chars().all(|character| character.is_ascii_alphanumeric());
        let age = match self {
            Self::Language => format!("; Max-Age={LANGUAGE_SECONDS}"),
            Self::Provider => format!("; Max-Age={PROVIDER_SECONDS}"),
            Self::Session | Self::Visit => String::new(),
        };
        plain.then(|| self.header(value, &age, over_tls)).flatten()
    }

    /// The header that removes it.
    pub(crate) fn remove(self, over_tls: bool) -> Option<HeaderValue> {
        self.header("", "; Max-Age=0", over_tls)
    }

    fn header(self, value: &str, age: &str, over_tls: bool) -> Option<HeaderValue> {
        let name = self.name(over_tls);
        let secure = if over_tls { "; Secure" } else { "" };
        HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{age}{secure}")).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_tls_cookies_are_bound_to_the_host() {
        let set = Cookie::Session.set("abc123", true).expect("plain");
        assert_eq!(set, "__Host-saphan=abc123; Path=/; HttpOnly; SameSite=Strict; Secure");
        let set = Cookie::Session.set("abc123", false).expect("plain");
        assert_eq!(set, "saphan=abc123; Path=/; HttpOnly; SameSite=Strict");
    }

    #[test]
    fn reads_its_own_cookie_among_others() {
        let headers =
            HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("a=1; saphan-visit=v9; saphan=s7"))]);
        assert_eq!(Cookie::Session.read(&headers, false).as_deref(), Some("s7"));
        assert_eq!(Cookie::Visit.read(&headers, false).as_deref(), Some("v9"));
        assert_eq!(Cookie::Session.read(&headers, true), None, "the plain name is not trusted over TLS");
    }

    #[test]
    fn a_value_that_could_mean_something_in_a_header_is_not_set() {
        for value in ["a; Domain=evil", "a\r\nb", "a,b"] {
            assert_eq!(Cookie::Language.set(value, false), None, "{value:?}");
        }
    }
}
