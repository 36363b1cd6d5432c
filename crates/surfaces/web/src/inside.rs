//! A visit by somebody who signed in, whatever that opens. Owns which pages are open under duress: those whose handlers ask for this.

use crate::failure::Failure;
use crate::visit::Visit;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// A visit by somebody who signed in, for pages that are the same for everybody who did: nothing on them depends on who it is.
pub(crate) struct Inside {
    pub(crate) visit: Visit,
}

impl<S: Send + Sync> FromRequestParts<S> for Inside {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let visit = Visit::from_request_parts(parts, state).await?;
        if visit.is_in() { Ok(Self { visit }) } else { Err(Failure::SignIn) }
    }
}
