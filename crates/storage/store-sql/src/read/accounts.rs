//! Reading people, agencies, sessions, links and devices.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{Account, Accounts, Agency, Device, Invitation, Session, StoreError};

fn read_agency(row: &Row) -> Result<Agency, StoreError> {
    let mut cells = Cells::new(row, "agency");
    Ok(Agency {
        id: cells.text("id")?,
        name_en: cells.text("name_en")?,
        name_th: cells.text("name_th")?,
        created_at: cells.integer("created_at")?,
        kind: cells.text("kind")?,
    })
}

/// A row of the statements that read whole accounts.
pub(crate) fn read_account(row: &Row) -> Result<Account, StoreError> {
    account(&mut Cells::new(row, "account"))
}

fn account(cells: &mut Cells<'_>) -> Result<Account, StoreError> {
    Ok(Account {
        id: cells.text("id")?,
        agency_id: cells.text("agency_id")?,
        login: cells.text("login")?,
        name: cells.text("name")?,
        role: cells.text("role")?,
        lang: cells.text("lang")?,
        password_hash: cells.text_or_nothing("password_hash")?,
        disabled: cells.flag("disabled")?,
        created_at: cells.integer("created_at")?,
    })
}

/// A session with the account it belongs to, one row for both: every request of somebody who is signed in asks this.
fn read_session(row: &Row) -> Result<(Session, Account), StoreError> {
    let mut cells = Cells::new(row, "session");
    Ok((session(&mut cells)?, account(&mut cells)?))
}

fn session(cells: &mut Cells<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        token_hash: cells.text("token_hash")?,
        id: cells.text("id")?,
        account_id: cells.text("account_id")?,
        created_at: cells.integer("created_at")?,
        seen_at: cells.integer("seen_at")?,
        expires_at: cells.integer("expires_at")?,
        confined: cells.flag("confined")?,
    })
}

fn read_invitation(row: &Row) -> Result<Invitation, StoreError> {
    let mut cells = Cells::new(row, "invitation");
    Ok(Invitation {
        token_hash: cells.text("token_hash")?,
        account_id: cells.text("account_id")?,
        expires_at: cells.integer("expires_at")?,
        used_at: cells.integer_or_nothing("used_at")?,
    })
}

fn read_device(row: &Row) -> Result<Device, StoreError> {
    let mut cells = Cells::new(row, "device");
    Ok(Device {
        id: cells.text("id")?,
        account_id: cells.text("account_id")?,
        name: cells.text("name")?,
        token_hash: cells.text("token_hash")?,
        digest_hash: cells.text("digest_hash")?,
        created_at: cells.integer("created_at")?,
        seen_at: cells.integer_or_nothing("seen_at")?,
        revoked_at: cells.integer_or_nothing("revoked_at")?,
    })
}

#[async_trait]
impl Accounts for Database {
    async fn agencies(&self) -> Result<Vec<Agency>, StoreError> {
        self.all(static_sql::AGENCIES, &[], read_agency).await
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.all(static_sql::ACCOUNTS, &[], read_account).await
    }

    async fn account(&self, id: &str) -> Result<Option<Account>, StoreError> {
        self.first(static_sql::ACCOUNT, &[id.into()], read_account).await
    }

    async fn account_by_login(&self, login: &str) -> Result<Option<Account>, StoreError> {
        self.first(static_sql::ACCOUNT_BY_LOGIN, &[login.into()], read_account).await
    }

    async fn session(&self, token_hash: &str) -> Result<Option<(Session, Account)>, StoreError> {
        self.first(static_sql::SESSION, &[token_hash.into()], read_session).await
    }

    async fn sessions_of(&self, account_id: &str) -> Result<Vec<Session>, StoreError> {
        let read = |row: &Row| session(&mut Cells::new(row, "session"));
        self.all(static_sql::SESSIONS_OF, &[account_id.into()], read).await
    }

    async fn invitation(&self, token_hash: &str) -> Result<Option<Invitation>, StoreError> {
        self.first(static_sql::INVITATION, &[token_hash.into()], read_invitation).await
    }

    async fn devices(&self) -> Result<Vec<Device>, StoreError> {
        self.all(static_sql::DEVICES, &[], read_device).await
    }

    async fn device(&self, id: &str) -> Result<Option<Device>, StoreError> {
        self.first(static_sql::DEVICE, &[id.into()], read_device).await
    }

    async fn device_by_token(&self, token_hash: &str) -> Result<Option<Device>, StoreError> {
        self.first(static_sql::DEVICE_BY_TOKEN, &[token_hash.into()], read_device).await
    }
}
