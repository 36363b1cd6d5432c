//! Where the load goes: straight at storage, or through HTTP at a running server. Owns what an acknowledgement is on either way, so
//! that everything else need not know which it is.

use crate::door::{sign_in, unexpected};
use crate::failure::Failure;
use crate::history::{request, unit};
use crate::http::{Body, Connection, Named, Place};
use std::sync::Arc;
use store::{Store, StoreError};
use store_sql::Database;

/// What became of one submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is kept, says the answer.
    Acknowledged,
    /// It cannot be taken now, says the answer.
    NotNow,
    /// The connection ended before an answer: it may be kept or not.
    Unanswered,
}

/// What is loaded.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    Storage(Arc<Database>),
    Server { place: Place, token: Arc<str> },
}

/// One client's way there.
#[derive(Debug)]
pub(crate) enum Client {
    Storage(Arc<Database>),
    Server { connection: Connection, token: Arc<str> },
}

impl Target {
    /// A running server, signed in to.
    pub(crate) async fn server(address: &str) -> Result<Self, Failure> {
        let place = Place::of(address)?;
        let token = sign_in(&place).await?.into();
        Ok(Self::Server { place, token })
    }

    /// A client of its own, with a connection of its own.
    pub(crate) async fn client(&self) -> Result<Client, Failure> {
        Ok(match self {
            Self::Storage(database) => Client::Storage(Arc::clone(database)),
            Self::Server { place, token } => {
                Client::Server { connection: place.connect().await?, token: Arc::clone(token) }
            }
        })
    }

    /// Lets go of it.
    pub(crate) async fn close(&self) {
        if let Self::Storage(database) = self {
            database.close().await;
        }
    }
}

impl Client {
    /// Sends a record, or a correction of one, and waits until it is acknowledged or not.
    ///
    /// # Errors
    /// When it is refused for good, which must not happen to anything that the load sends.
    pub(crate) async fn submit(&mut self, id: &str, corrects: Option<&str>) -> Result<Outcome, Failure> {
        match self {
            Self::Storage(database) => match database.commit(unit(id, corrects)).await {
                Ok(_) => Ok(Outcome::Acknowledged),
                Err(StoreError::Unavailable(_)) => Ok(Outcome::NotNow),
                Err(error) => Err(error.into()),
            },
            Self::Server { connection, token } => {
                let body = Body::Json(request(id, corrects));
                match connection.post("/api/v1/submissions", Named::Bearer(token), body).await {
                    Ok(answer) if answer.status.is_success() => Ok(Outcome::Acknowledged),
                    Ok(answer) if answer.status.as_u16() == 503 => Ok(Outcome::NotNow),
                    Ok(answer) => Err(unexpected(&answer)),
                    Err(Failure::Connection(_)) => Ok(Outcome::Unanswered),
                    Err(other) => Err(other),
                }
            }
        }
    }
}
