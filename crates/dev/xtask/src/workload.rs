//! Builds the program that loads a database and checks what is left of it.

use crate::failure::Failure;
use crate::process;
use crate::workspace;
use std::path::PathBuf;

/// The exit code by which it says that it found a loss or a fault, rather than that it could not look.
pub(crate) const FOUND_SOMETHING: i32 = 3;

/// Builds it and says where it is.
pub(crate) fn build() -> Result<PathBuf, Failure> {
    process::run(process::cargo().args(["build", "--package", "workload"]).current_dir(workspace::root()))?;
    Ok(workspace::metadata()?.target_directory.join("debug").join("workload"))
}
