//! For what somebody said that they open something, remembered for their session and a few hours. Owns how long; that it is asked for is
//! `service_kit`'s decision. It is held in memory: after a restart people are asked once more.

use crate::Identity;
use service_kit::Purpose;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use store::Millis;

/// A working day: whoever supervises is not asked at every page, and is asked again tomorrow.
const REMEMBERED: Millis = 8 * 60 * 60 * 1_000;
/// So many are remembered at once; beyond that the earliest are asked for again.
const MOST: usize = 50_000;

/// What was said, by session and what it was said about.
#[derive(Debug, Default)]
pub(crate) struct Purposes(Mutex<BTreeMap<(String, String), (Purpose, Millis)>>);

impl Identity {
    /// Remembers for what a session opens something.
    pub fn note_purpose(&self, token: &str, of: &str, purpose: Purpose) {
        let now = self.kit.now();
        let mut known = self.purposes.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.retain(|_, (_, since)| now.saturating_sub(*since) < REMEMBERED);
        }
        if known.len() >= MOST {
            known.clear();
        }
        known.insert((token.to_owned(), of.to_owned()), (purpose, now));
    }

    /// For what a session opens something, when it said so within the last hours.
    pub fn purpose(&self, token: &str, of: &str) -> Option<Purpose> {
        let known = self.purposes.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (purpose, since) = known.get(&(token.to_owned(), of.to_owned()))?;
        (self.kit.now().saturating_sub(*since) < REMEMBERED).then(|| purpose.clone())
    }
}
