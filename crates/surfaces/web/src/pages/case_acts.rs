//! Deciding in a case: a page that says what will happen and asks what it takes, and its answer. Owns the questions; each decision says
//! which state of the case it was made on, and `casework` refuses it when that is no longer so.

use super::case::{address, titled};
use super::{Answer, page, people, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Fact, Field, Heading, Link, Problem};
use crate::posted::Posted;
use crate::views::ConfirmPage;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use casework::{CaseView, Decision, Invited, KEEPER, MoveView, Voice};
use language::{Lang, Message, Text, phrase, say};
use serde::Deserialize;
use service_kit::ServiceError;

/// The case and what of it is decided.
pub(super) type Of = (String, String);

/// What an agency said is asked for under this and its id.
const SAID: &str = "said:";

/// One decision, before its page is shown.
pub(super) struct Asking {
    pub(super) title: String,
    pub(super) lead: String,
    /// The part of the address after the case.
    pub(super) act: String,
    pub(super) asked: Vec<Field>,
    pub(super) button: String,
    pub(super) dangerous: bool,
}

pub(super) fn confirm(
    state: &WebState,
    caller: &Caller,
    case: &CaseView,
    asking: Asking,
    problems: Vec<Problem>,
) -> Answer {
    let lang = caller.visit.lang;
    let at = address(&case.id);
    let Asking { title, lead, act, mut asked, button, dangerous } = asking;
    for field in &mut asked {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    let is_wrong = !problems.is_empty();
    let mut response = page(&ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(lead)
            .under([Link::new("/cases", phrase(lang, "web-cases-title")), Link::new(&at, case.code.as_str())]),
        problems,
        facts: vec![
            Fact::new(phrase(lang, "web-case-code"), titled(case, lang)),
            Fact::new(phrase(lang, "web-case-state"), case.state.get(lang)),
        ],
        action: format!("{at}/{act}"),
        hidden: vec![("seen", case.seen.to_string())],
        asked,
        button,
        dangerous,
        back: at,
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) fn seen(posted: &Posted) -> Result<i64, Failure> {
    posted.get("seen").parse().map_err(|_| Failure::not_found())
}

pub(super) fn done(id: &str) -> Answer {
    see(&format!("{}?said=case-done", address(id)))
}

/// `GET /cases/{id}/move/{step}`: making a move, asking for it, or approving it.
pub(crate) async fn move_page(State(state): State<WebState>, caller: Caller, Path((id, step)): Path<Of>) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, &id).await?;
    let one = case.moves.iter().chain(&case.asked).find(|one| one.id == step && one.hindrance.is_none());
    let one = one.ok_or_else(Failure::not_found)?;
    let lead = if one.is_asked_for { "web-case-will-be-asked" } else { "web-case-move-lead" };
    let asking = step_asked(one, lead, format!("move/{}", words::segment(&step)), one.title.get(lang).to_owned(), lang);
    confirm(&state, &caller, &case, asking, Vec::new())
}

fn step_asked(one: &MoveView, lead: &str, act: String, button: String, lang: Lang) -> Asking {
    Asking {
        title: one.title.get(lang).to_owned(),
        lead: phrase(lang, lead),
        act,
        asked: Vec::new(),
        button,
        dangerous: false,
    }
}

/// `POST /cases/{id}/move/{step}`
pub(crate) async fn make_move(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, step)): Path<Of>,
    posted: Posted,
) -> Answer {
    state.casework.make_move(&caller.context, &id, seen(&posted)?, &step).await?;
    done(&id)
}

/// `GET /cases/{id}/decline/{step}`
pub(crate) async fn decline_page(State(state): State<WebState>, caller: Caller, Path((id, step)): Path<Of>) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, &id).await?;
    let one = case.asked.iter().find(|one| one.id == step && !one.is_asked_for).ok_or_else(Failure::not_found)?;
    let act = format!("decline/{}", words::segment(&step));
    let asking = step_asked(one, "web-case-decline-lead", act, phrase(lang, "web-case-decline"), lang);
    confirm(&state, &caller, &case, Asking { dangerous: true, ..asking }, Vec::new())
}

/// `POST /cases/{id}/decline/{step}`
pub(crate) async fn decline(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, step)): Path<Of>,
    posted: Posted,
) -> Answer {
    state.casework.decline(&caller.context, &id, seen(&posted)?, &step).await?;
    done(&id)
}

