//! The keys: the master key, which lies outside of the database, and under it one data key a subject, made when its first value is sealed.
//! Owns making, finding and rewrapping them, and what of them is held in memory.

use crate::Entropy;
use crate::keys::Known;
use seal::{ID, KEY, Key, Place};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Change, Conflict, Millis, SealKey, Store, StoreError};

/// The key that everything depends on. It lies outside of the database and its backups.
#[derive(Debug)]
pub struct MasterKey(Key);

impl MasterKey {
    /// The key of these bytes.
    pub fn new(bytes: &[u8; KEY]) -> Self {
        Self(Key::master(bytes))
    }

    /// What every data key that lies under it begins with, in hex.
    pub fn mark(&self) -> String {
        hex::encode(self.0.mark())
    }

    /// Whether this key opens a data key that was not destroyed.
    pub fn opens(&self, key: &SealKey) -> bool {
        unwrapped(&self.0, key).is_ok()
    }
}

/// The key of one subject. Its values can be made unreadable, all of them and only they, by destroying it.
#[derive(Clone, Debug)]
pub struct DataKey(pub(crate) Arc<Key>);

impl DataKey {
    /// A text, sealed for the place it will lie at.
    pub fn seal(&self, place: Place<'_>, text: &[u8]) -> Vec<u8> {
        self.0.seal(place, text)
    }

    /// The text that was sealed for this place; nothing when it is no seal for it, or was changed.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Option<Vec<u8>> {
        self.0.open(place, sealed).ok()
    }
}

/// A subject's key, and the change that keeps it when it was made just now.
#[derive(Clone, Debug)]
pub struct SubjectKey {
    /// The key.
    pub key: DataKey,
    /// What belongs into the unit that keeps the first value.
    pub made: Option<SealKey>,
}

/// The data keys of a store.
pub struct Vault {
    store: Arc<dyn Store>,
    master: Option<Arc<MasterKey>>,
    entropy: Arc<dyn Entropy>,
    known: Mutex<Known>,
}

impl Vault {
    /// The keys in a store, which is asked as it is and not through seals. Without a master key nothing can be sealed or opened.
    pub fn new(store: Arc<dyn Store>, master: Option<Arc<MasterKey>>, entropy: Arc<dyn Entropy>) -> Self {
        Self { store, master, entropy, known: Mutex::default() }
    }

    /// The store beneath, and where randomness comes from: what another vault over the same is made from.
    pub fn beneath(&self) -> Arc<dyn Store> {
        Arc::clone(&self.store)
    }

    /// The master key; nothing where it was not found.
    pub fn master(&self) -> Option<&MasterKey> {
        self.master.as_deref()
    }

    /// The keys of subjects. One that has none yet gets one, which belongs into the unit that keeps its first value; of two who make one
    /// at once the second is a conflict and asks again.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] without the master key, or with another one than a key was wrapped under;
    /// [`Conflict::Erased`] for a subject whose key was destroyed, unless `anew` allows another one for it.
    pub async fn keys_of(
        &self,
        subjects: &BTreeSet<String>,
        at: Millis,
        anew: bool,
    ) -> Result<HashMap<String, SubjectKey>, StoreError> {
        let master = self.needed_master()?;
        // Always asked for anew: another program may have destroyed a key that is still in memory here.
        let wanted: Vec<String> = subjects.iter().cloned().collect();
        let rows = self.store.seal_keys_of(&wanted).await?;
        let mut found = HashMap::with_capacity(wanted.len());
        for row in rows.iter().filter(|row| row.destroyed_at.is_none()) {
            let key = self.learnt(row, unwrapped(&master.0, row)?);
            found.insert(row.subject.clone(), SubjectKey { key, made: None });
        }
        for subject in wanted {
            if found.contains_key(&subject) {
                continue;
            }
            if !anew && rows.iter().any(|row| row.subject == subject) {
                return Err(Conflict::Erased { subject }.into());
            }
            found.insert(subject.clone(), self.fresh(subject, at)?);
        }
        Ok(found)
    }

