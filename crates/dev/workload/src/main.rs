//! A load of durable submissions, what must be true after it was cut off, and replays of power losses from a recorded run.
//!
//! `bench` measures; `fill` makes a data folder of any size and `drive` loads a server on it as its people would; `load` writes until it or its server is killed, noting what was acknowledged; `check` opens the database that
//! is left with the product's own code and looks for losses; `replay` builds the states a power loss could have left and checks
//! each. Load goes straight at storage or through HTTP at a running server. `cargo xtask bench`, `kill9`, `powerloss` and `faults`
//! drive them. Nothing here is part of a release.
#![expect(clippy::print_stdout, reason = "a command line tool speaks to the person at the terminal")]

mod bench;
mod check;
mod cpu;
mod disk;
mod door;
mod drive;
mod failure;
mod fill;
mod history;
mod http;
mod journal;
mod load;
mod names;
mod people;
mod random;
mod replay;
mod target;
mod trace;

use clap::{Parser, Subcommand};
use failure::Failure;
use journal::Journal;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Load, and what must be true after it", disable_version_flag = true)]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Measure durable submissions per second
    Bench(bench::Options),
    /// Fill a data folder with cases and person records, sealed as the product seals them
    Fill(fill::Options),
    /// Load a server on a filled folder as its people would, at a stated rate, and measure what each request waits
    Drive(drive::Options),
    /// Write until killed or done, noting each acknowledgement in a journal
    Load(load::Options),
    /// Open what is left and compare it with the journal
    Check {
        /// The database
        #[arg(long)]
        database: String,
        /// What `load` noted
        #[arg(long)]
        journal: PathBuf,
        /// The server that runs on it again, through which work goes on
        #[arg(long)]
        server: Option<String>,
    },
    /// Choose the administrator's password by the link that a server's first start prints
    Enter {
        /// The link
        #[arg(long)]
        link: String,
    },
    /// Build the states a power loss could have left from a recorded run, and check each
    Replay(replay::Options),
}

/// The exit code that says that a loss or a fault was found, rather than that it could not be looked for.
const FOUND_SOMETHING: u8 = 3;

fn main() -> ExitCode {
    match perform(Arguments::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FOUND_SOMETHING),
        Err(failure) => {
            println!("workload: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Whether everything that was looked at was as it must be.
fn perform(task: Task) -> Result<bool, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|source| Failure::Runtime { source })?;
    match task {
        Task::Bench(options) => runtime.block_on(bench::run(&options)).map(|()| true),
        Task::Fill(options) => runtime.block_on(fill::run(&options)).map(|()| true),
        Task::Drive(options) => runtime.block_on(drive::run(&options)).map(|()| true),
        Task::Load(options) => runtime.block_on(load::run(&options)).map(|()| true),
        Task::Check { database, journal, server } => {
            let noted = journal::read(&journal)?;
            let findings = match server {
                Some(server) => {
                    let journal = Journal::open(&journal)?;
                    runtime.block_on(check::check_served(&database, &server, &noted, &journal))?
                }
                None => runtime.block_on(check::check(&database, &noted.acknowledged))?,
            };
            println!("{}", serde_json::to_string(&findings).map_err(Failure::Json)?);
            Ok(findings.is_clean())
        }
        Task::Enter { link } => runtime.block_on(door::choose_password(&link)).map(|()| true),
        Task::Replay(options) => replay::run(&runtime, &options),
    }
}
