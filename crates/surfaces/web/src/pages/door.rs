//! In and out: signing in, signing out, choosing a password with a one-time link, choosing a language.

use super::account::{refused, wrong};
use super::{Answer, page, see};
use crate::WebState;
use crate::cookies::Cookie;
use crate::failure::Failure;
use crate::inside::Inside;
use crate::origin::relying_party;
use crate::parts::{Control, Field, Problem};
use crate::posted::Posted;
use crate::views::{CodePage, SignInPage, WelcomePage};
use crate::visit::Visit;
use crate::words::local_address;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use identity::{Entry, MIN_PASSWORD, SignedIn};
use language::{Lang, Message, phrase, say};
use serde::Deserialize;
use service_kit::{Context, ServiceError};

/// What a link to the sign-in page may carry.
#[derive(Default, Deserialize)]
pub(crate) struct ComingFrom {
    #[serde(default)]
    to: String,
}

/// `GET /sign-in`
pub(crate) async fn sign_in_page(
    State(state): State<WebState>,
    visit: Visit,
    headers: HeaderMap,
    Query(from): Query<ComingFrom>,
) -> Answer {
    if visit.is_in() {
        return see(local_address(&from.to));
    }
    page(&sign_in_view(&state, &visit, (&from.to, &headers), "", Vec::new()))
}

