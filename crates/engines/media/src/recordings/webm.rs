//! WebM and Matroska files, element by element (RFC 9559). Owns which elements stay.

use super::ebml;
use super::{Recording, Uncleaned};
use Uncleaned::{Broken, Unknown};

const HEAD: u32 = 0x1A45_DFA3;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TRACKS: u32 = 0x1654_AE6B;
const CLUSTER: u32 = 0x1F43_B675;
/// Elements of a segment that are left out: places to look, tags, chapters, attachments. They end a cluster of unknown length too.
const BESIDE: [u32; 5] = [0x114D_9B74, 0x1C53_BB6B, 0x1254_C367, 0x1043_A770, 0x1941_A469];

/// Of the head: versions, the longest name and length, and what the file is.
const OF_HEAD: [u32; 7] = [0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285];
/// Of the information: the unit of times and how long it lasts.
const OF_INFO: [u32; 2] = [0x2A_D7B1, 0x4489];
/// The programs that wrote the file, which it has to say.
const WRITTEN_BY: [u32; 2] = [0x4D80, 0x5741];
const TRACK: u32 = 0xAE;
const TRACK_NUMBER: u32 = 0xD7;
const TRACK_TYPE: u32 = 0x83;
const CODEC: u32 = 0x86;
/// Of a track: numbers, type, codec with what it needs, and the sizes of pictures and sounds. Not its name.
const OF_TRACK: [u32; 15] = [
    TRACK_NUMBER,
    0x73C5,
    TRACK_TYPE,
    0xB9,
    0x88,
    0x55AA,
    0x9C,
    0x23_E383,
    CODEC,
    0x63A2,
    0x56AA,
    0x56BB,
    0xE0,
    0xE1,
    0x55EE,
];
const TIMESTAMP: u32 = 0xE7;
/// The most tracks of films and sounds.
const MOST_TRACKS: usize = 32;
const SIMPLE_BLOCK: u32 = 0xA3;
const GROUP: u32 = 0xA0;
const BLOCK: u32 = 0xA1;
/// Of a group of blocks: the block, how long, what it refers to, and how much to leave out.
const OF_GROUP: [u32; 4] = [BLOCK, 0x9B, 0xFB, 0x75A2];
/// Codecs that carry no comments of their own.
const CODECS: [&[u8]; 7] = [b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG4/ISO/AVC", b"V_MPEGH/ISO/HEVC", b"A_OPUS", b"A_AAC"];

/// What is known of the tracks that stay.
#[derive(Default)]
struct Tracks {
    numbers: Vec<usize>,
    has_film: bool,
}

/// The same film or sound with nothing beside it.
pub(super) fn clean(bytes: &[u8]) -> Result<Recording, Uncleaned> {
    let (head, rest) = ebml::first(bytes).ok_or(Broken)?;
    let (segment, _) = ebml::first(rest).ok_or(Broken)?;
    if head.id != HEAD || segment.id != SEGMENT {
        return Err(Broken);
    }
    let mut kept = Vec::with_capacity(bytes.len());
    ebml::write(HEAD, &only(head.content, &OF_HEAD).ok_or(Broken)?, &mut kept);
    ebml::write_endless(SEGMENT, &mut kept);
    let (mut tracks, mut has_information, mut has_tracks) = (Tracks::default(), false, false);
    let mut rest = segment.content;
    while !rest.is_empty() {
        let (element, after) = ebml::first(rest).ok_or(Broken)?;
        rest = after;
        match element.id {
            CLUSTER if element.is_measured => {
                ebml::write(CLUSTER, &tracks.cluster(element.content).ok_or(Broken)?, &mut kept);
            }
            CLUSTER => {
                let (inside, after) = endless(element.content).ok_or(Broken)?;
                ebml::write(CLUSTER, &tracks.cluster(inside).ok_or(Broken)?, &mut kept);
                rest = after;
            }
            _ if !element.is_measured => return Err(Broken),
            // Both may stand there again, and then say the same.
            INFO if !has_information => {
                has_information = true;
                ebml::write(INFO, &information(element.content).ok_or(Broken)?, &mut kept);
            }
            TRACKS if !has_tracks => {
                has_tracks = true;
                ebml::write(TRACKS, &tracks.read(element.content)?, &mut kept);
            }
            _ => {}
        }
    }
    if tracks.numbers.is_empty() {
        return Err(Unknown);
    }
    let media_type = if tracks.has_film { "video/webm" } else { "audio/webm" };
    Ok(Recording { media_type, bytes: kept, is_film: tracks.has_film })
}

/// What stands in a cluster of unknown length, as browsers write it while they record: up to the next element that stands in none.
/// And what follows it.
fn endless(content: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = content;
    while !rest.is_empty() {
        let (element, after) = ebml::first(rest)?;
        if element.id == CLUSTER || [INFO, TRACKS].contains(&element.id) || BESIDE.contains(&element.id) {
            break;
        }
        if !element.is_measured {
            return None;
        }
        rest = after;
    }
    content.split_at_checked(content.len() - rest.len())
}

fn information(content: &[u8]) -> Option<Vec<u8>> {
    let mut kept = only(content, &OF_INFO)?;
    for id in WRITTEN_BY {
        ebml::write(id, b"Saphan", &mut kept);
    }
    Some(kept)
}

/// The elements that are listed.
fn only(content: &[u8], listed: &[u32]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(content.len());
    for element in ebml::all(content) {
        let element = element?;
        if listed.contains(&element.id) {
            ebml::write(element.id, element.content, &mut kept);
        }
    }
    Some(kept)
}

/// The content of the first element of a name.
fn part(content: &[u8], id: u32) -> Option<&[u8]> {
    ebml::all(content).map_while(|element| element).find(|element| element.id == id).map(|element| element.content)
}

impl Tracks {
    /// Films and sounds; what is neither (subtitles, measurements) goes with everything that belongs to it.
    fn read(&mut self, content: &[u8]) -> Result<Vec<u8>, Uncleaned> {
        let mut kept = Vec::new();
        for track in ebml::all(content) {
            let track = track.ok_or(Broken)?;
            if track.id != TRACK {
                continue;
            }
            let part = |id: u32| part(track.content, id);
            let whole = |bytes: &[u8]| bytes.iter().fold(0_usize, |number, byte| number << 8 | usize::from(*byte));
            let is_film = match part(TRACK_TYPE).map(whole) {
                Some(1) => true,
                Some(2) => false,
                _ => continue,
            };
            let codec = part(CODEC).unwrap_or_default();
            if !CODECS.iter().any(|known| codec.starts_with(known)) {
                return Err(Unknown);
            }
            if self.numbers.len() == MOST_TRACKS {
                return Err(Unknown);
            }
            self.numbers.push(part(TRACK_NUMBER).map(whole).ok_or(Broken)?);
            self.has_film |= is_film;
            ebml::write(TRACK, &only(track.content, &OF_TRACK).ok_or(Broken)?, &mut kept);
        }
        Ok(kept)
    }

    fn cluster(&self, content: &[u8]) -> Option<Vec<u8>> {
        let mut kept = Vec::with_capacity(content.len());
        for element in ebml::all(content) {
            let element = element?;
            match element.id {
                TIMESTAMP => ebml::write(TIMESTAMP, element.content, &mut kept),
                SIMPLE_BLOCK if self.has(element.content)? => ebml::write(SIMPLE_BLOCK, element.content, &mut kept),
                GROUP if self.has_all(element.content)? => {
                    ebml::write(GROUP, &only(element.content, &OF_GROUP)?, &mut kept);
                }
                _ => {}
            }
        }
        Some(kept)
    }

    /// Whether every block of a group belongs to a track that stays.
    fn has_all(&self, group: &[u8]) -> Option<bool> {
        let mut has_all = true;
        for element in ebml::all(group) {
            let element = element?;
            has_all &= element.id != BLOCK || self.has(element.content)?;
        }
        Some(has_all)
    }

    /// Whether a block belongs to a track that stays.
    fn has(&self, block: &[u8]) -> Option<bool> {
        let (number, _) = ebml::number(block)?;
        Some(number.is_some_and(|number| self.numbers.contains(&number)))
    }
}
