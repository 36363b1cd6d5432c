//! Several counts in one cell: numbers in turn (`100/20`), or in words (`นักเรียน 296 คน ครู 13 คน`). Owns taking such cells apart.

use crate::cell::count_of;
use crate::count_heading::CountWords;
use crate::key::key;
use crate::plan::Categories;
use language::to_ascii_digits;
use sheets::Value;

/// What stands between numbers that are told in turn.
const BETWEEN_NUMBERS: &[char] = &['/', '+', ':', ';', ',', '|', '\n'];

/// The numbers of a cell that tells as many in turn; `None` when it does not.
pub(crate) fn numbers_in(value: &Value, count: usize) -> Option<Vec<Option<u64>>> {
    let Value::Text(text) = value else { return None };
    let pieces: Vec<&str> = text.split(BETWEEN_NUMBERS).map(str::trim).collect();
    let number = |piece: &&str| match *piece {
        "" => None,
        piece => count_of(&Value::Text(piece.to_owned())).ok(),
    };
    (pieces.len() == count).then(|| pieces.iter().map(number).collect()).flatten()
}

/// Whom a cell counts in words, and how many; `None` unless all of it is understood.
pub(crate) fn in_words(words: &CountWords<'_>, text: &str) -> Option<Vec<(Categories, u64)>> {
    let (between, numbers) = apart(text)?;
    let said: Vec<Categories> = between.iter().map(|text| said(words, text)).collect::<Option<_>>()?;
    let (first, last) = (said.first()?, said.last()?);
    // `นักเรียน 296 คน ครู 13 คน` says whom before each number, `296 students, 13 teachers` behind it.
    let of = match (first.is_empty(), last.is_empty()) {
        (false, true) => said.get(..numbers.len())?,
        (true, false) => said.get(1..)?,
        _ => return None,
    };
    if of.len() != numbers.len() || of.iter().any(Categories::is_empty) {
        return None;
    }
    Some(of.iter().cloned().zip(numbers).collect())
}

/// The categories that a text between numbers names; none when it is only noise, `None` when it says something else.
fn said(words: &CountWords<'_>, text: &str) -> Option<Categories> {
    let own = key(text);
    if own.is_empty() {
        return Some(Categories::new());
    }
    let reading = words.read(&own)?;
    (reading.is_of_one() || reading.is_of_nobody()).then_some(reading.of)
}

/// The texts before, between and behind the numbers of a text, and the numbers.
fn apart(text: &str) -> Option<(Vec<String>, Vec<u64>)> {
    let plain = to_ascii_digits(text);
    let (mut texts, mut numbers) = (vec![String::new()], Vec::new());
    let mut rest = plain.as_ref();
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|letter: char| !letter.is_ascii_digit() && letter != ',').unwrap_or(rest.len());
        // A comma that nothing follows separates.
        let digits = rest.get(..length)?.trim_end_matches(',');
        if first.is_ascii_digit() {
            numbers.push(count_of(&Value::Text(digits.to_owned())).ok().flatten()?);
            texts.push(String::new());
            rest = rest.get(digits.len()..)?;
        } else {
            texts.last_mut()?.push(first);
            rest = rest.get(first.len_utf8()..)?;
        }
    }
    (!numbers.is_empty()).then_some((texts, numbers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::schema;

    #[test]
    fn numbers_in_turn_are_taken_apart() {
        for (text, count, expected) in [
            ("100/20", 2, Some(vec![Some(100), Some(20)])),
            ("๑๐๐ / -", 2, Some(vec![Some(100), None])),
            ("100+20+3", 3, Some(vec![Some(100), Some(20), Some(3)])),
            ("100", 2, None),
            ("100/", 2, None),
            ("100/20/3", 2, None),
            ("100/many", 2, None),
        ] {
            assert_eq!(numbers_in(&Value::Text(text.to_owned()), count), expected, "{text}");
        }
        assert_eq!(numbers_in(&Value::Number(100.0), 2), None);
    }

    #[test]
    fn counts_in_words_are_taken_apart_or_left() {
        let schema = schema();
        let words = CountWords::new(&schema.tallies[0]);
        let found = |text: &str| {
            let lines = in_words(&words, text)?;
            let line = |(of, count): &(Categories, u64)| format!("{} {count}", of["participant_kind"]);
            Some(lines.iter().map(line).collect::<Vec<_>>().join(", "))
        };
        for (text, expected) in [
            ("นักเรียน 296 คน ครู 13 คน", Some("students 296, teachers 13")),
            ("นร. ๒๙๖ ครู ๑๓", Some("students 296, teachers 13")),
            ("296 students, 13 teachers and 2 parents", Some("students 296, teachers 13, parents 2")),
            ("นักเรียน จำนวน 1,296 คน", Some("students 1296")),
            ("Students: 296; Teachers: 13", Some("students 296, teachers 13")),
            ("296", None),
            ("นักเรียน", None),
            ("นักเรียน 296 คน ครู", None),
            ("นักเรียน 296 คน พระ 3 รูป", None),
            ("ชั้น ป.6 จำนวน 30 คน", None),
        ] {
            assert_eq!(found(text).as_deref(), expected, "{text}");
        }
    }
}
