//! How a seal is written into a text column. Owns that it is told apart from what lay there open before anything was sealed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use seal::ID;

/// What a sealed text begins with. No JSON does, so that what was kept before is read as it lies.
const MARK: &str = "~";
/// Letters that hold a seal's version and its key's id: whole groups of four, three bytes each.
const HEAD: usize = (1_usize + ID).div_ceil(3) * 4;

/// A seal as text.
pub(crate) fn written(seal: &[u8]) -> String {
    format!("{MARK}{}", STANDARD_NO_PAD.encode(seal))
}

/// The id of the key of the seal that a text is, without reading all of it; nothing for a text that is none.
pub(crate) fn key_id(text: &str) -> Option<[u8; ID]> {
    let head = text.strip_prefix(MARK)?.get(..HEAD)?;
    seal::key_id(&STANDARD_NO_PAD.decode(head).ok()?).ok()
}

/// The seal that a text is; nothing for a text that is none.
pub(crate) fn read(text: &str) -> Option<Vec<u8>> {
    let seal = STANDARD_NO_PAD.decode(text.strip_prefix(MARK)?).ok()?;
    seal::key_id(&seal).is_ok().then_some(seal)
}
