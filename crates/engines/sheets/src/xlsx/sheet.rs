//! One worksheet part (ECMA-376 part 1, 18.3): its cells and merged areas. Owns what the cell types mean.

use super::{Shared, strings};
use crate::build::Builder;
use crate::name::parse_cell_name;
use crate::number_format::Shown;
use crate::serial::date_from_serial;
use crate::xml::{Node, XmlReader, attribute};
use crate::{Area, Limits, SheetError, Value};
use quick_xml::events::BytesStart;

/// The last row that the format knows; a cell beyond it shows a damaged file.
const LAST_ROW: u32 = 1_048_576;

pub(crate) fn read(
    text: &str,
    part: &str,
    shared: &Shared,
    limits: &Limits,
    builder: &mut Builder<'_>,
) -> Result<(), SheetError> {
    let mut reader = XmlReader::new(text, part, limits);
    // Where the next row and cell stand when they do not say it themselves.
    let mut row = 0;
    let mut column = 0;
    loop {
        match reader.next()? {
            Node::Open(start) => match start.local_name().as_ref() {
                "row" => {
                    row = attribute(&start, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                    column = 0;
                }
                "c" => {
                    let at = attribute(&start, "r").and_then(|name| parse_cell_name(&name)).unwrap_or((row, column));
                    if !(1..=LAST_ROW).contains(&at.0) {
                        return Err(reader.damaged("a cell lies outside the sheet"));
                    }
                    column = at.1 + 1;
                    if let Some(value) = read_cell(&mut reader, &start, shared)? {
                        builder.put(at.0, at.1, value)?;
                        builder.note_time(at.0, at.1, shared.timed.take());
                    }
                }
                "mergeCell" => {
                    if let Some(area) = attribute(&start, "ref").and_then(|name| parse_area(&name)) {
                        builder.merge(area)?;
                    }
                }
                _ => {}
            },
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

fn parse_area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':')?;
    let (first_row, first_column) = parse_cell_name(first)?;
    let (last_row, last_column) = parse_cell_name(last)?;
    (first_row <= last_row && first_column <= last_column).then_some(Area {
        first_row,
        last_row,
        first_column,
        last_column,
    })
}

/// Reads to the end of a `c` element. Of a formula the stored result counts, not the formula.
fn read_cell(reader: &mut XmlReader<'_>, cell: &BytesStart<'_>, shared: &Shared) -> Result<Option<Value>, SheetError> {
    let style = attribute(cell, "s").and_then(|style| style.parse().ok());
    let kind = attribute(cell, "t").unwrap_or_default();
    let mut stored = String::new();
    let mut own_text = None;
    let mut in_value = false;
    let mut has_formula = false;
    loop {
        match reader.next()? {
            Node::Open(start) => match start.local_name().as_ref() {
                "v" => in_value = true,
                "f" => has_formula = true,
                "is" => own_text = Some(strings::read_text(reader, "is")?),
                _ => {}
            },
            Node::Text(text) if in_value => stored.push_str(&text),
            Node::Close(end) => match end.local_name().as_ref() {
                "v" => in_value = false,
                "c" => break,
                _ => {}
            },
            Node::End => return Err(reader.damaged("it is cut off")),
            Node::Text(_) => {}
        }
    }
    match own_text {
        Some(text) => Ok(Some(Value::Text(text))),
        // A formula may also come to an empty text.
        None if stored.is_empty() => Ok((has_formula && kind != "str").then_some(Value::Uncalculated)),
        None => value(&kind, stored, style, shared).ok_or_else(|| reader.damaged("a cell refers to nothing")).map(Some),
    }
}

fn value(kind: &str, stored: String, style: Option<usize>, shared: &Shared) -> Option<Value> {
    match kind {
        "s" => {
            let index: usize = stored.trim().parse().ok()?;
            shared.strings.get(index).map(|text| Value::Text(text.clone()))
        }
        "b" => Some(Value::Bool(stored.trim() == "1")),
        "e" => Some(Value::Error(stored)),
        "d" => Some(iso_date(&stored).unwrap_or(Value::Text(stored))),
        "str" | "inlineStr" => Some(Value::Text(stored)),
        _ => Some(number(stored, style, shared)),
    }
}

fn iso_date(stored: &str) -> Option<Value> {
    stored.split('T').next()?.parse().ok().map(Value::Date)
}

fn number(stored: String, style: Option<usize>, shared: &Shared) -> Value {
    let Some(number) = stored.trim().parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return Value::Text(stored);
    };
    let shown = style.and_then(|style| shared.styles.get(style)).copied().unwrap_or_default();
    if shown != Shown::Number {
        shared.timed.set(Some(number));
    }
    let date = if shown == Shown::Date { date_from_serial(number, shared.from_1904) } else { None };
    date.map_or(Value::Number(number), Value::Date)
}
