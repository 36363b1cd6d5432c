//! The one thing that is kept of Exif: which way is up. Reads nothing else of it.

/// The tag of the way up.
const ORIENTATION: u16 = 0x0112;
/// The bytes of an entry of a directory.
const ENTRY: usize = 12;

/// Exif that says which way is up and nothing else; none for a picture that is upright, or when it is not said.
pub(super) fn of(way_up: u16) -> Option<Vec<u8>> {
    let start = b"MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01";
    (2..=8).contains(&way_up).then(|| [&start[..], &way_up.to_be_bytes(), &[0; 6]].concat())
}

/// Exif that says the same of which way is up, and nothing else.
pub(super) fn only_way_up(tiff: &[u8]) -> Option<Vec<u8>> {
    of(way_up(tiff)?)
}

fn way_up(tiff: &[u8]) -> Option<u16> {
    let is_big = match tiff.get(..2)? {
        b"MM" => true,
        b"II" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let directory: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let directory = if is_big { u32::from_be_bytes(directory) } else { u32::from_le_bytes(directory) };
    let directory = usize::try_from(directory).ok()?;
    let entries = usize::from(short(directory)?);
    let first = directory.checked_add(2)?;
    let found = (0..entries).filter_map(|number| first.checked_add(number.checked_mul(ENTRY)?));
    let found = found.take_while(|at| *at < tiff.len()).find(|at| short(*at) == Some(ORIENTATION))?;
    short(found.checked_add(8)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_up_is_read_in_both_orders_and_nothing_wrong_is_believed() {
        let little =
            b"II\x2A\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00";
        assert_eq!(only_way_up(little), of(8));
        assert_eq!(only_way_up(&of(3).expect("kept")), of(3));
        for wrong in [&b""[..], b"XX\x00\x2A", b"MM\x00\x2A\xFF\xFF\xFF\xFF\x00", &little[..18]] {
            assert_eq!(only_way_up(wrong), None, "{wrong:?}");
        }
        assert_eq!((of(0), of(1), of(9)), (None, None, None));
    }
}
