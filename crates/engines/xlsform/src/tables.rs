//! A workbook as tables of text, wherever it came from. Owns which row is the header and which sheet is which; not what the columns
//! mean (see `header`).

/// Rows with their numbers.
type NumberedRows = Vec<(usize, Vec<String>)>;

/// The sheets that mean something to a form.
const SHEETS: [&str; 6] = ["survey", "choices", "settings", "external_choices", "entities", "osm"];

/// The sheets of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// In the workbook's order.
    pub sheets: Vec<Sheet>,
    /// What the tables were written in.
    pub layout: Layout,
}

/// What tables were written in: people keep notes beside the tables of a workbook, and have no room for them in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A spreadsheet: cells under no heading are notes.
    #[default]
    Workbook,
    /// A text: a cell under no heading is a slip.
    Text,
}

/// A sheet: a header and rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet's name as written.
    pub name: String,
    /// Where the header stands, counted from 1.
    pub header_row: usize,
    /// The header's cells, trimmed, with single spaces inside; empty where a column has no heading.
    pub header: Vec<String>,
    /// The rows below the header that have something in them.
    pub rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Where the row stands, counted from 1: what a person finds it by. In a text, the header is row 1 and blank rows do not count.
    pub number: usize,
    /// The cells, trimmed, under the header's cells in order; missing ones at the end are empty.
    pub cells: Vec<String>,
}

impl Tables {
    /// Adds a sheet from rows of cells with their numbers. The first row with something in it is the header; blank rows are left
    /// out. A number that a spreadsheet shows as `1.0` is to be handed over as `1`.
    pub fn add_sheet(&mut self, name: &str, rows: impl IntoIterator<Item = (usize, Vec<String>)>) {
        let mut sheet = Sheet { name: name.trim().to_owned(), ..Sheet::default() };
        for (number, mut cells) in rows {
            cells.iter_mut().for_each(trim);
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if sheet.header_row == 0 {
                sheet.header_row = number;
                sheet.header = cells.iter().map(|cell| single_spaces(cell)).collect();
            } else {
                sheet.rows.push(Row { number, cells });
            }
        }
        self.sheets.push(sheet);
    }

    /// Tables of a text in which all sheets follow one another: a sheet's name in the first cell of a row, then its rows with the
    /// first cell empty. Rows are numbered within their sheet, the header being row 1 and blank rows not counted: as they would
    /// stand in a workbook.
    pub(crate) fn of_one_text(layout: Layout, rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        let mut sheets: Vec<(String, NumberedRows)> = Vec::new();
        for mut cells in rows {
            let name = if cells.is_empty() { String::new() } else { cells.remove(0) };
            if !name.trim().is_empty() {
                sheets.push((name, Vec::new()));
            }
            if let Some((_, rows)) = sheets.last_mut()
                && cells.iter().any(|cell| !cell.trim().is_empty())
            {
                rows.push((rows.len() + 1, cells));
            }
        }
        let mut tables = Self { layout, ..Self::default() };
        sheets.into_iter().for_each(|(name, rows)| tables.add_sheet(&name, rows));
        tables
    }

    /// The sheet of that name, in any case. A workbook with one sheet needs no name for it: it is the survey.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        if let [only] = self.sheets.as_slice()
            && name == "survey"
            && !is_sheet(&only.name)
        {
            return Some(only);
        }
        self.sheets.iter().rev().find(|sheet| sheet.name.to_lowercase() == name)
    }

    /// Names of sheets that are none of a form's, as written.
    pub(crate) fn other_names(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|sheet| sheet.name.as_str()).filter(|name| !SHEETS.contains(name))
    }
}

impl Row {
    /// The cell in a column, empty when the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

fn is_sheet(name: &str) -> bool {
    SHEETS.contains(&name.to_lowercase().as_str())
}

/// Takes the white space around a cell away, and the characters that no XForm can hold: left in until the form is written, they would
/// make two names of what is one there.
fn trim(cell: &mut String) {
    cell.retain(|character| !is_unheld(character));
    let trimmed = cell.trim();
    if trimmed.len() < cell.len() {
        *cell = trimmed.to_owned();
    }
}

/// Whether XML has no way to say a character: most of the old control characters, which word processors leave behind.
fn is_unheld(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The text with one space wherever several stand together.
pub(crate) fn single_spaces(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut after_space = false;
    for character in text.chars() {
        if character != ' ' || !after_space {
            made.push(character);
        }
        after_space = character == ' ';
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&[&str]]) -> Vec<(usize, Vec<String>)> {
        cells
            .iter()
            .enumerate()
            .map(|(at, row)| (at + 1, row.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect()
    }

    #[test]
    fn the_first_row_with_something_in_it_is_the_header() {
        let mut tables = Tables::default();
        tables.add_sheet("Survey", rows(&[&[""], &[" type ", "label  x"], &["", ""], &["text", " A "]]));
        let sheet = tables.sheet("survey").expect("in any case");
        assert_eq!((sheet.header_row, sheet.header.join("|")), (2, "type|label x".to_owned()));
        assert_eq!(sheet.rows, [Row { number: 4, cells: vec!["text".into(), "A".into()] }]);
        assert_eq!(sheet.rows.first().map(|row| row.cell(7)), Some(""));
    }

    #[test]
    fn characters_that_no_form_can_hold_make_no_difference() {
        let mut tables = Tables::default();
        tables.add_sheet(
            "choices",
            rows(&[&["list_name", "name"], &["\0c1", "a\u{b}"], &["c1\u{1f} ", " \u{c}\u{ffff}b"]]),
        );
        let cells: Vec<&[String]> = tables.sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| &*row.cells).collect();
        assert_eq!(cells, [["c1", "a"], ["c1", "b"]]);
    }

    #[test]
    fn a_lone_sheet_is_the_survey_whatever_its_name() {
        let mut tables = Tables::default();
        tables.add_sheet("Sheet1", rows(&[&["type"]]));
        assert!(tables.sheet("survey").is_some());
        tables.add_sheet("Sheet2", rows(&[&["type"]]));
        assert!(tables.sheet("survey").is_none());
        assert_eq!(tables.other_names().collect::<Vec<_>>(), ["Sheet1", "Sheet2"]);
    }
}
