//! Names near a misspelt one. Owns the distance and how near is near enough.

/// How many suggestions help a reader; more would be a list to search.
const MOST: usize = 3;
/// No place name is longer; what is longer is not a misspelt name, and comparing it would cost time for nothing.
const LONGEST: usize = 60;

/// The candidates whose key is nearest to `key`, nearest first; none that differ in more than a third of their letters, unless
/// one holds the other whole (`Chiang Mai` and `Mueang Chiang Mai`).
pub(crate) fn nearest<'a, T>(key: &str, candidates: impl Iterator<Item = (&'a str, T)>) -> Vec<T>
where
    T: PartialEq,
{
    let written: Vec<char> = key.chars().collect();
    if written.len() < 2 || written.len() > LONGEST {
        return Vec::new();
    }
    let mut near: Vec<(usize, T)> =
        candidates.filter_map(|(candidate, place)| Some((closeness(&written, key, candidate)?, place))).collect();
    near.sort_by_key(|(distance, _)| *distance);
    let mut nearest = Vec::new();
    for (_, place) in near {
        if nearest.len() < MOST && !nearest.contains(&place) {
            nearest.push(place);
        }
    }
    nearest
}

fn closeness(written: &[char], key: &str, candidate: &str) -> Option<usize> {
    let letters: Vec<char> = candidate.chars().collect();
    let allowed = (written.len().max(letters.len()) / 3).max(1);
    if letters.len().abs_diff(written.len()) <= allowed {
        let distance = edit_distance(written, &letters);
        if distance <= allowed {
            return Some(distance);
        }
    }
    let holds = written.len() >= 4 && (candidate.contains(key) || key.contains(candidate) && letters.len() >= 4);
    holds.then_some(allowed + 1)
}

/// The number of letters to add, drop, change or swap with their neighbour to turn one name into the other (optimal string
/// alignment, Damerau 1964).
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut left_previous = None;
    for (row, left_letter) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut right_previous = None;
        for (column, right_letter) in right.iter().enumerate() {
            let at = |costs: &[usize], index: usize| costs.get(index).copied().unwrap_or(usize::MAX - 1);
            let change = at(&last, column) + usize::from(left_letter != right_letter);
            let mut cost = change.min(at(&last, column + 1) + 1).min(at(&current, column) + 1);
            if column > 0 && left_previous == Some(right_letter) && right_previous == Some(left_letter) {
                cost = cost.min(at(&before_last, column - 1) + 1);
            }
            current.push(cost);
            right_previous = Some(right_letter);
        }
        left_previous = Some(left_letter);
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn distance(left: &str, right: &str) -> usize {
        edit_distance(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>())
    }

    #[test]
    fn counts_additions_drops_changes_and_swaps() {
        for (left, right, expected) in
            [("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("ab", "ba", 1), ("เชียงไหม่", "เชียงใหม่", 1)]
        {
            assert_eq!(distance(left, right), expected, "{left} {right}");
        }
    }

    #[test]
    fn suggests_the_nearest_first_and_nothing_far() {
        let names = ["chiangmai", "chiangrai", "nan", "mueangchiangmai"];
        let near = |key| nearest(key, names.iter().map(|name| (*name, *name)));
        assert_eq!(near("chiangmay"), ["chiangmai", "chiangrai"]);
        assert_eq!(near("chiangmai")[0], "chiangmai");
        assert!(near("chiangmai").contains(&"mueangchiangmai"));
        assert!(near("london").is_empty());
        assert!(near("").is_empty());
        assert!(near(&"x".repeat(10_000)).is_empty());
    }

    proptest! {
        #[test]
        fn the_distance_is_symmetric_and_bounded(left in "[a-c]{0,8}", right in "[a-c]{0,8}") {
            let there = distance(&left, &right);
            prop_assert_eq!(there, distance(&right, &left));
            prop_assert!(there <= left.len().max(right.len()));
            prop_assert_eq!(there == 0, left == right);
        }
    }
}
