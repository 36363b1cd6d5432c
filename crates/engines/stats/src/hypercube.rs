//! The hypercube method of secondary suppression: which further figures hide a small one. Owns the choice; not the table's meaning.
//!
//! Why it works. Along one dimension, moving an amount from one value to another leaves the total as it was, and adding it to both a
//! value and the total keeps the sum right. The product of one such pair per dimension is a box of figures that can all be raised or
//! lowered together without any sum of the table noticing. When every corner of a box is withheld, the small figure in one corner
//! may be any of the values to which the box can be shifted, as long as no falling corner would drop below 1. A box that reaches
//! from a figure to the totals in every dimension has no falling corner at all, so there is always one.

use std::collections::{BTreeMap, BTreeSet};

/// Most values that a dimension offers to the first search for a box; the total comes on top. The second search takes all.
const FIRST_SEARCH: usize = 16;

/// A place in the table: along each dimension the number of a value, or the number of values for the total.
pub(crate) type Position = Vec<usize>;

/// A table with its totals, and what of it is withheld.
pub(crate) struct Cube {
    /// The number of values along each dimension, which is also the place of its total.
    totals: Vec<usize>,
    /// How far apart in a key neighbours along each dimension are.
    strides: Vec<usize>,
    /// Figures by key: the sum of places times strides.
    figures: BTreeMap<usize, f64>,
    withheld: BTreeSet<usize>,
}

/// What withholding loses, the worst first: how many totals over how many dimensions, then how many figures, then how much.
#[derive(Clone, Copy, Default, PartialEq, PartialOrd)]
struct Cost {
    totals: usize,
    cells: usize,
    amount: f64,
}

/// A box and what it costs to withhold it.
struct Candidate {
    corners: Vec<usize>,
    cost: Cost,
}

impl Cube {
    /// An empty table with so many values along each dimension.
    pub(crate) fn new(values: Vec<usize>) -> Self {
        let mut strides = Vec::with_capacity(values.len());
        let mut stride = 1_usize;
        for count in &values {
            strides.push(stride);
            stride = stride.saturating_mul(count + 1);
        }
        Self { totals: values, strides, figures: BTreeMap::new(), withheld: BTreeSet::new() }
    }

    /// Adds to a figure and to every total that it is part of.
    pub(crate) fn add(&mut self, position: &[usize], amount: f64) {
        for bits in 0..(1_usize << self.totals.len()) {
            let key = self.key(
                position.iter().zip(&self.totals).enumerate().map(
                    |(axis, (value, total))| {
                        if bits >> axis & 1 == 1 { *total } else { *value }
                    },
                ),
            );
            *self.figures.entry(key).or_insert(0.0) += amount;
        }
    }

    /// Every figure that something was added to, with whether it is withheld, first dimension fastest.
    pub(crate) fn figures(&self) -> impl Iterator<Item = (Position, f64, bool)> {
        self.figures.iter().map(|(key, value)| (self.position(*key), *value, self.withheld.contains(key)))
    }

    /// Whether a place along a dimension is its total.
    pub(crate) fn is_total(&self, axis: usize, place: usize) -> bool {
        self.totals.get(axis) == Some(&place)
    }

    /// Withholds each figure from 1 to below the threshold, and with it the cheapest box that hides it.
    pub(crate) fn protect(&mut self, threshold: f64) {
        let mut small: Vec<(usize, f64)> = self
            .figures
            .iter()
            .filter(|(_, value)| **value > 0.0 && **value < threshold)
            .map(|(key, value)| (*key, *value))
            .collect();
        // All small figures are withheld first so that boxes prefer them as corners; the smallest has the fewest boxes and chooses first.
        self.withheld.extend(small.iter().map(|(key, _)| *key));
        small.sort_by(|(_, left), (_, right)| left.total_cmp(right));
        for (key, value) in small {
            let rise = threshold - value;
            let found = self.cheapest_box(key, rise, FIRST_SEARCH).or_else(|| self.cheapest_box(key, rise, usize::MAX));
            self.withheld.extend(found.into_iter().flat_map(|candidate| candidate.corners));
        }
    }

