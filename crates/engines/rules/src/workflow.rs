//! What a pack says happens with a case: states, moves between them, clocks, tasks and conferences. Owns the meaning of each part; not its
//! reading from a pack's files, and nothing about a case in particular.

use crate::Retention;
use crate::history::{ROOT, local_name};
use calendar::Date;
use language::Text;
use std::ops::RangeInclusive;
use xpath::{Expression, PatternStep};

/// How the cases of a pack go.
///
/// Every expression is read at the root of a case's document (see [`crate::History::document`]); `today()` is the day asked about.
#[derive(Clone, Debug)]
pub struct Workflow {
    /// Counts up with each change; a running case keeps its version until somebody takes it over into another.
    pub version: u32,
    /// What a case of it is called.
    pub title: Text,
    /// When somebody opens one, for whoever chooses between kinds of case; may be empty.
    pub about: Text,
    /// The record kind that a case is about: `casework/person`.
    pub subject: String,
    /// The record kinds with which somebody opens a case.
    pub opened_by: Vec<String>,
    /// Questions of what opened a case whose answers further forms begin with: only what need not be asked anew.
    pub carries: Vec<String>,
    /// Whether its cases are about children: somebody consents for them, and they are asked themselves.
    pub of_children: bool,
    /// The state of a new case.
    pub start: String,
    /// Compartments.
    pub parts: Vec<Part>,
    /// As what people are part of a case, in the order in which they are offered.
    pub roles: Vec<Role>,
    /// The states, in the order in which they are shown.
    pub states: Vec<State>,
    /// The moves between them, in the order in which they are offered.
    pub moves: Vec<Move>,
    /// Deadlines and yearly windows, in the order in which they are shown.
    pub clocks: Vec<Clock>,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// Decisions that several agencies take together.
    pub conferences: Vec<Conference>,
    /// How long cases are kept when they are closed; the first that holds counts.
    pub retention: Vec<Retention>,
}

/// A part of a case that only some kinds of agency read. What stands in no part is read by every agency of the case.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub title: Text,
    /// The record kinds in it.
    pub forms: Vec<String>,
    /// The kinds of agency that read it: `health`.
    pub agencies: Vec<String>,
}

/// As what somebody is part of a case: a victim, a witness, a parent.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub title: Text,
}

/// Where a case stands.
#[derive(Clone, Debug)]
pub struct State {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub title: Text,
    /// Whether a case is closed in it.
    pub ends: bool,
    /// What it means and what comes next.
    pub note: Text,
}

/// Who does something, from the one who may do least; whoever stands higher may do what the lower may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Anybody with an account.
    Volunteer,
    /// Who works on the case.
    Caseworker,
    /// Who answers for those who do.
    Supervisor,
    /// Who answers for the agency.
    Director,
}

impl Rank {
    /// The word in a pack's file.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("volunteer", Self::Volunteer),
        ("caseworker", Self::Caseworker),
        ("supervisor", Self::Supervisor),
        ("director", Self::Director),
    ];

    /// The rank that a word names.
    pub fn of(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, rank)| rank)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.into_iter().find(|(_, rank)| *rank == self).map_or("", |(word, _)| word)
    }
}

/// A way from one state to another.
#[derive(Clone, Debug)]
pub struct Move {
    /// Its id.
    pub id: String,
    /// The words on its button.
    pub title: Text,
    /// The states that it leaves.
    pub from: Vec<String>,
    /// The state that it leads to.
    pub to: String,
    /// The lowest rank that makes it.
    pub who: Rank,
    /// The record kind that is filled in for it.
    pub form: Option<String>,
    /// What must hold, and what to tell people while it does not.
    pub guard: Option<(Expression, Text)>,
    /// Who must approve it before it counts.
    pub approval: Option<Rank>,
    /// The conference that must have decided, and its outcomes that open this way.
    pub decided: Option<(String, Vec<String>)>,
    /// The kinds of agency that make it besides the one that keeps the case; every one that takes part when nothing is said.
    pub agencies: Option<Vec<String>>,
}

impl Move {
    /// Whether an agency that takes part as a kind, and does not keep the case, makes it.
    pub fn is_made_by(&self, agency_kind: &str) -> bool {
        self.agencies.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| kind == agency_kind))
    }
}

/// Something with a day until which it must be done.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub title: Text,
    /// When it is due.
    pub due: Due,
    /// It is met once this holds.
    pub done: Option<Expression>,
    /// The states in which it runs; all that do not end a case when there are none.
    pub states: Vec<String>,
    /// It is near from so many days before the day.
    pub warn_days: u32,
    /// Whose it becomes when it is overdue.
    pub escalate: Option<Rank>,
    /// Where the rule comes from.
    pub rule: Rule,
}

