//! What can go wrong in a chore, in words that say what to do next. Owns no chore.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

/// Why a chore stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A program could not be started at all.
    #[error("could not start `{program}`: {source}; is it installed and on the PATH?")]
    Start { program: String, source: io::Error },
    /// A program ran and said no. It has printed why.
    #[error("`{command}` failed ({status})")]
    Exit { command: String, status: ExitStatus },
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    /// `cargo metadata` said something unexpected.
    #[error("what cargo says of the workspace could not be read: {0}")]
    Metadata(serde_json::Error),
    /// Programs that a step needs are not on this machine and could not be installed.
    #[error("{0}")]
    Prerequisites(String),
    /// The throw-away PostgreSQL did not come up.
    #[error("the throw-away PostgreSQL did not start: {0}")]
    Postgres(String),
    /// The product's server did not do as it must.
    #[error("the server: {0}")]
    Server(&'static str),
    /// `tidy` found mistakes; they are printed above.
    #[error("{0} mistakes in the tree, listed above")]
    Untidy(usize),
    /// Generated files differ from what their sources give.
    #[error("out of date: {}; run `cargo xtask generate` and commit the result", .0.join(", "))]
    OutOfDate(Vec<String>),
    /// The gazetteer or the outlines could not be made from their sources.
    #[error("places: {0}")]
    Places(#[from] crate::generate_places::Error),
    /// A durability harness found something acknowledged that is not kept.
    #[error("durability: {0}")]
    Lost(String),
    /// The conformance cases are not there, or too few of them come out as expected.
    #[error("conformance: {0}")]
    Conformance(String),
    /// ODK Validate refuses an XForm that Saphan made, or did not judge all.
    #[error("ODK Validate: {0}")]
    Forms(String),
    /// Fuzzing found an input that breaks something; it stays where it was written.
    #[error("fuzzing broke something, by these inputs:\n{0}")]
    Fuzz(String),
    /// A step was named that does not exist.
    #[error("there is no step `{0}`; `cargo xtask test --list` names them")]
    NoSuchStep(String),
    /// A step of `test` failed; its reason is printed above.
    #[error("step `{0}` failed")]
    Step(&'static str),
}

impl Failure {
    /// Says at which path reading or writing failed.
    pub(crate) fn at(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |source| Self::File { path, source }
    }
}
