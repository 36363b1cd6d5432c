//! `demo/`: records that fill a demonstration, and the pictures they name. Owns the file's shape; who loads them decides.

use crate::problem::PackProblem;
use crate::toml_file::SourceFile;
use language::Message;
use serde::Deserialize;
use serde_json::Value;

/// One record of a demonstration.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoRecord {
    /// The record kind, for example `prevention/outreach-session`.
    pub kind: String,
    /// Its id (a UUID), so that loading twice makes no second record.
    pub id: String,
    /// The answers of its form, as in the form's instance; calculated values are left to the form.
    pub answers: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    answers: Value,
}

/// Reads `demo/<form>.json`: an array of records.
pub(crate) fn read_demo(file: SourceFile<'_>, pack: &str) -> Result<Vec<DemoRecord>, PackProblem> {
    let name = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".json");
    let kind = format!("{pack}/{name}");
    let records: Vec<Written> = serde_json::from_str(file.text).map_err(|error| {
        let place = crate::Place::Line(error.line());
        PackProblem::new(file.path, place, Message::new("packs-unreadable").with("reason", error.to_string()))
    })?;
    Ok(records
        .into_iter()
        .map(|record| DemoRecord { kind: kind.clone(), id: record.id, answers: record.answers })
        .collect())
}
