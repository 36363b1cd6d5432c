//! Stories of referrals and of cases opened in an emergency.

use crate::content::*;
use crate::world::World;
use store::{
    Between, CaseConsent, CaseEvent, CaseFile, CaseMember, Change, ConsentQuery, Emergency, EmergencyQuery,
    ErasureRequest, Erasures, ListedConsent, Referral, ReferralQuery, Requirement, Store, StoreError, Submissions, Tie,
    Ties,
};

crate::on_both!(
    a_referral_is_found_by_both_agencies_and_by_nobody_else,
    an_emergency_ends_and_is_told_until_it_is_seen,
    a_case_is_found_by_its_code,
    consents_are_listed_by_their_last_day,
    consents_from_before_they_were_listed_are_found,
    a_tie_is_found_from_both_ends_and_ends_once,
    a_request_to_erase_stands_until_it_is_answered,
    what_was_added_to_the_log_is_read_by_kind
);

fn referral(id: &str, state: &str, changed_at: i64) -> Referral {
    Referral {
        id: id.into(),
        case_id: "c1".into(),
        from_agency: "a1".into(),
        to_agency: "a2".into(),
        asked_by: "p1".into(),
        owner_id: if state == "accepted" { "p2".into() } else { String::new() },
        service: "shelter".into(),
        state: state.into(),
        due: "2026-03-04".into(),
        asked_at: 1,
        changed_at,
    }
}

async fn a_referral_is_found_by_both_agencies_and_by_nobody_else(world: World) {
    let database = &world.database;
    for one in [referral("r1", "asked", 1), referral("r2", "asked", 2), referral("r1", "accepted", 3)] {
        database.commit(quietly(vec![Change::PutReferral(one)])).await.unwrap();
    }
    assert_eq!(database.referral("r1").await.unwrap(), Some(referral("r1", "accepted", 3)));
    assert_eq!(database.referral("r3").await.unwrap(), None);
    for (agency, received, account, expected) in [
        ("a2", true, None, vec!["r1", "r2"]),
        ("a2", true, Some("p2"), vec!["r1"]),
        ("a2", true, Some("p3"), vec![]),
        ("a2", true, Some(""), vec![]),
        ("a2", false, None, vec![]),
        ("a1", false, None, vec!["r1", "r2"]),
        ("a1", false, Some("p1"), vec!["r1", "r2"]),
        ("a1", true, None, vec![]),
        ("a3", true, None, vec![]),
    ] {
        let query =
            ReferralQuery { agency_id: agency.into(), received, account_id: account.map(str::to_owned), limit: 9 };
        let found: Vec<String> = database.referrals(&query).await.unwrap().into_iter().map(|one| one.id).collect();
        assert_eq!(found, expected, "{query:?}");
    }
}

fn case(id: &str, agency_id: &str, code: &str) -> CaseFile {
    CaseFile {
        id: id.into(),
        pack: "identification".into(),
        version: 1,
        code: code.into(),
        agency_id: agency_id.into(),
        author_id: "p1".into(),
        state: "screened".into(),
        is_closed: false,
        due: None,
        waits: 0,
        keep_until: None,
        province: String::new(),
        events: 1,
        opened_at: 1,
        updated_at: 1,
    }
}

