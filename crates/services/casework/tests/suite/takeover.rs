//! A pack whose workflow changes: running cases stay as they are until somebody takes them over, and what that changes is told before.

use crate::centre::{CASE, Centre};
use language::Lang;
use packs::{Pack, builtin_files};
use service_kit::{Context, Role, ServiceError};
use std::collections::BTreeMap;
use testkit::HOME;

/// The pack of identification with its workflow changed, as a later version of the program would bring it.
fn changed(pairs: &[(&str, &str)]) -> Vec<Pack> {
    let mut files = builtin_files("identification");
    let text = String::from_utf8(files["workflow.toml"].clone()).unwrap();
    let text = pairs.iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    });
    files.insert("workflow.toml".into(), text.into_bytes());
    vec![Pack::builtin("casework").unwrap(), Pack::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"))]
}

/// A world with one case in a shelter, and the keeper of its workflows.
async fn in_shelter() -> (Centre, Context) {
    let centre = Centre::open().await;
    centre.screened().await;
    centre.admit("2026-03-01").await.unwrap();
    let keeper = centre.world.person(Role::Administrator, HOME);
    (centre, keeper)
}

async fn first_due(centre: &Centre) -> String {
    let case = centre.casework.case(&centre.who(Role::Coordinator), CASE).await.unwrap();
    let why = case.clocks.into_iter().find_map(|clock| clock.why);
    why.map(|why| language::say(Lang::En, &why)).unwrap_or_default()
}

#[tokio::test]
async fn a_running_case_stays_as_it_is_until_it_is_taken_over() {
    let (centre, keeper) = in_shelter().await;
    let before = first_due(&centre).await;
    assert!(before.contains("16 March 2026"), "{before}");
    let centre = Centre::with(centre.world, changed(&[("length = \"15 days\"", "length = \"20 days\"")])).await;
    assert_eq!(first_due(&centre).await, before, "the pack changed, the case did not");
    let kept = centre.casework.versions(&keeper).await.unwrap();
    assert_eq!((kept[0].version, kept[0].open, kept[0].behind), (2, 1, 1));
    let preview = centre.casework.takeover_preview(&keeper, "identification").await.unwrap();
    assert_eq!((preview.cases, preview.quiet, preview.days.len()), (1, 0, 1));
    assert_eq!(first_due(&centre).await, before, "looking changes nothing");
    let done = centre.casework.take_over(&keeper, "identification", 2, BTreeMap::new()).await.unwrap();
    assert_eq!((done.taken, done.left), (1, 0));
    let after = first_due(&centre).await;
    assert!(after.contains("21 March 2026"), "{after}");
    let again = centre.casework.take_over(&keeper, "identification", 2, BTreeMap::new()).await.unwrap();
    assert_eq!((again.taken, again.left), (0, 0), "done once");
    let told = centre.casework.case(&centre.who(Role::Coordinator), CASE).await.unwrap().timeline;
    assert!(language::say(Lang::En, &told[0].what).contains("version 2"), "{told:?}");
}

#[tokio::test]
async fn a_state_that_is_gone_needs_another_in_its_place() {
    let (centre, keeper) = in_shelter().await;
    let centre = Centre::with(centre.world, changed(&[("in-shelter", "sheltered")])).await;
    assert_eq!(centre.state().await, "In a temporary shelter");
    let preview = centre.casework.takeover_preview(&keeper, "identification").await.unwrap();
    let lost: Vec<&str> = preview.lost.iter().map(|(id, _, _)| id.as_str()).collect();
    assert_eq!(lost, ["in-shelter"]);
    let to = |state: &str| BTreeMap::from([("in-shelter".to_owned(), state.to_owned())]);
    let left = centre.casework.take_over(&keeper, "identification", 2, BTreeMap::new()).await.unwrap();
    assert_eq!((left.taken, left.left), (0, 1));
    let unknown = centre.casework.take_over(&keeper, "identification", 2, to("nowhere")).await.unwrap_err();
    assert!(matches!(unknown, ServiceError::Invalid(_)), "{unknown:?}");
    let done = centre.casework.take_over(&keeper, "identification", 2, to("sheltered")).await.unwrap();
    assert_eq!((done.taken, done.left), (1, 0));
    assert_eq!(centre.state().await, "In a temporary shelter");
    assert!(centre.casework.case(&centre.who(Role::Coordinator), CASE).await.unwrap().moves.len() > 1);
}

#[tokio::test]
async fn only_whoever_keeps_workflows_takes_cases_over() {
    let (centre, keeper) = in_shelter().await;
    for role in [Role::Director, Role::DataOfficer, Role::Coordinator, Role::FieldWorker, Role::Partner] {
        let who = centre.who(role);
        let refused = centre.casework.take_over(&who, "identification", 1, BTreeMap::new()).await.unwrap_err();
        assert!(matches!(refused, ServiceError::Refused), "{role:?}: {refused:?}");
        assert!(centre.casework.takeover_preview(&who, "identification").await.is_err());
        assert!(centre.casework.versions(&who).await.is_err());
    }
    let other = centre.casework.take_over(&keeper, "identification", 7, BTreeMap::new()).await.unwrap_err();
    assert!(matches!(other, ServiceError::Conflict(_)), "{other:?}");
}
