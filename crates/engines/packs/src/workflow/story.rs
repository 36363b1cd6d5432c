//! Stories of cases: these things happen on these days, and the case then stands so. Owns their shape and the running of them; how a case
//! stands is `rules`' to say.

use crate::Pack;
use crate::answering::answer;
use crate::problem::Place;
use crate::record::record_document;
use crate::toml_file::SourceFile;
use calendar::Date;
use forms::Form;
use language::Message;
use rules::{Event, History, Kept, Phase, Standing, What, Workflow};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// What happens in a case, in order.
#[derive(Clone, Debug)]
pub struct Happening {
    on: Date,
    what: EventFile,
    place: Place,
}

/// How a case must stand at the end of a day.
#[derive(Clone, Debug)]
pub struct Outcome {
    on: Date,
    expected: ThenFile,
    place: Place,
}

/// What happens.
#[derive(Clone, Copy, Debug)]
pub enum Happens<'h> {
    /// A form is sent.
    Form {
        /// As the story names it: of its own pack, or `pack/form`.
        form: &'h str,
        /// The answers.
        answers: Option<&'h Value>,
    },
    /// A move is made.
    Move {
        /// The move.
        id: &'h str,
        /// The answers of its form.
        answers: Option<&'h Value>,
    },
    /// A conference decides.
    Decision {
        /// The conference.
        conference: &'h str,
        /// What comes out.
        outcome: &'h str,
    },
}

impl Happening {
    /// The day.
    pub fn on(&self) -> Date {
        self.on
    }

    /// What happens; nothing for what the story expects to be refused.
    pub fn happens(&self) -> Option<Happens<'_>> {
        let EventFile { form, step, conference, outcome, answers, refused, .. } = &self.what;
        let answers = answers.as_ref();
        let happens = match (form, step) {
            (Some(form), _) => Happens::Form { form, answers },
            (None, Some(id)) => Happens::Move { id, answers },
            (None, None) => Happens::Decision { conference: conference.as_deref()?, outcome: outcome.as_deref()? },
        };
        (!refused).then_some(happens)
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventFile {
    on: Spanned<String>,
    form: Option<String>,
    #[serde(rename = "move")]
    step: Option<String>,
    conference: Option<String>,
    outcome: Option<String>,
    answers: Option<Value>,
    #[serde(default)]
    refused: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThenFile {
    on: Spanned<String>,
    state: Option<String>,
    moves: Option<BTreeSet<String>>,
    #[serde(default)]
    due: BTreeMap<String, String>,
    overdue: Option<BTreeSet<String>>,
    met: Option<BTreeSet<String>>,
    tasks: Option<BTreeSet<String>>,
    kept: Option<String>,
}

pub(crate) fn happening(file: SourceFile<'_>, written: Spanned<EventFile>) -> Result<Happening, crate::PackProblem> {
    let place = file.line(written.span().start);
    let what = written.into_inner();
    Ok(Happening { on: file.day(&what.on)?, what, place })
}

pub(crate) fn outcome(file: SourceFile<'_>, written: Spanned<ThenFile>) -> Result<Outcome, crate::PackProblem> {
    let place = file.line(written.span().start);
    let expected = written.into_inner();
    Ok(Outcome { on: file.day(&expected.on)?, expected, place })
}

/// Runs a story: what comes out otherwise, with its line.
pub(crate) fn run<'p>(
    pack: &'p Pack,
    beside: &[&'p Pack],
    happenings: &[Happening],
    outcomes: &[Outcome],
) -> Vec<(Place, Message)> {
    let Some(workflow) = &pack.workflow else {
        return vec![(Place::Whole, Message::new("packs-missing-file").with("file", "workflow.toml"))];
    };
    let telling = Telling { pack, beside, workflow };
    let mut history = History::default();
    let mut problems = Vec::new();
    let mut left = outcomes.iter().peekable();
    for happening in happenings {
        while let Some(outcome) = left.next_if(|outcome| outcome.on < happening.on) {
            problems.extend(telling.look(&history, outcome));
        }
        match telling.happen(&mut history, happening) {
            Ok(()) => {}
            Err(message) => problems.push((happening.place.clone(), message)),
        }
    }
    problems.extend(left.flat_map(|outcome| telling.look(&history, outcome)));
    problems
}

struct Telling<'p, 'b> {
    pack: &'p Pack,
    beside: &'b [&'p Pack],
    workflow: &'p Workflow,
}

impl Telling<'_, '_> {
    fn happen(&self, history: &mut History, happening: &Happening) -> Result<(), Message> {
        let event = &happening.what;
        if let Some(form) = &event.form {
            return self.send(history, form, happening);
        }
        if let Some(id) = &event.step {
            let standing = self.standing(history, happening.on)?;
            let step = standing.possible(id).cloned();
            if step.is_none() != event.refused {
                let key = if event.refused { "packs-story-possible" } else { "packs-story-impossible" };
                return Err(Message::new(key).with("move", id.as_str()).with("state", standing.state.id.as_str()));
            }
            let Some(step) = step else { return Ok(()) };
            if let Some(form) = &step.form {
                self.send(history, form, happening)?;
            }
            let what = What::Moved { id: step.id, to: step.to };
            history.events.push(Event { on: happening.on, what });
            return Ok(());
        }
        let (Some(conference), Some(outcome)) = (&event.conference, &event.outcome) else {
            return Err(Message::new("packs-story-empty"));
        };
        let standing = self.standing(history, happening.on)?;
        let known = standing.conferences.iter().find(|one| one.conference.id == *conference);
        let is_possible =
            known.is_some_and(|one| one.is_due && one.conference.outcomes.iter().any(|(id, _)| id == outcome));
        if is_possible == event.refused {
            let key = if event.refused { "packs-story-possible" } else { "packs-story-impossible" };
            return Err(Message::new(key).with("move", conference.as_str()).with("state", standing.state.id.as_str()));
        }
        if is_possible {
            let what = What::Decided { conference: conference.clone(), outcome: outcome.clone() };
            history.events.push(Event { on: happening.on, what });
        }
        Ok(())
    }

