//! What an authenticator's answers prove (WebAuthn level 2, sections 7.1 and 7.2): whose key it is, that this server asked, on this address,
//! and that a person was verified. Owns the arithmetic only: which challenge was whose, and whose a key is, is `passkeys`'.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ciborium::Value;
use ring::signature::{ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256};
use ring::signature::{RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// No answer of an authenticator is longer than this, in bytes.
const LONGEST: usize = 16 * 1024;
/// The longest id of a credential, in bytes, as the specification has it.
const LONGEST_ID: usize = 1023;

/// The server as authenticators know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    /// The name to which keys are bound, such as `saphan.example`.
    pub id: String,
    /// Where its pages are, such as `https://saphan.example`.
    pub origin: String,
}

/// Why an answer proves nothing. People are told one thing for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It cannot be read, or holds less or more than it should.
    Shape,
    /// It answers something else than was asked, or another challenge.
    Question,
    /// It was asked for on another address.
    Origin,
    /// The key is bound to another server.
    Party,
    /// No person was there, or was not verified by their finger, face or number.
    Person,
    /// The key is of a kind that is not taken.
    Key,
    /// The signature is not the key's.
    Signature,
}

/// A key pair that was just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewCredential {
    pub(crate) id: Vec<u8>,
    /// As a COSE key.
    pub(crate) public_key: Vec<u8>,
    pub(crate) sign_count: u32,
}

/// What the browser says it was asked, and where.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

/// The challenge that an answer says it answers, before anything else of it is believed.
pub(crate) fn challenge_in(client_data: &[u8]) -> Option<String> {
    let data = read_client_data(client_data)?;
    String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(data.challenge).ok()?).ok()
}

fn read_client_data(bytes: &[u8]) -> Option<ClientData> {
    (bytes.len() <= LONGEST).then(|| serde_json::from_slice(bytes).ok()).flatten()
}

/// Whether the browser asked what we asked, and on our own page.
fn asked(party: &RelyingParty, kind: &str, challenge: &str, client_data: &[u8]) -> Result<(), Flaw> {
    let data = read_client_data(client_data).ok_or(Flaw::Shape)?;
    if data.kind != kind || data.challenge != BASE64_URL_SAFE_NO_PAD.encode(challenge) {
        return Err(Flaw::Question);
    }
    if data.origin != party.origin || data.cross_origin { Err(Flaw::Origin) } else { Ok(()) }
}

/// The key pair that an authenticator made. What vouches for its make was not asked for and is not looked at.
pub(crate) fn registered(
    party: &RelyingParty,
    challenge: &str,
    client_data: &[u8],
    attestation: &[u8],
) -> Result<NewCredential, Flaw> {
    asked(party, "webauthn.create", challenge, client_data)?;
    let object = whole(attestation).ok_or(Flaw::Shape)?;
    let data = text_entry(&object, "authData").and_then(Value::as_bytes).ok_or(Flaw::Shape)?;
    let parsed = AuthenticatorData::of(data).ok_or(Flaw::Shape)?;
    parsed.vouches(party)?;
    let (id, public_key) = parsed.credential.ok_or(Flaw::Shape)?;
    if id.is_empty() || id.len() > LONGEST_ID {
        return Err(Flaw::Shape);
    }
    Key::of(public_key).ok_or(Flaw::Key)?;
    Ok(NewCredential { id: id.to_vec(), public_key: public_key.to_vec(), sign_count: parsed.sign_count })
}

/// How often a key has signed, once it is proved that it signed this challenge.
pub(crate) fn asserted(
    party: &RelyingParty,
    challenge: &str,
    public_key: &[u8],
    (client_data, data, signature): (&[u8], &[u8], &[u8]),
) -> Result<u32, Flaw> {
    asked(party, "webauthn.get", challenge, client_data)?;
    let parsed = AuthenticatorData::of(data).ok_or(Flaw::Shape)?;
    parsed.vouches(party)?;
    let signed = [data, Sha256::digest(client_data).as_slice()].concat();
    let key = Key::of(public_key).ok_or(Flaw::Key)?;
    if key.signed(&signed, signature) { Ok(parsed.sign_count) } else { Err(Flaw::Signature) }
}

/// Authenticator data (section 6.1): where, who was there, how often, and of a new key pair its id and public half.
struct AuthenticatorData<'d> {
    party_hash: &'d [u8],
    flags: u8,
    sign_count: u32,
    credential: Option<(&'d [u8], &'d [u8])>,
}

