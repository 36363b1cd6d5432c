//! Digest access authentication (RFC 2617, `qop=auth`, MD5), as ODK Collect speaks it beside Basic. Owns the header's syntax, the
//! arithmetic and the nonce; whose secret it is, the caller looks up.
//!
//! MD5 is the protocol's choice. It is sound here because the secrets are made by this server from 256 bits of chance, one a device,
//! and the connection is expected to be encrypted.

use hex::ToHex;
use identity::DEVICE_REALM;
use md5::{Digest, Md5};
use sha2::Sha256;
use std::collections::HashMap;
use subtle::ConstantTimeEq;

/// How long a nonce is good for, in milliseconds. Then the client is told that it is stale, and repeats without asking its user.
const NONCE_LIVES: i64 = 10 * 60 * 1000;
/// The longest header that is looked at, in bytes.
const LONGEST_HEADER: usize = 4_096;

/// What a client sent in `Authorization: Digest …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) username: String,
    realm: String,
    nonce: String,
    uri: String,
    response: String,
    qop: Option<String>,
    nonce_count: String,
    client_nonce: String,
}

/// The header `WWW-Authenticate` that asks for an answer.
pub(crate) fn challenge(key: &[u8; 32], now: i64, is_stale: bool) -> String {
    let stale = if is_stale { ", stale=true" } else { "" };
    format!("Digest realm=\"{DEVICE_REALM}\", qop=\"auth\", algorithm=MD5, nonce=\"{}\"{stale}", nonce(key, now))
}

/// A nonce that proves itself: the moment it was made, and a hash that only this server can make.
fn nonce(key: &[u8; 32], at: i64) -> String {
    let mut hasher = Sha256::new();
    hasher.update(key);
    hasher.update(at.to_be_bytes());
    hasher.update(key);
    let proof: String = hasher.finalize().encode_hex();
    format!("{at:x}.{proof}")
}

impl Answer {
    /// Reads what follows `Digest ` in the header.
    pub(crate) fn read(header: &str) -> Option<Self> {
        if header.len() > LONGEST_HEADER {
            return None;
        }
        let mut fields = fields(header)?;
        let mut take = |name: &str| fields.remove(name);
        Some(Self {
            username: take("username")?,
            realm: take("realm")?,
            nonce: take("nonce")?,
            uri: take("uri")?,
            response: take("response")?,
            qop: take("qop"),
            nonce_count: take("nc").unwrap_or_default(),
            client_nonce: take("cnonce").unwrap_or_default(),
        })
    }

    /// Whether it answers a challenge of this server that is not too old. If not, the client is asked again and repeats by itself.
    pub(crate) fn is_fresh(&self, key: &[u8; 32], now: i64) -> bool {
        let made = self.nonce.split_once('.').and_then(|(at, _)| i64::from_str_radix(at, 16).ok());
        made.is_some_and(|made| {
            is_same(&nonce(key, made), &self.nonce) && (0..=NONCE_LIVES).contains(&now.saturating_sub(made))
        })
    }

    /// Whether the client knows the secret behind a hash, for this request (method, and path with query as sent).
    pub(crate) fn is_right(&self, secret_hash: &str, method: &str, target: &str) -> bool {
        if self.realm != DEVICE_REALM || self.uri != target || self.qop.as_deref() != Some("auth") {
            return false;
        }
        let request = hash(&format!("{method}:{}", self.uri));
        let expected =
            hash(&format!("{secret_hash}:{}:{}:{}:auth:{request}", self.nonce, self.nonce_count, self.client_nonce));
        is_same(&expected, &self.response.to_ascii_lowercase())
    }
}

fn is_same(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

fn hash(text: &str) -> String {
    Md5::digest(text.as_bytes()).encode_hex()
}

/// `name=value` or `name="value"` with commas between; nothing when it is otherwise or a name comes twice.
fn fields(header: &str) -> Option<HashMap<String, String>> {
    let mut found = HashMap::new();
    let mut rest = header.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let (value, after) = match after.trim_start().strip_prefix('"') {
            Some(quoted) => until_quote(quoted)?,
            None => {
                let end = after.find(',').unwrap_or(after.len());
                let (value, after) = after.split_at_checked(end)?;
                (value.trim().to_owned(), after)
            }
        };
        if found.insert(name.trim().to_ascii_lowercase(), value).is_some() {
            return None;
        }
        rest = after.trim_start();
        rest = match rest.strip_prefix(',') {
            Some(more) => more.trim_start(),
            None if rest.is_empty() => rest,
            None => return None,
        };
    }
    Some(found)
}

/// The text up to the closing quote, escapes undone, and what follows it.
fn until_quote(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, text.get(at + 1..)?)),
            '\\' => value.push(characters.next()?.1),
            other => value.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];

    /// What a client makes of a challenge, following RFC 2617 section 3.2.2.
    fn answered(challenge: &str, username: &str, secret: &str, method: &str, uri: &str) -> Answer {
        let fields = fields(challenge.strip_prefix("Digest ").expect("a digest challenge")).expect("readable");
        let ha1 = hash(&format!("{username}:{}:{secret}", fields["realm"]));
        let ha2 = hash(&format!("{method}:{uri}"));
        let response = hash(&format!("{ha1}:{}:00000001:0a4f113b:auth:{ha2}", fields["nonce"]));
        Answer::read(&format!(
            "username=\"{username}\", realm=\"{}\", nonce=\"{}\", uri=\"{uri}\", qop=auth, nc=00000001, \
             cnonce=\"0a4f113b\", response=\"{response}\", algorithm=MD5",
            fields["realm"], fields["nonce"]
        ))
        .expect("readable")
    }

    #[test]
    fn the_example_of_the_standard_gives_its_response() {
        let ha1 = hash("Mufasa:testrealm@host.com:Circle Of Life");
        let ha2 = hash("GET:/dir/index.html");
        let nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093";
        assert_eq!(hash(&format!("{ha1}:{nonce}:00000001:0a4f113b:auth:{ha2}")), "6629fae49393a05397450978507c4ef1");
    }

    #[test]
    fn whoever_knows_the_secret_comes_in_for_the_request_they_signed_and_for_a_while() {
        let known = hash(&format!("device-1:{DEVICE_REALM}:secret"));
        let answer = answered(&challenge(&KEY, 1_000, false), "device-1", "secret", "GET", "/formList?a=1");
        for (name, found, expected) in [
            ("right", answer.is_right(&known, "GET", "/formList?a=1"), true),
            ("another path", answer.is_right(&known, "GET", "/formList?a=2"), false),
            ("another method", answer.is_right(&known, "POST", "/formList?a=1"), false),
            ("another secret", answer.is_right(&hash("device-1:Saphan:other"), "GET", "/formList?a=1"), false),
            ("in time", answer.is_fresh(&KEY, 61_000), true),
            ("too late", answer.is_fresh(&KEY, 700_000), false),
            ("before it was made", answer.is_fresh(&KEY, 0), false),
            ("another server's", answer.is_fresh(&[8; 32], 61_000), false),
        ] {
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn headers_that_are_not_as_they_should_be_are_not_read() {
        for header in ["", "username", "username=\"a", "a=1, a=2", "username=\"a\" realm=\"b\"", "a=\"b\\"] {
            assert_eq!(Answer::read(header), None, "{header}");
        }
        assert_eq!(Answer::read(&"a".repeat(5_000)), None);
        assert_eq!(fields("a=\"x\\\"y, z\", b = 2").expect("readable")["a"], "x\"y, z");
    }
}
