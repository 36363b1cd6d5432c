//! What a file is and what of it is kept, by the question that it answers. Owns that a question gets what it asks for; how a format is
//! cleaned is `pictures`' and `recordings`', which documents are taken `documents`'.

use crate::documents::{self, Document};
use crate::pictures::{self, Keep, Unclean};
use crate::recordings::{self, Recording, Uncleaned};
use forms::Media;

/// The media type and the bytes to keep, else the text that says what is wrong and what to do.
pub(crate) fn cleaned(asked: Media, keep: Keep, bytes: Vec<u8>) -> Result<(&'static str, Vec<u8>), &'static str> {
    match asked {
        Media::Image => picture(&bytes, keep),
        Media::Audio => match recordings::clean(&bytes) {
            Some(Ok(sound)) if !sound.is_film => Ok((sound.media_type, sound.bytes)),
            Some(Err(why)) => Err(said(why)),
            _ => Err("collection-not-a-sound"),
        },
        Media::Video => match recordings::clean(&bytes) {
            Some(Ok(film)) if film.is_film => Ok((film.media_type, film.bytes)),
            Some(Err(why)) => Err(said(why)),
            _ => Err("collection-not-a-film"),
        },
        Media::Any => any(bytes, keep),
    }
}

fn any(bytes: Vec<u8>, keep: Keep) -> Result<(&'static str, Vec<u8>), &'static str> {
    match picture(&bytes, keep) {
        Err("collection-not-a-picture") => {}
        found => return found,
    }
    match recordings::clean(&bytes) {
        Some(Ok(Recording { media_type, bytes, .. })) => return Ok((media_type, bytes)),
        Some(Err(why)) => return Err(said(why)),
        None => {}
    }
    match documents::kind_of(&bytes) {
        Document::Known(media_type) => Ok((media_type, bytes)),
        Document::Runs => Err("collection-file-runs"),
        Document::Unknown => Err("collection-file-unknown"),
    }
}

fn picture(bytes: &[u8], keep: Keep) -> Result<(&'static str, Vec<u8>), &'static str> {
    match pictures::clean(bytes, keep) {
        Ok(cleaned) => Ok((cleaned.media_type, cleaned.bytes)),
        Err(Unclean::NoPicture) => Err("collection-not-a-picture"),
        Err(Unclean::Broken) => Err("collection-picture-broken"),
        Err(Unclean::TooLarge) => Err("collection-picture-too-large"),
    }
}

fn said(why: Uncleaned) -> &'static str {
    match why {
        Uncleaned::Broken => "collection-recording-broken",
        Uncleaned::Unknown => "collection-recording-unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_gets_what_it_asks_for_or_says_what_to_do() {
        const PICTURE: &[u8] = b"\xFF\xD8\xFF\xDA\0\x02seen\xFF\xD9";
        const SOUND: &[u8] = include_bytes!("recordings/samples/sound.m4a");
        const FILM: &[u8] = include_bytes!("recordings/samples/film.mp4");
        const PIECES: &[u8] = include_bytes!("recordings/samples/pieces.mp4");
        const LETTER: &[u8] = b"%PDF-1.7";
        let cases: [(Media, &[u8], Result<&str, &str>); 17] = [
            (Media::Image, PICTURE, Ok("image/jpeg")),
            (Media::Image, SOUND, Err("collection-not-a-picture")),
            (Media::Image, b"\xFF\xD8\xFF\xDA\0\x02", Err("collection-picture-broken")),
            (Media::Audio, SOUND, Ok("audio/mp4")),
            (Media::Audio, FILM, Err("collection-not-a-sound")),
            (Media::Audio, PICTURE, Err("collection-not-a-sound")),
            (Media::Video, FILM, Ok("video/mp4")),
            (Media::Video, SOUND, Err("collection-not-a-film")),
            (Media::Video, LETTER, Err("collection-not-a-film")),
            (Media::Video, PIECES, Err("collection-recording-unknown")),
            (Media::Video, &FILM[..900], Err("collection-recording-broken")),
            (Media::Any, PICTURE, Ok("image/jpeg")),
            (Media::Any, SOUND, Ok("audio/mp4")),
            (Media::Any, LETTER, Ok("application/pdf")),
            (Media::Any, PIECES, Err("collection-recording-unknown")),
            (Media::Any, b"<html>", Err("collection-file-unknown")),
            (Media::Any, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Err("collection-file-unknown")),
        ];
        for (asked, bytes, expected) in cases {
            let found = cleaned(asked, Keep::Seen, bytes.to_vec()).map(|(media_type, _)| media_type);
            assert_eq!(found, expected, "{asked:?} {:?}", bytes.get(..12));
        }
    }
}
