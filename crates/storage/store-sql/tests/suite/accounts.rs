//! Stories of people, sessions, one-time links and devices.

use crate::content::*;
use crate::world::World;
use store::{Accounts, Change, Conflict, Device, Invitation, Session, Store, StoreError};

crate::on_both!(
    people_are_kept_and_changed,
    a_login_is_one_persons,
    sessions_are_prolonged_and_ended,
    a_session_is_ended_by_its_name_and_only_by_its_owner,
    sessions_from_before_they_had_names_stay_and_get_some,
    a_one_time_link_works_once_even_for_two_at_once,
    a_device_is_found_by_its_name_and_its_secret_and_revoked_for_good,
    what_refers_to_nobody_is_refused,
    settings_are_kept,
);

async fn people_are_kept_and_changed(world: World) {
    let database = &world.database;
    let changes = vec![
        Change::PutAgency(agency("a1")),
        Change::PutAccount(account("p2", "somsri")),
        Change::PutAccount(account("p1", "somchai")),
    ];
    database.commit(quietly(changes)).await.unwrap();
    let mut changed = account("p1", "somchai.k");
    changed.password_hash = Some("$argon2id$...".into());
    changed.disabled = true;
    database.commit(quietly(vec![Change::PutAccount(changed.clone())])).await.unwrap();
    assert_eq!(database.agencies().await.unwrap(), [agency("a1")]);
    assert_eq!(database.accounts().await.unwrap(), [changed.clone(), account("p2", "somsri")]);
    assert_eq!(database.account("p1").await.unwrap(), Some(changed.clone()));
    assert_eq!(database.account_by_login("somchai.k").await.unwrap(), Some(changed));
    assert_eq!(database.account_by_login("somchai").await.unwrap(), None);
}

async fn a_login_is_one_persons(world: World) {
    let database = &world.database;
    database.commit(quietly(vec![Change::PutAgency(agency("a1"))])).await.unwrap();
    let (first, second) = tokio::join!(
        database.commit(quietly(vec![Change::PutAccount(account("p1", "somsri"))])),
        database.commit(quietly(vec![Change::PutAccount(account("p2", "somsri"))])),
    );
    assert_eq!(u8::from(first.is_ok()) + u8::from(second.is_ok()), 1);
    let expected = Conflict::Taken { what: "login".into(), value: "somsri".into() };
    assert!(matches!(first.and(second).unwrap_err(), StoreError::Conflict(conflict) if conflict == expected));
    assert_eq!(database.accounts().await.unwrap().len(), 1);
}

fn session(token: &str, account: &str, seen_at: i64) -> Session {
    let id = format!("id-{token}");
    Session {
        token_hash: token.into(),
        id,
        account_id: account.into(),
        created_at: 1,
        seen_at,
        expires_at: seen_at + 100,
        confined: false,
    }
}

async fn sessions_are_prolonged_and_ended(world: World) {
    let database = &world.database;
    let mut changes = vec![Change::PutAgency(agency("a1"))];
    changes.extend(["p1", "p2"].map(|id| Change::PutAccount(account(id, id))));
    changes.extend(
        [("t1", "p1"), ("t2", "p1"), ("t3", "p2")].map(|(token, id)| Change::PutSession(session(token, id, 1))),
    );
    database.commit(quietly(changes)).await.unwrap();
    database.commit(quietly(vec![Change::PutSession(session("t1", "p1", 50))])).await.unwrap();
    assert_eq!(database.session("t1").await.unwrap(), Some((session("t1", "p1", 50), account("p1", "p1"))));
    database.commit(quietly(vec![Change::EndSession { token_hash: "t1".into() }])).await.unwrap();
    assert_eq!(database.session("t1").await.unwrap(), None);
    assert!(database.session("t2").await.unwrap().is_some());
    database.commit(quietly(vec![Change::NoteSessionUse { token_hash: "t1".into(), at: 55 }])).await.unwrap();
    assert_eq!(
        database.session("t1").await.unwrap(),
        None,
        "a late note of its use does not open an ended session again"
    );
    database.commit(quietly(vec![Change::NoteSessionUse { token_hash: "t2".into(), at: 55 }])).await.unwrap();
    assert_eq!(database.session("t2").await.unwrap().unwrap().0.seen_at, 55);
    let unit = vec![Change::EndSessionsOf { account_id: "p1".into() }, Change::PutSession(session("t4", "p1", 60))];
    database.commit(quietly(unit)).await.unwrap();
    let left = [database.session("t2"), database.session("t3"), database.session("t4")];
    let left: Vec<bool> =
        futures_util::future::join_all(left).await.into_iter().map(|found| found.unwrap().is_some()).collect();
    assert_eq!(left, [false, true, true]);
}

