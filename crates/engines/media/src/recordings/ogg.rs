//! Ogg files with Opus or Vorbis (RFC 3533, RFC 7845, Vorbis I section 5). Owns that comments are replaced by none; the sound's own pages
//! are numbered anew and otherwise stay.

use super::{Recording, Uncleaned};
use Uncleaned::{Broken, Unknown};
use std::sync::LazyLock;

/// The bytes of a page before the table of its segments.
const HEAD: usize = 27;
const MOST_SEGMENTS: usize = 255;
const CONTINUES: u8 = 0x01;
const BEGINS: u8 = 0x02;
const ENDS: u8 = 0x04;
/// Who wrote the comments, which a file has to say.
const VENDOR: &[u8] = b"Saphan";

struct Page<'b> {
    flags: u8,
    granule: &'b [u8],
    serial: &'b [u8],
    segments: &'b [u8],
    content: &'b [u8],
}

impl<'b> Page<'b> {
    fn read(rest: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let count = usize::from(*rest.get(26)?);
        let segments = rest.get(HEAD..HEAD + count)?;
        let length: usize = segments.iter().map(|length| usize::from(*length)).sum();
        let start = HEAD + count;
        let is_known = rest.starts_with(b"OggS\0");
        let page = Self {
            flags: *rest.get(5)?,
            granule: rest.get(6..14)?,
            serial: rest.get(14..18)?,
            segments,
            content: rest.get(start..start + length)?,
        };
        is_known.then_some((page, rest.get(start + length..)?))
    }

    /// Whether its content is one packet, which ends here.
    fn is_one_packet(&self) -> bool {
        self.segments
            .split_last()
            .is_some_and(|(last, others)| *last < u8::MAX && others.iter().all(|length| *length == u8::MAX))
    }

    fn write(&self, number: u32, file: &mut Vec<u8>) {
        let start = file.len();
        file.extend(b"OggS\0");
        file.push(self.flags & (CONTINUES | BEGINS | ENDS));
        file.extend(self.granule);
        file.extend(self.serial);
        file.extend(number.to_le_bytes());
        file.extend([0; 4]);
        file.push(u8::try_from(self.segments.len()).unwrap_or(u8::MAX));
        file.extend(self.segments);
        file.extend(self.content);
        let sum = checksum(file.get(start..).unwrap_or_default());
        if let Some(place) = file.get_mut(start + 22..start + 26) {
            place.copy_from_slice(&sum.to_le_bytes());
        }
    }
}

/// What stands before the sound.
struct Heads<'b> {
    packets: Vec<Vec<u8>>,
    /// Whose stream it is.
    serial: &'b [u8],
    /// The pages of the sound.
    rest: &'b [u8],
}

/// The same sound without comments.
pub(super) fn clean(bytes: &[u8]) -> Result<Recording, Uncleaned> {
    let Heads { packets, serial, mut rest } = heads(bytes)?;
    let mut kept = Vec::with_capacity(bytes.len());
    let mut number = write_heads(&packets, serial, &mut kept);
    while !rest.is_empty() {
        let (page, after) = Page::read(rest).ok_or(Broken)?;
        // What begins anew has comments of its own.
        if page.serial != serial || page.flags & BEGINS != 0 {
            return Err(Unknown);
        }
        page.write(number, &mut kept);
        number += 1;
        rest = after;
    }
    Ok(Recording::sound("audio/ogg", kept))
}

/// The packets before the sound, comments replaced.
fn heads(bytes: &[u8]) -> Result<Heads<'_>, Uncleaned> {
    let (first, mut rest) = Page::read(bytes).ok_or(Broken)?;
    let is_opus = first.content.starts_with(b"OpusHead");
    let wanted = if is_opus { 2 } else { 3 };
    if first.flags & BEGINS == 0 || !(is_opus || first.content.starts_with(b"\x01vorbis")) || !first.is_one_packet() {
        return Err(Unknown);
    }
    let (mut packets, mut open) = (vec![first.content.to_vec()], Vec::new());
    while packets.len() < wanted {
        let (page, after) = Page::read(rest).ok_or(Broken)?;
        if page.serial != first.serial {
            return Err(Unknown);
        }
        let mut at = 0;
        for length in page.segments {
            let end = at + usize::from(*length);
            open.extend(page.content.get(at..end).ok_or(Broken)?);
            at = end;
            if *length < u8::MAX {
                packets.push(std::mem::take(&mut open));
            }
        }
        rest = after;
    }
    // The sound begins on a page of its own, in both formats.
    if packets.len() > wanted || !open.is_empty() {
        return Err(Unknown);
    }
    let length = u32::try_from(VENDOR.len()).unwrap_or_default().to_le_bytes();
    let (name, end): (&[u8], &[u8]) = if is_opus { (b"OpusTags", b"") } else { (b"\x03vorbis", b"\x01") };
    let comments = packets.get_mut(1).filter(|packet| packet.starts_with(name)).ok_or(Broken)?;
    *comments = [name, &length, VENDOR, &[0; 4], end].concat();
    Ok(Heads { packets, serial: first.serial, rest })
}

/// Writes the packets before the sound, the first on a page of its own, and gives the number of the next page.
fn write_heads(packets: &[Vec<u8>], serial: &[u8], file: &mut Vec<u8>) -> u32 {
    let mut number = 0;
    let (first, others) = packets.split_at(packets.len().min(1));
    for (group, begins) in [(first, BEGINS), (others, 0)] {
        let content = group.concat();
        let lacing = |packet: &Vec<u8>| {
            let mut lengths = vec![u8::MAX; packet.len() / 255];
            lengths.push(u8::try_from(packet.len() % 255).unwrap_or_default());
            lengths
        };
        let segments: Vec<u8> = group.iter().flat_map(lacing).collect();
        let (mut rest, mut continues) = (content.as_slice(), 0);
        for part in segments.chunks(MOST_SEGMENTS) {
            let length = part.iter().map(|length| usize::from(*length)).sum::<usize>().min(rest.len());
            let (content, after) = rest.split_at(length);
            let granule: &[u8] = if part.iter().all(|length| *length == u8::MAX) { &[u8::MAX; 8] } else { &[0; 8] };
            Page { flags: begins | continues, granule, serial, segments: part, content }.write(number, file);
            (rest, number) = (after, number + 1);
            continues = if part.last() == Some(&u8::MAX) { CONTINUES } else { 0 };
        }
    }
    number
}

/// The checksums of single bytes, from which that of a page is made.
static OF_BYTES: LazyLock<[u32; 256]> = LazyLock::new(|| {
    let bit = |sum: u32, _| if sum & 0x8000_0000 == 0 { sum << 1 } else { (sum << 1) ^ 0x04C1_1DB7 };
    std::array::from_fn(|at| (0..8).fold(u32::try_from(at).unwrap_or_default() << 24, bit))
});

/// The CRC-32 of a page whose checksum is nought, as RFC 3533 defines it.
fn checksum(page: &[u8]) -> u32 {
    let table = &*OF_BYTES;
    page.iter().fold(0, |sum, byte| {
        let at = usize::from(byte ^ u8::try_from(sum >> 24).unwrap_or_default());
        (sum << 8) ^ table.get(at).copied().unwrap_or_default()
    })
}
