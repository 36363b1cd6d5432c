//! Names near a misspelt one. Owns how near is near enough.

use language::edit_distance;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
