//! The lists that agencies bring as files beside their forms, read and ready. Owns how large they may be, and that those asked for last
//! stay ready for whoever asks next; what a form needs of one is the forms engine's.

use crate::{Collection, Definition};
use forms::lists::{self, Format, ListFile, ListLimits};
use forms::{ChoiceSource, Itemset};
use language::{Message, Text};
use service_kit::ServiceError;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::FormVersion;
use tokio::sync::OnceCell;

/// The largest list, in bytes.
pub const LARGEST_LIST: usize = 20 * 1024 * 1024;
/// The largest list in GeoJSON, which takes many times its size while it is read.
const LARGEST_GEOJSON: usize = 10 * 1024 * 1024;
/// Bytes of the files of all lists of one form together. Read they take about ten times as much.
pub(crate) const MOST_TOGETHER: usize = 32 * 1024 * 1024;
/// Cells of all lists of one form together.
pub(crate) const MOST_CELLS: usize = 2_000_000;
/// Bytes of the files whose lists are kept ready beyond those that somebody is using: a form's lists fit.
const MOST_READY: usize = MOST_TOGETHER;

/// The lists that were brought with a form, by the names of their files; nothing in the place of one that cannot be read any more.
pub(crate) type OwnListsOf = BTreeMap<String, Option<Arc<OwnList>>>;

/// A list from a file.
#[derive(Debug)]
pub(crate) struct OwnList {
    pub(crate) file: ListFile,
    pub(crate) bytes: usize,
}

impl OwnList {
    /// Reads a list from a file of this name.
    pub(crate) fn read(name: &str, bytes: &[u8], limits: ListLimits) -> Result<Self, Message> {
        let format = Format::of_file(name).ok_or_else(|| Message::new("desk-file-no-list"))?;
        let most = if format == Format::GeoJson { LARGEST_GEOJSON } else { LARGEST_LIST };
        if bytes.len() > most {
            return Err(Message::new("collection-file-too-large").with("megabytes", most / 1024 / 1024));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| Message::new("desk-not-utf8"))?;
        let file = lists::read(text, format, limits).map_err(|error| error.message())?;
        Ok(Self { file, bytes: bytes.len() })
    }

    /// The list as forms read it.
    pub(crate) fn itemset(&self) -> &Itemset {
        &self.file.itemset
    }

    /// How many rows, features or items it has.
    pub(crate) fn rows(&self) -> usize {
        let document = self.itemset().document();
        document.elements(document.root()).count()
    }

    /// How many cells its rows have; of XML, elements, attributes and texts.
    pub(crate) fn cells(&self) -> usize {
        self.itemset().document().len().saturating_sub(self.rows() + 1)
    }
}

