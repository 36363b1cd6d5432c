//! `cargo xtask tidy`: the habits that no compiler checks. Each check is a pure function in a module of its own, from what was
//! read to findings; this module reads, calls them and prints.

mod architecture;
mod floors;
mod links;
mod phrases;
mod sources;
mod stray;
mod translations;
mod words;

use crate::failure::Failure;
use crate::workspace;
use std::fmt;

/// Whether a finding fails the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Must be mended.
    Mistake,
    /// Worth a look.
    Advice,
}

/// Something to mend, and where.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    /// Counted from 1; 0 speaks of the whole file.
    line: usize,
    weight: Weight,
    /// What is wrong and what to do.
    message: String,
}

impl Finding {
    fn mistake(path: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.into(), line, weight: Weight::Mistake, message: message.into() }
    }

    fn advice(path: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.into(), line, weight: Weight::Advice, message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = if self.weight == Weight::Advice { "advice: " } else { "" };
        match self.line {
            0 => write!(f, "{}: {label}{}", self.path, self.message),
            line => write!(f, "{}:{line}: {label}{}", self.path, self.message),
        }
    }
}

/// Runs every check, prints what they found, and fails on mistakes.
pub(crate) fn check() -> Result<(), Failure> {
    let root = workspace::root();
    let files = workspace::files(&root)?;
    let crates = floors::crates(&workspace::metadata()?);
    let map = architecture::Map::read(&files);

    let mut findings = floors::check(&crates, &map.sideways);
    findings.extend(floors::unused_dependencies(&crates, &files));
    findings.extend(architecture::check(&map, &crates));
    findings.extend(sources::check(&files));
    findings.extend(stray::check(&files));
    findings.extend(words::check(&files));
    findings.extend(links::check(&files));
    let texts = translations::read(&files);
    findings.extend(translations::check(&texts));
    findings.extend(phrases::check(&files, &texts));
    report(findings, files.len())
}

fn report(mut findings: Vec<Finding>, files: usize) -> Result<(), Failure> {
    findings.sort_unstable();
    findings.iter().for_each(|finding| println!("{finding}"));
    let mistakes = findings.iter().filter(|finding| finding.weight == Weight::Mistake).count();
    if mistakes > 0 {
        return Err(Failure::Untidy(mistakes));
    }
    println!("{files} files are tidy");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_read_as_path_line_and_sentence() {
        assert_eq!(Finding::mistake("a.rs", 3, "too long").to_string(), "a.rs:3: too long");
        assert_eq!(Finding::advice("a.rs", 0, "long").to_string(), "a.rs: advice: long");
    }

    #[test]
    fn advice_does_not_fail_the_run_and_a_mistake_does() {
        assert!(report(vec![Finding::advice("a.rs", 0, "long")], 1).is_ok());
        assert!(matches!(report(vec![Finding::mistake("a.rs", 0, "too long")], 1), Err(Failure::Untidy(1))));
    }
}
