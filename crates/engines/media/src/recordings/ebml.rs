//! Elements of EBML (RFC 8794): a name, a length, a content. Owns reading and writing one; what they mean is `webm`'s.

/// An element: where its content stands in the bytes it was read from.
pub(super) struct Element<'b> {
    pub(super) id: u32,
    pub(super) content: &'b [u8],
    /// Whether its length was said; one of unknown length reaches to the end of what it stands in.
    pub(super) is_measured: bool,
}

/// The first element and what follows it. None when it breaks off.
pub(super) fn first(rest: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let id_length = usize::try_from(rest.first()?.leading_zeros()).ok()? + 1;
    let id = rest.get(..id_length).filter(|_| id_length <= 4)?;
    let id = id.iter().fold(0_u32, |id, byte| id << 8 | u32::from(*byte));
    let rest = rest.get(id_length..)?;
    let (length, rest) = number(rest)?;
    let Some(length) = length else {
        return Some((Element { id, content: rest, is_measured: false }, &[]));
    };
    Some((Element { id, content: rest.get(..length)?, is_measured: true }, rest.get(length..)?))
}

/// A length or number, and what follows it; nothing for the length that says "unknown".
pub(super) fn number(rest: &[u8]) -> Option<(Option<usize>, &[u8])> {
    let first = *rest.first()?;
    let length = usize::try_from(first.leading_zeros()).ok()? + 1;
    let bytes = rest.get(..length).filter(|_| length <= 8)?;
    let mask = u64::MAX >> (64 - 7 * length);
    let value = bytes.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte)) & mask;
    let value = if value == mask { None } else { Some(usize::try_from(value).ok()?) };
    Some((value, rest.get(length..)?))
}

/// Everything that stands in an element, in order, read as it is asked for: a list of it could take many times the room of the file.
/// The last is None when something breaks off or has no length.
pub(super) fn all(mut rest: &[u8]) -> impl Iterator<Item = Option<Element<'_>>> {
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let read = first(rest).filter(|(element, _)| element.is_measured);
        rest = read.as_ref().map_or(&[], |(_, after)| after);
        Some(read.map(|(element, _)| element))
    })
}

/// Writes an element, its length in as few bytes as it takes, so that nothing becomes longer by being written.
pub(super) fn write(id: u32, content: &[u8], file: &mut Vec<u8>) {
    write_name(id, file);
    let length = u64::try_from(content.len()).unwrap_or_default();
    // All bits set say that the length is not known.
    let width = (1..8).find(|width| length < (1 << (7 * width)) - 1).unwrap_or(8);
    let marked = length | 1 << (7 * width);
    file.extend(marked.to_be_bytes().iter().skip(8 - width));
    file.extend(content);
}

/// Writes the head of an element that reaches to the end of the file.
pub(super) fn write_endless(id: u32, file: &mut Vec<u8>) {
    write_name(id, file);
    file.extend((u64::MAX >> 7).to_be_bytes());
}

fn write_name(id: u32, file: &mut Vec<u8>) {
    file.extend(id.to_be_bytes().iter().skip_while(|byte| **byte == 0));
}
