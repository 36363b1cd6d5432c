//! The part of the naive account that is about people: whose record somebody reads, whom they find by name, and who belongs to whom. The worlds are
//! `seeing`'s.

use crate::centre::Centre;
use crate::seeing::{Act, Noted, due, outcome, person, seen_at};
use casework::TiedPerson;
use service_kit::{Actor, Context, Role};
use std::collections::BTreeSet;
use testkit::compared;

/// What everybody is called, so that one search finds all who may be found.
const NAME: &str = "Fictional Example";
/// More are not shown for one search.
const MOST: usize = casework::MOST_FOUND;

/// A person's record as somebody would write it down who knows the rules by heart.
#[derive(Debug)]
struct NotedPerson {
    id: String,
    agency: String,
    author: String,
}

/// That a person is or was part of a case.
#[derive(Debug)]
struct NotedTie {
    id: String,
    case: String,
    person: String,
    agency: String,
    open: bool,
}

/// Everybody in a world.
#[derive(Debug, Default)]
pub(crate) struct NotedPeople {
    people: Vec<NotedPerson>,
    ties: Vec<NotedTie>,
    /// Who said to be a relative, and of whom.
    relatives: BTreeSet<(String, String)>,
}

impl NotedPerson {
    /// By their agency, and by field workers only whom they recorded themselves.
    fn is_own(&self, who: &Actor) -> bool {
        self.agency == who.agency_id
            && match who.role {
                Role::Director | Role::Coordinator | Role::DataOfficer => true,
                Role::FieldWorker | Role::Partner => self.author == who.account_id,
                _ => false,
            }
    }
}

impl NotedPeople {
    /// Every agency of these cases reads the people: no part of the workflow says otherwise.
    fn is_seen(&self, one: &NotedPerson, noted: &[Noted], who: &Actor) -> bool {
        let through = |tie: &&NotedTie| tie.open && tie.person == one.id;
        let mut cases =
            self.ties.iter().filter(through).filter_map(|tie| noted.iter().find(|case| case.id == tie.case));
        one.is_own(who) || cases.any(|case| case.is_shown_to(who))
    }
}

/// Whether it was an act of people; others are left to others.
pub(crate) async fn act_on_people(
    centre: &Centre,
    noted: &[Noted],
    all: &mut NotedPeople,
    number: usize,
    act: &Act,
) -> bool {
    let casework = &centre.casework;
    let id = format!("person-{number:04}");
    match *act {
        Act::Record { by } => {
            let who = person(centre, by);
            centre.record_person(&who, &id, NAME, 2008).await;
            all.people.push(NotedPerson { id, agency: who.actor.agency_id, author: who.actor.account_id });
        }
        Act::Tie { by, which, person: one } if !noted.is_empty() && !all.people.is_empty() => {
            let (who, case) = (person(centre, by), &noted[which % noted.len()]);
            let one = &all.people[one % all.people.len()];
            let tied = TiedPerson { tie: id.clone(), person_id: one.id.clone(), role: "child".into() };
            let tried = casework.tie_to_case(&who, &case.id, seen_at(centre, &case.id).await, tied).await;
            let is_in = all.ties.iter().any(|tie| tie.open && tie.case == case.id && tie.person == one.id);
            let possible = match (one.is_own(&who.actor), is_in) {
                (false, _) => "not found",
                (true, true) => "conflict",
                (true, false) => "done",
            };
            let expected = due(case.is_seen_by(&who.actor), case.is_worked_on_by(&who.actor), possible);
            assert_eq!(outcome(&tried), expected, "{who:?} says that {one:?} is part of {case:?}");
            if tried.is_ok() {
                let (person, agency) = (one.id.clone(), who.actor.agency_id);
                all.ties.push(NotedTie { id, case: case.id.clone(), person, agency, open: true });
            }
        }
        Act::Untie { by, tie } if !all.ties.is_empty() => {
            let (who, at) = (person(centre, by), tie % all.ties.len());
            let tie = &all.ties[at];
            let case = noted.iter().find(|case| case.id == tie.case).unwrap();
            let tried = casework.untie_from_case(&who, &case.id, seen_at(centre, &case.id).await, &tie.id).await;
            let may = who.actor.agency_id == tie.agency || who.actor.agency_id == case.keeper;
            let possible = match (tie.open, may) {
                (false, _) => "not found",
                (true, false) => "refused",
                (true, true) => "done",
            };
            let expected = due(case.is_seen_by(&who.actor), case.is_worked_on_by(&who.actor), possible);
            assert_eq!(outcome(&tried), expected, "{who:?} ends {tie:?} in {case:?}");
            if tried.is_ok() {
                all.ties[at].open = false;
            }
        }
        Act::Relate { by, one, other } if !all.people.is_empty() => {
            let who = person(centre, by);
            let (one, other) = (&all.people[one % all.people.len()], &all.people[other % all.people.len()]);
            let tried = casework.relate(&who, &id, (&one.id, &other.id), "sibling").await;
            let is_both = one.is_own(&who.actor) && all.is_seen(other, noted, &who.actor);
            let possible = if one.id == other.id { "invalid" } else { "done" };
            assert_eq!(outcome(&tried), due(is_both, true, possible), "{who:?} relates {one:?} to {other:?}");
            if tried.is_ok() {
                all.relatives.insert((one.id.clone(), other.id.clone()));
            }
        }
        Act::Tie { .. } | Act::Untie { .. } | Act::Relate { .. } => {}
        _ => return false,
    }
    true
}

