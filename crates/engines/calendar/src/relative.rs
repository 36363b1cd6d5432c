//! A date said from today: "tomorrow", "3 days late". Owns the choice of words; today comes from the caller.

use crate::Date;
use crate::problem::date_label;
use language::Message;

/// Beyond this many days a count is harder to grasp than the date itself.
const COUNTED_DAYS: i64 = 60;

/// Where a day lies, seen from today: "today", "tomorrow", "in 3 days", "yesterday", "3 days ago"; the date itself beyond sixty
/// days.
pub fn relative_day(date: Date, today: Date) -> Message {
    match days_between(today, date) {
        0 => Message::new("calendar-today"),
        1 => Message::new("calendar-tomorrow"),
        -1 => Message::new("calendar-yesterday"),
        days @ 2..=COUNTED_DAYS => Message::new("calendar-in-days").with("days", days),
        days if (-COUNTED_DAYS..0).contains(&days) => Message::new("calendar-days-ago").with("days", -days),
        _ => Message::new("calendar-on-date").with("date", date_label(date)),
    }
}

/// How a due date stands today: "due today", "due tomorrow", "due in 3 days", "3 days late"; with the date itself when it is due
/// in more than sixty days. Lateness is always counted.
pub fn deadline(due: Date, today: Date) -> Message {
    match days_between(today, due) {
        0 => Message::new("calendar-due-today"),
        1 => Message::new("calendar-due-tomorrow"),
        days if days < 0 => Message::new("calendar-days-late").with("days", -days),
        days @ 2..=COUNTED_DAYS => Message::new("calendar-due-in-days").with("days", days),
        _ => Message::new("calendar-due-on-date").with("date", date_label(due)),
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use language::{Lang, say};

    #[test]
    fn days_are_said_from_today() {
        let today = date(2019, 7, 4);
        for (other, english, thai) in [
            (date(2019, 7, 4), "today", "วันนี้"),
            (date(2019, 7, 5), "tomorrow", "พรุ่งนี้"),
            (date(2019, 7, 3), "yesterday", "เมื่อวานนี้"),
            (date(2019, 7, 7), "in 3 days", "อีก 3 วัน"),
            (date(2019, 7, 1), "3 days ago", "3 วันที่แล้ว"),
            (date(2020, 7, 4), "on 4 July 2020", "วันที่ 4 กรกฎาคม 2563"),
        ] {
            assert_eq!(say(Lang::En, &relative_day(other, today)), english);
            assert_eq!(say(Lang::Th, &relative_day(other, today)), thai);
        }
    }

    #[test]
    fn deadlines_say_how_late() {
        let today = date(2019, 7, 4);
        for (due, english, thai) in [
            (date(2019, 7, 4), "due today", "ครบกำหนดวันนี้"),
            (date(2019, 7, 5), "due tomorrow", "ครบกำหนดพรุ่งนี้"),
            (date(2019, 7, 9), "due in 5 days", "ครบกำหนดในอีก 5 วัน"),
            (date(2019, 7, 3), "1 day late", "เลยกำหนด 1 วัน"),
            (date(2019, 7, 1), "3 days late", "เลยกำหนด 3 วัน"),
            (date(2018, 7, 4), "365 days late", "เลยกำหนด 365 วัน"),
            (date(2019, 12, 31), "due on 31 December 2019", "ครบกำหนดวันที่ 31 ธันวาคม 2562"),
        ] {
            assert_eq!(say(Lang::En, &deadline(due, today)), english);
            assert_eq!(say(Lang::Th, &deadline(due, today)), thai);
        }
    }
}
