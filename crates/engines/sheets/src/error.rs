//! Why a file could not be read as a workbook, and what to say about it. Sentences are in `locales/<code>/sheets.ftl`.

use language::Message;

/// Why a file could not be read as a workbook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The bytes are of no kind of workbook that is read here.
    #[error("the file is not an XLSX, ODS or XLS workbook or a CSV text")]
    UnknownFormat,
    /// The workbook is protected by a password.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// The file is cut off or altered.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// The text is neither Unicode nor Windows-874.
    #[error("the text is neither UTF-8, UTF-16 nor Windows-874")]
    UnknownEncoding,
    /// A limit was passed.
    #[error("{excess:?}: more than {allowed}")]
    TooMuch {
        /// Of what there is too much.
        excess: Excess,
        /// How much is allowed.
        allowed: u64,
    },
}

/// Of what a file has too much; each is a field of [`crate::Limits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// Bytes of the file.
    FileBytes,
    /// Entries in the zip.
    ZipEntries,
    /// Bytes when unpacked.
    UnpackedBytes,
    /// Unpacked bytes for each byte of the file.
    Ratio,
    /// Sheets.
    Sheets,
    /// Rows that hold something.
    Rows,
    /// Columns.
    Columns,
    /// Cells that hold something.
    Cells,
    /// Characters in a cell.
    CellLength,
    /// Bytes of text.
    TextBytes,
    /// Depth of XML elements.
    XmlDepth,
}

impl Excess {
    /// Whether `found` is still allowed.
    pub(crate) fn check(self, found: u64, allowed: u64) -> Result<(), SheetError> {
        if found > allowed { Err(SheetError::TooMuch { excess: self, allowed }) } else { Ok(()) }
    }

    fn key(self) -> &'static str {
        match self {
            Self::FileBytes => "sheets-too-much-file-bytes",
            Self::ZipEntries | Self::UnpackedBytes | Self::Ratio | Self::XmlDepth => "sheets-too-much-packed",
            Self::Sheets => "sheets-too-much-sheets",
            Self::Rows => "sheets-too-much-rows",
            Self::Columns => "sheets-too-much-columns",
            Self::Cells | Self::TextBytes => "sheets-too-much-cells",
            Self::CellLength => "sheets-too-much-cell-length",
        }
    }

    /// The limit in the unit that the sentence speaks of: mebibytes for bytes of the file, the bare number otherwise.
    fn spoken(self, allowed: u64) -> u64 {
        if self == Self::FileBytes { allowed / (1024 * 1024) } else { allowed }
    }
}

impl SheetError {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }

    /// The problem as a sentence for the person who sent the file: what is wrong and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("sheets-empty"),
            Self::UnknownFormat => Message::new("sheets-unknown-format"),
            Self::Encrypted => Message::new("sheets-encrypted"),
            Self::Damaged(_) => Message::new("sheets-damaged"),
            Self::UnknownEncoding => Message::new("sheets-unknown-encoding"),
            Self::TooMuch { excess, allowed } => {
                Message::new(excess.key()).with("allowed", language::format_number(excess.spoken(*allowed) as f64, 0))
            }
        }
    }
}

impl From<&SheetError> for Message {
    fn from(error: &SheetError) -> Self {
        error.message()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::{Lang, say};

    #[test]
    fn every_error_is_said_in_english_and_thai() {
        let excesses = [
            Excess::FileBytes,
            Excess::ZipEntries,
            Excess::Sheets,
            Excess::Rows,
            Excess::Columns,
            Excess::Cells,
            Excess::CellLength,
        ];
        let errors = [SheetError::Empty, SheetError::UnknownFormat, SheetError::Encrypted, SheetError::UnknownEncoding]
            .into_iter()
            .chain([SheetError::damaged("end of central directory")])
            .chain(excesses.map(|excess| SheetError::TooMuch { excess, allowed: 26_214_400 }));
        for error in errors {
            for lang in [Lang::En, Lang::Th] {
                let said = say(lang, &error.message());
                assert!(!said.starts_with("sheets-") && !said.contains('{'), "{lang} {error}: {said}");
            }
        }
        let said = say(Lang::En, &SheetError::TooMuch { excess: Excess::FileBytes, allowed: 26_214_400 }.message());
        assert!(said.contains("25 MB"), "{said}");
    }
}
