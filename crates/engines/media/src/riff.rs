//! Files that are chunks one after another, each with its name and length (RIFF): WebP pictures and WAV sounds. Owns how a chunk is
//! read and written; which chunks stay is each format's.

/// The bytes before the first chunk: `RIFF`, the length, and what the file is.
pub(crate) const HEAD: usize = 12;

/// Everything between the head and the end that the head names; none when the file ends before.
pub(crate) fn content(bytes: &[u8]) -> Option<&[u8]> {
    let length = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    bytes.get(HEAD..length.checked_add(8)?)
}

/// A file of these chunks.
pub(crate) fn file(what: &[u8; 4], chunks: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(chunks.len() + 4).ok()?;
    Some([&b"RIFF"[..], &length.to_le_bytes(), what, chunks].concat())
}

/// A chunk as it stands in a file: name, length, content, and a byte that makes the length even.
pub(crate) fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap_or_default();
    let mut chunk = [name, &length.to_le_bytes(), content].concat();
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

/// Name and content of the first chunk.
pub(crate) fn first(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = usize::try_from(u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?)).ok()?;
    Some((rest.get(..4)?, rest.get(8..length.checked_add(8)?)?))
}

/// What follows the first chunk, whose content is given.
pub(crate) fn after<'b>(rest: &'b [u8], content: &[u8]) -> Option<&'b [u8]> {
    rest.get(8 + content.len().next_multiple_of(2)..)
}
