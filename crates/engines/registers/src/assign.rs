//! Gives each column its meaning: headings first, then whether the cells agree, then what the cells alone tell. Owns the choice among
//! candidates; what columns of counts mean beside each other is in `sums`.

use crate::cell::{Lookup, Memory, formula_problem, is_blank, number_of};
use crate::count_text::numbers_in;
use crate::dates::DateColumn;
use crate::heading::{Candidate, Headings, KNOWN};
use crate::key::{Words, is_one_of, key};
use crate::plan::{Confidence, Target};
use crate::schema::{Field, Kind, Schema};
use crate::sums::mark_sums;
use crate::vocabulary::{DAY, MONTH, OF_THE_FORM, OTHER_DATES, YEAR};
use crate::where_found::{PlaceFinder, find};
use calendar::Mentioned;
use places::Level;
use sheets::Value;

/// Below this a meaning is not proposed.
const LEAST_SCORE: f64 = 0.6;
/// The share of cells that has to tell what a heading does not.
const TELLING_SHARE: f64 = 0.8;

/// A column of a table with its headings from top to bottom and, row by row, some of its cells.
pub(crate) struct Headed<'a> {
    pub(crate) parts: Vec<String>,
    pub(crate) samples: Vec<Option<&'a Value>>,
}

impl<'a> Headed<'a> {
    fn filled(&self) -> Vec<&'a Value> {
        self.samples.iter().filter_map(|value| *value).filter(|value| !is_blank(value)).collect()
    }
}

/// The meaning of a column and how well it fits.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Assigned {
    pub(crate) target: Option<Target>,
    pub(crate) score: f64,
    /// What splits the same people further than the form asks.
    pub(crate) split: String,
    pub(crate) is_guess: bool,
}

impl Assigned {
    pub(crate) fn confidence(&self) -> Confidence {
        match &self.target {
            None => Confidence::None,
            Some(_) if self.is_guess => Confidence::Guessed,
            Some(_) if self.score >= KNOWN => Confidence::Known,
            Some(_) => Confidence::Similar,
        }
    }
}

/// What is at hand for judging cells.
pub(crate) struct Judge<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) headings: &'a Headings<'a>,
    pub(crate) lookup: &'a Lookup<'a>,
    pub(crate) finder: &'a dyn PlaceFinder,
    /// What titles and the sheet's name say of the dates below.
    pub(crate) around: Mentioned,
}

/// Meanings by headings alone: to judge whether a row is a header at all.
pub(crate) fn by_headings(schema: &Schema, columns: &[Vec<String>], all: Vec<Vec<Candidate>>) -> Vec<Assigned> {
    let mut assigned = choose(columns.len(), all);
    let headed: Vec<Headed<'_>> =
        columns.iter().map(|parts| Headed { parts: parts.clone(), samples: Vec::new() }).collect();
    mark_date_parts(schema, &headed, None, &mut assigned);
    assigned
}

/// Meanings by headings and cells.
pub(crate) fn by_cells(judge: &Judge<'_>, memory: &mut Memory, columns: &[Headed<'_>]) -> Vec<Assigned> {
    let mut all = Vec::with_capacity(columns.len());
    for column in columns {
        let filled = column.filled();
        let candidates = judge.headings.candidates(&column.parts).into_iter();
        all.push(candidates.filter_map(|candidate| judge.weigh(candidate, &filled, memory)).collect());
    }
    let mut assigned = choose(columns.len(), all);
    for tally in &judge.schema.tallies {
        mark_sums(tally, columns, &mut assigned);
    }
    mark_date_parts(judge.schema, columns, judge.around.year, &mut assigned);
    judge.by_cells_alone(memory, columns, &mut assigned);
    assigned
}

/// Best pairs of column and meaning first; a question is answered by one column only, and the same people are counted in one.
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
        let Candidate { target: Some(target), score, split, is_guess } = candidate else { continue };
        let free = assigned.get(index).is_some_and(|assigned| assigned.target.is_none());
        let once = !matches!(target, Target::Serial | Target::Total { .. } | Target::Ignored);
        let own = (target.clone(), split.clone());
        if !free || once && taken.contains(&own) {
            continue;
        }
        taken.push(own);
        if let Some(slot) = assigned.get_mut(index) {
            *slot = Assigned { target: Some(target), score, split, is_guess };
        }
    }
    assigned
}

