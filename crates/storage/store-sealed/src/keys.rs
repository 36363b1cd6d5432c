//! Data keys that were used lately, so that reading a file twice unwraps its key once. Owns how many are held, and for how long nothing is
//! said: a key goes when others come, or when it is destroyed.

use crate::vault::DataKey;
use seal::ID;
use std::collections::HashMap;

/// Keys in each half: at most some 20 MB in all.
const HALF: usize = 8_192;

/// Two halves, of which the older is dropped when the younger is full; a key that is used from the older goes on in the younger.
#[derive(Default)]
pub(crate) struct Known {
    young: HashMap<[u8; ID], (String, DataKey)>,
    old: HashMap<[u8; ID], (String, DataKey)>,
    subjects: HashMap<String, [u8; ID]>,
}

impl Known {
    /// The key of this id.
    pub(crate) fn named(&mut self, id: &[u8; ID]) -> Option<DataKey> {
        if let Some((_, key)) = self.young.get(id) {
            return Some(key.clone());
        }
        let (subject, key) = self.old.remove(id)?;
        self.put(*id, subject, key.clone());
        Some(key)
    }

    /// Holds a key.
    pub(crate) fn learn(&mut self, subject: &str, key: DataKey) {
        self.put(key.0.id(), subject.to_owned(), key);
    }

    /// Drops a subject's key.
    pub(crate) fn forget(&mut self, subject: &str) {
        if let Some(id) = self.subjects.remove(subject) {
            self.young.remove(&id);
            self.old.remove(&id);
        }
    }

    fn put(&mut self, id: [u8; ID], subject: String, key: DataKey) {
        if self.young.len() >= HALF {
            self.old = std::mem::take(&mut self.young);
            let old = &self.old;
            self.subjects.retain(|_, id| old.contains_key(id));
        }
        self.subjects.insert(subject.clone(), id);
        self.young.insert(id, (subject, key));
    }
}
