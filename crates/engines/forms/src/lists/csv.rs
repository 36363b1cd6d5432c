//! CSV as Collect takes it: commas, semicolons, tabs or bars between cells, any kind of line break, quotation marks around cells.

use super::{ListError, ListLimits};
use xpath::{Document, Name, NodeId};

/// The separators that are recognised, by how often they stand in the header.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// More columns than a list has: a row that goes on and on is refused before it fills the memory.
const MOST_COLUMNS: usize = 1_000;

/// Reads a table: its header names what each item has. Rows that are blank are left out; missing cells are empty. Beside the document
/// stand the lines on which its items begin.
///
/// # Errors
/// When there is no header, a row is wider than it, a quotation mark stays open, or the table is beyond the limits.
pub fn read_csv(text: &str, limits: ListLimits) -> Result<(Document, Vec<usize>), ListError> {
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator(text);
    let mut rows = Rows { text, at: 0, line: 1, separator };
    let header = loop {
        match rows.next_row()? {
            Some((_, cells)) if is_blank(&cells) => {}
            Some((_, cells)) => break cells,
            None => return Err(ListError::NoHeader),
        }
    };
    let names: Vec<Name> = header.iter().map(|cell| name(cell.trim())).collect();
    let mut document = Document::new("root");
    let root = document.root();
    let mut lines = Vec::new();
    let mut cells_left = limits.cells;
    while let Some((line, cells)) = rows.next_row()? {
        if is_blank(&cells) {
            continue;
        }
        if cells.len() > names.len() {
            return Err(ListError::TooManyCells { line });
        }
        if lines.len() == limits.rows {
            return Err(ListError::TooManyRows(limits.rows));
        }
        cells_left = cells_left.checked_sub(names.len()).ok_or(ListError::TooLarge(limits.cells))?;
        lines.push(line);
        let item = document.append(root, "item");
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.local.is_empty()) {
            append_cell(&mut document, item, name, cells.get(at).map_or("", String::as_str));
        }
    }
    Ok((document, lines))
}

fn append_cell(document: &mut Document, item: NodeId, name: &Name, text: &str) {
    let cell = document.append_named(item, name.clone());
    document.set_text(cell, text);
}

fn name(written: &str) -> Name {
    match written.split_once(':') {
        Some((prefix, local)) if !local.contains(':') && !prefix.is_empty() => {
            Name { prefix: Some(prefix.to_owned()), local: local.to_owned(), namespace: None }
        }
        _ => Name::local(written),
    }
}

fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(String::is_empty)
}

/// The separator that stands most often in the header; a comma when none does.
fn separator(text: &str) -> char {
    let header = text.split(['\n', '\r']).find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: &char| header.matches(*separator).count();
    SEPARATORS.into_iter().rev().max_by_key(count).filter(|separator| count(separator) > 0).unwrap_or(',')
}

struct Rows<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    separator: char,
}

impl Rows<'_> {
    /// The next row with the line that it begins on.
    fn next_row(&mut self) -> Result<Option<(usize, Vec<String>)>, ListError> {
        if self.at >= self.text.len() {
            return Ok(None);
        }
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let (cell, ends_row) = self.cell()?;
            if cells.len() == MOST_COLUMNS {
                return Err(ListError::TooManyColumns(MOST_COLUMNS));
            }
            cells.push(cell);
            if ends_row {
                return Ok(Some((line, cells)));
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..).and_then(|rest| rest.chars().next())
    }

    fn take(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        if character == '\n' || character == '\r' && self.peek() != Some('\n') {
            self.line += 1;
        }
        Some(character)
    }

    /// The next cell, and whether its row ends with it.
    fn cell(&mut self) -> Result<(String, bool), ListError> {
        let mut cell = String::new();
        let is_quoted = self.peek() == Some('"');
        if is_quoted {
            self.quoted(&mut cell)?;
        }
        loop {
            match self.take() {
                None => return Ok((cell, true)),
                Some('\r') => {
                    if self.peek() == Some('\n') {
                        self.take();
                    }
                    return Ok((cell, true));
                }
                Some('\n') => return Ok((cell, true)),
                Some(character) if character == self.separator => return Ok((cell, false)),
                Some(character) => cell.push(character),
            }
        }
    }

    fn quoted(&mut self, cell: &mut String) -> Result<(), ListError> {
        let opened = self.line;
        self.take();
        loop {
            match self.take() {
                None => return Err(ListError::OpenQuote { line: opened }),
                Some('"') if self.peek() == Some('"') => {
                    self.take();
                    cell.push('"');
                }
                Some('"') => return Ok(()),
                Some(character) => cell.push(character),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_csv(text: &str) -> Result<Document, ListError> {
        super::read_csv(text, ListLimits::default()).map(|(document, _)| document)
    }

    #[test]
    fn tables_become_items_whatever_separates_them() {
        let expected = "<root><item><name>a</name><label>A, a</label></item><item><name>b</name><label/></item></root>";
        let cases = [
            "name,label\na,\"A, a\"\nb,\n",
            "\u{feff}name;label\r\na;A, a\r\nb",
            "name\tlabel\ra\tA, a\rb\t\r",
            "name|label\n\na|A, a\n\nb|\n\n",
        ];
        for text in cases {
            let document = read_csv(text).expect(text);
            assert_eq!(xml::write(&document), expected, "{text:?}");
        }
        assert_eq!(xml::write(&read_csv("name,label").expect("a header")), "<root/>");
    }

    #[test]
    fn rows_are_found_by_their_lines() {
        let (_, lines) = super::read_csv("name\na\n\n\"b\nb\"\nc\n", ListLimits::default()).expect("a table");
        assert_eq!(lines, [2, 4, 6]);
    }

    #[test]
    fn cells_in_quotation_marks_hold_anything() {
        let document = read_csv("name,label\na,\"two\nlines and \"\"marks\"\"\"\n").expect("quoted");
        let item = document.elements(document.root()).next().expect("one");
        let label = document.child(item, "label").expect("there");
        assert_eq!(document.text(label), "two\nlines and \"marks\"");
    }

    #[test]
    fn tables_that_cannot_be_meant_are_refused_with_their_line() {
        assert_eq!(read_csv("\n \n").map(|_| ()), Ok(()), "a header of white space names nothing");
        assert_eq!(read_csv("").map(|_| ()), Err(ListError::NoHeader));
        assert_eq!(read_csv("a,b\n1,2\n1,2,3\n").map(|_| ()), Err(ListError::TooManyCells { line: 3 }));
        assert_eq!(read_csv(&",".repeat(5_000)).map(|_| ()), Err(ListError::TooManyColumns(1_000)));
        assert_eq!(read_csv("a,b\n1,\"2\n").map(|_| ()), Err(ListError::OpenQuote { line: 2 }));
    }
}
