//! Stories of passkeys: made, used, copied, forged, removed. What must not let anybody in stands in tables.

use crate::authenticator::{Authenticator, Lies, ORIGIN, PARTY};
use crate::house::{House, MINUTE, PASSWORD};
use identity::{Entry, PasskeyAnswer, RelyingParty, SignedIn};
use service_kit::{Role, ServiceError};
use testkit::HOME;

const BROWSER: &str = "what this browser's forms are bound to";

fn party() -> RelyingParty {
    RelyingParty { id: PARTY.into(), origin: ORIGIN.into() }
}

fn is_invalid<T>(result: &Result<T, ServiceError>, at: &str) -> bool {
    matches!(result, Err(ServiceError::Invalid(problems)) if problems[0].path == at)
}

async fn challenge_to_add(house: &House, who: &SignedIn) -> String {
    let context = house.as_asked_by(who);
    house.identity.begin_passkey(&context, ("Blue phone", PASSWORD, ""), BROWSER).await.unwrap().challenge
}

async fn added(house: &House, who: &SignedIn, is_ed25519: bool) -> Authenticator {
    let authenticator = Authenticator::new(is_ed25519, &who.actor.account_id, b"a credential of theirs");
    let (client, attestation) = authenticator.makes(&challenge_to_add(house, who).await, &Lies::default());
    let context = house.as_asked_by(who);
    house.identity.add_passkey(&context, &party(), BROWSER, "Blue phone", (&client, &attestation)).await.unwrap();
    authenticator
}

async fn challenge(house: &House) -> String {
    house.pass(1);
    house.identity.passkey_challenge(BROWSER).await.unwrap()
}

async fn enters(house: &House, answer: &PasskeyAnswer) -> Result<SignedIn, ServiceError> {
    house.identity.enter_by_passkey(&party(), BROWSER, answer).await
}

#[tokio::test]
async fn a_passkey_of_either_kind_lets_its_owner_in_without_password_and_code() {
    for is_ed25519 in [false, true] {
        let house = House::open().await;
        let malee = house.employ("malee", Role::FieldWorker, HOME).await;
        let authenticator = added(&house, &malee, is_ed25519).await;
        let context = house.as_asked_by(&malee);
        let setup = house.identity.begin_factor(&context, PASSWORD).await.unwrap();
        let code = testkit::authenticator(&setup.secret, house.world.kit.now());
        house.identity.confirm_factor(&context, &malee.token, &code).await.unwrap();
        assert!(matches!(house.identity.enter("malee", PASSWORD).await.unwrap(), Entry::NeedsCode(_)));

        let answer = authenticator.signs(&challenge(&house).await, &Lies::default());
        let signed_in = enters(&house, &answer).await.unwrap();
        assert_eq!(signed_in.actor, malee.actor);
        assert!(house.knows(&signed_in.token).await);
        let kept = house.identity.own_passkeys(&context).await.unwrap();
        assert_eq!((kept[0].name.as_str(), kept[0].used_at), ("Blue phone", Some(house.world.kit.now())));

        let again = house.identity.begin_passkey(&context, ("Second", PASSWORD, ""), BROWSER).await;
        assert!(is_invalid(&again, "code"), "a passkey stands for both, so both are asked for");
    }
}

#[tokio::test]
async fn a_challenge_is_answered_once_in_its_browser_and_in_time() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let authenticator = added(&house, &malee, false).await;
    let earlier = challenge(&house).await;
    let answer = authenticator.signs(&challenge(&house).await, &Lies::default());
    let elsewhere = house.identity.enter_by_passkey(&party(), "another browser", &answer).await;
    assert!(is_invalid(&elsewhere, "passkey"));
    enters(&house, &answer).await.unwrap();
    assert!(is_invalid(&enters(&house, &answer).await, "passkey"), "what was overheard opens nothing");
    let late = authenticator.signs(&earlier, &Lies::default());
    assert!(is_invalid(&enters(&house, &late).await, "passkey"), "an earlier one is void with a later one's answer");
    let slow = authenticator.signs(&challenge(&house).await, &Lies::default());
    house.pass(5 * MINUTE);
    assert!(is_invalid(&enters(&house, &slow).await, "passkey"));
    let to_add = challenge_to_add(&house, &malee).await;
    let mixed = authenticator.signs(&to_add, &Lies::default());
    assert!(is_invalid(&enters(&house, &mixed).await, "passkey"), "a challenge for adding lets nobody in");
    let made_up = authenticator.signs("00ff", &Lies::default());
    assert!(is_invalid(&enters(&house, &made_up).await, "passkey"));
}

