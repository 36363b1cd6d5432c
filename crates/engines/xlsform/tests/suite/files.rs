//! The same form from every kind of file.

use crate::support::form;
use rust_xlsxwriter::{Format, Workbook};
use std::io::Write as _;
use xlsform::{Options, convert, read_file};

const SHEETS: [(&str, &str); 3] = [
    ("survey", "type | name | label\ntext | a | How, \"really\"?\nselect_one l | b | ไทย"),
    ("choices", "list_name | name | label\nl | 1 | One\nl | 2.5 | More"),
    ("settings", "form_id | version\nvisit | 3"),
];

fn xml(bytes: &[u8], name: &str) -> String {
    let tables = read_file(bytes, name).unwrap_or_else(|problems| panic!("{name}: {problems}"));
    let converted = convert(&tables, &Options::default()).unwrap_or_else(|problems| panic!("{name}: {problems}"));
    xforms::write(&converted.definition)
}

fn rows() -> impl Iterator<Item = (&'static str, Vec<Vec<&'static str>>)> {
    SHEETS.iter().map(|(name, rows)| (*name, rows.lines().map(|row| row.split(" | ").collect()).collect()))
}

fn xlsx() -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in rows() {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        for (at, row) in (0_u32..).zip(rows) {
            for (column, cell) in (0_u16..).zip(row) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(at, column, number).expect("a cell"),
                    Err(_) => sheet.write_string(at, column, cell).expect("a cell"),
                };
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn delimited(separator: &str) -> String {
    let mut text = String::new();
    for (name, rows) in rows() {
        text.push_str(&format!("{name}{separator}{separator}\r\n"));
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.push_str(&format!("{separator}{}\r\n", cells.join(separator)));
        }
    }
    text
}

/// The smallest OpenDocument workbook.
fn ods() -> Vec<u8> {
    let mut content = String::from(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>",
    );
    for (name, rows) in rows() {
        content.push_str(&format!("<table:table table:name=\"{name}\">"));
        for row in rows {
            content.push_str("<table:table-row>");
            for cell in row {
                let text = xml::escape_text(cell);
                content.push_str(&format!(
                    "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
                ));
            }
            content.push_str("</table:table-row>");
        }
        content.push_str("</table:table>");
    }
    content.push_str("</office:spreadsheet></office:body></office:document-content>");
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)] {
        archive.start_file(name, options).expect("an entry");
        archive.write_all(text.as_bytes()).expect("memory");
    }
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn a_form_is_the_same_from_every_kind_of_file() {
    let markdown = xml(form(&SHEETS).as_bytes(), "form.md");
    assert!(markdown.contains("<visit") || markdown.contains("id=\"visit\" version=\"3\""), "{markdown}");
    let files: [(&str, Vec<u8>); 5] = [
        ("form.txt", form(&SHEETS).into_bytes()),
        ("form.xlsx", xlsx()),
        ("form.ods", ods()),
        ("form.csv", delimited(",").into_bytes()),
        ("semicolons.csv", delimited(";").into_bytes()),
    ];
    for (name, bytes) in files {
        assert_eq!(xml(&bytes, name), markdown, "{name}");
    }
}

#[test]
fn dates_times_and_booleans_are_written_out() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("survey").expect("a name");
    for (column, heading) in (0_u16..).zip(["type", "name", "label", "default"]) {
        sheet.write_string(0, column, heading).expect("a cell");
    }
    let date = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let time = Format::new().set_num_format("h:mm");
    for (row, (number, format)) in
        (1_u32..).zip([(43_650.5, &date), (0.395_833_333_333_333_3, &time), (7.0, &Format::new())])
    {
        for (column, cell) in (0_u16..).zip(["text", "", "Q"]) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
        sheet.write_string(row, 1, format!("q{row}")).expect("a cell");
        sheet.write_number_with_format(row, 3, number, format).expect("a cell");
    }
    let xml = xml(&workbook.save_to_buffer().expect("a workbook"), "form.xlsx");
    for line in ["<q1>2019-07-04 12:00:00</q1>", "<q2>09:30:00</q2>", "<q3>7</q3>"] {
        assert!(xml.contains(line), "{line}\n{xml}");
    }
}

#[test]
fn notes_beside_a_table_are_no_part_of_it() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Survey").expect("a name");
    let rows = [["type", "name", "label", ""], ["text", "a", "A", "ask Somchai"]];
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    sheet.write_string(100, 0, "this is not a type").expect("a cell");
    assert!(xml(&workbook.save_to_buffer().expect("a workbook"), "form.xlsx").contains("<input ref=\"/data/a\">"));
}

#[test]
fn a_heading_twice_in_a_workbook_is_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("survey").expect("a name");
    for (column, heading) in (0_u16..).zip(["type", "name", "label", "label"]) {
        sheet.write_string(0, column, heading).expect("a cell");
        sheet.write_string(1, column, ["text", "a", "A", "B"][usize::from(column)]).expect("a cell");
    }
    let tables = read_file(&workbook.save_to_buffer().expect("a workbook"), "form.xlsx").expect("tables");
    let problems = convert(&tables, &Options::default()).expect_err("it stands twice");
    assert_eq!(
        problems.to_string(),
        "survey row 1, label: The heading “label” stands twice. Rename or remove one of the columns."
    );
}

#[test]
fn what_is_no_form_is_refused() {
    let files: [(&str, &[u8], &str); 4] = [
        ("empty.xlsx", b"", "sheets-empty"),
        ("words.md", b"only words", "xlsform-no-tables"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00", "sheets-other"),
        ("cut.xlsx", b"PK\x03\x04cut", "sheets-damaged"),
    ];
    for (name, bytes, key) in files {
        let problems = read_file(bytes, name).expect_err(name);
        assert_eq!(problems.0.iter().map(|problem| problem.message.key).collect::<Vec<_>>(), [key], "{name}");
    }
}
