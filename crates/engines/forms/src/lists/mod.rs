//! Lists that stand beside a form as files: CSV and GeoJSON become documents in the shape that ODK gives them, `root` with an `item`
//! for each row or feature. Lists in XML are documents already.

mod csv;
mod geojson;

pub use csv::read_csv;
pub use geojson::read_geojson;

use crate::Itemset;

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

/// Reads a list.
///
/// # Errors
/// When the text is not in that format, with its place.
pub fn read(text: &str, format: Format) -> Result<Itemset, ListError> {
    let document = match format {
        Format::Csv => read_csv(text)?,
        Format::GeoJson => read_geojson(text)?,
        Format::Xml => xml::read(text, &xml::Limits::default())?,
    };
    Ok(Itemset::from_document(document))
}

/// Why a list cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// A row has more cells than the header.
    #[error("line {line} has more cells than the header")]
    TooManyCells {
        /// The line, from 1.
        line: usize,
    },
    /// A quotation mark that is never closed.
    #[error("the quotation mark opened on line {line} is never closed")]
    OpenQuote {
        /// The line, from 1.
        line: usize,
    },
    /// The header is empty.
    #[error("the list has no header")]
    NoHeader,
    /// The text is not the JSON of features.
    #[error("this is no GeoJSON collection of features: {0}")]
    NoFeatures(String),
    /// The text is no XML within the limits.
    #[error("{0}")]
    Xml(#[from] xml::ReadError),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_by_the_ending_of_their_name() {
        let cases = [
            ("towns.csv", "name,label\na,A\n"),
            ("towns.XML", "<root><item><name>a</name><label>A</label></item></root>"),
            (
                "a.b.geojson",
                r#"{"type": "FeatureCollection", "features": [{"properties": {"name": "a", "label": "A"}}]}"#,
            ),
        ];
        for (name, text) in cases {
            let format = Format::of_file(name).expect(name);
            assert_eq!(read(text, format).expect(name).named("a").count(), 1, "{name}");
            assert!(read("", format).is_err(), "{name}");
        }
        for name in ["last-saved", "picture.png", "csv"] {
            assert_eq!(Format::of_file(name), None, "{name}");
        }
    }
}
