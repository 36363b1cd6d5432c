//! Dates and times as ODK writes them: `2019-07-04`, `2019-07-04T10:20:30.000+07:00`, `10:20:30.000+07:00`. Owns reading, writing and
//! counting days; not what day it is, and not the calendars that people read (see `calendar`).

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, ToSpan};
use std::fmt;

/// A local date, with or without a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Local date and time; midnight when there is only a date.
    pub local: DateTime,
    /// Minutes by which local time is ahead of UTC, when there is a time of day.
    pub offset_minutes: Option<i32>,
}

const MILLISECONDS_A_DAY: f64 = 86_400_000.0;
/// Days that a number may stand for as a date: the years 1 to 9999, roughly.
const MOST_DAYS: f64 = 2_900_000.0;

impl Moment {
    /// A date without time of day.
    pub fn day(date: Date) -> Self {
        Self { local: date.to_datetime(Time::midnight()), offset_minutes: None }
    }

    /// A local date and time.
    pub fn at(local: DateTime, offset_minutes: i32) -> Self {
        Self { local, offset_minutes: Some(offset_minutes) }
    }

    /// The same day without time.
    #[must_use]
    pub fn without_time(self) -> Self {
        Self::day(self.local.date())
    }

    /// Reads a date, or a date and time, into the local time `offset_minutes` ahead of UTC. A written zone is converted from.
    /// Month and day may have one digit, the year has four. `None` for anything else, a 31 September included.
    pub fn parse(text: &str, offset_minutes: i32) -> Option<Self> {
        let trimmed = text.trim();
        if has_four_digit_year(trimmed) { Self::parse_loosely(trimmed, offset_minutes) } else { None }
    }

    /// Reads what JavaRosa's `date()` reads: as [`Moment::parse`], with a year of any length and no white space around.
    pub(crate) fn parse_loosely(text: &str, offset_minutes: i32) -> Option<Self> {
        let Some((date, time)) = text.split_once('T') else { return parse_date(text).map(Self::day) };
        let date = parse_date(date)?;
        let (time, zone) = parse_time_and_zone(time)?;
        let ahead = zone.map_or(0, |zone| i64::from(offset_minutes) - i64::from(zone));
        Some(Self::at(date.to_datetime(time).checked_add(ahead.minutes()).ok()?, offset_minutes))
    }

    /// Reads only the day of a date or a date with time, as it is written.
    pub(crate) fn parse_day(text: &str) -> Option<Self> {
        let date = text.trim().split('T').next()?;
        if has_four_digit_year(date) { parse_date(date).map(Self::day) } else { None }
    }

    /// Reads a time of day alone, into local time.
    pub fn parse_time(text: &str, offset_minutes: i32) -> Option<Time> {
        let (time, zone) = parse_time_and_zone(text.trim())?;
        let ahead = zone.map_or(0, |zone| i64::from(offset_minutes) - i64::from(zone));
        Some(time.wrapping_add(ahead.minutes()))
    }

    /// The moment that is so many days from 1970-01-01T00:00Z, seen from local time.
    pub fn from_days(days: f64, offset_minutes: i32) -> Option<Self> {
        if !days.is_finite() || days.abs() > MOST_DAYS {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "bounded above, so the milliseconds fit")]
        let milliseconds = (days * MILLISECONDS_A_DAY) as i64;
        let local = epoch().checked_add(milliseconds.milliseconds()).ok()?;
        Some(Self::at(local.checked_add(i64::from(offset_minutes).minutes()).ok()?, offset_minutes))
    }

    /// The local day that is so many whole days from 1970-01-01; a fraction is dropped.
    pub fn from_whole_days(days: f64) -> Option<Self> {
        if !days.is_finite() || days.abs() > MOST_DAYS {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
        let days = days as i64;
        epoch().checked_add(Span::new().days(days)).ok().map(|local| Self::day(local.date()))
    }

    /// Whole days from 1970-01-01 to the local day.
    pub fn days(&self) -> f64 {
        milliseconds_since_epoch(self.local.date().to_datetime(Time::midnight())) / MILLISECONDS_A_DAY
    }

    /// Days from 1970-01-01T00:00Z, with the time of day as a fraction.
    pub fn decimal_days(&self, offset_minutes: i32) -> f64 {
        (milliseconds_since_epoch(self.local) - f64::from(offset_minutes) * 60_000.0) / MILLISECONDS_A_DAY
    }

    /// Days from local midnight of 1970-01-01, with the time of day as a fraction.
    pub(crate) fn local_days(&self) -> f64 {
        milliseconds_since_epoch(self.local) / MILLISECONDS_A_DAY
    }

    /// The local time of day as a fraction of a day.
    pub fn day_fraction(&self) -> f64 {
        // By way of all days, because JavaRosa's rounding is part of what it gives.
        let days = self.local_days();
        days - days.floor()
    }
}

