//! Receiving submissions: checked by the form's own rules, projected into typed columns, and written with its audit entry in one
//! unit. A retry with the same client-made id is the same submission.

use crate::drafts::{FROM_PAGE, drop_draft};
use crate::entities::Origin;
use crate::follow::{InCase, Sent};
use crate::import::is_of_imports;
use crate::naming::{Named, names_in};
use crate::receive::{FILE_FROM_PHONE, FROM_PHONE};
use crate::{Collection, project};
use forms::{CheckedAnswers, EntityStatement};
use language::Message;
use serde_json::{Value as Json, json};
use service_kit::{Action, Context, Resource, ServiceError, authorise};
use std::collections::BTreeSet;
use store::{Attachment, Change, Millis, Projection, Record, Requirement, Submission, Unit, Written};
use uuid::Uuid;

/// The longest client-made id.
const LONGEST_ID: usize = 64;
/// The most characters of a reason that are kept.
const LONGEST_REASON: usize = 500;

/// Answers on their way in.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSubmission {
    /// Made by the client before its first try.
    pub id: String,
    /// `pack/form`.
    pub kind: String,
    /// The answers, as an XForm instance would hold them.
    pub answers: Json,
    /// For a correction: the record, and the submission that the client saw.
    pub corrects: Option<Correction>,
    /// Why it is corrected, in the author's own words.
    pub reason: Option<String>,
    /// How it came: `web`, `api`, `phone`, `demo`.
    pub source: &'static str,
}

/// Which version of which record a submission changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The record.
    pub record_id: String,
    /// The submission that the client saw.
    pub supersedes: String,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The record it made or changed.
    pub record_id: String,
    /// Whether it had been received before; then nothing was written now.
    pub already_present: bool,
}

impl Collection {
    /// Receives answers. When this returns, they are kept.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] with every answer that breaks the form's rules, and for an id, a kind or a reason that cannot be one;
    /// [`ServiceError::Conflict`] when the id was used for other answers or the record moved on; [`ServiceError::Refused`] or [`ServiceError::NotFound`] when the caller may not.
    pub async fn submit(&self, context: &Context, new: NewSubmission) -> Result<Receipt, ServiceError> {
        self.submit_within(context, new, None).await
    }

    /// The same, in a case.
    ///
    /// # Errors
    /// As [`Collection::submit`]; [`ServiceError::NotFound`] also when there is no such case for the caller.
    pub async fn submit_within(
        &self,
        context: &Context,
        new: NewSubmission,
        in_case: Option<InCase>,
    ) -> Result<Receipt, ServiceError> {
        check_id(&new.id)?;
        if self.kind(context, &new.kind).is_err() {
            return Err(ServiceError::invalid("kind", Message::new("collection-kind-unknown")));
        }
        let arriving = self.checked(context, new).await?;
        self.keep(context, Arriving { in_case, ..arriving }, Vec::new()).await
    }

