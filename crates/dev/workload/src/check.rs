//! What must be true of a database after anything: every acknowledged submission is there once and as it was sent, records are
//! what the log makes them, the chain holds and tells of each, and the next submission is taken.

use crate::failure::Failure;
use crate::history::{CORRECTED, KIND, REASON, SUBMITTED, corrected_by, kept, kind, projection};
use crate::journal::{Journal, Noted};
use crate::target::{Client, Outcome, Target};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use store::{
    Audit, Dump, DumpRow, GENESIS, Record, RecordQuery, Records, Scope, Store, StoreError, Value, verify_chain,
};
use store_sql::{Database, Durability, Options};

/// What was found.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub(crate) struct Findings {
    /// Ids that were acknowledged.
    pub(crate) acknowledged: usize,
    /// Submissions in the log.
    pub(crate) present: usize,
    /// Acknowledged and not there.
    pub(crate) lost: usize,
    /// Everything else that must not be, in words.
    pub(crate) problems: Vec<String>,
}

impl Findings {
    /// Nothing lost and nothing wrong.
    pub(crate) fn is_clean(&self) -> bool {
        self.lost == 0 && self.problems.is_empty()
    }
}

/// Opens the database as the product does, compares it with what was acknowledged, and goes on working on it.
pub(crate) async fn check(address: &str, acknowledged: &[String]) -> Result<Findings, Failure> {
    let (mut findings, opened) = compare(address, acknowledged).await?;
    if let Some(database) = opened {
        let target = Target::Storage(Arc::new(database));
        if let Err(error) = go_on(&target, findings.present).await {
            findings.problems.push(format!("it takes no more submissions: {error}"));
        }
        target.close().await;
    }
    Ok(findings)
}

/// Compares the database of a server that runs on it again, and goes on through that server: what was never answered is sent once
/// more, as a client would, and one more beside it. Each answer is noted, so that the next check looks for them too.
pub(crate) async fn check_served(
    address: &str,
    server: &str,
    noted: &Noted,
    journal: &Journal,
) -> Result<Findings, Failure> {
    let (mut findings, opened) = compare(address, &noted.acknowledged).await?;
    if let Some(database) = opened {
        database.close().await;
    }
    let mut client = Target::server(server).await?.client().await?;
    let next = next_id(findings.present);
    for id in noted.unanswered.iter().chain([&next]) {
        match client.submit(id, corrected_by(id)).await {
            Ok(Outcome::Acknowledged) => journal.acknowledged(id)?,
            Ok(other) => findings.problems.push(format!("{id} was sent again and is {other:?}")),
            Err(error) => findings.problems.push(format!("{id} was sent again: {error}")),
        }
    }
    Ok(findings)
}

/// Whatever happened, work goes on.
async fn go_on(target: &Target, present: usize) -> Result<(), Failure> {
    if let Target::Storage(database) = target {
        database.prepare_kinds(&[kind()]).await?;
    }
    let mut client: Client = target.client().await?;
    match client.submit(&next_id(present), None).await? {
        Outcome::Acknowledged => Ok(()),
        other => Err(Failure::NotTaken(other)),
    }
}

fn next_id(present: usize) -> String {
    format!("after-{present:08}")
}

/// What is found, and the database when it opens.
async fn compare(address: &str, acknowledged: &[String]) -> Result<(Findings, Option<Database>), Failure> {
    let mut findings =
        Findings { acknowledged: acknowledged.iter().collect::<HashSet<_>>().len(), ..Findings::default() };
    // The states are many and their disk is not the one under test, so the check itself does not wait for it.
    let options = Options { durability: Durability::NormalForProvingTheHarness, ..Options::default() };
    let database = match Database::open_with(address, options).await {
        Ok(database) => database,
        Err(error) => {
            findings.problems.push(format!("it does not open: {error}"));
            findings.lost = findings.acknowledged;
            return Ok((findings, None));
        }
    };
    if let Err(error) = look(&database, acknowledged, &mut findings).await {
        findings.problems.push(format!("it cannot be read: {error}"));
    }
    Ok((findings, Some(database)))
}

async fn look(database: &Database, acknowledged: &[String], findings: &mut Findings) -> Result<(), StoreError> {
    let examined = database.examine().await?;
    findings.problems.extend(examined.into_iter().filter(|found| found.contains("damaged")));
    let log = read_log(database).await?;
    findings.present = log.len();
    compare_with_acknowledged(&log, acknowledged, findings);
    if !log.is_empty() || !acknowledged.is_empty() {
        compare_records(database, &log, findings).await?;
    }
    compare_chain(database, &log, findings).await
}

/// A submission as the log holds it.
#[derive(Debug)]
struct Logged {
    seq: i64,
    id: String,
    record_id: String,
    answers: String,
    reason: String,
}

