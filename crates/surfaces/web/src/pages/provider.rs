//! Signing in by the identity provider of one's office, and linking one's account to it. Owns the ways there and back; what the provider says
//! is `identity`'s. A browser is never redirected there or on from there: pages that lead on by themselves let it come back with its cookies,
//! which are for our own pages only, and need no hole in the policy of where forms lead.

use super::account::{refused, token, wrong};
use super::people::problems;
use super::{Answer, door, page, see};
use crate::WebState;
use crate::cookies::Cookie;
use crate::failure::Failure;
use crate::parts::{Control, Field, Heading, Link, Problem};
use crate::posted::Posted;
use crate::views::{ConfirmPage, OnwardPage, ProviderStanding};
use crate::visit::{Caller, Visit};
use crate::words;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use identity::{Entry, ProviderAnswer, ProviderQuestion, ToProvider};
use language::{Message, phrase, say};
use serde::Deserialize;
use service_kit::{Context, ServiceError};

/// To which the provider sends browsers back.
pub(crate) const BACK: &str = "/sign-in/provider/back";
const FINISH: &str = "/sign-in/provider/finish";
/// The most bytes of what the provider gives a browser along.
const LONGEST: usize = 4096;

/// What the provider gives a browser along, of which nothing is believed yet.
#[derive(Default, Deserialize)]
pub(crate) struct Along {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    iss: String,
    #[serde(default)]
    error: String,
}

/// What the account's page says of the provider; nothing without one.
pub(super) async fn section(state: &WebState, caller: &Caller) -> Result<Option<ProviderStanding>, ServiceError> {
    let lang = caller.visit.lang;
    let Some(name) = state.identity.provider_name() else { return Ok(None) };
    let told = |key: &'static str| say(lang, &Message::new(key).with("provider", name));
    let moment =
        |key: &'static str, at| say(lang, &Message::new(key).with("when", words::moment(&state.kit, at, lang)));
    let link = state.identity.own_provider_link(&caller.context).await?;
    Ok(Some(match link {
        None => ProviderStanding {
            title: told("web-provider-use"),
            text: told("web-provider-lead"),
            action: Link::new("/account/provider", told("web-provider-link")),
        },
        Some(link) => ProviderStanding {
            title: told("web-provider-use"),
            text: match link.used_at {
                Some(at) => moment("web-devices-seen", at),
                None => moment("web-provider-since", link.linked_at),
            },
            action: Link::new("/account/provider/unlink", told("web-provider-unlink")),
        },
    }))
}

/// `POST /sign-in/provider`
pub(crate) async fn begin(State(state): State<WebState>, visit: Visit, headers: HeaderMap, posted: Posted) -> Answer {
    if state.identity.provider_name().is_none() {
        return Err(Failure::not_found());
    }
    let to = words::local_address(posted.get("to"));
    if visit.is_in() {
        return see(to);
    }
    match state.identity.begin_at_provider(&back_address(&state), to).await {
        Ok(sent) => leave(&state, &visit, &sent),
        Err(error) => at_the_door(&state, &visit, (to, &headers), error),
    }
}

/// On to the provider, with the cookie by which this browser is known when it comes back.
fn leave(state: &WebState, visit: &Visit, sent: &ToProvider) -> Answer {
    let mut response = page(&onward(state, visit, "web-provider-onward", sent.address.clone()))?;
    door::set(&mut response, Cookie::Provider.set(&sent.secret, state.settings.over_tls));
    Ok(response)
}

/// `GET /sign-in/provider/back`: another site led here, so that no cookie came along. The next address is asked for by our own page.
pub(crate) async fn back(State(state): State<WebState>, visit: Visit, Query(along): Query<Along>) -> Answer {
    if state.identity.provider_name().is_none() {
        return see("/sign-in");
    }
    let short = |text: &'_ str| if text.len() > LONGEST { String::new() } else { text.to_owned() };
    let (code, given, issuer, error) =
        (short(&along.code), short(&along.state), short(&along.iss), short(&along.error));
    let address = words::query(FINISH, &[("code", &code), ("state", &given), ("iss", &issuer), ("error", &error)]);
    page(&onward(&state, &visit, "web-provider-returned", address))
}

