//! Erasing the record of somebody who is part of no case: two persons, one key, and nothing left by which they could be found.

use crate::centre::{CASE, Centre};
use crate::erase::{director, officer};
use casework::TiedPerson;
use service_kit::{Actor, Context, Role, ServiceError};
use testkit::OTHER;

const PERSON: &str = "person-1001";
const NAME: &str = "มาลี คีรีวงศ์ทดสอบ";

async fn recorded() -> (Centre, Context) {
    let centre = Centre::open().await;
    let worker = centre.who(Role::FieldWorker);
    centre.record_person(&worker, PERSON, NAME, 2008).await;
    (centre, worker)
}

#[tokio::test]
async fn two_persons_erase_a_person_of_no_case_and_nothing_finds_them_again() {
    let (centre, worker) = recorded().await;
    centre.record_person(&worker, "person-1002", "ใครอีกคน", 1980).await;
    centre.casework.relate(&worker, "rel-1", (PERSON, "person-1002"), "parent").await.unwrap();
    let (asks, confirms) = (officer(&centre), director(&centre));
    assert_eq!(centre.names_found(&confirms, "มาลี").await, [PERSON]);
    assert_eq!(centre.casework.person(&asks, PERSON).await.unwrap().erasure.unwrap().asked, None);
    assert!(centre.casework.person(&worker, PERSON).await.unwrap().erasure.is_none());

    centre.casework.ask_to_erase_person(&asks, PERSON, "person").await.unwrap();
    centre.casework.ask_to_erase_person(&asks, PERSON, "person").await.unwrap();
    assert_eq!(centre.casework.retention_waits(&confirms).await.unwrap(), (0, 1));
    let mine = centre.casework.people_to_erase(&asks).await.unwrap().remove(0);
    assert!(!mine.asked.may_confirm, "nobody erases alone");
    let theirs = centre.casework.people_to_erase(&confirms).await.unwrap().remove(0);
    assert_eq!((theirs.record.id.as_str(), theirs.asked.ground.as_str()), (PERSON, "person"));
    assert!(theirs.asked.may_confirm);
    let store = &centre.world.kit.store;
    let key = store.seal_key_of(&format!("record/{PERSON}")).await.unwrap().unwrap();
    assert!(centre.world.lies_in_files(key.wrapped.as_bytes()), "the search finds the key while it is there");
    centre.casework.erase_person(&confirms, PERSON).await.unwrap();

    for who in [&asks, &confirms, &worker, &centre.who(Role::Coordinator)] {
        assert!(!centre.sees(who, PERSON).await, "{:?}", who.actor.role);
        assert!(centre.names_found(who, "มาลี").await.is_empty());
        let record = centre.collection.read(who, "casework/person", PERSON).await;
        assert!(record.is_err() || record.as_ref().is_ok_and(|record| record.erased), "{:?}", who.actor.role);
        assert!(!format!("{record:?}").contains(NAME));
    }
    assert!(centre.casework.person(&worker, "person-1002").await.unwrap().related.is_empty());
    assert!(centre.casework.people_to_erase(&confirms).await.unwrap().is_empty());
    assert!(!centre.world.lies_in_files(key.wrapped.as_bytes()), "nothing of the key is left in any file");
    assert!(!centre.world.lies_in_files(NAME.as_bytes()));
    let audit = centre.world.audit().await;
    let told: Vec<&str> = audit
        .iter()
        .filter(|row| row.entry.action == "record.erase" && row.entry.subject_id == PERSON)
        .map(|row| row.entry.detail.as_str())
        .collect();
    assert_eq!(told.len(), 2, "asked once and erased once: {told:?}");
    assert!(told[1].contains("asked_by") && !told[1].contains(NAME));
}

#[tokio::test]
async fn whoever_is_part_of_a_case_stays_until_they_are_not() {
    let (centre, worker) = recorded().await;
    centre.screened().await;
    let (asks, confirms) = (officer(&centre), director(&centre));
    let tie = async |id: &str| {
        let tied = TiedPerson { tie: id.into(), person_id: PERSON.into(), role: "victim".into() };
        centre.casework.tie_to_case(&worker, CASE, centre.seen().await, tied).await.unwrap();
    };
    tie("tie-1").await;
    let told = centre.casework.ask_to_erase_person(&asks, PERSON, "person").await;
    assert!(matches!(told, Err(ServiceError::Invalid(_))), "{told:?}");
    centre.casework.untie_from_case(&worker, CASE, centre.seen().await, "tie-1").await.unwrap();
    centre.casework.ask_to_erase_person(&asks, PERSON, "person").await.unwrap();
    tie("tie-2").await;
    let told = centre.casework.erase_person(&confirms, PERSON).await;
    assert!(matches!(told, Err(ServiceError::Invalid(_))), "they became part of one meanwhile: {told:?}");
    centre.casework.refuse_to_erase_person(&asks, PERSON).await.unwrap();
    assert!(centre.sees(&worker, PERSON).await);
}

#[tokio::test]
async fn nobody_erases_a_person_alone_or_without_having_been_asked_or_from_elsewhere() {
    let (centre, worker) = recorded().await;
    let (asks, confirms) = (officer(&centre), director(&centre));
    for who in [centre.who(Role::Coordinator), worker] {
        let refused = centre.casework.ask_to_erase_person(&who, PERSON, "person").await;
        assert!(matches!(refused, Err(ServiceError::Refused)), "{refused:?}");
        assert!(centre.casework.people_to_erase(&who).await.unwrap().is_empty());
    }
    for who in [centre.world.person(Role::Director, OTHER), centre.world.person(Role::DataOfficer, OTHER)] {
        let absent = centre.casework.ask_to_erase_person(&who, "person-9999", "person").await;
        let hidden = centre.casework.ask_to_erase_person(&who, PERSON, "person").await;
        assert!(matches!((absent, hidden), (Err(ServiceError::NotFound), Err(ServiceError::NotFound))));
    }
    let wrong = centre.casework.ask_to_erase_person(&asks, PERSON, "retention").await;
    assert!(matches!(wrong, Err(ServiceError::Invalid(_))), "no rule says how long a person is kept: {wrong:?}");
    assert!(matches!(centre.casework.erase_person(&confirms, PERSON).await, Err(ServiceError::Conflict(_))));
    assert!(matches!(centre.casework.refuse_to_erase_person(&confirms, PERSON).await, Err(ServiceError::Conflict(_))));
    centre.casework.ask_to_erase_person(&asks, PERSON, "order").await.unwrap();
    let second = centre.casework.ask_to_erase_person(&confirms, PERSON, "person").await;
    assert!(matches!(second, Err(ServiceError::Conflict(_))), "one request at a time: {second:?}");
    let same_account = Context { actor: Actor { role: Role::Director, ..asks.actor.clone() }, ..confirms.clone() };
    assert!(matches!(centre.casework.erase_person(&same_account, PERSON).await, Err(ServiceError::Refused)));
    centre.casework.refuse_to_erase_person(&confirms, PERSON).await.unwrap();
    assert!(matches!(centre.casework.erase_person(&confirms, PERSON).await, Err(ServiceError::Conflict(_))));
    assert!(centre.sees(&confirms, PERSON).await);
}
