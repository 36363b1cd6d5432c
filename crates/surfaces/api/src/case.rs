//! `GET /api/v1/cases/{id}` and the records in it: how a case stands, what is next and why not, what is due, what happened. Owns the shape on
//! the wire; what a reader sees of a case is `casework`'s.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::{Failure, told};
use crate::records::object_of;
use axum::Json;
use axum::extract::{Path, State};
use casework::{CaseView, ClockView, ConferenceView, MemberView, MoveView, RecordOfCase, TaskView, TimelineEntry};
use language::{Lang, Message, say};
use serde::Serialize;

/// A case. Words are in the caller's language; ids and days are not.
#[derive(Serialize)]
pub(crate) struct Shown {
    id: String,
    code: String,
    pack: String,
    kind: String,
    /// How what opened it is called; left out for whoever does not read that.
    #[serde(skip_serializing_if = "String::is_empty")]
    called: String,
    state: String,
    since: String,
    closed: bool,
    /// What it is at: whoever changes something sends it back.
    seen: i64,
    may: May,
    moves: Vec<Move>,
    /// Moves that were asked for and wait for an approval.
    asked: Vec<Move>,
    deadlines: Vec<Deadline>,
    tasks: Vec<Task>,
    conferences: Vec<Conference>,
    members: Vec<Member>,
    /// Further forms that can be sent in it.
    forms: Vec<Form>,
    timeline: Vec<Entry>,
}

/// What the caller may do in it.
#[derive(Serialize)]
pub(crate) struct May {
    work: bool,
    lead: bool,
    refer: bool,
    invite: bool,
}

#[derive(Serialize)]
pub(crate) struct Move {
    id: String,
    title: String,
    /// The form by which it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    /// Why the caller cannot make it now.
    #[serde(skip_serializing_if = "Option::is_none")]
    why_not: Option<String>,
    /// Whether somebody else must approve it when the caller makes it.
    needs_approval: bool,
}

#[derive(Serialize)]
pub(crate) struct Deadline {
    title: String,
    phase: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// The rule that it follows.
    origin: String,
}

#[derive(Serialize)]
pub(crate) struct Task {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    /// The move by which it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_on: Option<String>,
    overdue: bool,
}

#[derive(Serialize)]
pub(crate) struct Conference {
    id: String,
    title: String,
    due: bool,
    outcomes: Vec<Named>,
    /// The kinds of agency that must be asked and take no part yet.
    missing: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<Decided>,
}

#[derive(Serialize)]
pub(crate) struct Named {
    id: String,
    title: String,
}

#[derive(Serialize)]
pub(crate) struct Decided {
    outcome: String,
    on: String,
}

#[derive(Serialize)]
pub(crate) struct Member {
    agency: String,
    name: String,
    kind: String,
    owner: String,
    open: bool,
}

#[derive(Serialize)]
pub(crate) struct Form {
    form: String,
    title: String,
}

#[derive(Serialize)]
pub(crate) struct Entry {
    on: String,
    author: String,
    agency: String,
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
}

/// A record of a case.
#[derive(Serialize)]
pub(crate) struct RecordShown {
    id: String,
    kind: String,
    submission: String,
    answers: serde_json::Value,
}

/// `GET /api/v1/cases/{id}`
pub(crate) async fn read(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path(id): Path<String>,
) -> Result<Json<Shown>, Failure> {
    let case = state.casework.case(&context, &id).await.map_err(told(&context))?;
    Ok(Json(shown(case, context.lang)))
}

/// `GET /api/v1/cases/{id}/records/{record}`
pub(crate) async fn record(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Path((id, record)): Path<(String, String)>,
) -> Result<Json<RecordShown>, Failure> {
    let RecordOfCase { record, .. } = state.casework.record(&context, &id, &record).await.map_err(told(&context))?;
    Ok(Json(record_shown(record)))
}

pub(crate) fn record_shown(record: store::Record) -> RecordShown {
    let answers = object_of(&record);
    RecordShown { id: record.id, kind: record.kind, submission: record.submission_id, answers }
}

fn shown(case: CaseView, lang: Lang) -> Shown {
    let form = |(form, title): (String, language::Text)| Form { form, title: title.get(lang).to_owned() };
    Shown {
        kind: case.kind.get(lang).to_owned(),
        called: case.called.get(lang).to_owned(),
        state: case.state.get(lang).to_owned(),
        since: case.since.to_string(),
        closed: case.is_closed,
        seen: case.seen,
        may: May { work: case.may_work, lead: case.may_lead, refer: case.may_refer, invite: case.may_invite },
        moves: case.moves.into_iter().map(|one| step(one, lang)).collect(),
        asked: case.asked.into_iter().map(|one| step(one, lang)).collect(),
        deadlines: case.clocks.iter().map(|one| deadline(one, lang)).collect(),
        tasks: case.tasks.into_iter().map(|one| task(one, lang)).collect(),
        conferences: case.conferences.into_iter().map(|one| conference(one, lang)).collect(),
        members: case.members.into_iter().map(member).collect(),
        forms: case.forms.into_iter().map(form).collect(),
        timeline: case.timeline.into_iter().map(|one| entry(one, lang)).collect(),
        id: case.id,
        code: case.code,
        pack: case.pack,
    }
}

fn said(message: Option<&Message>, lang: Lang) -> Option<String> {
    message.map(|message| say(lang, message))
}

fn step(one: MoveView, lang: Lang) -> Move {
    Move {
        title: one.title.get(lang).to_owned(),
        why_not: said(one.hindrance.as_ref(), lang),
        needs_approval: one.is_asked_for,
        id: one.id,
        form: one.form,
    }
}

fn deadline(one: &ClockView, lang: Lang) -> Deadline {
    Deadline {
        title: one.title.get(lang).to_owned(),
        phase: one.phase.id(),
        due_on: one.due_on.map(|day| day.to_string()),
        says: said(one.says.as_ref(), lang),
        why: said(one.why.as_ref(), lang),
        origin: say(lang, &one.origin),
    }
}

fn task(one: TaskView, lang: Lang) -> Task {
    Task {
        title: one.title.get(lang).to_owned(),
        due_on: one.due_on.map(|day| day.to_string()),
        overdue: one.is_overdue,
        form: one.form,
        step: one.step,
    }
}

fn conference(one: ConferenceView, lang: Lang) -> Conference {
    let named = |(id, title): (String, language::Text)| Named { id, title: title.get(lang).to_owned() };
    Conference {
        title: one.title.get(lang).to_owned(),
        due: one.is_due,
        outcomes: one.outcomes.into_iter().map(named).collect(),
        missing: one.missing,
        decided: one.decided.map(|(outcome, on)| Decided { outcome: outcome.get(lang).to_owned(), on: on.to_string() }),
        id: one.id,
    }
}

fn member(one: MemberView) -> Member {
    Member { agency: one.agency_id, name: one.agency, kind: one.as_kind, owner: one.owner, open: one.is_open }
}

fn entry(one: TimelineEntry, lang: Lang) -> Entry {
    Entry {
        on: one.on.to_string(),
        author: one.author,
        agency: one.agency,
        what: say(lang, &one.what),
        record: one.record,
        case: one.case,
    }
}
