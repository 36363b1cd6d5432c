//! Whether the audit chain holds: followed from where it was last found whole, or from its first row. Owns how far was looked, when,
//! and what was found; the hash is `store`'s.

use crate::Identity;
use language::Message;
use serde::{Deserialize, Serialize};
use service_kit::{Action, Context, ServiceError, scope};
use store::{AuditRow, ChainBreak, Change, GENESIS, Millis, Scope, Unit, verify_chain};

/// Rows that are read and checked at a time, so that a long chain needs little memory.
const AT_A_TIME: u32 = 5_000;
/// Whoever only looks checks at most so many rows, so that no page waits for long; the next look goes on from there.
const AT_A_LOOK: i64 = 20_000;
/// How far was looked is noted again after so many rows.
const NOTED_EVERY: i64 = 1_000;
/// The setting that says up to which row the chain was found whole.
const MARK: &str = "audit.verified";
/// The setting that says what the last full run found.
const FULL: &str = "audit.full";

/// A row's place and hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The place.
    pub seq: i64,
    /// The row's hash.
    pub hash: String,
}

/// What a run over the whole chain found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FullRun {
    /// When it was.
    pub at: Millis,
    /// The account that asked for it, or `system`.
    pub by: String,
    /// The last row that holds.
    pub reached: Place,
    /// Where the chain does not hold.
    pub broken: Option<ChainBreak>,
}

/// How the chain stands, as far as somebody who looks is kept waiting for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The last row that holds, by this look and those before it.
    pub reached: Place,
    /// The last row that there was.
    pub last: i64,
    /// Where the chain does not hold.
    pub broken: Option<ChainBreak>,
    /// What the last run over everything found. Only such a run sees a change to a row that had been looked at before.
    pub full: Option<FullRun>,
}

impl Identity {
    /// Follows the chain from where it was last found whole.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller sees no audit.
    pub async fn audit_standing(&self, context: &Context) -> Result<Standing, ServiceError> {
        allow(context)?;
        let noted = self.noted().await?;
        let full = self.kept(FULL).await?;
        let Some(mark) = self.kept::<Place>(MARK).await? else {
            let walk = self.walk(start(), vec![noted.clone()], AT_A_LOOK).await?;
            return self.stands(start(), walk, noted, full).await;
        };
        // The row of the mark is looked at once more: it binds what comes after to what was found whole.
        let row = self.kit.store.audit_after(mark.seq.saturating_sub(1), 1).await?;
        if let Err(broken) = still_there(&mark, &row) {
            return Ok(Standing { reached: start(), last: noted.seq, broken: Some(broken), full });
        }
        let walk = self.walk(mark.clone(), vec![noted.clone()], AT_A_LOOK).await?;
        self.stands(mark, walk, noted, full).await
    }

    /// Follows the whole chain from its first row to its noted head, and notes what was found.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller sees no audit; [`ServiceError::TooMuch`] while another such run goes on.
    pub async fn verify_audit(&self, context: &Context) -> Result<FullRun, ServiceError> {
        allow(context)?;
        let busy = || ServiceError::TooMuch(Message::new("identity-audit-busy"));
        let _one_at_a_time = self.verifying.try_lock().map_err(|_| busy())?;
        // The head is read first: rows that are added meanwhile come after it and are checked too, but a cut tail is missed by neither.
        let mut noted = vec![self.noted().await?];
        noted.extend(self.kept::<Place>(MARK).await?);
        let walk = self.walk(start(), noted, i64::MAX).await?;
        let actor = context.actor.account_id.clone();
        let run = FullRun { at: context.at, by: actor, reached: walk.reached, broken: walk.broken };
        let mut changes = vec![setting(FULL, &run)?];
        if run.broken.is_none() {
            changes.push(setting(MARK, &run.reached)?);
        }
        self.note_settings(changes).await?;
        Ok(run)
    }

    async fn stands(
        &self,
        from: Place,
        walk: Walk,
        noted: Place,
        full: Option<FullRun>,
    ) -> Result<Standing, ServiceError> {
        if walk.broken.is_none() && walk.reached.seq - from.seq >= NOTED_EVERY {
            self.note_settings(vec![setting(MARK, &walk.reached)?]).await?;
        }
        let last = noted.seq.max(walk.reached.seq);
        Ok(Standing { reached: walk.reached, last, broken: walk.broken, full })
    }

