//! `cargo xtask fuzz`: inputs that nobody writes in good faith, made by libFuzzer from those that came nearest to something new. Owns
//! building the targets of `fuzz/` with the coverage that this needs, and running them; what must hold is the targets' business.

mod seeds;

use crate::failure::Failure;
use crate::{process, workspace};
use clap::{Args, ValueEnum};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Args)]
pub(crate) struct Options {
    /// Only this target
    #[arg(long)]
    target: Option<Target>,
    /// How long each target runs
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u32,
}

/// What is fuzzed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Target {
    /// Workbooks and tables in text, which become forms
    Workbooks,
    /// Forms from elsewhere
    Xforms,
    /// Answers from phones
    Submissions,
    /// Expressions
    Xpath,
}

impl Target {
    fn name(self) -> &'static str {
        match self {
            Self::Workbooks => "workbooks",
            Self::Xforms => "xforms",
            Self::Submissions => "submissions",
            Self::Xpath => "xpath",
        }
    }

    /// The longest input, in bytes: room for everything that matters, and short enough for thousands a second.
    fn longest(self) -> u32 {
        match self {
            Self::Workbooks => 65_536,
            Self::Xforms => 16_384,
            Self::Submissions => 8_192,
            Self::Xpath => 2_000,
        }
    }
}

/// How the compiler marks what is reached and compared, as libFuzzer wants it; none of it needs more than a stable compiler.
const COVERAGE: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg fuzzing",
];

/// Builds the targets, then runs each for its time. What was found interesting is kept under `target/fuzz` and gone on from next time.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let folder = workspace::metadata()?.target_directory.join("fuzz");
    let programs = build(&folder)?;
    let targets = options.target.map_or_else(|| Target::value_variants().to_vec(), |only| vec![only]);
    let failed: Vec<String> = targets
        .into_iter()
        .map(|target| fuzz(target, options, &folder, &programs))
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?;
    if failed.is_empty() { Ok(()) } else { Err(Failure::Fuzz(failed.join("\n"))) }
}

/// The folder with the programs. They are compiled for a machine that is named, so that build scripts and macros are not marked.
fn build(folder: &Path) -> Result<PathBuf, Failure> {
    let machine = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--target", &machine]);
    cargo.arg("--target-dir").arg(folder).env("RUSTFLAGS", COVERAGE.join(" ")).current_dir(workspace::root());
    process::run(&mut cargo)?;
    Ok(folder.join(machine).join("release"))
}

/// Runs a target; gives what to look at when it found something.
fn fuzz(target: Target, options: &Options, folder: &Path, programs: &Path) -> Result<Option<String>, Failure> {
    let name = target.name();
    let corpus = folder.join("corpus").join(name);
    seeds::gather(name, &corpus)?;
    let findings = folder.join("findings");
    fs::create_dir_all(&findings).map_err(Failure::at(&findings))?;
    let log = folder.join(format!("{name}.log"));
    let mut command = Command::new(programs.join(format!("fuzz-{name}")));
    command.arg(&corpus).arg(format!("-max_total_time={}", options.seconds)).arg(format!("-seed={}", options.seed));
    command.arg(format!("-max_len={}", target.longest())).args(["-timeout=10", "-rss_limit_mb=2048"]);
    command.arg("-print_final_stats=1").arg(format!("-artifact_prefix={}/{name}-", findings.display()));
    command.arg(format!("-dict={}", workspace::root().join("fuzz/dictionaries").join(name).display()) + ".dict");
    command.stderr(File::create(&log).map_err(Failure::at(&log))?);
    println!("{name}: {} seconds; what libFuzzer says is in {}", options.seconds, log.display());
    let status = command.status().map_err(|source| process::cannot_start(&command, source))?;
    let said = String::from_utf8_lossy(&fs::read(&log).map_err(Failure::at(&log))?).into_owned();
    println!("{name}: {} inputs tried", tried(&said).unwrap_or("no"));
    Ok((!status.success()).then(|| format!("{name}: {}", finding(&said))))
}

/// How many inputs were tried, by libFuzzer's own figures at its end.
fn tried(said: &str) -> Option<&str> {
    said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")).map(str::trim)
}

/// Where the input is that broke something.
fn finding(said: &str) -> &str {
    said.lines()
        .find_map(|line| line.split_once("Test unit written to "))
        .map_or("it stopped without an input", |(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_libfuzzer_says_is_understood() {
        let said =
            "#2 INITED\nartifact_prefix='x-'; Test unit written to x-crash-12\nstat::number_of_executed_units: 9034\n";
        assert_eq!((tried(said), finding(said)), (Some("9034"), "x-crash-12"));
        assert_eq!((tried(""), finding("")), (None, "it stopped without an input"));
    }
}
