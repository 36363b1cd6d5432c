//! Submissions as phones send them: XML and the files that its answers name, the whole at once or the files bit by bit. Owns that the
//! same submission is kept once however often and in however many parts it comes; how parts travel is a surface's.
//!
//! The first part that comes makes the record, with the files that it brought. A file that comes later makes a new version of the record,
//! in which the file's content takes the place of its name. So nothing waits in secret, and nothing that was kept is ever changed.

use crate::import::named;
use crate::sent_files::{is_same, known_files, late_version};
use crate::submit::{check_id, taken};
use crate::{Collection, Correction, Definition, NewSubmission, Receipt, field_problem, project};
use forms::{CheckedAnswers, Form, Item, ReceiveError, Session, SubmissionHead, Violation, each_file};
use language::Message;
use serde_json::{Value as Json, json};
use service_kit::{Context, ServiceError};
use std::collections::BTreeMap;
use store::{Attachment, StoredSubmission};

/// How a submission from a phone came.
pub(crate) const FROM_PHONE: &str = "phone";
/// How a file came that a phone sent later than its submission.
pub(crate) const FILE_FROM_PHONE: &str = "phone-file";
/// A part is put in again so often when another one was faster.
const MOST_TRIES: usize = 20;

/// A part of a submission from a phone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentForm {
    /// The whole submission as XML; it comes with every part.
    pub xml: String,
    /// The files of this part, each with the name by which an answer calls it.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A submission that was read and not yet looked for.
pub(crate) struct Incoming<'d> {
    pub(crate) definition: Definition<'d>,
    /// Follows from the id that the phone gave.
    pub(crate) id: String,
    /// The id of the submission that it replaces.
    replaces: Option<String>,
    /// As they were sent, with files by their names.
    pub(crate) answers: Json,
    /// The same when they keep every rule.
    checked: Result<CheckedAnswers, Vec<Violation>>,
    /// The files that answers name, by the name.
    files: BTreeMap<String, Attachment>,
}

impl Incoming<'_> {
    /// The content's hash of a file of this part.
    pub(crate) fn hash(&self, name: &str) -> Option<String> {
        self.files.get(name).map(|file| file.hash.clone())
    }
}

impl Collection {
    /// Receives a part of a submission from a phone. When this returns, what came is kept, with the exception of files that no answer
    /// names. Answers are checked by the form as it is now, whatever version the phone had.
    ///
    /// # Errors
    /// As [`Collection::submit`]; [`ServiceError::Invalid`] also for what is no submission to this form, has no id, or names a file that
    /// is not what its question asks for; [`ServiceError::Conflict`] when the same id came with other content, or replaces what was replaced before.
    pub async fn receive(&self, context: &Context, kind: &str, sent: SentForm) -> Result<Receipt, ServiceError> {
        let in_use = self.kind(context, kind)?;
        let incoming = self.read_sent(context, in_use.definition(), sent).await?;
        for _ in 0..MOST_TRIES {
            if let Some(stored) = self.kit.store.submission(&incoming.id).await? {
                match self.add_late_files(context, &incoming, stored).await {
                    // Another part was faster.
                    Err(ServiceError::Conflict(problem)) if problem.key == "conflict-stale" => continue,
                    other => return other,
                }
            }
            match self.receive_first(context, &incoming).await {
                // Another part of the same submission may have been faster: then it is there now.
                Err(error @ ServiceError::Conflict(_)) => {
                    if self.kit.store.submission(&incoming.id).await?.is_none() {
                        return Err(error);
                    }
                }
                other => return other,
            }
        }
        Err(ServiceError::Conflict(Message::new("conflict-changed")))
    }

