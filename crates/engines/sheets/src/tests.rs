//! Workbooks made for the purpose, friendly and hostile, read through the crate's one door.

use super::*;
use crate::error::Excess;
use jiff::civil::date;
use rust_xlsxwriter::{Format, Formula, Workbook as Written};
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

fn limits() -> Limits {
    Limits::default()
}

pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("entry");
        zip.write_all(text.as_bytes()).expect("writes");
    }
    zip.finish().expect("zip").into_inner()
}

const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");
const MAIN: (&str, &str) = (
    "xl/workbook.xml",
    r#"<workbook xmlns:r="r"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
);
const RELATIONS: (&str, &str) = (
    "xl/_rels/workbook.xml.rels",
    r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
       <Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
);

fn xlsx_with(sheet: &str) -> Vec<u8> {
    zipped(&[TYPES, MAIN, RELATIONS, ("xl/worksheets/sheet1.xml", sheet)])
}

fn ods_with(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

fn number(value: f64) -> Option<Value> {
    Some(Value::Number(value))
}

fn text(value: &str) -> Option<Value> {
    Some(Value::Text(value.to_owned()))
}

#[test]
fn files_of_a_zip_come_without_their_folders() {
    let zip = zipped(&[
        ("visit/form.md", "form"),
        ("visit/", ""),
        ("visit/Towns.csv", "A"),
        ("towns.csv", "a"),
        ("../../etc/evil.csv", "e"),
        ("__MACOSX/visit/._form.md", "x"),
        (".DS_Store", "x"),
    ]);
    let files = unpack(&zip, &limits()).expect("a zip");
    let found: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let expected: [(&str, &[u8]); 4] =
        [("form.md", b"form"), ("Towns.csv", b"A"), ("towns.csv", b"a"), ("evil.csv", b"e")];
    assert_eq!(found, expected);
    let few = Limits { zip_entries: 3, ..limits() };
    let small = Limits { unpacked_bytes: 4, ..limits() };
    for limits in [few, small] {
        assert!(matches!(unpack(&zip, &limits), Err(SheetError::TooMuch { .. })));
    }
    assert!(unpack(b"no zip", &limits()).is_err());
}

#[test]
fn an_xlsx_workbook_is_read_with_types_merges_and_hidden_sheets() {
    let mut written = Written::new();
    let sheet = written.add_worksheet();
    sheet.set_name("กิจกรรม").expect("name");
    let day = Format::new().set_num_format("[$-107041E]d mmm yy;@");
    sheet.merge_range(0, 0, 0, 3, "ทะเบียน", &Format::new()).expect("merge");
    sheet.write(4, 1, 296).expect("number");
    sheet.write_with_format(4, 2, 43_650.5, &day).expect("date");
    sheet.write(4, 3, true).expect("bool");
    sheet.write_formula(5, 1, Formula::new("=SUM(B5)").set_result("296")).expect("formula");
    sheet.write(5, 2, "  ").expect("blank");
    sheet.write_blank(900_000, 16_000, &day).expect("formatted only");
    written.add_worksheet().set_name("Lists").expect("name").set_hidden(true);
    let workbook = read(&written.save_to_buffer().expect("saves"), "x.xlsx", &limits()).expect("reads");
    assert_eq!(
        workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect::<Vec<_>>(),
        [("กิจกรรม", false), ("Lists", true)]
    );
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 5, 6]);
    assert_eq!(sheet.value(1, 0), text("ทะเบียน").as_ref());
    assert_eq!(sheet.value(5, 1), number(296.0).as_ref());
    assert_eq!(sheet.value(5, 2), Some(&Value::Date(date(2019, 7, 4))));
    assert_eq!(sheet.value(5, 3), Some(&Value::Bool(true)));
    assert_eq!(sheet.value(6, 1), number(296.0).as_ref());
    assert_eq!(sheet.value(6, 2), None);
    assert_eq!(sheet.merged, [Area { first_row: 1, last_row: 1, first_column: 0, last_column: 3 }]);
}

#[test]
fn an_ods_workbook_is_read_with_repeats_spans_and_comments() {
    let workbook = read(
        &ods_with(
            r#"<table:table table:name="กิจกรรม">
              <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
              <table:table-row>
                <table:table-cell table:number-columns-spanned="2" office:value-type="string"><office:annotation><text:p>no</text:p></office:annotation><text:p>จำนวน<text:s/>ผู้เข้าร่วม</text:p><text:p>(คน)</text:p></table:table-cell>
                <table:covered-table-cell/>
                <table:table-cell office:value-type="date" office:date-value="2019-07-04T00:00:00"><text:p>4 ก.ค. 62</text:p></table:table-cell>
              </table:table-row>
              <table:table-row table:number-rows-repeated="2">
                <table:table-cell office:value-type="float" office:value="296" table:number-columns-repeated="2"><text:p>296</text:p></table:table-cell>
              </table:table-row>
              <table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            </table:table>"#,
        ),
        "x.ods",
        &limits(),
    )
    .expect("reads");
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.value(3, 0), text("จำนวน ผู้เข้าร่วม\n(คน)").as_ref());
    assert_eq!(sheet.value(3, 2), Some(&Value::Date(date(2019, 7, 4))));
    assert_eq!(sheet.merged, [Area { first_row: 3, last_row: 3, first_column: 0, last_column: 1 }]);
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 4, 5]);
    assert_eq!((sheet.value(4, 0), sheet.value(5, 1)), (number(296.0).as_ref(), number(296.0).as_ref()));
}

