//! `saphan forms`: what can be done with a form's file without a server or a database.

mod convert;

use crate::failure::Failure;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make an XForm of an XLSForm.
    Convert(convert::Arguments),
}

pub(crate) fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Convert(arguments) => convert::run(&arguments),
    }
}
