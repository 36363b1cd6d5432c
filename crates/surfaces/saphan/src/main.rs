//! The program: reads the command line, puts engines, storage, services and surfaces together, and runs one command. Owns no rule;
//! what a command does is a call of a service.

mod app;
mod archive;
mod commands;
mod connection;
mod failure;
mod intake;
mod key;
mod output;
mod provider;
mod settings;

use clap::{Parser, Subcommand};
use failure::Failure;
use settings::Place;
use std::process::ExitCode;

// See docs/decisions/memory.md.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Saphan (สะพาน): prevention, protection and reporting for a province's teams, in one program.
#[derive(Parser)]
#[command(name = "saphan", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server.
    Serve(commands::serve::Arguments),
    /// Run the server with fictional people and data, to look around.
    Demo(commands::demo::Arguments),
    /// Read a spreadsheet into records.
    Import(commands::import::Arguments),
    /// Write a list of records to a file.
    Export(commands::export::Arguments),
    /// Print counted figures.
    Indicators(commands::indicators::Arguments),
    /// Make a report.
    #[command(subcommand)]
    Report(commands::report::Command),
    /// Work with the files of forms.
    #[command(subcommand)]
    Forms(commands::forms::Command),
    /// Look after packs.
    #[command(subcommand)]
    Pack(commands::pack::Command),
    /// Look after the audit chain.
    #[command(subcommand)]
    Audit(commands::audit::Command),
    /// Look after accounts from the server itself.
    #[command(subcommand)]
    Account(commands::account::Command),
    /// Look after the key that secrets are sealed under.
    #[command(subcommand)]
    Keys(commands::keys::Command),
    /// Look after places.
    #[command(subcommand)]
    Places(commands::places::Command),
    /// Write everything to one file, while the server runs or not.
    Backup(commands::backup::Arguments),
    /// Put a backup into an empty database, of either kind.
    Restore(commands::restore::Arguments),
    /// Say what is wrong and what to do.
    Doctor,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(problem) => return Failure::from(problem).report(),
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

async fn run(cli: Cli) -> Result<ExitCode, Failure> {
    let place = cli.place;
    match cli.command {
        Command::Serve(arguments) => commands::serve::run(place, arguments).await,
        Command::Demo(arguments) => commands::demo::run(place, arguments).await,
        Command::Import(arguments) => commands::import::run(place, arguments).await,
        Command::Export(arguments) => commands::export::run(place, arguments).await,
        Command::Indicators(arguments) => commands::indicators::run(place, arguments).await,
        Command::Report(command) => commands::report::run(place, command).await,
        Command::Forms(command) => commands::forms::run(place, command).await,
        Command::Pack(command) => commands::pack::run(command),
        Command::Audit(command) => commands::audit::run(place, command).await,
        Command::Account(command) => commands::account::run(place, command).await,
        Command::Keys(command) => commands::keys::run(place, command).await,
        Command::Places(command) => commands::places::run(place, command).await,
        Command::Backup(arguments) => commands::backup::run(place, arguments).await,
        Command::Restore(arguments) => commands::restore::run(place, arguments).await,
        Command::Doctor => commands::doctor::run(place).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
