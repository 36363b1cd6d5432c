//! What somebody's browser is asked to bring back: nothing that is kept, but a seal over when it was made, for which browser and for what,
//! which nobody else can make. Owns how long it lives; that one is answered once is kept where its answer is (`passkeys`, `outer`).

use crate::Identity;
use crate::session::token_hash;
use seal::Place;
use service_kit::ServiceError;
use store::{Millis, Unit};

/// How long a challenge waits for its answer.
pub(crate) const CHALLENGE_LIVES: Millis = 5 * 60 * 1000;
/// Whose key seals challenges.
const SUBJECT: &str = "passkey-challenges";

/// A challenge that was one of this browser's, for this purpose and of the last minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Challenged {
    /// When it was made.
    pub(crate) made: Millis,
    /// Whom or what it is about.
    pub(crate) of: String,
}

impl Identity {
    /// A challenge that is answered within five minutes, in this browser and for this purpose.
    pub(crate) async fn challenge(&self, purpose: &str, bound_to: &str, of: &str) -> Result<String, ServiceError> {
        let (mut key, made) = self.kit.data_key(SUBJECT).await?;
        if let Some(made) = made {
            match self.kit.commit(Unit::new(vec![made], Vec::new())).await {
                // Somebody else made it at once.
                Err(ServiceError::Conflict(_)) => key = self.kit.data_key(SUBJECT).await?.0,
                other => drop(other?),
            }
        }
        let told = format!("{} {} {} {of}", self.kit.now(), token_hash(bound_to), self.kit.new_secret());
        Ok(self.kit.sealed(&key, place(purpose), told.as_bytes()))
    }

    /// What a challenge says that somebody brings back, if it is one of this browser's, for this and of the last minutes.
    pub(crate) async fn challenged(
        &self,
        purpose: &str,
        bound_to: &str,
        challenge: &str,
    ) -> Result<Option<Challenged>, ServiceError> {
        let told = self.kit.opened(place(purpose), challenge).await?.and_then(|told| String::from_utf8(told).ok());
        let Some(told) = told else { return Ok(None) };
        let mut parts = told.splitn(4, ' ');
        let made: Option<Millis> = parts.next().and_then(|made| made.parse().ok());
        let is_ours = parts.next() == Some(token_hash(bound_to).as_str());
        let of = parts.nth(1).unwrap_or_default().to_owned();
        let now = self.kit.now();
        let made = made.filter(|made| is_ours && (0..CHALLENGE_LIVES).contains(&(now - made)));
        Ok(made.map(|made| Challenged { made, of }))
    }
}

/// It lies in no table; a seal for one purpose opens for no other.
fn place(purpose: &str) -> Place<'_> {
    Place { table: "sign-in", row: purpose, column: "challenge" }
}
