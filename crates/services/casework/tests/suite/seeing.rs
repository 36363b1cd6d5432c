//! Who sees what of cases, whatever happened: lists, counts, reading one by one, records by their case and by themselves, and a naive account
//! of the rules that shares no code with them agree.

use crate::centre::{Centre, consent, supervising};
use crate::seeing_between::{NotedEmergency, NotedReferral, act_between, what_is_between_agencies_agrees};
use crate::seeing_people::{NotedPeople, act_on_people, who_is_seen_agrees};
use casework::{CasesAsked, Invited};
use collection::{InCase, ListQuery, NewSubmission};
use jiff::civil::date;
use packs::Pack;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value as Json, json};
use service_kit::{Actor, Context, Role, ServiceError};
use std::collections::{BTreeMap, BTreeSet};
use store::{Agency, Change, Unit};
use testkit::{HOME, OTHER, World, Worlds, compared};

const THIRD: &str = "agency-third";
pub(crate) const AGENCIES: [&str; 3] = [HOME, OTHER, THIRD];
const ROLES: usize = Role::ASSIGNABLE.len();
/// One person of each role in each agency, and a second field worker in each.
const PEOPLE: usize = (ROLES + 1) * AGENCIES.len();
const OPENS: &str = "child-advocacy/referral-in";
/// Forms of the case with the kinds of agency that read them, by heart.
const FORMS: [(&str, &[&str]); 3] = [
    ("child-advocacy/medical-examination", &["centre", "health"]),
    ("child-advocacy/legal-step", &["centre", "welfare", "police", "justice"]),
    ("child-advocacy/school-status", &["centre", "school"]),
];
const READ_OPENING: &[&str] = &["centre", "welfare", "police", "ngo", "health"];
const KINDS: [&str; 4] = ["police", "health", "school", "ngo"];

#[derive(Clone, Debug)]
pub(crate) enum Act {
    Open { by: usize },
    Invite { by: usize, which: usize, agency: usize, kind: usize },
    End { by: usize, which: usize, agency: usize },
    Assign { by: usize, which: usize, to: usize },
    Send { by: usize, which: usize, form: usize },
    Withdraw { by: usize, which: usize },
    Refer { by: usize, which: usize, agency: usize, record: usize },
    AnswerReferral { by: usize, which: usize, referral: usize, how: usize },
    Revoke { by: usize, which: usize, referral: usize },
    OpenInEmergency { by: usize, which: usize },
    EndEmergency { by: usize, which: usize, emergency: usize },
    Record { by: usize },
    Tie { by: usize, which: usize, person: usize },
    Untie { by: usize, tie: usize },
    Relate { by: usize, one: usize, other: usize },
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let by = || 0..PEOPLE;
    let act = prop_oneof![
        3 => by().prop_map(|by| Act::Open { by }),
        4 => (by(), any::<usize>(), 0..AGENCIES.len(), 0..KINDS.len())
            .prop_map(|(by, which, agency, kind)| Act::Invite { by, which, agency, kind }),
        2 => (by(), any::<usize>(), 0..AGENCIES.len()).prop_map(|(by, which, agency)| Act::End { by, which, agency }),
        2 => (by(), any::<usize>(), by()).prop_map(|(by, which, to)| Act::Assign { by, which, to }),
        4 => (by(), any::<usize>(), 0..FORMS.len()).prop_map(|(by, which, form)| Act::Send { by, which, form }),
        1 => (by(), any::<usize>()).prop_map(|(by, which)| Act::Withdraw { by, which }),
        5 => (by(), any::<usize>(), 0..AGENCIES.len(), any::<usize>())
            .prop_map(|(by, which, agency, record)| Act::Refer { by, which, agency, record }),
        5 => (by(), any::<usize>(), any::<usize>(), 0..3_usize)
            .prop_map(|(by, which, referral, how)| Act::AnswerReferral { by, which, referral, how }),
        2 => (by(), any::<usize>(), any::<usize>()).prop_map(|(by, which, referral)| Act::Revoke { by, which, referral }),
        4 => (by(), any::<usize>()).prop_map(|(by, which)| Act::OpenInEmergency { by, which }),
        2 => (by(), any::<usize>(), any::<usize>())
            .prop_map(|(by, which, emergency)| Act::EndEmergency { by, which, emergency }),
        3 => by().prop_map(|by| Act::Record { by }),
        6 => (by(), any::<usize>(), any::<usize>()).prop_map(|(by, which, person)| Act::Tie { by, which, person }),
        2 => (by(), any::<usize>()).prop_map(|(by, tie)| Act::Untie { by, tie }),
        2 => (by(), any::<usize>(), any::<usize>()).prop_map(|(by, one, other)| Act::Relate { by, one, other }),
    ];
    proptest::collection::vec(act, 1..50)
}

