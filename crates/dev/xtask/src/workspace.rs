//! Where the workspace is and which files belong to it. Reads; never writes.

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
