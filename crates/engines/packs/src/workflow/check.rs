//! Whether a workflow makes sense: its names lead somewhere, every state can be come to and left, and expressions ask for questions that
//! exist. Owns these questions.

use crate::Pack;
use crate::check::written;
use crate::problem::{PackProblem, Place};
use forms::{Form, Kind};
use language::Message;
use rules::{Due, Workflow, local_name};
use std::collections::{BTreeMap, BTreeSet};
use xpath::Expression;

/// What is wrong with a pack's workflow.
pub(crate) fn workflow_problems(pack: &Pack, beside: &[&Pack]) -> Vec<PackProblem> {
    let Some(workflow) = &pack.workflow else { return Vec::new() };
    let mut checker = Checker { pack, workflow, beside, problems: Vec::new() };
    checker.ids();
    checker.states();
    checker.forms();
    checker.names();
    checker.expressions();
    checker.problems
}

struct Checker<'p> {
    pack: &'p Pack,
    workflow: &'p Workflow,
    beside: &'p [&'p Pack],
    problems: Vec<PackProblem>,
}

impl<'p> Checker<'p> {
    fn report(&mut self, id: &str, message: Message) {
        let place = self.pack.workflow_lines.get(id).cloned().unwrap_or(Place::Whole);
        self.problems.push(PackProblem::new("workflow.toml", place, message));
    }

