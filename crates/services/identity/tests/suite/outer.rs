//! Stories of people who sign in by the identity provider of their office: linked, let in, asked for a code, refused, unlinked.

use crate::house::{House, MINUTE, PASSWORD};
use identity::{Entry, Identity, Provider, ProviderAnswer, SignedIn};
use serde_json::{Value, json};
use service_kit::{Context, Http, HttpClient, Role, ServiceError};
use std::collections::BTreeMap;
use std::sync::Arc;
use testkit::{CLIENT_ID, CLIENT_SECRET, FakeProvider, HOME, OTHER};

const BACK: &str = "https://saphan.example/sign-in/provider/back";

/// A house whose office keeps its people at a provider.
async fn office() -> (House, FakeProvider) {
    let mut house = House::open().await;
    let provider = FakeProvider::start(&house.world.clock).await;
    house.identity = at(Identity::new(house.world.kit.clone(), 2), &provider);
    (house, provider)
}

fn at(identity: Identity, provider: &FakeProvider) -> Identity {
    let http: Arc<dyn Http> = Arc::new(HttpClient::new(None).unwrap());
    let configured = Provider {
        issuer: provider.issuer.clone(),
        client_id: CLIENT_ID.into(),
        secret: CLIENT_SECRET.into(),
        name: "Lotus ID".into(),
    };
    identity.with_provider(configured, http)
}

fn is_invalid<T>(result: &Result<T, ServiceError>, key: &str) -> bool {
    matches!(result, Err(ServiceError::Invalid(problems)) if problems[0].message.key == key)
}

fn is_conflict<T>(result: &Result<T, ServiceError>, key: &str) -> bool {
    matches!(result, Err(ServiceError::Conflict(message)) if message.key == key)
}

const REFUSED: &str = "identity-provider-refused";
const UNKNOWN: &str = "identity-provider-unknown";

/// What a browser brings back.
struct Brought {
    secret: String,
    state: String,
    answer: ProviderAnswer,
}

fn brought(secret: &str, back: &str) -> Brought {
    let query = back.split_once('?').unwrap().1;
    let mut found = Brought { secret: secret.into(), state: String::new(), answer: ProviderAnswer::default() };
    for (name, value) in form_urlencoded::parse(query.as_bytes()).into_owned() {
        match name.as_str() {
            "code" => found.answer.code = value,
            "state" => found.state = value,
            "iss" => found.answer.issuer = value,
            other => panic!("{other}"),
        }
    }
    found
}

async fn sent(house: &House, provider: &FakeProvider, subject: &str, amr: &[&str]) -> Brought {
    house.pass(1);
    let sent = house.identity.begin_at_provider(BACK, "/figures").await.unwrap();
    brought(&sent.secret, &provider.lets_in(&sent.address, subject, amr))
}

async fn enters(house: &House, brought: &Brought) -> Result<Entry, ServiceError> {
    let question = house.identity.provider_question(&brought.secret, &brought.state).await?;
    let question = question.ok_or(ServiceError::SignInNeeded)?;
    house.identity.enter_by_provider(&question, &brought.answer, BACK).await
}

async fn comes(house: &House, provider: &FakeProvider, subject: &str) -> Result<Entry, ServiceError> {
    enters(house, &sent(house, provider, subject, &[]).await).await
}

async fn to_link(house: &House, provider: &FakeProvider, context: &Context, subject: &str) -> Brought {
    house.pass(1);
    let sent = house.identity.begin_provider_link(context, (PASSWORD, ""), BACK).await.unwrap();
    brought(&sent.secret, &provider.lets_in(&sent.address, subject, &[]))
}

async fn links(house: &House, context: &Context, brought: &Brought) -> Result<(), ServiceError> {
    let question = house.identity.provider_question(&brought.secret, &brought.state).await?;
    let question = question.ok_or(ServiceError::SignInNeeded)?;
    house.identity.link_to_provider(context, &question, &brought.answer, BACK).await
}

/// Somebody who is linked.
async fn linked(house: &House, provider: &FakeProvider, login: &str, subject: &str) -> SignedIn {
    let somebody = house.employ(login, Role::FieldWorker, HOME).await;
    let context = house.as_asked_by(&somebody);
    links(house, &context, &to_link(house, provider, &context, subject).await).await.unwrap();
    somebody
}

