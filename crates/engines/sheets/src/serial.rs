//! Spreadsheet day numbers. Owns the arithmetic of the two date systems; not which cells hold dates (see `registers`).

use jiff::ToSpan;
use jiff::civil::{Date, Time};

/// The last day number that a spreadsheet can show: 31 December 9999.
const LAST_SERIAL: f64 = 2_958_465.0;

/// The date of a spreadsheet's day number; the fraction, which is the time of day, is dropped.
///
/// In the 1900 system day 1 is 1 January 1900 and a 29 February 1900 that never was is day 60 (ECMA-376 part 1, 18.17.4.1), so days
/// up to 60 are refused as too uncertain to be dates. In the 1904 system, of old Macintosh workbooks, day 0 is 1 January 1904.
pub fn date_from_serial(serial: f64, from_1904: bool) -> Option<Date> {
    let first = if from_1904 { 0.0 } else { 61.0 };
    if !(first..LAST_SERIAL + 1.0).contains(&serial) {
        return None;
    }
    let epoch = if from_1904 { Date::new(1904, 1, 1) } else { Date::new(1899, 12, 30) };
    // The range check above keeps the number of days well inside both integer and calendar.
    #[allow(clippy::cast_possible_truncation)]
    let days = serial.floor() as i32;
    epoch.ok()?.checked_add(days.days()).ok()
}

/// The time of day of a spreadsheet's day number, to the millisecond; a day is full of them, so midnight is one too.
pub(crate) fn time_of_day(serial: f64) -> Option<Time> {
    const MILLISECONDS: f64 = 86_400_000.0;
    if !(0.0..=LAST_SERIAL + 1.0).contains(&serial) {
        return None;
    }
    // The fraction of a day in milliseconds is well inside the integer.
    #[allow(clippy::cast_possible_truncation)]
    let milliseconds = (serial.fract() * MILLISECONDS).round() as i64;
    Time::midnight().checked_add(milliseconds.milliseconds()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn fractions_of_days_are_times() {
        let expected =
            [(0.395_833_333_333_333_3, Some(time(9, 30, 0, 0))), (41_255.0, Some(Time::midnight())), (-0.5, None)];
        for (serial, expected) in expected {
            assert_eq!(time_of_day(serial), expected, "{serial}");
        }
    }

    #[test]
    fn day_numbers_become_dates() {
        for (serial, from_1904, expected) in [
            (43_650.0, false, Some(date(2019, 7, 4))),
            (43_650.75, false, Some(date(2019, 7, 4))),
            (42_188.0, true, Some(date(2019, 7, 4))),
            (61.0, false, Some(date(1900, 3, 1))),
            (60.0, false, None),
            (0.0, true, Some(date(1904, 1, 1))),
            (-1.0, true, None),
            (LAST_SERIAL, false, Some(date(9999, 12, 31))),
            (LAST_SERIAL + 1.0, false, None),
            (f64::NAN, false, None),
            (f64::INFINITY, false, None),
        ] {
            assert_eq!(date_from_serial(serial, from_1904), expected, "{serial}");
        }
    }
}
