//! Asking another agency for something: it sees what was asked and the chosen records and nothing else, as long as that holds.

use crate::centre::{CASE, Centre, consent};
use casework::{Answer, Ask, ReferralState};
use language::{Lang, say};
use service_kit::{Action, Actor, Context, Role, ServiceError};
use testkit::OTHER;

const DAY: i64 = 24 * 60 * 60 * 1000;

fn ask(records: &[&str]) -> Ask {
    Ask {
        to: OTHER.into(),
        service: "shelter".into(),
        note: "A woman needs a bed tonight.".into(),
        records: records.iter().map(|id| (*id).to_owned()).collect(),
    }
}

async fn refer(centre: &Centre, who: &Context, records: &[&str], reason: &str) -> Result<(), ServiceError> {
    centre.casework.refer(who, CASE, centre.seen().await, ask(records), reason).await
}

/// A case with two records, of which one is shared.
async fn referred() -> (Centre, String) {
    let centre = Centre::open().await;
    centre.screened().await;
    centre.admit("2026-03-01").await.unwrap();
    centre.consented().await;
    refer(&centre, &centre.who(Role::FieldWorker), &["admission-1"], "").await.unwrap();
    let id = centre.casework.referrals(&centre.partner_lead()).await.unwrap().received[0].id.clone();
    (centre, id)
}

fn is_hidden<T>(tried: &Result<T, ServiceError>) -> bool {
    matches!(tried, Err(ServiceError::NotFound))
}

async fn is_gone(centre: &Centre, id: &str) {
    let lead = centre.partner_lead();
    assert!(is_hidden(&centre.casework.referral(&lead, id).await));
    assert!(is_hidden(&centre.casework.referred_record(&lead, id, "admission-1").await));
    assert!(is_hidden(
        &centre.casework.answer_referral(&lead, id, 1, Answer::Accept { owner_id: String::new() }).await
    ));
    assert!(centre.casework.referrals(&lead).await.unwrap().received.is_empty());
    assert_eq!(centre.casework.referrals_waiting(&lead).await.unwrap(), (0, 0));
}

#[tokio::test]
async fn the_agency_that_is_asked_sees_what_was_chosen_and_nothing_else() {
    let (centre, id) = referred().await;
    let lead = centre.partner_lead();
    let shown = centre.casework.referral(&lead, &id).await.unwrap();
    assert_eq!((shown.note.as_str(), shown.state), ("A woman needs a bed tonight.", ReferralState::Asked));
    assert_eq!(shown.records.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["admission-1"]);
    let code = centre.casework.case(&centre.who(Role::Coordinator), CASE).await.unwrap().code;
    assert_ne!(shown.code, code, "not even what people call the case");
    assert!(centre.casework.referred_record(&lead, &id, "admission-1").await.is_ok());
    assert!(is_hidden(&centre.casework.referred_record(&lead, &id, CASE).await), "the other record");
    assert!(is_hidden(&centre.casework.case(&lead, CASE).await), "the case itself");
    assert!(is_hidden(&centre.casework.record(&lead, CASE, "admission-1").await), "the record by the case");
    assert!(centre.casework.cases(&lead, Default::default()).await.unwrap().lines.is_empty());
    for role in [Role::FieldWorker, Role::Partner, Role::Administrator, Role::DataOfficer] {
        assert!(is_hidden(&centre.casework.referral(&centre.world.person(role, OTHER), &id).await), "{role:?}");
    }
    assert!(
        is_hidden(&centre.casework.referral(&centre.who(Role::Coordinator), &id).await),
        "who asked looks at the case"
    );
}

