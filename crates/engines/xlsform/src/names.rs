//! Names and references in a form's texts: which words can be names, and where `${name}` stands. Knows no survey; whether a name is
//! one of its questions is asked elsewhere.

use std::ops::Range;
use xml::name_length;

/// `last-saved#` in front of a name speaks of the record that was saved before this one.
const LAST_SAVED: &str = "last-saved#";

/// A reference in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference<'t> {
    /// Where it stands in the text, in bytes, braces included.
    pub(crate) range: Range<usize>,
    /// The question that it names.
    pub(crate) name: &'t str,
    /// Whether it speaks of the record saved before.
    pub(crate) last_saved: bool,
}

/// A reference that is begun and not well written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// Whether a text can be the name of an element: `visit`, `orx:meta`.
pub(crate) fn is_xml_name(text: &str) -> bool {
    let after_first = name_length(text).and_then(|length| text.get(length..));
    match after_first.map(|rest| rest.strip_prefix(':').ok_or(rest)) {
        Some(Err(rest)) => rest.is_empty(),
        Some(Ok(local)) => name_length(local) == Some(local.len()),
        None => false,
    }
}

/// Every well-written reference of a text, in order; anything else in braces is passed over.
pub(crate) fn references(text: &str) -> impl Iterator<Item = Reference<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find("${")?;
            let inside = start + 2;
            let Some((name, last_saved, length)) = text.get(inside..).and_then(inner) else {
                from = inside;
                continue;
            };
            from = inside + length + 1;
            if text.get(inside + length..).is_some_and(|rest| rest.starts_with('}')) {
                return Some(Reference { range: start..from, name, last_saved });
            }
            from = inside;
        }
    })
}

/// The name at the beginning of what stands in braces, and how far it reaches.
fn inner(text: &str) -> Option<(&str, bool, usize)> {
    let bare = text.strip_prefix(LAST_SAVED);
    let name_from = text.len() - bare.unwrap_or(text).len();
    let length = name_length(bare.unwrap_or(text))?;
    Some((text.get(name_from..name_from + length)?, bare.is_some(), name_from + length))
}

/// Every reference of a text, in order, where anything begun by `${` that is none is told as such. An empty pair of braces is text.
pub(crate) fn strict_references(text: &str) -> impl Iterator<Item = Result<Reference<'_>, Malformed>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find("${")?;
            let inside = start + 2;
            let end = inside + text.get(inside..)?.find('}').unwrap_or(text.len() - inside);
            from = (end + 1).min(text.len());
            if end == inside && end < text.len() {
                continue;
            }
            let found = text.get(inside..end).and_then(inner).filter(|(.., length)| inside + length == end);
            return Some(match found {
                Some((name, last_saved, _)) if end < text.len() => {
                    Ok(Reference { range: start..end + 1, name, last_saved })
                }
                _ => Err(Malformed),
            });
        }
    })
}

/// Whether the text has a reference, and none that is badly written before it.
pub(crate) fn has_reference(text: &str) -> bool {
    matches!(strict_references(text).next(), Some(Ok(_)))
}

/// Whether the text speaks of the record saved before.
pub(crate) fn has_last_saved(text: &str) -> bool {
    strict_references(text).map_while(Result::ok).any(|reference| reference.last_saved)
}

/// The reference that is the whole text.
pub(crate) fn only_reference(text: &str) -> Option<Reference<'_>> {
    strict_references(text).next()?.ok().filter(|reference| reference.range == (0..text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_with_a_letter_or_underscore_and_have_one_colon_at_most() {
        for name in ["a", "_a", "ชื่อ", "မြို့", "orx:meta", "a-b.c1", "É"] {
            assert!(is_xml_name(name), "{name}");
        }
        for name in ["", "1a", "-a", "a b", "a:", ":a", "a:b:c", "a*", "${a}"] {
            assert!(!is_xml_name(name), "{name}");
        }
    }

    #[test]
    fn references_are_found_where_they_stand() {
        let found =
            |text| references(text).map(|found| (found.range, found.name, found.last_saved)).collect::<Vec<_>>();
        assert_eq!(found("a ${b}${last-saved#c}"), [(2..6, "b", false), (6..21, "c", true)]);
        assert_eq!(found("${a ${b}"), [(4..8, "b", false)]);
        assert_eq!(found("${}${ a }${1}$"), []);
        assert_eq!(found("${อายุ} ${"), [(0..15, "อายุ", false)]);
    }

    #[test]
    fn what_is_begun_and_no_reference_is_told() {
        let cases = [
            ("${a}", vec![Ok("a")]),
            ("${}", vec![]),
            ("${a ${b}", vec![Err(Malformed)]),
            ("${a} ${b", vec![Ok("a"), Err(Malformed)]),
            ("${ a }${b}", vec![Err(Malformed), Ok("b")]),
            ("${", vec![Err(Malformed)]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = strict_references(text).map(|found| found.map(|found| found.name)).collect();
            assert_eq!(found, expected, "{text}");
        }
        assert!(has_reference("x ${a}") && !has_reference("${ a } ${b}"));
        assert!(only_reference("${a}").is_some() && only_reference("${a} ").is_none());
        assert!(has_last_saved("${a} ${last-saved#b}") && !has_last_saved("${a}"));
    }
}
