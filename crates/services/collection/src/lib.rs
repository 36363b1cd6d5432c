//! What people tell the system: the forms in use, submissions, the records that they make, files, imports. Owns how a fact comes in and
//! is read again; the rules of a form are the `forms` engine's, what a kind is a pack's, and counting is `insight`'s.

mod desk;
mod document;
mod drafts;
mod entities;
mod export;
mod file_name;
mod files;
mod follow;
mod import;
mod in_use;
mod itemsets;
mod labels;
mod lists;
mod lists_ready;
mod naming;
mod narrowing;
mod own_files;
mod own_lists;
mod placed;
mod project;
mod receive;
mod records;
mod sent_files;
mod submit;
mod workbench;

pub use desk::{
    BroughtFile, CellProblem, Comparison, Difference, Examined, ExaminedList, FormChange, LARGEST_BRINGING,
    LARGEST_WORKBOOK, OwnForm, SharedWith, Standing, TRANSLATION_COLUMNS, TranslatedText, Translations,
    UNNAMED_LANGUAGE,
};
pub use document::document;
pub use drafts::{DRAFT_DAYS, DraftLine, LARGEST_DRAFT, MOST_DRAFTS, Resumed, Unfinished};
pub use entities::{Doubt, EntitiesAsked, EntitiesPage, EntityChangeView, EntityList, EntityRow, EntityView, Verdict};
pub use export::{
    EXPORTS_AT_ONCE, Export, ExportCell, ExportColumn, ExportLine, ExportMark, ExportPreview, ExportSheet,
    MOST_SENSITIVE_A_DAY, Receiver,
};
pub use file_name::file_name;
pub use files::LARGEST_FILE;
pub use follow::{Belonging, Follower, InCase, Sent};
pub use import::{
    ColumnSample, ImportOutcome, ImportPreview, ImportProblem, MissingQuestion, PreviewRow, RowState, TargetChoice,
    Upload,
};
pub use in_use::InUse;
pub use itemsets::ItemLists;
pub use labels::Named;
pub use lists::{Counting, LONGEST_PAGE, ListQuery};
pub use naming::FILE_DAYS;
pub use narrowing::{Narrowing, narrowing_columns, searched_column};
pub use own_lists::LARGEST_LIST;
pub use placed::{MOST_PLACED, Mapped, Placed, point_column};
pub use receive::SentForm;
pub use records::{Version, changed_paths, corrected_anew};
pub use submit::{Correction, NewSubmission, Receipt};

use forms::{Environment, Form, Said, Session, Violation};
use in_use::Packs;
use itemsets::PlaceLists;
use language::{Message, Text};
use own_files::Sums;
use own_lists::OwnLists;
use packs::{Pack, PhoneForm, RecordKind};
use service_kit::{Context, FieldProblem, Kit, ServiceError};
use std::collections::BTreeMap;
use std::sync::Arc;
use workbench::Workbench;

/// Pieces of long work of a sort that go on at once. Each takes a processor for itself.
const WORK_AT_ONCE: usize = 2;

/// The service.
pub struct Collection {
    pub(crate) kit: Kit,
    packs: Packs,
    /// The versions of brought forms that [`Packs`] holds.
    taken_up: tokio::sync::Mutex<desk::TakenUp>,
    places: Arc<PlaceLists>,
    entity_lists: entities::EntityLists,
    pub(crate) own_lists: OwnLists,
    pub(crate) own_file_sums: Sums,
    /// Where what people bring and look at is read and compared.
    pub(crate) brought_work: Workbench,
    /// Where forms and lists that are in use are read, which nobody who brings something may hold up.
    pub(crate) kept_work: Workbench,
    /// Where files that answer questions are cleaned.
    pub(crate) sent_work: Workbench,
    /// A place for each export that runs.
    exporting: tokio::sync::Semaphore,
    follower: Option<Arc<dyn Follower>>,
}

/// A record kind with its form and the pack that both belong to.
#[derive(Clone, Copy)]
pub struct Definition<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The kind.
    pub kind: &'a RecordKind,
    /// Its form.
    pub form: &'a Form,
}

impl<'a> Definition<'a> {
    /// What phones are given of the form; nothing when it is none that phones can answer.
    pub fn phone_form(&self) -> Option<&'a PhoneForm> {
        self.pack.phone_form(&self.kind.id)
    }

    /// The lists that were brought with the form: the hash of each file by its name.
    pub(crate) fn own_lists(&self) -> Option<&'a BTreeMap<String, String>> {
        self.pack.own_lists(&self.kind.id)
    }

    /// The files that are shown and played with the form's labels: the hash of each by its name.
    pub fn own_media(&self) -> Option<&'a BTreeMap<String, String>> {
        self.pack.own_media(&self.kind.id)
    }
}

