//! Signing in by the identity provider of one's office: linking one's account to who one is there, and coming in. Owns whose account
//! somebody is; what the provider says is `provider`'s, and ending a link is `outer_links`'. See docs/decisions/openid-connect.md.

use crate::factor::bound;
use crate::provider::{AtProvider, Failed, Sent};
use crate::session::{How, token_hash};
use crate::{Entry, Identity};
use language::Message;
use serde_json::json;
use service_kit::{Context, ServiceError};
use store::{Account, Change, Millis, OuterIdentity, Requirement, Unit};

const SIGN_IN: &str = "provider-sign-in";
const LINK: &str = "provider-link";
/// The longest address of a page to come back to, in bytes: providers bound what goes with a browser.
const LONGEST_TO: usize = 500;

/// A browser that is about to be sent to the provider.
#[derive(Clone, PartialEq, Eq)]
pub struct ToProvider {
    /// Where it is sent.
    pub address: String,
    /// The secret for the cookie by which it is known when it comes back.
    pub secret: String,
}

/// What a browser that comes back was sent for.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderQuestion {
    secret: String,
    made: Millis,
    sent_for: For,
}

#[derive(Clone, PartialEq, Eq)]
enum For {
    /// To sign in, and go on to this page.
    SignIn(String),
    /// To link this account.
    Link(String),
}

/// What a browser brings back from the provider.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ProviderAnswer {
    /// What the provider gives a token for; empty when it let nobody in.
    pub code: String,
    /// What it says of itself; empty when it says nothing.
    pub issuer: String,
    /// Why it let nobody in, in the words of the protocol; empty when it says nothing.
    pub error: String,
}

impl ProviderQuestion {
    /// Whether it was sent to link an account.
    pub fn is_link(&self) -> bool {
        matches!(self.sent_for, For::Link(_))
    }

    /// The page to go on to.
    pub fn to(&self) -> &str {
        if let For::SignIn(to) = &self.sent_for { to } else { "/account" }
    }
}

impl Identity {
    /// What people call the provider at which they can sign in; nothing where there is none.
    pub fn provider_name(&self) -> Option<&str> {
        self.at_provider.as_ref().map(|at| at.provider.name.as_str())
    }

    /// Sends a browser to the provider to sign in. `back` is this server's address to which it comes back, `to` the page to go on to.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] without a provider; [`ServiceError::Unavailable`] when it does not answer, or without the master key.
    pub async fn begin_at_provider(&self, back: &str, to: &str) -> Result<ToProvider, ServiceError> {
        let to = if to.len() > LONGEST_TO { "/" } else { to };
        self.leave(SIGN_IN, to, back).await
    }

    /// Sends the caller's browser to the provider to link their account. They prove what they sign in with, since the provider will stand
    /// for it.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `present` or `code`; [`ServiceError::TooMuch`] after many wrong ones; [`ServiceError::Conflict`] when
    /// it is linked; and as [`Identity::begin_at_provider`].
    pub async fn begin_provider_link(
        &self,
        context: &Context,
        (password, code): (&str, &str),
        back: &str,
    ) -> Result<ToProvider, ServiceError> {
        let account = self.own_account(context).await?;
        if self.outer_of(&account.id).await?.is_some() {
            return Err(self.said("identity-provider-linked"));
        }
        self.prove(&account, password).await?;
        // Before a code is used up.
        let sent = self.leave(LINK, &account.id, back).await?;
        let entry = self.kit.entry(context, "account.sign-in", "account", &account.id, &json!({}));
        let used = self.code_change(&account, code).await?;
        self.spend(&account, Unit::new(used.into_iter().collect(), vec![entry])).await?;
        Ok(sent)
    }

