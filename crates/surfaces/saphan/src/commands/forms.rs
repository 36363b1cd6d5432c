//! `saphan forms`: what can be done with a form's file, a file for each thing.

mod convert;
mod eval;
mod print;
mod zone;

use crate::failure::Failure;
use crate::settings::Place;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make an XForm of an XLSForm.
    Convert(convert::Arguments),
    /// Evaluate expressions: a line of JSON in, a line of JSON out.
    ///
    /// Reads {"expression", "xml", "context", "context_index_path", "root", "language", "tz"} from standard input, of which only the
    /// expression is needed, and answers {"type", "value"} for each line: boolean, number, string, nodes or error. With "result_type"
    /// (boolean, number, string) the value is converted. What is not portable between ODK Collect and the web is told beside it.
    Eval,
    /// Put a form on paper: a PDF to fill in by hand, or one of given answers.
    Print(print::Arguments),
}

pub(crate) async fn run(place: Place, command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Eval => eval::run(),
        Command::Print(arguments) => print::run(place, arguments).await,
    }
}
