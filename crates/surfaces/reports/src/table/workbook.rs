//! Tables as sheets of a workbook, each row written to disk when the next one begins. Owns the limits of the file format: a table longer
//! than a sheet goes on in another, a text longer than a cell is cut.

use super::failed;
use crate::xlsx::fitting;
use collection::{ExportCell, ExportMark, ExportSheet};
use language::{Lang, phrase};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use service_kit::ServiceError;
use std::fs::File;
use std::io::BufWriter;

/// Rows of a sheet, in the file format.
const MOST_ROWS: u32 = 1_048_576;
/// Columns of a sheet.
const MOST_COLUMNS: usize = 16_384;
/// Characters in a sheet's name.
const LONGEST_NAME: usize = 31;

/// The workbook so far.
pub(super) struct Sheets {
    workbook: Workbook,
    tables: Vec<Table>,
    text: Format,
    date: Format,
    heading: Format,
    mark: Option<ExportMark>,
}

struct Table {
    shown: ExportSheet,
    /// The sheet that is written to now.
    at: usize,
    next_row: u32,
    /// How many sheets it has.
    parts: usize,
}

impl Default for Sheets {
    fn default() -> Self {
        Self {
            workbook: Workbook::new(),
            tables: Vec::new(),
            // The quote prefix keeps a text a text even when somebody edits the cell and presses enter.
            text: Format::new().set_quote_prefix(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            heading: Format::new().set_bold().set_quote_prefix(),
            mark: None,
        }
    }
}

impl Sheets {
    /// Puts whose file it is onto every printed sheet and into the file's properties, and a sheet about it at the end.
    pub(super) fn mark(&mut self, mark: &ExportMark) {
        let line = [&mark.number, &mark.agency, &mark.by, &mark.on, &mark.purpose].map(String::as_str).join(" · ");
        self.workbook
            .set_properties(&DocProperties::new().set_title(&mark.number).set_comment(&line).set_author(&mark.by));
        self.mark = Some(mark.clone());
    }

    fn about(&mut self) -> Result<(), ServiceError> {
        let Some(mark) = self.mark.clone() else { return Ok(()) };
        let taken: Vec<String> = self.workbook.worksheets().iter().map(|sheet| sheet.name().to_lowercase()).collect();
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(free_name(&mark.number, 1, &taken)).map_err(failed)?;
        let lines = [
            ("reports-export-number", &mark.number),
            ("reports-export-agency", &mark.agency),
            ("reports-export-by", &mark.by),
            ("reports-export-on", &mark.on),
            ("reports-export-purpose", &mark.purpose),
        ];
        for ((key, value), row) in lines.into_iter().zip(0..) {
            let label = format!("{} / {}", phrase(Lang::En, key), phrase(Lang::Th, key));
            sheet.write_string_with_format(row, 0, label, &self.heading).map_err(failed)?;
            sheet.write_string_with_format(row, 1, fitting(value), &self.text).map_err(failed)?;
        }
        Ok(())
    }

    pub(super) fn begin(&mut self, sheets: &[ExportSheet]) -> Result<(), ServiceError> {
        for sheet in sheets {
            if sheet.columns.len() > MOST_COLUMNS {
                return Err(failed(format!("a table has more than {MOST_COLUMNS} columns; export it as CSV")));
            }
            self.tables.push(Table { shown: sheet.clone(), at: 0, next_row: 0, parts: 0 });
            self.another(self.tables.len() - 1)?;
        }
        Ok(())
    }

    /// A new sheet for a table, with its headings.
    fn another(&mut self, table: usize) -> Result<(), ServiceError> {
        let at = self.workbook.worksheets().len();
        let taken: Vec<String> = self.workbook.worksheets().iter().map(|sheet| sheet.name().to_lowercase()).collect();
        let table = self.tables.get_mut(table).ok_or_else(|| failed("a row of no table"))?;
        table.parts += 1;
        let name = free_name(&table.shown.name, table.parts, &taken);
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        if let Some(mark) = &self.mark {
            let plain = |text: &str| text.replace('&', "&&");
            sheet.set_header(format!("&C{} · {}", plain(&mark.number), plain(&mark.agency)));
            sheet.set_footer(format!("&C{} · {} · {}", plain(&mark.by), mark.on, mark.purpose));
        }
        for (column, place) in table.shown.columns.iter().zip(0..) {
            let heading = fitting(&column.heading);
            sheet.write_string_with_format(0, place, heading, &self.heading).map_err(failed)?;
        }
        (table.at, table.next_row) = (at, 1);
        Ok(())
    }

    pub(super) fn row(&mut self, sheet: usize, cells: &[ExportCell]) -> Result<(), ServiceError> {
        if self.tables.get(sheet).is_some_and(|table| table.next_row >= MOST_ROWS) {
            self.another(sheet)?;
        }
        let table = self.tables.get_mut(sheet).ok_or_else(|| failed("a row of no table"))?;
        let written = self.workbook.worksheet_from_index(table.at).map_err(failed)?;
        for (cell, column) in cells.iter().zip(0..) {
            write(written, table.next_row, column, cell, &self.text, &self.date)?;
        }
        table.next_row += 1;
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(File, &'static str, &'static str), ServiceError> {
        self.about()?;
        let mut file = BufWriter::new(tempfile::tempfile().map_err(failed)?);
        self.workbook.save_to_writer(&mut file).map_err(failed)?;
        let file = file.into_inner().map_err(failed)?;
        Ok((file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"))
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &ExportCell,
    text_format: &Format,
    date_format: &Format,
) -> Result<(), ServiceError> {
    match cell {
        ExportCell::Empty => {}
        ExportCell::Text(text) => {
            sheet.write_string_with_format(row, column, fitting(text), text_format).map_err(failed)?;
        }
        // A cell holds a double: a longer whole number would lose its last digits.
        ExportCell::Integer(number) if number.unsigned_abs() > 1 << 53 => {
            sheet.write_string_with_format(row, column, number.to_string(), text_format).map_err(failed)?;
        }
        ExportCell::Integer(number) => {
            sheet.write_number(row, column, *number as f64).map_err(failed)?;
        }
        ExportCell::Decimal(number) => {
            sheet.write_number(row, column, *number).map_err(failed)?;
        }
        // Days before 1900 are none in the file format.
        ExportCell::Date(day) => match ExcelDateTime::parse_from_str(day) {
            Ok(date) => {
                sheet.write_datetime_with_format(row, column, &date, date_format).map_err(failed)?;
            }
            Err(_) => {
                sheet.write_string_with_format(row, column, day, text_format).map_err(failed)?;
            }
        },
    }
    Ok(())
}

/// A name that the file format takes and that no other sheet has.
fn free_name(wanted: &str, part: usize, taken: &[String]) -> String {
    let plain: String = wanted.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).collect();
    let numbered = |number: usize| {
        let end = if number > 1 { format!(" {number}") } else { String::new() };
        let start: String = plain.chars().take(LONGEST_NAME - end.len()).collect();
        format!("{start}{end}")
    };
    let mut names = (part..).map(numbered).filter(|name| !taken.contains(&name.to_lowercase()));
    names.next().unwrap_or_default()
}
