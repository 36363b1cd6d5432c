//! Several agencies on one child's file: who is let in by consent and hears of it, which moves each makes, and which deadlines each is told.

use crate::centre::{Centre, consent};
use casework::{Decision, Invited};
use collection::{InCase, NewSubmission};
use jiff::civil::date;
use language::Lang;
use packs::Pack;
use serde_json::{Value as Json, json};
use service_kit::{Context, Role, ServiceError};
use store::{Agency, Change, Unit};
use testkit::{OTHER, World};

const CHILD: &str = "child-0001";

async fn send(centre: &Centre, id: &str, kind: &str, answers: Json, case: Option<&str>) {
    let new = NewSubmission { id: id.into(), kind: kind.into(), answers, corrects: None, reason: None, source: "web" };
    let in_case = case.map(|case| InCase::new(case, None));
    centre.collection.submit_within(&centre.who(Role::FieldWorker), new, in_case).await.unwrap();
}

async fn centre() -> Centre {
    let packs = ["casework", "child-advocacy"].map(|pack| Pack::builtin(pack).unwrap());
    let centre = Centre::with(World::on(date(2026, 3, 1)).await, packs.into()).await;
    let referral = json!({
        "code": "C-0001", "received_on": "2026-03-01", "from_agency": "welfare", "province": "50", "interpreter": "no",
        "concerns": "online", "safe_tonight": "yes", "caregiver_safe": "yes", "assent": "yes",
    });
    send(&centre, CHILD, "child-advocacy/referral-in", referral, None).await;
    centre
}

async fn seen(centre: &Centre) -> i64 {
    centre.casework.case(&centre.who(Role::Coordinator), CHILD).await.unwrap().seen
}

/// Somebody says what the other agency is.
async fn said_to_be(centre: &Centre, kind: &str) {
    let agencies = centre.world.kit.store.agencies().await.unwrap();
    let other = agencies.into_iter().find(|agency| agency.id == OTHER).unwrap();
    let said = Change::PutAgency(Agency { kind: kind.into(), ..other });
    centre.world.kit.commit(Unit::new(vec![said], Vec::new())).await.unwrap();
}

/// The other agency takes part as this.
async fn let_in(centre: &Centre, as_kind: &str) {
    let lead = centre.who(Role::Coordinator);
    centre.casework.consent(&lead, CHILD, seen(centre).await, consent(&[OTHER], None)).await.unwrap();
    let invited = Invited { agency_id: OTHER.into(), as_kind: as_kind.into(), reason: String::new() };
    centre.casework.invite(&lead, CHILD, seen(centre).await, invited).await.unwrap();
}

async fn moves(centre: &Centre, who: &Context) -> Vec<String> {
    let case = centre.casework.case(who, CHILD).await.unwrap();
    case.moves.into_iter().map(|step| step.id).collect()
}

#[tokio::test]
async fn who_was_consented_to_is_let_in_at_once_and_only_once() {
    let centre = centre().await;
    let lead = centre.who(Role::Coordinator);
    assert!(centre.casework.case(&centre.partner_lead(), CHILD).await.is_err());
    centre.casework.let_in_by_consent(&lead, CHILD, seen(&centre).await).await.unwrap();
    assert!(centre.casework.case(&centre.partner_lead(), CHILD).await.is_err(), "nobody consented yet");
    centre.casework.consent(&lead, CHILD, seen(&centre).await, consent(&[OTHER], None)).await.unwrap();
    let before = seen(&centre).await;
    centre.casework.let_in_by_consent(&lead, CHILD, before).await.unwrap();
    assert_eq!(seen(&centre).await, before, "nobody said yet what the agency is, and so what it would read");
    said_to_be(&centre, "police").await;
    assert_eq!(centre.casework.case(&lead, CHILD).await.unwrap().not_yet_in.len(), 1);
    for who in [centre.who(Role::FieldWorker), centre.who(Role::DataOfficer)] {
        let told = centre.casework.let_in_by_consent(&who, CHILD, seen(&centre).await).await.unwrap_err();
        assert!(matches!(told, ServiceError::Refused), "{told:?}");
    }
    centre.casework.let_in_by_consent(&lead, CHILD, seen(&centre).await).await.unwrap();
    assert!(centre.casework.case(&centre.partner_lead(), CHILD).await.is_ok());
    let before = seen(&centre).await;
    assert!(centre.casework.case(&lead, CHILD).await.unwrap().not_yet_in.is_empty());
    centre.casework.let_in_by_consent(&lead, CHILD, before).await.unwrap();
    assert_eq!(seen(&centre).await, before, "nothing is left to happen");
    let number = centre.casework.case(&lead, CHILD).await.unwrap().consents[0].number;
    centre.casework.withdraw(&lead, CHILD, before, number).await.unwrap();
    assert!(centre.casework.case(&centre.partner_lead(), CHILD).await.is_err());
    assert!(centre.casework.case(&lead, CHILD).await.unwrap().not_yet_in.is_empty(), "withdrawn consent offers nobody");
}

