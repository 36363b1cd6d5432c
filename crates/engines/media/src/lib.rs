//! Files that people send: what one is by what stands in it, whether it may be kept, and the bytes to keep, without what a camera or phone
//! writes beside what is seen and heard. Owns these rules; who may send or read a file, and where it is kept, is others'.
//!
//! Every byte may be hostile. [`clean`] is bound by the length of what it is given and by nothing that stands in it: its time and its
//! memory grow in proportion to that length, no length or count that a file claims is believed before the bytes for it are there, and
//! nothing in it calls itself deeper than a frame inside a moving picture. What comes out is longer than what went in by 1,024 bytes
//! and a hundredth at most, and cleaning it once more changes nothing. How long a file may be is for the caller to decide.

mod documents;
mod pictures;
mod recordings;
mod riff;

pub use pictures::{Keep, MOST_POINTS};

use documents::Document;
use pictures::Unclean;
use recordings::{Recording, Uncleaned};
use thiserror::Error;

/// What a file has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Something to see that does not move, or at most over and over: JPEG, PNG, WebP.
    Picture,
    /// Something to hear: MP3, AAC, AMR, WAV, Ogg, M4A, WebM.
    Sound,
    /// Something that moves and may be heard: MP4, QuickTime, 3GP, WebM.
    Film,
    /// Any of these, or a document: PDF, those of the common offices, plain text.
    Any,
}

/// A file as it may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// What it is (RFC 6838), found in its bytes.
    pub media_type: &'static str,
    /// What is left of it.
    pub bytes: Vec<u8>,
}

/// Why a file is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// A picture is wanted.
    #[error("no JPEG, PNG or WebP picture")]
    NoPicture,
    /// A sound is wanted.
    #[error("no sound of a known format")]
    NoSound,
    /// A film is wanted.
    #[error("no film of a known format")]
    NoFilm,
    /// Nobody can say what stays in it.
    #[error("a picture that breaks off or contradicts itself")]
    PictureBroken,
    /// Whoever looks at it would pay.
    #[error("a picture of more than {MOST_POINTS} points")]
    PictureTooLarge,
    /// Nobody can say what stays in it.
    #[error("a recording that breaks off or contradicts itself")]
    RecordingBroken,
    /// It is whole, but what its parts tell is not known.
    #[error("a recording of a make whose parts are not known well enough")]
    RecordingUnknown,
    /// A document with macros.
    #[error("a document that runs something when it is opened")]
    Runs,
    /// Anything else.
    #[error("a file of no kind that is taken")]
    Unknown,
}

/// A file without what it tells beside what is seen and heard. What it is is decided by its first bytes; documents stay as they are.
///
/// # Errors
/// When it is not what is wanted, or nobody can say what it tells.
pub fn clean(wanted: Wanted, keep: Keep, bytes: Vec<u8>) -> Result<Cleaned, Refusal> {
    match wanted {
        Wanted::Picture => picture(&bytes, keep).unwrap_or(Err(Refusal::NoPicture)),
        Wanted::Sound => recording(&bytes, |sound| !sound.is_film).unwrap_or(Err(Refusal::NoSound)),
        Wanted::Film => recording(&bytes, |film| film.is_film).unwrap_or(Err(Refusal::NoFilm)),
        Wanted::Any => picture(&bytes, keep).or_else(|| recording(&bytes, |_| true)).unwrap_or_else(|| document(bytes)),
    }
}

/// Nothing when it is no picture.
fn picture(bytes: &[u8], keep: Keep) -> Option<Result<Cleaned, Refusal>> {
    match pictures::clean(bytes, keep) {
        Ok(cleaned) => Some(Ok(cleaned)),
        Err(Unclean::NoPicture) => None,
        Err(Unclean::Broken) => Some(Err(Refusal::PictureBroken)),
        Err(Unclean::TooLarge) => Some(Err(Refusal::PictureTooLarge)),
    }
}

/// Nothing when it is no recording, or not such a one.
fn recording(bytes: &[u8], is_wanted: fn(&Recording) -> bool) -> Option<Result<Cleaned, Refusal>> {
    match recordings::clean(bytes)? {
        Ok(recording) if !is_wanted(&recording) => None,
        Ok(Recording { media_type, bytes, .. }) => Some(Ok(Cleaned { media_type, bytes })),
        Err(Uncleaned::Broken) => Some(Err(Refusal::RecordingBroken)),
        Err(Uncleaned::Unknown) => Some(Err(Refusal::RecordingUnknown)),
    }
}

fn document(bytes: Vec<u8>) -> Result<Cleaned, Refusal> {
    match documents::kind_of(&bytes) {
        Document::Known(media_type) => Ok(Cleaned { media_type, bytes }),
        Document::Runs => Err(Refusal::Runs),
        Document::Unknown => Err(Refusal::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_given_or_the_refusal_says_why_not() {
        const PICTURE: &[u8] = b"\xFF\xD8\xFF\xDA\0\x02seen\xFF\xD9";
        const SOUND: &[u8] = include_bytes!("recordings/samples/sound.m4a");
        const FILM: &[u8] = include_bytes!("recordings/samples/film.mp4");
        const PIECES: &[u8] = include_bytes!("recordings/samples/pieces.mp4");
        const LETTER: &[u8] = b"%PDF-1.7";
        const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
        let cases: [(Wanted, &[u8], Result<&str, Refusal>); 17] = [
            (Wanted::Picture, PICTURE, Ok("image/jpeg")),
            (Wanted::Picture, SOUND, Err(Refusal::NoPicture)),
            (Wanted::Picture, b"\xFF\xD8\xFF\xDA\0\x02", Err(Refusal::PictureBroken)),
            (Wanted::Sound, SOUND, Ok("audio/mp4")),
            (Wanted::Sound, FILM, Err(Refusal::NoSound)),
            (Wanted::Sound, PICTURE, Err(Refusal::NoSound)),
            (Wanted::Film, FILM, Ok("video/mp4")),
            (Wanted::Film, SOUND, Err(Refusal::NoFilm)),
            (Wanted::Film, LETTER, Err(Refusal::NoFilm)),
            (Wanted::Film, PIECES, Err(Refusal::RecordingUnknown)),
            (Wanted::Film, &FILM[..900], Err(Refusal::RecordingBroken)),
            (Wanted::Any, PICTURE, Ok("image/jpeg")),
            (Wanted::Any, SOUND, Ok("audio/mp4")),
            (Wanted::Any, LETTER, Ok("application/pdf")),
            (Wanted::Any, PIECES, Err(Refusal::RecordingUnknown)),
            (Wanted::Any, b"<html>", Err(Refusal::Unknown)),
            (Wanted::Any, HEIC, Err(Refusal::Unknown)),
        ];
        for (wanted, bytes, expected) in cases {
            let found = clean(wanted, Keep::Seen, bytes.to_vec()).map(|cleaned| cleaned.media_type);
            assert_eq!(found, expected, "{wanted:?} {:?}", bytes.get(..12));
        }
    }
}
