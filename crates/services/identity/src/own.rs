//! One's own account: where one is signed in, ending that, choosing another password; and ending the sessions of somebody whose
//! account one keeps. Owns no page. A session is named by an id that opens nothing.

use crate::Identity;
use crate::devices::must_wait;
use crate::password::acceptable;
use crate::people::{MOST_TRIES, Person, overtaken, person};
use crate::session::{is_alive, token_hash};
use language::Message;
use serde_json::json;
use service_kit::{Context, ServiceError};
use store::{Account, Change, Millis, Requirement, Unit};

/// A browser or program in which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// Its id, with which it is ended.
    pub id: String,
    /// Since when.
    pub since: Millis,
    /// When it was last used, to the minute.
    pub seen_at: Millis,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

impl Identity {
    /// The caller's own account.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller has none, as the operator.
    pub async fn own(&self, context: &Context) -> Result<Person, ServiceError> {
        Ok(person(self.own_account(context).await?))
    }

    /// Where the caller is signed in, the asking session first and then by last use. `token` is the one that asks.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn own_sessions(&self, context: &Context, token: &str) -> Result<Vec<OpenSession>, ServiceError> {
        let (own, now) = (token_hash(token), self.kit.now());
        let sessions = self.kit.store.sessions_of(&context.actor.account_id).await?;
        let open = sessions.into_iter().filter(|session| is_alive(session, now)).map(|session| OpenSession {
            is_this: session.token_hash == own,
            id: session.id,
            since: session.created_at,
            seen_at: session.seen_at,
        });
        let mut open: Vec<OpenSession> = open.collect();
        open.sort_by_key(|session| !session.is_this);
        Ok(open)
    }

    /// Ends one of the caller's own sessions. Its next request is a stranger's. One that has ended before stays ended.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when none of theirs has this id.
    pub async fn end_own_session(&self, context: &Context, id: &str) -> Result<(), ServiceError> {
        let account_id = context.actor.account_id.clone();
        let sessions = self.kit.store.sessions_of(&account_id).await?;
        let session = sessions.into_iter().find(|session| session.id == id).ok_or(ServiceError::NotFound)?;
        let entry = self.kit.entry(context, "session.end", "account", &account_id, &json!({}));
        let change = Change::EndSessionNamed { account_id, id: session.id };
        self.kit.commit(Unit::one(change, entry)).await?;
        Ok(())
    }

    /// Ends every session of the caller but the one that asks.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn end_other_sessions(&self, context: &Context, token: &str) -> Result<(), ServiceError> {
        let account_id = context.actor.account_id.clone();
        let entry = self.kit.entry(context, "session.end-all", "account", &account_id, &json!({}));
        let change = Change::EndOtherSessionsOf { account_id, token_hash: token_hash(token) };
        self.kit.commit(Unit::one(change, entry)).await?;
        Ok(())
    }

    /// Ends every session of an account that the caller keeps; its owner signs in again.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller does not keep this account; [`ServiceError::Refused`] when its role is not theirs
    /// to give.
    pub async fn end_sessions_of(&self, context: &Context, account_id: &str) -> Result<(), ServiceError> {
        let account = self.kept_account(context, account_id).await?;
        let entry = self.kit.entry(context, "session.end-all", "account", &account.id, &json!({}));
        self.kit.commit(Unit::one(Change::EndSessionsOf { account_id: account.id }, entry)).await?;
        Ok(())
    }

    /// Chooses another password for the caller, who proves to know the present one. Every other session of theirs ends; the one of
    /// `token` stays.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `present` when the present one is wrong, at `password` when the new one is too weak;
    /// [`ServiceError::TooMuch`] after many wrong ones; [`ServiceError::Conflict`] when somebody changed it meanwhile.
    pub async fn change_password(
        &self,
        context: &Context,
        token: &str,
        present: &str,
        password: &str,
    ) -> Result<(), ServiceError> {
        let read = self.own_account(context).await?;
        self.prove(&read, present).await?;
        acceptable(password, &read.login)?;
        self.is_no_duress_word(&read, password).await?;
        let hash = self.hasher.hash(password.to_owned(), &*self.kit.entropy).await?;
        // Hashing takes a while: what was changed of the account meanwhile stays, but a password that was is not undone.
        for _ in 0..MOST_TRIES {
            let before = self.own_account(context).await?;
            if before.password_hash != read.password_hash {
                return Err(overtaken());
            }
            let changes = vec![
                Change::EndOtherSessionsOf { account_id: before.id.clone(), token_hash: token_hash(token) },
                Change::PutAccount(Account { password_hash: Some(hash.clone()), ..before.clone() }),
            ];
            let entry = self.kit.entry(context, "account.password", "account", &before.id, &json!({}));
            let unit = Unit::new(changes, vec![entry]).requiring(Requirement::AccountUnchanged(before));
            if self.kit.commit_unless_overtaken(unit).await?.is_some() {
                return Ok(());
            }
        }
        Err(overtaken())
    }

    /// Asks somebody who is signed in for their password once more. Counted apart from signing in, so that whoever sits at a browser
    /// that was left open cannot guess, and cannot keep the owner from signing in elsewhere either.
    pub(crate) async fn prove(&self, account: &Account, password: &str) -> Result<(), ServiceError> {
        self.proving.begin(&account.id, self.kit.now()).map_err(must_wait)?;
        let given = password.chars().take(crate::MAX_PASSWORD + 1).collect();
        if !self.hasher.verify(given, account.password_hash.clone()).await? {
            return Err(ServiceError::invalid("present", Message::new("identity-present-wrong")));
        }
        self.proving.succeeded(&account.id);
        Ok(())
    }

    pub(crate) async fn own_account(&self, context: &Context) -> Result<Account, ServiceError> {
        let account = self.kit.store.account(&context.actor.account_id).await?;
        account.filter(|account| !account.disabled).ok_or(ServiceError::NotFound)
    }
}
