//! The identity provider at which an office keeps its people (OpenID Connect Discovery 1.0; RFC 6749, 7636, 9207). Owns what is asked of it,
//! how long its answers are believed, and that one that is down is not asked again and again; what a token proves is `id_token`'s.

use crate::id_token::{self, Expected, Flaw, Keys, Proven};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde::Deserialize;
use service_kit::{Http, HttpAnswer, HttpFailure, HttpQuestion, may_be_asked};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;
use store::Millis;
use tokio::sync::Mutex;

/// How long addresses and keys are believed.
const BELIEVED: Millis = 60 * 60 * 1000;
/// How long a provider that did not answer is left alone.
const LEFT_ALONE: Millis = 15 * 1000;
/// Keys are asked for again at most this often when a token names an unknown one.
const KEYS_EVERY: Millis = 60 * 1000;
/// Lets people choose who they are.
const CHOOSE: &str = "select_account";
/// Makes them sign in anew.
const ANEW: &str = "login";
/// What providers say that do not know the former (OpenID Connect Core 1.0, 3.1.2.6, and OAuth 2.0, 4.1.2.1).
const CANNOT_CHOOSE: [&str; 2] = ["invalid_request", "account_selection_required"];
/// What a provider may say of why it gives no token (RFC 6749, section 5.2); anything else it says is not logged.
const REASONS: [&str; 6] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
];

/// An identity provider, as whoever runs the server configured it.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its address, as its tokens name it, such as `https://id.example/realms/office`.
    pub issuer: String,
    /// This server, as the provider knows it.
    pub client_id: String,
    /// What this server proves itself with there.
    pub secret: String,
    /// What people call it, for the button.
    pub name: String,
}

impl fmt::Debug for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Provider").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// Why nobody is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failed {
    /// The provider cannot be asked, or is not what it should be. The text is for the log.
    Down(String),
    /// It says nothing, or nothing that holds, of whoever came back.
    Refused,
}

/// What this server knows of its provider.
pub(crate) struct AtProvider {
    pub(crate) provider: Provider,
    http: Arc<dyn Http>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    places: Option<(Places, Millis)>,
    keys: Option<(Keys, Millis)>,
    failed: Option<(String, Millis)>,
    /// When it refused to let people choose who they are.
    unchosen: Option<Millis>,
}

/// Where what is.
#[derive(Clone, Debug, Deserialize)]
struct Places {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    prompt_values_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

#[derive(Deserialize)]
struct Reason {
    error: String,
}

/// What goes with a browser to the provider, and is asked for when it comes back.
pub(crate) struct Sent<'s> {
    pub(crate) state: &'s str,
    pub(crate) nonce: &'s str,
    pub(crate) verifier: &'s str,
    /// The address of this server to which the provider sends it back.
    pub(crate) back: &'s str,
}

impl AtProvider {
    pub(crate) fn new(provider: Provider, http: Arc<dyn Http>) -> Self {
        Self { provider, http, known: Mutex::default() }
    }

