//! Builds the product and the program that loads it, and says where they are. Other chores run them.

use crate::failure::Failure;
use crate::{process, workspace};
use std::path::{Path, PathBuf};

/// The exit code by which the load says that it found a loss or a fault, rather than that it could not look.
pub(crate) const FOUND_SOMETHING: i32 = 3;

/// The programs that a chore runs against each other.
pub(crate) struct Programs {
    /// The product.
    pub(crate) saphan: PathBuf,
    /// The load and the check.
    pub(crate) workload: PathBuf,
}

impl Programs {
    /// Builds them for trying: in the selection of `cargo xtask test`, so that a tree that was tested has nothing left to compile.
    pub(crate) fn build() -> Result<Self, Failure> {
        Self::built_by(&["build", "--quiet", "--workspace", "--bins", "--tests"], "debug")
    }

    /// Builds them as they are released, for figures.
    pub(crate) fn build_released() -> Result<Self, Failure> {
        Self::built_by(&["build", "--release", "--workspace", "--bins"], "release")
    }

    fn built_by(arguments: &[&str], folder: &str) -> Result<Self, Failure> {
        process::run(process::cargo().args(arguments).current_dir(workspace::root()))?;
        Ok(Self::in_folder(&workspace::metadata()?.target_directory.join(folder)))
    }

    fn in_folder(folder: &Path) -> Self {
        Self { saphan: folder.join("saphan"), workload: folder.join("workload") }
    }
}
