//! Erasing the record of somebody who is part of no case: one person asks and says on what ground, another confirms, and the key under which the
//! record lies is destroyed. Owns who may, in which order, and what stands against it; erasing a case with the people whom it alone is about is
//! `casework::erase`'s.

use super::{Alone, CASE};
use crate::Casework;
use crate::erase::ErasureAsked;
use crate::follow::overtaken;
use language::{Message, Text};
use serde_json::json;
use service_kit::{Action, Context, Reach, ServiceError, reach};
use store::{Change, ErasureRequest, Record, Requirement, Tie, Unit};

/// Requests that are shown at most: a second person answers them, the oldest first.
const MOST_REQUESTS: u32 = 100;

/// On what ground a person's record is erased, with the key of its name. How long it is kept is a matter of cases alone.
pub const PERSON_ERASURE_GROUNDS: [(&str, &str); 3] =
    [("person", "erasure-ground-person"), ("order", "erasure-ground-order"), ("recorded", "erasure-ground-recorded")];

/// A person's record that waits for a second person before it is erased.
#[derive(Clone, Debug)]
pub struct PersonToErase {
    /// The record.
    pub record: Record,
    /// What it is called in lists: a code.
    pub called: Text,
    /// What was asked for.
    pub asked: ErasureAsked,
}

/// A person's record for whoever may have it erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonErasure {
    /// What was asked for and waits for a second person.
    pub asked: Option<ErasureAsked>,
}

/// What somebody may erase, as it stands.
struct Erasable {
    record: Record,
    ties: Vec<Tie>,
    request: Option<ErasureRequest>,
}

impl Casework {
    /// What the caller may do about erasing a record; nothing when they may not.
    pub(super) async fn person_erasure(
        &self,
        context: &Context,
        record: &Record,
    ) -> Result<Option<PersonErasure>, ServiceError> {
        // Most who read a person erase nobody: for them the author of the record need not be looked up.
        let erases = reach(context.actor.role, Action::EraseRecord) > Reach::No;
        if !erases || !self.collection.may(context, record, Action::EraseRecord).await? {
            return Ok(None);
        }
        let asked = match self.book.kit.store.erasure_request(&record.id).await? {
            Some(request) => Some(self.request_told(context, &request).await?),
            None => None,
        };
        Ok(Some(PersonErasure { asked }))
    }

