//! Stories of wrapped keys, second factors and recovery codes.

use crate::content::*;
use crate::world::World;
use store::{Change, Conflict, Requirement, SealKey, SealKeyCount, Seals, SecondFactor, Store, StoreError};

crate::on_both!(a_subject_has_one_key_until_it_is_destroyed, a_step_and_a_recovery_code_are_used_once,);

fn key(id: &str, subject: &str) -> SealKey {
    let wrapped = format!("wrapped-{id}");
    SealKey { id: id.into(), subject: subject.into(), wrapped, created_at: 1, destroyed_at: None }
}

fn is_conflict<T>(result: &Result<T, StoreError>) -> bool {
    matches!(result, Err(StoreError::Conflict(Conflict::Changed { .. } | Conflict::Taken { .. })))
}

async fn a_subject_has_one_key_until_it_is_destroyed(world: World) {
    let database = &world.database;
    let add =
        async |id: &str, subject: &str| database.commit(quietly(vec![Change::AddSealKey(key(id, subject))])).await;
    add("k1", "p1").await.unwrap();
    add("k2", "p2").await.unwrap();
    assert!(is_conflict(&add("k3", "p1").await), "two who make one at once agree on the first");
    let rewrap = async |was: &str, wrapped: &str| {
        let change = Change::RewrapSealKey { id: "k1".into(), was: was.into(), wrapped: wrapped.into() };
        database.commit(quietly(vec![change])).await
    };
    rewrap("wrapped-k1", "anew").await.unwrap();
    assert!(is_conflict(&rewrap("wrapped-k1", "late").await));
    assert_eq!(database.seal_key_of("p1").await.unwrap().unwrap().wrapped, "anew");
    database.commit(quietly(vec![Change::DestroySealKeys { subject: "p1".into(), at: 9 }])).await.unwrap();
    assert_eq!(database.seal_key_of("p1").await.unwrap(), None);
    let gone = SealKey { wrapped: String::new(), destroyed_at: Some(9), ..key("k1", "p1") };
    assert_eq!(database.seal_key("k1").await.unwrap(), Some(gone.clone()), "nothing of the key is left");
    assert!(is_conflict(&rewrap("", "back").await), "a destroyed key does not come back");
    let kept = async |id: &str| {
        database.commit(quietly(Vec::new()).requiring(Requirement::SealKeysKept(vec![id.into()]))).await
    };
    assert!(kept("k2").await.is_ok() && is_conflict(&kept("k1").await), "a destroyed key is none to seal under");
    add("k3", "p1").await.unwrap();
    let named = async |of: &[&str]| {
        let ids: Vec<String> = of.iter().map(|id| (*id).to_owned()).collect();
        let (mut by_id, mut by_subject) =
            (database.seal_keys_named(&ids).await.unwrap(), database.seal_keys_of(&ids).await.unwrap());
        by_id.append(&mut by_subject);
        by_id.sort_by(|one, other| one.id.cmp(&other.id));
        by_id
    };
    assert_eq!(named(&["p1", "k2", "nobody"]).await, [gone, key("k2", "p2"), key("k3", "p1")]);
    let count = |all, others| SealKeyCount { all, others };
    assert_eq!(database.seal_key_count("").await.unwrap(), count(2, 0), "destroyed ones are none");
    assert_eq!(database.seal_key_count("wrapped-k2").await.unwrap(), count(2, 1));
    assert_eq!(database.seal_keys_by("wrapped-k2", true, 9).await.unwrap(), [key("k2", "p2")]);
    assert_eq!(database.seal_keys_by("wrapped-k2", false, 9).await.unwrap(), [key("k3", "p1")]);
    assert_eq!(database.seal_keys_by("", true, 1).await.unwrap().len(), 1);
}

async fn a_step_and_a_recovery_code_are_used_once(world: World) {
    let database = &world.database;
    let factor = |confirmed_at, last_step| SecondFactor {
        account_id: "p1".into(),
        secret: "sealed".into(),
        confirmed_at,
        last_step,
    };
    assert!(database.commit(quietly(vec![Change::PutSecondFactor(factor(None, 0))])).await.is_err(), "nobody's");
    let put = vec![
        Change::PutAgency(agency("a1")),
        Change::PutAccount(account("p1", "p1")),
        Change::PutSecondFactor(factor(None, 0)),
        Change::PutSecondFactor(factor(Some(7), 4)),
        Change::PutRecoveryCodes { account_id: "p1".into(), hashes: vec!["old".into()] },
        Change::PutRecoveryCodes { account_id: "p1".into(), hashes: vec!["h1".into(), "h2".into()] },
    ];
    database.commit(quietly(put)).await.unwrap();
    assert_eq!(database.second_factor("p1").await.unwrap(), Some(factor(Some(7), 4)));
    let begun_again = database.commit(quietly(vec![Change::PutSecondFactor(factor(None, 0))])).await;
    assert!(is_conflict(&begun_again), "what is asked for is not made void by beginning again");
    let step = async |step| database.commit(quietly(vec![Change::UseCodeStep { account_id: "p1".into(), step }])).await;
    assert!(is_conflict(&step(4).await) && is_conflict(&step(3).await));
    step(5).await.unwrap();
    assert!(is_conflict(&step(5).await));
    let code = async |hash: &str| {
        let change = Change::UseRecoveryCode { account_id: "p1".into(), hash: hash.into(), at: 8 };
        database.commit(quietly(vec![change])).await
    };
    assert!(is_conflict(&code("old").await) && is_conflict(&code("nothing").await));
    code("h1").await.unwrap();
    assert!(is_conflict(&code("h1").await));
    assert_eq!(database.recovery_codes_left("p1").await.unwrap(), 1);
    database.commit(quietly(vec![Change::DropSecondFactor { account_id: "p1".into() }])).await.unwrap();
    assert_eq!(database.second_factor("p1").await.unwrap(), None);
    assert!(is_conflict(&code("h2").await) && is_conflict(&step(6).await));
}
