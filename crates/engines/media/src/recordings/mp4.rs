//! MP4, M4A, 3GP and QuickTime files, box by box (ISO/IEC 14496-12, QuickTime File Format). Owns which boxes stay; what of the coded
//! data belongs to a track that stays is `mp4_samples`'.
//!
//! A file names places in itself by their distance from its beginning. So nothing is taken out: what does not stay becomes free space
//! of the same length, filled with nought.

use super::mp4_samples::{self, MOST_CHUNKS, Span};
use super::{Recording, Uncleaned};
use Uncleaned::{Broken, Unknown};

/// A box: where it begins, where its content begins, and where it ends.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) name: [u8; 4],
    start: usize,
    pub(super) content: usize,
    pub(super) end: usize,
}

/// A kind of box that holds others, with the ones that stay in it.
type Kept = &'static [&'static [u8; 4]];
const IN_MOVIE: Kept = &[b"mvhd", b"trak"];
const IN_TRACK: Kept = &[b"tkhd", b"edts", b"mdia"];
const IN_EDITS: Kept = &[b"elst"];
const IN_MEDIA: Kept = &[b"mdhd", b"hdlr", b"minf"];
const IN_INFORMATION: Kept = &[b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl"];
const IN_SAMPLES: Kept = &[
    b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"sgpd", b"sbgp", b"sdtp",
];
/// What describes how a film is coded, shaped and coloured.
const IN_FILM: Kept = &[
    b"avcC", b"hvcC", b"av1C", b"vpcC", b"esds", b"d263", b"colr", b"pasp", b"clap", b"fiel", b"btrt", b"dvcC",
    b"dvvC", b"mdcv", b"clli",
];
/// The first boxes of files of this family.
const FIRST: [&[u8; 4]; 6] = [b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"];
/// Brands of still pictures in such a file: HEIC and AVIF.
const PICTURES: [&[u8; 4]; 9] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"];

/// The most boxes of coded data; cameras write one or two. More would take long to compare with what belongs to tracks.
const MOST_DATA: usize = 64;
/// The most boxes side by side; films have some dozens. A list of more could take many times the room of the file.
const MOST_BOXES: usize = 10_000;

/// Whether a file whose first box's name is this is one of them.
pub(super) fn begins(name: &[u8]) -> bool {
    FIRST.iter().any(|first| name.starts_with(*first))
}

/// Whether it is a still picture.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    PICTURES.iter().any(|brand| bytes.get(8..12) == Some(*brand))
}

/// A track that stays.
struct Track {
    is_film: bool,
    spans: Vec<Span>,
}

/// A file on its way to being clean.
struct Cleaning {
    bytes: Vec<u8>,
    /// The chunks of the tracks that were read.
    chunks: usize,
}

/// The same film or sound with nothing beside it.
pub(super) fn clean(bytes: &[u8]) -> Result<Recording, Uncleaned> {
    let mut file = Cleaning { bytes: bytes.to_vec(), chunks: 0 };
    let (mut movie, mut data) = (None, Vec::new());
    for part in parts(bytes, 0, bytes.len()).ok_or(Broken)? {
        match &part.name {
            b"ftyp" => {}
            b"moov" if movie.is_none() => movie = Some(part),
            b"mdat" => data.push(part),
            // A film in pieces: what belongs to which track stands in each piece.
            b"moof" => return Err(Unknown),
            _ => file.blank(part),
        }
    }
    if data.len() > MOST_DATA {
        return Err(Unknown);
    }
    let tracks = file.movie(movie.ok_or(Broken)?)?;
    let spans = tracks.iter().flat_map(|track| track.spans.iter().copied()).collect();
    file.blank_data_outside(spans, &data)?;
    let is_film = tracks.iter().any(|track| track.is_film);
    Ok(Recording { media_type: media_type(bytes, is_film), bytes: file.bytes, is_film })
}

fn media_type(bytes: &[u8], is_film: bool) -> &'static str {
    let brand = bytes.get(8..12).filter(|_| bytes.get(4..8) == Some(b"ftyp")).unwrap_or(b"qt  ");
    match (is_film, brand) {
        (true, b"qt  ") => "video/quicktime",
        (true, [b'3', b'g', ..]) => "video/3gpp",
        (true, _) => "video/mp4",
        (false, [b'3', b'g', ..]) => "audio/3gpp",
        (false, _) => "audio/mp4",
    }
}

/// The boxes between two places, the last of which may reach to the end without saying its length. None beyond [`MOST_BOXES`].
pub(super) fn parts(bytes: &[u8], mut at: usize, end: usize) -> Option<Vec<Part>> {
    let mut found = Vec::new();
    // QuickTime ends a list of boxes with four bytes of nought now and then.
    while at < end && bytes.get(at..end).is_some_and(|rest| rest.len() >= 8 || rest.iter().any(|byte| *byte != 0)) {
        let short = usize::try_from(mp4_samples::long(bytes, at)?).ok()?;
        let name = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let (head, length) = match short {
            0 => (8, end - at),
            1 => (16, usize::try_from(mp4_samples::longest(bytes, at + 8)?).ok()?),
            length => (8, length),
        };
        let part_end = at.checked_add(length).filter(|part_end| *part_end <= end && length >= head)?;
        if found.len() == MOST_BOXES {
            return None;
        }
        found.push(Part { name, start: at, content: at + head, end: part_end });
        at = part_end;
    }
    Some(found)
}

impl Cleaning {
    fn nought(&mut self, from: usize, to: usize) {
        if let Some(place) = self.bytes.get_mut(from..to) {
            place.fill(0);
        }
    }

