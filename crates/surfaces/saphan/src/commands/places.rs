//! `saphan places import FILE`: better outlines of provinces and districts, from GeoJSON or TopoJSON.

use crate::app::App;
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;

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
    let count = app.insight.keep_outlines(&context, &bytes).await?;
    line(format!("{count} outlines taken"));
    Ok(ExitCode::SUCCESS)
}