async fn with_codes(house: &House, somebody: &SignedIn) -> String {
    let context = house.as_asked_by(somebody);
    let secret = house.identity.begin_factor(&context, PASSWORD).await.unwrap().secret;
    let code = testkit::authenticator(&secret, house.world.kit.now());
    house.identity.confirm_factor(&context, &somebody.token, &code).await.unwrap();
    house.pass(MINUTE);
    secret
}

fn in_as(entry: Result<Entry, ServiceError>) -> SignedIn {
    match entry {
        Ok(Entry::In(signed_in)) => signed_in,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn whoever_linked_their_account_comes_in_and_nobody_else() {
    let (house, provider) = office().await;
    assert!(is_invalid(&comes(&house, &provider, "s1").await, UNKNOWN), "nobody is somebody by being there");
    let malee = linked(&house, &provider, "malee", "s1").await;
    let signed_in = in_as(comes(&house, &provider, "s1").await);
    assert_eq!(signed_in.actor, malee.actor);
    assert!(house.knows(&signed_in.token).await);
    for other in ["s2", "S1", "s1 ", "malee", "malee@id.example"] {
        assert!(is_invalid(&comes(&house, &provider, other).await, UNKNOWN), "{other}");
    }
    let context = house.as_asked_by(&malee);
    let link = house.identity.own_provider_link(&context).await.unwrap().unwrap();
    assert!(link.used_at.is_some_and(|used| used > link.linked_at));
    let audit = house.world.audit().await;
    let told = |action: &str| audit.iter().filter(|row| row.entry.action == action).count();
    assert_eq!((told("account.provider-link"), told("session.open")), (1, 2));
    assert!(audit.iter().any(|row| row.entry.detail == r#"{"by":"provider"}"#));
    assert!(audit.iter().all(|row| !row.entry.detail.contains("s1") && !row.entry.detail.contains("id.example")));
}

#[tokio::test]
async fn a_code_is_asked_for_unless_the_provider_asked_for_two_proofs() {
    let (house, provider) = office().await;
    let malee = linked(&house, &provider, "malee", "s1").await;
    let secret = with_codes(&house, &malee).await;
    for (amr, is_asked) in [(vec![], true), (vec!["pwd"], true), (vec!["pwd", "otp"], false), (vec!["mfa"], false)] {
        let entry = enters(&house, &sent(&house, &provider, "s1", &amr).await).await.unwrap();
        assert_eq!(matches!(entry, Entry::NeedsCode(_)), is_asked, "{amr:?}");
    }
    let Ok(Entry::NeedsCode(proof)) = comes(&house, &provider, "s1").await else { panic!("a code is asked for") };
    assert!(house.identity.finish_sign_in(&proof, "000000").await.is_err());
    let code = testkit::authenticator(&secret, house.world.kit.now());
    let signed_in = house.identity.finish_sign_in(&proof, &code).await.unwrap();
    assert!(house.knows(&signed_in.token).await);
    let last = house.world.audit().await.pop().unwrap().entry;
    assert_eq!((last.action.as_str(), last.detail.as_str()), ("session.open", r#"{"by":"provider"}"#));

    house.pass(MINUTE);
    let Ok(Entry::NeedsCode(proof)) = comes(&house, &provider, "s1").await else { panic!("a code is asked for") };
    let context = house.as_asked_by(&malee);
    house.identity.unlink_from_provider(&context, &malee.token, PASSWORD).await.unwrap();
    let code = testkit::authenticator(&secret, house.world.kit.now());
    let late = house.identity.finish_sign_in(&proof, &code).await;
    assert!(matches!(late, Err(ServiceError::SignInNeeded)), "the link it proved is gone");
}

#[tokio::test]
async fn what_comes_back_is_taken_once_in_its_browser_and_in_time() {
    let (house, provider) = office().await;
    linked(&house, &provider, "malee", "s1").await;
    let (one, two) = (sent(&house, &provider, "s1", &[]).await, sent(&house, &provider, "s1", &[]).await);
    let with = |secret: &str, state: &str, answer: &ProviderAnswer| Brought {
        secret: secret.into(),
        state: state.into(),
        answer: answer.clone(),
    };
    for (what, wrong) in [
        ("another browser", with(&two.secret, &one.state, &one.answer)),
        ("no browser", with("", &one.state, &one.answer)),
        ("another's state", with(&one.secret, &two.state, &one.answer)),
        ("no state", with(&one.secret, "", &one.answer)),
        ("a state of nobody", with(&one.secret, "00ff", &one.answer)),
    ] {
        assert!(matches!(enters(&house, &wrong).await, Err(ServiceError::SignInNeeded)), "{what}");
    }
    assert_eq!(provider.times_asked("/token"), 1, "nothing is asked for before that is clear");
    // A code of another browser's, brought with one's own state: the proof that goes with it is wrong.
    let stolen = sent(&house, &provider, "s1", &[]).await;
    let injected = with(&two.secret, &two.state, &stolen.answer);
    assert!(is_invalid(&enters(&house, &injected).await, REFUSED));
    in_as(enters(&house, &two).await);
    assert!(is_invalid(&enters(&house, &two).await, REFUSED), "a second time");
    assert!(is_invalid(&enters(&house, &one).await, REFUSED), "an earlier one is void with a later one's answer");
    let slow = sent(&house, &provider, "s1", &[]).await;
    house.pass(5 * MINUTE);
    assert!(matches!(enters(&house, &slow).await, Err(ServiceError::SignInNeeded)));
    let nothing = with(&two.secret, &two.state, &ProviderAnswer::default());
    let nothing = enters(&house, &nothing).await;
    assert!(matches!(nothing, Err(ServiceError::SignInNeeded)));
    let declined = sent(&house, &provider, "s1", &[]).await;
    let declined = enters(&house, &with(&declined.secret, &declined.state, &ProviderAnswer::default())).await;
    assert!(is_invalid(&declined, "identity-provider-declined"));
    let elsewhere = sent(&house, &provider, "s1", &[]).await;
    for issuer in ["", "https://evil.example"] {
        let answer = ProviderAnswer { issuer: issuer.into(), ..elsewhere.answer.clone() };
        let mixed = enters(&house, &with(&elsewhere.secret, &elsewhere.state, &answer)).await;
        assert!(is_invalid(&mixed, REFUSED), "{issuer}");
    }
}

#[tokio::test]
async fn no_lie_of_a_token_lets_anybody_in() {
    let (house, provider) = office().await;
    linked(&house, &provider, "malee", "s1").await;
    let now = house.world.kit.now() / 1000;
    for (claim, value) in [
        ("iss", json!("https://id.example")),
        ("aud", json!("another server")),
        ("aud", json!([CLIENT_ID, "another server"])),
        ("azp", json!("another server")),
        ("exp", json!(now - 61)),
        ("iat", json!(now + 120)),
        ("iat", json!(now - 3600)),
        ("nonce", json!("another browser's")),
        ("sub", json!("")),
        ("sub", json!(["s1"])),
    ] {
        provider.says(claim, value.clone());
        let entry = comes(&house, &provider, "s1").await;
        assert!(is_invalid(&entry, REFUSED), "{claim} {value}: {entry:?}");
        provider.says(claim, Value::Null);
    }
    in_as(comes(&house, &provider, "s1").await);
}

#[tokio::test]
async fn a_provider_that_is_down_or_wrong_keeps_nobody_from_their_password() {
    let (house, provider) = office().await;
    linked(&house, &provider, "malee", "s1").await;
    let waits = async || matches!(house.identity.begin_at_provider(BACK, "/").await, Err(ServiceError::Unavailable(_)));
    let evil = "http://id.example/x";
    for (name, value) in [
        ("issuer", json!("https://id.example")),
        ("issuer", json!(format!("{}/", provider.issuer))),
        ("authorization_endpoint", json!(evil)),
        ("authorization_endpoint", json!("javascript:alert(1)")),
        ("token_endpoint", json!(evil)),
        ("jwks_uri", json!("file:///etc/passwd")),
        ("jwks_uri", json!(7)),
    ] {
        house.pass(61 * MINUTE);
        provider.publishes(name, value.clone());
        assert!(waits().await, "{name} {value}");
        provider.publishes(name, Value::Null);
    }
    house.pass(61 * MINUTE);
    provider.answers_with(Some(503));
    let before = provider.times_asked("/openid-configuration");
    for _ in 0..5 {
        assert!(waits().await);
    }
    assert_eq!(provider.times_asked("/openid-configuration"), before + 1, "it is left alone for a while");
    house.signs_in("malee", PASSWORD).await.unwrap();
    provider.answers_with(None);
    house.pass(MINUTE);
    let brought = sent(&house, &provider, "s1", &[]).await;
    for status in [500, 302] {
        provider.answers_with(Some(status));
        assert!(matches!(enters(&house, &brought).await, Err(ServiceError::Unavailable(_))), "{status}");
    }
    provider.answers_with(Some(400));
    assert!(is_invalid(&enters(&house, &brought).await, REFUSED));
    provider.answers_with(None);
    in_as(enters(&house, &brought).await);
    drop(provider);
    house.pass(61 * MINUTE);
    assert!(waits().await);
    house.signs_in("malee", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_new_key_is_fetched_once_and_not_again_and_again() {
    let (house, provider) = office().await;
    linked(&house, &provider, "malee", "s1").await;
    in_as(comes(&house, &provider, "s1").await);
    assert_eq!(provider.times_asked("/keys"), 1);
    house.pass(MINUTE);
    provider.takes_another_key();
    in_as(comes(&house, &provider, "s1").await);
    assert_eq!(provider.times_asked("/keys"), 2);
    provider.takes_another_key();
    assert!(is_invalid(&comes(&house, &provider, "s1").await, REFUSED));
    assert!(is_invalid(&comes(&house, &provider, "s1").await, REFUSED));
    assert_eq!(provider.times_asked("/keys"), 2, "a minute has not passed");
    house.pass(MINUTE);
    in_as(comes(&house, &provider, "s1").await);
    assert_eq!((provider.times_asked("/keys"), provider.times_asked("/openid-configuration")), (3, 1));
}

#[tokio::test]
async fn linking_asks_for_what_one_signs_in_with_and_is_for_oneself() {
    let (house, provider) = office().await;
    let malee = linked(&house, &provider, "malee", "s1").await;
    let somchai = house.employ("somchai", Role::FieldWorker, HOME).await;
    let (hers, his) = (house.as_asked_by(&malee), house.as_asked_by(&somchai));
    let again = house.identity.begin_provider_link(&hers, (PASSWORD, ""), BACK).await;
    assert!(is_conflict(&again, "identity-provider-linked"));
    assert!(house.identity.begin_provider_link(&his, ("wrong", ""), BACK).await.is_err());
    house.identity.set_duress_word(&his, PASSWORD, "quiet harbour lamp").await.unwrap();
    assert!(house.identity.begin_provider_link(&his, ("quiet harbour lamp", ""), BACK).await.is_err());
    let taken = to_link(&house, &provider, &his, "s1").await;
    assert!(is_conflict(&links(&house, &his, &taken).await, "identity-provider-taken"));

    let begun = to_link(&house, &provider, &his, "s2").await;
    assert!(is_invalid(&links(&house, &hers, &begun).await, REFUSED), "begun by somebody else");
    assert!(is_invalid(&enters(&house, &begun).await, REFUSED), "sent to link, not to sign in");
    links(&house, &his, &begun).await.unwrap();
    let to_enter = sent(&house, &provider, "s3", &[]).await;
    assert!(is_invalid(&links(&house, &his, &to_enter).await, REFUSED), "sent to sign in, not to link");

    let wilai = house.employ("wilai", Role::FieldWorker, HOME).await;
    let secret = with_codes(&house, &wilai).await;
    let context = house.as_asked_by(&wilai);
    let begin = async |code: &str| house.identity.begin_provider_link(&context, (PASSWORD, code), BACK).await;
    assert!(matches!(begin("").await, Err(ServiceError::Invalid(problems)) if problems[0].path == "code"));
    assert!(begin(&testkit::authenticator(&secret, house.world.kit.now())).await.is_ok());
}

#[tokio::test]
async fn whoever_is_disabled_or_unlinked_is_refused_as_if_unknown() {
    let (house, provider) = office().await;
    let malee = linked(&house, &provider, "malee", "s1").await;
    let context = house.as_asked_by(&malee);
    let other = in_as(comes(&house, &provider, "s1").await);
    let wrong = house.identity.unlink_from_provider(&context, &malee.token, "wrong").await;
    assert!(matches!(wrong, Err(ServiceError::Invalid(problems)) if problems[0].path == "present"));
    house.identity.unlink_from_provider(&context, &malee.token, PASSWORD).await.unwrap();
    assert_eq!((house.knows(&malee.token).await, house.knows(&other.token).await), (true, false));
    assert!(is_invalid(&comes(&house, &provider, "s1").await, UNKNOWN));
    let gone = house.identity.unlink_from_provider(&context, &malee.token, PASSWORD).await;
    assert!(matches!(gone, Err(ServiceError::NotFound)));
    links(&house, &context, &to_link(&house, &provider, &context, "s1").await).await.unwrap();
    house.identity.set_disabled(&house.operator(), &malee.actor.account_id, true).await.unwrap();
    assert!(is_invalid(&comes(&house, &provider, "s1").await, UNKNOWN));
    house.identity.set_disabled(&house.operator(), &malee.actor.account_id, false).await.unwrap();
    in_as(comes(&house, &provider, "s1").await);
    house.identity.reset_factor(&house.operator(), &malee.actor.account_id).await.unwrap();
    assert!(is_invalid(&comes(&house, &provider, "s1").await, UNKNOWN), "a lost phone may be signed in there");
}

#[tokio::test]
async fn whoever_keeps_accounts_sees_who_is_linked_and_ends_it() {
    let (house, provider) = office().await;
    let malee = linked(&house, &provider, "malee", "s1").await;
    let director = house.employ("director", Role::Director, HOME).await;
    let elsewhere = house.employ("elsewhere", Role::Director, OTHER).await;
    let (keeps, stranger) = (house.as_asked_by(&director), house.as_asked_by(&elsewhere));
    let id = &malee.actor.account_id;
    assert!(house.identity.linked_people(&keeps).await.unwrap().iter().eq([id]));
    assert_eq!(house.identity.linked_people(&stranger).await.unwrap().len(), 0);
    assert!(house.identity.provider_link_of(&keeps, id).await.unwrap().is_some());
    let hidden = house.identity.provider_link_of(&stranger, id).await;
    assert!(matches!(hidden, Err(ServiceError::NotFound)));
    assert!(matches!(house.identity.unlink_somebody(&stranger, id).await, Err(ServiceError::NotFound)));
    let own = house.identity.unlink_somebody(&keeps, &keeps.actor.account_id).await;
    assert!(matches!(own, Err(ServiceError::Refused)));
    house.identity.unlink_somebody(&keeps, id).await.unwrap();
    assert!(!house.knows(&malee.token).await, "whoever came in by it is out");
    assert!(is_invalid(&comes(&house, &provider, "s1").await, UNKNOWN));
    house.identity.unlink_somebody(&keeps, id).await.unwrap();
    let last = house.world.audit().await.pop().unwrap().entry;
    assert_eq!((last.action.as_str(), &last.subject_id), ("account.provider-unlink", id));
    assert_eq!(last.actor, keeps.actor.account_id);
}

#[tokio::test]
async fn without_a_provider_there_is_nothing_of_it() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let context = house.as_asked_by(&malee);
    assert_eq!(house.identity.provider_name(), None);
    assert!(matches!(house.identity.begin_at_provider(BACK, "/").await, Err(ServiceError::NotFound)));
    let link = house.identity.begin_provider_link(&context, (PASSWORD, ""), BACK).await;
    assert!(matches!(link, Err(ServiceError::NotFound)));
    assert_eq!(house.identity.own_provider_link(&context).await.unwrap(), None);
}

#[tokio::test]
async fn a_provider_that_lets_nobody_choose_makes_them_sign_in_anew() {
    let (house, _provider) = office().await;
    let asked = async || {
        house.pass(1);
        let sent = house.identity.begin_at_provider(BACK, "/").await.unwrap();
        let query: BTreeMap<_, _> =
            form_urlencoded::parse(sent.address.split_once('?').unwrap().1.as_bytes()).into_owned().collect();
        (Brought { secret: sent.secret, state: query["state"].clone(), answer: ProviderAnswer::default() }, query)
    };
    let with = |brought: Brought, error: &str| {
        let answer = ProviderAnswer { error: error.into(), ..ProviderAnswer::default() };
        Brought { answer, ..brought }
    };
    for error in ["access_denied", "", "invalid_request"] {
        let (brought, query) = asked().await;
        assert_eq!(query["prompt"], "select_account", "before {error}");
        let told = enters(&house, &with(brought, error)).await;
        assert!(matches!(told, Err(ServiceError::Invalid(_))), "{error}");
    }
    assert_eq!(asked().await.1["prompt"], "login");
    house.pass(2 * 60 * MINUTE);
    assert_eq!(asked().await.1["prompt"], "select_account", "it may have learnt it");
}
