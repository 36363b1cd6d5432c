//! Digests, Base64, and contents that carry a signature.

use super::{Arguments, Function, function};
use crate::{EvalError, Value};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Verifier as _, VerifyingKey};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

pub(super) const FUNCTIONS: &[Function] = &[
    function("digest", 2, 3, digest),
    function("base64-decode", 1, 1, base64_decode),
    function("extract-signed", 2, 2, extract_signed),
];

/// `digest(text, algorithm, encoding)`: the digest of the text in UTF-8, in Base64 unless hexadecimal is asked for.
fn digest<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (text, algorithm) = (arguments.text(0)?, arguments.text(1)?);
    arguments.evaluator.spend(text.len() / 64)?;
    let bytes = digest_by(&algorithm, text.as_bytes()).ok_or_else(|| EvalError::mismatch("digest", &algorithm))?;
    let encoding = if arguments.len() > 2 { arguments.text(2)? } else { "base64".into() };
    match encoding.to_ascii_lowercase().as_str() {
        "base64" => Ok(Value::owned(STANDARD.encode(bytes))),
        "hex" => Ok(Value::owned(hex::encode(bytes))),
        _ => Err(EvalError::mismatch("digest", &encoding)),
    }
}

fn digest_by(algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    Some(match algorithm.to_ascii_uppercase().replace('-', "").as_str() {
        "MD5" => Md5::digest(bytes).to_vec(),
        "SHA1" => Sha1::digest(bytes).to_vec(),
        "SHA256" => Sha256::digest(bytes).to_vec(),
        "SHA384" => Sha384::digest(bytes).to_vec(),
        "SHA512" => Sha512::digest(bytes).to_vec(),
        _ => return None,
    })
}

/// The number that JavaRosa makes of a text to seed a shuffle with: the first eight bytes of its SHA-256.
pub(super) fn number_from(text: &str) -> i64 {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).fold(0, |number: i64, byte| number << 8 | i64::from(*byte))
}

/// Text from Base64 (RFC 4648); empty when it is none.
fn base64_decode<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let text = arguments.text(0)?;
    let bytes = bytes_from(&text).unwrap_or_default();
    Ok(Value::owned(String::from_utf8_lossy(&bytes).into_owned()))
}

/// White space is passed over, the padding is not.
fn bytes_from(text: &str) -> Option<Vec<u8>> {
    let without_space: String = text.chars().filter(|character| !character.is_ascii_whitespace()).collect();
    STANDARD.decode(without_space).ok()
}

/// `extract-signed(contents, public key)`, both in Base64: what follows the 64 bytes of an Ed25519 signature (RFC 8032), when the
/// signature is the key's; else empty.
fn extract_signed<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (contents, key) = (arguments.text(0)?, arguments.text(1)?);
    // Verifying takes about as long as some thousand steps.
    arguments.evaluator.spend(2_000 + contents.len() / 64)?;
    Ok(Value::owned(signed_message(&contents, &key).unwrap_or_default()))
}

fn signed_message(contents: &str, key: &str) -> Option<String> {
    let (contents, key) = (bytes_from(contents)?, bytes_from(key)?);
    let (signature, message) = contents.split_first_chunk::<64>()?;
    let key = VerifyingKey::from_bytes(key.first_chunk()?).ok()?;
    key.verify(message, &Signature::from_bytes(signature)).ok()?;
    String::from_utf8(message.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer as _, SigningKey};

    #[test]
    fn a_signed_message_is_given_only_with_the_key_that_signed_it() {
        let (key, other) = (SigningKey::from_bytes(&[7; 32]), SigningKey::from_bytes(&[8; 32]));
        let message = "id=50-0001;name=สมชาย";
        let mut contents = key.sign(message.as_bytes()).to_bytes().to_vec();
        contents.extend(message.as_bytes());
        let mut forged = contents.clone();
        forged[70] ^= 1;
        let public = |key: &SigningKey| STANDARD.encode(key.verifying_key().as_bytes());
        let cases = [
            (STANDARD.encode(&contents), public(&key), Some(message)),
            (STANDARD.encode(&contents), public(&other), None),
            (STANDARD.encode(&forged), public(&key), None),
            (STANDARD.encode(&contents[..63]), public(&key), None),
            (STANDARD.encode(&contents), "c2hvcnQ=".to_owned(), None),
            ("not base64".to_owned(), public(&key), None),
        ];
        for (contents, key, expected) in cases {
            assert_eq!(signed_message(&contents, &key).as_deref(), expected, "{contents} {key}");
        }
    }

    #[test]
    fn a_text_is_made_a_number_by_its_digest() {
        assert_eq!(number_from("abc"), 0xBA78_16BF_8F01_CFEA_u64 as i64);
    }
}
