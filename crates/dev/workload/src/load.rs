//! Writes until it is killed or has done enough, noting each acknowledgement.

use crate::failure::Failure;
use crate::history::{correction_id, id, kind, unit};
use crate::journal::Journal;
use crate::random::Random;
use std::path::PathBuf;
use std::sync::Arc;
use store::{Store, StoreError};
use store_sql::{Database, Durability};
use tokio::task::JoinSet;

/// How to load.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// The database
    #[arg(long)]
    pub(crate) database: String,
    /// Where acknowledgements are noted
    #[arg(long)]
    pub(crate) journal: PathBuf,
    /// How many clients submit at once
    #[arg(long, default_value_t = 16)]
    pub(crate) clients: usize,
    /// Stop after so many submissions a client; without it only a kill stops it
    #[arg(long)]
    pub(crate) each: Option<u64>,
    /// What makes this run's ids its own
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Do not wait for the disk, to prove that the power-loss harness sees what that loses
    #[arg(long)]
    pub(crate) unsafely: bool,
}

/// Loads.
pub(crate) async fn run(options: &Options) -> Result<(), Failure> {
    let durability = if options.unsafely { Durability::NormalForProvingTheHarness } else { Durability::Full };
    let opening = store_sql::Options { durability, ..store_sql::Options::default() };
    let database = Arc::new(Database::open_with(&options.database, opening).await?);
    database.prepare_kinds(&[kind()]).await?;
    let journal = Arc::new(Journal::open(&options.journal)?);
    let mut clients = JoinSet::new();
    for client in 0..options.clients {
        clients.spawn(submit(Arc::clone(&database), Arc::clone(&journal), client, options.seed, options.each));
    }
    while let Some(client) = clients.join_next().await {
        client??;
    }
    database.close().await;
    Ok(())
}

/// One client: records, now and then a correction of the last one, now and then a retry of it.
async fn submit(
    database: Arc<Database>,
    journal: Arc<Journal>,
    client: usize,
    seed: u64,
    each: Option<u64>,
) -> Result<(), Failure> {
    let mut random = Random::new(seed ^ client as u64);
    for number in 0..each.unwrap_or(u64::MAX) {
        let record = id(seed, client, number);
        acknowledge(&database, &journal, &record, None).await?;
        if random.percent(10) {
            acknowledge(&database, &journal, &correction_id(&record), Some(&record)).await?;
        }
        if random.percent(5) {
            acknowledge(&database, &journal, &record, None).await?;
        }
    }
    Ok(())
}

/// Submits until it is acknowledged. What cannot be taken now is sent again with the same id, as a client would.
async fn acknowledge(database: &Database, journal: &Journal, id: &str, corrects: Option<&str>) -> Result<(), Failure> {
    loop {
        match database.commit(unit(id, corrects)).await {
            Ok(_) => return journal.note(id).map_err(Failure::at("the journal")),
            Err(StoreError::Unavailable(_)) => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
            Err(error) => return Err(error.into()),
        }
    }
}
