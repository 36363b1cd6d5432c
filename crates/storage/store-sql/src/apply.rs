//! Brings a batch of units into one transaction: asks what is there, lets `plan` decide, writes the rare changes one by one and
//! the log, the records and the chain in bulk.

use crate::changes;
use crate::flush;
use crate::kinds::Kinds;
use crate::link::{Cells, Fault, Pools, Transaction};
use crate::plan::{Known, Plan, Present, RecordState};
use crate::read::submissions::read_submission;
use crate::requirements;
use crate::statement::{in_list, prepared_size, static_sql};
use std::collections::BTreeSet;
use store::{Change, GENESIS, StoreError, Submission, Unit, Written, content_hash};

/// Why a batch was not written. Nothing of it was.
#[derive(Debug)]
pub(crate) enum Failure {
    /// One unit contradicts what is kept: the one at this place of the batch.
    OfUnit(usize, StoreError),
    /// The database cannot serve now.
    Outage(String),
    /// The database refused something, and it is not known whose it was.
    Unexplained(StoreError),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Outage(message) | Fault::Unsynced(message) => Self::Outage(message),
            Fault::Refused(message) => Self::Unexplained(StoreError::Backend(message)),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(message) => Self::Outage(message),
            other => Self::Unexplained(other),
        }
    }
}

/// What became of each unit of a batch.
type Outcomes = Vec<Result<Vec<Written>, StoreError>>;

/// Writes a batch durably. Units that contradict what is kept get their error; the others become true together.
pub(crate) async fn attempt(units: &[&Unit], pools: &Pools, kinds: &Kinds) -> Result<Outcomes, Failure> {
    let kinds = kinds.known();
    let mut transaction = pools.write_here().await?;
    let (known, head) = ask(&mut transaction, units).await?;
    let mut plan = Plan::new(known);
    let mut outcomes = Vec::with_capacity(units.len());
    let mut changed = false;
    for (index, unit) in units.iter().enumerate() {
        // Asked before anything of the unit is written, so that a refusal costs the others nothing.
        if let Some(conflict) = requirements::unmet(&mut transaction, &unit.requires).await? {
            outcomes.push(Err(conflict.into()));
            continue;
        }
        let draft = match plan.decide(unit, &kinds) {
            Ok(draft) => draft,
            Err(error) => {
                outcomes.push(Err(error));
                continue;
            }
        };
        let others = changes::apply(&mut transaction, unit).await.map_err(|failure| of_unit(index, failure))?;
        changed |= others;
        let audit = if draft.is_retry() && !others { &[][..] } else { unit.audit.as_slice() };
        outcomes.push(Ok(plan.accept(draft, audit)));
    }
    if changed || !plan.appended().is_empty() || !plan.audit().is_empty() {
        flush::write(&mut transaction, &plan, head).await?;
        transaction.commit().await?;
    }
    Ok(outcomes)
}

fn of_unit(index: usize, error: StoreError) -> Failure {
    match error {
        StoreError::Unavailable(message) => Failure::Outage(message),
        other => Failure::OfUnit(index, other),
    }
}

/// What the database says about everything that these units name, and the head of the chain.
async fn ask(transaction: &mut Transaction, units: &[&Unit]) -> Result<(Known, (i64, String)), StoreError> {
    let (last_seq, head) = heads(transaction).await?;
    let mut known = Known { last_seq, ..Known::default() };
    let submissions = || units.iter().flat_map(|unit| &unit.changes).filter_map(submitted);
    let ids: BTreeSet<&str> = submissions().map(|submission| submission.id.as_str()).collect();
    for id in present(transaction, &ids).await? {
        let rows = transaction.fetch(static_sql::SUBMISSION, &[(&id).into()]).await?;
        for row in &rows {
            let stored = read_submission(row)?;
            let present = Present { seq: stored.seq, content_hash: content_hash(&stored.submission) };
            known.submissions.insert(stored.submission.id, present);
        }
    }
    // A first submission names its own record, which cannot be there yet.
    let records = submissions().filter(|submission| submission.record_id != submission.id);
    let records: BTreeSet<&str> = records.map(|submission| submission.record_id.as_str()).collect();
    read_records(transaction, &records, &mut known).await?;
    Ok((known, head))
}

fn submitted(change: &Change) -> Option<&Submission> {
    match change {
        Change::Submit(submission, _) => Some(submission),
        _ => None,
    }
}

async fn heads(transaction: &mut Transaction) -> Result<(i64, (i64, String)), StoreError> {
    let rows = transaction.fetch(static_sql::HEADS, &[]).await?;
    let row = rows.first().ok_or_else(|| StoreError::Backend("the database did not tell its heads".to_owned()))?;
    let mut cells = Cells::new(row, "audit_head");
    let last_seq = cells.integer("last place of the log")?;
    let seq = cells.integer("seq")?;
    let hash = cells.text_or_nothing("hash")?.unwrap_or_else(|| GENESIS.to_owned());
    Ok((last_seq, (seq, hash)))
}

/// Which of these ids are in the log.
async fn present(transaction: &mut Transaction, ids: &BTreeSet<&str>) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    let ids: Vec<&str> = ids.iter().copied().collect();
    for chunk in ids.chunks(prepared_size(usize::MAX)) {
        let size = prepared_size(chunk.len());
        let sql = in_list("SELECT id FROM submission WHERE id IN (", size);
        for row in transaction.fetch(sql, &padded(chunk, size)).await? {
            found.push(Cells::new(&row, "submission").text("id")?);
        }
    }
    Ok(found)
}

/// A list filled up with its last value, so that it has the length of a prepared statement.
pub(crate) fn padded<'a>(values: &[&'a str], size: usize) -> Vec<crate::link::Arg<'a>> {
    let last = values.last().copied();
    values.iter().copied().chain(std::iter::repeat_n(last, size).flatten()).take(size).map(Into::into).collect()
}

async fn read_records(
    transaction: &mut Transaction,
    ids: &BTreeSet<&str>,
    known: &mut Known,
) -> Result<(), StoreError> {
    let ids: Vec<&str> = ids.iter().copied().collect();
    for chunk in ids.chunks(prepared_size(usize::MAX)) {
        let size = prepared_size(chunk.len());
        let sql = in_list(
            "SELECT record.seq, record.id, record.kind, record.agency_id, record.submission_id, record.batch_id, \
             record.created_at, record.updated_at, record.retracted \
             FROM submission JOIN record ON record.seq = submission.seq WHERE submission.id IN (",
            size,
        );
        for row in transaction.fetch(sql, &padded(chunk, size)).await? {
            let mut cells = Cells::new(&row, "record");
            let seq = cells.integer("seq")?;
            let id = cells.text("id")?;
            let state = RecordState {
                seq,
                kind: cells.text("kind")?,
                agency_id: cells.text("agency_id")?,
                submission_id: cells.text("submission_id")?,
                batch_id: cells.text_or_nothing("batch_id")?,
                created_at: cells.integer("created_at")?,
                updated_at: cells.integer("updated_at")?,
                retracted: cells.flag("retracted")?,
            };
            known.records.insert(id, state);
        }
    }
    Ok(())
}
