//! Files as tables: which kind of file the bytes are, and the reading of each kind within the limits of `sheets`.

use crate::problem::{Place, Problem, Problems};
use crate::{Tables, read_markdown, read_one_file, read_workbook};
use language::Message;
use sheets::Limits;

/// Limits for workbooks of forms. People colour whole columns down to the last row, which packs very well, and forget a cell far to
/// the right; neither makes a form.
fn limits() -> Limits {
    Limits { ratio: 250, columns: 16_384, ..Limits::default() }
}

/// Reads the tables of a form from a file: a workbook (`.xlsx`, `.xlsm`, `.xls`, `.ods`), the one-file layout of delimited text, or
/// Markdown tables. What the bytes are decides; of the name only the ending `.md` matters.
///
/// # Errors
/// When the bytes are none of these, are damaged, or pass a limit.
pub fn read_file(bytes: &[u8], file_name: &str) -> Result<Tables, Problems> {
    let is_markdown = file_name.to_lowercase().ends_with(".md");
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| is_markdown || looks_like_markdown(text)) {
        let too_long = bytes.len() as u64 > limits().file_bytes;
        let tables = if too_long { Tables::default() } else { read_markdown(text) };
        return if tables.sheets.is_empty() { Err(no_tables()) } else { Ok(tables) };
    }
    let workbook = sheets::read(bytes, file_name, &limits()).map_err(|error| problem(error.message()))?;
    let is_binary = bytes.starts_with(b"PK") || bytes.contains(&0);
    match workbook.sheets.as_slice() {
        [only] if !is_binary => {
            let tables = read_one_file(only);
            if tables.sheets.is_empty() { Err(no_tables()) } else { Ok(tables) }
        }
        _ => Ok(read_workbook(&workbook)),
    }
}

/// Whether the first line that says something begins with a bar.
fn looks_like_markdown(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.next().is_some_and(|line| line.starts_with('|'))
}

fn no_tables() -> Problems {
    problem(Message::new("xlsform-no-tables"))
}

fn problem(message: Message) -> Problems {
    Problems(vec![Problem { place: Place::default(), message }])
}
