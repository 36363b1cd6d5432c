//! What several test modules read.

use sheets::{Limits, Sheet};

/// A delimited text as a sheet.
pub(crate) fn sheet(text: &str) -> Sheet {
    let workbook = sheets::read(text.as_bytes(), "form.csv", &Limits::default()).expect("a delimited text");
    workbook.sheets.into_iter().next().expect("one sheet")
}
