//! Where the workspace is, which files belong to it, and what cargo knows of it. Reads; never writes.

use crate::failure::Failure;
use crate::process;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of the project, as committed or about to be.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// From the workspace's root, with `/`.
    pub(crate) path: String,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// Its content, when that is text.
    pub(crate) text: Option<String>,
}

impl SourceFile {
    /// The text, or nothing for a binary.
    pub(crate) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// Whether the name ends in `.extension`.
    pub(crate) fn is(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }

    /// Lines with their numbers, counted from 1.
    pub(crate) fn numbered_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text().lines())
    }
}

#[cfg(test)]
impl SourceFile {
    /// A text file that exists only in a test.
    pub(crate) fn sample(path: &str, text: &str) -> Self {
        Self { path: path.into(), size: text.len() as u64, text: Some(text.into()) }
    }
}

/// What `cargo metadata` says, as far as the chores look at it.
///
/// Read here rather than by the crate made for it, whose features of `serde_json` would have cargo compile that crate, and most of
/// what stands on it, a second time for `cargo xtask run`.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Metadata {
    /// The crates of the workspace.
    pub(crate) packages: Vec<Package>,
    pub(crate) workspace_root: PathBuf,
    pub(crate) target_directory: PathBuf,
}

/// A crate as its manifest describes it.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) manifest_path: PathBuf,
    pub(crate) dependencies: Vec<Dependency>,
}

/// A line of a manifest's dependencies.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// What the crate's code calls it, when that is not its name.
    pub(crate) rename: Option<String>,
    /// `dev`, `build`, or nothing for an ordinary one.
    pub(crate) kind: Option<String>,
}

/// Asks cargo about the workspace.
pub(crate) fn metadata() -> Result<Metadata, Failure> {
    let answer = process::capture(
        process::cargo().args(["metadata", "--format-version", "1", "--no-deps"]).current_dir(root()),
    )?;
    serde_json::from_str(&answer).map_err(Failure::Metadata)
}

/// The folder that holds the workspace's Cargo.toml.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_owned()
}

/// Every file that git tracks or would add, in path order.
pub(crate) fn files(root: &Path) -> Result<Vec<SourceFile>, Failure> {
    let listed = process::capture(
        Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root),
    )?;
    let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    // A file removed from the tree but not yet from the index is listed and not there.
    paths.into_iter().filter(|path| root.join(path).is_file()).map(|path| read(root, path)).collect()
}

fn read(root: &Path, path: &str) -> Result<SourceFile, Failure> {
    let absolute = root.join(path);
    let bytes = fs::read(&absolute).map_err(Failure::at(&absolute))?;
    let size = bytes.len() as u64;
    let text = if bytes.contains(&0) { None } else { String::from_utf8(bytes).ok() };
    Ok(SourceFile { path: path.to_owned(), size, text })
}
