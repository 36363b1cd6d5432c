//! Reads one date from what a person wrote. Owns the grammar; the words are in `names`, the eras in `era`.

use crate::era::{Era, YearReading, read_year};
use crate::names::{Word, words};
use crate::{Date, DateProblem};
use language::to_ascii_digits;
use std::sync::LazyLock;

/// Longer texts are not dates; refusing them early keeps hostile input cheap. Unit: characters.
const LONGEST: usize = 120;

static WORDS: LazyLock<Vec<(String, Word)>> = LazyLock::new(words);

/// Which of two numbers before the year is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// `4/7/2019` is 4 July: what this region writes.
    #[default]
    DayFirst,
    /// `7/4/2019` is 4 July: what a spreadsheet set to United States customs writes.
    MonthFirst,
}

/// Reads a date: ISO (`2019-07-04`), numbers (`4/7/2562`, `4-7-62`, `4.7.2019`), words in Thai, English, Burmese, Khmer or Lao
/// (`4 ก.ค. 62`, `วันที่ 4 กรกฎาคม พ.ศ. 2562`, `July 4, 2019`), digits of any of these scripts, weekdays and a time of day ignored.
///
/// Two-digit years: `43` to `82` are Buddhist (2543 to 2582), `00` to `42` common (2000 to 2042); with Thai words or digits the
/// latter, and everywhere `83` to `99`, are refused as [`DateProblem::EitherEra`] unless an era is named.
///
/// # Errors
/// A [`DateProblem`] when the text is not exactly one existing day; where a guess is possible, the problem carries it.
pub fn parse_date(text: &str) -> Result<Date, DateProblem> {
    parse_date_in_order(text, DateOrder::DayFirst)
}

/// As [`parse_date`], for a column known to be written month first. Only dates in numbers differ.
///
/// # Errors
/// As [`parse_date`].
pub fn parse_date_in_order(text: &str, order: DateOrder) -> Result<Date, DateProblem> {
    let shown = text.trim();
    if shown.is_empty() {
        return Err(DateProblem::Empty);
    }
    let not_a_date = || DateProblem::NotADate { text: shown.chars().take(LONGEST).collect() };
    if shown.chars().count() > LONGEST {
        return Err(not_a_date());
    }
    let written = Written::scan(shown, order).ok_or_else(not_a_date)?;
    written.read()
}

/// A number or a named month, in the order written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Number { value: u32, digits: usize },
    Month(u8),
}

/// A text taken apart: its numbers and months, and what the rest of it said.
struct Written<'a> {
    text: &'a str,
    items: Vec<Item>,
    era: Option<Era>,
    /// Thai words or digits were used.
    thai: bool,
    order: DateOrder,
}

impl<'a> Written<'a> {
    /// `None` when the text holds anything that does not belong in a date.
    fn scan(text: &'a str, order: DateOrder) -> Option<Self> {
        let thai = text.chars().any(|character| matches!(character, '\u{0E00}'..='\u{0E7F}'));
        let mut written = Self { text, items: Vec::new(), era: None, thai, order };
        let plain = to_ascii_digits(text).replace("\u{0E4D}\u{0E32}", "\u{0E33}").replace("เเ", "แ").to_lowercase();
        let plain = without_time(without_remark(&plain));
        let mut word = String::new();
        let mut number = String::new();
        for character in plain.chars() {
            if character.is_ascii_digit() {
                written.take_words(&mut word)?;
                number.push(character);
            } else {
                written.take_number(&mut number)?;
                // Dots and spaces inside a word fall away, which makes `ก. ค.`, `ก.ค` and `กค` one.
                if !is_separator(character) {
                    word.push(character);
                }
            }
        }
        written.take_words(&mut word)?;
        written.take_number(&mut number)?;
        Some(written)
    }

    fn take_number(&mut self, number: &mut String) -> Option<()> {
        if !number.is_empty() {
            self.items.push(Item::Number { value: number.parse().ok()?, digits: number.len() });
            number.clear();
        }
        Some(())
    }