    /// Checks up to `most` rows after a place; on the way, the rows that are noted must be the ones that were noted.
    async fn walk(&self, from: Place, noted: Vec<Place>, most: i64) -> Result<Walk, ServiceError> {
        let mut walk = Walk { reached: from.clone(), broken: None };
        while walk.reached.seq - from.seq < most {
            let rows = self.kit.store.audit_after(walk.reached.seq, AT_A_TIME).await?;
            if rows.is_empty() {
                let last = noted.iter().map(|place| place.seq).max().unwrap_or_default();
                let cut = ChainBreak::Cut { found: walk.reached.seq, expected: last };
                walk.broken = (walk.reached.seq < last).then_some(cut);
                return Ok(walk);
            }
            // Hashing so many rows takes some milliseconds; others get the processor in between.
            tokio::task::yield_now().await;
            match verify_chain((walk.reached.seq, walk.reached.hash.clone()), &rows) {
                Ok((seq, hash)) if noted.iter().all(|place| is_as_noted(place, &rows)) => {
                    walk.reached = Place { seq, hash };
                }
                Ok(_) => {
                    let replaced = noted.iter().find(|place| !is_as_noted(place, &rows)).map_or(0, |place| place.seq);
                    walk.broken = Some(ChainBreak::Replaced { seq: replaced });
                    return Ok(walk);
                }
                Err(broken) => {
                    walk.broken = Some(broken);
                    return Ok(walk);
                }
            }
        }
        Ok(walk)
    }

    async fn noted(&self) -> Result<Place, ServiceError> {
        let (seq, hash) = self.kit.store.audit_head().await?;
        Ok(Place { seq, hash })
    }

    /// A setting of this module's own; one that cannot be read counts as none, and the chain is followed from its start.
    async fn kept<T: for<'de> Deserialize<'de>>(&self, name: &str) -> Result<Option<T>, ServiceError> {
        let text = self.kit.store.setting(name).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// How far was looked is worth noting, but what was found is told whether it can be noted or not.
    async fn note_settings(&self, changes: Vec<Change>) -> Result<(), ServiceError> {
        match self.kit.commit(Unit::new(changes, Vec::new())).await {
            Ok(_) | Err(ServiceError::Unavailable(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }
}

/// How far a walk came.
struct Walk {
    reached: Place,
    broken: Option<ChainBreak>,
}

/// Before the first row.
fn start() -> Place {
    Place { seq: 0, hash: GENESIS.to_owned() }
}

fn is_as_noted(place: &Place, rows: &[AuditRow]) -> bool {
    rows.iter().find(|row| row.seq == place.seq).is_none_or(|row| row.hash == place.hash)
}

/// Whether the row of a mark is there, is what it was hashed from, and is the one that was marked.
fn still_there(mark: &Place, rows: &[AuditRow]) -> Result<(), ChainBreak> {
    let replaced = ChainBreak::Replaced { seq: mark.seq };
    let row = rows.first().filter(|row| row.seq == mark.seq).ok_or_else(|| replaced.clone())?;
    let (_, hash) = verify_chain((mark.seq - 1, row.previous_hash.clone()), rows)?;
    if hash == mark.hash { Ok(()) } else { Err(replaced) }
}

fn setting(name: &str, kept: &impl Serialize) -> Result<Change, ServiceError> {
    let value = serde_json::to_string(kept).map_err(|problem| ServiceError::Internal(problem.to_string()))?;
    Ok(Change::PutSetting { name: name.to_owned(), value })
}

/// Whoever sees any part of the chain may know whether it holds.
fn allow(context: &Context) -> Result<(), ServiceError> {
    match scope(&context.actor, Action::ReadAudit) {
        Scope::Agencies(agencies) if agencies.is_empty() => Err(ServiceError::Refused),
        _ => Ok(()),
    }
}

/// Where and how the chain does not hold, for a reader.
pub fn chain_problem(broken: &ChainBreak) -> Message {
    match broken {
        ChainBreak::Hole { expected, .. } => Message::new("identity-chain-hole").with("row", *expected),
        ChainBreak::Unbound { seq } => Message::new("identity-chain-unbound").with("row", *seq),
        ChainBreak::Changed { seq } => Message::new("identity-chain-changed").with("row", *seq),
        ChainBreak::Replaced { seq } => Message::new("identity-chain-replaced").with("row", *seq),
        ChainBreak::Cut { found, expected } => {
            Message::new("identity-chain-cut").with("row", *found).with("expected", *expected)
        }
    }
}
