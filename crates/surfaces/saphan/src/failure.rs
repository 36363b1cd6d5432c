//! Why a command ended without doing its work, and how that is told: one sentence on standard error, and an exit code. 1 means that
//! something was wrong with what was given or kept, 2 (from the command-line parser) that the command itself was not understood.

use language::{Lang, say};
use service_kit::ServiceError;
use std::io::Write as _;
use std::process::ExitCode;
use store::StoreError;

/// A command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0}")]
    Service(#[from] ServiceError),
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    File(#[from] std::io::Error),
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    #[error("{0}")]
    Said(String),
}

impl Failure {
    /// A sentence of the command's own.
    pub(crate) fn said(sentence: impl Into<String>) -> Self {
        Self::Said(sentence.into())
    }

    /// What was tried with a file, and what the system said.
    pub(crate) fn file(action: &str, path: &std::path::Path, problem: &std::io::Error) -> Self {
        Self::Said(format!("cannot {action} `{}`: {problem}", path.display()))
    }

    fn sentences(&self) -> Vec<String> {
        match self {
            // On the server itself the operator reads the inner cause, which a web user never sees.
            Self::Service(ServiceError::Internal(problem) | ServiceError::Unavailable(problem)) => {
                vec![problem.clone()]
            }
            Self::Service(error) => error.messages().iter().map(|message| say(Lang::En, message)).collect(),
            other => vec![other.to_string()],
        }
    }

    /// Tells it and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        let mut stderr = std::io::stderr().lock();
        for sentence in self.sentences() {
            // Nothing can be told when standard error is closed; the exit code still is.
            let _closed = writeln!(stderr, "saphan: {sentence}");
        }
        ExitCode::FAILURE
    }
}
