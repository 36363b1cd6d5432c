//! Which rows of a file tell of a record that is there already, or of another row of the file. Owns what follows from two being alike;
//! whether they are is `alike`'s and `same`'s.

use super::ImportProblem;
use super::alike::{Likeness, Told};
use super::examine::{Examined, MOST_GENERATIONS, PreviewRow, RowState};
use super::same;
use crate::{Collection, Definition};
use language::Message;
use registers::Tally;
use service_kit::ServiceError;
use sheets::cell_name;
use std::collections::{HashMap, HashSet};
use store::{Record, RecordQuery, Scope};

/// Rows of one day and province that a row is compared with: more are no register.
const MOST_ALIKE: usize = 300;
/// So many rows with the day, place and numbers of kept records, and at least half of those that are new, are the same register with
/// its places called otherwise.
const SAME_REGISTER: usize = 3;

/// What an earlier row of the file told, with its sheet and number.
type Seen = (Told, String, u32);

/// Marks rows that repeat an earlier one of the file with fewer or more details or a name misspelt, and tells those that only differ in
/// their numbers.
pub(super) fn mark_repeated(definition: Definition<'_>, tally: &Tally, examined: &mut Examined) {
    let mut seen: HashMap<(String, String), Vec<Seen>> = HashMap::new();
    let mut problems = Vec::new();
    for row in examined.rows.iter_mut().filter(|row| row.state == RowState::New) {
        let Some(told) = told(definition, tally, row) else { continue };
        let bucket = seen.entry(told.day_and_area.clone()).or_default();
        for (earlier, sheet, first) in bucket.iter().rev().take(MOST_ALIKE) {
            let key = match told.likeness(earlier) {
                Some(Likeness::Same) => "registers-duplicate",
                Some(Likeness::Misspelt) => "registers-duplicate-misspelt",
                Some(Likeness::OtherNumbers) => "registers-same-day-other-numbers",
                _ => continue,
            };
            let message = Message::new(key).with("sheet", sheet.as_str()).with("row", first.to_string());
            problems.push(at_row(row, false, message));
            if key != "registers-same-day-other-numbers" {
                row.state = RowState::Repeated;
                break;
            }
        }
        if row.state == RowState::New {
            bucket.push((told, row.sheet.clone(), row.row));
        }
    }
    examined.problems.extend(problems);
}

fn told(definition: Definition<'_>, tally: &Tally, row: &PreviewRow) -> Option<Told> {
    row.ready.as_ref().and_then(|(_, checked)| Told::of_answers(definition, tally, checked.answers()))
}

fn at_row(row: &PreviewRow, blocks: bool, message: Message) -> ImportProblem {
    ImportProblem { sheet: row.sheet.clone(), cell: cell_name(row.row, 0), row: row.row, blocks, message }
}

impl Collection {
    /// Marks rows whose record is there already, however it came in.
    pub(super) async fn mark_known(
        &self,
        agency_id: &str,
        definition: Definition<'_>,
        tally: Option<&Tally>,
        examined: &mut Examined,
    ) -> Result<(), ServiceError> {
        let scope = Scope::Agencies(vec![agency_id.to_owned()]);
        let query = RecordQuery { with_rows: true, ..RecordQuery::all(&definition.kind.id, scope) };
        let kept = self.kit.store.records(&query).await?.records;
        mark_told(definition, &kept, examined);
        self.mark_present(agency_id, definition, examined).await?;
        if let Some(tally) = tally {
            Kept::new(definition, tally, &kept, examined).mark(examined);
        }
        Ok(())
    }

    /// Marks rows whose record is there already; a row whose record was taken back is new again, under the id of its next generation.
    async fn mark_present(
        &self,
        agency_id: &str,
        definition: Definition<'_>,
        examined: &mut Examined,
    ) -> Result<(), ServiceError> {
        for generation in 1..=MOST_GENERATIONS {
            let ids: Vec<String> =
                examined.new_rows().filter_map(|row| row.ready.as_ref()).map(|(id, _)| id.clone()).collect();
            let present: HashSet<String> = self.kit.store.present(&ids).await?.into_iter().collect();
            if present.is_empty() {
                break;
            }
            let mut once_more = false;
            for row in examined.rows.iter_mut().filter(|row| row.state == RowState::New) {
                let Some((id, checked)) = row.ready.as_mut().filter(|(id, _)| present.contains(id)) else {
                    continue;
                };
                let record = self.kit.store.record(&definition.kind.id, id).await?;
                if record.is_some_and(|record| record.retracted) {
                    *id = same::submission_id(agency_id, definition, checked.answers(), generation);
                    once_more = true;
                } else {
                    row.state = RowState::AlreadyPresent;
                }
            }
            if !once_more {
                break;
            }
        }
        Ok(())
    }
}

/// Marks rows that tell to the letter of a record which came in another way: typed on a phone, or from another office's copy.
fn mark_told(definition: Definition<'_>, kept: &[Record], examined: &mut Examined) {
    let told: HashSet<String> = kept.iter().map(|record| same::id_of_record(definition, record)).collect();
    for row in &mut examined.rows {
        if row.state == RowState::New && row.ready.as_ref().is_some_and(|(id, _)| told.contains(id)) {
            row.state = RowState::AlreadyPresent;
        }
    }
}

