//! How long closed cases are kept: until the day that the pack's rule of today says, or longer for a reason; then two persons erase them.

use crate::centre::{CASE, Centre, SCREENING, screening};
use crate::erase::{closed, director, officer, seen_by};
use casework::{RetentionLine, RetentionShown, TiedPerson};
use collection::NewSubmission;
use jiff::civil::date;
use language::{Lang, say};
use packs::Pack;
use service_kit::{Context, Role, ServiceError};
use testkit::OTHER;

const DAY: i64 = 24 * 60 * 60 * 1000;

async fn listed(centre: &Centre, who: &Context, shown: RetentionShown) -> Vec<RetentionLine> {
    centre.casework.retention(who, shown, 0).await.unwrap().0
}

/// What was refused as it was told.
fn invalid(told: Result<(), ServiceError>) -> Option<String> {
    match told {
        Err(ServiceError::Invalid(problems)) => problems.into_iter().next().map(|problem| problem.path),
        _ => None,
    }
}

#[tokio::test]
async fn a_case_whose_time_is_over_is_looked_at_and_erased_by_two() {
    let centre = closed().await;
    let early = officer(&centre);
    let told = centre.casework.ask_to_erase(&early, CASE, seen_by(&centre, &early).await, "retention").await;
    assert_eq!(invalid(told).as_deref(), Some("ground"), "its time is not over");
    assert!(listed(&centre, &early, RetentionShown::Over).await.is_empty());
    assert!(listed(&centre, &early, RetentionShown::Soon).await.is_empty());

    centre.world.clock.advance(700 * DAY);
    let line = listed(&centre, &officer(&centre), RetentionShown::Soon).await.remove(0);
    assert_eq!((line.closed, line.until), (Some(date(2026, 3, 1)), Some(date(2028, 3, 1))));
    assert!(say(Lang::En, &line.why.unwrap()).starts_with("24 months from 1 March 2026."));
    assert!(say(Lang::En, &line.origin.unwrap()).contains("Not reviewed by a lawyer"));

    centre.world.clock.advance(31 * DAY);
    let last_day = listed(&centre, &officer(&centre), RetentionShown::Over).await;
    assert!(last_day.is_empty(), "its last day is one on which it is kept");
    centre.world.clock.advance(DAY);
    let (asks, confirms) = (officer(&centre), director(&centre));
    let line = listed(&centre, &asks, RetentionShown::Over).await.remove(0);
    assert_eq!((line.case_id.as_str(), line.records, line.asked.is_none()), (CASE, 1, true));
    assert_eq!(centre.casework.retention_waits(&asks).await.unwrap(), (1, 0));
    centre.casework.ask_to_erase(&asks, CASE, line.seen, "retention").await.unwrap();
    assert_eq!(centre.casework.retention_waits(&confirms).await.unwrap(), (1, 1));
    let mine = listed(&centre, &asks, RetentionShown::Asked).await.remove(0);
    assert!(!mine.asked.unwrap().may_confirm, "nobody erases alone");
    let theirs = listed(&centre, &confirms, RetentionShown::Asked).await.remove(0);
    assert!(theirs.asked.unwrap().may_confirm);
    centre.casework.erase(&confirms, CASE, theirs.seen).await.unwrap();
    for shown in [RetentionShown::Over, RetentionShown::Asked] {
        assert!(listed(&centre, &confirms, shown).await.is_empty());
    }
    assert_eq!(centre.casework.retention_waits(&confirms).await.unwrap(), (0, 0));
    let audit = centre.world.audit().await;
    assert!(audit.iter().any(|row| row.entry.action == "case.retention"), "looking at the list is told too");
}

#[tokio::test]
async fn a_case_is_kept_for_longer_with_a_reason_and_looked_at_again() {
    let centre = closed().await;
    centre.world.clock.advance(800 * DAY);
    let who = officer(&centre);
    let seen = seen_by(&centre, &who).await;
    centre.casework.ask_to_erase(&who, CASE, seen, "retention").await.unwrap();
    let director = director(&centre);
    let until = who.today().saturating_add(jiff::Span::new().days(30));
    let keep = async |until, why| {
        let seen = seen_by(&centre, &director).await;
        centre.casework.keep_longer(&director, CASE, seen, until, why).await
    };
    assert_eq!(invalid(keep(who.today(), "an appeal").await).as_deref(), Some("until"));
    assert_eq!(invalid(keep(date(2040, 1, 1), "an appeal").await).as_deref(), Some("until"));
    assert_eq!(invalid(keep(until, "  ").await).as_deref(), Some("why"));
    keep(until, "an appeal is heard").await.unwrap();
    assert_eq!(centre.casework.retention_waits(&who).await.unwrap(), (0, 0), "what was asked for is over with it");
    let soon = listed(&centre, &who, RetentionShown::Soon).await.remove(0);
    assert_eq!((soon.until, soon.asked), (Some(until), None));
    assert!(say(Lang::En, &soon.why.unwrap()).contains("an appeal is heard"));
    let told = centre.casework.ask_to_erase(&who, CASE, seen_by(&centre, &who).await, "retention").await;
    assert_eq!(invalid(told).as_deref(), Some("ground"));
    centre.world.clock.advance(32 * DAY);
    assert_eq!(listed(&centre, &officer(&centre), RetentionShown::Over).await.len(), 1, "then somebody looks again");
}

