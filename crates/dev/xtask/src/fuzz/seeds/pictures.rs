//! Small pictures with everything that a camera writes beside one, made here so that each part of them is known.

/// A picture of each format, in both orders of bytes where Exif has one, by the name of its seed.
pub(super) fn all() -> Vec<(&'static str, Vec<u8>)> {
    let (big, little) = (exif(true), exif(false));
    vec![
        ("big.jpeg", jpeg(&big)),
        ("little.jpeg", jpeg(&little)),
        ("big.png", png(&big)),
        ("little.webp", webp(&little)),
        ("moving.webp", moving()),
    ]
}

/// Exif with the way up, a maker, and a directory of a place: version, latitude, its half of the world, and a date.
fn exif(is_big: bool) -> Vec<u8> {
    let short = |number: u16| if is_big { number.to_be_bytes() } else { number.to_le_bytes() };
    let long = |number: u32| if is_big { number.to_be_bytes() } else { number.to_le_bytes() };
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&short(tag)[..], &short(kind), &long(count), &value].concat()
    };
    let upside = [short(6), [0; 2]].concat().try_into().unwrap_or_default();
    [
        if is_big { b"MM".to_vec() } else { b"II".to_vec() },
        [&short(42)[..], &long(8), &short(3)].concat(),
        entry(0x010F, 2, 4, *b"ABC\0"),
        entry(0x0112, 3, 1, upside),
        entry(0x8825, 4, 1, long(50)),
        long(0).to_vec(),
        short(4).to_vec(),
        entry(0, 1, 4, [2, 3, 0, 0]),
        entry(1, 2, 2, *b"N\0\0\0"),
        entry(2, 5, 3, long(104)),
        entry(29, 2, 4, *b"204\0"),
        long(0).to_vec(),
        [18, 1, 47, 1, 24, 1].map(long).concat(),
    ]
    .concat()
}

fn jpeg(exif: &[u8]) -> Vec<u8> {
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap_or_default().to_be_bytes();
        [&[0xFF, marker][..], &length, content].concat()
    };
    [
        b"\xFF\xD8".to_vec(),
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xE1, &[b"Exif\0\0", exif].concat()),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='18'/>"),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xFE, b"remark"),
        segment(0xC0, b"\x08\0\x08\0\x08\x01\x01\x11\0"),
        segment(0xDA, b"\x01\x01\0\0\x3F\0"),
        b"coded\xFF\0more\xFF\xD0again\xFF\xD9behind".to_vec(),
    ]
    .concat()
}

/// Checksums are nought: nothing that is fuzzed looks at them.
fn png(exif: &[u8]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap_or_default().to_be_bytes();
        [&length[..], name, content, &[0; 4]].concat()
    };
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0"),
        chunk(b"tEXt", b"Location\x0018"),
        chunk(b"eXIf", exif),
        chunk(b"IDAT", b"coded"),
        chunk(b"IEND", b""),
    ]
    .concat()
}

fn webp(exif: &[u8]) -> Vec<u8> {
    let parts = [
        riff(b"VP8X", b"\x0C\0\0\0\x01\0\0\x01\0\0"),
        riff(b"VP8L", b"\x2F\0\0\0\0coded"),
        riff(b"EXIF", exif),
        riff(b"XMP ", b"<x/>"),
    ];
    riff(b"RIFF", &[b"WEBP", parts.concat().as_slice()].concat())
}

fn moving() -> Vec<u8> {
    let frame = [&[0; 16][..], &riff(b"VP8L", b"\x2F\0\0\0\0coded")].concat();
    let parts = [riff(b"VP8X", b"\x02\0\0\0\x01\0\0\x01\0\0"), riff(b"ANIM", &[0; 6]), riff(b"ANMF", &frame)];
    riff(b"RIFF", &[b"WEBP", parts.concat().as_slice()].concat())
}

fn riff(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap_or_default().to_le_bytes();
    let mut chunk = [&name[..], &length, content].concat();
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_is_a_picture_that_tells_something() {
        for (name, picture) in all() {
            let holds = |part: &[u8]| picture.windows(part.len()).any(|window| window == part);
            assert!(holds(b"coded"), "{name}");
            assert!(name == "moving.webp" || holds(b"ABC\0") && holds(b"204\0"), "{name}");
        }
    }
}
