//! One's own account: who one is, where one is signed in, another password.

use super::people::problems;
use super::{Answer, account_passkey, page, provider, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Control, Fact, Field, Heading, Link, Problem, Tone};
use crate::posted::Posted;
use crate::views::{AccountPage, CodeStanding, ConfirmPage, SessionLine, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use identity::{Factor, MIN_PASSWORD, OpenSession};
use language::{Lang, Message, phrase, say};
use service_kit::ServiceError;

/// `GET /account`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, headers: HeaderMap) -> Answer {
    let lang = caller.visit.lang;
    let own = state.identity.own(&caller.context).await?;
    let agency = state.agency_name(&own.agency_id, lang).await?;
    let sessions = state.identity.own_sessions(&caller.context, token(&caller)?).await?;
    let factor = state.identity.own_factor(&caller.context).await?;
    let title = phrase(lang, "web-account-title");
    page(&AccountPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title),
        facts: vec![
            Fact::new(phrase(lang, "web-people-name"), own.name),
            Fact::new(phrase(lang, "web-login"), own.login),
            Fact::new(
                phrase(lang, "web-account-role"),
                phrase(lang, &format!("role-{}", caller.context.actor.role.id())),
            ),
            Fact::new(phrase(lang, "web-people-agency"), agency),
        ],
        sessions: sessions.iter().map(|session| line(&state, session, lang)).collect(),
        code: standing(factor, lang),
        passkeys: account_passkey::section(&state, &caller, &headers).await?,
        provider: provider::section(&state, &caller).await?,
    })
}

fn standing(factor: Factor, lang: Lang) -> CodeStanding {
    if factor.is_on {
        let left = Message::new("web-code-left").with("count", factor.recovery_left);
        CodeStanding {
            badge: badge(Tone::Good, phrase(lang, "web-code-on")),
            text: say(lang, &left),
            action: Link::new("/account/code/off", phrase(lang, "web-code-turn-off")),
        }
    } else {
        CodeStanding {
            badge: None,
            text: phrase(lang, "web-code-lead"),
            action: Link::new("/account/code", phrase(lang, "web-code-set-up")),
        }
    }
}

fn line(state: &WebState, session: &OpenSession, lang: Lang) -> SessionLine {
    let told = |key: &'static str, at| say(lang, &Message::new(key).with("when", words::moment(&state.kit, at, lang)));
    SessionLine {
        since: told("web-account-since", session.since),
        seen: told("web-devices-seen", session.seen_at),
        badge: session.is_this.then(|| badge(Tone::Good, phrase(lang, "web-account-this"))).flatten(),
        end: format!("/account/sessions/{}/end", words::segment(&session.id)),
    }
}

/// The asking session's own token; whoever is a caller has one.
pub(super) fn token(caller: &Caller) -> Result<&str, Failure> {
    caller.visit.token.as_deref().ok_or(Failure::SignIn)
}

/// `POST /account/sessions/{id}/end`
pub(crate) async fn end(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    match state.identity.end_own_session(&caller.context, &id).await {
        // Pressed twice, or it ended by itself meanwhile: what was wanted is so.
        Ok(()) | Err(ServiceError::NotFound) => see("/account?said=session-ended"),
        Err(error) => Err(error.into()),
    }
}

/// `POST /account/sessions/end-others`
pub(crate) async fn end_others(State(state): State<WebState>, caller: Caller, _posted: Posted) -> Answer {
    state.identity.end_other_sessions(&caller.context, token(&caller)?).await?;
    see("/account?said=sessions-ended")
}

/// `GET /account/password`
pub(crate) async fn password_page(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&password_view(&state, &caller, Vec::new()))
}

/// `POST /account/password`
pub(crate) async fn change_password(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let lang = caller.visit.lang;
    let (present, password) = (posted.get("present"), posted.get("password"));
    if password != posted.get("again") {
        let differs = Problem { id: "f-again".to_owned(), text: phrase(lang, "web-password-differs") };
        return refused(&password_view(&state, &caller, vec![differs]), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let changed = state.identity.change_password(&caller.context, token(&caller)?, present, password).await;
    match changed {
        Ok(()) => see("/account?said=password-changed"),
        Err(error) => {
            let Some(status) = wrong(&error) else { return Err(error.into()) };
            refused(&password_view(&state, &caller, problems(&error, "present", lang)), status)
        }
    }
}

/// How the page answers what somebody can put right; nothing for what they cannot.
pub(super) fn wrong(error: &ServiceError) -> Option<StatusCode> {
    match error {
        ServiceError::Invalid(_) => Some(StatusCode::UNPROCESSABLE_ENTITY),
        ServiceError::TooMuch(_) => Some(StatusCode::TOO_MANY_REQUESTS),
        ServiceError::Conflict(_) => Some(StatusCode::CONFLICT),
        ServiceError::Unavailable(_) => Some(StatusCode::SERVICE_UNAVAILABLE),
        _ => None,
    }
}

pub(super) fn refused(template: &impl askama::Template, status: StatusCode) -> Answer {
    let mut response = page(template)?;
    *response.status_mut() = status;
    Ok(response)
}

fn password_view(state: &WebState, caller: &Caller, problems: Vec<Problem>) -> ConfirmPage {
    let lang = caller.visit.lang;
    let hint = say(lang, &Message::new("web-password-hint").with("min", MIN_PASSWORD));
    let field = |name: &str, key: &str, kind| {
        let mut field = Field::new(name, phrase(lang, key), Control::Password(kind));
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
        field
    };
    let title = phrase(lang, "web-account-password");
    ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-account-password-lead"))
            .under([Link::new("/account", phrase(lang, "web-account-title"))]),
        facts: Vec::new(),
        action: "/account/password".to_owned(),
        hidden: Vec::new(),
        asked: vec![
            field("present", "web-account-present", "current-password"),
            field("password", "web-password-new", "new-password").hint(hint),
            field("again", "web-password-again", "new-password"),
        ],
        problems,
        button: phrase(lang, "web-account-password-save"),
        dangerous: false,
        back: "/account".to_owned(),
    }
}
