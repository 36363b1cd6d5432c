//! `saphan backup FILE`: one consistent moment of everything, written beside the target and moved into place when whole.

use crate::app::App;
use crate::archive::Writer;
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use clap::Args;
use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The file to write.
    file: PathBuf,
}

pub(crate) async fn run(place: Place, arguments: Arguments) -> Result<ExitCode, Failure> {
    let app = App::open(&place.settings(None, None)?).await?;
    let part = arguments.file.with_extension("part");
    let target = File::create(&part).map_err(|problem| Failure::file("write", &part, &problem))?;
    let mut writer = Writer::new(target, app.kit.clock.now().to_string())?;
    app.kit.store.dump(&mut |row| writer.row(&row)).await?;
    let (target, rows) = writer.finish()?;
    target.sync_all()?;
    std::fs::rename(&part, &arguments.file).map_err(|problem| Failure::file("write", &arguments.file, &problem))?;
    line(format!(
        "{rows} rows written to {}. What people told about themselves lies sealed in it; the rest is not encrypted. Keep the master key too, \
         apart from it: without that key it restores nothing of them.",
        arguments.file.display()
    ));
    Ok(ExitCode::SUCCESS)
}
