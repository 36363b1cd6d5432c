//! Reading passkeys and words under duress.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{DuressUse, Millis, Passkey, Proofs, StoreError};

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
}
