//! Stories of forms whose labels have pictures and sounds: brought beside the form, cleaned, kept with the version, handed to whoever may
//! fill the form in.

use crate::desk::{everywhere, file, told};
use collection::BroughtFile;
use language::{Lang, say};
use service_kit::{Role, ServiceError};
use testkit::HOME;

const VISIT: &str = "
| survey |
| | type | name | label::English (en) | media::image::English (en) | media::audio::English (en) |
| | note | hello | Hello | boat.jpg | hello.wav |
| settings |
| | form_id | version |
| | seen-and-heard | 1 |
";
const PICTURE: &[u8] = b"\xFF\xD8\xFF\xDA\0\x02a demo picture\xFF\xD9";

/// The picture as a camera leaves it.
fn picture() -> BroughtFile {
    let told = [&PICTURE[..2], b"\xFF\xE1\0\x10Exif\0\0 18.79 N", &PICTURE[2..]].concat();
    BroughtFile::new("boat.jpg", told)
}

#[tokio::test]
async fn files_of_labels_are_cleaned_kept_and_handed_out() {
    for office in everywhere().await {
        let context = office.coordinator();
        let draft = office.collection.bring_form(&context, vec![file("visit.md", VISIT), picture()]).await.unwrap();
        let examined = office.collection.examine_kept_form(&context, &draft.version).await.unwrap();
        assert_eq!(examined.media, ["boat.jpg"]);
        let warned: Vec<String> = examined.warnings.iter().map(|one| say(Lang::En, &one.message)).collect();
        assert!(warned.len() == 1 && warned[0].contains("not brought: hello.wav"), "{warned:?}");
        let kept = office.collection.file_of_version(&draft.version, "boat.jpg").await.unwrap();
        assert_eq!((kept.media_type.as_str(), kept.bytes.as_slice()), ("image/jpeg", PICTURE));

        let form = office.collection.publish_form(&context, "seen-and-heard", "1").await.unwrap();
        let worker = office.world.person(Role::FieldWorker, HOME);
        let handed_out = office.collection.own_file(&worker, &form.kind, "boat.jpg").await.unwrap();
        assert_eq!(handed_out.bytes, PICTURE);
        let sums = office.collection.own_file_sums(&worker, &form.kind).await.unwrap();
        assert_eq!(sums.keys().collect::<Vec<_>>(), ["boat.jpg"]);
        for (person, name) in [(&office.stranger(), "boat.jpg"), (&worker, "hello.wav"), (&worker, "visit.md")] {
            let refused = office.collection.own_file(person, &form.kind, name).await;
            assert!(matches!(refused, Err(ServiceError::NotFound)), "{name}");
        }
        let newer = VISIT.replace("| seen-and-heard | 1 |", "| seen-and-heard | 2 |");
        let newer = office.collection.bring_form(&context, vec![file("visit.md", &newer)]).await.unwrap();
        let kept: Vec<_> =
            newer.version.lists.iter().map(|one| (one.name.as_str(), one.taken_from.as_deref())).collect();
        assert_eq!(kept, [("boat.jpg", Some("1"))], "the next version takes it over");
    }
}

#[tokio::test]
async fn files_that_are_none_or_not_asked_for_are_told() {
    for office in everywhere().await {
        let context = office.coordinator();
        for (beside, place, said) in [
            (file("boat.jpg", "no picture"), "boat.jpg", "picture"),
            (BroughtFile::new("hello.wav", PICTURE.to_vec()), "hello.wav", "sound"),
            (BroughtFile::new("other.jpg", PICTURE.to_vec()), "other.jpg", "does not ask for this file"),
        ] {
            let told = told(office.collection.bring_form(&context, vec![file("visit.md", VISIT), beside]).await);
            assert!(told.len() == 1 && told[0].starts_with(place) && told[0].contains(said), "{told:?}");
        }
    }
}
