//! What is kept of Exif: which way is up, and where the picture was taken when the form asks for it. Reads nothing else of it.

use super::Keep;

/// The tag of the way up.
const ORIENTATION: u16 = 0x0112;
/// The tag of where the directory of the place stands.
const PLACE: u16 = 0x8825;
/// Of the place: version, latitude, longitude, altitude, the direction of the view, and how exact it is (CIPA DC-008, table 15). Not
/// when it was, nor with which receiver.
const OF_PLACE: [u16; 10] = [0, 1, 2, 3, 4, 5, 6, 16, 17, 31];
/// The bytes of an entry of a directory.
const ENTRY: usize = 12;
/// The bytes of a value by its type, from 1 (byte) to 12 (double).
const WIDTHS: [usize; 12] = [1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
/// The most bytes of a value that are kept.
const LONGEST_VALUE: usize = 64;

/// Exif that says the same of what is kept, and nothing else; none when there is nothing to say.
pub(super) fn kept(tiff: &[u8], keep: Keep) -> Option<Vec<u8>> {
    let file = Tiff::read(tiff)?;
    let way_up = file.way_up().filter(|way_up| (2..=8).contains(way_up));
    let place = if keep == Keep::Place { file.place().unwrap_or_default() } else { Vec::new() };
    (way_up.is_some() || !place.is_empty()).then(|| file.write(way_up, &place))
}

struct Tiff<'b> {
    bytes: &'b [u8],
    is_big: bool,
}

/// An entry of a directory: its tag, the type of its value, how many there are, and they themselves.
struct Entry<'b> {
    tag: u16,
    kind: u16,
    count: u32,
    value: &'b [u8],
}

impl<'b> Tiff<'b> {
    fn read(bytes: &'b [u8]) -> Option<Self> {
        match bytes.get(..2)? {
            b"MM" => Some(Self { bytes, is_big: true }),
            b"II" => Some(Self { bytes, is_big: false }),
            _ => None,
        }
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.is_big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    /// Where the entries of the directory stand that begins at a place.
    fn entries(&self, directory: u32) -> Option<impl Iterator<Item = usize>> {
        let directory = usize::try_from(directory).ok()?;
        let (count, first) = (usize::from(self.short(directory)?), directory.checked_add(2)?);
        let end = self.bytes.len();
        Some((0..count).map(move |number| first + number * ENTRY).take_while(move |at| *at < end))
    }

    fn way_up(&self) -> Option<u16> {
        let found = self.entries(self.long(4)?)?.find(|at| self.short(*at) == Some(ORIENTATION))?;
        self.short(found + 8)
    }

    /// What is kept of the place.
    fn place(&self) -> Option<Vec<Entry<'b>>> {
        let found = self.entries(self.long(4)?)?.find(|at| self.short(*at) == Some(PLACE))?;
        let entries = self.entries(self.long(found + 8)?)?.filter_map(|at| self.entry(at));
        let mut kept: Vec<Entry<'b>> = entries.filter(|entry| OF_PLACE.contains(&entry.tag)).collect();
        kept.sort_by_key(|entry| entry.tag);
        kept.dedup_by_key(|entry| entry.tag);
        Some(kept)
    }

