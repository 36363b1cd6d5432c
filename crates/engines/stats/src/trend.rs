//! Consecutive periods, and a figure in one of them. Owns which periods; the counting is in `tabulate`.

use calendar::Period;
use serde::Serialize;

/// A figure of a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// The figure; `None` where nothing gives one.
    pub value: Option<f64>,
}

/// The `count` consecutive periods that end with `last`, earliest first.
pub fn periods_until(last: Period, count: usize) -> Vec<Period> {
    let mut periods: Vec<_> = std::iter::successors(Some(last), |period| Some(period.previous())).take(count).collect();
    periods.reverse();
    periods
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_run_to_the_last_across_years() {
        let last: Period = "2025-H1".parse().expect("a period");
        let written: Vec<_> = periods_until(last, 3).iter().map(ToString::to_string).collect();
        assert_eq!(written, ["2024-H1", "2024-H2", "2025-H1"]);
        assert!(periods_until(last, 0).is_empty());
    }
}
