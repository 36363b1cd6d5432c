//! `saphan forms`: looking after forms, a file for each thing to do.

mod print;

use crate::failure::Failure;
use crate::settings::Place;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Put a form on paper: a PDF to fill in by hand, or one of given answers.
    Print(print::Arguments),
}

pub(crate) async fn run(place: Place, command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Print(arguments) => print::run(place, arguments).await,
    }
}
