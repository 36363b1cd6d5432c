//! What a batch of units will write, decided in memory: which submissions are new, which are retries, which contradict what is
//! kept. Owns those rules. Reads and writes nothing itself, so a contradiction costs the batch nothing.

use crate::kinds::{KindTables, unknown};
use crate::values::{Values, arrange_all};
use std::collections::HashMap;
use std::sync::Arc;
use store::{
    AuditEntry, Change, Conflict, LONGEST_ID, Projection, StoreError, Submission, Unit, Written, content_hash,
};

/// What the database says about the ids that a batch names.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Submissions that are in the log.
    pub(crate) submissions: HashMap<String, Present>,
    /// Records that are there.
    pub(crate) records: HashMap<String, RecordState>,
    /// The last place of the log.
    pub(crate) last_seq: i64,
}

/// A submission that is in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Present {
    /// Its place.
    pub(crate) seq: i64,
    /// What makes it the same, see [`content_hash`].
    pub(crate) content_hash: String,
}

/// Where a record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordState {
    /// The place of its first submission.
    pub(crate) seq: i64,
    /// `pack/form`.
    pub(crate) kind: String,
    /// Its owner.
    pub(crate) agency_id: String,
    /// The submission it is at.
    pub(crate) submission_id: String,
    /// The import that made it.
    pub(crate) batch_id: Option<String>,
    /// When it was first received.
    pub(crate) created_at: i64,
    /// When it last changed.
    pub(crate) updated_at: i64,
    /// Whether it was taken back.
    pub(crate) retracted: bool,
}

/// A record as a batch leaves it.
#[derive(Debug)]
pub(crate) struct RecordPlan<'u> {
    /// Where it will be.
    pub(crate) state: RecordState,
    /// Whether it was there before the batch, so that its rows must go first.
    pub(crate) existed: bool,
    /// Its values, when the batch brings any.
    pub(crate) values: Option<Values<'u>>,
}

/// A submission that a batch appends.
#[derive(Debug)]
pub(crate) struct Appended<'u> {
    /// Its place in the log.
    pub(crate) seq: i64,
    /// The place of its record's first submission.
    pub(crate) record_seq: i64,
    /// What was submitted.
    pub(crate) submission: &'u Submission,
}

/// Everything a batch will write to the log, the records and the chain.
#[derive(Debug, Default)]
pub(crate) struct Plan<'u> {
    known: Known,
    appended: Vec<Appended<'u>>,
    places: HashMap<&'u str, usize>,
    records: HashMap<&'u str, RecordPlan<'u>>,
    audit: Vec<&'u AuditEntry>,
}

/// What one unit adds to a plan, until it is accepted.
#[derive(Debug, Default)]
pub(crate) struct UnitPlan<'u> {
    appended: Vec<Appended<'u>>,
    places: HashMap<&'u str, usize>,
    records: HashMap<&'u str, RecordPlan<'u>>,
    /// What became of each submission.
    pub(crate) written: Vec<Written>,
}

impl<'u> UnitPlan<'u> {
    /// Whether the unit brought submissions and every one was there already: a retry, which leaves no trace when nothing else in
    /// the unit changes anything.
    pub(crate) fn is_retry(&self) -> bool {
        !self.written.is_empty() && self.appended.is_empty()
    }
}

impl<'u> Plan<'u> {
    /// A plan on top of what the database says.
    pub(crate) fn new(known: Known) -> Self {
        Self { known, ..Self::default() }
    }

