//! XLSForm tables written as Markdown, the layout that pyxform reads: a sheet's name in the first cell, then rows with the first
//! cell empty. Lines outside tables are prose and ignored.

use super::Tables;

/// The text has no tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no `| survey |` table in the text")]
pub struct MarkdownError;

/// A sheet's name with its rows and the lines that they stand on.
type NumberedRows = (String, Vec<(usize, Vec<String>)>);

/// Reads tables. Row numbers are line numbers of the text, counted from 1. `\|` inside a cell is a bar.
///
/// # Errors
/// When no line starts a sheet.
pub fn read_markdown(text: &str) -> Result<Tables, MarkdownError> {
    let mut sheets: Vec<NumberedRows> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let Some(mut cells) = cells(line) else { continue };
        if cells.iter().all(|cell| is_rule(cell)) {
            continue;
        }
        let first = if cells.is_empty() { String::new() } else { cells.remove(0) };
        if !first.is_empty() {
            sheets.push((first, Vec::new()));
        }
        let starts_with_header = !first_is_alone(&cells);
        if let Some((_, rows)) = sheets.last_mut()
            && starts_with_header
        {
            rows.push((index + 1, cells));
        }
    }
    if sheets.is_empty() {
        return Err(MarkdownError);
    }
    let mut tables = Tables::default();
    for (name, rows) in sheets {
        tables.add_sheet(&name, rows);
    }
    Ok(tables)
}

fn first_is_alone(cells: &[String]) -> bool {
    cells.iter().all(String::is_empty)
}

fn is_rule(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().all(|character| matches!(character, '-' | ':' | ' '))
}

/// The cells of a line that is a table row.
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
    // A closing bar opens no cell.
    if cells.last().is_some_and(|last| last.trim().is_empty()) {
        cells.pop();
    }
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
    fn reads_sheets_with_the_lines_they_stand_on() {
        let text = "# A form\n\n| survey |\n|---|---|\n| | type | name |\n| | text | a\\|b |\n| | | |\n\nWords.\n| settings | | |\n| | form_id |\n| | x |\n";
        let tables = read_markdown(text).expect("tables");
        let survey = tables.sheet("Survey").expect("a survey");
        assert_eq!((survey.header_row, survey.header.join(",")), (5, "type,name".to_owned()));
        assert_eq!(survey.rows.iter().map(|row| (row.number, row.cell(1))).collect::<Vec<_>>(), [(6, "a|b")]);
        assert_eq!(tables.sheet("settings").map(|sheet| sheet.rows.len()), Some(1));
    }

    #[test]
    fn a_text_without_tables_is_refused() {
        assert_eq!(read_markdown("only words"), Err(MarkdownError));
    }
}
