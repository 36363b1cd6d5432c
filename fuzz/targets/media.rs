//! Fuzzes files that people send: what may be kept is not much longer than what was sent, cleaning it once more changes nothing, exactly
//! one sort of question takes it, and a picture says nothing beside itself, as a reader of Exif that is not ours finds.
#![no_main]

use exif::{Field, In, Reader, Tag};
use libfuzzer_sys::fuzz_target;
use media::{Cleaned, Keep, Wanted, clean};
use std::io::Cursor;

/// What a picture may say about its place, where that is asked for.
const OF_PLACE: [Tag; 10] = [
    Tag::GPSVersionID,
    Tag::GPSLatitudeRef,
    Tag::GPSLatitude,
    Tag::GPSLongitudeRef,
    Tag::GPSLongitude,
    Tag::GPSAltitudeRef,
    Tag::GPSAltitude,
    Tag::GPSImgDirectionRef,
    Tag::GPSImgDirection,
    Tag::GPSHPositioningError,
];

fuzz_target!(|bytes: &[u8]| {
    for keep in [Keep::Seen, Keep::Place] {
        let Ok(cleaned) = clean(Wanted::Any, keep, bytes.to_vec()) else { continue };
        let (length, sent) = (cleaned.bytes.len(), bytes.len());
        assert!(length <= sent + sent / 100 + 1024, "{length} bytes of {sent}");
        assert_eq!(clean(Wanted::Any, keep, cleaned.bytes.clone()).as_ref(), Ok(&cleaned));
        let takes = |wanted: &Wanted| clean(*wanted, keep, bytes.to_vec()).as_ref() == Ok(&cleaned);
        let takers = [Wanted::Picture, Wanted::Sound, Wanted::Film].iter().filter(|wanted| takes(wanted)).count();
        assert_eq!(takers, usize::from(is_seen_or_heard(&cleaned)), "{}", cleaned.media_type);
        if cleaned.media_type.starts_with("image/") {
            says_nothing_beside_itself(&cleaned, keep);
        }
    }
});

fn is_seen_or_heard(file: &Cleaned) -> bool {
    ["image/", "audio/", "video/"].iter().any(|sort| file.media_type.starts_with(sort))
}

fn says_nothing_beside_itself(picture: &Cleaned, keep: Keep) {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let read = reader.read_from_container(&mut Cursor::new(&picture.bytes));
    let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| {})) else { return };
    assert!(exif.fields().all(|field| may_stay(field, keep)), "{:?}", exif.fields().collect::<Vec<_>>());
}

fn may_stay(field: &Field, keep: Keep) -> bool {
    let is_of_place = keep == Keep::Place && OF_PLACE.contains(&field.tag);
    field.ifd_num == In::PRIMARY && (field.tag == Tag::Orientation || is_of_place)
}
