//! Recordings of every format that is taken: what stays of them, what goes, and that broken ones stop nothing.

use super::*;

/// Recordings of a tenth of a second and more, made with FFmpeg, each with `SECRET` wherever its format has a place for a title, a
/// comment, a name or a text, and with a point on the map.
const SAMPLES: [(&str, &[u8], &str); 10] = [
    ("film.mp4", include_bytes!("samples/film.mp4"), "video/mp4"),
    ("film.mov", include_bytes!("samples/film.mov"), "video/quicktime"),
    ("film.3gp", include_bytes!("samples/film.3gp"), "video/3gpp"),
    ("film.webm", include_bytes!("samples/film.webm"), "video/webm"),
    ("sound.m4a", include_bytes!("samples/sound.m4a"), "audio/mp4"),
    ("sound.mp3", include_bytes!("samples/sound.mp3"), "audio/mpeg"),
    ("opus.ogg", include_bytes!("samples/opus.ogg"), "audio/ogg"),
    ("vorbis.ogg", include_bytes!("samples/vorbis.ogg"), "audio/ogg"),
    ("sound.webm", include_bytes!("samples/sound.webm"), "audio/webm"),
    ("sound.wav", include_bytes!("samples/sound.wav"), "audio/wav"),
];
const AAC: &[u8] = include_bytes!("samples/sound.aac");
const IN_PIECES: &[u8] = include_bytes!("samples/pieces.mp4");

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|part| part == word.as_bytes())
}

fn cleaned(bytes: &[u8]) -> Option<Recording> {
    clean(bytes)?.ok()
}

#[test]
fn nothing_but_what_is_heard_and_seen_stays() {
    for (name, bytes, media_type) in SAMPLES {
        assert!(holds(bytes, "SECRET"), "{name}: the sample tells something");
        let recording = cleaned(bytes).expect(name);
        assert_eq!((recording.media_type, recording.is_film), (media_type, media_type.starts_with("video")), "{name}");
        for word in ["SECRET", "18.79", "2019"] {
            assert!(!holds(&recording.bytes, word), "{name}: {word}");
        }
        assert_eq!(cleaned(&recording.bytes).as_ref(), Some(&recording), "{name}: cleaned once is clean");
    }
}

#[test]
fn what_is_coded_stays_where_and_as_it_was() {
    let whole = |bytes: &[u8], from: &[u8]| bytes.windows(from.len()).any(|part| part == from);
    for (name, bytes, _) in SAMPLES {
        let kept = cleaned(bytes).expect(name).bytes;
        let stay = bytes.chunks(16).filter(|part| whole(&kept, part)).count() * 16;
        assert!(stay * 3 > bytes.len(), "{name}: {stay} of {}", bytes.len());
        if matches!(name, "film.mp4" | "film.mov" | "film.3gp" | "sound.m4a") {
            assert_eq!(kept.len(), bytes.len(), "{name}: places in the file stay right");
        }
    }
    assert_eq!(cleaned(AAC).map(|sound| (sound.media_type, sound.bytes)), Some(("audio/aac", AAC.to_vec())));
}

#[test]
fn what_breaks_off_anywhere_tells_nothing() {
    for (name, bytes, _) in SAMPLES {
        for length in (4..bytes.len()).step_by(13) {
            let Some(recording) = cleaned(&bytes[..length]) else { continue };
            assert!(!holds(&recording.bytes, "SECRET"), "{name} of {length} bytes");
        }
        for at in (0..bytes.len()).step_by(101) {
            let mut bent = bytes.to_vec();
            bent[at] ^= 0xFF;
            // Whatever comes of it, nothing stops the server.
            let Some(recording) = cleaned(&bent) else { continue };
            assert_eq!(
                cleaned(&recording.bytes).as_ref(),
                Some(&recording),
                "{name}: cleaned once is clean, bent at {at}"
            );
            assert!(recording.bytes.len() <= bent.len() + 100, "{name}: no longer than it was, bent at {at}");
        }
    }
}

#[test]
fn amr_is_taken_to_the_last_whole_frame_and_nothing_behind_it() {
    let frame = [&[0x04][..], &[7; 12]].concat();
    let sound = [&b"#!AMR\n"[..], &frame, &frame].concat();
    assert_eq!(cleaned(&sound).map(|sound| (sound.media_type, sound.bytes)), Some(("audio/amr", sound.clone())));
    assert_eq!(clean(&sound[..sound.len() - 1]), Some(Err(Uncleaned::Broken)));
    assert_eq!(clean(&[&sound[..], b"SECRET"].concat()), Some(Err(Uncleaned::Broken)));
}