/// A record as somebody would write it down who knows the rules by heart.
#[derive(Debug)]
pub(crate) struct NotedRecord {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) agency: String,
    pub(crate) author: String,
    pub(crate) readers: &'static [&'static str],
}

/// An agency's part, the same way.
#[derive(Debug)]
pub(crate) struct NotedPart {
    pub(crate) agency: String,
    pub(crate) kind: &'static str,
    pub(crate) owner: String,
    pub(crate) open: bool,
}

#[derive(Debug)]
pub(crate) struct Noted {
    pub(crate) id: String,
    pub(crate) keeper: String,
    pub(crate) parts: Vec<NotedPart>,
    pub(crate) records: Vec<NotedRecord>,
    pub(crate) consented: bool,
    pub(crate) referrals: Vec<NotedReferral>,
    pub(crate) emergencies: Vec<NotedEmergency>,
}

impl Noted {
    pub(crate) fn part(&self, who: &Actor) -> Option<&NotedPart> {
        self.parts.iter().find(|part| part.open && part.agency == who.agency_id)
    }

    pub(crate) fn is_seen_by(&self, who: &Actor) -> bool {
        self.part(who).is_some_and(|part| match who.role {
            Role::Director | Role::Coordinator | Role::DataOfficer => true,
            Role::FieldWorker | Role::Partner => part.owner == who.account_id,
            _ => false,
        })
    }

    pub(crate) fn is_worked_on_by(&self, who: &Actor) -> bool {
        self.is_seen_by(who) && who.role != Role::DataOfficer
    }

    fn is_led_by(&self, who: &Actor) -> bool {
        self.is_seen_by(who) && matches!(who.role, Role::Director | Role::Coordinator)
    }

    pub(crate) fn reads(&self, who: &Actor, readers: &[&str]) -> bool {
        self.is_seen_by(who)
            && self.part(who).is_some_and(|part| part.agency == self.keeper || readers.contains(&part.kind))
    }
}

/// Records are read by themselves by the agency whose they are, and by field workers only their own.
fn is_read_alone(record: &NotedRecord, who: &Actor) -> bool {
    record.agency == who.agency_id
        && match who.role {
            Role::Director | Role::Coordinator | Role::DataOfficer => true,
            Role::FieldWorker | Role::Partner => record.author == who.account_id,
            _ => false,
        }
}

pub(crate) fn person(centre: &Centre, number: usize) -> Context {
    let agency = AGENCIES[number / (ROLES + 1)];
    let role = *Role::ASSIGNABLE.get(number % (ROLES + 1)).unwrap_or(&Role::FieldWorker);
    let context = supervising(centre.world.person(role, agency));
    Context { actor: Actor { account_id: format!("person-{number}"), ..context.actor.clone() }, ..context }
}

