//! Moving what was written from SQLite's write-ahead log into the file. Owns when, and on which connection. SQLite itself would do it inside of every
//! commit that finds more than 4 MB in the log, while everybody whose write shares that commit waits for two more syncs of the disk.
//!
//! SQLite takes pages for moved that lie in the file unsynced, and syncs the file when the last page of the log was moved. When that fails, the system has
//! forgotten them, and a later sync would succeed without them: then nothing is moved any more, and the log stays, until a new start reads it as a whole.

use super::Fault;
use super::lending::{Files, Lent, Place};
use rusqlite::types::Value;
use sqlx::SqlSafeStr;
use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::spawn_blocking;

/// Pages that gather in the log before they are moved, 4 MB: ten milliseconds' work of one processor, which others can spare.
const GATHERED: i64 = 1_000;
/// A log of so many pages is begun anew, 16 MB.
const LONG: i64 = 4_000;
/// At most so many pages are left to be moved and synced then, while writers wait.
const FEW: i64 = 300;
/// From so many pages on, 256 MB, the log is begun anew however many are left: the disk cannot keep up with the writers.
const TOO_LONG: i64 = 64_000;
/// How long a checkpoint for which writers wait lets those finish who read.
pub(super) const PATIENCE: Duration = Duration::from_millis(100);
/// How often it is tried at once to leave nothing in the log, and how long apart, and how long apart later, as long as the program runs.
const TRIES: usize = 100;
const SOON: Duration = Duration::from_millis(10);
const LATER: Duration = Duration::from_secs(10);

/// The checkpoints of one file.
#[derive(Clone, Debug)]
pub(crate) struct Checkpoints {
    /// One connection: two checkpoints at a time are refused by SQLite at once.
    files: Files,
    /// The file for syncing it aside. Never closed: when any handle of a file is closed, the system drops every lock that the process has on it, and
    /// another program would take the log for left behind.
    file: &'static File,
    seen: Arc<Mutex<Seen>>,
}

/// What is known of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen {
    /// Whether pages are being moved aside.
    is_moving: bool,
    /// Whether a sync failed.
    is_broken: bool,
    /// How many pages it had when they were last moved.
    moved: i64,
    /// From how many on it is tried again to begin it anew, since somebody read in it for longer.
    again_from: i64,
}

/// What there is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Nothing,
    /// Pages are moved while others write.
    Move,
    /// The rest is moved, and the log begins anew, while nobody writes.
    Restart,
}

impl Seen {
    /// What to do about a log of so many pages.
    fn next(&mut self, log: i64) -> Next {
        if log < self.moved {
            *self = Self { is_broken: self.is_broken, ..Self::default() };
        }
        let left = log.saturating_sub(self.moved);
        let is_due = log >= LONG.max(self.again_from);
        match () {
            () if is_due && (left <= FEW || log >= TOO_LONG) => Next::Restart,
            () if is_due || left >= GATHERED => Next::Move,
            () => Next::Nothing,
        }
    }
}

/// What SQLite says of a checkpoint.
#[derive(Clone, Copy, Debug)]
struct Told {
    /// Whether it could not do all that it was asked for.
    is_busy: bool,
    /// Pages in the log.
    log: i64,
}

impl Checkpoints {
    /// Of the file at a path, which is there.
    pub(super) fn new(path: &Path, files: Files) -> Result<Self, Fault> {
        let file = OpenOptions::new().read(true).write(true).open(path);
        let file = file.map_err(|error| Fault::Outage(error.to_string()))?;
        Ok(Self { files, file: Box::leak(Box::new(file)), seen: Arc::default() })
    }

    /// Whether what was moved may be lost, so that the log must stay.
    pub(super) fn is_broken(&self) -> bool {
        self.with(|seen| seen.is_broken)
    }

    /// What the one who writes calls between two transactions, on a thread that may wait. A log that cannot be moved harms nothing but the room
    /// that it takes.
    pub(super) async fn between_writes(&self) {
        if let Err(error) = self.look().await {
            self.note(&error);
        }
    }

