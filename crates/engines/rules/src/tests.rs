//! The rules against a small workflow: a shelter with a clock, a guarded move and a conference.

use crate::*;
use calendar::Date;
use language::{Lang, Text, say};
use xpath::{Document, Expression};

pub(crate) fn expression(source: &str) -> Expression {
    Expression::parse(source).unwrap()
}

fn text(english: &str) -> Text {
    Text::new(english)
}

fn state(id: &str, ends: bool) -> State {
    State { id: id.into(), title: text(id), ends, note: Text::default() }
}

fn step(id: &str, from: &str, to: &str) -> Move {
    Move {
        id: id.into(),
        title: text(id),
        from: vec![from.into()],
        to: to.into(),
        who: Rank::Caseworker,
        form: None,
        guard: None,
        approval: None,
        decided: None,
        agencies: None,
    }
}

pub(crate) fn rule() -> Rule {
    Rule {
        explain: text("Within 15 days of admission."),
        source: text("a public narrative"),
        dated: day("2022-03-01").into(),
        confidence: Confidence::Medium,
        reviewed: None,
        valid_from: None,
        valid_to: None,
    }
}

pub(crate) fn clock(due: Due) -> Clock {
    Clock {
        id: "limit".into(),
        title: text("Shelter limit"),
        due,
        done: Some(expression("count(decision[conference = 'team']) > 0")),
        states: vec!["sheltered".into()],
        warn_days: 3,
        escalate: Some(Rank::Supervisor),
        rule: rule(),
    }
}

