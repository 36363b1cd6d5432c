//! Stories of the audit: who sees which entries, how pages lie, and what is found when somebody changed the chain behind its back.

use crate::house::{DAY, House};
use identity::{AUDIT_PAGE, AuditAsked, AuditPosition};
use jiff::civil::date;
use service_kit::{Role, ServiceError};
use store::{AuditEntry, ChainBreak, Unit};
use testkit::{HOME, OTHER};

async fn write(house: &House, count: usize, agency_id: &str, actor: &str, action: &str) {
    let entry = |number: usize| AuditEntry {
        at: house.world.kit.now(),
        actor: actor.into(),
        agency_id: agency_id.into(),
        action: action.into(),
        subject_kind: "test".into(),
        subject_id: format!("{number}"),
        detail: "{}".into(),
    };
    house.world.kit.commit(Unit::new(Vec::new(), (0..count).map(entry).collect())).await.unwrap();
}

#[tokio::test]
async fn everybody_sees_as_much_as_their_role_allows() {
    let house = House::open().await;
    write(&house, 3, HOME, "p1", "record.read").await;
    write(&house, 2, OTHER, "p2", "record.read").await;
    for role in Role::ASSIGNABLE {
        let context = house.world.person(role, HOME);
        let seen = house.identity.audit(&context, &AuditAsked::default()).await;
        let expected = match role {
            Role::Administrator | Role::DataOfficer => Some(5),
            Role::Director => Some(3),
            _ => None,
        };
        assert_eq!(seen.as_ref().ok().map(|page| page.rows.len()), expected, "{role:?}");
        assert_eq!(house.identity.audit_standing(&context).await.is_ok(), expected.is_some(), "{role:?}");
        assert_eq!(house.identity.verify_audit(&context).await.is_ok(), expected.is_some(), "{role:?}");
        assert_eq!(house.identity.audited_people(&context).await.is_ok(), expected.is_some(), "{role:?}");
    }
}

#[tokio::test]
async fn a_director_reads_the_names_of_their_own_people_only() {
    let house = House::open().await;
    house.invite("malee", Role::FieldWorker, HOME).await;
    house.invite("stranger", Role::FieldWorker, OTHER).await;
    let names = |people: Vec<(String, String)>| people.into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    let director = house.world.person(Role::Director, HOME);
    assert_eq!(names(house.identity.audited_people(&director).await.unwrap()), ["Demo malee"]);
    let officer = house.world.person(Role::DataOfficer, HOME);
    assert_eq!(names(house.identity.audited_people(&officer).await.unwrap()), ["Demo malee", "Demo stranger"]);
}

#[tokio::test]
async fn pages_lie_by_place_and_stay_where_they_are_while_entries_are_added() {
    let house = House::open().await;
    let context = house.operator();
    let page = AUDIT_PAGE as usize;
    write(&house, 2 * page + 10, HOME, "p1", "record.read").await;
    let at = |position| AuditAsked { position, ..AuditAsked::default() };
    let seqs = |rows: &[store::AuditRow]| (rows.first().unwrap().seq, rows.last().unwrap().seq, rows.len());

    let first = house.identity.audit(&context, &at(AuditPosition::Newest)).await.unwrap();
    assert_eq!(seqs(&first.rows), (110, 61, page));
    assert_eq!((first.later, first.earlier), (None, Some(AuditPosition::Before(61))));
    write(&house, 5, HOME, "p1", "record.read").await;
    let second = house.identity.audit(&context, &at(AuditPosition::Before(61))).await.unwrap();
    assert_eq!(seqs(&second.rows), (60, 11, page));
    assert_eq!((second.later, second.earlier), (Some(AuditPosition::After(60)), Some(AuditPosition::Before(11))));
    let last = house.identity.audit(&context, &at(AuditPosition::Before(11))).await.unwrap();
    assert_eq!(seqs(&last.rows), (10, 1, 10));
    assert_eq!((last.later, last.earlier), (Some(AuditPosition::After(10)), None));
    let back = house.identity.audit(&context, &at(AuditPosition::After(60))).await.unwrap();
    assert_eq!(seqs(&back.rows), (110, 61, page));
    assert_eq!((back.later, back.earlier), (Some(AuditPosition::After(110)), Some(AuditPosition::Before(61))));
    let newest = house.identity.audit(&context, &at(AuditPosition::After(110))).await.unwrap();
    assert_eq!(seqs(&newest.rows), (115, 111, 5));
    assert_eq!((newest.later, newest.earlier), (None, Some(AuditPosition::Before(111))));
}

#[tokio::test]
async fn entries_are_found_by_person_action_and_day() {
    let house = House::open().await;
    let context = house.operator();
    for _ in 0..3 {
        write(&house, 1, HOME, "p1", "record.read").await;
        write(&house, 1, HOME, "p2", "account.role").await;
        house.pass(DAY);
    }
    let cases = [
        (AuditAsked { person: Some("p1".into()), ..AuditAsked::default() }, vec![5, 3, 1]),
        (AuditAsked { action: Some("account.".into()), ..AuditAsked::default() }, vec![6, 4, 2]),
        // The world begins at noon, Thai time, on 22 November 2026: a day begins at midnight there, not in Greenwich.
        (AuditAsked { from: Some(date(2026, 11, 24)), ..AuditAsked::default() }, vec![6, 5]),
        (AuditAsked { until: Some(date(2026, 11, 22)), ..AuditAsked::default() }, vec![2, 1]),
        (
            AuditAsked {
                from: Some(date(2026, 11, 23)),
                until: Some(date(2026, 11, 23)),
                person: Some("p2".into()),
                ..AuditAsked::default()
            },
            vec![4],
        ),
        (AuditAsked { subject: Some("nothing".into()), ..AuditAsked::default() }, vec![]),
    ];
    for (asked, expected) in cases {
        let found = house.identity.audit(&context, &asked).await.unwrap();
        assert_eq!(found.rows.iter().map(|row| row.seq).collect::<Vec<_>>(), expected, "{asked:?}");
    }
}

