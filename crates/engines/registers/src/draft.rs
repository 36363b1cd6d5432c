//! Records while further rows may still belong to them. Owns which rows are one record together, and putting a record's answers
//! together.

use crate::attendance::{Line, to_answers};
use crate::cell::Memory;
use crate::fields::Answers;
use crate::plan::{Table, Target};
use crate::problem::{Collector, Problem, Severity};
use crate::reading::RowReading;
use crate::schema::Tally;
use crate::walk::TableReader;
use language::Message;
use serde_json::{Map, Value as Json};
use sheets::cell_name;
use std::collections::HashMap;

/// A record while further rows may still belong to it.
pub(crate) struct Draft {
    pub(crate) row: u32,
    pub(crate) further_rows: Vec<u32>,
    /// As read from the cells, before anything was filled in.
    pub(crate) answers: Answers,
    /// By tally, in the schema's order.
    pub(crate) lines: Vec<Vec<Line>>,
    pub(crate) remarks: Vec<String>,
    /// The row of an earlier record that counts the same people.
    pub(crate) repeats: Option<u32>,
    pub(crate) problems: Vec<Problem>,
}

/// The records of a table in the order of their first rows.
pub(crate) struct Drafts {
    drafts: Vec<Draft>,
    /// Drafts by their answers, where rows count one kind of people each.
    by_answers: HashMap<Answers, Vec<usize>>,
    by_category: bool,
}

impl Drafts {
    pub(crate) fn new(table: &Table) -> Self {
        let by_category = table.mapping.targets().any(|(_, target)| matches!(target, Target::Category { .. }));
        Self { drafts: Vec::new(), by_answers: HashMap::new(), by_category }
    }

    /// Adds a row. In a table with one kind of people to a row, the next row belongs to the record above when it says nothing else; a
    /// row anywhere belongs to the record that says the same, when it counts other people.
    pub(crate) fn add(&mut self, mut draft: Draft) {
        if !self.by_category {
            self.drafts.push(draft);
            return;
        }
        let counts = draft.lines.iter().any(|lines| !lines.is_empty());
        let last = self.drafts.len().checked_sub(1);
        let continued = last.filter(|index| {
            self.drafts.get(*index).is_some_and(|last| last.repeats.is_none() && says_no_more(last, &draft))
        });
        let same: Vec<usize> = self.by_answers.get(&draft.answers).cloned().unwrap_or_default();
        let mut candidates = continued.into_iter().chain(same.iter().rev().copied()).filter(|_| counts);
        let takes_in = |index: &usize| self.drafts.get(*index).is_some_and(|earlier| counts_others(earlier, &draft));
        if let Some(earlier) = candidates.find(takes_in).and_then(|index| self.drafts.get_mut(index)) {
            earlier.take_in(draft);
            return;
        }
        let repeated = same.iter().filter_map(|index| self.drafts.get(*index)).find(|earlier| holds(earlier, &draft));
        draft.repeats = repeated.filter(|_| counts).map(|earlier| earlier.row);
        if draft.repeats.is_none() && !draft.answers.is_empty() {
            self.by_answers.entry(draft.answers.clone()).or_default().push(self.drafts.len());
        }
        self.drafts.push(draft);
    }

    pub(crate) fn all(self) -> impl Iterator<Item = Draft> {
        self.drafts.into_iter()
    }
}

fn says_no_more(earlier: &Draft, next: &Draft) -> bool {
    next.answers.iter().all(|(path, answer)| earlier.answers.get(path) == Some(answer))
}

fn counts_others(earlier: &Draft, next: &Draft) -> bool {
    let mut pairs = earlier.lines.iter().zip(&next.lines);
    pairs.all(|(earlier, next)| next.iter().all(|line| earlier.iter().all(|other| other.of != line.of)))
}

/// Whether a row counts people whom an earlier record counts already, in the same number.
fn holds(earlier: &Draft, next: &Draft) -> bool {
    earlier.lines.iter().zip(&next.lines).all(|(earlier, next)| next.iter().all(|line| earlier.contains(line)))
}

impl Draft {
    fn take_in(&mut self, next: Self) {
        self.further_rows.push(next.row);
        for (lines, more) in self.lines.iter_mut().zip(next.lines) {
            lines.extend(more);
        }
        self.remarks.extend(next.remarks);
        self.problems.extend(next.problems);
    }

    /// The record as it is handed on, with what its other answers tell filled in.
    pub(crate) fn finish(self, reader: &TableReader<'_>, memory: &mut Memory) -> RowReading {
        let sheet = reader.table.sheet.clone();
        let mut collector = Collector::new(&sheet, self.row);
        collector.problems = self.problems;
        let mut answers = self.answers;
        reader.context.complete(&mut answers, &self.remarks, memory, &mut collector);
        let mut json = Map::new();
        for (path, answer) in answers {
            put(&mut json, &path, Json::String(answer));
        }
        for (tally, lines) in reader.context.schema.tallies.iter().zip(&self.lines) {
            if lines.is_empty() {
                tell_nobody_counted(reader, tally, &mut collector);
            } else {
                put(&mut json, &tally.repeat, to_answers(tally, lines));
            }
        }
        let duplicate_of = self.repeats.map(|row| (sheet.clone(), row));
        let mut problems = collector.problems;
        problems.extend(duplicate_of.as_ref().map(|first| repeated(&sheet, self.row, first)));
        let answers = Json::Object(json);
        RowReading { sheet, row: self.row, further_rows: self.further_rows, answers, problems, duplicate_of }
    }
}

fn tell_nobody_counted(reader: &TableReader<'_>, tally: &Tally, collector: &mut Collector<'_>) {
    let is_of = |target: &Target| match target {
        Target::Count { repeat, .. } | Target::Counts { repeat, .. } => *repeat == tally.repeat,
        _ => false,
    };
    let count = reader.table.mapping.targets().find(|(_, target)| is_of(target));
    let told = collector.problems.iter().any(|problem| problem.severity == Severity::Error);
    match (count, reader.uncounted) {
        (Some((column, _)), _) if !told => {
            collector.add(column.column, Severity::Warning, Message::new("registers-nobody-counted"));
        }
        // Numbers that nobody understands may be the people: a session without them would be a wrong figure.
        (None, Some(column)) => {
            collector.add(column, Severity::Error, Message::new("registers-counts-not-understood"));
        }
        _ => {}
    }
}

/// That a record stands in another row already.
pub(crate) fn repeated(sheet: &str, row: u32, first: &(String, u32)) -> Problem {
    let message = Message::new("registers-duplicate").with("sheet", first.0.as_str()).with("row", first.1.to_string());
    Problem { sheet: sheet.to_owned(), row, cell: cell_name(row, 0), severity: Severity::Notice, message }
}

/// Puts an answer at its path, making the objects of its groups.
fn put(object: &mut Map<String, Json>, path: &str, answer: Json) {
    match path.split_once('/') {
        None => {
            object.insert(path.to_owned(), answer);
        }
        Some((group, rest)) => {
            let inner = object.entry(group.to_owned()).or_insert_with(|| Json::Object(Map::new()));
            if let Json::Object(inner) = inner {
                put(inner, rest, answer);
            }
        }
    }
}
