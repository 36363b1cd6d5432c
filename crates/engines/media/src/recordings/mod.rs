//! Sounds and films without what a phone says beside them: where, when, with which device, by whom. Owns which formats are taken and
//! that the parts of each are known; nothing is recompressed, so that what is heard is what was sent.
//!
//! As with pictures, what stays is listed, since a list of what goes would never be complete. A format whose parts are not known is not
//! taken, and neither is a file whose parts do not add up.

mod ebml;
mod frames;
mod mp4;
mod mp4_samples;
mod ogg;
mod wav;
mod webm;

/// A sound or film of which nothing but that is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recording {
    pub(crate) media_type: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// Whether there is something to see in it.
    pub(crate) is_film: bool,
}

impl Recording {
    fn sound(media_type: &'static str, bytes: Vec<u8>) -> Self {
        Self { media_type, bytes, is_film: false }
    }
}

/// Why a recording is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Uncleaned {
    /// It breaks off or contradicts itself.
    Broken,
    /// It is whole, but of a make whose parts are not known well enough to say what stays in it.
    Unknown,
}

/// A sound or film without everything that stands beside it; nothing when it is none. What it is is decided by its first bytes.
pub(crate) fn clean(bytes: &[u8]) -> Option<Result<Recording, Uncleaned>> {
    let sound = |media_type, cleaned: Option<Vec<u8>>| {
        cleaned.map(|bytes| Recording::sound(media_type, bytes)).ok_or(Uncleaned::Broken)
    };
    Some(match bytes {
        [0x1A, 0x45, 0xDF, 0xA3, ..] => webm::clean(bytes),
        [b'O', b'g', b'g', b'S', ..] => ogg::clean(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => sound("audio/wav", wav::clean(bytes)),
        [b'#', b'!', b'A', b'M', b'R', ..] => sound("audio/amr", frames::amr(bytes)),
        [b'I', b'D', b'3', ..] | [0xFF, 0xE0..=0xFF, ..] if !is_jpeg_or_text(bytes) => frames::mpeg(bytes),
        // Behind the others, whose first bytes would be the length of a box beyond any file; a frame may hold the name of a box.
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if mp4::is_picture(bytes) => return None,
        [_, _, _, _, name @ ..] if mp4::begins(name) => mp4::clean(bytes),
        _ => return None,
    })
}

/// A JPEG picture and text in UTF-16 begin like a sound's frame.
fn is_jpeg_or_text(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFF, 0xD8 | 0xFE, ..])
}

#[cfg(test)]
mod tests;
