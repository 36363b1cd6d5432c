//! `cargo xtask test`: the second of the two commands a newcomer types, and all that the project's own checks run. A list of
//! steps, cheap ones first; each says what it needs, and the run stops at the first that fails.

use crate::failure::Failure;
use crate::machine::now;
use crate::postgres::{Cluster, Durability};
use crate::prerequisites::{self, Need};
use crate::{api, faults, generate, kill9, powerloss, process, run, tidy, workspace};
use std::process::Command;
use std::time::Duration;

/// What the user asked of `cargo xtask test`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Run this step alone; may be given several times
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Name the steps and run none
    #[arg(long)]
    list: bool,
}

/// One thing that must hold.
struct Step {
    name: &'static str,
    about: &'static str,
    needs: &'static [Need],
    run: fn(&Surroundings) -> Result<Outcome, Failure>,
}

/// How a step ended. `Skipped`: an earlier one failed, or its tool is not on this machine and a machine can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    Skipped,
}

/// Every step in the order in which they run.
///
/// `build`, `test`, `doc` and `browser` all select the whole workspace with its tests, because another selection would give the
/// dependencies other features and compile them again.
const STEPS: &[Step] = &[
    Step { name: "format", about: "cargo fmt --check", needs: &[], run: |_| cargo(&["fmt", "--all", "--check"]) },
    Step {
        name: "tidy",
        about: "floors, documentation, texts, stray files",
        needs: &[],
        run: |_| tidy::check().map(passed),
    },
    Step {
        name: "dependencies",
        about: "licences and sources, with cargo-deny where it is installed",
        needs: &[],
        run: dependency_policy,
    },
    Step {
        name: "generate",
        about: "generated files are fresh",
        needs: &[Need::Node, Need::Python],
        run: |_| generate::check().map(passed),
    },
    Step {
        name: "lint",
        about: "clippy without a warning",
        needs: &[],
        run: |_| cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]),
    },
    Step {
        name: "build",
        about: "the binary and every test",
        needs: &[],
        run: |_| cargo(&["build", "--quiet", "--workspace", "--bins", "--tests"]),
    },
    Step {
        name: "test",
        about: "unit and integration tests, on SQLite and PostgreSQL",
        needs: &[Need::Postgres, Need::Fonts, Need::XmlLint, Need::PdfTools],
        run: rust_tests,
    },
    Step {
        name: "durability",
        about: "a few kills, power losses and failing disks; nothing acknowledged may be lost",
        needs: &[Need::Strace],
        run: |_| durability().map(passed),
    },
    Step {
        name: "api",
        about: "requests that nobody foresaw, as each role; the server may not fail",
        needs: &[Need::Python],
        run: |_| api::run(&api::Options::brief()).map(passed),
    },
    Step {
        name: "doc",
        about: "examples in the documentation",
        needs: &[],
        run: |_| cargo(&["test", "--quiet", "--workspace", "--doc"]),
    },
    Step {
        name: "browser",
        about: "journeys of people in a real browser",
        needs: &[Need::Node, Need::Browser, Need::Fonts],
        run: browser_journeys,
    },
];

/// What the steps share.
struct Surroundings {
    /// Running exactly when a chosen step needs it.
    postgres: Option<Cluster>,
}

/// A step that has been, and how long it took.
struct Done {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

/// Runs the chosen steps, or all, and prints how long each took.
pub(crate) fn everything(options: &Options) -> Result<(), Failure> {
    if options.list {
        STEPS.iter().for_each(|step| println!("{:12} {}", step.name, step.about));
        return Ok(());
    }
    let steps = chosen(&options.only)?;
    let surroundings = prepare(&steps)?;
    let done = perform(&steps, &surroundings);
    println!("\n{}", summary(&done));
    done.iter().find(|step| step.outcome == Outcome::Failed).map_or(Ok(()), |step| Err(Failure::Step(step.name)))
}

/// The steps of these names in running order; all of them when none is named.
fn chosen(names: &[String]) -> Result<Vec<&'static Step>, Failure> {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != name.as_str())) {
        return Err(Failure::NoSuchStep(unknown.clone()));
    }
    Ok(STEPS.iter().filter(|step| names.is_empty() || names.iter().any(|name| name == step.name)).collect())
}

/// Installs what the steps need and starts what they share.
fn prepare(steps: &[&Step]) -> Result<Surroundings, Failure> {
    let mut needs: Vec<Need> = steps.iter().flat_map(|step| step.needs).copied().collect();
    needs.sort_unstable();
    needs.dedup();
    prerequisites::ensure(&needs)?;
    let postgres = if needs.contains(&Need::Postgres) { Some(Cluster::start(Durability::None)?) } else { None };
    Ok(Surroundings { postgres })
}

/// Runs the steps up to the first that fails.
fn perform(steps: &[&Step], surroundings: &Surroundings) -> Vec<Done> {
    let mut done: Vec<Done> = Vec::new();
    for step in steps {
        let skip = done.iter().any(|earlier| earlier.outcome == Outcome::Failed);
        let start = now();
        let outcome = if skip { Outcome::Skipped } else { attempt(step, surroundings) };
        done.push(Done { name: step.name, outcome, took: start.elapsed() });
    }
    done
}

