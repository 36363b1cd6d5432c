//! What of a unit is sealed before it is kept, and under whose key.

use crate::Sealed;
use crate::hidden::Hidden;
use crate::text::{read, written};
use crate::vault::SubjectKey;
use seal::Place;
use std::collections::{BTreeSet, HashMap};
use store::{
    CaseEvent, Change, Conflict, KindSchema, Millis, Requirement, SEALED_COLUMN, SEALED_FILE, StoreError, Submission,
    Unit, Value, canonical_answers, drafts_subject, file_subject, record_subject,
};

/// The subjects whose keys a unit destroys.
pub(crate) fn destroyed(unit: &Unit) -> Vec<String> {
    let subject = |change: &Change| match change {
        Change::DestroySealKeys { subject, .. } => Some(subject.clone()),
        _ => None,
    };
    unit.changes.iter().filter_map(subject).collect()
}

/// Where a submission's answers lie.
pub(crate) fn answers_place(submission_id: &str) -> Place<'_> {
    Place { table: "submission", row: submission_id, column: "answers" }
}

/// Where the reason of a correction lies.
pub(crate) fn reason_place(submission_id: &str) -> Place<'_> {
    Place { table: "submission", row: submission_id, column: "reason" }
}

/// Where a record's sealed values lie.
pub(crate) fn record_place(record_id: &str) -> Place<'_> {
    Place { table: "record", row: record_id, column: SEALED_COLUMN }
}

/// Where what happened in a case lies.
pub(crate) fn event_place(row: &str) -> Place<'_> {
    Place { table: "case_event", row, column: "what" }
}

/// The row of an event.
pub(crate) fn event_row(event: &CaseEvent) -> String {
    format!("{}/{}", event.case_id, event.number)
}

/// Where lies as what a person is tied to something.
pub(crate) fn tie_place(id: &str) -> Place<'_> {
    Place { table: "person_tie", row: id, column: "said" }
}

/// Where a file's content lies.
pub(crate) fn file_place(hash: &str) -> Place<'_> {
    Place { table: "attachment", row: hash, column: "bytes" }
}

/// Where a draft lies.
pub(crate) fn draft_place(row: &str) -> Place<'_> {
    Place { table: "draft", row, column: "content" }
}

/// The row of a draft.
pub(crate) fn draft_row(account_id: &str, id: &str) -> String {
    format!("{account_id}/{id}")
}

type Keys = HashMap<String, SubjectKey>;

/// What a sealed unit rests on.
pub(crate) struct RestsOn {
    /// The subjects that keys were made for.
    made: BTreeSet<String>,
    /// The ids of the keys that must still be there.
    kept: Vec<String>,
}

impl RestsOn {
    /// Whether a conflict may only say that another one made a key for the same subject first, perhaps with the same submission, or destroyed
    /// one. Sealed anew, the unit is kept, or refused because its subject was erased.
    pub(crate) fn is_doubted_by(&self, conflict: &Conflict) -> bool {
        match conflict {
            Conflict::Changed { id } => self.made.contains(id) || self.kept.contains(id),
            Conflict::OtherContent { .. } => !self.made.is_empty(),
            _ => false,
        }
    }
}

/// What of a unit's changes is sealed: for each, under which subject's key and by which schema.
struct Plan {
    subject: String,
    schema: Option<std::sync::Arc<KindSchema>>,
    /// Whether a destroyed key is followed by another one.
    anew: bool,
    at: Millis,
}

