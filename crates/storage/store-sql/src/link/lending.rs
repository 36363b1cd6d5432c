//! The connections to a SQLite file, lent for a question or for a transaction. Owns on which thread a statement runs: a short question is answered
//! where it is asked, since handing it to another thread and its rows back costs more than most of them do; whatever can wait for a disk or for
//! another program runs on a thread that may.

use super::Fault;
use super::arg::{Arg, check};
use super::file::{File, How, Rows};
use rusqlite::types::Value;
use sqlx::SqlStr;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::spawn_blocking;

/// Texts of long questions that are remembered; beyond that all are forgotten and learnt again.
const REMEMBERED: usize = 1_000;
/// So many rows of a table go from the thread that reads them to the one that takes them at once.
const ROWS_AT_ONCE: usize = 256;

/// Connections that are all set up alike.
#[derive(Clone, Debug)]
pub(crate) struct Files(Arc<House>);

#[derive(Debug)]
struct House {
    how: How,
    /// How long somebody waits for a connection.
    patience: Duration,
    most: u32,
    /// As many as may be lent still.
    free: Arc<Semaphore>,
    idle: Mutex<Vec<File>>,
    long: Mutex<HashSet<u64>>,
    hasher: RandomState,
}

/// Where the statements of a connection run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On the thread that asks, which may wait.
    Here,
    /// On the thread that asks as long as they are short, and on another from then on. For questions only.
    HereIfShort,
    /// On another thread.
    Aside,
}

/// A connection that is lent. It goes back when it is dropped, and what was not committed is undone then; whoever stops waiting in the middle of a
/// statement that runs aside loses it, and it is closed.
pub(crate) struct Lent {
    file: Option<File>,
    place: Place,
    house: Arc<House>,
    _permit: OwnedSemaphorePermit,
}

impl Files {
    /// At most so many connections, opened when they are needed; whoever finds none free waits so long.
    pub(super) fn new(how: How, most: u32, patience: Duration) -> Self {
        let free = Arc::new(Semaphore::new(usize::try_from(most).unwrap_or(1)));
        Self(Arc::new(House {
            how,
            patience,
            most,
            free,
            idle: Mutex::default(),
            long: Mutex::default(),
            hasher: RandomState::new(),
        }))
    }

    /// A connection for one statement after the other.
    pub(super) async fn lend(&self, place: Place) -> Result<Lent, Fault> {
        let house = &self.0;
        let free = Arc::clone(&house.free).acquire_owned();
        let permit = match tokio::time::timeout(house.patience, free).await {
            Err(_) => return Err(Fault::Outage("no connection to the database became free in time".to_owned())),
            Ok(Err(_)) => return Err(Fault::Outage("the database is being closed".to_owned())),
            Ok(Ok(permit)) => permit,
        };
        let idle = house.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let file = match idle {
            Some(file) => file,
            None => {
                let how = house.how.clone();
                spawn_blocking(move || File::open(&how)).await.map_err(|error| Fault::Outage(error.to_string()))??
            }
        };
        Ok(Lent { file: Some(file), place, house: Arc::clone(house), _permit: permit })
    }

    /// A connection in a transaction, which lasts until it is committed or goes back.
    pub(super) async fn lend_after(&self, begin: &'static str, place: Place) -> Result<Lent, Fault> {
        let mut lent = self.lend(place).await?;
        match place {
            Place::Aside => lent.aside(|file| file.say(begin)).await?,
            Place::Here | Place::HereIfShort => lent.file()?.say(begin)?,
        }
        Ok(lent)
    }

    /// Waits until all are back, and closes them.
    pub(super) async fn close(&self) {
        let house = &self.0;
        let _all = house.free.acquire_many(house.most).await;
        house.free.close();
        let idle = std::mem::take(&mut *house.idle.lock().unwrap_or_else(PoisonError::into_inner));
        // The last connection to a file moves the log into it.
        let closed = spawn_blocking(|| idle.into_iter().try_for_each(File::close)).await;
        if !matches!(closed, Ok(Ok(()))) {
            tracing::warn!(?closed, "a connection was not closed cleanly");
        }
    }
}

