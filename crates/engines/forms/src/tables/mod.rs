//! A workbook as tables of text, wherever it came from, and the form that such tables are, by the rules of the types that this module
//! knows. Owns finding the header row; what a form means is the business of `compile`, which gets the tables as a definition.

mod choices;
mod definition;
mod found;
mod header;
mod markdown;
mod references;
mod settings;
mod survey;
mod types;

pub use markdown::{MarkdownError, read_markdown};

use crate::compile::{Calls, compile_definition};
use crate::{Form, Kind, Problems};
use found::Found;
use header::Header;
use language::Message;
use settings::Settings;

/// Most rows of a survey. The WHO verbal autopsy, the largest form in common use, has about 1,000.
const MOST_ROWS: usize = 10_000;

/// Compiles a form from tables.
///
/// # Errors
/// Every mistake in the workbook with its sheet, row and column.
pub fn compile(tables: &Tables) -> Result<Form, Problems> {
    let mut found = Found::default();
    let settings = Settings::read(tables, &mut found);
    let Some(sheet) = tables.sheet("survey") else {
        found.add("survey", 0, None, Message::new("forms-no-survey"));
        return Err(Problems(found.errors));
    };
    if sheet.rows.len() > MOST_ROWS {
        found.add("survey", 0, None, Message::new("forms-too-many-rows").with("most", MOST_ROWS));
        return Err(Problems(found.errors));
    }
    let lists = choices::read(tables, settings.language, &mut found);
    let header = Header::new(sheet);
    found.warn_of_foreign(&sheet.name, &header);
    let asked = survey::read(sheet, &header, &settings, &lists, &mut found);
    let made = definition::Maker::new(tables, &settings, sheet, &header, &asked, &lists, &mut found).make();
    let had_errors = !found.errors.is_empty();
    match compile_definition(&made, Calls::MustExist) {
        Ok(compiled) if !had_errors => {
            found.warn_of_flaws(&compiled.warnings, sheet, &header, &asked);
            let mut form = compiled.form;
            form.title = settings.title;
            form.warnings = found.warnings;
            for (item, question) in form.items.iter_mut().zip(&asked) {
                item.row = question.row;
                // What is worked out has no control that could carry its label, but lists and records are headed by it.
                if let (Kind::Calculate, Ok(at)) =
                    (&item.kind, sheet.rows.binary_search_by_key(&item.row, |row| row.number))
                    && let Some(row) = sheet.rows.get(at)
                {
                    item.label = header.text(row, "label", settings.language);
                }
            }
            Ok(form)
        }
        Ok(_) => Err(Problems(found.in_order())),
        Err(flaws) => {
            found.add_flaws(&flaws.0, sheet, &header, &asked);
            Err(Problems(found.in_order()))
        }
    }
}

/// The sheets of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// In the workbook's order.
    pub sheets: Vec<Sheet>,
}

/// A sheet: a header and rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet's name as written.
    pub name: String,
    /// Where the header stands in the source, counted from 1.
    pub header_row: usize,
    /// The header's cells, trimmed.
    pub header: Vec<String>,
    /// The rows below the header that have something in them.
    pub rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Where the row stands in the source, counted from 1: what a person finds it by.
    pub number: usize,
    /// The cells, trimmed, under the header's cells in order; missing ones at the end are empty.
    pub cells: Vec<String>,
}

impl Tables {
    /// Adds a sheet from rows of cells with their numbers in the source. The first row with something in it is the header; blank
    /// rows are left out. A number that a spreadsheet shows as `1.0` is to be handed over as `1`.
    pub fn add_sheet(&mut self, name: &str, rows: impl IntoIterator<Item = (usize, Vec<String>)>) {
        let mut sheet = Sheet { name: name.trim().to_owned(), ..Sheet::default() };
        for (number, cells) in rows {
            let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if sheet.header.is_empty() {
                sheet.header_row = number;
                sheet.header = cells;
            } else {
                sheet.rows.push(Row { number, cells });
            }
        }
        self.sheets.push(sheet);
    }

    /// The sheet of that name, in any case.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name.eq_ignore_ascii_case(name))
    }
}

impl Row {
    /// The cell in a column, empty when the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}
