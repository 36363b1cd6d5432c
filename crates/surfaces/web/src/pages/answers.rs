//! Answering a form: a new record or a correction, live while it is answered, saved once however often it is sent, and the page that
//! says so. What a correction starts from and changes is `corrections`'.

use super::corrections::{self, Review, Start};
use super::drafts::{self, Kept};
use super::form_input::{self, Told};
use super::form_steps::{self, Steps};
use super::form_view::Reading;
use super::label_files::LabelFiles;
use super::{Answer, alike, case, form_view, page, record_table, see};
use crate::WebState;
use crate::failure::Failure;
use crate::headers;
use crate::parts::{Heading, Link, Notice, Problem, Tone};
use crate::posted::{Draft, Posted};
use crate::views::{AnswersPart, FormPage, KeptLine, SavedPage, Section};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use collection::{Belonging, Correction, ItemLists, NewSubmission};
use language::{Lang, Message, phrase, say};
use serde::Deserialize;
use serde_json::Value as Json;
use service_kit::{FieldProblem, ServiceError};
use std::collections::BTreeMap;

/// What a round of answering found.
struct Round {
    sections: Vec<Section>,
    problems: Vec<Problem>,
    answers: Json,
    phase: Phase,
    /// Answers that were given and that the form has no place for.
    left_out: Vec<(String, String)>,
}

/// `GET …/new`
pub(crate) async fn new(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    Query(given): Query<Vec<(String, String)>>,
) -> Answer {
    let kind = format!("{pack}/{form}");
    if !state.collection.kind(&caller.context, &kind)?.is_filled_in_by(&caller.context.actor) {
        return Err(ServiceError::Refused.into());
    }
    // A link may bring answers along, such as the project that a note is written for.
    let (about, given): (Vec<_>, Vec<_>) = given.into_iter().partition(|(name, _)| Start::is_field(name));
    let start = Start::new(&Posted { fields: about, files: Vec::new() });
    let mut fields: Vec<_> = given.into_iter().map(|(name, value)| (format!("/{name}"), value)).collect();
    if let Some(in_case) = &start.in_case {
        fields.extend(state.casework.known_answers(&caller.context, &in_case.id, &kind).await?);
    } else if state.collection.belonging(&kind) == Belonging::Within {
        return Err(Failure::said(StatusCode::CONFLICT, Message::new("casework-needs-case")));
    }
    begin(&state, &caller, &kind, start, &Posted { fields, files: Vec::new() }).await
}

/// `GET …/{id}/correct`
pub(crate) async fn correct(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form, id)): Path<(String, String, String)>,
) -> Answer {
    let kind = format!("{pack}/{form}");
    let start = corrections::begun(&state, &caller, &kind, &id).await?;
    begin(&state, &caller, &kind, start, &Posted::default()).await
}

async fn begin(state: &WebState, caller: &Caller, kind: &str, start: Start, given: &Posted) -> Answer {
    let lists = state.collection.all_itemsets(&caller.context, kind).await?;
    let round = round(state, caller, kind, &lists, &start, given, Phase::Answering)?;
    shown(&view(state, caller, kind, &start, round, &Posted::default())?)
}

/// A form's page: the only one that may ask the device where it is and for its camera.
fn shown(view: &FormPage) -> Answer {
    let mut response = page(view)?;
    headers::may_use_the_device(&mut response);
    Ok(response)
}

/// Shows a form that was filled in before as it was left.
pub(super) async fn go_on(
    state: &WebState,
    caller: &Caller,
    kind: &str,
    start: Start,
    posted: &Posted,
    is_of_another_version: bool,
) -> Answer {
    let lists = state.collection.all_itemsets(&caller.context, kind).await?;
    let mut round = round(state, caller, kind, &lists, &start, posted, Phase::Resuming)?;
    let left_out = std::mem::take(&mut round.left_out);
    let mut view = view(state, caller, kind, &start, round, posted)?;
    if is_of_another_version {
        view.frame.notice = Some(drafts::taken_over(left_out, caller.visit.lang));
    }
    shown(&view)
}

/// `POST …/new`
pub(crate) async fn submit_new(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    draft: Draft,
) -> Answer {
    let kind = format!("{pack}/{form}");
    // Asked before anything that came along is kept.
    if !state.collection.kind(&caller.context, &kind)?.is_filled_in_by(&caller.context.actor) {
        return Err(ServiceError::Refused.into());
    }
    let start = Start::new(&draft.posted);
    submit(&state, &caller, &kind, start, draft).await
}