impl House {
    fn remembers(&self, sql: &str) -> bool {
        self.long.lock().unwrap_or_else(PoisonError::into_inner).contains(&self.hasher.hash_one(sql))
    }

    fn remember(&self, sql: &str) {
        let mut long = self.long.lock().unwrap_or_else(PoisonError::into_inner);
        if long.len() >= REMEMBERED {
            long.clear();
        }
        long.insert(self.hasher.hash_one(sql));
    }
}

impl Lent {
    /// Runs a statement and returns how many rows it changed.
    pub(super) async fn execute(&mut self, sql: SqlStr, arguments: &[Arg<'_>]) -> Result<u64, Fault> {
        check(arguments)?;
        if self.place != Place::Aside {
            return self.file()?.execute(sql.as_str(), arguments);
        }
        let arguments: Vec<Value> = arguments.iter().map(|argument| argument.to_value()).collect();
        self.aside(move |file| file.execute(sql.as_str(), &arguments)).await
    }

    /// Inserts a row whose last argument is long, see [`File::insert_long`].
    pub(super) async fn insert_long(
        &mut self,
        sql: SqlStr,
        into: (&'static str, &'static str),
        arguments: &[Arg<'_>],
        long: &[u8],
    ) -> Result<u64, Fault> {
        check(arguments)?;
        if self.place != Place::Aside {
            return self.file()?.insert_long(sql.as_str(), into, arguments, long);
        }
        let arguments: Vec<Value> = arguments.iter().map(|argument| argument.to_value()).collect();
        let long = long.to_vec();
        self.aside(move |file| file.insert_long(sql.as_str(), into, &arguments, &long)).await
    }

    /// Runs a question and returns all its rows.
    pub(super) async fn fetch(&mut self, sql: SqlStr, arguments: &[Arg<'_>]) -> Result<Rows, Fault> {
        check(arguments)?;
        match self.place {
            Place::Here => return self.file()?.fetch(sql.as_str(), arguments),
            Place::HereIfShort if !self.house.remembers(sql.as_str()) => {
                if let Some(rows) = self.file()?.fetch_if_short(sql.as_str(), arguments)? {
                    return Ok(rows);
                }
                self.house.remember(sql.as_str());
            }
            Place::HereIfShort | Place::Aside => {}
        }
        let arguments: Vec<Value> = arguments.iter().map(|argument| argument.to_value()).collect();
        self.aside(move |file| file.fetch(sql.as_str(), &arguments)).await
    }

    /// Runs a question and hands over its rows one by one, so that a whole table never lies in memory.
    pub(super) async fn each<E: From<Fault> + Send>(
        &mut self,
        sql: SqlStr,
        sink: &mut (dyn FnMut(Vec<Value>) -> Result<(), E> + Send),
    ) -> Result<(), E> {
        let (sender, mut receiver) = mpsc::channel(2);
        let reading = self.aside(move |file| {
            let mut waiting = Vec::with_capacity(ROWS_AT_ONCE);
            file.each(sql.as_str(), |row| {
                waiting.push(row);
                waiting.len() < ROWS_AT_ONCE || sender.blocking_send(std::mem::take(&mut waiting)).is_ok()
            })?;
            // Nobody takes them any more when this fails.
            let _ = sender.blocking_send(waiting);
            Ok(())
        });
        let taking = async move {
            while let Some(rows) = receiver.recv().await {
                rows.into_iter().try_for_each(&mut *sink)?;
            }
            Ok(())
        };
        let (read, taken): (Result<(), Fault>, Result<(), E>) = futures_util::future::join(reading, taking).await;
        taken?;
        Ok(read?)
    }

    /// Runs a script of several statements without arguments.
    pub(super) async fn script(&mut self, sql: SqlStr) -> Result<(), Fault> {
        match self.place {
            Place::Here => self.file()?.script(sql.as_str()),
            Place::HereIfShort | Place::Aside => self.aside(move |file| file.script(sql.as_str())).await,
        }
    }

    /// Whether the database accepts the text of a statement.
    #[cfg(test)]
    pub(super) fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        self.file()?.prepare(sql)
    }

    /// Makes what was written true, durably.
    pub(super) async fn commit(mut self) -> Result<(), Fault> {
        match self.place {
            Place::Here => self.file()?.say("COMMIT"),
            // It wrote nothing, and ends when it goes back.
            Place::HereIfShort => Ok(()),
            Place::Aside => self.aside(|file| file.say("COMMIT")).await,
        }
    }

    /// See [`File::keep_log`].
    pub(super) fn keep_log(&mut self) -> Result<(), Fault> {
        self.file()?.keep_log()
    }

    /// Closes it instead of giving it back.
    pub(super) async fn give_up(mut self) -> Result<(), Fault> {
        let Some(file) = self.file.take() else { return Ok(()) };
        spawn_blocking(|| file.close()).await.map_err(|error| Fault::Outage(error.to_string()))?
    }

    fn file(&mut self) -> Result<&mut File, Fault> {
        self.file.as_mut().ok_or_else(lost)
    }

    async fn aside<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut File) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let mut file = self.file.take().ok_or_else(lost)?;
        let done = spawn_blocking(move || {
            let done = work(&mut file);
            (file, done)
        });
        let (file, done) = done.await.map_err(|error| Fault::Outage(error.to_string()))?;
        self.file = Some(file);
        done
    }
}

