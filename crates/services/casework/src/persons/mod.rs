//! People: the records of a kind that a pack calls people, the cases that they are part of, whom they belong to, and records that tell of the
//! same one. Owns who sees a person; what is written about them are forms, which are `collection`'s.

mod alone;
mod erase;
mod find;
mod people;
mod same;
mod sketch;
mod tie;
mod view;

pub use erase::{PERSON_ERASURE_GROUNDS, PersonErasure, PersonToErase};
pub use find::{Alike, FoundPeople, MOST_FOUND};
pub use sketch::Known;
pub use tie::{PersonInCase, RELATIONS, TiedPerson};
pub use view::{CaseOfPerson, OtherRecord, PersonEvent, PersonView, Related};

pub(crate) use alone::Alone;
pub(crate) use people::People;

use crate::Casework;
use crate::seat::{Seat, is_open};
use collection::Belonging;
use packs::PersonQuestions;
use service_kit::{Action, Context, Resource, ServiceError, needs_purpose};
use std::collections::BTreeSet;
use store::{CaseFile, Record, RecordQuery, Scope, Tie};

/// A tie to a case.
pub(crate) const CASE: &str = "case";
/// A tie to another person.
const PERSON: &str = "person";
/// A tie to a household.
const HOUSEHOLD: &str = "household";
/// A tie to the record that stands for the same person.
const SAME: &str = "same";
/// Records of one person that are followed; more of them are a mistake.
const MOST_SAME: usize = 50;

/// Why somebody sees a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sight {
    /// Through a case that somebody else answers for, and they did not say what for.
    AfterPurpose,
    /// Through a case.
    InCase,
    /// The record is their agency's or their own.
    Own,
}

/// Everything that is kept of one person: the record that stands for them first.
pub(crate) struct Cluster {
    /// The ids of the records.
    pub(crate) ids: Vec<String>,
    /// Every tie of any of them.
    pub(crate) ties: Vec<Tie>,
}

impl Casework {
    /// The kinds of records that are people and belong to cases, with the questions that say who they are.
    pub fn person_kinds(&self) -> Vec<(String, PersonQuestions)> {
        let kinds = self.collection.packs().iter().flat_map(|pack| &pack.kinds);
        let people = kinds.filter_map(|kind| Some((kind.id.clone(), kind.person.clone()?)));
        people.filter(|(kind, _)| self.collection.belonging(kind) == Belonging::Beside).collect()
    }

    /// The kinds of records that are households.
    pub fn household_kinds(&self) -> Vec<String> {
        let kinds = self.collection.packs().iter().flat_map(|pack| &pack.kinds).filter(|kind| kind.household);
        kinds.map(|kind| kind.id.clone()).filter(|kind| self.collection.belonging(kind) == Belonging::Beside).collect()
    }

