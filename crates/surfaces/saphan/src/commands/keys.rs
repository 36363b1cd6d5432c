//! `saphan keys rotate`: takes another master key into use.

use crate::app::App;
use crate::failure::Failure;
use crate::key;
use crate::output::line;
use crate::settings::Place;
use clap::Subcommand;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Wrap every data key under a new master key. What is sealed stays as it is. Stop the server first, and start it again afterwards.
    Rotate {
        /// File of the new key, made when it is not there [default: in the place of the present file].
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
}

pub(crate) async fn run(place: Place, command: Command) -> Result<ExitCode, Failure> {
    let Command::Rotate { to } = command;
    let settings = place.settings(None, None)?;
    let app = App::open_with_key(&settings).await?;
    let context = app.operator().await?;
    let entry = app.kit.entry(&context, "key.rotate", "key", "master", &json!({}));
    line(key::rotate(&settings.key, &app.kit, to.as_deref(), entry).await?);
    Ok(ExitCode::SUCCESS)
}
