//! `cases/`: examples that prove a pack. Given these answers on this day, expect these refusals and these figures; given what
//! happens in a case, expect how it stands. Owns the file's
//! shape and the running of it; answering is in `forms`, counting in `stats`.

use crate::Pack;
use crate::answering::answer;
use crate::problem::{PackProblem, Place};
use crate::record::record_document;
use crate::toml_file::SourceFile;
use crate::workflow::{self, EventFile, Happening, Outcome, ThenFile};
use calendar::{Date, Period};
use language::{Message, Text};
use serde::Deserialize;
use serde_json::Value;
use stats::{Indicator, tabulate};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use xpath::Document;

/// An example.
#[derive(Clone, Debug)]
pub struct Case {
    /// The file that it stands in.
    pub file: String,
    /// What it shows.
    pub title: Text,
    /// The day on which the answers are given: `today()` of the forms.
    pub on: Date,
    /// The records given, in order.
    pub records: Vec<CaseRecord>,
    /// The figures expected of the records that were not refused.
    pub expectations: Vec<Expectation>,
    /// What happens in a case of the pack's workflow, in order.
    pub happenings: Vec<Happening>,
    /// How that case must stand on days.
    pub outcomes: Vec<Outcome>,
}

/// Answers to a form, and what it must refuse of them.
#[derive(Clone, Debug)]
pub struct CaseRecord {
    /// The form's id.
    pub kind: String,
    /// The answers, as in the form's instance.
    pub answers: Value,
    /// The questions whose answers must be refused, by their path below the form's root (`attendance[2]/count`).
    pub violations: BTreeSet<String>,
    place: Place,
}

