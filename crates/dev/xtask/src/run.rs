//! `cargo xtask run`: the first of the two commands a newcomer types. Builds the binary and becomes `saphan demo`.

use crate::failure::Failure;
use crate::{process, workspace};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

/// Builds Saphan and replaces this process by its demo, so that Ctrl-C reaches the server itself.
pub(crate) fn demo(arguments: &[OsString]) -> Result<(), Failure> {
    println!("building Saphan; the first time, on two cores, this takes some minutes");
    // The whole workspace, because a part of it would give most dependencies other features than the tests do, and whoever runs
    // both commands would compile them twice. Those above `either` are: the benches' criterion turns a feature of it on.
    process::run(process::cargo().args(["build", "--workspace", "--bins"]).current_dir(workspace::root()))?;
    let mut command = Command::new(binary()?);
    let refused = command.arg("demo").args(arguments).exec();
    Err(process::cannot_start(&command, refused))
}

/// Where cargo puts the binary.
pub(crate) fn binary() -> Result<PathBuf, Failure> {
    Ok(workspace::metadata()?.target_directory.join("debug/saphan"))
}
