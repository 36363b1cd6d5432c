//! Files that leave for somebody without an account here: locked with the age format, for a public key or under a passphrase that is said on the
//! telephone. Owns what a good key is and how a passphrase is made; what goes into a file, and who may send it, is a service's.
//!
//! The file key and nonces are `age`'s own randomness: no test asks for them, and none of them is kept here.

use crate::ServiceError;
use age::secrecy::SecretString;
use age::{Encryptor, Recipient, scrypt, x25519};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::iter;

/// scrypt with 2^15 rounds takes 32 MiB and a tenth of a second: the passphrase is random, so that more would slow down only the receiver's phone.
const WORK_FACTOR: u8 = 15;
/// Words of a passphrase, 16 bits each: 96 bits are out of reach of trying, whatever the work factor.
const WORDS: usize = 6;

/// What opens a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock<'a> {
    /// The secret that belongs to a public key, `age1…`.
    Key(&'a str),
    /// A passphrase.
    Passphrase(&'a str),
}

/// Whether a text is a public key of the age format.
pub fn is_public_key(text: &str) -> bool {
    text.parse::<x25519::Recipient>().is_ok()
}

/// Locks a file.
///
/// # Errors
/// [`ServiceError::Internal`] for a key that is none, and when there is no memory.
pub fn locked(lock: Lock<'_>, bytes: &[u8]) -> Result<Vec<u8>, ServiceError> {
    let failed = |what: &dyn std::fmt::Display| ServiceError::Internal(format!("locking a package: {what}"));
    let recipient: Box<dyn Recipient> = match lock {
        Lock::Key(key) => Box::new(key.parse::<x25519::Recipient>().map_err(|problem| failed(&problem))?),
        Lock::Passphrase(passphrase) => {
            let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
            recipient.set_work_factor(WORK_FACTOR);
            Box::new(recipient)
        }
    };
    let encryptor = Encryptor::with_recipients(iter::once(recipient.as_ref())).map_err(|problem| failed(&problem))?;
    let mut file = Vec::with_capacity(bytes.len().saturating_add(1024));
    let mut writer = encryptor.wrap_output(&mut file).map_err(|problem| failed(&problem))?;
    writer.write_all(bytes).map_err(|problem| failed(&problem))?;
    writer.finish().map_err(|problem| failed(&problem))?;
    Ok(file)
}

/// The passphrase of a secret: six made-up words that can be said on the telephone in any language (proquints, Wilkerson 2009). The same secret
/// gives the same words.
pub fn passphrase_of(secret: &str) -> String {
    let digest = Sha256::digest(["package passphrase ", secret].concat().as_bytes());
    let words = digest.chunks_exact(2).take(WORDS).map(|pair| word(u16::from_be_bytes([first(pair), last(pair)])));
    words.collect::<Vec<_>>().join("-")
}

fn first(pair: &[u8]) -> u8 {
    pair.first().copied().unwrap_or_default()
}

fn last(pair: &[u8]) -> u8 {
    pair.last().copied().unwrap_or_default()
}

fn word(number: u16) -> String {
    const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
    const VOWELS: &[u8; 4] = b"aiou";
    let sign = |signs: &[u8], shift: u32| {
        let place = usize::from(number >> shift) % signs.len();
        signs.get(place).map_or('a', |sign| char::from(*sign))
    };
    [sign(CONSONANTS, 12), sign(VOWELS, 10), sign(CONSONANTS, 6), sign(VOWELS, 4), sign(CONSONANTS, 0)].iter().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects")]
    use super::*;
    use std::io::Read;

    fn opened(identity: &dyn age::Identity, file: &[u8]) -> Option<Vec<u8>> {
        let mut reader = age::Decryptor::new(file).ok()?.decrypt(iter::once(identity)).ok()?;
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    #[test]
    fn a_file_opens_with_its_key_or_passphrase_and_with_no_other_and_holds_nothing_plain() {
        let key = x25519::Identity::generate();
        let file = locked(Lock::Key(&key.to_public().to_string()), b"a secret sentence").unwrap();
        assert!(!file.windows(6).any(|part| part == b"secret"));
        assert_eq!(opened(&key, &file).unwrap(), b"a secret sentence");
        assert!(opened(&x25519::Identity::generate(), &file).is_none());
        let passphrase = passphrase_of("abc");
        let file = locked(Lock::Passphrase(&passphrase), b"a secret sentence").unwrap();
        let with = |passphrase: String| scrypt::Identity::new(SecretString::from(passphrase));
        assert_eq!(opened(&with(passphrase), &file).unwrap(), b"a secret sentence");
        assert!(opened(&with(passphrase_of("abd")), &file).is_none());
    }

    #[test]
    fn a_passphrase_is_six_words_that_can_be_said() {
        assert_eq!(word(0x7f00), "lusab", "as the first word of 127.0.0.1 in the proposal");
        assert_eq!(word(0x0001), "babad");
        let passphrase = passphrase_of("abc");
        assert_eq!(passphrase.split('-').map(str::len).collect::<Vec<_>>(), [5; 6]);
        assert_eq!(passphrase, passphrase_of("abc"));
    }

    #[test]
    fn only_a_public_key_is_one() {
        let key = x25519::Identity::generate();
        assert!(is_public_key(&key.to_public().to_string()));
        let damaged = key.to_public().to_string().replace("age1", "age2");
        for text in ["", "age1", "ssh-ed25519 AAAA", damaged.as_str(), "AGE-SECRET-KEY-1QQQ"] {
            assert!(!is_public_key(text), "{text}");
        }
    }
}
