//! Consent in a case: noting it, noting that it was withdrawn, and letting an agency in without it, which a second person confirms. Owns the
//! questions; what rests on consent is `casework`'s.

use super::case_acts::{Asking, Of, confirm, done, seen};
use super::{Answer, people};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Field, Problem};
use crate::posted::Posted;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use casework::{CONSENT_GIVERS, CONSENT_LANGUAGES, Consent, KEEPER};
use language::{Lang, Message, phrase, say};
use service_kit::ServiceError;

/// `GET /cases/{id}/consent`
pub(crate) async fn note_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    view(&state, &caller, &id, &Posted::default(), Vec::new()).await
}

async fn view(state: &WebState, caller: &Caller, id: &str, posted: &Posted, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, id).await?;
    if !(case.keeps && case.may_work) {
        return Err(Failure::not_found());
    }
    let keeps = |agency: &str| case.members.iter().any(|one| one.agency_id == agency && one.as_kind == KEEPER);
    let agencies = state.casework.agencies_to_ask().await?;
    let chosen = posted.all("agencies");
    let others = agencies.iter().filter(|agency| !keeps(&agency.id));
    let agencies = others
        .map(|one| Choice::new(&one.id, words::agency_name(one, lang), chosen.contains(&one.id.as_str())))
        .collect();
    let of = |known: &[(&str, &str)], name: &str| {
        known.iter().map(|(id, key)| Choice::new(*id, phrase(lang, key), *id == posted.get(name))).collect()
    };
    // Somebody consents for a child, and the child is asked.
    let givers: Vec<(&str, &str)> =
        CONSENT_GIVERS.into_iter().filter(|(by, _)| !case.of_children || *by != "person").collect();
    let assent = Field::new("assent", phrase(lang, "web-consent-assent"), Control::One(yes_no(posted, "assent", lang)));
    let assent = match case.of_children {
        true => assent.hint(phrase(lang, "web-consent-assent-child")),
        false => assent.optional().hint(phrase(lang, "web-consent-assent-hint")),
    };
    let mut asked = vec![
        Field::new("agencies", phrase(lang, "web-consent-agencies"), Control::Many(agencies)),
        Field::new("by", phrase(lang, "web-consent-by"), Control::One(of(&givers, "by"))),
        Field::new(
            "language",
            phrase(lang, "web-consent-language"),
            Control::Select(of(&CONSENT_LANGUAGES, "language")),
        ),
        Field::new(
            "interpreter",
            phrase(lang, "web-consent-interpreter"),
            Control::One(yes_no(posted, "interpreter", lang)),
        ),
        assent,
        Field::new("until", phrase(lang, "web-consent-until"), Control::Date)
            .optional()
            .hint(phrase(lang, "web-consent-until-hint"))
            .value(posted.get("until")),
    ];
    if case.may_invite {
        let now = [Choice::new("yes", phrase(lang, "web-consent-let-in"), posted.fields.is_empty() || lets_in(posted))];
        asked.push(Field::new("let_in", phrase(lang, "web-consent-then"), Control::Many(now.to_vec())).optional());
    }
    let asking = Asking {
        title: phrase(lang, "web-consent-note"),
        lead: phrase(lang, "web-consent-lead"),
        act: "consent".to_owned(),
        asked,
        button: phrase(lang, "web-consent-note"),
        dangerous: false,
    };
    confirm(state, caller, &case, asking, problems)
}

/// Whether those that were consented to are let in at once.
fn lets_in(posted: &Posted) -> bool {
    posted.all("let_in").contains(&"yes")
}

fn yes_no(posted: &Posted, name: &str, lang: Lang) -> Vec<Choice> {
    [("yes", "web-yes"), ("no", "web-no")]
        .into_iter()
        .map(|(value, key)| Choice::new(value, phrase(lang, key), posted.get(name) == value))
        .collect()
}