/// The agency's records of the kind, to compare rows with.
struct Kept<'a> {
    definition: Definition<'a>,
    tally: &'a Tally,
    records: Vec<KeptRecord>,
    by_day_and_area: HashMap<(String, String), Vec<usize>>,
}

struct KeptRecord {
    told: Told,
    label: String,
    /// A row of the file tells of it.
    is_told: bool,
}

impl<'a> Kept<'a> {
    fn new(definition: Definition<'a>, tally: &'a Tally, kept: &[Record], examined: &Examined) -> Self {
        let present = examined.rows.iter().filter(|row| row.state == RowState::AlreadyPresent);
        let ids: HashSet<&str> = present.filter_map(|row| row.ready.as_ref()).map(|(id, _)| id.as_str()).collect();
        let mut index = Self { definition, tally, records: Vec::new(), by_day_and_area: HashMap::new() };
        for record in kept {
            let Some(told) = Told::of_record(definition, tally, record) else { continue };
            let own = same::id_of_record(definition, record);
            let is_told = ids.contains(record.id.as_str()) || ids.contains(own.as_str());
            let label = definition.kind.label.fill(|question| Some(record.answer(question)));
            index.by_day_and_area.entry(told.day_and_area.clone()).or_default().push(index.records.len());
            index.records.push(KeptRecord { told, label, is_told });
        }
        index
    }

    fn mark(mut self, examined: &mut Examined) {
        let mut problems = Vec::new();
        for row in examined.rows.iter_mut().filter(|row| row.state == RowState::New) {
            let Some(told) = told(self.definition, self.tally, row) else { continue };
            let found = self.find(&told, |likeness| matches!(likeness, Likeness::Same | Likeness::Misspelt));
            let Some((index, likeness)) = found else { continue };
            row.state = RowState::AlreadyPresent;
            if let Some(record) = self.records.get_mut(index) {
                record.is_told = true;
                if likeness == Likeness::Misspelt {
                    let message = Message::new("registers-known-misspelt").with("name", record.label.as_str());
                    problems.push(at_row(row, false, message));
                }
            }
        }
        let mut called_otherwise = Vec::new();
        for (position, row) in examined.rows.iter_mut().enumerate().filter(|(_, row)| row.state == RowState::New) {
            let Some(told) = told(self.definition, self.tally, row) else { continue };
            let untold = |likeness| matches!(likeness, Likeness::OtherNumbers | Likeness::OtherName);
            match self.find(&told, untold) {
                Some((index, Likeness::OtherNumbers)) if self.is_untold(index) => {
                    row.state = RowState::Blocked;
                    problems.extend(self.records.get(index).map(|record| other_numbers(row, &told, record)));
                }
                Some((index, Likeness::OtherName)) if self.is_untold(index) => {
                    called_otherwise.push((position, index));
                    self.tell(index);
                }
                _ => {}
            }
        }
        let new = examined.rows.iter().filter(|row| row.state == RowState::New).count();
        let is_same_register = called_otherwise.len() >= SAME_REGISTER && called_otherwise.len() * 2 >= new;
        for (position, index) in called_otherwise {
            let (Some(row), Some(record)) = (examined.rows.get_mut(position), self.records.get(index)) else {
                continue;
            };
            let key = if is_same_register { "registers-known-by-numbers" } else { "registers-perhaps-known" };
            problems.push(at_row(row, false, Message::new(key).with("name", record.label.as_str())));
            if is_same_register {
                row.state = RowState::AlreadyPresent;
            }
        }
        examined.problems.extend(problems);
    }

    fn is_untold(&self, index: usize) -> bool {
        self.records.get(index).is_some_and(|record| !record.is_told)
    }

    fn tell(&mut self, index: usize) {
        if let Some(record) = self.records.get_mut(index) {
            record.is_told = true;
        }
    }

    /// The first record that is alike in such a way: one that no row tells of yet before others.
    fn find(&self, told: &Told, is_such: fn(Likeness) -> bool) -> Option<(usize, Likeness)> {
        let bucket = self.by_day_and_area.get(&told.day_and_area)?;
        let alike = |index: &usize| {
            let record = self.records.get(*index)?;
            Some((*index, told.likeness(&record.told).filter(|likeness| is_such(*likeness))?))
        };
        let mut found: Vec<(usize, Likeness)> = bucket.iter().take(MOST_ALIKE).filter_map(alike).collect();
        found.sort_by_key(|(index, _)| !self.is_untold(*index));
        found.first().copied()
    }
}

/// A row that differs from a kept record in nothing but its numbers is rather that record corrected than a second one.
fn other_numbers(row: &PreviewRow, told: &Told, record: &KeptRecord) -> ImportProblem {
    let (here, there) = (told.people(), record.told.people());
    let key = if here == there { "registers-known-told-apart-otherwise" } else { "registers-known-with-other-numbers" };
    let message = Message::new(key).with("name", record.label.as_str()).with("here", here).with("there", there);
    at_row(row, true, message)
}
