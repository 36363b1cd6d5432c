//! Workbooks of a spreadsheet program as tables: what each kind of cell says as text, and where people's notes begin.

use crate::{Layout, Tables};
use jiff::civil::Time;
use sheets::{Row, Sheet, Value, Workbook};

/// After so many blank rows, the rest of a sheet is somebody's notes.
const BLANK_ROWS: usize = 60;

/// After so many blank headings, the rest of a row is somebody's notes.
const BLANK_HEADINGS: usize = 20;

/// The tables of a workbook.
pub fn read_workbook(workbook: &Workbook) -> Tables {
    let mut tables = Tables { layout: Layout::Workbook, ..Tables::default() };
    for sheet in &workbook.sheets {
        let columns = sheet.rows.first().map_or(0, columns_before_notes);
        let rows = before_notes(&sheet.rows).map(|row| (row.number as usize, cells(sheet, row, columns)));
        tables.add_sheet(&sheet.name, rows);
    }
    tables
}

fn before_notes(rows: &[Row]) -> impl Iterator<Item = &Row> {
    let mut last = rows.first().map_or(0, |row| row.number as usize);
    rows.iter().take_while(move |row| {
        let gap = (row.number as usize).saturating_sub(last + 1);
        last = row.number as usize;
        gap <= BLANK_ROWS
    })
}

/// How many columns belong to the table under this header.
fn columns_before_notes(header: &Row) -> usize {
    let mut end = 0;
    for column in header.cells.iter().map(|cell| cell.column as usize) {
        if column.saturating_sub(end) > BLANK_HEADINGS {
            break;
        }
        end = column + 1;
    }
    end
}

fn cells(sheet: &Sheet, row: &Row, columns: usize) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    for cell in row.cells.iter().filter(|cell| (cell.column as usize) < columns) {
        cells.resize(cell.column as usize, String::new());
        cells.push(text(&cell.value, || sheet.time(row.number, cell.column)));
    }
    cells
}

/// What a cell says. A date has its time of day, as pyxform writes it; spaces that do not break are spaces.
fn text(value: &Value, time: impl Fn() -> Option<Time>) -> String {
    match value {
        Value::Date(date) => format!("{date} {}", time_text(time().unwrap_or(Time::midnight()))),
        Value::Number(number) if (0.0..1.0).contains(number) => time().map_or_else(|| number_text(*number), time_text),
        Value::Number(number) => number_text(*number),
        Value::Text(text) if text.contains('\u{a0}') => text.replace('\u{a0}', " "),
        other => other.shown(),
    }
}

fn time_text(time: Time) -> String {
    let (hour, minute, second, milli) = (time.hour(), time.minute(), time.second(), time.millisecond());
    let fraction = if milli == 0 { String::new() } else { format!(".{milli:03}000") };
    format!("{hour:02}:{minute:02}:{second:02}{fraction}")
}

/// Small fractions are written with an exponent, as they are in expressions elsewhere.
fn number_text(number: f64) -> String {
    if number != 0.0 && number.abs() < 1e-4 {
        let text = format!("{number:e}");
        return match text.split_once("e-") {
            Some((digits, exponent)) if exponent.len() == 1 => format!("{digits}e-0{exponent}"),
            _ => text,
        };
    }
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sheets::Cell;

    fn row(number: u32, cells: &[(u32, &str)]) -> Row {
        let cells = cells.iter().map(|(column, text)| Cell { column: *column, value: Value::Text((*text).into()) });
        Row { number, cells: cells.collect() }
    }

    #[test]
    fn notes_beside_and_below_a_table_are_left_out() {
        let rows = vec![
            row(1, &[(0, "type"), (2, "name"), (30, "notes")]),
            row(3, &[(0, "text"), (2, "a\u{a0}b"), (30, "remember")]),
            row(64, &[(0, "note"), (2, "c")]),
            row(126, &[(0, "old"), (2, "d")]),
        ];
        let workbook =
            Workbook { sheets: vec![Sheet { name: "survey".into(), rows, ..Sheet::default() }], ..Workbook::default() };
        let tables = read_workbook(&workbook);
        let sheet = tables.sheet("survey").expect("a survey");
        assert_eq!(sheet.header, ["type", "", "name"]);
        let names: Vec<_> = sheet.rows.iter().map(|row| (row.number, row.cell(2))).collect();
        assert_eq!(names, [(3, "a b"), (64, "c")]);
    }

    #[test]
    fn dates_and_times_are_written_as_pyxform_does() {
        let date = Value::Date(jiff::civil::date(2012, 12, 12));
        let half_past_nine = || Some(jiff::civil::time(9, 30, 0, 500_000_000));
        assert_eq!(text(&date, || None), "2012-12-12 00:00:00");
        assert_eq!(text(&date, half_past_nine), "2012-12-12 09:30:00.500000");
        assert_eq!(text(&Value::Number(0.5), || Some(jiff::civil::time(12, 0, 0, 0))), "12:00:00");
        assert_eq!(text(&Value::Number(0.5), || None), "0.5");
    }

    #[test]
    fn numbers_are_written_as_people_type_them() {
        for (number, expected) in [
            (1.0, "1"),
            (2.5, "2.5"),
            (-3.0, "-3"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1e21, "1000000000000000000000"),
        ] {
            assert_eq!(number_text(number), expected);
        }
    }
}
