//! `saphan report half-year`: the report of a project as PDF, spreadsheet and IATI in one folder.

use super::indicators::period;
use crate::app::App;
use crate::failure::Failure;
use crate::output::{line, note};
use crate::settings::Place;
use calendar::Period;
use clap::{Args, Subcommand};
use language::{Lang, say};
use service_kit::Context;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// The half-year report: report.pdf, report.xlsx, iati.xml.
    HalfYear(HalfYear),
}

#[derive(Args)]
pub(crate) struct HalfYear {
    /// The project's code.
    #[arg(long, value_name = "CODE")]
    project: String,
    /// The half-year, such as 2019-H2.
    #[arg(long, value_parser = period)]
    period: Period,
    /// Language of the report.
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Folder to write to; made when there is none.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub(crate) async fn run(place: Place, command: Command) -> Result<ExitCode, Failure> {
    let Command::HalfYear(arguments) = command;
    let app = App::open(&place.settings(None, None)?).await?;
    let context = Context { lang: arguments.lang, ..app.operator().await? };
    super::known::project(&app, &context, &arguments.project).await?;
    let report = app.programmes.half_year_report(&context, &arguments.project, arguments.period).await?;
    let rendered = reports::render_half_year(&report, arguments.lang)
        .map_err(|error| Failure::said(say(Lang::En, &error.message())))?;
    std::fs::create_dir_all(&arguments.out).map_err(|problem| Failure::file("make", &arguments.out, &problem))?;
    write(&arguments.out, "report.pdf", &rendered.pdf)?;
    write(&arguments.out, "report.xlsx", &rendered.xlsx)?;
    write(&arguments.out, "iati.xml", rendered.iati_xml.as_bytes())?;
    rendered.warnings.iter().for_each(|warning| note(say(arguments.lang, warning)));
    Ok(ExitCode::SUCCESS)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).map_err(|problem| Failure::file("write", &path, &problem))?;
    line(path.display().to_string());
    Ok(())
}
