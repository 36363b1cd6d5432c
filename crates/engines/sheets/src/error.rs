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
    /// The bytes are a file of another kind.
    #[error("the file is a {0:?}, not a workbook")]
    Other(OtherFormat),
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
    /// A limit was passed at a cell that can be shown.
    #[error("{excess:?} at {cell} of `{sheet}`: more than {allowed}")]
    TooMuchAt {
        /// Of what there is too much.
        excess: Excess,
        /// How much is allowed.
        allowed: u64,
        /// The sheet.
        sheet: String,
        /// The cell, such as `F12`.
        cell: String,
    },
}

/// A kind of file that people send for a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFormat {
    /// A printed page.
    Pdf,
    /// A text document.
    Document,
    /// Slides.
    Presentation,
    /// A photograph or screenshot.
    Picture,
}

impl OtherFormat {
    /// By the first bytes of a file.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        const BEGINNINGS: [(&[u8], OtherFormat); 6] = [
            (b"%PDF", OtherFormat::Pdf),
            (b"{\\rtf", OtherFormat::Document),
            (b"\x89PNG", OtherFormat::Picture),
            (b"\xFF\xD8\xFF", OtherFormat::Picture),
            (b"GIF8", OtherFormat::Picture),
            (b"RIFF", OtherFormat::Picture),
        ];
        BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, format)| *format)
    }

    /// By the names of the parts of a zip.
    pub(crate) fn of_parts<'n>(mut names: impl Iterator<Item = &'n str>) -> Option<Self> {
        names.find_map(|name| match name {
            "word/document.xml" => Some(Self::Document),
            "ppt/presentation.xml" => Some(Self::Presentation),
            _ => None,
        })
    }

    fn label(self) -> Message {
        Message::new(match self {
            Self::Pdf => "sheets-other-pdf",
            Self::Document => "sheets-other-document",
            Self::Presentation => "sheets-other-presentation",
            Self::Picture => "sheets-other-picture",
        })
    }
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
            Self::Other(format) => Message::new("sheets-other").with("kind", format.label()),
            Self::Encrypted => Message::new("sheets-encrypted"),
            Self::Damaged(_) => Message::new("sheets-damaged"),
            Self::UnknownEncoding => Message::new("sheets-unknown-encoding"),
            Self::TooMuch { excess, allowed } => {
                Message::new(excess.key()).with("allowed", language::format_number(excess.spoken(*allowed) as f64, 0))
            }
            Self::TooMuchAt { excess, allowed, sheet, cell } => Message::new("sheets-at-cell")
                .with("sheet", sheet.as_str())
                .with("cell", cell.as_str())
                .with("problem", Self::TooMuch { excess: *excess, allowed: *allowed }.message()),
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
            .chain(
                [OtherFormat::Pdf, OtherFormat::Document, OtherFormat::Presentation, OtherFormat::Picture]
                    .map(SheetError::Other),
            )
            .chain([SheetError::TooMuchAt {
                excess: Excess::Columns,
                allowed: 1_000,
                sheet: "Data".to_owned(),
                cell: "ALM3".to_owned(),
            }])
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
