//! Workbooks as one XML text (Microsoft's XML Spreadsheet of 2002 and 2003), which older systems export as `.xls`. Owns its elements.

use crate::build::Builder;
use crate::xml::{Node, XmlReader, attribute};
use crate::{Area, Limits, SheetError, Value, Workbook};
use quick_xml::events::BytesStart;

/// The namespace that names the format.
const NAMESPACE: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// The last row and the last column that Excel knows.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;

/// Whether a text is such a workbook.
pub(crate) fn is_workbook(text: &str) -> bool {
    text.contains(NAMESPACE) && text.contains("Workbook")
}

pub(crate) fn read(text: &str, limits: &Limits) -> Result<Workbook, SheetError> {
    let mut reader = XmlReader::new(text, "workbook", limits);
    let mut builder = Builder::new(limits, text.contains("<Date1904"));
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut is_sheet_open = false;
    loop {
        match reader.next()? {
            Node::Open(start) => match start.local_name().as_ref() {
                "Worksheet" => {
                    builder.begin_sheet(&attribute(&start, "Name").unwrap_or_default(), false)?;
                    is_sheet_open = true;
                    row = 0;
                }
                "Row" => {
                    row = number(&start, "Index").unwrap_or(row + 1).min(LAST_ROW);
                    column = 0;
                }
                "Cell" if is_sheet_open => {
                    let at = number(&start, "Index").map_or(column, |index| index.saturating_sub(1)).min(LAST_COLUMN);
                    column = merge(&start, row, at, &mut builder)? + 1;
                    if let Some(value) = read_cell(&mut reader, &start)? {
                        builder.put(row.max(1), at, value)?;
                    }
                }
                _ => {}
            },
            Node::Close(end) if end.local_name().as_ref() == "Worksheet" => {
                builder.end_sheet();
                is_sheet_open = false;
            }
            Node::End => return builder.finish(),
            _ => {}
        }
    }
}

fn number(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(start, name)?.parse().ok()
}

/// Notes the area that a cell is merged over and gives its last column.
fn merge(start: &BytesStart<'_>, row: u32, column: u32, builder: &mut Builder<'_>) -> Result<u32, SheetError> {
    let across = number(start, "MergeAcross").unwrap_or_default().min(LAST_COLUMN);
    let down = number(start, "MergeDown").unwrap_or_default().min(LAST_ROW);
    if across > 0 || down > 0 {
        let (last_row, last_column) = (row.saturating_add(down), column.saturating_add(across));
        builder.merge(Area { first_row: row, last_row, first_column: column, last_column })?;
    }
    Ok(column.saturating_add(across))
}

/// Reads to the end of a cell; a comment on it is not its text.
fn read_cell(reader: &mut XmlReader<'_>, cell: &BytesStart<'_>) -> Result<Option<Value>, SheetError> {
    let has_formula = attribute(cell, "Formula").is_some();
    let (mut kind, mut text) = (None, String::new());
    let (mut is_data, mut is_comment) = (false, false);
    loop {
        match reader.next()? {
            Node::Open(start) => match start.local_name().as_ref() {
                "Data" if !is_comment => {
                    is_data = true;
                    kind = attribute(&start, "Type");
                }
                "Comment" => is_comment = true,
                _ => {}
            },
            Node::Text(piece) if is_data => text.push_str(&piece),
            Node::Close(end) => match end.local_name().as_ref() {
                "Data" => is_data = false,
                "Comment" => is_comment = false,
                "Cell" => break,
                _ => {}
            },
            Node::End => return Err(reader.damaged("it is cut off")),
            Node::Text(_) => {}
        }
    }
    if kind.is_none() && has_formula {
        return Ok(Some(Value::Uncalculated));
    }
    Ok((!text.is_empty()).then(|| value(kind.as_deref(), text)))
}

fn value(kind: Option<&str>, text: String) -> Value {
    let typed = match kind {
        Some("Number") => text.trim().parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number),
        Some("DateTime") => text.split('T').next().and_then(|date| date.parse().ok()).map(Value::Date),
        Some("Boolean") => Some(Value::Bool(text.trim() == "1")),
        Some("Error") => Some(Value::Error(text.clone())),
        _ => None,
    };
    typed.unwrap_or(Value::Text(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn cells_types_merges_and_gaps_are_read() {
        let text = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
            <Styles><Style ss:ID="s1"/></Styles><Worksheet ss:Name="กิจกรรม"><Table>
            <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">ทะเบียน</Data><Comment><Data>no</Data></Comment></Cell><Cell><Data ss:Type="String">d</Data></Cell></Row>
            <Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="DateTime">2019-07-04T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">296</Data></Cell>
            <Cell ss:Formula="=1+1"/></Row></Table></Worksheet></Workbook>"#;
        assert!(is_workbook(text));
        let workbook = read(text, &Limits::default()).expect("reads");
        let sheet = &workbook.sheets[0];
        assert_eq!(sheet.name, "กิจกรรม");
        assert_eq!(sheet.value(1, 0), Some(&Value::Text("ทะเบียน".to_owned())));
        assert_eq!(sheet.value(1, 3), Some(&Value::Text("d".to_owned())));
        assert_eq!(sheet.value(4, 1), Some(&Value::Date(date(2019, 7, 4))));
        assert_eq!(sheet.value(4, 2), Some(&Value::Number(296.0)));
        assert_eq!(sheet.value(4, 3), Some(&Value::Uncalculated));
        assert_eq!(sheet.merged, [Area { first_row: 1, last_row: 1, first_column: 0, last_column: 2 }]);
    }
}