async fn a_session_is_ended_by_its_name_and_only_by_its_owner(world: World) {
    let database = &world.database;
    let mut changes = vec![Change::PutAgency(agency("a1"))];
    changes.extend(["p1", "p2"].map(|id| Change::PutAccount(account(id, id))));
    let opened = [("t1", "p1", 1), ("t2", "p1", 3), ("t3", "p1", 2), ("t4", "p2", 1)];
    changes.extend(opened.map(|(token, id, seen)| Change::PutSession(session(token, id, seen))));
    database.commit(quietly(changes)).await.unwrap();
    let listed = |sessions: Vec<Session>| sessions.into_iter().map(|session| session.id).collect::<Vec<_>>();
    assert_eq!(listed(database.sessions_of("p1").await.unwrap()), ["id-t2", "id-t3", "id-t1"]);
    let named = |account: &str, id: &str| Change::EndSessionNamed { account_id: account.into(), id: id.into() };
    for change in [named("p2", "id-t1"), named("p1", "t1"), named("p1", "id-t4")] {
        database.commit(quietly(vec![change])).await.unwrap();
    }
    assert_eq!(database.sessions_of("p1").await.unwrap().len() + database.sessions_of("p2").await.unwrap().len(), 4);
    database.commit(quietly(vec![named("p1", "id-t3")])).await.unwrap();
    assert_eq!(listed(database.sessions_of("p1").await.unwrap()), ["id-t2", "id-t1"]);
    let others = Change::EndOtherSessionsOf { account_id: "p1".into(), token_hash: "t1".into() };
    database.commit(quietly(vec![others])).await.unwrap();
    assert_eq!(listed(database.sessions_of("p1").await.unwrap()), ["id-t1"]);
    assert_eq!(listed(database.sessions_of("p2").await.unwrap()), ["id-t4"]);
}

async fn sessions_from_before_they_had_names_stay_and_get_some(world: World) {
    let changes = vec![
        Change::PutAgency(agency("a1")),
        Change::PutAccount(account("p1", "p1")),
        Change::PutSession(session("t1", "p1", 1)),
        Change::PutSession(session("t2", "p1", 2)),
    ];
    world.database.commit(quietly(changes)).await.unwrap();
    let undo = "DROP TABLE session_name; DROP TABLE seal_key; DROP TABLE second_factor; DROP TABLE recovery_code; DROP TABLE public_receipt; \
                DROP INDEX case_not_noted; DROP INDEX case_member_by_state; DROP INDEX case_member_waiting; DROP INDEX case_kept; DROP INDEX case_closed_waiting; \
                ALTER TABLE case_file DROP COLUMN waits; ALTER TABLE case_member DROP COLUMN pack; \
                ALTER TABLE case_member DROP COLUMN state; ALTER TABLE case_member DROP COLUMN waits; ALTER TABLE case_member DROP COLUMN province; \
                ALTER TABLE case_file DROP COLUMN keep_until; ALTER TABLE case_file DROP COLUMN province; \
                DROP TABLE case_consent; DROP TABLE referral; DROP TABLE emergency; DROP TABLE emergency_seen; DROP TABLE person_tie; DROP TABLE outside_agency; DROP TABLE package_receipt; DROP TABLE export_made; DROP INDEX case_by_code; \
                DROP TABLE passkey; DROP TABLE duress_word; DROP TABLE duress_use; DROP TABLE outer_identity; DROP TABLE erasure_request; ALTER TABLE session DROP COLUMN confined; \
                DELETE FROM schema_version WHERE number >= 14;";
    world.tamper(undo).await.unwrap();
    let world = world.reopened().await;
    let sessions = world.database.sessions_of("p1").await.unwrap();
    let told: Vec<&str> = sessions.iter().map(|session| session.token_hash.as_str()).collect();
    assert_eq!(told, ["t2", "t1"], "nobody is signed out by a new version");
    assert!(sessions[0].id != sessions[1].id && sessions.iter().all(|session| session.id.len() == 32), "{sessions:?}");
    assert!(world.database.session("t1").await.unwrap().is_some());
}

