//! Changes of what people are tied to, and of requests to erase their records.

use super::run;
use crate::link::Transaction;
use crate::statement::static_sql;
use store::{Change, ErasureRequest, StoreError, Tie};

/// Writes one of them. Any other change is another module's and changes nothing here.
pub(super) async fn apply(transaction: &mut Transaction, change: &Change) -> Result<u64, StoreError> {
    match change {
        Change::PutTie(tie) => put_tie(transaction, tie).await,
        Change::AskErasure(asked) => ask_erasure(transaction, asked).await,
        Change::DropErasureRequest { record_id } => {
            run(transaction, static_sql::DROP_ERASURE_REQUEST, &[record_id.into()]).await
        }
        _ => Ok(0),
    }
}

async fn put_tie(transaction: &mut Transaction, tie: &Tie) -> Result<u64, StoreError> {
    let arguments = [
        (&tie.id).into(),
        (&tie.person_id).into(),
        (&tie.other_id).into(),
        (&tie.kind).into(),
        (&tie.said).into(),
        (&tie.agency_id).into(),
        (&tie.author_id).into(),
        tie.began_at.into(),
        tie.ended_at.into(),
    ];
    run(transaction, static_sql::PUT_TIE, &arguments).await
}

async fn ask_erasure(transaction: &mut Transaction, asked: &ErasureRequest) -> Result<u64, StoreError> {
    let arguments = [
        (&asked.record_id).into(),
        (&asked.kind).into(),
        (&asked.agency_id).into(),
        (&asked.ground).into(),
        (&asked.author_id).into(),
        asked.asked_at.into(),
    ];
    run(transaction, static_sql::ASK_ERASURE, &arguments).await
}