    /// What one unit would add, or how it contradicts what is kept or planned.
    pub(crate) fn decide(
        &self,
        unit: &'u Unit,
        kinds: &HashMap<String, Arc<KindTables>>,
    ) -> Result<UnitPlan<'u>, StoreError> {
        let mut draft = UnitPlan::default();
        for change in &unit.changes {
            if let Change::Submit(submission, projection) = change {
                let written = self.submit(&mut draft, submission, projection, kinds)?;
                draft.written.push(written);
            }
        }
        Ok(draft)
    }

    /// Takes a unit's part in, with its audit entries unless it was a mere retry.
    pub(crate) fn accept(&mut self, draft: UnitPlan<'u>, audit: &'u [AuditEntry]) -> Vec<Written> {
        let before = self.appended.len();
        self.places.extend(draft.places.into_iter().map(|(id, place)| (id, before.saturating_add(place))));
        self.appended.extend(draft.appended);
        for (id, mut record) in draft.records {
            if record.values.is_none() {
                // A retraction keeps the values that an earlier unit of this batch brought.
                record.values = self.records.remove(id).and_then(|earlier| earlier.values);
            }
            self.records.insert(id, record);
        }
        self.audit.extend(audit);
        draft.written
    }

    /// Submissions to append, in the order of the log.
    pub(crate) fn appended(&self) -> &[Appended<'u>] {
        &self.appended
    }

    /// Records to write, in the order of the log.
    pub(crate) fn records(&self) -> Vec<(&'u str, &RecordPlan<'u>)> {
        let mut records: Vec<_> = self.records.iter().map(|(id, record)| (*id, record)).collect();
        records.sort_unstable_by_key(|(_, record)| record.state.seq);
        records
    }

    /// Entries to chain, in their order.
    pub(crate) fn audit(&self) -> &[&'u AuditEntry] {
        &self.audit
    }

    fn submit(
        &self,
        draft: &mut UnitPlan<'u>,
        submission: &'u Submission,
        projection: &'u Projection,
        kinds: &HashMap<String, Arc<KindTables>>,
    ) -> Result<Written, StoreError> {
        if let Some(present) = self.present(draft, &submission.id) {
            return if present.content_hash == content_hash(submission) {
                Ok(Written::AlreadyPresent { seq: present.seq })
            } else {
                Err(Conflict::OtherContent { id: submission.id.clone() }.into())
            };
        }
        check_ids(submission)?;
        let tables = kinds.get(&submission.kind).ok_or_else(|| unknown(&submission.kind))?;
        let values = arrange_all(tables, submission, projection)?;
        let appended = self.appended.len().saturating_add(draft.appended.len());
        let seq = self.known.last_seq.saturating_add(i64::try_from(appended).unwrap_or(i64::MAX)).saturating_add(1);
        let record = self.next_record(draft, submission, seq)?;
        draft.places.insert(&submission.id, draft.appended.len());
        draft.appended.push(Appended { seq, record_seq: record.state.seq, submission });
        let values =
            values.or_else(|| draft.records.remove(submission.record_id.as_str()).and_then(|record| record.values));
        draft.records.insert(&submission.record_id, RecordPlan { values, ..record });
        Ok(Written::New { seq })
    }

    /// Where the record will be, when the submission fits where it is.
    fn next_record(
        &self,
        draft: &UnitPlan<'u>,
        submission: &Submission,
        seq: i64,
    ) -> Result<RecordPlan<'u>, StoreError> {
        let standing = self.standing(draft, &submission.record_id);
        let missing = || Conflict::NoRecord { record: submission.record_id.clone() };
        let Some(superseded) = &submission.supersedes else {
            if let Some((standing, _)) = standing {
                let current = standing.submission_id.clone();
                return Err(Conflict::Stale { record: submission.record_id.clone(), current }.into());
            }
            if submission.record_id != submission.id || submission.answers.is_none() {
                return Err(missing().into());
            }
            return Ok(RecordPlan { state: first_state(submission, seq), existed: false, values: None });
        };
        let (standing, existed) =
            standing.filter(|(standing, _)| standing.kind == submission.kind).ok_or_else(missing)?;
        if standing.submission_id != *superseded {
            let current = standing.submission_id.clone();
            return Err(Conflict::Stale { record: submission.record_id.clone(), current }.into());
        }
        let state = RecordState {
            agency_id: submission.agency_id.clone(),
            submission_id: submission.id.clone(),
            updated_at: submission.received_at,
            retracted: submission.answers.is_none(),
            ..standing.clone()
        };
        Ok(RecordPlan { state, existed, values: None })
    }

    /// A record as the units so far leave it, and whether it was there before the batch.
    fn standing<'s>(&'s self, draft: &'s UnitPlan<'u>, id: &str) -> Option<(&'s RecordState, bool)> {
        let planned = draft.records.get(id).or_else(|| self.records.get(id));
        let planned = planned.map(|record| (&record.state, record.existed));
        planned.or_else(|| self.known.records.get(id).map(|state| (state, true)))
    }

    fn present(&self, draft: &UnitPlan<'u>, id: &str) -> Option<Present> {
        if let Some(present) = self.known.submissions.get(id) {
            return Some(present.clone());
        }
        let planned = draft.places.get(id).and_then(|place| draft.appended.get(*place));
        let planned = planned.or_else(|| self.places.get(id).and_then(|place| self.appended.get(*place)));
        planned.map(|planned| Present { seq: planned.seq, content_hash: content_hash(planned.submission) })
    }
}

fn first_state(submission: &Submission, seq: i64) -> RecordState {
    RecordState {
        seq,
        kind: submission.kind.clone(),
        agency_id: submission.agency_id.clone(),
        submission_id: submission.id.clone(),
        batch_id: submission.batch_id.clone(),
        created_at: submission.received_at,
        updated_at: submission.received_at,
        retracted: false,
    }
}

fn check_ids(submission: &Submission) -> Result<(), StoreError> {
    let ids = [
        Some(&submission.id),
        Some(&submission.record_id),
        submission.supersedes.as_ref(),
        submission.batch_id.as_ref(),
    ];
    if ids.into_iter().flatten().all(|id| !id.is_empty() && id.len() <= LONGEST_ID) {
        return Ok(());
    }
    let problem = format!("a submission's ids have 1 to {LONGEST_ID} bytes");
    Err(StoreError::Schema { kind: submission.kind.clone(), problem })
}
