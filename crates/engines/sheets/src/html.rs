//! Tables of a web page, which old systems save under the name of a spreadsheet. Owns reading them out of markup that keeps no rules;
//! everything but tables is left out.

use crate::build::Builder;
use crate::error::Excess;
use crate::{Area, Limits, SheetError, Value, Workbook};
use std::collections::HashMap;

/// Whether a text is a web page with a table.
pub(crate) fn is_page(text: &str) -> bool {
    find_ignoring_case(text, "<table").is_some()
}

/// Each table becomes a sheet of the given name. A table inside a cell is one of its own.
pub(crate) fn read(text: &str, name: &str, limits: &Limits) -> Result<Workbook, SheetError> {
    let mut page = Page { tables: Vec::new(), open: Vec::new(), limits, covered: 0 };
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        page.text(before);
        rest = page.markup(after)?;
    }
    while let Some(table) = page.open.pop() {
        page.tables.push(table);
    }
    let mut builder = Builder::new(limits, false);
    for (number, table) in page.tables.iter_mut().filter(|table| !table.cells.is_empty()).enumerate() {
        let name = if number == 0 { name.to_owned() } else { format!("{name} {}", number + 1) };
        builder.begin_sheet(&name, false)?;
        for (row, column, text) in table.cells.drain(..) {
            builder.put(row, column, Value::Text(text))?;
        }
        for area in table.merged.drain(..) {
            builder.merge(area)?;
        }
        builder.end_sheet();
    }
    builder.finish().map_err(|_| SheetError::UnknownFormat)
}

struct Page<'l> {
    tables: Vec<Table>,
    /// Tables whose end has not come, the innermost last.
    open: Vec<Table>,
    limits: &'l Limits,
    /// Columns that cells reaching down have covered, over the whole page.
    covered: u64,
}

#[derive(Default)]
struct Table {
    cells: Vec<(u32, u32, String)>,
    merged: Vec<Area>,
    row: u32,
    column: u32,
    /// For each column, the last row that a cell from above reaches down to.
    covered: HashMap<u32, u32>,
    cell: Option<Area>,
    text: String,
}

impl Page<'_> {
    /// Reads what stands behind a `<` and gives what is left.
    fn markup<'t>(&mut self, after: &'t str) -> Result<&'t str, SheetError> {
        if let Some(comment) = after.strip_prefix("!--") {
            return Ok(comment.split_once("-->").map_or("", |(_, rest)| rest));
        }
        let is_tag = after.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?'));
        if !is_tag {
            self.text("<");
            return Ok(after);
        }
        let (tag, rest) = after.split_once('>').unwrap_or((after, ""));
        let name_end = tag.find(|letter: char| letter.is_whitespace()).unwrap_or(tag.len());
        let name = tag.get(..name_end).unwrap_or_default().trim_end_matches('/').to_ascii_lowercase();
        match name.as_str() {
            "script" | "style" => {
                let end = format!("</{name}");
                return Ok(find_ignoring_case(rest, &end).and_then(|at| rest.get(at..)).unwrap_or_default());
            }
            "table" => {
                Excess::XmlDepth.check(self.open.len() as u64 + 1, self.limits.xml_depth)?;
                self.open.push(Table::default());
            }
            "/table" => self.tables.extend(self.open.pop().map(Table::ended)),
            _ => {
                let widest = u32::try_from(self.limits.columns).unwrap_or(u32::MAX);
                if let Some(table) = self.open.last_mut() {
                    self.covered += table.tag(&name, tag, widest);
                    Excess::Cells.check(self.covered, self.limits.cells)?;
                }
            }
        }
        Ok(rest)
    }

    fn text(&mut self, text: &str) {
        if let Some(table) = self.open.last_mut().filter(|table| table.cell.is_some()) {
            table.text.push_str(&decoded(text));
        }
    }
}

impl Table {
    /// Follows a tag and gives how many columns a cell that it begins covers below itself.
    fn tag(&mut self, name: &str, tag: &str, widest: u32) -> u64 {
        match name {
            "tr" => {
                self.end_cell();
                self.row += 1;
                self.column = 0;
            }
            "td" | "th" => {
                self.end_cell();
                self.row = self.row.max(1);
                return self.begin_cell(tag, widest);
            }
            "/td" | "/th" | "/tr" => self.end_cell(),
            "br" | "/p" | "/div" | "/li" => self.text.push('\n'),
            _ => {}
        }
        0
    }

    fn begin_cell(&mut self, tag: &str, widest: u32) -> u64 {
        while self.covered.get(&self.column).is_some_and(|last| *last >= self.row) {
            self.column += 1;
        }
        let columns = number(tag, "colspan").clamp(1, widest.max(1));
        // No register's cell reaches over more rows than a page has.
        let rows = number(tag, "rowspan").clamp(1, 10_000);
        let (last_row, last_column) = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
        let area = Area { first_row: self.row, last_row, first_column: self.column, last_column };
        self.cell = Some(area);
        self.column = last_column.saturating_add(1);
        if rows == 1 {
            return 0;
        }
        self.covered.extend((area.first_column..=last_column).map(|column| (column, last_row)));
        u64::from(columns)
    }

