//! Long lists as files: CSV (with repeats, a ZIP of them), a spreadsheet, JSON. Owns how a cell is written, so that no spreadsheet takes
//! what somebody answered for a formula; which cells there are is `collection`'s.
//!
//! A file is written row by row to temporary files that have no name and vanish with the program, never gathered in memory.

mod csv;
mod json;
mod workbook;

use collection::{ExportCell, ExportMark, ExportSheet, Receiver};
use service_kit::ServiceError;
use std::fs::File;
use std::io::{Read, Seek};

/// Bytes read from the finished file at once.
const PIECE: usize = 64 * 1024;

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values; several tables are several files in a ZIP.
    Csv {
        /// Whether each begins with the mark by which Excel reads UTF-8.
        byte_order_mark: bool,
    },
    /// A workbook, a sheet a table.
    Xlsx,
    /// A list of objects, a record each.
    Json,
}

impl Format {
    /// The format of this name: `csv`, `xlsx`, `json`.
    pub fn named(name: &str, byte_order_mark: bool) -> Option<Self> {
        match name {
            "csv" => Some(Self::Csv { byte_order_mark }),
            "xlsx" => Some(Self::Xlsx),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv { .. } => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }
}

/// A list on its way into a file.
pub struct TableFile {
    writer: Writer,
    number: Option<String>,
}

enum Writer {
    Csv(csv::CsvFiles),
    Xlsx(Box<workbook::Sheets>),
    Json(json::Records),
}

/// A finished file.
#[derive(Debug)]
pub struct Made {
    file: File,
    /// Its length in bytes.
    pub length: u64,
    /// What it is.
    pub media_type: &'static str,
    /// What its name ends with.
    pub extension: &'static str,
    /// The number by which the audit is searched, when sensitive columns are in it: it belongs into the file's name.
    pub number: Option<String>,
}

impl TableFile {
    /// Nothing yet.
    pub fn new(format: Format) -> Self {
        let writer = match format {
            Format::Csv { byte_order_mark } => Writer::Csv(csv::CsvFiles::new(byte_order_mark)),
            Format::Xlsx => Writer::Xlsx(Box::default()),
            Format::Json => Writer::Json(json::Records::default()),
        };
        Self { writer, number: None }
    }

    /// The file.
    ///
    /// # Errors
    /// When the disk for temporary files is full or fails.
    pub fn finish(self) -> Result<Made, ServiceError> {
        let (mut file, media_type, extension) = match self.writer {
            Writer::Csv(files) => files.finish()?,
            Writer::Xlsx(sheets) => sheets.finish()?,
            Writer::Json(records) => records.finish()?,
        };
        let length = file.metadata().map_err(failed)?.len();
        file.rewind().map_err(failed)?;
        Ok(Made { file, length, media_type, extension, number: self.number })
    }
}

impl Receiver for TableFile {
    /// A workbook shows it; what programs read as rows keeps it in the file's name alone.
    fn mark(&mut self, mark: &ExportMark) -> Result<(), ServiceError> {
        self.number = Some(mark.number.clone());
        if let Writer::Xlsx(workbook) = &mut self.writer {
            workbook.mark(mark);
        }
        Ok(())
    }

    fn begin(&mut self, sheets: &[ExportSheet]) -> Result<(), ServiceError> {
        match &mut self.writer {
            Writer::Csv(files) => files.begin(sheets),
            Writer::Xlsx(workbook) => workbook.begin(sheets),
            Writer::Json(records) => records.begin(sheets),
        }
    }

    fn row(&mut self, sheet: usize, cells: &[ExportCell]) -> Result<(), ServiceError> {
        match &mut self.writer {
            Writer::Csv(files) => files.row(sheet, cells),
            Writer::Xlsx(workbook) => workbook.row(sheet, cells),
            Writer::Json(records) => records.row(sheet, cells),
        }
    }
}

/// The file piece by piece.
impl Iterator for Made {
    type Item = std::io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = Vec::with_capacity(PIECE);
        match Read::by_ref(&mut self.file).take(PIECE as u64).read_to_end(&mut piece) {
            Ok(0) => None,
            Ok(_) => Some(Ok(piece)),
            Err(problem) => Some(Err(problem)),
        }
    }
}

/// Writing to a temporary file failed: the disk is full, or not writable.
fn failed(problem: impl std::fmt::Display) -> ServiceError {
    ServiceError::Internal(format!("an export could not be written to a temporary file: {problem}"))
}
