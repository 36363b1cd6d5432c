//! What the files of a form say, before they are kept: the form, its lists, and everything that is wrong or odd with them, each at its
//! cell. Owns what Saphan asks of a form beyond its being one; not its fate.

use super::beside::Beside;
use super::read_form::ReadForm;
use super::{BroughtFile, LONGEST};
use crate::{Collection, project};
use forms::Form;
use language::{Message, Text};
use packs::{Column, RecordKind, own_kind, own_pack_id};
use service_kit::{Context, FieldProblem, ServiceError};
use std::sync::Arc;
use store::{FormVersion, KindSchema};
use xforms::Aspect;
use xlsform::Place;

/// A form's files, looked at.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// The form's id.
    pub form_id: String,
    /// The version; empty when there is none.
    pub version: String,
    /// What it is called.
    pub title: Text,
    /// The form, when it is one.
    pub form: Option<Arc<Form>>,
    /// Whether it was made elsewhere as XML, and is no workbook.
    pub is_xform: bool,
    /// The lists in files beside it.
    pub lists: Vec<ExaminedList>,
    /// The names of the files that are shown and played with its labels.
    pub media: Vec<String>,
    /// What keeps it from being used.
    pub problems: Vec<CellProblem>,
    /// What is odd.
    pub warnings: Vec<CellProblem>,
}

/// A list in a file beside a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExaminedList {
    /// The file's name.
    pub name: String,
    /// How many rows, features or items it has.
    pub rows: usize,
    /// The version that it was brought with, when it was taken over from that one.
    pub taken_from: Option<String>,
}

/// Something wrong or odd in a form's files.
#[derive(Clone, Debug, PartialEq)]
pub struct CellProblem {
    /// The cell as people say it, `survey row 3, type`, or the file; empty when everything that was brought is meant.
    pub place: String,
    /// The place as a reader says it; nothing of a file, whose name is enough.
    pub at: Option<Message>,
    /// What is wrong and what to do.
    pub message: Message,
}

impl CellProblem {
    pub(super) fn at(place: &Place, message: Message) -> Self {
        Self { place: place.to_string(), at: place.message(), message }
    }

    pub(super) fn of_file(name: &str, message: Message) -> Self {
        Self { place: name.to_owned(), at: None, message }
    }

    pub(super) fn of_all(message: Message) -> Self {
        Self { place: String::new(), at: None, message }
    }
}

impl From<CellProblem> for FieldProblem {
    fn from(problem: CellProblem) -> Self {
        Self { path: problem.place, at: problem.at, message: problem.message }
    }
}

