//! A person as somebody sees them: what is known, the cases that they are part of, their family, and everything that happened to them. Owns what
//! of it is left out for whom.

use super::find::says;
use super::sketch::{Known, sketched};
use super::{CASE, Cluster, HOUSEHOLD, PERSON, PersonErasure, RELATIONS, Sight, is_same};
use crate::Casework;
use calendar::Date;
use language::{Message, Text};
use serde_json::{Value as Json, json};
use service_kit::{Action, Context, ServiceError};
use std::cmp::Reverse;
use store::{Millis, Record, Tie, Unit};

/// Events that a person's page tells at most.
const MOST_EVENTS: usize = 300;

/// A person for a reader.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// The record that stands for them, as far as the reader sees it.
    pub record: Record,
    /// What they are called in lists: a code.
    pub called: Text,
    /// Their names and their age.
    pub known: Known,
    /// The age on the reader's day, and whether it is only about right.
    pub age: Option<(i16, bool)>,
    /// Other records of the same person that the reader sees.
    pub others: Vec<OtherRecord>,
    /// The cases that they are part of and in which the reader reads that.
    pub cases: Vec<CaseOfPerson>,
    /// Family and others.
    pub related: Vec<Related>,
    /// What happened, the latest first.
    pub events: Vec<PersonEvent>,
    /// Whether the record is the reader's agency's or their own: what may be tied to cases and people.
    pub is_own: bool,
    /// Whether the reader may correct it, and say that another one is of the same person.
    pub may_correct: bool,
    /// What the reader may do about erasing it; nothing when they may not.
    pub erasure: Option<PersonErasure>,
}

/// Another record of the same person.
#[derive(Clone, Debug)]
pub struct OtherRecord {
    /// The record.
    pub record: Record,
    /// What it is called.
    pub called: Text,
    /// What it says of names and age.
    pub known: Known,
    /// The tie that says so; nothing when the reader may not take it back.
    pub tie: Option<String>,
}

/// A case that a person is or was part of.
#[derive(Clone, Debug)]
pub struct CaseOfPerson {
    /// The case.
    pub id: String,
    /// What people call it.
    pub code: String,
    /// What kind of case it is.
    pub kind: Text,
    /// Its state.
    pub state: Text,
    /// Whether it is closed.
    pub is_closed: bool,
    /// As what; empty where the reader must first say what for.
    pub role: Text,
    /// Since when.
    pub since: Date,
    /// Until when.
    pub until: Option<Date>,
}

/// Somebody else, or a household, that a person is tied to.
#[derive(Clone, Debug)]
pub struct Related {
    /// The tie.
    pub tie: String,
    /// The record of the other person or the household.
    pub record: Record,
    /// What it is called.
    pub called: Text,
    /// What the other one is to this person, the first of a pair of [`RELATIONS`]; nothing for a household.
    pub relation: Option<&'static str>,
}

/// Something that happened to a person.
#[derive(Clone, Debug)]
pub struct PersonEvent {
    /// The day.
    pub on: Date,
    /// What, in a sentence.
    pub what: Message,
    /// The case and its code.
    pub case: Option<(String, String)>,
    /// The record in that case, when the reader reads it.
    pub record: Option<String>,
}

