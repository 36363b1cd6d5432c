//! Old binary workbooks (BIFF in a compound file, as Excel 97 to 2003 saved them). Calamine reads them; this module first walks the
//! records itself, because calamine gives room to the whole rectangle between the outermost cells of a sheet.

use crate::build::Builder;
use crate::error::Excess;
use crate::serial::date_from_serial;
use crate::{Area, Limits, SheetError, Value, Workbook};
use calamine::{Data, Reader, SheetVisible, Xls};
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How a compound file begins ([MS-CFB] 2.2).
pub(crate) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Records that begin with row and column of a cell ([MS-XLS] 2.4): FORMULA, MULRK, MULBLANK, LABELSST, BLANK, NUMBER, LABEL, BOOLERR, RK,
/// and the forms of FORMULA, LABEL and others that older versions wrote.
const CELL_RECORDS: [u16; 14] =
    [0x0006, 0x00BD, 0x00BE, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0206, 0x0406, 0x0001, 0x0003, 0x0004];
/// Those among them that hold several cells of a row: MULRK and MULBLANK.
const SEVERAL_CELLS: [u16; 2] = [0x00BD, 0x00BE];
const BEGINNING: u16 = 0x0809;
const FILE_PASS: u16 = 0x002F;
const DIMENSIONS: u16 = 0x0200;

/// Room for cells of one workbook that calamine may be asked to give; one cell takes about 32 bytes.
const MOST_ROOM: u64 = 8_000_000;

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, SheetError> {
    let stream = workbook_stream(bytes, limits)?;
    check_records(&stream)?;
    // Calamine has panicked on damaged files before; a damaged file is an error here, not the end of the process.
    catch_unwind(AssertUnwindSafe(|| convert(bytes, limits)))
        .unwrap_or_else(|_| Err(SheetError::damaged("the old workbook cannot be followed")))
}

fn workbook_stream(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, SheetError> {
    let mut file =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| SheetError::damaged(error.to_string()))?;
    if file.is_stream("/EncryptedPackage") {
        return Err(SheetError::Encrypted);
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)).ok_or(SheetError::UnknownFormat)?;
    let stream = file.open_stream(name).map_err(|error| SheetError::damaged(error.to_string()))?;
    let mut contents = Vec::new();
    let most = limits.file_bytes.min(bytes.len() as u64);
    stream.take(most).read_to_end(&mut contents).map_err(|error| SheetError::damaged(error.to_string()))?;
    Ok(contents)
}

/// Walks the records: refuses encryption, and sheets whose outermost cells span more room than a register needs.
fn check_records(stream: &[u8]) -> Result<(), SheetError> {
    let mut room = 0_u64;
    let mut span: Option<Area> = None;
    let mut rest = stream;
    while let Some((header, after)) = rest.split_at_checked(4) {
        let &[kind_low, kind_high, length_low, length_high] = header else { break };
        let kind = u16::from_le_bytes([kind_low, kind_high]);
        let length = usize::from(u16::from_le_bytes([length_low, length_high]));
        let Some((body, next)) = after.split_at_checked(length) else { break };
        match kind {
            FILE_PASS => return Err(SheetError::Encrypted),
            BEGINNING => {
                room += room_of(span.take());
                Excess::Cells.check(room, MOST_ROOM)?;
            }
            DIMENSIONS => Excess::Cells.check(claimed_room(body), MOST_ROOM)?,
            _ if CELL_RECORDS.contains(&kind) => span = widen(span, body, SEVERAL_CELLS.contains(&kind)),
            _ => {}
        }
        rest = next;
    }
    Excess::Cells.check(room + room_of(span), MOST_ROOM)
}

