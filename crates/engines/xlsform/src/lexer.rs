//! The words of an expression, as coarsely as a form's texts need them: whether a default has to be worked out, and where an
//! `instance(…)` path stands in a label. Follows pyxform's ordered list of word kinds, where the first that fits wins; it is no
//! XPath parser and refuses nothing.

use crate::names::references;
use std::ops::Range;
use xml::name_length;

/// What a word is. Kinds that nothing asks for are all [`Word::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// `*`, `+`, `-`, ` mod `, ` div `
    Operator,
    /// `|`
    Union,
    /// `${…}`
    Reference,
    /// A name with its bracket: `once(`
    Call,
    /// A name with its bracket: `item[`
    PredicateStart,
    /// `]`
    PredicateEnd,
    /// `)`
    CloseBracket,
    /// `/`
    Slash,
    /// A text in quotes.
    Quoted,
    /// White space.
    Space,
    /// Anything else.
    Other,
}

/// The words of a text, in order, each with its place in bytes.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (Word, Range<usize>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..).filter(|rest| !rest.is_empty())?;
        let (word, length) = first_word(rest);
        let range = from..from + length;
        from += length;
        Some((word, range))
    })
}

fn first_word(text: &str) -> (Word, usize) {
    let bytes = text.as_bytes();
    if let Some(length) = date_or_time(bytes).or_else(|| number(bytes)) {
        return (Word::Other, length);
    }
    match bytes.first() {
        Some(b'*' | b'+' | b'-') => return (Word::Operator, 1),
        Some(b' ') if text.starts_with(" mod ") || text.starts_with(" div ") => return (Word::Operator, 5),
        Some(b' ') if text.starts_with(" and ") => return (Word::Other, 5),
        Some(b' ') if text.starts_with(" or ") => return (Word::Other, 4),
        Some(b'|') => return (Word::Union, 1),
        Some(b')') => return (Word::CloseBracket, 1),
        Some(b'/') => return (Word::Slash, 1),
        Some(b']') => return (Word::PredicateEnd, 1),
        Some(b'.') => return (Word::Other, if text.starts_with("..") { 2 } else { 1 }),
        Some(quote @ (b'"' | b'\'')) => {
            if let Some(end) = text.get(1..).and_then(|rest| rest.find(char::from(*quote))) {
                return (Word::Quoted, end + 2);
            }
        }
        Some(b'$') => {
            if let Some(found) = references(text).next().filter(|found| found.range.start == 0) {
                return (Word::Reference, found.range.end);
            }
        }
        _ => {}
    }
    let space = text.len() - text.trim_start().len();
    if space > 0 {
        return (Word::Space, space);
    }
    name(text).unwrap_or_else(|| (Word::Other, text.chars().next().map_or(1, char::len_utf8)))
}

/// A name, with the bracket that makes a call or a predicate of it.
fn name(text: &str) -> Option<(Word, usize)> {
    let first = name_length(text)?;
    let second = text.get(first..).and_then(|rest| rest.strip_prefix(':')).and_then(name_length);
    let whole = second.map_or(first, |second| first + 1 + second);
    Some(match text.as_bytes().get(whole) {
        Some(b'(') => (Word::Call, whole + 1),
        Some(b'[') => (Word::PredicateStart, whole + 1),
        _ => (Word::Other, whole),
    })
}

/// `2019-07-04`, `-2019-07-04`, `09:30:00`, `2019-07-04T09:30:00+07:00`
fn date_or_time(bytes: &[u8]) -> Option<usize> {
    let sign = usize::from(bytes.first() == Some(&b'-'));
    match fits(bytes.get(sign..)?, "dddd-dd-dd") {
        Some(date) => {
            let after = sign + date;
            let time = bytes.get(after).filter(|byte| **byte == b'T').and_then(|_| time(bytes.get(after + 1..)?));
            Some(time.map_or(after, |time| after + 1 + time))
        }
        None => time(bytes),
    }
}

fn time(bytes: &[u8]) -> Option<usize> {
    let clock = fits(bytes, "dd:dd:dd")?;
    let zone = bytes.get(clock..).and_then(|rest| match rest.first()? {
        b'Z' => Some(1),
        b'+' | b'-' => fits(rest.get(1..)?, "dd:dd").map(|length| length + 1),
        _ => None,
    });
    Some(clock + zone.unwrap_or(0))
}

/// The pattern's length when the bytes begin with it; `d` is a digit.
fn fits(bytes: &[u8], pattern: &str) -> Option<usize> {
    let fits = |(byte, wanted): (&u8, &u8)| if *wanted == b'd' { byte.is_ascii_digit() } else { byte == wanted };
    let start = bytes.get(..pattern.len())?;
    start.iter().zip(pattern.as_bytes()).all(fits).then_some(pattern.len())
}

