//! The files beside a form that its lists come from: those that were brought with it, and those that a new version takes over from the
//! one before. Owns which files a form may have beside it, and what is told of one that is missing or not needed.

use super::examine::ExaminedList;
use super::read_form::ReadForm;
use super::{BroughtFile, CellProblem};
use crate::Collection;
use crate::own_lists::{MOST_CELLS, MOST_TOGETHER, OwnList, in_utf8};
use forms::Form;
use forms::lists::{Format, ListLimits};
use language::Message;
use packs::own_pack_id;
use service_kit::{Context, ServiceError};
use std::collections::BTreeSet;
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
    /// The list, or why it is none; nothing of a file that the form does not ask for, which is not read.
    list: Option<Result<Arc<OwnList>, Message>>,
    /// Where it is kept already.
    kept: Option<FormFile>,
}

/// What was found in the files.
#[derive(Default)]
pub(super) struct Found {
    pub(super) problems: Vec<CellProblem>,
    pub(super) warnings: Vec<CellProblem>,
}

impl Beside {
    /// Reads files that were brought, those that the form asks for. What is beyond what a form's lists may take together is not read.
    pub(super) fn read(files: Vec<BroughtFile>, wanted: &[String]) -> Self {
        let mut room = Room { bytes: MOST_TOGETHER, cells: MOST_CELLS };
        let read = |BroughtFile { name, bytes }| {
            if !wanted.contains(&name) {
                return File { name, bytes, list: None, kept: None };
            }
            match in_utf8(&name, bytes) {
                Ok(bytes) => File { list: Some(room.read(&name, &bytes)), name, bytes, kept: None },
                Err(message) => File { name, bytes: Vec::new(), list: Some(Err(message)), kept: None },
            }
        };
        Self(files.into_iter().map(read).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|file| file.name == name)
    }

    /// The files as facts.
    pub(super) fn examined(&self) -> Vec<ExaminedList> {
        let fact = |file: &File| ExaminedList {
            name: file.name.clone(),
            rows: file.list.as_ref().and_then(|list| list.as_ref().ok()).map_or(0, |list| list.rows()),
            taken_from: file.kept.as_ref().and_then(|kept| kept.taken_from.clone()),
        };
        self.0.iter().map(fact).collect()
    }

    /// What is wrong or odd with the lists, by what the form needs of them.
    pub(super) fn checked(&self, form: &Form) -> Found {
        let mut found = Found::default();
        for file in &self.0 {
            let told = |message| CellProblem::of_file(&file.name, message);
            match &file.list {
                None => {}
                Some(Err(message)) => found.problems.push(told(message.clone())),
                Some(Ok(list)) => {
                    let findings = form.check_list(&file.name, &list.file);
                    found.problems.extend(findings.problems.into_iter().map(told));
                    found.warnings.extend(findings.warnings.into_iter().map(told));
                }
            }
        }
        let read = || self.0.iter().filter_map(|file| file.list.as_ref()?.as_ref().ok());
        let (bytes, cells): (usize, usize) =
            (read().map(|list| list.bytes).sum(), read().map(|list| list.cells()).sum());
        if bytes > MOST_TOGETHER || cells > MOST_CELLS {
            found.problems.push(CellProblem::of_all(too_much()));
        }
        found
    }

    /// The files as they are kept with a version. `keep` makes an attachment of what was brought and says its hash.
    pub(super) fn kept(self, mut keep: impl FnMut(Vec<u8>) -> String) -> Vec<FormFile> {
        let file = |file: File| match file.kept {
            Some(kept) => kept,
            None => FormFile { hash: keep(file.bytes), name: file.name, taken_from: None },
        };
        let mut files: Vec<FormFile> = self.0.into_iter().map(file).collect();
        files.sort_by(|one, next| one.name.cmp(&next.name));
        files
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
            beside.0.push(self.kept_list(file.clone()).await?);
        }
        Ok(beside)
    }

    async fn kept_list(&self, kept: FormFile) -> Result<File, ServiceError> {
        let list = self.own_list(&kept.name, &kept.hash).await?.ok_or_else(|| Message::new("desk-list-gone"));
        Ok(File { name: kept.name.clone(), bytes: Vec::new(), list: Some(list), kept: Some(kept) })
    }

    /// Takes over, from the versions there are, the files that a form asks for and that were not brought.
    pub(super) async fn take_over(
        &self,
        context: &Context,
        form: &Form,
        beside: &mut Beside,
    ) -> Result<(), ServiceError> {
        let wanted: Vec<String> = self.wanted(context, form).into_iter().filter(|name| !beside.has(name)).collect();
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
            beside.0.push(self.kept_list(FormFile { taken_from, ..file.clone() }).await?);
        }
        Ok(())
    }

    /// The files that a form asks its people for: not those of places, nor lists of entities, nor what was saved last.
    pub(super) fn wanted(&self, context: &Context, form: &Form) -> Vec<String> {
        let entities = self.entity_lists_of(context, form);
        let files = form.files().into_iter();
        let asked = files.filter(|file| {
            let is_ours = OUR_LISTS.contains(file) || is_of_entities(file, &entities);
            !is_ours && Format::of_file(file).is_some()
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
            } else if wanted.iter().any(|one| one == name) {
                return None;
            } else if Format::of_file(name).is_none() {
                Message::new("desk-file-no-list")
            } else if wanted.is_empty() {
                Message::new("desk-list-unasked")
            } else {
                Message::new("desk-list-other-name").with("files", wanted.join(", "))
            };
            Some(CellProblem::of_file(name, message))
        };
        beside.0.iter().filter_map(problem).collect()
    }

    /// Lists that the form asks for and nobody supplies, each at the cells that ask.
    pub(super) fn missing(&self, context: &Context, read: &ReadForm, beside: &Beside) -> Vec<CellProblem> {
        let form = read.form();
        let mut problems = Vec::new();
        for name in self.wanted(context, form).iter().filter(|name| !beside.has(name)) {
            let message = || Message::new("desk-list-missing").with("file", name.as_str());
            let mut uses = form.uses_of_file(name);
            if uses.is_empty() {
                uses.push(Part::new(name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem), Aspect::Instance));
            }
            problems.extend(uses.iter().take(MOST_TOLD).map(|part| read.at_part(part, message())));
        }
        problems
    }
}

fn is_of_entities(file: &str, entities: &BTreeSet<String>) -> bool {
    file.strip_suffix(".csv").is_some_and(|name| entities.contains(name))
}
