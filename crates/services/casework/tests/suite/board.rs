//! The operating centre: what a board counts, who answers for how much, what waits for whom, and what a meeting tells. A neighbour's case is
//! in none of it.

use crate::centre::{CASE, Centre, SCREENING, consent, screening};
use casework::{BoardAsked, CasesAsked, Decision, Invited, Voice, WaitingWhat, WaitsFor};
use collection::NewSubmission;
use jiff::civil::date;
use language::Lang;
use packs::{Pack, builtin_files};
use serde_json::{Value as Json, json};
use service_kit::{Actor, Context, Role, ServiceError};
use store::{CaseFile, Change, Unit};
use testkit::{OTHER, World};

const CHILD: &str = "child-0001";

async fn opened_by(centre: &Centre, who: &Context, id: &str, kind: &str, answers: Json) {
    let new = NewSubmission { id: id.into(), kind: kind.into(), answers, corrects: None, reason: None, source: "web" };
    centre.collection.submit(who, new).await.unwrap();
}

/// One case of the home agency that its field worker answers for, and one of a neighbour.
async fn two_agencies() -> Centre {
    let centre = Centre::open().await;
    centre.screened().await;
    let neighbour = centre.world.person(Role::FieldWorker, OTHER);
    opened_by(&centre, &neighbour, "case-0002", SCREENING, screening("wages")).await;
    centre
}

fn colleague(centre: &Centre) -> Context {
    let worker = centre.who(Role::FieldWorker);
    Context { actor: Actor { account_id: "colleague".into(), ..worker.actor.clone() }, ..worker }
}

#[tokio::test]
async fn a_board_shows_a_reader_their_own_agencys_cases_and_a_field_worker_theirs() {
    let centre = two_agencies().await;
    for (who, seen) in [
        (centre.who(Role::Coordinator), vec![CASE]),
        (centre.who(Role::Director), vec![CASE]),
        (centre.who(Role::FieldWorker), vec![CASE]),
        (centre.partner_lead(), vec!["case-0002"]),
        (colleague(&centre), vec![]),
    ] {
        let board = centre.casework.board(&who, BoardAsked::default()).await.unwrap();
        let cards: Vec<&str> = board.columns.iter().flat_map(|one| &one.cards).map(|card| card.id.as_str()).collect();
        assert_eq!(cards, seen, "{who:?}");
        assert_eq!(board.columns.iter().map(|one| one.open).sum::<u64>(), seen.len() as u64, "{who:?}");
        assert_eq!((board.count.open, board.pack.as_str()), (seen.len() as u64, "identification"), "{who:?}");
        let first = &board.columns[0];
        assert_eq!((first.title.get(Lang::En), first.open), ("Screened", seen.len() as u64));
    }
    let refused = centre.casework.board(&centre.who(Role::Administrator), BoardAsked::default()).await.unwrap_err();
    assert!(matches!(refused, ServiceError::Refused), "{refused:?}");
}

#[tokio::test]
async fn a_case_that_moves_on_changes_its_column_and_the_list_narrows_to_it() {
    let centre = two_agencies().await;
    centre.admit("2026-02-01").await.unwrap();
    let lead = centre.who(Role::Coordinator);
    let board = centre.casework.board(&lead, BoardAsked::default()).await.unwrap();
    let counted: Vec<_> = board.columns.iter().filter(|one| one.open > 0).collect();
    assert_eq!(counted.len(), 1);
    assert_eq!((counted[0].title.get(Lang::En), counted[0].overdue), ("In a temporary shelter", 1));
    let listed = async |asked: CasesAsked| {
        let page = centre.casework.cases(&lead, asked).await.unwrap();
        page.lines.into_iter().map(|line| line.id).collect::<Vec<_>>()
    };
    let in_state = |state: &str| CasesAsked {
        pack: Some("identification".into()),
        state: Some(state.into()),
        ..CasesAsked::default()
    };
    assert_eq!(listed(in_state(&counted[0].state)).await, [CASE]);
    assert_eq!(listed(in_state("screened")).await, [""; 0]);
    assert_eq!(listed(CasesAsked { overdue: true, ..CasesAsked::default() }).await, [CASE]);
    assert_eq!(listed(CasesAsked { owner_id: Some(String::new()), ..CasesAsked::default() }).await, [""; 0]);
    // To ask for a neighbour's person does not show what they answer for.
    let theirs = centre.world.person(Role::FieldWorker, OTHER).actor.account_id;
    assert_eq!(listed(CasesAsked { owner_id: Some(theirs), ..CasesAsked::default() }).await, [""; 0]);
}

