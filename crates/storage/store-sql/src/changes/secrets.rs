//! Changes of wrapped keys and second factors.

use super::{require, run};
use crate::link::{Arg, Transaction};
use crate::statement::static_sql;
use store::{Change, Conflict, SealKey, SecondFactor, StoreError};

/// Writes one of them. Any other change is another module's and changes nothing here.
pub(super) async fn apply(transaction: &mut Transaction, change: &Change) -> Result<u64, StoreError> {
    match change {
        Change::AddSealKey(key) => add_key(transaction, key).await,
        Change::AddFileKey(key) => run(transaction, static_sql::ADD_FILE_KEY, &row_of(key)).await,
        Change::RewrapSealKey { id, was, wrapped } => {
            let changed =
                run(transaction, static_sql::REWRAP_SEAL_KEY, &[id.into(), was.into(), wrapped.into()]).await?;
            once(changed, || Conflict::Changed { id: id.clone() })
        }
        Change::DestroySealKeys { subject, at } => {
            run(transaction, static_sql::DESTROY_SEAL_KEYS, &[subject.into(), (*at).into()]).await
        }
        Change::PutSecondFactor(factor) => put_factor(transaction, factor).await,
        Change::UseCodeStep { account_id, step } => {
            let used = run(transaction, static_sql::USE_CODE_STEP, &[account_id.into(), (*step).into()]).await?;
            once(used, || Conflict::Taken { what: "code of this step".to_owned(), value: step.to_string() })
        }
        Change::DropSecondFactor { account_id } => {
            let dropped = run(transaction, static_sql::DROP_SECOND_FACTOR, &[account_id.into()]).await?;
            let codes = run(transaction, static_sql::DROP_RECOVERY_CODES, &[account_id.into()]).await?;
            Ok(dropped.saturating_add(codes))
        }
        Change::PutRecoveryCodes { account_id, hashes } => put_codes(transaction, account_id, hashes).await,
        Change::UseRecoveryCode { account_id, hash, at } => {
            let arguments = [account_id.into(), hash.into(), (*at).into()];
            let used = run(transaction, static_sql::USE_RECOVERY_CODE, &arguments).await?;
            once(used, || Conflict::Taken { what: "recovery code".to_owned(), value: hash.clone() })
        }
        _ => Ok(0),
    }
}

/// What nothing was changed by is a conflict.
fn once(changed: u64, conflict: impl FnOnce() -> Conflict) -> Result<u64, StoreError> {
    if changed == 0 { Err(conflict().into()) } else { Ok(changed) }
}

async fn add_key(transaction: &mut Transaction, key: &SealKey) -> Result<u64, StoreError> {
    if !transaction.fetch(static_sql::SEAL_KEY_OF, &[(&key.subject).into()]).await?.is_empty() {
        return Err(Conflict::Changed { id: key.subject.clone() }.into());
    }
    run(transaction, static_sql::ADD_SEAL_KEY, &row_of(key)).await
}

fn row_of(key: &SealKey) -> [Arg<'_>; 5] {
    [(&key.id).into(), (&key.subject).into(), (&key.wrapped).into(), key.created_at.into(), key.destroyed_at.into()]
}

async fn put_factor(transaction: &mut Transaction, factor: &SecondFactor) -> Result<u64, StoreError> {
    require(transaction, static_sql::ACCOUNT_EXISTS, &factor.account_id).await?;
    let arguments =
        [(&factor.account_id).into(), (&factor.secret).into(), factor.confirmed_at.into(), factor.last_step.into()];
    let put = run(transaction, static_sql::PUT_SECOND_FACTOR, &arguments).await?;
    once(put, || Conflict::Changed { id: factor.account_id.clone() })
}

async fn put_codes(transaction: &mut Transaction, account_id: &str, hashes: &[String]) -> Result<u64, StoreError> {
    require(transaction, static_sql::ACCOUNT_EXISTS, account_id).await?;
    let mut changed = run(transaction, static_sql::DROP_RECOVERY_CODES, &[account_id.into()]).await?;
    for hash in hashes {
        let put = run(transaction, static_sql::PUT_RECOVERY_CODE, &[account_id.into(), hash.into()]).await?;
        changed = changed.saturating_add(put);
    }
    Ok(changed)
}
