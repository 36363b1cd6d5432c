//! Records read once and counted many times: the figures, comparisons and trends of one page or report agree because they come from
//! the same moment. Owns what a figure of a period that is not over is read against.

use calendar::{Date, Period};
use service_kit::ServiceError;
use stats::{
    Cell, Comparison, Days, Indicator, Point, StatsError, Target, Window, day_by_day, tabulate, target_for, total,
    trend,
};
use std::collections::BTreeMap;
use xpath::Document;

/// The records of one moment, by kind.
pub struct Count {
    documents: BTreeMap<String, Vec<Document>>,
    today: Date,
}

/// An indicator split by a dimension, beside the period before.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// The figures of the period.
    pub cells: Vec<Cell>,
    /// Those that they are read against, as [`Count::comparison`] chooses them.
    pub before: Vec<Cell>,
    /// Whether the period is not over.
    pub is_under_way: bool,
}

/// An indicator over consecutive periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// The periods, earliest first; those before anything was recorded are left out.
    pub points: Vec<Point>,
    /// Whether the last of them is not over.
    pub is_under_way: bool,
}

impl Count {
    pub(crate) fn new(documents: BTreeMap<String, Vec<Document>>, today: Date) -> Self {
        Self { documents, today }
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

    /// An indicator in a period split by one dimension, beside the same split of the period before.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn compared_split(&self, indicator: &Indicator, period: Period, by: &str) -> Result<Split, ServiceError> {
        let before = match self.comparable(indicator, period, period.previous()) {
            Some(days) => tabulate(indicator, self.of(indicator), days, &[by]).map_err(internal)?,
            None => Vec::new(),
        };
        Ok(Split {
            cells: self.split(indicator, period, &[by])?,
            before,
            is_under_way: is_under_way(period, self.today),
        })
    }

    /// An indicator in a period as one figure; none when nothing gives one.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn total(&self, indicator: &Indicator, period: Period) -> Result<Option<f64>, ServiceError> {
        total(indicator, self.of(indicator), period).map_err(internal)
    }

    /// An indicator beside the period before, the same period a year ago, and its target. What was done in a period that is not
    /// over is read against what had been done by the same day of the other period; how things stand, against how they stood in
    /// the end.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn comparison(
        &self,
        indicator: &Indicator,
        period: Period,
        targets: &[Target],
    ) -> Result<Comparison, ServiceError> {
        let other = |other: Period| match self.comparable(indicator, period, other) {
            Some(days) => total(indicator, self.of(indicator), days).map_err(internal),
            None => Ok(None),
        };
        let adds = indicator.measure.adds_over_time(indicator.window);
        Ok(Comparison {
            value: self.total(indicator, period)?,
            previous: other(period.previous())?,
            last_year: other(period.same_period_last_year())?,
            target: target_for(targets, &indicator.id, period, adds),
            is_under_way: is_under_way(period, self.today),
        })
    }

    /// An indicator over the `periods` that end with `last`, earliest first.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn trend(&self, indicator: &Indicator, last: Period, periods: usize) -> Result<Trend, ServiceError> {
        let points = trend(indicator, self.of(indicator), last, periods).map_err(internal)?;
        let is_empty = |point: &Point| point.value.is_none_or(|value| value == 0.0);
        Ok(Trend {
            points: points.into_iter().skip_while(is_empty).collect(),
            is_under_way: is_under_way(last, self.today),
        })
    }

    /// What was done on each day of a period, as far as anything was.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn day_by_day(&self, indicator: &Indicator, period: Period) -> Result<BTreeMap<Date, f64>, ServiceError> {
        day_by_day(indicator, self.of(indicator), period).map_err(internal)
    }

    /// The days of another period that a figure of `period` may be read against; none before it has begun.
    fn comparable(&self, indicator: &Indicator, period: Period, other: Period) -> Option<Days> {
        let whole = Days::from(other);
        if period.end() < self.today || (period.contains(self.today) && indicator.window == Window::AsAtEnd) {
            return Some(whole);
        }
        period.contains(self.today).then(|| Days { last: period.same_day_in(other, self.today), ..whole })
    }

    fn of(&self, indicator: &Indicator) -> &[Document] {
        self.documents.get(&indicator.kind).map_or(&[], Vec::as_slice)
    }
}

/// Whether a period has begun and is not over.
pub(crate) fn is_under_way(period: Period, today: Date) -> bool {
    period.contains(today)
}

/// A failing indicator is a fault of the pack, not of the reader.
#[expect(clippy::needless_pass_by_value, reason = "it is the shape that map_err takes")]
fn internal(error: StatsError) -> ServiceError {
    ServiceError::Internal(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Text;
    use stats::{Measure, Unit};
    use xpath::Expression;

    /// A count of sessions on some days, as somebody looks at it on a day.
    fn sessions(days: &[&str], today: &str) -> Count {
        let session = |day: &&str| {
            let mut record = Document::new("session");
            let node = record.append(record.root(), "date");
            record.set_text(node, day);
            record
        };
        let documents = BTreeMap::from([("a/session".to_owned(), days.iter().map(session).collect())]);
        Count::new(documents, today.parse().expect("a day"))
    }

    fn held(window: Window) -> Indicator {
        Indicator {
            id: "held".into(),
            title: Text::new("Sessions"),
            unit: Unit { id: "session".into(), label: Text::new("sessions"), one: Text::default(), people: None },
            kind: "a/session".into(),
            rows: None,
            filter: None,
            measure: Measure::Count,
            date: Expression::parse("date").expect("a path"),
            window,
            by: Vec::new(),
            decimals: 0,
            more_is_better: None,
            scale: Vec::new(),
            note: Text::default(),
        }
    }

    const DAYS: [&str; 6] = ["2025-09-01", "2026-01-10", "2026-05-20", "2026-06-20", "2026-07-05", "2026-11-01"];

    #[test]
    fn a_period_that_is_not_over_is_read_against_the_same_days() {
        for (today, window, expected) in [
            ("2026-11-25", Window::Within, (Some(2.0), Some(2.0), Some(1.0), true)),
            ("2026-12-31", Window::Within, (Some(2.0), Some(3.0), Some(1.0), true)),
            ("2027-01-01", Window::Within, (Some(2.0), Some(3.0), Some(1.0), false)),
            ("2026-08-01", Window::Within, (Some(2.0), Some(1.0), Some(0.0), true)),
            ("2026-08-01", Window::AsAtEnd, (Some(6.0), Some(4.0), Some(1.0), true)),
            ("2026-06-30", Window::Within, (Some(2.0), None, None, false)),
        ] {
            let period = "2026-H2".parse().expect("a period");
            let found = sessions(&DAYS, today).comparison(&held(window), period, &[]).expect("counted");
            let found = (found.value, found.previous, found.last_year, found.is_under_way);
            assert_eq!(found, expected, "{today} {window:?}");
        }
    }

    #[test]
    fn a_trend_begins_with_the_first_record() {
        let count = sessions(&DAYS, "2026-11-25");
        let trend = count.trend(&held(Window::Within), "2026-H2".parse().expect("a period"), 6).expect("counted");
        let written: Vec<_> = trend.points.iter().map(|point| (point.period.to_string(), point.value)).collect();
        let expected = [("2025-H2", 1.0), ("2026-H1", 3.0), ("2026-H2", 2.0)];
        assert_eq!(written, expected.map(|(period, value)| (period.to_owned(), Some(value))));
        assert!(trend.is_under_way);
    }
}
