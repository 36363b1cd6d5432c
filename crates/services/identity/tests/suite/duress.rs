//! Stories of the word under duress: it looks like signing in, opens nothing, and those are told who must know.

use crate::house::{DAY, House, PASSWORD};
use identity::{Entry, SignedIn, Visitor};
use service_kit::{Role, ServiceError};
use store::AuditQuery;
use testkit::{HOME, OTHER};

const WORD: &str = "quiet harbour lamp";

async fn with_word(house: &House, login: &str, agency: &str) -> SignedIn {
    let who = house.employ(login, Role::FieldWorker, agency).await;
    house.identity.set_duress_word(&house.as_asked_by(&who), PASSWORD, WORD).await.unwrap();
    who
}

fn problem<T>(result: Result<T, ServiceError>) -> (String, String) {
    match result {
        Err(ServiceError::Invalid(problems)) => (problems[0].path.clone(), problems[0].message.key.to_string()),
        Err(other) => (format!("{other:?}"), String::new()),
        Ok(_) => ("taken".to_owned(), String::new()),
    }
}

#[tokio::test]
async fn the_word_opens_a_session_that_is_nobodys_and_ends_the_others() {
    let house = House::open().await;
    let malee = with_word(&house, "malee", HOME).await;
    let forced = house.signs_in("malee", WORD).await.unwrap();
    assert_eq!((&forced.actor, forced.lang), (&malee.actor, malee.lang), "it looks like signing in");
    assert!(!house.knows(&forced.token).await, "whoever asks who it is hears: nobody");
    assert!(
        matches!(house.identity.visitor(&forced.token).await.unwrap(), Visitor::Confined(actor, _) if actor == malee.actor)
    );
    assert!(!house.knows(&malee.token).await, "a browser that was left open is shut");
    let real = house.signs_in("malee", PASSWORD).await.unwrap();
    assert!(house.knows(&real.token).await);
    house.pass(31 * 60 * 1000);
    assert_eq!(house.identity.visitor(&forced.token).await.unwrap(), Visitor::Nobody, "it ends as others do");
}

#[tokio::test]
async fn after_the_word_whatever_looks_like_a_code_is_taken_and_none_is_used_up() {
    let house = House::open().await;
    let malee = with_word(&house, "malee", HOME).await;
    let context = house.as_asked_by(&malee);
    let setup = house.identity.begin_factor(&context, PASSWORD).await.unwrap();
    let code = testkit::authenticator(&setup.secret, house.world.kit.now());
    house.identity.confirm_factor(&context, &malee.token, &code).await.unwrap();
    let proofs = [house.identity.enter("malee", PASSWORD).await, house.identity.enter("malee", WORD).await];
    let [Ok(Entry::NeedsCode(real)), Ok(Entry::NeedsCode(forced))] = proofs else { panic!("the same is asked") };
    assert_eq!(real.len(), forced.len(), "nor does its length tell which it was");
    for (code, expected) in [
        ("12345", "code"),
        ("abcdef", "code"),
        ("", "code"),
        ("ABCD-EFGH-IJKL", "code"),
        ("000000", "taken"),
        (code.as_str(), "taken"),
        ("ABCD-EFGH-IJKL-MNOP", "taken"),
    ] {
        let Ok(Entry::NeedsCode(proof)) = house.identity.enter("malee", WORD).await else {
            panic!("a code is asked for")
        };
        assert_eq!(problem(house.identity.finish_sign_in(&proof, code).await).0, expected, "{code}");
    }
    house.pass(30 * 1000);
    let code = testkit::authenticator(&setup.secret, house.world.kit.now());
    let real = house.identity.finish_sign_in(&real, &code).await.unwrap();
    assert!(house.knows(&real.token).await, "the real one still needs the real one");
    assert_eq!(house.identity.own_factor(&house.as_asked_by(&real)).await.unwrap().recovery_left, 10);
}

#[tokio::test]
async fn the_word_is_never_the_password_and_the_password_never_becomes_it() {
    let house = House::open().await;
    let malee = with_word(&house, "malee", HOME).await;
    let (identity, context) = (&house.identity, house.as_asked_by(&malee));
    let at = |path: &str, key: &str| (path.to_owned(), key.to_owned());
    assert_eq!(
        problem(identity.set_duress_word(&context, PASSWORD, PASSWORD).await),
        at("password", "identity-duress-same")
    );
    assert_eq!(problem(identity.set_duress_word(&context, PASSWORD, "short").await).0, "password");
    assert_eq!(problem(identity.set_duress_word(&context, WORD, "another quiet word").await).0, "present");
    let changed = identity.change_password(&context, &malee.token, PASSWORD, WORD).await;
    assert_eq!(problem(changed), at("password", "identity-password-guessable"), "the refusal says no more than others");
    let link = identity.renew_link(&house.operator(), &malee.actor.account_id).await.unwrap();
    assert_eq!(problem(identity.use_link(&link.token, WORD).await), at("password", "identity-password-guessable"));
    assert!(identity.use_link(&link.token, "river stone candle").await.is_ok(), "the link is not used up by that");
}

#[tokio::test]
async fn nobody_learns_that_there_is_a_word_without_the_password() {
    let house = House::open().await;
    let malee = with_word(&house, "malee", HOME).await;
    let context = house.as_asked_by(&malee);
    assert_eq!(problem(house.identity.has_duress_word(&context, WORD).await).0, "present", "the word proves nothing");
    assert!(house.identity.has_duress_word(&context, PASSWORD).await.unwrap());
    let actions = async || -> Vec<String> {
        let rows = house.world.kit.store.audit(&AuditQuery { limit: 50, ..AuditQuery::default() }).await.unwrap();
        rows.into_iter().map(|row| row.entry.action).collect()
    };
    assert!(actions().await.iter().all(|action| !action.contains("duress")));
    house.identity.drop_duress_word(&context, PASSWORD).await.unwrap();
    assert!(!house.identity.has_duress_word(&context, PASSWORD).await.unwrap());
    assert_eq!(problem(house.signs_in("malee", WORD).await), ("login".to_owned(), "identity-wrong".to_owned()));
    assert!(actions().await.iter().all(|action| !action.contains("duress")), "nor that there was one");
}

#[tokio::test]
async fn those_who_read_the_audit_are_told_when_and_nobody_else() {
    let house = House::open().await;
    with_word(&house, "malee", OTHER).await;
    let at = house.world.kit.now();
    house.signs_in("malee", WORD).await.unwrap();
    for (role, agency, told) in [
        (Role::DataOfficer, HOME, true),
        (Role::Director, OTHER, true),
        (Role::Director, HOME, false),
        (Role::Coordinator, OTHER, false),
        (Role::FieldWorker, OTHER, false),
        (Role::Partner, OTHER, false),
    ] {
        let found = house.identity.told_of_duress(&house.world.person(role, agency)).await.unwrap();
        assert_eq!(found, if told { vec![at] } else { Vec::new() }, "{role:?} {agency}");
    }
    house.pass(8 * DAY);
    let later = house.identity.told_of_duress(&house.world.person(Role::DataOfficer, HOME)).await.unwrap();
    assert!(later.is_empty(), "after a week it is in the audit only");
}