impl Sealed {
    /// The unit as it is kept, and what it rests on.
    pub(crate) async fn sealed_unit(&self, mut unit: Unit) -> Result<(Unit, RestsOn), StoreError> {
        let kept = self.kept_subjects(&unit).await?;
        let mut plans = Vec::with_capacity(unit.changes.len());
        for change in &unit.changes {
            plans.push(self.plan(&unit, change, &kept).await?);
        }
        let keys = self.keys_for(&plans).await?;
        for (change, plan) in unit.changes.iter_mut().zip(&plans) {
            if let Some(plan) = plan
                && let Some(key) = keys.get(&plan.subject)
            {
                seal_change(change, plan, key)?;
            }
        }
        let mut kept: Vec<String> =
            keys.values().filter(|key| key.made.is_none()).map(|key| hex::encode(key.key.0.id())).collect();
        let mut made: Vec<_> = keys.into_values().filter_map(|key| key.made).collect();
        made.sort_by(|one, other| one.subject.cmp(&other.subject));
        kept.sort();
        let rests_on = RestsOn { made: made.iter().map(|key| key.subject.clone()).collect(), kept: kept.clone() };
        let made = made.into_iter().map(Change::AddSealKey).chain(self.seal_files(&mut unit)?);
        unit.changes.splice(0..0, made.collect::<Vec<_>>());
        if !kept.is_empty() {
            unit.requires.push(Requirement::SealKeysKept(kept));
        }
        Ok((unit, rests_on))
    }

    /// Seals files, each under a key made for it. Of one that is there already both the key and the file are left as they are, so that
    /// nobody has to look first.
    fn seal_files(&self, unit: &mut Unit) -> Result<Vec<Change>, StoreError> {
        let mut keys = Vec::new();
        for change in &mut unit.changes {
            let Change::PutAttachment(file) = change else { continue };
            if !file.is_itself() || file.bytes.starts_with(SEALED_FILE) {
                return Err(not_itself(&file.hash));
            }
            let key = self.vault.fresh(file_subject(&file.hash), file.created_at)?;
            let length = SEALED_FILE.len().saturating_add(seal::OVERHEAD).saturating_add(file.bytes.len());
            let mut sealed = Vec::with_capacity(length);
            sealed.extend_from_slice(SEALED_FILE);
            key.key.0.seal_onto(file_place(&file.hash), &file.bytes, &mut sealed);
            file.bytes = sealed;
            keys.extend(key.made.map(Change::AddFileKey));
        }
        Ok(keys)
    }

