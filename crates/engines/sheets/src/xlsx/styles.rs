//! The style sheet of a workbook (ECMA-376 part 1, 18.8), of which only one thing matters here: which styles show dates and times.

use crate::number_format::Shown;
use crate::xml::{Node, XmlReader, attribute};
use crate::{Limits, SheetError};
use std::collections::HashMap;

/// For each cell style, by number, what it shows numbers as.
pub(crate) fn read(text: &str, limits: &Limits) -> Result<Vec<Shown>, SheetError> {
    let mut reader = XmlReader::new(text, "styles", limits);
    let mut custom: HashMap<u32, Shown> = HashMap::new();
    let mut styles = Vec::new();
    let mut in_cell_styles = false;
    loop {
        match reader.next()? {
            Node::Open(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&start, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&start, "formatCode")) {
                        custom.insert(id, Shown::code(&code));
                    }
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles => {
                    let id: u32 = attribute(&start, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or_default();
                    styles.push(custom.get(&id).copied().unwrap_or_else(|| Shown::builtin(id)));
                }
                _ => {}
            },
            Node::Close(end) if end.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
            Node::End => return Ok(styles),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cell_styles_count_and_custom_formats_win() {
        let xml = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d mmm yy"/><numFmt numFmtId="14" formatCode="0"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="15"/></cellXfs></styleSheet>"#;
        assert_eq!(read(xml, &Limits::default()), Ok(vec![Shown::Number, Shown::Date, Shown::Number, Shown::Date]));
    }
}
