//! WebP files, chunk by chunk (WebP container specification). Owns which chunks stay.

use super::Keep;
use super::exif;
use crate::riff;

/// The bytes of a moving picture's frame before its own chunks.
const FRAME_HEAD: usize = 16;
/// The bytes of `VP8X`: flags and the size of the picture.
const EXTENDED: usize = 10;
/// The flags in the first byte of `VP8X` that say that Exif and XMP are there.
const SAYS_EXIF: u8 = 0x08;
const SAYS_XMP: u8 = 0x04;

/// The file without chunks that tell something beside the picture, and without what follows its end. None when it breaks off.
pub(super) fn clean(bytes: &[u8], keep: Keep) -> Option<Vec<u8>> {
    let content = riff::content(bytes)?;
    let mut kept = kept_chunks(content, false)?;
    let exif = exif(content, keep);
    let is_extended = kept.starts_with(b"VP8X");
    if let Some(flags) = kept.get_mut(8).filter(|_| is_extended) {
        *flags &= !(SAYS_EXIF | SAYS_XMP);
        if let Some(tiff) = exif {
            *flags |= SAYS_EXIF;
            kept.extend(riff::chunk(b"EXIF", &tiff));
        }
    }
    riff::file(b"WEBP", &kept)
}

/// None also for a frame inside a frame, which there is none of: a file of nothing else would be as deep as it is long.
fn kept_chunks(mut rest: &[u8], is_frame: bool) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    while !rest.is_empty() {
        let (name, content) = riff::first(rest)?;
        match name {
            b"VP8X" if content.len() < EXTENDED => return None,
            b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ICCP" => kept.extend(riff::chunk(name, content)),
            b"ANMF" if is_frame => return None,
            b"ANMF" => {
                let frame = kept_chunks(content.get(FRAME_HEAD..)?, true)?;
                kept.extend(riff::chunk(name, &[content.get(..FRAME_HEAD)?, &frame].concat()));
            }
            _ => {}
        }
        rest = riff::after(rest, content)?;
    }
    Some(kept)
}

/// What stays of Exif.
fn exif(mut rest: &[u8], keep: Keep) -> Option<Vec<u8>> {
    loop {
        let (name, content) = riff::first(rest)?;
        if name == b"EXIF" {
            // Some programs write what a JPEG file has before it.
            return exif::kept(content.strip_prefix(b"Exif\0\0").unwrap_or(content), keep);
        }
        rest = riff::after(rest, content)?;
    }
}
