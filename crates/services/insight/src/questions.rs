//! What is to be counted: the questions of one page or report, gathered before anything is read, so that records go by once, a few at a
//! time, however many there are. Owns what each figure, comparison and trend needs counted, and which days of another period a figure
//! of a period that is not over is read against; the answers are in `count`.

use calendar::{Date, Period};
use stats::{Counted, Days, Indicator, Publication, Window, periods_until};
use std::collections::BTreeMap;

/// One count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Question {
    pub(crate) indicator: String,
    pub(crate) counted: Counted,
    pub(crate) days: Days,
    pub(crate) by: Vec<String>,
}

impl Question {
    /// A count of an indicator, by those of the dimensions that it has.
    pub(crate) fn new(indicator: &Indicator, counted: Counted, days: Days, by: &[impl AsRef<str>]) -> Self {
        let by = by.iter().map(AsRef::as_ref).filter(|name| indicator.dimension(name).is_some());
        Self { indicator: indicator.id.clone(), counted, days, by: by.map(str::to_owned).collect() }
    }
}

/// Questions of one kind, each with its indicator.
pub(crate) type Asked<'i> = Vec<(Question, &'i Indicator)>;

/// The questions of one page or report. Each of them names what [`crate::Count`] is asked afterwards by the same name.
pub struct Questions<'i> {
    today: Date,
    asked: BTreeMap<Question, &'i Indicator>,
}

impl<'i> Questions<'i> {
    /// Nothing asked yet. `today` decides which periods are not over.
    pub fn on(today: Date) -> Self {
        Self { today, asked: BTreeMap::new() }
    }

    /// Asks for [`crate::Count::split`].
    pub fn split(&mut self, indicator: &'i Indicator, period: Period, by: &[impl AsRef<str>]) {
        self.ask(indicator, Counted::Figure, period.into(), by);
    }

    /// Asks for [`crate::Count::compared_split`].
    pub fn compared_split(&mut self, indicator: &'i Indicator, period: Period, by: &str) {
        self.split(indicator, period, &[by]);
        if let Some(days) = comparable(self.today, indicator, period, period.previous()) {
            self.ask(indicator, Counted::Figure, days, &[by]);
        }
    }

    /// Asks for [`crate::Count::total`].
    pub fn total(&mut self, indicator: &'i Indicator, period: Period) {
        self.split(indicator, period, &[] as &[&str]);
    }

    /// Asks for [`crate::Count::comparison`].
    pub fn comparison(&mut self, indicator: &'i Indicator, period: Period) {
        self.total(indicator, period);
        for other in [period.previous(), period.same_period_last_year()] {
            if let Some(days) = comparable(self.today, indicator, period, other) {
                self.ask(indicator, Counted::Figure, days, &[] as &[&str]);
            }
        }
    }

    /// Asks for [`crate::Count::trend`].
    pub fn trend(&mut self, indicator: &'i Indicator, last: Period, periods: usize) {
        for period in periods_until(last, periods) {
            self.total(indicator, period);
        }
    }

    /// Asks for [`crate::Count::day_by_day`].
    pub fn day_by_day(&mut self, indicator: &'i Indicator, period: Period) {
        self.ask(indicator, Counted::ByDay, period.into(), &[] as &[&str]);
    }

    /// Asks for [`crate::Count::publication`].
    pub fn publication(&mut self, indicator: &'i Indicator, period: Period, by: &[impl AsRef<str>]) {
        for (counted, by) in Publication::counts(indicator, by) {
            self.ask(indicator, counted, period.into(), &by);
        }
    }

    fn ask(&mut self, indicator: &'i Indicator, counted: Counted, days: Days, by: &[impl AsRef<str>]) {
        self.asked.insert(Question::new(indicator, counted, days, by), indicator);
    }

    /// The day that counts as today, and the questions by the kind of record that answers them.
    pub(crate) fn by_kind(self) -> (Date, BTreeMap<&'i str, Asked<'i>>) {
        let mut kinds: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (question, indicator) in self.asked {
            kinds.entry(&indicator.kind).or_default().push((question, indicator));
        }
        (self.today, kinds)
    }
}

/// The days of another period that a figure of `period` may be read against; none before it has begun. What was done in a period that
/// is not over is read against what had been done by the same day of the other period; how things stand, against how they stood in the
/// end.
pub(crate) fn comparable(today: Date, indicator: &Indicator, period: Period, other: Period) -> Option<Days> {
    let whole = Days::from(other);
    if period.end() < today || (period.contains(today) && indicator.window == Window::AsAtEnd) {
        return Some(whole);
    }
    period.contains(today).then(|| Days { last: period.same_day_in(other, today), ..whole })
}
