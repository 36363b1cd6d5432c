//! Reporting periods: a year, half-year, quarter or month of the common era, written `2019`, `2019-H2`, `2019-Q3`, `2019-07`.
//! Owns their arithmetic, their writing and their names for readers.

use crate::Date;
use crate::format::year_for;
use crate::names::{MonthStyle, month_name};
use jiff::ToSpan;
use language::{Lang, Message, Text};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Years that a period may lie in; wider than any report, narrow enough to catch a Buddhist year.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// A year or an equal part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    year: i16,
    /// Months in the period: 12, 6, 3 or 1.
    length: u8,
    /// Which part of the year, from 0.
    index: u8,
}

/// The text is not a period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a period; write 2019, 2019-H2, 2019-Q3 or 2019-07, with the year of the common era")]
pub struct PeriodProblem {
    /// What was written.
    pub text: String,
}

impl PeriodProblem {
    /// The problem as a sentence for the person who asked for the period.
    pub fn message(&self) -> Message {
        Message::new("calendar-not-a-period").with("text", self.text.as_str())
    }
}

impl From<&PeriodProblem> for Message {
    fn from(problem: &PeriodProblem) -> Self {
        problem.message()
    }
}

impl Period {
    /// The whole year that a date lies in.
    pub fn year_of(date: Date) -> Self {
        Self::around(date, 12)
    }

    /// The half-year that a date lies in.
    pub fn half_of(date: Date) -> Self {
        Self::around(date, 6)
    }

    /// The quarter that a date lies in.
    pub fn quarter_of(date: Date) -> Self {
        Self::around(date, 3)
    }

    /// The month that a date lies in.
    pub fn month_of(date: Date) -> Self {
        Self::around(date, 1)
    }

    fn around(date: Date, length: u8) -> Self {
        Self { year: date.year(), length, index: (date.month().unsigned_abs() - 1) / length }
    }

    /// The year of the common era.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The number of months: 12, 6, 3 or 1.
    pub fn length_in_months(self) -> u8 {
        self.length
    }

    /// The first day.
    pub fn start(self) -> Date {
        first_of(self.year, self.first_month())
    }

    /// The last day.
    pub fn end(self) -> Date {
        first_of(self.year, self.last_month()).last_of_month()
    }

    fn first_month(self) -> u8 {
        self.index * self.length + 1
    }

    fn last_month(self) -> u8 {
        self.first_month() + self.length - 1
    }

    /// Whether a day lies in the period.
    pub fn contains(self, date: Date) -> bool {
        (self.start()..=self.end()).contains(&date)
    }

    /// The period of the same length just before.
    #[must_use]
    pub fn previous(self) -> Self {
        match self.index.checked_sub(1) {
            Some(index) => Self { index, ..self },
            None => Self { year: self.year.saturating_sub(1), index: 12 / self.length - 1, ..self },
        }
    }

    /// The period of the same length just after.
    #[must_use]
    pub fn next(self) -> Self {
        if self.index + 1 < 12 / self.length {
            Self { index: self.index + 1, ..self }
        } else {
            Self { year: self.year.saturating_add(1), index: 0, ..self }
        }
    }

    /// The same part of the year before.
    #[must_use]
    pub fn same_period_last_year(self) -> Self {
        Self { year: self.year.saturating_sub(1), ..self }
    }

    /// The day of another period of the same length that stands where `day` stands in this one: the same month of the period and the
    /// same day of that month, or its last one. 25 November, in July–December, stands where 25 May stands in January–June.
    pub fn same_day_in(self, other: Self, day: Date) -> Date {
        let months = i32::from(day.year() - self.start().year()) * 12 + i32::from(day.month() - self.start().month());
        let month = other.start().saturating_add(months.months());
        let last = month.days_in_month();
        // A month's last day stands for the other's, whichever is longer.
        let wanted = if day.day() == day.days_in_month() { last } else { day.day().min(last) };
        month.with().day(wanted).build().unwrap_or(month)
    }