    pub(super) fn note(&self, error: &Fault) {
        if matches!(error, Fault::Unsynced(_)) {
            self.with(|seen| seen.is_broken = true);
            tracing::error!(%error, "the disk refused to keep the database file: nothing is lost, but look at the disk and start the program again");
        } else {
            tracing::warn!(%error, "the write-ahead log was not moved");
        }
    }

    async fn look(&self) -> Result<(), Fault> {
        if self.with(|seen| seen.is_moving || seen.is_broken) {
            return Ok(());
        }
        let mut lent = self.files.lend(Place::Here).await?;
        let log = run(&mut lent, "PRAGMA wal_checkpoint(NOOP)").await?.log;
        let next = self.with(|seen| seen.next(log));
        match next {
            Next::Nothing => {}
            Next::Move => {
                drop(lent);
                self.with(|seen| *seen = Seen { is_moving: true, moved: log, ..*seen });
                tokio::spawn(self.clone().move_aside());
            }
            Next::Restart => {
                let told = run(&mut lent, "PRAGMA wal_checkpoint(RESTART)").await?;
                // Somebody reads in it for long. Writers waited for nothing, and shall do so ever more rarely.
                let again_from = if told.is_busy { told.log.saturating_mul(2) } else { 0 };
                self.with(|seen| *seen = Seen { moved: told.log, again_from, ..*seen });
            }
        }
        Ok(())
    }

    async fn move_aside(self) {
        if let Err(error) = self.move_and_sync().await {
            self.note(&error);
        }
        self.with(|seen| seen.is_moving = false);
    }

    /// What is synced here need not be when the log begins anew.
    async fn move_and_sync(&self) -> Result<(), Fault> {
        run(&mut self.files.lend(Place::Aside).await?, "PRAGMA wal_checkpoint(PASSIVE)").await?;
        let file = self.file;
        let synced = spawn_blocking(|| file.sync_data()).await.map_err(|error| Fault::Outage(error.to_string()))?;
        synced.map_err(|error| Fault::Unsynced(error.to_string()))
    }