#[test]
fn a_formula_without_its_result_is_told_from_an_empty_cell() {
    let cells = r#"<c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>1+1</f><v>2</v></c>"#;
    let bytes = xlsx_with(&format!(r#"<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>"#));
    let workbook = read(&bytes, "x.xlsx", &limits()).expect("reads");
    let found = |column| workbook.sheets[0].value(1, column);
    assert_eq!([0, 1, 2].map(found), [Some(&Value::Uncalculated), Some(&Value::Uncalculated), None]);
    assert_eq!(found(3), number(2.0).as_ref());
    let table = r#"<table:table table:name="a"><table:table-row><table:table-cell table:formula="of:=1+1"/></table:table-row></table:table>"#;
    let workbook = read(&ods_with(table), "x.ods", &limits()).expect("reads");
    assert_eq!(workbook.sheets[0].value(1, 0), Some(&Value::Uncalculated));
}

#[test]
fn files_that_are_no_workbook_say_so() {
    for (bytes, expected) in [
        (Vec::new(), SheetError::Empty),
        (b"%PDF-1.7".to_vec(), SheetError::Other(OtherFormat::Pdf)),
        (zipped(&[("photo.jpg", "x")]), SheetError::UnknownFormat),
        (zipped(&[TYPES, ("word/document.xml", "<w/>")]), SheetError::UnknownFormat),
        (
            zipped(&[("content.xml", "<office:document-content><office:text/></office:document-content>")]),
            SheetError::UnknownFormat,
        ),
        (b"PK\x03\x04 and nothing more".to_vec(), SheetError::damaged("no end of central directory")),
    ] {
        assert_eq!(read(&bytes, "x.xlsx", &limits()), Err(expected));
    }
    let truncated_old = [xls::MAGIC.as_slice(), &[0; 600]].concat();
    assert!(matches!(read(&truncated_old, "x.xls", &limits()), Err(SheetError::Damaged(_))));
}

#[test]
fn protected_workbooks_say_so() {
    let mut office = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("creates");
    office.create_stream("/EncryptedPackage").expect("stream").write_all(&[1; 64]).expect("writes");
    let office = office.into_inner().into_inner();
    let ods = zipped(&[
        (
            "META-INF/manifest.xml",
            "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
        ),
        ("content.xml", "not xml at all"),
    ]);
    let mut old = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("creates");
    old.create_stream("/Workbook")
        .expect("stream")
        .write_all(&[0x09, 0x08, 0, 0, 0x2F, 0, 2, 0, 0, 0])
        .expect("writes");
    let old = old.into_inner().into_inner();
    for bytes in [office, ods, old] {
        assert_eq!(read(&bytes, "x", &limits()), Err(SheetError::Encrypted));
    }
}

#[test]
fn a_file_cut_off_anywhere_is_an_error_or_whole() {
    let whole = xlsx_with(r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#);
    for length in (4..whole.len()).step_by(7) {
        assert!(read(&whole[..length], "x.xlsx", &limits()).is_err(), "{length}");
    }
    let ods = zipped(&[("content.xml", "<d><office:spreadsheet><table:table table:name='a'><table:table-row>")]);
    assert!(matches!(read(&ods, "x.ods", &limits()), Err(SheetError::Damaged(_))));
    let xlsx = xlsx_with("<worksheet><sheetData><row r='1'><c r='A1'><v>1");
    assert!(matches!(read(&xlsx, "x.xlsx", &limits()), Err(SheetError::Damaged(_))));
}

#[test]
fn entity_tricks_are_refused() {
    let sheets = [
        r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData/></worksheet>"#,
        r#"<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet><sheetData/></worksheet>"#,
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&lol;</v></c></row></sheetData></worksheet>"#,
    ];
    for sheet in sheets {
        assert!(matches!(read(&xlsx_with(sheet), "x.xlsx", &limits()), Err(SheetError::Damaged(_))), "{sheet}");
    }
}

fn too_much(excess: Excess, allowed: u64) -> Result<Workbook, SheetError> {
    Err(SheetError::TooMuch { excess, allowed })
}

/// Each limit is tried one below, at, and one above what the file needs.
#[test]
fn limits_hold_to_the_unit() {
    let cell = |name: &str| format!(r#"<c r="{name}" t="str"><v>abcde</v></c>"#);
    let bytes = xlsx_with(&format!(
        r#"<worksheet><sheetData><row r="1">{}{}</row><row r="9">{}</row></sheetData></worksheet>"#,
        cell("A1"),
        cell("G1"),
        cell("A9")
    ));
    let unpacked = [TYPES.1, MAIN.1, RELATIONS.1].iter().map(|part| part.len() as u64).sum::<u64>();
    let sheet_length = 1_u64 + {
        let archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("zip");
        let total = archive.decompressed_size().expect("sizes");
        u64::try_from(total).expect("fits") - unpacked - 1
    };
    type Set = fn(&mut Limits, u64);
    let cases: [(Excess, u64, Set); 9] = [
        (Excess::FileBytes, bytes.len() as u64, |limits, value| limits.file_bytes = value),
        (Excess::ZipEntries, 4, |limits, value| limits.zip_entries = value),
        (Excess::UnpackedBytes, unpacked + sheet_length, |limits, value| limits.unpacked_bytes = value),
        (Excess::Rows, 2, |limits, value| limits.rows = value),
        (Excess::Columns, 7, |limits, value| limits.columns = value),
        (Excess::Cells, 3, |limits, value| limits.cells = value),
        (Excess::CellLength, 5, |limits, value| limits.cell_length = value),
        (Excess::TextBytes, 15, |limits, value| limits.text_bytes = value),
        (Excess::XmlDepth, 5, |limits, value| limits.xml_depth = value),
    ];
    for (excess, needed, set) in cases {
        for allowed in [needed - 1, needed, needed + 1] {
            let mut limits = limits();
            set(&mut limits, allowed);
            let found = read(&bytes, "x.xlsx", &limits);
            if allowed < needed {
                let found = match found {
                    Err(SheetError::TooMuchAt { excess, allowed, .. }) => too_much(excess, allowed),
                    other => other,
                };
                assert_eq!(found, too_much(excess, allowed), "{excess:?}");
            } else {
                assert!(found.is_ok(), "{excess:?} {allowed}: {found:?}");
            }
        }
    }
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked() {
    let zeros = " ".repeat(3 * 1024 * 1024);
    let bomb = xlsx_with(&zeros);
    assert_eq!(read(&bomb, "x.xlsx", &limits()), too_much(Excess::Ratio, 100));
    let generous = Limits { ratio: 10_000, unpacked_bytes: 2 * 1024 * 1024, ..limits() };
    assert_eq!(read(&bomb, "x.xlsx", &generous), too_much(Excess::UnpackedBytes, 2 * 1024 * 1024));
}

#[test]
fn a_lie_about_a_size_is_found() {
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", " ".repeat(5000));
    let mut bytes = xlsx_with(&sheet);
    let claimed = u32::try_from(sheet.len()).expect("short").to_le_bytes();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, window)| *window == claimed).map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "the size stands in the file");
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(read(&bytes, "x.xlsx", &limits()), Err(SheetError::Damaged(_))));
}

#[test]
fn sheets_that_share_one_large_part_count_it_every_time() {
    let sheets: String = (0..200).map(|n| format!(r#"<sheet name="s{n}" r:id="rId1"/>"#)).collect();
    let main = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let sheet = format!("<worksheet>{}<sheetData/></worksheet>", "<!-- x -->".repeat(50_000));
    let bytes = zipped(&[TYPES, ("xl/workbook.xml", &main), RELATIONS, ("xl/worksheets/sheet1.xml", &sheet)]);
    let limits = Limits { unpacked_bytes: 4 * 1024 * 1024, ratio: 10_000, ..limits() };
    assert_eq!(read(&bytes, "x.xlsx", &limits), too_much(Excess::UnpackedBytes, limits.unpacked_bytes));
}

#[test]
fn claims_of_size_cost_nothing() {
    // A declared dimension, formatted rows to the last one, and one shared text used often.
    let rows: String = (1..=1000).map(|row| format!(r#"<row r="{row}" s="1"><c r="XFD{row}" s="1"/></row>"#)).collect();
    let sheet = format!(
        r#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{rows}<row r="1048576"><c r="A1048576"><v>7</v></c></row></sheetData></worksheet>"#
    );
    let workbook = read(&xlsx_with(&sheet), "x.xlsx", &limits()).expect("reads");
    assert_eq!(workbook.sheets[0].rows.len(), 1);
    assert_eq!(workbook.sheets[0].value(1_048_576, 0), number(7.0).as_ref());

    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    let uses: String =
        (1..=3000).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#)).collect();
    let sheet = format!("<worksheet><sheetData>{uses}</sheetData></worksheet>");
    let bytes =
        zipped(&[TYPES, MAIN, RELATIONS, ("xl/worksheets/sheet1.xml", &sheet), ("xl/sharedStrings.xml", &shared)]);
    assert_eq!(read(&bytes, "x.xlsx", &limits()), too_much(Excess::TextBytes, limits().text_bytes));
}

#[test]
fn repeated_ods_cells_are_counted_before_they_are_made() {
    let cell = |columns: u32, rows: u32| {
        ods_with(&format!(
            r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="{rows}">
               <table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/></table:table-row></table:table>"#
        ))
    };
    let (sheet, cell_name) = ("a".to_owned(), cell_name(1, 3_999_999_999));
    let wide = SheetError::TooMuchAt { excess: Excess::Columns, allowed: 1_000, sheet, cell: cell_name };
    assert_eq!(read(&cell(4_000_000_000, 1), "x.ods", &limits()), Err(wide));
    assert_eq!(read(&cell(1, 4_000_000_000), "x.ods", &limits()), too_much(Excess::Rows, 200_000));
    assert_eq!(read(&cell(1_000, 200_000), "x.ods", &limits()), too_much(Excess::Cells, 4_000_000));
}

/// A record of an old workbook: kind, length, body ([MS-XLS] 2.1.4).
fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).expect("short");
    [&kind.to_le_bytes()[..], &length.to_le_bytes()[..], body].concat()
}

/// A NUMBER record.
fn old_number(row: u16, column: u16, value: f64) -> Vec<u8> {
    record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes()[..], &[0; 2], &value.to_le_bytes()[..]].concat())
}

fn old_workbook(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).expect("creates");
    file.create_stream("/Workbook").expect("stream").write_all(stream).expect("writes");
    file.into_inner().into_inner()
}

