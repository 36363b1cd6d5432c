//! Reads one date from what a person wrote. Owns taking the text apart; what its numbers and months mean together is in `arrange`,
//! the words are in `names`.

use crate::arrange::{Item, Written};
use crate::era::Era;
use crate::names::{Word, misspelt_month, words};
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
/// (`4 ก.ค. 62`, `วันที่ 4 กรกฎาคม พ.ศ. 2562`, `July 4, 2019`), digits of any of these scripts, weekdays and a time of day ignored. A
/// month's name may have one wrong letter where that leaves no doubt (`ตุลาคน`).
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
    let scan = Scan::of(shown).ok_or_else(not_a_date)?;
    let thai = shown.chars().any(|character| matches!(character, '\u{0E00}'..='\u{0E7F}'));
    Written { text: shown, items: &scan.items, slashed: &scan.slashed, era: scan.era, thai, order }.read()
}

/// A text taken apart: its numbers and months, and what the rest of it said.
struct Scan {
    items: Vec<Item>,
    /// Whether a slash or dot stands between each item and the one before it.
    slashed: Vec<bool>,
    era: Option<Era>,
}

impl Scan {
    /// `None` when the text holds anything that does not belong in a date.
    fn of(text: &str) -> Option<Self> {
        let mut scan = Self { items: Vec::new(), slashed: Vec::new(), era: None };
        let plain = to_ascii_digits(text).replace("\u{0E4D}\u{0E32}", "\u{0E33}").replace("เเ", "แ").to_lowercase();
        let plain = without_time(without_remark(&plain));
        let (mut word, mut number, mut slashed) = (String::new(), String::new(), false);
        for character in plain.chars() {
            if character.is_ascii_digit() {
                scan.take_words(&mut word, &mut slashed)?;
                number.push(character);
                continue;
            }
            scan.take_number(&mut number, &mut slashed)?;
            slashed |= matches!(character, '/' | '.');
            // Dots and spaces inside a word fall away, which makes `ก. ค.`, `ก.ค` and `กค` one.
            if !is_separator(character) {
                word.push(character);
            }
        }
        scan.take_words(&mut word, &mut slashed)?;
        scan.take_number(&mut number, &mut slashed)?;
        Some(scan)
    }

    fn push(&mut self, item: Item, slashed: &mut bool) {
        self.items.push(item);
        self.slashed.push(std::mem::take(slashed));
    }

    fn take_number(&mut self, number: &mut String, slashed: &mut bool) -> Option<()> {
        if !number.is_empty() {
            self.push(Item::Number { value: number.parse().ok()?, digits: number.len() }, slashed);
            number.clear();
        }
        Some(())
    }

    fn take_words(&mut self, word: &mut String, slashed: &mut bool) -> Option<()> {
        let whole = std::mem::take(word);
        let mut months = Vec::new();
        let mut rest = whole.as_str();
        while !rest.is_empty() {
            let Some((known, meaning)) = WORDS.iter().find(|(known, _)| rest.starts_with(known.as_str())) else {
                months = vec![misspelt_month(&whole)?];
                break;
            };
            match meaning {
                Word::Month(month) => months.push(*month),
                Word::Era(era) => self.era = Some(*era),
                Word::Noise => {}
            }
            rest = rest.strip_prefix(known.as_str())?;
        }
        for month in months {
            self.push(Item::Month(month), slashed);
        }
        Some(())
    }
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
            "4 กรกฎาคน 2562",
            "4 Jully 2019",
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
            ("4-5/7/62", several(date(2019, 7, 4), date(2019, 7, 5))),
            ("4, 5, 6 ก.ค. 62", several(date(2019, 7, 4), date(2019, 7, 6))),
            ("4,5,6/7/62", several(date(2019, 7, 4), date(2019, 7, 6))),
            ("30/6-2/7/62", several(date(2019, 6, 30), date(2019, 7, 2))),
            ("July 4-5, 2019", several(date(2019, 7, 4), date(2019, 7, 5))),
            ("Jul 11 and 12, 2019", several(date(2019, 7, 11), date(2019, 7, 12))),
            ("June 30 - July 2, 2019", several(date(2019, 6, 30), date(2019, 7, 2))),
            ("2019-07-04 - 2019-07-06", several(date(2019, 7, 4), date(2019, 7, 6))),
            ("6, 5 ก.ค. 62", DateProblem::NotADate { text: String::new() }),
            ("4 Juny 2019", DateProblem::NotADate { text: String::new() }),
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
