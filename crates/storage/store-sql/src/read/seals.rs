//! Reading wrapped keys and second factors.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{SealKey, SealKeyCount, Seals, SecondFactor, StoreError};

fn read_key(row: &Row) -> Result<SealKey, StoreError> {
    let mut cells = Cells::new(row, "seal_key");
    Ok(SealKey {
        id: cells.text("id")?,
        subject: cells.text("subject")?,
        wrapped: cells.text("wrapped")?,
        created_at: cells.integer("created_at")?,
        destroyed_at: cells.integer_or_nothing("destroyed_at")?,
    })
}

fn read_factor(row: &Row) -> Result<SecondFactor, StoreError> {
    let mut cells = Cells::new(row, "second_factor");
    Ok(SecondFactor {
        account_id: cells.text("account_id")?,
        secret: cells.text("secret")?,
        confirmed_at: cells.integer_or_nothing("confirmed_at")?,
        last_step: cells.integer("last_step")?,
    })
}

const BY_ID: &str = "SELECT id, subject, wrapped, created_at, destroyed_at FROM seal_key WHERE id IN (";
const BY_SUBJECT: &str = "SELECT id, subject, wrapped, created_at, destroyed_at FROM seal_key WHERE subject IN (";

#[async_trait]
impl Seals for Database {
    async fn seal_key_count(&self, mark: &str) -> Result<SealKeyCount, StoreError> {
        let read = |row: &Row| {
            let mut cells = Cells::new(row, "seal_key");
            let mut count = |name| Ok::<u64, StoreError>(u64::try_from(cells.integer(name)?).unwrap_or_default());
            Ok(SealKeyCount { all: count("count")?, others: count("others")? })
        };
        Ok(self.first(static_sql::SEAL_KEY_COUNT, &[mark.into()], read).await?.unwrap_or_default())
    }

    async fn seal_keys_by(&self, mark: &str, under: bool, most: u32) -> Result<Vec<SealKey>, StoreError> {
        let sql = if under { static_sql::SEAL_KEYS_UNDER } else { static_sql::SEAL_KEYS_UNDER_OTHERS };
        self.all(sql, &[mark.into(), i64::from(most).into()], read_key).await
    }

    async fn seal_key(&self, id: &str) -> Result<Option<SealKey>, StoreError> {
        self.first(static_sql::SEAL_KEY, &[id.into()], read_key).await
    }

    async fn seal_keys_named(&self, ids: &[String]) -> Result<Vec<SealKey>, StoreError> {
        self.all_in(BY_ID, ids, read_key).await
    }

    async fn seal_keys_of(&self, subjects: &[String]) -> Result<Vec<SealKey>, StoreError> {
        self.all_in(BY_SUBJECT, subjects, read_key).await
    }

    async fn seal_key_of(&self, subject: &str) -> Result<Option<SealKey>, StoreError> {
        self.first(static_sql::SEAL_KEY_OF, &[subject.into()], read_key).await
    }

    async fn second_factor(&self, account_id: &str) -> Result<Option<SecondFactor>, StoreError> {
        self.first(static_sql::SECOND_FACTOR, &[account_id.into()], read_factor).await
    }

    async fn recovery_codes_left(&self, account_id: &str) -> Result<i64, StoreError> {
        let count = |row: &Row| Cells::new(row, "recovery_code").integer("count");
        Ok(self.first(static_sql::RECOVERY_CODES_LEFT, &[account_id.into()], count).await?.unwrap_or_default())
    }
}