impl Casework {
    /// A person. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none that the reader may see; [`ServiceError::PurposeNeeded`] when they see them only through
    /// cases that somebody else answers for, and did not say what for.
    pub async fn person(&self, context: &Context, id: &str) -> Result<PersonView, ServiceError> {
        let cluster = self.cluster(id).await?;
        let seen = self.seen_records(context, &cluster).await?;
        // What was asked for must itself be seen: that it is the same person as one who is seen gives nobody away.
        let asked = seen.iter().find(|(record, _)| record.id == id).ok_or(ServiceError::NotFound)?;
        if asked.1 == Sight::AfterPurpose {
            return Err(ServiceError::PurposeNeeded);
        }
        let mut seen = seen.into_iter().filter(|(_, sight)| *sight > Sight::AfterPurpose);
        let (record, sight) = seen.next().ok_or(ServiceError::NotFound)?;
        let others: Vec<(Record, Sight)> = seen.collect();
        let entry = self.book.kit.entry(context, Action::ReadRecord.id(), &record.kind, &record.id, &json!({}));
        self.book.kit.commit(Unit::told(entry)).await?;
        let is_own = sight == Sight::Own;
        let may_correct = is_own && self.collection.may(context, &record, Action::CorrectRecord).await?;
        let all: Vec<&Record> = std::iter::once(&record).chain(others.iter().map(|(record, _)| record)).collect();
        let (cases, mut events) = self.cases_of(context, &cluster, &all).await?;
        for one in &all {
            events.extend(self.recorded(context, one).await?);
        }
        events.sort_by_key(|event| Reverse(event.on));
        events.truncate(MOST_EVENTS);
        let known = self.known_of(&record)?;
        Ok(PersonView {
            called: self.collection.record_label(&record)?,
            age: known.age(context.today()),
            known,
            related: self.related_to(context, &cluster, &all).await?,
            others: self.other_records(others, &cluster, may_correct)?,
            cases,
            events,
            is_own,
            may_correct,
            erasure: self.person_erasure(context, &record).await?,
            record,
        })
    }

    /// The records of a person that the caller sees, and why; the one that stands for them first.
    async fn seen_records(&self, context: &Context, cluster: &Cluster) -> Result<Vec<(Record, Sight)>, ServiceError> {
        let mut seen = Vec::new();
        for id in &cluster.ids {
            let Some(record) = self.person_record(id).await? else { continue };
            if let Some(sight) = self.sight(context, &record, &cluster.ties).await? {
                seen.push((record, sight));
            }
        }
        Ok(seen)
    }

    fn known_of(&self, record: &Record) -> Result<Known, ServiceError> {
        let questions = self.person_kinds().into_iter().find(|(kind, _)| *kind == record.kind);
        let (_, questions) = questions.ok_or(ServiceError::NotFound)?;
        Ok(sketched(&questions, &says(record)).1)
    }

    fn other_records(
        &self,
        others: Vec<(Record, Sight)>,
        cluster: &Cluster,
        may_correct: bool,
    ) -> Result<Vec<OtherRecord>, ServiceError> {
        let tie_of = |record: &Record, sight: Sight| {
            let tie = cluster.ties.iter().find(|tie| is_same(tie) && tie.person_id == record.id);
            tie.filter(|_| may_correct && sight == Sight::Own).map(|tie| tie.id.clone())
        };
        let other = |(record, sight): (Record, Sight)| {
            Ok(OtherRecord {
                called: self.collection.record_label(&record)?,
                known: self.known_of(&record)?,
                tie: tie_of(&record, sight),
                record,
            })
        };
        others.into_iter().map(other).collect()
    }

