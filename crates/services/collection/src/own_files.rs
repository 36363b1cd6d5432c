//! The files beside the forms that agencies bring, as they were kept: lists for phones, pictures, sounds and films of labels. Owns who may
//! have them, and their sums; reading a list is `own_lists`'.

use crate::{Collection, Definition};
use hex::ToHex as _;
use md5::{Digest as _, Md5};
use service_kit::{Context, ServiceError};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use store::{Attachment, FormVersion};

/// The MD5 sums of files by their hashes: a file never changes under its hash.
#[derive(Default)]
pub(crate) struct Sums(Mutex<BTreeMap<String, String>>);

impl Collection {
    /// A file beside a form in use, by its name.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none, or they may not know of the form.
    pub async fn own_file(&self, context: &Context, kind: &str, name: &str) -> Result<Attachment, ServiceError> {
        let in_use = self.kind(context, kind)?;
        let (_, hash) = files(in_use.definition()).find(|(one, _)| *one == name).ok_or(ServiceError::NotFound)?;
        self.kit.store.attachment(hash).await?.ok_or(ServiceError::NotFound)
    }

    /// A file beside a version that the caller looks after.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when it has none of this name.
    pub async fn file_of_version(&self, version: &FormVersion, name: &str) -> Result<Attachment, ServiceError> {
        let file = version.lists.iter().find(|file| file.name == name).ok_or(ServiceError::NotFound)?;
        self.kit.store.attachment(&file.hash).await?.ok_or(ServiceError::NotFound)
    }

    /// The MD5 sums of the files beside a form in use, by their names: phones see by them that a file changed. One that is gone is left
    /// out.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller may not know of the form.
    pub async fn own_file_sums(&self, context: &Context, kind: &str) -> Result<BTreeMap<String, String>, ServiceError> {
        let in_use = self.kind(context, kind)?;
        let mut sums = BTreeMap::new();
        for (name, hash) in files(in_use.definition()) {
            if let Some(sum) = self.sum_of(hash).await? {
                sums.insert(name.to_owned(), sum);
            }
        }
        Ok(sums)
    }

    async fn sum_of(&self, hash: &str) -> Result<Option<String>, ServiceError> {
        let known = self.own_file_sums.0.lock().unwrap_or_else(PoisonError::into_inner).get(hash).cloned();
        if known.is_some() {
            return Ok(known);
        }
        let Some(file) = self.kit.store.attachment(hash).await? else { return Ok(None) };
        let sum: String = Md5::digest(&file.bytes).encode_hex();
        self.own_file_sums.0.lock().unwrap_or_else(PoisonError::into_inner).insert(hash.to_owned(), sum.clone());
        Ok(Some(sum))
    }
}

/// Names and hashes of the files beside a form.
fn files(of: Definition<'_>) -> impl Iterator<Item = (&str, &str)> {
    let both = [of.own_lists(), of.own_media()].into_iter().flatten().flatten();
    both.map(|(name, hash)| (name.as_str(), hash.as_str()))
}