#[tokio::test]
async fn it_is_accepted_given_to_somebody_and_done() {
    let (centre, id) = referred().await;
    let (lead, lead_at_home) = (centre.partner_lead(), centre.who(Role::Coordinator));
    let worker = centre.worker_elsewhere().await;
    let accept = || Answer::Accept { owner_id: worker.actor.account_id.clone() };
    centre.casework.answer_referral(&lead, &id, 1, accept()).await.unwrap();
    let again = centre.casework.answer_referral(&lead, &id, 1, accept()).await.unwrap_err();
    assert!(matches!(again, ServiceError::Conflict(_)), "{again:?}");
    assert!(centre.casework.referred_record(&worker, &id, "admission-1").await.is_ok(), "who does it reads it");
    let unsaid = centre.casework.answer_referral(&worker, &id, 2, Answer::Done { what: " ".into() }).await.unwrap_err();
    assert!(matches!(unsaid, ServiceError::Invalid(_)), "{unsaid:?}");
    centre.casework.answer_referral(&worker, &id, 2, Answer::Done { what: "Has a room.".into() }).await.unwrap();
    let view = centre.casework.case(&lead_at_home, CASE).await.unwrap();
    assert_eq!((view.referrals[0].state, view.referrals[0].said.as_str()), (ReferralState::Done, "Has a room."));
    let told: Vec<String> = view.timeline.iter().map(|entry| say(Lang::En, &entry.what)).collect();
    assert!(told.iter().any(|line| line.contains("Has a room.")), "{told:?}");
    assert!(
        is_hidden(&centre.casework.referred_record(&lead, &id, "admission-1").await),
        "what is done needs no records"
    );
    assert_eq!(centre.casework.referral(&lead, &id).await.unwrap().state, ReferralState::Done);
}

#[tokio::test]
async fn rejecting_takes_a_reason_and_ends_the_sharing() {
    let (centre, id) = referred().await;
    let lead = centre.partner_lead();
    let unsaid = centre.casework.answer_referral(&lead, &id, 1, Answer::Reject { reason: String::new() }).await;
    assert!(matches!(unsaid, Err(ServiceError::Invalid(_))), "{unsaid:?}");
    centre.casework.answer_referral(&lead, &id, 1, Answer::Reject { reason: "No bed.".into() }).await.unwrap();
    assert!(is_hidden(&centre.casework.referred_record(&lead, &id, "admission-1").await));
    let finished = centre.casework.answer_referral(&lead, &id, 2, Answer::Done { what: "Done.".into() }).await;
    assert!(matches!(finished, Err(ServiceError::Conflict(_))), "{finished:?}");
}

#[tokio::test]
async fn what_is_taken_back_is_gone_at_the_next_request() {
    let (centre, id) = referred().await;
    let worker = centre.who(Role::FieldWorker);
    centre.casework.revoke_referral(&worker, CASE, centre.seen().await, &id).await.unwrap();
    is_gone(&centre, &id).await;
    let again = centre.casework.revoke_referral(&worker, CASE, centre.seen().await, &id).await.unwrap_err();
    assert!(matches!(again, ServiceError::Conflict(_)), "{again:?}");
}

#[tokio::test]
async fn withdrawn_consent_takes_it_back() {
    let (centre, id) = referred().await;
    let lead = centre.who(Role::Coordinator);
    let number = centre.casework.case(&lead, CASE).await.unwrap().consents[0].number;
    centre.casework.withdraw(&lead, CASE, centre.seen().await, number).await.unwrap();
    is_gone(&centre, &id).await;
    let view = centre.casework.case(&lead, CASE).await.unwrap();
    assert_eq!(view.referrals[0].state, ReferralState::Revoked);
}

#[tokio::test]
async fn consent_that_is_over_ends_it_and_a_late_answer_is_told() {
    let centre = Centre::open().await;
    centre.screened().await;
    let until = consent(&[OTHER], Some("2026-03-06"));
    centre.casework.consent(&centre.who(Role::Coordinator), CASE, centre.seen().await, until).await.unwrap();
    refer(&centre, &centre.who(Role::FieldWorker), &[CASE], "").await.unwrap();
    for (days, expected) in [(0, (1, 0)), (3, (1, 0)), (4, (1, 1)), (5, (1, 1)), (6, (0, 0))] {
        let told = centre.casework.referrals_waiting(&centre.partner_lead()).await.unwrap();
        assert_eq!(told, expected, "after {days} days");
        if days < 6 {
            let step = if days == 0 { 3 } else { 1 };
            centre.world.clock.advance(step * DAY);
        }
    }
}