#[test]
fn an_old_workbook_is_read() {
    let beginning =
        |kind: u16| record(0x0809, &[&0x0600_u16.to_le_bytes()[..], &kind.to_le_bytes()[..], &[0; 12]].concat());
    let end = record(0x000A, &[]);
    let sheet_entry = |position: u32| record(0x0085, &[&position.to_le_bytes()[..], &[0, 0, 4, 0], b"Data"].concat());
    let globals_length = [beginning(5), sheet_entry(0), end.clone()].concat().len();
    let globals = [beginning(5), sheet_entry(u32::try_from(globals_length).expect("short")), end.clone()].concat();
    let label = record(0x0204, &[&[2, 0, 0, 0, 0, 0, 5, 0, 0][..], b"Fang!"].concat());
    let merged = record(0x00E5, &[1, 0, 2, 0, 2, 0, 0, 0, 3, 0]);
    let stream = [globals, beginning(0x10), label, old_number(4, 2, 296.0), merged, end].concat();
    // A stream below 4,096 bytes lies in the short sectors of the file; a longer one is what programs write.
    let stream = [stream, vec![0; 5000]].concat();
    let workbook = read(&old_workbook(&stream), "x.xls", &limits()).expect("reads");
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.name, "Data");
    assert_eq!((sheet.value(3, 0), sheet.value(5, 2)), (text("Fang!").as_ref(), number(296.0).as_ref()));
    assert_eq!(sheet.merged, [Area { first_row: 3, last_row: 3, first_column: 0, last_column: 3 }]);
}