/// `POST …/{id}/correct`
pub(crate) async fn submit_correction(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form, id)): Path<(String, String, String)>,
    draft: Draft,
) -> Answer {
    let kind = format!("{pack}/{form}");
    let start = corrections::begun(&state, &caller, &kind, &id).await?;
    submit(&state, &caller, &kind, start, draft).await
}

/// How far a round of answering is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Not handed in yet: what is missing is no problem.
    Answering,
    /// The same, in a form that was begun earlier, perhaps in another version of it.
    Resuming,
    /// Handed in: everything is checked.
    HandedIn,
}

async fn submit(state: &WebState, caller: &Caller, kind: &str, start: Start, draft: Draft) -> Answer {
    let lang = caller.visit.lang;
    let Draft { mut posted, is_genuine } = draft;
    let hands_in = posted.has("save") && is_genuine;
    let refused = if is_genuine { keep_files(state, caller, kind, &mut posted).await? } else { Vec::new() };
    let lists = state.collection.all_itemsets(&caller.context, kind).await?;
    let anew = if hands_in { corrections::anew(state, caller, kind, &lists, &start, &posted)? } else { None };
    let mut notices: Vec<Notice> = anew.iter().filter_map(|_| corrections::meanwhile(state, &start, lang)).collect();
    let posted = anew.unwrap_or(posted);
    let phase = if hands_in { Phase::HandedIn } else { Phase::Answering };
    let mut round = round(state, caller, kind, &lists, &start, &posted, phase)?;
    tell_refused(&mut round, refused);
    // Answers that the form has no place for any more are left out of what is new only when that was told.
    let is_told = start.corrects.is_some() || round.left_out.is_empty();
    let is_sound = hands_in && is_told && round.problems.is_empty();
    let is_to_be_seen = corrections::is_to_be_seen(&start, &posted);
    if is_sound && !is_to_be_seen {
        if let Some(page) = alike::page_for(state, caller, kind, &start, &round.answers, &posted).await? {
            return Ok(page);
        }
        return hand_in(state, caller, kind, start, round, &posted).await;
    }
    let kept = if is_genuine { Some(drafts::keep(state, caller, kind, &start, &posted).await?) } else { None };
    if is_sound {
        let review = Review { answers: &round.answers, left_out: round.left_out, notices };
        return corrections::review(state, caller, kind, &start, review, &posted);
    }
    if !is_told {
        notices.push(drafts::taken_over(std::mem::take(&mut round.left_out), lang));
    }
    if posted.has("later") && matches!(kept, Some(Kept::Until(_))) {
        return see("/?said=draft-kept");
    }
    let has_problems = !round.problems.is_empty();
    let mut view = view(state, caller, kind, &start, round, &posted)?;
    view.frame.notice = notices.pop();
    match kept {
        Some(Kept::Until(day)) => {
            let text = say(lang, &Message::new("web-form-kept-until").with("until", day));
            view.kept = KeptLine { text, is_kept: true, may_wait: true };
        }
        Some(Kept::Not(why)) => {
            if posted.has("later") {
                view.frame.notice = Some(Notice::new(Tone::Warn, why.clone()));
            }
            view.kept.text = why;
        }
        None => {}
    }
    if !is_genuine {
        view.frame.notice = Some(Notice::new(Tone::Warn, phrase(lang, "web-form-again")));
    }
    if caller.visit.partial {
        return page(&AnswersPart::from(view));
    }
    let mut response = shown(&view)?;
    if hands_in && has_problems {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Keeps the files that came along; their names become the answers. Gives those that are refused, with the question and the reason.
async fn keep_files(
    state: &WebState,
    caller: &Caller,
    kind: &str,
    posted: &mut Posted,
) -> Result<Vec<(String, String)>, Failure> {
    let in_use = state.collection.kind(&caller.context, kind)?;
    let form = in_use.definition().form;
    let mut refused = Vec::new();
    for file in std::mem::take(&mut posted.files) {
        let Some(path) = file.field.strip_prefix("file:") else { continue };
        let Some(asked) = form.item_of_answer(path).and_then(forms::Item::asked_file) else { continue };
        match state.collection.keep_file(&caller.context, asked, file.bytes).await {
            Ok(name) => {
                posted.fields.retain(|(field, _)| field != path);
                posted.fields.push((path.to_owned(), name));
            }
            Err(error @ (ServiceError::Invalid(_) | ServiceError::TooMuch(_))) => {
                let why: Vec<String> = error.messages().iter().map(|message| say(caller.visit.lang, message)).collect();
                refused.push((path.to_owned(), why.join(" ")));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(refused)
}

/// Tells at their questions which files were refused.
fn tell_refused(round: &mut Round, refused: Vec<(String, String)>) {
    for (path, why) in refused {
        let fields = round.sections.iter_mut().flat_map(Section::fields_mut);
        if let Some(field) = fields.into_iter().find(|field| field.name == path) {
            field.problem.clone_from(&why);
            round.problems.push(Problem { id: field.id.clone(), text: format!("{}: {why}", field.label) });
        }
    }
}

async fn hand_in(state: &WebState, caller: &Caller, kind: &str, start: Start, round: Round, posted: &Posted) -> Answer {
    let new = NewSubmission {
        id: posted.get("submission").to_owned(),
        kind: kind.to_owned(),
        answers: round.answers.clone(),
        corrects: start
            .corrects
            .as_ref()
            .map(|record| Correction { record_id: record.id.clone(), supersedes: posted.get("supersedes").to_owned() }),
        reason: Some(posted.get("reason").to_owned()).filter(|reason| !reason.trim().is_empty()),
        source: "web",
    };
    match state.collection.submit_within(&caller.context, new, start.in_case.clone()).await {
        Ok(receipt) => {
            if let Some(whom) =
                alike::after(state, kind, &start, &receipt.record_id).filter(|_| start.corrects.is_none())
            {
                return see(&whom);
            }
            if let Some(case) = case_after(state, caller, &start, &receipt.record_id).await? {
                return see(&case);
            }
            let how = match (receipt.already_present, start.corrects.is_some()) {
                (true, _) => "already",
                (false, true) => "corrected",
                (false, false) => "text",
            };
            see(&format!("/records/{kind}/{}/saved?how={how}", words::segment(&receipt.record_id)))
        }
        Err(ServiceError::Invalid(found)) => {
            let problems = said(&found, caller.visit.lang);
            let mut view = view(state, caller, kind, &start, Round { problems, ..round }, posted)?;
            view.frame.notice = None;
            let mut response = shown(&view)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// Where a case goes on after a form of it was sent, or that it opened; nothing for what belongs to none, and for whoever may not see it.
async fn case_after(
    state: &WebState,
    caller: &Caller,
    start: &Start,
    record_id: &str,
) -> Result<Option<String>, ServiceError> {
    let is_new = start.corrects.is_none();
    if is_new && state.casework.has_case(&caller.context, record_id).await? {
        return Ok(Some(format!("{}?said=case-opened", case::address(record_id))));
    }
    Ok(start.in_case.as_ref().map(|in_case| format!("{}?said=case-sent", case::address(&in_case.id))))
}

fn said(found: &[FieldProblem], lang: Lang) -> Vec<Problem> {
    found.iter().map(|one| Problem { id: String::new(), text: say(lang, &one.message) }).collect()
}

/// One round: the posted answers on top of what the page started from, the pressed button, what is shown now and what is wrong.
fn round(
    state: &WebState,
    caller: &Caller,
    kind: &str,
    lists: &ItemLists,
    start: &Start,
    posted: &Posted,
    phase: Phase,
) -> Result<Round, Failure> {
    let lang = caller.visit.lang;
    let in_use = state.collection.kind(&caller.context, kind)?;
    let mut session = state.collection.session(&caller.context, in_use.definition(), lists);
    let mut left_out = Vec::new();
    if let Some(answers) = &start.answers {
        // An older version of the form may know questions that this one does not.
        left_out.extend(corrections::unknown(session.load(answers), answers));
    }
    left_out.extend(form_input::fill(&mut session, posted));
    form_input::press(&mut session, posted, lang);
    if phase == Phase::Resuming {
        left_out.extend(form_input::unoffered(&session));
    }
    if phase == Phase::HandedIn {
        // What is there and may not be changed now is no loss: the form has its own answer.
        left_out.retain(|(path, _)| session.form().item_of_answer(path).is_none());
        session.finish();
    }
    let steps = Steps::of(in_use.definition().form);
    let left = form_steps::left(posted);
    let told = match phase {
        Phase::HandedIn => Told::Everything,
        Phase::Answering | Phase::Resuming => Told::Answering { steps: &steps, left: &left },
    };
    let is_fresh = posted.fields.is_empty();
    let mut problems = if is_fresh { BTreeMap::new() } else { form_input::problems(&session, told, lang) };
    let files = LabelFiles::of_kind(in_use.definition());
    let reading = Reading { lang, problems: &problems, files: &files };
    let sections = form_view::sections(&session.view(lang), &steps, reading);
    // What is wrong in front of the person's eyes stands beside its field and nowhere else.
    problems.retain(|path, _| phase == Phase::HandedIn || left.contains(&steps.of_answer(path).as_str()));
    let problems = form_view::problem_list(&session, &sections, &problems, lang);
    Ok(Round { sections, problems, answers: session.answers(), phase, left_out })
}

fn view(
    state: &WebState,
    caller: &Caller,
    kind: &str,
    start: &Start,
    round: Round,
    posted: &Posted,
) -> Result<FormPage, Failure> {
    let lang = caller.visit.lang;
    let in_use = state.collection.kind(&caller.context, kind)?;
    let of = in_use.definition();
    let kept = |name: &str, otherwise: String| if posted.has(name) { posted.get(name).to_owned() } else { otherwise };
    let list = Link::new(format!("/records/{kind}"), of.kind.plural.get(lang));
    let (heading, address, back) = match &start.corrects {
        Some(record) => {
            let name = record_table::name(state, record, lang);
            let title = say(lang, &Message::new("web-form-correct-title").with("name", name));
            let address = record_table::address(record);
            (
                Heading::new(title).lead(phrase(lang, "web-form-correct-lead")).under([list]),
                format!("{address}/correct"),
                address,
            )
        }
        None => {
            let title = super::records::say_new(of.kind, lang);
            let around = around(state, kind, start, lang).unwrap_or(list);
            let back = around.href.clone();
            (Heading::new(title).under([around]), format!("/records/{kind}/new"), back)
        }
    };
    let mut sections = round.sections;
    let steps = Steps::of(of.form);
    steps.show(&mut sections, posted);
    let left = match round.phase {
        Phase::Answering | Phase::Resuming => form_steps::left(posted),
        // What was handed in and came back tells what is missing until it is there.
        Phase::HandedIn => sections.iter().map(|section| section.id.as_str()).collect(),
    };
    let left = left.join(" ");
    let carried = steps.leave_part(&mut sections, posted);
    let mut problems = round.problems;
    form_view::lead_to_what_is_here(&mut problems, &sections);
    Ok(FormPage {
        frame: caller.visit.frame(state, heading.title.clone()),
        heading,
        action: address,
        has_files: form_input::has_files(of.form),
        submission: kept("submission", state.kit.new_id()),
        supersedes: kept(
            "supersedes",
            start.corrects.as_ref().map(|record| record.submission_id.clone()).unwrap_or_default(),
        ),
        about: start.carried(),
        gone: if start.corrects.is_some() { form_input::gone(posted) } else { Vec::new() },
        came_back: round.phase == Phase::HandedIn && !problems.is_empty(),
        problems,
        sections,
        carried,
        left,
        kept: KeptLine { text: phrase(lang, "web-form-kept"), is_kept: false, may_wait: true },
        back,
    })
}

/// Where one comes from who fills in a form of a case: the case, or all of them when it opens one.
fn around(state: &WebState, kind: &str, start: &Start, lang: Lang) -> Option<Link> {
    match (&start.in_case, state.collection.belonging(kind)) {
        (Some(in_case), _) => Some(Link::new(case::address(&in_case.id), phrase(lang, "web-case-back"))),
        (None, Belonging::Opening) => Some(Link::new("/cases", phrase(lang, "web-cases-title"))),
        _ => None,
    }
}

/// How a record came to be saved.
#[derive(Default, Deserialize)]
pub(crate) struct How {
    #[serde(default)]
    how: String,
}

/// `GET …/{id}/saved`
pub(crate) async fn saved(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form, id)): Path<(String, String, String)>,
    Query(how): Query<How>,
) -> Answer {
    let lang = caller.visit.lang;
    let kind = format!("{pack}/{form}");
    let in_use = state.collection.kind(&caller.context, &kind)?;
    let of = in_use.definition();
    let record = state.collection.read(&caller.context, &kind, &id).await?;
    let text = match how.how.as_str() {
        "already" => "web-saved-already",
        "corrected" => "web-saved-corrected",
        _ => "web-saved-text",
    };
    page(&SavedPage {
        frame: caller.visit.frame(&state, phrase(lang, "web-saved-title")),
        title: phrase(lang, "web-saved-title"),
        text: phrase(lang, text),
        facts: record_table::facts(&state, of, &record, lang).into_iter().take(6).collect(),
        next: vec![
            Link::new(format!("/records/{kind}/new"), phrase(lang, "web-saved-another")),
            Link::new(record_table::address(&record), phrase(lang, "web-saved-see")),
            Link::new(format!("/records/{kind}"), phrase(lang, "web-saved-list")),
        ],
    })
}
