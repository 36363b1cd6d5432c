//! OpenDocument spreadsheets (ODF 1.3 part 3, chapter 9). Owns repeated rows and cells, spans, and the text of a cell.

use crate::archive::Archive;
use crate::build::Builder;
use crate::error::Excess;
use crate::xml::{Node, XmlReader, attribute};
use crate::{Area, Limits, SheetError, Value, Workbook};
use quick_xml::events::BytesStart;

pub(crate) fn read(archive: &mut Archive<'_>, limits: &Limits) -> Result<Workbook, SheetError> {
    let manifest = archive.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(SheetError::Encrypted);
    }
    let text = archive.text("content.xml")?.ok_or(SheetError::UnknownFormat)?;
    let mut reader = XmlReader::new(&text, "content.xml", limits);
    let mut builder = Builder::new(limits, false);
    let mut is_spreadsheet = false;
    loop {
        match reader.next()? {
            Node::Open(start) => match start.local_name().as_ref() {
                "spreadsheet" => is_spreadsheet = true,
                "table" if is_spreadsheet => {
                    builder.begin_sheet(&attribute(&start, "name").unwrap_or_default(), false)?;
                    read_table(&mut reader, limits, &mut builder)?;
                    builder.end_sheet();
                }
                _ => {}
            },
            Node::End if is_spreadsheet => return builder.finish(),
            // A text document or a drawing.
            Node::End => return Err(SheetError::UnknownFormat),
            _ => {}
        }
    }
}

/// Rows may stand in groups and header rows, which change nothing.
fn read_table(reader: &mut XmlReader<'_>, limits: &Limits, builder: &mut Builder<'_>) -> Result<(), SheetError> {
    let mut row = 1_u32;
    loop {
        match reader.next()? {
            Node::Open(start) if start.local_name().as_ref() == "table-row" => {
                let repeated = count(&start, "number-rows-repeated");
                let cells = read_row(reader, row, limits, builder)?;
                if !cells.is_empty() {
                    Excess::Rows.check(u64::from(repeated), limits.rows)?;
                    for copy in 0..repeated {
                        for (column, value) in &cells {
                            builder.put(row.saturating_add(copy), *column, value.clone())?;
                        }
                    }
                }
                row = row.saturating_add(repeated);
            }
            Node::Close(end) if end.local_name().as_ref() == "table" => return Ok(()),
            Node::End => return Err(reader.damaged("it is cut off")),
            _ => {}
        }
    }
}

fn count(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|number| number.parse().ok()).unwrap_or(1).max(1)
}

fn read_row(
    reader: &mut XmlReader<'_>,
    row: u32,
    limits: &Limits,
    builder: &mut Builder<'_>,
) -> Result<Vec<(u32, Value)>, SheetError> {
    let mut cells = Vec::new();
    let mut column = 0_u32;
    loop {
        match reader.next()? {
            Node::Open(start) if matches!(start.local_name().as_ref(), "table-cell" | "covered-table-cell") => {
                let repeated = count(&start, "number-columns-repeated");
                let covered = start.local_name().as_ref() == "covered-table-cell";
                let value = read_cell(reader, &start)?.filter(|value| !covered && !value.is_empty_text());
                merge(&start, row, column, builder)?;
                if let Some(value) = value {
                    let last = u64::from(column) + u64::from(repeated);
                    let at = (row, column.saturating_add(repeated - 1));
                    builder.check_at(Excess::Columns, last, limits.columns, at)?;
                    cells.extend((column..column.saturating_add(repeated)).map(|column| (column, value.clone())));
                }
                column = column.saturating_add(repeated);
            }
            Node::Close(end) if end.local_name().as_ref() == "table-row" => return Ok(cells),
            Node::End => return Err(reader.damaged("it is cut off")),
            _ => {}
        }
    }
}

fn merge(start: &BytesStart<'_>, row: u32, column: u32, builder: &mut Builder<'_>) -> Result<(), SheetError> {
    let rows = count(start, "number-rows-spanned");
    let columns = count(start, "number-columns-spanned");
    if rows == 1 && columns == 1 {
        return Ok(());
    }
    builder.merge(Area {
        first_row: row,
        last_row: row.saturating_add(rows - 1),
        first_column: column,
        last_column: column.saturating_add(columns - 1),
    })
}

/// Reads to the end of a cell. Paragraphs are joined by line breaks; a comment on the cell is not its text.
fn read_cell(reader: &mut XmlReader<'_>, cell: &BytesStart<'_>) -> Result<Option<Value>, SheetError> {
    let mut text = String::new();
    let mut comments = 0_u32;
    let mut paragraphs = 0_u32;
    loop {
        match reader.next()? {
            Node::Open(start) => match start.local_name().as_ref() {
                "annotation" => comments += 1,
                "p" if comments == 0 => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                }
                "s" | "tab" | "line-break" if comments == 0 => text.push(' '),
                _ => {}
            },
            Node::Text(piece) if comments == 0 && paragraphs > 0 => text.push_str(&piece),
            Node::Close(end) => match end.local_name().as_ref() {
                "annotation" => comments = comments.saturating_sub(1),
                "table-cell" | "covered-table-cell" => break,
                _ => {}
            },
            Node::End => return Err(reader.damaged("it is cut off")),
            Node::Text(_) => {}
        }
    }
    Ok(value(cell, text))
}

fn value(cell: &BytesStart<'_>, text: String) -> Option<Value> {
    let number =
        || attribute(cell, "value").and_then(|number| number.parse().ok()).filter(|number: &f64| number.is_finite());
    let typed = match attribute(cell, "value-type").as_deref() {
        Some("float" | "currency" | "percentage") => number().map(Value::Number),
        Some("date") => {
            attribute(cell, "date-value").and_then(|date| date.split('T').next()?.parse().ok()).map(Value::Date)
        }
        Some("boolean") => attribute(cell, "boolean-value").map(|yes| Value::Bool(yes == "true")),
        _ => None,
    };
    let uncalculated =
        attribute(cell, "formula").is_some() && text.is_empty() && attribute(cell, "value-type").is_none();
    typed.or_else(|| {
        if uncalculated { Some(Value::Uncalculated) } else { (!text.is_empty()).then_some(Value::Text(text)) }
    })
}
