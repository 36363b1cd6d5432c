//! A zipped workbook opened under limits. Owns the checks that come before unpacking and the count while it happens.

use crate::error::Excess;
use crate::{Limits, SheetError};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Below this size the ratio says nothing: a small file of one repeated row packs a thousand to one and hurts nobody.
const RATIO_FROM: u64 = 1024 * 1024;

/// The zip's own record of its contents: signature, and where the number of entries stands in it (APPNOTE 6.3.10, 4.3.16).
const END_RECORD: &[u8] = b"PK\x05\x06";
const END_RECORD_LENGTH: usize = 22;
const ENTRIES_AT: usize = 10;
/// The record ends the file, but for a comment of at most 65,535 bytes.
const LONGEST_COMMENT: usize = 65_535;

/// An opened zip whose contents are known to fit the limits.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry numbers by name, lower case, since part names are compared without case (ECMA-376 part 2, 6.2.2.3).
    entries: HashMap<String, usize>,
    /// The names as they were written, in the order of the zip.
    spelt: Vec<String>,
    /// Bytes that may still be unpacked: a part asked for again and again counts every time.
    left: u64,
    allowed: u64,
}

impl<'a> Archive<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, SheetError> {
        let count = entry_count(bytes).ok_or_else(|| SheetError::damaged("no end of central directory"))?;
        Excess::ZipEntries.check(u64::from(count), limits.zip_entries)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let mut entries = HashMap::with_capacity(zip.len());
        let mut spelt = Vec::with_capacity(zip.len());
        let mut unpacked = 0_u64;
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|error| damaged(&error))?;
            if entry.encrypted() {
                return Err(SheetError::Encrypted);
            }
            unpacked = unpacked.saturating_add(entry.size());
            let name = entry.name().map_err(|error| damaged(&error))?.into_owned();
            entries.insert(part_name(&name), index);
            spelt.push(name);
        }
        Excess::UnpackedBytes.check(unpacked, limits.unpacked_bytes)?;
        if unpacked > RATIO_FROM {
            Excess::Ratio.check(unpacked.div_ceil(bytes.len().max(1) as u64), limits.ratio)?;
        }
        Ok(Self { zip, entries, spelt, left: limits.unpacked_bytes, allowed: limits.unpacked_bytes })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&part_name(name))
    }

    /// The names of all parts, in lower case.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Every file in it with its bytes: the last part of its name, whatever folder it is in. What programs put beside people's files,
    /// whose names begin with a point or stand in `__MACOSX`, is left out.
    pub(crate) fn files(&mut self) -> Result<Vec<(String, Vec<u8>)>, SheetError> {
        let mut files = Vec::new();
        for (index, spelt) in self.spelt.clone().iter().enumerate() {
            let whole = spelt.replace('\\', "/");
            let name = whole.rsplit('/').next().unwrap_or_default();
            if name.is_empty() || name.starts_with('.') || whole.starts_with("__MACOSX/") {
                continue;
            }
            files.push((name.to_owned(), self.bytes_at(index, spelt)?));
        }
        Ok(files)
    }

    /// The text of a part; `None` when there is none of that name.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, SheetError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text = String::from_utf8(bytes).map_err(|_| SheetError::damaged(format!("{name} is not UTF-8")))?;
        Ok(Some(text))
    }

    /// The bytes of a part; `None` when there is none of that name.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, SheetError> {
        let Some(index) = self.entries.get(&part_name(name)).copied() else { return Ok(None) };
        self.bytes_at(index, name).map(Some)
    }

    fn bytes_at(&mut self, index: usize, name: &str) -> Result<Vec<u8>, SheetError> {
        let entry = self.zip.by_index(index).map_err(|error| damaged(&error))?;
        let claimed = entry.size();
        if claimed > self.left {
            return Err(SheetError::TooMuch { excess: Excess::UnpackedBytes, allowed: self.allowed });
        }
        // The size is only a claim: one byte more than claimed is asked for, and refused when it comes.
        let mut bytes = Vec::new();
        entry
            .take(claimed + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| SheetError::damaged(format!("{name}: {error}")))?;
        if bytes.len() as u64 != claimed {
            return Err(SheetError::damaged(format!("{name} is not of the size it claims")));
        }
        self.left -= claimed;
        Ok(bytes)
    }
}

fn part_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

fn damaged(error: &ZipError) -> SheetError {
    SheetError::damaged(error.to_string())
}

/// The number of entries that the zip says it has. The zip reader reads as many and no more, so a lie only hides entries.
fn entry_count(bytes: &[u8]) -> Option<u16> {
    let tail_start = bytes.len().saturating_sub(END_RECORD_LENGTH + LONGEST_COMMENT);
    let tail = bytes.get(tail_start..)?;
    let at = tail.windows(END_RECORD.len()).rposition(|window| window == END_RECORD)?;
    let record = tail.get(at..at + END_RECORD_LENGTH)?;
    let count = record.get(ENTRIES_AT..ENTRIES_AT + 2)?;
    count.try_into().ok().map(u16::from_le_bytes)
}
