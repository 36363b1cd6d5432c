//! Loads a filled server as its people would, at a stated rate, and measures how long each kind of request waits. Owns the schedule: a
//! request is begun when it is due, and what it waits is counted from then, so that a slow server does not hide behind fewer requests.

mod asked;

use crate::cpu::Meter;
use crate::failure::Failure;
use crate::http::{Body, Connection, Named, Place};
use crate::people::{AGENCIES, EACH, PASSWORD, login};
use asked::{KINDS, Mix, Request, User};
use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

/// How to load.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// The address of a server on a filled folder
    #[arg(long)]
    server: String,
    /// The server's process, whose processor time and memory are told
    #[arg(long)]
    server_process: u32,
    /// As many as it was filled with
    #[arg(long, default_value_t = 10_000)]
    cases: usize,
    /// As many as it was filled with
    #[arg(long, default_value_t = 33_000)]
    persons: usize,
    /// Reads a second, of all people together
    #[arg(long, default_value_t = 200)]
    reads: usize,
    /// Forms saved in cases a second, of all people together
    #[arg(long, default_value_t = 30)]
    saves: usize,
    /// Searches an hour, of all people together: each opens every record that its searcher may see
    #[arg(long, default_value_t = 0)]
    searches: usize,
    /// For so long
    #[arg(long, default_value_t = 30)]
    seconds: u64,
    /// Only one kind of read
    #[arg(long)]
    only: Option<String>,
    /// What makes this run's ids its own
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What one person met: how long each request waited, by kind, and what else was answered.
#[derive(Default)]
struct Met {
    waits: BTreeMap<&'static str, Vec<Duration>>,
    errors: BTreeMap<String, usize>,
}

/// Loads and prints a line of JSON for each kind, and one for the processes.
pub(crate) async fn run(options: &Options) -> Result<(), Failure> {
    let place = Place::of(&options.server)?;
    let mix = Mix::of(options.reads, options.saves, options.searches, options.only.as_deref())?;
    let mut users = Vec::new();
    for number in 0..AGENCIES * EACH {
        users.push(signed_in(&place, options, number).await?);
    }
    let (server, ours) = (Meter::Server { server: options.server_process, database: None }, Meter::Ourselves);
    let (server_before, ours_before) = (server.read()?.program, ours.read()?.program);
    let start = Instant::now() + Duration::from_millis(200);
    let length = Duration::from_secs(options.seconds);
    let between = mix.between(users.len());
    let mut tasks = JoinSet::new();
    for (number, (user, connection)) in (0..).zip(users) {
        let (mix, first) = (mix.clone(), start + between / u32::try_from(AGENCIES * EACH).unwrap_or(1) * number);
        tasks.spawn(loaded(user, connection, mix, (first, between, start + length)));
    }
    let mut met = Met::default();
    while let Some(one) = tasks.join_next().await {
        met.add(one??);
    }
    let took = start.elapsed().as_secs_f64();
    met.tell(took);
    let memory = memory(options.server_process)?;
    println!(
        "{}",
        serde_json::json!({
            "seconds": (took * 10.0).round() / 10.0, "server_cpu_s": server.read()?.program - server_before,
            "load_cpu_s": ours.read()?.program - ours_before, "server_rss_mb": memory.0, "server_rss_peak_mb": memory.1,
        })
    );
    Ok(())
}

/// Somebody's way to the server. Signing in costs a password hash and belongs before anything that is measured.
async fn signed_in(place: &Place, options: &Options, number: usize) -> Result<(User, Connection), Failure> {
    let (agency, number) = (number / EACH, number % EACH);
    let mut connection = place.connect().await?;
    let body = serde_json::json!({ "login": login(agency, number), "password": PASSWORD }).to_string();
    let answer = connection.post("/api/v1/sessions", Named::Nobody, Body::Json(body)).await?;
    let opened: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let token = opened.get("token").and_then(serde_json::Value::as_str);
    let token = token.ok_or_else(|| crate::door::unexpected(&answer))?.to_owned();
    let (cases, persons) = (options.cases, options.persons);
    Ok((User::new((agency, number), token, (cases, persons), options.seed), connection))
}

async fn loaded(
    mut user: User,
    mut connection: Connection,
    mix: Mix,
    (first, between, end): (Instant, Duration, Instant),
) -> Result<Met, Failure> {
    let mut met = Met::default();
    let mut due = first;
    while due < end {
        sleep_until(due).await;
        let Request { kind, path, body } = user.next(&mix);
        let named = Named::Bearer(&user.token);
        let answer = match body {
            Some(body) => connection.post(&path, named, Body::Json(body)).await?,
            None => connection.get_as(&path, named).await?,
        };
        if answer.status.is_success() {
            met.waits.entry(kind).or_default().push(due.elapsed());
        } else {
            let said = String::from_utf8_lossy(&answer.body);
            let said: String = said.chars().take(160).collect();
            *met.errors.entry(format!("{kind}: {} {said}", answer.status.as_u16())).or_default() += 1;
        }
        due += between;
    }
    Ok(met)
}

impl Met {
    fn add(&mut self, other: Self) {
        for (kind, waits) in other.waits {
            self.waits.entry(kind).or_default().extend(waits);
        }
        for (said, count) in other.errors {
            *self.errors.entry(said).or_default() += count;
        }
    }

    fn tell(&mut self, took: f64) {
        for kind in KINDS {
            let Some(waits) = self.waits.get_mut(kind) else { continue };
            waits.sort_unstable();
            let at = |thousandth: usize| {
                let place = waits.len().saturating_mul(thousandth).checked_div(1000).unwrap_or(0);
                let wait = waits.get(place.min(waits.len().saturating_sub(1))).copied().unwrap_or_default();
                (wait.as_secs_f64() * 1e4).round() / 10.0
            };
            println!(
                "{}",
                serde_json::json!({
                    "kind": kind, "count": waits.len(), "per_second": (waits.len() as f64 / took).round(),
                    "p50_ms": at(500), "p95_ms": at(950), "p99_ms": at(990), "max_ms": at(1000),
                })
            );
        }
        let errors: usize = self.errors.values().sum();
        println!("{}", serde_json::json!({ "errors": errors, "said": self.errors }));
    }
}

/// Resident memory of a process now and at its highest, in MB, from proc(5).
fn memory(process: u32) -> Result<(u64, u64), Failure> {
    let path = format!("/proc/{process}/status");
    let status = fs::read_to_string(&path).map_err(Failure::at(&path))?;
    let line = |name: &str| {
        let kilobytes = status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next());
        kilobytes.and_then(|number| number.parse::<u64>().ok()).map(|kilobytes| kilobytes / 1024)
    };
    line("VmRSS:").zip(line("VmHWM:")).ok_or(Failure::Stat(path))
}