#[tokio::test]
async fn no_lie_lets_anybody_in() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let somchai = house.employ("somchai", Role::FieldWorker, HOME).await;
    let authenticator = added(&house, &malee, false).await;
    let stranger = Authenticator::new(false, &malee.actor.account_id, &authenticator.credential_id);
    let mut refused: Vec<(&str, PasskeyAnswer)> = Vec::new();
    for (what, lies) in [
        ("another origin", Lies { origin: "https://saphan.example.evil", ..Lies::default() }),
        ("without TLS", Lies { origin: "http://saphan.example", ..Lies::default() }),
        ("a page of another's frame", Lies { cross_origin: true, ..Lies::default() }),
        ("another server's key", Lies { party: "evil.example", ..Lies::default() }),
        ("made, not signed in with", Lies { kind: Some("webauthn.create"), ..Lies::default() }),
        ("nobody there", Lies { flags: 0x04, ..Lies::default() }),
        ("nobody verified", Lies { flags: 0x01, ..Lies::default() }),
        ("extensions promised", Lies { flags: 0x85, ..Lies::default() }),
        ("a credential promised", Lies { flags: 0x45, ..Lies::default() }),
    ] {
        refused.push((what, authenticator.signs(&challenge(&house).await, &lies)));
    }
    refused.push(("another key", stranger.signs(&challenge(&house).await, &Lies::default())));
    let right = authenticator.signs(&challenge(&house).await, &Lies::default());
    let theirs = somchai.actor.account_id.clone().into_bytes();
    refused.push(("kept for another", PasskeyAnswer { user_id: theirs, ..right.clone() }));
    refused.push(("kept for nobody", PasskeyAnswer { user_id: Vec::new(), ..right.clone() }));
    refused.push(("unknown", PasskeyAnswer { credential_id: b"x".to_vec(), ..right.clone() }));
    for end in 0..right.authenticator_data.len() {
        let authenticator_data = right.authenticator_data[..end].to_vec();
        refused.push(("cut off data", PasskeyAnswer { authenticator_data, ..right.clone() }));
    }
    for end in 0..right.client_data.len() {
        refused.push(("cut off", PasskeyAnswer { client_data: right.client_data[..end].to_vec(), ..right.clone() }));
    }
    for end in 0..right.signature.len() {
        refused.push(("cut off sign", PasskeyAnswer { signature: right.signature[..end].to_vec(), ..right.clone() }));
    }
    let longer = [right.authenticator_data.as_slice(), &[0xa0]].concat();
    refused.push(("more than it says", PasskeyAnswer { authenticator_data: longer, ..right.clone() }));
    for (what, answer) in &refused {
        assert!(is_invalid(&enters(&house, answer).await, "passkey"), "{what}");
    }
    assert!(enters(&house, &right).await.is_ok(), "the truth does, after all of them");
}

#[tokio::test]
async fn a_copied_key_is_refused_by_its_count() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let mut authenticator = added(&house, &malee, false).await;
    for (count, taken) in [(0, true), (0, true), (7, true), (7, false), (6, false), (0, false), (8, true)] {
        authenticator.count = count;
        let answer = authenticator.signs(&challenge(&house).await, &Lies::default());
        assert_eq!(enters(&house, &answer).await.is_ok(), taken, "{count}");
    }
}

