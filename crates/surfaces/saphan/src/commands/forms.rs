//! `saphan forms`: what can be done with a form's file, a file for each thing.

mod convert;
mod print;

use crate::failure::Failure;
use crate::settings::Place;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make an XForm of an XLSForm.
    Convert(convert::Arguments),
    /// Put a form on paper: a PDF to fill in by hand, or one of given answers.
    Print(print::Arguments),
}

pub(crate) async fn run(place: Place, command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Print(arguments) => print::run(place, arguments).await,
    }
}