/// Where a decision leads back to, when it was noted in a meeting.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Back {
    to: String,
}

impl Back {
    /// The page of the meeting; nothing for whatever is none.
    fn meeting(&self) -> Option<&str> {
        Some(words::local_address(&self.to)).filter(|to| to.starts_with("/cases/meeting/"))
    }
}

/// `GET /cases/{id}/conference/{conference}`
pub(crate) async fn conference_page(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, of)): Path<Of>,
    Query(back): Query<Back>,
) -> Answer {
    conference_view(&state, &caller, (&id, &of, &back), &Posted::default(), Vec::new()).await
}

async fn conference_view(
    state: &WebState,
    caller: &Caller,
    (id, of, back): (&str, &str, &Back),
    posted: &Posted,
    problems: Vec<Problem>,
) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, id).await?;
    let one = case.conferences.iter().find(|one| one.id == of && one.is_due && case.may_lead);
    let one = one.ok_or_else(Failure::not_found)?;
    let question = |name: String, label: String| {
        let choices = one.outcomes.iter().map(|(id, title)| outcome(id, title, posted.get(&name), lang)).collect();
        Field::new(name, label, Control::Select(choices))
    };
    let taking_part = case.members.iter().filter(|member| member.is_open);
    let mut asked: Vec<Field> = taking_part
        .map(|member| {
            let label = say(lang, &Message::new("web-case-said").with("agency", member.agency.as_str()));
            let field = question(format!("{SAID}{}", member.agency_id), label);
            if one.asked.contains(&member.agency_id) { field } else { field.optional() }
        })
        .collect();
    asked.push(question("outcome".to_owned(), phrase(lang, "web-case-outcome")));
    let asking = Asking {
        title: one.title.get(lang).to_owned(),
        lead: phrase(lang, "web-case-conference-lead"),
        act: words::query(&format!("conference/{}", words::segment(of)), &[("to", back.meeting().unwrap_or_default())]),
        asked,
        button: phrase(lang, "web-case-confirm"),
        dangerous: false,
    };
    confirm(state, caller, &case, asking, problems)
}

fn outcome(id: &str, title: &Text, chosen: &str, lang: Lang) -> Choice {
    Choice::new(id, title.get(lang), id == chosen)
}

