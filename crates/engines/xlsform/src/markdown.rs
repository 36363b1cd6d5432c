//! XLSForm tables written as Markdown, in the layout that pyxform reads: a sheet's name in the first cell, then rows with the first
//! cell empty. Lines outside tables are prose and ignored, and so is what stands after the last bar of a row.

use crate::{Layout, Tables};

/// Reads tables; none when no line starts a sheet. Rows are numbered within their sheet, the header being row 1 and blank rows not
/// counted: as they would stand in a workbook. `\|` inside a cell is a bar.
pub fn read_markdown(text: &str) -> Tables {
    let rows = text.lines().filter_map(cells).filter(|cells| !cells.iter().all(|cell| is_rule(cell)));
    Tables::of_one_text(Layout::Text, rows)
}

fn is_rule(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().all(|character| matches!(character, '-' | ':' | ' '))
}

/// The cells of a line that is a table row. What stands after its last bar is a note.
fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.trim().strip_prefix('|')?;
    let mut cells = vec![String::new()];
    let mut characters = inner.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek() == Some(&'|') => {
                characters.next();
                push(&mut cells, '|');
            }
            '|' => cells.push(String::new()),
            other => push(&mut cells, other),
        }
    }
    cells.pop();
    Some(cells.iter().map(|cell| cell.trim().to_owned()).collect())
}

fn push(cells: &mut [String], character: char) {
    if let Some(last) = cells.last_mut() {
        last.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_sheets_with_rows_numbered_as_in_a_workbook() {
        let text = "# A form\n\n| survey |\n|---|---|\n| | type | name |\n| | text | a\\|b | # said twice\n| | | |\n| | note | c | left out\n\nWords.\n| settings | form_id |\n| | x |\n";
        let tables = read_markdown(text);
        let survey = tables.sheet("survey").expect("a survey");
        assert_eq!((survey.header_row, survey.header.join(",")), (1, "type,name".to_owned()));
        let rows: Vec<_> = survey.rows.iter().map(|row| (row.number, row.cell(1))).collect();
        assert_eq!(rows, [(2, "a|b"), (3, "c")]);
        assert_eq!(tables.sheet("settings").map(|sheet| sheet.rows.len()), Some(1));
    }

    #[test]
    fn a_text_without_tables_has_none() {
        assert!(read_markdown("only words").sheets.is_empty());
    }
}
