//! Sealing values under a key of their subject, and opening them again. Owns where the keys come from and how a seal is written down;
//! what a seal is, is `seal`'s, and whose value may be opened by whom is decided before it is asked for here.

use crate::{Kit, ServiceError};
use seal::{ID, KEY, Key, NONCE, Place};
use store::{Change, SealKey};

/// The key that everything depends on. It lies outside of the database and its backups.
#[derive(Debug)]
pub struct MasterKey(Key);

impl MasterKey {
    /// The key of these bytes.
    pub fn new(bytes: &[u8; KEY]) -> Self {
        Self(Key::master(bytes))
    }

    /// Whether this key opens a data key that was not destroyed.
    pub fn opens(&self, key: &SealKey) -> bool {
        unwrapped(&self.0, key).is_ok()
    }
}

/// The key of one subject. Its values can be made unreadable, all of them and only they, by destroying it.
#[derive(Debug)]
pub struct DataKey(Key);

impl DataKey {
    /// A text, sealed for the place it will lie at.
    pub fn seal(&self, kit: &Kit, place: Place<'_>, text: &[u8]) -> String {
        let mut nonce = [0; NONCE];
        kit.entropy.fill(&mut nonce);
        hex::encode(self.0.seal(place, nonce, text))
    }
}

impl Kit {
    /// The key of a subject. When it has none yet, one is made, and the change that keeps it belongs into the unit that keeps the first
    /// value; of two who make one at once the second is a conflict and asks again.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] without the master key, or with another one than the key was wrapped under.
    pub async fn data_key(&self, subject: &str) -> Result<(DataKey, Option<Change>), ServiceError> {
        let master = self.master()?;
        if let Some(kept) = self.store.seal_key_of(subject).await? {
            return Ok((DataKey(unwrapped(&master.0, &kept)?), None));
        }
        let (mut id, mut bytes, mut nonce) = ([0; ID], [0; KEY], [0; NONCE]);
        self.entropy.fill(&mut id);
        // By halves, as every long secret is made.
        bytes.chunks_mut(ID).for_each(|half| self.entropy.fill(half));
        self.entropy.fill(&mut nonce);
        let wrapped = master.0.wrap(id, &bytes, nonce);
        let kept = SealKey {
            id: hex::encode(id),
            subject: subject.to_owned(),
            wrapped: hex::encode(&wrapped),
            created_at: self.now(),
            destroyed_at: None,
        };
        let key = master.0.unwrap(id, &wrapped).map_err(closed)?;
        Ok((DataKey(key), Some(Change::AddSealKey(kept))))
    }

    /// The subject under whose key something was sealed; nothing when it is no seal, or its key is unknown or destroyed.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn sealed_for(&self, sealed: &str) -> Result<Option<String>, ServiceError> {
        Ok(self.key_of(sealed).await?.map(|key| key.subject))
    }

    /// The text that was sealed for this place; nothing when it is no seal for it, was changed, or its key is unknown or destroyed.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] without the master key, or with another one than the key was wrapped under.
    pub async fn opened(&self, place: Place<'_>, sealed: &str) -> Result<Option<Vec<u8>>, ServiceError> {
        let Some(kept) = self.key_of(sealed).await? else { return Ok(None) };
        let key = unwrapped(&self.master()?.0, &kept)?;
        Ok(hex::decode(sealed).ok().and_then(|bytes| key.open(place, &bytes).ok()))
    }

    /// The data keys that lie under this kit's master key, as they lie under another one: the changes that take the other into use.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] when one of them does not open.
    pub async fn rewrapped(&self, to: &MasterKey) -> Result<Vec<Change>, ServiceError> {
        let master = self.master()?;
        let kept = self.store.seal_keys().await?.into_iter().filter(|key| key.destroyed_at.is_none());
        kept.map(|key| {
            let (id, was) = decoded(&key)?;
            let mut nonce = [0; NONCE];
            self.entropy.fill(&mut nonce);
            let wrapped = master.0.rewrap(&to.0, id, &was, nonce).map_err(closed)?;
            Ok(Change::RewrapSealKey { id: key.id, was: key.wrapped, wrapped: hex::encode(wrapped) })
        })
        .collect()
    }

    fn master(&self) -> Result<&MasterKey, ServiceError> {
        self.master.as_deref().ok_or_else(|| ServiceError::Unavailable("there is no master key".to_owned()))
    }

    async fn key_of(&self, sealed: &str) -> Result<Option<SealKey>, ServiceError> {
        let Some(id) = hex::decode(sealed).ok().and_then(|bytes| seal::key_id(&bytes).ok()) else { return Ok(None) };
        Ok(self.store.seal_key(&hex::encode(id)).await?.filter(|key| key.destroyed_at.is_none()))
    }
}

fn unwrapped(master: &Key, kept: &SealKey) -> Result<Key, ServiceError> {
    let (id, wrapped) = decoded(kept)?;
    master.unwrap(id, &wrapped).map_err(closed)
}

fn decoded(kept: &SealKey) -> Result<([u8; ID], Vec<u8>), ServiceError> {
    let id = hex::decode(&kept.id).ok().and_then(|id| id.try_into().ok());
    id.zip(hex::decode(&kept.wrapped).ok())
        .ok_or_else(|| ServiceError::Internal(format!("the data key {} is not written as one", kept.id)))
}

fn closed(problem: seal::SealError) -> ServiceError {
    ServiceError::Unavailable(format!("the master key does not open a data key: {problem}"))
}
