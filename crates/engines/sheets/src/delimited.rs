//! Delimited text: CSV with comma, semicolon, tab or bar, as spreadsheet programs save it. Owns guessing the delimiter; encodings are
//! `encoding`'s.

use crate::build::Builder;
use crate::name::stem;
use crate::{Limits, SheetError, Value, Workbook};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many lines the delimiter is guessed from.
const GUESSED_FROM: usize = 30;

pub(crate) fn read(text: String, file_name: &str, limits: &Limits) -> Result<Workbook, SheetError> {
    let mut builder = Builder::new(limits, false);
    read_sheet(text, stem(file_name), &mut builder)?;
    builder.finish()
}

/// Reads a text as one sheet.
pub(crate) fn read_sheet(text: String, name: &str, builder: &mut Builder<'_>) -> Result<(), SheetError> {
    // One kind of line end, so that the reader's positions fall on the beginnings of lines.
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let (declared, body) = declared_delimiter(&text);
    let delimiter = declared.unwrap_or_else(|| guess_delimiter(body));
    builder.begin_sheet(name, false)?;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(body.as_bytes());
    let mut record = csv::StringRecord::new();
    // Records are numbered as lines on which they begin would be by a spreadsheet: blank lines count, which the reader skips.
    let skipped_lines = u64::from(declared.is_some());
    let mut blank_lines = BlankLines::new(body);
    let mut row = skipped_lines;
    while reader.read_record(&mut record).map_err(|error| SheetError::damaged(error.to_string()))? {
        let start = record.position().map_or(0, csv::Position::byte);
        row += 1 + blank_lines.before(start);
        let number = u32::try_from(row).unwrap_or(u32::MAX);
        for (column, field) in (0_u32..).zip(&record) {
            if !field.trim().is_empty() {
                builder.put(number, column, Value::Text(field.to_owned()))?;
            }
        }
    }
    builder.end_sheet();
    Ok(())
}

/// Counts the empty lines that the CSV reader passes over, so that row numbers agree with what a spreadsheet shows.
struct BlankLines<'a> {
    bytes: &'a [u8],
    read_to: usize,
}

impl<'a> BlankLines<'a> {
    fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), read_to: 0 }
    }

    /// A record's position is where the reader began to look for it, so blank lines stand right there.
    fn before(&mut self, start: u64) -> u64 {
        let start = usize::try_from(start).unwrap_or(usize::MAX).max(self.read_to);
        let tail = self.bytes.get(start..).unwrap_or_default();
        let blank = tail.iter().take_while(|byte| **byte == b'\n').count();
        self.read_to = start + blank;
        blank as u64
    }
}

/// Excel's own first line `sep=;`.
fn declared_delimiter(text: &str) -> (Option<u8>, &str) {
    let declared = || {
        let (line, rest) = text.split_once('\n')?;
        match line.strip_prefix("sep=")?.as_bytes() {
            [delimiter] => Some((*delimiter, rest)),
            _ => None,
        }
    };
    declared().map_or((None, text), |(delimiter, rest)| (Some(delimiter), rest))
}

/// The delimiter that stands most often on most lines, quoted text left out.
fn guess_delimiter(text: &str) -> u8 {
    let lines = counts_by_line(text);
    let score = |delimiter: usize| {
        let counts: Vec<usize> =
            lines.iter().filter_map(|counts| counts.get(delimiter)).copied().filter(|count| *count > 0).collect();
        (counts.len(), counts.iter().sum::<usize>())
    };
    DELIMITERS
        .into_iter()
        .enumerate()
        .max_by_key(|(index, _)| (score(*index), DELIMITERS.len() - index))
        .map_or(b',', |(_, best)| best)
}

fn counts_by_line(text: &str) -> Vec<[usize; 4]> {
    let mut lines = vec![[0; 4]];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                if lines.len() == GUESSED_FROM {
                    break;
                }
                lines.push([0; 4]);
            }
            _ if !quoted => {
                let counts = lines.last_mut().into_iter().flatten();
                for (count, _) in counts.zip(DELIMITERS).filter(|(_, delimiter)| *delimiter == byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_874;

    fn grid(bytes: &[u8]) -> Vec<(u32, Vec<(u32, String)>)> {
        let workbook = crate::read(bytes, "folder/ทะเบียน.csv", &Limits::default()).expect("reads");
        assert_eq!(workbook.sheets[0].name, "ทะเบียน");
        let rows = &workbook.sheets[0].rows;
        rows.iter()
            .map(|row| (row.number, row.cells.iter().map(|cell| (cell.column, cell.value.shown())).collect()))
            .collect()
    }

    fn cells(row: &[(u32, &str)]) -> Vec<(u32, String)> {
        row.iter().map(|(column, text)| (*column, (*text).to_owned())).collect()
    }

    #[test]
    fn encodings_and_delimiters_are_found() {
        let expected = vec![(1, cells(&[(0, "วันที่"), (1, "ครู, นักเรียน")])), (2, cells(&[(0, "4/7/62"), (1, "1,296")]))];
        for delimiter in [",", ";", "\t", "|"] {
            let text = format!("วันที่{delimiter}\"ครู, นักเรียน\"\r\n4/7/62{delimiter}\"1,296\"\r\n");
            let thai = WINDOWS_874.encode(&text).0.into_owned();
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let marked = [&[0xFF, 0xFE], wide.as_slice()].concat();
            let other: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in [text.clone().into_bytes(), format!("\u{FEFF}{text}").into_bytes(), thai, wide, marked, other]
            {
                assert_eq!(grid(&bytes), expected, "{delimiter:?}");
            }
        }
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        let text = "\na;b\r\n\r\n\r\nc;;d\n;;\n\"e\nf\";g\n\nh;i";
        let expected = vec![
            (2, cells(&[(0, "a"), (1, "b")])),
            (5, cells(&[(0, "c"), (2, "d")])),
            (7, cells(&[(0, "e\nf"), (1, "g")])),
            (9, cells(&[(0, "h"), (1, "i")])),
        ];
        assert_eq!(grid(text.as_bytes()), expected);
    }

    #[test]
    fn a_declared_delimiter_wins() {
        assert_eq!(grid(b"sep=|\na,b|c\n"), vec![(2, cells(&[(0, "a,b"), (1, "c")]))]);
    }
}