/// A figure that must come out.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The indicator's id.
    pub indicator: String,
    /// The period.
    pub period: Period,
    /// The values of dimensions that the figure is for; empty for the total.
    pub by: BTreeMap<String, String>,
    /// The figure.
    pub value: f64,
    place: Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    title: Text,
    on: Spanned<String>,
    #[serde(default, rename = "record")]
    records: Vec<Spanned<RecordFile>>,
    #[serde(default, rename = "expect")]
    expectations: Vec<Spanned<ExpectationFile>>,
    #[serde(default, rename = "event")]
    events: Vec<Spanned<EventFile>>,
    #[serde(default, rename = "then")]
    thens: Vec<Spanned<ThenFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordFile {
    kind: String,
    answers: Value,
    #[serde(default)]
    violations: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectationFile {
    indicator: String,
    period: Period,
    #[serde(default)]
    by: BTreeMap<String, String>,
    value: f64,
}

/// Reads a case.
pub(crate) fn read_case(file: SourceFile<'_>) -> Result<Case, Vec<PackProblem>> {
    let written: CaseFile = file.parse().map_err(|problem| vec![problem])?;
    let on = file.day(&written.on).map_err(|problem| vec![problem])?;
    let events = written.events.into_iter().map(|event| workflow::happening(file, event));
    let happenings = events.collect::<Result<Vec<_>, _>>().map_err(|problem| vec![problem])?;
    let thens = written.thens.into_iter().map(|then| workflow::outcome(file, then));
    let outcomes = thens.collect::<Result<Vec<_>, _>>().map_err(|problem| vec![problem])?;
    Ok(Case {
        file: file.path.to_owned(),
        title: written.title,
        on,
        records: written.records.into_iter().map(|record| new_record(file, record)).collect(),
        expectations: written.expectations.into_iter().map(|expected| new_expectation(file, expected)).collect(),
        happenings,
        outcomes,
    })
}

fn new_record(file: SourceFile<'_>, written: Spanned<RecordFile>) -> CaseRecord {
    let place = file.line(written.span().start);
    let RecordFile { kind, answers, violations } = written.into_inner();
    CaseRecord { kind, answers, violations, place }
}

fn new_expectation(file: SourceFile<'_>, written: Spanned<ExpectationFile>) -> Expectation {
    let place = file.line(written.span().start);
    let ExpectationFile { indicator, period, by, value } = written.into_inner();
    Expectation { indicator, period, by, value, place }
}

impl Case {
    /// Runs the example against its pack. What comes out otherwise than expected is a problem at its line.
    pub fn run(&self, pack: &Pack, beside: &[&Pack]) -> Vec<PackProblem> {
        let mut problems = Vec::new();
        let mut records: BTreeMap<&str, Vec<Document>> = BTreeMap::new();
        for record in &self.records {
            match self.give(pack, record) {
                Ok(Some(document)) => records.entry(record.kind.as_str()).or_default().push(document),
                Ok(None) => {}
                Err(message) => problems.push(self.problem(&record.place, message)),
            }
        }
        for expected in &self.expectations {
            if let Err(message) = meets(pack, expected, &records) {
                problems.push(self.problem(&expected.place, message));
            }
        }
        if !self.happenings.is_empty() || !self.outcomes.is_empty() {
            let told = workflow::run(pack, beside, &self.happenings, &self.outcomes);
            problems.extend(told.iter().map(|(place, message)| self.problem(place, message.clone())));
        }
        problems
    }

    fn problem(&self, place: &Place, message: Message) -> PackProblem {
        PackProblem::new(&self.file, place.clone(), message)
    }

    /// Answers the form. `None` when it refused what it should.
    fn give(&self, pack: &Pack, record: &CaseRecord) -> Result<Option<Document>, Message> {
        let form = pack
            .forms
            .get(&record.kind)
            .ok_or_else(|| Message::new("packs-no-form").with("form", record.kind.as_str()))?;
        let answered = answer(form, &record.answers, self.on);
        if answered.refused != record.violations {
            return Err(Message::new("packs-case-refusals")
                .with("expected", listed(&record.violations))
                .with("found", listed(&answered.refused)));
        }
        Ok(answered.refused.is_empty().then(|| record_document(&record.kind, &answered.answers)))
    }
}

fn listed(paths: &BTreeSet<String>) -> String {
    if paths.is_empty() { "–".to_owned() } else { paths.iter().map(String::as_str).collect::<Vec<_>>().join(", ") }
}

/// Whether a figure comes out as expected.
fn meets(pack: &Pack, expected: &Expectation, records: &BTreeMap<&str, Vec<Document>>) -> Result<(), Message> {
    let indicator = pack
        .indicator(&expected.indicator)
        .ok_or_else(|| Message::new("packs-no-indicator").with("indicator", expected.indicator.as_str()))?;
    if let Some(unknown) = expected.by.keys().find(|id| indicator.dimension(id).is_none()) {
        return Err(no_dimension(indicator, unknown));
    }
    let by: Vec<&String> = expected.by.keys().collect();
    let form = indicator.kind.rsplit('/').next().unwrap_or_default();
    let documents = records.get(form).into_iter().flatten();
    let cells = tabulate(indicator, documents, expected.period, &by).map_err(|error| error.message())?;
    let wanted: Vec<Option<&str>> = expected.by.values().map(|value| Some(value.as_str())).collect();
    let cell = cells.iter().find(|cell| cell.by.iter().map(|(_, value)| value.as_deref()).eq(wanted.iter().copied()));
    // In a split, what does not occur has no cell; of something that adds up that is 0.
    let found = cell.map(|cell| cell.value).or_else(|| indicator.measure.is_additive().then_some(0.0));
    if found.is_some_and(|found| (found - expected.value).abs() < 1e-6) {
        return Ok(());
    }
    Err(Message::new("packs-case-figure")
        .with("indicator", expected.indicator.as_str())
        .with("period", expected.period.to_string())
        .with("expected", expected.value.to_string())
        .with("found", found.map_or_else(|| "–".to_owned(), |found| found.to_string())))
}

pub(crate) fn no_dimension(indicator: &Indicator, dimension: &str) -> Message {
    Message::new("packs-no-dimension").with("indicator", indicator.id.as_str()).with("dimension", dimension)
}
