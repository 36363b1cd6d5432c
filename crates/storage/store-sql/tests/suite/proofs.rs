//! Stories of passkeys, of words under duress, and of who somebody is at an identity provider.

use crate::content::*;
use crate::world::World;
use store::{Accounts, Change, Conflict, DuressUse, OuterIdentity, Passkey, Proofs, Session, Store, StoreError};

crate::on_both!(
    a_passkey_answers_a_later_challenge_and_counts_on,
    a_word_is_kept_replaced_and_removed,
    uses_are_told_by_agency_and_time,
    a_session_keeps_whether_it_is_confined,
    somebody_of_a_provider_is_one_account_and_answers_later_challenges,
);

fn passkey(id: &str, account_id: &str) -> Passkey {
    Passkey {
        id: id.into(),
        account_id: account_id.into(),
        name: "Blue phone".into(),
        credential_id: format!("c{id}"),
        public_key: "a5".into(),
        sign_count: 0,
        challenged_at: 5,
        created_at: 5,
        used_at: None,
    }
}

async fn people(world: &World) {
    let changes = vec![
        Change::PutAgency(agency("a1")),
        Change::PutAgency(agency("a2")),
        Change::PutAccount(account("p1", "p1")),
        Change::PutAccount(account("p2", "p2")),
    ];
    world.database.commit(quietly(changes)).await.unwrap();
}

async fn a_passkey_answers_a_later_challenge_and_counts_on(world: World) {
    people(&world).await;
    let database = &world.database;
    let add = async |passkey: Passkey| database.commit(quietly(vec![Change::AddPasskey(passkey)])).await;
    add(passkey("k1", "p1")).await.unwrap();
    let same = Passkey { credential_id: "ck1".into(), ..passkey("k2", "p2") };
    assert!(matches!(add(same).await, Err(StoreError::Conflict(Conflict::Taken { .. }))));
    add(passkey("k2", "p1")).await.unwrap();
    assert_eq!(database.passkeys_of("p1").await.unwrap(), [passkey("k1", "p1"), passkey("k2", "p1")]);
    assert_eq!(database.passkey("ck2").await.unwrap(), Some(passkey("k2", "p1")));
    assert_eq!(database.passkey("c").await.unwrap(), None);
    for (sign_count, challenged_at, taken) in [
        (0, 5, false),
        (0, 4, false),
        (0, 6, true),
        (0, 6, false),
        (3, 7, true),
        (3, 8, false),
        (0, 9, false),
        (4, 10, true),
    ] {
        let change = Change::UsePasskey { id: "k1".into(), sign_count, challenged_at, at: challenged_at + 1 };
        let used = database.commit(quietly(vec![change])).await;
        assert_eq!(used.is_ok(), taken, "{sign_count} {challenged_at}: {used:?}");
    }
    let kept = database.passkey("ck1").await.unwrap().unwrap();
    assert_eq!((kept.sign_count, kept.challenged_at, kept.used_at), (4, 10, Some(11)));
    let drop = |account_id: &str, id: &str| Change::DropPasskey { account_id: account_id.into(), id: id.into() };
    database.commit(quietly(vec![drop("p2", "k1"), drop("p1", "k2")])).await.unwrap();
    assert_eq!(database.passkeys_of("p1").await.unwrap(), [kept], "only its owner's name removes one");
    database.commit(quietly(vec![Change::DropPasskeysOf { account_id: "p1".into() }])).await.unwrap();
    assert_eq!(database.passkeys_of("p1").await.unwrap(), []);
}

async fn a_word_is_kept_replaced_and_removed(world: World) {
    people(&world).await;
    let database = &world.database;
    let put = |hash: &str| Change::PutDuressWord { account_id: "p1".into(), hash: hash.into(), at: 1 };
    assert_eq!(database.duress_hash("p1").await.unwrap(), None);
    for hash in ["one", "two"] {
        database.commit(quietly(vec![put(hash)])).await.unwrap();
        assert_eq!(database.duress_hash("p1").await.unwrap().as_deref(), Some(hash));
    }
    assert_eq!(database.duress_hash("").await.unwrap(), None);
    database.commit(quietly(vec![Change::DropDuressWord { account_id: "p1".into() }])).await.unwrap();
    assert_eq!(database.duress_hash("p1").await.unwrap(), None);
}

