//! `saphan audit verify`: follows the whole chain and says whether every row is there and unchanged.

use crate::app::App;
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Check that no row of the audit chain was changed, removed, added or cut off.
    Verify,
}

pub(crate) async fn run(place: Place, command: Command) -> Result<ExitCode, Failure> {
    let Command::Verify = command;
    let app = App::open(&place.settings(None, None)?).await?;
    let head = app.verify_audit().await?;
    line(format!("the audit chain holds: {} rows, head {}", head.seq, head.hash));
    line("Note the head somewhere else from time to time: a later chain must contain it.");
    Ok(ExitCode::SUCCESS)
}