/// `GET /sign-in/provider/finish`: what this browser was sent for is done, once.
pub(crate) async fn finish(
    State(state): State<WebState>,
    visit: Visit,
    headers: HeaderMap,
    Query(along): Query<Along>,
) -> Answer {
    let over_tls = state.settings.over_tls;
    if state.identity.provider_name().is_none() {
        return see("/sign-in");
    }
    let secret = Cookie::Provider.read(&headers, over_tls).unwrap_or_default();
    let question = state.identity.provider_question(&secret, &along.state).await?;
    let answer = ProviderAnswer { code: along.code, issuer: along.iss, error: along.error };
    let mut response = match (question, visit.is_in()) {
        (Some(question), true) if question.is_link() => link(&state, visit, &question, &answer).await?,
        // Signed in meanwhile, or asked for again.
        (Some(question), true) => see(words::local_address(question.to()))?,
        (None, true) => see("/")?,
        (Some(question), false) => enter(&state, &visit, &headers, &question, &answer).await?,
        (None, false) => {
            let unasked = ServiceError::invalid("provider", named(&state, "identity-provider-refused"));
            at_the_door(&state, &visit, ("", &headers), unasked)?
        }
    };
    door::set(&mut response, Cookie::Provider.remove(over_tls));
    Ok(response)
}

async fn enter(
    state: &WebState,
    visit: &Visit,
    headers: &HeaderMap,
    question: &ProviderQuestion,
    answer: &ProviderAnswer,
) -> Answer {
    let to = words::local_address(question.to());
    match state.identity.enter_by_provider(question, answer, &back_address(state)).await {
        Ok(Entry::In(signed_in)) => door::enter(state, &signed_in, to),
        Ok(Entry::NeedsCode(proof)) => page(&door::code_view(state, visit, to, proof, Vec::new())),
        Err(error) => at_the_door(state, visit, (to, headers), error),
    }
}

async fn link(state: &WebState, visit: Visit, question: &ProviderQuestion, answer: &ProviderAnswer) -> Answer {
    // Under duress there is nothing to link.
    let actor = visit.actor.clone().ok_or_else(Failure::not_found)?;
    let caller = Caller { context: Context::new(&state.kit, actor, visit.lang), visit };
    match state.identity.link_to_provider(&caller.context, question, answer, &back_address(state)).await {
        Ok(()) => see("/account?said=provider-linked"),
        Err(error) => link_again(state, &caller, error).await,
    }
}

/// `GET /account/provider`
pub(crate) async fn ask_page(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&ask_view(&state, &caller, Vec::new()).await?)
}

/// `POST /account/provider`
pub(crate) async fn ask(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let proof = (posted.get("present"), posted.get("code"));
    match state.identity.begin_provider_link(&caller.context, proof, &back_address(&state)).await {
        Ok(sent) => leave(&state, &caller.visit, &sent),
        Err(error) => link_again(&state, &caller, error).await,
    }
}

async fn link_again(state: &WebState, caller: &Caller, error: ServiceError) -> Answer {
    let Some((status, problems)) = told(state, &caller.visit, "present", &error) else { return Err(error.into()) };
    refused(&ask_view(state, caller, problems).await?, status)
}

/// `GET /account/provider/unlink`
pub(crate) async fn unlink_page(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&unlink_view(&state, &caller, Vec::new()).await?)
}

/// `POST /account/provider/unlink`
pub(crate) async fn unlink(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    match state.identity.unlink_from_provider(&caller.context, token(&caller)?, posted.get("present")).await {
        Ok(()) => see("/account?said=provider-unlinked"),
        Err(error) => {
            let Some((status, problems)) = told(&state, &caller.visit, "present", &error) else {
                return Err(error.into());
            };
            refused(&unlink_view(&state, &caller, problems).await?, status)
        }
    }
}

/// This server's address to which the provider sends browsers back.
fn back_address(state: &WebState) -> String {
    format!("{}{BACK}", state.settings.public_address)
}