    fn key(&self, places: impl Iterator<Item = usize>) -> usize {
        places.zip(&self.strides).map(|(place, stride)| place * stride).sum()
    }

    fn position(&self, key: usize) -> Position {
        self.strides.iter().zip(&self.totals).map(|(stride, total)| key / stride % (total + 1)).collect()
    }

    /// The box with a corner at `key` that can shift it up by `rise` and loses least, among the `most` likeliest partners of each
    /// dimension.
    fn cheapest_box(&self, key: usize, rise: f64, most: usize) -> Option<Candidate> {
        let from = self.position(key);
        let partners: Vec<Vec<usize>> = (0..from.len()).map(|axis| self.partners(key, &from, axis, most)).collect();
        let mut search = Search { cube: self, from: &from, partners: &partners, rise, best: None };
        search.visit(&mut Vec::with_capacity(from.len()));
        search.best
    }

    /// Where the box may reach to along an axis: other values with people in them, those that cost least first, and the total.
    fn partners(&self, key: usize, from: &[usize], axis: usize, most: usize) -> Vec<usize> {
        let (Some(own), Some(stride), Some(total)) = (from.get(axis), self.strides.get(axis), self.totals.get(axis))
        else {
            return Vec::new();
        };
        let base = key - own * stride;
        let mut values: Vec<(bool, f64, usize)> = (0..*total)
            .filter(|place| place != own)
            .filter_map(|place| {
                let neighbour = base + place * stride;
                let value = self.figures.get(&neighbour).filter(|value| **value > 0.0)?;
                Some((!self.withheld.contains(&neighbour), *value, place))
            })
            .collect();
        values.sort_by(|left, right| left.0.cmp(&right.0).then(left.1.total_cmp(&right.1)));
        let mut places: Vec<usize> = values.into_iter().take(most).map(|(_, _, place)| place).collect();
        places.extend((own != total).then_some(*total));
        places
    }
}

/// A search through the boxes that have a figure as one corner.
struct Search<'c> {
    cube: &'c Cube,
    from: &'c [usize],
    partners: &'c [Vec<usize>],
    rise: f64,
    best: Option<Candidate>,
}

impl Search<'_> {
    /// Tries every partner in the dimensions that have none yet.
    fn visit(&mut self, to: &mut Vec<usize>) {
        let Some(choices) = self.partners.get(to.len()) else {
            if let Some(candidate) = self.candidate(to) {
                self.best = Some(candidate);
            }
            return;
        };
        for choice in choices {
            to.push(*choice);
            self.visit(to);
            to.pop();
        }
    }

    /// The box between two opposite corners, when all its corners have people in them, the falling ones stay at 1 or more, and it
    /// costs less than the best so far.
    fn candidate(&self, to: &[usize]) -> Option<Candidate> {
        let mut corners = Vec::with_capacity(1 << to.len());
        let mut cost = Cost::default();
        for bits in 0..(1_usize << to.len()) {
            let (mut is_falling, mut totals, mut key) = (false, 0, 0);
            for (axis, ((near, far), stride)) in self.from.iter().zip(to).zip(&self.cube.strides).enumerate() {
                let takes_far = bits >> axis & 1 == 1;
                let place = if takes_far { *far } else { *near };
                // Between two values what one gains the other loses; between a value and its total both gain.
                is_falling ^= takes_far && !self.cube.is_total(axis, *near) && !self.cube.is_total(axis, *far);
                totals += usize::from(self.cube.is_total(axis, place));
                key += place * stride;
            }
            let value = *self.cube.figures.get(&key)?;
            if value <= 0.0 || (is_falling && value - self.rise < 1.0) {
                return None;
            }
            if !self.cube.withheld.contains(&key) {
                cost = Cost { totals: cost.totals + totals, cells: cost.cells + 1, amount: cost.amount + value };
            }
            if self.best.as_ref().is_some_and(|best| cost >= best.cost) {
                return None;
            }
            corners.push(key);
        }
        Some(Candidate { corners, cost })
    }
}
