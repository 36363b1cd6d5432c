//! The external choices as the file that phones search in, `itemsets.csv`.

use crate::Tables;
use crate::tables::Sheet;

/// The file's content, when the workbook has such choices: every cell in quotes, blank ones at the end of a row left out.
pub(crate) fn itemsets(tables: &Tables) -> Option<String> {
    let sheet = tables.sheet("external_choices").filter(|sheet| !sheet.rows.is_empty())?;
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in std::iter::once(&sheet.header).chain(sheet.rows.iter().map(|row| &row.cells)) {
        writer.write_record(under_headings(sheet, row)).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

/// The cells under a heading, without blank ones at the end.
fn under_headings<'t>(sheet: &Sheet, cells: &'t [String]) -> Vec<&'t str> {
    let headed = sheet.header.iter().enumerate().filter(|(_, heading)| !heading.is_empty());
    let mut found: Vec<&str> = headed.map(|(at, _)| cells.get(at).map_or("", String::as_str)).collect();
    while found.last().is_some_and(|cell| cell.is_empty()) {
        found.pop();
    }
    found
}
