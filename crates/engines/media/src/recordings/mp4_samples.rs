//! Where the samples of a track stand in an MP4 file (ISO/IEC 14496-12, sections 8.7.3 to 8.7.5). Owns reading these tables.

use super::Uncleaned;
use super::mp4::Part;
use Uncleaned::{Broken, Unknown};

/// From a place in the file up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Four bytes as a number.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Eight bytes as a number.
pub(super) fn longest(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// The most chunks of all tracks, which a file of hours does not reach.
pub(super) const MOST_CHUNKS: usize = 500_000;

/// How long samples are.
enum Sizes<'b> {
    /// All alike, and how many.
    Same(usize, usize),
    /// Each in so many bits.
    Each(usize, &'b [u8]),
}

impl Sizes<'_> {
    /// The bytes of so many samples from one on.
    fn sum(&self, first: usize, count: usize) -> Option<usize> {
        match self {
            Self::Same(size, all) => (first.checked_add(count)? <= *all).then(|| size.checked_mul(count)).flatten(),
            Self::Each(bits, table) => (first..first.checked_add(count)?)
                .try_fold(0_usize, |sum, at| sum.checked_add(size_at(table, *bits, at)?)),
        }
    }
}

fn size_at(table: &[u8], bits: usize, at: usize) -> Option<usize> {
    match bits {
        4 => {
            let byte = usize::from(*table.get(at / 2)?);
            Some(if at.is_multiple_of(2) { byte >> 4 } else { byte & 0x0F })
        }
        8 => table.get(at).map(|byte| usize::from(*byte)),
        16 => Some(usize::from(u16::from_be_bytes(table.get(at * 2..at * 2 + 2)?.try_into().ok()?))),
        _ => usize::try_from(long(table, at.checked_mul(4)?)?).ok(),
    }
}

/// The samples of a track, a span a chunk.
pub(super) fn spans(bytes: &[u8], tables: &[Part]) -> Result<Vec<Span>, Uncleaned> {
    let content = |name: &[u8; 4]| {
        tables.iter().find(|part| &part.name == name).and_then(|part| bytes.get(part.content..part.end))
    };
    let sizes = sizes(content(b"stsz"), content(b"stz2")).ok_or(Broken)?;
    // A size of one stands for a sample whose length its coding says, as in old QuickTime sounds.
    if matches!(sizes, Sizes::Same(1, _)) {
        return Err(Unknown);
    }
    let offsets = offsets(content(b"stco"), content(b"co64")).ok_or(Broken)?;
    if offsets.len() > MOST_CHUNKS {
        return Err(Unknown);
    }
    let runs = content(b"stsc").and_then(runs).ok_or(Broken)?;
    let (mut spans, mut sample, mut run) = (Vec::with_capacity(offsets.len()), 0, 0);
    for (at, start) in offsets.into_iter().enumerate() {
        while runs.get(run + 1).is_some_and(|(first, _)| *first <= at + 1) {
            run += 1;
        }
        let count = runs.get(run).filter(|(first, _)| *first <= at + 1).map(|(_, count)| *count).ok_or(Broken)?;
        let length = sizes.sum(sample, count).ok_or(Broken)?;
        spans.push(Span { start, end: start.checked_add(length).ok_or(Broken)? });
        sample = sample.checked_add(count).ok_or(Broken)?;
    }
    Ok(spans)
}

fn sizes<'b>(plain: Option<&'b [u8]>, compact: Option<&'b [u8]>) -> Option<Sizes<'b>> {
    let whole = |table: &[u8], at: usize| usize::try_from(long(table, at)?).ok();
    if let Some(table) = plain {
        let (size, count) = (whole(table, 4)?, whole(table, 8)?);
        return if size == 0 { Some(Sizes::Each(32, table.get(12..)?)) } else { Some(Sizes::Same(size, count)) };
    }
    let table = compact?;
    let bits = usize::from(*table.get(7)?);
    matches!(bits, 4 | 8 | 16).then(|| table.get(12..)).flatten().map(|table| Sizes::Each(bits, table))
}

fn offsets(plain: Option<&[u8]>, long_ones: Option<&[u8]>) -> Option<Vec<usize>> {
    let (table, width) = plain.map(|table| (table, 4)).or_else(|| long_ones.map(|table| (table, 8)))?;
    let count = usize::try_from(long(table, 4)?).ok()?;
    let entries = table.get(8..count.checked_mul(width)?.checked_add(8)?)?;
    let number = |entry: &[u8]| {
        let value = entry.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
        usize::try_from(value).ok()
    };
    entries.chunks(width).map(number).collect()
}

/// From which chunk on there are how many samples in one.
fn runs(table: &[u8]) -> Option<Vec<(usize, usize)>> {
    let count = usize::try_from(long(table, 4)?).ok()?;
    let entries = table.get(8..count.checked_mul(12)?.checked_add(8)?)?;
    let run = |entry: &[u8]| Some((usize::try_from(long(entry, 0)?).ok()?, usize::try_from(long(entry, 4)?).ok()?));
    entries.chunks(12).map(run).collect()
}
