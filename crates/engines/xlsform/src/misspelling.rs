//! Sheets and types whose names are nearly known ones.

use crate::problem::{Place, Report};
use crate::tables::Tables;
use language::Message;

/// How many letters may differ.
const NEAR: usize = 2;

/// Sheets whose names look like this one's, as written; names that begin with an underscore are meant to be something else.
pub(crate) fn similar_sheets(tables: &Tables, name: &str) -> Option<String> {
    let similar: Vec<&str> = tables
        .other_names()
        .filter(|other| !other.starts_with('_') && distance(&other.to_lowercase(), name) <= NEAR)
        .collect();
    (!similar.is_empty()).then(|| similar.join(", "))
}

/// Warns of a sheet that is probably meant to be this one.
pub(crate) fn warn(tables: &Tables, name: &'static str, report: &mut Report) {
    if let Some(similar) = similar_sheets(tables, name) {
        let message = Message::new("xlsform-sheet-similar").with("sheet", name).with("similar", similar.as_str());
        report.warn(Place { sheet: similar, ..Place::default() }, message);
    }
}

/// How many letters must be put in, taken out or changed to make one word of the other; words of very different length are far.
pub(crate) fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().take(64).collect(), right.chars().take(64).collect());
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let changed = above.get(column).copied().unwrap_or(0) + usize::from(letter != other);
            let removed = above.get(column + 1).copied().unwrap_or(0) + 1;
            let added = current.last().copied().unwrap_or(0) + 1;
            current.push(changed.min(removed).min(added));
        }
        above = current;
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn the_distance_of_words_counts_letters() {
        for (left, right, expected) in
            [("survey", "survey", 0), ("surveys", "survey", 1), ("stetings", "settings", 2), ("", "abc", 3)]
        {
            assert_eq!(distance(left, right), expected, "{left} {right}");
        }
    }
}
