//! The files beside a form, those of its lists and those that are shown and played with its labels: brought with it, or taken over by a
//! new version from the one before. Owns which files a form may have beside it, and what is told of one that is missing or not needed.

use super::examine::ExaminedList;
use super::read_form::ReadForm;
use super::{BroughtFile, CellProblem};
use crate::Collection;
use crate::files::{self, LARGEST_FILE};
use crate::own_lists::{MOST_CELLS, MOST_TOGETHER, OwnList, in_utf8, is_list};
use forms::lists::ListLimits;
use forms::{Form, Media};
use language::Message;
use media::{Cleaned, Keep};
use packs::own_pack_id;
use service_kit::{Context, ServiceError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{FormFile, FormVersion};
use xforms::{Aspect, Part};

/// The lists that forms may take from here.
const OUR_LISTS: [&str; 3] = ["provinces.csv", "districts.csv", "subdistricts.csv"];

/// A list that is missing is told at so many of the cells that ask for it.
const MOST_TOLD: usize = 10;

/// What stands beside a form.
#[derive(Default)]
pub(super) struct Beside(pub(super) Vec<File>);

/// A file beside a form, read.
pub(super) struct File {
    pub(super) name: String,
    /// What was brought; empty for what is kept already.
    pub(super) bytes: Vec<u8>,
    content: Content,
    /// Where it is kept already.
    kept: Option<FormFile>,
}

/// What a file is for a form.
enum Content {
    /// Nothing: the form does not ask for it, and it was not read.
    Unasked,
    /// A list, or why it is none.
    List(Result<Arc<OwnList>, Message>),
    /// A picture, sound or film of this type (RFC 6838), cleaned; or why it is none.
    Media(Result<&'static str, Message>),
}

/// The files that a form asks for by name.
#[derive(Default)]
pub(super) struct Wanted {
    lists: Vec<String>,
    media: BTreeMap<String, Media>,
}

impl Wanted {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.lists.iter().chain(self.media.keys()).map(String::as_str)
    }

    fn has(&self, name: &str) -> bool {
        self.names().any(|one| one == name)
    }
}

/// What was found in the files.
#[derive(Default)]
pub(super) struct Found {
    pub(super) problems: Vec<CellProblem>,
    pub(super) warnings: Vec<CellProblem>,
}

impl Beside {
    /// Reads files that were brought, those that the form asks for. What is beyond what a form's lists may take together is not read.
    pub(super) fn read(files: Vec<BroughtFile>, wanted: &Wanted) -> Self {
        let mut room = Room { bytes: MOST_TOGETHER, cells: MOST_CELLS };
        let read = |BroughtFile { name, bytes }| {
            if let Some(media) = wanted.media.get(&name) {
                let (content, bytes) = cleaned(*media, bytes);
                return File { name, bytes, content, kept: None };
            }
            if !wanted.lists.contains(&name) {
                return File { name, bytes, content: Content::Unasked, kept: None };
            }
            match in_utf8(&name, bytes) {
                Ok(bytes) => File { content: Content::List(room.read(&name, &bytes)), name, bytes, kept: None },
                Err(message) => File { name, bytes: Vec::new(), content: Content::List(Err(message)), kept: None },
            }
        };
        Self(files.into_iter().map(read).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|file| file.name == name)
    }

    /// The lists as facts.
    pub(super) fn lists(&self) -> Vec<ExaminedList> {
        let fact = |file: &File| {
            let Content::List(list) = &file.content else { return None };
            Some(ExaminedList {
                name: file.name.clone(),
                rows: list.as_ref().map_or(0, |list| list.rows()),
                taken_from: file.kept.as_ref().and_then(|kept| kept.taken_from.clone()),
            })
        };
        self.0.iter().filter_map(fact).collect()
    }

    /// The names of the pictures, sounds and films.
    pub(super) fn media(&self) -> Vec<String> {
        let of_labels = self.0.iter().filter(|file| matches!(file.content, Content::Media(_)));
        of_labels.map(|file| file.name.clone()).collect()
    }

    /// What is wrong or odd with the lists, by what the form needs of them.
    pub(super) fn checked(&self, form: &Form) -> Found {
        let mut found = Found::default();
        for file in &self.0 {
            let told = |message| CellProblem::of_file(&file.name, message);
            match &file.content {
                Content::Unasked | Content::Media(Ok(_)) => {}
                Content::List(Err(message)) | Content::Media(Err(message)) => {
                    found.problems.push(told(message.clone()));
                }
                Content::List(Ok(list)) => {
                    let findings = form.check_list(&file.name, &list.file);
                    found.problems.extend(findings.problems.into_iter().map(told));
                    found.warnings.extend(findings.warnings.into_iter().map(told));
                }
            }
        }
        let read = || {
            self.0.iter().filter_map(|file| match &file.content {
                Content::List(list) => list.as_ref().ok(),
                _ => None,
            })
        };
        let (bytes, cells): (usize, usize) =
            (read().map(|list| list.bytes).sum(), read().map(|list| list.cells()).sum());
        if bytes > MOST_TOGETHER || cells > MOST_CELLS {
            found.problems.push(CellProblem::of_all(too_much()));
        }
        found
    }

    /// The files as they are kept with a version. `keep` makes an attachment of what was brought, of a
    /// type, and says its hash.
    pub(super) fn kept(self, mut keep: impl FnMut(Vec<u8>, &'static str) -> String) -> Vec<FormFile> {
        let file = |file: File| match file.kept {
            Some(kept) => kept,
            None => {
                let media_type = match file.content {
                    Content::Media(Ok(media_type)) => media_type,
                    _ => "application/octet-stream",
                };
                FormFile { hash: keep(file.bytes, media_type), name: file.name, taken_from: None }
            }
        };
        let mut files: Vec<FormFile> = self.0.into_iter().map(file).collect();
        files.sort_by(|one, next| one.name.cmp(&next.name));
        files
    }
}

/// A file that is shown or played with a label, without what it tells beside that.
fn cleaned(wanted: Media, bytes: Vec<u8>) -> (Content, Vec<u8>) {
    if bytes.len() > LARGEST_FILE {
        return (Content::Media(Err(files::too_large())), Vec::new());
    }
    match media::clean(files::wanted(wanted), Keep::Seen, bytes) {
        Ok(Cleaned { media_type, bytes }) => (Content::Media(Ok(media_type)), bytes),
        Err(refusal) => (Content::Media(Err(files::said(refusal))), Vec::new()),
    }
}

/// What the lists of a form may still take.
struct Room {
    bytes: usize,
    cells: usize,
}

impl Room {
    fn read(&mut self, name: &str, bytes: &[u8]) -> Result<Arc<OwnList>, Message> {
        self.bytes = self.bytes.checked_sub(bytes.len()).ok_or_else(too_much)?;
        let limits = ListLimits { cells: self.cells, ..ListLimits::default() };
        let is_first = self.cells == MOST_CELLS;
        let list = OwnList::read(name, bytes, limits).map_err(|message| match message.key {
            "forms-list-too-large" if !is_first => too_much(),
            _ => message,
        })?;
        self.cells = self.cells.saturating_sub(list.cells());
        Ok(Arc::new(list))
    }
}

fn too_much() -> Message {
    let message = Message::new("desk-lists-too-much").with("megabytes", MOST_TOGETHER / 1024 / 1024);
    message.with("cells", MOST_CELLS)
}

impl Collection {
    /// The files that are kept with a version.
    pub(super) async fn kept_beside(&self, version: &FormVersion) -> Result<Beside, ServiceError> {
        let mut beside = Beside::default();
        for file in &version.lists {
            beside.0.push(self.kept_file_beside(file.clone()).await?);
        }
        Ok(beside)
    }

    async fn kept_file_beside(&self, kept: FormFile) -> Result<File, ServiceError> {
        let content = if is_list(&kept.name) {
            let list = self.own_list(&kept.name, &kept.hash).await?;
            Content::List(list.ok_or_else(|| Message::new("desk-list-gone")))
        } else {
            Content::Media(Ok(""))
        };
        Ok(File { name: kept.name.clone(), bytes: Vec::new(), content, kept: Some(kept) })
    }

    /// Takes over, from the versions there are, the files that a form asks for and that were not brought.
    pub(super) async fn take_over(
        &self,
        context: &Context,
        form: &Form,
        beside: &mut Beside,
    ) -> Result<(), ServiceError> {
        let wanted = self.wanted(context, form);
        let wanted: Vec<&str> = wanted.names().filter(|name| !beside.has(name)).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let versions = self.kit.store.form_versions().await?;
        let is_earlier = |one: &&FormVersion| one.agency_id == context.actor.agency_id && one.form_id == form.id;
        for name in wanted {
            let having = versions.iter().filter(is_earlier).filter_map(|version| {
                let file = version.lists.iter().find(|file| file.name == name)?;
                Some((version, file))
            });
            // The draft that is replaced comes first, then what changed last.
            let last = having.max_by_key(|(version, _)| (version.version == form.version, version.updated_at));
            let Some((version, file)) = last else { continue };
            let brought_with = (version.version != form.version).then(|| version.version.clone());
            let taken_from = file.taken_from.clone().or(brought_with);
            beside.0.push(self.kept_file_beside(FormFile { taken_from, ..file.clone() }).await?);
        }
        Ok(())
    }

    /// The files that a form asks its people for.
    pub(super) fn wanted(&self, context: &Context, form: &Form) -> Wanted {
        let mut media = form.label_files();
        media.retain(|name, _| !is_list(name));
        Wanted { lists: self.wanted_lists(context, form), media }
    }

    /// Not those of places, nor lists of entities, nor what was saved last.
    fn wanted_lists(&self, context: &Context, form: &Form) -> Vec<String> {
        let entities = self.entity_lists_of(context, form);
        let files = form.files().into_iter();
        let asked = files.filter(|file| {
            let is_ours = OUR_LISTS.contains(file) || is_of_entities(file, &entities);
            !is_ours && is_list(file)
        });
        asked.map(str::to_owned).collect()
    }

    /// The lists of entities that a form may take from: those of its agency's forms, and those that it makes itself.
    fn entity_lists_of(&self, context: &Context, form: &Form) -> BTreeSet<String> {
        let mut lists = self.declared_lists(&own_pack_id(&context.actor.agency_id));
        lists.extend(form.entity_lists().into_iter().map(|(list, _)| list));
        lists
    }

    /// Files that cannot stand beside the form, or need not.
    pub(super) fn misplaced(&self, context: &Context, form: &Form, beside: &Beside) -> Vec<CellProblem> {
        let wanted = self.wanted(context, form);
        let entities = self.entity_lists_of(context, form);
        let problem = |file: &File| {
            let name = file.name.as_str();
            let message = if OUR_LISTS.contains(&name) {
                Message::new("desk-list-ours")
            } else if is_of_entities(name, &entities) {
                Message::new("desk-list-of-entities")
            } else if wanted.has(name) {
                return None;
            } else if !is_list(name) {
                Message::new("desk-file-unasked")
            } else if wanted.lists.is_empty() {
                Message::new("desk-list-unasked")
            } else {
                Message::new("desk-list-other-name").with("files", wanted.lists.join(", "))
            };
            Some(CellProblem::of_file(name, message))
        };
        beside.0.iter().filter_map(problem).collect()
    }

    /// Lists that the form asks for and nobody supplies, each at the cells that ask.
    pub(super) fn missing(&self, context: &Context, read: &ReadForm, beside: &Beside) -> Vec<CellProblem> {
        let form = read.form();
        let mut problems = Vec::new();
        for name in self.wanted_lists(context, form).iter().filter(|name| !beside.has(name)) {
            let message = || Message::new("desk-list-missing").with("file", name.as_str());
            let mut uses = form.uses_of_file(name);
            if uses.is_empty() {
                uses.push(Part::new(name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem), Aspect::Instance));
            }
            problems.extend(uses.iter().take(MOST_TOLD).map(|part| read.at_part(part, message())));
        }
        problems
    }

    /// Pictures, sounds and films that the form names and nobody supplies: it can do without.
    pub(super) fn missing_media(&self, context: &Context, form: &Form, beside: &Beside) -> Option<CellProblem> {
        let wanted = self.wanted(context, form).media;
        let missing: Vec<&str> = wanted.keys().map(String::as_str).filter(|name| !beside.has(name)).collect();
        let named = missing.get(..MOST_TOLD.min(missing.len())).unwrap_or_default().join(", ");
        let message = || Message::new("desk-media-missing").with("count", missing.len()).with("files", named);
        (!missing.is_empty()).then(|| CellProblem::of_all(message()))
    }
}

fn is_of_entities(file: &str, entities: &BTreeSet<String>) -> bool {
    file.strip_suffix(".csv").is_some_and(|name| entities.contains(name))
}
