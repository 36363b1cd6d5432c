//! PNG files, chunk by chunk (W3C, Portable Network Graphics, third edition). Owns which chunks stay.

use super::Keep;
use super::exif;

const SIGNATURE: usize = 8;
/// The bytes of a chunk besides its content: length, name, checksum.
const AROUND: usize = 12;
/// What is needed to show the picture, moving ones included, in its colours and proportions.
const KEPT: [&[u8]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
];

/// How the first chunk begins: its length, and its name.
const FIRST: &[u8] = b"\0\0\0\x0DIHDR";

/// The file without chunks that tell something beside the picture, and without what follows its end. None when it breaks off, or its
/// size does not stand first, where whoever shows it looks for it.
pub(super) fn clean(bytes: &[u8], keep: Keep) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..SIGNATURE)?.to_vec();
    let (mut rest, mut has_exif) = (bytes.get(SIGNATURE..).filter(|rest| rest.starts_with(FIRST))?, false);
    loop {
        let length = usize::try_from(u32::from_be_bytes(rest.get(..4)?.try_into().ok()?)).ok()?;
        let chunk = rest.get(..length.checked_add(AROUND)?)?;
        let name = chunk.get(4..8)?;
        if KEPT.contains(&name) {
            kept.extend(chunk);
        } else if name == b"eXIf" && !has_exif {
            // A file has one.
            has_exif = true;
            put_exif(&mut kept, chunk.get(8..8 + length)?, keep);
        }
        if name == b"IEND" {
            return Some(kept);
        }
        rest = rest.get(chunk.len()..)?;
    }
}

fn put_exif(kept: &mut Vec<u8>, tiff: &[u8], keep: Keep) {
    let Some(tiff) = exif::kept(tiff, keep) else { return };
    kept.extend(u32::try_from(tiff.len()).unwrap_or_default().to_be_bytes());
    kept.extend(b"eXIf");
    kept.extend(&tiff);
    kept.extend(checksum(b"eXIf", &tiff).to_be_bytes());
}

/// The CRC-32 of a chunk's name and content, as annex D of the specification works it out, bit by bit: it is wanted for some bytes.
pub(super) fn checksum(name: &[u8], content: &[u8]) -> u32 {
    let bit = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
    let byte = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), bit);
    !name.iter().chain(content).fold(u32::MAX, byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_without_content_has_the_checksum_that_every_file_ends_with() {
        assert_eq!(checksum(b"IEND", b""), 0xAE42_6082);
    }
}
