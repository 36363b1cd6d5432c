//! What a chart gives back.

/// A drawing as SVG text, with its size and the table behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// One `<svg>` element, ready to stand in a page or a file.
    pub svg: String,
    /// Width in CSS pixels; the drawing scales.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// The numbers drawn, for readers who cannot or would rather not see them as a picture.
    pub table: Table,
}

/// The numbers of a drawing as text in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Headings of the columns.
    pub header: Vec<String>,
    /// Rows as wide as the header; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}
