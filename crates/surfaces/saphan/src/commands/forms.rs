//! `saphan forms`: what can be done with a form's file, and the forms that agencies bring; a file for each thing.

mod check;
mod convert;
mod desk;
mod eval;
mod lines;
mod print;
mod run;
mod source;
mod zone;

use crate::failure::Failure;
use crate::settings::Place;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Bring a form of an agency's own with the files of its lists, as on the page of forms.
    Bring(desk::Bringing),
    /// Check answers by a form's own rules: prints `ok`, or what is wrong, a line each.
    Check(check::Arguments),
    /// Make an XForm of an XLSForm.
    Convert(convert::Arguments),
    /// Evaluate expressions: a line of JSON in, a line of JSON out.
    ///
    /// Reads {"expression", "xml", "context", "context_index_path", "root", "language", "tz"} from standard input, of which only the
    /// expression is needed, and answers {"type", "value"} for each line: boolean, number, string, nodes or error. With "result_type"
    /// (boolean, number, string) the value is converted. What is not portable between ODK Collect and the web is told beside it.
    Eval,
    /// Print the versions of the forms that agencies brought.
    List(desk::Whose),
    /// Put a form on paper: a PDF to fill in by hand, or one of given answers.
    Print(print::Arguments),
    /// Take a version of a form into use; the one before goes out of it.
    Publish(desk::Version),
    /// Take a version of a form out of use; what was answered stays.
    Retire(desk::Version),
    /// Answer forms step by step: a trace as a line of JSON in, what the form looked like after each step out.
    ///
    /// Reads {"form_xml", "resources", "preload", "edit_instance", "steps", "tz"} from standard input, of which only the form is
    /// needed, and answers {"kind": "instance", "initial", "steps"} with the states of nodes and the submission's XML, or {"kind":
    /// "load_error", "message"}.
    Run,
}

pub(crate) async fn run(place: Place, command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Bring(arguments) => desk::bring(place, arguments).await,
        Command::Check(arguments) => check::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Eval => eval::run(),
        Command::List(whose) => desk::list(place, whose).await,
        Command::Publish(of) => desk::publish(place, of).await,
        Command::Retire(of) => desk::retire(place, of).await,
        Command::Print(arguments) => print::run(place, arguments).await,
        Command::Run => run::run(),
    }
}