    /// People's records of the caller's agency that wait for a second person, the oldest request first; none for whoever erases nothing.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn people_to_erase(&self, context: &Context) -> Result<Vec<PersonToErase>, ServiceError> {
        if reach(context.actor.role, Action::EraseRecord) == Reach::No {
            return Ok(Vec::new());
        }
        let store = &self.book.kit.store;
        let mut waiting = Vec::new();
        for request in store.erasure_requests(Some(&context.actor.agency_id), MOST_REQUESTS).await? {
            let Some(record) = self.person_record(&request.record_id).await? else { continue };
            let called = self.collection.record_label(&record)?;
            waiting.push(PersonToErase { called, asked: self.request_told(context, &request).await?, record });
        }
        Ok(waiting)
    }

    async fn request_told(&self, context: &Context, request: &ErasureRequest) -> Result<ErasureAsked, ServiceError> {
        Ok(ErasureAsked {
            ground: request.ground.clone(),
            by: self.account_name(&request.author_id).await?,
            may_confirm: request.author_id != context.actor.account_id,
        })
    }

    /// Asks that the record of a person who is part of no case is erased for good. Asked again by the same one it does nothing.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such person for the caller; [`ServiceError::Invalid`] while they are part of a case, or for a
    /// ground that there is not; [`ServiceError::Conflict`] when somebody else asked.
    pub async fn ask_to_erase_person(&self, context: &Context, id: &str, ground: &str) -> Result<(), ServiceError> {
        let found = self.erasable(context, id).await?;
        if PERSON_ERASURE_GROUNDS.iter().all(|(known, _)| *known != ground) {
            return Err(ServiceError::invalid("ground", Message::new("casework-erasure-ground-record")));
        }
        match &found.request {
            Some(request) if request.author_id == context.actor.account_id && request.ground == ground => return Ok(()),
            Some(_) => return Err(overtaken()),
            None => {}
        }
        let request = ErasureRequest {
            record_id: found.record.id.clone(),
            kind: found.record.kind.clone(),
            agency_id: found.record.agency_id.clone(),
            ground: ground.to_owned(),
            author_id: context.actor.account_id.clone(),
            asked_at: context.at,
        };
        let detail = json!({ "asked": ground });
        self.answer_erasure(context, &found, vec![Change::AskErasure(request)], &detail).await
    }

    /// Refuses it.
    ///
    /// # Errors
    /// As [`Casework::ask_to_erase_person`]; [`ServiceError::Conflict`] when nobody asked.
    pub async fn refuse_to_erase_person(&self, context: &Context, id: &str) -> Result<(), ServiceError> {
        let found = self.may_erase(context, id).await?;
        let request = found.request.as_ref().ok_or_else(overtaken)?;
        let detail = json!({ "refused": request.ground, "asked_by": request.author_id });
        let change = Change::DropErasureRequest { record_id: found.record.id.clone() };
        self.answer_erasure(context, &found, vec![change], &detail).await
    }

    /// Erases a record that somebody else asked to erase: for whoever asks from now on there is no such person.
    ///
    /// # Errors
    /// As [`Casework::refuse_to_erase_person`]; [`ServiceError::Invalid`] when they became part of a case; [`ServiceError::Refused`] also for who
    /// asked.
    pub async fn erase_person(&self, context: &Context, id: &str) -> Result<(), ServiceError> {
        let found = self.erasable(context, id).await?;
        let request = found.request.as_ref().ok_or_else(overtaken)?;
        if request.author_id == context.actor.account_id {
            return Err(ServiceError::Refused);
        }
        let alone = Alone::of(&found.record.id, found.ties.len());
        let detail = json!({ "ground": request.ground, "asked_by": request.author_id });
        self.answer_erasure(context, &found, alone.changes(context.at).into(), &detail).await?;
        self.forget(&[alone]).await;
        Ok(self.book.kit.store.settle().await?)
    }

    /// Writes what follows from a record and the request about it, unless either changed meanwhile.
    async fn answer_erasure(
        &self,
        context: &Context,
        found: &Erasable,
        changes: Vec<Change>,
        detail: &serde_json::Value,
    ) -> Result<(), ServiceError> {
        let record = &found.record;
        let entry = self.book.kit.entry(context, Action::EraseRecord.id(), &record.kind, &record.id, detail);
        let was = found.request.clone();
        let unit = Unit::new(changes, vec![entry])
            .requiring(Requirement::ErasureRequested { record_id: record.id.clone(), was })
            .requiring(Alone::of(&record.id, found.ties.len()).requirement());
        let written = self.book.kit.commit_unless_overtaken(unit).await?;
        written.map(drop).ok_or_else(|| ServiceError::Conflict(Message::new("conflict-changed")))
    }

    /// Somebody whose record the caller may erase, once nothing needs it.
    async fn erasable(&self, context: &Context, id: &str) -> Result<Erasable, ServiceError> {
        let found = self.may_erase(context, id).await?;
        for tie in found.ties.iter().filter(|tie| tie.kind == CASE && tie.person_id == id && tie.ended_at.is_none()) {
            if self.book.read_if_there(&tie.other_id).await?.is_some() {
                return Err(ServiceError::invalid("ground", Message::new("casework-erasure-in-case")));
            }
        }
        Ok(found)
    }

    async fn may_erase(&self, context: &Context, id: &str) -> Result<Erasable, ServiceError> {
        let record = self.person_record(id).await?.ok_or(ServiceError::NotFound)?;
        if !self.collection.may(context, &record, Action::ReadRecord).await? {
            return Err(ServiceError::NotFound);
        }
        if !self.collection.may(context, &record, Action::EraseRecord).await? {
            return Err(ServiceError::Refused);
        }
        let store = &self.book.kit.store;
        let (ties, request) = (store.ties_of(&[id.to_owned()]).await?, store.erasure_request(id).await?);
        Ok(Erasable { record, ties, request })
    }
}
