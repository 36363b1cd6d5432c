//! Forms that somebody began and has not sent, kept on the server so that a dead battery costs nothing and another device goes on. Owns
//! whose they are, how many, how large and how long; what was typed is kept as it was typed, right or wrong.
//!
//! A draft is told to its owner alone: every question names the account that asks, and no role reaches further. It is no fact yet, so
//! that neither keeping nor discarding one is in the audit chain.

use crate::naming::{Named, names_in_fields, not_here, waits_since};
use crate::submit::check_id;
use crate::{Collection, Correction, NewSubmission};
use language::Message;
use serde_json::Value as Json;
use service_kit::{Context, ServiceError};
use store::{Change, Draft, DraftHead, Millis, Requirement, Unit};

/// The most drafts of one person.
pub const MOST_DRAFTS: usize = 20;
/// The largest draft, in bytes as it is kept.
pub const LARGEST_DRAFT: usize = 1024 * 1024;
/// A draft is removed so many days after it last changed.
pub const DRAFT_DAYS: i64 = 30;

const DAY: Millis = 24 * 60 * 60 * 1000;

/// A form as far as it was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The id of the submission that it will be.
    pub id: String,
    /// `pack/form`.
    pub kind: String,
    /// For a correction: the record, and the submission that the person saw.
    pub corrects: Option<Correction>,
    /// What was typed: names of fields with their texts, in the order of the form.
    pub fields: Vec<(String, String)>,
}

/// A draft as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// Its id.
    pub id: String,
    /// `pack/form`.
    pub kind: String,
    /// The record that it corrects.
    pub record_id: Option<String>,
    /// When it last changed.
    pub updated_at: Millis,
    /// When it will be removed if it does not change.
    pub until: Millis,
    /// Whether its form is still in use, so that it can be sent.
    pub is_open: bool,
}

/// A draft that somebody goes on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resumed {
    /// As far as it was filled in.
    pub unfinished: Unfinished,
    /// Whether the form has another version than when the draft was saved.
    pub is_of_another_version: bool,
}

impl Collection {
    /// Keeps what somebody typed so far, in the place of what was kept of it before. Gives the moment until which it is kept.
    ///
    /// # Errors
    /// [`ServiceError::TooMuch`] beyond [`MOST_DRAFTS`] or [`LARGEST_DRAFT`]; what [`Collection::submit`] would refuse to this person
    /// whatever the answers are; [`ServiceError::Conflict`] when it names a file that its author may not name.
    pub async fn keep_draft(&self, context: &Context, unfinished: Unfinished) -> Result<Millis, ServiceError> {
        check_id(&unfinished.id)?;
        self.may_answer(context, &unfinished.kind, unfinished.corrects.as_ref()).await?;
        let content = serde_json::to_string(&unfinished.fields)
            .map_err(|problem| ServiceError::Internal(format!("a draft cannot be written: {problem}")))?;
        if content.len() > LARGEST_DRAFT {
            let kilobytes = LARGEST_DRAFT / 1024;
            return Err(ServiceError::TooMuch(Message::new("collection-draft-large").with("kilobytes", kilobytes)));
        }
        let files = self.files_of_draft(context, &unfinished).await?;
        let owner = &context.actor.account_id;
        let form_version = self.in_use(&unfinished.kind)?.definition().form.version.clone();
        let known = self.kit.store.drafts_of(owner).await?;
        let live = known.iter().filter(|head| is_live(head, context.at) && head.id != unfinished.id);
        if live.count() >= MOST_DRAFTS {
            return Err(ServiceError::TooMuch(Message::new("collection-draft-many").with("max", MOST_DRAFTS)));
        }
        let (record_id, supersedes) =
            unfinished.corrects.map(|correction| (correction.record_id, correction.supersedes)).unzip();
        let head = DraftHead {
            account_id: owner.clone(),
            id: unfinished.id,
            kind: unfinished.kind,
            form_version,
            record_id,
            supersedes,
            created_at: context.at,
            updated_at: context.at,
        };
        let until = until(&head);
        let kept = Requirement::FilesKept(files.clone());
        let naming = Change::NameFilesInDraft { account_id: owner.clone(), id: head.id.clone(), hashes: files };
        let changes = vec![forget_before(context.at), Change::PutDraft(Draft { head, content }), naming];
        self.kit.commit(Unit::new(changes, Vec::new()).requiring(kept)).await?;
        Ok(until)
    }