/// A time of day as a fraction of a day.
pub(crate) fn time_fraction(time: Time) -> f64 {
    Moment::at(epoch().date().to_datetime(time), 0).day_fraction()
}

fn epoch() -> DateTime {
    DateTime::constant(1970, 1, 1, 0, 0, 0, 0)
}

fn milliseconds_since_epoch(local: DateTime) -> f64 {
    let whole = local.duration_since(epoch()).as_millis();
    // Below 2^53 for every year that a date can have.
    whole as f64
}

fn has_four_digit_year(text: &str) -> bool {
    text.find('-') == Some(4)
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(digits(year)?, i8::try_from(digits(month)?).ok()?, i8::try_from(digits(day)?).ok()?).ok()
}

/// At most four digits and nothing else.
fn digits(text: &str) -> Option<i16> {
    let plain = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn parse_time_and_zone(text: &str) -> Option<(Time, Option<i32>)> {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return Some((parse_clock(time)?, Some(0)));
    }
    match text.rfind(['+', '-']) {
        None => Some((parse_clock(text)?, None)),
        Some(at) => {
            let (time, zone) = text.split_at_checked(at)?;
            Some((parse_clock(time)?, Some(parse_zone(zone)?)))
        }
    }
}

fn parse_clock(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let (second, fraction) = match parts.next() {
        None => ("0", ""),
        Some(seconds) => seconds.split_once('.').unwrap_or((seconds, "")),
    };
    if parts.next().is_some() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let milliseconds: String = fraction.chars().chain(std::iter::repeat('0')).take(3).collect();
    let small = |part: &str| digits(part).and_then(|number| i8::try_from(number).ok());
    let nanoseconds = milliseconds.parse::<i32>().ok()? * 1_000_000;
    Time::new(small(hour)?, small(minute)?, small(second)?, nanoseconds).ok()
}

fn parse_zone(text: &str) -> Option<i32> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let unsigned = text.get(1..)?;
    let (hours, minutes) = match unsigned.split_once(':') {
        Some(both) => both,
        None if unsigned.len() == 4 => unsigned.split_at_checked(2)?,
        None => (unsigned, "0"),
    };
    let (hours, minutes) = (i32::from(digits(hours)?), i32::from(digits(minutes)?));
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = (self.local.date(), self.local.time());
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())?;
        let Some(offset) = self.offset_minutes else { return Ok(()) };
        let sign = if offset < 0 { '-' } else { '+' };
        write!(
            f,
            "T{:02}:{:02}:{:02}.{:03}{sign}{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second(),
            time.millisecond(),
            offset.abs() / 60,
            offset.abs() % 60
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_dates_and_times() {
        let cases = [
            ("2019-07-04", "2019-07-04"),
            ("1970-1-2", "1970-01-02"),
            ("2019-07-04T10:20:30.123+07:00", "2019-07-04T10:20:30.123+07:00"),
            ("2019-07-04T10:20:30.123999", "2019-07-04T10:20:30.123+07:00"),
            ("2019-07-04T23:30:00Z", "2019-07-05T06:30:00.000+07:00"),
            ("2019-07-04T10:20", "2019-07-04T10:20:00.000+07:00"),
            ("2019-07-04T10:20:30-03", "2019-07-04T20:20:30.000+07:00"),
        ];
        for (text, expected) in cases {
            assert_eq!(Moment::parse(text, 420).map(|moment| moment.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "20-1-1",
            "2019-13-01",
            "1983-09-31",
            "2019-7",
            "2019-07-04T25:00",
            "04/07/2019",
            "2019-07-04Tx",
            "-01-2019",
        ] {
            assert_eq!(Moment::parse(text, 420), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whole_days_count_back_to_the_same_day(days in -100_000_i32..100_000) {
            let moment = Moment::from_whole_days(f64::from(days)).expect("in range");
            proptest::prop_assert_eq!(moment.days(), f64::from(days));
            proptest::prop_assert_eq!(Moment::parse(&moment.to_string(), 420), Some(moment));
        }
    }
}
