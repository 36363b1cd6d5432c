//! `cargo xtask kill9`: kills a loaded server again and again in the middle of its work. The load goes through HTTP; after each
//! kill the server starts on what is left, and `workload check` compares that with every acknowledgement that a client received.

use crate::failure::Failure;
use crate::process;
use crate::programs::Programs;
use crate::server::{Engine, Ground, Server};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;
use tempfile::TempDir;

/// How to try it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Kills
    #[arg(long, default_value_t = 200)]
    rounds: u64,
    /// The database; of PostgreSQL only the product is killed, not the database server
    #[arg(long, value_enum, default_value_t = Engine::Sqlite)]
    on: Engine,
    /// Clients that submit at once
    #[arg(long, default_value_t = 16)]
    clients: usize,
    /// Start on fresh data after so many kills; data that grow for ever make each check longer than the load
    #[arg(long, default_value_t = 20)]
    fresh_after: u64,
}

impl Options {
    /// Few kills, for every run of the tests.
    pub(crate) fn brief() -> Self {
        Self { rounds: 5, on: Engine::Sqlite, clients: 8, fresh_after: 5 }
    }
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

/// Data that are killed upon several times, with the journal of what was acknowledged.
struct Series {
    // Ended before its ground is taken away.
    server: Server,
    ground: Ground,
    journal: PathBuf,
    _folder: TempDir,
}

/// Loads, kills and checks, and fails at the first loss or fault.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let programs = Programs::build()?;
    let mut acknowledged = 0;
    let mut series: Option<(Series, usize)> = None;
    for round in 0..options.rounds {
        let going_on = series.take().filter(|_| !round.is_multiple_of(options.fresh_after.max(1)));
        let (begun, before) = match going_on {
            Some(going_on) => going_on,
            None => (Series::begin(&programs, options.on)?, 0),
        };
        let (begun, findings) = begun.round(options, &programs, round)?;
        if findings.lost > 0 || !findings.problems.is_empty() {
            let told = format!("round {round}: {} lost; {}", findings.lost, findings.problems.join("; "));
            return Err(Failure::Lost(told));
        }
        acknowledged += findings.acknowledged.saturating_sub(before);
        series = Some((begun, findings.acknowledged));
        if (round + 1) % 20 == 0 || round + 1 == options.rounds {
            println!("{} kills, {acknowledged} acknowledged, 0 lost ({} in the log)", round + 1, findings.present);
        }
    }
    Ok(())
}

impl Series {
    fn begin(programs: &Programs, engine: Engine) -> Result<Self, Failure> {
        let folder = tempfile::tempdir().map_err(Failure::at("the temporary folder"))?;
        let ground = Ground::fresh(engine)?;
        let server = Server::first(programs, &ground)?;
        Ok(Self { server, ground, journal: folder.path().join("journal"), _folder: folder })
    }

    /// Loads, kills at a moment that differs each time, starts again and looks.
    fn round(self, options: &Options, programs: &Programs, round: u64) -> Result<(Self, Findings), Failure> {
        let Self { server, ground, journal, _folder } = self;
        let load = begin_load(options, programs, &server, &journal, round + 1)?;
        // From the first request to well into the work, in steps that share no rhythm with it.
        sleep(Duration::from_millis(20 + round.wrapping_mul(7_919) % 480));
        server.kill()?;
        end_load(load)?;
        let server = Server::start(programs, &ground)?;
        let mut check = Command::new(&programs.workload);
        check.arg("check").arg("--database").arg(ground.database()).arg("--journal").arg(&journal);
        let findings = findings(check.args(["--server", server.address()]))?;
        Ok((Self { server, ground, journal, _folder }, findings))
    }
}

/// Starts the load and waits until it has signed in and begins.
fn begin_load(
    options: &Options,
    programs: &Programs,
    server: &Server,
    journal: &Path,
    seed: u64,
) -> Result<Child, Failure> {
    let mut load = Command::new(&programs.workload);
    load.args(["load", "--server", server.address(), "--journal"]).arg(journal).stdout(Stdio::piped());
    load.args(["--clients", &options.clients.to_string(), "--seed", &seed.to_string()]);
    let mut running = load.spawn().map_err(|source| process::cannot_start(&load, source))?;
    let mut line = String::new();
    if let Some(said) = running.stdout.as_mut() {
        BufReader::new(said).read_line(&mut line).map_err(Failure::at(&programs.workload))?;
    }
    if line.trim_end() == "loading" {
        Ok(running)
    } else {
        Err(Failure::Lost(format!("the load did not begin: {line}")))
    }
}

/// Waits for a load whose server is gone. It ends well unless it was told something that it must not be told.
fn end_load(load: Child) -> Result<(), Failure> {
    let ended = load.wait_with_output().map_err(Failure::at("the load"))?;
    let said = String::from_utf8_lossy(&ended.stdout);
    if ended.status.success() { Ok(()) } else { Err(Failure::Lost(format!("the load met more than a kill: {said}"))) }
}

/// What the product's own code finds when it looks at what is left.
pub(crate) fn findings(check: &mut Command) -> Result<Findings, Failure> {
    let output = check.output().map_err(|source| process::cannot_start(check, source))?;
    let said = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&said).map_err(|_| Failure::Lost(format!("the check could not look: {said}")))
}
