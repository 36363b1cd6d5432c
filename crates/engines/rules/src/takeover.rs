//! What becomes of a running case when its workflow changes. Owns the comparison that people look at before it happens; nothing changes by
//! it.

use crate::history::History;
use crate::reader::Reader;
use crate::standing::{clocks, state_of, tasks};
use crate::workflow::{State, Workflow};
use crate::{Phase, RulesError};
use calendar::Date;
use std::collections::BTreeMap;
use xpath::Document;

/// How a case would stand under another version of its workflow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Takeover {
    /// The case's state, when the new version has none of that name: somebody must say which takes its place.
    pub lost_state: Option<String>,
    /// Clocks that run now and whose day becomes another, with both days; none where it does not run.
    pub days: Vec<(String, Option<Date>, Option<Date>)>,
    /// Tasks that it no longer has.
    pub tasks_gone: Vec<String>,
    /// Tasks that are new.
    pub tasks_new: Vec<String>,
}

impl Takeover {
    /// Whether nothing becomes different for the case.
    pub fn is_quiet(&self) -> bool {
        *self == Self::default()
    }
}

/// How a case would stand under `next` on a day, beside how it stands.
///
/// # Errors
/// When either version's expressions cannot be read in the case.
pub fn takeover(now: &Workflow, next: &Workflow, history: &History, today: Date) -> Result<Takeover, RulesError> {
    let (before, _) = state_of(now, history)?;
    let Some(after) = next.state(&before.id) else {
        return Ok(Takeover { lost_state: Some(before.id.clone()), ..Takeover::default() });
    };
    // Both read the same: what happened does not depend on the workflow, and the state is the same in both.
    let document = history.document(now);
    let old = Sides::of(now, before, &document, today)?;
    let new = Sides::of(next, after, &document, today)?;
    let mut days: Vec<_> = old
        .due
        .iter()
        .map(|(id, due)| ((*id).to_owned(), Some(*due), new.due.get(id).copied()))
        .filter(|(_, before, after)| before != after)
        .collect();
    let begin = new.due.iter().filter(|(id, _)| !old.due.contains_key(*id));
    days.extend(begin.map(|(id, due)| ((*id).to_owned(), None, Some(*due))));
    Ok(Takeover {
        lost_state: None,
        days,
        tasks_gone: without(&old.tasks, &new.tasks),
        tasks_new: without(&new.tasks, &old.tasks),
    })
}

/// What is compared of a case under one version.
struct Sides<'w> {
    due: BTreeMap<&'w str, Date>,
    tasks: Vec<&'w str>,
}

impl<'w> Sides<'w> {
    fn of(workflow: &'w Workflow, state: &State, document: &Document, today: Date) -> Result<Self, RulesError> {
        let mut reader = Reader::new(document, today);
        let clocks = clocks(workflow, state, &mut reader)?;
        let tasks = tasks(workflow, &clocks, &mut reader)?;
        let open = clocks.iter().filter(|clock| clock.phase != Phase::Met);
        Ok(Self {
            due: open.filter_map(|clock| Some((clock.clock.id.as_str(), clock.due?))).collect(),
            tasks: tasks.iter().map(|task| task.task.id.as_str()).collect(),
        })
    }
}

/// The tasks of one that are not among those of the other.
fn without(one: &[&str], other: &[&str]) -> Vec<String> {
    one.iter().filter(|id| !other.contains(id)).map(|id| (*id).to_owned()).collect()
}