/// `12`, `-1.5`, `.5`, `3.`
fn number(bytes: &[u8]) -> Option<usize> {
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(sign);
    let point = sign + whole;
    let fraction = if bytes.get(point) == Some(&b'.') { 1 + digits(point + 1) } else { 0 };
    (whole > 0 || fraction > 1).then_some(point + fraction)
}

/// Whether a default has to be worked out when the form opens. A hyphen in the default of a date or a place is part of it.
pub(crate) fn is_dynamic(default: &str, question_type: &str) -> bool {
    let may_have_hyphens = matches!(question_type, "date" | "dateTime" | "geopoint" | "geotrace" | "geoshape");
    for (word, range) in words(default) {
        match word {
            Word::Operator if may_have_hyphens && default.get(range) == Some("-") => return false,
            Word::Operator | Word::Union | Word::Reference | Word::Call => return true,
            _ => {}
        }
    }
    false
}

/// Where `instance(…)/path` expressions stand in a text for people. Such a path ends at white space outside its predicates, and
/// after a call inside one.
pub(crate) fn instance_paths(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !text.contains("instance(") {
        return found;
    }
    let mut follower = Follower::default();
    for (word, range) in words(text) {
        let is_instance = text.get(range.clone()) == Some("instance(");
        if !follower.is_open {
            if is_instance {
                follower.open();
                found.push(range);
            }
        } else if follower.takes(word, is_instance) {
            found.iter_mut().next_back().into_iter().for_each(|open| open.end = range.end);
        } else {
            follower.is_open = false;
        }
    }
    found
}

/// Follows an `instance(…)` path from word to word.
#[derive(Debug, Default)]
struct Follower {
    is_open: bool,
    in_path: bool,
    in_predicate: bool,
    /// The last word that belonged to the path, unless it is [`Follower::after_instance`].
    last: Option<Word>,
    after_instance: bool,
}

impl Follower {
    fn open(&mut self) {
        (self.is_open, self.after_instance, self.last) = (true, true, None);
    }

    /// Whether the word still belongs to the path.
    fn takes(&mut self, word: Word, is_instance: bool) -> bool {
        let takes = match (self.last, word) {
            (_, Word::Quoted) if self.after_instance => true,
            (Some(Word::Quoted), Word::CloseBracket) => true,
            (Some(Word::CloseBracket | Word::PredicateEnd), Word::Slash) => {
                self.in_path = true;
                true
            }
            (_, Word::Space) if self.in_path => {
                self.in_path = false;
                false
            }
            (_, Word::PredicateStart) if self.in_path => {
                (self.in_path, self.in_predicate) = (false, true);
                true
            }
            _ if self.in_path => true,
            _ if self.in_predicate => {
                self.in_predicate = word != Word::PredicateEnd;
                true
            }
            _ => false,
        };
        if takes {
            (self.last, self.after_instance) = (Some(word), is_instance);
        }
        takes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_fixed_or_worked_out() {
        let fixed = [
            ("foo", "text"),
            ("-5", "integer"),
            ("a-b", "text"),
            ("2019-07-04", "date"),
            ("2019-07-04T09:30:00+07:00", "dateTime"),
            ("32.7 -117.1", "geopoint"),
            ("a/b", "text"),
            ("'a * b'", "text"),
            ("now", "text"),
        ];
        for (default, kind) in fixed {
            assert!(!is_dynamic(default, kind), "{default}");
        }
        let worked_out = [
            ("now()", "date"),
            ("${a}", "text"),
            ("1 + 2", "integer"),
            ("a | b", "text"),
            ("7 mod 2", "text"),
            ("a - b", "text"),
        ];
        for (default, kind) in worked_out {
            assert!(is_dynamic(default, kind), "{default}");
        }
    }

    #[test]
    fn instance_paths_end_at_white_space_outside_predicates() {
        let cases = [
            (
                "See instance('a')/root/item[name = ${b} and c]/label now",
                vec!["instance('a')/root/item[name = ${b} and c]/label"],
            ),
            ("instance('a')/root/item", vec!["instance('a')/root/item"]),
            ("an instance( of something", vec!["instance("]),
            (
                "instance('a')/r/item[x]/label, instance('b')/r/label.",
                vec!["instance('a')/r/item[x]/label,", "instance('b')/r/label."],
            ),
            ("instance('a')/r/x and instance('b')/r/y", vec!["instance('a')/r/x and instance('b')/r/y"]),
            ("nothing", vec![]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = instance_paths(text).into_iter().filter_map(|range| text.get(range)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
