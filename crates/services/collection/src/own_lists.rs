//! The lists that agencies bring as files beside their forms, read and ready. Owns how large they may be, and that those asked for last
//! stay ready for whoever asks next; what a form needs of one is the forms engine's.

use crate::{Collection, Definition};
use forms::lists::{self, Format, ListFile, ListLimits};
use forms::{ChoiceSource, Itemset};
use hex::ToHex as _;
use language::{Message, Text};
use md5::{Digest as _, Md5};
use service_kit::{Context, ServiceError};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::FormVersion;

/// The largest list, in bytes.
pub const LARGEST_LIST: usize = 20 * 1024 * 1024;
/// The largest list in GeoJSON, which takes many times its size while it is read.
const LARGEST_GEOJSON: usize = 10 * 1024 * 1024;
/// Bytes of the files whose lists are kept ready. Read they take about ten times as much.
const MOST_READY: usize = 32 * 1024 * 1024;

/// A list from a file.
#[derive(Debug)]
pub struct OwnList {
    pub(crate) file: ListFile,
    md5: String,
    bytes: usize,
}

impl OwnList {
    /// Reads a list from a file of this name.
    pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Self, Message> {
        let format = Format::of_file(name).ok_or_else(|| Message::new("desk-file-no-list"))?;
        let most = if format == Format::GeoJson { LARGEST_GEOJSON } else { LARGEST_LIST };
        if bytes.len() > most {
            return Err(Message::new("collection-file-too-large").with("megabytes", most / 1024 / 1024));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| Message::new("desk-not-utf8"))?;
        let file = lists::read(text, format, ListLimits::default()).map_err(|error| error.message())?;
        Ok(Self { file, md5: Md5::digest(bytes).encode_hex(), bytes: bytes.len() })
    }

    /// The MD5 sum of the file, by which phones see that it changed.
    pub fn md5(&self) -> &str {
        &self.md5
    }

    /// The list as forms read it.
    pub fn itemset(&self) -> &Itemset {
        &self.file.itemset
    }

    /// How many rows, features or items it has.
    pub(crate) fn rows(&self) -> usize {
        let document = self.itemset().document();
        document.elements(document.root()).count()
    }
}

/// What a list is kept ready under. The same bytes are another list under a name with another ending.
fn key(hash: &str, name: &str) -> String {
    format!("{hash} {name}")
}

/// Text as phones read it. Thai spreadsheet programs save tables in an encoding of their own, which phones would take for nonsense.
pub(crate) fn in_utf8(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Message> {
    let is_text = std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0);
    if is_text || Format::of_file(name) != Some(Format::Csv) || bytes.len() > LARGEST_LIST {
        return Ok(bytes);
    }
    sheets::text(&bytes).map(String::into_bytes).map_err(|error| error.message())
}

/// Lists that are ready, by hash and name of their files; the last asked for at the end.
#[derive(Default)]
pub(crate) struct OwnLists(Mutex<Vec<(String, Arc<OwnList>)>>);

impl OwnLists {
    fn find(&self, key: &str) -> Option<Arc<OwnList>> {
        let mut ready = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = ready.iter().position(|(known, _)| known == key)?;
        let one = ready.remove(at);
        let found = Arc::clone(&one.1);
        ready.push(one);
        Some(found)
    }

    fn keep(&self, key: String, list: &Arc<OwnList>) {
        let mut ready = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ready.retain(|(known, _)| *known != key);
        ready.push((key, Arc::clone(list)));
        while ready.len() > 1 && ready.iter().map(|(_, list)| list.bytes).sum::<usize>() > MOST_READY {
            ready.remove(0);
        }
    }
}

impl Collection {
    /// The lists of a version of a form, by the names of their files.
    pub(crate) async fn lists_of_version(
        &self,
        version: &FormVersion,
    ) -> Result<BTreeMap<String, Arc<OwnList>>, ServiceError> {
        let files = version.lists.iter().map(|file| (file.name.clone(), file.hash.clone())).collect();
        self.own_lists(&files).await
    }

    /// The lists that were brought with a form in use, by the names of their files.
    pub(crate) async fn own_lists_for(
        &self,
        definition: Definition<'_>,
    ) -> Result<BTreeMap<String, Arc<OwnList>>, ServiceError> {
        match definition.own_lists() {
            Some(files) => self.own_lists(files).await,
            None => Ok(BTreeMap::new()),
        }
    }

