//! A case as several people work on it: opened by a form, seen by those who take part and by nobody else, moved on, decided together.

use crate::centre::{CASE, Centre, SCREENING, screening};
use casework::{CasesAsked, Decision, Invited, Voice};
use collection::{Correction, ListQuery, NewSubmission};
use jiff::civil::date;
use language::{Lang, say};
use serde_json::json;
use service_kit::{Context, Role, ServiceError};
use testkit::OTHER;

#[tokio::test]
async fn a_form_opens_a_case_once_however_often_it_comes() {
    let centre = Centre::open().await;
    centre.screened().await;
    centre.screened().await;
    assert_eq!(centre.state().await, "Screened");
    assert_eq!(centre.seen().await, 1);
}

#[tokio::test]
async fn a_case_is_seen_by_those_who_take_part_and_by_nobody_else() {
    let centre = Centre::open().await;
    centre.screened().await;
    let sees = async |who: &Context| centre.casework.case(who, CASE).await.is_ok();
    assert!(sees(&centre.who(Role::FieldWorker)).await && sees(&centre.who(Role::Coordinator)).await);
    let colleague = Context {
        actor: service_kit::Actor { account_id: "colleague".into(), ..centre.who(Role::FieldWorker).actor },
        ..centre.who(Role::FieldWorker)
    };
    for outsider in [&centre.who(Role::Administrator), &centre.partner_lead(), &colleague] {
        let told = centre.casework.case(outsider, CASE).await.unwrap_err();
        assert!(matches!(told, ServiceError::NotFound), "{told:?}");
        let record = centre.collection.read(outsider, SCREENING, CASE).await.unwrap_err();
        assert!(matches!(record, ServiceError::NotFound), "{record:?}");
        let listed = centre.collection.list(outsider, ListQuery::everything(SCREENING)).await.unwrap();
        assert_eq!(listed.total, 0);
    }
    let listed = centre.casework.cases(&centre.who(Role::Coordinator), CasesAsked::default()).await.unwrap();
    assert_eq!((listed.lines.len(), listed.count.open), (1, 1));
}

#[tokio::test]
async fn a_move_takes_its_form_and_starts_a_clock_that_follows_corrections() {
    let centre = Centre::open().await;
    centre.screened().await;
    centre.admit("2026-03-01").await.unwrap();
    // Sent again, it is the same.
    centre.admit("2026-03-01").await.unwrap();
    assert_eq!(centre.state().await, "In a temporary shelter");
    let lead = centre.who(Role::Coordinator);
    let due = async || centre.casework.cases(&lead, CasesAsked::default()).await.unwrap().lines[0].due_on;
    assert_eq!(due().await, Some(date(2026, 3, 16)));
    let view = centre.casework.case(&lead, CASE).await.unwrap();
    let why = say(Lang::En, view.clocks[0].why.as_ref().unwrap());
    assert!(why.starts_with("Due 16 March 2026: 15 days after 1 March 2026."), "{why}");
    // Without the answers that were right, nothing else changes: another day of admission is another day that it is due.
    let corrected = NewSubmission {
        id: "admission-2".into(),
        kind: "identification/shelter-admission".into(),
        answers: json!({
            "code": "P-0001", "admitted_on": "2026-02-27", "shelter_kind": "identification_centre", "consent": "yes", "phone_kept": "yes",
        }),
        corrects: Some(Correction { record_id: "admission-1".into(), supersedes: "admission-1".into() }),
        reason: Some("the day before".into()),
        source: "web",
    };
    centre.collection.submit(&lead, corrected).await.unwrap();
    assert_eq!(due().await, Some(date(2026, 3, 14)));
}

#[tokio::test]
async fn a_move_that_is_not_possible_keeps_nothing() {
    let centre = Centre::open().await;
    let no_signs = screening("");
    centre.send(&centre.who(Role::FieldWorker), CASE, SCREENING, no_signs, None).await.unwrap();
    let refused = centre.admit("2026-03-01").await.unwrap_err();
    assert!(matches!(refused, ServiceError::Conflict(_)), "{refused:?}");
    assert!(centre.world.kit.store.submission("admission-1").await.unwrap().is_none());
    assert_eq!(centre.seen().await, 1);
}

#[tokio::test]
async fn agencies_decide_together_and_leave_again() {
    let centre = Centre::open().await;
    centre.screened().await;
    centre.admit("2026-03-01").await.unwrap();
    let (lead, partner) = (centre.who(Role::Coordinator), centre.partner_lead());
    let invited = Invited { agency_id: OTHER.into(), as_kind: "police".into(), reason: String::new() };
    centre.consented().await;
    centre.casework.invite(&lead, CASE, centre.seen().await, invited.clone()).await.unwrap();
    // Somebody who saw the case before that decides nothing.
    let late = centre.casework.invite(&lead, CASE, 1, invited).await.unwrap_err();
    assert!(matches!(late, ServiceError::Conflict(_)), "{late:?}");
    // The police reads the case and not what the shelter wrote.
    assert!(centre.casework.case(&partner, CASE).await.is_ok());
    assert!(centre.casework.record(&partner, CASE, CASE).await.is_ok());
    let hidden = centre.casework.record(&partner, CASE, "admission-1").await.unwrap_err();
    assert!(matches!(hidden, ServiceError::NotFound), "{hidden:?}");
    let decision = Decision {
        conference: "identification".into(),
        outcome: "victim".into(),
        said: vec![Voice { agency_id: OTHER.into(), outcome: "victim".into() }],
    };
    let early = centre.casework.decide(&lead, CASE, centre.seen().await, decision).await.unwrap_err();
    assert!(!matches!(early, ServiceError::Internal(_)), "{early:?}");
    centre.casework.end(&lead, CASE, centre.seen().await, OTHER).await.unwrap();
    let gone = centre.casework.case(&partner, CASE).await.unwrap_err();
    assert!(matches!(gone, ServiceError::NotFound), "{gone:?}");
}
