//! Withholding small figures before they are published, so that nobody can be recognised from a count of two. Owns the rule and the
//! table with its totals; the choice of what else must be withheld is in `hypercube`.
//!
//! The rule is that of a minimum frequency (Hundepool et al., *Statistical Disclosure Control*, Wiley 2012, chapter 5): a count from
//! 1 to below the threshold is withheld, zero is told. Since a withheld figure could be had by subtracting the others from a total,
//! further figures are withheld by the hypercube method (Repsilber 1994; the same book, section 5.6), which protects a table of any
//! number of dimensions together with all its totals.

use crate::Cell;
use crate::hypercube::{Cube, Position};
use serde::Serialize;
use std::collections::BTreeSet;

/// A figure as the public sees it: of a cell, or a total over the dimensions that `by` leaves out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublicCell {
    /// The dimensions that the figure is split by. A total over a dimension leaves it out; `None` is unknown.
    pub by: Vec<(String, Option<String>)>,
    /// The figure; `None` when it is withheld.
    pub value: Option<f64>,
}

/// The table with all its totals, small figures withheld.
///
/// Takes the cells of one additive count, all split by the same dimensions, none negative; gives each cell and the total over every
/// set of dimensions (the grand total has an empty `by`). For every figure from 1 to below `threshold` there is at least one other
/// table that agrees with all that is told, has no withheld figure below 1, and in which that figure is `threshold` or more: so it
/// can be neither worked out nor known to be small.
///
/// The promise holds for one table. Tables of the same people that are published apart (another split, an overlapping period) must
/// be made from one table by leaving totals away, not by calling this twice.
pub fn suppress(cells: &[Cell], threshold: u32) -> Vec<PublicCell> {
    let axes = axes_of(cells);
    let mut cube = Cube::new(axes.iter().map(|axis| axis.values.len()).collect());
    for cell in cells {
        let position: Position = axes.iter().zip(&cell.by).map(|(axis, (_, value))| axis.place(value)).collect();
        cube.add(&position, cell.value);
    }
    cube.protect(f64::from(threshold));
    cube.figures()
        .map(|(position, value, is_withheld)| PublicCell {
            by: axes.iter().zip(position).filter_map(|(axis, place)| axis.named(place)).collect(),
            value: (!is_withheld).then_some(value),
        })
        .collect()
}

/// A dimension with the values that occur.
struct Axis<'c> {
    id: &'c str,
    values: Vec<&'c Option<String>>,
}

impl Axis<'_> {
    fn place(&self, value: &Option<String>) -> usize {
        self.values.binary_search(&value).unwrap_or_else(|place| place)
    }

    /// The dimension with the value at a place; `None` at the total.
    fn named(&self, place: usize) -> Option<(String, Option<String>)> {
        self.values.get(place).map(|value| (self.id.to_owned(), (*value).clone()))
    }
}