    /// The lists in files that were kept, by name; `files` gives the hash of each. One that cannot be read any more is told to the
    /// operator and left out.
    async fn own_lists(
        &self,
        files: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, Arc<OwnList>>, ServiceError> {
        let mut found = BTreeMap::new();
        for (name, hash) in files {
            match self.own_list(name, hash).await? {
                Some(list) => {
                    found.insert(name.clone(), list);
                }
                None => tracing::error!(hash, "a list beside a form cannot be read again"),
            }
        }
        Ok(found)
    }

    /// What a choice from a list that was brought with the form is called, as far as the list is ready: whoever shows records made it
    /// ready before.
    pub(crate) fn label_in_own_list(&self, of: Definition<'_>, question: &str, value: &str) -> Option<Text> {
        let item = if question.starts_with('/') { of.form.item(question) } else { of.form.named(question) }?;
        let Some(ChoiceSource::File(file)) = item.kind.choice_source() else { return None };
        let hash = of.own_lists()?.get(file)?;
        let list = self.own_lists.find(&key(hash, file))?;
        of.form.label_in(item, list.itemset(), value).filter(|label| !label.is_empty())
    }

    /// The file of a list that was brought with a form in use, as phones are given it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none, or they may not know of the form.
    pub async fn own_list_file(&self, context: &Context, kind: &str, name: &str) -> Result<Vec<u8>, ServiceError> {
        let in_use = self.kind(context, kind)?;
        let hash = in_use.definition().own_lists().and_then(|lists| lists.get(name)).ok_or(ServiceError::NotFound)?;
        let file = self.kit.store.attachment(hash).await?.ok_or(ServiceError::NotFound)?;
        Ok(file.bytes)
    }

    /// A list in a file that was kept; nothing when it cannot be read any more.
    pub(crate) async fn own_list(&self, name: &str, hash: &str) -> Result<Option<Arc<OwnList>>, ServiceError> {
        let key = key(hash, name);
        if let Some(ready) = self.own_lists.find(&key) {
            return Ok(Some(ready));
        }
        let Some(file) = self.kit.store.attachment(hash).await? else { return Ok(None) };
        let name = name.to_owned();
        let read = self.kept_work.run(move || OwnList::read(&name, &file.bytes)).await?;
        let list = read.ok().map(Arc::new);
        if let Some(list) = &list {
            self.own_lists.keep(key, list);
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Arc<OwnList> {
        Arc::new(OwnList::read("towns.csv", text.as_bytes()).expect(text))
    }

    #[test]
    fn a_list_knows_its_rows_and_the_sum_of_its_file() {
        let towns = list("name,label\na,A\n");
        assert_eq!((towns.rows(), towns.md5()), (1, "4020958f8c43fbc96d8b94eac85e9e0c"));
    }

    #[test]
    fn what_is_no_list_is_told() {
        let told = |name, bytes: &[u8]| OwnList::read(name, bytes).map(|_| ()).map_err(|message| message.key);
        assert_eq!(told("towns.png", b""), Err("desk-file-no-list"));
        assert_eq!(told("towns.csv", b"name\n\xFF\n"), Err("desk-not-utf8"));
        assert_eq!(told("towns.geojson", &vec![b' '; LARGEST_GEOJSON + 1]), Err("collection-file-too-large"));
        assert_eq!(told("towns.csv", b""), Err("forms-list-no-header"));
    }

    #[test]
    fn tables_of_thai_programs_become_text_that_phones_read() {
        let made = in_utf8("towns.csv", b"name,label\na,\xA1\xA2\n".to_vec()).expect("a text");
        assert_eq!(String::from_utf8(made).as_deref(), Ok("name,label\na,กข\n"));
        assert_eq!(in_utf8("towns.xml", vec![0xA1]), Ok(vec![0xA1]), "XML says itself what it is in");
    }

    #[test]
    fn lists_asked_for_last_stay_ready() {
        let ready = OwnLists::default();
        let large = |byte: &str| list(&format!("name\n{}\n", byte.repeat(MOST_READY / 3)));
        for key in ["a", "b", "c"] {
            ready.keep(key.to_owned(), &large(key));
        }
        assert!(ready.find("a").is_none() && ready.find("b").is_some() && ready.find("c").is_some());
        ready.find("b");
        ready.keep("d".to_owned(), &large("d"));
        assert!(ready.find("c").is_none() && ready.find("b").is_some());
    }
}
