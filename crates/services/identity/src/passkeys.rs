//! Passkeys: adding and removing one's own, and signing in with one. Owns which challenge is whose; what an answer proves is `webauthn`'s.
//! See docs/decisions/passkeys.md.

use crate::people::name_problem;
use crate::session::How;
use crate::webauthn::{self, RelyingParty};
use crate::{Identity, SignedIn};
use language::Message;
use serde_json::json;
use service_kit::{Context, ServiceError};
use store::{Account, Change, Millis, Passkey, Requirement, Unit};

/// The most passkeys of an account: a phone, a computer, a key ring and their successors.
const MOST: usize = 10;
const SIGN_IN: &str = "sign-in";
const ADD: &str = "add";

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPasskey {
    /// Its id, with which it is removed.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub created_at: Millis,
    /// When it was last used; none until it was.
    pub used_at: Option<Millis>,
}

/// What a browser needs to have a passkey made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeySetup {
    /// The challenge, text.
    pub challenge: String,
    /// The owner as authenticators keep them, text.
    pub user_id: String,
    /// What the owner types to sign in.
    pub login: String,
    /// What colleagues call the owner.
    pub name: String,
    /// Credentials that the owner has already, hex: an authenticator that has one of them makes no other.
    pub known: Vec<String>,
}

/// What an authenticator answers to be let in, as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasskeyAnswer {
    /// How the authenticator knows the passkey.
    pub credential_id: Vec<u8>,
    /// For whom it keeps it.
    pub user_id: Vec<u8>,
    /// What the browser says it was asked.
    pub client_data: Vec<u8>,
    /// What the authenticator says.
    pub authenticator_data: Vec<u8>,
    /// Its signature over both.
    pub signature: Vec<u8>,
}

