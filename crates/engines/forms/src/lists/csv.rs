//! CSV as Collect takes it: commas, semicolons, tabs or bars between cells, any kind of line break, quotation marks around cells.

use super::ListError;
use xpath::{Document, Name, NodeId};

/// The separators that are recognised, by how often they stand in the header.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Reads a table: its header names what each item has. Rows that are blank are left out; missing cells are empty.
///
/// # Errors
/// When there is no header, a row is wider than it, or a quotation mark stays open.
pub fn read_csv(text: &str) -> Result<Document, ListError> {
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
    while let Some((line, cells)) = rows.next_row()? {
        if is_blank(&cells) {
            continue;
        }
        if cells.len() > names.len() {
            return Err(ListError::TooManyCells { line });
        }
        let item = document.append(root, "item");
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.local.is_empty()) {
            append_cell(&mut document, item, name, cells.get(at).map_or("", String::as_str));
        }
    }
    Ok(document)
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
        assert_eq!(read_csv("a,b\n1,\"2\n").map(|_| ()), Err(ListError::OpenQuote { line: 2 }));
    }
}
