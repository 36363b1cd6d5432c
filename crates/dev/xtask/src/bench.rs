//! `cargo xtask bench`: durable submissions per second through HTTP, on both databases. Builds what is released, starts the server
//! on fresh data for each run, has `workload bench` measure, and prints a page for `bench/results`.
//!
//! Wall-clock figures hold only on a machine that does nothing else; the page says how busy it was.

use crate::failure::Failure;
use crate::machine;
use crate::postgres;
use crate::process;
use crate::programs::Programs;
use crate::server::{Engine, Ground, Server};
use std::process::Command;

/// What to measure.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// The databases
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Engine::Sqlite, Engine::Postgres])]
    on: Vec<Engine>,
    /// Runs on each, on fresh data
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Numbers of clients
    #[arg(long, value_delimiter = ',', default_values_t = [1, 16, 64])]
    clients: Vec<usize>,
    /// Seconds for each number of clients
    #[arg(long, default_value_t = 10)]
    seconds: u64,
}

/// Measures and prints.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let programs = Programs::build_released()?;
    println!("# Submissions through HTTP\n");
    for line in machine::description()? {
        println!("- {line}");
    }
    for engine in &options.on {
        println!("\n## {}\n\n```", title(*engine)?);
        for number in 1..=options.runs {
            println!("run {number}, load average {} before", machine::load_average());
            print!("{}", measure(options, &programs, *engine)?);
        }
        println!("```");
    }
    Ok(())
}

fn title(engine: Engine) -> Result<String, Failure> {
    match engine {
        Engine::Sqlite => Ok("SQLite, write-ahead log, `synchronous=FULL`".to_owned()),
        Engine::Postgres => Ok(format!("{}, default durability", postgres::version()?)),
    }
}

/// One run on fresh data: a line of JSON for each number of clients.
fn measure(options: &Options, programs: &Programs, engine: Engine) -> Result<String, Failure> {
    let ground = Ground::fresh(engine)?;
    let server = Server::first(programs, &ground)?;
    let clients: Vec<String> = options.clients.iter().map(ToString::to_string).collect();
    let mut bench = Command::new(&programs.workload);
    bench.args(["bench", "--server", server.address(), "--server-process", &server.process().to_string()]);
    bench.args(["--clients", &clients.join(","), "--seconds", &options.seconds.to_string()]);
    if let Some(database) = ground.database_process() {
        bench.args(["--database-process", &database.to_string()]);
    }
    let figures = process::capture(&mut bench)?;
    server.stop()?;
    Ok(figures)
}
