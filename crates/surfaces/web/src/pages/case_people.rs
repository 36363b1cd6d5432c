//! The people of a case: who is part of it as what, adding somebody and saying that they are part of it no longer. Owns the questions.

use super::case::{address, titled};
use super::case_acts::{Asking, confirm, done, seen};
use super::persons::{age, called};
use super::{Answer, page, people, persons};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Fact, Field, Heading, Line, Link, Problem};
use crate::posted::Posted;
use crate::views::ConfirmPage;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use casework::{CaseView, TiedPerson};
use language::{Lang, Message, phrase, say};
use service_kit::ServiceError;

/// The case and the person or the tie.
type Of = (String, String);

/// The people of a case, each leading to their page.
pub(super) fn lines(case: &CaseView, lang: Lang) -> Vec<Line> {
    let line = |one: &casework::PersonInCase| {
        let end = format!("{}/people/{}/end", address(&case.id), words::segment(&one.tie));
        Line {
            title: one.role.get(lang).to_owned(),
            text: one.called.get(lang).to_owned(),
            href: persons::address(&one.person_id),
            badge: None,
            action: case.may_work.then(|| Link::new(end, phrase(lang, "web-case-person-end"))),
        }
    };
    case.people.iter().map(line).collect()
}

/// Where somebody is looked for to be added; nothing when the reader adds nobody.
pub(super) fn add(case: &CaseView, lang: Lang) -> Option<Link> {
    let at = words::query("/persons", &[("case", &case.id)]);
    (!case.roles.is_empty()).then(|| Link::new(at, phrase(lang, "web-case-person-add")))
}

/// `GET /cases/{id}/people/{person}`
pub(crate) async fn add_page(State(state): State<WebState>, caller: Caller, Path((id, person)): Path<Of>) -> Answer {
    adding(&state, &caller, &id, &person, Vec::new()).await
}

async fn adding(state: &WebState, caller: &Caller, id: &str, person: &str, problems: Vec<Problem>) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let case = state.casework.case(context, id).await?;
    let person = state.casework.person(context, person).await?;
    if !person.is_own || case.roles.is_empty() {
        return Err(Failure::not_found());
    }
    let roles = case.roles.iter().map(|(role, title)| Choice::new(role, title.get(lang), false)).collect();
    let mut role = Field::new("role", phrase(lang, "web-case-person-role"), Control::One(roles));
    role.problem = problems.iter().filter(|one| one.id == role.id).map(|one| one.text.clone()).collect();
    let others: Vec<&str> = case.members.iter().filter(|one| one.is_open).map(|one| one.agency.as_str()).collect();
    let (title, is_wrong, at) = (phrase(lang, "web-case-person-add"), !problems.is_empty(), address(id));
    let known = [Some(called(&person.known, lang)), age(&person.known, context, lang)];
    let mut response = page(&ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(say(lang, &Message::new("web-case-person-add-lead").with("agencies", others.join(", "))))
            .under([Link::new("/cases", phrase(lang, "web-cases-title")), Link::new(&at, case.code.as_str())]),
        problems,
        facts: vec![
            Fact::new(phrase(lang, "web-case-code"), titled(&case, lang)),
            Fact::new(person.called.get(lang), known.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
        ],
        action: format!("{at}/people/{}", words::segment(&person.record.id)),
        hidden: vec![("seen", case.seen.to_string()), ("tie", state.kit.new_id())],
        asked: vec![role],
        button: phrase(lang, "web-case-person-add"),
        dangerous: false,
        back: at,
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /cases/{id}/people/{person}`
pub(crate) async fn put(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, person)): Path<Of>,
    posted: Posted,
) -> Answer {
    let tied = TiedPerson {
        tie: posted.get("tie").to_owned(),
        person_id: person.clone(),
        role: posted.get("role").to_owned(),
    };
    match state.casework.tie_to_case(&caller.context, &id, seen(&posted)?, tied).await {
        Ok(()) => done(&id),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "role", caller.visit.lang);
            adding(&state, &caller, &id, &person, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /cases/{id}/people/{tie}/end`
pub(crate) async fn end_page(State(state): State<WebState>, caller: Caller, Path((id, tie)): Path<Of>) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, &id).await?;
    let one = case.people.iter().find(|one| one.tie == tie && case.may_work).ok_or_else(Failure::not_found)?;
    let lead = Message::new("web-case-person-end-lead").with("person", one.called.get(lang));
    let asking = Asking {
        title: phrase(lang, "web-case-person-end"),
        lead: say(lang, &lead.with("role", one.role.get(lang))),
        act: format!("people/{}/end", words::segment(&tie)),
        asked: Vec::new(),
        button: phrase(lang, "web-case-person-end"),
        dangerous: false,
    };
    confirm(&state, &caller, &case, asking, Vec::new())
}

/// `POST /cases/{id}/people/{tie}/end`
pub(crate) async fn end(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, tie)): Path<Of>,
    posted: Posted,
) -> Answer {
    state.casework.untie_from_case(&caller.context, &id, seen(&posted)?, &tie).await?;
    done(&id)
}
