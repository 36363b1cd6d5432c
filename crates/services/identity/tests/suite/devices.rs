//! Stories of phones: who makes them, who sees and revokes them, and when they are refused.

use crate::house::{House, MINUTE, newcomer};
use identity::{DeviceProof, KnownDevice, SignedIn};
use service_kit::{Role, ServiceError};
use testkit::{HOME, OTHER};

async fn names(house: &House, somebody: &SignedIn) -> Vec<String> {
    let devices = house.identity.devices(&house.as_asked_by(somebody)).await.unwrap();
    devices.into_iter().map(|device: KnownDevice| device.name).collect()
}

async fn knows(house: &House, proof: DeviceProof<'_>) -> bool {
    house.identity.whose_device(proof).await.unwrap().is_some()
}

#[tokio::test]
async fn people_make_devices_for_themselves_and_those_who_keep_accounts_see_and_revoke_them() {
    let house = House::open().await;
    let worker = house.employ("malee", Role::FieldWorker, HOME).await;
    let colleague = house.employ("somchai", Role::FieldWorker, HOME).await;
    let director = house.employ("director", Role::Director, HOME).await;
    let stranger = house.employ("stranger", Role::Director, OTHER).await;
    let administrator = house.employ("keeper", Role::Administrator, OTHER).await;
    let made = house.identity.make_device(&house.as_asked_by(&worker), " Phone 1 ").await.unwrap();
    for (who, sees) in
        [(&worker, true), (&colleague, false), (&director, true), (&stranger, false), (&administrator, true)]
    {
        let expected: &[&str] = if sees { &["Phone 1"] } else { &[] };
        assert_eq!(names(&house, who).await, expected, "{}", who.actor.name);
    }
    for who in [&colleague, &stranger] {
        let refused = house.identity.revoke_device(&house.as_asked_by(who), &made.id).await;
        assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    }
    assert!(knows(&house, DeviceProof::Token(&made.secret)).await);
    let before = house.world.audit().await.len();
    for _ in 0..2 {
        house.identity.revoke_device(&house.as_asked_by(&director), &made.id).await.unwrap();
    }
    assert!(!knows(&house, DeviceProof::Token(&made.secret)).await);
    let audit = house.world.audit().await;
    let told: Vec<_> = audit[before..].iter().map(|row| (row.entry.action.as_str(), &row.entry.subject_id)).collect();
    assert_eq!(told, [("device.revoke", &made.id)], "revoking twice is told once");
    assert!(audit.iter().any(|row| row.entry.action == "device.make" && row.entry.subject_id == made.id));
    assert!(!format!("{audit:?}").contains(&made.secret));
}

#[tokio::test]
async fn a_device_is_known_by_its_secret_in_every_way_that_it_may_be_shown() {
    let house = House::open().await;
    let worker = house.employ("malee", Role::FieldWorker, HOME).await;
    let made = house.identity.make_device(&house.as_asked_by(&worker), "Phone").await.unwrap();
    let (id, secret) = (made.id.as_str(), made.secret.as_str());
    let kept = house.world.kit.store.device(id).await.unwrap().unwrap();
    assert!(!format!("{kept:?}").contains(secret), "the secret itself is not kept");
    let (right, wrong) = (|hash: &str| hash == kept.digest_hash, |_: &str| false);
    for (name, proof, expected) in [
        ("token", DeviceProof::Token(secret), true),
        ("another token", DeviceProof::Token("0000"), false),
        ("password", DeviceProof::Password { id, secret }, true),
        ("another password", DeviceProof::Password { id, secret: "0000" }, false),
        ("another device", DeviceProof::Password { id: "d-2", secret }, false),
        ("digest", DeviceProof::Digest { id, is_right: &right }, true),
        ("another digest", DeviceProof::Digest { id, is_right: &wrong }, false),
    ] {
        assert_eq!(knows(&house, proof).await, expected, "{name}");
    }
    let seen = house.identity.devices(&house.as_asked_by(&worker)).await.unwrap()[0].seen_at;
    house.pass(2 * MINUTE);
    assert!(knows(&house, DeviceProof::Token(secret)).await);
    let later = house.identity.devices(&house.as_asked_by(&worker)).await.unwrap()[0].seen_at;
    assert_eq!(later.unwrap() - seen.unwrap(), 2 * MINUTE);
}

#[tokio::test]
async fn a_device_of_somebody_who_may_not_sign_in_is_refused() {
    let house = House::open().await;
    let worker = house.employ("malee", Role::FieldWorker, HOME).await;
    let made = house.identity.make_device(&house.as_asked_by(&worker), "Phone").await.unwrap();
    house.identity.set_disabled(&house.operator(), &worker.actor.account_id, true).await.unwrap();
    assert!(!knows(&house, DeviceProof::Token(&made.secret)).await);
}

#[tokio::test]
async fn wrong_proofs_slow_further_tries_for_that_device_and_for_no_other() {
    let house = House::open().await;
    let worker = house.employ("malee", Role::FieldWorker, HOME).await;
    let made = house.identity.make_device(&house.as_asked_by(&worker), "Phone").await.unwrap();
    let other = house.identity.make_device(&house.as_asked_by(&worker), "Phone 2").await.unwrap();
    let id = made.id.as_str();
    for _ in 0..10 {
        assert!(!knows(&house, DeviceProof::Password { id, secret: "guess" }).await);
    }
    let right = DeviceProof::Password { id, secret: &made.secret };
    assert!(matches!(house.identity.whose_device(right).await, Err(ServiceError::TooMuch(_))));
    assert!(knows(&house, DeviceProof::Password { id: &other.id, secret: &other.secret }).await);
    house.pass(MINUTE);
    assert!(knows(&house, right).await, "a wait ends");
}

#[tokio::test]
async fn a_device_needs_a_name() {
    let house = House::open().await;
    let worker = house.employ(&newcomer("malee", Role::Partner, HOME).login, Role::Partner, HOME).await;
    for name in ["", "  ", &"x".repeat(121)] {
        let refused = house.identity.make_device(&house.as_asked_by(&worker), name).await;
        assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{name}");
    }
}
