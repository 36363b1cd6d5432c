//! Random histories against a naive model in memory: whatever is submitted, corrected, retracted and retried, alone or in units,
//! one after the other or at once, the database says what the model says.

use crate::content::*;
use crate::world::World;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
use store::{
    Audit, Change, Conflict, GENESIS, Projection, RecordQuery, Records, Scope, Store, StoreError, Submission,
    Submissions, Unit, Value, Written, verify_chain,
};
use store_sql::Database;

/// One thing done to one of a few records.
#[derive(Clone, Debug)]
enum Act {
    /// Make the record.
    Make { record: u8, answer: u8 },
    /// Correct it, having seen its state, or one that is past.
    Correct { record: u8, answer: u8, seen_ago: u8 },
    /// Take it back.
    Retract { record: u8 },
    /// Send an earlier submission again, as it was or with other answers.
    Again { which: u8, altered: bool },
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..6_u8, any::<u8>()).prop_map(|(record, answer)| Act::Make { record, answer }),
        4 => (0..6_u8, any::<u8>(), prop_oneof![3 => Just(0_u8), 1 => 1..3_u8])
            .prop_map(|(record, answer, seen_ago)| Act::Correct { record, answer, seen_ago }),
        1 => (0..6_u8).prop_map(|record| Act::Retract { record }),
        2 => (any::<u8>(), any::<bool>()).prop_map(|(which, altered)| Act::Again { which, altered }),
    ]
}

/// What was last said of a record.
#[derive(Clone, Debug, PartialEq)]
struct Standing {
    submissions: Vec<String>,
    answer: i64,
    people: usize,
    retracted: bool,
}

/// The naive model: everything in maps, no transaction, no batch.
#[derive(Clone, Debug, Default)]
struct Model {
    records: BTreeMap<String, Standing>,
    log: Vec<Submission>,
}

impl Model {
    fn submit(&mut self, submission: &Submission, projection: &Projection) -> Result<Written, Conflict> {
        if let Some(place) = self.log.iter().position(|known| known.id == submission.id) {
            let known = &self.log[place];
            let same = (&known.record_id, &known.supersedes, &known.answers)
                == (&submission.record_id, &submission.supersedes, &submission.answers);
            let seq = place as i64 + 1;
            return if same {
                Ok(Written::AlreadyPresent { seq })
            } else {
                Err(Conflict::OtherContent { id: submission.id.clone() })
            };
        }
        let record = submission.record_id.clone();
        match (self.records.get(&record), &submission.supersedes) {
            (None, Some(_)) => return Err(Conflict::NoRecord { record }),
            (Some(standing), superseded) if superseded.as_ref() != standing.submissions.last() => {
                return Err(Conflict::Stale { record, current: standing.submissions.last().unwrap().clone() });
            }
            _ => {}
        }
        let standing = self.records.entry(record).or_insert(Standing {
            submissions: Vec::new(),
            answer: 0,
            people: 0,
            retracted: false,
        });
        standing.submissions.push(submission.id.clone());
        standing.retracted = submission.answers.is_none();
        if !standing.retracted {
            standing.people = projection.rows[0].1.len();
            standing.answer = match projection.columns[0].1 {
                Value::Integer(answer) => answer,
                ref other => panic!("{other:?}"),
            };
        }
        self.log.push(submission.clone());
        Ok(Written::New { seq: self.log.len() as i64 })
    }

    /// The submission that an act means now.
    fn meant(&self, act: &Act, fresh: &str) -> (Submission, Projection) {
        let id = |record: u8| format!("record{record}");
        match *act {
            Act::Make { record, answer } => {
                (Submission { id: id(record), ..answered(submission(&id(record)), answer) }, values(answer))
            }
            Act::Correct { record, answer, seen_ago } => {
                let seen = self.seen(&id(record), seen_ago);
                (answered(correction(fresh, &id(record), &seen), answer), values(answer))
            }
            Act::Retract { record } => {
                (retraction(fresh, &id(record), &self.seen(&id(record), 0)), Projection::default())
            }
            Act::Again { which, altered } => match self.log.get(usize::from(which) % self.log.len().max(1)) {
                Some(known) if altered => (Submission { answers: Some("altered".into()), ..known.clone() }, values(0)),
                Some(known) if known.answers.is_none() => (known.clone(), Projection::default()),
                Some(known) => (known.clone(), values(0)),
                None => (answered(submission(fresh), 0), values(0)),
            },
        }
    }

    fn seen(&self, record: &str, ago: u8) -> String {
        let submissions = self.records.get(record).map_or(&[][..], |standing| &standing.submissions);
        submissions.iter().rev().nth(usize::from(ago)).cloned().unwrap_or_else(|| "never".to_owned())
    }
}