    fn form(&self, kind: &str) -> Option<&'p Form> {
        let (pack, name) = kind.split_once('/').unwrap_or((self.pack.id.as_str(), kind));
        let mut packs = [self.pack].into_iter().chain(self.beside.iter().copied());
        packs.find(|one| one.id == pack)?.forms.get(name)
    }

    fn ids(&mut self) {
        let workflow = self.workflow;
        let groups: [Vec<&str>; 8] = [
            workflow.roles.iter().map(|one| one.id.as_str()).collect(),
            workflow.parts.iter().map(|one| one.id.as_str()).collect(),
            workflow.states.iter().map(|one| one.id.as_str()).collect(),
            workflow.moves.iter().map(|one| one.id.as_str()).collect(),
            workflow.clocks.iter().map(|one| one.id.as_str()).collect(),
            workflow.tasks.iter().map(|one| one.id.as_str()).collect(),
            workflow.conferences.iter().map(|one| one.id.as_str()).collect(),
            workflow.retention.iter().map(|one| one.id.as_str()).collect(),
        ];
        for group in groups {
            let mut seen = BTreeSet::new();
            for id in group.into_iter().filter(|id| !seen.insert(*id)) {
                self.report(id, Message::new("packs-twice").with("id", id));
            }
        }
    }

    /// Every state is known, can be come to, and is left unless it ends a case.
    fn states(&mut self) {
        let workflow = self.workflow;
        let mut named: Vec<(&str, &str)> = vec![("", workflow.start.as_str())];
        for step in &workflow.moves {
            named.extend(step.from.iter().chain([&step.to]).map(|state| (step.id.as_str(), state.as_str())));
        }
        for clock in &workflow.clocks {
            named.extend(clock.states.iter().map(|state| (clock.id.as_str(), state.as_str())));
        }
        for one in &workflow.retention {
            named.extend(one.states.iter().map(|state| (one.id.as_str(), state.as_str())));
        }
        for (id, state) in named.into_iter().filter(|(_, state)| workflow.state(state).is_none()) {
            self.report(id, Message::new("packs-no-state").with("state", state));
        }
        let open = |id: &&String| workflow.state(id).is_some_and(|state| !state.ends);
        for one in &workflow.retention {
            if let Some(state) = one.states.iter().find(open) {
                self.report(&one.id, Message::new("packs-keeps-open").with("state", state.as_str()));
            }
        }
        for state in &workflow.states {
            let is_start = state.id == workflow.start;
            if !is_start && workflow.moves.iter().all(|step| step.to != state.id) {
                self.report(&state.id, Message::new("packs-state-unreachable").with("state", state.id.as_str()));
            }
            if !state.ends && workflow.moves.iter().all(|step| !step.from.contains(&state.id)) {
                self.report(&state.id, Message::new("packs-state-without-way-out").with("state", state.id.as_str()));
            }
        }
    }

    fn forms(&mut self) {
        let workflow = self.workflow;
        let mut kinds: Vec<&str> = workflow.forms().collect();
        kinds.push(&workflow.subject);
        kinds.sort_unstable();
        kinds.dedup();
        for kind in &kinds {
            if self.form(kind).is_none() {
                self.report("", Message::new("packs-no-form").with("form", *kind));
            }
        }
        let opening: Vec<_> = self.pack.kinds.iter().filter(|kind| workflow.opened_by.contains(&kind.id)).collect();
        for question in &workflow.carries {
            if !opening.iter().any(|kind| kind.column(question).is_some()) {
                let form = workflow.opened_by.first().map_or("", |form| local_name(form));
                let message = Message::new("packs-no-question").with("form", form).with("question", question.as_str());
                self.report("", message);
            }
        }
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for kind in kinds {
            *names.entry(local_name(kind)).or_default() += 1;
        }
        for (name, _) in names.into_iter().filter(|(_, count)| *count > 1) {
            self.report("", Message::new("packs-twice").with("id", name));
        }
    }

    /// Conferences and clocks that moves and tasks name.
    fn names(&mut self) {
        let workflow = self.workflow;
        for step in &workflow.moves {
            let Some((conference, outcomes)) = &step.decided else { continue };
            let known = workflow.conference(conference);
            let unknown =
                outcomes.iter().find(|id| known.is_none_or(|one| one.outcomes.iter().all(|(of, _)| of != *id)));
            if known.is_none() || unknown.is_some() || outcomes.is_empty() {
                let outcome = unknown.map(String::as_str).unwrap_or_default();
                let message = Message::new("packs-no-outcome").with("conference", conference.as_str());
                self.report(&step.id, message.with("outcome", outcome));
            }
        }
        for task in &workflow.tasks {
            if let Some(clock) = task.clock.as_deref().filter(|id| workflow.clocks.iter().all(|one| one.id != *id)) {
                self.report(&task.id, Message::new("packs-no-deadline").with("deadline", clock));
            }
        }
    }

    fn expressions(&mut self) {
        let paths = self.paths();
        for (id, expression) in expressions(self.workflow) {
            for pattern in expression.references(&["case"]) {
                let is_known = paths.iter().any(|path| {
                    let path: Vec<&str> = path.iter().map(String::as_str).collect();
                    pattern.matches(&path)
                });
                if !is_known {
                    let message = Message::new("packs-not-in-case").with("path", written(&pattern));
                    self.report(id, message);
                }
            }
        }
    }

    /// Every path that a case's document can have.
    fn paths(&self) -> Vec<Vec<String>> {
        let fixed = [
            "case",
            "case/opened",
            "case/state",
            "case/since",
            "case/move",
            "case/move/id",
            "case/move/on",
            "case/move/to",
            "case/decision",
            "case/decision/conference",
            "case/decision/on",
            "case/decision/outcome",
        ];
        let mut paths: Vec<Vec<String>> =
            fixed.iter().map(|path| path.split('/').map(str::to_owned).collect()).collect();
        let forms: BTreeSet<&str> = self.workflow.forms().collect();
        for kind in forms {
            let Some(form) = self.form(kind) else { continue };
            let of = |names: &[&str]| -> Vec<String> {
                ["case", local_name(kind)].iter().chain(names).map(|name| (*name).to_owned()).collect()
            };
            paths.extend([of(&[]), of(&["recorded"])]);
            for item in form.items().filter(|item| item.kind != Kind::Group) {
                match form.repeat_of(item) {
                    Some(repeat) => paths.push(of(&[&repeat.name, &item.name])),
                    None => paths.push(of(&[&item.name])),
                }
            }
        }
        paths
    }
}

/// Every expression of a workflow with the id of what it stands in.
fn expressions(workflow: &Workflow) -> Vec<(&str, &Expression)> {
    let mut found = Vec::new();
    for step in &workflow.moves {
        found.extend(step.guard.iter().map(|(guard, _)| (step.id.as_str(), guard)));
    }
    for clock in &workflow.clocks {
        let day = match &clock.due {
            Due::After { starts, .. } => Some(starts),
            Due::On(day) => Some(day),
            Due::Yearly { .. } => None,
        };
        found.extend(day.into_iter().chain(&clock.done).map(|expression| (clock.id.as_str(), expression)));
    }
    for one in &workflow.retention {
        found.extend(one.when.iter().chain(&one.starts).map(|expression| (one.id.as_str(), expression)));
    }
    found.extend(workflow.tasks.iter().map(|task| (task.id.as_str(), &task.when)));
    for conference in &workflow.conferences {
        found.extend(conference.when.iter().map(|when| (conference.id.as_str(), when)));
    }
    found
}