/// `POST /cases/{id}/conference/{conference}`
pub(crate) async fn decide(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, of)): Path<Of>,
    Query(back): Query<Back>,
    posted: Posted,
) -> Answer {
    let voice = |(name, outcome): &(String, String)| {
        let agency_id = name.strip_prefix(SAID).filter(|_| !outcome.is_empty())?.to_owned();
        Some(Voice { agency_id, outcome: outcome.clone() })
    };
    let decision = Decision {
        conference: of.clone(),
        outcome: posted.get("outcome").to_owned(),
        said: posted.fields.iter().filter_map(voice).collect(),
    };
    match state.casework.decide(&caller.context, &id, seen(&posted)?, decision).await {
        Ok(()) => back.meeting().map_or_else(|| done(&id), see),
        Err(error @ ServiceError::Invalid(_)) => {
            let mut problems = people::problems(&error, "outcome", caller.visit.lang);
            let silent = silent(&state, &caller, &id, &of, &posted).await?;
            for problem in problems.iter_mut().filter(|one| one.id == "f-said") {
                problem.id = silent.as_ref().map_or_else(|| "f-outcome".to_owned(), |name| format!("f-{name}"));
            }
            conference_view(&state, &caller, (&id, &of, &back), &posted, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The question of the first agency that must say something and did not.
async fn silent(
    state: &WebState,
    caller: &Caller,
    id: &str,
    of: &str,
    posted: &Posted,
) -> Result<Option<String>, ServiceError> {
    let case = state.casework.case(&caller.context, id).await?;
    let one = case.conferences.into_iter().find(|one| one.id == of);
    let asked = one.map(|one| one.asked).unwrap_or_default();
    let names = case.members.iter().filter(|member| asked.contains(&member.agency_id));
    Ok(names.map(|member| format!("{SAID}{}", member.agency_id)).find(|name| posted.get(name).is_empty()))
}

/// `GET /cases/{id}/invite`
pub(crate) async fn invite_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    invite_view(&state, &caller, &id, &Posted::default(), Vec::new()).await
}

async fn invite_view(state: &WebState, caller: &Caller, id: &str, posted: &Posted, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, id).await?;
    if !case.may_invite {
        return Err(Failure::not_found());
    }
    let keeps = |agency: &str| case.members.iter().any(|one| one.agency_id == agency && one.as_kind == KEEPER);
    let agencies = state.identity.agencies().await?;
    let others = agencies.iter().filter(|agency| !keeps(&agency.id));
    let chosen = posted.get("agency");
    let agencies =
        others.map(|agency| Choice::new(&agency.id, words::agency_name(agency, lang), agency.id == chosen)).collect();
    let kinds = people::agency_kinds(posted.get("as"), lang);
    let asking = Asking {
        title: phrase(lang, "web-case-invite"),
        lead: phrase(lang, "web-case-invite-lead"),
        act: "invite".to_owned(),
        asked: vec![
            Field::new("agency", phrase(lang, "web-case-agency"), Control::Select(agencies)),
            Field::new("as", phrase(lang, "web-case-agency-as"), Control::Select(kinds))
                .optional()
                .hint(phrase(lang, "web-case-agency-as-hint")),
            Field::new("reason", phrase(lang, "web-case-reason"), Control::Area)
                .optional()
                .hint(phrase(lang, "web-case-reason-hint"))
                .value(posted.get("reason")),
        ],
        button: phrase(lang, "web-case-invite"),
        dangerous: false,
    };
    confirm(state, caller, &case, asking, problems)
}

/// `POST /cases/{id}/invite`
pub(crate) async fn invite(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let invited = Invited {
        agency_id: posted.get("agency").to_owned(),
        as_kind: posted.get("as").to_owned(),
        reason: posted.get("reason").to_owned(),
    };
    match state.casework.invite(&caller.context, &id, seen(&posted)?, invited).await {
        Ok(()) => done(&id),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "agency", caller.visit.lang);
            invite_view(&state, &caller, &id, &posted, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /cases/{id}/end/{agency}`
pub(crate) async fn end_page(State(state): State<WebState>, caller: Caller, Path((id, agency)): Path<Of>) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, &id).await?;
    let member = case.members.iter().find(|one| one.agency_id == agency && one.is_open && case.may_invite);
    let member = member.ok_or_else(Failure::not_found)?;
    let asking = Asking {
        title: say(lang, &Message::new("web-case-end-title").with("agency", member.agency.as_str())),
        lead: phrase(lang, "web-case-end-lead"),
        act: format!("end/{}", words::segment(&agency)),
        asked: Vec::new(),
        button: phrase(lang, "web-case-end"),
        dangerous: true,
    };
    confirm(&state, &caller, &case, asking, Vec::new())
}

/// `POST /cases/{id}/end/{agency}`
pub(crate) async fn end(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, agency)): Path<Of>,
    posted: Posted,
) -> Answer {
    state.casework.end(&caller.context, &id, seen(&posted)?, &agency).await?;
    done(&id)
}

/// `GET /cases/{id}/assign`
pub(crate) async fn assign_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    assign_view(&state, &caller, &id, Vec::new()).await
}

async fn assign_view(state: &WebState, caller: &Caller, id: &str, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, id).await?;
    let people = state.casework.who_could_answer(&caller.context, id).await?;
    // Mostly it is whoever looks at it.
    let is_reader = |id: &str| id == caller.context.actor.account_id;
    let choices = people.into_iter().map(|(id, name)| Choice::new(&id, name, is_reader(&id))).collect();
    let asking = Asking {
        title: phrase(lang, "web-case-assign"),
        lead: phrase(lang, "web-case-assign-lead"),
        act: "assign".to_owned(),
        asked: vec![Field::new("person", phrase(lang, "web-case-person"), Control::Select(choices))],
        button: phrase(lang, "web-form-save"),
        dangerous: false,
    };
    confirm(state, caller, &case, asking, problems)
}

/// `POST /cases/{id}/assign`
pub(crate) async fn assign(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    match state.casework.assign(&caller.context, &id, seen(&posted)?, posted.get("person")).await {
        Ok(()) => done(&id),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "person", caller.visit.lang);
            assign_view(&state, &caller, &id, problems).await
        }
        Err(error) => Err(error.into()),
    }
}