    fn entry(&self, at: usize) -> Option<Entry<'b>> {
        let (tag, kind, count) = (self.short(at)?, self.short(at + 2)?, self.long(at + 4)?);
        let width = WIDTHS.get(usize::from(kind).checked_sub(1)?)?;
        let length = width.checked_mul(usize::try_from(count).ok()?).filter(|length| *length <= LONGEST_VALUE)?;
        let start = if length <= 4 { at + 8 } else { usize::try_from(self.long(at + 8)?).ok()? };
        Some(Entry { tag, kind, count, value: self.bytes.get(start..start.checked_add(length)?)? })
    }

    /// In the same order of bytes, so that values stay as they are.
    fn write(&self, way_up: Option<u16>, place: &[Entry<'_>]) -> Vec<u8> {
        let short = |number: u16| if self.is_big { number.to_be_bytes() } else { number.to_le_bytes() };
        let long = |number: u32| if self.is_big { number.to_be_bytes() } else { number.to_le_bytes() };
        let number = |number: usize| u32::try_from(number).unwrap_or_default();
        let head = |tag: u16, kind: u16, count: u32| [&short(tag)[..], &short(kind), &long(count)].concat();
        let own = usize::from(way_up.is_some()) + usize::from(!place.is_empty());
        let start: &[u8] = if self.is_big { b"MM\x00\x2A" } else { b"II\x2A\x00" };
        let mut tiff = [start, &long(8), &short(u16::try_from(own).unwrap_or_default())].concat();
        if let Some(way_up) = way_up {
            tiff.extend([&head(ORIENTATION, 3, 1)[..], &short(way_up), &[0; 2]].concat());
        }
        if place.is_empty() {
            tiff.extend([0; 4]);
            return tiff;
        }
        let directory = tiff.len() + ENTRY + 4;
        tiff.extend([&head(PLACE, 4, 1)[..], &long(number(directory)), &[0; 4]].concat());
        tiff.extend(short(u16::try_from(place.len()).unwrap_or_default()));
        let mut values = Vec::new();
        let behind = directory + 2 + place.len() * ENTRY + 4;
        for entry in place {
            tiff.extend(head(entry.tag, entry.kind, entry.count));
            if entry.value.len() <= 4 {
                tiff.extend(entry.value);
                tiff.resize(tiff.len() + 4 - entry.value.len(), 0);
            } else {
                tiff.extend(long(number(behind + values.len())));
                values.extend(entry.value);
                values.resize(values.len().next_multiple_of(2), 0);
            }
        }
        tiff.extend([0; 4]);
        tiff.extend(values);
        tiff
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Exif that says which way is up and nothing else.
    pub(in super::super) fn of(way_up: u16) -> Vec<u8> {
        let start = b"MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01";
        [&start[..], &way_up.to_be_bytes(), &[0; 6]].concat()
    }

    #[test]
    fn the_way_up_is_read_in_both_orders_and_nothing_wrong_is_believed() {
        let little =
            b"II\x2A\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00";
        assert_eq!(kept(little, Keep::Seen).as_deref(), Some(&little[..]));
        assert_eq!(kept(&of(3), Keep::Place), Some(of(3)));
        for wrong in [&b""[..], b"XX\x00\x2A", b"MM\x00\x2A\xFF\xFF\xFF\xFF\x00", &little[..18]] {
            assert_eq!(kept(wrong, Keep::Place), None, "{wrong:?}");
        }
        for upright in [0, 1, 9] {
            assert_eq!(kept(&of(upright), Keep::Seen), None);
        }
    }

    #[test]
    fn the_place_stays_where_it_is_asked_for_and_nothing_beside_it() {
        let place = [
            &b"MM\x00\x2A\x00\x00\x00\x08\x00\x02"[..],
            b"\x01\x0F\x00\x02\x00\x00\x00\x04ABC\0\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x26\x00\x00\x00\x00",
            b"\x00\x03\x00\x01\x00\x02\x00\x00\x00\x02N\0\0\0\x00\x02\x00\x05\x00\x00\x00\x03\x00\x00\x00\x50",
            b"\x00\x1D\x00\x02\x00\x00\x00\x02D\0\0\0\x00\x00\x00\x00latitude: 24 bytes here!",
        ]
        .concat();
        let cleaned = kept(&place, Keep::Place).expect("a place");
        let holds = |part: &[u8]| cleaned.windows(part.len()).any(|window| window == part);
        assert!(holds(b"latitude: 24 bytes here!") && holds(b"N\0\0\0") && !holds(b"ABC") && !holds(b"D\0\0\0"));
        assert_eq!(kept(&cleaned, Keep::Place), Some(cleaned.clone()), "cleaned once is clean");
        assert_eq!(kept(&place, Keep::Seen), None);
    }
}
