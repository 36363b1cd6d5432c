//! `saphan indicators --pack PACK --period PERIOD [--by A,B] [--json]`: counted figures.

use crate::app::App;
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use calendar::Period;
use clap::Args;
use insight::Figure;
use std::process::ExitCode;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The pack whose indicators are counted.
    #[arg(long)]
    pack: String,
    /// A year, half-year, quarter or month: 2019, 2019-H2, 2019-Q3, 2019-07.
    #[arg(long, value_parser = period)]
    period: Period,
    /// Split by these dimensions, each indicator by those it has: province, district, setting, participant_kind, …
    #[arg(long, value_delimiter = ',')]
    by: Vec<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Reads a period for the command line, with a sentence when it is none.
pub(crate) fn period(text: &str) -> Result<Period, String> {
    text.parse()
        .map_err(|_| "write a year, half-year, quarter or month, such as 2019, 2019-H2, 2019-Q3, 2019-07".to_owned())
}

pub(crate) async fn run(place: Place, arguments: Arguments) -> Result<ExitCode, Failure> {
    let app = App::open(&place.settings(None, None)?).await?;
    super::known::pack(&app, &arguments.pack)?;
    let context = app.operator().await?;
    let figures = app.insight.indicators(&context, &arguments.pack, arguments.period, &arguments.by).await?;
    if arguments.json {
        line(serde_json::to_string_pretty(&figures)?);
    } else {
        figures.iter().for_each(|figure| line(sentence(figure)));
    }
    Ok(ExitCode::SUCCESS)
}

fn sentence(figure: &Figure) -> String {
    let parts: Vec<_> = figure.by.iter().map(|(dimension, value)| format!("{dimension}={value}")).collect();
    let split = if parts.is_empty() { String::new() } else { format!(" [{}]", parts.join(", ")) };
    format!("{}{split}: {} {}", figure.indicator, language::format_number(figure.value, 2), figure.unit)
}