    fn send(&self, history: &mut History, name: &str, happening: &Happening) -> Result<(), Message> {
        let (kind, form) = self.form(name).ok_or_else(|| Message::new("packs-no-form").with("form", name))?;
        let answers = happening.what.answers.clone().unwrap_or_else(|| Value::Object(serde_json::Map::new()));
        let answered = answer(form, &answers, happening.on);
        if !answered.refused.is_empty() {
            let refused = answered.refused.into_iter().collect::<Vec<_>>().join(", ");
            return Err(Message::new("packs-case-refusals").with("expected", "–").with("found", refused));
        }
        let answers = record_document(&form.id, &answered.answers);
        history.events.push(Event { on: happening.on, what: What::Form { form: kind, answers } });
        Ok(())
    }

    fn form(&self, name: &str) -> Option<(String, &Form)> {
        let (pack, local) = name.split_once('/').unwrap_or((&self.pack.id, name));
        let pack = [self.pack].into_iter().chain(self.beside.iter().copied()).find(|one| one.id == pack)?;
        Some((format!("{}/{local}", pack.id), pack.forms.get(local)?))
    }

    fn standing(&self, history: &History, on: Date) -> Result<Standing<'_>, Message> {
        Standing::of(self.workflow, history, on).map_err(|error| {
            Message::new("packs-bad-expression").with("expression", error.expression).with("reason", error.reason)
        })
    }

    fn look(&self, history: &History, outcome: &Outcome) -> Vec<(Place, Message)> {
        let standing = match self.standing(history, outcome.on) {
            Ok(standing) => standing,
            Err(message) => return vec![(outcome.place.clone(), message)],
        };
        let mut found = differences(&standing, &outcome.expected);
        if let Some(expected) = &outcome.expected.kept {
            let kept = Kept::of(self.workflow, history, outcome.on).ok().flatten();
            let is = kept.map_or_else(|| "–".to_owned(), |kept| kept.until.to_string());
            found.extend((is != *expected).then(|| otherwise("kept", expected.clone(), is)));
        }
        found.into_iter().map(|message| (outcome.place.clone(), message)).collect()
    }
}

fn otherwise(what: &str, expected: String, found: String) -> Message {
    Message::new("packs-story-otherwise").with("what", what).with("expected", expected).with("found", found)
}

fn differences(standing: &Standing<'_>, expected: &ThenFile) -> Vec<Message> {
    let mut found = Vec::new();
    let mut compare = |what: &str, expected: String, is: String| {
        if expected != is {
            found.push(otherwise(what, expected, is));
        }
    };
    if let Some(state) = &expected.state {
        compare("state", state.clone(), standing.state.id.clone());
    }
    let phase = |phase: Phase| standing.clocks.iter().filter(move |one| one.phase == phase).map(|one| &one.clock.id);
    let moves = standing.moves.iter().filter(|one| one.hindrance.is_none()).map(|one| &one.step.id);
    let tasks = standing.tasks.iter().map(|one| &one.task.id);
    let sets = [
        ("moves", &expected.moves, listed(moves)),
        ("overdue", &expected.overdue, listed(phase(Phase::Overdue))),
        ("met", &expected.met, listed(phase(Phase::Met))),
        ("tasks", &expected.tasks, listed(tasks)),
    ];
    for (what, wanted, is) in sets {
        if let Some(wanted) = wanted {
            compare(what, listed(wanted.iter()), is);
        }
    }
    for (id, due) in &expected.due {
        let clock = standing.clocks.iter().find(|one| one.clock.id == *id);
        let is = clock.and_then(|clock| clock.due).map_or_else(|| "–".to_owned(), |due| due.to_string());
        compare(id, due.clone(), is);
    }
    found
}

fn listed<'s>(ids: impl Iterator<Item = &'s String>) -> String {
    let ids: BTreeSet<&str> = ids.map(String::as_str).collect();
    if ids.is_empty() { "–".to_owned() } else { ids.into_iter().collect::<Vec<_>>().join(", ") }
}
