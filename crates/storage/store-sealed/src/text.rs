//! How a seal is written into a text column. Owns that it is told apart from what lay there open before anything was sealed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// What a sealed text begins with. No JSON does, so that what was kept before is read as it lies.
const MARK: &str = "~";

/// A seal as text.
pub(crate) fn written(seal: &[u8]) -> String {
    format!("{MARK}{}", STANDARD_NO_PAD.encode(seal))
}

/// The seal that a text is; nothing for a text that is none.
pub(crate) fn read(text: &str) -> Option<Vec<u8>> {
    let seal = STANDARD_NO_PAD.decode(text.strip_prefix(MARK)?).ok()?;
    seal::key_id(&seal).is_ok().then_some(seal)
}
