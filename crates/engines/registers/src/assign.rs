//! Gives each column its meaning: headings first, then whether the cells agree, then what the columns mean together. Owns the choice
//! among candidates and what counts as a sum of other columns.

use crate::cell::{Lookup, is_blank, number_of};
use crate::dates::DateColumn;
use crate::heading::{Candidate, Headings, KNOWN};
use crate::key::{Words, is_one_of};
use crate::plan::{Confidence, Target};
use crate::schema::{Kind, Schema};
use crate::vocabulary::{DAY, MONTH, YEAR};
use sheets::Value;
use std::collections::BTreeMap;

/// Below this a meaning is not proposed.
const LEAST_SCORE: f64 = 0.6;

/// A column of a table with its headings from top to bottom and some of its cells.
pub(crate) struct Headed<'a> {
    pub(crate) parts: Vec<String>,
    pub(crate) samples: Vec<&'a Value>,
}

/// The meaning of a column and how well it fits.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Assigned {
    pub(crate) target: Option<Target>,
    pub(crate) score: f64,
}

impl Assigned {
    pub(crate) fn confidence(&self) -> Confidence {
        match &self.target {
            None => Confidence::None,
            Some(_) if self.score >= KNOWN => Confidence::Known,
            Some(_) => Confidence::Similar,
        }
    }
}

/// Meanings by headings alone, quickly: to judge whether a row is a header at all.
pub(crate) fn by_headings(headings: &Headings<'_>, columns: &[Vec<String>]) -> Vec<Assigned> {
    let all = columns.iter().map(|parts| headings.candidates(parts, false)).collect();
    choose(columns.len(), all)
}

/// Meanings by headings and cells.
pub(crate) fn by_cells(
    headings: &Headings<'_>,
    schema: &Schema,
    lookup: &Lookup,
    columns: &[Headed<'_>],
) -> Vec<Assigned> {
    let fits = |column: &Headed<'_>| -> Vec<Candidate> {
        let candidates = headings.candidates(&column.parts, true).into_iter();
        candidates.filter_map(|candidate| weigh(candidate, &column.samples, schema, lookup)).collect()
    };
    let all = columns.iter().map(fits).collect();
    let mut assigned = choose(columns.len(), all);
    mark_sums(schema, &mut assigned);
    mark_date_parts(schema, columns, &mut assigned);
    assigned
}

/// Best pairs of column and meaning first; a question is answered by one column only.
fn choose(columns: usize, all: Vec<Vec<Candidate>>) -> Vec<Assigned> {
    let mut pairs: Vec<(usize, Candidate)> = all
        .into_iter()
        .enumerate()
        .flat_map(|(index, candidates)| candidates.into_iter().map(move |candidate| (index, candidate)))
        .filter(|(_, candidate)| candidate.score >= LEAST_SCORE)
        .collect();
    // The sort is stable: of equals the left column wins, and of its meanings the one listed first.
    pairs.sort_by(|(_, one), (_, other)| other.score.total_cmp(&one.score));
    let mut assigned = vec![Assigned::default(); columns];
    let mut taken = Vec::new();
    for (index, candidate) in pairs {
        let free = assigned.get(index).is_some_and(|assigned| assigned.target.is_none());
        let once = !matches!(candidate.target, Target::Serial | Target::Total { .. });
        if !free || once && taken.contains(&candidate.target) {
            continue;
        }
        taken.push(candidate.target.clone());
        if let Some(slot) = assigned.get_mut(index) {
            *slot = Assigned { target: Some(candidate.target), score: candidate.score };
        }
    }
    assigned
}

/// How the cells change the score; `None` when they rule the meaning out.
fn weigh(candidate: Candidate, samples: &[&Value], schema: &Schema, lookup: &Lookup) -> Option<Candidate> {
    let filled: Vec<&Value> = samples.iter().copied().filter(|value| !is_blank(value)).collect();
    if filled.is_empty() {
        return Some(candidate);
    }
    let share = |fits: &dyn Fn(&Value) -> bool| share_of(&filled, fits);
    let score = match &candidate.target {
        Target::Count { .. } | Target::Total { .. } => {
            if share(&|value| number_of(value).is_some()) < 0.5 {
                return None;
            }
            candidate.score
        }
        Target::Category { repeat, question } => {
            let index = lookup.dimension(repeat, question)?;
            let fit = share(&|value| index.find(&value.shown()).is_some() && number_of(value).is_none());
            if fit < 0.5 {
                return None;
            }
            // Cells that name categories settle what the heading left open.
            candidate.score.max(KNOWN)
        }
        Target::Answer { path } => {
            let fit = answer_fit(schema, lookup, path, &filled)?;
            if candidate.score >= 1.0 { 1.0 - 0.06 * (1.0 - fit) } else { candidate.score * (0.5 + 0.5 * fit) }
        }
        Target::Serial | Target::Ignored => candidate.score,
    };
    Some(Candidate { score, ..candidate })
}

