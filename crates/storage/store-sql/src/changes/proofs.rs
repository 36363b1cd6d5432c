//! Changes of passkeys, words under duress, and who somebody is at an identity provider.

use super::{require, run};
use crate::link::Transaction;
use crate::statement::static_sql;
use store::{Change, Conflict, DuressUse, OuterIdentity, Passkey, StoreError};

/// Writes one of them. Any other change is another module's and changes nothing here.
pub(super) async fn apply(transaction: &mut Transaction, change: &Change) -> Result<u64, StoreError> {
    match change {
        Change::AddPasskey(passkey) => add_passkey(transaction, passkey).await,
        Change::UsePasskey { id, sign_count, challenged_at, at } => {
            let arguments = [id.into(), (*sign_count).into(), (*challenged_at).into(), (*at).into()];
            let used = run(transaction, static_sql::USE_PASSKEY, &arguments).await?;
            if used == 0 { Err(Conflict::Changed { id: id.clone() }.into()) } else { Ok(used) }
        }
        Change::DropPasskey { account_id, id } => {
            run(transaction, static_sql::DROP_PASSKEY, &[account_id.into(), id.into()]).await
        }
        Change::DropPasskeysOf { account_id } => {
            run(transaction, static_sql::DROP_PASSKEYS_OF, &[account_id.into()]).await
        }
        Change::PutDuressWord { account_id, hash, at } => {
            require(transaction, static_sql::ACCOUNT_EXISTS, account_id).await?;
            run(transaction, static_sql::PUT_DURESS_WORD, &[account_id.into(), hash.into(), (*at).into()]).await
        }
        Change::DropDuressWord { account_id } => {
            run(transaction, static_sql::DROP_DURESS_WORD, &[account_id.into()]).await
        }
        Change::NoteDuress(used) => note_duress(transaction, used).await,
        Change::AddOuterIdentity(identity) => add_outer_identity(transaction, identity).await,
        Change::UseOuterIdentity { issuer, subject, challenged_at, at } => {
            let arguments = [issuer.into(), subject.into(), (*challenged_at).into(), (*at).into()];
            let used = run(transaction, static_sql::USE_OUTER_IDENTITY, &arguments).await?;
            if used == 0 { Err(Conflict::Changed { id: subject.clone() }.into()) } else { Ok(used) }
        }
        Change::DropOuterIdentitiesOf { account_id } => {
            run(transaction, static_sql::DROP_OUTER_IDENTITIES_OF, &[account_id.into()]).await
        }
        _ => Ok(0),
    }
}

async fn add_passkey(transaction: &mut Transaction, passkey: &Passkey) -> Result<u64, StoreError> {
    require(transaction, static_sql::ACCOUNT_EXISTS, &passkey.account_id).await?;
    if !transaction.fetch(static_sql::PASSKEY, &[(&passkey.credential_id).into()]).await?.is_empty() {
        return Err(Conflict::Taken { what: "passkey".to_owned(), value: passkey.credential_id.clone() }.into());
    }
    let arguments = [
        (&passkey.id).into(),
        (&passkey.account_id).into(),
        (&passkey.name).into(),
        (&passkey.credential_id).into(),
        (&passkey.public_key).into(),
        passkey.sign_count.into(),
        passkey.challenged_at.into(),
        passkey.created_at.into(),
        passkey.used_at.into(),
    ];
    run(transaction, static_sql::ADD_PASSKEY, &arguments).await
}

async fn note_duress(transaction: &mut Transaction, used: &DuressUse) -> Result<u64, StoreError> {
    require(transaction, static_sql::ACCOUNT_EXISTS, &used.account_id).await?;
    let arguments = [(&used.id).into(), (&used.account_id).into(), (&used.agency_id).into(), used.at.into()];
    run(transaction, static_sql::NOTE_DURESS, &arguments).await
}

async fn add_outer_identity(transaction: &mut Transaction, identity: &OuterIdentity) -> Result<u64, StoreError> {
    require(transaction, static_sql::ACCOUNT_EXISTS, &identity.account_id).await?;
    let by_subject = [(&identity.issuer).into(), (&identity.subject).into()];
    let by_account = [(&identity.issuer).into(), (&identity.account_id).into()];
    for (statement, arguments) in
        [(static_sql::OUTER_IDENTITY, by_subject), (static_sql::OUTER_IDENTITY_OF, by_account)]
    {
        if !transaction.fetch(statement, &arguments).await?.is_empty() {
            return Err(Conflict::Taken { what: "outer identity".to_owned(), value: identity.subject.clone() }.into());
        }
    }
    let arguments = [
        (&identity.issuer).into(),
        (&identity.subject).into(),
        (&identity.account_id).into(),
        identity.linked_at.into(),
        identity.challenged_at.into(),
        identity.used_at.into(),
    ];
    run(transaction, static_sql::ADD_OUTER_IDENTITY, &arguments).await
}