    /// Makes a checked submission true, together with the files that came with it.
    pub(crate) async fn keep(
        &self,
        context: &Context,
        arriving: Arriving,
        files: Vec<Attachment>,
    ) -> Result<Receipt, ServiceError> {
        let Arriving {
            kind,
            submission_id,
            record_id,
            agency_id,
            action,
            source,
            change,
            said,
            names,
            answers,
            in_case,
        } = arriving;
        let detail = json!({ "source": source });
        let mut audit: Vec<_> = files.iter().map(|file| self.told_of_keeping(context, file)).collect();
        audit.push(self.kit.entry(context, action.id(), &kind, &record_id, &detail));
        // What is sent is unfinished no longer, in the same moment.
        let sent = (source == FROM_PAGE).then(|| drop_draft(context, submission_id.clone()));
        let kept_before = names.iter().filter(|name| files.iter().all(|file| file.hash != **name)).cloned().collect();
        let naming = Change::NameFiles { record_id: record_id.clone(), hashes: names.iter().cloned().collect() };
        let naming = (!names.is_empty()).then_some(naming);
        let changes = files.into_iter().map(Change::PutAttachment).chain([change]).chain(naming).chain(sent).collect();
        let mut unit = Unit::new(changes, audit);
        if !names.is_empty() {
            // Nobody sweeps a file away between now and then.
            unit = unit.requiring(Requirement::FilesKept(kept_before));
        }
        let is_correction = action == Action::CorrectRecord;
        let sent = Sent {
            kind: &kind,
            record_id: &record_id,
            agency_id: &agency_id,
            answers: answers.as_ref(),
            is_correction,
            in_case: in_case.as_ref(),
        };
        let (statements, seen_at, pack) = match &said {
            Some(said) => (Some(said.statements.as_slice()), said.seen_at, said.pack.as_str()),
            None => (None, None, ""),
        };
        let origin = Origin {
            pack,
            submission_id: &submission_id,
            record_id: &record_id,
            agency_id: &agency_id,
            is_correction,
            seen_at,
        };
        let written = self.commit_with_what_follows(context, unit, &origin, statements, sent).await?;
        let already_present = matches!(written.first(), Some(Written::AlreadyPresent { .. }));
        if already_present {
            // Another agency's submission is no retry of this one, and is not confirmed to be there by calling it one.
            self.visible_or_taken_back(context, &kind, &record_id).await.map_err(|_| taken())?;
        }
        Ok(Receipt { record_id, already_present })
    }

    /// A submission that is allowed and keeps the form's rules, not yet written.
    pub(crate) async fn checked(&self, context: &Context, new: NewSubmission) -> Result<Arriving, ServiceError> {
        let agency_id = self.owner(context, &new).await?;
        let checked = self.check(context, &new.kind, &new.answers).await?;
        self.arriving(context, new, agency_id, &checked, &[]).await
    }

    /// The same with answers that were checked before, for the agency that will own the record, and with files that come along.
    pub(crate) async fn arriving(
        &self,
        context: &Context,
        new: NewSubmission,
        agency_id: String,
        checked: &CheckedAnswers,
        files: &[Attachment],
    ) -> Result<Arriving, ServiceError> {
        let action = if new.corrects.is_some() { Action::CorrectRecord } else { Action::SubmitRecord };
        let record_id = new.corrects.as_ref().map_or_else(|| new.id.clone(), |correction| correction.record_id.clone());
        let names = names_in(self.in_use(&new.kind)?.definition().form, checked.answers());
        let names = self.may_name(context, Named { kind: &new.kind, record_id: &record_id, names }, files).await?;
        let said = self.said(context, &new, checked)?;
        let draft = Draft {
            id: new.id,
            record_id: record_id.clone(),
            supersedes: new.corrects.map(|correction| correction.supersedes),
            reason: new.reason.as_deref().map(kept_reason).transpose()?.flatten(),
            agency_id,
            batch_id: None,
            source: new.source,
        };
        let (submission_id, agency_id) = (draft.id.clone(), draft.agency_id.clone());
        let change = self.submission(context, &new.kind, draft, checked)?;
        let (kind, source) = (new.kind, new.source);
        let answers = self.is_of_cases(&kind).then(|| checked.answers().clone());
        Ok(Arriving {
            kind,
            submission_id,
            record_id,
            agency_id,
            action,
            source,
            change,
            said,
            names,
            answers,
            in_case: None,
        })
    }

    /// What checked answers say about entities; nothing when their form speaks of none, or they were looked at before.
    fn said(
        &self,
        context: &Context,
        new: &NewSubmission,
        checked: &CheckedAnswers,
    ) -> Result<Option<Said>, ServiceError> {
        let in_use = self.in_use(&new.kind)?;
        let definition = in_use.definition();
        if new.source == FILE_FROM_PHONE || definition.form.entity_lists().is_empty() {
            return Ok(None);
        }
        let seen_at = made_at(&new.id).filter(|_| new.source != FROM_PHONE).map(|made| made.min(context.at));
        Ok(Some(Said { statements: checked.entities().to_vec(), seen_at, pack: definition.pack.id.clone() }))
    }