#[tokio::test]
async fn whoever_leads_sees_who_answers_for_how_much_and_nobody_else_does() {
    let centre = two_agencies().await;
    centre.admit("2026-02-01").await.unwrap();
    let worker = centre.who(Role::FieldWorker).actor.account_id;
    let load = centre.casework.load(&centre.who(Role::Coordinator)).await.unwrap();
    let busy: Vec<_> = load.iter().filter(|line| line.open > 0).collect();
    assert_eq!(busy.len(), 1);
    assert_eq!((busy[0].account_id.as_str(), busy[0].open, busy[0].overdue), (worker.as_str(), 1, 1));
    for role in [Role::FieldWorker, Role::DataOfficer, Role::Administrator, Role::Partner] {
        let told = centre.casework.load(&centre.who(role)).await.unwrap_err();
        assert!(matches!(told, ServiceError::Refused), "{role:?} {told:?}");
    }
}

/// A centre for children whose planning only the police must be asked for.
async fn children() -> Centre {
    children_by("agencies = [\"police\", \"welfare\", \"ngo\"]", "agencies = [\"police\"]").await
}

/// A centre for children whose workflow says something else in one place.
async fn children_by(old: &str, new: &str) -> Centre {
    let mut files = builtin_files("child-advocacy");
    let text = String::from_utf8(files["workflow.toml"].clone()).unwrap();
    let changed = text.replace(old, new);
    assert_ne!(text, changed);
    files.insert("workflow.toml".into(), changed.into_bytes());
    let packs = vec![Pack::builtin("casework").unwrap(), Pack::load(&files).unwrap()];
    let centre = Centre::with(World::on(date(2026, 3, 1)).await, packs).await;
    let referral = json!({
        "code": "C-0001", "received_on": "2026-03-01", "from_agency": "welfare", "province": "50", "interpreter": "no",
        "concerns": "online", "safe_tonight": "yes", "caregiver_safe": "yes", "assent": "yes",
    });
    opened_by(&centre, &centre.who(Role::FieldWorker), CHILD, "child-advocacy/referral-in", referral).await;
    centre
}

async fn seen(centre: &Centre) -> i64 {
    centre.casework.case(&centre.who(Role::Coordinator), CHILD).await.unwrap().seen
}

/// What waits for somebody, in a word each.
async fn waiting(centre: &Centre, who: &Context) -> Vec<String> {
    let asked = CasesAsked { with_waiting: true, ..CasesAsked::default() };
    let found = centre.casework.cases(who, asked).await.unwrap().waiting;
    let word = |what: WaitingWhat| match what {
        WaitingWhat::Conference { id, may_decide, .. } => format!("conference {id} {may_decide}"),
        WaitingWhat::Approval { step, .. } => format!("approval {step}"),
        WaitingWhat::LettingIn { agency_id } => format!("letting in {agency_id}"),
    };
    found.lines.into_iter().map(|line| word(line.what)).collect()
}

async fn count(centre: &Centre, who: &Context, waits: WaitsFor) -> usize {
    centre.casework.cases(who, CasesAsked { waits, ..CasesAsked::default() }).await.unwrap().lines.len()
}

#[tokio::test]
async fn an_approval_waits_for_those_who_may_give_it() {
    let centre = children().await;
    let (worker, lead) = (centre.who(Role::FieldWorker), centre.who(Role::Coordinator));
    assert_eq!(waiting(&centre, &lead).await, [""; 0]);
    centre.casework.make_move(&worker, CHILD, seen(&centre).await, "not-take-on").await.unwrap();
    assert_eq!(waiting(&centre, &lead).await, ["approval not-take-on"]);
    for (who, calls) in [
        (&worker, 0),
        (&centre.partner_lead(), 0),
        (&centre.who(Role::DataOfficer), 0),
        (&lead, 1),
        (&centre.who(Role::Director), 1),
    ] {
        assert_eq!(waiting(&centre, who).await.len(), calls, "{who:?}");
        assert_eq!(count(&centre, who, WaitsFor::Reader).await, calls, "{who:?}");
    }
    let load = centre.casework.load(&lead).await.unwrap();
    assert_eq!(load.iter().map(|line| line.waiting).sum::<u64>(), 1);
    centre.casework.decline(&lead, CHILD, seen(&centre).await, "not-take-on").await.unwrap();
    assert_eq!(waiting(&centre, &lead).await, [""; 0]);
    assert_eq!(count(&centre, &lead, WaitsFor::Approval).await, 0);
}