fn axes_of(cells: &[Cell]) -> Vec<Axis<'_>> {
    let dimensions = cells.first().map(|cell| cell.by.as_slice()).unwrap_or_default();
    dimensions
        .iter()
        .enumerate()
        .map(|(at, (id, _))| {
            let values: BTreeSet<_> = cells.iter().filter_map(|cell| cell.by.get(at)).map(|(_, value)| value).collect();
            Axis { id, values: values.into_iter().collect() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A table of counts with the given number of values along each dimension, first dimension slowest.
    fn table(sizes: &[usize], counts: &[f64]) -> Vec<Cell> {
        counts
            .iter()
            .enumerate()
            .map(|(index, value)| Cell { by: by(sizes, index), value: *value })
            .filter(|cell| cell.value > 0.0)
            .collect()
    }

    fn by(sizes: &[usize], mut index: usize) -> Vec<(String, Option<String>)> {
        let mut by: Vec<_> = (0..sizes.len())
            .rev()
            .map(|axis| {
                let place = index % sizes[axis];
                index /= sizes[axis];
                (format!("d{axis}"), Some(place.to_string()))
            })
            .collect();
        by.reverse();
        by
    }

    /// Somebody who has the publication and tries every table, cell by cell, with no more than 1 or more people in a withheld cell.
    struct Attacker<'p> {
        published: &'p [PublicCell],
        inner: Vec<Vec<(String, Option<String>)>>,
        /// For each inner cell, the values it may have.
        ranges: Vec<Vec<f64>>,
    }

    impl<'p> Attacker<'p> {
        /// `most` bounds the search for a withheld cell: the truth plus the threshold is enough to find another table if there is one.
        fn new(published: &'p [PublicCell], truth: &[Cell], threshold: f64) -> Self {
            let inner: Vec<_> = truth.iter().map(|cell| cell.by.clone()).collect();
            let ranges = truth
                .iter()
                .map(|cell| match told(published, &cell.by) {
                    Some(value) => vec![value],
                    None => (1..=(cell.value + threshold) as u32).map(f64::from).collect(),
                })
                .collect();
            Self { published, inner, ranges }
        }

        /// Whether some table that agrees with everything told has `goal` or more at `place`.
        fn can_be(&self, place: &[(String, Option<String>)], goal: f64) -> bool {
            self.search(&mut Vec::new(), place, goal)
        }

        fn search(&self, values: &mut Vec<f64>, place: &[(String, Option<String>)], goal: f64) -> bool {
            if !self.may_still_agree(values) {
                return false;
            }
            let Some(range) = self.ranges.get(values.len()) else {
                return self.sum(values, place) >= goal;
            };
            range.iter().any(|value| {
                values.push(*value);
                let found = self.search(values, place, goal);
                values.pop();
                found
            })
        }

        fn sum(&self, values: &[f64], place: &[(String, Option<String>)]) -> f64 {
            self.inner
                .iter()
                .zip(values)
                .filter(|(by, _)| place.iter().all(|pair| by.contains(pair)))
                .map(|(_, v)| v)
                .sum()
        }

        fn may_still_agree(&self, values: &[f64]) -> bool {
            let complete = values.len() == self.inner.len();
            self.published.iter().all(|cell| match cell.value {
                Some(told) => {
                    let sum = self.sum(values, &cell.by);
                    if complete { sum == told } else { sum <= told }
                }
                None => true,
            })
        }
    }

    fn told(published: &[PublicCell], by: &[(String, Option<String>)]) -> Option<f64> {
        published.iter().find(|cell| cell.by == by).and_then(|cell| cell.value)
    }

    /// The small figures that the publication gives away: withheld ones that cannot be the threshold or more, and told ones.
    fn given_away(published: &[PublicCell], truth: &[Cell], threshold: f64) -> Vec<Vec<(String, Option<String>)>> {
        let attacker = Attacker::new(published, truth, threshold);
        let everything = suppress(truth, 0);
        everything
            .iter()
            .filter(|cell| cell.value.is_some_and(|value| value > 0.0 && value < threshold))
            .filter(|cell| !attacker.can_be(&cell.by, threshold))
            .map(|cell| cell.by.clone())
            .collect()
    }

    #[test]
    fn a_table_without_small_figures_is_told_whole_with_its_totals() {
        let published = suppress(&table(&[2, 2], &[10.0, 20.0, 0.0, 40.0]), 5);
        let total = |by: &[(&str, &str)]| {
            let by: Vec<_> = by.iter().map(|(id, value)| ((*id).to_owned(), Some((*value).to_owned()))).collect();
            told(&published, &by)
        };
        assert_eq!(total(&[]), Some(70.0));
        assert_eq!(total(&[("d0", "0")]), Some(30.0));
        assert_eq!(total(&[("d1", "0")]), Some(10.0));
        assert_eq!(total(&[("d0", "1"), ("d1", "1")]), Some(40.0));
    }

    #[test]
    fn withholds_a_partner_so_that_subtraction_finds_nothing() {
        let published = suppress(&table(&[3], &[2.0, 30.0, 40.0]), 5);
        let values: Vec<_> = published.iter().map(|cell| cell.value).collect();
        assert_eq!(values, [None, None, Some(40.0), Some(72.0)], "the smaller partner goes, the total stays");
    }

    #[test]
    fn withholds_the_total_when_a_small_figure_stands_alone() {
        assert!(suppress(&table(&[1], &[2.0]), 5).iter().all(|cell| cell.value.is_none()));
        assert_eq!(suppress(&[Cell { by: Vec::new(), value: 2.0 }], 5), [PublicCell { by: Vec::new(), value: None }]);
        assert!(suppress(&[], 5).is_empty());
    }

    #[test]
    fn the_attacker_of_these_tests_finds_what_withholding_small_figures_alone_gives_away() {
        let truth = table(&[2, 2], &[2.0, 30.0, 40.0, 50.0]);
        let naive: Vec<_> = suppress(&truth, 0)
            .into_iter()
            .map(|cell| PublicCell { value: cell.value.filter(|value| *value >= 5.0), ..cell })
            .collect();
        assert_eq!(given_away(&naive, &truth, 5.0), [by(&[2, 2], 0)]);
        assert!(given_away(&suppress(&truth, 5), &truth, 5.0).is_empty());
    }

    fn shapes() -> impl Strategy<Value = (Vec<usize>, Vec<u8>)> {
        prop_oneof![Just(vec![4]), Just(vec![2, 2]), Just(vec![2, 3]), Just(vec![1, 3]), Just(vec![2, 2, 2])]
            .prop_flat_map(|sizes| {
                let cells = sizes.iter().product::<usize>();
                (Just(sizes), prop::collection::vec(prop_oneof![2 => 0_u8..4, 1 => 4_u8..9], cells))
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_small_figure_can_be_got_by_subtraction((sizes, counts) in shapes(), threshold in 2_u32..4) {
            let counts: Vec<_> = counts.into_iter().map(f64::from).collect();
            let truth = table(&sizes, &counts);
            let published = suppress(&truth, threshold);
            prop_assert!(given_away(&published, &truth, f64::from(threshold)).is_empty(), "{published:?}");
        }

        #[test]
        fn what_is_told_is_true((sizes, counts) in shapes()) {
            let counts: Vec<_> = counts.into_iter().map(f64::from).collect();
            let truth = table(&sizes, &counts);
            for cell in suppress(&truth, 3) {
                let sum: f64 = truth
                    .iter()
                    .filter(|inner| cell.by.iter().all(|pair| inner.by.contains(pair)))
                    .map(|inner| inner.value)
                    .sum();
                prop_assert!(cell.value.is_none_or(|value| value == sum));
            }
        }
    }
}
