//! Who calls: the bearer token of a session, and the language that problems are told in.

use crate::ApiState;
use crate::failure::Failure;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION};
use axum::http::request::Parts;
use language::Lang;
use service_kit::{Context, Purpose, ServiceError};

/// A signed-in caller's context.
pub(crate) struct Caller(pub(crate) Context);

impl FromRequestParts<ApiState> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Failure> {
        let asked = asked_language(parts);
        let needed = || Failure::new(asked.unwrap_or_default(), ServiceError::SignInNeeded);
        let token = bearer(parts).ok_or_else(needed)?;
        let found =
            state.identity.whose(token).await.map_err(|error| Failure::new(asked.unwrap_or_default(), error))?;
        let (actor, chosen) = found.ok_or_else(needed)?;
        let lang = asked.unwrap_or(chosen);
        let purpose = purpose(parts).map_err(|error| Failure::new(lang, error))?;
        Ok(Self(Context { purpose, ..Context::new(&state.kit, actor, lang) }))
    }
}

/// The language that the request asks for, for callers who are not signed in.
pub(crate) struct Asked(pub(crate) Lang);

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(asked_language(parts).unwrap_or_default()))
    }
}

/// What the caller reads for: `?purpose=supervision`, or the header `saphan-purpose`; another one behind it, as in `other: the court asks`.
fn purpose(parts: &Parts) -> Result<Option<Purpose>, ServiceError> {
    let query = parts.uri.query().unwrap_or_default();
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "purpose");
    let header = || Some(parts.headers.get("saphan-purpose")?.to_str().ok()?.to_owned());
    let Some(said) = asked.map(|(_, said)| said.into_owned()).or_else(header) else { return Ok(None) };
    let (id, told) = said.split_once(':').unwrap_or((&said, ""));
    Purpose::new(id.trim(), told).map(Some)
}

fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The first language of `Accept-Language` that the interface has.
fn asked_language(parts: &Parts) -> Option<Lang> {
    Lang::accepted(parts.headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?)
}
