//! `saphan places import FILE`: better outlines of provinces and districts, from GeoJSON or TopoJSON.

use crate::app::App;
use crate::failure::Failure;
use crate::output::{line, note};
use crate::settings::Place;
use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;

/// How many areas that were left out are named.
const MOST_NAMED: usize = 10;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Take outlines of provinces or districts from a GeoJSON or TopoJSON file.
    Import {
        /// The file.
        file: PathBuf,
    },
}

pub(crate) async fn run(place: Place, command: Command) -> Result<ExitCode, Failure> {
    let Command::Import { file } = command;
    let bytes = std::fs::read(&file).map_err(|problem| Failure::file("read", &file, &problem))?;
    let app = App::open(&place.settings(None, None)?).await?;
    let context = app.operator().await?;
    let kept = app.insight.keep_outlines(&context, &bytes).await?;
    line(format!("{} outlines taken", kept.count));
    if !kept.unknown.is_empty() {
        let named = kept.unknown.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join("; ");
        note(format!("{} areas are no place of Thailand and were left out: {named}", kept.unknown.len()));
    }
    Ok(ExitCode::SUCCESS)
}
