//! `cargo xtask`: the project's chores, each a command in a module of its own. Nothing here is part of a release.
#![expect(clippy::print_stdout, reason = "a command line tool speaks to the person at the terminal")]

mod api;
mod bench;
mod conformance;
mod failure;
mod faults;
mod fuzz;
mod generate;
mod generate_places;
mod kill9;
mod machine;
mod odk_validate;
mod oracle;
mod postgres;
mod powerloss;
mod prerequisites;
mod process;
mod programs;
mod run;
mod server;
mod test;
mod tidy;
mod workspace;

use clap::{Parser, Subcommand};
use failure::Failure;
use postgres::Durability;
use std::ffi::OsString;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Saphan's chores", disable_version_flag = true)]
struct Arguments {
    #[command(subcommand)]
    command: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Build and run the product on its embedded database with demo data
    Run {
        /// Passed on to `saphan demo`; `cargo xtask run -- --help` lists them
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Pass every test, installing what the tests need
    Test(test::Options),
    /// Check the shape of the tree: floors, documentation, headers, texts, stray files
    Tidy,
    /// Write the files that are made from other files
    Generate {
        /// Write nothing; fail when a file differs from what would be written
        #[arg(long)]
        check: bool,
    },
    /// Ask the API of the demo, as each of its roles, what nobody foresaw; it may not fail, and answers as it is described
    Api(api::Options),
    /// Measure durable submissions through HTTP, on both databases, and print a page for bench/results
    Bench(bench::Options),
    /// Count how much of the language-neutral form cases comes out as expected, with the bars beside it
    Conformance,
    /// Let the disk under a loaded database be full or fail; nothing acknowledged may be lost
    Faults(faults::Options),
    /// Show the engines inputs that nobody writes in good faith, made by libFuzzer
    Fuzz(fuzz::Options),
    /// Kill a loaded server again and again; nothing acknowledged may be lost
    Kill9(kill9::Options),
    /// Compare who sees what with naive accounts of the rules, for as many requests as asked, on both databases
    Oracle(oracle::Options),
    /// Show every XForm that is made to ODK Validate, which holds the engine of ODK Collect
    OdkValidate,
    /// Replay the power losses that a recorded run could have met; nothing acknowledged may be lost
    Powerloss(powerloss::Options),
    /// Run a command beside a throw-away PostgreSQL, named in SAPHAN_TEST_POSTGRES
    Postgres {
        /// As durable as a server out of the box, instead of as fast as tests like it
        #[arg(long)]
        durable: bool,
        /// The command and its arguments, for example `cargo test -p store-sql`
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    match perform(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            println!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(chore: Chore) -> Result<(), Failure> {
    match chore {
        Chore::Run { arguments } => run::demo(&arguments),
        Chore::Test(options) => test::everything(&options),
        Chore::Tidy => tidy::check(),
        Chore::Generate { check: true } => generate::check(),
        Chore::Generate { check: false } => generate::write(),
        Chore::Api(options) => api::run(&options),
        Chore::Bench(options) => bench::run(&options),
        Chore::Conformance => conformance::run(),
        Chore::Faults(options) => faults::run(&options),
        Chore::Fuzz(options) => fuzz::run(&options),
        Chore::Kill9(options) => kill9::run(&options),
        Chore::Oracle(options) => oracle::run(&options),
        Chore::OdkValidate => odk_validate::run(),
        Chore::Powerloss(options) => powerloss::run(&options),
        Chore::Postgres { durable: true, command } => postgres::beside(&command, Durability::OfTheServer),
        Chore::Postgres { durable: false, command } => postgres::beside(&command, Durability::None),
    }
}
