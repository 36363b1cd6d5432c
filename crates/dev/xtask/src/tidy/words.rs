//! Words that must not be in the tree: paths of somebody's machine, hosts that packages come from (a lock file or a mirror of
//! one's own must be free to decide that), and marks of unfinished work. Patterns are put together so as not to find themselves.

use super::Finding;
use crate::workspace::SourceFile;
use regex::Regex;

/// A pattern, and what to do about a line that has it.
struct Rule {
    pattern: Regex,
    advice: &'static str,
}

/// Finds lines with words that must not be there.
pub(super) fn check(files: &[SourceFile]) -> Vec<Finding> {
    let rules = rules();
    let scanned = files.iter().filter(|file| !is_exempt(&file.path));
    scanned
        .flat_map(|file| file.numbered_lines().flat_map(|(number, line)| found(&rules, file, number, line)))
        .collect()
}

fn found(rules: &[Rule], file: &SourceFile, number: usize, line: &str) -> Vec<Finding> {
    let hits = rules.iter().filter_map(|rule| Some((rule.pattern.find(line)?, rule.advice)));
    hits.map(|(hit, advice)| Finding::mistake(&file.path, number, format!("`{}`: {advice}", hit.as_str()))).collect()
}

/// Cargo's lock names its index by design; `stray` and `npm` see to the other lock files.
fn is_exempt(path: &str) -> bool {
    path == "Cargo.lock"
}

fn rules() -> Vec<Rule> {
    let machine_roots = ["home", "root", "work", "Users", "tmp"].join("|");
    let rule =
        |pattern: &str, advice| Rule { pattern: Regex::new(pattern).expect("patterns are tested below"), advice };
    vec![
        rule(
            &format!(r#"(?:^|[\s"'`(=:])/(?:{machine_roots})/"#),
            "a path of one machine; take it from an argument, the environment or a temporary folder",
        ),
        rule(
            r"https?://[a-z0-9.-]*(?:registry|pypi|crates\.io|npmjs|debian)",
            "the host of a package registry; name the package alone",
        ),
        rule(
            &[r"\bFIX", r"ME\b|\bTO", r"DO\b|\bcoming so", r"on\b"].concat(),
            "a mark of unfinished work; finish it or write the gap down in docs/",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_in(line: &str) -> usize {
        check(&[SourceFile::sample("docs/a.md", &format!("first\n{line}\n"))]).len()
    }

    #[test]
    fn paths_of_a_machine_are_found_and_addresses_are_not() {
        for root in ["home", "root", "work", "tmp"] {
            assert_eq!(found_in(&format!("open /{root}/somebody/x")), 1, "{root}");
            assert_eq!(found_in(&format!("\"/{root}/x\"")), 1, "{root}");
            assert_eq!(found_in(&format!("https://example.org/{root}/x")), 0, "{root}");
            assert_eq!(found_in(&format!("packs/{root}/x")), 0, "{root}");
        }
    }

    #[test]
    fn hosts_of_registries_are_found_but_not_names_of_packages() {
        assert_eq!(found_in(&["https://", "registry.example.org/x"].concat()), 1);
        assert_eq!(found_in(&["http://deb.", "debian.org"].concat()), 1);
        assert_eq!(found_in("the Debian package chromium"), 0);
        assert_eq!(found_in("https://example.org/registry"), 0);
    }

    #[test]
    fn marks_of_unfinished_work_are_found_as_words() {
        for mark in [["FIX", "ME"].concat(), ["TO", "DO"].concat()] {
            assert_eq!(found_in(&format!("// {mark}: later")), 1, "{mark}");
            assert_eq!(found_in(&format!("METHO{mark}LOGY")), 0, "{mark}");
        }
    }

    #[test]
    fn the_finding_names_line_and_word() {
        let findings = check(&[SourceFile::sample("a.md", &["ok\ncd /", "home/x\n"].concat())]);
        let text: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(text.len(), 1);
        assert!(text[0].starts_with("a.md:2: "), "{text:?}");
    }
}
