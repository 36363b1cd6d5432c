//! `saphan report`: a project's half-year report as PDF, spreadsheet and IATI, or a pack's report on figures, in one folder.

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
    /// A pack's report on figures, small figures withheld: report.pdf, report.xlsx.
    Figures(Figures),
}

#[derive(Args)]
pub(crate) struct Figures {
    /// The pack that offers it.
    #[arg(long)]
    pack: String,
    /// The report's id.
    #[arg(long, value_name = "ID")]
    report: String,
    /// A year, half-year, quarter or month: 2026, 2026-H2, 2026-Q3, 2026-07.
    #[arg(long, value_parser = period)]
    period: Period,
    /// Language of the report.
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Folder to write to; made when there is none.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
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
    let app = App::open(&place.settings(None, None)?).await?;
    match command {
        Command::HalfYear(arguments) => half_year(&app, arguments).await,
        Command::Figures(arguments) => figures(&app, arguments).await,
    }
}

async fn figures(app: &App, arguments: Figures) -> Result<ExitCode, Failure> {
    super::known::pack(app, &arguments.pack)?;
    let offered = &app.collection.pack(&arguments.pack)?.figures_reports;
    let ids = offered.iter().map(|report| report.id.clone()).collect();
    super::known::among("report on figures", &arguments.report, ids)?;
    let context = Context { lang: arguments.lang, ..app.operator().await? };
    let (pack, report) = (&arguments.pack, &arguments.report);
    let report = app.programmes.figures_report(&context, pack, report, arguments.period).await?;
    let said = |error: reports::ReportError| Failure::said(say(Lang::En, &error.message()));
    folder(&arguments.out)?;
    write(&arguments.out, "report.pdf", &reports::pdf::render_figures(&report, arguments.lang).map_err(said)?)?;
    write(&arguments.out, "report.xlsx", &reports::xlsx::render_figures(&report, arguments.lang).map_err(said)?)?;
    Ok(ExitCode::SUCCESS)
}

async fn half_year(app: &App, arguments: HalfYear) -> Result<ExitCode, Failure> {
    let context = Context { lang: arguments.lang, ..app.operator().await? };
    super::known::project(app, &context, &arguments.project).await?;
    let report = app.programmes.half_year_report(&context, &arguments.project, arguments.period).await?;
    let rendered = reports::render_half_year(&report, arguments.lang)
        .map_err(|error| Failure::said(say(Lang::En, &error.message())))?;
    folder(&arguments.out)?;
    write(&arguments.out, "report.pdf", &rendered.pdf)?;
    write(&arguments.out, "report.xlsx", &rendered.xlsx)?;
    write(&arguments.out, "iati.xml", rendered.iati_xml.as_bytes())?;
    rendered.warnings.iter().for_each(|warning| note(say(arguments.lang, warning)));
    Ok(ExitCode::SUCCESS)
}

fn folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|problem| Failure::file("make", path, &problem))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).map_err(|problem| Failure::file("write", &path, &problem))?;
    line(path.display().to_string());
    Ok(())
}
