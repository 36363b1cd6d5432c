//! A workbook as one delimited text: a sheet's name in the first column, then rows with the first column empty.

use crate::{Layout, Tables};
use sheets::Sheet;

/// The tables of such a text, read as one sheet. Rows are numbered within their sheet, the header being row 1 and blank rows not
/// counted.
pub fn read_one_file(sheet: &Sheet) -> Tables {
    let rows = sheet.rows.iter().map(|row| {
        let mut cells: Vec<String> = Vec::new();
        for cell in &row.cells {
            cells.resize(cell.column as usize, String::new());
            cells.push(cell.value.shown());
        }
        cells
    });
    Tables::of_one_text(Layout::Workbook, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_help::sheet;

    #[test]
    fn sheets_follow_one_another() {
        let sheet = sheet("survey\n,type,name\n,text,\"a, b\"\n\n,note,c\nsettings,,\n,form_id\n,x\n");
        let tables = read_one_file(&sheet);
        let survey = tables.sheet("survey").expect("a survey");
        assert_eq!(survey.header, ["type", "name"]);
        assert_eq!(
            survey.rows.iter().map(|row| (row.number, row.cell(1))).collect::<Vec<_>>(),
            [(2, "a, b"), (3, "c")]
        );
        assert_eq!(tables.sheet("settings").map(|sheet| sheet.rows.len()), Some(1));
    }
}