#[test]
fn an_old_workbook_that_spans_too_much_is_refused() {
    let several = record(0x00BE, &[&[0xFF, 0xFF, 0, 0][..], &[0; 4], &[0xFF, 0]].concat());
    let claim = record(0x0200, &[&[0; 4][..], &u32::MAX.to_le_bytes(), &[0, 0, 0xFF, 0xFF, 0, 0]].concat());
    let reversed = record(0x0200, &[&9_u32.to_le_bytes()[..], &2_u32.to_le_bytes(), &[0, 0, 9, 0, 0, 0]].concat());
    for last in [old_number(65_535, 255, 1.0), several, claim, reversed] {
        let stream = [record(0x0809, &[0; 16]), old_number(0, 0, 1.0), last, record(0x000A, &[])].concat();
        let found = read(&old_workbook(&stream), "x.xls", &limits());
        assert!(matches!(found, Err(SheetError::TooMuch { excess: Excess::Cells, .. })), "{found:?}");
    }
}

proptest::proptest! {
    #[test]
    fn altered_bytes_never_fail_hard(at in 0_usize..3000, byte: u8) {
        let mut bytes = xlsx_with(r#"<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row></sheetData></worksheet>"#);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _outcome = read(&bytes, "x.xlsx", &limits());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let _outcome = read(text.as_bytes(), "x.csv", &limits());
    }
}
