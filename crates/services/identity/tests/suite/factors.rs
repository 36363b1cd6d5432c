//! Stories of the second factor: set up, asked for, lost.

use crate::house::{HOUR, House, MINUTE, PASSWORD};
use identity::{Entry, FactorSetup, SignedIn};
use service_kit::{Role, ServiceError};
use testkit::{HOME, OTHER};

const STEP: i64 = 30 * 1000;

/// What somebody's phone shows now.
fn shown(house: &House, setup: &FactorSetup) -> String {
    testkit::authenticator(&setup.secret, house.world.kit.now())
}

/// Somebody whose phone makes codes, with their recovery codes.
async fn with_codes(house: &House, who: &SignedIn) -> (FactorSetup, Vec<String>) {
    let context = house.as_asked_by(who);
    let setup = house.identity.begin_factor(&context, PASSWORD).await.unwrap();
    let codes = house.identity.confirm_factor(&context, &who.token, &shown(house, &setup)).await.unwrap();
    house.pass(STEP);
    (setup, codes)
}

async fn asked_for(house: &House, login: &str) -> String {
    match house.identity.enter(login, PASSWORD).await.unwrap() {
        Entry::NeedsCode(proof) => proof,
        Entry::In(_) => panic!("no code was asked for"),
    }
}

fn problem_at<T>(result: Result<T, ServiceError>) -> String {
    match result {
        Err(ServiceError::Invalid(problems)) => problems[0].path.clone(),
        Err(other) => format!("{other:?}"),
        Ok(_) => "taken".to_owned(),
    }
}

#[tokio::test]
async fn a_code_is_asked_for_once_one_confirmed_it_and_each_works_once() {
    let house = House::open().await;
    let other = house.employ("malee", Role::FieldWorker, HOME).await;
    let malee = house.signs_in("malee", PASSWORD).await.unwrap();
    let context = house.as_asked_by(&malee);
    assert_eq!(problem_at(house.identity.begin_factor(&context, "wrong quiet harbour").await), "present");
    let setup = house.identity.begin_factor(&context, PASSWORD).await.unwrap();
    assert!(setup.address.starts_with("otpauth://totp/Saphan:malee?secret="));
    assert!(house.signs_in("malee", PASSWORD).await.is_ok(), "it is not asked for before it is confirmed");
    assert_eq!(problem_at(house.identity.confirm_factor(&context, &malee.token, "000000").await), "code");
    let code = shown(&house, &setup);
    let codes = house.identity.confirm_factor(&context, &malee.token, &code).await.unwrap();
    assert_eq!(codes.len(), 10);
    assert!(house.knows(&malee.token).await && !house.knows(&other.token).await, "others were opened without a code");
    assert!(house.identity.own_factor(&context).await.unwrap().is_on);

    assert_eq!(problem_at(house.signs_in("malee", PASSWORD).await), "code");
    let proof = asked_for(&house, "malee").await;
    assert!(!house.knows(&proof).await, "the proof opens nothing by itself");
    assert_eq!(
        problem_at(house.identity.finish_sign_in(&proof, &code).await),
        "code",
        "the confirming code is used up"
    );
    house.pass(STEP);
    let code = shown(&house, &setup);
    let typed = format!(" {} {}", &code[..3], &code[3..]);
    let signed_in = house.identity.finish_sign_in(&proof, &typed).await.unwrap();
    assert!(house.knows(&signed_in.token).await);
    assert_eq!(
        problem_at(house.identity.finish_sign_in(&proof, &code).await),
        "code",
        "somebody who looked on is late"
    );
}

#[tokio::test]
async fn of_two_who_use_a_code_at_once_one_is_let_in() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let (setup, recovery) = with_codes(&house, &malee).await;
    let proof = asked_for(&house, "malee").await;
    for code in [shown(&house, &setup), recovery[3].clone()] {
        let both = futures_util::future::join(
            house.identity.finish_sign_in(&proof, &code),
            house.identity.finish_sign_in(&proof, &code),
        );
        let (one, other) = both.await;
        assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(), 1);
    }
    assert_eq!(house.identity.own_factor(&house.as_asked_by(&malee)).await.unwrap().recovery_left, 9);
}

#[tokio::test]
async fn a_proof_is_short_lived_and_void_with_another_password() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let (setup, codes) = with_codes(&house, &malee).await;
    let proof = asked_for(&house, "malee").await;
    let mut changed = proof.clone();
    changed.replace_range(80..81, if &proof[80..81] == "0" { "1" } else { "0" });
    for wrong in ["", "zz", &proof[..60], &changed] {
        let refused = house.identity.finish_sign_in(wrong, &codes[0]).await;
        assert!(matches!(refused, Err(ServiceError::SignInNeeded)), "{wrong}");
    }
    house.pass(5 * MINUTE);
    let late = house.identity.finish_sign_in(&proof, &shown(&house, &setup)).await;
    assert!(matches!(late, Err(ServiceError::SignInNeeded)));
    let proof = asked_for(&house, "malee").await;
    let link = house.identity.renew_link(&house.operator(), &malee.actor.account_id).await.unwrap();
    let by_link = house.identity.enter_by_link(&link.token, "harbour quiet lantern").await.unwrap();
    let Entry::NeedsCode(new_proof) = by_link else { panic!("a link is no way around the code") };
    let old = house.identity.finish_sign_in(&proof, &codes[0]).await;
    assert!(matches!(old, Err(ServiceError::SignInNeeded)));
    assert!(house.identity.finish_sign_in(&new_proof, &codes[0]).await.is_ok());
}