    /// Takes a record back: it leaves every list and figure, and its history stays.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] without a reason (of which 500 characters are kept); [`ServiceError::Conflict`] when the record moved on; [`ServiceError::Refused`] or
    /// [`ServiceError::NotFound`] when the caller may not.
    pub async fn retract(
        &self,
        context: &Context,
        kind: &str,
        correction: Correction,
        reason: &str,
    ) -> Result<(), ServiceError> {
        let missing = || ServiceError::invalid("reason", Message::new("collection-reason-missing"));
        let reason = kept_reason(reason)?.ok_or_else(missing)?;
        let record = self.visible(context, kind, &correction.record_id).await?;
        if !self.may(context, &record, Action::RetractRecord).await? {
            return Err(ServiceError::Refused);
        }
        // The reason is the user's own words and may name somebody: it is kept with the record's history, not in the audit chain.
        let change = self.retraction(context, &record, correction.supersedes, reason, "web");
        let entry = self.kit.entry(context, Action::RetractRecord.id(), kind, &record.id, &json!({}));
        let id = match &change {
            Change::Submit(submission, _) => submission.id.clone(),
            _ => String::new(),
        };
        let origin = Origin {
            pack: "",
            submission_id: &id,
            record_id: &record.id,
            agency_id: &record.agency_id,
            is_correction: true,
            seen_at: None,
        };
        let sent = Sent {
            kind,
            record_id: &record.id,
            agency_id: &record.agency_id,
            answers: None,
            is_correction: true,
            in_case: None,
        };
        self.commit_with_what_follows(context, Unit::one(change, entry), &origin, Some(&[]), sent).await?;
        Ok(())
    }

    /// Checks answers by the form's own rules, with the choices that the caller may use.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] with every answer that breaks a rule.
    pub(crate) async fn check(
        &self,
        context: &Context,
        kind: &str,
        answers: &Json,
    ) -> Result<CheckedAnswers, ServiceError> {
        let in_use = self.in_use(kind)?;
        let definition = in_use.definition();
        let itemsets = self.itemsets_for(context, definition, answers).await?;
        let checked = forms::check(definition.form, answers, &itemsets, self.environment(context))
            .map_err(|violations| ServiceError::Invalid(violations.into_iter().map(crate::field_problem).collect()))?;
        let too_long = project::too_long_to_find(definition, checked.answers());
        if too_long.is_empty() { Ok(checked) } else { Err(ServiceError::Invalid(too_long)) }
    }

    /// A submission of checked answers as a change, not yet written.
    pub(crate) fn submission(
        &self,
        context: &Context,
        kind: &str,
        draft: Draft,
        checked: &CheckedAnswers,
    ) -> Result<Change, ServiceError> {
        let in_use = self.in_use(kind)?;
        let definition = in_use.definition();
        let submission = Submission {
            id: draft.id,
            kind: definition.kind.id.clone(),
            form_version: definition.form.version.clone(),
            record_id: draft.record_id,
            supersedes: draft.supersedes,
            answers: Some(checked.answers().to_string()),
            reason: draft.reason,
            agency_id: draft.agency_id,
            author_id: context.actor.account_id.clone(),
            batch_id: draft.batch_id,
            source: draft.source.to_owned(),
            received_at: context.at,
        };
        Ok(Change::Submit(submission, project::projection(definition.kind, checked.answers())))
    }

    /// A change that takes a record back from the state that the caller saw.
    pub(crate) fn retraction(
        &self,
        context: &Context,
        record: &Record,
        supersedes: String,
        reason: String,
        source: &'static str,
    ) -> Change {
        let submission = Submission {
            id: self.kit.new_id(),
            kind: record.kind.clone(),
            form_version: String::new(),
            record_id: record.id.clone(),
            supersedes: Some(supersedes),
            answers: None,
            reason: Some(reason),
            agency_id: record.agency_id.clone(),
            author_id: context.actor.account_id.clone(),
            batch_id: None,
            source: source.to_owned(),
            received_at: context.at,
        };
        Change::Submit(submission, Projection::default())
    }

