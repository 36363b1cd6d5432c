//! `cargo xtask fuzz`: inputs that nobody writes in good faith, made by libFuzzer from those that came nearest to something new. Owns
//! building the targets of `fuzz/` with the coverage that this needs, and running them; what must hold is the targets' business.

mod seeds;

use crate::failure::Failure;
use crate::{machine, process, workspace};
use clap::{Args, ValueEnum};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

#[derive(Args)]
pub(crate) struct Options {
    /// Only this target
    #[arg(long)]
    target: Option<Target>,
    /// How much processor time each target gets, in seconds: a busy machine makes it longer, not less
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
    /// Pictures, sounds, films and documents that answer questions
    Media,
}

impl Target {
    fn name(self) -> &'static str {
        match self {
            Self::Workbooks => "workbooks",
            Self::Xforms => "xforms",
            Self::Submissions => "submissions",
            Self::Xpath => "xpath",
            Self::Media => "media",
        }
    }

    /// The longest input, in bytes: room for everything that matters, and short enough for thousands a second.
    fn longest(self) -> u32 {
        match self {
            Self::Workbooks => 65_536,
            Self::Xforms => 16_384,
            Self::Submissions => 8_192,
            Self::Xpath => 2_000,
            Self::Media => 8_192,
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

/// Runs a target until it had its processor time, going on from what was found interesting; gives what to look at when it found something.
/// libFuzzer itself knows only the time on the clock, so each run is as long as what is missing.
fn fuzz(target: Target, options: &Options, folder: &Path, programs: &Path) -> Result<Option<String>, Failure> {
    let name = target.name();
    let corpus = folder.join("corpus").join(name);
    seeds::gather(name, &corpus)?;
    let findings = folder.join("findings");
    fs::create_dir_all(&findings).map_err(Failure::at(&findings))?;
    let log = folder.join(format!("{name}.log"));
    println!("{name}: {} seconds of processor time; what libFuzzer says is in {}", options.seconds, log.display());
    let (start, before) = (machine::now(), machine::time_of_ended_programs()?);
    let wanted = Duration::from_secs(options.seconds.into());
    let (mut tried_inputs, mut used, mut seed) = (0, Duration::ZERO, options.seed);
    let found = loop {
        let missing = wanted.saturating_sub(used).as_secs().max(1);
        let mut command = Command::new(programs.join(format!("fuzz-{name}")));
        command.arg(&corpus).arg(format!("-max_total_time={missing}")).arg(format!("-seed={seed}"));
        command.arg(format!("-artifact_prefix={}/{name}-", findings.display())).args(limits(target));
        command.stderr(File::create(&log).map_err(Failure::at(&log))?);
        let status = command.status().map_err(|source| process::cannot_start(&command, source))?;
        let said = String::from_utf8_lossy(&fs::read(&log).map_err(Failure::at(&log))?).into_owned();
        tried_inputs += tried(&said);
        used = machine::time_of_ended_programs()?.saturating_sub(before);
        if !status.success() {
            break Some(format!("{name}: {}", finding(&said)));
        }
        // The last second is not worth reading all seeds again.
        if used + Duration::from_secs(1) >= wanted {
            break None;
        }
        seed += 1;
    };
    let (used, clock) = (used.as_secs(), start.elapsed().as_secs());
    println!(
        "{name}: {tried_inputs} inputs tried in {used} s of processor time, {clock} s on the clock, seeds {} to {seed}",
        options.seed
    );
    Ok(found)
}

/// What libFuzzer makes inputs from and how far they may go, the same in every run.
fn limits(target: Target) -> [String; 5] {
    let dictionary = workspace::root().join("fuzz/dictionaries").join(format!("{}.dict", target.name()));
    [
        format!("-max_len={}", target.longest()),
        "-timeout=10".to_owned(),
        "-rss_limit_mb=2048".to_owned(),
        "-print_final_stats=1".to_owned(),
        format!("-dict={}", dictionary.display()),
    ]
}

/// How many inputs were tried, by libFuzzer's own figures at its end.
fn tried(said: &str) -> u64 {
    let figure = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    figure.and_then(|figure| figure.trim().parse().ok()).unwrap_or(0)
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
        assert_eq!((tried(said), finding(said)), (9034, "x-crash-12"));
        assert_eq!((tried(""), finding("")), (0, "it stopped without an input"));
    }
}