/// A rule that somebody else made, so that readers can judge it.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The rule in a sentence.
    pub explain: Text,
    /// Where it stands.
    pub source: Text,
    /// The day of the source.
    pub dated: Option<Date>,
    /// How sure it is.
    pub confidence: Confidence,
    /// When a lawyer looked at it.
    pub reviewed: Option<Date>,
    /// The first day on which something may start under it.
    pub valid_from: Option<Date>,
    /// The last such day.
    pub valid_to: Option<Date>,
}

impl Rule {
    /// Whether something that starts on a day stands under the rule.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Somebody remembered it, or a second hand told it.
    Low,
    /// A public source tells it, not the text itself.
    Medium,
    /// The text itself was read.
    High,
}

/// When something is due.
#[derive(Clone, Debug)]
pub enum Due {
    /// So long after a day that the case tells.
    After {
        /// The day that it starts.
        starts: Expression,
        /// How long.
        length: Length,
    },
    /// On a day that the case tells.
    On(Expression),
    /// Between two days of every year, the first to open it and the last to close it; over New Year when the last comes before the first.
    Yearly {
        /// The first day.
        opens: MonthDay,
        /// The last day.
        closes: MonthDay,
    },
}

/// A length of time. The day on which it starts is not counted, as section 193/3 of the Thai Civil and Commercial Code has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Days of the calendar.
    Days(u32),
    /// Days on which offices of the state work.
    WorkingDays(u32),
    /// Months; the day of the month stays, or is the month's last.
    Months(u32),
}

/// The longest length, in its own unit.
pub const LENGTHS: RangeInclusive<u32> = 1..=3_660;

/// A day of every year. The 29th of February is the 28th in years without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

/// Something for somebody to do, for as long as its condition holds.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: Text,
    /// It is there while this holds.
    pub when: Expression,
    /// Who does it.
    pub who: Rank,
    /// The record kind that is filled in by doing it.
    pub form: Option<String>,
    /// The clock that says until when.
    pub clock: Option<String>,
    /// The kinds of agency that do it when they take part; none of them when nothing is said: then it is for all who work on the case.
    pub agencies: Option<Vec<String>>,
}

impl Task {
    /// Whether it is for an agency that takes part as a kind. What is for some kinds is not for the agency that keeps the case.
    pub fn is_for(&self, agency_kind: &str) -> bool {
        self.agencies.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| kind == agency_kind))
    }
}

/// A decision that several agencies take together.
#[derive(Clone, Debug)]
pub struct Conference {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub title: Text,
    /// It can be held while this holds.
    pub when: Option<Expression>,
    /// The kinds of agency that must be asked.
    pub agencies: Vec<String>,
    /// What can come out, by id.
    pub outcomes: Vec<(String, Text)>,
}

impl Workflow {
    /// A state by its id.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.states.iter().find(|state| state.id == id)
    }

    /// A move by its id.
    pub fn step(&self, id: &str) -> Option<&Move> {
        self.moves.iter().find(|step| step.id == id)
    }

    /// A conference by its id.
    pub fn conference(&self, id: &str) -> Option<&Conference> {
        self.conferences.iter().find(|conference| conference.id == id)
    }

    /// Every record kind that it names, each with its own element in a case's document.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        let moves = self.moves.iter().filter_map(|step| step.form.as_ref());
        let tasks = self.tasks.iter().filter_map(|task| task.form.as_ref());
        // Whom a case is about stands beside it, and a part only says who reads that.
        let parts = self.parts.iter().flat_map(|part| &part.forms).filter(|form| **form != self.subject);
        self.opened_by.iter().chain(moves).chain(tasks).chain(parts).map(String::as_str)
    }

    /// The record kinds whose answers a clock follows: whoever does not read them is not told by it what they say.
    pub fn forms_of<'w>(&'w self, clock: &Clock) -> impl Iterator<Item = &'w str> {
        let day = match &clock.due {
            Due::After { starts, .. } => Some(starts),
            Due::On(day) => Some(day),
            Due::Yearly { .. } => None,
        };
        let expressions = day.into_iter().chain(&clock.done);
        let read: Vec<_> = expressions.flat_map(|expression| expression.references(&[ROOT])).collect();
        self.forms().filter(move |form| {
            let names = |step: &PatternStep| !matches!(step, PatternStep::Name(name) if name != local_name(form));
            read.iter().any(|pattern| pattern.steps.get(1).is_some_and(names))
        })
    }

    /// Whether an agency of a kind reads a record kind in a case.
    pub fn reads(&self, agency_kind: &str, form: &str) -> bool {
        let mut parts = self.parts.iter().filter(|part| part.forms.iter().any(|one| one == form)).peekable();
        parts.peek().is_none() || parts.any(|part| part.agencies.iter().any(|kind| kind == agency_kind))
    }
}
