//! Correcting a record: what it starts from, what it changes and leaves out, looked at before it is saved; and what becomes of it when
//! somebody else corrected the record meanwhile. Answering itself is `answers`', and how two corrections come together `collection`'s.

use super::form_steps::Steps;
use super::form_view::Reading;
use super::label_files::LabelFiles;
use super::{Answer, changes, form_input, form_view, page, record_table};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Control, Field, Heading, Link, Notice, Tone};
use crate::posted::Posted;
use crate::views::ReviewPage;
use crate::visit::Caller;
use crate::words;
use collection::{InCase, ItemLists, Version};
use forms::{Violation, ViolationKind};
use language::{Lang, Message, phrase, say};
use serde_json::Value as Json;
use service_kit::Action;
use std::collections::BTreeMap;
use store::Record;

/// What the button says that saves a correction after its changes were shown.
const CONFIRMED: &str = "confirmed";
/// What of a request stays when its answers are put on top of what somebody else saved.
const STAYS: [&str; 5] = ["csrf", "submission", "at", "left", "reason"];

/// The fields that say in which case a form is filled in, and which move is made by it.
const CASE: &str = "case";
const STEP: &str = "step";
/// The fields that say for which case, or for whose family, somebody is recorded.
const FOR_CASE: &str = "for-case";
const FOR_PERSON: &str = "for-person";

/// What a form page starts from; nothing for a new record.
#[derive(Default)]
pub(super) struct Start {
    /// The record that is corrected.
    pub(super) corrects: Option<Record>,
    /// Its present answers.
    pub(super) answers: Option<Json>,
    /// The case in which the form is filled in.
    pub(super) in_case: Option<InCase>,
    /// The case for which somebody is recorded, when they are for one.
    pub(super) for_case: String,
    /// The person for whose family they are.
    pub(super) for_person: String,
    /// Its versions, oldest first.
    history: Vec<Version>,
}

impl Start {
    /// Whether a field of a page belongs to it and is no answer.
    pub(super) fn is_field(name: &str) -> bool {
        matches!(name, CASE | STEP | FOR_CASE | FOR_PERSON)
    }

    /// A new record: in a case, when the fields of the page say so.
    pub(super) fn new(posted: &Posted) -> Self {
        let step = Some(posted.get(STEP).to_owned()).filter(|step| !step.is_empty());
        let id = posted.get(CASE).to_owned();
        Self {
            in_case: (!id.is_empty()).then_some(InCase::new(id, step)),
            for_case: posted.get(FOR_CASE).to_owned(),
            for_person: posted.get(FOR_PERSON).to_owned(),
            ..Self::default()
        }
    }

    /// What the form's page carries so that what it sends says the same.
    pub(super) fn carried(&self) -> Vec<(&'static str, String)> {
        let case = self.in_case.as_ref().map(|in_case| &in_case.id);
        let step = self.in_case.as_ref().and_then(|in_case| in_case.step.as_ref());
        let whom = [(FOR_CASE, &self.for_case), (FOR_PERSON, &self.for_person)];
        let whom = whom.into_iter().filter(|(_, id)| !id.is_empty()).map(|(name, id)| (name, Some(id)));
        let all = [(CASE, case), (STEP, step)].into_iter().chain(whom);
        all.filter_map(|(name, value)| Some((name, value?.clone()))).collect()
    }
}

/// What a correction starts from, for those who may correct the record.
pub(super) async fn begun(state: &WebState, caller: &Caller, kind: &str, id: &str) -> Result<Start, Failure> {
    let record = state.collection.read(&caller.context, kind, id).await?;
    if !state.collection.may(&caller.context, &record, Action::CorrectRecord).await? {
        return Err(Failure::not_found());
    }
    let history = state.collection.history(&caller.context, kind, id).await?;
    let answers = history.iter().rev().find_map(|version| version.answers.clone());
    Ok(Start { corrects: Some(record), answers, history, ..Start::default() })
}

/// What a correction changes is looked at before it is saved.
pub(super) fn is_to_be_seen(start: &Start, posted: &Posted) -> bool {
    let is_current = |record: &Record| record.submission_id == posted.get("supersedes");
    start.corrects.as_ref().is_some_and(is_current) && posted.get("save") != CONFIRMED
}

