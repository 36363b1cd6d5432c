//! What becomes of a running case when its workflow changes. Owns the comparison that people look at before it happens; nothing changes by
//! it.

use crate::history::History;
use crate::standing::Standing;
use crate::workflow::Workflow;
use crate::{Phase, RulesError};
use calendar::Date;
use std::collections::BTreeMap;

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
    let before = Standing::of(now, history, today)?;
    if next.state(&before.state.id).is_none() {
        return Ok(Takeover { lost_state: Some(before.state.id.clone()), ..Takeover::default() });
    }
    let after = Standing::of(next, history, today)?;
    let (old, new) = (running(&before), running(&after));
    let mut days: Vec<_> = old
        .iter()
        .map(|(id, due)| ((*id).to_owned(), Some(*due), new.get(id).copied()))
        .filter(|(_, before, after)| before != after)
        .collect();
    days.extend(
        new.iter().filter(|(id, _)| !old.contains_key(*id)).map(|(id, due)| ((*id).to_owned(), None, Some(*due))),
    );
    Ok(Takeover {
        lost_state: None,
        days,
        tasks_gone: tasks_without(&before, &after),
        tasks_new: tasks_without(&after, &before),
    })
}

fn running<'s>(standing: &'s Standing<'_>) -> BTreeMap<&'s str, Date> {
    let open = standing.clocks.iter().filter(|clock| clock.phase != Phase::Met);
    open.filter_map(|clock| Some((clock.clock.id.as_str(), clock.due?))).collect()
}

/// The tasks of one that are not among those of the other.
fn tasks_without(one: &Standing<'_>, other: &Standing<'_>) -> Vec<String> {
    let has = |id: &str| other.tasks.iter().any(|task| task.task.id == id);
    one.tasks.iter().map(|task| task.task.id.as_str()).filter(|id| !has(id)).map(str::to_owned).collect()
}
