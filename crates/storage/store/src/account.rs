//! People who log in, their agencies, sessions, one-time links and devices, as kept. How a password is checked is `identity`'s.

use crate::{Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// An organisation whose people use this installation and which owns records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// A short stable id.
    pub id: String,
    /// Its name in English.
    pub name_en: String,
    /// Its name in Thai.
    pub name_th: String,
    /// When it was entered.
    pub created_at: Millis,
    /// What it is among agencies that work together, such as `police`; empty when nobody said.
    #[serde(default)]
    pub kind: String,
}

/// Somebody who logs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// A random id that says nothing.
    pub id: String,
    /// Their agency.
    pub agency_id: String,
    /// What they type to sign in; unique, lower case.
    pub login: String,
    /// What others read.
    pub name: String,
    /// The role's id; what it may do is decided in one place (`service_kit::authorise`).
    pub role: String,
    /// The interface language they chose.
    pub lang: String,
    /// An argon2id hash in PHC form; none until the one-time link was used.
    pub password_hash: Option<String>,
    /// Whether they may not sign in any more.
    pub disabled: bool,
    /// When the account was made.
    pub created_at: Millis,
}

/// A signed-in browser. Only the hash of its token is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// SHA-256 of the token, hex.
    pub token_hash: String,
    /// A random id under which its owner sees and ends it; it opens nothing.
    pub id: String,
    /// Whose it is.
    pub account_id: String,
    /// When they signed in.
    pub created_at: Millis,
    /// When it was last used (coarse, so that reading does not write each time).
    pub seen_at: Millis,
    /// When it ends whatever happens.
    pub expires_at: Millis,
    /// Whether it opens the public pages only: its owner was forced to sign in, and said so by their word.
    #[serde(default)]
    pub confined: bool,
}

/// A one-time link with which somebody chooses their password. Only the hash of its token is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// SHA-256 of the token, hex.
    pub token_hash: String,
    /// For whom.
    pub account_id: String,
    /// When it stops working.
    pub expires_at: Millis,
    /// When it was used; then it works no more.
    pub used_at: Option<Millis>,
}

/// A phone that fetches forms and sends answers for somebody. Of its secret only what proves it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// A random id, which is also the name that it signs in with.
    pub id: String,
    /// For whom it sends.
    pub account_id: String,
    /// What its owner calls it.
    pub name: String,
    /// SHA-256 of the secret, hex.
    pub token_hash: String,
    /// The hash that digest authentication (RFC 2617) takes in the secret's place.
    pub digest_hash: String,
    /// When it was made.
    pub created_at: Millis,
    /// When it was last used (coarse, like a session's); none until it was first used.
    pub seen_at: Option<Millis>,
    /// When it was revoked; then it is refused for ever.
    pub revoked_at: Option<Millis>,
}

/// Reading accounts. Which of them a reader may see is the caller's decision.
#[async_trait]
pub trait Accounts {
    /// Every agency, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn agencies(&self) -> Result<Vec<Agency>, StoreError>;

    /// Every account, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// One account by id.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn account(&self, id: &str) -> Result<Option<Account>, StoreError>;

    /// One account by what is typed to sign in (already lower case).
    ///
    /// # Errors
    /// When the database does not answer.
    async fn account_by_login(&self, login: &str) -> Result<Option<Account>, StoreError>;

    /// A session with its account, by the token's hash, expired or not.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn session(&self, token_hash: &str) -> Result<Option<(Session, Account)>, StoreError>;

    /// Every session of an account, last used first, expired or not.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn sessions_of(&self, account_id: &str) -> Result<Vec<Session>, StoreError>;

    /// A one-time link, used or not, by the token's hash.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn invitation(&self, token_hash: &str) -> Result<Option<Invitation>, StoreError>;

    /// Every device, newest first, revoked ones too.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn devices(&self) -> Result<Vec<Device>, StoreError>;

    /// A device by its id, revoked or not.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn device(&self, id: &str) -> Result<Option<Device>, StoreError>;

    /// A device by its secret's hash, revoked or not.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn device_by_token(&self, token_hash: &str) -> Result<Option<Device>, StoreError>;
}
