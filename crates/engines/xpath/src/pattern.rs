//! The patterns of `regex()`. JavaRosa reads them as `java.util.regex` does and wants the whole text to match. Owns the translation of
//! Java's notation, and the bounds on compiling and matching; not the function.
//!
//! Patterns without look-around and back-references, which are nearly all, run on an engine that takes time linear in the text.
//! The others backtrack, within a limit.

mod java;

use regex::{Regex, RegexBuilder};

/// Longest pattern in bytes.
const LONGEST: usize = 4_096;
/// Bytes that a compiled pattern may take.
const LARGEST: usize = 1 << 20;
/// Steps back that one match may take.
const MOST_BACKTRACKING: usize = 10_000;

/// A pattern that is no regular expression, or too large a one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unusable;

/// A match that would take too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exhausted;

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    Linear(Regex),
    Backtracking(Box<fancy_regex::Regex>),
}

impl Pattern {
    /// Reads a pattern in Java's notation.
    pub(crate) fn new(pattern: &str) -> Result<Self, Unusable> {
        if pattern.len() > LONGEST {
            return Err(Unusable);
        }
        let translated = java::translated(pattern)?;
        let whole = format!(r"\A(?:{})\z", translated.pattern);
        if !translated.is_possessive {
            match RegexBuilder::new(&whole).size_limit(LARGEST).dfa_size_limit(LARGEST).build() {
                Ok(regex) => return Ok(Self::Linear(regex)),
                Err(regex::Error::CompiledTooBig(_)) => return Err(Unusable),
                // It may be one of those that only the other engine knows.
                Err(_) => {}
            }
        }
        let mut builder = fancy_regex::RegexBuilder::new(&whole);
        builder.backtrack_limit(MOST_BACKTRACKING);
        builder.delegate_size_limit(LARGEST).delegate_dfa_size_limit(LARGEST);
        builder.build().map(|regex| Self::Backtracking(Box::new(regex))).map_err(|_| Unusable)
    }

    /// Whether the whole text matches.
    pub(crate) fn matches(&self, text: &str) -> Result<bool, Exhausted> {
        match self {
            Self::Linear(regex) => Ok(regex.is_match(text)),
            Self::Backtracking(regex) => regex.is_match(text).map_err(|_| Exhausted),
        }
    }

    /// What a match costs beside the length of the text, for the step budget.
    pub(crate) fn cost(&self) -> usize {
        match self {
            Self::Linear(_) => 0,
            Self::Backtracking(_) => MOST_BACKTRACKING / 5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> Option<bool> {
        Pattern::new(pattern).ok().and_then(|pattern| pattern.matches(text).ok())
    }

    /// Answers of `java.util.regex`, which JavaRosa asks.
    #[test]
    fn matches_as_in_java() {
        let cases = [
            ("[a-z]+", "abc", Some(true)),
            ("[a-z]+", "ABC", Some(false)),
            ("b", "abc", Some(false)),
            ("^abc$", "abc", Some(true)),
            ("", "", Some(true)),
            (".*", "", Some(true)),
            ("(?i)ABC", "abc", Some(true)),
            ("a{2}", "aaa", Some(false)),
            ("a|ab", "ab", Some(true)),
            (r"\d+", "๑๒๓", Some(false)),
            (r"\d+", "123", Some(true)),
            (r"\w", "é", Some(false)),
            (r"\w+", "a_1", Some(true)),
            (r"\S+\s\S+", "a b", Some(true)),
            (r"[\d\s]+", "1 2", Some(true)),
            (r"[^\d]+", "ab", Some(true)),
            (r"[\D]", "5", Some(false)),
            (r"[\w.-]+@[\w-]+\.[a-z]{2,}", "a.b@c-d.org", Some(true)),
            (r"[a\-b]+", "a-b", Some(true)),
            (r"[a-c&&[^b]]+", "ac", Some(true)),
            (r"[a-c&&[^b]]+", "b", Some(false)),
            (r"\p{Lower}+", "abc", Some(true)),
            (r"\p{Lower}+", "ab\u{e9}", Some(false)),
            (r"\p{L}+", "ที่", Some(false)),
            (r"[\p{L}\p{M}]+", "ไทยนี้", Some(true)),
            (r"\p{IsThai}+", "ไทย", Some(true)),
            (r"[\p{InThai} ]+", "ไทย ๑", Some(true)),
            (r"\P{Alpha}", "1", Some(true)),
            (r"\pL", "a", Some(true)),
            ("[\\u0E00-\\u0E7F]+", "ไทย", Some(true)),
            (r"\x41\0101\x{41}", "AAA", Some(true)),
            (r"\Q1+1\E=2", "1+1=2", Some(true)),
            ("a.c", "a\nc", Some(false)),
            ("a.c", "a\rc", Some(false)),
            ("(?s)a.c", "a\nc", Some(true)),
            ("a~b", "a~b", Some(true)),
            ("[a~~b]+", "~a", Some(true)),
            (r"\/\_\ \<", "/_ <", Some(true)),
            ("x*+x", "xx", Some(false)),
            (r"(a)\1", "aa", Some(true)),
            (r"^(?=.*\d)(?=.*[a-z]).{2,}$", "a1", Some(true)),
            (r"(?!0)\d{3}", "012", Some(false)),
            (r"(?<=a)b|ab", "ab", Some(true)),
            ("[", "x", None),
            ("(", "x", None),
            ("*a", "x", None),
            (r"\", "x", None),
            (r"\y", "x", None),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(matches(pattern, text), expected, "{pattern} on {text}");
        }
    }

    #[test]
    fn a_pattern_that_would_take_for_ever_is_refused_or_stopped() {
        assert!(Pattern::new(&"a".repeat(10_000)).is_err());
        assert!(Pattern::new("((a{99}){99}){99}").is_err());
        assert_eq!(matches("(a+)+b", &"a".repeat(200)), Some(false), "linear however it is nested");
        let backtracking = Pattern::new(r"(?=x?)(a+)+\1b").expect("readable");
        assert_eq!(backtracking.matches(&"a".repeat(200)), Err(Exhausted));
    }
}