impl<'d> AuthenticatorData<'d> {
    const PRESENT: u8 = 0x01;
    const VERIFIED: u8 = 0x04;
    const CREDENTIAL: u8 = 0x40;
    const EXTENSIONS: u8 = 0x80;

    /// All of it; nothing when something is missing or left over.
    fn of(bytes: &'d [u8]) -> Option<Self> {
        if bytes.len() > LONGEST {
            return None;
        }
        let (party_hash, rest) = bytes.split_at_checked(32)?;
        let (&[flags], rest) = rest.split_first_chunk::<1>()?;
        let (count, mut rest) = rest.split_first_chunk::<4>()?;
        let mut credential = None;
        if flags & Self::CREDENTIAL != 0 {
            let (_make, after) = rest.split_at_checked(16)?;
            let (length, after) = after.split_first_chunk::<2>()?;
            let (id, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
            rest = after;
            let (_, length) = first(rest)?;
            let (key, after) = rest.split_at_checked(length)?;
            credential = Some((id, key));
            rest = after;
        }
        if flags & Self::EXTENSIONS != 0 {
            let (extensions, length) = first(rest)?;
            extensions.as_map()?;
            rest = rest.get(length..)?;
        }
        rest.is_empty().then_some(Self { party_hash, flags, sign_count: u32::from_be_bytes(*count), credential })
    }

    /// Whether it speaks of this server, and of a person who was there and was verified.
    fn vouches(&self, party: &RelyingParty) -> Result<(), Flaw> {
        if self.party_hash != Sha256::digest(&party.id).as_slice() {
            return Err(Flaw::Party);
        }
        let needed = Self::PRESENT | Self::VERIFIED;
        if self.flags & needed == needed { Ok(()) } else { Err(Flaw::Person) }
    }
}

/// A public key of one of the three kinds that authenticators here make.
enum Key {
    /// ES256: the point, uncompressed.
    P256(Vec<u8>),
    /// `EdDSA` over Ed25519.
    Ed25519(Vec<u8>),
    /// RS256, which older computers with Windows make: modulus, exponent.
    Rsa(Vec<u8>, Vec<u8>),
}

impl Key {
    /// Reads a COSE key (RFC 9052, 9053): type, algorithm and curve must belong together.
    fn of(cose: &[u8]) -> Option<Self> {
        let map = whole(cose)?;
        let number = |label| entry(&map, label)?.as_integer().map(i128::from);
        let bytes = |label| entry(&map, label)?.as_bytes().cloned();
        match (number(1)?, number(3)?) {
            (2, -7) if number(-1)? == 1 => {
                let (x, y) = (bytes(-2)?, bytes(-3)?);
                (x.len() == 32 && y.len() == 32).then(|| Self::P256([&[4], x.as_slice(), y.as_slice()].concat()))
            }
            (1, -8) if number(-1)? == 6 => bytes(-2).filter(|x| x.len() == 32).map(Self::Ed25519),
            (3, -257) => Some(Self::Rsa(bytes(-1)?, bytes(-2)?)),
            _ => None,
        }
    }

    fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature),
            Self::Ed25519(point) => UnparsedPublicKey::new(&ED25519, point).verify(message, signature),
            Self::Rsa(n, e) => RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
        }
        .is_ok()
    }
}

/// The first CBOR value and how many bytes it takes.
fn first(bytes: &[u8]) -> Option<(Value, usize)> {
    let mut rest = bytes;
    let value = ciborium::from_reader(&mut rest).ok()?;
    Some((value, bytes.len().checked_sub(rest.len())?))
}

/// A CBOR value with nothing behind it.
fn whole(bytes: &[u8]) -> Option<Value> {
    let (value, length) = first(bytes.get(..bytes.len().min(LONGEST))?)?;
    (length == bytes.len()).then_some(value)
}

/// The entry of a label that stands there once.
fn entry(map: &Value, label: i64) -> Option<&Value> {
    only(map, |key| key.as_integer().is_some_and(|found| i128::from(found) == i128::from(label)))
}

fn text_entry<'m>(map: &'m Value, label: &str) -> Option<&'m Value> {
    only(map, |key| key.as_text() == Some(label))
}

fn only(map: &Value, is_it: impl Fn(&Value) -> bool) -> Option<&Value> {
    let mut found = map.as_map()?.iter().filter(|(key, _)| is_it(key));
    match (found.next(), found.next()) {
        (Some((_, value)), None) => Some(value),
        _ => None,
    }
}
