//! docs/ARCHITECTURE.md against the workspace: it describes exactly the crates that exist, under a heading each, and its table of
//! sideways edges is the one that `floors` goes by. Owns how that page is read.

use super::Finding;
use super::floors::{Crate, Edge};
use crate::workspace::SourceFile;
use std::collections::BTreeSet;

/// Where the page is.
pub(super) const PAGE: &str = "docs/ARCHITECTURE.md";

/// The section whose table lists the sideways edges: `| crate | uses | why |`.
const SIDEWAYS_HEADING: &str = "Sideways edges";

/// What the page says about the workspace.
#[derive(Debug, Default)]
pub(super) struct Map {
    /// Folders of crates that have a heading, with the heading's line.
    described: Vec<(usize, String)>,
    /// Dependencies allowed within a floor.
    pub(super) sideways: BTreeSet<Edge>,
}

impl Map {
    /// Reads the page among the project's files; an absent page describes nothing.
    pub(super) fn read(files: &[SourceFile]) -> Self {
        let mut map = Self::default();
        let mut section = String::new();
        for (number, line) in files.iter().filter(|file| file.path == PAGE).flat_map(SourceFile::numbered_lines) {
            if let Some(heading) = line.strip_prefix('#') {
                section = heading.trim_start_matches('#').trim().to_owned();
                let folders = code_spans(&section).filter(|span| span.starts_with("crates/"));
                map.described.extend(folders.map(|folder| (number, folder.to_owned())));
            } else if section == SIDEWAYS_HEADING {
                map.sideways.extend(edges(line));
            }
        }
        map
    }
}

/// The parts of a line that are set as code.
fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Reads a row ``| `forms` | `xpath` `calendar` | why |``: one edge for each name in the second cell.
fn edges(row: &str) -> impl Iterator<Item = Edge> {
    let mut cells = row.strip_prefix('|').unwrap_or_default().split('|');
    let from = cells.next().and_then(|cell| code_spans(cell).next());
    let targets = cells.next().unwrap_or_default();
    from.into_iter().flat_map(move |from| code_spans(targets).map(move |to| (from.to_owned(), to.to_owned())))
}

/// Finds crates without a description and descriptions without a crate.
pub(super) fn check(map: &Map, crates: &[Crate]) -> Vec<Finding> {
    let described = |folder: &str| map.described.iter().filter(|(_, heading)| heading == folder).count();
    let absent = crates.iter().filter(|member| described(&member.folder) == 0);
    let absent = absent.map(|member| {
        Finding::mistake(PAGE, 0, format!("does not describe `{}`; give it a heading and a paragraph", member.folder))
    });
    let superfluous = map.described.iter().filter(|(_, folder)| !crates.iter().any(|member| member.folder == *folder));
    let superfluous = superfluous.map(|(line, folder)| {
        Finding::mistake(PAGE, *line, format!("describes `{folder}`, which does not exist; remove it"))
    });
    absent.chain(superfluous).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(page: &str) -> Map {
        Map::read(&[SourceFile::sample(PAGE, page)])
    }

    fn member(name: &str) -> Crate {
        Crate { name: name.into(), folder: format!("crates/engines/{name}"), dependencies: Vec::new() }
    }

    #[test]
    fn a_page_that_names_every_crate_once_is_fine() {
        let page = map("# Map\n### `crates/engines/forms`\nUses `crates/engines/other`.\n### `crates/engines/xpath`\n");
        assert_eq!(check(&page, &[member("forms"), member("xpath")]), []);
    }

    #[test]
    fn a_crate_without_a_heading_and_a_heading_without_a_crate_are_found() {
        let page = map("# Map\n### `crates/engines/gone`\nmentions `crates/engines/forms`\n");
        let found: Vec<String> = check(&page, &[member("forms")]).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "docs/ARCHITECTURE.md: does not describe `crates/engines/forms`; give it a heading and a paragraph",
                "docs/ARCHITECTURE.md:2: describes `crates/engines/gone`, which does not exist; remove it",
            ]
        );
    }

    #[test]
    fn the_table_of_edges_is_read_only_in_its_section() {
        let page = map(
            "## Floors\n| `a` | `b` | no |\n## Sideways edges\n| crate | uses | why |\n|---|---|---|\n| `forms` | `xpath` `calendar` | `x` |\n",
        );
        let edges: Vec<(&str, &str)> = page.sideways.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        assert_eq!(edges, [("forms", "calendar"), ("forms", "xpath")]);
    }
}