    /// Leaves nothing in the log of what was overwritten. While somebody reads in it for long, that is tried again until they have finished.
    pub(super) async fn settle(&self) -> Result<(), Fault> {
        if self.empty(TRIES).await? {
            return Ok(());
        }
        let later = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(LATER).await;
                match later.empty(1).await {
                    Ok(true) => return,
                    Ok(false) => {}
                    Err(_) => return,
                }
            }
        });
        Ok(())
    }

    async fn empty(&self, tries: usize) -> Result<bool, Fault> {
        for _ in 0..tries {
            if self.is_broken() {
                return Err(Fault::Outage("the disk refused to keep the database file".to_owned()));
            }
            let mut lent = self.files.lend(Place::Aside).await?;
            let emptied = run(&mut lent, "PRAGMA wal_checkpoint(TRUNCATE)").await;
            if emptied.inspect_err(|error| self.note(error))?.is_busy {
                drop(lent);
            } else {
                return Ok(true);
            }
            tokio::time::sleep(SOON).await;
        }
        Ok(false)
    }

    pub(super) async fn close(&self) {
        self.files.close().await;
    }

    fn with<T>(&self, act: impl FnOnce(&mut Seen) -> T) -> T {
        act(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn run(lent: &mut Lent, sql: &'static str) -> Result<Told, Fault> {
    let rows = lent.fetch(sql.into_sql_str(), &[]).await?;
    match rows.first().map(Vec::as_slice) {
        Some([Value::Integer(busy), Value::Integer(log), _]) => Ok(Told { is_busy: *busy != 0, log: *log }),
        _ => Err(Fault::Refused("a checkpoint told nothing".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::file::How;
    use super::*;

    #[test]
    fn pages_gather_are_moved_and_the_log_begins_anew_when_few_are_left() {
        let of = |moved, again_from| Seen { moved, again_from, ..Seen::default() };
        for (seen, log, next) in [
            (of(0, 0), GATHERED - 1, Next::Nothing),
            (of(0, 0), GATHERED, Next::Move),
            (of(LONG - GATHERED, 0), LONG - 1, Next::Nothing),
            (of(GATHERED, 0), LONG, Next::Move),
            (of(LONG, 0), LONG + FEW, Next::Restart),
            (of(LONG, 0), LONG + FEW + 1, Next::Move),
            (of(0, 0), TOO_LONG, Next::Restart),
            // Somebody reads in it for long.
            (of(LONG, LONG + GATHERED), LONG + FEW, Next::Nothing),
            (of(LONG, LONG + GATHERED), LONG + GATHERED, Next::Move),
            (of(TOO_LONG, TOO_LONG + GATHERED), TOO_LONG + 1, Next::Nothing),
        ] {
            let mut known = seen;
            assert_eq!(known.next(log), next, "{seen:?} {log}");
        }
        let mut before = of(LONG, LONG + GATHERED);
        assert_eq!((before.next(10), before), (Next::Nothing, Seen::default()), "it began anew");
    }

    struct World {
        _folder: tempfile::TempDir,
        writer: Files,
        reader: Files,
        checkpoints: Checkpoints,
    }

    fn world() -> World {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.db");
        std::fs::write(&path, b"").unwrap();
        let files = |reads_only, set_up: &str| {
            let how = How { path: path.clone(), reads_only, patience: PATIENCE, set_up: set_up.to_owned() };
            Files::new(how, 1, Duration::from_secs(20))
        };
        let writing = "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = NORMAL;";
        World {
            writer: files(false, writing),
            reader: files(true, ""),
            checkpoints: Checkpoints::new(&path, files(false, writing)).unwrap(),
            _folder: folder,
        }
    }

    impl World {
        async fn write(&self, megabytes: i64) {
            let mut lent = self.writer.lend_after("BEGIN IMMEDIATE", Place::Aside).await.unwrap();
            lent.execute("CREATE TABLE IF NOT EXISTS t (a BLOB)".into_sql_str(), &[]).await.unwrap();
            let rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) \
                        INSERT INTO t SELECT zeroblob(1000000) FROM n";
            lent.execute(rows.into_sql_str(), &[megabytes.into()]).await.unwrap();
            lent.commit().await.unwrap();
            self.checkpoints.between_writes().await;
            while self.checkpoints.with(|seen| seen.is_moving) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }

        async fn log(&self) -> i64 {
            let mut lent = self.checkpoints.files.lend(Place::Aside).await.unwrap();
            run(&mut lent, "PRAGMA wal_checkpoint(NOOP)").await.unwrap().log
        }

        async fn read(&self) -> Lent {
            let mut lent = self.reader.lend_after("BEGIN", Place::Aside).await.unwrap();
            lent.fetch("SELECT count(*) FROM t".into_sql_str(), &[]).await.unwrap();
            lent
        }
    }

    #[tokio::test]
    async fn a_long_log_is_moved_aside_and_begun_anew() {
        let world = world();
        world.write(70).await;
        assert!(world.log().await > LONG, "what was moved aside still lies there");
        world.write(1).await;
        world.write(1).await;
        assert!(world.log().await < GATHERED, "the last ones began at its start");
    }

    #[tokio::test]
    async fn whoever_reads_for_long_holds_it_up_and_nobody_else() {
        let world = world();
        world.write(1).await;
        let reading = world.read().await;
        world.write(70).await;
        world.write(1).await;
        let log = world.log().await;
        assert!(log > LONG);
        assert_eq!(world.checkpoints.with(|seen| seen.again_from), log * 2);
        assert!(!world.checkpoints.empty(1).await.unwrap());
        drop(reading);
        assert!(world.checkpoints.empty(1).await.unwrap());
        assert_eq!(world.log().await, 0);
        world.write(1).await;
        assert!(world.log().await < FEW);
    }

    #[tokio::test]
    async fn after_a_failed_sync_the_log_stays() {
        let world = world();
        world.write(5).await;
        world.checkpoints.note(&Fault::Outage("the disk is full".to_owned()));
        assert!(!world.checkpoints.is_broken(), "room can be made");
        world.checkpoints.note(&Fault::Unsynced("the disk is gone".to_owned()));
        world.write(20).await;
        world.write(1).await;
        assert!(world.log().await > LONG + FEW);
        assert!(matches!(world.checkpoints.settle().await, Err(Fault::Outage(_))));
    }
}