impl Logged {
    fn corrects(&self) -> bool {
        self.id != self.record_id
    }

    /// Whether it says what was sent.
    fn is_as_sent(&self) -> bool {
        let record = corrected_by(&self.id).unwrap_or(&self.id);
        let reason = if self.corrects() { REASON } else { "" };
        self.record_id == record
            && self.reason == reason
            && serde_json::from_str(&self.answers).is_ok_and(|answers: serde_json::Value| answers == kept(&self.id))
    }
}

async fn read_log(database: &Database) -> Result<Vec<Logged>, StoreError> {
    let mut log = Vec::new();
    let mut sink = |row: DumpRow| {
        if row.table == "submission" {
            log.push(logged(&row));
        }
        Ok(())
    };
    database.dump(&mut sink).await?;
    Ok(log)
}

fn logged(row: &DumpRow) -> Logged {
    let value = |name: &str| row.values.iter().find(|(column, _)| column == name).map(|(_, value)| value);
    let text = |name: &str| value(name).and_then(Value::as_text).unwrap_or_default().to_owned();
    let seq = match value("seq") {
        Some(Value::Integer(seq)) => *seq,
        _ => 0,
    };
    Logged { seq, id: text("id"), record_id: text("record_id"), answers: text("answers"), reason: text("reason") }
}

fn compare_with_acknowledged(log: &[Logged], acknowledged: &[String], findings: &mut Findings) {
    let mut present = HashSet::new();
    for (place, logged) in (1..).zip(log) {
        if logged.seq != place {
            findings.problems.push(format!("place {place} of the log holds {}", logged.seq));
        }
        if !present.insert(logged.id.as_str()) {
            findings.problems.push(format!("submission {} is there twice", logged.id));
        }
        if !logged.is_as_sent() {
            findings.problems.push(format!("submission {} is not what was sent", logged.id));
        }
    }
    let acknowledged: HashSet<&str> = acknowledged.iter().map(String::as_str).collect();
    findings.lost = acknowledged.iter().filter(|id| !present.contains(*id)).count();
}

/// Every record is at its last submission and has that submission's values.
async fn compare_records(database: &Database, log: &[Logged], findings: &mut Findings) -> Result<(), StoreError> {
    let mut expected: BTreeMap<&str, &str> = BTreeMap::new();
    for logged in log {
        expected.insert(&logged.record_id, &logged.id);
    }
    let query = RecordQuery { with_rows: true, ..RecordQuery::all(KIND, Scope::All) };
    let records = match database.records(&query).await {
        Ok(page) => page.records,
        // Cut off before the kind was prepared: then nothing can have been submitted.
        Err(StoreError::Schema { .. }) if log.is_empty() => Vec::new(),
        Err(error) => return Err(error),
    };
    if records.len() != expected.len() {
        findings.problems.push(format!("{} records for {} in the log", records.len(), expected.len()));
    }
    for record in &records {
        let at = expected.get(record.id.as_str()).copied().unwrap_or_default();
        if record.submission_id != at || !has_values_of(record, at) {
            findings.problems.push(format!("record {} is not what the log makes it", record.id));
        }
    }
    Ok(())
}

fn has_values_of(record: &Record, submission: &str) -> bool {
    let expected = projection(submission);
    let columns = expected.columns.iter().all(|(name, value)| record.value(name) == value);
    columns && expected.rows.iter().all(|(repeat, rows)| record.rows(repeat) == rows.as_slice())
}

/// The chain holds to its noted head and tells of each submission once.
async fn compare_chain(database: &Database, log: &[Logged], findings: &mut Findings) -> Result<(), StoreError> {
    let mut head = (0, GENESIS.to_owned());
    let mut told: BTreeMap<(String, String), usize> = BTreeMap::new();
    loop {
        let rows = database.audit_after(head.0, 5_000).await?;
        if rows.is_empty() {
            break;
        }
        // What it tells of people who sign in is not looked at.
        for row in rows.iter().filter(|row| row.entry.subject_kind == KIND) {
            *told.entry((row.entry.action.clone(), row.entry.subject_id.clone())).or_default() += 1;
        }
        match verify_chain(head, &rows) {
            Ok(next) => head = next,
            Err(broken) => {
                findings.problems.push(broken.to_string());
                return Ok(());
            }
        }
    }
    if database.audit_head().await? != head {
        findings.problems.push("the chain does not end where it is noted".to_owned());
    }
    let mut done: BTreeMap<(String, String), usize> = BTreeMap::new();
    for logged in log {
        let action = if logged.corrects() { CORRECTED } else { SUBMITTED };
        *done.entry((action.to_owned(), logged.record_id.clone())).or_default() += 1;
    }
    if told != done {
        let entries: usize = told.values().sum();
        findings.problems.push(format!("{entries} entries do not tell of the {} submissions", log.len()));
    }
    Ok(())
}
