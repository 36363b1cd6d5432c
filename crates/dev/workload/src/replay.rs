//! Goes through a recorded run, and at many moments builds what a power loss could have left and checks it with the product's own
//! code against what was acknowledged before that moment.

use crate::check::{Findings, check};
use crate::disk::{Disk, MANNERS, Manner};
use crate::failure::Failure;
use crate::journal::ACKNOWLEDGED;
use crate::random::Random;
use crate::trace::{self, Event, Recorded};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

/// What to replay.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// What strace recorded
    #[arg(long)]
    trace: PathBuf,
    /// The database file of the recorded run
    #[arg(long)]
    database: PathBuf,
    /// The journal of the recorded run
    #[arg(long)]
    journal: PathBuf,
    /// How many states to check
    #[arg(long, default_value_t = 2_000)]
    states: usize,
    /// What chooses moments and what is lost
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What a replay found.
#[derive(Debug, Default, serde::Serialize)]
struct Summary {
    states: usize,
    /// States in which some changes were not covered by a sync.
    states_with_unsynced_changes: usize,
    events: usize,
    acknowledged: usize,
    states_with_losses: usize,
    /// The most acknowledged submissions that one state lost.
    most_lost: usize,
    states_with_problems: usize,
    /// The first problems, each with its state.
    problems: Vec<String>,
}

/// One state to check.
struct State {
    number: usize,
    at: usize,
    manner: Manner,
    files: Vec<(String, Vec<u8>)>,
    acknowledged: Arc<Vec<String>>,
    count: usize,
}

/// Replays and prints a summary; true when nothing was lost and nothing wrong.
pub(crate) fn run(runtime: &Runtime, options: &Options) -> Result<bool, Failure> {
    let folder = options.database.parent().unwrap_or(Path::new("/")).to_string_lossy().into_owned();
    let database = options.database.to_string_lossy().into_owned();
    let journal = options.journal.to_string_lossy().into_owned();
    // The index beside the log is made anew by whoever opens a database first, so what is left of it does not matter.
    let shared = format!("{database}-shm");
    let keep = |path: &str| path != shared && (path == folder || path == journal || path.starts_with(&database));
    let file = File::open(&options.trace).map_err(Failure::at(&options.trace))?;
    let events = trace::read(BufReader::new(file), keep)?;
    let summary = runtime.block_on(replay(options, &events, &database, &journal))?;
    println!("{}", serde_json::to_string(&summary).map_err(Failure::Json)?);
    Ok(summary.states_with_losses == 0 && summary.states_with_problems == 0)
}

async fn replay(options: &Options, events: &[Recorded], database: &str, journal: &str) -> Result<Summary, Failure> {
    let acknowledged = Arc::new(acknowledgements(events, journal));
    let mut random = Random::new(options.seed);
    let mut moments: Vec<usize> = (0..options.states).map(|_| random.below(events.len()).saturating_add(1)).collect();
    moments.sort_unstable();
    let mut summary = Summary { events: events.len(), acknowledged: acknowledged.len(), ..Summary::default() };
    let mut disk = Disk::default();
    let mut count = 0_usize;
    let mut next = events.iter().zip(1..).peekable();
    let mut checks = JoinSet::new();
    for (number, moment) in (0..).zip(moments) {
        while let Some((recorded, _)) = next.next_if(|(_, place)| *place <= moment) {
            match &recorded.event {
                Event::Write { path, .. } if path == journal => count = count.saturating_add(1),
                Event::Open { path } if path == journal => {}
                event => disk.apply(event),
            }
        }
        summary.states_with_unsynced_changes += usize::from(disk.pending() > 0);
        let manner = MANNERS.get(random.below(MANNERS.len())).copied().unwrap_or(Manner::Nothing);
        let files = disk.after_power_loss(manner, &mut random);
        let state = State { number, at: moment, manner, files, acknowledged: Arc::clone(&acknowledged), count };
        checks.spawn(check_state(state, database.to_owned()));
        if checks.len() >= 4
            && let Some(checked) = checks.join_next().await
        {
            summary.add(checked??);
        }
    }
    while let Some(checked) = checks.join_next().await {
        summary.add(checked??);
    }
    Ok(summary)
}

/// The ids in the order in which they were acknowledged.
fn acknowledgements(events: &[Recorded], journal: &str) -> Vec<String> {
    let lines = events.iter().filter_map(|recorded| match &recorded.event {
        Event::Write { path, bytes, .. } if path == journal => std::str::from_utf8(bytes).ok(),
        _ => None,
    });
    lines.filter_map(|line| line.trim_end().strip_prefix(ACKNOWLEDGED)).map(str::to_owned).collect()
}

/// Writes a state into a folder of its own and looks at it.
async fn check_state(state: State, database: String) -> Result<(State, Findings), Failure> {
    let folder = tempfile::tempdir().map_err(Failure::at("the temporary folder"))?;
    for (path, content) in &state.files {
        let suffix = path.strip_prefix(&database).unwrap_or_default();
        let path = folder.path().join(format!("state.db{suffix}"));
        std::fs::write(&path, content).map_err(Failure::at(&path))?;
    }
    let acknowledged = state.acknowledged.get(..state.count).unwrap_or_default();
    let findings = check(&folder.path().join("state.db").to_string_lossy(), acknowledged).await?;
    Ok((state, findings))
}

impl Summary {
    fn add(&mut self, (state, findings): (State, Findings)) {
        self.states += 1;
        self.states_with_losses += usize::from(findings.lost > 0);
        self.most_lost = self.most_lost.max(findings.lost);
        self.states_with_problems += usize::from(!findings.problems.is_empty());
        for problem in findings.problems.into_iter().take(2) {
            if self.problems.len() < 10 {
                let State { number, at, manner, .. } = &state;
                self.problems.push(format!("state {number} at event {at} ({manner:?}): {problem}"));
            }
        }
    }
}