impl Definition<'_> {
    /// Whether records of this kind have a value under this name outside repeats.
    pub fn has_column(&self, name: &str) -> bool {
        self.kind.column(name).is_some()
    }

    /// Whether an answer can be given to the question at a path: any to one without choices of its own.
    pub fn offers(&self, path: &str, answer: &str) -> bool {
        let Some(item) = self.form.item(path) else { return false };
        let choices = self.form.choices(item);
        let is_choice = matches!(item.kind, forms::Kind::SelectOne(_));
        !is_choice || choices.is_empty() || choices.iter().any(|choice| choice.name == answer)
    }

    /// The questions that tell one record from another: when, where, and what it is called.
    pub(crate) fn telling_questions(&self) -> Vec<&str> {
        let place = &self.kind.place;
        let mut names: Vec<&str> = self.kind.date_question.as_deref().into_iter().collect();
        names.extend([&place.province, &place.district, &place.subdistrict].into_iter().flatten().map(String::as_str));
        names.extend(self.kind.key.as_deref());
        names.extend(self.kind.label.questions());
        names
    }
}

impl Collection {
    /// A service with these packs.
    pub fn new(kit: Kit, packs: Vec<Arc<Pack>>) -> Self {
        let taken_up = tokio::sync::Mutex::default();
        Self {
            kit,
            packs: Packs::new(packs),
            taken_up,
            places: Arc::new(PlaceLists::new()),
            entity_lists: entities::EntityLists::default(),
            own_lists: OwnLists::default(),
            own_file_sums: Sums::default(),
            brought_work: Workbench::new(WORK_AT_ONCE),
            kept_work: Workbench::new(WORK_AT_ONCE),
            sent_work: Workbench::new(WORK_AT_ONCE),
            exporting: tokio::sync::Semaphore::new(EXPORTS_AT_ONCE),
            follower: None,
        }
    }

    /// The same service, which asks somebody what follows from each submission.
    #[must_use]
    pub fn followed_by(mut self, follower: Arc<dyn Follower>) -> Self {
        self.follower = Some(follower);
        self
    }

    /// Makes the typed tables of every kind exist.
    ///
    /// # Errors
    /// When storage cannot make them.
    pub async fn prepare(&self) -> Result<(), ServiceError> {
        let kinds: Vec<_> = self.packs().iter().flat_map(|pack| &pack.kinds).map(project::schema).collect();
        self.kit.store.prepare_kinds(&kinds).await?;
        self.take_up_brought_forms().await
    }

    /// The packs inside the program.
    pub fn packs(&self) -> &[Arc<Pack>] {
        self.packs.builtin()
    }

    /// A pack inside the program by its id.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none.
    pub fn pack(&self, id: &str) -> Result<&Pack, ServiceError> {
        self.packs().iter().find(|pack| pack.id == id).map(|pack| &**pack).ok_or(ServiceError::NotFound)
    }

    /// A record kind with its form, by `pack/form`, for somebody.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none, or they may not know of it.
    pub fn kind(&self, context: &Context, id: &str) -> Result<InUse, ServiceError> {
        self.in_use(id).ok().filter(|kind| kind.is_open_to(&context.actor)).ok_or(ServiceError::NotFound)
    }

    /// A record kind with its form, for what was decided already or tells nothing of it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none.
    pub fn in_use(&self, id: &str) -> Result<InUse, ServiceError> {
        self.packs.kind(id)
    }

    /// The record kinds of agencies' own forms that somebody may know of, those of their own agency first.
    pub fn own_kinds(&self, context: &Context) -> Vec<InUse> {
        self.packs.own_kinds(&context.actor)
    }

    /// The pack of an agency's own forms, by its id.
    pub(crate) fn brought_pack(&self, id: &str) -> Option<Arc<Pack>> {
        let brought = self.packs.brought();
        brought.iter().find(|brought| brought.pack.id == id).map(|brought| Arc::clone(&brought.pack))
    }

    /// The record kind by whose form somebody records, by the form's id: what a submission from a phone says of itself.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none for them.
    pub fn kind_of_form(&self, context: &Context, form_id: &str) -> Result<InUse, ServiceError> {
        self.packs.kind_of_form(form_id, &context.actor)
    }

    /// The kind of projects in the same pack, when it has one.
    pub(crate) fn project_kind(&self, kind: &str) -> Option<String> {
        let pack = kind.split('/').next()?;
        let id = format!("{pack}/project");
        self.in_use(&id).is_ok().then_some(id)
    }

    /// A session for answering a form, with the choices that the caller may use.
    pub fn session<'s>(&self, context: &Context, of: Definition<'s>, lists: &'s ItemLists) -> Session<'s> {
        Session::new(of.form, lists, self.environment(context))
    }

    /// The outside world as a form's expressions see it at the moment of the request.
    pub fn environment(&self, context: &Context) -> Environment {
        let mut seed = [0; 8];
        self.kit.entropy.fill(&mut seed);
        Environment::new(context.local, self.kit.offset.seconds() / 60, u64::from_le_bytes(seed))
    }
}

/// A broken rule of a form as surfaces show it.
pub fn field_problem(violation: Violation) -> FieldProblem {
    let message = match violation.message {
        Said::Message(message) => message,
        Said::Form(text) => in_the_forms_words(text),
    };
    FieldProblem::new(violation.path, message)
}

fn in_the_forms_words(text: Text) -> Message {
    Message::new("said").with("text", text)
}
