//! Measures durable submissions per second and the processor time of each, straight at storage.

use crate::failure::Failure;
use crate::history::{id, kind, unit};
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use store_sql::Database;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// What to measure.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// The database; without it a new SQLite file in the temporary folder
    #[arg(long)]
    database: Option<String>,
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
    let address = options.database.as_ref().unwrap_or(&file);
    let database = Arc::new(Database::open(address).await?);
    database.prepare_kinds(&[kind()]).await?;
    for (round, clients) in (0..).zip(&options.clients) {
        // Each round has ids of its own, also on a database that was measured before.
        let seed = u64::from(std::process::id()) << 8 ^ round;
        let measured = measure(&database, *clients, seed, Duration::from_secs(options.seconds)).await?;
        println!("{}", serde_json::to_string(&measured).map_err(Failure::Json)?);
    }
    database.close().await;
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
}

async fn measure(database: &Arc<Database>, clients: usize, seed: u64, length: Duration) -> Result<Measured, Failure> {
    let before = cpu_seconds()?;
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for client in 0..clients {
        let database = Arc::clone(database);
        tasks.spawn(async move {
            let mut waits = Vec::new();
            for number in 0.. {
                if start.elapsed() >= length {
                    break;
                }
                let sent = Instant::now();
                database.commit(unit(&id(seed, client, number), None)).await?;
                waits.push(sent.elapsed());
            }
            Ok::<_, Failure>(waits)
        });
    }
    let mut waits = Vec::new();
    while let Some(client) = tasks.join_next().await {
        waits.extend(client??);
    }
    let elapsed = start.elapsed().as_secs_f64();
    let cpu = cpu_seconds()? - before;
    waits.sort_unstable();
    let count = waits.len().max(1) as f64;
    Ok(Measured {
        clients,
        submissions: waits.len(),
        per_second: (count / elapsed).round(),
        p50_ms: quantile(&waits, 50),
        p99_ms: quantile(&waits, 99),
        cpu_ms_each: (cpu * 1e6 / count).round() / 1e3,
    })
}

fn quantile(sorted: &[Duration], percent: usize) -> f64 {
    let place = sorted.len().saturating_mul(percent).checked_div(100).unwrap_or(0);
    let wait = sorted.get(place.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default();
    (wait.as_secs_f64() * 1e6).round() / 1e3
}

/// User and system time of this process, in seconds, from `/proc/self/stat` (fields 14 and 15, in hundredths on Linux).
fn cpu_seconds() -> Result<f64, Failure> {
    let path = "/proc/self/stat";
    let stat = std::fs::read_to_string(path).map_err(Failure::at(path))?;
    // The second field is a name in brackets, which may hold spaces.
    let after_name = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: f64 = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    Ok(ticks / 100.0)
}
