//! How much of a file is read before it is refused. Owns the figures and their reasons.

/// Limits on one file. The defaults leave room for a province's registers of a decade and refuse what only an attack needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Entries of a zipped workbook.
    pub zip_entries: u64,
    /// Bytes of all entries together once unpacked, counted before unpacking and again while it happens.
    pub unpacked_bytes: u64,
    /// Unpacked bytes for each byte of the file; looked at from one mebibyte unpacked, below which nothing can be overwhelmed.
    pub ratio: u64,
    /// Sheets of a workbook.
    pub sheets: u64,
    /// Rows that hold something, over all sheets. Rows that are only formatted do not count.
    pub rows: u64,
    /// Columns: the number of the last one that holds something.
    pub columns: u64,
    /// Cells that hold something, over all sheets.
    pub cells: u64,
    /// Characters in one cell; Excel itself stops at 32,767.
    pub cell_length: u64,
    /// Bytes of text over all cells, counting a shared string each time it is used.
    pub text_bytes: u64,
    /// How deep XML elements may stand in each other.
    pub xml_depth: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MEBIBYTE: u64 = 1024 * 1024;
        Self {
            file_bytes: 25 * MEBIBYTE,
            zip_entries: 2_000,
            unpacked_bytes: 64 * MEBIBYTE,
            ratio: 100,
            sheets: 255,
            rows: 200_000,
            columns: 1_000,
            cells: 4_000_000,
            cell_length: 32_767,
            text_bytes: 64 * MEBIBYTE,
            xml_depth: 64,
        }
    }
}
