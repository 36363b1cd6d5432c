//! What an ID token proves (OpenID Connect Core 1.0, section 3.1.3.7; RFC 7515): that the provider says of somebody that they signed in there,
//! now, for this server, and because this browser asked. Owns the arithmetic only: where tokens and keys come from is `provider`'s, and whose
//! account somebody is, is `outer`'s.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256};
use ring::signature::{RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use subtle::ConstantTimeEq;

/// No token is longer than this, in bytes.
const LONGEST: usize = 16 * 1024;
/// The most keys of a provider that are looked at.
const MOST_KEYS: usize = 100;
/// The longest name of somebody at their provider, in bytes, as the specification has it.
const LONGEST_SUBJECT: usize = 255;
/// How far the clocks of two servers may be apart, in seconds.
const LEEWAY: i64 = 60;
/// How long ago a token may have been made, in seconds: it is fetched as soon as it is.
const OLDEST: i64 = 10 * 60;
/// What a provider calls a sign-in with several factors: OpenID's own name of old, and that of the federations of universities.
const MULTI_FACTOR: [&str; 2] =
    ["http://schemas.openid.net/pape/policies/2007/06/multi-factor", "https://refeds.org/profile/mfa"];
/// Ways to prove oneself (RFC 8176) by what they are: known, had, or of one's body.
const KINDS: [&[&str]; 3] = [
    &["pwd", "pin", "kba"],
    &["otp", "hwk", "swk", "sc", "sms", "tel", "pop"],
    &["face", "fpt", "iris", "retina", "vbm"],
];

/// What a token must say to be one for this server and this browser.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected<'e> {
    /// The provider.
    pub(crate) issuer: &'e str,
    /// This server, as the provider knows it.
    pub(crate) client_id: &'e str,
    /// What this browser was sent there with.
    pub(crate) nonce: &'e str,
    /// The present moment, in seconds since 1970-01-01T00:00Z.
    pub(crate) now: i64,
}

/// Who signed in at the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proven {
    /// Who it is there.
    pub(crate) subject: String,
    /// Whether they proved themselves there in two ways of different kinds.
    pub(crate) is_multi_factor: bool,
}

/// Why a token proves nothing. People are told one thing for all of them; none holds anything of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It cannot be read, or is too long.
    Shape,
    /// It is signed in a way that is not taken, or not at all.
    Algorithm,
    /// No key of the provider is the one that it names; the provider may have a new one.
    UnknownKey,
    /// The signature is not the key's.
    Signature,
    /// Another provider's.
    Issuer,
    /// For another server.
    Audience,
    /// Over, not yet begun, from the future or from long ago.
    Time,
    /// Asked for by another browser, or by nobody.
    Nonce,
    /// Of nobody that can be named.
    Subject,
}

/// A provider's public keys (RFC 7517), as it publishes them. Those of kinds that are not taken are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Keys(Vec<Key>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    id: Option<String>,
    parts: Parts,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Parts {
    /// RS256: modulus and exponent.
    Rsa(Vec<u8>, Vec<u8>),
    /// ES256: an uncompressed point of P-256.
    P256(Vec<u8>),
}

#[derive(Deserialize)]
struct PublishedKeys {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct PublishedKey {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// What must be understood beyond the specification; nothing is.
    crit: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Words,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    acr: Option<String>,
    amr: Option<Words>,
}

/// A list that may be written as its only word.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Several(Vec<String>),
}

impl Words {
    fn all(&self) -> &[String] {
        match self {
            Self::One(word) => std::slice::from_ref(word),
            Self::Several(words) => words,
        }
    }

    fn has(&self, word: &str) -> bool {
        self.all().iter().any(|one| one == word)
    }
}

impl Keys {
    /// Reads what a provider publishes; nothing when it is no set of keys.
    pub(crate) fn read(published: &[u8]) -> Option<Self> {
        let published: PublishedKeys = serde_json::from_slice(published).ok()?;
        let keys = published.keys.into_iter().take(MOST_KEYS);
        Some(Self(keys.filter_map(|key| Key::of(serde_json::from_value(key).ok()?)).collect()))
    }

    /// The key that a token says it is signed with; without a name, the only one of the kind.
    fn named(&self, id: Option<&str>, algorithm: &str) -> Option<&Key> {
        let mut of_kind = self.0.iter().filter(|key| key.parts.algorithm() == algorithm);
        let Some(id) = id else {
            let only = of_kind.next();
            return only.filter(|_| of_kind.next().is_none());
        };
        of_kind.find(|key| key.id.as_deref() == Some(id))
    }
}