#[tokio::test]
async fn an_agency_hears_that_a_case_was_shared_until_somebody_answers_for_it() {
    let centre = centre().await;
    let (lead, partner) = (centre.who(Role::Coordinator), centre.partner_lead());
    let shared = async |who: &Context| centre.casework.calling(who, 5).await.unwrap().shared.len();
    assert_eq!(shared(&partner).await, 0);
    let_in(&centre, "police").await;
    assert_eq!((shared(&partner).await, shared(&lead).await), (1, 0), "whoever keeps it knows of it");
    assert_eq!(shared(&centre.who(Role::Administrator)).await, 0);
    let worker = centre.worker_elsewhere().await.actor.account_id;
    centre.casework.assign(&partner, CHILD, seen(&centre).await, &worker).await.unwrap();
    assert_eq!(shared(&partner).await, 0);
}

#[tokio::test]
async fn a_case_is_found_by_its_code_by_those_who_may_see_it() {
    let centre = centre().await;
    let (lead, partner) = (centre.who(Role::Coordinator), centre.partner_lead());
    let code = centre.casework.case(&lead, CHILD).await.unwrap().code;
    let written = format!(" {} ", code.to_lowercase().replace('-', "").replace('0', "o"));
    assert_eq!(centre.casework.case_called(&lead, &written).await.unwrap().as_deref(), Some(CHILD));
    assert_eq!(centre.casework.case_called(&lead, "7K3-9QF").await.unwrap(), None);
    for child in ["C-0001", "c-0001 "] {
        assert_eq!(centre.casework.case_called(&lead, child).await.unwrap().as_deref(), Some(CHILD), "{child}");
        assert_eq!(centre.casework.case_called(&partner, child).await.unwrap(), None, "{child}");
    }
    assert_eq!(centre.casework.case_called(&partner, &code).await.unwrap(), None, "hidden is as absent");
    let_in(&centre, "police").await;
    assert_eq!(centre.casework.case_called(&partner, &code).await.unwrap().as_deref(), Some(CHILD));
}

#[tokio::test]
async fn other_agencies_make_the_moves_that_are_theirs() {
    let centre = centre().await;
    let (lead, partner) = (centre.who(Role::Coordinator), centre.partner_lead());
    let_in(&centre, "police").await;
    assert_eq!(moves(&centre, &lead).await, ["take-on", "not-take-on"]);
    assert_eq!(moves(&centre, &partner).await, [""; 0]);
    let told = centre.casework.make_move(&partner, CHILD, seen(&centre).await, "take-on").await.unwrap_err();
    assert!(matches!(told, ServiceError::Refused), "{told:?}");
    let worker = centre.who(Role::FieldWorker);
    centre.casework.make_move(&worker, CHILD, seen(&centre).await, "not-take-on").await.unwrap();
    let approves = async |who: &Context| {
        let case = centre.casework.case(who, CHILD).await.unwrap();
        case.asked.iter().any(|step| !step.is_asked_for)
    };
    assert_eq!((approves(&lead).await, approves(&partner).await), (true, false), "whose move it is approves it");
    let told = centre.casework.decline(&partner, CHILD, seen(&centre).await, "not-take-on").await.unwrap_err();
    assert!(matches!(told, ServiceError::Refused), "{told:?}");
    centre.casework.decline(&lead, CHILD, seen(&centre).await, "not-take-on").await.unwrap();
    centre.casework.make_move(&lead, CHILD, seen(&centre).await, "take-on").await.unwrap();
    assert_eq!(moves(&centre, &partner).await, ["interview"], "the police may hold the one interview");
    let conference = &centre.casework.case(&lead, CHILD).await.unwrap().conferences[0];
    assert_eq!(conference.asked, [OTHER], "nothing is decided without the only police");
    let silent = Decision { conference: "planning".into(), outcome: "interview".into(), said: Vec::new() };
    assert!(centre.casework.decide(&lead, CHILD, seen(&centre).await, silent).await.is_err());
}

#[tokio::test]
async fn a_deadline_is_told_to_those_who_read_what_it_follows() {
    for (as_kind, told) in [("police", true), ("welfare", true), ("health", false), ("ngo", false)] {
        let centre = centre().await;
        let_in(&centre, as_kind).await;
        let step = json!({ "code": "C-0001", "date": "2026-03-01", "step": "protection" });
        send(&centre, "step-0001", "child-advocacy/legal-step", step, Some(CHILD)).await;
        for (who, told) in [(centre.who(Role::Coordinator), true), (centre.partner_lead(), told)] {
            let clocks = centre.casework.case(&who, CHILD).await.unwrap().clocks;
            let protects = clocks.iter().any(|clock| clock.title.get(Lang::En).starts_with("Protection without"));
            assert_eq!(protects, told, "{as_kind}");
        }
    }
}