#[tokio::test]
async fn only_whoever_erases_for_the_agency_that_keeps_it_sees_the_list() {
    let centre = closed().await;
    centre.world.clock.advance(800 * DAY);
    for role in [Role::Coordinator, Role::FieldWorker, Role::Administrator, Role::Partner] {
        let refused = centre.casework.retention(&centre.who(role), RetentionShown::Over, 0).await;
        assert!(matches!(refused, Err(ServiceError::Refused)), "{role:?}");
        assert_eq!(centre.casework.retention_waits(&centre.who(role)).await.unwrap(), (0, 0));
    }
    let stranger = centre.world.person(Role::Director, OTHER);
    assert!(listed(&centre, &stranger, RetentionShown::Over).await.is_empty());
    assert!(centre.casework.retention_of(&stranger, &[CASE.to_owned()]).await.unwrap().is_empty());
    let kept = centre.casework.keep_longer(&stranger, CASE, 1, date(2029, 1, 1), "because").await;
    assert!(matches!(kept, Err(ServiceError::NotFound)), "{kept:?}");
}

#[tokio::test]
async fn a_changed_rule_holds_for_what_was_closed_before_it() {
    let centre = closed().await;
    centre.world.clock.advance(200 * DAY);
    assert!(listed(&centre, &officer(&centre), RetentionShown::Over).await.is_empty());
    let shorter = Pack::builtin("identification").map(|mut pack| {
        let workflow = pack.workflow.as_mut().unwrap();
        workflow.retention.iter_mut().for_each(|one| one.length = rules::Length::Months(6));
        pack.workflow_source = pack.workflow_source.replace("length = \"24 months\"", "length = \"6 months\"");
        pack
    });
    let centre = Centre::with(centre.world, vec![Pack::builtin("casework").unwrap(), shorter.unwrap()]).await;
    let line = listed(&centre, &officer(&centre), RetentionShown::Over).await.remove(0);
    assert_eq!(line.until, Some(date(2026, 9, 1)));
}

#[tokio::test]
async fn people_whom_the_case_alone_is_about_go_with_it_and_the_others_stay() {
    let centre = Centre::open().await;
    let (worker, lead) = (centre.who(Role::FieldWorker), centre.who(Role::Coordinator));
    for id in [CASE, "case-0002"] {
        let (kind, answers) = (SCREENING.into(), screening(""));
        let new = NewSubmission { id: id.into(), kind, answers, corrects: None, reason: None, source: "web" };
        centre.collection.submit_within(&worker, new, None).await.unwrap();
    }
    let people = [("person-2001", "มะลิ ตัวอย่าง"), ("person-2002", "สมใจ ตัวอย่าง"), ("person-2003", "บุญมี ตัวอย่าง")];
    for (id, name) in people {
        centre.record_person(&worker, id, name, 1990).await;
    }
    let tie = async |tie: &str, case: &str, person: &str| {
        let seen = centre.casework.case(&lead, case).await.unwrap().seen;
        let tied = TiedPerson { tie: tie.into(), person_id: person.into(), role: "victim".into() };
        centre.casework.tie_to_case(&lead, case, seen, tied).await.unwrap();
    };
    tie("tie-1", CASE, "person-2001").await;
    tie("tie-2", CASE, "person-2002").await;
    tie("tie-3", "case-0002", "person-2002").await;
    assert_eq!(centre.names_found(&lead, "มะลิ").await, ["person-2001"]);
    centre.casework.make_move(&lead, CASE, centre.seen().await, "no-signs").await.unwrap();
    let (asks, confirms) = (officer(&centre), director(&centre));
    centre.casework.ask_to_erase(&asks, CASE, seen_by(&centre, &asks).await, "order").await.unwrap();
    let erasure = centre.casework.case(&confirms, CASE).await.unwrap().erasure.unwrap();
    assert_eq!(erasure.people, 1, "before it is done it is told how many");
    centre.casework.erase(&confirms, CASE, seen_by(&centre, &confirms).await).await.unwrap();
    assert!(!centre.sees(&confirms, "person-2001").await, "nothing else needs the record");
    assert!(centre.names_found(&lead, "มะลิ").await.is_empty(), "and nobody finds it");
    assert!(centre.sees(&confirms, "person-2002").await, "another case is about her");
    assert!(centre.sees(&confirms, "person-2003").await, "this case was never about him");
    assert_eq!(centre.casework.person(&confirms, "person-2002").await.unwrap().cases.len(), 1);
}
