//! Values that lie in a database without being readable there: sealed under a key, bound to the place they lie at. Owns the format of a
//! seal and how keys lie wrapped under a master key. Makes no randomness and keeps nothing: bytes come in, bytes go out.
//!
//! A seal is one version byte, the id of its key, a nonce, and the text under AES-256-GCM. The version, the key's id and the place are
//! authenticated with it, so that a seal that was moved to another row, or given another key's id, does not open.
//!
//! The nonce is not random: it is the first 96 bits of a keyed hash of the place and the text, so that it comes twice only with the same
//! text at the same place, which is then the same seal. That makes a retry the same as what was kept; what it tells whoever has the
//! database is that a value at its own place is what it was.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::{digest, hmac};

/// The only format there is so far.
const VERSION: u8 = 1;
/// Bytes of a key's id.
pub const ID: usize = 16;
/// Bytes of a key.
pub const KEY: usize = 32;
/// Bytes that a seal is longer than its text.
pub const OVERHEAD: usize = 1 + ID + NONCE + 16;
/// Bytes of a nonce.
const NONCE: usize = NONCE_LEN;

/// Why something is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It is too short to be a seal, or of a format that this program does not know.
    #[error("this is no seal that this program knows")]
    Unknown,
    /// It was sealed under another key.
    #[error("it was sealed under another key")]
    OtherKey,
    /// It was changed, or belongs to another place.
    #[error("it was changed, or belongs elsewhere")]
    Broken,
}

/// Where a value lies. A seal opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The table.
    pub table: &'a str,
    /// What names the row.
    pub row: &'a str,
    /// The column.
    pub column: &'a str,
}

/// A key, with the id that stands in front of what it seals. It shows itself to nobody.
pub struct Key {
    id: [u8; ID],
    key: LessSafeKey,
    bytes: [u8; KEY],
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Key").finish_non_exhaustive()
    }
}

impl Key {
    /// The master key, whose id follows from it: whoever brings the same key again is known by it.
    pub fn master(bytes: &[u8; KEY]) -> Self {
        let found = derived(b"saphan/seal/master/", bytes);
        let mut id = [0; ID];
        id.iter_mut().zip(found.as_ref()).for_each(|(to, from)| *to = *from);
        Self::new(id, bytes)
    }

    fn new(id: [u8; ID], bytes: &[u8; KEY]) -> Self {
        let key = UnboundKey::new(&AES_256_GCM, bytes).expect("a key of AES-256 has 32 bytes");
        Self { id, key: LessSafeKey::new(key), bytes: *bytes }
    }

    /// The id, which tells nothing of the key.
    pub fn id(&self) -> [u8; ID] {
        self.id
    }

    /// What every seal under this key begins with, so that they can be told from others without opening one.
    pub fn mark(&self) -> [u8; 1 + ID] {
        head(self.id)
    }

    /// Seals a text for one place. The same text at the same place is the same seal.
    pub fn seal(&self, place: Place<'_>, text: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(text.len().saturating_add(OVERHEAD));
        self.seal_onto(place, text, &mut sealed);
        sealed
    }

    /// The same at the end of what is there: a large text is not copied once more.
    pub fn seal_onto(&self, place: Place<'_>, text: &[u8], to: &mut Vec<u8>) {
        let head = head(self.id);
        let bound = bound(&head, place);
        let nonce = self.nonce(&bound, text);
        to.extend_from_slice(&head);
        to.extend_from_slice(&nonce);
        let begin = to.len();
        to.extend_from_slice(text);
        let (_, text) = to.split_at_mut(begin);
        let tag = self
            .key
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(bound), text)
            .expect("a value is far shorter than what AES-GCM takes");
        to.extend_from_slice(tag.as_ref());
    }

    /// The text that was sealed for this place.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        if key_id(sealed)? != self.id {
            return Err(SealError::OtherKey);
        }
        let head = head(self.id);
        let rest = sealed.get(head.len()..).ok_or(SealError::Unknown)?;
        let (nonce, text) = rest.split_first_chunk::<NONCE>().ok_or(SealError::Unknown)?;
        let mut text = text.to_vec();
        let aad = Aad::from(bound(&head, place));
        let opened = self.key.open_in_place(Nonce::assume_unique_for_key(*nonce), aad, &mut text);
        let length = opened.map_err(|_| SealError::Broken)?.len();
        text.truncate(length);
        Ok(text)
    }

    /// The hash takes both parts apart, since what is bound tells its own lengths.
    fn nonce(&self, bound: &[u8], text: &[u8]) -> [u8; NONCE] {
        // Worked out where it is needed: far more is opened than sealed.
        let key = hmac::Key::new(hmac::HMAC_SHA256, derived(b"saphan/seal/nonce/", &self.bytes).as_ref());
        let mut hash = hmac::Context::with_key(&key);
        hash.update(bound);
        hash.update(text);
        let mut nonce = [0; NONCE];
        nonce.iter_mut().zip(hash.sign().as_ref()).for_each(|(to, from)| *to = *from);
        nonce
    }

    /// A data key as it lies in the database: under this master key, bound to its own id. `bytes` are random.
    pub fn wrap(&self, id: [u8; ID], bytes: &[u8; KEY]) -> Vec<u8> {
        self.seal(wrapped_place(&hex(id)), bytes)
    }

    /// A data key that lies wrapped under this master key.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn unwrap(&self, id: [u8; ID], wrapped: &[u8]) -> Result<Self, SealError> {
        Ok(Self::new(id, &self.bare(id, wrapped)?))
    }

    /// The same data key under another master key; what it sealed stays as it is.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn rewrap(&self, to: &Self, id: [u8; ID], wrapped: &[u8]) -> Result<Vec<u8>, SealError> {
        Ok(to.wrap(id, &self.bare(id, wrapped)?))
    }

    fn bare(&self, id: [u8; ID], wrapped: &[u8]) -> Result<[u8; KEY], SealError> {
        let bytes = self.open(wrapped_place(&hex(id)), wrapped)?;
        bytes.try_into().map_err(|_| SealError::Broken)
    }
}

/// The id of the key under which something was sealed.
///
/// # Errors
/// [`SealError::Unknown`] when it is no seal.
pub fn key_id(sealed: &[u8]) -> Result<[u8; ID], SealError> {
    let (version, rest) = sealed.split_first().ok_or(SealError::Unknown)?;
    let id = rest.first_chunk::<ID>().filter(|_| *version == VERSION).ok_or(SealError::Unknown)?;
    Ok(*id)
}

fn derived(purpose: &[u8], bytes: &[u8; KEY]) -> digest::Digest {
    digest::digest(&digest::SHA256, &[purpose, bytes].concat())
}

fn wrapped_place(id: &str) -> Place<'_> {
    Place { table: "seal_key", row: id, column: "wrapped" }
}

fn head(id: [u8; ID]) -> [u8; 1 + ID] {
    let mut head = [VERSION; 1 + ID];
    head.iter_mut().skip(1).zip(id).for_each(|(to, from)| *to = from);
    head
}

/// What is authenticated beside the text. Each part follows its length, so that no two places are told alike.
fn bound(head: &[u8], place: Place<'_>) -> Vec<u8> {
    let mut bound = head.to_vec();
    for part in [place.table, place.row, place.column] {
        bound.extend_from_slice(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        bound.extend_from_slice(part.as_bytes());
    }
    bound
}

fn hex(id: [u8; ID]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}