impl Key {
    fn of(key: PublishedKey) -> Option<Self> {
        let bytes = |part: Option<String>| BASE64_URL_SAFE_NO_PAD.decode(part?).ok();
        let parts = match key.kty.as_str() {
            "RSA" => Parts::Rsa(number(&bytes(key.n)?), number(&bytes(key.e)?)),
            "EC" if key.crv.as_deref() == Some("P-256") => {
                let (x, y) = (bytes(key.x)?, bytes(key.y)?);
                (x.len() == 32 && y.len() == 32).then(|| Parts::P256([&[4], x.as_slice(), y.as_slice()].concat()))?
            }
            _ => return None,
        };
        let signs = key.purpose.is_none_or(|purpose| purpose == "sig");
        let is_for = key.alg.is_none_or(|algorithm| algorithm == parts.algorithm());
        (signs && is_for).then_some(Self { id: key.kid, parts })
    }
}

/// Without zeros in front, which some providers publish and `ring` refuses.
fn number(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().skip_while(|byte| *byte == 0).collect()
}

impl Parts {
    /// A key is for one way of signing, whatever a token says.
    fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(..) => "RS256",
            Self::P256(_) => "ES256",
        }
    }

    fn signed(&self, text: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Rsa(n, e) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, text, signature).is_ok()
            }
            Self::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(text, signature).is_ok()
            }
        }
    }
}

/// Who signed in, if the token is what it should be in every part. Nothing of it is believed before its signature is.
pub(crate) fn verified(token: &str, keys: &Keys, expected: Expected<'_>) -> Result<Proven, Flaw> {
    if token.len() > LONGEST {
        return Err(Flaw::Shape);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Flaw::Shape)?;
    let (header, claims) = signed.split_once('.').ok_or(Flaw::Shape)?;
    let header: Header = part(header)?;
    if header.crit.is_some() || !["RS256", "ES256"].contains(&header.alg.as_str()) {
        return Err(Flaw::Algorithm);
    }
    let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).map_err(|_| Flaw::Shape)?;
    let key = keys.named(header.kid.as_deref(), &header.alg).ok_or(Flaw::UnknownKey)?;
    if !key.parts.signed(signed.as_bytes(), &signature) {
        return Err(Flaw::Signature);
    }
    let claims: Claims = part(claims)?;
    claims.fit(expected)?;
    Ok(Proven { is_multi_factor: claims.is_multi_factor(), subject: claims.sub })
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, Flaw> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| Flaw::Shape)?;
    serde_json::from_slice(&bytes).map_err(|_| Flaw::Shape)
}

impl Claims {
    fn fit(&self, expected: Expected<'_>) -> Result<(), Flaw> {
        if self.iss != expected.issuer {
            return Err(Flaw::Issuer);
        }
        // For several servers it must say which of them asked.
        let is_alone = self.aud.all().len() == 1;
        let asked = self.azp.as_deref().map_or(is_alone, |azp| azp == expected.client_id);
        if !self.aud.has(expected.client_id) || !asked {
            return Err(Flaw::Audience);
        }
        let (now, leeway) = (expected.now as f64, LEEWAY as f64);
        let lasts = now < self.exp + leeway;
        let is_new = (now - leeway - OLDEST as f64..=now + leeway).contains(&self.iat);
        let has_begun = self.nbf.is_none_or(|nbf| nbf <= now + leeway);
        if !(lasts && is_new && has_begun) {
            return Err(Flaw::Time);
        }
        let nonce = self.nonce.as_deref().unwrap_or_default();
        if expected.nonce.is_empty() || !bool::from(nonce.as_bytes().ct_eq(expected.nonce.as_bytes())) {
            return Err(Flaw::Nonce);
        }
        let is_named = (1..=LONGEST_SUBJECT).contains(&self.sub.len()) && !self.sub.chars().any(char::is_control);
        if is_named { Ok(()) } else { Err(Flaw::Subject) }
    }

    fn is_multi_factor(&self) -> bool {
        let is_said = self.acr.as_deref().is_some_and(|acr| MULTI_FACTOR.contains(&acr));
        let has = |way: &str| self.amr.as_ref().is_some_and(|ways| ways.has(way));
        let kinds = KINDS.iter().filter(|kind| kind.iter().any(|way| has(way))).count();
        is_said || has("mfa") || kinds > 1
    }
}

#[cfg(test)]
mod tests;
