//! What a case is read for: asked of whoever does not answer for it, and told in the audit.

use crate::centre::{CASE, Centre};
use service_kit::{Action, Context, Purpose, Role, ServiceError};
use testkit::HOME;

#[tokio::test]
async fn whoever_does_not_answer_for_a_case_says_what_for_and_the_audit_tells_it() {
    let centre = Centre::open().await;
    centre.screened().await;
    let unsaid = |role| centre.world.person(role, HOME);
    assert!(centre.casework.case(&unsaid(Role::FieldWorker), CASE).await.is_ok(), "their own work");
    for role in [Role::Coordinator, Role::Director, Role::DataOfficer] {
        for told in [
            centre.casework.case(&unsaid(role), CASE).await.map(drop),
            centre.casework.record(&unsaid(role), CASE, CASE).await.map(drop),
        ] {
            assert!(matches!(told, Err(ServiceError::PurposeNeeded)), "{role:?}: {told:?}");
        }
    }
    let hidden = centre.casework.case(&unsaid(Role::Administrator), CASE).await.unwrap_err();
    assert!(matches!(hidden, ServiceError::NotFound), "what is hidden asks nothing: {hidden:?}");
    let purpose = Purpose::new("other", "The court asks.").unwrap();
    let said = Context { purpose: Some(purpose), ..unsaid(Role::Director) };
    centre.casework.case(&said, CASE).await.unwrap();
    let rows = centre.world.audit().await;
    let row = rows.iter().rev().find(|row| row.entry.action == Action::ReadCase.id()).unwrap();
    assert!(row.entry.detail.contains("other") && row.entry.detail.contains("The court asks."), "{:?}", row.entry);
}