fn share_of(filled: &[&Value], fits: &dyn Fn(&Value) -> bool) -> f64 {
    filled.iter().filter(|value| fits(value)).count() as f64 / filled.len() as f64
}

/// The share of cells that answer the question.
fn answer_fit(schema: &Schema, lookup: &Lookup, path: &str, filled: &[&Value]) -> Option<f64> {
    let share = |fits: &dyn Fn(&Value) -> bool| share_of(filled, fits);
    let field = schema.field(path)?;
    Some(match &field.kind {
        Kind::Date { earliest, latest } => {
            let column = DateColumn { earliest: *earliest, latest: *latest, year: Some(2019), ..DateColumn::default() };
            share(&|value| column.read(value).is_ok())
        }
        Kind::Integer | Kind::Decimal => share(&|value| number_of(value).is_some()),
        Kind::Choice(_) => {
            share(&|value| lookup.choice(path).is_some_and(|index| index.find(&value.shown()).is_some()))
        }
        Kind::Choices(_) => {
            share(&|value| lookup.choice(path).is_some_and(|index| !index.find_all(&value.shown()).0.is_empty()))
        }
        Kind::Text | Kind::Province | Kind::District | Kind::Subdistrict => {
            share(&|value| matches!(value, Value::Text(_))).max(0.5)
        }
    })
}

/// Columns that sum others, whatever they are called: `นักเรียน` beside `นักเรียนชาย` and `นักเรียนหญิง`, `จำนวน` beside all of them, and
/// a second split of the same people (`ชาย`, `หญิง` beside `นักเรียน`, `ครู`).
fn mark_sums(schema: &Schema, assigned: &mut [Assigned]) {
    for tally in &schema.tallies {
        let counted: Vec<BTreeMap<String, String>> =
            assigned.iter().filter_map(|column| counts(column, &tally.repeat)).cloned().collect();
        let main = tally.dimensions.first().map(|dimension| dimension.question.as_str()).unwrap_or_default();
        let main_in_headings = counted.iter().any(|of| of.contains_key(main));
        let summed = |of: &BTreeMap<String, String>| {
            let has_parts = counted
                .iter()
                .any(|other| other.len() > of.len() && of.iter().all(|pair| other.get(pair.0) == Some(pair.1)));
            has_parts || main_in_headings && !of.contains_key(main)
        };
        for column in assigned.iter_mut() {
            if let Some(of) = counts(column, &tally.repeat).filter(|of| summed(of)).cloned() {
                column.target = Some(Target::Total { repeat: tally.repeat.clone(), of });
            }
        }
        // A total with nothing beside it that it could sum is the count itself.
        if counted.is_empty() {
            let total = assigned
                .iter_mut()
                .find(|column| matches!(&column.target, Some(Target::Total { repeat, .. }) if *repeat == tally.repeat));
            if let Some(column) = total {
                column.target = Some(Target::Count { repeat: tally.repeat.clone(), of: BTreeMap::new() });
            }
        }
    }
}

/// Day, month and year in columns of their own, where no column holds the whole date.
fn mark_date_parts(schema: &Schema, columns: &[Headed<'_>], assigned: &mut [Assigned]) {
    let is_day_number = |value: &&Value| number_of(value).is_some_and(|number| (1.0..=31.0).contains(&number));
    let free = |index: usize, path: &str, assigned: &[Assigned]| match assigned.get(index).map(|column| &column.target)
    {
        Some(None) => true,
        Some(Some(Target::Answer { path: own })) => {
            own == path && columns.get(index).is_some_and(|column| column.samples.iter().all(is_day_number))
        }
        _ => false,
    };
    for field in schema.fields.iter().filter(|field| matches!(field.kind, Kind::Date { .. })) {
        let find = |words: &Words| {
            let headed = |column: &Headed<'_>| column.parts.last().is_some_and(|leaf| is_one_of(leaf, words));
            columns.iter().enumerate().position(|(index, column)| headed(column) && free(index, &field.path, assigned))
        };
        let (Some(day), Some(month), Some(year)) = (find(&DAY), find(&MONTH), find(&YEAR)) else { continue };
        for index in [day, month, year] {
            if let Some(column) = assigned.get_mut(index) {
                *column = Assigned { target: Some(Target::Answer { path: field.path.clone() }), score: KNOWN };
            }
        }
        return;
    }
}

fn counts<'a>(column: &'a Assigned, tally: &str) -> Option<&'a BTreeMap<String, String>> {
    match &column.target {
        Some(Target::Count { repeat, of }) if repeat == tally => Some(of),
        _ => None,
    }
}
