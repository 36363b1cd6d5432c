//! Asking an agency outside: it gets one locked file of what was chosen, says by its receipt code that it arrived, and what is taken back before is
//! never made.

use crate::centre::{CASE, Centre, consent};
use casework::{Ask, PackageAnswer, PackageContent, ReferralState};
use language::Lang;
use service_kit::{Context, Role, ServiceError};
use std::sync::{Arc, Mutex};
use store::{Change, OutsideAgency, Unit};

const CLINIC: &str = "outside-clinic";
const DAY: i64 = 24 * 60 * 60 * 1000;
/// A public key whose secret nobody here has.
const KEY: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";

async fn enter(centre: &Centre, recipient: &str, is_open: bool) {
    let agency = OutsideAgency {
        id: CLINIC.into(),
        name_en: "Night clinic".into(),
        name_th: "คลินิกกลางคืน".into(),
        kind: "health".into(),
        recipient: recipient.into(),
        is_open,
        created_at: 1,
        updated_at: 1,
    };
    centre.world.kit.commit(Unit::new(vec![Change::PutOutsideAgency(agency)], Vec::new())).await.unwrap();
}

fn ask(records: &[&str]) -> Ask {
    Ask {
        to: CLINIC.into(),
        service: "medical".into(),
        note: "She needs a doctor.".into(),
        records: records.iter().map(|id| (*id).to_owned()).collect(),
    }
}

async fn asked(consent_until: Option<&str>) -> (Centre, String) {
    let centre = Centre::open().await;
    centre.screened().await;
    centre.admit("2026-03-01").await.unwrap();
    enter(&centre, KEY, true).await;
    let lead = centre.who(Role::Coordinator);
    centre.casework.consent(&lead, CASE, centre.seen().await, consent(&[CLINIC], consent_until)).await.unwrap();
    centre.casework.refer(&lead, CASE, centre.seen().await, ask(&["admission-1"]), "").await.unwrap();
    let id = centre.casework.case(&lead, CASE).await.unwrap().referrals[0].id.clone();
    (centre, id)
}

/// The package's file, its receipt code, and what went in.
async fn made(centre: &Centre, who: &Context, id: &str) -> Result<(Vec<u8>, String, PackageContent), ServiceError> {
    let mark = centre.casework.package(who, CASE, id).await?.mark;
    let told: Arc<Mutex<Option<(String, PackageContent)>>> = Arc::default();
    let tells = Arc::clone(&told);
    let written = move |content: &PackageContent, receipt: &str| {
        *tells.lock().unwrap() = Some((receipt.to_owned(), content.clone()));
        Ok(format!("plain {} {receipt}", content.note).into_bytes())
    };
    let package = centre.casework.make_package(who, (CASE, id), (&mark, "secret"), written).await?;
    let (receipt, content) = told.lock().unwrap().take().unwrap();
    Ok((package.bytes, receipt, content))
}

fn is_hidden<T>(tried: &Result<T, ServiceError>) -> bool {
    matches!(tried, Err(ServiceError::NotFound))
}

#[tokio::test]
async fn a_package_holds_what_was_chosen_is_locked_and_is_answered_by_its_code() {
    let (centre, id) = asked(None).await;
    let lead = centre.who(Role::Coordinator);
    let (file, receipt, content) = made(&centre, &lead, &id).await.unwrap();
    assert_eq!(content.records.iter().map(|record| record.id.as_str()).collect::<Vec<_>>(), ["admission-1"]);
    assert!(file.starts_with(b"age-encryption.org/v1"));
    assert!(!String::from_utf8_lossy(&file).contains("doctor") && !String::from_utf8_lossy(&file).contains(&receipt));
    let case = centre.casework.case(&lead, CASE).await.unwrap();
    assert_eq!((case.referrals[0].packages, case.referrals[0].is_received), (1, false));

    let service = &centre.casework;
    let standing = service.standing_of_package(Lang::En, &receipt.to_lowercase()).await.unwrap();
    assert_eq!((standing.state, standing.is_received), (ReferralState::Asked, false));
    assert_ne!(standing.code, case.code, "not even what people call the case");
    service.answer_package(Lang::En, &receipt, PackageAnswer::Received).await.unwrap();
    service.answer_package(Lang::En, &receipt, PackageAnswer::Received).await.unwrap();
    let note = |text: &str| text.to_owned();
    let unsaid = service.answer_package(Lang::En, &receipt, PackageAnswer::Rejected { note: note(" ") }).await;
    assert!(matches!(unsaid, Err(ServiceError::Invalid(_))));
    service.answer_package(Lang::En, &receipt, PackageAnswer::Accepted { note: note("Bring her.") }).await.unwrap();
    service.answer_package(Lang::En, &receipt, PackageAnswer::Done { note: note("Seen by a doctor.") }).await.unwrap();
    let again = service.answer_package(Lang::En, &receipt, PackageAnswer::Accepted { note: note("") }).await;
    assert!(matches!(again, Err(ServiceError::Conflict(_))));
    let referral = &service.case(&lead, CASE).await.unwrap().referrals[0];
    assert_eq!((referral.state, referral.said.as_str()), (ReferralState::Done, "Seen by a doctor."));
    assert!(referral.is_received && !referral.may_package);
    assert!(is_hidden(&made(&centre, &lead, &id).await), "what is done is packed no more");
}

