//! Forms that somebody began and has not sent: kept at every step, listed for their owner, gone on with, discarded. Owns which of the
//! posted fields are kept; whose drafts they are and how long they stay is `collection`'s.

use super::corrections::{self, Start};
use super::{Answer, answers, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Fact, Heading, Notice, Tone};
use crate::posted::Posted;
use crate::views::{ConfirmPage, UnfinishedLine};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use collection::{Correction, DRAFT_DAYS, DraftLine, MOST_DRAFTS, Unfinished};
use language::{Lang, Message, phrase, say};
use service_kit::ServiceError;

/// What belongs to the request and not to what was filled in.
const NOT_KEPT: [&str; 6] = ["csrf", "submission", "supersedes", "save", "later", "refresh"];

/// What became of keeping.
pub(super) enum Kept {
    /// Until then.
    Until(String),
    /// Not, and why.
    Not(String),
}

/// Keeps a form as far as it is filled in. That it cannot be kept stops nobody from filling it in: it is told.
pub(super) async fn keep(
    state: &WebState,
    caller: &Caller,
    kind: &str,
    start: &Start,
    posted: &Posted,
) -> Result<Kept, Failure> {
    let lang = caller.visit.lang;
    let is_kept = |(name, _): &&(String, String)| !NOT_KEPT.contains(&name.as_str());
    let unfinished = Unfinished {
        id: posted.get("submission").to_owned(),
        kind: kind.to_owned(),
        corrects: start
            .corrects
            .as_ref()
            .map(|record| Correction { record_id: record.id.clone(), supersedes: posted.get("supersedes").to_owned() }),
        fields: posted.fields.iter().filter(is_kept).cloned().collect(),
    };
    match state.collection.keep_draft(&caller.context, unfinished).await {
        Ok(until) => Ok(Kept::Until(words::long_day(state.kit.local(until).date(), lang))),
        Err(ServiceError::TooMuch(message) | ServiceError::Conflict(message)) => Ok(Kept::Not(say(lang, &message))),
        Err(error) => Err(error.into()),
    }
}

/// `GET /drafts/{id}`: the form where it was left.
pub(crate) async fn resume(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let resumed = state.collection.resume_draft(&caller.context, &id).await?;
    let Unfinished { id, kind, corrects, mut fields } = resumed.unfinished;
    let start = match &corrects {
        Some(correction) => corrections::begun(&state, &caller, &kind, &correction.record_id).await?,
        None => Start::new(&Posted { fields: fields.clone(), files: Vec::new() }),
    };
    fields.push(("submission".to_owned(), id));
    fields.extend(corrects.map(|correction| ("supersedes".to_owned(), correction.supersedes)));
    let posted = Posted { fields, files: Vec::new() };
    answers::go_on(&state, &caller, &kind, start, &posted, resumed.is_of_another_version).await
}

/// That a form changed since it was begun, with what does not fit it any more.
pub(super) fn taken_over(left_out: Vec<(String, String)>, lang: Lang) -> Notice {
    let key = if left_out.is_empty() { "web-draft-other-version" } else { "web-draft-left-out" };
    let line = |(path, value): (String, String)| named(&path, value, lang);
    Notice { lines: left_out.into_iter().map(line).collect(), ..Notice::new(Tone::Warn, phrase(lang, key)) }
}

/// An answer with the name of its question, which has no label any more.
pub(super) fn named(path: &str, value: String, lang: Lang) -> String {
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    say(lang, &Message::new("web-form-problem").with("label", name).with("problem", value))
}

/// `GET /drafts/{id}/discard`
pub(crate) async fn discard_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let drafts = state.collection.drafts(&caller.context).await?;
    let draft = drafts.into_iter().find(|draft| draft.id == id).ok_or_else(Failure::not_found)?;
    let shown = line(&state, &caller, &draft)?;
    let title = phrase(lang, "web-draft-discard-title");
    page(&ConfirmPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-draft-discard-lead")),
        problems: Vec::new(),
        facts: vec![Fact::new(shown.title, shown.text)],
        action: format!("/drafts/{}/discard", words::segment(&id)),
        hidden: Vec::new(),
        asked: Vec::new(),
        button: phrase(lang, "web-draft-discard"),
        dangerous: true,
        back: "/".to_owned(),
    })
}

/// `POST /drafts/{id}/discard`
pub(crate) async fn discard(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    state.collection.discard_draft(&caller.context, &id).await?;
    see("/?said=draft-discarded")
}

/// What the caller began and has not sent: of one kind, or of all.
pub(super) async fn lines(
    state: &WebState,
    caller: &Caller,
    kind: Option<&str>,
) -> Result<Vec<UnfinishedLine>, ServiceError> {
    let drafts = state.collection.drafts(&caller.context).await?;
    let asked = drafts.iter().filter(|draft| kind.is_none_or(|kind| kind == draft.kind));
    asked.map(|draft| line(state, caller, draft)).collect()
}

/// What the caller began for a case and has not sent.
pub(super) async fn of_case(state: &WebState, caller: &Caller, id: &str) -> Result<Vec<UnfinishedLine>, ServiceError> {
    let drafts = state.collection.drafts_saying(&caller.context, ("case", id)).await?;
    drafts.iter().map(|draft| line(state, caller, draft)).collect()
}

/// How long and how many are kept, in words.
pub(super) fn limits(lang: Lang) -> String {
    say(lang, &Message::new("web-drafts-lead").with("days", DRAFT_DAYS).with("max", MOST_DRAFTS))
}

/// A list says which form and when, never what was typed: somebody may look over a shoulder.
fn line(state: &WebState, caller: &Caller, draft: &DraftLine) -> Result<UnfinishedLine, ServiceError> {
    let lang = caller.visit.lang;
    let in_use = state.collection.kind(&caller.context, &draft.kind)?;
    let kind = in_use.definition().kind.title.get(lang).to_owned();
    let title = match draft.record_id {
        Some(_) => say(lang, &Message::new("web-draft-correction").with("kind", kind)),
        None => kind,
    };
    let when = words::moment(&state.kit, draft.updated_at, lang);
    let until = words::long_day(state.kit.local(draft.until).date(), lang);
    let text = match draft.is_open {
        true => say(lang, &Message::new("web-draft-when").with("when", when).with("until", until)),
        false => phrase(lang, "web-draft-closed"),
    };
    let address = format!("/drafts/{}", words::segment(&draft.id));
    Ok(UnfinishedLine {
        title,
        text,
        resume: if draft.is_open { address.clone() } else { String::new() },
        discard: format!("{address}/discard"),
    })
}
