//! One's own passkeys: having one made, removing one, and coming in with one. What an answer proves is `identity`'s.

use super::account::{refused, wrong};
use super::people::problems;
use super::{Answer, door, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::origin::relying_party;
use crate::parts::{Control, Fact, Field, Heading, Link, Problem};
use crate::posted::Posted;
use crate::views::{ConfirmPage, PasskeyLine, PasskeyPage, Passkeys};
use crate::visit::{Caller, Visit};
use crate::words;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use identity::{KnownPasskey, PasskeyAnswer, RelyingParty};
use language::{Lang, Message, phrase, say};
use serde_json::json;
use service_kit::ServiceError;

/// What the account's page says of passkeys.
pub(super) async fn section(state: &WebState, caller: &Caller, headers: &HeaderMap) -> Result<Passkeys, ServiceError> {
    let lang = caller.visit.lang;
    let kept = state.identity.own_passkeys(&caller.context).await?;
    let add = relying_party(&state.settings, headers)
        .map(|_| Link::new("/account/passkeys", phrase(lang, "web-passkey-add")));
    Ok(Passkeys { lines: kept.iter().map(|passkey| line(state, passkey, lang)).collect(), add })
}

fn line(state: &WebState, passkey: &KnownPasskey, lang: Lang) -> PasskeyLine {
    let moment = |at| words::moment(&state.kit, at, lang);
    let text = match passkey.used_at {
        Some(at) => say(lang, &Message::new("web-devices-seen").with("when", moment(at))),
        None => say(lang, &Message::new("web-passkey-since").with("when", moment(passkey.created_at))),
    };
    let remove = format!("/account/passkeys/{}/remove", words::segment(&passkey.id));
    PasskeyLine { name: passkey.name.clone(), text, remove }
}

/// This server as authenticators know it; without a name there are no passkeys.
fn party(state: &WebState, headers: &HeaderMap) -> Result<RelyingParty, Failure> {
    relying_party(&state.settings, headers).ok_or_else(Failure::not_found)
}

/// `GET /account/passkeys`
pub(crate) async fn ask_page(State(state): State<WebState>, caller: Caller, headers: HeaderMap) -> Answer {
    party(&state, &headers)?;
    page(&ask_view(&state, &caller, "", Vec::new()).await?)
}

/// `POST /account/passkeys`: the challenge is on this answer only.
pub(crate) async fn ask(State(state): State<WebState>, caller: Caller, headers: HeaderMap, posted: Posted) -> Answer {
    let (lang, party) = (caller.visit.lang, party(&state, &headers)?);
    let name = posted.get("name");
    let proof = (name, posted.get("present"), posted.get("code"));
    match state.identity.begin_passkey(&caller.context, proof, caller.visit.binding()).await {
        Ok(setup) => page(&PasskeyPage {
            frame: caller.visit.frame(&state, phrase(lang, "web-passkey-add")),
            heading: heading(&caller, "web-passkey-add", "web-passkey-make-lead"),
            setup,
            party: party.id,
            name: name.to_owned(),
        }),
        Err(error) => {
            let Some(status) = wrong(&error) else { return Err(error.into()) };
            refused(&ask_view(&state, &caller, name, problems(&error, "present", lang)).await?, status)
        }
    }
}

/// `POST /account/passkeys/add`
pub(crate) async fn add(State(state): State<WebState>, caller: Caller, headers: HeaderMap, posted: Posted) -> Answer {
    let (party, name) = (party(&state, &headers)?, posted.get("name"));
    let (client, attestation) = (bytes(&posted, "client"), bytes(&posted, "attestation"));
    let answer = (client.as_slice(), attestation.as_slice());
    match state.identity.add_passkey(&caller.context, &party, caller.visit.binding(), name, answer).await {
        Ok(()) => see("/account?said=passkey-added"),
        Err(error) => {
            let Some(status) = wrong(&error) else { return Err(error.into()) };
            refused(&ask_view(&state, &caller, name, problems(&error, "name", caller.visit.lang)).await?, status)
        }
    }
}

/// `GET /account/passkeys/{id}/remove`
pub(crate) async fn remove_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    page(&remove_view(&state, &caller, &id, Vec::new()).await?)
}

