//! Tables as comma-separated values (RFC 4180), one file each. Owns quoting, and that no cell is taken for a formula.

use super::failed;
use collection::{ExportCell, ExportSheet};
use service_kit::ServiceError;
use std::fs::File;
use std::io::{BufWriter, Seek, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The files, one a table.
pub(super) struct CsvFiles {
    mark: bool,
    files: Vec<(String, BufWriter<File>)>,
    line: String,
}

impl CsvFiles {
    pub(super) fn new(mark: bool) -> Self {
        Self { mark, files: Vec::new(), line: String::new() }
    }

    pub(super) fn begin(&mut self, sheets: &[ExportSheet]) -> Result<(), ServiceError> {
        for (sheet, number) in sheets.iter().zip(0..) {
            let mut file = BufWriter::new(tempfile::tempfile().map_err(failed)?);
            if self.mark {
                file.write_all("\u{feff}".as_bytes()).map_err(failed)?;
            }
            self.files.push((sheet.name.clone(), file));
            let heads: Vec<ExportCell> =
                sheet.columns.iter().map(|column| ExportCell::Text(column.heading.clone())).collect();
            self.row(number, &heads)?;
        }
        Ok(())
    }

    pub(super) fn row(&mut self, sheet: usize, cells: &[ExportCell]) -> Result<(), ServiceError> {
        self.line.clear();
        for (cell, place) in cells.iter().zip(0..) {
            if place > 0 {
                self.line.push(',');
            }
            push_cell(&mut self.line, cell);
        }
        self.line.push_str("\r\n");
        match self.files.get_mut(sheet) {
            Some((_, file)) => file.write_all(self.line.as_bytes()).map_err(failed),
            None => Err(failed("a row of no table")),
        }
    }

    pub(super) fn finish(self) -> Result<(File, &'static str, &'static str), ServiceError> {
        let mut files = Vec::with_capacity(self.files.len());
        for (name, file) in self.files {
            files.push((name, file.into_inner().map_err(failed)?));
        }
        if files.len() == 1 {
            let only = files.pop().map(|(_, file)| file).ok_or_else(|| failed("no table"))?;
            return Ok((only, "text/csv; charset=utf-8", "csv"));
        }
        let mut archive = ZipWriter::new(BufWriter::new(tempfile::tempfile().map_err(failed)?));
        for (name, mut file) in files {
            // Two gigabytes and more need the larger form, which every program of this century reads.
            let options = SimpleFileOptions::default().large_file(true);
            archive.start_file(format!("{name}.csv"), options).map_err(failed)?;
            file.rewind().map_err(failed)?;
            std::io::copy(&mut file, &mut archive).map_err(failed)?;
        }
        let file = archive.finish().map_err(failed)?.into_inner().map_err(failed)?;
        Ok((file, "application/zip", "zip"))
    }
}

fn push_cell(line: &mut String, cell: &ExportCell) {
    use std::fmt::Write as _;
    // Writing to a string does not fail.
    let _infallible = match cell {
        ExportCell::Empty => Ok(()),
        ExportCell::Integer(number) => write!(line, "{number}"),
        ExportCell::Decimal(number) => write!(line, "{number}"),
        ExportCell::Date(text) | ExportCell::Text(text) => {
            push_text(line, text);
            Ok(())
        }
    };
}

/// A text that begins like a formula gets an apostrophe, by which spreadsheet programs know a text (OWASP, CSV injection). A number that
/// somebody typed stays one.
fn push_text(line: &mut String, text: &str) {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let is_number = || {
        text.strip_prefix('-').is_some_and(|rest| {
            rest.starts_with(|first: char| first.is_ascii_digit())
                && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        })
    };
    let guard = if is_formula && !is_number() { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r', ';', '\t']) {
        line.push('"');
        line.push_str(guard);
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(guard);
        line.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_stays_a_text_and_a_number_a_number() {
        let text = |text: &str| ExportCell::Text(text.to_owned());
        for (cell, expected) in [
            (text("=HYPERLINK(\"http://x\")"), "\"'=HYPERLINK(\"\"http://x\"\")\""),
            (text("+66 81 234 5678"), "'+66 81 234 5678"),
            (text("@SUM(A1)"), "'@SUM(A1)"),
            (text("-2+3"), "'-2+3"),
            (text("-"), "'-"),
            (text("\t=1"), "\"'\t=1\""),
            (text("\r=1"), "\"'\r=1\""),
            (text("-2.5"), "-2.5"),
            (text("a,b"), "\"a,b\""),
            (text("ก"), "ก"),
            (ExportCell::Integer(-7), "-7"),
            (ExportCell::Decimal(-0.5), "-0.5"),
            (ExportCell::Empty, ""),
        ] {
            let mut line = String::new();
            push_cell(&mut line, &cell);
            assert_eq!(line, expected, "{cell:?}");
        }
    }
}
