//! One-time links, with which people choose their password: made, renewed, used once. Owns how long one works and that only the
//! latest one of an account does.

use crate::password::acceptable;
use crate::people::{MOST_TRIES, Person, overtaken, person};
use crate::session::{actor, lang, token_hash, without_code};
use crate::{Entry, Identity, SignedIn};
use serde_json::json;
use service_kit::{Context, ServiceError};
use store::{Account, Change, Invitation, Millis, Requirement, Unit};

/// A one-time link works this long.
const LINK_LIFE: Millis = 7 * 24 * 60 * 60 * 1000;

/// The secret of a one-time link; a surface makes the address of it. It is not kept and cannot be shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeLink {
    /// The secret.
    pub token: String,
    /// For which account.
    pub account_id: String,
}

impl Identity {
    /// A new one-time link for somebody who lost their password or their first link. Earlier links stop working and open sessions
    /// end.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller does not keep this account; [`ServiceError::Refused`] when its role is not theirs
    /// to give.
    pub async fn renew_link(&self, context: &Context, account_id: &str) -> Result<OneTimeLink, ServiceError> {
        let account = self.kept_account(context, account_id).await?;
        self.link(context, account).await
    }

    /// Whose link this is, while it still works: the page greets them by name before it asks for a password.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when it does not work (any more).
    pub async fn link_owner(&self, token: &str) -> Result<Person, ServiceError> {
        Ok(person(self.linked_account(token).await?))
    }

    /// Chooses a password with a one-time link and signs its owner in, who gives no code.
    ///
    /// # Errors
    /// As [`Identity::enter_by_link`]; [`ServiceError::Invalid`] at `code` when one is asked of this account.
    pub async fn use_link(&self, token: &str, password: &str) -> Result<SignedIn, ServiceError> {
        without_code(self.enter_by_link(token, password).await?)
    }

    /// Chooses a password with a one-time link and lets its owner in, or asks for a code: a link replaces the password only.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the link does not work (any more); [`ServiceError::Invalid`] when the password is too weak.
    pub async fn enter_by_link(&self, token: &str, password: &str) -> Result<Entry, ServiceError> {
        let account = self.linked_account(token).await?;
        acceptable(password, &account.login)?;
        self.is_no_duress_word(&account, password).await?;
        let password_hash = Some(self.hasher.hash(password.to_owned(), &*self.kit.entropy).await?);
        // Hashing takes a while, in which the account may have been disabled or given another role: what is written keeps that.
        for _ in 0..MOST_TRIES {
            let before = self.linked_account(token).await?;
            let account = Account { password_hash: password_hash.clone(), ..before.clone() };
            let context = Context::new(&self.kit, actor(&account)?, lang(&account));
            let changes = vec![
                Change::UseInvitation { token_hash: token_hash(token), at: context.at },
                Change::EndSessionsOf { account_id: account.id.clone() },
                Change::PutAccount(account.clone()),
            ];
            let entry = self.kit.entry(&context, "account.password", "account", &account.id, &json!({}));
            let unit = Unit::new(changes, vec![entry]).requiring(Requirement::AccountUnchanged(before));
            match self.kit.commit_unless_overtaken(unit).await {
                Ok(Some(_)) => return self.admit(&account, None).await,
                Ok(None) => {}
                Err(ServiceError::Conflict(_)) => return Err(ServiceError::NotFound),
                Err(other) => return Err(other),
            }
        }
        Err(overtaken())
    }

    async fn linked_account(&self, token: &str) -> Result<Account, ServiceError> {
        let invitation = self.kit.store.invitation(&token_hash(token)).await?;
        let now = self.kit.now();
        let works = invitation.filter(|invitation| invitation.used_at.is_none() && now < invitation.expires_at);
        let account = match works {
            Some(invitation) => self.kit.store.account(&invitation.account_id).await?,
            None => None,
        };
        account.filter(|account| !account.disabled).ok_or(ServiceError::NotFound)
    }

    /// A new link for an account as the caller read it: one that was raised above them meanwhile is a conflict.
    pub(crate) async fn link(&self, context: &Context, account: Account) -> Result<OneTimeLink, ServiceError> {
        let entry = self.kit.entry(context, "account.link", "account", &account.id, &json!({}));
        let (link, change) = self.new_link(context, account.id.clone());
        let ended = Change::EndSessionsOf { account_id: account.id.clone() };
        let unit = Unit::new(vec![ended, change], vec![entry]);
        self.kit.commit(unit.requiring(Requirement::AccountUnchanged(account))).await?;
        Ok(link)
    }

    pub(crate) fn new_link(&self, context: &Context, account_id: String) -> (OneTimeLink, Change) {
        let token = self.kit.new_secret();
        let invitation = Invitation {
            token_hash: token_hash(&token),
            account_id: account_id.clone(),
            expires_at: context.at + LINK_LIFE,
            used_at: None,
        };
        (OneTimeLink { token, account_id }, Change::PutInvitation(invitation))
    }
}
