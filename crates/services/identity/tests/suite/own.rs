//! Stories of one's own account: where one is signed in, and another password.

use crate::house::{HOUR, House, MINUTE, PASSWORD};
use service_kit::{Role, ServiceError};
use testkit::{HOME, OTHER};

const NEXT: &str = "harbour quiet lantern";

#[tokio::test]
async fn everybody_sees_where_they_are_signed_in_and_ends_it() {
    let house = House::open().await;
    let first = house.employ("malee", Role::FieldWorker, HOME).await;
    house.pass(5 * MINUTE);
    let second = house.signs_in("malee", PASSWORD).await.unwrap();
    let somchai = house.employ("somchai", Role::FieldWorker, HOME).await;
    let context = house.as_asked_by(&second);
    let seen = house.identity.own_sessions(&context, &second.token).await.unwrap();
    let told: Vec<(bool, i64)> = seen.iter().map(|one| (one.is_this, one.since - seen[0].since)).collect();
    assert_eq!(told, [(true, 0), (false, -5 * MINUTE)]);
    for id in [seen[1].id.as_str(), seen[1].id.as_str()] {
        let other = house.identity.end_own_session(&house.as_asked_by(&somchai), id).await;
        assert!(matches!(other, Err(ServiceError::NotFound)), "nobody ends another's");
    }
    assert!(house.knows(&first.token).await);
    house.identity.end_own_session(&context, &seen[1].id).await.unwrap();
    assert!(!house.knows(&first.token).await, "it takes hold at the next request");
    assert!(house.knows(&second.token).await && house.knows(&somchai.token).await);
    let again = house.identity.end_own_session(&context, &seen[1].id).await;
    assert!(matches!(again, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn the_others_end_together_and_ended_ones_are_not_listed() {
    let house = House::open().await;
    let old = house.employ("malee", Role::FieldWorker, HOME).await;
    house.pass(HOUR);
    let [left, here] =
        [house.signs_in("malee", PASSWORD).await.unwrap(), house.signs_in("malee", PASSWORD).await.unwrap()];
    let context = house.as_asked_by(&here);
    assert_eq!(house.identity.own_sessions(&context, &here.token).await.unwrap().len(), 2, "one was idle for too long");
    house.identity.end_other_sessions(&context, &here.token).await.unwrap();
    assert!(house.knows(&here.token).await && !house.knows(&left.token).await && !house.knows(&old.token).await);
}

#[tokio::test]
async fn whoever_keeps_an_account_ends_its_sessions() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let director = house.employ("director", Role::Director, HOME).await;
    let stranger = house.employ("stranger", Role::Director, OTHER).await;
    let administrator = house.employ("admin", Role::Administrator, HOME).await;
    for (who, whose, refused) in [
        (&stranger, &malee, Some("NotFound")),
        (&malee, &malee, Some("NotFound")),
        (&director, &administrator, Some("Refused")),
        (&director, &malee, None),
    ] {
        let ended = house.identity.end_sessions_of(&house.as_asked_by(who), &whose.actor.account_id).await;
        assert_eq!(ended.err().map(|error| format!("{error:?}")).as_deref(), refused, "{}", who.actor.name);
        assert_eq!(house.knows(&whose.token).await, refused.is_some());
    }
}

#[tokio::test]
async fn another_password_asks_for_the_present_one_and_ends_the_other_sessions() {
    let house = House::open().await;
    let other = house.employ("malee", Role::FieldWorker, HOME).await;
    let here = house.signs_in("malee", PASSWORD).await.unwrap();
    let context = house.as_asked_by(&here);
    for (present, password, path) in [
        ("wrong quiet harbour", NEXT, "present"),
        (PASSWORD, "short", "password"),
        (PASSWORD, "my-malee-pass", "password"),
    ] {
        let Err(ServiceError::Invalid(problems)) =
            house.identity.change_password(&context, &here.token, present, password).await
        else {
            panic!("{password} was taken")
        };
        assert_eq!(problems[0].path, path, "{password}");
    }
    assert!(house.knows(&other.token).await);
    house.identity.change_password(&context, &here.token, PASSWORD, NEXT).await.unwrap();
    assert!(house.knows(&here.token).await && !house.knows(&other.token).await);
    assert!(house.signs_in("malee", PASSWORD).await.is_err());
    assert!(house.signs_in("malee", NEXT).await.is_ok());
}

#[tokio::test]
async fn guessing_at_an_open_browser_is_slowed_and_keeps_nobody_from_signing_in() {
    let house = House::open().await;
    let here = house.employ("malee", Role::FieldWorker, HOME).await;
    let context = house.as_asked_by(&here);
    let mut slowed = false;
    for _ in 0..12 {
        let tried = house.identity.change_password(&context, &here.token, "wrong quiet harbour", NEXT).await;
        slowed |= matches!(tried, Err(ServiceError::TooMuch(_)));
    }
    assert!(slowed);
    assert!(house.signs_in("malee", PASSWORD).await.is_ok());
    house.pass(HOUR);
    let here = house.signs_in("malee", PASSWORD).await.unwrap();
    house.identity.change_password(&house.as_asked_by(&here), &here.token, PASSWORD, NEXT).await.unwrap();
}
