//! Records as JSON: a list of objects with the questions' names, the rows of repeats as lists in them, with their keys. What was not
//! answered is left out.

use super::failed;
use collection::{ExportCell, ExportSheet};
use serde_json::{Map, Value as Json};
use service_kit::ServiceError;
use std::fs::File;
use std::io::{BufWriter, Write};

/// The records so far, and the one whose rows are still coming.
#[derive(Default)]
pub(super) struct Records {
    sheets: Vec<ExportSheet>,
    file: Option<BufWriter<File>>,
    open: Option<Map<String, Json>>,
    is_first: bool,
}

impl Records {
    pub(super) fn begin(&mut self, sheets: &[ExportSheet]) -> Result<(), ServiceError> {
        let mut file = BufWriter::new(tempfile::tempfile().map_err(failed)?);
        file.write_all(b"[").map_err(failed)?;
        *self = Self { sheets: sheets.to_vec(), file: Some(file), open: None, is_first: true };
        Ok(())
    }

    pub(super) fn row(&mut self, sheet: usize, cells: &[ExportCell]) -> Result<(), ServiceError> {
        let shown = self.sheets.get(sheet).ok_or_else(|| failed("a row of no table"))?;
        let object: Map<String, Json> = shown
            .columns
            .iter()
            .zip(cells)
            .filter_map(|(column, cell)| Some((column.name.clone(), value(cell)?)))
            .collect();
        if sheet == 0 {
            self.close()?;
            self.open = Some(object);
            return Ok(());
        }
        let record = self.open.as_mut().ok_or_else(|| failed("a row before its record"))?;
        let repeats = record.entry("repeats").or_insert_with(|| Json::Object(Map::new()));
        if let Some(repeats) = repeats.as_object_mut() {
            let rows = repeats.entry(shown.name.clone()).or_insert_with(|| Json::Array(Vec::new()));
            rows.as_array_mut().into_iter().for_each(|rows| rows.push(Json::Object(object.clone())));
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), ServiceError> {
        let Some(record) = self.open.take() else { return Ok(()) };
        let file = self.file.as_mut().ok_or_else(|| failed("no file"))?;
        file.write_all(if self.is_first { b"\n" } else { b",\n" }).map_err(failed)?;
        self.is_first = false;
        serde_json::to_writer(file, &record).map_err(failed)
    }

    pub(super) fn finish(mut self) -> Result<(File, &'static str, &'static str), ServiceError> {
        self.close()?;
        let mut file = self.file.ok_or_else(|| failed("no file"))?;
        file.write_all(b"\n]\n").map_err(failed)?;
        Ok((file.into_inner().map_err(failed)?, "application/json", "json"))
    }
}

fn value(cell: &ExportCell) -> Option<Json> {
    match cell {
        ExportCell::Empty => None,
        ExportCell::Text(text) | ExportCell::Date(text) => Some(Json::String(text.clone())),
        ExportCell::Integer(number) => Some((*number).into()),
        ExportCell::Decimal(number) => Some((*number).into()),
    }
}