    /// What the caller began and has not sent, the latest first. Forms that they may not know of any more are left out.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn drafts(&self, context: &Context) -> Result<Vec<DraftLine>, ServiceError> {
        let heads = self.kit.store.drafts_of(&context.actor.account_id).await?;
        let line = |head: DraftHead| {
            let kind = self.kind(context, &head.kind).ok()?;
            Some(DraftLine {
                until: until(&head),
                is_open: kind.is_filled_in_by(&context.actor),
                id: head.id,
                kind: head.kind,
                record_id: head.record_id,
                updated_at: head.updated_at,
            })
        };
        Ok(heads.into_iter().filter(|head| is_live(head, context.at)).filter_map(line).collect())
    }

    /// Those of them that say this in a field, such as the case that a form is filled in for.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn drafts_saying(&self, context: &Context, field: (&str, &str)) -> Result<Vec<DraftLine>, ServiceError> {
        let mut saying = Vec::new();
        for line in self.drafts(context).await? {
            let draft = self.own_draft(context, &line.id).await?;
            let fields = fields_of(&draft)?;
            if fields.iter().any(|(name, value)| (name.as_str(), value.as_str()) == field) {
                saying.push(line);
            }
        }
        Ok(saying)
    }

    /// A draft of the caller's, to go on with.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when they have none of this id; [`ServiceError::Refused`] when they may not fill in its form now.
    pub async fn resume_draft(&self, context: &Context, id: &str) -> Result<Resumed, ServiceError> {
        let draft = self.own_draft(context, id).await?;
        let fields = fields_of(&draft)?;
        let head = draft.head;
        let corrects =
            head.record_id.zip(head.supersedes).map(|(record_id, supersedes)| Correction { record_id, supersedes });
        self.may_answer(context, &head.kind, corrects.as_ref()).await?;
        let is_of_another_version = self.in_use(&head.kind)?.definition().form.version != head.form_version;
        let unfinished = Unfinished { id: head.id, kind: head.kind, corrects, fields };
        Ok(Resumed { unfinished, is_of_another_version })
    }

    /// Removes a draft of the caller's for good.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when they have none of this id.
    pub async fn discard_draft(&self, context: &Context, id: &str) -> Result<(), ServiceError> {
        let head = self.own_draft(context, id).await?.head;
        self.kit.commit(Unit::new(vec![drop_draft(context, head.id)], Vec::new())).await?;
        Ok(())
    }

    /// Removes everybody's drafts that did not change for [`DRAFT_DAYS`], and the files that were brought more than
    /// [`crate::FILE_DAYS`] ago and that nothing names.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn forget_old_drafts(&self) -> Result<(), ServiceError> {
        let now = self.kit.now();
        let changes = vec![forget_before(now), Change::DropUnnamedFiles { before: waits_since(now) }];
        self.kit.commit(Unit::new(changes, Vec::new())).await?;
        Ok(())
    }

    /// The files that a draft names.
    async fn files_of_draft(&self, context: &Context, unfinished: &Unfinished) -> Result<Vec<String>, ServiceError> {
        let in_use = self.in_use(&unfinished.kind)?;
        let names = names_in_fields(in_use.definition().form, &unfinished.fields);
        let record_id = unfinished.corrects.as_ref().map_or(&unfinished.id, |correction| &correction.record_id);
        match self.may_name(context, Named { kind: &unfinished.kind, record_id, names }, &[]).await {
            Ok(files) => Ok(files.into_iter().collect()),
            // A draft holds what is right or wrong; that this part of it cannot be held is told without keeping it.
            Err(ServiceError::Invalid(_)) => Err(ServiceError::Conflict(not_here())),
            Err(other) => Err(other),
        }
    }

    async fn own_draft(&self, context: &Context, id: &str) -> Result<Draft, ServiceError> {
        let kept = self.kit.store.draft(&context.actor.account_id, id).await?;
        kept.filter(|draft| is_live(&draft.head, context.at)).ok_or(ServiceError::NotFound)
    }

    /// Who may begin a form is who may send it: the decision of `submit`.
    async fn may_answer(
        &self,
        context: &Context,
        kind: &str,
        corrects: Option<&Correction>,
    ) -> Result<(), ServiceError> {
        let attempt = NewSubmission {
            id: String::new(),
            kind: kind.to_owned(),
            answers: Json::Null,
            corrects: corrects.cloned(),
            reason: None,
            source: FROM_PAGE,
        };
        self.owner(context, &attempt).await.map(|_agency| ())
    }
}

/// The source of what is sent on a page, where drafts are.
pub(crate) const FROM_PAGE: &str = "web";

/// The change that removes a draft of the caller's, if there is one.
pub(crate) fn drop_draft(context: &Context, id: String) -> Change {
    Change::DropDraft { account_id: context.actor.account_id.clone(), id }
}

fn until(head: &DraftHead) -> Millis {
    head.updated_at.saturating_add(DRAFT_DAYS * DAY)
}

/// What was typed, as it was kept.
fn fields_of(draft: &Draft) -> Result<Vec<(String, String)>, ServiceError> {
    serde_json::from_str(&draft.content)
        .map_err(|problem| ServiceError::Internal(format!("a draft cannot be read: {problem}")))
}

fn is_live(head: &DraftHead, now: Millis) -> bool {
    until(head) > now
}

fn forget_before(now: Millis) -> Change {
    Change::DropDraftsBefore { at: now.saturating_sub(DRAFT_DAYS * DAY) }
}
