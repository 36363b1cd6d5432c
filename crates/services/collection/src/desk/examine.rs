//! What a workbook says, before it is kept: the form, and everything that is wrong or odd with it, each at its cell. Owns what Saphan
//! asks of a form beyond its being one; not its fate.

use super::LONGEST;
use crate::Collection;
use forms::{Calls, ChoiceSource, Form, Workbook};
use language::{Message, Text};
use packs::{Column, RecordKind, own_kind, own_pack_id};
use service_kit::Context;
use std::collections::BTreeSet;
use xlsform::{Options, Place, Tables};

/// The largest workbook, in bytes.
pub const LARGEST_WORKBOOK: usize = 10 * 1024 * 1024;
/// The lists that forms may take from here.
const OUR_LISTS: [&str; 3] = ["provinces.csv", "districts.csv", "subdistricts.csv"];

/// A workbook, looked at.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// The form's id.
    pub form_id: String,
    /// The version; empty when there is none.
    pub version: String,
    /// What it is called.
    pub title: Text,
    /// The form, when it is one.
    pub form: Option<Form>,
    /// What keeps it from being used.
    pub problems: Vec<CellProblem>,
    /// What is odd.
    pub warnings: Vec<CellProblem>,
}

/// Something wrong or odd in a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct CellProblem {
    /// The cell as people say it: `survey row 3, type`; empty when the workbook as a whole is meant.
    pub place: String,
    /// What is wrong and what to do.
    pub message: Message,
}

impl CellProblem {
    fn new(place: &Place, message: Message) -> Self {
        Self { place: place.to_string(), message }
    }
}

impl Collection {
    /// Looks at a workbook: .xlsx, .xls, .ods, .csv, or tables in Markdown.
    pub fn examine_form(&self, context: &Context, file_name: &str, bytes: &[u8]) -> Examined {
        let workbook = match read(file_name, bytes) {
            Ok(workbook) => workbook,
            Err(problems) => return Examined { problems, ..Examined::default() },
        };
        let Workbook { form, converted, warnings } = workbook;
        let place = |path: &str, aspect| {
            let root = form.root_name();
            converted.places.of(&xforms::Part::new(format!("/{root}{path}"), aspect)).unwrap_or_default()
        };
        let mut problems = too_long(&form);
        problems.extend(self.taken_id(&form));
        problems.extend(missing_lists(&form, &self.entity_lists_of(context, &form), &place));
        match own_kind(&own_pack_id(&context.actor.agency_id), &form) {
            Ok(kind) => problems.extend(self.retyped(&kind, &place)),
            Err(found) => problems.extend(found.into_iter().map(in_the_form)),
        }
        Examined {
            form_id: form.id.clone(),
            version: form.version.clone(),
            title: form.title.clone(),
            problems,
            warnings: warnings.into_iter().map(|one| CellProblem::new(&one.place, one.message)).collect(),
            form: Some(form),
        }
    }

    /// The lists of entities that a form may take from: those of its agency's forms, and those that it makes itself.
    fn entity_lists_of(&self, context: &Context, form: &Form) -> BTreeSet<String> {
        let mut lists = self.declared_lists(&own_pack_id(&context.actor.agency_id));
        lists.extend(form.entity_lists().into_iter().map(|(list, _)| list));
        lists
    }

    /// A form's id that a form inside the program has: phones tell forms apart by their ids alone.
    fn taken_id(&self, form: &Form) -> Option<CellProblem> {
        let is_taken = self.packs().iter().flat_map(|pack| pack.forms.values()).any(|ours| ours.id == form.id);
        let message = || Message::new("desk-form-id-taken").with("form", form.id.as_str());
        is_taken.then(|| CellProblem::new(&setting("form_id"), message()))
    }

    /// Questions that the version in use keeps as something else: their answers would not fit beside those that were given.
    fn retyped(&self, kind: &RecordKind, place: &dyn Fn(&str, xforms::Aspect) -> Place) -> Vec<CellProblem> {
        let Ok(in_use) = self.in_use(&kind.id) else { return Vec::new() };
        let before = in_use.definition().kind;
        let known = |kind: &RecordKind| -> Vec<Column> {
            kind.columns.iter().chain(kind.rows.iter().flat_map(|rows| &rows.columns)).cloned().collect()
        };
        let before = known(before);
        let changed = known(kind)
            .into_iter()
            .filter(|column| before.iter().any(|earlier| earlier.path == column.path && earlier.kind != column.kind));
        let problem = |column: Column| {
            let message = Message::new("desk-retyped").with("question", column.path.as_str());
            CellProblem::new(&place(&column.path, xforms::Aspect::Kind), message)
        };
        changed.map(problem).collect()
    }
}

/// The form of a workbook.
pub(super) fn read(file_name: &str, bytes: &[u8]) -> Result<Workbook, Vec<CellProblem>> {
    tables(file_name, bytes).and_then(|tables| compiled(file_name, &tables))
}

/// The tables of a file.
pub(super) fn tables(file_name: &str, bytes: &[u8]) -> Result<Tables, Vec<CellProblem>> {
    if bytes.len() > LARGEST_WORKBOOK {
        let message = Message::new("collection-file-too-large").with("megabytes", LARGEST_WORKBOOK / 1024 / 1024);
        return Err(vec![CellProblem { place: String::new(), message }]);
    }
    xlsform::read_file(bytes, file_name).map_err(at_cells)
}

fn compiled(file_name: &str, tables: &Tables) -> Result<Workbook, Vec<CellProblem>> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let options = Options { form_id: Some(stem.to_owned()), keeps_quotation_marks: true, ..Options::default() };
    forms::compile(tables, &options, Calls::MustExist).map_err(at_cells)
}

fn at_cells(problems: xlsform::Problems) -> Vec<CellProblem> {
    problems.0.into_iter().map(|problem| CellProblem::new(&problem.place, problem.message)).collect()
}

fn in_the_form(problem: packs::PackProblem) -> CellProblem {
    let place = match problem.place {
        packs::Place::Cell { sheet, row, column } => Place { sheet, row, column: Some(column) },
        _ => Place::default(),
    };
    CellProblem::new(&place, problem.message)
}

/// Names that are too long to be kept.
fn too_long(form: &Form) -> Vec<CellProblem> {
    let names = [("form_id", &form.id), ("version", &form.version)];
    let long = names.into_iter().filter(|(_, name)| name.len() > LONGEST);
    let message = || Message::new("desk-name-too-long").with("limit", LONGEST);
    long.map(|(column, _)| CellProblem::new(&setting(column), message())).collect()
}

/// The cell of a setting, which stand in the row below their headings.
fn setting(column: &str) -> Place {
    Place { sheet: "settings".to_owned(), row: 2, column: Some(column.to_owned()) }
}

/// Lists in files that nobody supplies.
fn missing_lists(
    form: &Form,
    entities: &BTreeSet<String>,
    place: &dyn Fn(&str, xforms::Aspect) -> Place,
) -> Vec<CellProblem> {
    let is_one = |file: &str| file.strip_suffix(".csv").is_some_and(|name| entities.contains(name));
    let missing = form.questions().filter_map(|item| match item.kind.choice_source() {
        Some(ChoiceSource::File(file)) if !OUR_LISTS.contains(&file.as_str()) && !is_one(file) => {
            let message = Message::new("desk-list-missing").with("file", file.as_str());
            Some(CellProblem::new(&place(&item.path, xforms::Aspect::Kind), message))
        }
        _ => None,
    });
    missing.collect()
}