#[tokio::test]
async fn whoever_answers_for_a_case_is_told_what_they_do_next_in_it() {
    let centre = centre().await;
    let (worker, lead) = (centre.who(Role::FieldWorker), centre.who(Role::Coordinator));
    let next = async |who: &Context| {
        let turns = centre.casework.turns(who, 5).await.unwrap();
        turns.into_iter().map(|turn| turn.next.get(Lang::En).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(next(&worker).await, ["Take the child on"]);
    assert_eq!(next(&lead).await, [""; 0], "somebody else answers for it");
    centre.casework.make_move(&worker, CHILD, seen(&centre).await, "take-on").await.unwrap();
    assert_eq!(next(&worker).await, ["Make the safety plan with the child"]);
    let plan = json!({
        "code": "C-0001", "made_on": "2026-03-01", "risk": "low", "with_child": "yes", "review_on": "2026-04-05",
    });
    send(&centre, "plan-0001", "child-advocacy/safety-plan", plan, Some(CHILD)).await;
    assert_eq!(next(&worker).await, [""; 0], "the agencies are to meet first");
    assert_eq!(next(&centre.who(Role::Administrator)).await, [""; 0]);
}

#[tokio::test]
async fn a_school_fills_in_its_form_by_the_childs_code_without_reading_who_sent_the_child() {
    let centre = centre().await;
    let_in(&centre, "school").await;
    let partner = centre.worker_elsewhere().await;
    let lead = centre.partner_lead();
    centre.casework.assign(&lead, CHILD, seen(&centre).await, &partner.actor.account_id).await.unwrap();
    let known = async |form: &str| centre.casework.known_answers(&partner, CHILD, form).await;
    let code = ("/code".to_owned(), "C-0001".to_owned());
    assert_eq!(known("child-advocacy/school-status").await.unwrap(), [code]);
    assert!(matches!(known("child-advocacy/legal-step").await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn each_agency_is_told_what_is_its_own() {
    let own = [
        ("health", Some("Offer a medical examination")),
        ("police", Some("Say how far the law is")),
        ("welfare", Some("Offer services")),
        ("school", None),
    ];
    let tasks = async |centre: &Centre, who: &Context| {
        let tasks = centre.casework.case(who, CHILD).await.unwrap().tasks;
        tasks.into_iter().map(|task| task.title.get(Lang::En).to_owned()).collect::<Vec<_>>()
    };
    for (as_kind, own) in own {
        let centre = centre().await;
        let (lead, partner) = (centre.who(Role::Coordinator), centre.partner_lead());
        let_in(&centre, as_kind).await;
        assert_eq!(tasks(&centre, &partner).await, [""; 0], "{as_kind} waits until the child is taken on");
        centre.casework.make_move(&lead, CHILD, seen(&centre).await, "take-on").await.unwrap();
        let told = tasks(&centre, &partner).await;
        let of_others: Vec<_> = told.iter().filter(|title| *title != "Make the safety plan with the child").collect();
        assert_eq!(of_others, own.iter().collect::<Vec<_>>(), "{as_kind}");
        assert_eq!(tasks(&centre, &lead).await, ["Make the safety plan with the child"], "what others do is theirs");
    }
}

#[tokio::test]
async fn who_answers_for_a_case_is_overtaken_by_the_agencys_own_choice_alone() {
    let centre = centre().await;
    let partner = centre.partner_lead();
    let_in(&centre, "police").await;
    let before = seen(&centre).await;
    let step = json!({ "code": "C-0001", "date": "2026-03-01", "step": "complaint" });
    send(&centre, "step-0001", "child-advocacy/legal-step", step, Some(CHILD)).await;
    assert!(seen(&centre).await > before, "something happened meanwhile");
    let worker = centre.worker_elsewhere().await.actor.account_id;
    centre.casework.assign(&partner, CHILD, before, &worker).await.unwrap();
    let told = centre.casework.assign(&partner, CHILD, before, &partner.actor.account_id).await.unwrap_err();
    assert!(matches!(told, ServiceError::Conflict(_)), "{told:?}");
}

#[tokio::test]
async fn what_was_opened_or_shared_last_is_named_beside_what_is_due_first() {
    let centre = centre().await;
    for number in 2..=5 {
        centre.world.clock.advance(60_000);
        let referral = json!({
            "code": format!("C-000{number}"), "received_on": "2026-03-01", "from_agency": "welfare", "province": "50",
            "interpreter": "no", "concerns": "online", "safe_tonight": "yes", "caregiver_safe": "yes", "assent": "yes",
        });
        send(&centre, &format!("child-000{number}"), "child-advocacy/referral-in", referral, None).await;
    }
    let turns = centre.casework.turns(&centre.who(Role::FieldWorker), 2).await.unwrap();
    assert_eq!(turns.iter().map(|turn| turn.id.as_str()).collect::<Vec<_>>(), [CHILD, "child-0005"]);

    for id in [CHILD, "child-0003", "child-0002"] {
        centre.world.clock.advance(60_000);
        let lead = centre.who(Role::Coordinator);
        let at = async || centre.casework.case(&lead, id).await.unwrap().seen;
        centre.casework.consent(&lead, id, at().await, consent(&[OTHER], None)).await.unwrap();
        let invited = Invited { agency_id: OTHER.into(), as_kind: "police".into(), reason: String::new() };
        centre.casework.invite(&lead, id, at().await, invited).await.unwrap();
    }
    let shared = centre.casework.calling(&centre.partner_lead(), 2).await.unwrap().shared;
    assert_eq!(shared.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["child-0002", "child-0003"]);
}
