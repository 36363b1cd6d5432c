//! One request's who, language and way back, found once before any handler runs; and every failure's page, made after it. Owns the
//! order in which a language is chosen; who a token belongs to is `identity`'s.

use crate::cookies::Cookie;
use crate::failure::{self, Failure};
use crate::frame::{Frame, Reader};
use crate::origin::is_from_elsewhere;
use crate::pages::{provider, purpose};
use crate::parts::{Notice, Tone};
use crate::{WebState, navigation, sought};
use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{self, HeaderMap};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use identity::{Visitor, csrf_token, csrf_token_matches};
use language::{Lang, Message, has_phrase, phrase};
use service_kit::{Actor, Context};

/// What is known of a request before its handler runs.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) lang: Lang,
    pub(crate) actor: Option<Actor>,
    /// Who signed in under duress: shown as signed in, and nobody to everything that asks who it is.
    pub(crate) confined: Option<Actor>,
    /// The session's token, when there is one that holds.
    pub(crate) token: Option<String>,
    /// What this browser's forms are bound to: the session's token, else the visitor's random value.
    bound_to: String,
    /// The address asked for, with its query.
    pub(crate) here: String,
    /// Whether htmx asks, for a part of a page.
    pub(crate) partial: bool,
    agency: String,
}

impl Visit {
    /// Whether a form carries this browser's token.
    pub(crate) fn accepts(&self, token: &str) -> bool {
        csrf_token_matches(&self.bound_to, token)
    }

    /// What this browser's forms are bound to; what is made for one browser is bound to it, too.
    pub(crate) fn binding(&self) -> &str {
        &self.bound_to
    }

    /// Whether the visitor signed in, whatever that opens.
    pub(crate) fn is_in(&self) -> bool {
        self.actor.is_some() || self.confined.is_some()
    }

    /// A text that is looked for, as an address of this browser's may carry it.
    pub(crate) fn sealed(&self, text: &str) -> Option<String> {
        sought::sealed(text, &self.bound_to)
    }

    /// The text in an address of this browser's.
    pub(crate) fn opened(&self, seal: &str) -> Option<String> {
        sought::opened(seal, &self.bound_to)
    }

    /// What surrounds a page called `title`.
    pub(crate) fn frame(&self, state: &WebState, title: impl Into<String>) -> Frame {
        let reader = self.actor.as_ref().or(self.confined.as_ref()).map(|actor| Reader {
            name: actor.name.clone(),
            role: phrase(self.lang, &format!("role-{}", actor.role.id())),
            agency: self.agency.clone(),
            has_account: self.actor.is_some(),
        });
        Frame {
            lang: self.lang,
            title: title.into(),
            here: self.here.clone(),
            nav: match &self.actor {
                Some(actor) => navigation::items(state, actor, self.lang, &self.here),
                None if self.confined.is_some() => navigation::harmless(self.lang, &self.here),
                None => Vec::new(),
            },
            reader,
            csrf: csrf_token(&self.bound_to),
            notice: said(self.lang, &self.here),
        }
    }
}

/// An address as the log may name it: without what was asked, and without the secret of a one-time link.
fn logged(here: &str) -> &str {
    let path = here.split('?').next().unwrap_or_default();
    if path.starts_with("/welcome/") { "/welcome/…" } else { path }
}

/// What the step before says happened: `?said=taken-back` names one of the texts `web-said-…` and nothing else.
fn said(lang: Lang, here: &str) -> Option<Notice> {
    let query = here.split_once('?')?.1;
    let (_, word) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "said")?;
    let key = format!("web-said-{word}");
    has_phrase(Lang::En, &key).then(|| Notice::new(Tone::Good, phrase(lang, &key)))
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().cloned().ok_or_else(Failure::not_found)
    }
}

/// A visit by somebody who is signed in.
pub(crate) struct Caller {
    pub(crate) visit: Visit,
    pub(crate) context: Context,
}

impl FromRequestParts<WebState> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Failure> {
        let visit = Visit::from_request_parts(parts, state).await?;
        // Under duress there is nothing here, as for somebody who may not see it.
        let nobody = if visit.confined.is_some() { Failure::not_found() } else { Failure::SignIn };
        let actor = visit.actor.clone().ok_or(nobody)?;
        let said = visit.token.as_deref().zip(purpose::subject(&visit.here));
        let purpose = said.and_then(|(token, of)| state.identity.purpose(token, &of));
        Ok(Self { context: Context { purpose, ..Context::new(&state.kit, actor, visit.lang) }, visit })
    }
}

