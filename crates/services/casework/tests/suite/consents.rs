//! Which consents hold, end and were withdrawn, for whoever looks after them: by code and agency, without a name.

use crate::centre::{CASE, Centre, consent};
use casework::ConsentsShown::{self, Ending, Holding, Over, Withdrawn};
use service_kit::{Context, Role, ServiceError};
use testkit::OTHER;

const DAY: i64 = 24 * 60 * 60 * 1000;

async fn count(centre: &Centre, who: &Context, shown: ConsentsShown) -> usize {
    centre.casework.consents(who, shown, 0).await.unwrap().len()
}

#[tokio::test]
async fn consents_are_listed_as_they_hold_end_and_are_withdrawn() {
    let centre = Centre::open().await;
    centre.screened().await;
    let lead = centre.who(Role::Coordinator);
    centre.consented().await;
    let short = consent(&[OTHER], Some("2026-03-03"));
    centre.casework.consent(&lead, CASE, centre.seen().await, short).await.unwrap();
    let counts = async || {
        let officer = centre.who(Role::DataOfficer);
        let mut counts = Vec::new();
        for shown in [Holding, Ending, Over, Withdrawn] {
            counts.push(count(&centre, &officer, shown).await);
        }
        counts
    };
    assert_eq!(counts().await, [2, 1, 0, 0]);
    centre.world.clock.advance(3 * DAY);
    assert_eq!(counts().await, [1, 0, 1, 0]);
    let number = centre.casework.case(&lead, CASE).await.unwrap().consents[0].number;
    centre.casework.withdraw(&lead, CASE, centre.seen().await, number).await.unwrap();
    assert_eq!(counts().await, [0, 0, 1, 1]);
    let line = centre.casework.consents(&centre.who(Role::DataOfficer), Withdrawn, 0).await.unwrap().remove(0);
    assert_eq!(line.agency, "Bamboo Demo Network");
    assert!(line.withdrawn_on.is_some() && line.until.is_none(), "{line:?}");
}

#[tokio::test]
async fn only_the_data_officer_sees_those_of_every_agency() {
    let centre = Centre::open().await;
    centre.screened().await;
    centre.consented().await;
    let elsewhere = |role| centre.world.person(role, OTHER);
    for (who, expected) in [
        (centre.who(Role::DataOfficer), Some(1)),
        (elsewhere(Role::DataOfficer), Some(1)),
        (centre.who(Role::Director), Some(1)),
        (elsewhere(Role::Director), Some(0)),
        (centre.who(Role::Coordinator), None),
        (centre.who(Role::Administrator), None),
        (centre.who(Role::FieldWorker), None),
    ] {
        let told = match centre.casework.consents(&who, Holding, 0).await {
            Ok(lines) => Some(lines.len()),
            Err(ServiceError::Refused) => None,
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(told, expected, "{:?}", who.actor);
    }
    let line = centre.casework.consents(&elsewhere(Role::DataOfficer), Holding, 0).await.unwrap().remove(0);
    assert_eq!(line.case_id, None, "a code leads only those to the case who see it");
}
