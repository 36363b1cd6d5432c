//! The direction of dependencies. The folder is the floor: a crate depends on lower floors, sideways only where
//! docs/ARCHITECTURE.md lists the edge, never upwards; and nothing that is released depends on the crates for development.

use super::Finding;
use crate::workspace::{Metadata, Package, SourceFile};
use std::collections::BTreeSet;

/// A floor of the house, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Floor {
    Engines,
    Storage,
    Services,
    Surfaces,
    Dev,
}

impl Floor {
    /// The floor whose folder this is.
    fn of_folder(name: &str) -> Option<Self> {
        match name {
            "engines" => Some(Self::Engines),
            "storage" => Some(Self::Storage),
            "services" => Some(Self::Services),
            "surfaces" => Some(Self::Surfaces),
            "dev" => Some(Self::Dev),
            _ => None,
        }
    }
}

/// A crate of the workspace, reduced to what the checks look at.
#[derive(Debug)]
pub(super) struct Crate {
    pub(super) name: String,
    /// Its folder from the workspace's root, such as `crates/engines/forms`.
    pub(super) folder: String,
    pub(super) dependencies: Vec<Dependency>,
}

/// One line of a crate's manifest.
#[derive(Debug)]
pub(super) struct Dependency {
    pub(super) name: String,
    /// Used by tests, examples and benches alone.
    pub(super) only_for_tests: bool,
}

impl Crate {
    fn floor(&self) -> Option<Floor> {
        let mut parts = self.folder.split('/');
        let inside_crates = parts.next() == Some("crates");
        let floor = parts.next().and_then(Floor::of_folder);
        floor.filter(|_| inside_crates && parts.next() == Some(self.name.as_str()) && parts.next().is_none())
    }

    fn manifest(&self) -> String {
        format!("{}/Cargo.toml", self.folder)
    }
}

/// A permitted dependency within one floor: who, and on whom.
pub(super) type Edge = (String, String);

/// The workspace's crates, as cargo sees them.
pub(super) fn crates(metadata: &Metadata) -> Vec<Crate> {
    metadata.packages.iter().map(|package| reduce(package, metadata)).collect()
}

fn reduce(package: &Package, metadata: &Metadata) -> Crate {
    let folder = package.manifest_path.parent().and_then(|path| path.strip_prefix(&metadata.workspace_root).ok());
    let dependencies = package.dependencies.iter().map(|dependency| Dependency {
        name: dependency.rename.as_ref().unwrap_or(&dependency.name).clone(),
        only_for_tests: dependency.kind.as_deref() == Some("dev"),
    });
    Crate {
        name: package.name.clone(),
        folder: folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default(),
        dependencies: dependencies.collect(),
    }
}

/// Finds crates outside the floors, dependencies in a forbidden direction, and listed edges that no longer exist.
pub(super) fn check(crates: &[Crate], listed: &BTreeSet<Edge>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut existing = BTreeSet::new();
    for from in crates {
        let Some(floor) = from.floor() else {
            findings.push(Finding::mistake(
                from.manifest(),
                0,
                "belongs in crates/<floor>/<its own name>; move it there",
            ));
            continue;
        };
        for (dependency, target) in inside(from, crates) {
            if floor == target && !dependency.only_for_tests {
                existing.insert((from.name.clone(), dependency.name.clone()));
            }
            let message =
                forbidden(floor, target, dependency, listed.contains(&(from.name.clone(), dependency.name.clone())));
            findings.extend(message.map(|message| Finding::mistake(from.manifest(), 0, message)));
        }
    }
    findings.extend(listed.difference(&existing).map(|(from, to)| {
        Finding::mistake(
            super::architecture::PAGE,
            0,
            format!("lists the sideways edge {from} → {to}, which no manifest has; remove it"),
        )
    }));
    findings
}

/// A crate's dependencies on other crates of the workspace, each with its floor.
fn inside<'a>(from: &'a Crate, crates: &'a [Crate]) -> impl Iterator<Item = (&'a Dependency, Floor)> {
    from.dependencies.iter().filter_map(|dependency| {
        let target = crates.iter().find(|candidate| candidate.name == dependency.name)?;
        Some((dependency, target.floor()?))
    })
}

/// Why this dependency must not be, if it must not.
fn forbidden(from: Floor, to: Floor, dependency: &Dependency, listed: bool) -> Option<String> {
    let name = &dependency.name;
    match (from, to) {
        (Floor::Dev, _) => None,
        (_, Floor::Dev) if dependency.only_for_tests => None,
        (_, Floor::Dev) => Some(format!("depends on `{name}`, which is for development; make it a dev-dependency")),
        (from, to) if to > from => {
            Some(format!("depends upwards on `{name}`; move what it needs down, or the caller up"))
        }
        (from, to) if to == from && !listed && !dependency.only_for_tests => Some(format!(
            "depends sideways on `{name}`; list the edge in docs/ARCHITECTURE.md with its reason, or remove it"
        )),
        _ => None,
    }
}

