//! `saphan export KIND --out FILE`: a list of records as CSV, a spreadsheet or JSON.

use super::indicators::period;
use crate::app::App;
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use calendar::Period;
use clap::{Args, ValueEnum};
use collection::{Export, Narrowing};
use language::Lang;
use reports::table::{Format, TableFile};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(crate) struct Arguments {
    /// What the records are, such as prevention/outreach-session.
    kind: String,
    /// The file to write. Lists with repeats become a ZIP of text tables when the format is csv.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The kind of file.
    #[arg(long, value_enum, default_value = "csv")]
    format: Named,
    /// Language of questions and choices; without it the names from the form.
    #[arg(long, value_name = "LANG")]
    labels: Option<Lang>,
    /// A column for each choice where several can be chosen.
    #[arg(long)]
    split_choices: bool,
    /// Begin text tables with the mark by which Excel reads UTF-8.
    #[arg(long)]
    byte_order_mark: bool,
    /// Only records of this period, such as 2019-H2.
    #[arg(long, value_parser = period)]
    period: Option<Period>,
    /// Only records of the agency of this id.
    #[arg(long, value_name = "ID")]
    agency: Option<String>,
    /// Only records that the account of this id recorded.
    #[arg(long, value_name = "ID")]
    author: Option<String>,
    /// Only records that are called by something with this text in it.
    #[arg(long)]
    text: Option<String>,
    /// Only records with this answer, such as province=50. May be given several times.
    #[arg(long = "where", value_name = "QUESTION=ANSWER", value_parser = answer)]
    answers: Vec<(String, String)>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Named {
    Csv,
    Xlsx,
    Json,
}

fn answer(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').ok_or("write it as QUESTION=ANSWER, such as province=50")?;
    Ok((parts.0.to_owned(), parts.1.to_owned()))
}

pub(crate) async fn run(place: Place, arguments: Arguments) -> Result<ExitCode, Failure> {
    let app = App::open(&place.settings(None, None)?).await?;
    super::known::any_kind(&app, &arguments.kind)?;
    let context = app.operator().await?;
    let format = match arguments.format {
        Named::Csv => Format::Csv { byte_order_mark: arguments.byte_order_mark },
        Named::Xlsx => Format::Xlsx,
        Named::Json => Format::Json,
    };
    let wanted = Export {
        kind: arguments.kind,
        narrowed: Narrowing {
            text: arguments.text,
            period: arguments.period,
            agency: arguments.agency,
            author: arguments.author,
            answers: arguments.answers,
        },
        labels: arguments.labels,
        split_choices: arguments.split_choices,
        format: format.name(),
    };
    let mut table = TableFile::new(format);
    let count = app.collection.export(&context, &wanted, &mut table).await?;
    let failed = |problem: std::io::Error| Failure::file("write", &arguments.out, &problem);
    let mut file = BufWriter::new(File::create(&arguments.out).map_err(failed)?);
    for piece in table.finish()? {
        file.write_all(&piece.map_err(failed)?).map_err(failed)?;
    }
    file.flush().map_err(failed)?;
    line(format!("{count} records, {}", arguments.out.display()));
    Ok(ExitCode::SUCCESS)
}
