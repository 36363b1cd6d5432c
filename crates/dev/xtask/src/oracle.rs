//! `cargo xtask oracle`: naive accounts of who sees what, compared with the product for as many requests as asked, on both databases. The
//! comparisons are tests of `casework` and `collection`; here they run for longer than tests may.

use crate::failure::Failure;
use crate::postgres::{Cluster, Durability};
use crate::prerequisites::Need;
use crate::{prerequisites, process, workspace};

/// The crates with the names of their comparisons on SQLite and on PostgreSQL.
const COMPARISONS: [(&str, [&str; 2]); 2] = [
    ("casework", ["seeing::what_people_see_of_cases_follows_the_rules", "seeing::the_same_on_postgres"]),
    (
        "collection",
        ["seeing::lists_and_reads_follow_the_rules", "seeing::lists_and_reads_follow_the_rules_on_postgres"],
    ),
];

#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many requests each comparison makes; the world in which the last one falls is finished
    #[arg(long, default_value_t = 1_000_000)]
    requests: u64,
    /// Only the comparisons of this crate
    #[arg(long)]
    of: Option<String>,
    /// Makes the worlds of another run again
    #[arg(long)]
    seed: Option<u64>,
    /// Leave PostgreSQL out
    #[arg(long)]
    sqlite_only: bool,
}

/// Runs them one after the other; each prints how many requests it compared in how many worlds.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let cluster = if options.sqlite_only {
        None
    } else {
        prerequisites::ensure(&[Need::Postgres])?;
        Some(Cluster::start(Durability::None)?)
    };
    let chosen = |of: &str| options.of.as_deref().is_none_or(|only| only == of);
    for (of, [on_sqlite, on_postgres]) in COMPARISONS.iter().filter(|(of, _)| chosen(of)) {
        compare(options, of, on_sqlite, None)?;
        if let Some(cluster) = &cluster {
            compare(options, of, on_postgres, Some(cluster))?;
        }
    }
    Ok(())
}

fn compare(options: &Options, of: &str, test: &str, cluster: Option<&Cluster>) -> Result<(), Failure> {
    let mut command = process::cargo();
    command.args(["test", "--quiet", "-p", of, "--test", "suite", test, "--", "--exact", "--nocapture"]);
    command.env("SAPHAN_ORACLE_REQUESTS", options.requests.to_string());
    if let Some(seed) = options.seed {
        command.env("SAPHAN_ORACLE_SEED", seed.to_string());
    }
    if let Some(cluster) = cluster {
        command.envs(cluster.variables());
    }
    process::run(command.current_dir(workspace::root()))
}