impl Judge<'_> {
    /// How the cells change the score; `None` when they rule the meaning out.
    fn weigh(&self, candidate: Candidate, filled: &[&Value], memory: &mut Memory) -> Option<Candidate> {
        if filled.is_empty() {
            return Some(candidate);
        }
        let share = |fits: &dyn Fn(&Value) -> bool| share_of(filled, fits);
        let score = match candidate.target.as_ref()? {
            Target::Count { of, repeat } => {
                let in_words = |value: &Value| of.is_empty() && self.is_told_in_words(repeat, value);
                (share(&|value| is_number(value) || in_words(value)) >= 0.5).then_some(candidate.score)?
            }
            Target::Total { .. } => (share(&is_number) >= 0.5).then_some(candidate.score)?,
            Target::Counts { of, .. } => {
                (share(&|value| numbers_in(value, of.len()).is_some()) >= 0.5).then_some(candidate.score)?
            }
            Target::Category { repeat, question } => {
                let index = self.lookup.dimension(repeat, question)?;
                let names = |value: &Value| {
                    let shown = value.shown();
                    let found = index.find(&shown);
                    // A number in a longer text is a count: `นักเรียน 250 คน`.
                    found.is_some_and(|found| found.sure || !has_digit(&shown)) && number_of(value).is_none()
                };
                // Cells that name categories settle what the heading left open.
                (share(&names) >= 0.5).then_some(candidate.score.max(KNOWN))?
            }
            Target::Answer { path } => {
                let field = self.schema.field(path)?;
                let fit = self.answer_fit(field, filled, memory);
                let is_of_choices = matches!(field.kind, Kind::Choice(_) | Kind::Choices(_));
                if fit == 0.0 && is_of_choices && !field.required {
                    return None;
                }
                if candidate.score >= KNOWN {
                    candidate.score - 0.06 * (1.0 - fit)
                } else {
                    candidate.score * (0.5 + 0.5 * fit)
                }
            }
            Target::Serial | Target::Ignored => candidate.score,
        };
        Some(Candidate { score, ..candidate })
    }

    fn is_told_in_words(&self, repeat: &str, value: &Value) -> bool {
        let tally = self.headings.tallies.iter().find(|words| words.tally().repeat == repeat);
        tally.is_some_and(|words| crate::count_text::in_words(words, &value.shown()).is_some())
    }

    /// The share of cells that answer the question.
    fn answer_fit(&self, field: &Field, filled: &[&Value], memory: &mut Memory) -> f64 {
        let share = |fits: &dyn Fn(&Value) -> bool| share_of(filled, fits);
        match &field.kind {
            Kind::Date { earliest, latest } => {
                let around = Mentioned { month: None, year: Some(2019) };
                let column = DateColumn { earliest: *earliest, latest: *latest, around, ..DateColumn::default() };
                share(&|value| column.read(value).is_ok())
            }
            Kind::Integer | Kind::Decimal => share(&|value| number_of(value).is_some()),
            Kind::Choice(_) => {
                let index = self.lookup.choice(&field.path);
                let mut fit = 0.0;
                for value in filled {
                    fit += match index.and_then(|index| index.find(&value.shown())) {
                        Some(found) if found.sure => 1.0,
                        // The words of an address may sound like a choice: `อำเภอเมืองน่าน` is no answer to `ในเมือง`.
                        Some(_) if find(self.finder, memory, Level::Province, &value.shown(), None).is_ok() => 0.0,
                        Some(_) => 0.4,
                        None => 0.0,
                    };
                }
                fit / filled.len() as f64
            }
            Kind::Choices(_) => share(&|value| {
                self.lookup.choice(&field.path).is_some_and(|index| !index.find_all(&value.shown()).0.is_empty())
            }),
            Kind::Text => share(&|value| matches!(value, Value::Text(_))).max(0.5),
            Kind::Province | Kind::District | Kind::Subdistrict => {
                let level = crate::fields::level_of(&field.kind).unwrap_or(Level::Province);
                self.places_share(level, filled, memory).max(0.1)
            }
        }
    }

    /// The share of cells that name a place of a level, or several of that name.
    fn places_share(&self, level: Level, filled: &[&Value], memory: &mut Memory) -> f64 {
        let mut fitting = 0_u32;
        for value in filled.iter().filter(|value| matches!(value, Value::Text(_) | Value::Number(_))) {
            let found = find(self.finder, memory, level, &value.shown(), None);
            fitting += u32::from(match found {
                Ok(_) => true,
                // Most districts are called like another one somewhere, and only their province tells which is meant.
                Err(problem) => level != Level::Province && problem.key == "places-ambiguous",
            });
        }
        f64::from(fitting) / filled.len() as f64
    }

    /// What is needed and has no heading of its own may still be plain from the cells of one column.
    fn by_cells_alone(&self, memory: &mut Memory, columns: &[Headed<'_>], assigned: &mut [Assigned]) {
        for field in self.schema.fields.iter().filter(|field| field.required) {
            let target = Target::Answer { path: field.path.clone() };
            if assigned.iter().any(|column| column.target.as_ref() == Some(&target)) {
                continue;
            }
            let mut telling = Vec::new();
            for (index, column) in columns.iter().enumerate() {
                let is_free = assigned.get(index).is_some_and(|assigned| assigned.target.is_none());
                if is_free && self.tells(field, column, memory) {
                    telling.push(index);
                }
            }
            // Of two columns of dates nobody knows which is meant.
            let [index] = telling.as_slice() else { continue };
            if let Some(slot) = assigned.get_mut(*index) {
                *slot = Assigned { target: Some(target), score: LEAST_SCORE, split: String::new(), is_guess: true };
            }
        }
    }

    fn tells(&self, field: &Field, column: &Headed<'_>, memory: &mut Memory) -> bool {
        let filled = column.filled();
        if filled.is_empty() || filled.iter().any(|value| matches!(value, Value::Number(_))) {
            return false;
        }
        let heading = key(&column.parts.concat());
        if OF_THE_FORM.keys().contains(&heading) {
            return false;
        }
        match field.kind {
            Kind::Date { .. } => {
                !OTHER_DATES.iter().any(|word| heading.contains(word))
                    && self.answer_fit(field, &filled, memory) >= TELLING_SHARE
            }
            Kind::Choice(_) => self.answer_fit(field, &filled, memory) >= TELLING_SHARE,
            Kind::Province => self.places_share(Level::Province, &filled, memory) >= TELLING_SHARE,
            _ => false,
        }
    }
}

