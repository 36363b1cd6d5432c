//! Writes a plan: the log, the records with their typed tables, and the chain, many rows a statement.

use crate::catalogue;
use crate::kinds::{KindTables, POSITION, RECORD_KEY, TypedTable};
use crate::link::{Arg, Engine, Transaction};
use crate::plan::{Plan, RecordPlan};
use crate::statement::{Insert, delete_rows, prepared_size, static_sql};
use crate::values::Values;
use std::sync::Arc;
use store::{StoreError, audit_hash};

/// Writes everything a plan holds. `head` is the place and hash of the chain's last row.
pub(crate) async fn write(
    transaction: &mut Transaction,
    plan: &Plan<'_>,
    head: (i64, String),
) -> Result<(), StoreError> {
    write_submissions(transaction, plan).await?;
    let records = plan.records();
    write_records(transaction, &records).await?;
    for kind in kinds_of(&records) {
        write_kind(transaction, &kind, &records).await?;
    }
    write_audit(transaction, plan, head).await
}

async fn write_submissions(transaction: &mut Transaction, plan: &Plan<'_>) -> Result<(), StoreError> {
    let rows = plan.appended().iter().map(|appended| {
        let submission = appended.submission;
        vec![
            appended.seq.into(),
            (&submission.id).into(),
            (&submission.kind).into(),
            (&submission.form_version).into(),
            appended.record_seq.into(),
            (&submission.record_id).into(),
            (&submission.supersedes).into(),
            (&submission.answers).into(),
            (&submission.reason).into(),
            (&submission.agency_id).into(),
            (&submission.author_id).into(),
            (&submission.batch_id).into(),
            (&submission.source).into(),
            submission.received_at.into(),
        ]
    });
    insert(transaction, &Insert::into_table(&catalogue::SUBMISSION), rows.collect()).await
}