async fn an_emergency_ends_and_is_told_until_it_is_seen(world: World) {
    let database = &world.database;
    let member = CaseMember {
        case_id: "c1".into(),
        agency_id: "a1".into(),
        as_kind: "keeper".into(),
        owner_id: "p1".into(),
        is_open: true,
        until: None,
        updated_at: 1,
    };
    let emergency = |id: &str, ends_at| Emergency {
        id: id.into(),
        case_id: "c1".into(),
        account_id: "p9".into(),
        agency_id: "a9".into(),
        opened_at: 1,
        ends_at,
    };
    let changes = vec![
        Change::PutCase(case("c1", "a1", "AAA-111")),
        Change::PutCaseMember(member),
        Change::PutEmergency(emergency("e1", 100)),
        Change::PutEmergency(emergency("e2", 100)),
        Change::PutEmergency(emergency("e2", 50)),
    ];
    database.commit(quietly(changes)).await.unwrap();
    let open = async |at| database.emergencies_of("p9", at).await.unwrap().len();
    assert_eq!((open(10).await, open(50).await, open(100).await), (2, 1, 0));
    let told = async |keeper: Option<&str>, owner: Option<&str>, unseen| {
        let query = EmergencyQuery {
            reader_id: "p1".into(),
            keeper: keeper.map(str::to_owned),
            owner_id: owner.map(str::to_owned),
            unseen,
            limit: 9,
        };
        database.emergencies(&query).await.unwrap().len()
    };
    for (keeper, owner, expected) in [
        (None, None, 2),
        (Some("a1"), None, 2),
        (Some("a9"), None, 0),
        (Some("a1"), Some("p1"), 2),
        (Some("a1"), Some("p9"), 0),
        (Some("a1"), Some(""), 0),
    ] {
        assert_eq!(told(keeper, owner, true).await, expected, "{keeper:?} {owner:?}");
    }
    let seen = Change::SeeEmergency { id: "e1".into(), account_id: "p1".into(), at: 2 };
    database.commit(quietly(vec![seen.clone(), seen])).await.unwrap();
    assert_eq!((told(None, None, true).await, told(None, None, false).await), (1, 2));
    assert!(database.has_seen_emergency("e1", "p1").await.unwrap());
    assert!(!database.has_seen_emergency("e1", "p2").await.unwrap());
    assert_eq!(database.emergency("e2").await.unwrap(), Some(emergency("e2", 50)));
}

async fn a_case_is_found_by_its_code(world: World) {
    let database = &world.database;
    let changes = [case("c1", "a1", "AAA-111"), case("c2", "a2", "BBB-222")].map(Change::PutCase).to_vec();
    database.commit(quietly(changes)).await.unwrap();
    let found = database.cases_by_code("BBB-222").await.unwrap();
    assert_eq!(found.iter().map(|case| case.id.as_str()).collect::<Vec<_>>(), ["c2"]);
    assert!(database.cases_by_code("CCC-333").await.unwrap().is_empty());
}

fn consent(case_id: &str, number: i64, until: Option<&str>, withdrawn_on: Option<&str>) -> CaseConsent {
    CaseConsent {
        case_id: case_id.into(),
        number,
        agency_id: "a2".into(),
        given_on: "2026-03-01".into(),
        until: until.map(str::to_owned),
        withdrawn_on: withdrawn_on.map(str::to_owned),
    }
}

fn everything() -> ConsentQuery {
    ConsentQuery { keeper: None, withdrawn: false, from: None, to: None, offset: 0, limit: 9 }
}

async fn consents_are_listed_by_their_last_day(world: World) {
    let database = &world.database;
    let mut changes: Vec<Change> =
        [case("c1", "a1", "AAA-111"), case("c2", "a3", "BBB-222")].map(Change::PutCase).to_vec();
    changes.extend([
        Change::PutConsent(consent("c1", 1, None, None)),
        Change::PutConsent(consent("c1", 2, Some("2026-03-05"), None)),
        Change::PutConsent(consent("c2", 3, Some("2026-03-09"), None)),
        Change::PutConsent(consent("c2", 4, None, None)),
        Change::PutConsent(consent("c2", 4, None, Some("2026-03-02"))),
    ]);
    database.commit(quietly(changes)).await.unwrap();
    for (query, expected) in [
        (everything(), vec![2, 3, 1]),
        (ConsentQuery { limit: 1, offset: 1, ..everything() }, vec![3]),
        (ConsentQuery { from: Some("2026-03-06".into()), ..everything() }, vec![3, 1]),
        (ConsentQuery { to: Some("2026-03-06".into()), ..everything() }, vec![2]),
        (ConsentQuery { withdrawn: true, ..everything() }, vec![4]),
        (ConsentQuery { keeper: Some("a3".into()), ..everything() }, vec![3]),
        (ConsentQuery { keeper: Some(String::new()), ..everything() }, vec![]),
    ] {
        let found: Vec<ListedConsent> = database.consents(&query).await.unwrap();
        assert_eq!(found.iter().map(|one| one.consent.number).collect::<Vec<_>>(), expected, "{query:?}");
    }
    let last = database.consents(&ConsentQuery { withdrawn: true, ..everything() }).await.unwrap().remove(0);
    assert_eq!((last.code.as_str(), last.keeper.as_str()), ("BBB-222", "a3"));
    assert_eq!(last.consent, consent("c2", 4, None, Some("2026-03-02")));
}

