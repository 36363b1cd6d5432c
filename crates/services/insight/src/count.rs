//! Records read once and counted many times: the figures, comparisons and trends of one page or report agree because they come from
//! the same moment.

use calendar::Period;
use service_kit::ServiceError;
use stats::{Cell, Comparison, Indicator, Point, StatsError, Target, tabulate, target_for, total, trend};
use std::collections::BTreeMap;
use xpath::Document;

/// The records of one moment, by kind.
pub struct Count {
    documents: BTreeMap<String, Vec<Document>>,
}

impl Count {
    pub(crate) fn new(documents: BTreeMap<String, Vec<Document>>) -> Self {
        Self { documents }
    }

    /// An indicator in a period, split by those of the dimensions that it has.
    ///
    /// # Errors
    /// When the indicator's own expressions fail, which `saphan pack check` finds beforehand.
    pub fn split(
        &self,
        indicator: &Indicator,
        period: Period,
        by: &[impl AsRef<str>],
    ) -> Result<Vec<Cell>, ServiceError> {
        tabulate(indicator, self.of(indicator), period, by).map_err(internal)
    }

    /// An indicator in a period as one figure; none when nothing gives one.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn total(&self, indicator: &Indicator, period: Period) -> Result<Option<f64>, ServiceError> {
        total(indicator, self.of(indicator), period).map_err(internal)
    }

    /// An indicator beside the period before, the same period a year ago, and its target.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn comparison(
        &self,
        indicator: &Indicator,
        period: Period,
        targets: &[Target],
    ) -> Result<Comparison, ServiceError> {
        let adds = indicator.measure.adds_over_time(indicator.window);
        Ok(Comparison {
            value: self.total(indicator, period)?,
            previous: self.total(indicator, period.previous())?,
            last_year: self.total(indicator, period.same_period_last_year())?,
            target: target_for(targets, &indicator.id, period, adds),
        })
    }

    /// An indicator over the `periods` that end with `last`, earliest first.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn trend(&self, indicator: &Indicator, last: Period, periods: usize) -> Result<Vec<Point>, ServiceError> {
        trend(indicator, self.of(indicator), last, periods).map_err(internal)
    }

    fn of(&self, indicator: &Indicator) -> &[Document] {
        self.documents.get(&indicator.kind).map_or(&[], Vec::as_slice)
    }
}

/// A failing indicator is a fault of the pack, not of the reader.
#[expect(clippy::needless_pass_by_value, reason = "it is the shape that map_err takes")]
fn internal(error: StatsError) -> ServiceError {
    ServiceError::Internal(error.to_string())
}
