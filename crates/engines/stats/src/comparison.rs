//! A figure beside what it should be read against: the period before, the same period a year ago, the target.

use serde::Serialize;

/// A figure and its company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// The figure of the period.
    pub value: Option<f64>,
    /// The figure of the period of the same length just before.
    pub previous: Option<f64>,
    /// The figure of the same part of the year before.
    pub last_year: Option<f64>,
    /// What was promised.
    pub target: Option<f64>,
    /// Whether the period is not over: then the figures beside it were counted up to the same day of theirs, so that like stands
    /// beside like.
    pub is_under_way: bool,
}

impl Comparison {
    /// How much the figure rose (fell, when negative) since the period before, as a fraction of it. `None` from nothing or from 0.
    pub fn change(&self) -> Option<f64> {
        relative_change(self.previous?, self.value?)
    }

    /// How much the figure rose since the same part of the year before, as a fraction of it.
    pub fn change_over_a_year(&self) -> Option<f64> {
        relative_change(self.last_year?, self.value?)
    }

    /// The fraction of the target that is reached: 1 is all of it, and it may be more. `None` without a target above 0.
    pub fn progress(&self) -> Option<f64> {
        let target = self.target.filter(|target| *target > 0.0)?;
        self.value.map(|value| value / target)
    }
}

fn relative_change(from: f64, to: f64) -> Option<f64> {
    (from != 0.0).then(|| (to - from) / from.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn change_and_progress_are_fractions_and_absent_when_they_mean_nothing() {
        let half = Comparison {
            value: Some(30.0),
            previous: Some(20.0),
            last_year: Some(60.0),
            target: Some(40.0),
            ..Comparison::default()
        };
        assert_eq!(half.change(), Some(0.5));
        assert_eq!(half.change_over_a_year(), Some(-0.5));
        assert_eq!(half.progress(), Some(0.75));
        let first = Comparison { value: Some(30.0), previous: Some(0.0), last_year: None, target: Some(0.0), ..half };
        assert_eq!((first.change(), first.change_over_a_year(), first.progress()), (None, None, None));
        assert_eq!(Comparison { value: None, ..half }.progress(), None);
    }
}