    /// The agency that will own the record: the caller's own for a new one, unchanged for a correction.
    pub(crate) async fn owner(&self, context: &Context, new: &NewSubmission) -> Result<String, ServiceError> {
        let Some(correction) = &new.corrects else {
            let in_use = self.kind(context, &new.kind)?;
            let actor = &context.actor;
            let is_taken = if new.source == FROM_PHONE { in_use.is_for(actor) } else { in_use.is_filled_in_by(actor) };
            if !is_taken {
                return Err(ServiceError::Refused);
            }
            let resource = Resource { agency_id: &context.actor.agency_id, author_id: &context.actor.account_id };
            let allowed = authorise(&context.actor, Action::SubmitRecord, &resource).allowed;
            return if allowed { Ok(context.actor.agency_id.clone()) } else { Err(ServiceError::Refused) };
        };
        let record = self.visible(context, &new.kind, &correction.record_id).await?;
        if !could_be_an_id(&correction.supersedes) {
            return Err(ServiceError::Conflict(Message::new("conflict-stale")));
        }
        let allowed = self.may(context, &record, Action::CorrectRecord).await?;
        if allowed { Ok(record.agency_id) } else { Err(ServiceError::Refused) }
    }
}

/// A checked submission on its way in.
pub(crate) struct Arriving {
    kind: String,
    submission_id: String,
    agency_id: String,
    /// What it says about entities, when its form speaks of any.
    said: Option<Said>,
    /// The record that it makes or changes.
    record_id: String,
    action: Action,
    source: &'static str,
    change: Change,
    /// The files that its answers name.
    names: BTreeSet<String>,
    /// The answers as they are kept, for whoever follows submissions of this kind.
    answers: Option<Json>,
    /// The case in which it is sent.
    in_case: Option<InCase>,
}

/// What a submission says about entities.
struct Said {
    statements: Vec<EntityStatement>,
    /// As in [`Origin`].
    seen_at: Option<Millis>,
    pack: String,
}

/// What a submission is besides its answers.
pub(crate) struct Draft {
    pub(crate) id: String,
    pub(crate) record_id: String,
    pub(crate) supersedes: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) agency_id: String,
    pub(crate) batch_id: Option<String>,
    pub(crate) source: &'static str,
}

/// A reason as it is kept: up to [`LONGEST_REASON`] characters, none when nothing is written.
fn kept_reason(written: &str) -> Result<Option<String>, ServiceError> {
    let reason: String = written.trim().chars().take(LONGEST_REASON).collect();
    if reason.contains('\0') {
        return Err(ServiceError::invalid("reason", Message::new("forms-answer-not-text")));
    }
    Ok((!reason.is_empty()).then_some(reason))
}

/// Whether a submission of this id can be in the log at all, whoever made the id.
fn could_be_an_id(text: &str) -> bool {
    (1..=store::LONGEST_ID).contains(&text.len()) && !text.contains('\0')
}

/// When an id was made that tells it (UUID version 7): a page makes one when it is opened, and with it the lists are seen.
fn made_at(id: &str) -> Option<Millis> {
    let (seconds, nanoseconds) = Uuid::try_parse(id).ok()?.get_timestamp()?.to_unix();
    let millis = i64::try_from(seconds).ok()?.checked_mul(1_000)?;
    millis.checked_add(i64::from(nanoseconds / 1_000_000))
}

pub(crate) fn taken() -> ServiceError {
    ServiceError::Conflict(Message::new("conflict-other-content"))
}

/// A client-made id is a short word without anything that could mean something elsewhere. Ids of imports are left to them,
/// who work them out from what a row tells: whoever knows the row could otherwise take its id before it is imported.
pub(crate) fn check_id(id: &str) -> Result<(), ServiceError> {
    let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | ':' | '_');
    if (8..=LONGEST_ID).contains(&id.len()) && id.chars().all(plain) && !is_of_imports(id) {
        return Ok(());
    }
    Err(ServiceError::invalid("id", Message::new("collection-id-wrong").with("max", LONGEST_ID)))
}