impl Identity {
    /// The caller's passkeys, oldest first.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn own_passkeys(&self, context: &Context) -> Result<Vec<KnownPasskey>, ServiceError> {
        let kept = self.kit.store.passkeys_of(&context.actor.account_id).await?;
        Ok(kept.into_iter().map(known).collect())
    }

    /// Begins to add a passkey for the caller, who proves what they sign in with: the password, and a code when codes are asked for, since
    /// a passkey will stand for both. `bound_to` is what the browser's forms are bound to.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `name`, `present` or `code`; [`ServiceError::TooMuch`] after many wrong ones;
    /// [`ServiceError::Conflict`] when there are as many as there may be; [`ServiceError::Unavailable`] without the master key.
    pub async fn begin_passkey(
        &self,
        context: &Context,
        (name, password, code): (&str, &str, &str),
        bound_to: &str,
    ) -> Result<PasskeySetup, ServiceError> {
        if let Some(problem) = name_problem("name", name) {
            return Err(ServiceError::Invalid(vec![problem]));
        }
        let account = self.own_account(context).await?;
        let kept = self.kit.store.passkeys_of(&account.id).await?;
        if kept.len() >= MOST {
            return Err(ServiceError::Conflict(Message::new("identity-passkeys-many").with("max", MOST)));
        }
        self.prove(&account, password).await?;
        let entry = self.kit.entry(context, "account.sign-in", "account", &account.id, &json!({}));
        let used = self.code_change(&account, code).await?;
        self.spend(&account, Unit::new(used.into_iter().collect(), vec![entry])).await?;
        Ok(PasskeySetup {
            challenge: self.challenge(ADD, bound_to, &account.id).await?,
            user_id: account.id,
            login: account.login,
            name: account.name,
            known: kept.into_iter().map(|passkey| passkey.credential_id).collect(),
        })
    }

    /// Adds the passkey that an authenticator made for the caller within five minutes of [`Identity::begin_passkey`].
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `passkey` when the answer proves nothing; [`ServiceError::Conflict`] when it is kept already.
    pub async fn add_passkey(
        &self,
        context: &Context,
        party: &RelyingParty,
        bound_to: &str,
        name: &str,
        (client_data, attestation): (&[u8], &[u8]),
    ) -> Result<(), ServiceError> {
        if let Some(problem) = name_problem("name", name) {
            return Err(ServiceError::Invalid(vec![problem]));
        }
        let account = self.own_account(context).await?;
        let (challenge, challenged_at) =
            self.asked(client_data, ADD, bound_to, &account.id).await?.ok_or_else(not_made)?;
        let made = webauthn::registered(party, &challenge, client_data, attestation).map_err(|_| not_made())?;
        let passkey = Passkey {
            id: self.kit.new_id(),
            account_id: account.id.clone(),
            name: name.trim().to_owned(),
            credential_id: hex::encode(made.id),
            public_key: hex::encode(made.public_key),
            sign_count: i64::from(made.sign_count),
            challenged_at,
            created_at: context.at,
            used_at: None,
        };
        let entry = self.kit.entry(context, "account.passkey-add", "account", &account.id, &json!({}));
        match self.kit.commit(Unit::one(Change::AddPasskey(passkey), entry)).await {
            Err(ServiceError::Conflict(_)) => Err(not_made()),
            other => other.map(|_| ()),
        }
    }

    /// Removes one of the caller's passkeys; one that is gone stays gone.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when none of theirs has this id; [`ServiceError::Invalid`] at `present` for a wrong password;
    /// [`ServiceError::TooMuch`] after many.
    pub async fn remove_passkey(&self, context: &Context, id: &str, password: &str) -> Result<(), ServiceError> {
        let account = self.own_account(context).await?;
        let kept = self.kit.store.passkeys_of(&account.id).await?;
        let passkey = kept.into_iter().find(|passkey| passkey.id == id).ok_or(ServiceError::NotFound)?;
        self.prove(&account, password).await?;
        let entry = self.kit.entry(context, "account.passkey-remove", "account", &account.id, &json!({}));
        let change = Change::DropPasskey { account_id: account.id, id: passkey.id };
        self.kit.commit(Unit::one(change, entry)).await?;
        Ok(())
    }

    /// A challenge that a passkey answers within five minutes, in this browser and once.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] without the master key.
    pub async fn passkey_challenge(&self, bound_to: &str) -> Result<String, ServiceError> {
        self.challenge(SIGN_IN, bound_to, "").await
    }

    /// Lets the owner of a passkey in. Their finger, face or number and the key that they hold are two factors: no code is asked for.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `passkey` when the answer proves nothing, whichever way it fails.
    pub async fn enter_by_passkey(
        &self,
        party: &RelyingParty,
        bound_to: &str,
        answer: &PasskeyAnswer,
    ) -> Result<SignedIn, ServiceError> {
        let (challenge, challenged_at) =
            self.asked(&answer.client_data, SIGN_IN, bound_to, "").await?.ok_or_else(refused)?;
        let (passkey, account) = self.owner_of(answer).await?.ok_or_else(refused)?;
        let key = hex::decode(&passkey.public_key).unwrap_or_default();
        let shown = (&*answer.client_data, &*answer.authenticator_data, &*answer.signature);
        let count = webauthn::asserted(party, &challenge, &key, shown).map_err(|_| refused())?;
        let (signed_in, change, entry) = self.new_session(&account, How::Passkey)?;
        let used =
            Change::UsePasskey { id: passkey.id, sign_count: i64::from(count), challenged_at, at: self.kit.now() };
        let unit = Unit::new(vec![used, change], vec![entry]).requiring(Requirement::AccountUnchanged(account));
        match self.kit.commit(unit).await {
            // The challenge was answered before, the count did not grow, or the account was changed or disabled meanwhile.
            Err(ServiceError::Conflict(_)) => Err(refused()),
            other => other.map(|_| signed_in),
        }
    }

    /// Whose passkey answers: the authenticator must say for whom it keeps it, and mean the same account.
    async fn owner_of(&self, answer: &PasskeyAnswer) -> Result<Option<(Passkey, Account)>, ServiceError> {
        let Some(passkey) = self.kit.store.passkey(&hex::encode(&answer.credential_id)).await? else {
            return Ok(None);
        };
        let account = self.kit.store.account(&passkey.account_id).await?;
        let is_owner = |account: &Account| !account.disabled && account.id.as_bytes() == answer.user_id;
        Ok(account.filter(is_owner).map(|account| (passkey, account)))
    }

    /// The challenge that an answer answers and when it was made, if it is one of this browser's, for this and of the last minutes.
    async fn asked(
        &self,
        client_data: &[u8],
        purpose: &str,
        bound_to: &str,
        of: &str,
    ) -> Result<Option<(String, Millis)>, ServiceError> {
        let Some(challenge) = webauthn::challenge_in(client_data) else { return Ok(None) };
        let challenged = self.challenged(purpose, bound_to, &challenge).await?.filter(|found| found.of == of);
        Ok(challenged.map(|found| (challenge, found.made)))
    }
}

fn known(passkey: Passkey) -> KnownPasskey {
    KnownPasskey { id: passkey.id, name: passkey.name, created_at: passkey.created_at, used_at: passkey.used_at }
}

fn not_made() -> ServiceError {
    ServiceError::invalid("passkey", Message::new("identity-passkey-not-made"))
}

fn refused() -> ServiceError {
    ServiceError::invalid("passkey", Message::new("identity-passkey-wrong"))
}