/// Widens the span by the cells of a record; a record of several cells ends with the last column.
fn widen(span: Option<Area>, body: &[u8], several: bool) -> Option<Area> {
    let &[row_low, row_high, column_low, column_high, ..] = body else { return span };
    let last_column = match body {
        &[.., low, high] if several => u32::from(u16::from_le_bytes([low, high])),
        _ => 0,
    };
    let row = u32::from(u16::from_le_bytes([row_low, row_high]));
    let column = u32::from(u16::from_le_bytes([column_low, column_high]));
    let area = span.unwrap_or(Area { first_row: row, last_row: row, first_column: column, last_column: column });
    Some(Area {
        first_row: area.first_row.min(row),
        last_row: area.last_row.max(row),
        first_column: area.first_column.min(column),
        last_column: area.last_column.max(column).max(last_column),
    })
}

/// The room that a sheet says its cells take ([MS-XLS] 2.4.90; rows as 32 bits, in older versions as 16): calamine reserves it before
/// it has seen a cell. Ends are exclusive; a sheet without cells claims none.
fn claimed_room(body: &[u8]) -> u64 {
    let spans = match *body {
        [a, b, c, d, e, f, g, h, _, _] => [[a, b, 0, 0], [c, d, 0, 0], [e, f, 0, 0], [g, h, 0, 0]],
        [a, b, c, d, e, f, g, h, i, j, k, l, _, _, ..] => [[a, b, c, d], [e, f, g, h], [i, j, 0, 0], [k, l, 0, 0]],
        _ => return 0,
    };
    let [first_row, end_row, _, end_column] = spans.map(|bytes| u64::from(u32::from_le_bytes(bytes)));
    match end_row.checked_sub(first_row) {
        _ if end_row == 0 || end_column == 0 => 0,
        // Calamine's sum would wrap around.
        None | Some(0) => u64::MAX,
        // It may also take the first column for 0.
        Some(rows) => rows.saturating_mul(end_column),
    }
}

fn room_of(span: Option<Area>) -> u64 {
    span.map_or(0, |area| {
        u64::from(area.last_row - area.first_row + 1) * u64::from(area.last_column - area.first_column + 1)
    })
}

fn convert(bytes: &[u8], limits: &Limits) -> Result<Workbook, SheetError> {
    let mut xls = Xls::new(Cursor::new(bytes)).map_err(|error| SheetError::damaged(error.to_string()))?;
    let from_1904 = xls.has_1904_epoch();
    let mut builder = Builder::new(limits, from_1904);
    for sheet in xls.sheets_metadata().to_vec() {
        let Ok(range) = xls.worksheet_range(&sheet.name) else { continue };
        builder.begin_sheet(&sheet.name, sheet.visible != SheetVisible::Visible)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let (row, column) = (position(row, first_row), position(column, first_column));
            if let Some(value) = value(data, from_1904) {
                builder.put(row + 1, column, value)?;
                if let Data::DateTime(moment) = data {
                    builder.note_time(row + 1, column, Some(moment.as_f64()));
                }
            }
        }
        for area in xls.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default() {
            builder.merge(Area {
                first_row: area.start.0 + 1,
                last_row: area.end.0 + 1,
                first_column: area.start.1,
                last_column: area.end.1,
            })?;
        }
        builder.end_sheet();
    }
    builder.finish()
}

/// BIFF rows and columns fit in 16 bits, so the sum fits in 32.
fn position(offset: usize, first: u32) -> u32 {
    u32::try_from(offset).unwrap_or_default().saturating_add(first)
}

fn value(data: &Data, from_1904: bool) -> Option<Value> {
    match data {
        Data::Empty => None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Some(Value::Text(text.clone())),
        Data::Float(number) => Some(Value::Number(*number)),
        #[allow(clippy::cast_precision_loss)]
        Data::Int(number) => Some(Value::Number(*number as f64)),
        Data::Bool(yes) => Some(Value::Bool(*yes)),
        Data::DateTime(moment) => {
            let serial = moment.as_f64();
            Some(date_from_serial(serial, from_1904).map_or(Value::Number(serial), Value::Date))
        }
        Data::Error(error) => Some(Value::Error(error.to_string())),
    }
}