    /// What a browser that comes back was sent for, if it is this one and it was in the last minutes. Nothing that it brings is believed
    /// before.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn provider_question(&self, secret: &str, state: &str) -> Result<Option<ProviderQuestion>, ServiceError> {
        if secret.is_empty() {
            return Ok(None);
        }
        let secret = secret.to_owned();
        if let Some(found) = self.challenged(SIGN_IN, &secret, state).await? {
            return Ok(Some(ProviderQuestion { secret, made: found.made, sent_for: For::SignIn(found.of) }));
        }
        let found = self.challenged(LINK, &secret, state).await?;
        Ok(found.map(|found| ProviderQuestion { secret, made: found.made, sent_for: For::Link(found.of) }))
    }

    /// Lets somebody in whom the provider let in, if their account is linked. A code is asked for where codes are on, unless the provider
    /// says that they proved themselves in two ways.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `provider` when nobody is proven or no account linked, whichever way it fails;
    /// [`ServiceError::Unavailable`] when the provider does not answer.
    pub async fn enter_by_provider(
        &self,
        question: &ProviderQuestion,
        answer: &ProviderAnswer,
        back: &str,
    ) -> Result<Entry, ServiceError> {
        let refused = || self.invalid("identity-provider-refused");
        if question.is_link() {
            return Err(refused());
        }
        let (subject, is_multi_factor) = self.vouched_for(question, answer, back).await?;
        let issuer = self.at()?.provider.issuer.clone();
        let unknown = || self.invalid("identity-provider-unknown");
        let outer = self.kit.store.outer_identity(&issuer, &subject).await?.ok_or_else(unknown)?;
        let account = self.kit.store.account(&outer.account_id).await?;
        let account = account.filter(|account| !account.disabled).ok_or_else(unknown)?;
        let used = Change::UseOuterIdentity { issuer, subject, challenged_at: question.made, at: self.kit.now() };
        let needs_code = !is_multi_factor && self.confirmed(&account.id).await?.is_some();
        let (entry, unit) = if needs_code {
            let proof = self.proof(&account, &bound_to_link(&account, &outer)).await?;
            (Entry::NeedsCode(proof), Unit::new(vec![used], Vec::new()))
        } else {
            let (signed_in, change, entry) = self.new_session(&account, How::Provider)?;
            (Entry::In(signed_in), Unit::new(vec![used, change], vec![entry]))
        };
        match self.kit.commit(unit.requiring(Requirement::AccountUnchanged(account))).await {
            // It was answered before, or the account was changed, disabled or unlinked meanwhile.
            Err(ServiceError::Conflict(_)) => Err(refused()),
            other => other.map(|_| entry),
        }
    }

    /// Links the caller's account to whom the provider let in.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `provider` when nobody is proven, or it was begun by somebody else; [`ServiceError::Conflict`] when
    /// they are somebody here, or the account is linked; [`ServiceError::Unavailable`] when the provider does not answer.
    pub async fn link_to_provider(
        &self,
        context: &Context,
        question: &ProviderQuestion,
        answer: &ProviderAnswer,
        back: &str,
    ) -> Result<(), ServiceError> {
        let account = self.own_account(context).await?;
        if question.sent_for != For::Link(account.id.clone()) {
            return Err(self.invalid("identity-provider-refused"));
        }
        let (subject, _) = self.vouched_for(question, answer, back).await?;
        let outer = OuterIdentity {
            issuer: self.at()?.provider.issuer.clone(),
            subject,
            account_id: account.id.clone(),
            linked_at: context.at,
            challenged_at: question.made,
            used_at: None,
        };
        let entry = self.kit.entry(context, "account.provider-link", "account", &account.id, &json!({}));
        match self.kit.commit(Unit::one(Change::AddOuterIdentity(outer), entry)).await {
            Err(ServiceError::Conflict(_)) => Err(self.said("identity-provider-taken")),
            other => other.map(|_| ()),
        }
    }

    /// Whether a proof that a page carries is one of this account's link, as it is now.
    pub(crate) async fn is_bound_to_link(&self, account: &Account, bound_to: &str) -> Result<bool, ServiceError> {
        Ok(self.outer_of(&account.id).await?.is_some_and(|outer| bound_to_link(account, &outer) == bound_to))
    }

    fn at(&self) -> Result<&AtProvider, ServiceError> {
        self.at_provider.as_ref().ok_or(ServiceError::NotFound)
    }

    async fn leave(&self, purpose: &str, of: &str, back: &str) -> Result<ToProvider, ServiceError> {
        let at = self.at()?;
        let secret = self.kit.new_secret();
        let state = self.challenge(purpose, &secret, of).await?;
        let (nonce, verifier) = derived(&secret);
        let sent = Sent { state: &state, nonce: &nonce, verifier: &verifier, back };
        let address = at.address(&sent, self.kit.now()).await.map_err(|failed| self.failed(failed))?;
        Ok(ToProvider { address, secret })
    }

    /// Who came back, and whether they proved themselves at the provider in two ways.
    async fn vouched_for(
        &self,
        question: &ProviderQuestion,
        answer: &ProviderAnswer,
        back: &str,
    ) -> Result<(String, bool), ServiceError> {
        let at = self.at()?;
        if answer.code.is_empty() {
            at.told_why(&answer.error, self.kit.now()).await;
            return Err(self.invalid("identity-provider-declined"));
        }
        let (nonce, verifier) = derived(&question.secret);
        let sent = Sent { state: "", nonce: &nonce, verifier: &verifier, back };
        let proven = at.proven((&answer.code, &answer.issuer), &sent, self.kit.now()).await;
        proven.map(|proven| (proven.subject, proven.is_multi_factor)).map_err(|failed| self.failed(failed))
    }

    fn failed(&self, failed: Failed) -> ServiceError {
        match failed {
            Failed::Down(problem) => ServiceError::Unavailable(problem),
            Failed::Refused => self.invalid("identity-provider-refused"),
        }
    }

    fn invalid(&self, key: &'static str) -> ServiceError {
        ServiceError::invalid("provider", self.message(key))
    }

    fn said(&self, key: &'static str) -> ServiceError {
        ServiceError::Conflict(self.message(key))
    }

    fn message(&self, key: &'static str) -> Message {
        Message::new(key).with("provider", self.provider_name().unwrap_or_default())
    }
}

/// What the provider puts into its token for this browser, and what proves that a code is this browser's (RFC 7636). Both follow from the
/// cookie's secret, and neither gives it away.
fn derived(secret: &str) -> (String, String) {
    (token_hash(&format!("nonce:{secret}")), token_hash(&format!("verifier:{secret}")))
}

/// What a proof of a link is bound to: an end of the link voids it, also when it was linked again, and so does another password.
fn bound_to_link(account: &Account, outer: &OuterIdentity) -> String {
    let OuterIdentity { issuer, subject, linked_at, .. } = outer;
    token_hash(&format!("{} {linked_at} {issuer} {subject}", bound(account)))
}
