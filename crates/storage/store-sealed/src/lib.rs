//! A store over another one, in which whatever says who somebody is or what happened to them lies sealed. Owns what is sealed, under
//! whose key, and how lists are asked about values that the database cannot read. What a seal is, is `seal`'s; who may see what was
//! decided before anything is asked for here.
//!
//! Services see values as they are; the store beneath sees none of them. A kind whose schema has sealed columns is kept so: the answers of a
//! submission are sealed whole, the record's sealed values lie together in one column, and the others as always. Events of cases and
//! drafts are sealed, too, because people write into them what they like.
//!
//! Each value lies under the key of its subject. What belongs to a case lies under the case's, so that destroying one key takes the whole
//! file with it, also from the log, which is only appended to.

mod hidden;
mod keys;
mod opening;
mod passing;
mod sealing;
mod seeking;
mod text;
mod vault;

pub use vault::{DataKey, MasterKey, Vault};

use async_trait::async_trait;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use store::{KindSchema, Store, StoreError, Unit, Written};

/// How often a unit is tried again when another program made a key for the same subject in that moment.
const TRIES: usize = 3;

/// Where randomness comes from.
pub trait Entropy: Send + Sync {
    /// Fills the buffer with unpredictable bytes.
    fn fill(&self, buffer: &mut [u8]);
}

/// A store in which sensitive values lie sealed.
pub struct Sealed {
    inner: Arc<dyn Store>,
    vault: Arc<Vault>,
    kinds: RwLock<HashMap<String, Arc<KindSchema>>>,
}

impl Sealed {
    /// A store over another one, with the keys of a vault over the same.
    pub fn new(inner: Arc<dyn Store>, vault: Arc<Vault>) -> Self {
        Self { inner, vault, kinds: RwLock::default() }
    }

    /// The schema of a kind that has sealed columns; nothing for others, which lie open, and for kinds that are not known.
    async fn sealed_kind(&self, kind: &str) -> Result<Option<Arc<KindSchema>>, StoreError> {
        let known = self.kinds.read().unwrap_or_else(PoisonError::into_inner).get(kind).cloned();
        let schema = match known {
            Some(schema) => schema,
            None => match self.inner.kind(kind).await? {
                Some(schema) => self.remember(schema),
                None => return Ok(None),
            },
        };
        Ok(schema.is_sealed().then_some(schema))
    }

    fn remember(&self, schema: KindSchema) -> Arc<KindSchema> {
        let schema = Arc::new(hidden::without_own_column(schema));
        let mut kinds = self.kinds.write().unwrap_or_else(PoisonError::into_inner);
        kinds.insert(schema.id.clone(), Arc::clone(&schema));
        schema
    }

    async fn prepared(&self, kinds: &[KindSchema]) -> Result<(), StoreError> {
        let wanted: Vec<KindSchema> = kinds.iter().map(hidden::as_kept).collect();
        self.inner.prepare_kinds(&wanted).await?;
        // What stands may have more columns than what is wanted, and sealed ones that are not wanted so any more.
        let mut known = self.kinds.write().unwrap_or_else(PoisonError::into_inner);
        kinds.iter().for_each(|kind| drop(known.remove(&kind.id)));
        Ok(())
    }

    async fn committed(&self, unit: Unit) -> Result<Vec<Written>, StoreError> {
        let destroyed = sealing::destroyed(&unit);
        // What nobody can get in the way of is not held twice in memory: files are large.
        let tries = if self.may_be_overtaken(&unit).await? { TRIES } else { 1 };
        for _ in 1..tries {
            let (sealed, rests_on) = self.sealed_unit(unit.clone()).await?;
            match self.inner.commit(sealed).await {
                Err(StoreError::Conflict(conflict)) if rests_on.is_doubted_by(&conflict) => {}
                outcome => return self.forgetting(&destroyed, outcome),
            }
        }
        let (sealed, _) = self.sealed_unit(unit).await?;
        let outcome = self.inner.commit(sealed).await;
        self.forgetting(&destroyed, outcome)
    }

    /// A key that was destroyed is not used from memory either.
    fn forgetting<T>(&self, subjects: &[String], outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        subjects.iter().for_each(|subject| self.vault.forget(subject));
        outcome
    }
}

#[async_trait]
impl Store for Sealed {
    async fn commit(&self, unit: Unit) -> Result<Vec<Written>, StoreError> {
        self.committed(unit).await
    }

    async fn prepare_kinds(&self, kinds: &[KindSchema]) -> Result<(), StoreError> {
        self.prepared(kinds).await
    }

    async fn kind(&self, id: &str) -> Result<Option<KindSchema>, StoreError> {
        Ok(self.inner.kind(id).await?.map(hidden::without_own_column))
    }

    async fn settle(&self) -> Result<(), StoreError> {
        self.inner.settle().await
    }

    async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.inner.setting(name).await
    }

    async fn examine(&self) -> Result<Vec<String>, StoreError> {
        self.inner.examine().await
    }

    async fn facts(&self) -> Result<Vec<String>, StoreError> {
        self.inner.facts().await
    }

    async fn close(&self) {
        self.inner.close().await;
    }
}