async fn a_one_time_link_works_once_even_for_two_at_once(world: World) {
    let database = &world.database;
    let invitation = Invitation { token_hash: "t".into(), account_id: "p1".into(), expires_at: 9, used_at: None };
    let changes = vec![
        Change::PutAgency(agency("a1")),
        Change::PutAccount(account("p1", "p1")),
        Change::PutInvitation(invitation.clone()),
    ];
    database.commit(quietly(changes)).await.unwrap();
    assert_eq!(database.invitation("t").await.unwrap(), Some(invitation.clone()));
    let using = |at| quietly(vec![Change::UseInvitation { token_hash: "t".into(), at }]);
    let (first, second) = tokio::join!(database.commit(using(5)), database.commit(using(6)));
    assert_eq!(u8::from(first.is_ok()) + u8::from(second.is_ok()), 1);
    let used_at = Some(if first.is_ok() { 5 } else { 6 });
    assert!(matches!(first.and(second).unwrap_err(), StoreError::Conflict(Conflict::Taken { .. })));
    // Making it again does not make it new.
    database.commit(quietly(vec![Change::PutInvitation(invitation.clone())])).await.unwrap();
    assert_eq!(database.invitation("t").await.unwrap(), Some(Invitation { used_at, ..invitation.clone() }));
    let next = Invitation { token_hash: "next".into(), ..invitation };
    database.commit(quietly(vec![Change::PutInvitation(next.clone())])).await.unwrap();
    assert_eq!(database.invitation("t").await.unwrap(), None, "an account has one link at a time");
    assert_eq!(database.invitation("next").await.unwrap(), Some(next));
}

async fn what_refers_to_nobody_is_refused(world: World) {
    let invitation = Invitation { token_hash: "t".into(), account_id: "nobody".into(), expires_at: 9, used_at: None };
    let refused = [
        Change::PutAccount(account("p1", "p1")),
        Change::PutSession(session("t", "nobody", 1)),
        Change::PutInvitation(invitation),
    ];
    for change in refused {
        let error = world.database.commit(quietly(vec![change])).await.unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Conflict::NoRecord { .. })), "{error}");
    }
}

async fn settings_are_kept(world: World) {
    let database = &world.database;
    assert_eq!(database.setting("installation").await.unwrap(), None);
    for value in ["one", "two"] {
        let change = Change::PutSetting { name: "installation".into(), value: value.into() };
        database.commit(quietly(vec![change])).await.unwrap();
    }
    assert_eq!(database.setting("installation").await.unwrap().as_deref(), Some("two"));
}

fn device(id: &str, account: &str, created_at: i64) -> Device {
    Device {
        id: id.into(),
        account_id: account.into(),
        name: "โทรศัพท์ 1".into(),
        token_hash: format!("token of {id}"),
        digest_hash: format!("digest of {id}"),
        created_at,
        seen_at: None,
        revoked_at: None,
    }
}

async fn a_device_is_found_by_its_name_and_its_secret_and_revoked_for_good(world: World) {
    let database = &world.database;
    let mut changes = vec![Change::PutAgency(agency("a1")), Change::PutAccount(account("p1", "p1"))];
    changes.extend([("d1", 1), ("d2", 2)].map(|(id, at)| Change::AddDevice(device(id, "p1", at))));
    database.commit(quietly(changes)).await.unwrap();
    assert_eq!(database.devices().await.unwrap(), [device("d2", "p1", 2), device("d1", "p1", 1)]);
    assert_eq!(database.device_by_token("token of d1").await.unwrap(), Some(device("d1", "p1", 1)));
    assert_eq!(database.device_by_token("digest of d1").await.unwrap(), None);
    let used = |at| Change::NoteDeviceUse { id: "d1".into(), at };
    let revoked = |at| Change::RevokeDevice { id: "d1".into(), at };
    for change in [used(5), revoked(6), used(7), revoked(8)] {
        database.commit(quietly(vec![change])).await.unwrap();
    }
    let expected = Device { seen_at: Some(5), revoked_at: Some(6), ..device("d1", "p1", 1) };
    assert_eq!(database.device("d1").await.unwrap(), Some(expected), "what comes late changes nothing");
    assert_eq!(database.device("d2").await.unwrap(), Some(device("d2", "p1", 2)));
    assert!(
        database.commit(quietly(vec![Change::AddDevice(device("d2", "p1", 9))])).await.is_err(),
        "an id is used once"
    );
}