    /// The keys of these ids that were not destroyed; the others are left out.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] without the master key, or with another one than a key was wrapped under.
    pub async fn keys_named(&self, ids: &BTreeSet<[u8; ID]>) -> Result<HashMap<[u8; ID], DataKey>, StoreError> {
        let mut found = self
            .with_known(|known| ids.iter().filter_map(|id| Some((*id, known.named(id)?))).collect::<HashMap<_, _>>());
        let missing: Vec<String> = ids.iter().filter(|id| !found.contains_key(*id)).map(hex::encode).collect();
        if missing.is_empty() {
            return Ok(found);
        }
        let master = self.needed_master()?;
        for row in self.store.seal_keys_named(&missing).await?.iter().filter(|row| row.destroyed_at.is_none()) {
            let (id, _) = decoded(row)?;
            found.insert(id, self.learnt(row, unwrapped(&master.0, row)?));
        }
        Ok(found)
    }

    /// The subject under whose key something was sealed; nothing when it is no seal, or its key is unknown or destroyed.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn subject_of(&self, sealed: &[u8]) -> Result<Option<String>, StoreError> {
        let Ok(id) = seal::key_id(sealed) else { return Ok(None) };
        let key = self.store.seal_key(&hex::encode(id)).await?;
        Ok(key.filter(|key| key.destroyed_at.is_none()).map(|key| key.subject))
    }

    /// The text that was sealed for this place; nothing when it is no seal for it, was changed, or its key is unknown or destroyed.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] without the master key, or with another one than the key was wrapped under.
    pub async fn opened(&self, place: Place<'_>, sealed: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let Ok(id) = seal::key_id(sealed) else { return Ok(None) };
        let keys = self.keys_named(&BTreeSet::from([id])).await?;
        Ok(keys.get(&id).and_then(|key| key.open(place, sealed)))
    }

    /// Data keys that do not lie under another master key yet, at most so many, as they lie under it: the changes that take it into use, some
    /// at a time, because there are as many keys as people. None when all of them do.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when one of them does not open.
    pub async fn rewrapped(&self, to: &MasterKey, most: u32) -> Result<Vec<Change>, StoreError> {
        let master = self.needed_master()?;
        let kept = self.store.seal_keys_by(&to.mark(), false, most).await?.into_iter();
        kept.map(|key| {
            let (id, was) = decoded(&key)?;
            let wrapped = master.0.rewrap(&to.0, id, &was).map_err(closed)?;
            Ok(Change::RewrapSealKey { id: key.id, was: key.wrapped, wrapped: hex::encode(wrapped) })
        })
        .collect()
    }

    /// Drops a subject's key from memory.
    pub(crate) fn forget(&self, subject: &str) {
        self.with_known(|known| known.forget(subject));
    }

    /// A key for a subject that is kept nowhere yet.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] without the master key.
    pub(crate) fn fresh(&self, subject: String, at: Millis) -> Result<SubjectKey, StoreError> {
        let master = self.needed_master()?;
        let (mut id, mut bytes) = ([0; ID], [0; KEY]);
        self.entropy.fill(&mut id);
        // By halves, as every long secret is made.
        bytes.chunks_mut(ID).for_each(|half| self.entropy.fill(half));
        let wrapped = master.0.wrap(id, &bytes);
        let key = DataKey(Arc::new(master.0.unwrap(id, &wrapped).map_err(closed)?));
        let (id, wrapped) = (hex::encode(id), hex::encode(&wrapped));
        Ok(SubjectKey { key, made: Some(SealKey { id, subject, wrapped, created_at: at, destroyed_at: None }) })
    }

    fn learnt(&self, row: &SealKey, key: Key) -> DataKey {
        let key = DataKey(Arc::new(key));
        self.with_known(|known| known.learn(&row.subject, key.clone()));
        key
    }

    fn with_known<T>(&self, then: impl FnOnce(&mut Known) -> T) -> T {
        then(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn needed_master(&self) -> Result<&MasterKey, StoreError> {
        self.master().ok_or_else(|| StoreError::Unavailable("there is no master key".to_owned()))
    }
}

fn unwrapped(master: &Key, kept: &SealKey) -> Result<Key, StoreError> {
    let (id, wrapped) = decoded(kept)?;
    master.unwrap(id, &wrapped).map_err(closed)
}

fn decoded(kept: &SealKey) -> Result<([u8; ID], Vec<u8>), StoreError> {
    let id = hex::decode(&kept.id).ok().and_then(|id| id.try_into().ok());
    id.zip(hex::decode(&kept.wrapped).ok()).ok_or_else(|| StoreError::Corrupt {
        table: "seal_key".to_owned(),
        row: kept.id.clone(),
        column: "wrapped".to_owned(),
        problem: "it is not written as a data key".to_owned(),
    })
}

fn closed(problem: seal::SealError) -> StoreError {
    StoreError::Unavailable(format!("the master key does not open a data key: {problem}"))
}