    fn blank(&mut self, part: Part) {
        if let Some(name) = self.bytes.get_mut(part.start + 4..part.start + 8) {
            name.copy_from_slice(b"free");
        }
        self.nought(part.content, part.end);
    }

    /// The boxes in one that stay; the others are blank afterwards.
    fn only(&mut self, inside: Part, listed: Kept) -> Result<Vec<Part>, Uncleaned> {
        self.only_between(inside.content, inside.end, listed)
    }

    fn only_between(&mut self, from: usize, to: usize, listed: Kept) -> Result<Vec<Part>, Uncleaned> {
        let (kept, others): (Vec<_>, Vec<_>) =
            parts(&self.bytes, from, to).ok_or(Broken)?.into_iter().partition(|part| listed.contains(&&part.name));
        others.into_iter().for_each(|part| self.blank(part));
        Ok(kept)
    }

    fn movie(&mut self, movie: Part) -> Result<Vec<Track>, Uncleaned> {
        if parts(&self.bytes, movie.content, movie.end).ok_or(Broken)?.iter().any(|part| &part.name == b"mvex") {
            return Err(Unknown);
        }
        let mut tracks = Vec::new();
        for part in self.only(movie, IN_MOVIE)? {
            match &part.name {
                b"trak" => tracks.extend(self.track(part)?),
                _ => self.blank_times(part)?,
            }
        }
        if tracks.is_empty() { Err(Unknown) } else { Ok(tracks) }
    }

    /// A track of pictures or sounds. Anything else, such as where a film was taken from second to second, is blank afterwards.
    fn track(&mut self, track: Part) -> Result<Option<Track>, Uncleaned> {
        let Some(is_film) = self.handler(track) else {
            self.blank(track);
            return Ok(None);
        };
        let mut spans = Vec::new();
        for part in self.only(track, IN_TRACK)? {
            match &part.name {
                b"tkhd" => self.blank_times(part)?,
                b"edts" => drop(self.only(part, IN_EDITS)?),
                _ => spans = self.media(part, is_film)?,
            }
        }
        Ok(Some(Track { is_film, spans }))
    }

    /// Whether a track is a film, or else a sound; nothing when it is neither.
    fn handler(&self, track: Part) -> Option<bool> {
        let inside = |part: Part, name: &[u8; 4]| {
            parts(&self.bytes, part.content, part.end)?.into_iter().find(|inner| &inner.name == name)
        };
        let handler = inside(inside(track, b"mdia")?, b"hdlr")?;
        match self.bytes.get(handler.content..handler.end)?.get(8..12)? {
            b"vide" => Some(true),
            b"soun" => Some(false),
            _ => None,
        }
    }

    fn media(&mut self, media: Part, is_film: bool) -> Result<Vec<Span>, Uncleaned> {
        let mut spans = Vec::new();
        for part in self.only(media, IN_MEDIA)? {
            match &part.name {
                b"mdhd" => self.blank_times(part)?,
                b"hdlr" => self.blank_name(part),
                _ => {
                    for part in self.only(part, IN_INFORMATION)? {
                        match &part.name {
                            b"hdlr" => self.blank_name(part),
                            b"stbl" => spans = self.samples(part, is_film)?,
                            _ => {}
                        }
                    }
                }
            }
        }
        Ok(spans)
    }

    fn samples(&mut self, table: Part, is_film: bool) -> Result<Vec<Span>, Uncleaned> {
        let tables = self.only(table, IN_SAMPLES)?;
        for part in tables.iter().filter(|part| &part.name == b"stsd") {
            self.descriptions(*part, is_film)?;
        }
        let spans = mp4_samples::spans(&self.bytes, &tables)?;
        self.chunks += spans.len();
        if self.chunks > MOST_CHUNKS { Err(Unknown) } else { Ok(spans) }
    }

    /// How the samples are coded; without the names of who made the coder.
    fn descriptions(&mut self, part: Part, is_film: bool) -> Result<(), Uncleaned> {
        for entry in parts(&self.bytes, part.content + 8, part.end).ok_or(Broken)? {
            let start = entry.content;
            self.nought(start + 12, (start + 16).min(entry.end));
            if is_film && entry.end >= start + 78 {
                self.nought(start + 42, start + 74);
                self.only_between(start + 78, entry.end, IN_FILM)?;
            }
        }
        Ok(())
    }

    /// When a film, track or medium was made and changed, behind the version and flags of its head.
    fn blank_times(&mut self, head: Part) -> Result<(), Uncleaned> {
        let content = self.bytes.get(head.content..head.end).ok_or(Broken)?;
        let length = if *content.first().ok_or(Broken)? == 0 { 8 } else { 16 };
        self.nought(head.content + 4, (head.content + 4 + length).min(head.end));
        Ok(())
    }

    /// Who made a handler and how it is called, behind its type.
    fn blank_name(&mut self, handler: Part) {
        self.nought(handler.content + 12, handler.end);
    }

    /// Blanks coded data that belongs to no track that stays.
    fn blank_data_outside(&mut self, mut spans: Vec<Span>, data: &[Part]) -> Result<(), Uncleaned> {
        let is_inside = |span: &Span| data.iter().any(|part| part.content <= span.start && span.end <= part.end);
        if !spans.iter().all(is_inside) {
            return Err(Broken);
        }
        spans.sort_unstable_by_key(|span| span.start);
        for part in data {
            let mut at = part.content;
            for span in spans.iter().filter(|span| part.content <= span.start && span.end <= part.end) {
                self.nought(at, span.start.max(at));
                at = at.max(span.end);
            }
            self.nought(at, part.end);
        }
        Ok(())
    }
}
