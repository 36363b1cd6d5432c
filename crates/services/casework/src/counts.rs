//! How many cases a reader has, remembered for a moment where they are many. Owns what is remembered and for how long; counting is storage's.

use service_kit::{Kit, ServiceError};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use store::{CaseCount, CaseScope, Millis};

/// So many cases take longer to count than a page of them to read, and one more or less of them is seen by nobody.
const MANY: u64 = 2_000;
/// How long such a count is told again, in milliseconds.
const REMEMBERED: Millis = 5_000;
/// Readers whose counts are remembered.
const MOST_READERS: usize = 1_000;

/// An agency, who answers there where only theirs are counted, and the day.
type Whose = (String, Option<String>, String);

/// Counts of readers with many cases.
#[derive(Default)]
pub(crate) struct Counts(Mutex<BTreeMap<Whose, (Millis, CaseCount)>>);

impl Counts {
    /// How many cases there are in a scope: as it is now, or, where they are many, as it was a few seconds ago.
    pub(crate) async fn of(&self, kit: &Kit, scope: &CaseScope) -> Result<CaseCount, ServiceError> {
        let whose = (scope.agency_id.clone(), scope.owner_id.clone(), scope.today.clone());
        let now = kit.now();
        // A clock that was put back makes nothing last longer.
        let is_fresh = |at: Millis| (0..REMEMBERED).contains(&now.saturating_sub(at));
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&whose).copied();
        if let Some((_, count)) = known.filter(|(at, _)| is_fresh(*at)) {
            return Ok(count);
        }
        let count = kit.store.case_count(scope).await?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if count.open.saturating_add(count.closed) < MANY {
            kept.remove(&whose);
        } else {
            if kept.len() >= MOST_READERS {
                kept.retain(|_, (at, _)| is_fresh(*at));
            }
            if kept.len() < MOST_READERS {
                kept.insert(whose, (now, count));
            }
        }
        Ok(count)
    }
}