async fn write_records(transaction: &mut Transaction, records: &[(&str, &RecordPlan<'_>)]) -> Result<(), StoreError> {
    let rows = records.iter().map(|(id, record)| {
        let state = &record.state;
        vec![
            state.seq.into(),
            (*id).into(),
            (&state.kind).into(),
            (&state.agency_id).into(),
            (&state.submission_id).into(),
            (&state.batch_id).into(),
            state.created_at.into(),
            state.updated_at.into(),
            state.retracted.into(),
        ]
    });
    let columns = catalogue::RECORD.columns.iter().map(|(name, _)| *name);
    insert(transaction, &Insert::or_change(catalogue::RECORD.name, columns, catalogue::RECORD.key), rows.collect())
        .await
}

/// The kinds whose values a plan brings, each once.
fn kinds_of(records: &[(&str, &RecordPlan<'_>)]) -> Vec<Arc<KindTables>> {
    let mut kinds: Vec<Arc<KindTables>> = Vec::new();
    for (_, record) in records {
        if let Some(values) = &record.values
            && kinds.iter().all(|kind| kind.id != values.tables.id)
        {
            kinds.push(Arc::clone(&values.tables));
        }
    }
    kinds
}

async fn write_kind(
    transaction: &mut Transaction,
    kind: &KindTables,
    records: &[(&str, &RecordPlan<'_>)],
) -> Result<(), StoreError> {
    let records: Vec<(&RecordPlan<'_>, &Values<'_>)> = records
        .iter()
        .filter_map(|(_, record)| record.values.as_ref().map(|values| (*record, values)))
        .filter(|(_, values)| values.tables.id == kind.id)
        .collect();
    let rows = records.iter().map(|(record, values)| keyed(&[record.state.seq], &values.main)).collect();
    let columns = std::iter::once(RECORD_KEY).chain(names(&kind.main));
    insert(transaction, &Insert::or_change(&kind.main.name, columns, 1), rows).await?;
    let changed: Vec<i64> =
        records.iter().filter(|(record, _)| record.existed).map(|(record, _)| record.state.seq).collect();
    for (place, (_, table)) in kind.repeats.iter().enumerate() {
        delete_old_rows(transaction, table, &changed).await?;
        let rows = records.iter().flat_map(|(record, values)| {
            let rows = values.repeats.get(place).into_iter().flatten();
            (0_i64..).zip(rows).map(|(position, row)| keyed(&[record.state.seq, position], row))
        });
        let columns = [RECORD_KEY, POSITION].into_iter().chain(names(table));
        insert(transaction, &Insert::append(&table.name, columns), rows.collect()).await?;
    }
    Ok(())
}

fn names(table: &TypedTable) -> impl Iterator<Item = &str> {
    table.columns.iter().map(|column| column.name.as_str())
}

fn keyed<'u>(key: &[i64], values: &[Arg<'u>]) -> Vec<Arg<'u>> {
    key.iter().map(|number| Arg::from(*number)).chain(values.iter().copied()).collect()
}

async fn delete_old_rows(transaction: &mut Transaction, table: &TypedTable, records: &[i64]) -> Result<(), StoreError> {
    for chunk in records.chunks(prepared_size(usize::MAX)) {
        let size = prepared_size(chunk.len());
        let last = chunk.last().copied();
        let padded = chunk.iter().copied().chain(std::iter::repeat_n(last, size).flatten()).take(size);
        let arguments: Vec<Arg<'_>> = padded.map(Arg::from).collect();
        transaction.execute(delete_rows(&table.name, RECORD_KEY, size), &arguments).await?;
    }
    Ok(())
}

async fn write_audit(transaction: &mut Transaction, plan: &Plan<'_>, head: (i64, String)) -> Result<(), StoreError> {
    if plan.audit().is_empty() {
        return Ok(());
    }
    let (mut seq, mut hash) = head;
    let mut hashes = Vec::with_capacity(plan.audit().len());
    for entry in plan.audit() {
        seq = seq.saturating_add(1);
        let own = audit_hash(seq, entry, &hash);
        hashes.push((seq, std::mem::replace(&mut hash, own.clone()), own));
    }
    let rows = plan.audit().iter().zip(&hashes).map(|(entry, (seq, previous_hash, hash))| {
        vec![
            (*seq).into(),
            entry.at.into(),
            (&entry.actor).into(),
            (&entry.agency_id).into(),
            (&entry.action).into(),
            (&entry.subject_kind).into(),
            (&entry.subject_id).into(),
            (&entry.detail).into(),
            previous_hash.into(),
            hash.into(),
        ]
    });
    insert(transaction, &Insert::into_table(&catalogue::AUDIT), rows.collect()).await?;
    transaction.execute(static_sql::NOTE_AUDIT_HEAD, &[seq.into(), (&hash).into()]).await?;
    Ok(())
}

/// Bytes of values that a statement sends to a server at once. The driver leaves Nagle's algorithm on (sqlx issue 4335, mended there and not
/// released yet), so what is sent in two pieces waits between them until the first is acknowledged, which a server puts off for 40 ms. An
/// encrypted link is sent in pieces of 16 KiB; over a network packets are shorter still, and acknowledged two by two.
const SENT_AT_ONCE: usize = 15 << 10;

/// How many of the rows fit into a packet; at least one.
fn fitting(rows: &[Vec<Arg<'_>>]) -> usize {
    let mut sent = 0_usize;
    let fitting = rows.iter().take_while(|row| {
        sent = sent.saturating_add(row.iter().map(Arg::sent_bytes).sum());
        sent <= SENT_AT_ONCE
    });
    fitting.count().max(1)
}

/// Inserts rows, as many a statement as is sensible.
pub(crate) async fn insert(
    transaction: &mut Transaction,
    statement: &Insert,
    rows: Vec<Vec<Arg<'_>>>,
) -> Result<(), StoreError> {
    let mut rest = rows.as_slice();
    while !rest.is_empty() {
        let fitting = match transaction.engine() {
            Engine::Sqlite => rest.len(),
            Engine::Postgres => fitting(rest),
        };
        let (now, later) = rest.split_at(statement.take(fitting).min(rest.len()));
        let sql = statement.text(now.len(), transaction.engine());
        transaction.execute(sql, &now.concat()).await?;
        rest = later;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_takes_the_rows_that_fit_into_a_packet() {
        let text = "x".repeat(6 << 10);
        let rows = |count| vec![vec![Arg::from(text.as_str()), Arg::from(1_i64)]; count];
        assert_eq!([1, 2, 3, 9].map(|count| fitting(&rows(count))), [1, 2, 2, 2]);
        let large = "x".repeat(SENT_AT_ONCE + 1);
        assert_eq!(fitting(&[vec![Arg::from(large.as_str())]]), 1);
    }
}