/// `POST /account/passkeys/{id}/remove`
pub(crate) async fn remove(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    match state.identity.remove_passkey(&caller.context, &id, posted.get("present")).await {
        Ok(()) => see("/account?said=passkey-removed"),
        Err(error) => {
            let Some(status) = wrong(&error) else { return Err(error.into()) };
            let problems = problems(&error, "present", caller.visit.lang);
            refused(&remove_view(&state, &caller, &id, problems).await?, status)
        }
    }
}

/// `POST /sign-in/passkey/begin`: a challenge for this browser, for the page's script.
pub(crate) async fn begin(State(state): State<WebState>, visit: Visit, headers: HeaderMap, _posted: Posted) -> Answer {
    let party = party(&state, &headers)?;
    let challenge = state.identity.passkey_challenge(visit.binding()).await?;
    Ok(Json(json!({ "challenge": challenge, "party": party.id })).into_response())
}

/// `POST /sign-in/passkey`
pub(crate) async fn enter(State(state): State<WebState>, visit: Visit, headers: HeaderMap, posted: Posted) -> Answer {
    let (party, to) = (party(&state, &headers)?, posted.get("to"));
    let answer = PasskeyAnswer {
        credential_id: bytes(&posted, "credential"),
        user_id: bytes(&posted, "user"),
        client_data: bytes(&posted, "client"),
        authenticator_data: bytes(&posted, "authenticator"),
        signature: bytes(&posted, "signature"),
    };
    match state.identity.enter_by_passkey(&party, visit.binding(), &answer).await {
        Ok(signed_in) => door::enter(&state, &signed_in, words::local_address(to)),
        Err(error) => {
            let Some(status) = wrong(&error) else { return Err(error.into()) };
            let said = |message: &Message| Problem { id: "f-login".to_owned(), text: say(visit.lang, message) };
            let problems = error.messages().iter().map(said).collect();
            refused(&door::sign_in_view(&state, &visit, (to, &headers), "", problems), status)
        }
    }
}

/// What the page's script read from the authenticator; nothing when it is not written as it writes.
fn bytes(posted: &Posted, name: &str) -> Vec<u8> {
    hex::decode(posted.get(name)).unwrap_or_default()
}

async fn ask_view(
    state: &WebState,
    caller: &Caller,
    name: &str,
    problems: Vec<Problem>,
) -> Result<ConfirmPage, ServiceError> {
    let lang = caller.visit.lang;
    let named = Field::new("name", phrase(lang, "web-passkey-name"), Control::Text)
        .value(name)
        .hint(phrase(lang, "web-passkey-name-hint"));
    let mut asked = vec![named, present_field(lang)];
    if state.identity.own_factor(&caller.context).await?.is_on {
        asked.push(Field::new("code", phrase(lang, "web-code"), Control::Text));
    }
    Ok(ConfirmPage {
        action: "/account/passkeys".to_owned(),
        button: phrase(lang, "web-code-next"),
        asked,
        ..view(state, caller, "web-passkey-add", "web-passkey-lead", problems)
    })
}

async fn remove_view(
    state: &WebState,
    caller: &Caller,
    id: &str,
    problems: Vec<Problem>,
) -> Result<ConfirmPage, Failure> {
    let lang = caller.visit.lang;
    let kept = state.identity.own_passkeys(&caller.context).await?;
    let passkey = kept.into_iter().find(|passkey| passkey.id == id).ok_or_else(Failure::not_found)?;
    Ok(ConfirmPage {
        facts: vec![Fact::new(phrase(lang, "web-passkey-name"), passkey.name)],
        action: format!("/account/passkeys/{}/remove", words::segment(id)),
        button: phrase(lang, "web-passkey-remove"),
        asked: vec![present_field(lang)],
        dangerous: true,
        ..view(state, caller, "web-passkey-remove", "web-passkey-remove-lead", problems)
    })
}

fn present_field(lang: Lang) -> Field {
    Field::new("present", phrase(lang, "web-account-present"), Control::Password("current-password"))
}

/// A page with these problems, each also beside its field.
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
