//! How a case stands on a day: its state, what can be done next and why not the rest, its clocks, tasks and conferences. Owns putting these
//! together; who is asking is decided by whoever asks.

use crate::RulesError;
use crate::clock::{ClockStanding, Phase, standing};
use crate::history::History;
use crate::reader::Reader;
use crate::workflow::{Conference, Move, State, Task, Workflow};
use calendar::Date;
use language::{Message, Text};

/// How a case stands.
#[derive(Clone, Debug)]
pub struct Standing<'w> {
    /// Its state.
    pub state: &'w State,
    /// The day on which it came into it.
    pub since: Date,
    /// The moves out of this state.
    pub moves: Vec<MoveStanding<'w>>,
    /// The clocks that run or were met, the most pressing first.
    pub clocks: Vec<ClockStanding<'w>>,
    /// What there is to do, the most pressing first.
    pub tasks: Vec<TaskStanding<'w>>,
    /// The conferences that can be held or have decided.
    pub conferences: Vec<ConferenceStanding<'w>>,
}

/// A move out of the case's state.
#[derive(Clone, Debug)]
pub struct MoveStanding<'w> {
    /// The move.
    pub step: &'w Move,
    /// Why it cannot be made now.
    pub hindrance: Option<Hindrance<'w>>,
}

/// Why a move cannot be made now.
#[derive(Clone, Debug)]
pub enum Hindrance<'w> {
    /// What the pack says when its guard does not hold.
    Guard(&'w Text),
    /// A conference has not decided so.
    Conference(&'w Conference),
}

impl Hindrance<'_> {
    /// What to tell people.
    pub fn message(&self) -> Message {
        match self {
            Self::Guard(text) => Message::new("rules-hindered").with("why", (*text).clone()),
            Self::Conference(conference) => {
                Message::new("rules-conference-first").with("conference", conference.title.clone())
            }
        }
    }
}

/// Something to do.
#[derive(Clone, Debug)]
pub struct TaskStanding<'w> {
    /// The task.
    pub task: &'w Task,
    /// Until when.
    pub due: Option<Date>,
    /// How its clock stands.
    pub phase: Option<Phase>,
}

/// A conference.
#[derive(Clone, Debug)]
pub struct ConferenceStanding<'w> {
    /// The conference.
    pub conference: &'w Conference,
    /// Whether it can be held now.
    pub is_due: bool,
    /// What it decided last, and when.
    pub decided: Option<(&'w str, Date)>,
    /// Whether the case waits for it: it can be held, and nothing that it decided lets the case go on from here.
    pub is_awaited: bool,
}

impl<'w> Standing<'w> {
    /// How a case stands on a day.
    ///
    /// # Errors
    /// When it is not open yet, its state is none of the workflow's, or an expression cannot be read in it.
    pub fn of(workflow: &'w Workflow, history: &History, today: Date) -> Result<Self, RulesError> {
        let (state, since) = state_of(workflow, history)?;
        let document = history.document(workflow);
        let mut reader = Reader::new(&document, today);
        let clocks = clocks(workflow, state, &mut reader)?;
        let mut moves = Vec::new();
        for step in workflow.moves.iter().filter(|step| step.from.contains(&state.id)) {
            moves.push(MoveStanding { step, hindrance: hindrance(workflow, step, history, &mut reader)? });
        }
        let conferences = conferences(workflow, state, history, &mut reader)?;
        let tasks = tasks(workflow, &clocks, &mut reader)?;
        Ok(Self { state, since, moves, clocks, tasks, conferences })
    }

    /// The clock that presses most, if any runs.
    pub fn most_pressing(&self) -> Option<&ClockStanding<'w>> {
        pressing(&self.clocks)
    }

    /// A move that can be made now.
    pub fn possible(&self, id: &str) -> Option<&'w Move> {
        self.moves.iter().find(|one| one.step.id == id && one.hindrance.is_none()).map(|one| one.step)
    }
}

/// What lists say of a case: its state, and the first day on which something is due. Much less work than how it stands.
#[derive(Clone, Debug)]
pub struct Outline<'w> {
    /// Its state.
    pub state: &'w State,
    /// The first day on which something is due.
    pub due: Option<Date>,
    /// Whether it waits for a conference.
    pub awaits_conference: bool,
}