pub(crate) fn workflow() -> Workflow {
    let admitted = expression("admission[last()]/admitted_on");
    Workflow {
        version: 1,
        title: text("Identification"),
        about: Text::default(),
        subject: "casework/person".into(),
        opened_by: vec!["pack/screening".into()],
        carries: Vec::new(),
        of_children: false,
        start: "screened".into(),
        roles: Vec::new(),
        parts: vec![Part {
            id: "medical".into(),
            title: text("Medical"),
            forms: vec!["pack/examination".into()],
            agencies: vec!["health".into()],
        }],
        states: vec![state("screened", false), state("sheltered", false), state("closed", true)],
        moves: vec![
            Move {
                guard: Some((expression("screening/signs = 'yes'"), text("No signs were seen."))),
                ..step("admit", "screened", "sheltered")
            },
            Move { decided: Some(("team".into(), vec!["victim".into()])), ..step("close", "sheltered", "closed") },
        ],
        clocks: vec![clock(Due::After { starts: admitted, length: Length::Days(15) })],
        tasks: vec![Task {
            id: "interview".into(),
            title: text("Interview"),
            when: expression("state = 'sheltered' and count(interview) = 0"),
            who: Rank::Caseworker,
            form: Some("pack/interview".into()),
            clock: Some("limit".into()),
            agencies: None,
        }],
        conferences: vec![Conference {
            id: "team".into(),
            title: text("Team"),
            when: Some(expression("count(interview) > 0")),
            agencies: vec!["police".into()],
            outcomes: vec![("victim".into(), text("A victim")), ("more".into(), text("More time"))],
        }],
        retention: Vec::new(),
    }
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn form(on: &str, name: &str, answers: &[(&str, &str)]) -> Event {
    let mut document = Document::new(name);
    let root = document.root();
    for (question, answer) in answers {
        let node = document.append(root, question);
        document.set_text(node, answer);
    }
    Event { on: day(on), what: What::Form { form: format!("pack/{name}"), answers: document } }
}

pub(crate) fn moved(on: &str, id: &str, to: &str) -> Event {
    Event { on: day(on), what: What::Moved { id: id.into(), to: to.into() } }
}

fn decided(on: &str, outcome: &str) -> Event {
    Event { on: day(on), what: What::Decided { conference: "team".into(), outcome: outcome.into() } }
}

pub(crate) fn sheltered() -> History {
    History {
        events: vec![
            form("2026-03-01", "screening", &[("signs", "yes")]),
            form("2026-03-02", "admission", &[("admitted_on", "2026-03-02")]),
            moved("2026-03-02", "admit", "sheltered"),
        ],
    }
}

#[test]
fn a_guard_says_why_a_move_cannot_be_made() {
    let workflow = workflow();
    let history = History { events: vec![form("2026-03-01", "screening", &[("signs", "no")])] };
    let standing = Standing::of(&workflow, &history, day("2026-03-01")).unwrap();
    let [admit] = &standing.moves[..] else { panic!("{:?}", standing.moves) };
    assert_eq!(say(Lang::En, &admit.hindrance.as_ref().unwrap().message()), "No signs were seen.");
    assert!(standing.possible("admit").is_none() && standing.clocks.is_empty());
}

#[test]
fn a_clock_runs_warns_passes_and_is_met() {
    let workflow = workflow();
    let phase = |history: &History, on: &str| {
        let standing = Standing::of(&workflow, history, day(on)).unwrap();
        let [clock] = &standing.clocks[..] else { panic!("{:?}", standing.clocks) };
        (clock.phase, clock.due)
    };
    let mut history = sheltered();
    let due = Some(day("2026-03-17"));
    for (on, expected) in [
        ("2026-03-02", Phase::Running),
        ("2026-03-13", Phase::Running),
        ("2026-03-14", Phase::Near),
        ("2026-03-17", Phase::Near),
        ("2026-03-18", Phase::Overdue),
    ] {
        assert_eq!(phase(&history, on), (expected, due), "{on}");
    }
    history.events.push(decided("2026-03-18", "more"));
    assert_eq!(phase(&history, "2026-03-19"), (Phase::Met, due));
}

#[test]
fn a_clock_explains_itself_and_follows_the_facts() {
    let workflow = workflow();
    let mut history = sheltered();
    let why = |history: &History| {
        let standing = Standing::of(&workflow, history, day("2026-03-05")).unwrap();
        say(Lang::En, standing.clocks[0].why.as_ref().unwrap())
    };
    assert_eq!(why(&history), "Due 17 March 2026: 15 days after 2 March 2026. Within 15 days of admission.");
    history.events.push(form("2026-03-05", "admission", &[("admitted_on", "2026-03-04")]));
    assert_eq!(why(&history), "Due 19 March 2026: 15 days after 4 March 2026. Within 15 days of admission.");
    let origin = say(Lang::En, &workflow.clocks[0].rule.origin());
    assert!(origin.contains("a public narrative (1 March 2022)") && origin.contains("Not reviewed"), "{origin}");
}

#[test]
fn a_conference_opens_the_way_that_it_decides() {
    let workflow = workflow();
    let mut history = sheltered();
    let closes =
        |history: &History| Standing::of(&workflow, history, day("2026-03-20")).unwrap().possible("close").is_some();
    assert!(!closes(&history));
    history.events.push(form("2026-03-10", "interview", &[]));
    history.events.push(decided("2026-03-11", "more"));
    assert!(!closes(&history));
    history.events.push(decided("2026-03-12", "victim"));
    assert!(closes(&history));
    history.events.push(moved("2026-03-12", "close", "closed"));
    let standing = Standing::of(&workflow, &history, day("2027-01-01")).unwrap();
    assert!(standing.state.ends && standing.most_pressing().is_none() && standing.tasks.is_empty());
}

#[test]
fn a_case_waits_for_a_conference_until_what_it_decided_opens_a_way() {
    let workflow = workflow();
    let mut history = sheltered();
    let mut add = |event: Option<Event>, awaited: bool| {
        history.events.extend(event);
        let standing = Standing::of(&workflow, &history, day("2026-03-20")).unwrap();
        let awaits = standing.conferences.iter().any(|one| one.is_awaited);
        let outline = Outline::of(&workflow, &history, day("2026-03-20")).unwrap();
        assert_eq!((awaits, outline.awaits_conference), (awaited, awaited), "{:?}", history.events.last());
    };
    add(None, false);
    add(Some(form("2026-03-10", "interview", &[])), true);
    add(Some(decided("2026-03-11", "more")), true);
    add(Some(decided("2026-03-12", "victim")), false);
    add(Some(moved("2026-03-12", "close", "closed")), false);
}

#[test]
fn a_task_is_there_while_its_condition_holds_until_its_clock_is_due() {
    let workflow = workflow();
    let mut history = sheltered();
    let standing = Standing::of(&workflow, &history, day("2026-03-03")).unwrap();
    let tasks: Vec<_> = standing.tasks.iter().map(|one| (one.task.id.as_str(), one.due)).collect();
    assert_eq!(tasks, [("interview", Some(day("2026-03-17")))]);
    history.events.push(form("2026-03-04", "interview", &[]));
    assert!(Standing::of(&workflow, &history, day("2026-03-04")).unwrap().tasks.is_empty());
}

#[test]
fn a_rule_holds_for_what_starts_while_it_is_valid() {
    let mut workflow = workflow();
    workflow.clocks[0].rule.valid_from = Some(day("2026-03-03"));
    assert!(Standing::of(&workflow, &sheltered(), day("2026-03-05")).unwrap().clocks.is_empty());
    workflow.clocks[0].rule.valid_from = Some(day("2026-03-02"));
    assert_eq!(Standing::of(&workflow, &sheltered(), day("2026-03-05")).unwrap().clocks.len(), 1);
}

#[test]
fn windows_open_every_year() {
    let mut workflow = workflow();
    let yearly = |opens, closes| Due::Yearly {
        opens: MonthDay::parse(opens).unwrap(),
        closes: MonthDay::parse(closes).unwrap(),
    };
    for (opens, closes, today, phase, due) in [
        ("05-01", "05-31", "2026-03-05", Phase::Closed, "2026-05-31"),
        ("05-01", "05-31", "2026-05-01", Phase::Running, "2026-05-31"),
        ("05-01", "05-31", "2026-05-30", Phase::Near, "2026-05-31"),
        ("05-01", "05-31", "2026-06-01", Phase::Closed, "2027-05-31"),
        ("11-15", "01-10", "2026-12-31", Phase::Running, "2027-01-10"),
        ("11-15", "01-10", "2027-01-05", Phase::Running, "2027-01-10"),
        ("11-15", "02-29", "2027-02-28", Phase::Near, "2027-02-28"),
    ] {
        workflow.clocks = vec![clock(yearly(opens, closes))];
        let standing = Standing::of(&workflow, &sheltered(), day(today)).unwrap();
        assert_eq!(
            (standing.clocks[0].phase, standing.clocks[0].due),
            (phase, Some(day(due))),
            "{opens} {closes} {today}"
        );
    }
    assert!(MonthDay::parse("02-30").is_none() && MonthDay::parse("13-01").is_none() && MonthDay::parse("5").is_none());
}

#[test]
fn a_mistake_in_an_expression_is_told_and_nothing_is_guessed() {
    let mut workflow = workflow();
    workflow.tasks[0].when = expression("decimal-date-time('now') > 0 and count(state | 1) > 0");
    let told = Standing::of(&workflow, &sheltered(), day("2026-03-05")).unwrap_err();
    assert!(told.to_string().starts_with("`decimal-date-time('now')"), "{told}");
    assert!(Standing::of(&workflow, &History::default(), day("2026-03-05")).is_err());
}

#[test]
fn parts_are_read_by_their_kinds_of_agency() {
    let workflow = workflow();
    assert!(workflow.reads("health", "pack/examination") && !workflow.reads("police", "pack/examination"));
    assert!(workflow.reads("police", "pack/interview"));
}

#[test]
fn a_new_version_is_looked_at_before_it_is_taken_over() {
    let now = workflow();
    let quiet = takeover(&now, &workflow(), &sheltered(), day("2026-03-05")).unwrap();
    assert!(quiet.is_quiet(), "{quiet:?}");
    let mut next = workflow();
    next.version = 2;
    next.clocks[0].due =
        Due::After { starts: expression("admission[last()]/admitted_on"), length: Length::WorkingDays(15) };
    next.tasks.clear();
    let seen = takeover(&now, &next, &sheltered(), day("2026-03-05")).unwrap();
    // Makha Bucha, 3 March 2026, is no working day.
    assert_eq!(seen.days, [("limit".to_owned(), Some(day("2026-03-17")), Some(day("2026-03-24")))]);
    assert_eq!(seen.tasks_gone, ["interview"]);
    next.states.retain(|state| state.id != "sheltered");
    let lost = takeover(&now, &next, &sheltered(), day("2026-03-05")).unwrap();
    assert_eq!(lost.lost_state.as_deref(), Some("sheltered"));
}