fn attempt(step: &Step, surroundings: &Surroundings) -> Outcome {
    println!("\n== {}: {}", step.name, step.about);
    (step.run)(surroundings).unwrap_or_else(|failure| {
        println!("{failure}");
        Outcome::Failed
    })
}

fn passed((): ()) -> Outcome {
    Outcome::Passed
}

fn cargo(arguments: &[&str]) -> Result<Outcome, Failure> {
    process::run(process::cargo().args(arguments).current_dir(workspace::root())).map(passed)
}

fn dependency_policy(_: &Surroundings) -> Result<Outcome, Failure> {
    if process::find_program("cargo-deny").is_none() {
        println!("cargo-deny is not installed: deny.toml is not checked here");
        return Ok(Outcome::Skipped);
    }
    cargo(&["deny", "--offline", "check", "licenses", "bans", "sources"])
}

/// Runs the tests with nextest where it is installed: it runs them side by side across crates. Plain cargo otherwise.
fn rust_tests(surroundings: &Surroundings) -> Result<Outcome, Failure> {
    let mut command = process::cargo();
    if process::succeeds(process::cargo().args(["nextest", "--version"])) {
        command.args(["nextest", "run", "--workspace", "--status-level", "slow", "--cargo-quiet"]);
    } else {
        command.args(["test", "--quiet", "--workspace", "--bins", "--tests"]);
    }
    if let Some(cluster) = &surroundings.postgres {
        command.envs(cluster.variables());
    }
    process::run(command.current_dir(workspace::root())).map(passed)
}

/// What `kill9`, `powerloss` and `faults` do at length, in short.
fn durability() -> Result<(), Failure> {
    kill9::run(&kill9::Options::brief())?;
    powerloss::run(&powerloss::Options::brief())?;
    faults::run(&faults::Options::brief())
}

fn browser_journeys(_: &Surroundings) -> Result<Outcome, Failure> {
    prerequisites::npm_packages("e2e")?;
    cargo(&["build", "--quiet", "--workspace", "--bins", "--tests"])?;
    let root = workspace::root();
    let mut command = Command::new("node");
    command.arg("run.mjs").current_dir(root.join("e2e")).env("SAPHAN_BIN", run::binary()?);
    if let Some(browser) = prerequisites::browser() {
        command.env("SAPHAN_CHROMIUM", browser);
    }
    process::run(&mut command).map(passed)
}

/// A line a step, the slowest visible at a glance, and a closing line.
fn summary(done: &[Done]) -> String {
    let lines = done.iter().map(|step| match step.outcome {
        Outcome::Skipped => format!("{:12}  skipped\n", step.name),
        _ => format!("{:12} {:>7.1} s\n", step.name, step.took.as_secs_f64()),
    });
    let table: String = lines.collect();
    let total: Duration = done.iter().map(|step| step.took).sum();
    let count = |outcome| done.iter().filter(|step| step.outcome == outcome).count();
    let (passed, failed, skipped) = (count(Outcome::Passed), count(Outcome::Failed), count(Outcome::Skipped));
    format!(
        "{table}{:12} {:>7.1} s\nsteps: {passed} passed, {failed} failed, {skipped} skipped",
        "total",
        total.as_secs_f64()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(steps: &[&Step]) -> Vec<&'static str> {
        steps.iter().map(|step| step.name).collect()
    }

    #[test]
    fn chosen_steps_run_in_their_own_order() {
        let steps = chosen(&["lint".into(), "format".into()]).expect("both exist");
        assert_eq!(names(&steps), ["format", "lint"]);
        assert_eq!(chosen(&[]).expect("all").len(), STEPS.len());
    }

    #[test]
    fn a_step_that_does_not_exist_is_refused_by_name() {
        let refused = chosen(&["lint".into(), "lnit".into()]).err().expect("it is unknown");
        assert_eq!(refused.to_string(), "there is no step `lnit`; `cargo xtask test --list` names them");
    }

    #[test]
    fn the_summary_counts_what_passed_failed_and_never_ran() {
        let step = |name, outcome, milliseconds| Done { name, outcome, took: Duration::from_millis(milliseconds) };
        let done = [
            step("format", Outcome::Passed, 1_500),
            step("lint", Outcome::Failed, 61_000),
            step("test", Outcome::Skipped, 0),
            step("browser", Outcome::Skipped, 0),
        ];
        let expected = [
            "format           1.5 s",
            "lint            61.0 s",
            "test          skipped",
            "browser       skipped",
            "total           62.5 s",
            "steps: 1 passed, 1 failed, 2 skipped",
        ];
        assert_eq!(summary(&done), expected.join("\n"));
    }

    #[test]
    fn steps_after_a_failure_are_skipped() {
        let step = |name, run| Step { name, about: "", needs: &[], run };
        let steps = [
            step("one", |_| Ok(Outcome::Passed)),
            step("two", |_| Err(Failure::NoSuchStep("none".into()))),
            step("three", |_| Ok(Outcome::Passed)),
        ];
        let done = perform(&steps.iter().collect::<Vec<_>>(), &Surroundings { postgres: None });
        let outcomes: Vec<Outcome> = done.iter().map(|step| step.outcome).collect();
        assert_eq!(outcomes, [Outcome::Passed, Outcome::Failed, Outcome::Skipped]);
    }
}
