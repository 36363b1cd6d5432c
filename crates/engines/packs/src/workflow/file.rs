//! `workflow.toml` as written. Owns the file's shape only; what it means is in `rules`.

use language::Text;
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkflowFile {
    pub(super) version: u32,
    pub(super) title: Text,
    #[serde(default)]
    pub(super) about: Text,
    pub(super) subject: String,
    pub(super) opened_by: Vec<String>,
    #[serde(default)]
    pub(super) carries: Vec<String>,
    #[serde(default)]
    pub(super) of_children: bool,
    pub(super) start: String,
    #[serde(default, rename = "part")]
    pub(super) parts: Vec<PartFile>,
    #[serde(default, rename = "role")]
    pub(super) roles: Vec<RoleFile>,
    #[serde(default, rename = "state")]
    pub(super) states: Vec<StateFile>,
    #[serde(default, rename = "move")]
    pub(super) moves: Vec<MoveFile>,
    #[serde(default, rename = "deadline")]
    pub(super) deadlines: Vec<ClockFile>,
    #[serde(default, rename = "window")]
    pub(super) windows: Vec<ClockFile>,
    #[serde(default, rename = "task")]
    pub(super) tasks: Vec<TaskFile>,
    #[serde(default, rename = "conference")]
    pub(super) conferences: Vec<ConferenceFile>,
    #[serde(default, rename = "retention")]
    pub(super) retention: Vec<RetentionFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartFile {
    pub(super) id: Spanned<String>,
    pub(super) title: Text,
    pub(super) forms: Vec<String>,
    pub(super) agencies: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleFile {
    pub(super) id: Spanned<String>,
    pub(super) title: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateFile {
    pub(super) id: Spanned<String>,
    pub(super) title: Text,
    #[serde(default)]
    pub(super) ends: bool,
    #[serde(default)]
    pub(super) note: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveFile {
    pub(super) id: Spanned<String>,
    pub(super) title: Text,
    pub(super) from: Vec<String>,
    pub(super) to: String,
    pub(super) who: Who,
    pub(super) form: Option<String>,
    pub(super) when: Option<Spanned<String>>,
    pub(super) otherwise: Option<Text>,
    pub(super) approval: Option<Spanned<String>>,
    pub(super) conference: Option<String>,
    #[serde(default)]
    pub(super) outcome: Vec<String>,
    pub(super) agencies: Option<Vec<String>>,
}

/// One rank or several; whoever stands higher may do what the lower may.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Who {
    One(String),
    Several(Vec<String>),
}

/// A deadline (`starts` and `length`, or `due`) or a yearly window (`opens` and `closes`).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockFile {
    pub(super) id: Spanned<String>,
    pub(super) title: Text,
    pub(super) starts: Option<Spanned<String>>,
    pub(super) length: Option<Spanned<String>>,
    pub(super) due: Option<Spanned<String>>,
    pub(super) opens: Option<Spanned<String>>,
    pub(super) closes: Option<Spanned<String>>,
    pub(super) done: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) states: Vec<String>,
    pub(super) warn: Option<Spanned<String>>,
    pub(super) escalate: Option<Spanned<String>>,
    pub(super) explain: Text,
    pub(super) source: Text,
    pub(super) dated: Option<Spanned<String>>,
    pub(super) confidence: Spanned<String>,
    pub(super) reviewed: Option<Spanned<String>>,
    pub(super) valid_from: Option<Spanned<String>>,
    pub(super) valid_to: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskFile {
    pub(super) id: Spanned<String>,
    pub(super) title: Text,
    pub(super) when: Spanned<String>,
    pub(super) who: Spanned<String>,
    pub(super) form: Option<String>,
    pub(super) deadline: Option<String>,
    pub(super) agencies: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConferenceFile {
    pub(super) id: Spanned<String>,
    pub(super) title: Text,
    pub(super) when: Option<Spanned<String>>,
    pub(super) agencies: Vec<String>,
    pub(super) outcomes: Vec<OutcomeFile>,
}

/// How long closed cases are kept.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RetentionFile {
    pub(super) id: Spanned<String>,
    #[serde(default)]
    pub(super) states: Vec<String>,
    pub(super) when: Option<Spanned<String>>,
    pub(super) starts: Option<Spanned<String>>,
    pub(super) length: Spanned<String>,
    pub(super) explain: Text,
    pub(super) source: Text,
    pub(super) dated: Option<Spanned<String>>,
    pub(super) confidence: Spanned<String>,
    pub(super) reviewed: Option<Spanned<String>>,
    pub(super) valid_from: Option<Spanned<String>>,
    pub(super) valid_to: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutcomeFile {
    pub(super) id: String,
    pub(super) title: Text,
}
