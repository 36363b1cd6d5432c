//! Reading what is between agencies: referrals, and cases opened in an emergency.

use super::FOR_EVER;
use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{
    Between, CaseConsent, CaseFile, ConsentQuery, Emergency, EmergencyQuery, ListedConsent, Millis, Referral,
    ReferralQuery, StoreError,
};

fn read_referral(row: &Row) -> Result<Referral, StoreError> {
    let mut cells = Cells::new(row, "referral");
    Ok(Referral {
        id: cells.text("id")?,
        case_id: cells.text("case_id")?,
        from_agency: cells.text("from_agency")?,
        to_agency: cells.text("to_agency")?,
        asked_by: cells.text("asked_by")?,
        owner_id: cells.text("owner_id")?,
        service: cells.text("service")?,
        state: cells.text("state")?,
        due: cells.text("due")?,
        asked_at: cells.integer("asked_at")?,
        changed_at: cells.integer("changed_at")?,
    })
}

fn read_emergency(row: &Row) -> Result<Emergency, StoreError> {
    let mut cells = Cells::new(row, "emergency");
    Ok(Emergency {
        id: cells.text("id")?,
        case_id: cells.text("case_id")?,
        account_id: cells.text("account_id")?,
        agency_id: cells.text("agency_id")?,
        opened_at: cells.integer("opened_at")?,
        ends_at: cells.integer("ends_at")?,
    })
}

fn read_consent(row: &Row) -> Result<ListedConsent, StoreError> {
    let mut cells = Cells::new(row, "case_consent");
    let consent = CaseConsent {
        case_id: cells.text("case_id")?,
        number: cells.integer("number")?,
        agency_id: cells.text("agency_id")?,
        given_on: cells.text("given_on")?,
        until: Some(cells.text("until")?).filter(|until| until != FOR_EVER),
        withdrawn_on: Some(cells.text("withdrawn_on")?).filter(|day| !day.is_empty()),
    };
    Ok(ListedConsent { consent, code: cells.text("code")?, keeper: cells.text("keeper")? })
}

#[async_trait]
impl Between for Database {
    async fn referral(&self, id: &str) -> Result<Option<Referral>, StoreError> {
        self.first(static_sql::REFERRAL, &[id.into()], read_referral).await
    }

    async fn referrals(&self, query: &ReferralQuery) -> Result<Vec<Referral>, StoreError> {
        let account = query.account_id.as_deref().unwrap_or_default();
        if query.account_id.is_some() && account.is_empty() {
            return Ok(Vec::new());
        }
        let statement = if query.received { static_sql::REFERRALS_TO } else { static_sql::REFERRALS_FROM };
        let arguments = [(&query.agency_id).into(), account.into(), i64::from(query.limit).into()];
        self.all(statement, &arguments, read_referral).await
    }

    async fn consents(&self, query: &ConsentQuery) -> Result<Vec<ListedConsent>, StoreError> {
        if query.keeper.as_deref() == Some("") {
            return Ok(Vec::new());
        }
        let arguments = [
            query.keeper.as_deref().unwrap_or_default().into(),
            query.from.as_deref().unwrap_or_default().into(),
            query.to.as_deref().unwrap_or(FOR_EVER).into(),
            i64::from(query.withdrawn).into(),
            i64::from(query.limit).into(),
            i64::from(query.offset).into(),
        ];
        self.all(static_sql::CONSENTS, &arguments, read_consent).await
    }

    async fn cases_by_code(&self, code: &str) -> Result<Vec<CaseFile>, StoreError> {
        self.all(static_sql::CASES_BY_CODE, &[code.into()], super::cases::read_case).await
    }

    async fn emergency(&self, id: &str) -> Result<Option<Emergency>, StoreError> {
        self.first(static_sql::EMERGENCY, &[id.into()], read_emergency).await
    }

    async fn emergencies_of(&self, account_id: &str, at: Millis) -> Result<Vec<Emergency>, StoreError> {
        self.all(static_sql::EMERGENCIES_OF, &[account_id.into(), at.into()], read_emergency).await
    }

    async fn emergencies(&self, query: &EmergencyQuery) -> Result<Vec<Emergency>, StoreError> {
        let is_nobodys = |id: &Option<String>| id.as_deref() == Some("");
        if is_nobodys(&query.keeper) || is_nobodys(&query.owner_id) {
            return Ok(Vec::new());
        }
        let arguments = [
            (&query.reader_id).into(),
            query.keeper.as_deref().unwrap_or_default().into(),
            query.owner_id.as_deref().unwrap_or_default().into(),
            i64::from(query.unseen).into(),
            i64::from(query.limit).into(),
        ];
        self.all(static_sql::EMERGENCIES, &arguments, read_emergency).await
    }

    async fn has_seen_emergency(&self, id: &str, account_id: &str) -> Result<bool, StoreError> {
        Ok(self.first(static_sql::EMERGENCY_SEEN, &[id.into(), account_id.into()], |_| Ok(())).await?.is_some())
    }
}
