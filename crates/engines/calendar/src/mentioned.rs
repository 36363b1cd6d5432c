//! The month and the year that a title, a heading of rows or the name of a sheet speaks of, to complete the dates below it. Owns
//! finding them inside other words; whole dates are `parse`'s.

use crate::era::{YearReading, read_year};
use crate::names::{NameIn, month_names};
use language::to_ascii_digits;
use std::sync::LazyLock;

static NAMES: LazyLock<Vec<NameIn>> = LazyLock::new(month_names);

/// Longer texts are no titles; looking at no more of them keeps hostile input cheap. Unit: characters.
const LONGEST: usize = 200;

/// Years that a title may speak of: its numbers are also those of laws, buildings and telephones.
const YEARS: std::ops::RangeInclusive<i16> = 1957..=2099;

/// What texts speak of; nothing where they speak of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mentioned {
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The year of the common era.
    pub year: Option<i16>,
}

/// The one month and the one year that texts speak of together: `เดือนกรกฎาคม 2562`, `ก.ค. 62`, `Sessions of July 2019`. Texts that
/// speak of several months (`ก.ค. - ธ.ค. 2562`) or years leave that part open.
pub fn mentioned<'a>(texts: impl Iterator<Item = &'a str>) -> Mentioned {
    let (mut months, mut years) = (Vec::new(), Vec::new());
    for text in texts {
        scan(text, &mut months, &mut years);
    }
    Mentioned { month: only(&mut months), year: only(&mut years) }
}

fn only<T: Ord + Copy>(found: &mut Vec<T>) -> Option<T> {
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

fn scan(text: &str, months: &mut Vec<u8>, years: &mut Vec<i16>) {
    let plain: String = to_ascii_digits(text).chars().take(LONGEST).collect::<String>().to_lowercase();
    let thai = plain.chars().any(|character| matches!(character, '\u{0E00}'..='\u{0E7F}'));
    let mut rest = plain.as_str();
    let mut letter_before = false;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            years.extend(year_of(&digits, thai).filter(|_| digits.len() == 4));
            rest = rest.get(digits.len()..).unwrap_or_default();
            letter_before = false;
            continue;
        }
        let named = NAMES.iter().find(|name| rest.starts_with(name.written.as_str()));
        if let Some((name, after)) = named.and_then(|name| Some((name, rest.strip_prefix(name.written.as_str())?))) {
            let year = year_behind(after, thai);
            let stands_alone = !letter_before && !after.starts_with(|next: char| next.is_alphabetic());
            if name.is_telling || stands_alone && year.is_some() {
                months.push(name.month);
                years.extend(year);
                rest = after;
                letter_before = false;
                continue;
            }
        }
        letter_before = first.is_alphabetic();
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
}

/// The year right behind a month: four digits, or two that can be no day.
fn year_behind(after: &str, thai: bool) -> Option<i16> {
    let number = after
        .trim_start_matches(|character: char| !character.is_alphanumeric())
        .trim_start_matches("พ.ศ.")
        .trim_start_matches("ปี")
        .trim_start();
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    let is_day = digits.len() == 2 && digits.parse::<u32>().is_ok_and(|value| value <= 31);
    year_of(&digits, thai).filter(|_| !is_day)
}

fn year_of(digits: &str, thai: bool) -> Option<i16> {
    match read_year(digits.parse().ok()?, digits.len(), None, thai) {
        YearReading::Certain(year) if matches!(digits.len(), 2 | 4) && YEARS.contains(&year) => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_their_month_and_year() {
        for (texts, month, year) in [
            (["เดือนกรกฎาคม 2562", ""], Some(7), Some(2019)),
            (["กิจกรรมเดือน กรกฎาคม พ.ศ. ๒๕๖๒ (5 ครั้ง)", ""], Some(7), Some(2019)),
            (["ก.ค. 62", ""], Some(7), Some(2019)),
            (["ทะเบียน", "ส.ค.2562"], Some(8), Some(2019)),
            (["July 2019", "Outreach"], Some(7), Some(2019)),
            (["Jul 2019", ""], Some(7), Some(2019)),
            (["May 2019", ""], Some(5), Some(2019)),
            (["กรกฎาคม", "ปี 2562"], Some(7), Some(2019)),
            (["September", ""], Some(9), None),
            (["กรกฎาคม - ธันวาคม 2562", ""], None, Some(2019)),
            (["ทะเบียน ก.ค.-ธ.ค. ๒๕๖๒", "2019"], None, Some(2019)),
            (["2561-2562", ""], None, None),
            (["You may march on", "Junction"], None, None),
            (["โทร 0812345678", "Room 1200"], None, None),
            (["", ""], None, None),
        ] {
            assert_eq!(mentioned(texts.into_iter()), Mentioned { month, year }, "{texts:?}");
        }
    }
}
