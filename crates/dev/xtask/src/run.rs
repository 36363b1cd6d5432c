//! `cargo xtask run`: the first of the two commands a newcomer types. Builds the binary and becomes `saphan demo`.

use crate::failure::Failure;
use crate::{process, workspace};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;

/// Builds Saphan and replaces this process by its demo, so that Ctrl-C reaches the server itself.
pub(crate) fn demo(arguments: &[OsString]) -> Result<(), Failure> {
    let mut command = process::cargo();
    command.args(["run", "--package", "saphan", "--", "demo"]).args(arguments).current_dir(workspace::root());
    let refused = command.exec();
    Err(process::cannot_start(&command, refused))
}
