//! Names that answers are kept under. Owns making them of the names of questions, which may be in any script and case, be long, or be
//! the same in two groups; the tables that they become are storage's.

use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// As long as a name may be, with room for the table's own name before a repeat's.
const LONGEST: usize = 24;

/// The names of one table, each made once.
#[derive(Debug, Default)]
pub(crate) struct Names(HashSet<String>);

impl Names {
    /// The name for a question: its own where that is a plain one that is not taken, else one made of it and of where it stands, the
    /// same however often it is made.
    pub(crate) fn make(&mut self, name: &str, path: &str) -> String {
        let made = if is_plain(name) && !self.0.contains(name) { name.to_owned() } else { made_of(name, path) };
        self.0.insert(made.clone());
        made
    }
}

/// Whether a name can stay: a lower-case letter, then lower-case letters, digits and underscores.
fn is_plain(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.len() <= 63 && name.starts_with(|first: char| first.is_ascii_lowercase()) && name.bytes().all(is_letter)
}

/// A plain name made of any name, told apart by a digest of where it stands.
pub(crate) fn made_of(name: &str, path: &str) -> String {
    let plain = name.chars().map(|letter| letter.to_ascii_lowercase());
    let plain = plain.map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' });
    let start: String = plain.skip_while(|letter| !letter.is_ascii_lowercase()).take(LONGEST - 9).collect();
    let digest = Sha256::digest(path.as_bytes());
    let digest: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let start = if start.is_empty() { "q" } else { start.trim_end_matches('_') };
    format!("{start}_{digest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_stay_and_others_are_made_in_the_same_way_each_time() {
        let mut names = Names::default();
        assert_eq!(names.make("age", "/age"), "age");
        let second = names.make("age", "/child/age");
        assert!(second.starts_with("age_") && second.len() == 12, "{second}");
        for (name, start) in [("Age", "age_"), ("ชื่อ", "q_"), ("household.size", "household_size_"), ("_1", "q_")]
        {
            let made = names.make(name, &format!("/{name}"));
            assert!(made.starts_with(start) && is_plain(&made) && made.len() <= LONGEST, "{name}: {made}");
            assert_eq!(made, made_of(name, &format!("/{name}")));
        }
        assert!(!is_plain(&"a".repeat(64)) && names.make(&"a".repeat(64), "/a").len() == LONGEST);
    }
}