/// `POST /cases/{id}/consent`
pub(crate) async fn note(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let consent = Consent {
        agencies: posted.all("agencies").into_iter().filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        by: posted.get("by").to_owned(),
        language: posted.get("language").to_owned(),
        interpreter: posted.get("interpreter") == "yes",
        assent: Some(posted.get("assent")).filter(|assent| !assent.is_empty()).map(|assent| assent == "yes"),
        until: Some(posted.get("until").to_owned()).filter(|until| !until.is_empty()),
    };
    let seen = seen(&posted)?;
    match state.casework.consent(&caller.context, &id, seen, consent).await {
        // Consent stands whatever becomes of letting in, which the case's page offers again.
        Ok(()) if lets_in(&posted) => {
            state.casework.let_in_by_consent(&caller.context, &id, seen.saturating_add(1)).await?;
            done(&id)
        }
        Ok(()) => done(&id),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "agencies", caller.visit.lang);
            view(&state, &caller, &id, &posted, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /cases/{id}/withdraw/{consent}`
pub(crate) async fn withdraw_page(State(state): State<WebState>, caller: Caller, Path((id, of)): Path<Of>) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, &id).await?;
    let known = case.consents.iter().any(|one| one.number.to_string() == of && !one.is_withdrawn && case.may_work);
    known.then_some(()).ok_or_else(Failure::not_found)?;
    let asking = Asking {
        title: phrase(lang, "web-consent-withdraw-title"),
        lead: phrase(lang, "web-consent-withdraw-lead"),
        act: format!("withdraw/{}", words::segment(&of)),
        asked: Vec::new(),
        button: phrase(lang, "web-consent-withdraw"),
        dangerous: true,
    };
    confirm(&state, &caller, &case, asking, Vec::new())
}

/// `POST /cases/{id}/withdraw/{consent}`
pub(crate) async fn withdraw(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, of)): Path<Of>,
    posted: Posted,
) -> Answer {
    let number = of.parse().map_err(|_| Failure::not_found())?;
    state.casework.withdraw(&caller.context, &id, seen(&posted)?, number).await?;
    done(&id)
}

/// `GET /cases/{id}/let-in`: letting in all for which consent holds.
pub(crate) async fn let_all_in_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, &id).await?;
    if !case.may_invite || case.not_yet_in.is_empty() {
        return Err(Failure::not_found());
    }
    let asking = Asking {
        title: phrase(lang, "web-case-not-yet-in"),
        lead: case.not_yet_in.join(", "),
        act: "let-in".to_owned(),
        asked: Vec::new(),
        button: phrase(lang, "web-case-invite"),
        dangerous: false,
    };
    confirm(&state, &caller, &case, asking, Vec::new())
}

/// `POST /cases/{id}/let-in`
pub(crate) async fn let_all_in(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    state.casework.let_in_by_consent(&caller.context, &id, seen(&posted)?).await?;
    done(&id)
}

/// `GET /cases/{id}/let-in/{agency}`: confirming that an agency is let in without consent.
pub(crate) async fn let_in_page(State(state): State<WebState>, caller: Caller, Path(of): Path<Of>) -> Answer {
    letting_in(&state, &caller, of, true).await
}

/// `GET /cases/{id}/keep-out/{agency}`: refusing it.
pub(crate) async fn keep_out_page(State(state): State<WebState>, caller: Caller, Path(of): Path<Of>) -> Answer {
    letting_in(&state, &caller, of, false).await
}

async fn letting_in(state: &WebState, caller: &Caller, (id, agency): Of, lets_in: bool) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, &id).await?;
    let may = |may_confirm: bool| case.may_invite && (may_confirm || !lets_in);
    let one = case.letting_in.iter().find(|one| one.agency_id == agency && may(one.may_confirm));
    let one = one.ok_or_else(Failure::not_found)?;
    let (act, lead, button) = match lets_in {
        true => ("let-in", "web-letting-in-lead", "web-letting-in-confirm"),
        false => ("keep-out", "web-letting-in-refuse-lead", "web-letting-in-refuse"),
    };
    let why =
        Message::new("web-letting-in-why").with("person", one.asked_by.as_str()).with("reason", one.reason.as_str());
    let asking = Asking {
        title: say(lang, &Message::new("web-letting-in-title").with("agency", one.agency.as_str())),
        lead: format!("{} — {}", say(lang, &why), phrase(lang, lead)),
        act: format!("{act}/{}", words::segment(&agency)),
        asked: Vec::new(),
        button: phrase(lang, button),
        dangerous: !lets_in,
    };
    confirm(state, caller, &case, asking, Vec::new())
}

/// `POST /cases/{id}/let-in/{agency}`
pub(crate) async fn let_in(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, agency)): Path<Of>,
    posted: Posted,
) -> Answer {
    state.casework.confirm_letting_in(&caller.context, &id, seen(&posted)?, &agency).await?;
    done(&id)
}

/// `POST /cases/{id}/keep-out/{agency}`
pub(crate) async fn keep_out(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, agency)): Path<Of>,
    posted: Posted,
) -> Answer {
    state.casework.refuse_letting_in(&caller.context, &id, seen(&posted)?, &agency).await?;
    done(&id)
}
