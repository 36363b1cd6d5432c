//! Signing in and out, and who a browser's token belongs to. A token is kept only as its hash; a session ends after half an hour
//! without use and twelve hours in any case (OWASP ASVS 5.0, V7.3).

use crate::devices::must_wait;
use crate::people::LONGEST_LOGIN;
use crate::{Entry, Identity};
use language::{Lang, Message};
use serde_json::json;
use service_kit::{Actor, Context, Role, ServiceError};
use sha2::{Digest, Sha256};
use store::{Account, AuditEntry, Change, Millis, Session, Unit};
use subtle::ConstantTimeEq;

const IDLE: Millis = 30 * 60 * 1000;
const ABSOLUTE: Millis = 12 * 60 * 60 * 1000;
/// A session's last use is noted at most this often, so that reading pages does not write each time.
pub(crate) const NOTED_EVERY: Millis = 60 * 1000;

/// A browser that has just signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The secret for the cookie; it is not kept and cannot be shown again.
    pub token: String,
    /// Who it is.
    pub actor: Actor,
    /// The language they chose.
    pub lang: Lang,
}

/// Who a browser's token belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visitor {
    /// Nobody, or nobody any more.
    Nobody,
    /// Somebody who may do what their role may.
    In(Actor, Lang),
    /// Somebody who was forced to sign in, and said so by their word: they may do nothing that a stranger may not.
    Confined(Actor, Lang),
}

/// By what somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// Password or one-time link, with a code where one is asked for.
    Password,
    /// A passkey.
    Passkey,
    /// Their identity provider, with a code where one is asked for.
    Provider,
    /// The word under duress.
    Duress,
}

impl How {
    fn action(self) -> &'static str {
        if self == Self::Duress { "session.open-duress" } else { "session.open" }
    }

    fn detail(self) -> serde_json::Value {
        match self {
            Self::Password | Self::Duress => json!({}),
            Self::Passkey => json!({ "by": "passkey" }),
            Self::Provider => json!({ "by": "provider" }),
        }
    }
}

