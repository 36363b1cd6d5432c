//! Stories of one-time links.

use crate::house::{DAY, House, PASSWORD};
use service_kit::{Role, ServiceError};
use testkit::HOME;

#[tokio::test]
async fn a_link_works_once() {
    let house = House::open().await;
    let link = house.invite("malee", Role::FieldWorker, HOME).await;
    assert_eq!(house.identity.link_owner(&link.token).await.unwrap().login, "malee");
    let signed_in = house.identity.use_link(&link.token, PASSWORD).await.unwrap();
    assert!(house.knows(&signed_in.token).await, "whoever chose a password is signed in");
    assert!(matches!(house.identity.link_owner(&link.token).await, Err(ServiceError::NotFound)));
    let again = house.identity.use_link(&link.token, "another quiet harbour").await;
    assert!(matches!(again, Err(ServiceError::NotFound)));
    assert!(house.signs_in("malee", PASSWORD).await.is_ok(), "the password is still the first one");
}

#[tokio::test]
async fn a_link_works_for_a_week() {
    let house = House::open().await;
    let link = house.invite("malee", Role::FieldWorker, HOME).await;
    house.pass(7 * DAY - 1);
    assert!(house.identity.link_owner(&link.token).await.is_ok());
    house.pass(1);
    assert!(matches!(house.identity.link_owner(&link.token).await, Err(ServiceError::NotFound)));
    assert!(matches!(house.identity.use_link(&link.token, PASSWORD).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_wins() {
    let house = House::open().await;
    let link = house.invite("malee", Role::FieldWorker, HOME).await;
    let passwords = ["first quiet harbour", "second quiet harbour"];
    let (one, other) = tokio::join!(
        house.identity.use_link(&link.token, passwords[0]),
        house.identity.use_link(&link.token, passwords[1]),
    );
    assert_eq!([&one, &other].into_iter().filter(|tried| tried.is_ok()).count(), 1);
    let lost = if one.is_ok() { &other } else { &one };
    assert!(matches!(lost, Err(ServiceError::NotFound)), "{lost:?}");
    for (tried, password) in [(&one, passwords[0]), (&other, passwords[1])] {
        assert_eq!(house.signs_in("malee", password).await.is_ok(), tried.is_ok(), "{password}");
    }
}

#[tokio::test]
async fn a_new_link_ends_the_earlier_one_and_open_sessions() {
    let house = House::open().await;
    let first = house.invite("malee", Role::FieldWorker, HOME).await;
    let second = house.identity.renew_link(&house.operator(), &first.account_id).await.unwrap();
    assert!(matches!(house.identity.use_link(&first.token, PASSWORD).await, Err(ServiceError::NotFound)));
    let signed_in = house.identity.use_link(&second.token, PASSWORD).await.unwrap();
    let third = house.identity.renew_link(&house.operator(), &first.account_id).await.unwrap();
    assert!(!house.knows(&signed_in.token).await);
    house.identity.use_link(&third.token, "another quiet harbour").await.unwrap();
    assert!(house.signs_in("malee", PASSWORD).await.is_err(), "the old password is gone");
}

#[tokio::test]
async fn a_weak_password_is_refused_and_the_link_still_works() {
    let house = House::open().await;
    let link = house.invite("malee", Role::FieldWorker, HOME).await;
    let refused = house.identity.use_link(&link.token, "malee-malee").await;
    assert!(matches!(refused, Err(ServiceError::Invalid(problems)) if problems[0].path == "password"));
    assert!(house.identity.use_link(&link.token, PASSWORD).await.is_ok());
}

#[tokio::test]
async fn whoever_is_disabled_while_choosing_a_password_stays_disabled() {
    let house = House::open().await;
    let link = house.invite("malee", Role::FieldWorker, HOME).await;
    let operator = house.operator();
    let (chosen, disabled) = tokio::join!(
        house.identity.use_link(&link.token, PASSWORD),
        house.identity.set_disabled(&operator, &link.account_id, true),
    );
    disabled.unwrap();
    if let Ok(signed_in) = chosen {
        assert!(!house.knows(&signed_in.token).await);
    }
    assert!(house.identity.people(&operator).await.unwrap().iter().all(|person| person.disabled));
    assert!(house.signs_in("malee", PASSWORD).await.is_err());
}

#[tokio::test]
async fn a_first_start_gives_a_link_until_an_administrator_has_a_password() {
    let house = House::open().await;
    let first = house.identity.first_start().await.unwrap().unwrap();
    let second = house.identity.first_start().await.unwrap().unwrap();
    assert_eq!(first.account_id, second.account_id);
    assert!(matches!(house.identity.link_owner(&first.token).await, Err(ServiceError::NotFound)));
    house.identity.use_link(&second.token, PASSWORD).await.unwrap();
    assert_eq!(house.identity.first_start().await.unwrap(), None);
    // Sorts before the first administrator, and has no password yet.
    let mut another = crate::house::newcomer("arun", Role::Administrator, HOME);
    another.name = "A second administrator".into();
    house.identity.invite(&house.operator(), another).await.unwrap();
    assert_eq!(house.identity.first_start().await.unwrap(), None);
}