    fn take_words(&mut self, word: &mut String) -> Option<()> {
        let mut rest = word.as_str();
        while !rest.is_empty() {
            let (known, meaning) = WORDS.iter().find(|(known, _)| rest.starts_with(known.as_str()))?;
            match meaning {
                Word::Month(month) => self.items.push(Item::Month(*month)),
                Word::Era(era) => self.era = Some(*era),
                Word::Noise => {}
            }
            rest = rest.strip_prefix(known.as_str())?;
        }
        word.clear();
        Some(())
    }

    fn read(&self) -> Result<Date, DateProblem> {
        match *self.items.as_slice() {
            [] => Err(self.not_a_date()),
            [Item::Number { value, digits: 8 }] => self.compact(value),
            [Item::Number { .. }] => Err(self.not_a_date()),
            [_] | [_, _] => Err(DateProblem::Incomplete { text: self.text.to_owned() }),
            [first, second, third] => self.one(first, second, third),
            [from, until, month, year] => self.several((from, month, year), (until, month, year)),
            [from, from_month, until, month, year] => self.several((from, from_month, year), (until, month, year)),
            [a, b, c, d, e, f] => self.several((a, b, c), (d, e, f)),
            _ => Err(self.not_a_date()),
        }
    }

    /// `20190704`.
    fn compact(&self, value: u32) -> Result<Date, DateProblem> {
        let number = |value, digits| Item::Number { value, digits };
        self.one(number(value / 10_000, 4), number(value / 100 % 100, 2), number(value % 100, 2))
    }

    fn several(&self, first: (Item, Item, Item), last: (Item, Item, Item)) -> Result<Date, DateProblem> {
        let first = self.one(first.0, first.1, first.2).map_err(|_| self.not_a_date())?;
        let last = self.one(last.0, last.1, last.2).map_err(|_| self.not_a_date())?;
        match first.cmp(&last) {
            std::cmp::Ordering::Less => Err(DateProblem::SeveralDays { text: self.text.to_owned(), first, last }),
            std::cmp::Ordering::Equal => Ok(first),
            std::cmp::Ordering::Greater => Err(self.not_a_date()),
        }
    }

    /// Three items are day, month, year; or year first when it has four digits; or a named month first.
    fn one(&self, first: Item, second: Item, third: Item) -> Result<Date, DateProblem> {
        match (first, second, third) {
            (Item::Number { digits: 4.., .. }, month, day) => self.day(day, month, first),
            (Item::Month(_), Item::Number { .. }, year) => self.day(second, first, year),
            (Item::Number { .. }, Item::Number { .. }, year) if self.order == DateOrder::MonthFirst => {
                self.day(second, first, year)
            }
            (day, month, year) => self.day(day, month, year),
        }
    }

    fn day(&self, day: Item, month: Item, year: Item) -> Result<Date, DateProblem> {
        let (Item::Number { value: day, .. }, Item::Number { value: year, digits }) = (day, year) else {
            return Err(self.not_a_date());
        };
        match read_year(year, digits, self.era, self.thai) {
            YearReading::Certain(year) => self.date(year, month, day),
            YearReading::Either { common, buddhist } => Err(DateProblem::EitherEra {
                text: self.text.to_owned(),
                common: self.date(common, month, day)?,
                buddhist: self.date(buddhist, month, day)?,
            }),
            YearReading::OutOfRange => Err(DateProblem::YearOutOfRange { text: self.text.to_owned(), year }),
        }
    }

    fn date(&self, year: i16, month: Item, day: u32) -> Result<Date, DateProblem> {
        let text = || self.text.to_owned();
        let month_number = match month {
            Item::Month(month) => u32::from(month),
            Item::Number { value, .. } => value,
        };
        if let Some(date) = civil(year, month_number, day) {
            return Ok(date);
        }
        match (month, civil(year, day, month_number)) {
            (Item::Number { .. }, Some(meant)) => Err(DateProblem::Exchanged { text: text(), meant }),
            _ => match u8::try_from(month_number).ok().filter(|month| (1..=12).contains(month)) {
                Some(month) => Err(DateProblem::NoSuchDay { text: text(), day, month, year }),
                None => Err(DateProblem::NoSuchMonth { text: text(), month: month_number }),
            },
        }
    }

    fn not_a_date(&self) -> DateProblem {
        DateProblem::NotADate { text: self.text.to_owned() }
    }
}