    /// The text of a cell, its lines trimmed as a browser shows them.
    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.text);
        let Some(area) = self.cell.take() else { return };
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        if area.first_row < area.last_row || area.first_column < area.last_column {
            self.merged.push(area);
        }
        if !text.is_empty() {
            self.cells.push((area.first_row, area.first_column, text));
        }
    }

    fn ended(mut self) -> Self {
        self.end_cell();
        self
    }
}

/// The number that an attribute of a tag gives, quoted or not.
fn number(tag: &str, attribute: &str) -> u32 {
    let value = || {
        let at = find_ignoring_case(tag, attribute)?;
        let value = tag.get(at + attribute.len()..)?.trim_start().strip_prefix('=')?;
        let digits = value.trim_start().trim_start_matches(['"', '\'']);
        digits.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
    };
    value().unwrap_or(1)
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// The characters that entities stand for; what is no entity stays.
fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        match entity.and_then(|(name, tail)| Some((character(name)?, tail))) {
            Some((character, tail)) => {
                plain.push(character);
                rest = tail;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "nbsp" => Some(' '),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet's name and its cells: row, column, what is shown.
    type Seen = (String, Vec<(u32, u32, String)>);

    fn grid(page: &str) -> Vec<Seen> {
        let workbook = read(page, "a", &Limits::default()).expect("reads");
        let cells = |sheet: &crate::Sheet| {
            let of_row = |row: &crate::Row| {
                row.cells.iter().map(|cell| (row.number, cell.column, cell.value.shown())).collect::<Vec<_>>()
            };
            sheet.rows.iter().flat_map(of_row).collect()
        };
        workbook.sheets.iter().map(|sheet| (sheet.name.clone(), cells(sheet))).collect()
    }

    fn cell(row: u32, column: u32, text: &str) -> (u32, u32, String) {
        (row, column, text.to_owned())
    }

    #[test]
    fn tables_of_a_page_become_sheets() {
        let page = "<!-- <table> --><style>td { a: '<' }</style><TABLE border=1><tr><th rowspan=\"2\">วันที่<th colspan=2>จำนวน&nbsp;(คน)</tr>
            <tr><td>ครู<br>อาจารย์</td><td>A &amp; B &#x41;</td></tr><tr><td>4 &lt; 5<td></table>
            <p>no</p><table><tr><td>x<table><tr><td>inner</td></tr></table>y</td></tr>";
        assert_eq!(
            grid(page),
            [
                (
                    "a".to_owned(),
                    vec![
                        cell(1, 0, "วันที่"),
                        cell(1, 1, "จำนวน (คน)"),
                        cell(2, 1, "ครู\nอาจารย์"),
                        cell(2, 2, "A & B A"),
                        cell(3, 0, "4 < 5"),
                    ]
                ),
                ("a 2".to_owned(), vec![cell(1, 0, "inner")]),
                ("a 3".to_owned(), vec![cell(1, 0, "xy")]),
            ]
        );
        let workbook = read(page, "a", &Limits::default()).expect("reads");
        let merged = &workbook.sheets[0].merged;
        assert_eq!(merged.iter().map(Area::first_cell).collect::<Vec<_>>(), ["A1", "B1"]);
    }

    #[test]
    fn pages_without_a_table_that_holds_anything_are_no_workbook() {
        for page in ["<table></table>", "<table><tr><td> </td></tr></table>", "<TABLE"] {
            assert!(is_page(page));
            assert_eq!(read(page, "a", &Limits::default()), Err(SheetError::UnknownFormat), "{page}");
        }
        assert!(!is_page("<html><p>table</p></html>"));
    }

    #[test]
    fn spans_and_depth_are_bounded() {
        let wide = "<table><tr><td colspan=4000000000>a<td>b</table>";
        assert!(matches!(read(wide, "a", &Limits::default()), Err(SheetError::TooMuchAt { .. })));
        let deep = "<table><tr><td>".repeat(100);
        let covering = "<tr><td rowspan=9 colspan=1000>".repeat(5_000);
        for page in [deep, format!("<table>{covering}")] {
            assert!(matches!(read(&page, "a", &Limits::default()), Err(SheetError::TooMuch { .. })));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_markup_is_read_or_refused(text in "(<table>|<tr>|<td>|</table>|<td rowspan=3 colspan='2'>|<!--|-->|&amp;|&|<|>|ก| ){0,40}") {
            let _outcome = read(&text, "a", &Limits::default());
        }
    }
}