fn lost() -> Fault {
    Fault::Outage("the connection to the database was lost".to_owned())
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(mut file) = self.file.take()
            && file.roll_back()
        {
            self.house.idle.lock().unwrap_or_else(PoisonError::into_inner).push(file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::SqlSafeStr;

    const COUNT: &str =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT count(*) FROM n";

    fn files(folder: &tempfile::TempDir, patience: Duration) -> Files {
        let path = folder.path().join("file.db");
        std::fs::write(&path, b"").unwrap();
        let set_up = "PRAGMA journal_mode = WAL".to_owned();
        Files::new(How { path, reads_only: false, patience, set_up }, 1, patience)
    }

    #[tokio::test]
    async fn a_long_question_is_answered_aside_and_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(&folder, Duration::from_secs(5));
        let mut lent = files.lend_after("BEGIN", Place::HereIfShort).await.unwrap();
        for (rows, is_remembered) in [(10, false), (1_000_000, true), (10, true)] {
            let found = lent.fetch(COUNT.into_sql_str(), &[Arg::from(rows)]).await.unwrap();
            assert_eq!(found, [[Value::Integer(rows)]]);
            assert_eq!(files.0.remembers(COUNT), is_remembered, "{rows}");
            assert!(lent.file().unwrap().is_in_transaction());
        }
    }

    #[tokio::test]
    async fn whoever_stops_waiting_harms_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(&folder, Duration::from_secs(30));
        let mut lent = files.lend_after("BEGIN IMMEDIATE", Place::Aside).await.unwrap();
        let arguments = [Arg::from(3_000_000)];
        let long = lent.fetch(COUNT.into_sql_str(), &arguments);
        assert!(tokio::time::timeout(Duration::from_millis(1), long).await.is_err());
        drop(lent);
        let mut next = files.lend_after("BEGIN IMMEDIATE", Place::Aside).await.unwrap();
        assert_eq!(next.execute("CREATE TABLE t (a TEXT)".into_sql_str(), &[]).await.unwrap(), 0);
        next.commit().await.unwrap();
    }

    #[tokio::test]
    async fn what_was_not_committed_is_undone_and_the_connection_is_lent_again() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(&folder, Duration::from_millis(50));
        let mut lent = files.lend_after("BEGIN IMMEDIATE", Place::Here).await.unwrap();
        lent.execute("CREATE TABLE t (a TEXT)".into_sql_str(), &[]).await.unwrap();
        assert!(matches!(files.lend(Place::Here).await, Err(Fault::Outage(_))), "there is only one");
        drop(lent);
        let mut next = files.lend(Place::Here).await.unwrap();
        let tables = next.fetch("SELECT count(*) FROM sqlite_schema".into_sql_str(), &[]).await.unwrap();
        assert_eq!(tables, [[Value::Integer(0)]]);
    }
}