async fn uses_are_told_by_agency_and_time(world: World) {
    people(&world).await;
    let database = &world.database;
    let used = |id: &str, agency_id: &str, at| DuressUse {
        id: id.into(),
        account_id: "p1".into(),
        agency_id: agency_id.into(),
        at,
    };
    let (one, two, three) = (used("u1", "a1", 1), used("u2", "a2", 2), used("u3", "a1", 3));
    let changes = [&one, &two, &three].map(|one| Change::NoteDuress(one.clone()));
    database.commit(quietly(changes.to_vec())).await.unwrap();
    for (agency, since, most, expected) in [
        (None, 0, 9, vec![&three, &two, &one]),
        (None, 2, 9, vec![&three, &two]),
        (None, 0, 1, vec![&three]),
        (Some("a1"), 0, 9, vec![&three, &one]),
        (Some("a2"), 3, 9, vec![]),
        (Some(""), 0, 9, vec![]),
    ] {
        let found = database.duress_uses(agency, since, most).await.unwrap();
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{agency:?} {since} {most}");
    }
}

async fn a_session_keeps_whether_it_is_confined(world: World) {
    people(&world).await;
    let database = &world.database;
    for (token, confined) in [("t1", false), ("t2", true)] {
        let session = Session {
            token_hash: token.into(),
            id: format!("id-{token}"),
            account_id: "p1".into(),
            created_at: 1,
            seen_at: 1,
            expires_at: 9,
            confined,
        };
        database.commit(quietly(vec![Change::PutSession(session.clone())])).await.unwrap();
        // Used again it is still the same.
        database.commit(quietly(vec![Change::PutSession(Session { seen_at: 2, ..session })])).await.unwrap();
        assert_eq!(database.session(token).await.unwrap().unwrap().0.confined, confined);
    }
    assert_eq!(database.sessions_of("p1").await.unwrap().iter().filter(|session| session.confined).count(), 1);
}

fn outer(subject: &str, account_id: &str) -> OuterIdentity {
    OuterIdentity {
        issuer: "https://id.example".into(),
        subject: subject.into(),
        account_id: account_id.into(),
        linked_at: 5,
        challenged_at: 5,
        used_at: None,
    }
}

async fn somebody_of_a_provider_is_one_account_and_answers_later_challenges(world: World) {
    people(&world).await;
    let database = &world.database;
    let add = async |one: OuterIdentity| database.commit(quietly(vec![Change::AddOuterIdentity(one)])).await;
    add(outer("s1", "p1")).await.unwrap();
    for (what, one) in [("their name", outer("s1", "p2")), ("the account", outer("s2", "p1"))] {
        assert!(matches!(add(one).await, Err(StoreError::Conflict(Conflict::Taken { .. }))), "{what} is taken");
    }
    let elsewhere = |subject: &str, account_id: &str| OuterIdentity {
        issuer: "https://other.example".into(),
        ..outer(subject, account_id)
    };
    add(elsewhere("s1", "p2")).await.unwrap();
    add(outer("S1", "p2")).await.unwrap();
    let issuer = "https://id.example";
    assert_eq!(database.outer_identity(issuer, "s1").await.unwrap(), Some(outer("s1", "p1")));
    assert_eq!(database.outer_identity(issuer, "s").await.unwrap(), None);
    assert_eq!(database.outer_identity_of(issuer, "p2").await.unwrap(), Some(outer("S1", "p2")));
    assert_eq!(database.outer_identity_of("https://id.example/", "p2").await.unwrap(), None);
    for (challenged_at, taken) in [(5, false), (4, false), (6, true), (6, false), (9, true), (8, false)] {
        let (issuer, subject) = (issuer.to_owned(), "s1".to_owned());
        let change = Change::UseOuterIdentity { issuer, subject, challenged_at, at: challenged_at + 1 };
        let used = database.commit(quietly(vec![change])).await;
        assert_eq!(used.is_ok(), taken, "{challenged_at}: {used:?}");
    }
    let kept = OuterIdentity { challenged_at: 9, used_at: Some(10), ..outer("s1", "p1") };
    assert_eq!(database.outer_identities(issuer).await.unwrap(), [kept.clone(), outer("S1", "p2")]);
    database.commit(quietly(vec![Change::DropOuterIdentitiesOf { account_id: "p2".into() }])).await.unwrap();
    assert_eq!(database.outer_identities(issuer).await.unwrap(), [kept]);
    assert_eq!(database.outer_identity("https://other.example", "s1").await.unwrap(), None);
    let gone = Change::UseOuterIdentity { issuer: issuer.into(), subject: "S1".into(), challenged_at: 99, at: 99 };
    assert!(database.commit(quietly(vec![gone])).await.is_err(), "nobody signs in who was forgotten");
}
