//! What came with a part of a submission from a phone against what is kept of it: whether it is the same, and which files were still
//! missing. Owns that comparison; reads and writes nothing.

use crate::import::named;
use crate::receive::{FILE_FROM_PHONE, Incoming};
use crate::{Correction, NewSubmission};
use forms::{CheckedAnswers, Form, each_file};
use serde_json::Value as Json;
use service_kit::ServiceError;
use std::collections::BTreeMap;
use store::{Record, StoredSubmission};

/// The files that came later than their submission, by the name that it had for them, with the content that took the name's place.
pub(crate) fn known_files(
    form: &Form,
    stored: &StoredSubmission,
    history: &[StoredSubmission],
) -> Result<BTreeMap<String, String>, ServiceError> {
    let mut open = files_of(form, &mut answers_of(stored)?);
    let mut known = BTreeMap::new();
    let since = history.iter().filter(|version| version.seq > stored.seq);
    for version in since.take_while(|version| version.submission.source == FILE_FROM_PHONE) {
        let now = files_of(form, &mut answers_of(version)?);
        open.retain(|path, name| {
            let content = now.get(path).filter(|content| *content != name);
            content.is_none_or(|content| known.insert(std::mem::take(name), content.clone()).is_some())
        });
    }
    Ok(known)
}

/// Whether what came is what is kept, apart from files that are still missing on either side.
pub(crate) fn is_same(
    incoming: &Incoming<'_>,
    stored: &StoredSubmission,
    known: &BTreeMap<String, String>,
) -> Result<bool, ServiceError> {
    let form = incoming.definition.form;
    let (mut sent, mut kept) = (incoming.answers.clone(), answers_of(stored)?);
    let (sent_files, kept_files) = (files_of(form, &mut sent), files_of(form, &mut kept));
    let agrees = |(path, name): (&String, &String)| {
        let Some(kept) = kept_files.get(path) else { return false };
        let content = if kept == name { known.get(name) } else { Some(kept) };
        // Without the file there is nothing to compare but its place.
        content.is_none_or(|content| incoming.hash(name).is_none_or(|hash| hash == *content))
    };
    let is_same_kind = stored.submission.kind == incoming.definition.kind.id;
    Ok(is_same_kind && sent == kept && sent_files.len() == kept_files.len() && sent_files.iter().all(agrees))
}

/// The next version of a record, with the files of this part in the place of their names; nothing when none of them is missing.
pub(crate) fn late_version(
    incoming: &Incoming<'_>,
    record: &Record,
    history: &[StoredSubmission],
) -> Result<Option<(NewSubmission, CheckedAnswers)>, ServiceError> {
    let Some(current) = history.iter().find(|version| version.submission.id == record.submission_id) else {
        return Ok(None);
    };
    let mut answers = answers_of(current)?;
    let mut put_in = String::new();
    each_file(incoming.definition.form, &mut answers, &mut |_, name| {
        if let Some(hash) = incoming.hash(name) {
            put_in.push_str(&format!("\n{name}={hash}"));
            *name = hash;
        }
    });
    let corrects = Correction { record_id: record.id.clone(), supersedes: record.submission_id.clone() };
    let new = NewSubmission {
        // The same files put into another version make another one: parts that come at once must not take one's answers for the other's.
        id: named(&format!("files\n{}\n{}{put_in}", incoming.id, record.submission_id)),
        kind: incoming.definition.kind.id.clone(),
        answers: Json::Null,
        corrects: Some(corrects),
        reason: None,
        source: FILE_FROM_PHONE,
    };
    Ok((!put_in.is_empty()).then(|| (new, CheckedAnswers::kept(answers))))
}

/// The answers of a version; nothing for one that took the record back.
fn answers_of(stored: &StoredSubmission) -> Result<Json, ServiceError> {
    let text = stored.submission.answers.as_deref().unwrap_or("{}");
    serde_json::from_str(text)
        .map_err(|problem| ServiceError::Internal(format!("submission {}: {problem}", stored.submission.id)))
}

/// What answers say where a file is asked for, by path.
fn files_of(form: &Form, answers: &mut Json) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    each_file(form, answers, &mut |path, name| {
        files.insert(path.to_owned(), std::mem::take(name));
    });
    files
}
