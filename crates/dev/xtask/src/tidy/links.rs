//! Pages of documentation: what they link to inside the project exists, and every decision is listed. Looks at no address outside.

use super::Finding;
use crate::workspace::SourceFile;
use regex::Regex;
use std::collections::BTreeSet;

/// The list of decisions.
const DECISIONS: &str = "docs/decisions/README.md";

/// Finds links to nothing, and decisions that the list leaves out.
pub(super) fn check(files: &[SourceFile]) -> Vec<Finding> {
    let link = Regex::new(r"\]\(([^)#\s]+)").expect("the pattern is tested below");
    let mut findings = Vec::new();
    let mut listed = BTreeSet::new();
    for page in files.iter().filter(|file| file.is("md") && !file.path.starts_with("packs/")) {
        for (line, text) in page.numbered_lines() {
            for target in link.captures_iter(text).filter_map(|found| found.get(1)).map(|target| target.as_str()) {
                let Some(path) = resolve(&page.path, target) else { continue };
                if !exists(&path, files) {
                    let message = format!("links to `{target}`, which does not exist; mend the link or add the file");
                    findings.push(Finding::mistake(&page.path, line, message));
                }
                if page.path == DECISIONS {
                    listed.insert(path);
                }
            }
        }
    }
    findings.extend(unlisted(files, &listed));
    findings
}

/// Where a relative link leads, from the project's root; nothing for an address outside.
fn resolve(page: &str, target: &str) -> Option<String> {
    if target.contains(':') {
        return None;
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    Some(path.join("/"))
}

/// Whether there is such a file, or a folder with files in it.
fn exists(path: &str, files: &[SourceFile]) -> bool {
    files.iter().any(|file| file.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

fn unlisted(files: &[SourceFile], listed: &BTreeSet<String>) -> Vec<Finding> {
    let decisions = files.iter().map(|file| &file.path);
    let decisions =
        decisions.filter(|path| path.starts_with("docs/decisions/") && path.ends_with(".md") && *path != DECISIONS);
    let missing = decisions.filter(|path| !listed.contains(*path));
    missing
        .map(|path| {
            Finding::mistake(path, 0, "is not in the list of decisions; add a line to docs/decisions/README.md")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile::sample(path, text)).collect();
        check(&files).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn links_to_files_folders_sections_and_the_world_are_fine() {
        let page = "[a](docs/a.md) [b](docs) [c](docs/a.md#part) [d](#here) [e](https://example.org/x) [f](./docs/)";
        assert_eq!(found(&[("README.md", page), ("docs/a.md", "[up](../README.md)")]), Vec::<String>::new());
    }

    #[test]
    fn a_link_to_nothing_is_found() {
        assert_eq!(
            found(&[("docs/a.md", "one\n[b](b.md)\n"), ("b.md", "")]),
            ["docs/a.md:2: links to `b.md`, which does not exist; mend the link or add the file"]
        );
        assert_eq!(
            found(&[("README.md", "[a](doc)"), ("docs/a.md", "")]).len(),
            1,
            "half a folder's name is not the folder"
        );
    }

    #[test]
    fn a_decision_that_is_not_listed_is_found() {
        let files = [(DECISIONS, "[one](one.md)"), ("docs/decisions/one.md", ""), ("docs/decisions/two.md", "")];
        let message = "docs/decisions/two.md: is not in the list of decisions; add a line to docs/decisions/README.md";
        assert_eq!(found(&files), [message]);
    }
}
