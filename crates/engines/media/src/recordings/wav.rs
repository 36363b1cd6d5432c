//! WAV files, chunk by chunk (Multimedia Programming Interface and Data Specifications 1.0). Owns which chunks stay.

use crate::riff;

/// The file without chunks that tell something beside the sound, such as `LIST`, `bext` and `iXML`. None when it breaks off.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = riff::content(bytes)?;
    let (mut is_described, mut has_sound) = (false, false);
    while !rest.is_empty() {
        let (name, content) = riff::first(rest)?;
        if matches!(name, b"fmt " | b"fact" | b"data") {
            kept.extend(riff::chunk(name, content));
        }
        (is_described, has_sound) = (is_described || name == b"fmt ", has_sound || name == b"data");
        // The byte that makes the last length even is missing now and then.
        rest = riff::after(rest, content).unwrap_or_default();
    }
    if is_described && has_sound { riff::file(b"WAVE", &kept) } else { None }
}
