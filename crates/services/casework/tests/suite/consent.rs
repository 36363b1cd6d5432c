//! On what ground an agency sees a case: consent for it that holds, or a reason that a second person confirmed; and how that ends.

use crate::centre::{CASE, Centre, consent};
use casework::Invited;
use service_kit::{Actor, Context, Role, ServiceError};
use testkit::OTHER;

const DAY: i64 = 24 * 60 * 60 * 1000;

fn invited(reason: &str) -> Invited {
    Invited { agency_id: OTHER.into(), as_kind: "police".into(), reason: reason.into() }
}

async fn invite(centre: &Centre, who: &Context, reason: &str) -> Result<(), ServiceError> {
    centre.casework.invite(who, CASE, centre.seen().await, invited(reason)).await
}

async fn is_in(centre: &Centre) -> bool {
    let sees = centre.casework.case(&centre.partner_lead(), CASE).await.is_ok();
    let listed = centre.casework.cases(&centre.partner_lead(), Default::default()).await.unwrap();
    assert_eq!(listed.lines.len(), usize::from(sees), "the list and the case agree");
    assert_eq!(listed.count.open, u64::from(sees), "the count and the case agree");
    sees
}

#[tokio::test]
async fn without_consent_nobody_is_let_in_and_its_withdrawal_ends_what_rested_on_it() {
    let centre = Centre::open().await;
    centre.screened().await;
    let lead = centre.who(Role::Coordinator);
    let told = invite(&centre, &lead, "").await.unwrap_err();
    assert!(matches!(told, ServiceError::Invalid(_)), "{told:?}");
    assert!(!is_in(&centre).await);
    centre.consented().await;
    invite(&centre, &lead, "").await.unwrap();
    assert!(is_in(&centre).await);
    let number = centre.casework.case(&lead, CASE).await.unwrap().consents[0].number;
    // A field worker hears it first: whoever works on the case notes it.
    centre.casework.withdraw(&centre.who(Role::FieldWorker), CASE, centre.seen().await, number).await.unwrap();
    assert!(!is_in(&centre).await, "from the next request on");
    let again = centre.casework.withdraw(&lead, CASE, centre.seen().await, number).await.unwrap_err();
    assert!(matches!(again, ServiceError::Conflict(_)), "{again:?}");
    assert!(invite(&centre, &lead, "").await.is_err(), "withdrawn consent lets nobody in");
}

#[tokio::test]
async fn consent_that_is_over_is_none() {
    let centre = Centre::open().await;
    centre.screened().await;
    let lead = centre.who(Role::Coordinator);
    let yesterday = consent(&[OTHER], Some("2026-02-28"));
    assert!(centre.casework.consent(&lead, CASE, centre.seen().await, yesterday).await.is_err());
    let short = consent(&[OTHER], Some("2026-03-02"));
    centre.casework.consent(&lead, CASE, centre.seen().await, short).await.unwrap();
    invite(&centre, &lead, "").await.unwrap();
    centre.world.clock.advance(DAY);
    assert!(is_in(&centre).await, "on its last day");
    centre.world.clock.advance(DAY);
    assert!(!is_in(&centre).await, "the day after");
    assert!(invite(&centre, &centre.who(Role::Coordinator), "").await.is_err());
}

#[tokio::test]
async fn another_consent_carries_on() {
    let centre = Centre::open().await;
    centre.screened().await;
    let lead = centre.who(Role::Coordinator);
    centre.consented().await;
    invite(&centre, &lead, "").await.unwrap();
    let until = consent(&[OTHER], Some("2026-03-05"));
    centre.casework.consent(&lead, CASE, centre.seen().await, until).await.unwrap();
    let number = centre.casework.case(&lead, CASE).await.unwrap().consents[0].number;
    centre.casework.withdraw(&lead, CASE, centre.seen().await, number).await.unwrap();
    assert!(is_in(&centre).await);
    centre.world.clock.advance(5 * DAY);
    assert!(!is_in(&centre).await, "as long as the other holds");
}

#[tokio::test]
async fn a_reason_lets_in_only_when_a_second_person_confirms_it() {
    let centre = Centre::open().await;
    centre.screened().await;
    let (lead, director) = (centre.who(Role::Coordinator), centre.who(Role::Director));
    invite(&centre, &lead, "The law asks for it.").await.unwrap();
    assert!(!is_in(&centre).await, "asked for is not let in");
    let alone = centre.casework.confirm_letting_in(&lead, CASE, centre.seen().await, OTHER).await.unwrap_err();
    assert!(matches!(alone, ServiceError::Refused), "{alone:?}");
    let worker = centre.who(Role::FieldWorker);
    assert!(centre.casework.confirm_letting_in(&worker, CASE, centre.seen().await, OTHER).await.is_err());
    let shown = centre.casework.case(&director, CASE).await.unwrap().letting_in;
    assert!(shown[0].may_confirm && shown[0].reason == "The law asks for it.", "{shown:?}");
    centre.casework.confirm_letting_in(&director, CASE, centre.seen().await, OTHER).await.unwrap();
    assert!(is_in(&centre).await);
    let again = centre.casework.confirm_letting_in(&director, CASE, centre.seen().await, OTHER).await.unwrap_err();
    assert!(matches!(again, ServiceError::Conflict(_)), "{again:?}");
}

#[tokio::test]
async fn a_refused_reason_lets_nobody_in() {
    let centre = Centre::open().await;
    centre.screened().await;
    let (lead, director) = (centre.who(Role::Coordinator), centre.who(Role::Director));
    invite(&centre, &lead, "Perhaps.").await.unwrap();
    centre.casework.refuse_letting_in(&director, CASE, centre.seen().await, OTHER).await.unwrap();
    assert!(!is_in(&centre).await);
    assert!(centre.casework.confirm_letting_in(&director, CASE, centre.seen().await, OTHER).await.is_err());
    let stranger = Context {
        actor: Actor { account_id: "other-lead".into(), ..centre.partner_lead().actor },
        ..centre.partner_lead()
    };
    let hidden = centre.casework.refuse_letting_in(&stranger, CASE, centre.seen().await, OTHER).await.unwrap_err();
    assert!(matches!(hidden, ServiceError::NotFound), "{hidden:?}");
}
