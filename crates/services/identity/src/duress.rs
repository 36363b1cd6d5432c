//! The word under duress: a second password that looks like signing in and opens the public pages only. Owns setting it, that nobody can
//! tell it from the password, and who is told. See docs/decisions/duress.md.

use crate::password::acceptable;
use crate::session::{How, token_hash};
use crate::totp::plain;
use crate::{Identity, SignedIn};
use language::Message;
use serde_json::json;
use service_kit::{Action, Context, Reach, ServiceError, reach};
use store::{Account, AuditEntry, Change, DuressUse, Millis, Requirement, Unit};

/// How long those who are told are told.
const TOLD: Millis = 7 * 24 * 60 * 60 * 1000;
/// How many times at most.
const MOST_TOLD: u32 = 5;
/// Digits of a code, signs of a recovery code.
const CODE_LENGTHS: [usize; 2] = [6, 16];

impl Identity {
    /// Whether the caller has a word under duress. They prove to know the password: nobody who only sits at the screen learns it.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `present` for a wrong password; [`ServiceError::TooMuch`] after many.
    pub async fn has_duress_word(&self, context: &Context, password: &str) -> Result<bool, ServiceError> {
        let account = self.own_account(context).await?;
        self.prove(&account, password).await?;
        Ok(self.kit.store.duress_hash(&account.id).await?.is_some())
    }

    /// Chooses the caller's word under duress, in the place of an earlier one.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `present` for a wrong password, at `password` for a word that is too weak or is the password;
    /// [`ServiceError::TooMuch`] after many wrong ones.
    pub async fn set_duress_word(&self, context: &Context, password: &str, word: &str) -> Result<(), ServiceError> {
        let account = self.own_account(context).await?;
        self.prove(&account, password).await?;
        acceptable(word, &account.login)?;
        if word == password {
            return Err(ServiceError::invalid("password", Message::new("identity-duress-same")));
        }
        let hash = self.hasher.hash(word.to_owned(), &*self.kit.entropy).await?;
        let change = Change::PutDuressWord { account_id: account.id.clone(), hash, at: context.at };
        let unit = Unit::one(change, self.quiet_entry(context, &account.id));
        // The password may have become this very word while it was hashed.
        self.kit.commit(unit.requiring(Requirement::AccountUnchanged(account))).await?;
        Ok(())
    }

    /// Removes the caller's word under duress; without one nothing changes.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `present` for a wrong password; [`ServiceError::TooMuch`] after many.
    pub async fn drop_duress_word(&self, context: &Context, password: &str) -> Result<(), ServiceError> {
        let account = self.own_account(context).await?;
        self.prove(&account, password).await?;
        let entry = self.quiet_entry(context, &account.id);
        self.kit.commit(Unit::one(Change::DropDuressWord { account_id: account.id }, entry)).await?;
        Ok(())
    }

    /// When words under duress were used in the last week, latest first, for whoever reads the audit of where it was. Nobody is named.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn told_of_duress(&self, context: &Context) -> Result<Vec<Millis>, ServiceError> {
        let reach = reach(context.actor.role, Action::ReadAudit);
        if reach < Reach::OwnAgency {
            return Ok(Vec::new());
        }
        let agency = (reach < Reach::Everything).then_some(context.actor.agency_id.as_str());
        let used = self.kit.store.duress_uses(agency, context.at - TOLD, MOST_TOLD).await?;
        Ok(used.into_iter().map(|one| one.at).collect())
    }

    /// What the audit keeps of it does not say that there is such a word: other changes of how somebody signs in leave the same entry.
    fn quiet_entry(&self, context: &Context, account_id: &str) -> AuditEntry {
        self.kit.entry(context, "account.sign-in", "account", account_id, &json!({}))
    }

    /// A password is none that is the account's word under duress: it would open everything to whoever hears the word. The refusal is the
    /// one of a password that is easy to guess. It takes as long without a word.
    pub(crate) async fn is_no_duress_word(&self, account: &Account, password: &str) -> Result<(), ServiceError> {
        let hash = self.kit.store.duress_hash(&account.id).await?;
        if self.hasher.verify(password.to_owned(), hash).await? {
            return Err(ServiceError::invalid("password", Message::new("identity-password-guessable")));
        }
        Ok(())
    }

    /// A session that opens the public pages only. The account's other sessions end, as they do by themselves after half an hour: whoever
    /// forces its owner may hold a browser in which they are signed in.
    pub(crate) fn confined(&self, account: &Account) -> Result<(SignedIn, Unit), ServiceError> {
        let (signed_in, change, entry) = self.new_session(account, How::Duress)?;
        let used = DuressUse {
            id: self.kit.new_id(),
            account_id: account.id.clone(),
            agency_id: account.agency_id.clone(),
            at: self.kit.now(),
        };
        let ended = Change::EndSessionsOf { account_id: account.id.clone() };
        Ok((signed_in, Unit::new(vec![ended, change, Change::NoteDuress(used)], vec![entry])))
    }

    /// Whether a proof of a password proves the word instead.
    pub(crate) async fn is_bound_to_word(&self, account: &Account, bound_to: &str) -> Result<bool, ServiceError> {
        let hash = self.kit.store.duress_hash(&account.id).await?;
        Ok(hash.is_some_and(|hash| token_hash(&hash) == bound_to))
    }
}

/// Whether something could be a code or a recovery code.
pub(crate) fn is_code_shaped(code: &str) -> bool {
    let typed = plain(code);
    CODE_LENGTHS.contains(&typed.len()) && (typed.len() > 6 || typed.chars().all(|sign| sign.is_ascii_digit()))
}
