//! People whose record nothing needs: whom one case alone is about, or no case. Owns which a case's are, and what erases their record; when that is
//! done is `erase`'s here and there.

use super::{CASE, SAME};
use crate::Casework;
use crate::book::Opened;
use service_kit::ServiceError;
use store::{Change, Requirement, record_subject};

/// Somebody whose record nothing needs.
pub(crate) struct Alone {
    person_id: String,
    /// How many ties the record had when that was asked: another one may need it.
    ties: i64,
}

impl Alone {
    /// Somebody whose record had so many ties when it was found that nothing needs it.
    pub(crate) fn of(person_id: &str, ties: usize) -> Self {
        Self { person_id: person_id.to_owned(), ties: i64::try_from(ties).unwrap_or(i64::MAX) }
    }

    /// What erases their record.
    pub(crate) fn changes(&self, at: store::Millis) -> [Change; 2] {
        let record_id = self.person_id.clone();
        [
            Change::EraseBesideRecord { record_id },
            Change::DestroySealKeys { subject: record_subject(&self.person_id), at },
        ]
    }

    /// What must hold still.
    pub(crate) fn requirement(&self) -> Requirement {
        Requirement::TiesAt { id: self.person_id.clone(), ties: self.ties }
    }
}

impl Casework {
    /// Whom this case alone is about, of those whose record the agency keeps that keeps the case. Whoever is part of another case that is there, or
    /// was recorded a second time, is still needed; a family is no reason.
    pub(crate) async fn about_it_alone(&self, opened: &Opened<'_>) -> Result<Vec<Alone>, ServiceError> {
        let mut alone = Vec::new();
        for (_, person_id, _) in opened.people() {
            let record = self.person_record(person_id).await?;
            if record.is_none_or(|record| record.agency_id != opened.case.agency_id) {
                continue;
            }
            let ties = self.book.kit.store.ties_of(&[person_id.to_owned()]).await?;
            let mut is_needed = false;
            for tie in ties.iter().filter(|tie| tie.ended_at.is_none()) {
                let is_elsewhere = tie.kind == CASE && tie.person_id == *person_id && tie.other_id != opened.case.id;
                is_needed |= tie.kind == SAME;
                is_needed |= is_elsewhere && self.book.read_if_there(&tie.other_id).await?.is_some();
            }
            if !is_needed {
                alone.push(Alone::of(person_id, ties.len()));
            }
        }
        Ok(alone)
    }

    /// Leaves those out from now on who are looked for by their names.
    pub(crate) async fn forget(&self, people: &[Alone]) {
        for one in people {
            self.people.forget(&one.person_id).await;
        }
    }
}
