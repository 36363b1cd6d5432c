//! Files that do not belong: strangers at the top level, leftovers of editors and merges, and large binaries, which swell every
//! clone for ever.

use super::Finding;
use crate::workspace::SourceFile;

/// What may lie at the top level.
const TOP_LEVEL: &[&str] = &[
    ".cargo",
    ".ci",
    ".config",
    ".gitattributes",
    ".gitignore",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "bench",
    "clippy.toml",
    "crates",
    "deny.toml",
    "docs",
    "e2e",
    "fuzz",
    "locales",
    "packs",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "web",
];

/// Endings that editors, merges and systems leave behind.
const LEFTOVERS: &[&str] = &[".bak", ".orig", ".rej", ".swp", ".tmp", "~", ".DS_Store", "Thumbs.db", ".pyc"];

/// The largest binary that may be committed, in bytes.
const LARGE: u64 = 1_000_000;

/// Larger binaries that are there for a reason.
const LARGE_BY_REASON: &[&str] = &[];

/// Finds files that do not belong.
pub(super) fn check(files: &[SourceFile]) -> Vec<Finding> {
    files.iter().flat_map(|file| [stranger(file), leftover(file), large(file)]).flatten().collect()
}

fn stranger(file: &SourceFile) -> Option<Finding> {
    let top = file.path.split('/').next().unwrap_or_default();
    let message =
        format!("`{top}` is not one of the project's top-level entries; move it, ignore it, or add it to tidy's list");
    (!TOP_LEVEL.contains(&top)).then(|| Finding::mistake(&file.path, 0, message))
}

fn leftover(file: &SourceFile) -> Option<Finding> {
    let is_leftover = LEFTOVERS.iter().any(|ending| file.path.ends_with(ending));
    is_leftover.then(|| Finding::mistake(&file.path, 0, "is a leftover of a tool; delete it"))
}

fn large(file: &SourceFile) -> Option<Finding> {
    let too_large = file.text.is_none() && file.size > LARGE && !LARGE_BY_REASON.contains(&file.path.as_str());
    let message = format!("is a binary of {} bytes, over {LARGE}; make it smaller, or generate it", file.size);
    too_large.then(|| Finding::mistake(&file.path, 0, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(file: SourceFile) -> Vec<String> {
        check(&[file]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn files_in_their_place_are_fine() {
        for path in ["README.md", "crates/engines/forms/src/lib.rs", "docs/a.md"] {
            assert_eq!(messages(SourceFile::sample(path, "text")), Vec::<String>::new(), "{path}");
        }
    }

    #[test]
    fn strangers_and_leftovers_are_found() {
        assert_eq!(messages(SourceFile::sample("notes.md", "text")).len(), 1);
        assert_eq!(
            messages(SourceFile::sample("docs/a.md.orig", "text")),
            ["docs/a.md.orig: is a leftover of a tool; delete it"]
        );
    }

    #[test]
    fn a_large_binary_is_found_and_a_large_text_is_not() {
        let picture = SourceFile { path: "docs/map.png".into(), size: LARGE + 1, text: None };
        assert_eq!(
            messages(picture),
            ["docs/map.png: is a binary of 1000001 bytes, over 1000000; make it smaller, or generate it"]
        );
        let table = SourceFile { path: "docs/map.csv".into(), size: LARGE + 1, text: Some(String::new()) };
        assert_eq!(messages(table), Vec::<String>::new());
    }
}
