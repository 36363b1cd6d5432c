//! Reading one record, and everything that was ever said about it. Every read passes the access decision; a record that the reader
//! may not see is as absent as one that never was. Lists are `lists`'.

use crate::Collection;
use serde_json::{Value as Json, json};
use service_kit::{Action, Context, Reach, Resource, ServiceError, authorise, needs_purpose, reach};
use std::collections::BTreeSet;
use store::{Millis, Record, StoredSubmission, Unit};

/// One submission about a record, as its history shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The submission's id.
    pub id: String,
    /// When it was received.
    pub received_at: Millis,
    /// The name of who sent it, or how the product did.
    pub author: String,
    /// How it came: `web`, `import`, `api`, `phone`, `demo`.
    pub source: String,
    /// Why it was corrected or taken back, in the author's words.
    pub reason: Option<String>,
    /// The answers; none when it took the record back.
    pub answers: Option<Json>,
    /// Paths whose answers differ from the version before.
    pub changed: Vec<String>,
}

impl Collection {
    /// One record with its rows. Reading a record that holds identity or case values leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none, it was taken back, or the reader may not know of it;
    /// [`ServiceError::PurposeNeeded`] for values about people of another agency.
    pub async fn read(&self, context: &Context, kind: &str, id: &str) -> Result<Record, ServiceError> {
        let record = self.visible(context, kind, id).await?;
        self.tell_of_reading(context, &record).await?;
        Ok(record)
    }

    /// Whoever reads what another agency keeps about people says what for first.
    async fn tell_of_reading(&self, context: &Context, record: &Record) -> Result<(), ServiceError> {
        let Record { kind, id, .. } = record;
        if self.in_use(kind)?.definition().is_sensitive() {
            // Within an agency records are colleagues' common work.
            if needs_purpose(context, &Resource { agency_id: &record.agency_id, author_id: "" }) {
                return Err(ServiceError::PurposeNeeded);
            }
            let entry = self.kit.entry(context, Action::ReadRecord.id(), kind, id, &json!({}));
            self.kit.commit(Unit::told(entry)).await?;
        }
        Ok(())
    }

    /// What the caller may do to a record, for showing only the buttons that work.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the reader may not know of it.
    pub async fn may(&self, context: &Context, record: &Record, action: Action) -> Result<bool, ServiceError> {
        let (kind, id) = (record.kind.clone(), record.id.clone());
        Ok(!self.may_among(context, &[kind], &record.agency_id, vec![id], action).await?.is_empty())
    }

    /// To which of these records of an agency the caller may do this, if they are of one of these kinds.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn may_among(
        &self,
        context: &Context,
        kinds: &[String],
        agency_id: &str,
        ids: Vec<String>,
        action: Action,
    ) -> Result<Vec<String>, ServiceError> {
        let role = context.actor.role;
        let may = |author_id: &str| {
            let resource = Resource { agency_id, author_id };
            // What belongs to cases is for those who work on them, whatever else somebody may do with records.
            let may_read = || authorise(&context.actor, Action::ReadCase, &resource).allowed;
            let is_read = kinds.iter().any(|kind| !self.is_of_cases(kind) || may_read());
            is_read && authorise(&context.actor, action, &resource).allowed
        };
        if ![action, Action::ReadCase].into_iter().any(|one| reach(role, one) == Reach::OwnEntries) {
            return Ok(if may("") { ids } else { Vec::new() });
        }
        // "Own entries" are those whose first submission one sent.
        let authors = self.kit.store.authors_of(&ids).await?;
        let author = |id: &String| authors.iter().find(|(of, _)| of == id).map_or("", |(_, author_id)| author_id);
        Ok(ids.into_iter().filter(|id| may(author(id))).collect())
    }

    /// Every version of a record, oldest first, with what changed between them; of one that was taken back too, so that it can be
    /// asked why. Leaves an audit entry like [`Collection::read`].
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the reader may not know of it.
    pub async fn history(&self, context: &Context, kind: &str, id: &str) -> Result<Vec<Version>, ServiceError> {
        let record = self.visible_or_taken_back(context, kind, id).await?;
        self.tell_of_reading(context, &record).await?;
        let submissions = self.kit.store.history(id).await?;
        let mut versions: Vec<Version> = Vec::with_capacity(submissions.len());
        for stored in submissions {
            let author = self.author_name(&stored).await?;
            versions.push(version(stored, author, versions.last())?);
        }
        Ok(versions)
    }

    /// A record that the caller may read and that stands.
    pub(crate) async fn visible(&self, context: &Context, kind: &str, id: &str) -> Result<Record, ServiceError> {
        let record = self.visible_or_taken_back(context, kind, id).await?;
        if record.retracted { Err(ServiceError::NotFound) } else { Ok(record) }
    }

    pub(crate) async fn visible_or_taken_back(
        &self,
        context: &Context,
        kind: &str,
        id: &str,
    ) -> Result<Record, ServiceError> {
        self.kind(context, kind)?;
        let record = self.kit.store.record(kind, id).await?.ok_or(ServiceError::NotFound)?;
        if self.may(context, &record, Action::ReadRecord).await? { Ok(record) } else { Err(ServiceError::NotFound) }
    }

    async fn author_name(&self, stored: &StoredSubmission) -> Result<String, ServiceError> {
        let id = &stored.submission.author_id;
        Ok(self.kit.store.account(id).await?.map_or_else(|| id.clone(), |account| account.name))
    }
}

