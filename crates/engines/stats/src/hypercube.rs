//! The hypercube method of secondary suppression: which further figures hide a small one. Owns the choice; not the table's meaning.
//!
//! Why it works. Along one dimension, moving an amount from one value to another leaves the total as it was, and adding it to both a
//! value and the total keeps the sum right. The product of one such pair per dimension is a box of figures that can all be raised or
//! lowered together without any sum of the table noticing. When every corner of a box is withheld, the small figure in one corner
//! may be any of the values to which the box can be shifted, as long as no falling corner would drop below 1. A box that reaches
//! from a figure to the totals in every dimension has no falling corner at all, so there is always one.

use std::collections::{BTreeMap, BTreeSet};

/// A place along one dimension.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Coordinate {
    /// A value of the dimension; `None` is unknown.
    Value(Option<String>),
    /// The total over all values.
    Total,
}

/// A place in the table: one coordinate a dimension.
pub(crate) type Position = Vec<Coordinate>;

/// A table with its totals, and what of it is withheld.
pub(crate) struct Cube {
    figures: BTreeMap<Position, f64>,
    withheld: BTreeSet<Position>,
    dimensions: usize,
}

/// A box and what it costs to withhold it.
struct Candidate {
    corners: Vec<Position>,
    cost: Cost,
}

/// What withholding loses, the worst first: how many totals and of how many dimensions, then how many figures, then how much.
#[derive(PartialEq, PartialOrd)]
struct Cost {
    totals: usize,
    cells: usize,
    amount: f64,
}

impl Cube {
    pub(crate) fn new(figures: BTreeMap<Position, f64>, dimensions: usize) -> Self {
        Self { figures, withheld: BTreeSet::new(), dimensions }
    }

    /// Every figure with whether it is withheld.
    pub(crate) fn figures(&self) -> impl Iterator<Item = (&Position, f64, bool)> {
        self.figures.iter().map(|(position, value)| (position, *value, self.withheld.contains(position)))
    }

    /// Withholds each figure from 1 to below the threshold, and with it the cheapest box that hides it.
    pub(crate) fn protect(&mut self, threshold: f64) {
        let mut small: Vec<(Position, f64)> = self
            .figures
            .iter()
            .filter(|(_, value)| **value > 0.0 && **value < threshold)
            .map(|(position, value)| (position.clone(), *value))
            .collect();
        // All small figures are withheld first so that boxes prefer them as corners; the smallest has the fewest boxes and chooses first.
        self.withheld.extend(small.iter().map(|(position, _)| position.clone()));
        small.sort_by(|(_, left), (_, right)| left.total_cmp(right));
        for (position, value) in small {
            if let Some(cheapest) = self.cheapest_box(&position, threshold - value) {
                self.withheld.extend(cheapest.corners);
            }
        }
    }

    /// The box with a corner at `position` that can shift it up by `rise` and loses least.
    fn cheapest_box(&self, position: &Position, rise: f64) -> Option<Candidate> {
        let mut best: Option<Candidate> = None;
        let partners: Vec<Vec<Coordinate>> = (0..self.dimensions).map(|axis| self.partners(position, axis)).collect();
        let mut chosen = Vec::with_capacity(self.dimensions);
        self.visit(position, &partners, &mut chosen, rise, &mut best);
        best
    }

    /// Where the box may reach to along an axis: every other value with people in it and the total. From a total, which is the sum
    /// of all values, the pair is the total and a value.
    fn partners(&self, position: &Position, axis: usize) -> Vec<Coordinate> {
        let mut along = position.clone();
        self.coordinates(axis)
            .into_iter()
            .filter(|coordinate| position.get(axis) != Some(coordinate))
            .filter(|coordinate| {
                if let Some(place) = along.get_mut(axis) {
                    place.clone_from(coordinate);
                }
                self.figures.get(&along).is_some_and(|value| *value > 0.0)
            })
            .collect()
    }

    fn coordinates(&self, axis: usize) -> BTreeSet<Coordinate> {
        self.figures.keys().filter_map(|position| position.get(axis).cloned()).collect()
    }

    fn visit(
        &self,
        position: &Position,
        partners: &[Vec<Coordinate>],
        chosen: &mut Vec<Coordinate>,
        rise: f64,
        best: &mut Option<Candidate>,
    ) {
        let Some(choices) = partners.get(chosen.len()) else {
            if let Some(candidate) = self.candidate(position, chosen, rise)
                && best.as_ref().is_none_or(|known| candidate.cost < known.cost)
            {
                *best = Some(candidate);
            }
            return;
        };
        for choice in choices {
            chosen.push(choice.clone());
            self.visit(position, partners, chosen, rise, best);
            chosen.pop();
        }
    }

    /// The box between two opposite corners, when all its corners have people in them and the falling ones stay at 1 or more.
    fn candidate(&self, from: &Position, to: &[Coordinate], rise: f64) -> Option<Candidate> {
        let mut corners = Vec::with_capacity(1 << self.dimensions);
        let mut cost = Cost { totals: 0, cells: 0, amount: 0.0 };
        for bits in 0..(1_usize << self.dimensions) {
            let mut is_falling = false;
            let mut corner = Position::with_capacity(self.dimensions);
            for (axis, (near, far)) in from.iter().zip(to).enumerate() {
                let takes_far = bits >> axis & 1 == 1;
                // Between two values what one gains the other loses; between a value and its total both gain.
                is_falling ^= takes_far && *near != Coordinate::Total && *far != Coordinate::Total;
                corner.push(if takes_far { far.clone() } else { near.clone() });
            }
            let value = *self.figures.get(&corner)?;
            if value <= 0.0 || (is_falling && value - rise < 1.0) {
                return None;
            }
            if !self.withheld.contains(&corner) {
                cost.totals += corner.iter().filter(|coordinate| **coordinate == Coordinate::Total).count();
                cost.cells += 1;
                cost.amount += value;
            }
            corners.push(corner);
        }
        Some(Candidate { corners, cost })
    }
}
