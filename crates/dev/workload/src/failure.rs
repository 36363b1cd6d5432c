//! What can stop a run. A loss is no failure of the run but its finding.

use std::io;
use std::path::{Path, PathBuf};
use store::StoreError;

/// Why a run stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    /// The runtime did not start.
    #[error("the runtime did not start: {source}")]
    Runtime { source: io::Error },
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A result could not be written as JSON.
    #[error("{0}")]
    Json(serde_json::Error),
    /// A recorded run could not be read.
    #[error("line {line} of the recording: {problem}")]
    Trace { line: usize, problem: String },
    /// An address that is none of a server on this machine.
    #[error("`{0}` is not where a server listens: `http://` and a host with a port")]
    Address(String),
    /// The connection to the server ended or could not be used.
    #[error("the connection: {0}")]
    Connection(#[from] hyper::Error),
    /// A request could not be put together.
    #[error("the request: {0}")]
    Request(#[from] hyper::http::Error),
    /// The server answered what it must not answer to this.
    #[error("the server answered {status}: {said}")]
    Refused { status: hyper::StatusCode, said: String },
    /// What is measured is what is taken at once; a run that met anything else measured something else.
    #[error("a submission was not acknowledged: {0:?}")]
    NotTaken(crate::target::Outcome),
    /// The kernel describes a process otherwise than expected.
    #[error("`{0}` is not written as proc(5) says")]
    Stat(String),
    /// A service refused.
    #[error(transparent)]
    Service(#[from] service_kit::ServiceError),
    /// What was there is not what it must be.
    #[error("unexpected: {0}")]
    Unexpected(String),
    /// A task ended badly.
    #[error("a client ended badly: {0}")]
    Client(#[from] tokio::task::JoinError),
}

impl Failure {
    /// Says at which path reading or writing failed.
    pub(crate) fn at(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |source| Self::File { path, source }
    }
}
