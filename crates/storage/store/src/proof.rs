//! What somebody proves themselves with beside a password, as kept: passkeys, who they are at an identity provider, and the word that they
//! say when they are forced. What a signature proves is `identity`'s.

use crate::{Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// A key pair of whose private half somebody's phone, computer or key ring takes care (WebAuthn). Nothing here is a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// A random id under which its owner sees and removes it; it opens nothing.
    pub id: String,
    /// Whose it is.
    pub account_id: String,
    /// What its owner calls it.
    pub name: String,
    /// How authenticators know it, hex.
    pub credential_id: String,
    /// The public key as a COSE key (RFC 9052), hex.
    pub public_key: String,
    /// How often it signed, as it said the last time; 0 of one that does not count.
    pub sign_count: i64,
    /// When the last challenge was made that it answered; one made then or earlier is refused.
    pub challenged_at: Millis,
    /// When it was made.
    pub created_at: Millis,
    /// When it was last used; none until it was.
    pub used_at: Option<Millis>,
}

/// That somebody signed in with the word that they say when they are forced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuressUse {
    /// A random id.
    pub id: String,
    /// Whose account it was.
    pub account_id: String,
    /// Their agency then.
    pub agency_id: String,
    /// When.
    pub at: Millis,
}

/// Who somebody is at an identity provider (OpenID Connect). Nothing here is a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OuterIdentity {
    /// The provider, as its tokens name it.
    pub issuer: String,
    /// Who it is there: a name that the provider gives once and for ever. No e-mail address, which can be another's tomorrow.
    pub subject: String,
    /// Whose it is.
    pub account_id: String,
    /// Since when.
    pub linked_at: Millis,
    /// When the last challenge was made that it answered; one made then or earlier is refused.
    pub challenged_at: Millis,
    /// When somebody last signed in with it; none until they did.
    pub used_at: Option<Millis>,
}

/// Reading passkeys, words under duress, and who somebody is at an identity provider.
#[async_trait]
pub trait Proofs {
    /// An account's passkeys, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn passkeys_of(&self, account_id: &str) -> Result<Vec<Passkey>, StoreError>;

    /// A passkey by what authenticators know it by.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn passkey(&self, credential_id: &str) -> Result<Option<Passkey>, StoreError>;

    /// The argon2id hash of an account's word under duress; nothing when it has none.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn duress_hash(&self, account_id: &str) -> Result<Option<String>, StoreError>;

    /// When words under duress were used since a moment, latest first, in one agency or in all; at most so many.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn duress_uses(
        &self,
        agency_id: Option<&str>,
        since: Millis,
        most: u32,
    ) -> Result<Vec<DuressUse>, StoreError>;

    /// Whose account somebody of an identity provider is.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn outer_identity(&self, issuer: &str, subject: &str) -> Result<Option<OuterIdentity>, StoreError>;

    /// Who an account is at an identity provider.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn outer_identity_of(&self, issuer: &str, account_id: &str) -> Result<Option<OuterIdentity>, StoreError>;

    /// Everybody of an identity provider who has an account, by account.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn outer_identities(&self, issuer: &str) -> Result<Vec<OuterIdentity>, StoreError>;
}