    /// Where a browser is sent to sign in.
    pub(crate) async fn address(&self, sent: &Sent<'_>, now: Millis) -> Result<String, Failed> {
        let places = self.places(now).await?;
        let prompt = self.prompt(&places, now).await;
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.provider.client_id)
            .append_pair("redirect_uri", sent.back)
            .append_pair("scope", "openid")
            .append_pair("state", sent.state)
            .append_pair("nonce", sent.nonce)
            .append_pair("code_challenge", &BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(sent.verifier)))
            .append_pair("code_challenge_method", "S256");
        if let Some(prompt) = prompt {
            query.append_pair("prompt", prompt);
        }
        let separator = if places.authorization_endpoint.contains('?') { '&' } else { '?' };
        Ok(format!("{}{separator}{}", places.authorization_endpoint, query.finish()))
    }

    /// How people are asked who they are. Machines are shared: whoever is still signed in at the provider may be somebody else.
    async fn prompt(&self, places: &Places, now: Millis) -> Option<&'static str> {
        let refused = self.known.lock().await.unchosen.is_some_and(|at| is_within(BELIEVED, at, now));
        // Most providers do not say which they know.
        let known = places.prompt_values_supported.as_deref();
        let knows = |prompt: &str| known.is_none_or(|known| known.iter().any(|one| one == prompt));
        [CHOOSE, ANEW].into_iter().find(|prompt| knows(prompt) && !(refused && *prompt == CHOOSE))
    }

    /// Takes note of why nobody was let in: a provider that does not know how to let people choose is asked otherwise from then on.
    pub(crate) async fn told_why(&self, error: &str, now: Millis) {
        if CANNOT_CHOOSE.contains(&error) {
            tracing::info!("the identity provider does not let people choose who they are; they sign in anew");
            self.known.lock().await.unchosen = Some(now);
        }
    }

    /// Who came back with a code. `issuer` is what the provider says of itself on the way; empty when it says nothing.
    pub(crate) async fn proven(
        &self,
        (code, issuer): (&str, &str),
        sent: &Sent<'_>,
        now: Millis,
    ) -> Result<Proven, Failed> {
        let places = self.places(now).await?;
        let must_say = places.authorization_response_iss_parameter_supported;
        if (must_say || !issuer.is_empty()) && issuer != self.provider.issuer {
            return Err(Failed::Refused);
        }
        let token = self.token(&places, code, sent).await?;
        let provider = &self.provider;
        let expected =
            Expected { issuer: &provider.issuer, client_id: &provider.client_id, nonce: sent.nonce, now: now / 1000 };
        let mut proven = id_token::verified(&token, &self.keys(&places, now, BELIEVED).await?, expected);
        if proven == Err(Flaw::UnknownKey) {
            proven = id_token::verified(&token, &self.keys(&places, now, KEYS_EVERY).await?, expected);
        }
        proven.map_err(|flaw| {
            tracing::warn!(?flaw, "the identity provider's token proves nothing");
            Failed::Refused
        })
    }

    /// The token that the provider gives for a code.
    async fn token(&self, places: &Places, code: &str, sent: &Sent<'_>) -> Result<String, Failed> {
        let question = self.for_token(places, code, sent);
        let answer = self.http.ask(question).await.map_err(|problem| down("its tokens", problem))?;
        match answer.status {
            200 => read::<Tokens>(&answer).map(|tokens| tokens.id_token).ok_or(Failed::Refused),
            400..500 => {
                let said = read::<Reason>(&answer).map(|reason| reason.error).unwrap_or_default();
                let reason = REASONS.iter().find(|known| **known == said);
                tracing::warn!(status = answer.status, reason, "the identity provider gives no token");
                Err(Failed::Refused)
            }
            status => Err(unexpected("its tokens", status)),
        }
    }

    /// Asks for a token, and proves who asks in the way that the provider takes.
    fn for_token(&self, places: &Places, code: &str, sent: &Sent<'_>) -> HttpQuestion {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", sent.back)
            .append_pair("code_verifier", sent.verifier);
        let provider = &self.provider;
        let ways = places.token_endpoint_auth_methods_supported.as_deref();
        let in_form = ways.is_some_and(|ways| {
            let has = |way: &str| ways.iter().any(|one| one == way);
            has("client_secret_post") && !has("client_secret_basic")
        });
        if in_form {
            form.append_pair("client_id", &provider.client_id).append_pair("client_secret", &provider.secret);
        }
        let written = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let basic = format!("{}:{}", written(&provider.client_id), written(&provider.secret));
        HttpQuestion {
            address: places.token_endpoint.clone(),
            authorization: (!in_form).then(|| format!("Basic {}", BASE64_STANDARD.encode(basic))),
            form: Some(form.finish()),
        }
    }

    /// Where what is, as the provider says in its own discovery document.
    async fn places(&self, now: Millis) -> Result<Places, Failed> {
        let mut known = self.known.lock().await;
        if let Some((places, _)) = known.places.as_ref().filter(|(_, at)| is_within(BELIEVED, *at, now)) {
            return Ok(places.clone());
        }
        if let Some((problem, _)) = known.failed.as_ref().filter(|(_, at)| is_within(LEFT_ALONE, *at, now)) {
            return Err(Failed::Down(problem.clone()));
        }
        match self.fetched_places().await {
            Ok(places) => {
                (known.places, known.failed) = (Some((places.clone(), now)), None);
                Ok(places)
            }
            Err(problem) => {
                tracing::warn!(problem, "the identity provider cannot be asked");
                known.failed = Some((problem.clone(), now));
                Err(Failed::Down(problem))
            }
        }
    }

    async fn fetched_places(&self) -> Result<Places, String> {
        let issuer = &self.provider.issuer;
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let question = HttpQuestion { address, ..HttpQuestion::default() };
        let answer = self.http.ask(question).await.map_err(|problem| problem.to_string())?;
        if answer.status != 200 {
            return Err(format!("its discovery document is answered with status {}", answer.status));
        }
        let places: Places = read(&answer).ok_or("its discovery document cannot be read")?;
        if places.issuer != *issuer {
            return Err(
                "its discovery document is of another issuer: check the address for a slash at its end".to_owned()
            );
        }
        let all = [&places.authorization_endpoint, &places.token_endpoint, &places.jwks_uri];
        // One that is far away has no business on this machine.
        let over_tls = issuer.starts_with("https:");
        if all.iter().any(|place| !may_be_asked(place) || (over_tls && !place.starts_with("https:"))) {
            return Err("its discovery document names an address without TLS".to_owned());
        }
        Ok(places)
    }

    /// The provider's keys, asked for again when they are older than this.
    async fn keys(&self, places: &Places, now: Millis, oldest: Millis) -> Result<Keys, Failed> {
        let mut known = self.known.lock().await;
        if let Some((keys, _)) = known.keys.as_ref().filter(|(_, at)| is_within(oldest, *at, now)) {
            return Ok(keys.clone());
        }
        let question = HttpQuestion { address: places.jwks_uri.clone(), ..HttpQuestion::default() };
        let answer = self.http.ask(question).await.map_err(|problem| down("its keys", problem))?;
        let keys = (answer.status == 200).then(|| Keys::read(&answer.body)).flatten();
        let keys = keys.ok_or_else(|| unexpected("its keys", answer.status))?;
        known.keys = Some((keys.clone(), now));
        Ok(keys)
    }
}

/// A clock that was set back makes nothing new.
fn is_within(span: Millis, at: Millis, now: Millis) -> bool {
    (0..span).contains(&(now - at))
}

fn read<T: for<'d> Deserialize<'d>>(answer: &HttpAnswer) -> Option<T> {
    serde_json::from_slice(&answer.body).ok()
}

fn down(what: &str, problem: HttpFailure) -> Failed {
    tracing::warn!(what, %problem, "the identity provider cannot be asked");
    Failed::Down(problem.to_string())
}

fn unexpected(what: &str, status: u16) -> Failed {
    tracing::warn!(what, status, "the identity provider answers otherwise than it should");
    Failed::Down(format!("{what} are answered with status {status}"))
}
