//! The answers to questions: the figures, comparisons and trends of one page or report agree because they come from the same walk through
//! the records. Owns how answers become them; what must be counted for each is in `questions`.

use crate::questions::{Asked, Question, comparable};
use calendar::{Date, Period};
use service_kit::ServiceError;
use stats::{
    Cell, Comparison, Counted, Days, Indicator, Point, Publication, StatsError, Tabulation, Target, periods_until,
    target_for,
};
use std::collections::BTreeMap;
use xpath::Document;

/// What was counted.
pub struct Count {
    answers: BTreeMap<Question, Answer>,
    today: Date,
}

enum Answer {
    Cells(Vec<Cell>),
    Days(BTreeMap<Date, f64>),
}

/// Questions being answered while the records of their kind go by.
pub(crate) struct Answering<'i> {
    running: Vec<(Question, Tabulation<'i>)>,
}

impl<'i> Answering<'i> {
    pub(crate) fn new(questions: Asked<'i>) -> Self {
        let tabulation = |(question, indicator): (Question, &'i Indicator)| {
            let tabulation = Tabulation::counting(question.counted, indicator, question.days, &question.by);
            (question, tabulation)
        };
        Self { running: questions.into_iter().map(tabulation).collect() }
    }

    /// Counts one record.
    ///
    /// # Errors
    /// When an indicator's own expressions fail, which `saphan pack check` finds beforehand.
    pub(crate) fn add(&mut self, document: &Document) -> Result<(), ServiceError> {
        self.running.iter_mut().try_for_each(|(_, tabulation)| tabulation.add(document)).map_err(internal)
    }
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
    /// Nothing answered yet.
    pub(crate) fn on(today: Date) -> Self {
        Self { answers: BTreeMap::new(), today }
    }

    /// Takes the answers to the questions of one kind.
    pub(crate) fn take(&mut self, answered: Answering<'_>) {
        for (question, tabulation) in answered.running {
            let answer = match question.counted {
                Counted::ByDay => Answer::Days(tabulation.finish_days()),
                Counted::Figure | Counted::Rows => Answer::Cells(tabulation.finish().cells),
            };
            self.answers.insert(question, answer);
        }
    }

    /// An indicator in a period, split by those of the dimensions that it has.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] when it was not asked beforehand, as of everything else that is read here.
    pub fn split(
        &self,
        indicator: &Indicator,
        period: Period,
        by: &[impl AsRef<str>],
    ) -> Result<Vec<Cell>, ServiceError> {
        self.cells(indicator, Counted::Figure, period.into(), by).map(<[Cell]>::to_vec)
    }

    /// An indicator in a period split by one dimension, beside the same split of the period before.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn compared_split(&self, indicator: &Indicator, period: Period, by: &str) -> Result<Split, ServiceError> {
        let before = match comparable(self.today, indicator, period, period.previous()) {
            Some(days) => self.cells(indicator, Counted::Figure, days, &[by])?.to_vec(),
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
        self.total_of(indicator, period.into())
    }

    /// An indicator beside the period before, the same period a year ago, and its target; of a period that is not over as
    /// [`comparable`] chooses the days.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn comparison(
        &self,
        indicator: &Indicator,
        period: Period,
        targets: &[Target],
    ) -> Result<Comparison, ServiceError> {
        let other = |other: Period| match comparable(self.today, indicator, period, other) {
            Some(days) => self.total_of(indicator, days),
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
        let mut points = Vec::with_capacity(periods);
        for period in periods_until(last, periods) {
            points.push(Point { period, value: self.total(indicator, period)? });
        }
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
        let question = Question::new(indicator, Counted::ByDay, period.into(), &[] as &[&str]);
        match self.answers.get(&question) {
            Some(Answer::Days(days)) => Ok(days.clone()),
            _ => Err(not_asked(&question)),
        }
    }

    /// An indicator in a period as it is told outside: counts from 1 to below `threshold`, and what would give them away, withheld.
    ///
    /// # Errors
    /// As [`Count::split`].
    pub fn publication(
        &self,
        indicator: &Indicator,
        period: Period,
        by: &[impl AsRef<str>],
        threshold: u32,
    ) -> Result<Publication, ServiceError> {
        Publication::of(indicator, threshold, by, |counted, by| {
            self.cells(indicator, counted, period.into(), by).map(<[Cell]>::to_vec)
        })
    }

    fn total_of(&self, indicator: &Indicator, days: Days) -> Result<Option<f64>, ServiceError> {
        let cells = self.cells(indicator, Counted::Figure, days, &[] as &[&str])?;
        Ok(cells.first().map(|cell| cell.value))
    }

    fn cells(
        &self,
        indicator: &Indicator,
        counted: Counted,
        days: Days,
        by: &[impl AsRef<str>],
    ) -> Result<&[Cell], ServiceError> {
        let question = Question::new(indicator, counted, days, by);
        match self.answers.get(&question) {
            Some(Answer::Cells(cells)) => Ok(cells),
            _ => Err(not_asked(&question)),
        }
    }
}

fn not_asked(question: &Question) -> ServiceError {
    ServiceError::Internal(format!("`{}` is read and was never counted: {question:?}", question.indicator))
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
    use crate::Questions;
    use language::Text;
    use stats::{Measure, Unit, Window};
    use xpath::Expression;

    /// What is counted of sessions on some days, as somebody asks on a day.
    fn sessions<'i>(today: &str, ask: impl FnOnce(&mut Questions<'i>)) -> Count {
        let mut questions = Questions::on(today.parse().expect("a day"));
        ask(&mut questions);
        let (today, kinds) = questions.by_kind();
        let mut count = Count::on(today);
        for (_, questions) in kinds {
            let mut answering = Answering::new(questions);
            for day in DAYS {
                let mut record = Document::new("session");
                let node = record.append(record.root(), "date");
                record.set_text(node, day);
                answering.add(&record).expect("counted");
            }
            count.take(answering);
        }
        count
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
            let (period, held) = ("2026-H2".parse().expect("a period"), held(window));
            let count = sessions(today, |questions| questions.comparison(&held, period));
            let found = count.comparison(&held, period, &[]).expect("counted");
            let found = (found.value, found.previous, found.last_year, found.is_under_way);
            assert_eq!(found, expected, "{today} {window:?}");
        }
    }

    #[test]
    fn a_trend_begins_with_the_first_record() {
        let (last, held) = ("2026-H2".parse().expect("a period"), held(Window::Within));
        let count = sessions("2026-11-25", |questions| questions.trend(&held, last, 6));
        let trend = count.trend(&held, last, 6).expect("counted");
        let written: Vec<_> = trend.points.iter().map(|point| (point.period.to_string(), point.value)).collect();
        let expected = [("2025-H2", 1.0), ("2026-H1", 3.0), ("2026-H2", 2.0)];
        assert_eq!(written, expected.map(|(period, value)| (period.to_owned(), Some(value))));
        assert!(trend.is_under_way);
    }

    #[test]
    fn what_was_not_asked_is_no_figure() {
        let (period, held) = ("2026-H2".parse().expect("a period"), held(Window::Within));
        let count = sessions("2026-11-25", |questions| questions.total(&held, period));
        assert_eq!(count.total(&held, period).expect("counted"), Some(2.0));
        assert!(matches!(count.total(&held, period.previous()), Err(ServiceError::Internal(_))));
        assert!(matches!(count.day_by_day(&held, period), Err(ServiceError::Internal(_))));
    }
}
