//! Workbook bytes to grids of cells: XLSX, ODS, old XLS, delimited text in the encodings met here (also several texts in a zip), and
//! the web pages and XML texts that older systems call a spreadsheet. Owns formats, encodings and the limits that keep a hostile file
//! cheap; knows nothing of what the cells mean (see `registers`).
//!
//! XLSX and ODS are read by this crate over `zip` and `quick-xml`, because the limits must hold while reading: calamine's ODS reader
//! waits for ever on a cut-off file and both of its readers give room to cells that a few bytes only claim. Calamine reads XLS,
//! behind a check of its own.

mod archive;
mod build;
mod delimited;
mod encoding;
mod error;
mod exports;
mod html;
mod limits;
mod name;
mod number_format;
mod ods;
mod serial;
mod workbook;
mod xls;
mod xlsx;
mod xml;
mod xml2003;

pub use error::{Excess, OtherFormat, SheetError};
pub use limits::Limits;
pub use name::{cell_name, column_name};
pub use serial::date_from_serial;
pub use workbook::{Area, Cell, Row, Sheet, ShownTime, Value, Workbook};

/// Reads a workbook from the bytes of a file.
///
/// What the bytes are decides the format; `file_name` only names the sheet of a delimited text (its stem).
///
/// # Errors
/// A [`SheetError`] when the bytes are no workbook, are encrypted or damaged, or pass a limit. Memory stays within a small multiple
/// of [`Limits::unpacked_bytes`] whatever the bytes claim.
pub fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, SheetError> {
    if bytes.is_empty() {
        return Err(SheetError::Empty);
    }
    Excess::FileBytes.check(bytes.len() as u64, limits.file_bytes)?;
    if bytes.starts_with(b"PK") {
        return read_zip(bytes, limits);
    }
    if bytes.starts_with(&xls::MAGIC) {
        return xls::read(bytes, limits);
    }
    let text = encoding::decode(bytes)?;
    encoding::refuse_other_formats(&text)?;
    if !text.trim_start().starts_with('<') {
        return delimited::read(text, file_name, limits);
    }
    if xml2003::is_workbook(&text) {
        return xml2003::read(&text, limits);
    }
    if html::is_page(&text) {
        return html::read(&text, name::stem(file_name), limits);
    }
    Err(SheetError::UnknownFormat)
}

/// The files in a zip, each with the last part of its name. Nothing is written anywhere, so that a name leads nowhere.
///
/// # Errors
/// When the bytes are no zip, are encrypted or damaged, or pass a limit.
pub fn unpack(bytes: &[u8], limits: &Limits) -> Result<Vec<(String, Vec<u8>)>, SheetError> {
    Excess::FileBytes.check(bytes.len() as u64, limits.file_bytes)?;
    archive::Archive::open(bytes, limits)?.files()
}

/// Bytes as text: UTF-8, UTF-16, or what Thai spreadsheet programs save.
///
/// # Errors
/// When they are none of these.
pub fn text(bytes: &[u8]) -> Result<String, SheetError> {
    let text = encoding::decode(bytes)?;
    encoding::refuse_other_formats(&text)?;
    Ok(text)
}

fn read_zip(bytes: &[u8], limits: &Limits) -> Result<Workbook, SheetError> {
    let mut archive = archive::Archive::open(bytes, limits)?;
    if archive.has("content.xml") {
        return ods::read(&mut archive, limits);
    }
    if archive.has("[Content_Types].xml") && !archive.has("xl/workbook.bin") {
        return xlsx::read(&mut archive, limits);
    }
    exports::read(&mut archive, limits)
}

#[cfg(test)]
mod tests;
