//! `saphan import KIND FILE`: reads a spreadsheet into records. Without `--yes` it shows what would happen and writes nothing.

use crate::app::App;
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use clap::Args;
use collection::{ImportOutcome, ImportProblem, Upload};
use language::{Lang, say};
use serde::Serialize;
use service_kit::Context;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(crate) struct Arguments {
    /// What the rows are, such as prevention/outreach-session.
    kind: String,
    /// The workbook (.xlsx, .xls, .ods) or table (.csv).
    file: PathBuf,
    /// Link the records to the project with this code; it is made when there is none.
    #[arg(long, value_name = "CODE")]
    project: Option<String>,
    /// Write; without it the file is only read and every problem told.
    #[arg(long)]
    yes: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Language of the problems: en, th, my, km, lo.
    #[arg(long, default_value = "en")]
    lang: Lang,
}

#[derive(Serialize)]
struct Told {
    read: usize,
    imported: usize,
    already_present: usize,
    problems: Vec<ToldProblem>,
}

#[derive(Serialize)]
struct ToldProblem {
    cell: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    sheet: String,
    severity: &'static str,
    message: String,
}

pub(crate) async fn run(place: Place, arguments: Arguments) -> Result<ExitCode, Failure> {
    let bytes = std::fs::read(&arguments.file).map_err(|problem| Failure::file("read", &arguments.file, &problem))?;
    let app = App::open(&place.settings(None, None)?).await?;
    super::known::kind(&app, &arguments.kind)?;
    let context = Context { lang: arguments.lang, ..app.operator().await? };
    let upload = Upload {
        kind: arguments.kind.clone(),
        file_name: arguments.file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        bytes,
        project: arguments.project.clone(),
    };
    let outcome = if arguments.yes {
        app.collection.import_at_once(&context, upload).await?
    } else {
        app.collection.import_trial(&context, &upload).await?
    };
    tell(&arguments, &outcome)?;
    let nothing_usable = outcome.read > 0 && outcome.imported + outcome.already_present == 0 && arguments.yes;
    Ok(if nothing_usable { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn tell(arguments: &Arguments, outcome: &ImportOutcome) -> Result<(), Failure> {
    let problems: Vec<_> = outcome.problems.iter().map(|problem| told(problem, arguments.lang)).collect();
    if arguments.json {
        let ImportOutcome { read, imported, already_present, .. } = *outcome;
        line(serde_json::to_string_pretty(&Told { read, imported, already_present, problems })?);
        return Ok(());
    }
    for problem in &problems {
        line(format!("{} {}: {}", problem.severity, problem.cell, problem.message));
    }
    line(format!(
        "{} rows read, {} imported, {} already present, {} problems",
        outcome.read,
        outcome.imported,
        outcome.already_present,
        problems.len()
    ));
    if !arguments.yes {
        line("Nothing was written. Repeat with --yes to import.");
    }
    Ok(())
}

fn told(problem: &ImportProblem, lang: Lang) -> ToldProblem {
    ToldProblem {
        cell: problem.cell.clone(),
        sheet: problem.sheet.clone(),
        severity: if problem.blocks { "error" } else { "warning" },
        message: say(lang, &problem.message),
    }
}