#[tokio::test]
async fn a_second_person_is_called_and_not_whoever_asked() {
    let centre = children().await;
    let (lead, director) = (centre.who(Role::Coordinator), centre.who(Role::Director));
    let invited =
        Invited { agency_id: OTHER.into(), as_kind: "police".into(), reason: "the child is in danger".into() };
    centre.casework.invite(&lead, CHILD, seen(&centre).await, invited).await.unwrap();
    assert_eq!(waiting(&centre, &director).await, [format!("letting in {OTHER}")]);
    assert_eq!(waiting(&centre, &lead).await, [""; 0]);
}

/// The agencies are at one table and the case is at its planning.
async fn at_the_table() -> (Centre, Context) {
    let centre = children().await;
    let lead = centre.who(Role::Coordinator);
    centre.casework.make_move(&lead, CHILD, seen(&centre).await, "take-on").await.unwrap();
    centre.casework.consent(&lead, CHILD, seen(&centre).await, consent(&[OTHER], None)).await.unwrap();
    let invited = Invited { agency_id: OTHER.into(), as_kind: "police".into(), reason: String::new() };
    centre.casework.invite(&lead, CHILD, seen(&centre).await, invited).await.unwrap();
    (centre, lead)
}

async fn decided(centre: &Centre, lead: &Context, outcome: &str) {
    let decision = Decision {
        conference: "planning".into(),
        outcome: outcome.into(),
        said: vec![Voice { agency_id: OTHER.into(), outcome: "more-time".into() }],
    };
    centre.casework.decide(lead, CHILD, seen(centre).await, decision).await.unwrap();
}

#[tokio::test]
async fn agencies_must_meet_until_what_they_decided_opens_a_way() {
    let (centre, lead) = at_the_table().await;
    assert_eq!(waiting(&centre, &lead).await, ["conference planning true"]);
    assert_eq!(waiting(&centre, &centre.who(Role::FieldWorker)).await, ["conference planning false"]);
    assert_eq!(waiting(&centre, &centre.partner_lead()).await, ["conference planning true"]);
    assert_eq!(waiting(&centre, &centre.world.person(Role::FieldWorker, OTHER)).await, [""; 0]);
    decided(&centre, &lead, "more-time").await;
    assert_eq!(waiting(&centre, &lead).await, ["conference planning true"]);
    decided(&centre, &lead, "interview").await;
    assert_eq!(waiting(&centre, &lead).await, [""; 0]);
    assert_eq!(count(&centre, &lead, WaitsFor::Meeting).await, 0);
}

#[tokio::test]
async fn a_case_that_is_older_than_the_notes_is_noted_when_the_program_starts() {
    let (centre, lead) = at_the_table().await;
    let case = centre.world.kit.store.case(CHILD).await.unwrap().unwrap();
    let unknown = vec![Change::PutCase(CaseFile { waits: -1, ..case.clone() })];
    centre.world.kit.commit(Unit::new(unknown, Vec::new())).await.unwrap();
    assert_eq!(waiting(&centre, &lead).await, ["conference planning true"], "it is looked into all the same");
    let packs = vec![Pack::builtin("casework").unwrap(), Pack::builtin("child-advocacy").unwrap()];
    let centre = Centre::with(centre.world, packs).await;
    assert_eq!(centre.world.kit.store.case(CHILD).await.unwrap().unwrap(), case);
}

