//! In how many of some lists each place stands. Owns that counting among millions of places looks only at those that can still be meant.

use super::postings::Postings;

/// Places with how often they were counted. It is kept from question to question, since room for all places takes longer to make than to use.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// By place; 0 for those that were not met.
    counts: Vec<u8>,
    met: Vec<u32>,
}

impl Counts {
    /// Room for so many places.
    pub(super) fn make_room(&mut self, places: usize) {
        if self.counts.len() < places {
            self.counts.resize(places, 0);
        }
    }

    /// Counts every place of a list.
    pub(super) fn meet(&mut self, list: &Postings) {
        list.each(|at| {
            let Some(count) = self.counts.get_mut(at as usize) else { return };
            if *count == 0 {
                self.met.push(at);
            }
            *count = count.saturating_add(1);
        });
    }

    /// Counts the places of a list that were met, and then leaves out those that were counted less often than this.
    pub(super) fn count(&mut self, list: &Postings, fewest: usize) {
        let Self { counts, met } = self;
        let bits = list.bits();
        if bits.is_none() {
            list.each(|at| {
                if let Some(count) = counts.get_mut(at as usize) {
                    // Adding in any case is faster than asking where the answer cannot be foreseen.
                    *count = count.saturating_add(u8::from(*count > 0));
                }
            });
        }
        met.retain(|at| {
            let Some(count) = counts.get_mut(*at as usize) else { return false };
            *count = count.saturating_add(u8::from(bits.is_some_and(|bits| bits.holds(*at))));
            let stays = usize::from(*count) >= fewest;
            if !stays {
                *count = 0;
            }
            stays
        });
    }

    /// Everything that is left, with how often it was counted. Nothing is counted any more then.
    pub(super) fn taken(&mut self) -> impl Iterator<Item = (u32, u8)> {
        let Self { counts, met } = self;
        met.drain(..).map(|at| (at, counts.get_mut(at as usize).map(std::mem::take).unwrap_or_default()))
    }
}
