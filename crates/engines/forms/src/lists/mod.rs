//! Lists that stand beside a form as files: CSV and GeoJSON become documents in the shape that ODK gives them, `root` with an `item`
//! for each row or feature. Lists in XML are documents already. Owns how much of a file is read, and how people find a row in it;
//! what a form needs of a list is `list_check`'s.

mod csv;
mod error;
mod geojson;

pub use csv::read_csv;
pub use error::ListError;
pub use geojson::read_geojson;

use crate::Itemset;
use language::Message;
use xpath::Document;

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Rows of cells.
    Csv,
    /// A collection of features.
    GeoJson,
    /// A root element with an element for each choice.
    Xml,
}

impl Format {
    /// The format that the ending of a file's name stands for; `None` for files that are no lists.
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "geojson" => Some(Self::GeoJson),
            "xml" => Some(Self::Xml),
            _ => None,
        }
    }
}

/// How much of a list is read before it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListLimits {
    /// Rows, features or elements inside the root.
    pub rows: usize,
    /// Cells of all rows together; elements, attributes and texts of XML.
    pub cells: usize,
}

impl Default for ListLimits {
    /// 100,000 rows, which is what phones still carry, and two million cells.
    fn default() -> Self {
        Self { rows: 100_000, cells: 2_000_000 }
    }
}

/// A list as it was written in a file.
#[derive(Clone, Debug)]
pub struct ListFile {
    /// The list.
    pub itemset: Itemset,
    /// How it is written.
    pub format: Format,
    /// Of a table: the line that each row begins on.
    lines: Vec<usize>,
}

impl ListFile {
    /// What is wrong with a row, counted from 0, or with a cell of it, told where a person finds it.
    pub(crate) fn at_row(&self, row: usize, column: &str, problem: Message) -> Message {
        let key = match self.format {
            Format::Csv => "forms-list-at-cell",
            Format::GeoJson => "forms-list-at-feature",
            Format::Xml => "forms-list-at-item",
        };
        let number = self.lines.get(row).copied().unwrap_or(row + 1);
        Message::new(key).with("row", number).with("column", column).with("problem", problem)
    }
}

/// Reads a list.
///
/// # Errors
/// When the text is not in that format or is beyond the limits, with its place.
pub fn read(text: &str, format: Format, limits: ListLimits) -> Result<ListFile, ListError> {
    let (document, lines) = match format {
        Format::Csv => read_csv(text, limits)?,
        Format::GeoJson => (read_geojson(text, limits)?, Vec::new()),
        Format::Xml => (read_xml(text, limits)?, Vec::new()),
    };
    Ok(ListFile { itemset: Itemset::from_document(document), format, lines })
}

fn read_xml(text: &str, limits: ListLimits) -> Result<Document, ListError> {
    let document = xml::read(text, &xml::Limits { nodes: limits.cells, ..xml::Limits::default() })?;
    if document.elements(document.root()).nth(limits.rows).is_some() {
        return Err(ListError::TooManyRows(limits.rows));
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_by_the_ending_of_their_name() {
        let cases = [
            ("towns.csv", "name,label\na,A\nb,B\n"),
            ("towns.XML", "<root><item><name>a</name><label>A</label></item><item><name>b</name></item></root>"),
            (
                "a.b.geojson",
                r#"{"type": "FeatureCollection", "features": [{"properties": {"name": "a", "label": "A"}}, {}]}"#,
            ),
        ];
        for (name, text) in cases {
            let format = Format::of_file(name).expect(name);
            let limits = |rows, cells| ListLimits { rows, cells };
            let list = read(text, format, limits(2, 100)).expect(name);
            assert_eq!(list.itemset.named("a").count(), 1, "{name}");
            assert_eq!(read(text, format, limits(1, 100)).map(|_| ()), Err(ListError::TooManyRows(1)), "{name}");
            assert!(read(text, format, limits(2, 3)).is_err(), "{name} has more cells");
            assert!(read("", format, ListLimits::default()).is_err(), "{name}");
        }
        for name in ["last-saved", "picture.png", "csv"] {
            assert_eq!(Format::of_file(name), None, "{name}");
        }
    }
}
