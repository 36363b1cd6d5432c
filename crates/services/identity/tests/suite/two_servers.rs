//! Stories of two servers on one database, told on SQLite and, where there is a server, on PostgreSQL.

use crate::house::{House, PASSWORD};
use identity::Identity;
use jiff::civil::date;
use service_kit::{Role, ServiceError};
use testkit::{HOME, World};

/// Two servers that share a database, on every engine that is at hand.
async fn everywhere() -> Vec<(House, Identity)> {
    let day = date(2026, 11, 22);
    let mut pairs = Vec::new();
    for world in [Some(World::on(day).await), World::on_postgres(day).await].into_iter().flatten() {
        let second = Identity::new(world.second_server().await, 2);
        pairs.push((House::on(world), second));
    }
    pairs
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_two_administrators_do_not_shut_each_other_out() {
    for (house, second) in everywhere().await {
        let one = house.employ("amnuay", Role::Administrator, HOME).await;
        let other = house.employ("boonmee", Role::Administrator, HOME).await;
        let (by_one, by_other) = (house.as_asked_by(&one), house.as_asked_by(&other));
        for round in 0..6 {
            let outcomes = if round % 2 == 0 {
                tokio::join!(
                    house.identity.set_disabled(&by_one, &other.actor.account_id, true),
                    second.set_disabled(&by_other, &one.actor.account_id, true),
                )
            } else {
                tokio::join!(
                    house.identity.change_role(&by_one, &other.actor.account_id, Role::Director),
                    second.change_role(&by_other, &one.actor.account_id, Role::Director),
                )
            };
            let outcomes = [outcomes.0, outcomes.1];
            assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
            let refused = outcomes.into_iter().find_map(Result::err);
            let said = matches!(&refused, Some(ServiceError::Conflict(said)) if said.key == "conflict-nobody-left");
            assert!(said, "{refused:?}");
            for person in house.identity.people(&house.operator()).await.unwrap() {
                house.identity.set_disabled(&house.operator(), &person.id, false).await.unwrap();
                house.identity.change_role(&house.operator(), &person.id, Role::Administrator).await.unwrap();
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_to_one_account_at_once_all_hold() {
    for (house, second) in everywhere().await {
        let malee = house.employ("malee", Role::FieldWorker, HOME).await;
        let (operator, herself) = (house.operator(), house.as_asked_by(&malee));
        for round in 0..6 {
            let (role, lang) = if round % 2 == 0 {
                (Role::Coordinator, language::Lang::My)
            } else {
                (Role::FieldWorker, language::Lang::Lo)
            };
            let (changed, disabled, chosen) = tokio::join!(
                house.identity.change_role(&operator, &malee.actor.account_id, role),
                second.set_disabled(&operator, &malee.actor.account_id, round % 2 == 0),
                second.choose_language(&herself, lang),
            );
            changed.unwrap();
            disabled.unwrap();
            chosen.unwrap();
            let account = house.world.kit.store.account(&malee.actor.account_id).await.unwrap().unwrap();
            let found = (account.role.as_str(), account.disabled, account.lang.as_str());
            assert_eq!(found, (role.id(), round % 2 == 0, lang.code()));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_one_time_link_is_used_once() {
    for (house, second) in everywhere().await {
        let link = house.invite("malee", Role::FieldWorker, HOME).await;
        let passwords = ["first quiet harbour", "second quiet harbour"];
        let (one, other) = tokio::join!(
            house.identity.use_link(&link.token, passwords[0]),
            second.use_link(&link.token, passwords[1]),
        );
        let lost = if one.is_ok() { &other } else { &one };
        assert!(matches!(lost, Err(ServiceError::NotFound)), "{one:?}, {other:?}");
        for (tried, password) in [(&one, passwords[0]), (&other, passwords[1])] {
            assert_eq!(house.signs_in("malee", password).await.is_ok(), tried.is_ok(), "{password}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_start_of_both_makes_one_administrator() {
    for (house, second) in everywhere().await {
        let (one, other) = tokio::join!(house.identity.first_start(), second.first_start());
        let (one, other) = (one.unwrap().unwrap(), other.unwrap().unwrap());
        assert_eq!(one.account_id, other.account_id);
        let works =
            [house.identity.use_link(&one.token, PASSWORD).await, second.use_link(&other.token, PASSWORD).await];
        assert_eq!(works.iter().filter(|used| used.is_ok()).count(), 1, "the later link is the one that works");
    }
}
