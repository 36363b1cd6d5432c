//! Changes of what is between agencies: referrals, and cases opened in an emergency.

use super::run;
use crate::link::Transaction;
use crate::read::FOR_EVER;
use crate::statement::static_sql;
use store::{Change, StoreError};

/// Writes one of them. Any other change is another module's and changes nothing here.
pub(super) async fn apply(transaction: &mut Transaction, change: &Change) -> Result<u64, StoreError> {
    match change {
        Change::PutConsent(one) => {
            let arguments = [
                (&one.case_id).into(),
                one.number.into(),
                (&one.agency_id).into(),
                (&one.given_on).into(),
                one.until.as_deref().unwrap_or(FOR_EVER).into(),
                one.withdrawn_on.as_deref().unwrap_or_default().into(),
            ];
            run(transaction, static_sql::PUT_CONSENT, &arguments).await
        }
        Change::PutReferral(one) => {
            let arguments = [
                (&one.id).into(),
                (&one.case_id).into(),
                (&one.from_agency).into(),
                (&one.to_agency).into(),
                (&one.asked_by).into(),
                (&one.owner_id).into(),
                (&one.service).into(),
                (&one.state).into(),
                (&one.due).into(),
                one.asked_at.into(),
                one.changed_at.into(),
            ];
            run(transaction, static_sql::PUT_REFERRAL, &arguments).await
        }
        Change::PutEmergency(one) => {
            let arguments = [
                (&one.id).into(),
                (&one.case_id).into(),
                (&one.account_id).into(),
                (&one.agency_id).into(),
                one.opened_at.into(),
                one.ends_at.into(),
            ];
            run(transaction, static_sql::PUT_EMERGENCY, &arguments).await
        }
        Change::SeeEmergency { id, account_id, at } => {
            run(transaction, static_sql::SEE_EMERGENCY, &[id.into(), account_id.into(), (*at).into()]).await
        }
        _ => Ok(0),
    }
}