async fn consents_from_before_they_were_listed_are_found(world: World) {
    let event = |number, what: &str| CaseEvent {
        case_id: "c1".into(),
        number,
        on: format!("2026-03-0{number}"),
        record_id: None,
        author_id: "p1".into(),
        agency_id: "a1".into(),
        what: what.into(),
        at: number,
    };
    let changes = vec![
        Change::PutCase(case("c1", "a1", "AAA-111")),
        Change::AddCaseEvent(event(
            1,
            r#"{"did":"consented","consent":{"agencies":["a2","a2"],"until":"2026-05-01"}}"#,
        )),
        Change::AddCaseEvent(event(2, r#"{"did":"consented","consent":{"agencies":["a3"],"until":null}}"#)),
        Change::AddCaseEvent(event(3, r#"{"did":"withdrew","consent":2}"#)),
        Change::AddCaseEvent(event(4, "sealed, and no JSON")),
    ];
    world.database.commit(quietly(changes)).await.unwrap();
    let undo = "DROP TABLE case_consent; DROP TABLE referral; DROP TABLE emergency; DROP TABLE emergency_seen; DROP TABLE person_tie; \
                DROP TABLE outside_agency; DROP TABLE package_receipt; DROP TABLE export_made; DROP INDEX case_by_code; \
                DROP INDEX case_not_noted; DROP INDEX case_member_by_state; DROP INDEX case_member_waiting; DROP INDEX case_kept; DROP INDEX case_closed_waiting; \
                ALTER TABLE case_file DROP COLUMN waits; ALTER TABLE case_member DROP COLUMN pack; \
                ALTER TABLE case_member DROP COLUMN state; ALTER TABLE case_member DROP COLUMN waits; ALTER TABLE case_member DROP COLUMN province; \
                ALTER TABLE case_file DROP COLUMN keep_until; ALTER TABLE case_file DROP COLUMN province; \
                DROP TABLE passkey; DROP TABLE duress_word; DROP TABLE duress_use; DROP TABLE outer_identity; DROP TABLE erasure_request; ALTER TABLE session DROP COLUMN confined; \
                DELETE FROM schema_version WHERE number >= 18;";
    world.tamper(undo).await.unwrap();
    let world = world.reopened().await;
    let open = world.database.consents(&everything()).await.unwrap();
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!((open[0].consent.agency_id.as_str(), open[0].consent.until.as_deref()), ("a2", Some("2026-05-01")));
    let withdrawn = world.database.consents(&ConsentQuery { withdrawn: true, ..everything() }).await.unwrap();
    assert_eq!(withdrawn[0].consent.withdrawn_on.as_deref(), Some("2026-03-03"), "{withdrawn:?}");
}

async fn a_tie_is_found_from_both_ends_and_ends_once(world: World) {
    let database = &world.database;
    let tie = |id: &str, person: &str, other: &str, began_at| Tie {
        id: id.into(),
        person_id: person.into(),
        other_id: other.into(),
        kind: "case".into(),
        said: "{}".into(),
        agency_id: "a1".into(),
        author_id: "p1".into(),
        began_at,
        ended_at: None,
    };
    let (first, second) = (tie("t1", "m1", "c1", 2), tie("t2", "m1", "m2", 1));
    for one in [&first, &second, &tie("t3", "m3", "c3", 1)] {
        database.commit(quietly(vec![Change::PutTie(one.clone())])).await.unwrap();
    }
    let found = async |ids: &[&str]| {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        database.ties_of(&ids).await.unwrap().into_iter().map(|tie| tie.id).collect::<Vec<_>>()
    };
    assert_eq!(found(&["m1"]).await, ["t2", "t1"], "by when they were tied");
    assert_eq!(found(&["c1"]).await, ["t1"]);
    assert_eq!(found(&["m1", "m2"]).await, ["t2", "t1"], "one between two of these is one");
    assert!(found(&["m9"]).await.is_empty() && found(&[]).await.is_empty());
    for (at, other) in [(5, "c1"), (9, "c9")] {
        let ended = Tie { ended_at: Some(at), other_id: other.into(), ..first.clone() };
        database.commit(quietly(vec![Change::PutTie(ended)])).await.unwrap();
    }
    let kept = database.tie("t1").await.unwrap().unwrap();
    assert_eq!((kept.ended_at, kept.other_id.as_str()), (Some(5), "c1"), "the first end stands, and whom it ties");
    database.commit(quietly(vec![Change::EraseBesideRecord { record_id: "c1".into() }])).await.unwrap();
    assert_eq!(database.tie("t1").await.unwrap(), None);
    assert_eq!(database.tie("t2").await.unwrap(), Some(second));
}

async fn a_request_to_erase_stands_until_it_is_answered(world: World) {
    let database = &world.database;
    let request = |record: &str, agency: &str, asked_at| ErasureRequest {
        record_id: record.into(),
        kind: "casework/person".into(),
        agency_id: agency.into(),
        ground: "person".into(),
        author_id: "p1".into(),
        asked_at,
    };
    let (first, second, third) = (request("m1", "a1", 2), request("m2", "a1", 1), request("m3", "a2", 3));
    for one in [&first, &second, &third] {
        let unit = quietly(vec![Change::AskErasure(one.clone())]);
        let nobody = Requirement::ErasureRequested { record_id: one.record_id.clone(), was: None };
        database.commit(unit.clone().requiring(nobody.clone())).await.unwrap();
        let again = database.commit(unit.requiring(nobody)).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "somebody asked: {again:?}");
    }
    assert_eq!(database.erasure_request("m1").await.unwrap(), Some(first.clone()));
    assert_eq!(database.erasure_request("m9").await.unwrap(), None);
    let asked = async |agency, most| database.erasure_requests(agency, most).await.unwrap();
    assert_eq!(asked(Some("a1"), 9).await, [second.clone(), first.clone()]);
    assert_eq!(asked(None, 2).await, [second, first.clone()]);
    assert!(asked(Some("a3"), 9).await.is_empty());

    let other = ErasureRequest { author_id: "p2".into(), ..first.clone() };
    let drop = quietly(vec![Change::DropErasureRequest { record_id: "m1".into() }]);
    let as_was =
        |was: &ErasureRequest| Requirement::ErasureRequested { record_id: "m1".into(), was: Some(was.clone()) };
    assert!(matches!(database.commit(drop.clone().requiring(as_was(&other))).await, Err(StoreError::Conflict(_))));
    database.commit(drop.requiring(as_was(&first))).await.unwrap();
    assert_eq!(database.erasure_request("m1").await.unwrap(), None);
    database.commit(quietly(vec![Change::EraseBesideRecord { record_id: "m2".into() }])).await.unwrap();
    assert_eq!(asked(None, 9).await, [third], "it goes with the record");
}

async fn what_was_added_to_the_log_is_read_by_kind(world: World) {
    let database = &world.database;
    assert_eq!(database.end_of_log().await.unwrap(), 0);
    database.prepare_kinds(&[visit_kind()]).await.unwrap();
    for id in ["s1", "s2", "s3"] {
        database.commit(submit(submission(id), visit("2019-07-04", "10", &[]))).await.unwrap();
    }
    let end = database.end_of_log().await.unwrap();
    let kind = submission("s1").kind;
    let read = async |kind: &str, after, to| {
        let found = database.submissions_between(kind, after, to).await.unwrap();
        found.into_iter().map(|stored| stored.submission.id).collect::<Vec<_>>()
    };
    assert_eq!(read(&kind, 0, end).await, ["s1", "s2", "s3"]);
    assert_eq!(read(&kind, end - 1, end).await, ["s3"]);
    assert!(read(&kind, end, end + 9).await.is_empty() && read("prevention/other", 0, end).await.is_empty());
}
