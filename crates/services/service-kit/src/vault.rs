//! Sealing single values under a key of their subject, and opening them again, for what is no record. Owns how such a seal is written down;
//! where keys come from is `store-sealed`'s, and whose value may be opened by whom is decided before it is asked for here.

use crate::{Kit, ServiceError};
use seal::Place;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{AuditEntry, Change, Unit};
use store_sealed::{DataKey, MasterKey, Sealed, Vault};

/// Data keys that get their new wrapping in one unit.
const REWRAPPED_AT_ONCE: u32 = 1_000;

impl Kit {
    /// The same world, with values sealed under this master key; with none nothing can be sealed or opened.
    #[must_use]
    pub fn with_master(self, master: Option<Arc<MasterKey>>) -> Self {
        let beneath = self.vault.beneath();
        let vault = Arc::new(Vault::new(Arc::clone(&beneath), master, Arc::clone(&self.entropy)));
        Self { store: Arc::new(Sealed::new(beneath, Arc::clone(&vault))), vault, ..self }
    }

    /// The key of a subject. When it has none yet, or its last one was destroyed, one is made, and the change that keeps it belongs into
    /// the unit that keeps the first value; of two who make one at once the second is a conflict and asks again.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] without the master key, or with another one than the key was wrapped under.
    pub async fn data_key(&self, subject: &str) -> Result<(DataKey, Option<Change>), ServiceError> {
        let subjects = BTreeSet::from([subject.to_owned()]);
        let mut keys = self.vault.keys_of(&subjects, self.now(), true).await?;
        let found = keys.remove(subject).ok_or_else(|| ServiceError::Internal("a key is missing".to_owned()))?;
        Ok((found.key, found.made.map(Change::AddSealKey)))
    }

    /// A text, sealed for the place it will lie at, in hex.
    pub fn sealed(&self, key: &DataKey, place: Place<'_>, text: &[u8]) -> String {
        hex::encode(key.seal(place, text))
    }

    /// The subject under whose key something was sealed; nothing when it is no seal, or its key is unknown or destroyed.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn sealed_for(&self, sealed: &str) -> Result<Option<String>, ServiceError> {
        let Ok(seal) = hex::decode(sealed) else { return Ok(None) };
        Ok(self.vault.subject_of(&seal).await?)
    }

    /// The text that was sealed for this place; nothing when it is no seal for it, was changed, or its key is unknown or destroyed.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] without the master key, or with another one than the key was wrapped under.
    pub async fn opened(&self, place: Place<'_>, sealed: &str) -> Result<Option<Vec<u8>>, ServiceError> {
        let Ok(seal) = hex::decode(sealed) else { return Ok(None) };
        Ok(self.vault.opened(place, &seal).await?)
    }

    /// Takes another master key into use: wraps every data key that lies under this kit's under that one, some at a time, and says how many
    /// there were. Stopped in between, it goes on when it is asked for again. The entry is kept with the first of them.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] when one of them does not open.
    pub async fn rewrap(&self, to: &MasterKey, entry: Option<AuditEntry>) -> Result<usize, ServiceError> {
        let (mut count, mut audit) = (0_usize, Vec::from_iter(entry));
        loop {
            let changes = self.vault.rewrapped(to, REWRAPPED_AT_ONCE).await?;
            if changes.is_empty() {
                return Ok(count);
            }
            count = count.saturating_add(changes.len());
            self.commit(Unit::new(changes, std::mem::take(&mut audit))).await?;
        }
    }
}
