//! `saphan restore FILE`: checks that a backup is whole, then puts it into an empty database in one transaction.

use crate::app::App;
use crate::archive::{examine, rows};
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use clap::Args;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::Dump as _;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The backup.
    file: PathBuf,
}

pub(crate) async fn run(place: Place, arguments: Arguments) -> Result<ExitCode, Failure> {
    let count = examine(open(&arguments.file)?)?;
    let settings = place.settings(None, None)?;
    let restored = App::database(&settings).await?.restore(&mut rows(open(&arguments.file)?, count)).await?;
    let head = App::open(&settings).await?.verify_audit().await?;
    line(format!("{restored} rows restored; the audit chain holds to row {}.", head.seq));
    Ok(ExitCode::SUCCESS)
}

fn open(path: &Path) -> Result<File, Failure> {
    File::open(path).map_err(|problem| Failure::file("read", path, &problem))
}