/// Whether a file beside a form is one of a list, by the ending of its name.
pub(crate) fn is_list(name: &str) -> bool {
    Format::of_file(name).is_some()
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

/// Lists that are ready or being read, by hash and name of their files, the last asked for at the end.
#[derive(Default)]
pub(crate) struct OwnLists {
    ready: Mutex<Vec<(String, Arc<Slot>)>>,
}

/// A list's place: whoever comes while it is read waits for the one who reads it.
#[derive(Debug, Default)]
struct Slot(OnceCell<Arc<OwnList>>);

impl Slot {
    /// Bytes of its file, when it is read.
    fn bytes(&self) -> usize {
        self.0.get().map_or(0, |list| list.bytes)
    }

    /// Whether somebody reads it, or uses what was read.
    fn is_used(self: &Arc<Self>) -> bool {
        Arc::strong_count(self) > 1 || self.0.get().is_some_and(|list| Arc::strong_count(list) > 1)
    }
}

impl OwnLists {
    /// The place of a list, made when there is none.
    fn slot(&self, key: &str) -> Arc<Slot> {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let at = ready.iter().position(|(known, _)| known == key);
        let one = at.map_or_else(|| (key.to_owned(), Arc::default()), |at| ready.remove(at));
        let slot = Arc::clone(&one.1);
        ready.push(one);
        slot
    }

    /// The list, when it is ready.
    fn find(&self, key: &str) -> Option<Arc<OwnList>> {
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        ready.iter().find(|(known, _)| known == key)?.1.0.get().cloned()
    }

    /// Lets go of lists that nobody uses, those first that were asked for longest ago, until the others are no more than is kept ready;
    /// and of places where nothing could be read.
    fn let_go(&self) {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        ready.retain(|(_, slot)| slot.is_used() || slot.0.initialized());
        let mut all: usize = ready.iter().map(|(_, slot)| slot.bytes()).sum();
        ready.retain(|(_, slot)| {
            let goes = all > MOST_READY && !slot.is_used();
            all -= if goes { slot.bytes() } else { 0 };
            !goes
        });
    }
}

impl Collection {
    /// The lists of a version of a form.
    pub(crate) async fn lists_of_version(&self, version: &FormVersion) -> Result<OwnListsOf, ServiceError> {
        let lists = version.lists.iter().filter(|file| is_list(&file.name));
        let files = lists.map(|file| (file.name.clone(), file.hash.clone())).collect();
        self.own_lists(&files).await
    }

    /// The lists that were brought with a form in use.
    pub(crate) async fn own_lists_for(&self, definition: Definition<'_>) -> Result<OwnListsOf, ServiceError> {
        match definition.own_lists() {
            Some(files) => self.own_lists(files).await,
            None => Ok(BTreeMap::new()),
        }
    }

    /// The lists in files that were kept; `files` gives the hash of each by its name. One that cannot be read any more is told to the
    /// operator.
    async fn own_lists(&self, files: &BTreeMap<String, String>) -> Result<OwnListsOf, ServiceError> {
        let mut found = BTreeMap::new();
        for (name, hash) in files {
            let list = self.own_list(name, hash).await?;
            if list.is_none() {
                tracing::error!(hash, "a list beside a form cannot be read again");
            }
            found.insert(name.clone(), list);
        }
        Ok(found)
    }

    /// What a choice from a list that was brought with the form is called, as far as the list is ready: whoever shows records holds on to
    /// it meanwhile.
    pub(crate) fn label_in_own_list(&self, of: Definition<'_>, question: &str, value: &str) -> Option<Text> {
        let item = if question.starts_with('/') { of.form.item(question) } else { of.form.named(question) }?;
        let Some(ChoiceSource::File(file)) = item.kind.choice_source() else { return None };
        let hash = of.own_lists()?.get(file)?;
        let list = self.own_lists.find(&key(hash, file))?;
        of.form.label_in(item, list.itemset(), value).filter(|label| !label.is_empty())
    }

    /// A list in a file that was kept; nothing when it cannot be read any more.
    pub(crate) async fn own_list(&self, name: &str, hash: &str) -> Result<Option<Arc<OwnList>>, ServiceError> {
        let slot = self.own_lists.slot(&key(hash, name));
        let read = slot.0.get_or_try_init(|| self.read_own_list(name, hash)).await.cloned();
        drop(slot);
        self.own_lists.let_go();
        match read {
            Ok(list) => Ok(Some(list)),
            Err(Unread::Gone) => Ok(None),
            Err(Unread::Failed(error)) => Err(error),
        }
    }

    async fn read_own_list(&self, name: &str, hash: &str) -> Result<Arc<OwnList>, Unread> {
        let load = async { Ok(self.kit.store.attachment(hash).await?) };
        let name = name.to_owned();
        let read = move |file: Option<store::Attachment>| {
            OwnList::read(&name, &file?.bytes, ListLimits::default()).ok().map(Arc::new)
        };
        self.kept_work.load_and_run(load, read).await.map_err(Unread::Failed)?.ok_or(Unread::Gone)
    }
}

/// Why a list that was kept is not there.
enum Unread {
    /// Its file is gone, or is no list any more.
    Gone,
    /// Something stood in the way that may pass.
    Failed(ServiceError),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> Result<OwnList, Message> {
        OwnList::read(name, bytes, ListLimits::default())
    }

    fn list(text: &str) -> Arc<OwnList> {
        Arc::new(read("towns.csv", text.as_bytes()).expect(text))
    }

    #[test]
    fn what_is_no_list_is_told() {
        let told = |name, bytes: &[u8]| read(name, bytes).map(|_| ()).map_err(|message| message.key);
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

    fn keep(ready: &OwnLists, key: &str) -> Arc<OwnList> {
        let made = list(&format!("name\n{}\n", key.repeat(MOST_READY / 3)));
        ready.slot(key).0.set(Arc::clone(&made)).expect("an empty place");
        made
    }

    #[test]
    fn lists_asked_for_last_stay_ready() {
        let ready = OwnLists::default();
        for key in ["a", "b", "c"] {
            drop(keep(&ready, key));
        }
        ready.let_go();
        assert!(ready.find("a").is_none() && ready.find("b").is_some() && ready.find("c").is_some());
        drop(ready.slot("b"));
        drop(keep(&ready, "d"));
        ready.let_go();
        assert!(ready.find("c").is_none() && ready.find("b").is_some());
    }

    #[test]
    fn a_list_in_use_stays_ready_however_many_there_are() {
        let ready = OwnLists::default();
        let held: Vec<_> = ["a", "b", "c", "d"].into_iter().map(|key| keep(&ready, key)).collect();
        ready.let_go();
        assert!(["a", "b", "c", "d"].iter().all(|key| ready.find(key).is_some()));
        drop(held);
        ready.let_go();
        assert_eq!(ready.ready.lock().expect("the lists").len(), 2);
    }

    #[test]
    fn a_place_where_nothing_could_be_read_does_not_stay() {
        let ready = OwnLists::default();
        let waiting = ready.slot("a");
        ready.let_go();
        assert_eq!(ready.ready.lock().expect("the lists").len(), 1, "somebody reads it");
        drop(waiting);
        ready.let_go();
        assert!(ready.ready.lock().expect("the lists").is_empty());
    }
}
