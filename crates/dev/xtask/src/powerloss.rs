//! `cargo xtask powerloss`: what a power loss could take. Records a run with strace, then has `workload replay` build the states in
//! which unsynced writes are missing, torn or out of order, and check each with the product's own code. The same on a database
//! that does not wait for the disk must show losses: a harness that cannot see them proves nothing.

use crate::failure::Failure;
use crate::process;
use crate::programs::{FOUND_SOMETHING, Programs};
use std::path::Path;
use std::process::Command;

/// Every call by which a program changes a file or asks that it be safe. A change by a call that the replay does not model stops
/// it, so the list is longer than what SQLite uses.
const CALLS: &str = "openat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,lseek,ftruncate,truncate,\
rename,renameat,renameat2,unlink,unlinkat,fallocate,copy_file_range,sendfile,splice";

/// How to try it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// States to check; as many again are checked with syncs left out
    #[arg(long, default_value_t = 2_000)]
    states: usize,
    /// Clients of the recorded run
    #[arg(long, default_value_t = 8)]
    clients: usize,
    /// Submissions of each client
    #[arg(long, default_value_t = 100)]
    each: u64,
    /// What chooses moments and losses
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Options {
    /// Few states of a short run, for every run of the tests.
    pub(crate) fn brief() -> Self {
        Self { states: 60, clients: 8, each: 20, seed: 1 }
    }
}

/// Records, replays, and fails when something acknowledged was lost, or when the harness did not see the losses it must see.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let program = Programs::build()?.workload;
    process::require("strace", "it records the run; on Debian: `apt-get install strace`")?;
    println!("waiting for the disk (synchronous=FULL): nothing acknowledged may be missing");
    let safe = try_one(options, &program, options.states, false)?;
    println!("not waiting (synchronous=NORMAL): losses must be seen");
    let unsafely = try_one(options, &program, options.states / 4, true)?;
    match (safe, unsafely) {
        (false, _) => {
            Err(Failure::Lost("a power loss takes what was acknowledged, or damages the database".to_owned()))
        }
        (true, true) => Err(Failure::Lost("the harness saw no loss where there must be some: it is blind".to_owned())),
        (true, false) => Ok(()),
    }
}

/// Whether a recorded run survives every state.
fn try_one(options: &Options, program: &Path, states: usize, unsafely: bool) -> Result<bool, Failure> {
    let folder = tempfile::tempdir().map_err(Failure::at("the temporary folder"))?;
    // Names as the kernel tells them, so that they are those of the recording.
    let root = folder.path().canonicalize().map_err(Failure::at(folder.path()))?;
    let data = root.join("data");
    std::fs::create_dir(&data).map_err(Failure::at(&data))?;
    let (trace, journal, database) = (root.join("trace"), root.join("journal"), data.join("saphan.db"));
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-xx", "-qq", "-s", "1048576", "-e"]).arg(format!("trace={CALLS}")).arg("-o").arg(&trace);
    strace.arg(program).arg("load").arg("--database").arg(&database).arg("--journal").arg(&journal);
    strace.args(["--clients", &options.clients.to_string(), "--each", &options.each.to_string()]);
    strace.args(["--seed", &options.seed.to_string()]);
    strace.args(unsafely.then_some("--unsafely"));
    process::run(&mut strace)?;
    let mut replay = Command::new(program);
    replay.arg("replay").arg("--trace").arg(&trace).arg("--database").arg(&database).arg("--journal").arg(&journal);
    replay.args(["--states", &states.to_string(), "--seed", &options.seed.to_string()]);
    let status = replay.status().map_err(|source| process::cannot_start(&replay, source))?;
    match status.code() {
        Some(0) => Ok(true),
        Some(FOUND_SOMETHING) => Ok(false),
        _ => Err(Failure::Exit { command: "workload replay".to_owned(), status }),
    }
}
