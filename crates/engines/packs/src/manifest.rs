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

/// The questions that say who somebody is, of a kind whose records are people. Each may stand in a repeat.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct PersonQuestions {
    /// The question for a name.
    pub names: String,
    /// The question for the gender, a choice.
    pub gender: Option<String>,
    /// The question for nationalities, a choice or several.
    pub nationalities: Option<String>,
    /// The question for the year of birth, common era.
    pub birth_year: Option<String>,
    /// The question for the month of birth, from 1.
    pub birth_month: Option<String>,
    /// The question for the day of birth, from 1.
    pub birth_day: Option<String>,
    /// The question for an age in years that was told or guessed.
    pub age: Option<String>,
    /// The question for the day on which it was.
    pub age_on: Option<String>,
    /// The question for the number of a document.
    pub documents: Option<String>,
    /// The question for a telephone number or another way to reach the person.
    pub contacts: Option<String>,
}

impl PersonQuestions {
    /// Every question that is named.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        let birth = [&self.birth_year, &self.birth_month, &self.birth_day, &self.age, &self.age_on];
        let others = [&self.gender, &self.nationalities, &self.documents, &self.contacts];
        birth.into_iter().chain(others).filter_map(Option::as_deref).chain([self.names.as_str()])
    }
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
    pub(crate) person: Option<PersonQuestions>,
    #[serde(default)]
    pub(crate) household: bool,
}