    async fn read_sent<'d>(
        &self,
        context: &Context,
        definition: Definition<'d>,
        sent: SentForm,
    ) -> Result<Incoming<'d>, ServiceError> {
        let head = SubmissionHead::read(&sent.xml).map_err(|error| unreadable(&error))?;
        let id = head.instance_id.as_deref().map(submission_id);
        let id =
            id.ok_or_else(|| ServiceError::invalid("/meta/instanceID", Message::new("collection-no-instance-id")))?;
        let lists = self.itemsets_for(context, definition, &leaves(&sent.xml)?).await?.of_another_time();
        let environment = self.environment(context);
        let (mut answers, checked) = {
            let (session, refused) = Session::receive(definition.form, &lists, environment, &sent.xml)
                .map_err(|error| unreadable(&error))?;
            (session.answers(), CheckedAnswers::of(&session, refused))
        };
        let files = self.named_files(context, definition.form, &mut answers, sent.files).await?;
        Ok(Incoming {
            definition,
            id,
            replaces: head.deprecated_id.as_deref().map(submission_id),
            answers,
            checked,
            files,
        })
    }

    /// The files that answers name, by the name. What nobody asked for is not kept.
    async fn named_files(
        &self,
        context: &Context,
        form: &Form,
        answers: &mut Json,
        sent: Vec<(String, Vec<u8>)>,
    ) -> Result<BTreeMap<String, Attachment>, ServiceError> {
        let mut paths = BTreeMap::new();
        each_file(form, answers, &mut |path, name| {
            paths.insert(name.clone(), path.to_owned());
        });
        let mut files = BTreeMap::new();
        for (name, bytes) in sent {
            let Some(path) = paths.get(&name) else { continue };
            let Some(asked) = form.item_of_answer(path).and_then(Item::asked_file) else { continue };
            let file = self.cleaned(context, path, asked, bytes).await?;
            files.insert(name, file);
        }
        Ok(files)
    }

    async fn receive_first(&self, context: &Context, incoming: &Incoming<'_>) -> Result<Receipt, ServiceError> {
        let definition = incoming.definition;
        let corrects = match &incoming.replaces {
            Some(replaced) => Some(self.replaced(context, definition, replaced).await?),
            None => None,
        };
        let checked = incoming
            .checked
            .clone()
            .map_err(|violations| ServiceError::Invalid(violations.into_iter().map(field_problem).collect()))?;
        let checked = checked.with_files_named(definition.form, |name| incoming.hash(name));
        let too_long = project::too_long_to_find(definition, checked.answers());
        if !too_long.is_empty() {
            return Err(ServiceError::Invalid(too_long));
        }
        let new = NewSubmission {
            id: incoming.id.clone(),
            kind: definition.kind.id.clone(),
            answers: Json::Null,
            corrects,
            reason: None,
            source: FROM_PHONE,
        };
        let agency_id = self.owner(context, &new).await?;
        let files: Vec<Attachment> = incoming.files.values().cloned().collect();
        let arriving = self.arriving(context, new, agency_id, &checked, &files).await?;
        self.keep(context, arriving, files).await
    }

    /// The submission is there already: what came must be the same, and files that were still missing are put in.
    async fn add_late_files(
        &self,
        context: &Context,
        incoming: &Incoming<'_>,
        stored: StoredSubmission,
    ) -> Result<Receipt, ServiceError> {
        let definition = incoming.definition;
        let record_id = stored.submission.record_id.clone();
        // Whose submission it is not is not told that there is one.
        let record = self.visible_or_taken_back(context, &definition.kind.id, &record_id).await.map_err(|_| taken())?;
        let history = self.kit.store.history(&record_id).await?;
        let known = known_files(definition.form, &stored, &history)?;
        if !is_same(incoming, &stored, &known)? {
            return Err(taken());
        }
        let receipt = Receipt { record_id, already_present: true };
        if record.retracted {
            return Ok(receipt);
        }
        let Some((new, answers)) = late_version(incoming, &record, &history)? else { return Ok(receipt) };
        let files: Vec<Attachment> = incoming
            .files
            .iter()
            .filter(|(name, _)| !known.contains_key(*name))
            .map(|(_, file)| file.clone())
            .collect();
        // What was taken once is not refused for a rule when its files come.
        let agency_id = self.owner(context, &new).await?;
        let arriving = self.arriving(context, new, agency_id, &answers, &files).await?;
        let kept = self.keep(context, arriving, files).await?;
        Ok(Receipt { already_present: true, ..kept })
    }

    /// Which version of which record a submission replaces that names an earlier one by its id.
    async fn replaced(
        &self,
        context: &Context,
        definition: Definition<'_>,
        id: &str,
    ) -> Result<Correction, ServiceError> {
        let stale = || ServiceError::Conflict(Message::new("conflict-stale"));
        let replaced = self.kit.store.submission(id).await?.ok_or_else(stale)?;
        let record_id = replaced.submission.record_id;
        self.visible(context, &definition.kind.id, &record_id).await.map_err(|_| stale())?;
        let history = self.kit.store.history(&record_id).await?;
        let since = history.iter().skip_while(|version| version.submission.id != id).skip(1);
        // Files that came late are part of what the phone had sent.
        let late = since.take_while(|version| version.submission.source == FILE_FROM_PHONE).last();
        let supersedes = late.map_or_else(|| id.to_owned(), |version| version.submission.id.clone());
        Ok(Correction { record_id, supersedes })
    }
}

/// The submission's id: the phone's own, or, when that cannot be one, one that follows from it.
fn submission_id(instance_id: &str) -> String {
    if check_id(instance_id).is_ok() { instance_id.to_owned() } else { named(&format!("instance\n{instance_id}")) }
}

fn unreadable(error: &ReceiveError) -> ServiceError {
    ServiceError::invalid("/", error.message())
}

/// Everything that a submission says, by the names of its questions, for finding out which records it names.
fn leaves(xml: &str) -> Result<Json, ServiceError> {
    let document = xml::read(xml, &xml::Limits::default()).map_err(|error| unreadable(&error.into()))?;
    let mut open = vec![document.root()];
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        let inside = open.len();
        open.extend(document.elements(node));
        if open.len() == inside {
            found.push(json!({ document.name(node): document.text(node).trim() }));
        }
    }
    Ok(Json::Array(found))
}
