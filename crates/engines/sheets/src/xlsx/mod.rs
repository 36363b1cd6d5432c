//! Office Open XML workbooks (ECMA-376 part 1, SpreadsheetML). Owns finding the parts of a workbook; the parts have their own files.

mod parts;
mod sheet;
mod strings;
mod styles;

use crate::archive::Archive;
use crate::build::Builder;
use crate::number_format::Shown;
use crate::{Limits, SheetError, Workbook};
use std::cell::Cell;

/// What cells refer to: the texts they share and what the styles show numbers as.
pub(crate) struct Shared {
    strings: Vec<String>,
    /// By style number.
    styles: Vec<Shown>,
    from_1904: bool,
    /// The number of the cell read last, when it is shown with a time of day, which its value leaves out.
    timed: Cell<Option<f64>>,
}

pub(crate) fn read(archive: &mut Archive<'_>, limits: &Limits) -> Result<Workbook, SheetError> {
    let main = parts::main_part(archive, limits)?;
    let relations = parts::relations(archive, &main, limits)?;
    let text = archive.text(&main)?.ok_or(SheetError::UnknownFormat)?;
    let contents = parts::contents(&text, limits)?;
    let mut builder = Builder::new(limits, contents.from_1904);
    let strings = match relations.iter().find(|relation| relation.kind == "sharedStrings") {
        Some(relation) => strings::read(&archive.text(&relation.target)?.unwrap_or_default(), limits)?,
        None => Vec::new(),
    };
    let styles = match relations.iter().find(|relation| relation.kind == "styles") {
        Some(relation) => styles::read(&archive.text(&relation.target)?.unwrap_or_default(), limits)?,
        None => Vec::new(),
    };
    let shared = Shared { strings, styles, from_1904: contents.from_1904, timed: Cell::new(None) };
    for entry in &contents.sheets {
        let Some(relation) = relations.iter().find(|relation| relation.id == entry.relation) else {
            return Err(SheetError::damaged(format!("sheet {} has no part", entry.name)));
        };
        // Chart sheets and dialogs have no cells.
        if relation.kind != "worksheet" {
            continue;
        }
        let text = archive
            .text(&relation.target)?
            .ok_or_else(|| SheetError::damaged(format!("the part of sheet {} is missing", entry.name)))?;
        builder.begin_sheet(&entry.name, entry.hidden)?;
        sheet::read(&text, &relation.target, &shared, limits, &mut builder)?;
        builder.end_sheet();
    }
    builder.finish()
}
