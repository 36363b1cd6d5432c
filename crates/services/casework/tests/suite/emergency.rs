//! Opening a case in an emergency: read-only, for a short time, told at once, ended at once.

use crate::centre::{CASE, Centre, SCREENING};
use language::{Lang, say};
use service_kit::{Action, Actor, Context, Role, ServiceError};
use testkit::OTHER;

const HOUR: i64 = 60 * 60 * 1000;
const WHY: &str = "She is in our emergency room and cannot speak.";

async fn code(centre: &Centre) -> String {
    centre.casework.case(&centre.who(Role::Coordinator), CASE).await.unwrap().code
}

async fn opened() -> (Centre, Context) {
    let centre = Centre::open().await;
    centre.screened().await;
    let doctor = centre.world.person(Role::FieldWorker, OTHER);
    let typed = code(&centre).await.to_lowercase().replace('-', " ");
    let id = centre.casework.open_in_emergency(&doctor, &typed, WHY).await.unwrap();
    assert_eq!(id, CASE);
    (centre, doctor)
}

/// The same person at the present moment.
fn now(centre: &Centre, who: &Context) -> Context {
    Context::new(&centre.world.kit, who.actor.clone(), Lang::En)
}

#[tokio::test]
async fn a_case_is_read_and_not_changed_and_for_a_short_time() {
    let (centre, doctor) = opened().await;
    let view = centre.casework.case(&doctor, CASE).await.unwrap();
    assert!(!view.may_work && !view.may_lead && !view.may_refer && !view.keeps && view.moves.is_empty());
    assert!(centre.casework.record(&doctor, CASE, CASE).await.is_ok(), "what opened the case");
    for tried in [
        centre.casework.make_move(&doctor, CASE, view.seen, "admit").await,
        centre.casework.what_can_be_shared(&doctor, CASE).await.map(drop),
        centre.casework.who_could_answer(&doctor, CASE).await.map(drop),
    ] {
        assert!(matches!(tried, Err(ServiceError::NotFound)), "{tried:?}");
    }
    let colleague = Context { actor: Actor { account_id: "another".into(), ..doctor.actor.clone() }, ..doctor.clone() };
    for other in [colleague, centre.partner_lead()] {
        assert!(centre.casework.case(&other, CASE).await.is_err(), "it is open to one person: {:?}", other.actor);
    }
    assert!(centre.collection.read(&doctor, SCREENING, CASE).await.is_err(), "only within the case");
    centre.world.clock.advance(4 * HOUR - 1);
    assert!(centre.casework.case(&now(&centre, &doctor), CASE).await.is_ok());
    centre.world.clock.advance(1);
    assert!(centre.casework.case(&now(&centre, &doctor), CASE).await.is_err(), "it ends by itself");
}

#[tokio::test]
async fn who_answers_for_it_and_the_data_officer_are_told_at_once_and_say_that_they_saw_it() {
    let (centre, _) = opened().await;
    let colleague = centre.who(Role::FieldWorker);
    let colleague = Context { actor: Actor { account_id: "colleague".into(), ..colleague.actor.clone() }, ..colleague };
    for (who, told) in [
        (centre.who(Role::FieldWorker), 1),
        (centre.who(Role::Coordinator), 1),
        (centre.who(Role::DataOfficer), 1),
        (centre.world.person(Role::DataOfficer, OTHER), 1),
        (colleague, 0),
        (centre.who(Role::Administrator), 0),
        (centre.partner_lead(), 0),
    ] {
        let unseen = centre.casework.emergencies_unseen(&who).await.unwrap();
        assert_eq!(unseen.len(), told, "{:?}", who.actor);
        for one in unseen {
            assert!(one.reason == WHY && one.is_open, "{one:?}");
            centre.casework.see_emergency(&who, &one.id).await.unwrap();
        }
        assert!(centre.casework.emergencies_unseen(&who).await.unwrap().is_empty());
    }
    let view = centre.casework.case(&centre.who(Role::Coordinator), CASE).await.unwrap();
    assert!(say(Lang::En, &view.timeline[0].what).contains(WHY), "{:?}", view.timeline[0]);
    let rows = centre.world.audit().await;
    let row = rows.iter().find(|row| row.entry.action == Action::OpenInEmergency.id()).unwrap();
    assert!(row.entry.subject_id == CASE && !row.entry.detail.contains("speak"), "{:?}", row.entry);
}

#[tokio::test]
async fn whoever_answers_for_it_ends_it_at_once() {
    let (centre, doctor) = opened().await;
    let owner = centre.who(Role::FieldWorker);
    let id = centre.casework.case(&owner, CASE).await.unwrap().emergencies[0].id.clone();
    for stranger in [centre.partner_lead(), centre.who(Role::Administrator)] {
        let told = centre.casework.end_emergency(&stranger, &id).await.unwrap_err();
        assert!(matches!(told, ServiceError::NotFound), "{told:?}");
    }
    centre.casework.end_emergency(&owner, &id).await.unwrap();
    assert!(centre.casework.case(&doctor, CASE).await.is_err());
    let again = centre.casework.end_emergency(&owner, &id).await.unwrap_err();
    assert!(matches!(again, ServiceError::Conflict(_)), "{again:?}");
}

#[tokio::test]
async fn codes_cannot_be_guessed_and_a_case_that_cannot_be_opened_looks_like_none() {
    let centre = Centre::open().await;
    centre.screened().await;
    let code = code(&centre).await;
    let doctor = centre.world.person(Role::FieldWorker, OTHER);
    for role in [Role::Partner, Role::Administrator, Role::DataOfficer] {
        let told = centre.casework.open_in_emergency(&centre.world.person(role, OTHER), &code, WHY).await.unwrap_err();
        assert!(matches!(told, ServiceError::Refused), "{role:?}: {told:?}");
    }
    let invalid = |told: ServiceError| match told {
        ServiceError::Invalid(problems) => (problems[0].path.clone(), problems[0].message.key),
        other => panic!("{other:?}"),
    };
    let wrong = invalid(centre.casework.open_in_emergency(&doctor, "ZZZ-ZZZ", WHY).await.unwrap_err());
    let at_home = centre.who(Role::Coordinator);
    assert_eq!(wrong, invalid(centre.casework.open_in_emergency(&at_home, &code, WHY).await.unwrap_err()));
    let unsaid = invalid(centre.casework.open_in_emergency(&doctor, &code, " ").await.unwrap_err());
    assert_eq!(unsaid.0, "reason");
    for _ in 1..5 {
        centre.casework.open_in_emergency(&doctor, "ZZZ-ZZZ", WHY).await.unwrap_err();
    }
    let shut = centre.casework.open_in_emergency(&doctor, &code, WHY).await.unwrap_err();
    assert!(matches!(shut, ServiceError::TooMuch(_)), "the right one too: {shut:?}");
    let other = centre.partner_lead();
    assert!(centre.casework.open_in_emergency(&other, &code, WHY).await.is_ok(), "others are not locked out");
    centre.world.clock.advance(HOUR);
    assert!(centre.casework.open_in_emergency(&now(&centre, &doctor), &code, WHY).await.is_ok());
}