fn answers(kind: &str) -> Json {
    match kind {
        OPENS => json!({
            "code": "C-0001", "received_on": "2026-03-01", "from_agency": "welfare", "province": "50", "interpreter": "no",
            "concerns": "online", "safe_tonight": "yes", "caregiver_safe": "yes", "assent": "yes",
        }),
        "child-advocacy/medical-examination" => {
            json!({ "code": "C-0001", "examined_on": "2026-03-01", "assent": "yes" })
        }
        "child-advocacy/legal-step" => json!({ "code": "C-0001", "date": "2026-03-01", "step": "protection" }),
        _ => json!({ "code": "C-0001", "date": "2026-03-01", "status": "absent" }),
    }
}

/// What became of a request; it is compared with what is due.
pub(crate) fn outcome<T>(tried: &Result<T, ServiceError>) -> &'static str {
    compared();
    match tried {
        Ok(_) => "done",
        Err(ServiceError::NotFound) => "not found",
        Err(ServiceError::Refused) => "refused",
        Err(ServiceError::Invalid(_)) => "invalid",
        Err(ServiceError::Conflict(_)) => "conflict",
        Err(ServiceError::TooMuch(_)) => "too much",
        Err(other) => panic!("{other:?}"),
    }
}

/// What is due: not found before refused, so that nobody learns of what they may not see.
pub(crate) fn due(seen: bool, allowed: bool, possible: &'static str) -> &'static str {
    match (seen, allowed) {
        (false, _) => "not found",
        (true, false) => "refused",
        (true, true) => possible,
    }
}

async fn send(centre: &Centre, who: &Context, id: &str, kind: &str, in_case: Option<&str>) -> Result<(), ServiceError> {
    let new = NewSubmission {
        id: id.into(),
        kind: kind.into(),
        answers: answers(kind),
        corrects: None,
        reason: None,
        source: "web",
    };
    let in_case = in_case.map(|id| InCase::new(id, None));
    centre.collection.submit_within(who, new, in_case).await.map(drop)
}

pub(crate) async fn seen_at(centre: &Centre, id: &str) -> i64 {
    centre.world.kit.store.case(id).await.unwrap().map_or(0, |case| case.events)
}

async fn act(centre: &Centre, noted: &mut Vec<Noted>, wrong: &mut BTreeMap<String, u32>, number: usize, act: &Act) {
    let count = noted.len();
    let id = format!("record-{number:04}");
    match *act {
        Act::Open { by } => {
            let who = person(centre, by).actor;
            send(centre, &person(centre, by), &id, OPENS, None).await.unwrap();
            let (agency, author) = (who.agency_id.clone(), who.account_id.clone());
            let lead = centre.world.person(Role::Coordinator, &agency);
            let others: Vec<&str> = AGENCIES.into_iter().filter(|other| *other != agency).collect();
            centre.casework.consent(&lead, &id, seen_at(centre, &id).await, consent(&others, None)).await.unwrap();
            noted.push(Noted {
                id: id.clone(),
                keeper: agency.clone(),
                parts: vec![NotedPart { agency: agency.clone(), kind: "keeper", owner: author.clone(), open: true }],
                records: vec![NotedRecord { id, kind: OPENS, agency, author, readers: READ_OPENING }],
                consented: true,
                referrals: Vec::new(),
                emergencies: Vec::new(),
            });
        }
        Act::Invite { by, which, agency, kind } if count > 0 => {
            let (who, case) = (person(centre, by), &mut noted[which % count]);
            let (agency, kind) = (AGENCIES[agency], KINDS[kind]);
            let invited = Invited { agency_id: agency.into(), as_kind: kind.into(), reason: String::new() };
            let tried = centre.casework.invite(&who, &case.id, seen_at(centre, &case.id).await, invited).await;
            let possible = if agency == case.keeper || !case.consented { "invalid" } else { "done" };
            let allowed = case.is_led_by(&who.actor) && case.keeper == who.actor.agency_id;
            assert_eq!(
                outcome(&tried),
                due(case.is_seen_by(&who.actor), allowed, possible),
                "{who:?} invites to {case:?}"
            );
            if tried.is_ok() {
                let before = case.parts.iter().position(|part| part.agency == agency);
                let owner = before.map(|at| case.parts.remove(at).owner).unwrap_or_default();
                case.parts.push(NotedPart { agency: agency.into(), kind, owner, open: true });
            }
        }
        Act::End { by, which, agency } if count > 0 => {
            let (who, case) = (person(centre, by), &mut noted[which % count]);
            let agency = AGENCIES[agency];
            let tried = centre.casework.end(&who, &case.id, seen_at(centre, &case.id).await, agency).await;
            let part = case.parts.iter().position(|one| one.open && one.agency == agency && agency != case.keeper);
            let allowed = case.is_led_by(&who.actor) && case.keeper == who.actor.agency_id;
            let possible = if part.is_some() { "done" } else { "conflict" };
            assert_eq!(
                outcome(&tried),
                due(case.is_seen_by(&who.actor), allowed, possible),
                "{who:?} ends in {case:?}"
            );
            if tried.is_ok() {
                case.parts[part.unwrap()].open = false;
            }
        }
        Act::Assign { by, which, to } if count > 0 => {
            let (who, case, to) = (person(centre, by), &mut noted[which % count], person(centre, to).actor);
            let tried = centre.casework.assign(&who, &case.id, seen_at(centre, &case.id).await, &to.account_id).await;
            let works = !matches!(to.role, Role::Administrator | Role::DataOfficer);
            let possible = if to.agency_id == who.actor.agency_id && works { "done" } else { "invalid" };
            let expected = due(case.is_seen_by(&who.actor), case.is_led_by(&who.actor), possible);
            assert_eq!(outcome(&tried), expected, "{who:?} gives {case:?} to {to:?}");
            if tried.is_ok() {
                let part = case.parts.iter_mut().find(|part| part.agency == who.actor.agency_id);
                part.unwrap().owner = to.account_id;
            }
        }
        Act::Send { by, which, form } if count > 0 => {
            let (who, case) = (person(centre, by), &mut noted[which % count]);
            let (kind, readers) = FORMS[form];
            let tried = send(centre, &who, &id, kind, Some(&case.id)).await;
            let allowed = case.is_worked_on_by(&who.actor) && case.reads(&who.actor, readers);
            assert_eq!(
                outcome(&tried),
                due(case.is_seen_by(&who.actor), allowed, "done"),
                "{who:?} sends {kind} in {case:?}"
            );
            if tried.is_ok() {
                let (agency, author) = (who.actor.agency_id, who.actor.account_id);
                case.records.push(NotedRecord { id, kind, agency, author, readers });
            }
        }
        _ => act_between(centre, noted, wrong, act).await,
    }
}

async fn lists_and_reads_agree(centre: &Centre, noted: &[Noted], who: &Context) {
    let by_heart: BTreeSet<&str> =
        noted.iter().filter(|case| case.is_seen_by(&who.actor)).map(|case| case.id.as_str()).collect();
    let listed = match centre.casework.cases(who, CasesAsked::default()).await {
        Ok(found) => {
            assert_eq!(found.count.open, by_heart.len() as u64, "{who:?} counts");
            found.lines.into_iter().map(|line| line.id).collect::<Vec<_>>()
        }
        Err(error) => {
            assert_eq!(who.actor.role, Role::Administrator, "{error:?}");
            Vec::new()
        }
    };
    compared();
    assert_eq!(listed.iter().map(String::as_str).collect::<BTreeSet<_>>(), by_heart, "{who:?} lists");
    for case in noted {
        let tried = centre.casework.case(who, &case.id).await;
        let expected = due(case.is_shown_to(&who.actor), true, "done");
        assert_eq!(outcome(&tried), expected, "{who:?} reads {case:?}");
        let told: BTreeSet<String> =
            tried.iter().flat_map(|view| &view.timeline).filter_map(|entry| entry.record.clone()).collect();
        let readable = |record: &&NotedRecord| case.is_read(record, &who.actor);
        let by_heart: BTreeSet<String> = case.records.iter().filter(readable).map(|record| record.id.clone()).collect();
        assert_eq!(told, by_heart, "{who:?} is told of {case:?}");
        for record in &case.records {
            let tried = centre.casework.record(who, &case.id, &record.id).await;
            let expected = due(case.is_read(record, &who.actor), true, "done");
            assert_eq!(outcome(&tried), expected, "{who:?} reads {record:?} in {case:?}");
            let alone = centre.collection.read(who, record.kind, &record.id).await;
            let expected = due(is_read_alone(record, &who.actor), true, "done");
            assert_eq!(outcome(&alone), expected, "{who:?} reads {record:?} by itself");
        }
    }
    for kind in FORMS.iter().map(|(kind, _)| *kind).chain([OPENS]) {
        compared();
        let listed = centre.collection.list(who, ListQuery::everything(kind)).await.unwrap();
        let listed: BTreeSet<String> = listed.records.into_iter().map(|record| record.id).collect();
        let in_list = |record: &&NotedRecord| {
            let lists = matches!(who.actor.role, Role::Director | Role::Coordinator | Role::DataOfficer);
            record.kind == kind && lists && is_read_alone(record, &who.actor)
        };
        let by_heart = noted.iter().flat_map(|case| &case.records).filter(in_list).map(|record| record.id.clone());
        assert_eq!(listed, by_heart.collect(), "{who:?} lists {kind}");
    }
}

async fn world_of(world: World) -> Centre {
    let third = Agency {
        id: THIRD.into(),
        name_en: "Third Demo Office".into(),
        name_th: "สำนักงานสาธิตที่สาม".into(),
        created_at: world.kit.now(),
        kind: String::new(),
    };
    world.kit.commit(Unit::new(vec![Change::PutAgency(third)], Vec::new())).await.unwrap();
    let packs = ["casework", "child-advocacy"].map(|id| Pack::builtin(id).unwrap());
    let centre = Centre::with(world, packs.to_vec()).await;
    let account = |number| {
        let who = person(&centre, number).actor;
        Change::PutAccount(store::Account {
            id: who.account_id.clone(),
            agency_id: who.agency_id,
            login: who.account_id,
            name: who.name,
            role: who.role.id().into(),
            lang: "en".into(),
            password_hash: None,
            disabled: false,
            created_at: centre.world.kit.now(),
        })
    };
    centre.world.kit.commit(Unit::new((0..PEOPLE).map(account).collect(), Vec::new())).await.unwrap();
    centre
}

async fn a_world_agrees(centre: &Centre, acts: &[Act]) {
    let (mut noted, mut people, mut wrong) = (Vec::new(), NotedPeople::default(), BTreeMap::new());
    for (number, one) in acts.iter().enumerate() {
        if act_on_people(centre, &noted, &mut people, number, one).await {
            continue;
        }
        act(centre, &mut noted, &mut wrong, number, one).await;
    }
    for number in 0..PEOPLE {
        lists_and_reads_agree(centre, &noted, &person(centre, number)).await;
        what_is_between_agencies_agrees(centre, &noted, &person(centre, number)).await;
        who_is_seen_agrees(centre, &noted, &people, &person(centre, number)).await;
    }
}

/// What happens in a world that follows from these bytes.
fn what_happens(seed: [u8; 32]) -> Vec<Act> {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    acts().new_tree(&mut runner).unwrap().current()
}

#[tokio::test]
async fn what_people_see_of_cases_follows_the_rules() {
    for seed in Worlds::of("cases on SQLite", 8) {
        let centre = world_of(World::on(date(2026, 3, 1)).await).await;
        a_world_agrees(&centre, &what_happens(seed)).await;
    }
}

#[tokio::test]
async fn the_same_on_postgres() {
    for seed in Worlds::of("cases on PostgreSQL", 3) {
        let Some(world) = World::following_on_postgres(date(2026, 3, 1)).await else { return };
        a_world_agrees(&world_of(world).await, &what_happens(seed)).await;
    }
}