/// Finds dependencies that no source file of the crate names.
pub(super) fn unused_dependencies(crates: &[Crate], files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for from in crates {
        let folder = format!("{}/", from.folder);
        let sources: Vec<&str> =
            files.iter().filter(|file| file.path.starts_with(&folder) && file.is("rs")).map(SourceFile::text).collect();
        for dependency in &from.dependencies {
            let name = dependency.name.replace('-', "_");
            if !sources.iter().any(|source| names_word(source, &name)) {
                let message = format!("`{}` is not used; remove the dependency", dependency.name);
                findings.push(Finding::mistake(from.manifest(), 0, message));
            }
        }
    }
    findings
}

/// Whether a word occurs in a text as a whole.
fn names_word(text: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(start, found)| {
        let (before, rest) = text.split_at(start);
        let after = rest.strip_prefix(found).unwrap_or_default();
        !before.ends_with(part_of_word) && !after.starts_with(part_of_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(folder: &str, dependencies: &[&str]) -> Crate {
        let dependency = |name: &&str| match name.strip_prefix("test:") {
            Some(name) => Dependency { name: name.into(), only_for_tests: true },
            None => Dependency { name: (*name).into(), only_for_tests: false },
        };
        Crate {
            name: folder.rsplit('/').next().unwrap_or_default().into(),
            folder: folder.into(),
            dependencies: dependencies.iter().map(dependency).collect(),
        }
    }

    fn messages(crates: &[Crate], listed: &[(&str, &str)]) -> Vec<String> {
        let listed = listed.iter().map(|(from, to)| ((*from).into(), (*to).into())).collect();
        check(crates, &listed).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn cargo_says_where_a_crate_lives_and_what_only_its_tests_use() {
        let metadata: Metadata = serde_json::from_str(
            r#"{"workspace_root": "/w", "target_directory": "/t", "packages": [{
                "name": "forms", "manifest_path": "/w/crates/engines/forms/Cargo.toml", "dependencies": [
                    {"name": "xpath", "kind": null}, {"name": "proptest", "kind": "dev"}, {"name": "cc", "kind": "build"}
            ]}]}"#,
        )
        .expect("it is as cargo writes it");
        let read = crates(&metadata);
        assert_eq!(read[0].folder, "crates/engines/forms");
        let for_tests: Vec<bool> = read[0].dependencies.iter().map(|dependency| dependency.only_for_tests).collect();
        assert_eq!(for_tests, [false, true, false]);
    }

    #[test]
    fn downward_and_foreign_dependencies_are_free() {
        let crates = [
            member("crates/engines/forms", &["serde"]),
            member("crates/services/collection", &["forms", "serde"]),
            member("crates/dev/testkit", &["collection", "forms"]),
        ];
        assert_eq!(messages(&crates, &[]), Vec::<String>::new());
    }

    #[test]
    fn an_upward_dependency_is_refused_even_for_tests() {
        for edge in ["collection", "test:collection"] {
            let crates = [member("crates/engines/forms", &[edge]), member("crates/services/collection", &[])];
            assert_eq!(
                messages(&crates, &[]),
                [
                    "crates/engines/forms/Cargo.toml: depends upwards on `collection`; move what it needs down, or the caller up"
                ]
            );
        }
    }

    #[test]
    fn a_sideways_dependency_needs_its_line_and_a_line_needs_its_dependency() {
        let crates = [member("crates/engines/forms", &["xpath"]), member("crates/engines/xpath", &[])];
        assert_eq!(messages(&crates, &[("forms", "xpath")]), Vec::<String>::new());
        assert_eq!(messages(&crates, &[]).len(), 1);
        assert_eq!(
            messages(&crates, &[("forms", "xpath"), ("xpath", "forms")]),
            ["docs/ARCHITECTURE.md: lists the sideways edge xpath → forms, which no manifest has; remove it"]
        );
    }

    #[test]
    fn only_tests_may_use_the_crates_for_development() {
        let testkit = || member("crates/dev/testkit", &[]);
        assert_eq!(messages(&[member("crates/surfaces/web", &["test:testkit"]), testkit()], &[]), Vec::<String>::new());
        assert_eq!(
            messages(&[member("crates/surfaces/web", &["testkit"]), testkit()], &[]),
            [
                "crates/surfaces/web/Cargo.toml: depends on `testkit`, which is for development; make it a dev-dependency"
            ]
        );
    }

    #[test]
    fn a_crate_lives_in_a_folder_of_its_name_on_a_floor() {
        for folder in ["crates/forms", "crates/attic/forms", "crates/engines/deep/forms", "other/engines/forms"] {
            assert_eq!(messages(&[member(folder, &[])], &[]).len(), 1, "{folder}");
        }
    }

    #[test]
    fn a_dependency_nobody_names_is_found() {
        let crates = [member("crates/engines/forms", &["serde_json", "quick-xml", "toml"])];
        let files = [SourceFile::sample(
            "crates/engines/forms/src/lib.rs",
            "use quick_xml::Reader;\nlet my_toml = serde_json::x();",
        )];
        let found: Vec<String> = unused_dependencies(&crates, &files).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["crates/engines/forms/Cargo.toml: `toml` is not used; remove the dependency"]);
    }
}