    /// The months that make up the period, in order.
    pub fn months(self) -> Vec<Self> {
        (self.first_month() - 1..self.last_month()).map(|index| Self { year: self.year, length: 1, index }).collect()
    }

    /// The period's name for a reader: `July–December 2019`, `กรกฎาคม–ธันวาคม 2562`, `July 2019`, `2019`.
    pub fn label(self, lang: Lang) -> String {
        self.named(lang, MonthStyle::Full)
    }

    /// The period's name where there is little room, as under a column of a chart: `Jul–Dec 2019`, `ก.ค.–ธ.ค. 2562`.
    pub fn short_label(self, lang: Lang) -> String {
        self.named(lang, MonthStyle::Short)
    }

    /// The period's name in every language.
    pub fn text(self) -> Text {
        Lang::ALL.into_iter().fold(Text::default(), |text, lang| text.with(lang, self.label(lang)))
    }

    fn named(self, lang: Lang, style: MonthStyle) -> String {
        let year = year_for(self.year, lang);
        let first = month_name(self.first_month(), lang, style);
        let last = month_name(self.last_month(), lang, style);
        match (self.length, lang) {
            (12, _) => year.to_string(),
            (1, Lang::My) => format!("{year} {first}"),
            (1, _) => format!("{first} {year}"),
            (_, Lang::My) => format!("{year} {first}–{last}"),
            _ => format!("{first}–{last} {year}"),
        }
    }
}

/// The first day of a month. Years come from dates or from `YEARS`, months from 1 to 12, so the fallback is never reached; it
/// keeps the function total.
fn first_of(year: i16, month: u8) -> Date {
    i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok()).unwrap_or(Date::ZERO)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, length, index } = self;
        let number = index + 1;
        match length {
            12 => write!(f, "{year:04}"),
            6 => write!(f, "{year:04}-H{number}"),
            3 => write!(f, "{year:04}-Q{number}"),
            _ => write!(f, "{year:04}-{number:02}"),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodProblem;

    /// Reads `2019`, `2019-H2`, `2019-Q3` or `2019-07`, letters in either case.
    fn from_str(text: &str) -> Result<Self, PeriodProblem> {
        read(text.trim()).ok_or_else(|| PeriodProblem { text: text.to_owned() })
    }
}

fn read(text: &str) -> Option<Period> {
    let (year, part) = match text.split_once('-') {
        Some((year, part)) => (year, Some(part)),
        None => (text, None),
    };
    let year = digits(year, 4).and_then(|year| i16::try_from(year).ok()).filter(|year| YEARS.contains(year))?;
    let (length, number) = match part {
        None => (12, 1),
        Some(part) => match part.strip_prefix(['H', 'h']) {
            Some(half) => (6, digits(half, 1)?),
            None => match part.strip_prefix(['Q', 'q']) {
                Some(quarter) => (3, digits(quarter, 1)?),
                None => (1, digits(part, 2)?),
            },
        },
    };
    let index = u8::try_from(number.checked_sub(1)?).ok().filter(|index| *index < 12 / length)?;
    Some(Period { year, length, index })
}

fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

impl TryFrom<String> for Period {
    type Error = PeriodProblem;

