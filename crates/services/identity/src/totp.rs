//! One-time codes by the clock (RFC 6238: HMAC-SHA-1, six digits, thirty seconds), and how secrets and codes are written for people.
//! Owns the arithmetic only; whose secret it is and which step was used is `factor`'s.

use ring::hmac;
use store::Millis;
use subtle::ConstantTimeEq;

/// Bytes of a secret: as many as the hash has, as RFC 4226 recommends.
pub(crate) const SECRET: usize = 20;
/// Milliseconds of a step.
const STEP: Millis = 30 * 1000;
const DIGITS: u32 = 6;
/// RFC 4648. No 0, 1 and 8, which read as other signs.
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step whose code this is, of the present one and its neighbours; a clock may be half a minute off.
pub(crate) fn step_of(secret: &[u8], code: &str, now: Millis) -> Option<i64> {
    let present = now.div_euclid(STEP);
    // All three are compared, so that the answer takes as long whichever it is.
    let mut found = None;
    for step in [present - 1, present, present + 1] {
        if bool::from(code_at(secret, step).as_bytes().ct_eq(code.as_bytes())) {
            found = Some(step);
        }
    }
    found
}

/// The code of a step.
pub(crate) fn code_at(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let mac = hmac::sign(&key, &step.to_be_bytes());
    let bytes = mac.as_ref();
    let offset = usize::from(bytes.last().copied().unwrap_or_default() & 0x0f);
    let chosen = bytes.get(offset..).and_then(|rest| rest.first_chunk::<4>()).copied().unwrap_or_default();
    let number = (u32::from_be_bytes(chosen) & 0x7fff_ffff) % 10_u32.pow(DIGITS);
    format!("{number:06}")
}

/// Bytes as people and authenticators write them.
pub(crate) fn base32(bytes: &[u8]) -> String {
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1)).collect();
    let sign = |five: &[u8]| {
        let index = (0..5).fold(0_usize, |index, place| index * 2 + usize::from(five.get(place).copied().unwrap_or(0)));
        char::from(ALPHABET.get(index).copied().unwrap_or(b'A'))
    };
    bits.chunks(5).map(sign).collect()
}

/// Signs in groups of four, to be read aloud and typed.
pub(crate) fn grouped(text: &str, between: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}

/// A code as it was made, however it was typed: without what stands between the groups.
pub(crate) fn plain(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).take(64).collect::<String>().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn gives_the_codes_of_the_standard() {
        // RFC 6238, appendix B, the last six of its eight digits.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_at(SECRET, seconds / 30), code, "{seconds}");
        }
    }

    #[test]
    fn takes_the_neighbours_and_no_others() {
        let now = 1_234_567_890 * 1000;
        let present = now / STEP;
        for (off, taken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let found = step_of(SECRET, &code_at(SECRET, present + off), now);
            assert_eq!(found, taken.then_some(present + off), "{off}");
        }
        assert_eq!(step_of(SECRET, "", now), None);
        assert_eq!(step_of(SECRET, "5924", now), None, "zeros in front are part of a code");
    }

    #[test]
    fn writes_bytes_as_the_standard_does() {
        for (bytes, written) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(base32(bytes.as_bytes()), written);
        }
        assert_eq!(plain(" abcd-EFGH 2345\n"), "ABCDEFGH2345");
        assert_eq!(grouped("ABCDEFGHI", "-"), "ABCD-EFGH-I");
    }
}