fn version(stored: StoredSubmission, author: String, before: Option<&Version>) -> Result<Version, ServiceError> {
    let answers = stored
        .submission
        .answers
        .as_deref()
        .map(serde_json::from_str)
        .transpose()
        .map_err(|problem| ServiceError::Internal(format!("submission {}: {problem}", stored.submission.id)))?;
    let changed = match (&answers, before.and_then(|version| version.answers.as_ref())) {
        (Some(new), Some(old)) => changed_paths(old, new),
        _ => Vec::new(),
    };
    let submission = stored.submission;
    Ok(Version {
        id: submission.id,
        received_at: submission.received_at,
        author,
        source: submission.source,
        reason: submission.reason,
        answers,
        changed,
    })
}

/// Paths at which two states of answers differ, as form sessions write paths: `/venue`, `/attendance[2]/count`; `/attendance[2]` for a
/// row that only one of them has.
pub fn changed_paths(old: &Json, new: &Json) -> Vec<String> {
    let mut found = Vec::new();
    differences(String::new(), old, new, &mut found);
    found
}

fn differences(path: String, old: &Json, new: &Json, found: &mut Vec<String>) {
    match (old, new) {
        (Json::Object(old), Json::Object(new)) => {
            let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
            for name in names {
                let value = |answers: &serde_json::Map<String, Json>| answers.get(name).cloned().unwrap_or_default();
                differences(format!("{path}/{name}"), &value(old), &value(new), found);
            }
        }
        (Json::Array(old), Json::Array(new)) => {
            for index in 0..old.len().max(new.len()) {
                let value = |answers: &[Json]| answers.get(index).cloned().unwrap_or_default();
                differences(format!("{path}[{}]", index + 1), &value(old), &value(new), found);
            }
        }
        _ if old == new || (is_nothing(old) && is_nothing(new)) => {}
        _ => found.push(path),
    }
}

/// What a correction comes to when somebody else corrected the same record meanwhile: answers that the person changed are theirs, all
/// others are as they stand now. A repeat in which both removed or added rows is theirs as a whole, since nobody can say which of its
/// rows are the same.
///
/// `seen` is what the person had before their eyes, `theirs` what they made of it, `now` what the record says now.
pub fn corrected_anew(seen: &Json, theirs: &Json, now: &Json) -> Json {
    if theirs == seen {
        return now.clone();
    }
    if now == seen {
        return theirs.clone();
    }
    match (seen, theirs, now) {
        (Json::Object(seen), Json::Object(theirs), Json::Object(now)) => {
            let value =
                |answers: &serde_json::Map<String, Json>, name: &str| answers.get(name).cloned().unwrap_or_default();
            let names: BTreeSet<&String> = theirs.keys().chain(now.keys()).collect();
            let answer = |name: &String| corrected_anew(&value(seen, name), &value(theirs, name), &value(now, name));
            let answers = names.into_iter().map(|name| (name.clone(), answer(name)));
            Json::Object(answers.filter(|(_, answer)| !answer.is_null()).collect())
        }
        (Json::Array(seen), Json::Array(theirs), Json::Array(now))
            if seen.len() == theirs.len() && seen.len() == now.len() =>
        {
            let rows = seen.iter().zip(theirs).zip(now);
            Json::Array(rows.map(|((seen, theirs), now)| corrected_anew(seen, theirs, now)).collect())
        }
        _ => theirs.clone(),
    }
}

fn is_nothing(answer: &Json) -> bool {
    answer.is_null() || answer == ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_name_the_paths_that_changed() {
        let old = json!({"venue": "A", "notes": "", "attendance": [{"count": "1"}, {"count": "2"}]});
        let new = json!({"venue": "B", "attendance": [{"count": "1"}, {"count": "3"}, {"count": "4"}]});
        let mut found = changed_paths(&old, &new);
        // The order of an object's names is its own: alphabetic or as written.
        found.sort();
        assert_eq!(found, ["/attendance[2]/count", "/attendance[3]", "/venue"]);
    }

    #[test]
    fn a_correction_of_what_another_corrected_keeps_what_each_changed() {
        let seen = json!({"venue": "A", "notes": "old", "gone": "x", "attendance": [{"count": "1"}, {"count": "2"}]});
        let theirs = json!({"venue": "B", "notes": "old", "gone": "x", "attendance": [{"count": "1"}, {"count": "3"}]});
        let now = json!({"venue": "A", "notes": "new", "more": "y", "attendance": [{"count": "9"}, {"count": "2"}]});
        let both = json!({"venue": "B", "notes": "new", "more": "y", "attendance": [{"count": "9"}, {"count": "3"}]});
        assert_eq!(corrected_anew(&seen, &theirs, &now), both);
        let cases = [
            (json!({"a": "1"}), json!({"a": "2"}), json!({"a": "3"}), json!({"a": "2"})),
            (json!({"a": "1"}), json!({}), json!({"a": "1", "b": "2"}), json!({"b": "2"})),
            (json!({"r": [{}, {}]}), json!({"r": [{}]}), json!({"r": [{"a": "1"}, {}]}), json!({"r": [{}]})),
        ];
        for (seen, theirs, now, expected) in cases {
            assert_eq!(corrected_anew(&seen, &theirs, &now), expected, "{theirs}");
        }
    }
}