impl<'w> Outline<'w> {
    /// A case's on a day.
    ///
    /// # Errors
    /// As [`Standing::of`].
    pub fn of(workflow: &'w Workflow, history: &History, today: Date) -> Result<Self, RulesError> {
        let (state, _) = state_of(workflow, history)?;
        let document = history.document(workflow);
        let mut reader = Reader::new(&document, today);
        let clocks = clocks(workflow, state, &mut reader)?;
        let conferences = conferences(workflow, state, history, &mut reader)?;
        Ok(Self {
            state,
            due: pressing(&clocks).and_then(|clock| clock.due),
            awaits_conference: conferences.iter().any(|one| one.is_awaited),
        })
    }
}

/// The conferences that can be held or have decided.
fn conferences<'w>(
    workflow: &'w Workflow,
    state: &State,
    history: &History,
    reader: &mut Reader<'_>,
) -> Result<Vec<ConferenceStanding<'w>>, RulesError> {
    let mut conferences = Vec::new();
    for conference in &workflow.conferences {
        let is_due = match &conference.when {
            Some(when) => reader.holds(when)?,
            None => !state.ends,
        };
        let decided = history.decision(&conference.id);
        let decided = decided.and_then(|(outcome, on)| {
            conference.outcomes.iter().find(|(id, _)| id == outcome).map(|(id, _)| (id.as_str(), on))
        });
        let is_awaited = is_due && !state.ends && is_awaited(workflow, state, conference, decided);
        if is_due || decided.is_some() {
            conferences.push(ConferenceStanding { conference, is_due, decided, is_awaited });
        }
    }
    Ok(conferences)
}

/// Whether a conference still has to decide: it never did, or moves out of the state rest on it and none on what it decided.
fn is_awaited(workflow: &Workflow, state: &State, conference: &Conference, decided: Option<(&str, Date)>) -> bool {
    let Some((outcome, _)) = decided else { return true };
    let from_here = workflow.moves.iter().filter(|step| step.from.contains(&state.id));
    let mut resting =
        from_here.filter_map(|step| step.decided.as_ref()).filter(|(id, _)| *id == conference.id).peekable();
    resting.peek().is_some() && !resting.any(|(_, opens)| opens.iter().any(|one| one == outcome))
}

fn pressing<'c, 'w>(clocks: &'c [ClockStanding<'w>]) -> Option<&'c ClockStanding<'w>> {
    clocks.iter().find(|clock| clock.phase.presses())
}

/// The state of a case and since when it is in it.
pub(crate) fn state_of<'w>(workflow: &'w Workflow, history: &History) -> Result<(&'w State, Date), RulesError> {
    let (state, since) = history.state(workflow).ok_or_else(RulesError::not_open)?;
    Ok((workflow.state(state).ok_or_else(|| RulesError::no_state(state))?, since))
}

/// The clocks of a case in a state, the most pressing first.
pub(crate) fn clocks<'w>(
    workflow: &'w Workflow,
    state: &State,
    reader: &mut Reader<'_>,
) -> Result<Vec<ClockStanding<'w>>, RulesError> {
    let mut clocks = Vec::new();
    for clock in &workflow.clocks {
        clocks.extend(standing(workflow, clock, &state.id, reader)?);
    }
    clocks.sort_by_key(|one| (one.phase == Phase::Met, one.due.is_none(), one.due));
    Ok(clocks)
}

fn hindrance<'w>(
    workflow: &'w Workflow,
    step: &'w Move,
    history: &History,
    reader: &mut Reader<'_>,
) -> Result<Option<Hindrance<'w>>, RulesError> {
    if let Some((guard, otherwise)) = &step.guard
        && !reader.holds(guard)?
    {
        return Ok(Some(Hindrance::Guard(otherwise)));
    }
    let Some((conference, outcomes)) = &step.decided else { return Ok(None) };
    let is_decided = history.decision(conference).is_some_and(|(outcome, _)| outcomes.iter().any(|one| one == outcome));
    Ok(if is_decided { None } else { workflow.conference(conference).map(Hindrance::Conference) })
}

pub(crate) fn tasks<'w>(
    workflow: &'w Workflow,
    clocks: &[ClockStanding<'w>],
    reader: &mut Reader<'_>,
) -> Result<Vec<TaskStanding<'w>>, RulesError> {
    let mut tasks = Vec::new();
    for task in &workflow.tasks {
        if reader.holds(&task.when)? {
            let clock = task.clock.as_ref().and_then(|id| clocks.iter().find(|one| one.clock.id == *id));
            tasks.push(TaskStanding {
                task,
                due: clock.and_then(|clock| clock.due),
                phase: clock.map(|clock| clock.phase),
            });
        }
    }
    tasks.sort_by_key(|one| (one.due.is_none(), one.due));
    Ok(tasks)
}
