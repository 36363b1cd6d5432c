//! `pack.toml`: who the pack is, its record kinds and their arrangement. Owns the file's shape only; what a kind is, is in `kind`.

use language::{Lang, Text};
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ManifestFile {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) title: Text,
    #[serde(default)]
    pub(crate) summary: Text,
    #[serde(default = "last")]
    pub(crate) order: u8,
    pub(crate) languages: Vec<Lang>,
    pub(crate) targets: Option<TargetSource>,
    #[serde(default, rename = "group")]
    pub(crate) groups: Vec<Group>,
    #[serde(default, rename = "kind")]
    pub(crate) kinds: Vec<Spanned<KindFile>>,
}

fn last() -> u8 {
    u8::MAX
}

/// A heading under which record kinds are listed.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// The heading.
    pub title: Text,
}

/// Where promised figures stand: rows of a record kind.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct TargetSource {
    /// The record kind, by its form, for example `project`.
    pub kind: String,
    /// The repeat with a row for each target.
    pub rows: String,
    /// The question that holds the indicator's id.
    pub indicator: String,
    /// The question that holds the period, for example `2019-H2`.
    pub period: String,
    /// The question that holds the promised figure.
    pub value: String,
}

/// The questions that say where something was.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct PlaceQuestions {
    /// The question whose answer is the two-digit code of a province.
    pub province: Option<String>,
    /// The question whose answer is the four-digit code of a district.
    pub district: Option<String>,
    /// The question whose answer is the six-digit code of a subdistrict.
    pub subdistrict: Option<String>,
}

/// A record kind as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindFile {
    pub(crate) form: String,
    pub(crate) group: Option<String>,
    pub(crate) title: Text,
    pub(crate) plural: Text,
    pub(crate) icon: String,
    pub(crate) date: Option<String>,
    #[serde(default)]
    pub(crate) place: PlaceQuestions,
    pub(crate) key: Option<String>,
    pub(crate) label: String,
    #[serde(default)]
    pub(crate) list: Vec<String>,
    #[serde(default)]
    pub(crate) import: bool,
}