    /// Whether a unit holds something that is sealed under a key which somebody else may make or destroy meanwhile.
    pub(crate) async fn may_be_overtaken(&self, unit: &Unit) -> Result<bool, StoreError> {
        for change in &unit.changes {
            let is_sealed = match change {
                Change::Submit(submission, _) => self.sealed_kind(&submission.kind).await?.is_some(),
                Change::AddCaseEvent(_) | Change::PutTie(_) | Change::PutDraft(_) => true,
                _ => false,
            };
            if is_sealed {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn keys_for(&self, plans: &[Option<Plan>]) -> Result<Keys, StoreError> {
        let mut keys = Keys::new();
        for anew in [false, true] {
            let mine = || plans.iter().flatten().filter(|plan| plan.anew == anew);
            let subjects: BTreeSet<String> = mine().map(|plan| plan.subject.clone()).collect();
            if let Some(first) = mine().next() {
                keys.extend(self.vault.keys_of(&subjects, first.at, anew).await?);
            }
        }
        Ok(keys)
    }

    /// Under whose keys the submissions lie that a unit sends again or replaces, by their ids: a retry must be the same text.
    async fn kept_subjects(&self, unit: &Unit) -> Result<HashMap<String, String>, StoreError> {
        let mut ids = Vec::new();
        for change in &unit.changes {
            if let Change::Submit(submission, _) = change
                && self.sealed_kind(&submission.kind).await?.is_some()
            {
                ids.push(submission.id.clone());
                ids.extend(submission.supersedes.clone());
            }
        }
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let kept = self.inner.answers(&ids).await?;
        let key_of =
            |(id, answers): (String, String)| Some((id, seal::key_id(&read(&answers)?).ok().map(hex::encode)?));
        let key_of: Vec<(String, String)> = kept.into_iter().filter_map(key_of).collect();
        let keys: BTreeSet<String> = key_of.iter().map(|(_, key)| key.clone()).collect();
        let keys = self.inner.seal_keys_named(&keys.into_iter().collect::<Vec<_>>()).await?;
        let subjects: HashMap<String, String> = keys.into_iter().map(|key| (key.id, key.subject)).collect();
        Ok(key_of.into_iter().filter_map(|(id, key)| Some((id, subjects.get(&key)?.clone()))).collect())
    }

    async fn plan(
        &self,
        unit: &Unit,
        change: &Change,
        kept: &HashMap<String, String>,
    ) -> Result<Option<Plan>, StoreError> {
        Ok(match change {
            Change::Submit(submission, _) => match self.sealed_kind(&submission.kind).await? {
                Some(schema) if submission.answers.is_some() || submission.reason.is_some() => {
                    let subject = subject_of(unit, submission, kept);
                    Some(Plan { subject, schema: Some(schema), anew: false, at: submission.received_at })
                }
                _ => None,
            },
            Change::AddCaseEvent(event) => {
                Some(Plan { subject: record_subject(&event.case_id), schema: None, anew: false, at: event.at })
            }
            Change::PutTie(tie) => {
                Some(Plan { subject: record_subject(&tie.person_id), schema: None, anew: false, at: tie.began_at })
            }
            Change::PutDraft(draft) => {
                let subject = drafts_subject(&draft.head.account_id);
                Some(Plan { subject, schema: None, anew: true, at: draft.head.updated_at })
            }
            // A takeover, which moves many cases at once, says nothing of anybody.
            _ => None,
        })
    }
}

/// Under whose key a submission lies: that under which it or what it replaces lies already, that of the case in which the unit notes its
/// record, or that of the record itself.
fn subject_of(unit: &Unit, submission: &Submission, kept: &HashMap<String, String>) -> String {
    let before = [Some(&submission.id), submission.supersedes.as_ref()];
    if let Some(subject) = before.into_iter().flatten().find_map(|id| kept.get(id)) {
        return subject.clone();
    }
    let of_case = unit.changes.iter().find_map(|change| match change {
        Change::AddCaseEvent(event) if event.record_id.as_ref() == Some(&submission.record_id) => {
            Some(event.case_id.as_str())
        }
        _ => None,
    });
    record_subject(of_case.unwrap_or(&submission.record_id))
}

fn seal_change(change: &mut Change, plan: &Plan, key: &SubjectKey) -> Result<(), StoreError> {
    let sealed = |place: Place<'_>, text: &str| written(&key.key.seal(place, text.as_bytes()));
    match change {
        Change::Submit(submission, projection) => {
            if let Some(answers) = &mut submission.answers {
                // In their canonical form, so that a retry by another program is the same text.
                let same = canonical_answers(answers);
                *answers = sealed(answers_place(&submission.id), same.as_deref().unwrap_or(answers));
            }
            if let Some(reason) = &mut submission.reason {
                *reason = sealed(reason_place(&submission.id), reason);
            }
            let hidden = plan.schema.as_ref().and_then(|schema| Hidden::taken(schema, projection));
            if let Some(hidden) = hidden {
                let text = serde_json::to_string(&hidden).map_err(|problem| unwritable(&problem))?;
                let text = sealed(record_place(&submission.record_id), &text);
                projection.columns.push((SEALED_COLUMN.to_owned(), Value::Text(text)));
            }
        }
        Change::AddCaseEvent(event) => event.what = sealed(event_place(&event_row(event)), &event.what),
        Change::PutTie(tie) => tie.said = sealed(tie_place(&tie.id), &tie.said),
        Change::PutDraft(draft) => {
            let row = draft_row(&draft.head.account_id, &draft.head.id);
            draft.content = sealed(draft_place(&row), &draft.content);
        }
        _ => {}
    }
    Ok(())
}

fn not_itself(hash: &str) -> StoreError {
    StoreError::Corrupt {
        table: "attachment".to_owned(),
        row: hash.to_owned(),
        column: "bytes".to_owned(),
        problem: "the content is not what its name says".to_owned(),
    }
}

fn unwritable(problem: &serde_json::Error) -> StoreError {
    StoreError::Backend(format!("sealed values could not be written: {problem}"))
}
