//! `cargo xtask kill9`: kills a loaded database program again and again in the middle of its work, and after each kill has
//! `workload check` open what is left with the product's own code: every acknowledged submission must be there once.

use crate::failure::Failure;
use crate::process;
use crate::workload;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// How to try it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Kills
    #[arg(long, default_value_t = 200)]
    rounds: u64,
    /// A database to use instead of a new SQLite file, such as an empty schema at postgres://…
    #[arg(long)]
    database: Option<String>,
    /// Clients that submit at once
    #[arg(long, default_value_t = 16)]
    clients: usize,
    /// Start on a new file after so many kills; one that grows for ever makes each check longer than the load
    #[arg(long, default_value_t = 20)]
    fresh_after: u64,
}

/// What a check found, as far as it is counted here.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Findings {
    acknowledged: usize,
    present: usize,
    /// Acknowledged and not there.
    pub(crate) lost: usize,
    /// Everything else that must not be.
    pub(crate) problems: Vec<String>,
}

/// Loads, kills and checks, and fails at the first loss or fault.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let program = workload::build()?;
    let folder = tempfile::tempdir().map_err(Failure::at("the temporary folder"))?;
    let mut acknowledged = 0;
    let mut last = 0;
    for round in 0..options.rounds {
        // A database that was given is one for all rounds, and so is its journal.
        let series = if options.database.is_some() { 0 } else { round / options.fresh_after.max(1) };
        let file = folder.path().join(format!("saphan-{series}.db")).display().to_string();
        let database = options.database.as_ref().unwrap_or(&file);
        let journal = folder.path().join(format!("journal-{series}"));
        load_and_kill(options, &program, database, &journal, round)?;
        let findings = check(&program, database, &journal)?;
        if findings.lost > 0 || !findings.problems.is_empty() {
            let told = format!("round {round}: {} lost; {}", findings.lost, findings.problems.join("; "));
            return Err(Failure::Lost(told));
        }
        let first_of_series = options.database.is_none() && round % options.fresh_after.max(1) == 0;
        acknowledged += findings.acknowledged - if first_of_series { 0 } else { last };
        last = findings.acknowledged;
        if (round + 1) % 20 == 0 || round + 1 == options.rounds {
            println!("{} kills, {acknowledged} acknowledged, 0 lost ({} in the log)", round + 1, findings.present);
        }
    }
    Ok(())
}

/// Starts the load, lets it work for a moment that differs each time, and kills it.
fn load_and_kill(options: &Options, program: &Path, database: &str, journal: &Path, round: u64) -> Result<(), Failure> {
    // The journal is there before the first kill, however early that is.
    std::fs::OpenOptions::new().append(true).create(true).open(journal).map_err(Failure::at(journal))?;
    let mut load = Command::new(program);
    load.args(["load", "--database", database, "--journal"]).arg(journal);
    load.args(["--clients", &options.clients.to_string(), "--seed", &(round + 1).to_string()]);
    let mut running = load.stdout(Stdio::null()).spawn().map_err(|source| process::cannot_start(&load, source))?;
    // From before the database is open to well into the work, in steps that share no rhythm with it.
    sleep(Duration::from_millis(20 + round.wrapping_mul(7_919) % 480));
    // SIGKILL on Unix. A load that ended by itself has failed.
    if let Ok(Some(status)) = running.try_wait() {
        return Err(Failure::Exit { command: "workload load".to_owned(), status });
    }
    running.kill().and_then(|()| running.wait()).map_err(Failure::at(program))?;
    Ok(())
}

/// Has the product's own code look at what is left.
pub(crate) fn check(program: &Path, database: &str, journal: &Path) -> Result<Findings, Failure> {
    let mut check = Command::new(program);
    check.args(["check", "--database", database, "--journal"]).arg(journal);
    let output = check.output().map_err(|source| process::cannot_start(&check, source))?;
    let said = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&said).map_err(|_| Failure::Lost(format!("the check could not look: {said}")))
}
