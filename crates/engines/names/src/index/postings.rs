//! Where something stands: places that only grow, each kept as how far it is from the one before, which mostly takes one byte.

/// Places, in their order.
#[derive(Debug, Default)]
pub(super) struct Postings {
    last: u32,
    count: u32,
    bytes: Vec<u8>,
}

impl Postings {
    /// Adds a place beyond all others.
    pub(super) fn push(&mut self, place: u32) {
        let mut step = place.saturating_sub(self.last);
        if self.bytes.capacity() - self.bytes.len() < 5 {
            // An eighth more at a time: doubled, half of a large index would be room for what never comes.
            self.bytes.reserve_exact((self.bytes.len() / 8).max(8));
        }
        while step >= 0x80 {
            self.bytes.push((step & 0x7f) as u8 | 0x80);
            step >>= 7;
        }
        self.bytes.push((step & 0x7f) as u8);
        self.last = place;
        self.count = self.count.saturating_add(1);
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// All of them.
    pub(super) fn each(&self, mut then: impl FnMut(u32)) {
        let (mut place, mut step, mut shift) = (0_u32, 0_u32, 0_u32);
        for byte in &self.bytes {
            step |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                place = place.saturating_add(step);
                then(place);
                (step, shift) = (0, 0);
            } else {
                shift += 7;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn what_was_pushed_is_there(places: BTreeSet<u32>) {
            let mut postings = Postings::default();
            places.iter().for_each(|place| postings.push(*place));
            let mut found = Vec::new();
            postings.each(|place| found.push(place));
            prop_assert_eq!(postings.count() as usize, found.len());
            prop_assert_eq!(found, places.into_iter().collect::<Vec<_>>());
        }
    }
}
