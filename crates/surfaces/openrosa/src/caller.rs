//! Which phone calls, and for whom: by the secret in the address, or by what answers a challenge. Owns how these look on the wire;
//! what proves a device is `identity`'s.

use crate::digest::{self, Answer};
use crate::reply::{Reply, asked_language};
use crate::{PATH, Shared};
use axum::extract::{FromRequestParts, OriginalUri, RawPathParams};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use identity::{DEVICE_REALM, DeviceProof};
use language::{Lang, Message};
use service_kit::{Actor, Context};

/// The digits of a secret.
const SECRET_LENGTH: usize = 64;

/// A phone that is known.
pub(crate) struct Phone {
    /// Whoever it sends for.
    pub(crate) context: Context,
    /// The address below which it finds everything.
    pub(crate) base: String,
}

impl FromRequestParts<Shared> for Phone {
    type Rejection = Reply;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Reply> {
        let lang = asked_language(&parts.headers);
        let kit = &shared.state.kit;
        let root = format!("{}{PATH}", shared.state.public_address);
        let (found, base) = match token(parts, shared).await {
            Some(token) => (by_token(shared, &token, lang).await?, format!("{root}/key/{token}")),
            None => (by_header(parts, shared, lang).await?, root),
        };
        let (actor, lang) = found;
        Ok(Self { context: Context::new(kit, actor, lang), base })
    }
}

/// The secret in the address, when the address is of that kind.
async fn token(parts: &mut Parts, shared: &Shared) -> Option<String> {
    let params = RawPathParams::from_request_parts(parts, shared).await.ok()?;
    params.iter().find(|(name, _)| *name == "token").map(|(_, token)| token.to_owned())
}

async fn by_token(shared: &Shared, token: &str, lang: Lang) -> Result<(Actor, Lang), Reply> {
    let refused = || Reply::bad(StatusCode::FORBIDDEN, lang, &Message::new("openrosa-unknown-device"));
    if token.len() != SECRET_LENGTH || !token.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(refused());
    }
    let found = shared.state.identity.whose_device(DeviceProof::Token(token)).await;
    found.map_err(|error| Reply::error(lang, &error, None))?.ok_or_else(refused)
}

async fn by_header(parts: &mut Parts, shared: &Shared, lang: Lang) -> Result<(Actor, Lang), Reply> {
    let now = shared.state.kit.now();
    let given = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (scheme, rest) = given.trim().split_once(' ').unwrap_or_default();
    let identity = &shared.state.identity;
    let found = if scheme.eq_ignore_ascii_case("basic") {
        let Some((id, secret)) = name_and_secret(rest) else { return Err(unknown(shared, lang, false)) };
        identity.whose_device(DeviceProof::Password { id: &id, secret: &secret }).await
    } else if scheme.eq_ignore_ascii_case("digest") {
        let Some(answer) = Answer::read(rest) else { return Err(unknown(shared, lang, false)) };
        if !answer.is_fresh(&shared.nonce_key, now) {
            return Err(unknown(shared, lang, true));
        }
        let target = target(parts);
        let is_right = |hash: &str| answer.is_right(hash, parts.method.as_str(), &target);
        identity.whose_device(DeviceProof::Digest { id: &answer.username, is_right: &is_right }).await
    } else {
        return Err(unknown(shared, lang, false));
    };
    found.map_err(|error| Reply::error(lang, &error, None))?.ok_or_else(|| unknown(shared, lang, false))
}

/// The address as it was sent, with its query.
fn target(parts: &Parts) -> String {
    let original = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
    original.path_and_query().map(ToString::to_string).unwrap_or_default()
}

fn name_and_secret(given: &str) -> Option<(String, String)> {
    let text = String::from_utf8(STANDARD.decode(given.trim()).ok()?).ok()?;
    let (name, secret) = text.split_once(':')?;
    Some((name.to_owned(), secret.to_owned()))
}

/// Asks for an answer. The secret itself is asked for only where nobody on the way can read it.
fn unknown(shared: &Shared, lang: Lang, is_stale: bool) -> Reply {
    let digest = digest::challenge(&shared.nonce_key, shared.state.kit.now(), is_stale);
    let is_over_tls = shared.state.public_address.starts_with("https://");
    let basic = is_over_tls.then(|| format!("Basic realm=\"{DEVICE_REALM}\", charset=\"UTF-8\""));
    let challenges = [Some(digest), basic].into_iter().flatten();
    Reply::unknown(lang, challenges.filter_map(|challenge| HeaderValue::from_str(&challenge).ok()).collect())
}
