//! Sounds that are frames one after another, with nothing around them that players need: MP3 (ISO/IEC 11172-3 and 13818-3), AAC in ADTS
//! (ISO/IEC 13818-7) and AMR (RFC 4867, section 5). Owns how long a frame is; only frames stay.

use super::{Recording, Uncleaned};

/// The bytes of a coded frame of AMR by the type in its head, without the head (3GPP TS 26.101, table A.1b); none of what is not used.
const AMR_NARROW: [Option<usize>; 16] = [
    Some(12),
    Some(13),
    Some(15),
    Some(17),
    Some(19),
    Some(20),
    Some(26),
    Some(31),
    Some(5),
    None,
    None,
    None,
    None,
    None,
    None,
    Some(0),
];
/// The same of wideband AMR (3GPP TS 26.201, table A.1b).
const AMR_WIDE: [Option<usize>; 16] = [
    Some(17),
    Some(23),
    Some(32),
    Some(36),
    Some(40),
    Some(46),
    Some(50),
    Some(58),
    Some(60),
    Some(5),
    None,
    None,
    None,
    None,
    Some(0),
    Some(0),
];

/// Kilobits a second of version 1 and of the versions after it, layer III.
const BITRATES: [[usize; 14]; 2] = [
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const RATES: [usize; 3] = [44_100, 48_000, 32_000];

/// What programs write behind the sound.
const TAGS: [&[u8]; 4] = [b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3"];

/// The frames of an AMR file. None when it breaks off.
pub(super) fn amr(bytes: &[u8]) -> Option<Vec<u8>> {
    const NARROW: &[u8] = b"#!AMR\n";
    const WIDE: &[u8] = b"#!AMR-WB\n";
    let (head, lengths) = if bytes.starts_with(WIDE) { (WIDE, AMR_WIDE) } else { (NARROW, AMR_NARROW) };
    let mut rest = bytes.strip_prefix(head)?;
    let mut kept = head.to_vec();
    while let Some(first) = rest.first() {
        let length = lengths.get(usize::from((first >> 3) & 0x0F)).copied().flatten()? + 1;
        kept.extend(rest.get(..length)?);
        rest = rest.get(length..)?;
    }
    (kept.len() > head.len()).then_some(kept)
}

/// The frames of an MP3 or ADTS file, without the tags around them.
pub(super) fn mpeg(bytes: &[u8]) -> Result<Recording, Uncleaned> {
    let mut rest = without_id3(bytes).ok_or(Uncleaned::Broken)?;
    let is_aac = matches!(rest, [0xFF, second, ..] if second & 0xF6 == 0xF0);
    let length = if is_aac { adts_length } else { mp3_length };
    let mut kept = Vec::with_capacity(rest.len());
    while let Some(length) = length(rest) {
        // The last frame of a recording that was stopped in a hurry may be cut off.
        let Some(frame) = rest.get(..length) else {
            rest = &[];
            break;
        };
        kept.extend(frame);
        rest = rest.get(length..).unwrap_or_default();
    }
    let is_behind_sound = TAGS.iter().any(|tag| rest.starts_with(tag)) || rest.iter().all(|byte| *byte == 0);
    if kept.is_empty() || !is_behind_sound {
        return Err(Uncleaned::Broken);
    }
    Ok(Recording::sound(if is_aac { "audio/aac" } else { "audio/mpeg" }, kept))
}

/// What follows the tags in front (ID3v2.4, section 3.1).
fn without_id3(mut rest: &[u8]) -> Option<&[u8]> {
    while rest.starts_with(b"ID3") {
        let seven_bits = |length: usize, byte: &u8| (length << 7) | usize::from(byte & 0x7F);
        let length = rest.get(6..10)?.iter().fold(0, seven_bits);
        let footer = if rest.get(5)? & 0x10 == 0 { 0 } else { 10 };
        rest = rest.get(10 + length + footer..)?;
        let filled = rest.iter().position(|byte| *byte != 0).unwrap_or(rest.len());
        rest = rest.get(filled..)?;
    }
    Some(rest)
}

/// The bytes of the frame that begins here; none when none does.
fn adts_length(rest: &[u8]) -> Option<usize> {
    let [0xFF, second, _, fourth, fifth, sixth, _, ..] = rest else { return None };
    let length = usize::from(fourth & 0x03) << 11 | usize::from(*fifth) << 3 | usize::from(sixth >> 5);
    (second & 0xF6 == 0xF0 && length > 7).then_some(length)
}

/// The same for layer III of every version of MPEG.
fn mp3_length(rest: &[u8]) -> Option<usize> {
    let [0xFF, second, third, ..] = rest else { return None };
    let (version, layer) = (second >> 3 & 0x03, second >> 1 & 0x03);
    if second & 0xE0 != 0xE0 || version == 1 || layer != 1 {
        return None;
    }
    let is_first_version = version == 3;
    let rates = if is_first_version { BITRATES.first() } else { BITRATES.last() }?;
    let bitrate = rates.get(usize::from(third >> 4).checked_sub(1)?)? * 1000;
    let halved = match version {
        3 => 1,
        2 => 2,
        _ => 4,
    };
    let rate = RATES.get(usize::from(third >> 2 & 0x03))? / halved;
    let padding = usize::from(third >> 1 & 0x01);
    Some(if is_first_version { 144 } else { 72 } * bitrate / rate + padding)
}
