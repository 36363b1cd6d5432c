//! Days on which offices of the Thai state work. Owns counting them; which days are holidays is dated data in `holidays/th.txt`.

use crate::Date;
use jiff::ToSpan;
use jiff::civil::Weekday;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The holidays of the data file, and how far it goes.
struct Holidays {
    days: BTreeSet<Date>,
    known_until: Option<Date>,
}

static THAI: LazyLock<Holidays> = LazyLock::new(|| read(include_str!("../holidays/th.txt")));

fn read(text: &str) -> Holidays {
    let mut holidays = Holidays { days: BTreeSet::new(), known_until: None };
    for line in text.lines() {
        match line.split_once(' ') {
            Some(("known-until", day)) => holidays.known_until = day.parse().ok(),
            Some((day, _)) => holidays.days.extend(day.parse::<Date>().ok()),
            None => {}
        }
    }
    holidays
}

/// Whether offices of the state work on a day.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !THAI.days.contains(&day)
}

/// The day so many working days after another, which itself is not counted. `None` beyond the end of dates.
pub fn after_working_days(start: Date, count: u32) -> Option<Date> {
    let mut day = start;
    let mut left = count;
    while left > 0 {
        day = day.checked_add(1.day()).ok()?;
        left -= u32::from(is_working_day(day));
    }
    Some(day)
}

/// Whether the holidays until a day are known; beyond, only Saturdays and Sundays are left out.
pub fn knows_holidays_until(day: Date) -> bool {
    THAI.known_until.is_some_and(|known| day <= known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn weekends_and_holidays_are_left_out() {
        // Songkran of 2026 is Monday to Wednesday, 13 to 15 April.
        for (start, count, end) in [
            (date(2026, 4, 10), 0, date(2026, 4, 10)),
            (date(2026, 4, 10), 1, date(2026, 4, 16)),
            (date(2026, 4, 9), 3, date(2026, 4, 17)),
            (date(2026, 4, 11), 2, date(2026, 4, 17)),
            (date(2026, 12, 4), 1, date(2026, 12, 8)),
        ] {
            assert_eq!(after_working_days(start, count), Some(end), "{count} after {start}");
        }
        assert_eq!(after_working_days(Date::MAX, 1), None);
    }

    #[test]
    fn the_file_is_read_whole() {
        assert!(THAI.days.len() > 300, "{}", THAI.days.len());
        assert!(THAI.days.iter().all(|day| (2018..=2030).contains(&day.year())));
        assert!(knows_holidays_until(date(2030, 12, 31)) && !knows_holidays_until(date(2031, 1, 1)));
    }

    proptest! {
        #[test]
        fn the_days_between_are_as_many_as_were_counted(offset in 0..4_000_i32, count in 0..60_u32) {
            let start = date(2018, 1, 1).checked_add(offset.days()).unwrap();
            let end = after_working_days(start, count).unwrap();
            let between = start.tomorrow().unwrap().series(1.day()).take_while(|day| *day <= end);
            prop_assert_eq!(between.filter(|day| is_working_day(*day)).count(), usize::try_from(count).unwrap());
            prop_assert!(count == 0 || is_working_day(end));
        }
    }
}