impl Collection {
    /// A version's files, looked at again.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn examine_kept_form(&self, context: &Context, version: &FormVersion) -> Result<Examined, ServiceError> {
        let file = self.kept_file(version).await?;
        let read = match self.read_form(file).await? {
            Ok(read) => read,
            Err(problems) => return Ok(Examined { problems, ..Examined::default() }),
        };
        let beside = self.kept_beside(version).await?;
        self.examined(context, Arc::new(read), beside).await.map(|(examined, _)| examined)
    }

    /// The form of a version as it is kept, with its lists, for trying it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when it is no form any more.
    pub async fn form_to_try(
        &self,
        context: &Context,
        version: &FormVersion,
    ) -> Result<(Form, crate::ItemLists), ServiceError> {
        let read = self.read_form(self.kept_file(version).await?).await?.map_err(|_| ServiceError::NotFound)?;
        let (form, own) = (read.into_form(), self.lists_of_version(version).await?);
        let lists = self.lists_to_try(context, &own_pack_id(&version.agency_id), &form, own).await?;
        Ok((form, lists))
    }

    pub(super) async fn kept_file(&self, version: &FormVersion) -> Result<BroughtFile, ServiceError> {
        match self.kit.store.attachment(&version.file_hash).await? {
            Some(file) => Ok(BroughtFile { name: version.file_name.clone(), bytes: file.bytes }),
            None => Err(ServiceError::Internal(format!("the form {} is gone", version.file_hash))),
        }
    }

    /// Reads a form, on a thread of its own.
    pub(super) async fn read_form(
        &self,
        file: BroughtFile,
    ) -> Result<Result<ReadForm, Vec<CellProblem>>, ServiceError> {
        self.brought_work.run(move || ReadForm::read(&file)).await
    }

    /// Everything that is to be said of a form with what stands beside it, which is handed back.
    pub(super) async fn examined(
        &self,
        context: &Context,
        read: Arc<ReadForm>,
        beside: Beside,
    ) -> Result<(Examined, Beside), ServiceError> {
        let form = read.form();
        let mut problems = too_long(&read);
        problems.extend(self.taken_id(&read));
        problems.extend(self.misplaced(context, form, &beside));
        problems.extend(self.missing(context, &read, &beside));
        match own_kind(&own_pack_id(&context.actor.agency_id), form) {
            Ok(kind) => problems.extend(self.retyped(&kind, &read).await?),
            Err(found) => problems.extend(found.into_iter().map(|one| read.at_place_in_pack(one))),
        }
        let (lists, media) = (beside.lists(), beside.media());
        let missing_media = self.missing_media(context, form, &beside);
        let checked = Arc::clone(&read);
        let check = move || (beside.checked(checked.form()), beside);
        let (found, beside) = self.brought_work.run(check).await?;
        problems.extend(found.problems);
        let mut warnings = read.warnings();
        warnings.extend(found.warnings);
        warnings.extend(missing_media);
        let is_xform = read.is_xform();
        let (form_id, version, title) = (form.id.clone(), form.version.clone(), form.title.clone());
        let form = Some(Arc::new(form.clone()));
        Ok((Examined { form_id, version, title, form, is_xform, lists, media, problems, warnings }, beside))
    }

    /// A form's id that a form inside the program has: phones tell forms apart by their ids alone.
    fn taken_id(&self, read: &ReadForm) -> Option<CellProblem> {
        let id = &read.form().id;
        let is_taken = self.packs().iter().flat_map(|pack| pack.forms.values()).any(|ours| ours.id == *id);
        let message = || Message::new("desk-form-id-taken").with("form", id.as_str());
        is_taken.then(|| read.at_setting("form_id", message()))
    }

    /// Questions that are kept as something else, since the version in use or one before it: their answers would not fit beside those
    /// that were given.
    async fn retyped(&self, kind: &RecordKind, read: &ReadForm) -> Result<Vec<CellProblem>, ServiceError> {
        let standing = self.kit.store.kind(&kind.id).await?;
        let in_use = self.in_use(&kind.id).ok();
        let before: Vec<&Column> = in_use.as_ref().map_or(Vec::new(), |of| columns(of.definition().kind).collect());
        let is_changed = |column: &&Column| {
            let in_use = before.iter().any(|earlier| earlier.path == column.path && earlier.kind != column.kind);
            in_use || standing.as_ref().is_some_and(|standing| contradicts(standing, kind, column))
        };
        let problem = |column: &Column| {
            let message = Message::new("desk-retyped").with("question", column.path.as_str());
            read.at_question(&column.path, Aspect::Kind, message)
        };
        Ok(columns(kind).filter(is_changed).map(problem).collect())
    }
}

/// Every question that a kind keeps, inside repeats too.
fn columns(kind: &RecordKind) -> impl Iterator<Item = &Column> {
    kind.columns.iter().chain(kind.rows.iter().flat_map(|rows| &rows.columns))
}

/// Whether a question's column stands already and holds something else.
fn contradicts(standing: &KindSchema, kind: &RecordKind, column: &Column) -> bool {
    let rows = kind.rows.iter().find(|rows| rows.columns.contains(column));
    let beside = match rows {
        None => &standing.columns[..],
        Some(rows) => {
            standing.rows.iter().find(|before| before.name == rows.name).map_or(&[][..], |before| &before.columns)
        }
    };
    let wanted = project::typed(column, false).column_type;
    beside.iter().any(|before| before.name == column.name && before.column_type != wanted)
}

/// Names that are too long to be kept.
fn too_long(read: &ReadForm) -> Vec<CellProblem> {
    let form = read.form();
    let names = [("form_id", &form.id), ("version", &form.version)];
    let long = names.into_iter().filter(|(_, name)| name.len() > LONGEST);
    let message = || Message::new("desk-name-too-long").with("limit", LONGEST);
    long.map(|(column, _)| read.at_setting(column, message())).collect()
}
