//! The Buddhist and the common era: which one a written year belongs to. The one home of the two-digit rule.

use crate::Date;

/// The Thai Buddhist era runs 543 years ahead of the common era. Since 1941 both begin their years on 1 January, which is the
/// only time that records here come from.
const BUDDHIST_OFFSET: i16 = 543;

/// Four-digit years taken as Buddhist (1857 to 2099 of the common era).
const BUDDHIST_YEARS: std::ops::RangeInclusive<u32> = 2400..=2642;
/// Four-digit years taken as common.
const COMMON_YEARS: std::ops::RangeInclusive<u32> = 1800..=2199;

/// Two-digit years that are common-era years, `00` to `42` being 2000 to 2042.
const SHORT_COMMON: std::ops::RangeInclusive<u32> = 0..=42;
/// Two-digit years that are Buddhist years, `43` to `82` being 2543 to 2582, that is 2000 to 2039.
const SHORT_BUDDHIST: std::ops::RangeInclusive<u32> = 43..=82;

/// The era that the text names (`พ.ศ.`, `ค.ศ.`, `BE`, `AD`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Era {
    Buddhist,
    Common,
}

/// What a written year can mean, in years of the common era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum YearReading {
    Certain(i16),
    /// Two digits that are as likely in either era.
    Either {
        common: i16,
        buddhist: i16,
    },
    OutOfRange,
}

/// The year of the Buddhist era in which a year of the common era falls: 2019 is 2562.
pub fn buddhist_year(common_year: i16) -> i16 {
    common_year.saturating_add(BUDDHIST_OFFSET)
}

/// Moves a date that was typed with its Buddhist year into a program that knows no Buddhist era (`2562-07-04` as a true date in a
/// spreadsheet) to the common era; any other date stays as it is. `None` when the day does not exist in the year that was meant.
pub fn in_common_era(date: Date) -> Option<Date> {
    let year = u32::try_from(date.year()).ok()?;
    if !BUDDHIST_YEARS.contains(&year) {
        return Some(date);
    }
    Date::new(date.year() - BUDDHIST_OFFSET, date.month(), date.day()).ok()
}

/// Decides the era of a year written with `digits` digits.
///
/// Four digits say it themselves. Two digits follow this rule, which a named era overrides:
/// * 43 to 82 are Buddhist (`62` is 2562, so 2019);
/// * 00 to 42 are common (`19` is 2019), unless the date is written in Thai words or Thai digits: then `19` may as well be 2519
///   as the 2019 of a Thai Excel, and it stays undecided;
/// * 83 to 99 stay undecided (`99` may be 1999 or 2599).
pub(crate) fn read_year(value: u32, digits: usize, era: Option<Era>, thai: bool) -> YearReading {
    let reading = match (digits, era) {
        (4, Some(Era::Buddhist)) if BUDDHIST_YEARS.contains(&value) => from_buddhist(value),
        (4, Some(Era::Common)) if COMMON_YEARS.contains(&value) => common(value),
        (4, None) if BUDDHIST_YEARS.contains(&value) => from_buddhist(value),
        (4, None) if COMMON_YEARS.contains(&value) => common(value),
        (2, Some(Era::Buddhist)) => from_buddhist(2500 + value),
        (2, Some(Era::Common)) => common(short_common(value)),
        (2, None) if SHORT_BUDDHIST.contains(&value) => from_buddhist(2500 + value),
        (2, None) if SHORT_COMMON.contains(&value) && !thai => common(2000 + value),
        (2, None) => either(value),
        _ => None,
    };
    reading.unwrap_or(YearReading::OutOfRange)
}

fn either(short: u32) -> Option<YearReading> {
    let common = i16::try_from(short_common(short)).ok()?;
    let buddhist = i16::try_from(2500 + short).ok()? - BUDDHIST_OFFSET;
    Some(YearReading::Either { common, buddhist })
}

fn short_common(short: u32) -> u32 {
    if SHORT_COMMON.contains(&short) { 2000 + short } else { 1900 + short }
}

fn common(year: u32) -> Option<YearReading> {
    i16::try_from(year).ok().map(YearReading::Certain)
}

fn from_buddhist(year: u32) -> Option<YearReading> {
    i16::try_from(year).ok().map(|year| YearReading::Certain(year - BUDDHIST_OFFSET))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn four_digits_say_their_era() {
        assert_eq!(read_year(2562, 4, None, false), YearReading::Certain(2019));
        assert_eq!(read_year(2019, 4, None, true), YearReading::Certain(2019));
        assert_eq!(read_year(2019, 4, Some(Era::Buddhist), true), YearReading::OutOfRange);
        assert_eq!(read_year(2300, 4, None, false), YearReading::OutOfRange);
        assert_eq!(read_year(562, 3, None, false), YearReading::OutOfRange);
    }

    #[test]
    fn two_digits_follow_the_rule_and_the_named_era_overrides_it() {
        for (value, era, thai, expected) in [
            (62, None, true, YearReading::Certain(2019)),
            (62, None, false, YearReading::Certain(2019)),
            (19, None, false, YearReading::Certain(2019)),
            (19, None, true, YearReading::Either { common: 2019, buddhist: 1976 }),
            (99, None, false, YearReading::Either { common: 1999, buddhist: 2056 }),
            (19, Some(Era::Common), true, YearReading::Certain(2019)),
            (99, Some(Era::Common), false, YearReading::Certain(1999)),
            (19, Some(Era::Buddhist), false, YearReading::Certain(1976)),
        ] {
            assert_eq!(read_year(value, 2, era, thai), expected, "{value} {era:?} {thai}");
        }
    }

    #[test]
    fn a_true_date_with_a_buddhist_year_moves_to_the_common_era() {
        assert_eq!(in_common_era(date(2562, 7, 4)), Some(date(2019, 7, 4)));
        assert_eq!(in_common_era(date(2019, 7, 4)), Some(date(2019, 7, 4)));
        // 2564 as a year of the common era is a leap year, 2021 is not.
        assert_eq!(in_common_era(date(2564, 2, 29)), None);
    }
}
