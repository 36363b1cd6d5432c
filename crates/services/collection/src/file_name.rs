//! What a file is called that somebody hands in: programs and browsers also send folders, and hostile ones anything.

/// The most letters of a name that are kept.
const MOST_LETTERS: usize = 120;

/// A file's name without its folder, without signs that no name has, not endless.
pub fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|sign| !sign.is_control()).take(MOST_LETTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_is_only_a_name() {
        for (name, expected) in [
            ("a.xlsx", "a.xlsx"),
            ("C:\\x\\ทะเบียน.xlsx", "ทะเบียน.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("a\u{0}b", "ab"),
        ] {
            assert_eq!(file_name(name), expected);
        }
        assert_eq!(file_name(&"ก".repeat(500)).chars().count(), MOST_LETTERS);
    }
}
