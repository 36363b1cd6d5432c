//! Who calls: the bearer token of a session, and the language that problems are told in.

use crate::ApiState;
use crate::failure::Failure;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION};
use axum::http::request::Parts;
use language::Lang;
use service_kit::{Context, ServiceError};

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
        Ok(Self(Context::new(&state.kit, actor, asked.unwrap_or(chosen))))
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

fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The first language of `Accept-Language` that the interface has.
fn asked_language(parts: &Parts) -> Option<Lang> {
    let header = parts.headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    header.split(',').filter_map(|item| item.split(';').next()?.trim().parse().ok()).next()
}