#[tokio::test]
async fn nobody_else_and_nothing_after_it_was_taken_back() {
    let (centre, id) = asked(None).await;
    let lead = centre.who(Role::Coordinator);
    for who in [centre.partner_lead(), centre.who(Role::DataOfficer), centre.who(Role::Administrator)] {
        assert!(is_hidden(&centre.casework.package(&who, CASE, &id).await), "{:?}", who.actor.role);
    }
    let (_, receipt, _) = made(&centre, &lead, &id).await.unwrap();
    centre.casework.revoke_referral(&lead, CASE, centre.seen().await, &id).await.unwrap();
    assert!(is_hidden(&made(&centre, &lead, &id).await), "before it is downloaded it cannot be any more");
    let standing = centre.casework.standing_of_package(Lang::En, &receipt).await.unwrap();
    assert_eq!(standing.state, ReferralState::Revoked, "whoever has it is told to delete it");
    let late = centre.casework.answer_package(Lang::En, &receipt, PackageAnswer::Received).await;
    assert!(matches!(late, Err(ServiceError::Conflict(_))));
}

#[tokio::test]
async fn its_time_ends_with_the_consent_and_after_ninety_days_at_most() {
    for (consent_until, expected) in
        [(Some("2026-03-05"), "2026-03-05"), (None, "2026-05-30"), (Some("2027-01-01"), "2026-05-30")]
    {
        let (centre, id) = asked(consent_until).await;
        let (_, receipt, content) = made(&centre, &centre.who(Role::Coordinator), &id).await.unwrap();
        assert_eq!(content.until.to_string(), expected);
        assert!(centre.casework.standing_of_package(Lang::En, &receipt).await.is_ok());
        centre.world.clock.advance(100 * DAY);
        assert!(is_hidden(&centre.casework.standing_of_package(Lang::En, &receipt).await), "{expected}");
    }
}

#[tokio::test]
async fn something_else_than_was_seen_is_not_sent_and_wrong_codes_are_bounded() {
    let (centre, id) = asked(None).await;
    let lead = centre.who(Role::Coordinator);
    let stale = centre.casework.make_package(&lead, (CASE, &id), ("other", ""), |_, _| Ok(Vec::new())).await;
    assert!(matches!(stale, Err(ServiceError::Conflict(_))));
    let mut refused = 0;
    for number in 0..80 {
        let code = format!("{number:016}");
        refused += usize::from(matches!(
            centre.casework.standing_of_package(Lang::En, &code).await,
            Err(ServiceError::TooMuch(_))
        ));
    }
    assert!(refused > 10, "{refused}");
}

#[tokio::test]
async fn an_agency_outside_that_is_closed_is_named_and_not_asked() {
    let (centre, _) = asked(None).await;
    enter(&centre, KEY, false).await;
    let lead = centre.who(Role::Coordinator);
    let tried = centre.casework.refer(&lead, CASE, centre.seen().await, ask(&[]), "").await;
    assert!(matches!(tried, Err(ServiceError::Invalid(_))));
    assert_eq!(centre.casework.case(&lead, CASE).await.unwrap().referrals[0].to, "Night clinic");
}
