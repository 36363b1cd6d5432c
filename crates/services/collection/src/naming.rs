//! Which files answers may name. Files are kept once by their content, so that a name says nothing of whose a file is: whoever knew the
//! name of another agency's could have it handed out by a record of their own. So a draft or submission names what its author brought, or
//! what the record that it changes names already; everything else is refused, in the same words whether there is such a file or not.
//! A record hands out what was noted when it came to name it, and nothing else, whatever its form becomes.

use crate::Collection;
use forms::{Form, Item, each_file};
use language::Message;
use serde_json::Value as Json;
use service_kit::{Context, FieldProblem, ServiceError};
use std::collections::BTreeSet;
use store::{Attachment, Millis};

/// So many days a file waits to be named by a draft or a submission. With a draft it waits as long as the draft.
pub const FILE_DAYS: i64 = 7;

const DAY: Millis = 24 * 60 * 60 * 1000;

/// What answers say about files: each name with the path of its question.
pub(crate) struct Named<'a> {
    /// `pack/form`.
    pub(crate) kind: &'a str,
    /// The record that is changed, or made by a submission that may be there already.
    pub(crate) record_id: &'a str,
    /// Names by their paths. What cannot be the name of a kept file is none: a phone names a file before it sends it.
    pub(crate) names: Vec<(String, String)>,
}

/// The names of files in answers, by the path of each.
pub(crate) fn names_in(form: &Form, answers: &Json) -> Vec<(String, String)> {
    let mut names = Vec::new();
    each_file(form, &mut answers.clone(), &mut |path, name| names.push((path.to_owned(), name.clone())));
    names
}

/// The same of what was typed so far.
pub(crate) fn names_in_fields(form: &Form, fields: &[(String, String)]) -> Vec<(String, String)> {
    let asks = |path: &str| form.item_of_answer(path).and_then(Item::asked_file).is_some();
    fields.iter().filter(|(path, _)| asks(path)).cloned().collect()
}

impl Collection {
    /// The files that these names stand for, each once. `came_along` are files that come in the same moment.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] with the question of each that may not be named.
    pub(crate) async fn may_name(
        &self,
        context: &Context,
        named: Named<'_>,
        came_along: &[Attachment],
    ) -> Result<BTreeSet<String>, ServiceError> {
        let (mut files, mut refused) = (BTreeSet::new(), Vec::new());
        for (path, name) in named.names.into_iter().filter(|(_, name)| Attachment::could_be_a_name(name)) {
            let came = came_along.iter().any(|file| file.hash == name);
            if came || files.contains(&name) || self.may_name_one(context, named.kind, named.record_id, &name).await? {
                files.insert(name);
            } else {
                refused.push(FieldProblem::new(path, not_here()));
            }
        }
        if refused.is_empty() { Ok(files) } else { Err(ServiceError::Invalid(refused)) }
    }

    async fn may_name_one(
        &self,
        context: &Context,
        kind: &str,
        record_id: &str,
        name: &str,
    ) -> Result<bool, ServiceError> {
        if self.kit.store.has_brought_file(&context.actor.account_id, name).await? {
            return Ok(true);
        }
        match self.visible_or_taken_back(context, kind, record_id).await {
            Ok(record) => Ok(self.kit.store.record_names_file(&record.id, name).await?),
            Err(ServiceError::NotFound) => Ok(false),
            Err(other) => Err(other),
        }
    }
}

/// Before this moment a file was brought too long ago to wait any longer.
pub(crate) fn waits_since(now: Millis) -> Millis {
    now.saturating_sub(FILE_DAYS * DAY)
}

/// What is said of a name that may not be used, and of one that stands for nothing.
pub(crate) fn not_here() -> Message {
    Message::new("collection-file-not-here")
}
