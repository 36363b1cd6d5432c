//! Erasing the record of a person who is part of no case: asking for it on a ground, and confirming or refusing what somebody else asked for. Owns
//! the questions; who may, and what goes, is `casework`'s.

use super::persons::{address, called};
use super::somebody_acts::{Asking, confirm, done};
use super::{Answer, case_erase, people, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Fact, Field, Link, Problem, Tone};
use crate::posted::Posted;
use crate::views::TaskLine;
use crate::visit::Caller;
use axum::extract::{Path, State};
use casework::{ErasureAsked, PERSON_ERASURE_GROUNDS, PersonErasure, PersonView};
use language::{Lang, phrase};
use service_kit::ServiceError;

/// `GET /persons/{id}/erase`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    view(&state, &caller, &id, "", Vec::new()).await
}

async fn view(state: &WebState, caller: &Caller, id: &str, chosen: &str, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let (person, erasure) = erasable(state, caller, id).await?;
    erasure.asked.is_none().then_some(()).ok_or_else(Failure::not_found)?;
    let choice = |(id, key): &(&'static str, &'static str)| Choice::new(*id, phrase(lang, key), *id == chosen);
    let grounds = PERSON_ERASURE_GROUNDS.iter().map(choice).collect();
    let asking = Asking {
        title: phrase(lang, "web-person-erase"),
        lead: lead("web-erase-ask-lead", lang),
        action: format!("{}/erase", address(&person.record.id)),
        asked: vec![Field::new("ground", phrase(lang, "web-erase-ground"), Control::One(grounds))],
        button: phrase(lang, "web-erase-ask"),
        facts: facts(&person, lang),
        dangerous: true,
        ..Asking::default()
    };
    confirm(state, caller, &person, asking, problems)
}

/// The very record that is asked about: another one of the same person stands for itself.
async fn erasable(state: &WebState, caller: &Caller, id: &str) -> Result<(PersonView, PersonErasure), Failure> {
    let person = state.casework.person(&caller.context, id).await?;
    let erasure = person.erasure.clone().filter(|_| person.record.id == id).ok_or_else(Failure::not_found)?;
    Ok((person, erasure))
}

fn lead(key: &'static str, lang: Lang) -> String {
    format!("{} {}", phrase(lang, "web-person-erase-what"), phrase(lang, key))
}

/// Who it is, and which records of the same person stay.
fn facts(person: &PersonView, lang: Lang) -> Vec<Fact> {
    let own = Fact::new(person.called.get(lang), called(&person.known, lang));
    let others = person.others.iter().map(|other| other.called.get(lang)).collect::<Vec<_>>().join(", ");
    let stay = (!others.is_empty()).then(|| Fact::new(phrase(lang, "web-person-erase-others"), others));
    [own].into_iter().chain(stay).collect()
}

/// `POST /persons/{id}/erase`
pub(crate) async fn ask(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let ground = posted.get("ground");
    match state.casework.ask_to_erase_person(&caller.context, &id, ground).await {
        Ok(()) => done(&id),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "ground", caller.visit.lang);
            view(&state, &caller, &id, ground, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /persons/{id}/erase/confirm`
pub(crate) async fn confirm_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    second(&state, &caller, &id, true, Vec::new()).await
}

/// `GET /persons/{id}/erase/refuse`
pub(crate) async fn refuse_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    second(&state, &caller, &id, false, Vec::new()).await
}

async fn second(state: &WebState, caller: &Caller, id: &str, erases: bool, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let (person, erasure) = erasable(state, caller, id).await?;
    let asked = erasure.asked.as_ref().filter(|asked| asked.may_confirm || !erases).ok_or_else(Failure::not_found)?;
    let (act, key, button) = match erases {
        true => ("confirm", "web-erase-confirm-lead", "web-erase-confirm"),
        false => ("refuse", "web-person-erase-refuse-lead", "web-erase-refuse"),
    };
    let lead = if erases { lead(key, lang) } else { phrase(lang, key) };
    let asking = Asking {
        title: phrase(lang, "web-person-erase"),
        lead: format!("{} — {lead}", case_erase::why(asked, lang)),
        action: format!("{}/erase/{act}", address(id)),
        button: phrase(lang, button),
        facts: facts(&person, lang),
        dangerous: erases,
        ..Asking::default()
    };
    confirm(state, caller, &person, asking, problems)
}

/// `POST /persons/{id}/erase/confirm`
pub(crate) async fn erase(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    // Holds that the form carries this browser's token.
    _genuine: Posted,
) -> Answer {
    match state.casework.erase_person(&caller.context, &id).await {
        Ok(()) => see("/persons?said=person-erased"),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "ground", caller.visit.lang);
            second(&state, &caller, &id, true, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /persons/{id}/erase/refuse`
pub(crate) async fn refuse(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    // Holds that the form carries this browser's token.
    _genuine: Posted,
) -> Answer {
    state.casework.refuse_to_erase_person(&caller.context, &id).await?;
    done(&id)
}

/// What waits for a second person.
pub(super) fn task(asked: &ErasureAsked, id: &str, title: String, lang: Lang) -> TaskLine {
    let link = |act: &str, key: &str| Link::new(format!("{}/erase/{act}", address(id)), phrase(lang, key));
    let confirm = asked.may_confirm.then(|| link("confirm", "web-erase-confirm"));
    TaskLine {
        tone: Tone::Warn,
        title,
        text: case_erase::why(asked, lang),
        actions: confirm.into_iter().chain([link("refuse", "web-erase-refuse")]).collect(),
    }
}
