//! What somebody looks for, as an address may carry it: sealed, because people look for names, and addresses stay in the histories of
//! browsers and in the logs of whatever stands between. Owns the seal. Only the browser that looked can have it opened, and nothing is
//! kept here for that; who signs in anew looks anew.

use hex::ToHex as _;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::{digest, hmac};

/// Longer texts are found nowhere, and addresses have an end. In bytes.
const LONGEST: usize = 400;

/// A text that only what it is bound to can open. The same text is sealed in the same way, so that an address stays the same.
pub(crate) fn sealed(text: &str, bound_to: &str) -> Option<String> {
    let text = text.get(..text.floor_char_boundary(LONGEST))?;
    let nonce = nonce_of(text, bound_to)?;
    let mut bytes = text.as_bytes().to_vec();
    key(bound_to)?.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut bytes).ok()?;
    Some(nonce.into_iter().chain(bytes).collect::<Vec<u8>>().encode_hex())
}

/// The text in a seal; nothing when it was sealed for somebody else, or changed since.
pub(crate) fn opened(sealed: &str, bound_to: &str) -> Option<String> {
    let bytes = hex::decode(sealed).ok()?;
    let (nonce, text) = bytes.split_at_checked(NONCE_LEN)?;
    let (nonce, mut text) = (Nonce::try_assume_unique_for_key(nonce).ok()?, text.to_vec());
    let opened = key(bound_to)?.open_in_place(nonce, Aad::empty(), &mut text).ok()?;
    String::from_utf8(opened.to_vec()).ok()
}

fn key(bound_to: &str) -> Option<LessSafeKey> {
    UnboundKey::new(&CHACHA20_POLY1305, &derived("seal", bound_to)).ok().map(LessSafeKey::new)
}

/// Follows from the text, so that two texts never share one.
fn nonce_of(text: &str, bound_to: &str) -> Option<[u8; NONCE_LEN]> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &derived("nonce", bound_to));
    hmac::sign(&key, text.as_bytes()).as_ref().first_chunk().copied()
}

/// A key for one purpose out of a secret that is long and random.
fn derived(purpose: &str, secret: &str) -> [u8; 32] {
    let found = digest::digest(&digest::SHA256, format!("saphan/sought/{purpose}/{secret}").as_bytes());
    let mut key = [0; 32];
    key.iter_mut().zip(found.as_ref()).for_each(|(to, from)| *to = *from);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_looked_can_open_what_was_looked_for() {
        for text in ["", "สมชาย", "Nok & Dao?", &"ก".repeat(500)] {
            let seal = sealed(text, "a secret").expect("a seal");
            assert!(seal.bytes().all(|byte| byte.is_ascii_hexdigit()) && !seal.contains("Nok"));
            let opened_again = opened(&seal, "a secret").expect("the text");
            assert!(text.starts_with(&opened_again) && opened_again.len() >= text.len().min(LONGEST - 2));
            assert_eq!(opened(&seal, "another secret"), None);
            assert_eq!(sealed(text, "a secret").as_ref(), Some(&seal));
            assert_ne!(sealed(text, "another secret").as_ref(), Some(&seal));
        }
    }

    #[test]
    fn what_was_changed_is_not_opened() {
        let seal = sealed("สมชาย", "a secret").expect("a seal");
        let last = if seal.ends_with('0') { "1" } else { "0" };
        for wrong in ["", "q", "สมชาย", &seal[..seal.len() - 2], &format!("{}{last}", &seal[..seal.len() - 1])]
        {
            assert_eq!(opened(wrong, "a secret"), None, "{wrong}");
        }
    }
}