    /// A record of one of some kinds that stands, whoever asks.
    async fn standing_record(&self, kinds: &[String], id: &str) -> Result<Option<Record>, ServiceError> {
        for kind in kinds {
            let found = self.book.kit.store.record(kind, id).await?;
            if let Some(record) = found.filter(|record| !record.retracted && !record.erased) {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    /// The people of these ids whose records stand, whoever asks; in no order.
    async fn standing_people(&self, ids: &[String]) -> Result<Vec<Record>, ServiceError> {
        let mut found = Vec::new();
        for (kind, _) in self.person_kinds() {
            let query = RecordQuery { ids: Some(ids.to_vec()), with_rows: true, ..RecordQuery::all(kind, Scope::All) };
            found.extend(self.book.kit.store.records(&query).await?.records);
        }
        found.retain(|record| !record.retracted && !record.erased);
        Ok(found)
    }

    pub(crate) async fn person_record(&self, id: &str) -> Result<Option<Record>, ServiceError> {
        let kinds: Vec<String> = self.person_kinds().into_iter().map(|(kind, _)| kind).collect();
        self.standing_record(&kinds, id).await
    }

    /// Why the caller sees a person's record; nothing when they do not. Ties may be those of other people, too.
    pub(crate) async fn sight(
        &self,
        context: &Context,
        record: &Record,
        ties: &[Tie],
    ) -> Result<Option<Sight>, ServiceError> {
        if self.collection.may(context, record, Action::ReadRecord).await? {
            return Ok(Some(Sight::Own));
        }
        let mut best = None;
        for tie in ties.iter().filter(|tie| tie.kind == CASE && tie.ended_at.is_none() && tie.person_id == record.id) {
            let sight = self.seat_in(context, &tie.other_id, &record.kind).await?.map(|(_, _, sight)| sight);
            best = best.max(sight);
            if best == Some(Sight::InCase) {
                break;
            }
        }
        Ok(best)
    }

    /// A case in which the caller reads the part that this kind of record stands in, and their seat there.
    pub(crate) async fn seat_in(
        &self,
        context: &Context,
        case_id: &str,
        kind: &str,
    ) -> Result<Option<(CaseFile, Seat, Sight)>, ServiceError> {
        let store = &self.book.kit.store;
        let Some(case) = store.case(case_id).await? else { return Ok(None) };
        let members = store.case_members(case_id).await?;
        let (seat, sight) = match Seat::of(context, &members, Action::ReadCase) {
            Ok(seat) => {
                let part = members.iter().find(|one| one.agency_id == seat.agency_id && is_open(one, context));
                let is_outside = part.is_some_and(|part| {
                    needs_purpose(context, &Resource { agency_id: &part.agency_id, author_id: &part.owner_id })
                });
                (seat, if is_outside { Sight::AfterPurpose } else { Sight::InCase })
            }
            Err(_) if self.has_emergency(context, case_id).await? => {
                match self.book.open(context, case_id, Action::ReadCase).await {
                    Ok((_, seat)) => (seat, Sight::InCase),
                    Err(ServiceError::NotFound) => return Ok(None),
                    Err(error) => return Err(error),
                }
            }
            Err(_) => return Ok(None),
        };
        let reads = seat.reads(self.book.rules_of(&case)?.workflow, kind);
        Ok(reads.then_some((case, seat, sight)))
    }

    async fn has_emergency(&self, context: &Context, case_id: &str) -> Result<bool, ServiceError> {
        let open = self.book.kit.store.emergencies_of(&context.actor.account_id, context.at).await?;
        Ok(open.iter().any(|one| one.case_id == case_id))
    }

    /// Every record that is tied to this one as the same person, the one that stands for them first.
    pub(crate) async fn cluster(&self, id: &str) -> Result<Cluster, ServiceError> {
        let mut ids: BTreeSet<String> = BTreeSet::from([id.to_owned()]);
        let mut ties: Vec<Tie> = Vec::new();
        let mut asked: Vec<String> = vec![id.to_owned()];
        while !asked.is_empty() && ids.len() < MOST_SAME {
            let found = self.book.kit.store.ties_of(&asked).await?;
            let ends = found.iter().filter(|tie| is_same(tie)).flat_map(|tie| [&tie.person_id, &tie.other_id]);
            asked = ends.filter(|end| !ids.contains(*end)).cloned().collect::<BTreeSet<_>>().into_iter().collect();
            ids.extend(asked.iter().cloned());
            ties.extend(found);
        }
        ties.sort_by(|one, other| (one.began_at, &one.id).cmp(&(other.began_at, &other.id)));
        ties.dedup_by(|one, other| one.id == other.id);
        let stands_for_another = |id: &String| ties.iter().any(|tie| is_same(tie) && tie.person_id == *id);
        let (others, first): (Vec<String>, Vec<String>) = ids.into_iter().partition(stands_for_another);
        Ok(Cluster { ids: first.into_iter().chain(others).collect(), ties })
    }
}

/// Whether a tie says that two records are of the same person, and holds.
pub(crate) fn is_same(tie: &Tie) -> bool {
    tie.kind == SAME && tie.ended_at.is_none()
}
