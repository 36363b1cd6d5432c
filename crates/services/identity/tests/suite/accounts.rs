//! Stories of keeping accounts: who may, whom, and what is noted of it.

use crate::house::{House, PASSWORD, newcomer};
use language::Lang;
use service_kit::{Role, ServiceError};
use testkit::{HOME, OTHER};

#[tokio::test]
async fn who_may_invite_whom() {
    let house = House::open().await;
    for caller in Role::ASSIGNABLE {
        let context = house.world.person(caller, HOME);
        for role in Role::ASSIGNABLE.into_iter().chain([Role::Operator]) {
            for agency_id in [HOME, OTHER] {
                let within_agency = matches!(role, Role::Coordinator | Role::FieldWorker | Role::Partner);
                let expected = match caller {
                    Role::Administrator => role != Role::Operator,
                    Role::Director => within_agency && agency_id == HOME,
                    _ => false,
                };
                let login = format!("{}.{}.{agency_id}", caller.id(), role.id());
                let invited = house.identity.invite(&context, newcomer(&login, role, agency_id)).await;
                assert_eq!(invited.is_ok(), expected, "{login}: {invited:?}");
                assert!(invited.is_ok() || matches!(invited, Err(ServiceError::Refused)), "{login}: {invited:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_director_gets_no_hold_of_an_account_above_their_own() {
    let house = House::open().await;
    let director = house.employ("director", Role::Director, HOME).await;
    let context = house.as_asked_by(&director);
    for (login, role) in [("admin", Role::Administrator), ("data", Role::DataOfficer), ("colleague", Role::Director)] {
        let above = house.employ(login, role, HOME).await;
        let id = above.actor.account_id.as_str();
        assert!(matches!(house.identity.renew_link(&context, id).await, Err(ServiceError::Refused)), "{login}");
        let lowered = house.identity.change_role(&context, id, Role::FieldWorker).await;
        assert!(matches!(lowered, Err(ServiceError::Refused)), "{login}");
        assert!(matches!(house.identity.set_disabled(&context, id, true).await, Err(ServiceError::Refused)), "{login}");
        assert!(house.knows(&above.token).await, "{login}");
    }
    let worker = house.employ("worker", Role::FieldWorker, HOME).await.actor.account_id;
    house.identity.change_role(&context, &worker, Role::Coordinator).await.unwrap();
    let raised = house.identity.change_role(&context, &worker, Role::Administrator).await;
    assert!(matches!(raised, Err(ServiceError::Refused)));
    house.identity.renew_link(&context, &worker).await.unwrap();
    house.identity.set_disabled(&context, &worker, true).await.unwrap();
}

#[tokio::test]
async fn another_agencys_accounts_do_not_exist_for_a_director() {
    let house = House::open().await;
    let context = house.world.person(Role::Director, HOME);
    let stranger = house.employ("stranger", Role::FieldWorker, OTHER).await.actor.account_id;
    for id in [stranger.as_str(), "no-such-account"] {
        assert!(matches!(house.identity.renew_link(&context, id).await, Err(ServiceError::NotFound)));
        assert!(matches!(house.identity.set_disabled(&context, id, true).await, Err(ServiceError::NotFound)));
        let changed = house.identity.change_role(&context, id, Role::Partner).await;
        assert!(matches!(changed, Err(ServiceError::NotFound)));
    }
    assert!(house.identity.people(&context).await.unwrap().is_empty());
    let worker = house.world.person(Role::FieldWorker, HOME);
    assert!(matches!(house.identity.people(&worker).await, Err(ServiceError::Refused)));
}

#[tokio::test]
async fn nobody_changes_their_own_role_or_access() {
    let house = House::open().await;
    for role in [Role::Administrator, Role::Director, Role::Coordinator] {
        let somebody = house.employ(role.id(), role, HOME).await;
        let (context, id) = (house.as_asked_by(&somebody), somebody.actor.account_id.as_str());
        for changed in [
            house.identity.change_role(&context, id, Role::FieldWorker).await,
            house.identity.change_role(&context, id, Role::Administrator).await,
            house.identity.set_disabled(&context, id, true).await,
        ] {
            assert!(matches!(changed, Err(ServiceError::Refused)), "{role:?}: {changed:?}");
        }
        assert!(house.knows(&somebody.token).await);
    }
}

#[tokio::test]
async fn only_those_who_keep_agencies_enter_them() {
    let house = House::open().await;
    let named =
        |name: &str| identity::NewAgency {
            name_en: name.into(), name_th: "หน่วยงานสาธิต".into(), kind: String::new()
        };
    for role in Role::ASSIGNABLE {
        let entered = house.identity.add_agency(&house.world.person(role, HOME), named("Third Demo Agency")).await;
        assert_eq!(entered.is_ok(), role == Role::Administrator, "{role:?}");
    }
    let blank = house.identity.add_agency(&house.operator(), named("  ")).await;
    assert!(matches!(blank, Err(ServiceError::Invalid(problems)) if problems[0].path == "name_en"));
}

#[tokio::test]
async fn a_login_is_one_persons_whatever_its_letter_case() {
    let house = House::open().await;
    house.invite("malee", Role::FieldWorker, HOME).await;
    let operator = house.operator();
    let again = house.identity.invite(&operator, newcomer(" Malee ", Role::Partner, OTHER)).await;
    assert!(matches!(again, Err(ServiceError::Conflict(_))), "{again:?}");
    for login in ["ab", "two words", "semi;colon", &"x".repeat(65)] {
        let wrong = house.identity.invite(&operator, newcomer(login, Role::Partner, OTHER)).await;
        assert!(matches!(wrong, Err(ServiceError::Invalid(problems)) if problems[0].path == "login"), "{login}");
    }
    assert_eq!(house.identity.people(&operator).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_language_is_chosen_without_signing_in_again() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    house.identity.choose_language(&house.as_asked_by(&malee), Lang::My).await.unwrap();
    let (actor, lang) = house.identity.whose(&malee.token).await.unwrap().unwrap();
    assert_eq!((actor, lang), (malee.actor, Lang::My));
}

#[tokio::test]
async fn the_audit_chain_holds_and_names_nobody() {
    let house = House::open().await;
    let operator = house.operator();
    let link = house.invite("canary.login", Role::FieldWorker, HOME).await;
    let malee = house.identity.use_link(&link.token, PASSWORD).await.unwrap();
    let id = malee.actor.account_id.clone();
    house.identity.choose_language(&house.as_asked_by(&malee), Lang::Lo).await.unwrap();
    house.identity.sign_out(&house.as_asked_by(&malee), &malee.token).await.unwrap();
    house.identity.change_role(&operator, &id, Role::Partner).await.unwrap();
    house.identity.set_disabled(&operator, &id, true).await.unwrap();
    house.identity.set_disabled(&operator, &id, false).await.unwrap();
    let renewed = house.identity.renew_link(&operator, &id).await.unwrap();
    let rows = house.world.audit().await;
    let actions: Vec<_> = rows.iter().map(|row| row.entry.action.as_str()).collect();
    assert_eq!(
        actions,
        [
            "account.invite",
            "account.password",
            "session.open",
            "account.language",
            "session.close",
            "account.role",
            "account.disable",
            "account.enable",
            "account.link",
        ]
    );
    for row in &rows {
        let written = serde_json::to_string(row).unwrap();
        for secret in ["canary", PASSWORD, &link.token, &malee.token, &renewed.token] {
            assert!(!written.contains(secret), "{secret} in {written}");
        }
    }
}
