//! Steps of a quantity: where one shade ends and the next begins.

use crate::Frame;
use crate::axis::{are_whole, nice_step};

/// Equal steps from zero, at most five, each with a shade of the theme's scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Classes {
    step: f64,
    count: usize,
    whole: bool,
}

/// Which of the five shades so many steps use: far apart when there are few.
const SHADES: [&[usize]; 5] = [&[4], &[1, 4], &[0, 2, 4], &[0, 1, 3, 4], &[0, 1, 2, 3, 4]];

impl Classes {
    pub(crate) fn of(values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.collect();
        let whole = are_whole(values.iter().copied());
        let most = values.iter().copied().fold(0.0, f64::max);
        if values.is_empty() {
            return Self { step: 1.0, count: 0, whole };
        }
        let step = nice_step(most / 5.0, whole);
        Self { step, count: ((most / step - 1e-9).ceil() as usize).clamp(1, 5), whole }
    }

    fn index(&self, value: f64) -> usize {
        (((value / self.step) - 1e-9).ceil() as usize).clamp(1, self.count.max(1)) - 1
    }

    /// The shade for a value above zero, 0 the palest to 4.
    pub(crate) fn shade(&self, value: f64) -> usize {
        let shades = SHADES.get(self.count.saturating_sub(1)).copied().unwrap_or_default();
        shades.get(self.index(value)).copied().unwrap_or(4)
    }

    /// Each step, as a value in it and in words: `1–500`, `501–1,000` for counts, `0–0.5`, `0.5–1` for what is measured.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = (f64, String)> + '_ {
        (0..self.count).map(|index| {
            let (below, upto) = (index as f64 * self.step, (index + 1) as f64 * self.step);
            let from = if self.whole { below + 1.0 } else { below };
            let words = if from >= upto {
                Frame::number(upto)
            } else {
                format!("{}–{}", Frame::number(from), Frame::number(upto))
            };
            (upto, words)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(values: &[f64]) -> Vec<String> {
        Classes::of(values.iter().copied()).ranges().map(|(_, words)| words).collect()
    }

    #[test]
    fn steps_are_round_and_do_not_overlap() {
        for (values, expected) in [
            (&[1713.0, 1500.0, 700.0][..], vec!["1–500", "501–1,000", "1,001–1,500", "1,501–2,000"]),
            (&[3.0, 1.0], vec!["1", "2", "3"]),
            (&[1.0], vec!["1"]),
            (&[0.8, 0.25], vec!["0–0.2", "0.2–0.4", "0.4–0.6", "0.6–0.8"]),
            (&[], vec![]),
        ] {
            assert_eq!(words(values), expected);
        }
    }

    proptest! {
        #[test]
        fn a_larger_value_never_has_a_paler_shade(mut values in prop::collection::vec(1.0_f64..1e7, 1..20)) {
            values.sort_by(f64::total_cmp);
            let classes = Classes::of(values.iter().copied());
            let shades: Vec<usize> = values.iter().map(|value| classes.shade(*value)).collect();
            prop_assert!(shades.is_sorted());
            prop_assert_eq!(shades.last(), Some(&4));
            prop_assert!(classes.ranges().count() <= 5);
        }
    }
}