/// Finds out who visits, refuses what other sites sent, and turns a failure into a page.
pub(crate) async fn welcome(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let over_tls = state.settings.over_tls;
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let here = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let (visit, new_visitor) = match visit(&state, request.headers(), here.clone()).await {
        Ok(found) => found,
        Err(failure) => return sorry(&state, &stranger(&state, request.headers(), here), safe, failure),
    };
    if !safe && is_from_elsewhere(request.headers()) {
        return sorry(&state, &visit, safe, Failure::Forged);
    }
    // Whom another site leads here comes without cookies that they have: a new one would void forms that are open in other tabs.
    let new_visitor = new_visitor && request.uri().path() != provider::BACK;
    request.extensions_mut().insert(visit.clone());
    let mut response = next.run(request).await;
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        response = sorry(&state, &visit, safe, failure);
    }
    if let (true, Some(cookie)) = (new_visitor, Cookie::Visit.set(&visit.bound_to, over_tls)) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn visit(state: &WebState, headers: &HeaderMap, here: String) -> Result<(Visit, bool), Failure> {
    let over_tls = state.settings.over_tls;
    let mut found = stranger(state, headers, here);
    if let Some(token) = Cookie::Session.read(headers, over_tls)
        && let Some((actor, own_lang, confined)) = told(state.identity.visitor(&token).await?)
    {
        if Cookie::Language.read(headers, over_tls).is_none() {
            found.lang = own_lang;
        }
        found.agency = state.agency_name(&actor.agency_id, found.lang).await?;
        *(if confined { &mut found.confined } else { &mut found.actor }) = Some(actor);
        found.bound_to.clone_from(&token);
        found.token = Some(token);
        return Ok((found, false));
    }
    let known = Cookie::Visit.read(headers, over_tls);
    let new_visitor = known.is_none();
    found.bound_to = known.unwrap_or_else(|| state.kit.new_secret());
    Ok((found, new_visitor))
}

/// Who it is, their language, and whether they are confined to the public pages.
fn told(visitor: Visitor) -> Option<(Actor, Lang, bool)> {
    match visitor {
        Visitor::Nobody => None,
        Visitor::In(actor, lang) => Some((actor, lang, false)),
        Visitor::Confined(actor, lang) => Some((actor, lang, true)),
    }
}

/// A visit of which nothing is known but what the request itself says.
fn stranger(state: &WebState, headers: &HeaderMap, here: String) -> Visit {
    let chosen = Cookie::Language.read(headers, state.settings.over_tls).and_then(|code| code.parse().ok());
    Visit {
        lang: chosen.or_else(|| preferred(headers)).unwrap_or(Lang::Th),
        actor: None,
        confined: None,
        token: None,
        bound_to: String::new(),
        here,
        partial: headers.contains_key("hx-request"),
        agency: String::new(),
    }
}

/// The first language of the browser that the interface knows.
fn preferred(headers: &HeaderMap) -> Option<Lang> {
    Lang::accepted(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?)
}

/// The page, or the way to the sign-in page, that a failure becomes.
fn sorry(state: &WebState, visit: &Visit, safe: bool, failure: Failure) -> Response {
    match failure {
        Failure::SignIn if safe && !visit.partial => Redirect::to(&sign_in_address(&visit.here)).into_response(),
        Failure::SignIn if visit.partial => {
            let mut response = StatusCode::UNAUTHORIZED.into_response();
            if let Ok(value) = HeaderValue::from_str(&sign_in_address("/")) {
                response.headers_mut().insert("hx-redirect", value);
            }
            response
        }
        Failure::SignIn => words(state, visit, StatusCode::UNAUTHORIZED, &[Message::new("web-error-signed-out")], ""),
        Failure::PurposeNeeded if safe && !visit.partial => {
            Redirect::to(&purpose::address(&visit.here)).into_response()
        }
        Failure::PurposeNeeded => {
            words(state, visit, StatusCode::FORBIDDEN, &[Message::new("error-purpose-needed")], "")
        }
        Failure::Forged => words(state, visit, StatusCode::FORBIDDEN, &[Message::new("web-error-forged")], ""),
        Failure::Said { status, messages, internal } => words(state, visit, status, &messages, &internal),
    }
}

/// The sign-in page that leads back to a local address.
fn sign_in_address(here: &str) -> String {
    if here == "/" {
        return "/sign-in".to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("to", here).finish();
    format!("/sign-in?{query}")
}

fn words(state: &WebState, visit: &Visit, status: StatusCode, messages: &[Message], internal: &str) -> Response {
    let mut reference = String::new();
    if status.is_server_error() {
        // The same short word on the page and in the log leads from one to the other.
        reference = state.kit.new_secret().chars().take(8).collect();
        tracing::error!(reference, path = logged(&visit.here), problem = internal, "a request failed");
    }
    let mut page = failure::page(visit.frame(state, ""), status, messages, reference);
    page.frame.title.clone_from(&page.title);
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(problem) => {
            tracing::error!(%problem, "the page of a failure could not be rendered");
            status.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_and_no_answer_reach_the_log() {
        assert_eq!(logged("/welcome/0f3a-secret?again=1"), "/welcome/…");
        assert_eq!(logged("/records/prevention/quote?q=Nok"), "/records/prevention/quote");
    }

    #[test]
    fn only_our_own_sentences_can_be_said() {
        assert!(said(Lang::En, "/?said=%3Cscript%3E").is_none());
        assert!(said(Lang::En, "/").is_none());
    }

    #[test]
    fn signing_in_leads_back() {
        assert_eq!(sign_in_address("/"), "/sign-in");
        assert_eq!(sign_in_address("/records?q=ก&page=2"), "/sign-in?to=%2Frecords%3Fq%3D%E0%B8%81%26page%3D2");
    }
}