#[tokio::test]
async fn without_consent_a_second_person_confirms_it() {
    let centre = Centre::open().await;
    centre.screened().await;
    let (lead, director) = (centre.who(Role::Coordinator), centre.who(Role::Director));
    let told = refer(&centre, &lead, &[CASE], " ").await.unwrap_err();
    assert!(matches!(told, ServiceError::Invalid(_)), "{told:?}");
    refer(&centre, &lead, &[CASE], "Her life is in danger.").await.unwrap();
    let waits = async || centre.casework.referrals_waiting(&centre.partner_lead()).await.unwrap().0;
    assert_eq!(waits().await, 0, "wished for is not asked");
    let id = centre.casework.case(&director, CASE).await.unwrap().referrals[0].id.clone();
    assert!(is_hidden(&centre.casework.referral(&centre.partner_lead(), &id).await));
    let alone = centre.casework.confirm_referral(&lead, CASE, centre.seen().await, &id).await.unwrap_err();
    assert!(matches!(alone, ServiceError::Refused), "{alone:?}");
    centre.casework.confirm_referral(&director, CASE, centre.seen().await, &id).await.unwrap();
    assert_eq!(waits().await, 1);
    refer(&centre, &lead, &[], "Perhaps.").await.unwrap();
    let other = centre.casework.case(&director, CASE).await.unwrap().referrals[0].id.clone();
    let other =
        if other == id { centre.casework.case(&director, CASE).await.unwrap().referrals[1].id.clone() } else { other };
    centre.casework.refuse_referral(&director, CASE, centre.seen().await, &other).await.unwrap();
    assert_eq!(waits().await, 1, "refused is not asked");
}

#[tokio::test]
async fn only_what_one_reads_oneself_can_be_shared_and_only_by_those_who_work_on_the_case() {
    let centre = Centre::open().await;
    centre.screened().await;
    centre.consented().await;
    let worker = centre.who(Role::FieldWorker);
    let unknown = refer(&centre, &worker, &["admission-9"], "").await.unwrap_err();
    assert!(matches!(unknown, ServiceError::Invalid(_)), "{unknown:?}");
    for wrong in [Ask { service: "gold".into(), ..ask(&[]) }, Ask { to: "nobody".into(), ..ask(&[]) }] {
        let told = centre.casework.refer(&worker, CASE, centre.seen().await, wrong, "").await.unwrap_err();
        assert!(matches!(told, ServiceError::Invalid(_)), "{told:?}");
    }
    let colleague = Context { actor: Actor { account_id: "colleague".into(), ..worker.actor.clone() }, ..worker };
    for (who, expected) in [
        (colleague, "not found"),
        (centre.partner_lead(), "not found"),
        (centre.who(Role::Administrator), "not found"),
        (centre.who(Role::DataOfficer), "refused"),
    ] {
        let told = match refer(&centre, &who, &[], "").await.unwrap_err() {
            ServiceError::NotFound => "not found",
            ServiceError::Refused => "refused",
            other => panic!("{other:?}"),
        };
        assert_eq!(told, expected, "{:?}", who.actor);
    }
}

#[tokio::test]
async fn the_audit_tells_of_it_without_a_word_that_was_written() {
    let (centre, id) = referred().await;
    centre.casework.referred_record(&centre.partner_lead(), &id, "admission-1").await.unwrap();
    let rows = centre.world.audit().await;
    let asked = rows.iter().find(|row| row.entry.action == Action::Refer.id()).unwrap();
    assert!(asked.entry.detail.contains("shelter") && !asked.entry.detail.contains("bed"), "{:?}", asked.entry);
    let read = rows.iter().rev().find(|row| row.entry.action == Action::ReadRecord.id()).unwrap();
    assert!(read.entry.detail.contains(&id), "{:?}", read.entry);
}