#[tokio::test]
async fn a_look_goes_on_from_the_last_one_and_a_full_run_finds_an_old_row_that_was_changed() {
    let house = House::open().await;
    let context = house.operator();
    assert_eq!(house.identity.audit_standing(&context).await.unwrap().last, 0);
    write(&house, 1_500, HOME, "p1", "record.read").await;
    let standing = house.identity.audit_standing(&context).await.unwrap();
    assert_eq!((standing.reached.seq, standing.last, standing.broken, standing.full), (1_500, 1_500, None, None));
    let whole = house.identity.verify_audit(&context).await.unwrap();
    assert_eq!((whole.reached.seq, &whole.broken, whole.by.as_str()), (1_500, &None, "system"));
    write(&house, 20, HOME, "p1", "record.read").await;

    house.world.tamper("DROP TRIGGER audit_is_not_changed; UPDATE audit SET actor = 'p9' WHERE seq = 700").await;
    // A look begins where the last one ended, and says when everything was last looked at.
    let standing = house.identity.audit_standing(&context).await.unwrap();
    assert_eq!((standing.reached.seq, &standing.broken, &standing.full), (1_520, &None, &Some(whole)));
    house.pass(1_000);
    let found = house.identity.verify_audit(&house.operator()).await.unwrap();
    assert_eq!(found.broken, Some(ChainBreak::Changed { seq: 700 }));
    let standing = house.identity.audit_standing(&context).await.unwrap();
    assert_eq!(standing.full, Some(found), "what was found stays on the page");
}

#[tokio::test]
async fn a_look_finds_what_was_changed_since_and_at_the_mark() {
    for (script, expected) in [
        ("UPDATE audit SET actor = 'p9' WHERE seq = 1510", ChainBreak::Changed { seq: 1_510 }),
        ("UPDATE audit SET actor = 'p9' WHERE seq = 1500", ChainBreak::Changed { seq: 1_500 }),
        ("DELETE FROM audit WHERE seq = 1505", ChainBreak::Hole { expected: 1_505, found: 1_506 }),
        ("DELETE FROM audit WHERE seq > 1510", ChainBreak::Cut { found: 1_510, expected: 1_520 }),
        ("DELETE FROM audit WHERE seq >= 1500", ChainBreak::Replaced { seq: 1_500 }),
        ("UPDATE audit_head SET hash = 'other'", ChainBreak::Replaced { seq: 1_520 }),
    ] {
        let house = House::open().await;
        let context = house.operator();
        write(&house, 1_500, HOME, "p1", "record.read").await;
        house.identity.audit_standing(&context).await.unwrap();
        write(&house, 20, HOME, "p1", "record.read").await;
        let doors = "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted";
        house.world.tamper(&format!("{doors}; {script}")).await;
        let standing = house.identity.audit_standing(&context).await.unwrap();
        assert_eq!(standing.broken, Some(expected), "{script}");
        assert!(house.identity.verify_audit(&context).await.unwrap().broken.is_some(), "{script}");
    }
}

#[tokio::test]
async fn a_chain_that_was_written_anew_is_found_by_what_was_noted_of_it() {
    let house = House::open().await;
    let context = house.operator();
    write(&house, 1_200, HOME, "p1", "record.read").await;
    house.identity.verify_audit(&context).await.unwrap();
    // Somebody with the file and this program's own code writes another chain of the same length, head included.
    let mut rows = house.world.audit().await;
    let mut previous = store::GENESIS.to_owned();
    let mut script = "DROP TRIGGER audit_is_not_changed;".to_owned();
    for row in &mut rows {
        row.entry.actor = "p9".into();
        let hash = store::audit_hash(row.seq, &row.entry, &previous);
        let place = row.seq;
        script += &format!(
            "UPDATE audit SET actor = 'p9', previous_hash = '{previous}', hash = '{hash}' WHERE seq = {place};"
        );
        previous = hash;
    }
    house.world.tamper(&format!("{script} UPDATE audit_head SET hash = '{previous}'")).await;
    let found = house.identity.verify_audit(&context).await.unwrap();
    assert_eq!(found.broken, Some(ChainBreak::Replaced { seq: 1_200 }));
}

#[tokio::test]
async fn a_long_chain_keeps_nobody_waiting() {
    let house = House::open().await;
    let context = house.operator();
    for _ in 0..9 {
        write(&house, 5_000, HOME, "p1", "record.read").await;
    }
    let reached = |standing: identity::Standing| (standing.reached.seq, standing.last, standing.broken);
    assert_eq!(reached(house.identity.audit_standing(&context).await.unwrap()), (20_000, 45_000, None));
    assert_eq!(reached(house.identity.audit_standing(&context).await.unwrap()), (40_000, 45_000, None));
    assert_eq!(reached(house.identity.audit_standing(&context).await.unwrap()), (45_000, 45_000, None));
}

#[tokio::test]
async fn of_two_who_check_everything_at_once_the_second_is_told() {
    let house = House::open().await;
    let context = house.operator();
    write(&house, 6_000, HOME, "p1", "record.read").await;
    let (one, other) = tokio::join!(house.identity.verify_audit(&context), house.identity.verify_audit(&context));
    let told = [one, other].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(told.as_slice(), [ServiceError::TooMuch(said)] if said.key == "identity-audit-busy"), "{told:?}");
    assert!(house.identity.verify_audit(&context).await.is_ok());
}
