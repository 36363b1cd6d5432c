//! Writes until it is killed, until the server it writes to is gone, or until it has done enough; notes what became of each
//! submission.

use crate::failure::Failure;
use crate::history::{correction_id, id, kind};
use crate::journal::Journal;
use crate::random::Random;
use crate::target::{Client, Outcome, Target};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use store_sql::{Database, Durability};
use tokio::task::JoinSet;

/// How to load.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    to: To,
    /// Where acknowledgements are noted
    #[arg(long)]
    journal: PathBuf,
    /// How many clients submit at once
    #[arg(long, default_value_t = 16)]
    clients: usize,
    /// Stop after so many submissions a client; without it only a kill stops it
    #[arg(long)]
    each: Option<u64>,
    /// What makes this run's ids its own
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Do not wait for the disk, to prove that the power-loss harness sees what that loses
    #[arg(long, requires = "database")]
    unsafely: bool,
}

/// Where to.
#[derive(Clone, Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct To {
    /// The database: straight at storage
    #[arg(long)]
    database: Option<String>,
    /// The address of a running server: through HTTP
    #[arg(long)]
    server: Option<String>,
}

impl To {
    async fn open(&self, durability: Durability) -> Result<Target, Failure> {
        match (&self.database, &self.server) {
            (Some(address), _) => {
                let options = store_sql::Options { durability, ..store_sql::Options::default() };
                let database = Database::open_with(address, options).await?;
                database.prepare_kinds(&[kind()]).await?;
                Ok(Target::Storage(Arc::new(database)))
            }
            (None, server) => Target::server(server.as_deref().unwrap_or_default()).await,
        }
    }
}

/// Loads. Through HTTP a line says when that begins, since signing in takes a while.
pub(crate) async fn run(options: &Options) -> Result<(), Failure> {
    let durability = if options.unsafely { Durability::NormalForProvingTheHarness } else { Durability::Full };
    let target = options.to.open(durability).await?;
    let journal = Arc::new(Journal::open(&options.journal)?);
    if matches!(target, Target::Server { .. }) {
        println!("loading");
    }
    let mut clients = JoinSet::new();
    for number in 0..options.clients {
        let (target, journal, options) = (target.clone(), Arc::clone(&journal), options.clone());
        clients.spawn(async move {
            // A server that was killed before this client reached it is as gone as one killed later.
            let Ok(client) = target.client().await else { return Ok(()) };
            Sender { client, journal }.records(number, options.seed, options.each).await
        });
    }
    while let Some(client) = clients.join_next().await {
        client??;
    }
    target.close().await;
    Ok(())
}

/// One client with what it notes.
struct Sender {
    client: Client,
    journal: Arc<Journal>,
}

impl Sender {
    /// Records, now and then a correction of the last one, now and then a retry of it.
    async fn records(mut self, client: usize, seed: u64, each: Option<u64>) -> Result<(), Failure> {
        let mut random = Random::new(seed ^ client as u64);
        for number in 0..each.unwrap_or(u64::MAX) {
            let record = id(seed, client, number);
            let mut step = self.send(&record, None).await?;
            if step.is_continue() && random.percent(10) {
                step = self.send(&correction_id(&record), Some(&record)).await?;
            }
            if step.is_continue() && random.percent(5) {
                step = self.send(&record, None).await?;
            }
            if step.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Submits until it is acknowledged, or nobody is there any more. What cannot be taken now is sent again with the same id, as a
    /// client would.
    async fn send(&mut self, id: &str, corrects: Option<&str>) -> Result<ControlFlow<()>, Failure> {
        loop {
            match self.client.submit(id, corrects).await? {
                Outcome::Acknowledged => {
                    self.journal.acknowledged(id)?;
                    return Ok(ControlFlow::Continue(()));
                }
                Outcome::NotNow => tokio::time::sleep(Duration::from_millis(20)).await,
                Outcome::Unanswered => {
                    self.journal.unanswered(id)?;
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
    }
}
