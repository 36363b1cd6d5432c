//! One sheet: headings that stay in view, columns wide enough, cells by kind. Owns how a date, a number, an amount and a text look
//! in a cell; not which there are.

use crate::ReportError;
use language::{Lang, Text, phrase};
use programmes::report::{Date, Measured, Missing, Money};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Heading(String),
    Text(String),
    Number(f64),
    Money(Money),
    Date(Date),
}

impl Cell {
    pub(super) fn text(text: &Text, lang: Lang) -> Self {
        Self::Text(text.get(lang).to_owned())
    }

    /// A number, or the word for why there is none: an empty cell would be read as nought.
    pub(super) fn measured(value: Measured, lang: Lang) -> Self {
        match value {
            Measured::Number(number) if number.is_finite() => Self::Number(number),
            Measured::Missing(Missing::Withheld) => Self::Text(phrase(lang, "reports-withheld")),
            Measured::Number(_) | Measured::Missing(Missing::Unknown) => Self::Text(phrase(lang, "reports-unknown")),
        }
    }
}

/// A column's heading and its width in characters.
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) width: f64,
}

/// The looks of cells.
pub(super) struct Formats {
    heading: Format,
    text: Format,
    whole: Format,
    fraction: Format,
    money: Format,
    date: Format,
}

impl Formats {
    pub(super) fn new(lang: Lang) -> Self {
        let base = || Format::new().set_font_name("Noto Sans").set_font_size(10).set_align(FormatAlign::Top);
        // [$-107041E]: Thai month names and Buddhist years in ASCII digits; the date beneath stays a Gregorian day number.
        let date = if lang == Lang::Th { "[$-107041E]d mmm yyyy" } else { "d mmm yyyy" };
        let river = Color::RGB(0x000C_5560);
        Self {
            heading: base()
                .set_bold()
                .set_font_color(river)
                .set_background_color(Color::RGB(0x00F7_F1E6))
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(river)
                .set_text_wrap(),
            // The quote prefix keeps a text a text even when somebody edits the cell and presses enter.
            text: base().set_text_wrap().set_quote_prefix(),
            whole: base().set_num_format("#,##0"),
            fraction: base().set_num_format("#,##0.0#"),
            money: base().set_num_format("#,##0.00"),
            date: base().set_num_format(date).set_align(FormatAlign::Left),
        }
    }
}

/// The most characters that a cell holds in the file format.
const MOST_CHARACTERS: usize = 32_767;

/// Fills a sheet: headings in the first row, frozen and filterable, then the rows. Headings that are all empty are left out.
pub(super) fn write_sheet(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[Column],
    rows: &[Vec<Cell>],
    formats: &Formats,
) -> Result<(), ReportError> {
    sheet.set_name(name)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (index, column) in (0..).zip(columns) {
        sheet.set_column_width(index, column.width)?;
    }
    let has_headings = columns.iter().any(|column| !column.heading.is_empty());
    if has_headings {
        for (index, column) in (0..).zip(columns) {
            sheet.write_string_with_format(0, index, &column.heading, &formats.heading)?;
        }
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    }
    let first = u32::from(has_headings);
    for (row, cells) in (first..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, row, column, cell, formats)?;
        }
    }
    let (last_row, last_column) = (first as usize + rows.len(), columns.len());
    if has_headings && !rows.is_empty() {
        sheet.autofilter(0, 0, to_row(last_row - 1), to_column(last_column - 1))?;
    }
    Ok(())
}

fn to_row(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn to_column(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, formats: &Formats) -> Result<(), ReportError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) if text.is_empty() => {}
        Cell::Heading(text) => drop(sheet.write_string_with_format(row, column, fitting(text), &formats.heading)?),
        Cell::Text(text) => drop(sheet.write_string_with_format(row, column, fitting(text), &formats.text)?),
        Cell::Number(number) => {
            // One format for both would write a whole number with a point behind it: "21.".
            let format = if number.fract() == 0.0 { &formats.whole } else { &formats.fraction };
            sheet.write_number_with_format(row, column, *number, format)?;
        }
        // A spreadsheet has no exact decimals: cells hold a double, which is exact to the cent up to 90 trillion.
        Cell::Money(money) => drop(sheet.write_number_with_format(row, column, as_number(*money), &formats.money)?),
        Cell::Date(date) => write_date(sheet, row, column, *date, formats)?,
    }
    Ok(())
}

fn as_number(money: Money) -> f64 {
    money.decimal().parse().unwrap_or_default()
}

/// The format counts days from 1900: an earlier date is written as text.
fn write_date(sheet: &mut Worksheet, row: u32, column: u16, date: Date, formats: &Formats) -> Result<(), ReportError> {
    let serial = u16::try_from(date.year())
        .ok()
        .and_then(|year| ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok());
    match serial {
        Some(serial) => sheet.write_datetime_with_format(row, column, &serial, &formats.date)?,
        None => sheet.write_string_with_format(row, column, date.to_string(), &formats.text)?,
    };
    Ok(())
}

/// The text without control characters, cut to what a cell holds.
pub(crate) fn fitting(text: &str) -> String {
    text.chars().filter(|character| !character.is_control() || *character == '\n').take(MOST_CHARACTERS).collect()
}

impl From<XlsxError> for ReportError {
    fn from(error: XlsxError) -> Self {
        Self::Spreadsheet(error.to_string())
    }
}
