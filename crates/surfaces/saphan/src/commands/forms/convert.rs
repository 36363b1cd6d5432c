//! `saphan forms convert FILE`: the XForm of an XLSForm, or what is wrong with it at which cell.

use super::source;
use crate::failure::Failure;
use crate::output::{line, note};
use clap::Args;
use language::{Lang, say};
use serde::Serialize;
use std::path::PathBuf;
use std::process::ExitCode;
use xlsform::{Converted, Options, Place, Problem, Problems};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The form: a workbook (.xlsx, .xls, .ods), delimited text (.csv), or Markdown tables (.md).
    file: PathBuf,
    /// The name of the root element, when the form's settings give none.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Language of problems and warnings: en, th, my, km, lo.
    #[arg(long, default_value = "en")]
    lang: Lang,
}

#[derive(Serialize)]
struct Made {
    xform: String,
    warnings: Vec<Told>,
    #[serde(skip_serializing_if = "Option::is_none")]
    itemsets_csv: Option<String>,
}

#[derive(Serialize)]
struct Refused {
    problems: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    sheet: String,
    row: usize,
    column: Option<String>,
    message: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let bytes = source::bytes(&arguments.file)?;
    let file_name = arguments.file.file_name().unwrap_or_default().to_string_lossy();
    let form_id = arguments.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let options = Options { root_name: arguments.name.clone(), form_id, ..Options::default() };
    let converted = xlsform::read_file(&bytes, &file_name).and_then(|tables| xlsform::convert(&tables, &options));
    match converted {
        Ok(converted) => {
            tell(arguments, converted)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(Problems(problems)) => {
            refuse(arguments, &problems)?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn tell(arguments: &Arguments, converted: Converted) -> Result<(), Failure> {
    let xform = xforms::write(&converted.definition);
    if arguments.json {
        let warnings = converted.warnings.iter().map(|warning| told(warning, arguments.lang)).collect();
        line(serde_json::to_string(&Made { xform, warnings, itemsets_csv: converted.itemsets_csv })?);
        return Ok(());
    }
    converted.warnings.iter().for_each(|warning| note(sentence(warning, arguments.lang)));
    line(xform.trim_end());
    Ok(())
}

fn refuse(arguments: &Arguments, problems: &[Problem]) -> Result<(), Failure> {
    if arguments.json {
        let problems = problems.iter().map(|problem| told(problem, arguments.lang)).collect();
        line(serde_json::to_string(&Refused { problems })?);
        return Ok(());
    }
    problems.iter().for_each(|problem| line(sentence(problem, arguments.lang)));
    Ok(())
}

fn told(problem: &Problem, lang: Lang) -> Told {
    let Place { sheet, row, column } = problem.place.clone();
    Told { sheet, row, column, message: say(lang, &problem.message) }
}

/// A problem with its place.
pub(super) fn sentence(problem: &Problem, lang: Lang) -> String {
    let message = say(lang, &problem.message);
    if problem.place.sheet.is_empty() { message } else { format!("{}: {message}", problem.place) }
}
