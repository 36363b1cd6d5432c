//! A figure over consecutive periods. Owns which periods; the counting is in `tabulate`.

use crate::{Indicator, StatsError, Tabulation};
use calendar::Period;
use serde::Serialize;
use xpath::Document;

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

/// The indicator's figure in each of the `count` periods that end with `last`, earliest first, in one pass over the records.
///
/// # Errors
/// When an expression fails or gives no number where one is needed.
pub fn trend<'d>(
    indicator: &Indicator,
    documents: impl IntoIterator<Item = &'d Document>,
    last: Period,
    count: usize,
) -> Result<Vec<Point>, StatsError> {
    let periods = periods_until(last, count);
    let mut tabulations: Vec<_> =
        periods.iter().map(|period| Tabulation::new(indicator, *period, &[] as &[&str])).collect();
    for document in documents {
        for tabulation in &mut tabulations {
            tabulation.add(document)?;
        }
    }
    let values = tabulations.into_iter().map(|tabulation| tabulation.finish().cells.first().map(|cell| cell.value));
    Ok(periods.into_iter().zip(values).map(|(period, value)| Point { period, value }).collect())
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
