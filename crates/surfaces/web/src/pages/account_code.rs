//! Codes of one's own phone as a second factor: setting them up, the recovery codes, turning them off.

use super::account::{refused, token, wrong};
use super::devices::drawn;
use super::people::problems;
use super::{Answer, page, see};
use crate::WebState;
use crate::parts::{Control, Field, Heading, Link, Problem};
use crate::posted::Posted;
use crate::views::{ConfirmPage, FactorPage, RecoveryPage};
use crate::visit::Caller;
use axum::extract::State;
use language::phrase;

/// `GET /account/code`
pub(crate) async fn begin_page(State(state): State<WebState>, caller: Caller) -> Answer {
    if state.identity.own_factor(&caller.context).await?.is_on {
        return see("/account");
    }
    page(&begin_view(&state, &caller, Vec::new()))
}

/// `POST /account/code`: the secret is on this answer only. No address leads to it, and the browser keeps no copy.
pub(crate) async fn begin(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let lang = caller.visit.lang;
    match state.identity.begin_factor(&caller.context, posted.get("present")).await {
        Ok(setup) => page(&FactorPage {
            frame: caller.visit.frame(&state, phrase(lang, "web-code-set-up")),
            heading: heading(&caller, "web-code-set-up", "web-code-scan"),
            picture: drawn(&setup.address)?,
            secret: setup.secret,
            code: code_field(&caller, &[]),
        }),
        Err(error) => {
            let Some(status) = wrong(&error) else { return Err(error.into()) };
            refused(&begin_view(&state, &caller, problems(&error, "present", lang)), status)
        }
    }
}

/// `POST /account/code/confirm`: the recovery codes are on this answer only.
pub(crate) async fn confirm(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let lang = caller.visit.lang;
    match state.identity.confirm_factor(&caller.context, token(&caller)?, posted.get("code")).await {
        Ok(codes) => page(&RecoveryPage {
            frame: caller.visit.frame(&state, phrase(lang, "web-code-recovery")),
            heading: heading(&caller, "web-code-recovery", "web-code-recovery-lead"),
            codes,
        }),
        Err(error) => {
            let Some(status) = wrong(&error) else { return Err(error.into()) };
            // Without the secret, which is shown once: the phone has it, or setting up begins anew.
            let problems = problems(&error, "code", lang);
            let view = ConfirmPage {
                action: "/account/code/confirm".to_owned(),
                button: phrase(lang, "web-code-confirm"),
                asked: vec![code_field(&caller, &problems)],
                back: "/account/code".to_owned(),
                ..view(&state, &caller, "web-code-set-up", "web-code-again", problems)
            };
            refused(&view, status)
        }
    }
}

/// `GET /account/code/off`
pub(crate) async fn off_page(State(state): State<WebState>, caller: Caller) -> Answer {
    if !state.identity.own_factor(&caller.context).await?.is_on {
        return see("/account");
    }
    page(&off_view(&state, &caller, Vec::new()))
}

/// `POST /account/code/off`
pub(crate) async fn off(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    match state.identity.drop_factor(&caller.context, posted.get("present"), posted.get("code")).await {
        Ok(()) => see("/account?said=code-off"),
        Err(error) => {
            let Some(status) = wrong(&error) else { return Err(error.into()) };
            refused(&off_view(&state, &caller, problems(&error, "code", caller.visit.lang)), status)
        }
    }
}

fn begin_view(state: &WebState, caller: &Caller, problems: Vec<Problem>) -> ConfirmPage {
    ConfirmPage {
        action: "/account/code".to_owned(),
        button: phrase(caller.visit.lang, "web-code-next"),
        asked: vec![present_field(caller, &problems)],
        ..view(state, caller, "web-code-set-up", "web-code-lead", problems)
    }
}

fn off_view(state: &WebState, caller: &Caller, problems: Vec<Problem>) -> ConfirmPage {
    ConfirmPage {
        action: "/account/code/off".to_owned(),
        button: phrase(caller.visit.lang, "web-code-turn-off"),
        asked: vec![present_field(caller, &problems), code_field(caller, &problems)],
        dangerous: true,
        ..view(state, caller, "web-code-turn-off", "web-code-off-lead", problems)
    }
}

fn view(state: &WebState, caller: &Caller, title: &str, lead: &str, problems: Vec<Problem>) -> ConfirmPage {
    ConfirmPage {
        frame: caller.visit.frame(state, phrase(caller.visit.lang, title)),
        heading: heading(caller, title, lead),
        problems,
        facts: Vec::new(),
        action: String::new(),
        hidden: Vec::new(),
        asked: Vec::new(),
        button: String::new(),
        dangerous: false,
        back: "/account".to_owned(),
    }
}

fn heading(caller: &Caller, title: &str, lead: &str) -> Heading {
    let lang = caller.visit.lang;
    Heading::new(phrase(lang, title))
        .lead(phrase(lang, lead))
        .under([Link::new("/account", phrase(lang, "web-account-title"))])
}

fn present_field(caller: &Caller, problems: &[Problem]) -> Field {
    let label = phrase(caller.visit.lang, "web-account-present");
    with_problems(Field::new("present", label, Control::Password("current-password")), problems)
}

fn code_field(caller: &Caller, problems: &[Problem]) -> Field {
    with_problems(Field::new("code", phrase(caller.visit.lang, "web-code"), Control::Text), problems)
}

fn with_problems(mut field: Field, problems: &[Problem]) -> Field {
    field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    field
}
