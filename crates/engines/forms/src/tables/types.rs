//! What a cell of the `type` column says. Owns the names of types as tables write them.

use crate::{ChoiceSource, Kind, Media, Metadata};

/// What a cell of the `type` column says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TypeCell {
    Begin(Kind),
    End(Kind),
    Question(Kind),
}

/// Why a cell of the `type` column says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TypeProblem {
    /// XLSForm has it, this engine does not yet.
    NotSupported,
    /// A select without a list.
    ListMissing,
    /// `or_other`, which pyxform itself discourages: it does not translate.
    OrOther,
    /// No such type; perhaps this one was meant.
    Unknown(Option<&'static str>),
}

/// Types written in one word, with what they mean.
const SIMPLE: [(&str, Kind); 27] = [
    ("text", Kind::Text),
    ("string", Kind::Text),
    ("integer", Kind::Integer),
    ("int", Kind::Integer),
    ("decimal", Kind::Decimal),
    ("date", Kind::Date),
    ("time", Kind::Time),
    ("datetime", Kind::DateTime),
    ("date time", Kind::DateTime),
    ("note", Kind::Note),
    ("calculate", Kind::Calculate),
    ("hidden", Kind::Hidden),
    ("acknowledge", Kind::Acknowledge),
    ("trigger", Kind::Acknowledge),
    ("image", Kind::File(Media::Image)),
    ("photo", Kind::File(Media::Image)),
    ("audio", Kind::File(Media::Audio)),
    ("video", Kind::File(Media::Video)),
    ("file", Kind::File(Media::Any)),
    ("start", Kind::Metadata(Metadata::Start)),
    ("end", Kind::Metadata(Metadata::End)),
    ("today", Kind::Metadata(Metadata::Today)),
    ("barcode", Kind::Text),
    ("username", Kind::Hidden),
    ("deviceid", Kind::Hidden),
    ("phonenumber", Kind::Hidden),
    ("email", Kind::Hidden),
];

/// Types of XLSForm that this engine does not read yet.
const NOT_SUPPORTED: [&str; 9] =
    ["geopoint", "geotrace", "geoshape", "range", "rank", "audit", "background audio", "xml external", "csv external"];

/// Every spelling that a suggestion may give.
const SUGGESTED: [&str; 22] = [
    "text",
    "integer",
    "decimal",
    "date",
    "time",
    "dateTime",
    "select_one",
    "select_multiple",
    "select_one_from_file",
    "select_multiple_from_file",
    "note",
    "calculate",
    "hidden",
    "acknowledge",
    "image",
    "audio",
    "video",
    "file",
    "begin_group",
    "end_group",
    "begin_repeat",
    "end_repeat",
];

/// Reads a cell of the `type` column.
pub(super) fn read_type(cell: &str) -> Result<TypeCell, TypeProblem> {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let first = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    let spaced = words.join(" ").to_lowercase().replace('_', " ");
    match spaced.as_str() {
        "begin group" => return Ok(TypeCell::Begin(Kind::Group)),
        "begin repeat" => return Ok(TypeCell::Begin(Kind::Repeat)),
        "end group" => return Ok(TypeCell::End(Kind::Group)),
        "end repeat" => return Ok(TypeCell::End(Kind::Repeat)),
        _ => {}
    }
    if first.starts_with("select") || first == "select" {
        return select(&words);
    }
    if let Some((_, kind)) = SIMPLE.iter().find(|(name, _)| *name == spaced) {
        return Ok(TypeCell::Question(kind.clone()));
    }
    if NOT_SUPPORTED.iter().any(|name| spaced == *name || spaced.starts_with(&format!("{name} "))) {
        return Err(TypeProblem::NotSupported);
    }
    Err(TypeProblem::Unknown(nearest(&first)))
}

/// `select_one list`, `select one list`, `select_one_from_file list.csv` and their plural kin.
fn select(words: &[&str]) -> Result<TypeCell, TypeProblem> {
    let joined = words.join(" ");
    let lower = joined.to_lowercase();
    let prefixes = [
        ("select_one_from_file", false),
        ("select one from file", false),
        ("select_multiple_from_file", true),
        ("select multiple from file", true),
        ("select_one", false),
        ("select one from", false),
        ("select one", false),
        ("select1", false),
        ("select_multiple", true),
        ("select all that apply from", true),
        ("select all that apply", true),
        ("select multiple from", true),
        ("select multiple", true),
    ];
    let found = prefixes
        .iter()
        .find(|(prefix, _)| lower.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
    let Some((prefix, several)) = found else {
        let first = words.first().copied().unwrap_or_default();
        return Err(TypeProblem::Unknown(nearest(&first.to_lowercase())));
    };
    let mut rest = joined.get(prefix.len()..).unwrap_or_default().split_whitespace();
    let Some(list) = rest.next() else { return Err(TypeProblem::ListMissing) };
    if rest.any(|word| word.replace('_', " ").eq_ignore_ascii_case("or other") || word.eq_ignore_ascii_case("or")) {
        return Err(TypeProblem::OrOther);
    }
    let from_file = prefix.ends_with("file");
    let source = if from_file { ChoiceSource::File(list.to_owned()) } else { ChoiceSource::List(list.to_owned()) };
    Ok(TypeCell::Question(if *several { Kind::SelectMultiple(source) } else { Kind::SelectOne(source) }))
}

fn nearest(word: &str) -> Option<&'static str> {
    let scored = SUGGESTED.iter().map(|known| (shared_pairs(word, &known.to_lowercase()), *known));
    scored.max_by_key(|(shared, _)| *shared).filter(|(shared, _)| *shared >= 500).map(|(_, known)| known)
}

/// How much two words share, by Dice's coefficient over pairs of letters, in thousandths.
fn shared_pairs(left: &str, right: &str) -> usize {
    let pairs = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        letters.windows(2).map(<[char]>::to_vec).collect::<Vec<_>>()
    };
    let (left, right) = (pairs(left), pairs(right));
    let shared = left.iter().filter(|pair| right.contains(pair)).count();
    2_000 * shared / (left.len() + right.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_types_in_all_their_spellings() {
        let list = || ChoiceSource::List("sex".into());
        let cases = [
            ("text", Ok(TypeCell::Question(Kind::Text))),
            ("Begin Group", Ok(TypeCell::Begin(Kind::Group))),
            ("end_repeat", Ok(TypeCell::End(Kind::Repeat))),
            ("select_one sex", Ok(TypeCell::Question(Kind::SelectOne(list())))),
            ("select multiple sex", Ok(TypeCell::Question(Kind::SelectMultiple(list())))),
            ("select_one_from_file a.csv", Ok(TypeCell::Question(Kind::SelectOne(ChoiceSource::File("a.csv".into()))))),
            ("dateTime", Ok(TypeCell::Question(Kind::DateTime))),
            ("select_one", Err(TypeProblem::ListMissing)),
            ("select_one sex or_other", Err(TypeProblem::OrOther)),
            ("geopoint", Err(TypeProblem::NotSupported)),
            ("intger", Err(TypeProblem::Unknown(Some("integer")))),
            ("selct_one sex", Err(TypeProblem::Unknown(Some("select_one")))),
            ("zzz", Err(TypeProblem::Unknown(None))),
        ];
        for (cell, expected) in cases {
            assert_eq!(read_type(cell), expected, "{cell}");
        }
    }
}
