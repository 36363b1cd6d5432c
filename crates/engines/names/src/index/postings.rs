//! Where something stands: places that only grow. Few among many are kept each as how far it is from the one before, which mostly takes one byte;
//! many as a bit for each place that there is.

/// A list is kept as bits when these take at most so many times the room.
const ROOMIER: usize = 2;
/// But not a short one.
const SHORTEST: usize = 512;

/// Places, in their order.
#[derive(Debug, Default)]
pub(super) struct Postings {
    last: u32,
    count: u32,
    kept: Kept,
}

#[derive(Debug)]
enum Kept {
    Steps(Vec<u8>),
    Bits(Bits),
}

impl Default for Kept {
    fn default() -> Self {
        Self::Steps(Vec::new())
    }
}

/// A bit for each place.
#[derive(Debug, Default)]
pub(super) struct Bits(Vec<u64>);

impl Postings {
    /// Adds a place beyond all others.
    pub(super) fn push(&mut self, place: u32) {
        match &mut self.kept {
            Kept::Steps(bytes) => {
                push_step(bytes, place.saturating_sub(self.last));
                if bytes.len() >= SHORTEST && bytes.len() * 8 * ROOMIER > place as usize {
                    let mut bits = Bits::default();
                    each_step(bytes, |place| bits.put(place));
                    self.kept = Kept::Bits(bits);
                }
            }
            Kept::Bits(bits) => bits.put(place),
        }
        self.last = place;
        self.count = self.count.saturating_add(1);
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// All of them.
    pub(super) fn each(&self, then: impl FnMut(u32)) {
        match &self.kept {
            Kept::Steps(bytes) => each_step(bytes, then),
            Kept::Bits(bits) => bits.each(then),
        }
    }

    /// The same as bits, of a list that is kept so: it can be asked of a place without going through all.
    pub(super) fn bits(&self) -> Option<&Bits> {
        match &self.kept {
            Kept::Steps(_) => None,
            Kept::Bits(bits) => Some(bits),
        }
    }
}

impl Bits {
    fn put(&mut self, place: u32) {
        let at = (place / u64::BITS) as usize;
        if at >= self.0.len() {
            if at >= self.0.capacity() {
                // An eighth more at a time: doubled, half of a large index would be room for what never comes.
                self.0.reserve_exact(at + 1 - self.0.len() + self.0.len() / 8);
            }
            self.0.resize(at + 1, 0);
        }
        if let Some(word) = self.0.get_mut(at) {
            *word |= 1 << (place % u64::BITS);
        }
    }

    /// Whether a place is among them.
    pub(super) fn holds(&self, place: u32) -> bool {
        self.0.get((place / u64::BITS) as usize).is_some_and(|word| word >> (place % u64::BITS) & 1 == 1)
    }

    fn each(&self, mut then: impl FnMut(u32)) {
        for (at, word) in (0_u32..).zip(&self.0) {
            let mut left = *word;
            while left != 0 {
                then(at * u64::BITS + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }
}

fn push_step(bytes: &mut Vec<u8>, mut step: u32) {
    if bytes.capacity() - bytes.len() < 5 {
        bytes.reserve_exact((bytes.len() / 8).max(8));
    }
    while step >= 0x80 {
        bytes.push((step & 0x7f) as u8 | 0x80);
        step >>= 7;
    }
    bytes.push((step & 0x7f) as u8);
}

fn each_step(bytes: &[u8], mut then: impl FnMut(u32)) {
    let (mut place, mut step, mut shift) = (0_u32, 0_u32, 0_u32);
    for byte in bytes {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn all(postings: &Postings) -> Vec<u32> {
        let mut found = Vec::new();
        postings.each(|place| found.push(place));
        found
    }

    proptest! {
        #[test]
        fn what_was_pushed_is_there(places: BTreeSet<u32>, many in prop::collection::btree_set(0_u32..4_000, 700..1_500)) {
            for places in [places, many] {
                let mut postings = Postings::default();
                places.iter().for_each(|place| postings.push(*place));
                prop_assert_eq!(postings.count() as usize, places.len());
                prop_assert_eq!(all(&postings), places.iter().copied().collect::<Vec<_>>());
                if let Some(bits) = postings.bits() {
                    prop_assert!((0..5_000).all(|place| bits.holds(place) == places.contains(&place)));
                }
            }
        }
    }

    #[test]
    fn many_among_few_are_kept_as_bits_and_few_among_many_are_not() {
        let (mut dense, mut sparse) = (Postings::default(), Postings::default());
        (0..2_000).for_each(|place| dense.push(place * 3));
        (0..2_000).for_each(|place| sparse.push(place * 100));
        assert!(dense.bits().is_some() && sparse.bits().is_none());
        assert_eq!((all(&dense).len(), all(&sparse).len()), (2_000, 2_000));
    }
}