/// A person is read with the cases and relatives that the reader sees, and found by name by exactly those who may read them.
pub(crate) async fn who_is_seen_agrees(centre: &Centre, noted: &[Noted], all: &NotedPeople, who: &Context) {
    let is_seen = |id: &str| {
        let one = all.people.iter().find(|one| one.id == id);
        one.is_some_and(|one| all.is_seen(one, noted, &who.actor))
    };
    let mut seen = BTreeSet::new();
    for one in &all.people {
        let tried = centre.casework.person(who, &one.id).await;
        assert_eq!(outcome(&tried), due(is_seen(&one.id), true, "done"), "{who:?} reads {one:?} of {all:?}");
        let Ok(view) = tried else { continue };
        assert_eq!(view.is_own, one.is_own(&who.actor), "{who:?} {one:?}");
        seen.insert(one.id.clone());
        let is_told = |tie: &&NotedTie| {
            tie.person == one.id && noted.iter().any(|case| case.id == tie.case && case.is_shown_to(&who.actor))
        };
        let by_heart: BTreeSet<String> = all.ties.iter().filter(is_told).map(|tie| tie.case.clone()).collect();
        let told: BTreeSet<String> = view.cases.into_iter().map(|case| case.id).collect();
        compared();
        assert_eq!(told, by_heart, "the cases of {one:?} for {who:?}");
        let pairs = all.relatives.iter().filter_map(|(from, to)| match &one.id {
            id if id == from => Some(to),
            id if id == to => Some(from),
            _ => None,
        });
        let by_heart: BTreeSet<String> = pairs.filter(|id| is_seen(id)).cloned().collect();
        let told: BTreeSet<String> = view.related.into_iter().map(|related| related.record.id).collect();
        compared();
        assert_eq!(told, by_heart, "the relatives of {one:?} for {who:?}");
    }
    let found: BTreeSet<String> =
        centre.casework.find_people(who, NAME).await.unwrap().people.into_iter().map(|one| one.record.id).collect();
    compared();
    if seen.len() <= MOST {
        assert_eq!(found, seen, "{who:?} finds");
    }
    for case in noted.iter().filter(|case| case.is_shown_to(&who.actor)) {
        let view = centre.casework.case(who, &case.id).await.unwrap();
        let told: BTreeSet<String> = view.people.into_iter().map(|one| one.person_id).collect();
        let is_in = |tie: &&NotedTie| tie.open && tie.case == case.id;
        let by_heart: BTreeSet<String> = all.ties.iter().filter(is_in).map(|tie| tie.person.clone()).collect();
        compared();
        assert_eq!(told, by_heart, "{who:?} is told who is part of {case:?}");
    }
}