    /// The cases of a person, and what happened in those that are the reader's own work.
    async fn cases_of(
        &self,
        context: &Context,
        cluster: &Cluster,
        all: &[&Record],
    ) -> Result<(Vec<CaseOfPerson>, Vec<PersonEvent>), ServiceError> {
        let (mut cases, mut events) = (Vec::new(), Vec::new());
        let agencies = self.book.kit.store.agencies().await?;
        for tie in cluster.ties.iter().filter(|tie| tie.kind == CASE) {
            let Some(record) = all.iter().find(|record| record.id == tie.person_id) else { continue };
            let Some((case, seat, sight)) = self.seat_in(context, &tie.other_id, &record.kind).await? else { continue };
            let Some(opened) = self.book.read_if_there(&case.id).await? else { continue };
            let is_open = sight > Sight::AfterPurpose;
            let role = opened.events.iter().find_map(|(_, what)| match what {
                crate::Happened::PersonTied { tie: id, role, .. } if *id == tie.id => Some(role.as_str()),
                _ => None,
            });
            cases.push(CaseOfPerson {
                id: case.id.clone(),
                code: case.code.clone(),
                kind: opened.workflow.title.clone(),
                state: opened.workflow.state(&case.state).map(|state| state.title.clone()).unwrap_or_default(),
                is_closed: case.is_closed,
                role: role.filter(|_| is_open).map(|role| self.role_title(&opened, role)).unwrap_or_default(),
                since: self.day(tie.began_at),
                until: tie.ended_at.map(|at| self.day(at)),
            });
            if is_open && events.len() < MOST_EVENTS {
                let names = self.names(context, &agencies, &opened).await?;
                let happened = self.timeline(&opened, &seat, &names, &self.related(context, &opened).await?)?;
                events.extend(happened.into_iter().map(|entry| PersonEvent {
                    on: entry.on,
                    what: entry.what,
                    case: Some((case.id.clone(), case.code.clone())),
                    record: entry.record,
                }));
            }
        }
        Ok((cases, events))
    }

    /// When a record was made and corrected.
    async fn recorded(&self, context: &Context, record: &Record) -> Result<Vec<PersonEvent>, ServiceError> {
        let versions = self.book.kit.store.history(&record.id).await?;
        let called = self.collection.record_label(record)?;
        let event = |(number, at): (usize, Millis)| {
            let key = if number == 0 { "casework-person-recorded" } else { "casework-person-corrected" };
            let what = Message::new(key).with("code", called.get(context.lang).to_owned());
            PersonEvent { on: self.day(at), what, case: None, record: None }
        };
        Ok(versions.iter().map(|stored| stored.submission.received_at).enumerate().map(event).collect())
    }

    /// People and households that the reader sees, too.
    async fn related_to(
        &self,
        context: &Context,
        cluster: &Cluster,
        all: &[&Record],
    ) -> Result<Vec<Related>, ServiceError> {
        let mut found = Vec::new();
        let is_one = |id: &str| all.iter().any(|record| record.id == id);
        let is_tie = |tie: &&Tie| tie.ended_at.is_none() && [PERSON, HOUSEHOLD].contains(&tie.kind.as_str());
        for tie in cluster.ties.iter().filter(is_tie) {
            let is_from = is_one(&tie.person_id);
            let other = if is_from { &tie.other_id } else { &tie.person_id };
            if !is_from && !is_one(&tie.other_id) {
                continue;
            }
            let record = if tie.kind == HOUSEHOLD {
                match self.household(context, other).await {
                    Err(ServiceError::NotFound) => None,
                    found => Some(found?),
                }
            } else {
                self.seen_person(context, other).await?
            };
            let Some(record) = record else { continue };
            let called = self.collection.record_label(&record)?;
            let relation = (tie.kind == PERSON).then(|| relation_of(tie, is_from)).flatten();
            found.push(Related { tie: tie.id.clone(), record, called, relation });
        }
        Ok(found)
    }

    async fn seen_person(&self, context: &Context, id: &str) -> Result<Option<Record>, ServiceError> {
        let Some(record) = self.person_record(id).await? else { return Ok(None) };
        let ties = self.book.kit.store.ties_of(&[id.to_owned()]).await?;
        let sight = self.sight(context, &record, &ties).await?;
        Ok(sight.filter(|sight| *sight > Sight::AfterPurpose).map(|_| record))
    }

    fn day(&self, at: Millis) -> Date {
        self.book.kit.local(at).date()
    }
}

/// What the other one is, from either end.
fn relation_of(tie: &Tie, is_from: bool) -> Option<&'static str> {
    let said: Json = serde_json::from_str(&tie.said).ok()?;
    let is = said.get("is")?.as_str()?;
    let (there, back) = RELATIONS.into_iter().find(|(there, _)| *there == is)?;
    Some(if is_from { there } else { back })
}