/// A correction of what somebody else corrected meanwhile, as one of what the record says now, not yet looked at. Nothing when nobody
/// did, or when it is a retry of what was saved.
pub(super) fn anew(
    state: &WebState,
    caller: &Caller,
    kind: &str,
    lists: &ItemLists,
    start: &Start,
    posted: &Posted,
) -> Result<Option<Posted>, Failure> {
    let version = |id: &str| start.history.iter().find(|version| version.id == id);
    let Some(record) = &start.corrects else { return Ok(None) };
    let is_current = record.submission_id == posted.get("supersedes");
    if is_current || version(posted.get("submission")).is_some() {
        return Ok(None);
    }
    let seen = version(posted.get("supersedes")).and_then(|version| version.answers.as_ref());
    let (Some(seen), Some(now)) = (seen, &start.answers) else { return Ok(None) };
    let lang = caller.visit.lang;
    let in_use = state.collection.kind(&caller.context, kind)?;
    let of = in_use.definition();
    let mut session = state.collection.session(&caller.context, of, lists);
    let _told_in_the_review = session.load(seen);
    let _told_in_the_review = form_input::fill(&mut session, posted);
    let both = collection::corrected_anew(seen, &session.answers(), now);
    let _told_in_the_review = session.load(&both);
    let sections = form_view::sections(
        &session.view(lang),
        &Steps::of(of.form),
        Reading { lang, problems: &BTreeMap::new(), files: &LabelFiles::default() },
    );
    let mut fields: Vec<(String, String)> =
        posted.fields.iter().filter(|(name, _)| STAYS.contains(&name.as_str())).cloned().collect();
    fields.extend([("supersedes".to_owned(), record.submission_id.clone()), ("save".to_owned(), "yes".to_owned())]);
    for section in &sections {
        fields.extend(section.counts().map(|(path, count)| ("rows".to_owned(), format!("{path}={count}"))));
        fields.extend(section.fields().map(|field| (field.name.clone(), field.value.clone())));
    }
    Ok(Some(Posted { fields, files: Vec::new() }))
}

/// Who changed the record meanwhile.
pub(super) fn meanwhile(state: &WebState, start: &Start, lang: Lang) -> Option<Notice> {
    let last = start.history.last()?;
    let when = words::moment(&state.kit, last.received_at, lang);
    let message = Message::new("web-review-meanwhile").with("who", last.author.as_str()).with("when", when);
    Some(Notice::new(Tone::Warn, say(lang, &message)))
}

/// The answers of a record to questions that its form has no more, each with its path.
pub(super) fn unknown(loaded: Result<(), Vec<Violation>>, answers: &Json) -> Vec<(String, String)> {
    let lost = loaded.err().unwrap_or_default().into_iter().filter(|one| one.kind == ViolationKind::Unknown);
    let said = |answer: &Json| answer.as_str().map_or_else(|| answer.to_string(), str::to_owned);
    lost.filter_map(|one| Some((one.path.clone(), said(changes::at(answers, &one.path)?)))).collect()
}

/// What is looked at.
pub(super) struct Review<'a> {
    pub(super) answers: &'a Json,
    /// Answers that the form has no place for any more.
    pub(super) left_out: Vec<(String, String)>,
    pub(super) notices: Vec<Notice>,
}

/// What a correction changes, to be looked at before it is saved, and why.
pub(super) fn review(
    state: &WebState,
    caller: &Caller,
    kind: &str,
    start: &Start,
    review: Review<'_>,
    posted: &Posted,
) -> Answer {
    let lang = caller.visit.lang;
    let record = start.corrects.as_ref().ok_or_else(Failure::not_found)?;
    let in_use = state.collection.kind(&caller.context, kind)?;
    let of = in_use.definition();
    let before = start.answers.clone().unwrap_or_default();
    let paths = collection::changed_paths(&before, review.answers);
    let title = phrase(lang, "web-review-title");
    let address = record_table::address(record);
    let carried = |(name, _): &&(String, String)| !["csrf", "save", "reason"].contains(&name.as_str());
    let mut notices = review.notices;
    if !review.left_out.is_empty() {
        notices.push(left_out(review.left_out, lang));
    }
    page(&ReviewPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-form-correct-lead"))
            .under([Link::new(&address, record_table::name(state, record, lang))]),
        notices,
        action: format!("{address}/correct"),
        hidden: posted.fields.iter().filter(carried).cloned().collect(),
        changes: changes::in_words(state, of, &paths, &before, review.answers, lang),
        reason: Field::new("reason", phrase(lang, "web-form-reason"), Control::Area)
            .hint(phrase(lang, "web-form-reason-hint"))
            .value(posted.get("reason"))
            .optional(),
        back: address,
    })
}

fn left_out(mut answers: Vec<(String, String)>, lang: Lang) -> Notice {
    answers.sort();
    answers.dedup();
    let lines = answers.into_iter().map(|(path, value)| super::drafts::named(&path, value, lang));
    Notice { lines: lines.collect(), ..Notice::new(Tone::Warn, phrase(lang, "web-review-left-out")) }
}
