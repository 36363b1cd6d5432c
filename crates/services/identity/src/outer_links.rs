//! Which accounts are linked to an identity provider, and ending that: one's own, and those that one keeps. How an account is linked and
//! signed in with is `outer`'s.

use crate::Identity;
use crate::session::token_hash;
use serde_json::json;
use service_kit::{Context, ServiceError};
use std::collections::BTreeSet;
use store::{Change, Millis, OuterIdentity, Unit};

/// That an account is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProviderLink {
    /// Since when.
    pub linked_at: Millis,
    /// When it was last signed in with; none until it was.
    pub used_at: Option<Millis>,
}

impl Identity {
    /// Whether the caller's account is linked.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn own_provider_link(&self, context: &Context) -> Result<Option<ProviderLink>, ServiceError> {
        Ok(self.outer_of(&context.actor.account_id).await?.as_ref().map(told))
    }

    /// Ends the link of the caller's account, and their other sessions: some may have been opened by it. The one of `token` stays.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none; [`ServiceError::Invalid`] at `present` for a wrong password;
    /// [`ServiceError::TooMuch`] after many.
    pub async fn unlink_from_provider(
        &self,
        context: &Context,
        token: &str,
        password: &str,
    ) -> Result<(), ServiceError> {
        let account = self.own_account(context).await?;
        self.outer_of(&account.id).await?.ok_or(ServiceError::NotFound)?;
        self.prove(&account, password).await?;
        let ended = Change::EndOtherSessionsOf { account_id: account.id.clone(), token_hash: token_hash(token) };
        self.unlink(context, account.id, ended).await
    }

    /// Whether an account is linked that the caller keeps.
    ///
    /// # Errors
    /// As [`Identity::end_sessions_of`].
    pub async fn provider_link_of(
        &self,
        context: &Context,
        account_id: &str,
    ) -> Result<Option<ProviderLink>, ServiceError> {
        let account = self.kept_account(context, account_id).await?;
        Ok(self.outer_of(&account.id).await?.as_ref().map(told))
    }

    /// The accounts that are linked, of those that the caller keeps, by their ids.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller keeps none.
    pub async fn linked_people(&self, context: &Context) -> Result<BTreeSet<String>, ServiceError> {
        let kept: BTreeSet<String> = self.people(context).await?.into_iter().map(|person| person.id).collect();
        let Some(at) = &self.at_provider else { return Ok(BTreeSet::new()) };
        let linked = self.kit.store.outer_identities(&at.provider.issuer).await?;
        Ok(linked.into_iter().map(|outer| outer.account_id).filter(|id| kept.contains(id)).collect())
    }

    /// Ends the link of somebody's account, and their sessions: whoever has their place at the provider may be in. They still have their
    /// password. A link that is gone stays gone.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller does not keep this account; [`ServiceError::Refused`] for their own, which asks for the
    /// password, and when its role is not theirs to give.
    pub async fn unlink_somebody(&self, context: &Context, account_id: &str) -> Result<(), ServiceError> {
        if account_id == context.actor.account_id {
            return Err(ServiceError::Refused);
        }
        let account = self.kept_account(context, account_id).await?;
        let ended = Change::EndSessionsOf { account_id: account.id.clone() };
        self.unlink(context, account.id, ended).await
    }

    async fn unlink(&self, context: &Context, account_id: String, ended: Change) -> Result<(), ServiceError> {
        let entry = self.kit.entry(context, "account.provider-unlink", "account", &account_id, &json!({}));
        let dropped = Change::DropOuterIdentitiesOf { account_id };
        self.kit.commit(Unit::new(vec![dropped, ended], vec![entry])).await?;
        Ok(())
    }

    pub(crate) async fn outer_of(&self, account_id: &str) -> Result<Option<OuterIdentity>, ServiceError> {
        let Some(at) = &self.at_provider else { return Ok(None) };
        Ok(self.kit.store.outer_identity_of(&at.provider.issuer, account_id).await?)
    }
}

fn told(outer: &OuterIdentity) -> ProviderLink {
    ProviderLink { linked_at: outer.linked_at, used_at: outer.used_at }
}