#[tokio::test]
async fn guessing_codes_is_slowed_and_shuts_nobody_out() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let (setup, codes) = with_codes(&house, &malee).await;
    let proof = asked_for(&house, "malee").await;
    let mut slowed = false;
    for _ in 0..14 {
        slowed |= matches!(house.identity.finish_sign_in(&proof, "000000").await, Err(ServiceError::TooMuch(_)));
    }
    assert!(slowed);
    let now = house.identity.finish_sign_in(&proof, &shown(&house, &setup)).await;
    assert!(matches!(now, Err(ServiceError::TooMuch(_))), "also for the right one");
    let typed = codes[0].to_lowercase().replace('-', " ");
    assert!(house.identity.finish_sign_in(&proof, &typed).await.is_ok(), "a recovery code is not slowed");
    assert_eq!(problem_at(house.identity.finish_sign_in(&proof, &codes[0]).await), "code", "and works once");
    house.pass(HOUR);
    let proof = asked_for(&house, "malee").await;
    assert!(house.identity.finish_sign_in(&proof, &shown(&house, &setup)).await.is_ok());
}

#[tokio::test]
async fn turning_it_off_asks_for_both_and_destroys_the_secret() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let (setup, _) = with_codes(&house, &malee).await;
    let context = house.as_asked_by(&malee);
    let again = house.identity.begin_factor(&context, PASSWORD).await;
    assert!(matches!(again, Err(ServiceError::Conflict(_))), "beginning again would turn it off");
    let code = shown(&house, &setup);
    assert_eq!(problem_at(house.identity.drop_factor(&context, "wrong quiet harbour", &code).await), "present");
    assert_eq!(problem_at(house.identity.drop_factor(&context, PASSWORD, "000000").await), "code");
    house.identity.drop_factor(&context, PASSWORD, &code).await.unwrap();
    assert!(house.signs_in("malee", PASSWORD).await.is_ok());
    let subject = [format!("account/{}", context.actor.account_id)];
    let keys = house.world.kit.store.seal_keys_of(&subject).await.unwrap();
    assert!(keys.len() == 1 && keys[0].destroyed_at.is_some() && keys[0].wrapped.is_empty(), "{keys:?}");
    with_codes(&house, &malee).await;
    assert_eq!(house.world.kit.store.seal_keys_of(&subject).await.unwrap().len(), 2, "anew under another key");
}

#[tokio::test]
async fn whoever_keeps_an_account_takes_its_lost_phone_from_it() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let director = house.employ("director", Role::Director, HOME).await;
    let stranger = house.employ("stranger", Role::Director, OTHER).await;
    with_codes(&house, &malee).await;
    with_codes(&house, &director).await;
    for (who, whose, refused) in [
        (&stranger, &malee, Some("NotFound")),
        (&malee, &malee, Some("Refused")),
        (&director, &director, Some("Refused")),
        (&director, &malee, None),
    ] {
        let reset = house.identity.reset_factor(&house.as_asked_by(who), &whose.actor.account_id).await;
        assert_eq!(reset.err().map(|error| format!("{error:?}")).as_deref(), refused, "{}", who.actor.name);
    }
    assert!(!house.knows(&malee.token).await);
    assert!(house.signs_in("malee", PASSWORD).await.is_ok());
    let told: Vec<String> = house.world.audit().await.into_iter().map(|row| row.entry.action).collect();
    assert_eq!(told.iter().filter(|action| *action == "account.code-reset").count(), 1);
}

#[tokio::test]
async fn the_secret_lies_nowhere_in_the_database_and_opens_only_under_the_master_key() {
    let house = House::open().await;
    let malee = house.employ("malee", Role::FieldWorker, HOME).await;
    let (setup, codes) = with_codes(&house, &malee).await;
    let mut dumped = String::new();
    let sink = &mut |row: store::DumpRow| {
        dumped.push_str(&serde_json::to_string(&row.values).unwrap());
        Ok(())
    };
    house.world.kit.store.dump(sink).await.unwrap();
    let secret = setup.secret.replace(' ', "");
    assert!(dumped.contains("second_factor") || dumped.contains("last_step"));
    for hidden in [&secret, &codes[0], &codes[0].replace('-', "")] {
        assert!(!dumped.contains(hidden.as_str()), "{hidden}");
    }
    let proof = asked_for(&house, "malee").await;
    let other = std::sync::Arc::new(service_kit::MasterKey::new(&[8; 32]));
    for master in [None, Some(std::sync::Arc::clone(&other))] {
        let kit = house.world.kit.clone().with_master(master);
        let identity = identity::Identity::new(kit, 1);
        let refused = identity.enter("malee", PASSWORD).await;
        assert!(
            matches!(refused, Err(ServiceError::Unavailable(_))),
            "without the key nobody is let in without a code"
        );
    }
    assert_eq!(house.world.kit.rewrap(&other, None).await.unwrap(), 1);
    let kit = house.world.kit.clone().with_master(Some(other));
    let rotated = identity::Identity::new(kit, 1);
    assert!(
        rotated.finish_sign_in(&proof, &shown(&house, &setup)).await.is_ok(),
        "every value stays under another master key"
    );
}
