//! Lists as files, read again by other programs' rules: cells keep their kind, repeats their keys, and nothing becomes a formula.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test whose file cannot be read should stop")]

use calamine::{Data, Reader, Xlsx};
use collection::{ExportCell, ExportColumn, ExportSheet, Receiver};
use reports::table::{Format, TableFile};
use std::io::Cursor;

fn sheet(name: &str, columns: &[&str]) -> ExportSheet {
    let column = |name: &&str| ExportColumn { name: (*name).to_owned(), heading: format!("{name}?") };
    ExportSheet { name: name.to_owned(), columns: columns.iter().map(column).collect() }
}

fn text(text: &str) -> ExportCell {
    ExportCell::Text(text.to_owned())
}

fn made(format: Format, with_rows: bool) -> (Vec<u8>, &'static str) {
    let mut table = TableFile::new(format);
    let mut sheets = vec![sheet("visit", &["id", "said", "many", "day"])];
    sheets.extend(with_rows.then(|| sheet("child", &["key", "parent_key"])));
    table.begin(&sheets).unwrap();
    let day = |day: &str| ExportCell::Date(day.to_owned());
    let hostile = [text("r1"), text("=1+1"), ExportCell::Integer(-7), day("2019-07-04")];
    table.row(0, &hostile).unwrap();
    if with_rows {
        table.row(1, &[text("r1/child[1]"), text("r1")]).unwrap();
    }
    table.row(0, &[text("r2"), text("ไทย, \"x\""), ExportCell::Empty, day("1862-01-01")]).unwrap();
    let file = table.finish().unwrap();
    let extension = file.extension;
    (file.flat_map(Result::unwrap).collect(), extension)
}

#[test]
fn a_workbook_keeps_texts_texts_and_numbers_numbers() {
    let (bytes, extension) = made(Format::Xlsx, true);
    assert_eq!(extension, "xlsx");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["visit", "child"]);
    let visits = book.worksheet_range("visit").unwrap();
    let rows: Vec<_> = visits.rows().collect();
    assert_eq!(rows[0][1], Data::String("said?".into()));
    assert_eq!((&rows[1][1], &rows[1][2]), (&Data::String("=1+1".into()), &Data::Float(-7.0)));
    assert!(matches!(rows[1][3], Data::DateTime(_)), "{:?}", rows[1][3]);
    assert_eq!(rows[2][3], Data::String("1862-01-01".into()), "before the days that the format knows");
    assert!(book.worksheet_formula("visit").unwrap().rows().flatten().all(String::is_empty));
    assert_eq!(book.worksheet_range("child").unwrap().rows().count(), 2);
}

#[test]
fn one_table_is_a_text_and_several_are_an_archive_of_texts() {
    let (bytes, extension) = made(Format::Csv { byte_order_mark: true }, false);
    let expected = "\u{feff}id?,said?,many?,day?\r\nr1,'=1+1,-7,2019-07-04\r\nr2,\"ไทย, \"\"x\"\"\",,1862-01-01\r\n";
    assert_eq!((String::from_utf8(bytes).unwrap().as_str(), extension), (expected, "csv"));
    let (bytes, extension) = made(Format::Csv { byte_order_mark: false }, true);
    assert_eq!(extension, "zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(archive.len(), 2);
    let child = std::io::read_to_string(archive.by_name("child.csv").unwrap()).unwrap();
    assert_eq!(child, "key?,parent_key?\r\nr1/child[1],r1\r\n");
}

#[test]
fn json_holds_rows_in_their_record() {
    let (bytes, _) = made(Format::Json, true);
    let read: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let expected = serde_json::json!([
        { "id": "r1", "said": "=1+1", "many": -7, "day": "2019-07-04",
          "repeats": { "child": [{ "key": "r1/child[1]", "parent_key": "r1" }] } },
        { "id": "r2", "said": "ไทย, \"x\"", "day": "1862-01-01" },
    ]);
    assert_eq!(read, expected);
    let mut empty = TableFile::new(Format::Json);
    empty.begin(&[sheet("visit", &["id"])]).unwrap();
    let bytes: Vec<u8> = empty.finish().unwrap().flat_map(Result::unwrap).collect();
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&bytes).unwrap(), serde_json::json!([]));
}
