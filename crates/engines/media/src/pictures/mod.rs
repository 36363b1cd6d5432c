//! Pictures without what a camera says beside them: where, when and with which device. Owns what stays of a picture's file; nothing is
//! recompressed, so that what is seen is what was sent.
//!
//! A form may ask that the place stays ([`Keep::Place`]), for a picture whose point is where it was taken.
//!
//! What stays is listed, and everything else goes: a list of what tells something would never be complete. The way up is kept, since
//! a picture that lies on its side is of no use.

mod exif;
mod jpeg;
mod png;
mod webp;

use crate::Cleaned;

/// Why a file is not kept as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unclean {
    /// It is none of the formats whose parts are known.
    NoPicture,
    /// It breaks off or contradicts itself, so that nobody can say what stays in it.
    Broken,
    /// It has more points than [`MOST_POINTS`].
    TooLarge,
}

/// The most points of a picture. The largest that phones take have fewer; a small file that claims more would fill the memory of
/// whoever looks at it.
pub const MOST_POINTS: usize = 120_000_000;

/// What of a picture is kept besides what is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Nothing but which way is up.
    Seen,
    /// Where it was taken, too.
    Place,
}

/// A picture without everything that stands beside it. What it is is decided by its first bytes.
pub(crate) fn clean(bytes: &[u8], keep: Keep) -> Result<Cleaned, Unclean> {
    let (media_type, cleaned) = match bytes {
        [0xFF, 0xD8, 0xFF, ..] => ("image/jpeg", jpeg::clean(bytes, keep)),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ("image/png", png::clean(bytes, keep)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => ("image/webp", webp::clean(bytes, keep)),
        _ => return Err(Unclean::NoPicture),
    };
    let bytes = cleaned.ok_or(Unclean::Broken)?;
    // One of which nobody can say how large it is cannot be shown either.
    let size = imagesize::blob_size(&bytes).ok();
    if size.is_some_and(|size| size.width.saturating_mul(size.height) > MOST_POINTS) {
        return Err(Unclean::TooLarge);
    }
    Ok(Cleaned { media_type, bytes })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::riff;

    /// 18.79° north as Exif writes it, and words that a camera adds.
    const COORDINATE: &[u8] = b"\x00\x00\x00\x12\x00\x00\x00\x01\x00\x00\x00\x2F\x00\x00\x00\x01";
    const WORDS: [&[u8]; 4] = [COORDINATE, b"18.79N", b"Camera Maker 7", b"SERIAL-0042"];

    /// Exif in big-endian: the way up, the maker, and a place.
    fn exif(way_up: u16) -> Vec<u8> {
        let mut tiff = b"MM\x00\x2A\x00\x00\x00\x08\x00\x02".to_vec();
        tiff.extend(b"\x01\x0F\x00\x02\x00\x00\x00\x0F\x00\x00\x00\x26");
        tiff.extend(b"\x01\x12\x00\x03\x00\x00\x00\x01");
        tiff.extend(way_up.to_be_bytes());
        tiff.extend(b"\x00\x00\x00\x00\x00\x00Camera Maker 7\x00");
        tiff.extend(COORDINATE);
        tiff
    }

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).expect("short");
        [&[0xFF, marker][..], &length.to_be_bytes(), content].concat()
    }

    /// A JPEG file with everything that phones put into one; `inner` is what is seen.
    pub(crate) fn jpeg(way_up: u16, inner: &[u8]) -> Vec<u8> {
        [
            b"\xFF\xD8".to_vec(),
            segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            segment(0xE1, &[b"Exif\0\0".to_vec(), exif(way_up)].concat()),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='18.79N'/>"),
            segment(0xE2, b"MPF\0SERIAL-0042"),
            segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
            segment(0xED, b"Photoshop 3.0\x008BIM 18.79N"),
            segment(0xFE, b"SERIAL-0042"),
            segment(0xDB, b"table"),
            segment(0xDA, b"scan"),
            inner.to_vec(),
            b"\xFF\x00more\xFF\xD0after a restart".to_vec(),
            segment(0xC4, b"next table"),
            segment(0xDA, b"scan"),
            b"end\xFF\xD9".to_vec(),
            [b"a film: 18.79N", COORDINATE].concat(),
        ]
        .concat()
    }

    fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("short");
        [&length.to_be_bytes()[..], name, content, &png::checksum(name, content).to_be_bytes()].concat()
    }

    /// A PNG file with texts and Exif; `inner` is what is seen.
    pub(crate) fn png(inner: &[u8]) -> Vec<u8> {
        [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0"),
            chunk(b"tEXt", b"Location\x0018.79N"),
            chunk(b"eXIf", &exif(6)),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0 SERIAL-0042"),
            chunk(b"IDAT", inner),
            chunk(b"IEND", b""),
            COORDINATE.to_vec(),
        ]
        .concat()
    }

    fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut inner = b"WEBP".to_vec();
        for (name, content) in chunks {
            inner.extend(riff::chunk(*name, content));
        }
        let length = u32::try_from(inner.len()).expect("short");
        [&b"RIFF"[..], &length.to_le_bytes(), &inner].concat()
    }

    fn webp() -> Vec<u8> {
        let exif = exif(6);
        riff(&[
            (b"VP8X", b"\x2C\0\0\0\x01\0\0\x01\0\0"),
            (b"ICCP", b"colours"),
            (b"VP8 ", b"what is seen"),
            (b"EXIF", &exif),
            (b"XMP ", b"18.79N SERIAL-0042"),
            (b"own!", COORDINATE),
        ])
    }

    fn holds(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn nothing_but_the_picture_stays() {
        for (name, sent) in [("jpeg", jpeg(6, b"what is seen")), ("png", png(b"what is seen")), ("webp", webp())] {
            assert!(holds(&sent, COORDINATE), "{name}: the sample tells a place");
            let cleaned = clean(&sent, Keep::Seen).expect(name).bytes;
            for word in WORDS {
                assert!(!holds(&cleaned, word), "{name}: {}", String::from_utf8_lossy(word));
            }
            assert!(holds(&cleaned, b"what is seen"), "{name}");
            assert_eq!(clean(&cleaned, Keep::Seen).expect(name).bytes, cleaned, "{name}: cleaned once is clean");
            assert!(holds(&cleaned, &exif::tests::of(6)), "{name}: which way is up is kept");
        }
        let upright = clean(&jpeg(1, b""), Keep::Seen).expect("cleaned").bytes;
        assert!(!holds(&upright, b"Exif") && holds(&upright, b"ICC_PROFILE") && upright.ends_with(b"end\xFF\xD9"));
        assert!(holds(&upright, b"\xFF\x00more\xFF\xD0after a restart\xFF\xC4"), "what follows a scan is read on");
    }

    #[test]
    fn a_small_file_that_claims_to_be_a_huge_picture_is_refused() {
        let of = |width: u32, height: u32| {
            let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
            [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")].concat()
        };
        assert!(clean(&of(12_000, 10_000), Keep::Seen).is_ok());
        for (width, height) in [(12_000, 10_001), (60_000, 60_000), (u32::MAX, u32::MAX)] {
            assert_eq!(clean(&of(width, height), Keep::Seen), Err(Unclean::TooLarge), "{width} x {height}");
        }
    }

    #[test]
    fn frames_inside_frames_are_refused_however_deep() {
        let mut inner = riff::chunk(b"VP8 ", b"what is seen");
        for _ in 0..2 {
            inner = riff::chunk(b"ANMF", &[&[0; 16][..], &inner].concat());
        }
        let file = riff::file(b"WEBP", &inner).expect("short");
        assert_eq!(clean(&file, Keep::Seen), Err(Unclean::Broken));
    }

    #[test]
    fn one_exif_of_a_file_counts_so_that_it_does_not_become_longer() {
        let small = [b"Exif\0\0".to_vec(), exif::tests::of(6)].concat();
        let mut sent = b"\xFF\xD8".to_vec();
        for _ in 0..20 {
            sent.extend(segment(0xE1, &small));
        }
        sent.extend(b"\xFF\xD9");
        let cleaned = clean(&sent, Keep::Seen).expect("cleaned").bytes;
        assert_eq!(cleaned, [b"\xFF\xD8".to_vec(), segment(0xE1, &small), b"\xFF\xD9".to_vec()].concat());
        let size = chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0");
        let twice = [size, chunk(b"eXIf", &exif::tests::of(6)), chunk(b"eXIf", &exif::tests::of(3))].concat();
        let sent = [b"\x89PNG\r\n\x1a\n".to_vec(), twice, chunk(b"IEND", b"")].concat();
        let cleaned = clean(&sent, Keep::Seen).expect("cleaned").bytes;
        assert!(holds(&cleaned, &exif::tests::of(6)) && !holds(&cleaned, &exif::tests::of(3)));
    }

    #[test]
    fn a_webp_file_whose_description_is_too_short_is_refused() {
        let sent = riff(&[(b"VP8X", b"\x0C"), (b"VP8 ", b"what is seen")]);
        assert_eq!(clean(&sent, Keep::Seen), Err(Unclean::Broken));
    }

    #[test]
    fn a_description_says_what_is_there_also_behind_a_chunk_that_goes() {
        let sent = riff(&[(b"own!", b"x"), (b"VP8X", b"\x0C\0\0\0\x01\0\0\x01\0\0"), (b"VP8 ", b"what is seen")]);
        let cleaned = clean(&sent, Keep::Seen).expect("cleaned").bytes;
        assert!(holds(&cleaned, b"VP8X\x0A\0\0\0\0\0\0\0\x01"));
    }

    #[test]
    fn what_breaks_off_anywhere_is_refused() {
        for sent in [jpeg(6, b"x"), png(b"x"), webp()] {
            let end = clean(&sent, Keep::Seen).map(|_| sent.len()).expect("whole");
            for length in 12..end {
                // Beyond its end a JPEG or PNG file may hold anything, which goes.
                if let Ok(cleaned) = clean(&sent[..length], Keep::Seen) {
                    assert_eq!(Ok(cleaned), clean(&sent, Keep::Seen), "of {length} bytes");
                }
            }
            assert!(clean(&sent[..end / 2], Keep::Seen).is_err());
        }
        for nothing in [&b""[..], b"<svg onload=alert(1)>", b"\0\0\0\x18ftypheic"] {
            assert_eq!(clean(nothing, Keep::Seen), Err(Unclean::NoPicture));
        }
    }
}
