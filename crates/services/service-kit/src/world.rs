//! The outside world as services see it: storage, the clock and randomness, all handed in so that tests can hold them still.

use crate::{Context, ServiceError};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use std::sync::Arc;
use store::{AuditEntry, Conflict, Store, StoreError, Unit, Written};
use store_sealed::{Entropy, Sealed, Vault};
use uuid::Uuid;

/// Where time comes from.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place where time enters")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "this is the one place where randomness enters")]
    fn fill(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).expect("the operating system gives randomness, or nothing here is safe to run");
    }
}

/// What every service holds.
#[derive(Clone)]
pub struct Kit {
    /// Where everything is kept. Whatever says who somebody is lies sealed beneath.
    pub store: Arc<dyn Store>,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// The keys that values lie sealed under.
    pub vault: Arc<Vault>,
    /// What is added to UTC to get the users' day; Thailand has +7 hours all year.
    pub offset: Offset,
}

impl Kit {
    /// The world as it is, in Thai time, without a master key: see [`Kit::with_master`].
    pub fn system(store: Arc<dyn Store>) -> Self {
        let entropy = Arc::new(SystemEntropy);
        let vault = Arc::new(Vault::new(Arc::clone(&store), None, Arc::<SystemEntropy>::clone(&entropy)));
        Self {
            store: Arc::new(Sealed::new(store, Arc::clone(&vault))),
            clock: Arc::new(SystemClock),
            entropy,
            vault,
            offset: Offset::constant(7),
        }
    }

    /// The present moment in milliseconds since 1970-01-01T00:00Z.
    pub fn now(&self) -> store::Millis {
        self.clock.now().as_millisecond()
    }

    /// The users' day and time of a moment.
    pub fn local(&self, at: store::Millis) -> DateTime {
        Timestamp::from_millisecond(at).map_or_else(|_| DateTime::default(), |moment| self.offset.to_datetime(moment))
    }

    /// The moment at which a day begins for the users.
    pub fn start_of(&self, day: Date) -> store::Millis {
        self.offset.to_timestamp(day.at(0, 0, 0, 0)).map_or(store::Millis::MAX, Timestamp::as_millisecond)
    }

    /// A new id: time-ordered (UUID version 7), so that indexes stay compact, and unguessable in its 74 random bits.
    pub fn new_id(&self) -> String {
        let mut random = [0; 10];
        self.entropy.fill(&mut random);
        let millis = u64::try_from(self.now()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
    }

    /// A secret for a link or a cookie: 256 random bits in hex.
    pub fn new_secret(&self) -> String {
        let mut halves = [[0; 16]; 2];
        halves.iter_mut().for_each(|half| self.entropy.fill(half));
        halves.iter().map(|half| Uuid::from_bytes(*half).simple().to_string()).collect()
    }

    /// Makes a unit true.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub async fn commit(&self, unit: Unit) -> Result<Vec<Written>, ServiceError> {
        Ok(self.store.commit(unit).await?)
    }

    /// Makes a unit true while what it requires and supersedes still stands. Nothing was written when it does not: the caller reads
    /// again and decides again.
    ///
    /// # Errors
    /// As [`Store::commit`], for every other conflict.
    pub async fn commit_unless_overtaken(&self, unit: Unit) -> Result<Option<Vec<Written>>, ServiceError> {
        match self.store.commit(unit).await {
            Err(StoreError::Conflict(Conflict::Changed { .. } | Conflict::Stale { .. })) => Ok(None),
            other => Ok(Some(other?)),
        }
    }

    /// The audit entry of something that the caller does. `detail` holds counts, codes and reasons; never names or answers.
    pub fn entry(
        &self,
        context: &Context,
        action: &str,
        subject_kind: &str,
        subject_id: &str,
        detail: &serde_json::Value,
    ) -> AuditEntry {
        AuditEntry {
            at: context.at,
            actor: context.actor.account_id.clone(),
            agency_id: context.actor.agency_id.clone(),
            action: action.to_owned(),
            subject_kind: subject_kind.to_owned(),
            subject_id: subject_id.to_owned(),
            detail: told_with(context, action, detail).to_string(),
        }
    }
}

/// What an entry keeps besides: of reading, and of taking a list along, also the purpose, when one was said.
fn told_with(context: &Context, action: &str, detail: &serde_json::Value) -> serde_json::Value {
    let mut detail = detail.clone();
    if let Some(purpose) = context.purpose.as_ref().filter(|_| action.ends_with(".read") || action == "record.export") {
        purpose.told_in(&mut detail);
    }
    detail
}
