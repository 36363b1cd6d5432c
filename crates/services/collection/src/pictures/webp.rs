//! WebP files, chunk by chunk (WebP container specification). Owns which chunks stay.

use super::exif;

const HEAD: usize = 12;
/// The bytes of a moving picture's frame before its own chunks.
const FRAME_HEAD: usize = 16;
/// The flags in the first byte of `VP8X` that say that Exif and XMP are there.
const SAYS_EXIF: u8 = 0x08;
const SAYS_XMP: u8 = 0x04;

/// The file without chunks that tell something beside the picture, and without what follows its end. None when it breaks off.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let mut kept = kept_chunks(bytes.get(HEAD..length.checked_add(8)?)?)?;
    let way_up = way_up(bytes.get(HEAD..length.checked_add(8)?)?);
    if let Some(flags) = kept.get_mut(8).filter(|_| bytes.get(HEAD..HEAD + 4) == Some(b"VP8X")) {
        *flags &= !(SAYS_EXIF | SAYS_XMP);
        if let Some(tiff) = way_up {
            *flags |= SAYS_EXIF;
            kept.extend(chunk(b"EXIF", &tiff));
        }
    }
    let length = u32::try_from(kept.len() + 4).ok()?;
    Some([&b"RIFF"[..], &length.to_le_bytes(), b"WEBP", &kept].concat())
}

/// A chunk as it stands in a file: name, length, content, and a byte that makes the length even.
pub(super) fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap_or_default();
    let mut chunk = [name, &length.to_le_bytes(), content].concat();
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

fn kept_chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    while !rest.is_empty() {
        let (name, content) = first(rest)?;
        match name {
            b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ICCP" => kept.extend(chunk(name, content)),
            b"ANMF" => {
                let frame = kept_chunks(content.get(FRAME_HEAD..)?)?;
                kept.extend(chunk(name, &[content.get(..FRAME_HEAD)?, &frame].concat()));
            }
            _ => {}
        }
        rest = after(rest, content)?;
    }
    Some(kept)
}

fn way_up(mut rest: &[u8]) -> Option<Vec<u8>> {
    loop {
        let (name, content) = first(rest)?;
        if name == b"EXIF" {
            // Some programs write what a JPEG file has before it.
            return exif::only_way_up(content.strip_prefix(b"Exif\0\0").unwrap_or(content));
        }
        rest = after(rest, content)?;
    }
}

fn first(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = usize::try_from(u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?)).ok()?;
    Some((rest.get(..4)?, rest.get(8..length.checked_add(8)?)?))
}

fn after<'b>(rest: &'b [u8], content: &[u8]) -> Option<&'b [u8]> {
    rest.get(8 + content.len().next_multiple_of(2)..)
}