fn answered(submission: Submission, answer: u8) -> Submission {
    Submission { answers: Some(format!(r#"{{"answer":{answer}}}"#)), ..submission }
}

fn values(answer: u8) -> Projection {
    let people: Vec<(&str, i64)> = (0..i64::from(answer % 4)).map(|number| ("students", number)).collect();
    let mut projection = visit("2019-07-04", "34", &people);
    projection.columns.insert(0, ("order".into(), Value::Integer(i64::from(answer))));
    projection
}

/// Does the acts in units of the given sizes, several units at once, and compares every answer and the state after all.
async fn play(database: &Database, history: &[(Vec<Act>, bool)]) {
    let mut model = Model::default();
    let mut told = 0;
    let mut together: Vec<(Unit, Result<Vec<Written>, Conflict>)> = Vec::new();
    for (number, (acts, at_once)) in history.iter().enumerate() {
        let mut after = model.clone();
        let mut changes = Vec::new();
        let mut expected = Ok(Vec::new());
        for (place, act) in acts.iter().enumerate() {
            let (submission, projection) = after.meant(act, &format!("s{number}-{place}"));
            if let Ok(written) = &mut expected {
                match after.submit(&submission, &projection) {
                    Ok(one) => written.push(one),
                    Err(conflict) => expected = Err(conflict),
                }
            }
            changes.push(Change::Submit(submission, projection));
        }
        if let Ok(written) = &expected {
            told += i64::from(written.iter().any(|written| matches!(written, Written::New { .. })));
            model = after;
        }
        together.push((Unit::new(changes, vec![entry("act", "x")]), expected));
        if !at_once {
            settle(database, std::mem::take(&mut together)).await;
        }
    }
    settle(database, together).await;
    compare(database, &model, told).await;
}

/// Units that are queued in one order are decided in that order, also when they share a transaction.
async fn settle(database: &Database, together: Vec<(Unit, Result<Vec<Written>, Conflict>)>) {
    let (units, expected): (Vec<_>, Vec<_>) = together.into_iter().unzip();
    let written = futures_util::future::join_all(units.iter().map(|unit| database.commit(unit.clone()))).await;
    for ((unit, written), expected) in units.iter().zip(written).zip(expected) {
        let written = written.map_err(|error| match error {
            StoreError::Conflict(conflict) => conflict,
            other => panic!("{other}"),
        });
        assert_eq!(written, expected, "{unit:?}");
    }
}

async fn compare(database: &Database, model: &Model, told: i64) {
    let query = RecordQuery { with_rows: true, ..RecordQuery::all(KIND, Scope::All) };
    let page = database.records(&query).await.unwrap();
    assert_eq!(page.records.len(), model.records.values().filter(|standing| !standing.retracted).count());
    for (id, standing) in &model.records {
        let record = database.record(KIND, id).await.unwrap().unwrap();
        let history = database.history(id).await.unwrap();
        let found = Standing {
            submissions: history.into_iter().map(|stored| stored.submission.id).collect(),
            answer: record.answer("order").parse().unwrap(),
            people: record.rows("attendance").len(),
            retracted: record.retracted,
        };
        assert_eq!(&found, standing, "{id}");
        assert_eq!(Some(&record.submission_id), standing.submissions.last());
        let listed = page.records.iter().find(|listed| listed.id == *id);
        assert_eq!(listed, (!record.retracted).then_some(&record));
    }
    for (place, submission) in model.log.iter().enumerate() {
        let stored = database.submission(&submission.id).await.unwrap().unwrap();
        assert_eq!((stored.seq, &stored.submission), (place as i64 + 1, submission));
    }
    let rows = database.audit_after(0, 10_000).await.unwrap();
    assert_eq!(rows.len() as i64, told);
    assert_eq!(verify_chain((0, GENESIS.into()), &rows), Ok(database.audit_head().await.unwrap()));
}

/// The same histories for each engine on each run; a failing one is shrunk.
fn histories(name: &'static str, world: impl AsyncFn() -> Option<World>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let config = Config { cases: 16, failure_persistence: None, max_shrink_iters: 100, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let unit = (prop::collection::vec(act(), 1..4), any::<bool>());
    let outcome = runner.run(&prop::collection::vec(unit, 1..30), |history| {
        runtime.block_on(async {
            let Some(world) = world().await else { return };
            prepared(&world.database).await;
            play(&world.database, &history).await;
            world.database.close().await;
        });
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{name}: {failure}"));
}

#[test]
fn random_histories_agree_with_the_model_on_sqlite() {
    histories("SQLite", async || Some(World::sqlite().await));
}

#[test]
fn random_histories_agree_with_the_model_on_postgres() {
    histories("PostgreSQL", World::postgres);
}
