//! Changes of what leaves the server.

use super::run;
use crate::link::Transaction;
use crate::statement::static_sql;
use store::{Change, StoreError};

/// Writes one of them. Any other change is another module's and changes nothing here.
pub(super) async fn apply(transaction: &mut Transaction, change: &Change) -> Result<u64, StoreError> {
    match change {
        Change::PutOutsideAgency(one) => {
            let arguments = [
                (&one.id).into(),
                (&one.name_en).into(),
                (&one.name_th).into(),
                (&one.kind).into(),
                (&one.recipient).into(),
                i64::from(one.is_open).into(),
                one.created_at.into(),
                one.updated_at.into(),
            ];
            run(transaction, static_sql::PUT_OUTSIDE_AGENCY, &arguments).await
        }
        Change::PutPackageReceipt(one) => {
            let arguments = [
                (&one.code_hash).into(),
                (&one.referral_id).into(),
                (&one.case_id).into(),
                (&one.until).into(),
                one.made_at.into(),
            ];
            run(transaction, static_sql::PUT_PACKAGE_RECEIPT, &arguments).await
        }
        Change::PutExportMade(one) => {
            let arguments = [
                (&one.id).into(),
                (&one.account_id).into(),
                (&one.agency_id).into(),
                (&one.kind).into(),
                (&one.format).into(),
                (&one.purpose).into(),
                one.rows.into(),
                one.sensitive.into(),
                one.made_at.into(),
            ];
            run(transaction, static_sql::PUT_EXPORT_MADE, &arguments).await
        }
        _ => Ok(0),
    }
}
