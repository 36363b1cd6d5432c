//! What holds for every seal, whatever is sealed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a property that breaks should stop")]

use proptest::prelude::*;
use seal::{ID, KEY, Key, Place, SealError, key_id};

fn place<'a>(table: &'a str, row: &'a str, column: &'a str) -> Place<'a> {
    Place { table, row, column }
}

fn data_key(master: &Key, id: [u8; ID], bytes: [u8; KEY]) -> (Vec<u8>, Key) {
    let wrapped = master.wrap(id, &bytes);
    let key = master.unwrap(id, &wrapped).unwrap();
    (wrapped, key)
}

proptest! {
    #[test]
    fn what_is_sealed_opens_at_its_place_and_does_not_show(
        text in prop::collection::vec(any::<u8>(), 0..300), bytes: [u8; KEY], row in ".{0,40}"
    ) {
        let (_, key) = data_key(&Key::master(&[1; KEY]), [2; ID], bytes);
        let sealed = key.seal(place("t", &row, "c"), &text);
        prop_assert_eq!(key.open(place("t", &row, "c"), &sealed), Ok(text.clone()));
        prop_assert_eq!(key_id(&sealed), Ok([2; ID]));
        prop_assert!(text.len() < 4 || !sealed.windows(text.len()).any(|part| part == text));
    }

    #[test]
    fn a_changed_byte_is_found(text in prop::collection::vec(any::<u8>(), 0..60), at: prop::sample::Index, by in 1_u8..) {
        let key = Key::master(&[1; KEY]);
        let mut sealed = key.seal(place("t", "r", "c"), &text);
        let at = at.index(sealed.len());
        sealed[at] ^= by;
        prop_assert!(key.open(place("t", "r", "c"), &sealed).is_err());
    }

    #[test]
    fn a_shortened_or_lengthened_one_is_found(text in prop::collection::vec(any::<u8>(), 0..60), cut: prop::sample::Index) {
        let key = Key::master(&[1; KEY]);
        let sealed = key.seal(place("t", "r", "c"), &text);
        prop_assert!(key.open(place("t", "r", "c"), &sealed[..cut.index(sealed.len())]).is_err());
        prop_assert!(key.open(place("t", "r", "c"), &[sealed, vec![0]].concat()).is_err());
    }

    #[test]
    fn no_other_place_opens_it(one: [String; 3], other: [String; 3]) {
        let key = Key::master(&[1; KEY]);
        let sealed = key.seal(place(&one[0], &one[1], &one[2]), b"text");
        let opened = key.open(place(&other[0], &other[1], &other[2]), &sealed);
        prop_assert_eq!(opened.is_ok(), one == other);
    }

    #[test]
    fn another_master_key_rewraps_and_every_value_stays(old: [u8; KEY], new: [u8; KEY], bytes: [u8; KEY], text: Vec<u8>) {
        prop_assume!(old != new);
        let (old, new) = (Key::master(&old), Key::master(&new));
        let (wrapped, key) = data_key(&old, [5; ID], bytes);
        let sealed = key.seal(place("t", "r", "c"), &text);
        let again = old.rewrap(&new, [5; ID], &wrapped).unwrap();
        prop_assert_eq!(new.unwrap([5; ID], &again).unwrap().open(place("t", "r", "c"), &sealed), Ok(text));
        prop_assert_eq!(old.unwrap([5; ID], &again).unwrap_err(), SealError::OtherKey);
        prop_assert_eq!(new.unwrap([5; ID], &wrapped).unwrap_err(), SealError::OtherKey);
        prop_assert_eq!(new.unwrap([6; ID], &again).unwrap_err(), SealError::Broken, "it is bound to its id");
    }
}

#[test]
fn places_that_read_alike_together_are_told_apart() {
    let key = Key::master(&[1; KEY]);
    let sealed = key.seal(place("ab", "c", "d"), b"text");
    assert_eq!(key.open(place("a", "bc", "d"), &sealed), Err(SealError::Broken));
}

#[test]
fn without_its_data_key_nothing_opens_a_value() {
    let master = Key::master(&[1; KEY]);
    let (_, gone) = data_key(&master, [5; ID], [7; KEY]);
    let sealed = gone.seal(place("t", "r", "c"), b"text");
    // Its row is gone, and a new key was made for the same subject, even under the same id.
    let (_, other) = data_key(&master, [5; ID], [8; KEY]);
    assert_eq!(other.open(place("t", "r", "c"), &sealed), Err(SealError::Broken));
    assert_eq!(master.open(place("t", "r", "c"), &sealed), Err(SealError::OtherKey));
}

#[test]
fn the_same_text_at_the_same_place_is_the_same_seal_and_shows_nowhere_else() {
    let key = Key::master(&[1; KEY]);
    let sealed = |row, text: &[u8]| key.seal(place("t", row, "c"), text);
    assert_eq!(sealed("r", b"text"), sealed("r", b"text"));
    let nonce = |seal: Vec<u8>| seal[17..29].to_vec();
    assert_ne!(nonce(sealed("r", b"text")), nonce(sealed("q", b"text")), "elsewhere it is another one");
    assert_ne!(nonce(sealed("r", b"text")), nonce(sealed("r", b"texts")), "and so is another text");
    let (_, other) = data_key(&key, [5; ID], [8; KEY]);
    assert_ne!(nonce(sealed("r", b"text")), nonce(other.seal(place("t", "r", "c"), b"text")), "each key has its own");
}

#[test]
fn a_key_does_not_print_itself() {
    assert_eq!(format!("{:?}", Key::master(&[7; KEY])), "Key { .. }");
}
