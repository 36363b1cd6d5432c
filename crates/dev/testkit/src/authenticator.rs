//! A phone that makes one-time codes, worked out apart from the product.

use ring::hmac;

/// What an authenticator shows at a moment (milliseconds since 1970) for a secret as it is typed.
pub fn authenticator(secret: &str, at: i64) -> String {
    let signs = secret.chars().filter(|sign| *sign != ' ');
    let bits = signs.flat_map(|sign| {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(sign).unwrap();
        (0..5).rev().map(move |place| u8::from(value >> place & 1 == 1))
    });
    let bits: Vec<u8> = bits.collect();
    let secret: Vec<u8> = bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum * 2 + bit)).collect();
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &secret);
    let mac = hmac::sign(&key, &(at / 30_000).to_be_bytes());
    let offset = usize::from(mac.as_ref()[19] & 15);
    let number = u32::from_be_bytes(mac.as_ref()[offset..offset + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}