fn civil(year: i16, month: u32, day: u32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '/' | '-' | '.' | ',' | '\'' | '–' | '—' | '‑' | '−' | '၊' | '။' | 'ฯ')
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}')
}

/// `4 ก.ค. 62 (ช่วงเช้า)` without the remark in brackets.
fn without_remark(text: &str) -> &str {
    match text.split_once('(') {
        Some((before, after)) if after.trim_end().ends_with(')') && !before.trim().is_empty() => before,
        _ => text,
    }
}

/// Cuts a time of day off the end: `เวลา 09.00 น.`, `09.00 น.`, `09:30`, `T09:30:00Z`.
fn without_time(text: &str) -> &str {
    if let Some((before, _)) = text.split_once("เวลา") {
        return before;
    }
    if let Some((before, _)) = text.split_once(':') {
        return before.trim_end_matches(|character: char| character.is_ascii_digit()).trim_end_matches('t');
    }
    let clock = text.trim_end().trim_end_matches('.');
    match clock.strip_suffix('น').map(str::trim_end) {
        Some(clock) => clock.trim_end_matches(|character: char| character.is_ascii_digit() || character == '.'),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn reads_the_same_day_however_it_is_written() {
        for text in [
            "2019-07-04",
            "2562-07-04",
            "2019/7/4",
            "20190704",
            "2019-07-04T09:30:00+07:00",
            "2019-07-04 00:00:00",
            "4/7/2019",
            "04/07/2562",
            "4/7/62",
            "4-7-62",
            "4.7.62",
            " 4 / 7 / 2562 ",
            "4/7/19",
            "๔/๗/๒๕๖๒",
            "4 ก.ค. 62",
            "4 ก.ค.62",
            "4 ก.ค 62",
            "4กค62",
            "4 ก. ค. 2562",
            "๔ ก.ค. ๒๕๖๒",
            "4-ก.ค.-62",
            "4/ก.ค./2562",
            "4 กรกฎาคม 2562",
            "4 กรกฏาคม 2562",
            "วันที่ 4 กรกฎาคม พ.ศ. 2562",
            "วันพฤหัสบดีที่ 4 เดือนกรกฎาคม พ.ศ.2562",
            "พฤ. 4 ก.ค. 62",
            "4 กรกฎาคม ค.ศ. 2019",
            "4 ก.ค. ค.ศ. 19",
            "4 ก.ค. 62 เวลา 09.00 น.",
            "4 ก.ค. 62 09.30 น.",
            "4 ก.ค. 62 (ช่วงเช้า)",
            "4 July 2019",
            "4 Jul 19",
            "4-Jul-2019",
            "July 4, 2019",
            "Thursday, 4th of July 2019",
            "4 July BE 2562",
            "၄ ဇူလိုင် ၂၀၁၉",
            "៤ កក្កដា ២០១៩",
            "໔ ກໍລະກົດ ໒໐໑໙",
            "ថ្ងៃទី៤ ខែកក្កដា ឆ្នាំ២០១៩",
            "၂၀၁၉ ခုနှစ် ဇူလိုင်လ ၄ ရက်",
        ] {
            assert_eq!(parse_date(text), Ok(date(2019, 7, 4)), "{text}");
        }
    }

    #[test]
    fn reads_every_thai_month_long_and_short() {
        for (month, names) in [
            (1, ["มกราคม", "ม.ค."]),
            (2, ["กุมภาพันธ์", "ก.พ."]),
            (3, ["มีนาคม", "มี.ค."]),
            (4, ["เมษายน", "เม.ย."]),
            (5, ["พฤษภาคม", "พ.ค."]),
            (6, ["มิถุนายน", "มิ.ย."]),
            (7, ["กรกฎาคม", "ก.ค."]),
            (8, ["สิงหาคม", "ส.ค."]),
            (9, ["กันยายน", "ก.ย."]),
            (10, ["ตุลาคม", "ต.ค."]),
            (11, ["พฤศจิกายน", "พ.ย."]),
            (12, ["ธันวาคม", "ธ.ค."]),
        ] {
            for name in names {
                assert_eq!(parse_date(&format!("9 {name} 2562")), Ok(date(2019, month, 9)), "{name}");
            }
        }
    }

    #[test]
    fn a_leap_day_is_judged_in_the_common_era() {
        assert_eq!(parse_date("29/2/2563"), Ok(date(2020, 2, 29)));
        assert!(matches!(parse_date("29/2/2562"), Err(DateProblem::NoSuchDay { day: 29, month: 2, year: 2019, .. })));
    }

    #[test]
    fn refuses_what_is_not_exactly_one_day() {
        let either = |common, buddhist| DateProblem::EitherEra { text: String::new(), common, buddhist };
        let several = |first, last| DateProblem::SeveralDays { text: String::new(), first, last };
        for (text, expected) in [
            ("", DateProblem::Empty),
            ("  ", DateProblem::Empty),
            ("-", DateProblem::NotADate { text: String::new() }),
            ("soon", DateProblem::NotADate { text: String::new() }),
            ("43650", DateProblem::NotADate { text: String::new() }),
            ("4 ก.ค. 62 โรงเรียน", DateProblem::NotADate { text: String::new() }),
            ("5-4 ก.ค. 62", DateProblem::NotADate { text: String::new() }),
            ("1 2 3 4 5 6 7", DateProblem::NotADate { text: String::new() }),
            ("4 ก.ค.", DateProblem::Incomplete { text: String::new() }),
            ("ก.ค. 62", DateProblem::Incomplete { text: String::new() }),
            ("2562", DateProblem::NotADate { text: String::new() }),
            ("13/13/2562", DateProblem::NoSuchMonth { text: String::new(), month: 13 }),
            ("31 มิ.ย. 62", DateProblem::NoSuchDay { text: String::new(), day: 31, month: 6, year: 2019 }),
            ("0/7/2562", DateProblem::NoSuchDay { text: String::new(), day: 0, month: 7, year: 2019 }),
            ("4/7/2300", DateProblem::YearOutOfRange { text: String::new(), year: 2300 }),
            ("4/7/562", DateProblem::YearOutOfRange { text: String::new(), year: 562 }),
            ("7/13/2019", DateProblem::Exchanged { text: String::new(), meant: date(2019, 7, 13) }),
            ("4 ก.ค. 19", either(date(2019, 7, 4), date(1976, 7, 4))),
            ("4/7/99", either(date(1999, 7, 4), date(2056, 7, 4))),
            ("4-5 ก.ค. 62", several(date(2019, 7, 4), date(2019, 7, 5))),
            ("30 มิ.ย. - 2 ก.ค. 62", several(date(2019, 6, 30), date(2019, 7, 2))),
            ("4/7/62 - 6/7/62", several(date(2019, 7, 4), date(2019, 7, 6))),
            ("4 ถึง 5 กรกฎาคม 2562", several(date(2019, 7, 4), date(2019, 7, 5))),
        ] {
            let found = parse_date(text).expect_err(text);
            assert_eq!(without_text(found), expected, "{text}");
        }
    }

    #[test]
    fn a_column_written_month_first_is_read_so() {
        assert_eq!(parse_date_in_order("7/4/2019", DateOrder::MonthFirst), Ok(date(2019, 7, 4)));
        assert_eq!(parse_date_in_order("4 ก.ค. 62", DateOrder::MonthFirst), Ok(date(2019, 7, 4)));
        assert_eq!(parse_date_in_order("2019-07-04", DateOrder::MonthFirst), Ok(date(2019, 7, 4)));
        assert!(matches!(
            parse_date_in_order("13/7/2019", DateOrder::MonthFirst),
            Err(DateProblem::Exchanged { meant, .. }) if meant == date(2019, 7, 13)
        ));
    }

    fn without_text(mut problem: DateProblem) -> DateProblem {
        match &mut problem {
            DateProblem::Empty => {}
            DateProblem::NotADate { text }
            | DateProblem::Incomplete { text }
            | DateProblem::NoSuchMonth { text, .. }
            | DateProblem::NoSuchDay { text, .. }
            | DateProblem::YearOutOfRange { text, .. }
            | DateProblem::EitherEra { text, .. }
            | DateProblem::Exchanged { text, .. }
            | DateProblem::SeveralDays { text, .. } => text.clear(),
        }
        problem
    }

    proptest! {
        #[test]
        fn never_fails_hard(text in "\\PC{0,60}") {
            let _outcome = parse_date(&text);
        }
    }
}
