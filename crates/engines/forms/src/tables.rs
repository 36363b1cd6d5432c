//! A workbook as tables of text, wherever it came from. Owns finding the header row; not what the columns mean (see `header`).

/// The sheets of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// In the workbook's order.
    pub sheets: Vec<Sheet>,
}

/// A sheet: a header and rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet's name as written.
    pub name: String,
    /// Where the header stands in the source, counted from 1.
    pub header_row: usize,
    /// The header's cells, trimmed.
    pub header: Vec<String>,
    /// The rows below the header that have something in them.
    pub rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Where the row stands in the source, counted from 1: what a person finds it by.
    pub number: usize,
    /// The cells, trimmed, under the header's cells in order; missing ones at the end are empty.
    pub cells: Vec<String>,
}

impl Tables {
    /// Adds a sheet from rows of cells with their numbers in the source. The first row with something in it is the header; blank
    /// rows are left out. A number that a spreadsheet shows as `1.0` is to be handed over as `1`.
    pub fn add_sheet(&mut self, name: &str, rows: impl IntoIterator<Item = (usize, Vec<String>)>) {
        let mut sheet = Sheet { name: name.trim().to_owned(), ..Sheet::default() };
        for (number, cells) in rows {
            let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if sheet.header.is_empty() {
                sheet.header_row = number;
                sheet.header = cells;
            } else {
                sheet.rows.push(Row { number, cells });
            }
        }
        self.sheets.push(sheet);
    }

    /// The sheet of that name, in any case.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name.eq_ignore_ascii_case(name))
    }
}

impl Row {
    /// The cell in a column, empty when the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}
