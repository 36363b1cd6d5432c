//! Lists that stand beside a form as files: CSV and GeoJSON become documents in the shape that ODK gives them, `root` with an `item`
//! for each row or feature. Lists in XML are documents already.

mod csv;
mod geojson;

pub use csv::read_csv;
pub use geojson::read_geojson;

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
}