/// `POST /sign-in`
pub(crate) async fn sign_in(State(state): State<WebState>, visit: Visit, headers: HeaderMap, posted: Posted) -> Answer {
    let (login, password, to) = (posted.get("login"), posted.get("password"), posted.get("to"));
    let missing: Vec<_> = [("login", login, "web-login-missing"), ("password", password, "web-password-missing")]
        .iter()
        .filter(|(_, value, _)| value.trim().is_empty())
        .map(|(name, _, key)| Problem { id: format!("f-{name}"), text: phrase(visit.lang, key) })
        .collect();
    if !missing.is_empty() {
        return refused(
            &sign_in_view(&state, &visit, (to, &headers), login, missing),
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    }
    match state.identity.enter(login, password).await {
        Ok(Entry::In(signed_in)) => enter(&state, &signed_in, local_address(to)),
        Ok(Entry::NeedsCode(proof)) => page(&code_view(&state, &visit, to, proof, Vec::new())),
        Err(error @ (ServiceError::Invalid(_) | ServiceError::TooMuch(_) | ServiceError::Unavailable(_))) => {
            let status = match error {
                ServiceError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
                ServiceError::TooMuch(_) => StatusCode::TOO_MANY_REQUESTS,
                _ => StatusCode::SERVICE_UNAVAILABLE,
            };
            let said = |message: &Message| Problem { id: "f-login".to_owned(), text: say(visit.lang, message) };
            let problems = error.messages().iter().map(said).collect();
            refused(&sign_in_view(&state, &visit, (to, &headers), login, problems), status)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /sign-in/code`
pub(crate) async fn code(State(state): State<WebState>, visit: Visit, headers: HeaderMap, posted: Posted) -> Answer {
    let (proof, to) = (posted.get("proof"), posted.get("to"));
    match state.identity.finish_sign_in(proof, posted.get("code")).await {
        Ok(signed_in) => enter(&state, &signed_in, local_address(to)),
        Err(ServiceError::SignInNeeded) => {
            let late = Problem { id: "f-login".to_owned(), text: phrase(visit.lang, "web-code-late") };
            refused(&sign_in_view(&state, &visit, (to, &headers), "", vec![late]), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => {
            let Some(status) = wrong(&error) else { return Err(error.into()) };
            let problems = super::people::problems(&error, "code", visit.lang);
            refused(&code_view(&state, &visit, to, proof.to_owned(), problems), status)
        }
    }
}

/// Asks for a code after the first proof.
pub(super) fn code_view(state: &WebState, visit: &Visit, to: &str, proof: String, problems: Vec<Problem>) -> CodePage {
    let mut code = Field::new("code", phrase(visit.lang, "web-code"), Control::Text);
    code.problem = problems.iter().filter(|one| one.id == code.id).map(|one| one.text.clone()).collect();
    // The page is a visitor's, and another language begins again at the door.
    let mut frame = visit.frame(state, phrase(visit.lang, "web-code-enter-title"));
    (frame.nav, frame.reader) = (Vec::new(), None);
    frame.here = "/sign-in".to_owned();
    CodePage { frame, problems, to: to.to_owned(), proof, code }
}

/// The door, with the way to come back afterwards; the headers say whether passkeys can be used at this address.
pub(super) fn sign_in_view(
    state: &WebState,
    visit: &Visit,
    (to, headers): (&str, &HeaderMap),
    login: &str,
    problems: Vec<Problem>,
) -> SignInPage {
    let lang = visit.lang;
    let mut frame = visit.frame(state, phrase(lang, "web-sign-in-title"));
    frame.here = crate::words::query("/sign-in", &[("to", to)]);
    SignInPage {
        frame,
        login: Field::new("login", phrase(lang, "web-login"), Control::Text).value(login),
        password: Field::new("password", phrase(lang, "web-password"), Control::Password("current-password")),
        problems,
        takes_reports: state.casework.takes_reports(),
        takes_passkeys: relying_party(&state.settings, headers).is_some(),
        provider: provider_button(state, lang),
        to: to.to_owned(),
    }
}

/// What the button says that leads to the identity provider; none without one.
fn provider_button(state: &WebState, lang: Lang) -> Option<String> {
    let name = state.identity.provider_name()?;
    Some(say(lang, &Message::new("web-provider-use").with("provider", name)))
}

/// Signed in: a cookie with a new token, and on to where the reader wanted to go.
pub(super) fn enter(state: &WebState, signed_in: &SignedIn, to: &str) -> Answer {
    let over_tls = state.settings.over_tls;
    let mut response = see(to)?;
    set(&mut response, Cookie::Session.set(&signed_in.token, over_tls));
    set(&mut response, Cookie::Visit.remove(over_tls));
    Ok(response)
}

/// `POST /sign-out`
pub(crate) async fn sign_out(State(state): State<WebState>, Inside { visit }: Inside, _posted: Posted) -> Answer {
    if let Some((token, actor)) = visit.token.as_deref().zip(visit.actor.or(visit.confined)) {
        state.identity.sign_out(&Context::new(&state.kit, actor, visit.lang), token).await?;
    }
    let over_tls = state.settings.over_tls;
    let mut response = see("/sign-in")?;
    set(&mut response, Cookie::Session.remove(over_tls));
    set(&mut response, Cookie::Language.remove(over_tls));
    // What this browser kept of the pages goes too; cookies are removed above, since clearing them all would also forget the language
    // that the next visitor is about to choose.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// `POST /language`
pub(crate) async fn language(State(state): State<WebState>, visit: Visit, posted: Posted) -> Answer {
    let lang: Lang = posted.get("lang").parse().map_err(|_| Failure::not_found())?;
    if let Some(actor) = visit.actor.clone() {
        state.identity.choose_language(&Context::new(&state.kit, actor, lang), lang).await?;
    }
    let mut response = see(local_address(posted.get("to")))?;
    set(&mut response, Cookie::Language.set(lang.code(), state.settings.over_tls));
    Ok(response)
}

/// `GET /welcome/{token}`
pub(crate) async fn welcome_page(State(state): State<WebState>, visit: Visit, Path(token): Path<String>) -> Answer {
    page(&welcome_view(&state, &visit, &token, Vec::new()).await?)
}

/// `POST /welcome/{token}`
pub(crate) async fn welcome(
    State(state): State<WebState>,
    visit: Visit,
    Path(token): Path<String>,
    posted: Posted,
) -> Answer {
    let problem = |id: &str, text: String| vec![Problem { id: id.to_owned(), text }];
    let password = posted.get("password");
    let problems = if password == posted.get("again") {
        match state.identity.enter_by_link(&token, password).await {
            Ok(Entry::In(signed_in)) => return enter(&state, &signed_in, "/"),
            Ok(Entry::NeedsCode(proof)) => return page(&code_view(&state, &visit, "/", proof, Vec::new())),
            Err(ServiceError::Invalid(found)) => {
                found.iter().flat_map(|one| problem("f-password", say(visit.lang, &one.message))).collect()
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        problem("f-again", phrase(visit.lang, "web-password-differs"))
    };
    let view = welcome_view(&state, &visit, &token, problems).await?;
    refused(&view, StatusCode::UNPROCESSABLE_ENTITY)
}

async fn welcome_view(
    state: &WebState,
    visit: &Visit,
    token: &str,
    problems: Vec<Problem>,
) -> Result<WelcomePage, Failure> {
    let owner = state.identity.link_owner(token).await?;
    let lang = visit.lang;
    let hint = say(lang, &Message::new("web-password-hint").with("min", MIN_PASSWORD));
    let mut password =
        Field::new("password", phrase(lang, "web-password-new"), Control::Password("new-password")).hint(hint);
    let mut again = Field::new("again", phrase(lang, "web-password-again"), Control::Password("new-password"));
    for field in [&mut password, &mut again] {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    // The page is a visitor's, whoever else may be signed in in this browser.
    let mut frame = visit.frame(state, phrase(lang, "web-welcome-title"));
    (frame.nav, frame.reader) = (Vec::new(), None);
    Ok(WelcomePage {
        frame,
        greeting: say(lang, &Message::new("web-welcome-greeting").with("name", owner.name)),
        login: owner.login,
        action: format!("/welcome/{}", crate::words::segment(token)),
        problems,
        password,
        again,
    })
}

pub(super) fn set(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
