//! The step between a first proof and being in: straight in, or a code first. Owns the proof that a page carries in between; what a code is, is
//! `factor`'s, and what the word under duress opens is `duress`'.

use crate::devices::must_wait;
use crate::duress::is_code_shaped;
use crate::factor::{SUBJECT, bound, guessed, subject, wrong_code};
use crate::session::How;
use crate::totp::plain;
use crate::{Identity, SignedIn};
use seal::Place;
use service_kit::ServiceError;
use store::{Account, Millis, Requirement, Unit};

/// How long a proven password waits for its code.
const PROOF_LIVES: Millis = 5 * 60 * 1000;

/// What a right password, or the word of an identity provider, leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// In.
    In(SignedIn),
    /// A code is asked for; this proves for five minutes that the first proof was right, and opens nothing by itself.
    NeedsCode(String),
}

impl Identity {
    /// Lets somebody in who proved a password, or asks them for a code. With the hash of a word under duress it was that word, and all
    /// looks the same.
    pub(crate) async fn admit(&self, account: &Account, word: Option<String>) -> Result<Entry, ServiceError> {
        if self.confirmed(&account.id).await?.is_none() {
            if word.is_none() {
                return Ok(Entry::In(self.open_session(account).await?));
            }
            let (signed_in, unit) = self.confined(account)?;
            self.kit.commit(unit).await?;
            return Ok(Entry::In(signed_in));
        }
        let bound_to = word.map_or_else(|| bound(account), |word| crate::session::token_hash(&word));
        Ok(Entry::NeedsCode(self.proof(account, &bound_to).await?))
    }

    /// What a page carries while it asks for a code.
    pub(crate) async fn proof(&self, account: &Account, bound_to: &str) -> Result<String, ServiceError> {
        let (key, _) = self.kit.data_key(&subject(&account.id)).await?;
        let told = format!("{} {bound_to}", self.kit.now() + PROOF_LIVES);
        Ok(self.kit.sealed(&key, proof_place(&account.id), told.as_bytes()))
    }

    /// Lets somebody in who proved a password, or came from their identity provider, a moment ago and now gives a code of their phone, or a recovery code.
    ///
    /// # Errors
    /// [`ServiceError::SignInNeeded`] when the proof is too old or none; [`ServiceError::Invalid`] at `code` for a wrong one;
    /// [`ServiceError::TooMuch`] after many.
    pub async fn finish_sign_in(&self, proof: &str, code: &str) -> Result<SignedIn, ServiceError> {
        let (account, how) = self.owner_of_proof(proof).await?.ok_or(ServiceError::SignInNeeded)?;
        let factor = self.confirmed(&account.id).await?.ok_or(ServiceError::SignInNeeded)?;
        if how == How::Duress {
            return self.finish_forced(&account, code).await;
        }
        let used = self.code_used(&account, &factor, code).await?;
        let (signed_in, change, entry) = self.new_session(&account, how)?;
        // Whatever was changed of the account meanwhile, its password or that it may sign in, asks for everything again.
        let unit = Unit::new(vec![used, change], vec![entry]).requiring(Requirement::AccountUnchanged(account.clone()));
        self.spend(&account, unit).await?;
        Ok(signed_in)
    }

    /// The same with the word under duress: whatever looks like a code is taken, and none is used up.
    async fn finish_forced(&self, account: &Account, code: &str) -> Result<SignedIn, ServiceError> {
        if plain(code).len() <= 6 {
            self.codes.begin(&guessed(account), self.kit.now()).map_err(must_wait)?;
        }
        if !is_code_shaped(code) {
            return Err(wrong_code());
        }
        let (signed_in, unit) = self.confined(account)?;
        self.spend(account, unit.requiring(Requirement::AccountUnchanged(account.clone()))).await?;
        Ok(signed_in)
    }

    /// Whose password a proof proves, or their word under duress, or their place at their identity provider; nobody's when it is too old,
    /// or the password was changed, the link ended or the account disabled since.
    async fn owner_of_proof(&self, proof: &str) -> Result<Option<(Account, How)>, ServiceError> {
        let Some(subject) = self.kit.sealed_for(proof).await? else { return Ok(None) };
        let Some(id) = subject.strip_prefix(SUBJECT) else { return Ok(None) };
        let Some(told) = self.kit.opened(proof_place(id), proof).await? else { return Ok(None) };
        let told = String::from_utf8(told).unwrap_or_default();
        let Some((until, bound_to)) = told.split_once(' ') else { return Ok(None) };
        let in_time = until.parse::<Millis>().is_ok_and(|until| self.kit.now() < until);
        let account = self.kit.store.account(id).await?;
        let Some(account) = account.filter(|account| in_time && !account.disabled) else { return Ok(None) };
        let how = if self.is_bound_to_word(&account, bound_to).await? {
            How::Duress
        } else if bound(&account) == bound_to {
            How::Password
        } else if self.is_bound_to_link(&account, bound_to).await? {
            How::Provider
        } else {
            return Ok(None);
        };
        Ok(Some((account, how)))
    }
}

/// It lies in no table; a seal for this place opens at no other.
fn proof_place(account_id: &str) -> Place<'_> {
    Place { table: "sign-in", row: account_id, column: "proof" }
}
