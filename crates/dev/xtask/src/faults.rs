//! `cargo xtask faults`: disks that are full or fail. Runs the load under strace, which has chosen calls fail as the kernel would,
//! and checks afterwards: nothing acknowledged is missing, and the load has come to its end without a new start.

use crate::failure::Failure;
use crate::kill9::findings;
use crate::process;
use crate::programs::Programs;
use std::path::Path;
use std::process::Command;

/// Faults in strace's own words (`-e inject=`), with what they stand for. Counts are of one thread, and the writing thread makes
/// most of these calls.
const FAULTS: [(&str, &str); 6] = [
    ("pwrite64:error=ENOSPC:when=300..400", "the disk is full for a hundred writes"),
    ("pwrite64:error=EIO:when=300+97", "every 97th write fails"),
    ("fsync,fdatasync:error=EIO:when=20..23", "four syncs in a row fail"),
    ("fsync,fdatasync:error=EIO:when=12+9", "every ninth sync fails"),
    ("fsync,fdatasync:error=ENOSPC:when=15..18", "space runs out where it is found out, at the sync"),
    ("pread64:error=EIO:when=60..62", "three reads fail"),
];

/// How to try it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Clients that submit at once
    #[arg(long, default_value_t = 8)]
    clients: usize,
    /// Submissions of each client
    #[arg(long, default_value_t = 60)]
    each: u64,
}

impl Options {
    /// As short as still meets every fault, for every run of the tests.
    pub(crate) fn brief() -> Self {
        Self { clients: 8, each: 60 }
    }
}

/// Tries every fault.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let program = Programs::build()?.workload;
    process::require("strace", "it makes calls fail; on Debian: `apt-get install strace`")?;
    for (number, (fault, meaning)) in (1..).zip(FAULTS) {
        let injected = try_one(options, &program, number, fault)?;
        println!("{meaning}: {injected} calls failed, nothing was lost");
    }
    Ok(())
}

/// How many calls failed, when nothing was lost.
fn try_one(options: &Options, program: &Path, seed: usize, fault: &str) -> Result<usize, Failure> {
    let folder = tempfile::tempdir().map_err(Failure::at("the temporary folder"))?;
    let (trace, journal) = (folder.path().join("trace"), folder.path().join("journal"));
    let database = folder.path().join("saphan.db").display().to_string();
    // The tables are there before anything fails, so that counts do not move with the number of migrations.
    let mut prepare = Command::new(program);
    prepare.args(["load", "--database", &database, "--journal"]).arg(&journal).args(["--clients", "1", "--each", "0"]);
    process::run(&mut prepare)?;
    let mut load = Command::new("strace");
    load.args(["-f", "-qq", "-e", "trace=pwrite64,pread64,fsync,fdatasync,ftruncate", "-e"]);
    load.arg(format!("inject={fault}")).arg("-o").arg(&trace).arg(program);
    load.args(["load", "--database", &database, "--journal"]).arg(&journal);
    load.args(["--clients", &options.clients.to_string(), "--each", &options.each.to_string()]);
    load.args(["--seed", &seed.to_string()]);
    process::run(&mut load)?;
    let mut check = Command::new(program);
    let findings = findings(check.args(["check", "--database", &database, "--journal"]).arg(&journal))?;
    if findings.lost > 0 || !findings.problems.is_empty() {
        return Err(Failure::Lost(format!("with `{fault}`: {} lost; {}", findings.lost, findings.problems.join("; "))));
    }
    let recorded = std::fs::read_to_string(&trace).map_err(Failure::at(&trace))?;
    match recorded.lines().filter(|line| line.ends_with("(INJECTED)")).count() {
        0 => Err(Failure::Lost(format!("`{fault}` failed no call: the load is too short to prove anything"))),
        injected => Ok(injected),
    }
}