#[tokio::test]
async fn a_meeting_tells_each_reader_what_they_see_and_its_minutes_are_told_in_the_audit() {
    let (centre, lead) = at_the_table().await;
    let referral = json!({
        "code": "C-0002", "received_on": "2026-03-01", "from_agency": "police", "province": "50", "interpreter": "no",
        "concerns": "online", "safe_tonight": "yes", "caregiver_safe": "yes", "assent": "yes",
    });
    let neighbour = centre.world.person(Role::FieldWorker, OTHER);
    opened_by(&centre, &neighbour, "child-0002", "child-advocacy/referral-in", referral).await;
    let offered = centre.casework.for_meeting(&lead).await.unwrap();
    assert_eq!((offered.awaited.len(), offered.others.len()), (1, 0));
    decided(&centre, &lead, "interview").await;
    let ids = ["child-0002", CHILD, "nothing", CHILD].map(str::to_owned);
    let seen = async |who: &Context| {
        let cases = centre.casework.meeting(who, &ids).await?;
        Ok::<_, ServiceError>(cases.into_iter().map(|one| one.view.id).collect::<Vec<_>>())
    };
    assert_eq!(seen(&lead).await.unwrap(), [CHILD], "a neighbour's case is as if it were none");
    assert_eq!(seen(&centre.partner_lead()).await.unwrap(), ["child-0002", CHILD]);
    let outside = seen(&colleague(&centre)).await.unwrap_err();
    assert!(matches!(outside, ServiceError::NotFound), "{outside:?}");
    let minutes = centre.casework.minutes(&lead, &ids).await.unwrap();
    let [one] = &minutes[..] else { panic!("{minutes:?}") };
    let said = &one.view.conferences[0].said;
    assert_eq!((said.len(), said[0].1.get(Lang::En)), (1, "The child needs time"));
    assert!(one.today.iter().any(|entry| language::say(Lang::En, &entry.what).contains("One interview is held")));
    let told = centre.world.kit.store.audit_after(0, 500).await.unwrap();
    let exports: Vec<_> = told.iter().map(|row| &row.entry).filter(|entry| entry.action == "case.minutes").collect();
    assert_eq!((exports.len(), exports[0].detail.as_str()), (1, "{\"count\":1}"));
    let last = told.iter().map(|row| &row.entry).rev().find(|entry| entry.action == "case.read").unwrap();
    assert_eq!(last.subject_id, CHILD);
}

#[tokio::test]
async fn somebody_answers_for_a_child_and_the_child_is_asked() {
    // The case began before its pack said that it is about a child.
    let before = children_by("of_children = true\n", "").await;
    let packs = ["casework", "child-advocacy"].map(|pack| Pack::builtin(pack).unwrap());
    let centre = Centre::with(before.world, packs.into()).await;
    let lead = centre.who(Role::Coordinator);
    let given = |by: &str, assent| casework::Consent { by: by.into(), assent, ..consent(&[OTHER], None) };
    for (by, assent, wrong) in
        [("person", Some(true), "by"), ("guardian", None, "assent"), ("guardian", Some(false), "assent")]
    {
        let told = centre.casework.consent(&lead, CHILD, seen(&centre).await, given(by, assent)).await.unwrap_err();
        let ServiceError::Invalid(problems) = &told else { panic!("{told:?}") };
        assert_eq!(problems[0].path, wrong, "{by} {assent:?}");
    }
    centre.casework.consent(&lead, CHILD, seen(&centre).await, given("officer", Some(true))).await.unwrap();
}

#[tokio::test]
async fn a_form_begins_with_what_need_not_be_asked_anew() {
    let packs = ["casework", "reports-triage", "child-advocacy"].map(|pack| Pack::builtin(pack).unwrap());
    let centre = Centre::with(World::on(date(2026, 3, 1)).await, packs.into()).await;
    let worker = centre.who(Role::FieldWorker);
    let tip = json!({
        "code": "R-0001", "received_on": "2026-03-01", "channel": "hotline", "kind": "grooming", "danger": "yes",
        "child": "yes", "told": "Demonstration", "province": "50", "answer_wished": "no", "language": "mya",
    });
    opened_by(&centre, &worker, CHILD, "reports-triage/tip", tip).await;
    let known = async |form: &str| {
        let mut known = centre.casework.known_answers(&worker, CHILD, form).await.unwrap();
        known.sort();
        known.into_iter().map(|(path, answer)| format!("{path} {answer}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(known("reports-triage/triage").await, "/code R-0001, /kind grooming, /province 50");
    assert_eq!(known("reports-triage/answer").await, "/code R-0001", "what was told is not what is told back");
    assert_eq!(
        known("child-advocacy/referral-in").await,
        "/language mya, /province 50",
        "another case has its own code"
    );
}