    fn try_from(text: String) -> Result<Self, PeriodProblem> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().expect(text)
    }

    #[test]
    fn periods_know_their_days_and_neighbours() {
        for (text, start, end, previous, last_year) in [
            ("2019", date(2019, 1, 1), date(2019, 12, 31), "2018", "2018"),
            ("2019-H2", date(2019, 7, 1), date(2019, 12, 31), "2019-H1", "2018-H2"),
            ("2019-H1", date(2019, 1, 1), date(2019, 6, 30), "2018-H2", "2018-H1"),
            ("2019-Q3", date(2019, 7, 1), date(2019, 9, 30), "2019-Q2", "2018-Q3"),
            ("2019-Q1", date(2019, 1, 1), date(2019, 3, 31), "2018-Q4", "2018-Q1"),
            ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "2020-01", "2019-02"),
            ("2019-01", date(2019, 1, 1), date(2019, 1, 31), "2018-12", "2018-01"),
        ] {
            let period = period(text);
            assert_eq!((period.start(), period.end()), (start, end), "{text}");
            assert_eq!(period.previous().to_string(), previous);
            assert_eq!(period.same_period_last_year().to_string(), last_year);
            assert!(period.contains(start) && period.contains(end));
            assert!(!period.contains(start.yesterday().expect("in range")));
            assert!(!period.contains(end.tomorrow().expect("in range")));
        }
    }

    #[test]
    fn a_day_has_its_like_in_another_period() {
        for (own, other, day, expected) in [
            ("2026-H2", "2026-H1", date(2026, 11, 25), date(2026, 5, 25)),
            ("2026-H2", "2026-H1", date(2026, 7, 1), date(2026, 1, 1)),
            ("2026-H2", "2026-H1", date(2026, 8, 30), date(2026, 2, 28)),
            ("2026-H2", "2026-H1", date(2026, 12, 31), date(2026, 6, 30)),
            ("2026-H1", "2025-H2", date(2026, 2, 28), date(2025, 8, 31)),
            ("2026-Q1", "2025-Q4", date(2026, 1, 31), date(2025, 10, 31)),
            ("2026", "2025", date(2026, 3, 9), date(2025, 3, 9)),
            ("2024", "2023", date(2024, 2, 29), date(2023, 2, 28)),
        ] {
            assert_eq!(period(own).same_day_in(period(other), day), expected, "{day} of {own} in {other}");
        }
    }

    #[test]
    fn months_make_up_the_period() {
        let months: Vec<String> = period("2019-Q3").months().iter().map(ToString::to_string).collect();
        assert_eq!(months, ["2019-07", "2019-08", "2019-09"]);
        assert_eq!(period("2019").months().len(), 12);
    }

    #[test]
    fn labels_follow_the_reader() {
        for (text, lang, label) in [
            ("2019-H2", Lang::En, "July–December 2019"),
            ("2019-H2", Lang::Th, "กรกฎาคม–ธันวาคม 2562"),
            ("2019-07", Lang::Th, "กรกฎาคม 2562"),
            ("2019", Lang::Th, "2562"),
            ("2019-Q3", Lang::My, "2019 ဇူလိုင်–စက်တင်ဘာ"),
            ("2019-07", Lang::Lo, "ກໍລະກົດ 2019"),
        ] {
            assert_eq!(period(text).label(lang), label);
        }
    }

    #[test]
    fn refuses_what_is_not_a_period() {
        for text in [
            "",
            "19",
            "2562-H2",
            "2019-H3",
            "2019-H0",
            "2019-Q5",
            "2019-13",
            "2019-00",
            "2019-7",
            "2019H2",
            "๒๕๖๒",
            "2019-",
        ] {
            assert_eq!(text.parse::<Period>(), Err(PeriodProblem { text: text.to_owned() }));
        }
        let message = PeriodProblem { text: "2562-H2".into() }.message();
        assert!(language::say(Lang::En, &message).contains("2562-H2"));
        assert!(language::say(Lang::Th, &message).contains("2562-H2"));
    }

    #[test]
    fn is_written_as_text_in_json() {
        let period = period("2019-H2");
        assert_eq!(serde_json::to_string(&period).expect("writes"), "\"2019-H2\"");
        assert_eq!(serde_json::from_str::<Period>("\"2019-h2\"").expect("reads"), period);
    }

    proptest! {
        #[test]
        fn every_day_lies_in_its_own_periods_which_read_back(year in 1901_i16..2199, month in 1_i8..=12, day in 1_i8..=28) {
            let day = date(year, month, day);
            for period in [Period::year_of(day), Period::half_of(day), Period::quarter_of(day), Period::month_of(day)] {
                prop_assert!(period.contains(day));
                prop_assert_eq!(period.to_string().parse(), Ok(period));
                prop_assert_eq!(period.previous().next(), period);
                prop_assert_eq!(period.previous().end().tomorrow().ok(), Some(period.start()));
            }
        }
    }
}
