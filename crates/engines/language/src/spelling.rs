//! How far two spellings are apart. Owns the distance; how far is too far is the caller's question.

/// The number of letters to add, drop, change or swap with their neighbour to turn one word into the other (optimal string
/// alignment, Damerau 1964). Takes time with the product of the two lengths: callers bound them.
pub fn edit_distance(left: &[char], right: &[char]) -> usize {
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

    fn distance(left: &str, right: &str) -> usize {
        edit_distance(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>())
    }

    #[test]
    fn counts_additions_drops_changes_and_swaps() {
        for (left, right, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("ab", "ba", 1),
            ("studnets", "students", 1),
            ("เชียงไหม่", "เชียงใหม่", 1),
        ] {
            assert_eq!(distance(left, right), expected, "{left} {right}");
        }
    }

    #[test]
    fn the_distance_is_symmetric_and_bounded() {
        let words = ["", "a", "ab", "ba", "abc", "cab", "aabbcc", "แม่สาย", "แม่สรวย"];
        for left in words {
            for right in words {
                let there = distance(left, right);
                assert_eq!(there, distance(right, left), "{left} {right}");
                assert!(there <= left.chars().count().max(right.chars().count()), "{left} {right}");
                assert_eq!(there == 0, left == right, "{left} {right}");
            }
        }
    }
}
