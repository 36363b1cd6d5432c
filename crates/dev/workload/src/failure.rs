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
