//! A form as its file says it: a workbook, or an XForm that was made elsewhere. Owns that everything after it need not ask which, and
//! where in the file something is wrong.

use super::brought::LARGEST_WORKBOOK;
use super::{BroughtFile, CellProblem};
use forms::{Calls, Form, Workbook, XForm};
use language::Message;
use packs::PhoneForm;
use xforms::{Aspect, Definition, Part};
use xlsform::{Options, Place, Tables};

/// A form, read.
pub(super) struct ReadForm {
    file_name: String,
    source: Source,
}

enum Source {
    Workbook(Box<Workbook>),
    XForm(Box<XForm>),
}

impl ReadForm {
    /// Reads a form from its file.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(super) fn read(file: &BroughtFile) -> Result<Self, Vec<CellProblem>> {
        let source = if file.is_xform() {
            Source::XForm(Box::new(xform(file)?))
        } else {
            let tables = tables(&file.name, &file.bytes)?;
            Source::Workbook(Box::new(compiled(&file.name, &tables)?))
        };
        Ok(Self { file_name: file.name.clone(), source })
    }

    pub(super) fn form(&self) -> &Form {
        match &self.source {
            Source::Workbook(workbook) => &workbook.form,
            Source::XForm(xform) => &xform.form,
        }
    }

    pub(super) fn into_form(self) -> Form {
        match self.source {
            Source::Workbook(workbook) => workbook.form,
            Source::XForm(xform) => xform.form,
        }
    }

    pub(super) fn definition(&self) -> &Definition {
        match &self.source {
            Source::Workbook(workbook) => &workbook.converted.definition,
            Source::XForm(xform) => &xform.definition,
        }
    }

    /// What phones are given of it.
    pub(super) fn phone(&self) -> PhoneForm {
        match &self.source {
            Source::Workbook(workbook) => PhoneForm::of(workbook),
            Source::XForm(xform) => PhoneForm { xml: xform.xform(), list_files: xform.list_files() },
        }
    }

    /// The file of choices that a workbook has in a sheet of its own, for questions that search in it.
    pub(super) fn external_choices(&self) -> Option<BroughtFile> {
        match &self.source {
            Source::Workbook(workbook) => {
                let text = workbook.converted.itemsets_csv.as_ref()?;
                Some(BroughtFile::new(forms::EXTERNAL_CHOICES, text.clone().into_bytes()))
            }
            Source::XForm(_) => None,
        }
    }

    /// Whether it was made elsewhere as XML.
    pub(super) fn is_xform(&self) -> bool {
        matches!(self.source, Source::XForm(_))
    }

    /// What is odd with it.
    pub(super) fn warnings(&self) -> Vec<CellProblem> {
        match &self.source {
            Source::Workbook(workbook) => {
                workbook.warnings.iter().map(|one| CellProblem::at(&one.place, one.message.clone())).collect()
            }
            Source::XForm(xform) => {
                xform.warnings.iter().map(|one| CellProblem::of_file(&self.file_name, one.clone())).collect()
            }
        }
    }

    /// A problem with a part of the form, told at its cell or line.
    pub(super) fn at_part(&self, part: &Part, message: Message) -> CellProblem {
        match &self.source {
            Source::Workbook(workbook) => {
                CellProblem::at(&workbook.converted.places.of(part).unwrap_or_default(), message)
            }
            Source::XForm(xform) => CellProblem::of_file(&self.file_name, xform.at_part(part, message)),
        }
    }

    /// A problem with a question, by its path without the root.
    pub(super) fn at_question(&self, path: &str, aspect: Aspect, message: Message) -> CellProblem {
        let root = self.form().root_name();
        self.at_part(&Part::new(format!("/{root}{path}"), aspect), message)
    }

    /// A problem with what the settings sheet says, or the root of the instance.
    pub(super) fn at_setting(&self, column: &str, message: Message) -> CellProblem {
        match &self.source {
            Source::Workbook(_) => CellProblem::at(&setting(column), message),
            Source::XForm(_) => self.at_question("", Aspect::Node, message),
        }
    }

    /// Its version cannot be changed any more.
    pub(super) fn version_taken(&self) -> CellProblem {
        let key = if self.is_xform() { "desk-version-taken-xform" } else { "desk-version-taken" };
        self.at_setting("version", Message::new(key).with("version", self.form().version.as_str()))
    }

    /// A problem that a pack's form would have.
    pub(super) fn at_place_in_pack(&self, problem: packs::PackProblem) -> CellProblem {
        match problem.place {
            packs::Place::Cell { sheet, row, column } if !self.is_xform() => {
                CellProblem::at(&Place { sheet, row, column: Some(column) }, problem.message)
            }
            _ => CellProblem::of_file(&self.file_name, problem.message),
        }
    }
}

/// The cell of a setting, which stand in the row below their headings.
fn setting(column: &str) -> Place {
    Place { sheet: "settings".to_owned(), row: 2, column: Some(column.to_owned()) }
}

/// The tables of a workbook.
pub(super) fn tables(file_name: &str, bytes: &[u8]) -> Result<Tables, Vec<CellProblem>> {
    not_too_large(bytes)?;
    xlsform::read_file(bytes, file_name).map_err(at_cells)
}

fn not_too_large(bytes: &[u8]) -> Result<(), Vec<CellProblem>> {
    if bytes.len() <= LARGEST_WORKBOOK {
        return Ok(());
    }
    let message = Message::new("collection-file-too-large").with("megabytes", LARGEST_WORKBOOK / 1024 / 1024);
    Err(vec![CellProblem::of_all(message)])
}

fn compiled(file_name: &str, tables: &Tables) -> Result<Workbook, Vec<CellProblem>> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let options = Options { form_id: Some(stem.to_owned()), keeps_quotation_marks: true, ..Options::default() };
    forms::compile(tables, &options, Calls::MustExist).map_err(at_cells)
}

/// The form of an XForm. Its author tried it elsewhere, where a function that does not exist matters only when it is reached.
fn xform(file: &BroughtFile) -> Result<XForm, Vec<CellProblem>> {
    not_too_large(&file.bytes)?;
    let in_file = |message| CellProblem::of_file(&file.name, message);
    let text = std::str::from_utf8(&file.bytes).map_err(|_| vec![in_file(Message::new("desk-not-utf8"))])?;
    let read = forms::read_xform(text, Calls::MayBeMissing);
    read.map_err(|problems| problems.into_iter().map(in_file).collect())
}

fn at_cells(problems: xlsform::Problems) -> Vec<CellProblem> {
    problems.0.into_iter().map(|problem| CellProblem::at(&problem.place, problem.message)).collect()
}
