//! Measures durable submissions per second, how long each waits, and the processor time of each: straight at storage, or through
//! HTTP at a running server.

use crate::cpu::{Meter, Spent};
use crate::failure::Failure;
use crate::history::{id, kind};
use crate::target::{Outcome, Target};
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use store_sql::Database;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// What to measure.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// The database, straight at storage; with neither this nor a server, a new SQLite file in the temporary folder
    #[arg(long, conflicts_with = "server")]
    database: Option<String>,
    /// The address of a running server: through HTTP
    #[arg(long, requires = "server_process")]
    server: Option<String>,
    /// The server's process, whose processor time is told
    #[arg(long)]
    server_process: Option<u32>,
    /// The first process of the database server behind it, whose processor time is told too
    #[arg(long, requires = "server")]
    database_process: Option<u32>,
    /// Numbers of clients
    #[arg(long, value_delimiter = ',', default_values_t = [1, 16, 64])]
    clients: Vec<usize>,
    /// Seconds for each
    #[arg(long, default_value_t = 5)]
    seconds: u64,
}

/// Measures and prints one line of JSON for each number of clients.
pub(crate) async fn run(options: &Options) -> Result<(), Failure> {
    let folder = tempfile::tempdir().map_err(Failure::at("the temporary folder"))?;
    let file = folder.path().join("bench.db").display().to_string();
    let (target, meter) = match (&options.server, options.server_process) {
        (Some(address), Some(server)) => {
            (Target::server(address).await?, Meter::Server { server, database: options.database_process })
        }
        _ => {
            let database = Database::open(options.database.as_ref().unwrap_or(&file)).await?;
            database.prepare_kinds(&[kind()]).await?;
            (Target::Storage(Arc::new(database)), Meter::Ourselves)
        }
    };
    for (round, clients) in (0..).zip(&options.clients) {
        // Each round has ids of its own, also on a database that was measured before.
        let seed = u64::from(std::process::id()) << 8 ^ round;
        let measured = measure(&target, meter, *clients, seed, Duration::from_secs(options.seconds)).await?;
        println!("{}", serde_json::to_string(&measured).map_err(Failure::Json)?);
    }
    target.close().await;
    Ok(())
}

/// What was measured.
#[derive(Debug, serde::Serialize)]
struct Measured {
    clients: usize,
    submissions: usize,
    per_second: f64,
    p50_ms: f64,
    p99_ms: f64,
    cpu_ms_each: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    database_cpu_ms_each: Option<f64>,
}

async fn measure(
    target: &Target,
    meter: Meter,
    clients: usize,
    seed: u64,
    length: Duration,
) -> Result<Measured, Failure> {
    let mut connected = Vec::new();
    for _ in 0..clients {
        connected.push(target.client().await?);
    }
    let before = meter.read()?;
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for (number, mut client) in (0..).zip(connected) {
        tasks.spawn(async move {
            let mut waits = Vec::new();
            for submission in 0.. {
                if start.elapsed() >= length {
                    break;
                }
                let sent = Instant::now();
                match client.submit(&id(seed, number, submission), None).await? {
                    Outcome::Acknowledged => waits.push(sent.elapsed()),
                    other => return Err(Failure::NotTaken(other)),
                }
            }
            Ok::<_, Failure>(waits)
        });
    }
    let mut waits = Vec::new();
    while let Some(client) = tasks.join_next().await {
        waits.extend(client??);
    }
    Ok(Measured::of(clients, waits, start.elapsed(), before, meter.read()?))
}

impl Measured {
    fn of(clients: usize, mut waits: Vec<Duration>, elapsed: Duration, before: Spent, after: Spent) -> Self {
        waits.sort_unstable();
        let count = waits.len().max(1) as f64;
        let each = |seconds: f64| (seconds * 1e6 / count).round() / 1e3;
        Self {
            clients,
            submissions: waits.len(),
            per_second: (count / elapsed.as_secs_f64()).round(),
            p50_ms: quantile(&waits, 50),
            p99_ms: quantile(&waits, 99),
            cpu_ms_each: each(after.program - before.program),
            database_cpu_ms_each: after.database.zip(before.database).map(|(after, before)| each(after - before)),
        }
    }
}

fn quantile(sorted: &[Duration], percent: usize) -> f64 {
    let place = sorted.len().saturating_mul(percent).checked_div(100).unwrap_or(0);
    let wait = sorted.get(place.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default();
    (wait.as_secs_f64() * 1e6).round() / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_spent_is_told_for_each_submission() {
        let waits = (1..=100).rev().map(Duration::from_millis).collect();
        let spent = |program, database| Spent { program, database: Some(database) };
        let measured = Measured::of(4, waits, Duration::from_secs(2), spent(1.0, 10.0), spent(1.05, 10.02));
        assert_eq!((measured.submissions, measured.per_second), (100, 50.0));
        assert_eq!((measured.p50_ms, measured.p99_ms), (51.0, 100.0));
        assert_eq!((measured.cpu_ms_each, measured.database_cpu_ms_each), (0.5, Some(0.2)));
    }
}
