//! Whether two records tell of one thing although they are not written the same: with more or fewer details, with a name misspelt, or
//! with other numbers. Owns the comparison; what follows from it for an import is `examine`'s, sameness to the letter is `same`'s.

use super::same::{flat_record, plain};
use crate::Definition;
use crate::project::flattened;
use language::edit_distance;
use registers::Tally;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use store::Record;

/// What a record tells, taken apart for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// When it was, and the largest area it was in.
    pub(super) day_and_area: (String, String),
    /// The smaller areas, the larger first; empty where nobody said.
    areas: Vec<String>,
    /// What it is called.
    name: String,
    lines: Vec<Line>,
}

/// A line of a counting repeat: the categories that are known, and the number.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    of: BTreeMap<String, String>,
    count: u64,
}

/// How two records are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They tell the same, one perhaps in more detail.
    Same,
    /// They tell the same of nearly the same name.
    Misspelt,
    /// The day, the place and the name are the same, and the numbers are not.
    OtherNumbers,
    /// The day, the place and the numbers are the same, and the name is not.
    OtherName,
}

impl Told {
    /// What answers tell; nothing when the kind has no day, area, name or counts, or a key of its own that decides.
    pub(super) fn of_answers(definition: Definition<'_>, tally: &Tally, answers: &Json) -> Option<Self> {
        let kind = definition.kind;
        let answers = flattened(answers);
        let answer =
            |question: &str| plain(answers.get(question).and_then(|answer| answer.as_str()).unwrap_or_default());
        let areas: Vec<String> = [&kind.place.province, &kind.place.district, &kind.place.subdistrict]
            .into_iter()
            .flatten()
            .map(|question| answer(question))
            .collect();
        let (largest, smaller) = areas.split_first()?;
        let day = answer(kind.date_question.as_deref()?);
        let name = kind.label.questions().map(answer).collect::<Vec<_>>().join(" ");
        if kind.key.is_some() || day.is_empty() || largest.is_empty() || name.is_empty() {
            return None;
        }
        let rows = answers.get(tally.repeat.rsplit('/').next().unwrap_or_default()).and_then(|rows| rows.as_array());
        let lines = rows.into_iter().flatten().filter_map(|row| line(tally, row)).collect();
        Some(Self { day_and_area: (day, largest.clone()), areas: smaller.to_vec(), name, lines })
    }

    /// What a kept record tells.
    pub(super) fn of_record(definition: Definition<'_>, tally: &Tally, record: &Record) -> Option<Self> {
        Self::of_answers(definition, tally, &flat_record(record))
    }

    /// How many people it counts.
    pub(super) fn people(&self) -> u64 {
        self.lines.iter().map(|line| line.count).sum()
    }

    /// How two records are alike; `None` when nothing says that they are one.
    pub(super) fn likeness(&self, other: &Self) -> Option<Likeness> {
        let may_be_one_place = |(one, other): (&String, &String)| one == other || one.is_empty() || other.is_empty();
        if self.day_and_area != other.day_and_area || !self.areas.iter().zip(&other.areas).all(may_be_one_place) {
            return None;
        }
        let same_numbers = refines(&self.lines, &other.lines) || refines(&other.lines, &self.lines);
        let counted = !self.lines.is_empty() && !other.lines.is_empty();
        match (self.name == other.name, same_numbers) {
            (true, true) => Some(Likeness::Same),
            (true, false) => Some(Likeness::OtherNumbers),
            (false, true) if counted && is_nearly(&self.name, &other.name) => Some(Likeness::Misspelt),
            (false, true) if counted && self.lines == other.lines => Some(Likeness::OtherName),
            _ => None,
        }
    }
}

/// A line without what it leaves open; nothing when it counts nobody.
fn line(tally: &Tally, row: &Json) -> Option<Line> {
    let count: u64 = row.get(tally.count.as_str())?.as_str()?.parse().ok().filter(|count| *count > 0)?;
    let known = tally.dimensions.iter().filter_map(|dimension| {
        let answer = row.get(dimension.question.as_str())?.as_str()?;
        let is_open = answer.is_empty() || answer == "unknown" || Some(answer) == dimension.unspecified.as_deref();
        (!is_open).then(|| (dimension.question.clone(), answer.to_owned()))
    });
    Some(Line { of: known.collect(), count })
}

/// Whether `fine` tells the people of `coarse` apart, or tells the same: every line of it belongs to the most telling line of `coarse`
/// that it agrees with, and each of those sums its own.
fn refines(fine: &[Line], coarse: &[Line]) -> bool {
    let mut sums = vec![0_u64; coarse.len()];
    for line in fine {
        let agrees =
            |of: &BTreeMap<String, String>| of.iter().all(|(question, code)| line.of.get(question) == Some(code));
        let fitting = coarse.iter().enumerate().filter(|(_, other)| agrees(&other.of));
        let Some((index, _)) = fitting.max_by_key(|(_, other)| other.of.len()) else { return false };
        if let Some(sum) = sums.get_mut(index) {
            *sum += line.count;
        }
    }
    sums.iter().zip(coarse).all(|(sum, line)| *sum == line.count)
}

