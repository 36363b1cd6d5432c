//! The connections that read a SQLite file. Owns lending them: sqlx's own pool asks a connection for a sign of life whenever it comes back, which
//! is as much work, on two threads, as most questions are.

use super::Fault;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection as _, Error};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Connections that only read.
#[derive(Clone, Debug)]
pub(crate) struct Readers(Arc<House>);

#[derive(Debug)]
struct House {
    options: SqliteConnectOptions,
    patience: Duration,
    most: u32,
    /// As many as may be lent still.
    free: Arc<Semaphore>,
    idle: Mutex<Vec<SqliteConnection>>,
}

/// A connection that is lent. It goes back when it is dropped, unless somebody stopped waiting in the middle of a question: then it is closed.
pub(crate) struct Reading {
    /// Nothing once it went back.
    connection: Option<SqliteConnection>,
    house: Arc<House>,
    permit: Option<OwnedSemaphorePermit>,
    /// A question is under way.
    is_asking: bool,
    /// Its questions see one moment, which must end before it goes back.
    is_snapshot: bool,
}

impl Readers {
    /// At most so many connections, made when they are needed; whoever finds none free waits so long.
    pub(crate) fn new(options: SqliteConnectOptions, most: u32, patience: Duration) -> Self {
        let free = Arc::new(Semaphore::new(usize::try_from(most).unwrap_or(1)));
        Self(Arc::new(House { options, patience, most, free, idle: Mutex::default() }))
    }

    /// A connection for one question after the other.
    pub(crate) async fn lend(&self) -> Result<Reading, Fault> {
        let house = &self.0;
        let free = Arc::clone(&house.free).acquire_owned();
        let permit = match tokio::time::timeout(house.patience, free).await {
            Err(_) => return Err(Error::PoolTimedOut.into()),
            Ok(Err(_)) => return Err(Error::PoolClosed.into()),
            Ok(Ok(permit)) => permit,
        };
        let idle = house.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => house.options.connect().await?,
        };
        let (connection, permit, house) = (Some(connection), Some(permit), Arc::clone(house));
        Ok(Reading { connection, house, permit, is_asking: false, is_snapshot: false })
    }

    /// A connection all whose questions see the moment of the first.
    pub(crate) async fn lend_snapshot(&self) -> Result<Reading, Fault> {
        let mut reading = self.lend().await?;
        reading.is_snapshot = true;
        sqlx::query("BEGIN").execute(reading.asked()?).await?;
        reading.answered();
        Ok(reading)
    }

    /// Waits until all are back, and closes them.
    pub(crate) async fn close(&self) {
        let house = &self.0;
        let _all = house.free.acquire_many(house.most).await;
        house.free.close();
        let idle = std::mem::take(&mut *house.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for connection in idle {
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "a reading connection was not closed cleanly");
            }
        }
    }
}

impl House {
    fn take_back(&self, connection: SqliteConnection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }
}

impl Reading {
    /// The connection for a question; [`Reading::answered`] says that it was answered.
    pub(crate) fn asked(&mut self) -> Result<&mut SqliteConnection, Error> {
        self.is_asking = true;
        self.connection.as_mut().ok_or(Error::PoolClosed)
    }

    /// The question was answered, or refused by the database: the connection is ready for the next.
    pub(crate) fn answered(&mut self) {
        self.is_asking = false;
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take().filter(|_| !self.is_asking) else { return };
        let (house, permit) = (Arc::clone(&self.house), self.permit.take());
        if !self.is_snapshot {
            house.take_back(connection);
            return;
        }
        // A moment that is held keeps the log from being moved into the file.
        let Ok(runtime) = Handle::try_current() else { return };
        runtime.spawn(async move {
            if sqlx::query("ROLLBACK").execute(&mut connection).await.is_ok() {
                house.take_back(connection);
            }
            drop(permit);
        });
    }
}
