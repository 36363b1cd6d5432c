//! Bytes to text: UTF-8, UTF-16 and Windows-874, as Thai versions of spreadsheet programs save it. Owns guessing which, and refusing
//! bytes that are no text.

use crate::SheetError;
use crate::error::OtherFormat;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874};

/// UTF-16 and UTF-8 by their byte order mark, UTF-8 when the bytes are valid as such, UTF-16 when every other byte of its ASCII
/// characters is zero, else Windows-874, which Thai programs still save and which differs from TIS-620 only in characters beside the
/// letters.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, SheetError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _, broken) = encoding.decode(bytes.get(mark..).unwrap_or_default());
        return if broken { Err(SheetError::UnknownEncoding) } else { Ok(text.into_owned()) };
    }
    if bytes.contains(&0) {
        return wide(bytes).ok_or_else(|| OtherFormat::of(bytes).map_or(SheetError::UnknownFormat, SheetError::Other));
    }
    for encoding in [UTF_8, WINDOWS_874] {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return Ok(text.into_owned());
        }
    }
    Err(OtherFormat::of(bytes).map_or(SheetError::UnknownEncoding, SheetError::Other))
}

/// UTF-16 without its mark: lines of a table hold separators and line ends, whose upper byte is zero.
fn wide(bytes: &[u8]) -> Option<String> {
    let zeros_at = |offset: usize| bytes.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = match (zeros_at(0), zeros_at(1)) {
        (0, _) => UTF_16LE,
        (_, 0) => UTF_16BE,
        _ => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!is_binary(&text)).then(|| text.into_owned())
}

/// Refuses texts that are other kinds of files; reading them line by line would give nonsense.
pub(crate) fn refuse_other_formats(text: &str) -> Result<(), SheetError> {
    if let Some(other) = OtherFormat::of(text.trim_start().as_bytes()) {
        return Err(SheetError::Other(other));
    }
    if is_binary(text) { Err(SheetError::UnknownFormat) } else { Ok(()) }
}

fn is_binary(text: &str) -> bool {
    text.chars().take(4096).any(|character| character.is_control() && !matches!(character, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, read};

    #[test]
    fn what_is_no_table_is_refused() {
        for (bytes, expected) in [
            (b"%PDF-1.7 ...".as_slice(), SheetError::Other(OtherFormat::Pdf)),
            (b"%PDF-1.7 \x00\xFF\xDC", SheetError::Other(OtherFormat::Pdf)),
            (b"{\\rtf1", SheetError::Other(OtherFormat::Document)),
            (b"\x89PNG\r\n\x1a\n\x00\x00", SheetError::Other(OtherFormat::Picture)),
            (b"<html><p>letter</p>", SheetError::UnknownFormat),
            (b"abc\x01\x02", SheetError::UnknownFormat),
            (b"a\x00\x00\x00b", SheetError::UnknownFormat),
            // 0xDB to 0xDE and 0xFC to 0xFF have no character in Windows-874.
            (b"a;\xDC\xFE\n", SheetError::UnknownEncoding),
        ] {
            assert_eq!(read(bytes, "x.csv", &Limits::default()), Err(expected), "{bytes:?}");
        }
    }
}