/// Longer names are not compared letter by letter.
const LONGEST: usize = 120;
/// Letters from which on a word may have a wrong one.
const LONG_WORD: usize = 4;

/// Whether two names are one, a word misspelt or a word more in one of them. Numbers and single letters tell places apart: `School A`
/// and `School B`, `ชุมชน 1` and `ชุมชน 2`.
fn is_nearly(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (shorter, longer) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let letters = |words: &[String]| words.iter().map(|word| word.chars().count()).sum::<usize>();
    if shorter.is_empty() || letters(longer) > LONGEST {
        return false;
    }
    if shorter.len() == longer.len() {
        return shorter.iter().zip(longer).all(|(one, other)| is_near_word(one, other));
    }
    let more = longer.len() - shorter.len();
    let tells_apart = |word: &String| word.chars().count() < 2 || word.chars().any(char::is_numeric);
    (0..=more).any(|start| {
        let mut inside = longer.iter().skip(start).zip(shorter);
        let around = longer.iter().take(start).chain(longer.iter().skip(start + shorter.len()));
        inside.all(|(one, other)| one == other) && !around.clone().any(tells_apart)
    })
}

/// The words of a name. Dots belong to a word, so that `ร.ร.` is one; Thai, which has no spaces, is few and long ones.
fn words(name: &str) -> Vec<String> {
    let parts = language::to_ascii_digits(name).to_lowercase();
    let words = parts.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '(' | ')' | '-' | '/'));
    words.map(|word| word.replace('.', "")).filter(|word| !word.is_empty()).collect()
}

fn is_near_word(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let digits = |word: &str| word.chars().filter(|letter| letter.is_numeric()).collect::<String>();
    let (left, right): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    digits(one) == digits(other) && left.len().min(right.len()) >= LONG_WORD && edit_distance(&left, &right) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(of: &[(&str, u64)]) -> Vec<Line> {
        let categories = |written: &str| {
            let pairs = written.split(' ').filter_map(|pair| pair.split_once('='));
            pairs.map(|(question, code)| (question.to_owned(), code.to_owned())).collect()
        };
        of.iter().map(|(written, count)| Line { of: categories(written), count: *count }).collect()
    }

    fn told(areas: &[&str], name: &str, of: &[(&str, u64)]) -> Told {
        let day_and_area = ("2019-07-04".to_owned(), "50".to_owned());
        let areas = areas.iter().map(|area| (*area).to_owned()).collect();
        Told { day_and_area, areas, name: name.to_owned(), lines: lines(of) }
    }

    #[test]
    fn details_may_be_missing_and_names_misspelt() {
        let kinds: &[(&str, u64)] = &[("kind=students", 30), ("kind=teachers", 2)];
        let sexes: &[(&str, u64)] = &[("kind=students sex=f", 10), ("kind=students sex=m", 20), ("kind=teachers", 2)];
        let first = told(&["5009", ""], "district school", kinds);
        for (other, expected) in [
            (told(&["5009", ""], "district school", kinds), Some(Likeness::Same)),
            (told(&["", ""], "district school", kinds), Some(Likeness::Same)),
            (told(&["5009", "500901"], "district school", sexes), Some(Likeness::Same)),
            (told(&["5009", ""], "district school", &[("", 32)]), Some(Likeness::Same)),
            (told(&["5009", ""], "distrikt school", kinds), Some(Likeness::Misspelt)),
            (told(&["5009", ""], "ร.ร. district school", kinds), Some(Likeness::Misspelt)),
            (
                told(&["5009", ""], "district school", &[("kind=students", 31), ("kind=teachers", 2)]),
                Some(Likeness::OtherNumbers),
            ),
            (told(&["5009", ""], "district school", &[]), Some(Likeness::OtherNumbers)),
            (told(&["5009", ""], "โรงเรียนฝาง", kinds), Some(Likeness::OtherName)),
            (told(&["5007", ""], "district school", kinds), None),
            (told(&["5009", ""], "distrikt school", &[("kind=students", 31)]), None),
        ] {
            assert_eq!(first.likeness(&other), expected, "{other:?}");
            assert_eq!(other.likeness(&first), expected, "{other:?}");
        }
        let girls = told(&[], "school", &[("kind=students sex=f", 30)]);
        let boys = told(&[], "school", &[("kind=students sex=m", 30)]);
        assert_eq!(girls.likeness(&boys), Some(Likeness::OtherNumbers), "a session for girls and one for boys are two");
    }

    #[test]
    fn what_tells_places_apart_is_no_misspelling() {
        for (one, other, expected) in [
            ("highland village", "higland village", true),
            ("highland village", "highland village, mae la noi", true),
            ("บ้านแม่สามแลบ", "บ้านแม่สามแรบ", true),
            ("ร.ร.ฝาง", "รร.ฝาง", true),
            ("school a", "school b", false),
            ("school", "school b", false),
            ("municipal school 1", "municipal school 2", false),
            ("municipal school", "municipal school 2", false),
            ("โรงเรียนเทศบาล1", "โรงเรียนเทศบาล2", false),
            ("highland village", "highland school", false),
            ("", "school", false),
        ] {
            assert_eq!(is_nearly(one, other), expected, "{one} {other}");
        }
    }
}
