//! Erasing a closed case for good: asking for it on a ground, and confirming or refusing what somebody else asked for. Owns the questions; what
//! goes, and who may, is `casework`'s.

use super::case_acts::{Asking, confirm, done, seen};
use super::{Answer, people, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Field, Problem};
use crate::posted::Posted;
use crate::visit::Caller;
use axum::extract::{Path, State};
use casework::{CaseView, ERASURE_GROUNDS, ErasureAsked, ErasureView, PERSON_ERASURE_GROUNDS};
use language::{Lang, Message, phrase, say};
use service_kit::ServiceError;

/// `GET /cases/{id}/erase`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    view(&state, &caller, &id, "", Vec::new()).await
}

async fn view(state: &WebState, caller: &Caller, id: &str, chosen: &str, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let (case, erasure) = erasable(state, caller, id).await?;
    erasure.may_ask.then_some(()).ok_or_else(Failure::not_found)?;
    let grounds = ERASURE_GROUNDS.iter().map(|(id, key)| Choice::new(*id, phrase(lang, key), *id == chosen)).collect();
    let asking = Asking {
        title: phrase(lang, "web-erase"),
        lead: lead(&erasure, "web-erase-ask-lead", lang),
        act: "erase".to_owned(),
        asked: vec![Field::new("ground", phrase(lang, "web-erase-ground"), Control::One(grounds))],
        button: phrase(lang, "web-erase-ask"),
        dangerous: true,
    };
    confirm(state, caller, &case, asking, problems)
}

async fn erasable(state: &WebState, caller: &Caller, id: &str) -> Result<(CaseView, ErasureView), Failure> {
    let case = state.casework.case(&caller.context, id).await?;
    let erasure = case.erasure.clone().ok_or_else(Failure::not_found)?;
    Ok((case, erasure))
}

fn lead(erasure: &ErasureView, key: &'static str, lang: Lang) -> String {
    let what = say(lang, &Message::new("web-erase-what").with("records", erasure.records));
    let people = say(lang, &Message::new("web-erase-people").with("people", erasure.people));
    let parts = [Some(what), (erasure.people > 0).then_some(people), Some(phrase(lang, key))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `POST /cases/{id}/erase`
pub(crate) async fn ask(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let ground = posted.get("ground");
    match state.casework.ask_to_erase(&caller.context, &id, seen(&posted)?, ground).await {
        Ok(()) => done(&id),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "ground", caller.visit.lang);
            view(&state, &caller, &id, ground, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /cases/{id}/erase/confirm`
pub(crate) async fn confirm_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    second(&state, &caller, &id, true).await
}

/// `GET /cases/{id}/erase/refuse`
pub(crate) async fn refuse_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    second(&state, &caller, &id, false).await
}

async fn second(state: &WebState, caller: &Caller, id: &str, erases: bool) -> Answer {
    let lang = caller.visit.lang;
    let (case, erasure) = erasable(state, caller, id).await?;
    let asked = erasure.asked.as_ref().filter(|asked| asked.may_confirm || !erases).ok_or_else(Failure::not_found)?;
    let (act, key, button) = match erases {
        true => ("erase/confirm", "web-erase-confirm-lead", "web-erase-confirm"),
        false => ("erase/refuse", "web-erase-refuse-lead", "web-erase-refuse"),
    };
    let asking = Asking {
        title: phrase(lang, "web-erase"),
        lead: format!("{} — {}", why(asked, lang), lead(&erasure, key, lang)),
        act: act.to_owned(),
        asked: Vec::new(),
        button: phrase(lang, button),
        dangerous: erases,
    };
    confirm(state, caller, &case, asking, Vec::new())
}

/// Who asked, and on what ground.
pub(super) fn why(asked: &ErasureAsked, lang: Lang) -> String {
    let mut known = ERASURE_GROUNDS.iter().chain(&PERSON_ERASURE_GROUNDS);
    let ground = known.find(|(id, _)| *id == asked.ground);
    let ground = ground.map_or_else(|| asked.ground.clone(), |(_, key)| phrase(lang, key));
    say(lang, &Message::new("web-erase-why").with("person", asked.by.as_str()).with("ground", ground))
}

/// `POST /cases/{id}/erase/confirm`
pub(crate) async fn erase(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    state.casework.erase(&caller.context, &id, seen(&posted)?).await?;
    see("/cases?said=case-erased")
}

/// `POST /cases/{id}/erase/refuse`
pub(crate) async fn refuse(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    state.casework.refuse_to_erase(&caller.context, &id, seen(&posted)?).await?;
    done(&id)
}
