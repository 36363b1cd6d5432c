//! Rust files: each opens by saying what it owns, and is short enough to be one thing.

use super::Finding;
use crate::workspace::SourceFile;

/// From here on a file is worth splitting, in lines.
const LONG: usize = 300;

/// More than a file may have, in lines.
const TOO_LONG: usize = 500;

/// Finds Rust files without a header and files that are too long.
pub(super) fn check(files: &[SourceFile]) -> Vec<Finding> {
    let sources = files.iter().filter(|file| file.is("rs"));
    sources.flat_map(|file| header(file).into_iter().chain(length(file))).collect()
}

fn header(file: &SourceFile) -> Option<Finding> {
    let said = file.text().lines().next().and_then(|line| line.strip_prefix("//!")).map(str::trim);
    let message = "opens without a `//!` header; say what the file owns and what it does not";
    said.is_none_or(str::is_empty).then(|| Finding::mistake(&file.path, 1, message))
}

fn length(file: &SourceFile) -> Option<Finding> {
    let lines = file.text().lines().count();
    if lines <= LONG || is_generated(file) {
        None
    } else if lines <= TOO_LONG {
        Some(Finding::advice(&file.path, 0, format!("{lines} lines; is it one thing?")))
    } else {
        Some(Finding::mistake(&file.path, 0, format!("{lines} lines, over {TOO_LONG}; split it by what it owns")))
    }
}

/// A generated file says so in its header.
fn is_generated(file: &SourceFile) -> bool {
    file.text().lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("cargo xtask generate"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        check(&[SourceFile::sample("a.rs", text), SourceFile::sample("a.txt", "no header")])
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_header_must_say_something() {
        let message = "a.rs:1: opens without a `//!` header; say what the file owns and what it does not";
        assert_eq!(found("//! Owns the alphabet.\nfn a() {}\n"), Vec::<String>::new());
        for text in ["", "fn a() {}\n", "//!\n//! Later.\n", "// Owns it.\n"] {
            assert_eq!(found(text), [message], "{text:?}");
        }
    }

    #[test]
    fn length_is_advice_first_and_a_mistake_later() {
        let lines = |count: usize| format!("//! Owns the alphabet.\n{}", "fn a() {}\n".repeat(count - 1));
        assert_eq!(found(&lines(300)), Vec::<String>::new());
        assert_eq!(found(&lines(301)), ["a.rs: advice: 301 lines; is it one thing?"]);
        assert_eq!(found(&lines(500)), ["a.rs: advice: 500 lines; is it one thing?"]);
        assert_eq!(found(&lines(501)), ["a.rs: 501 lines, over 500; split it by what it owns"]);
    }

    #[test]
    fn generated_data_may_be_long() {
        let text = format!("//! Names, made by `cargo xtask generate`.\n{}", "fn a() {}\n".repeat(600));
        assert_eq!(found(&text), Vec::<String>::new());
    }
}