impl Identity {
    /// Signs somebody in who gives no code.
    ///
    /// # Errors
    /// As [`Identity::enter`]; [`ServiceError::Invalid`] at `code` when one is asked of this account.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<SignedIn, ServiceError> {
        without_code(self.enter(login, password).await?)
    }

    /// Takes login and password, and lets their owner in or asks for a code. Unknown logins, disabled accounts and wrong passwords look
    /// alike and take alike.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] when login and password do not belong together; [`ServiceError::TooMuch`] when this login must wait;
    /// [`ServiceError::Unavailable`] when too many sign in at once.
    pub async fn enter(&self, login: &str, password: &str) -> Result<Entry, ServiceError> {
        // Nobody has a longer login, and what is remembered of failures must not grow with what is sent.
        let login: String = normalised(login).chars().take(LONGEST_LOGIN + 1).collect();
        self.throttle.begin(&login, self.kit.now()).map_err(must_wait)?;
        let account = self.kit.store.account_by_login(&login).await?.filter(|account| !account.disabled);
        let hash = account.as_ref().and_then(|account| account.password_hash.clone());
        let word = self.kit.store.duress_hash(account.as_ref().map_or("", |account| &account.id)).await?;
        let given: String = password.chars().take(crate::MAX_PASSWORD + 1).collect();
        // Both are worked out whatever the first says, so that nobody learns from the time it takes whether there is a word under duress.
        let right = self.hasher.verify(given.clone(), hash).await?;
        let forced = self.hasher.verify(given, word.clone()).await?;
        match account.filter(|_| right || forced) {
            Some(account) => {
                self.throttle.succeeded(&login);
                self.admit(&account, word.filter(|_| forced && !right)).await
            }
            None => Err(ServiceError::invalid("login", Message::new("identity-wrong"))),
        }
    }

    /// Opens a session for an account that has proved itself, by password or by one-time link.
    pub(crate) async fn open_session(&self, account: &Account) -> Result<SignedIn, ServiceError> {
        let (signed_in, change, entry) = self.new_session(account, How::Password)?;
        self.kit.commit(Unit::one(change, entry)).await?;
        Ok(signed_in)
    }

    /// A session that opens once its change is written.
    pub(crate) fn new_session(
        &self,
        account: &Account,
        how: How,
    ) -> Result<(SignedIn, Change, AuditEntry), ServiceError> {
        let token = self.kit.new_secret();
        let context = Context::new(&self.kit, actor(account)?, lang(account));
        let session = Session {
            token_hash: token_hash(&token),
            id: self.kit.new_id(),
            account_id: account.id.clone(),
            created_at: context.at,
            seen_at: context.at,
            expires_at: context.at + ABSOLUTE,
            confined: how == How::Duress,
        };
        let entry = self.kit.entry(&context, how.action(), "account", &account.id, &how.detail());
        let signed_in = SignedIn { token, actor: context.actor, lang: context.lang };
        Ok((signed_in, Change::PutSession(session), entry))
    }

    /// Who holds this token now and may do what their role may; nobody when it is unknown, ended, idle too long, too old, confined to the
    /// public pages, or its account is disabled.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn whose(&self, token: &str) -> Result<Option<(Actor, Lang)>, ServiceError> {
        match self.visitor(token).await? {
            Visitor::In(actor, lang) => Ok(Some((actor, lang))),
            Visitor::Confined(..) | Visitor::Nobody => Ok(None),
        }
    }

    /// Who holds this token now, for pages that must look alike for somebody who signed in under duress.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn visitor(&self, token: &str) -> Result<Visitor, ServiceError> {
        let Some((session, account)) = self.kit.store.session(&token_hash(token)).await? else {
            return Ok(Visitor::Nobody);
        };
        let now = self.kit.now();
        let token_hash = session.token_hash.clone();
        if account.disabled || !is_alive(&session, now) {
            // It is ended for good, so that a clock that is set back later does not revive it.
            self.note(Change::EndSession { token_hash }).await?;
            return Ok(Visitor::Nobody);
        }
        if now - session.seen_at > NOTED_EVERY {
            self.note(Change::NoteSessionUse { token_hash, at: now }).await?;
        }
        let (actor, lang) = (actor(&account)?, lang(&account));
        Ok(if session.confined { Visitor::Confined(actor, lang) } else { Visitor::In(actor, lang) })
    }

    /// Writes what a reader does not wait for: while nothing can be written, pages can still be read.
    pub(crate) async fn note(&self, change: Change) -> Result<(), ServiceError> {
        match self.kit.commit(Unit::new(vec![change], Vec::new())).await {
            Ok(_) | Err(ServiceError::Unavailable(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// Ends the session of this token.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn sign_out(&self, context: &Context, token: &str) -> Result<(), ServiceError> {
        let entry = self.kit.entry(context, "session.close", "account", &context.actor.account_id, &json!({}));
        self.kit.commit(Unit::one(Change::EndSession { token_hash: token_hash(token) }, entry)).await?;
        Ok(())
    }
}

/// In, unless a code is asked for.
pub(crate) fn without_code(entry: Entry) -> Result<SignedIn, ServiceError> {
    match entry {
        Entry::In(signed_in) => Ok(signed_in),
        Entry::NeedsCode(_) => Err(ServiceError::invalid("code", Message::new("identity-code-needed"))),
    }
}

/// The value that a page's forms carry, so that another site cannot send them in the user's name. It follows from the session's
/// secret but does not give it away.
pub fn csrf_token(token: &str) -> String {
    hex::encode(Sha256::digest(format!("csrf:{token}")))
}

/// Whether a form's value belongs to this session, compared in constant time.
pub fn csrf_token_matches(token: &str, value: &str) -> bool {
    csrf_token(token).as_bytes().ct_eq(value.as_bytes()).into()
}

pub(crate) fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// Logins are compared without regard to letter case and surrounding space.
pub(crate) fn normalised(login: &str) -> String {
    login.trim().to_lowercase()
}

/// A moment before the session began is one of a clock that jumped back, and counts as expired.
pub(crate) fn is_alive(session: &Session, now: Millis) -> bool {
    (session.created_at..session.expires_at).contains(&now) && now - session.seen_at < IDLE
}

pub(crate) fn actor(account: &Account) -> Result<Actor, ServiceError> {
    let role = Role::from_id(&account.role)
        .ok_or_else(|| ServiceError::Internal(format!("account {} has unknown role {}", account.id, account.role)))?;
    Ok(Actor { account_id: account.id.clone(), agency_id: account.agency_id.clone(), role, name: account.name.clone() })
}

pub(crate) fn lang(account: &Account) -> Lang {
    account.lang.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_from_elsewhere_does_not_match() {
        let value = csrf_token("secret");
        assert!(csrf_token_matches("secret", &value));
        assert!(!csrf_token_matches("other", &value));
        assert!(!csrf_token_matches("secret", ""));
        assert!(!value.contains("secret"));
    }
}
