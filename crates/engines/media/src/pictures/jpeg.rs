//! JPEG files, segment by segment (ITU-T T.81, annex B). Owns which segments stay.

use super::Keep;
use super::exif;

const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
/// The longest JFIF segment without a small picture in it.
const PLAIN_JFIF: usize = 14;

/// The file without segments that tell something beside the picture, and without what follows its end, such as a film of the same
/// moment. None when it breaks off.
pub(super) fn clean(bytes: &[u8], keep: Keep) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..2)?.to_vec();
    let (mut at, mut has_exif) = (2, false);
    loop {
        let marker = marker_at(bytes, &mut at)?;
        if marker == END {
            kept.extend([0xFF, END]);
            return Some(kept);
        }
        if stands_alone(marker) {
            return None;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?));
        let segment = bytes.get(at..at.checked_add(length)?)?;
        let content = segment.get(2..)?;
        at += length;
        if stays(marker, content) {
            kept.extend([0xFF, marker]);
            kept.extend(segment);
        } else if let Some(tiff) = content.strip_prefix(b"Exif\0\0").filter(|_| marker == 0xE1 && !has_exif) {
            // The first counts: short ones that name the same bytes over and over would become a file many times as long.
            has_exif = true;
            put_exif(&mut kept, tiff, keep);
        }
        if marker == SCAN {
            let picture = bytes.get(at..)?;
            let length = scan_length(picture)?;
            kept.extend(picture.get(..length)?);
            at += length;
        }
    }
}

/// The next marker, and behind it; any number of fill bytes may stand before one.
fn marker_at(bytes: &[u8], at: &mut usize) -> Option<u8> {
    if *bytes.get(*at)? != 0xFF {
        return None;
    }
    while *bytes.get(*at)? == 0xFF {
        *at += 1;
    }
    let marker = *bytes.get(*at)?;
    *at += 1;
    Some(marker)
}

/// Markers without a length, none of which stands between segments.
fn stands_alone(marker: u8) -> bool {
    matches!(marker, 0x00 | 0x01 | 0xD0..=0xD8)
}

/// Tables, frames and scans; and of what applications add, what is needed to show the colours.
fn stays(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xC0..=0xCF | 0xDA..=0xDF => true,
        0xE0 => content.starts_with(b"JFIF\0") && content.len() == PLAIN_JFIF,
        0xE2 => content.starts_with(b"ICC_PROFILE\0"),
        0xEE => content.starts_with(b"Adobe"),
        _ => false,
    }
}

fn put_exif(kept: &mut Vec<u8>, tiff: &[u8], keep: Keep) {
    let Some(tiff) = exif::kept(tiff, keep) else { return };
    let content = [&b"Exif\0\0"[..], &tiff].concat();
    let length = u16::try_from(content.len() + 2).unwrap_or_default();
    kept.extend([0xFF, 0xE1]);
    kept.extend(length.to_be_bytes());
    kept.extend(content);
}

/// How far the coded picture reaches: to the next marker that is no restart.
fn scan_length(picture: &[u8]) -> Option<usize> {
    picture.windows(2).position(|pair| matches!(pair, [0xFF, next] if !matches!(next, 0x00 | 0xD0..=0xD7 | 0xFF)))
}
