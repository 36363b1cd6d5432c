//! The second factor: codes that somebody's phone makes, and recovery codes for when it is lost. Owns setting it up, asking for it,
//! turning it off and taking it from somebody who lost it. See docs/decisions/second-factor.md.

use crate::Identity;
use crate::devices::must_wait;
use crate::totp::{SECRET, base32, grouped, plain, step_of};
use language::Message;
use seal::Place;
use serde_json::json;
use service_kit::{Context, ServiceError};
use store::{Account, Change, Millis, SecondFactor, Unit};

/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;
/// Random bytes of one: sixteen signs, which nobody guesses, so that their bare hash is enough.
const RECOVERY_BYTES: usize = 10;

/// How an account's second factor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Whether codes are asked for.
    pub is_on: bool,
    /// How many recovery codes are left.
    pub recovery_left: i64,
    /// How many passkeys there are.
    pub passkeys: usize,
}

/// What sets up a phone that makes codes. It cannot be shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorSetup {
    /// The secret, to be typed, in groups of four.
    pub secret: String,
    /// The same as an address that authenticators read from a picture.
    pub address: String,
}

impl Identity {
    /// How the caller's second factor stands.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn own_factor(&self, context: &Context) -> Result<Factor, ServiceError> {
        self.factor(&context.actor.account_id).await
    }

    async fn factor(&self, account_id: &str) -> Result<Factor, ServiceError> {
        let is_on = self.confirmed(account_id).await?.is_some();
        let recovery_left = self.kit.store.recovery_codes_left(account_id).await?;
        let passkeys = self.kit.store.passkeys_of(account_id).await?.len();
        Ok(Factor { is_on, recovery_left, passkeys })
    }

    /// How the second factor of an account stands that the caller keeps.
    ///
    /// # Errors
    /// As [`Identity::reset_factor`].
    pub async fn factor_of(&self, context: &Context, account_id: &str) -> Result<Factor, ServiceError> {
        let account = self.kept_account(context, account_id).await?;
        self.factor(&account.id).await
    }

    /// Begins to set up codes for the caller, who proves to know the password. Nothing is asked for until a code confirms it; begun
    /// again, what was begun before is void.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `present` for a wrong password; [`ServiceError::Conflict`] when codes are on;
    /// [`ServiceError::Unavailable`] without the master key.
    pub async fn begin_factor(&self, context: &Context, password: &str) -> Result<FactorSetup, ServiceError> {
        let account = self.own_account(context).await?;
        self.prove(&account, password).await?;
        if self.confirmed(&account.id).await?.is_some() {
            return Err(ServiceError::Conflict(Message::new("identity-code-is-on")));
        }
        let mut secret = [0; SECRET];
        secret.chunks_mut(8).for_each(|part| self.kit.entropy.fill(part));
        let (key, made) = self.kit.data_key(&subject(&account.id)).await?;
        let factor = SecondFactor {
            secret: self.kit.sealed(&key, secret_place(&account.id), &secret),
            account_id: account.id.clone(),
            confirmed_at: None,
            last_step: 0,
        };
        let entry = self.kit.entry(context, "account.code-begin", "account", &account.id, &json!({}));
        let changes = made.into_iter().chain([Change::PutSecondFactor(factor)]).collect();
        self.kit.commit(Unit::new(changes, vec![entry])).await?;
        let written = base32(&secret);
        let address =
            format!("otpauth://totp/Saphan:{}?secret={written}&issuer=Saphan", account.login.replace('@', "%40"));
        Ok(FactorSetup { secret: grouped(&written, " "), address })
    }

    /// Turns codes on with the first one, and returns the recovery codes, which cannot be shown again. The caller's other sessions end,
    /// since they were opened without a code.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `code` for a wrong one; [`ServiceError::TooMuch`] after many; [`ServiceError::Conflict`] when
    /// nothing was begun.
    pub async fn confirm_factor(
        &self,
        context: &Context,
        token: &str,
        code: &str,
    ) -> Result<Vec<String>, ServiceError> {
        let account = self.own_account(context).await?;
        let begun = self.kit.store.second_factor(&account.id).await?.filter(|factor| factor.confirmed_at.is_none());
        let begun = begun.ok_or_else(|| ServiceError::Conflict(Message::new("identity-code-not-begun")))?;
        let step = self.step(&account, &begun, code).await?;
        let codes = self.new_recovery_codes();
        let id = account.id.clone();
        let changes = vec![
            Change::UseCodeStep { account_id: id.clone(), step },
            Change::PutSecondFactor(SecondFactor { confirmed_at: Some(context.at), last_step: step, ..begun }),
            Change::PutRecoveryCodes {
                account_id: id.clone(),
                hashes: codes.iter().map(|code| hashed(code)).collect(),
            },
            Change::EndOtherSessionsOf { account_id: id.clone(), token_hash: crate::session::token_hash(token) },
        ];
        let entry = self.kit.entry(context, "account.code-on", "account", &id, &json!({}));
        self.spend(&account, Unit::new(changes, vec![entry])).await?;
        Ok(codes)
    }

    /// Turns codes off for the caller, who proves both. The key that sealed the secret is destroyed.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `present` or `code`; [`ServiceError::TooMuch`] after many wrong ones;
    /// [`ServiceError::Conflict`] when they are off.
    pub async fn drop_factor(&self, context: &Context, password: &str, code: &str) -> Result<(), ServiceError> {
        let account = self.own_account(context).await?;
        self.prove(&account, password).await?;
        let factor = self.confirmed(&account.id).await?;
        let factor = factor.ok_or_else(|| ServiceError::Conflict(Message::new("identity-code-not-begun")))?;
        let used = self.code_used(&account, &factor, code).await?;
        let entry = self.kit.entry(context, "account.code-off", "account", &account.id, &json!({}));
        let changes = [used].into_iter().chain(dropped(&account.id, context.at)).collect();
        self.spend(&account, Unit::new(changes, vec![entry])).await
    }

    /// Turns codes off for somebody who lost phone and recovery codes, removes their passkeys and the link to their
    /// identity provider, and ends their sessions. They still need their password.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller does not keep this account; [`ServiceError::Refused`] for their own, which asks for
    /// a code, and when its role is not theirs to give.
    pub async fn reset_factor(&self, context: &Context, account_id: &str) -> Result<(), ServiceError> {
        if account_id == context.actor.account_id {
            return Err(ServiceError::Refused);
        }
        let account = self.kept_account(context, account_id).await?;
        let entry = self.kit.entry(context, "account.code-reset", "account", &account.id, &json!({}));
        let ended = Change::EndSessionsOf { account_id: account.id.clone() };
        // What was lost with the phone may be a passkey, too, or a phone that is signed in at the identity provider.
        let passkeys = Change::DropPasskeysOf { account_id: account.id.clone() };
        let outer = Change::DropOuterIdentitiesOf { account_id: account.id.clone() };
        let changes = dropped(&account.id, context.at).into_iter().chain([passkeys, outer, ended]).collect();
        self.kit.commit(Unit::new(changes, vec![entry])).await?;
        Ok(())
    }

    /// The change that uses up a code of an account of which one is asked; none of one of which none is.
    pub(crate) async fn code_change(&self, account: &Account, code: &str) -> Result<Option<Change>, ServiceError> {
        match self.confirmed(&account.id).await? {
            Some(factor) => Ok(Some(self.code_used(account, &factor, code).await?)),
            None => Ok(None),
        }
    }

    pub(crate) async fn confirmed(&self, account_id: &str) -> Result<Option<SecondFactor>, ServiceError> {
        let factor = self.kit.store.second_factor(account_id).await?;
        Ok(factor.filter(|factor| factor.confirmed_at.is_some()))
    }

    /// The change that uses up a code. A recovery code cannot be guessed and is not slowed: whoever knows a password and guesses codes
    /// keeps its owner from nothing.
    pub(crate) async fn code_used(
        &self,
        account: &Account,
        factor: &SecondFactor,
        code: &str,
    ) -> Result<Change, ServiceError> {
        let typed = plain(code);
        let account_id = account.id.clone();
        if typed.len() > 6 {
            return Ok(Change::UseRecoveryCode { account_id, hash: hashed(&typed), at: self.kit.now() });
        }
        Ok(Change::UseCodeStep { account_id, step: self.step(account, factor, &typed).await? })
    }

    /// The step whose code this is, one that was not used.
    async fn step(&self, account: &Account, factor: &SecondFactor, code: &str) -> Result<i64, ServiceError> {
        let now = self.kit.now();
        self.codes.begin(&guessed(account), now).map_err(must_wait)?;
        let secret = self.kit.opened(secret_place(&account.id), &factor.secret).await?;
        let secret = secret.ok_or_else(|| ServiceError::Unavailable("a code's secret does not open".to_owned()))?;
        step_of(&secret, &plain(code), now).filter(|step| *step > factor.last_step).ok_or_else(wrong_code)
    }

    /// Makes a unit true that uses up a code: one that was used meanwhile is wrong.
    pub(crate) async fn spend(&self, account: &Account, unit: Unit) -> Result<(), ServiceError> {
        match self.kit.commit(unit).await {
            Ok(_) => {
                self.codes.succeeded(&guessed(account));
                Ok(())
            }
            Err(ServiceError::Conflict(_)) => Err(wrong_code()),
            Err(other) => Err(other),
        }
    }

    fn new_recovery_codes(&self) -> Vec<String> {
        let code = |_| {
            let mut bytes = [0; RECOVERY_BYTES];
            self.kit.entropy.fill(&mut bytes);
            grouped(&base32(&bytes), "-")
        };
        (0..RECOVERY_CODES).map(code).collect()
    }
}

pub(crate) const SUBJECT: &str = "account/";

pub(crate) fn subject(account_id: &str) -> String {
    format!("{SUBJECT}{account_id}")
}

fn secret_place(account_id: &str) -> Place<'_> {
    Place { table: "second_factor", row: account_id, column: "secret" }
}

/// What a proof of a password is bound to: another password voids it.
pub(crate) fn bound(account: &Account) -> String {
    crate::session::token_hash(account.password_hash.as_deref().unwrap_or_default())
}

/// Under what wrong codes are counted: a new password, by a one-time link, begins anew.
pub(crate) fn guessed(account: &Account) -> String {
    format!("{} {}", account.id, bound(account))
}

/// A recovery code as it is kept, however it was typed.
fn hashed(code: &str) -> String {
    crate::session::token_hash(&plain(code))
}

fn dropped(account_id: &str, at: Millis) -> [Change; 2] {
    [
        Change::DropSecondFactor { account_id: account_id.to_owned() },
        Change::DestroySealKeys { subject: subject(account_id), at },
    ]
}

pub(crate) fn wrong_code() -> ServiceError {
    ServiceError::invalid("code", Message::new("identity-code-wrong"))
}
