//! What a unit requires, asked inside the transaction that will write it: there every other program's changes are seen, and none
//! can come between.

use crate::link::{Cells, Transaction};
use crate::read::accounts::read_account;
use crate::read::erasures::read_request;
use crate::read::forms::{read_form, read_share};
use crate::read::imports::read_batch;
use crate::statement::static_sql;
use std::collections::BTreeMap;
use store::{Account, Batch, Conflict, Requirement, StoreError, UseOfFormId};

/// The first requirement that does not hold.
pub(crate) async fn unmet(
    transaction: &mut Transaction,
    requirements: &[Requirement],
) -> Result<Option<Conflict>, StoreError> {
    for requirement in requirements {
        let conflict = match requirement {
            Requirement::BatchUnchanged(batch) => batch_changed(transaction, batch).await?,
            Requirement::AccountUnchanged(account) => account_changed(transaction, account).await?,
            Requirement::AnotherCanSignIn { role, account_id } => nobody_left(transaction, role, account_id).await?,
            Requirement::NoAgency => agency_there(transaction).await?,
            Requirement::FilesKept(hashes) => file_gone(transaction, hashes).await?,
            Requirement::SealKeysKept(ids) => key_gone(transaction, ids).await?,
            Requirement::FormUnchanged { agency_id, form_id, version, was } => {
                let rows = transaction
                    .fetch(static_sql::FORM_VERSION, &[agency_id.into(), form_id.into(), version.into()])
                    .await?;
                changed(rows.first().map(read_form).transpose()? == *was, form_id)
            }
            Requirement::FormIdUnchanged { form_id, was } => {
                let versions = transaction.fetch(static_sql::FORM_VERSIONS, &[]).await?;
                let versions = versions.iter().map(read_form).collect::<Result<_, _>>()?;
                let shares = transaction.fetch(static_sql::FORM_SHARES, &[]).await?;
                let shares = shares.iter().map(read_share).collect::<Result<_, _>>()?;
                changed(UseOfFormId::of(form_id, versions, shares) == *was, form_id)
            }
            Requirement::EntityAt { list, id, changes, version } => {
                let rows = transaction.fetch(static_sql::ENTITY_AT, &[list.into(), id.into()]).await?;
                let read = |row: &crate::link::Row| {
                    let mut cells = Cells::new(row, "entity");
                    Ok::<_, StoreError>((cells.integer("changes")?, cells.integer("version")?))
                };
                changed(rows.first().map(read).transpose()?.unwrap_or_default() == (*changes, *version), id)
            }
            Requirement::CaseAt { id, events } => {
                let rows = transaction.fetch(static_sql::CASE_AT, &[id.into()]).await?;
                let read = |row: &crate::link::Row| Cells::new(row, "case_file").integer("events");
                changed(rows.first().map(read).transpose()?.unwrap_or_default() == *events, id)
            }
            Requirement::TiesAt { id, ties } => {
                let rows = transaction.fetch(static_sql::TIES_AT, &[id.into()]).await?;
                let read = |row: &crate::link::Row| Cells::new(row, "person_tie").integer("count");
                changed(rows.first().map(read).transpose()?.unwrap_or_default() == *ties, id)
            }
            Requirement::ErasureRequested { record_id, was } => {
                let rows = transaction.fetch(static_sql::ERASURE_REQUEST, &[record_id.into()]).await?;
                changed(rows.first().map(read_request).transpose()? == *was, record_id)
            }
            Requirement::CasesAt(cases) => cases_changed(transaction, cases).await?,
        };
        if conflict.is_some() {
            return Ok(conflict);
        }
    }
    Ok(None)
}

async fn cases_changed(transaction: &mut Transaction, cases: &[(String, i64)]) -> Result<Option<Conflict>, StoreError> {
    let (Some((first, _)), Some((last, _))) = (cases.first(), cases.last()) else { return Ok(None) };
    let rows = transaction.fetch(static_sql::CASES_AT, &[first.into(), last.into()]).await?;
    let read = |row: &crate::link::Row| {
        let mut cells = Cells::new(row, "case_file");
        Ok::<_, StoreError>((cells.text("id")?, cells.integer("events")?))
    };
    let found: BTreeMap<String, i64> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let moved = cases.iter().find(|(id, events)| found.get(id) != Some(events));
    Ok(moved.and_then(|(id, _)| changed(false, id)))
}

async fn batch_changed(transaction: &mut Transaction, batch: &Batch) -> Result<Option<Conflict>, StoreError> {
    let rows = transaction.fetch(static_sql::BATCH, &[(&batch.id).into()]).await?;
    let found = rows.first().map(read_batch).transpose()?;
    Ok(changed(found.as_ref() == Some(batch), &batch.id))
}

async fn file_gone(transaction: &mut Transaction, hashes: &[String]) -> Result<Option<Conflict>, StoreError> {
    for hash in hashes {
        if transaction.fetch(static_sql::FILE_KEPT, &[hash.into()]).await?.is_empty() {
            return Ok(changed(false, hash));
        }
    }
    Ok(None)
}

async fn key_gone(transaction: &mut Transaction, ids: &[String]) -> Result<Option<Conflict>, StoreError> {
    for id in ids {
        if transaction.fetch(static_sql::SEAL_KEY_KEPT, &[id.into()]).await?.is_empty() {
            return Ok(changed(false, id));
        }
    }
    Ok(None)
}

async fn account_changed(transaction: &mut Transaction, account: &Account) -> Result<Option<Conflict>, StoreError> {
    let rows = transaction.fetch(static_sql::ACCOUNT, &[(&account.id).into()]).await?;
    let found = rows.first().map(read_account).transpose()?;
    Ok(changed(found.as_ref() == Some(account), &account.id))
}

fn changed(is_same: bool, id: &str) -> Option<Conflict> {
    (!is_same).then(|| Conflict::Changed { id: id.to_owned() })
}

async fn nobody_left(
    transaction: &mut Transaction,
    role: &str,
    account_id: &str,
) -> Result<Option<Conflict>, StoreError> {
    let others = transaction.fetch(static_sql::ANOTHER_CAN_SIGN_IN, &[role.into(), account_id.into()]).await?;
    Ok(others.is_empty().then(|| Conflict::NobodyLeft { role: role.to_owned() }))
}

async fn agency_there(transaction: &mut Transaction) -> Result<Option<Conflict>, StoreError> {
    let agencies = transaction.fetch(static_sql::AGENCIES, &[]).await?;
    Ok((!agencies.is_empty()).then(|| Conflict::Changed { id: "agency".to_owned() }))
}