#[tokio::test]
async fn only_what_an_authenticator_makes_for_this_server_is_added() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let context = house.as_asked_by(&malee);
    let authenticator = Authenticator::new(false, &malee.actor.account_id, b"a credential of theirs");
    let add = async |browser: &str, client: &[u8], attestation: &[u8]| {
        house.identity.add_passkey(&context, &party(), browser, "Blue phone", (client, attestation)).await
    };
    for (what, lies) in [
        ("another origin", Lies { origin: "https://evil.example", ..Lies::default() }),
        ("another server's key", Lies { party: "evil.example", ..Lies::default() }),
        ("signed in with, not made", Lies { kind: Some("webauthn.get"), ..Lies::default() }),
        ("nobody verified", Lies { flags: 0x01, ..Lies::default() }),
        ("another algorithm", Lies { algorithm: Some(-8), ..Lies::default() }),
        ("no algorithm of ours", Lies { algorithm: Some(-65535), ..Lies::default() }),
    ] {
        let (client, attestation) = authenticator.makes(&challenge_to_add(&house, &malee).await, &lies);
        assert!(is_invalid(&add(BROWSER, &client, &attestation).await, "passkey"), "{what}");
    }
    let (client, attestation) = authenticator.makes(&challenge_to_add(&house, &malee).await, &Lies::default());
    for end in 0..attestation.len() {
        assert!(is_invalid(&add(BROWSER, &client, &attestation[..end]).await, "passkey"), "cut off at {end}");
    }
    for place in 0..attestation.len() {
        for sign in [0x00, 0x1f, 0x5f, 0x7f, 0x9b, 0xbf, 0xff] {
            let mut changed = attestation.clone();
            changed[place] = sign;
            let _changed_bytes_are_no_panic = webauthn_reads(&house, &context, &client, &changed).await;
        }
    }
    let to_enter = house.identity.passkey_challenge(BROWSER).await.unwrap();
    let (other, made) = authenticator.makes(&to_enter, &Lies::default());
    assert!(is_invalid(&add(BROWSER, &other, &made).await, "passkey"), "a challenge to enter adds nothing");
    assert!(is_invalid(&add("another browser", &client, &attestation).await, "passkey"));
    assert_eq!(house.identity.own_passkeys(&context).await.unwrap(), []);
    add(BROWSER, &client, &attestation).await.unwrap();
    assert!(is_invalid(&add(BROWSER, &client, &attestation).await, "passkey"), "the same is not added twice");
}

/// Reads what may be anything as if it were for another browser, so that nothing is kept even when it can be read.
async fn webauthn_reads(house: &House, context: &service_kit::Context, client: &[u8], attestation: &[u8]) -> bool {
    let elsewhere = RelyingParty { id: PARTY.into(), origin: "https://nowhere.example".into() };
    house.identity.add_passkey(context, &elsewhere, BROWSER, "Blue phone", (client, attestation)).await.is_ok()
}

#[tokio::test]
async fn adding_asks_for_the_password_and_removing_too() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let somchai = house.employ("somchai", Role::FieldWorker, HOME).await;
    let context = house.as_asked_by(&malee);
    let wrong = house.identity.begin_passkey(&context, ("Blue phone", "wrong quiet harbour", ""), BROWSER).await;
    assert!(is_invalid(&wrong, "present"));
    let nameless = house.identity.begin_passkey(&context, (" ", PASSWORD, ""), BROWSER).await;
    assert!(is_invalid(&nameless, "name"));
    let authenticator = added(&house, &malee, false).await;
    let setup = house.identity.begin_passkey(&context, ("Second", PASSWORD, ""), BROWSER).await.unwrap();
    assert_eq!(setup.known, [hex::encode(&authenticator.credential_id)]);
    let id = house.identity.own_passkeys(&context).await.unwrap()[0].id.clone();
    let other = house.as_asked_by(&somchai);
    let others = house.identity.remove_passkey(&other, &id, PASSWORD).await;
    assert!(matches!(others, Err(ServiceError::NotFound)));
    assert!(is_invalid(&house.identity.remove_passkey(&context, &id, "wrong quiet harbour").await, "present"));
    house.identity.remove_passkey(&context, &id, PASSWORD).await.unwrap();
    let answer = authenticator.signs(&challenge(&house).await, &Lies::default());
    assert!(is_invalid(&enters(&house, &answer).await, "passkey"));
}

#[tokio::test]
async fn a_disabled_account_and_a_lost_phone_have_no_way_in() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let authenticator = added(&house, &malee, false).await;
    let id = malee.actor.account_id.as_str();
    house.identity.set_disabled(&house.operator(), id, true).await.unwrap();
    let answer = authenticator.signs(&challenge(&house).await, &Lies::default());
    assert!(is_invalid(&enters(&house, &answer).await, "passkey"));
    house.identity.set_disabled(&house.operator(), id, false).await.unwrap();
    house.identity.reset_factor(&house.operator(), id).await.unwrap();
    let answer = authenticator.signs(&challenge(&house).await, &Lies::default());
    assert!(is_invalid(&enters(&house, &answer).await, "passkey"), "whoever keeps accounts took it away");
}
