//! Stories of signing in, and of when a session ends.

use crate::house::{DAY, HOUR, House, MINUTE, PASSWORD};
use identity::{csrf_token, csrf_token_matches};
use service_kit::{Role, ServiceError};
use testkit::HOME;

#[tokio::test]
async fn every_failed_sign_in_looks_the_same() {
    let house = House::open().await;
    house.employ("malee", Role::FieldWorker, HOME).await;
    let somchai = house.employ("somchai", Role::FieldWorker, HOME).await;
    house.identity.set_disabled(&house.operator(), &somchai.actor.account_id, true).await.unwrap();
    house.invite("invited", Role::FieldWorker, HOME).await;
    let mut failures = Vec::new();
    for (login, password) in [
        ("malee", "wrong quiet harbour"),
        ("malee", ""),
        ("nobody", PASSWORD),
        ("", ""),
        ("somchai", PASSWORD),
        ("invited", PASSWORD),
        ("invited", "no account has this password"),
    ] {
        failures.push(format!("{:?}", house.signs_in(login, password).await.unwrap_err()));
    }
    failures.dedup();
    assert_eq!(failures.len(), 1, "{failures:?}");
    assert!(house.signs_in("  MALEE ", PASSWORD).await.is_ok(), "letter case and space around a login do not matter");
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_use() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    house.pass(30 * MINUTE - 1);
    assert!(house.knows(&malee.token).await);
    house.pass(30 * MINUTE - 1);
    assert!(house.knows(&malee.token).await, "use prolongs it");
    house.pass(30 * MINUTE);
    assert!(!house.knows(&malee.token).await);
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_in_any_case() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    for _ in 0..47 {
        house.pass(15 * MINUTE);
        assert!(house.knows(&malee.token).await);
    }
    house.pass(15 * MINUTE - 1);
    assert!(house.knows(&malee.token).await);
    house.pass(1);
    assert!(!house.knows(&malee.token).await);
}

#[tokio::test]
async fn no_jump_of_the_clock_revives_a_session() {
    for jumps in [
        vec![30 * MINUTE, -30 * MINUTE],
        vec![31 * MINUTE, -30 * MINUTE],
        vec![12 * HOUR, -12 * HOUR],
        vec![400 * DAY, -400 * DAY],
        vec![400 * DAY],
        vec![-1, 1],
        vec![-400 * DAY, 400 * DAY, 1],
        vec![-400 * DAY, 800 * DAY, -400 * DAY],
    ] {
        let house = House::open().await;
        let malee = house.employ("malee", Role::FieldWorker, HOME).await;
        assert!(house.knows(&malee.token).await);
        for jump in &jumps {
            house.pass(*jump);
            assert!(!house.knows(&malee.token).await, "{jumps:?}");
        }
    }
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let house = House::open().await;
    let here = house.employ("malee", Role::FieldWorker, HOME).await;
    let there = house.signs_in("malee", PASSWORD).await.unwrap();
    house.identity.sign_out(&house.as_asked_by(&here), &here.token).await.unwrap();
    assert!(!house.knows(&here.token).await);
    assert!(house.knows(&there.token).await);
    assert!(!house.knows("").await);
}

#[tokio::test]
async fn another_role_and_disabling_end_sessions_at_once() {
    let house = House::open().await;
    let operator = house.operator();
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let id = malee.actor.account_id.as_str();
    house.identity.change_role(&operator, id, Role::Coordinator).await.unwrap();
    assert!(!house.knows(&malee.token).await);
    let promoted = house.signs_in("malee", PASSWORD).await.unwrap();
    assert_eq!(promoted.actor.role, Role::Coordinator);
    house.identity.set_disabled(&operator, id, true).await.unwrap();
    assert!(!house.knows(&promoted.token).await);
    assert!(house.signs_in("malee", PASSWORD).await.is_err());
    house.identity.set_disabled(&operator, id, false).await.unwrap();
    assert!(!house.knows(&promoted.token).await, "an ended session stays ended");
    assert!(house.signs_in("malee", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_guesser_must_wait_and_the_right_password_too() {
    let house = House::open().await;
    house.employ("malee", Role::FieldWorker, HOME).await;
    house.employ("somchai", Role::FieldWorker, HOME).await;
    let guesses = (0..40).map(|_| house.signs_in("malee", "wrong quiet harbour"));
    let mut looked_at = 0;
    for guess in futures_util::future::join_all(guesses).await {
        match guess {
            Err(ServiceError::Invalid(_)) => looked_at += 1,
            Err(ServiceError::TooMuch(message)) => assert_eq!(message.key, "identity-wait"),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(looked_at, 10, "guessing at once is no way around the wait");
    assert!(matches!(house.signs_in(" Malee", PASSWORD).await, Err(ServiceError::TooMuch(_))));
    assert!(house.signs_in("somchai", PASSWORD).await.is_ok(), "others are not slowed");
    house.pass(2000);
    assert!(house.signs_in("malee", PASSWORD).await.is_ok());
    assert!(house.signs_in("malee", "wrong quiet harbour").await.is_err());
    assert!(house.signs_in("malee", PASSWORD).await.is_ok(), "success forgets the failures");
}

#[tokio::test]
async fn a_form_value_belongs_to_one_session() {
    let house = House::open().await;
    let here = house.employ("malee", Role::FieldWorker, HOME).await;
    let there = house.signs_in("malee", PASSWORD).await.unwrap();
    assert_ne!(here.token, there.token);
    assert!(csrf_token_matches(&here.token, &csrf_token(&here.token)));
    assert!(!csrf_token_matches(&here.token, &csrf_token(&there.token)));
    assert!(!house.knows(&csrf_token(&here.token)).await, "the form's value opens nothing by itself");
}
