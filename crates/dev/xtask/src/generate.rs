//! `cargo xtask generate`: every committed file that is made from another is made again here, and `--check` proves that the
//! committed ones are fresh. A generator is a function from the workspace's root to files, which this module writes or compares;
//! what browsers get is made and compared by `web/build.mjs`, in the language of its tools.

use crate::failure::Failure;
use crate::{generate_places, prerequisites, process, workspace};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A file as its generator would have it.
#[derive(Debug)]
pub(crate) struct Generated {
    /// Where it lives, from the workspace's root, with `/`.
    pub(crate) path: String,
    /// Its whole content.
    pub(crate) contents: Vec<u8>,
}

/// Reads its sources below the workspace's root and gives the files made from them.
type Generator = fn(&Path) -> Result<Vec<Generated>, Failure>;

/// Every generator, in the order in which they run. One line each.
const GENERATORS: &[Generator] = &[access_matrix, generate_places::files];

/// Writes every generated file that is not yet as its generator would have it.
pub(crate) fn write() -> Result<(), Failure> {
    let root = workspace::root();
    for file in all(&root)?.iter().filter(|file| is_stale(&root, file)) {
        let path = root.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Failure::at(folder))?;
        }
        fs::write(&path, &file.contents).map_err(Failure::at(&path))?;
        println!("wrote {}", file.path);
    }
    browser_files("build")
}

/// Fails, naming them, when committed files differ from what their generators give.
pub(crate) fn check() -> Result<(), Failure> {
    let root = workspace::root();
    let files = all(&root)?;
    let stale: Vec<String> = files.iter().filter(|file| is_stale(&root, file)).map(|file| file.path.clone()).collect();
    if !stale.is_empty() {
        return Err(Failure::OutOfDate(stale));
    }
    browser_files("check")?;
    println!("generated files are up to date");
    Ok(())
}

/// Runs a script of `web/package.json`: `build` or `check`.
fn browser_files(script: &str) -> Result<(), Failure> {
    prerequisites::npm_packages("web")?;
    process::run(Command::new("npm").args(["run", "--silent", script]).current_dir(workspace::root().join("web")))
}

fn all(root: &Path) -> Result<Vec<Generated>, Failure> {
    let mut files = Vec::new();
    for generator in GENERATORS {
        files.extend(generator(root)?);
    }
    Ok(files)
}

/// Who may do what, as a page that people review.
fn access_matrix(_root: &Path) -> Result<Vec<Generated>, Failure> {
    Ok(vec![Generated { path: "docs/access-matrix.md".into(), contents: service_kit::access_matrix().into_bytes() }])
}

/// Whether the tree holds something else than the generator gives, or nothing.
fn is_stale(root: &Path, file: &Generated) -> bool {
    !matches!(fs::read(root.join(&file.path)), Ok(present) if present == file.contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_or_changed_file_is_stale_and_an_equal_one_is_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = Generated { path: "list.txt".into(), contents: b"one\n".to_vec() };
        assert!(is_stale(folder.path(), &file), "missing");
        fs::write(folder.path().join("list.txt"), "two\n").expect("write");
        assert!(is_stale(folder.path(), &file), "changed");
        fs::write(folder.path().join("list.txt"), "one\n").expect("write");
        assert!(!is_stale(folder.path(), &file), "equal");
    }
}
