//! Who sees what, whatever happened: a list, reading one by one, and a naive account of the rules agree.

use crate::office::{KIND, Office, session};
use collection::Correction;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use service_kit::{Actor, Context, Role, ServiceError};
use std::collections::BTreeSet;
use testkit::{HOME, OTHER, World, Worlds, compared};

/// Two people of each role in each agency.
const PEOPLE: usize = Role::ASSIGNABLE.len() * 4;

#[derive(Clone, Debug)]
enum Act {
    Submit { by: usize },
    Correct { by: usize, which: usize },
    Retract { by: usize, which: usize },
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let by = || 0..PEOPLE;
    let act = prop_oneof![
        3 => by().prop_map(|by| Act::Submit { by }),
        3 => (by(), any::<usize>()).prop_map(|(by, which)| Act::Correct { by, which }),
        1 => (by(), any::<usize>()).prop_map(|(by, which)| Act::Retract { by, which }),
    ];
    proptest::collection::vec(act, 1..30)
}

/// What somebody who knows the rules by heart would write down.
#[derive(Debug)]
struct Noted {
    id: String,
    agency_id: String,
    author_id: String,
    version: String,
    stands: bool,
}

impl Noted {
    fn is_seen_by(&self, who: &Actor) -> bool {
        let everywhere = matches!(who.role, Role::Director | Role::DataOfficer);
        self.stands && (everywhere || who.agency_id == self.agency_id)
    }

    fn is_corrected_by(&self, who: &Actor) -> bool {
        match who.role {
            Role::DataOfficer => true,
            Role::FieldWorker | Role::Partner => who.agency_id == self.agency_id && who.account_id == self.author_id,
            _ => who.agency_id == self.agency_id,
        }
    }

    fn is_retracted_by(&self, who: &Actor) -> bool {
        !matches!(who.role, Role::FieldWorker | Role::Partner) && self.is_corrected_by(who)
    }

    fn now(&self) -> Correction {
        Correction { record_id: self.id.clone(), supersedes: self.version.clone() }
    }
}

fn person(office: &Office, number: usize) -> Context {
    let role = Role::ASSIGNABLE[number % Role::ASSIGNABLE.len()];
    let agency_id = if (number / Role::ASSIGNABLE.len()).is_multiple_of(2) { HOME } else { OTHER };
    let context = office.world.person(role, agency_id);
    Context { actor: Actor { account_id: format!("person-{number}"), ..context.actor.clone() }, ..context }
}

/// What is due: not found before refused, so that nobody learns of what they may not see.
fn due(seen: bool, allowed: bool) -> &'static str {
    match (seen, allowed) {
        (false, _) => "not found",
        (true, false) => "refused",
        (true, true) => "done",
    }
}

fn outcome<T: std::fmt::Debug>(tried: &Result<T, ServiceError>) -> &'static str {
    compared();
    match tried {
        Ok(_) => "done",
        Err(ServiceError::NotFound) => "not found",
        Err(ServiceError::Refused) => "refused",
        Err(other) => panic!("{other:?}"),
    }
}

async fn lists_reads_and_rules_agree(office: &Office, acts: &[Act]) {
    let mut noted: Vec<Noted> = Vec::new();
    for (number, act) in acts.iter().enumerate() {
        let answers = session(&format!("School {number}"), 10);
        let submission = format!("submission-{number}");
        match *act {
            Act::Submit { by } => {
                let who = person(office, by);
                office.submit(&who, &submission, answers).await.unwrap();
                noted.push(Noted {
                    id: submission.clone(),
                    agency_id: who.actor.agency_id,
                    author_id: who.actor.account_id,
                    version: submission,
                    stands: true,
                });
            }
            Act::Correct { by, which } if !noted.is_empty() => {
                let (who, at) = (person(office, by), which % noted.len());
                let tried = office.correct(&who, &submission, &noted[at].now(), answers).await;
                let record = &mut noted[at];
                let expected = due(record.is_seen_by(&who.actor), record.is_corrected_by(&who.actor));
                assert_eq!(outcome(&tried), expected, "{who:?} corrects {record:?}");
                if tried.is_ok() {
                    record.version = submission;
                }
            }
            Act::Retract { by, which } if !noted.is_empty() => {
                let (who, at) = (person(office, by), which % noted.len());
                let tried = office.retract(&who, &noted[at].now()).await;
                let record = &mut noted[at];
                let expected = due(record.is_seen_by(&who.actor), record.is_retracted_by(&who.actor));
                assert_eq!(outcome(&tried), expected, "{who:?} takes back {record:?}");
                record.stands &= tried.is_err();
            }
            _ => {}
        }
    }
    for number in 0..PEOPLE {
        let who = person(office, number);
        let listed: BTreeSet<_> = office.listed(&who, KIND).await.into_iter().map(|record| record.id).collect();
        let mut read = BTreeSet::new();
        for record in &noted {
            let tried = office.collection.read(&who, KIND, &record.id).await;
            if outcome(&tried) == "done" {
                read.insert(record.id.clone());
            }
        }
        let by_heart: BTreeSet<_> =
            noted.iter().filter(|record| record.is_seen_by(&who.actor)).map(|record| record.id.clone()).collect();
        compared();
        assert_eq!(listed, by_heart, "{who:?} lists");
        assert_eq!(read, by_heart, "{who:?} reads");
    }
    office.world.audit().await;
}

/// What happens in a world that follows from these bytes.
fn what_happens(seed: [u8; 32]) -> Vec<Act> {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    acts().new_tree(&mut runner).unwrap().current()
}

#[tokio::test]
async fn lists_and_reads_follow_the_rules() {
    for seed in Worlds::of("records on SQLite", 16) {
        lists_reads_and_rules_agree(&Office::open().await, &what_happens(seed)).await;
    }
}

#[tokio::test]
async fn lists_and_reads_follow_the_rules_on_postgres() {
    for seed in Worlds::of("records on PostgreSQL", 3) {
        let Some(world) = World::following_on_postgres(date(2020, 1, 15)).await else { return };
        lists_reads_and_rules_agree(&Office::on(world).await, &what_happens(seed)).await;
    }
}