/// Whether a cell holds a number, or a formula that was to give one.
fn is_number(value: &Value) -> bool {
    number_of(value).is_some() || formula_problem(value).is_some()
}

fn has_digit(text: &str) -> bool {
    language::to_ascii_digits(text).contains(|letter: char| letter.is_ascii_digit())
}

fn share_of(filled: &[&Value], fits: &dyn Fn(&Value) -> bool) -> f64 {
    filled.iter().filter(|value| fits(value)).count() as f64 / filled.len() as f64
}

/// Day, month and year in columns of their own, where no column holds the whole date; the year may stand in a title.
fn mark_date_parts(schema: &Schema, columns: &[Headed<'_>], year: Option<i16>, assigned: &mut [Assigned]) {
    let is_day_number = |value: &&Value| number_of(value).is_some_and(|number| (1.0..=31.0).contains(&number));
    let free = |index: usize, path: &str, assigned: &[Assigned]| match assigned.get(index).map(|column| &column.target)
    {
        Some(None) => true,
        Some(Some(Target::Answer { path: own })) => {
            own == path && columns.get(index).is_some_and(|column| column.filled().iter().all(is_day_number))
        }
        _ => false,
    };
    for field in schema.fields.iter().filter(|field| matches!(field.kind, Kind::Date { .. })) {
        let find = |words: &Words| {
            let headed = |column: &Headed<'_>| column.parts.last().is_some_and(|leaf| is_one_of(leaf, words));
            columns.iter().enumerate().position(|(index, column)| headed(column) && free(index, &field.path, assigned))
        };
        let (Some(day), Some(month)) = (find(&DAY), find(&MONTH)) else { continue };
        let of_year = find(&YEAR);
        if of_year.is_none() && year.is_none() {
            continue;
        }
        for index in [Some(day), Some(month), of_year].into_iter().flatten() {
            if let Some(column) = assigned.get_mut(index) {
                let target = Some(Target::Answer { path: field.path.clone() });
                *column = Assigned { target, score: KNOWN, ..Assigned::default() };
            }
        }
        return;
    }
}