fn named(state: &WebState, key: &'static str) -> Message {
    Message::new(key).with("provider", state.identity.provider_name().unwrap_or_default())
}

/// How the page answers what somebody can do something about, at a field or at `otherwise`.
fn told(state: &WebState, visit: &Visit, otherwise: &str, error: &ServiceError) -> Option<(StatusCode, Vec<Problem>)> {
    let status = wrong(error)?;
    let mut problems = problems(error, otherwise, visit.lang);
    if matches!(error, ServiceError::Unavailable(_)) {
        // Which other ways in there are is more than that something is not available.
        let text = say(visit.lang, &named(state, "web-provider-down"));
        problems = vec![Problem { id: format!("f-{otherwise}"), text }];
    }
    for problem in problems.iter_mut().filter(|problem| problem.id == "f-provider") {
        problem.id = format!("f-{otherwise}");
    }
    Some((status, problems))
}

fn at_the_door(state: &WebState, visit: &Visit, (to, headers): (&str, &HeaderMap), error: ServiceError) -> Answer {
    let Some((status, problems)) = told(state, visit, "login", &error) else { return Err(error.into()) };
    refused(&door::sign_in_view(state, visit, (to, headers), "", problems), status)
}

/// A page that leads on by itself, also without a script.
fn onward(state: &WebState, visit: &Visit, title: &'static str, address: String) -> OnwardPage {
    let title = say(visit.lang, &named(state, title));
    let mut frame = visit.frame(state, title);
    // Nothing on it leads elsewhere, and its address may hold what must not be sent on.
    (frame.nav, frame.reader) = (Vec::new(), None);
    frame.here = "/sign-in".to_owned();
    OnwardPage { frame, address }
}

async fn ask_view(state: &WebState, caller: &Caller, problems: Vec<Problem>) -> Result<ConfirmPage, Failure> {
    let lang = caller.visit.lang;
    let mut asked = vec![present_field(lang)];
    if state.identity.own_factor(&caller.context).await?.is_on {
        asked.push(Field::new("code", phrase(lang, "web-code"), Control::Text));
    }
    let (title, lead) = ("web-provider-link", "web-provider-link-lead");
    Ok(ConfirmPage {
        action: "/account/provider".to_owned(),
        button: say(lang, &named(state, "web-provider-go")),
        ..view(state, caller, (title, lead), asked, problems)?
    })
}

async fn unlink_view(state: &WebState, caller: &Caller, problems: Vec<Problem>) -> Result<ConfirmPage, Failure> {
    let lang = caller.visit.lang;
    state.identity.own_provider_link(&caller.context).await?.ok_or_else(Failure::not_found)?;
    let (title, lead) = ("web-provider-unlink", "web-provider-unlink-lead");
    Ok(ConfirmPage {
        action: "/account/provider/unlink".to_owned(),
        button: say(lang, &named(state, title)),
        dangerous: true,
        ..view(state, caller, (title, lead), vec![present_field(lang)], problems)?
    })
}

fn present_field(lang: language::Lang) -> Field {
    Field::new("present", phrase(lang, "web-account-present"), Control::Password("current-password"))
}

/// A page with these problems, each also beside its field; not there without a provider.
fn view(
    state: &WebState,
    caller: &Caller,
    (title, lead): (&'static str, &'static str),
    mut asked: Vec<Field>,
    problems: Vec<Problem>,
) -> Result<ConfirmPage, Failure> {
    let lang = caller.visit.lang;
    state.identity.provider_name().ok_or_else(Failure::not_found)?;
    let said = |key: &'static str| say(lang, &named(state, key));
    for field in &mut asked {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    Ok(ConfirmPage {
        frame: caller.visit.frame(state, said(title)),
        heading: Heading::new(said(title))
            .lead(said(lead))
            .under([Link::new("/account", phrase(lang, "web-account-title"))]),
        problems,
        facts: Vec::new(),
        action: String::new(),
        hidden: Vec::new(),
        asked,
        button: String::new(),
        dangerous: false,
        back: "/account".to_owned(),
    })
}