#[test]
fn what_is_not_known_well_enough_is_refused_and_what_is_none_is_told_so() {
    assert_eq!(clean(IN_PIECES), Some(Err(Uncleaned::Unknown)));
    assert_eq!(clean(b"OggS\0\x02\0\0\0\0\0\0\0\0abcd\0\0\0\0\0\0\0\0\x01\x08Speex   "), Some(Err(Uncleaned::Unknown)));
    for none in [&b""[..], b"%PDF-1.7", b"\xFF\xD8\xFF\xE0", b"\xFF\xFEa\0", b"\0\0\0\x18ftypheic", b"RIFF\0\0\0\0WEBP"]
    {
        assert_eq!(clean(none), None, "{none:?}");
    }
}

#[test]
fn a_sound_whose_first_frame_holds_the_name_of_a_box_is_no_film() {
    let frame = [&b"\xFF\xFB\x90\x00ftypheic"[..], &[7; 405]].concat();
    let sound = cleaned(&frame.repeat(2)).expect("a sound");
    assert_eq!((sound.media_type, sound.bytes.len()), ("audio/mpeg", 2 * 417));
}

#[test]
fn an_ogg_file_that_begins_anew_or_names_itself_over_several_pages_is_refused() {
    let page = |flags: u8, segments: &[u8], content: &[u8]| {
        let count = u8::try_from(segments.len()).expect("short");
        [&b"OggS\0"[..], &[flags], &[0; 8], b"abcd", &[0; 8], &[count], segments, content].concat()
    };
    let head = |flags: u8| page(flags, &[8], b"OpusHead");
    let comments = page(0, &[8 + 6], b"OpusTagsSECRET");
    let sound = page(0, &[3], b"aaa");
    let whole = [head(2), comments.clone(), sound.clone()].concat();
    assert!(cleaned(&whole).is_some_and(|kept| !holds(&kept.bytes, "SECRET")));
    let twice = [&whole[..], &whole].concat();
    assert_eq!(clean(&twice), Some(Err(Uncleaned::Unknown)), "the second has comments of its own");
    let long = [&b"OpusHead"[..], &[0; 255 * 255 - 8]].concat();
    let split = [page(2, &[255; 255], &long), page(1, &[0], b""), comments, sound].concat();
    assert_eq!(clean(&split), Some(Err(Uncleaned::Unknown)));
}

/// An element with a length of one byte.
fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    [id, &[0x80 | u8::try_from(content.len()).expect("short")], content].concat()
}

fn webm(parts: &[Vec<u8>]) -> Vec<u8> {
    let segment = [&b"\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF"[..], &parts.concat()].concat();
    [element(b"\x1A\x45\xDF\xA3", b""), segment].concat()
}

#[test]
fn a_webm_file_of_many_small_parts_does_not_become_longer() {
    let track = [element(b"\xD7", b"\x01"), element(b"\x83", b"\x02"), element(b"\x86", b"A_OPUS")].concat();
    let tracks = element(b"\x16\x54\xAE\x6B", &element(b"\xAE", &track));
    let information = element(b"\x15\x49\xA9\x66", b"");
    let block = element(b"\xA3", b"\x81\0\0\0");
    let cluster = element(b"\x1F\x43\xB6\x75", &[element(b"\xE7", b""), block.clone(), block].concat());
    let sent = webm(&[vec![tracks], vec![information; 50], vec![cluster; 50]].concat());
    let recording = cleaned(&sent).expect("a sound");
    assert!(recording.bytes.len() <= sent.len(), "{} of {}", recording.bytes.len(), sent.len());
    assert_eq!(recording.bytes.windows(4).filter(|name| name == b"\x1F\x43\xB6\x75").count(), 50);
}

#[test]
fn a_group_with_a_block_of_a_track_that_goes_goes_too() {
    let track = [element(b"\xD7", b"\x01"), element(b"\x83", b"\x02"), element(b"\x86", b"A_OPUS")].concat();
    let tracks = element(b"\x16\x54\xAE\x6B", &element(b"\xAE", &track));
    let group =
        element(b"\xA0", &[element(b"\xA1", b"\x81\0\0\0heard"), element(b"\xA1", b"\x82\0\0\0SECRET")].concat());
    let plain = element(b"\xA0", &element(b"\xA1", b"\x81\0\0\0kept"));
    let recording = cleaned(&webm(&[tracks, element(b"\x1F\x43\xB6\x75", &[group, plain].concat())])).expect("a sound");
    assert!(!holds(&recording.bytes, "SECRET") && holds(&recording.bytes, "kept"));
}

#[test]
fn boxes_beyond_number_are_refused() {
    let free = b"\0\0\0\x08free";
    let (_, film, _) = SAMPLES[0];
    let with = |count: usize| [film, &free.repeat(count)].concat();
    assert!(cleaned(&with(9_000)).is_some());
    assert_eq!(clean(&with(10_000)), Some(Err(Uncleaned::Broken)));
}
