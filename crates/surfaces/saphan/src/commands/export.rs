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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use collection::NewSubmission;
    use serde_json::{Value as Json, json};
    use service_kit::{Actor, Context, Role};

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    const KIND: &str = "prevention/outreach-session";

    /// A folder with two sessions, of 2018 and 2019.
    async fn filled() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = Place::folder(folder.path().to_owned()).settings(None, None).expect("settings");
        let app = App::open(&settings).await.expect("a database");
        let agency = app.identity.home_agency().await.expect("an agency");
        let actor = Actor { role: Role::Coordinator, ..Actor::operator(agency) };
        let context = Context::new(&app.kit, actor, Lang::En);
        for (id, date) in [("session-one", "2018-03-01"), ("session-two", "2019-07-04")] {
            let answers = json!({
                "date": date, "venue": "School", "venue_kind": "school", "province": "50", "district": "5001",
                "attendance": [{ "participant_kind": "students", "count": "20" }],
            });
            let (corrects, reason) = (None, None);
            let new = NewSubmission { id: id.into(), kind: KIND.into(), answers, corrects, reason, source: "api" };
            app.collection.submit(&context, new).await.expect("a record");
        }
        folder
    }

    async fn told(folder: &tempfile::TempDir, line: &[&str]) -> Result<ExitCode, Failure> {
        let line = Line::try_parse_from(["export"].iter().chain(line)).expect("a command line");
        run(Place::folder(folder.path().to_owned()), line.arguments).await
    }

    #[tokio::test]
    async fn writes_what_the_line_asks_for() {
        let folder = filled().await;
        let out = folder.path().join("list");
        let path = out.to_str().expect("a path");
        let cases: [(&[&str], &[&str]); 4] = [
            (&[], &["session-one", "session-two"]),
            (&["--period", "2018"], &["session-one"]),
            (&["--where", "province=34"], &[]),
            (&["--text", "school", "--where", "province=50", "--period", "2019"], &["session-two"]),
        ];
        for (narrowed, expected) in cases {
            let line = [&[KIND, "--format", "json", "--out", path], narrowed].concat();
            told(&folder, &line).await.unwrap_or_else(|failure| panic!("{narrowed:?}: {failure}"));
            let list: Json = serde_json::from_slice(&std::fs::read(&out).expect("a file")).expect("JSON");
            let records = list.as_array().expect("a list");
            let ids: Vec<_> = records.iter().filter_map(|record| record.get("id")?.as_str()).collect();
            assert_eq!(ids, expected, "{narrowed:?}");
        }
        for format in ["csv", "xlsx"] {
            told(&folder, &[KIND, "--format", format, "--out", path]).await.expect("a file");
            assert!(std::fs::read(&out).expect("a file").starts_with(b"PK"), "{format}");
        }
    }

    #[tokio::test]
    async fn a_form_that_is_not_there_leaves_no_file() {
        let folder = filled().await;
        let out = folder.path().join("list.csv");
        let failure = told(&folder, &["prevention/other", "--out", out.to_str().expect("a path")]).await;
        assert!(failure.is_err_and(|failure| failure.to_string().contains(KIND)));
        assert!(!out.exists());
        assert!(Line::try_parse_from(["export", KIND, "--out", "x", "--where", "province"]).is_err());
        assert!(Line::try_parse_from(["export", KIND, "--out", "x", "--period", "soon"]).is_err());
    }
}
