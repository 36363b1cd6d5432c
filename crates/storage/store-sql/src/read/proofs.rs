//! Reading passkeys, words under duress, and who somebody is at an identity provider.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{DuressUse, Millis, OuterIdentity, Passkey, Proofs, StoreError};

fn read_passkey(row: &Row) -> Result<Passkey, StoreError> {
    let mut cells = Cells::new(row, "passkey");
    Ok(Passkey {
        id: cells.text("id")?,
        account_id: cells.text("account_id")?,
        name: cells.text("name")?,
        credential_id: cells.text("credential_id")?,
        public_key: cells.text("public_key")?,
        sign_count: cells.integer("sign_count")?,
        challenged_at: cells.integer("challenged_at")?,
        created_at: cells.integer("created_at")?,
        used_at: cells.integer_or_nothing("used_at")?,
    })
}

fn read_use(row: &Row) -> Result<DuressUse, StoreError> {
    let mut cells = Cells::new(row, "duress_use");
    Ok(DuressUse {
        id: cells.text("id")?,
        account_id: cells.text("account_id")?,
        agency_id: cells.text("agency_id")?,
        at: cells.integer("at")?,
    })
}

fn read_outer(row: &Row) -> Result<OuterIdentity, StoreError> {
    let mut cells = Cells::new(row, "outer_identity");
    Ok(OuterIdentity {
        issuer: cells.text("issuer")?,
        subject: cells.text("subject")?,
        account_id: cells.text("account_id")?,
        linked_at: cells.integer("linked_at")?,
        challenged_at: cells.integer("challenged_at")?,
        used_at: cells.integer_or_nothing("used_at")?,
    })
}

#[async_trait]
impl Proofs for Database {
    async fn passkeys_of(&self, account_id: &str) -> Result<Vec<Passkey>, StoreError> {
        self.all(static_sql::PASSKEYS_OF, &[account_id.into()], read_passkey).await
    }

    async fn passkey(&self, credential_id: &str) -> Result<Option<Passkey>, StoreError> {
        self.first(static_sql::PASSKEY, &[credential_id.into()], read_passkey).await
    }

    async fn duress_hash(&self, account_id: &str) -> Result<Option<String>, StoreError> {
        let hash = |row: &Row| Cells::new(row, "duress_word").text("password_hash");
        self.first(static_sql::DURESS_HASH, &[account_id.into()], hash).await
    }

    async fn duress_uses(
        &self,
        agency_id: Option<&str>,
        since: Millis,
        most: u32,
    ) -> Result<Vec<DuressUse>, StoreError> {
        let most = i64::from(most).into();
        match agency_id {
            Some(agency) => self.all(static_sql::DURESS_USES_OF, &[since.into(), most, agency.into()], read_use).await,
            None => self.all(static_sql::DURESS_USES, &[since.into(), most], read_use).await,
        }
    }

    async fn outer_identity(&self, issuer: &str, subject: &str) -> Result<Option<OuterIdentity>, StoreError> {
        self.first(static_sql::OUTER_IDENTITY, &[issuer.into(), subject.into()], read_outer).await
    }

    async fn outer_identity_of(&self, issuer: &str, account_id: &str) -> Result<Option<OuterIdentity>, StoreError> {
        self.first(static_sql::OUTER_IDENTITY_OF, &[issuer.into(), account_id.into()], read_outer).await
    }

    async fn outer_identities(&self, issuer: &str) -> Result<Vec<OuterIdentity>, StoreError> {
        self.all(static_sql::OUTER_IDENTITIES, &[issuer.into()], read_outer).await
    }
}
