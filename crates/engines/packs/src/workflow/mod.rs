//! `workflow.toml`: read into what `rules` works with. Owns that every word, day, length and expression in it can be read; whether its names
//! lead somewhere is asked in `check`.

mod check;
mod file;
mod story;

pub(crate) use check::workflow_problems;
pub(crate) use story::{EventFile, ThenFile, happening, outcome, run};
pub use story::{Happening, Happens, Outcome};

use crate::problem::{PackProblem, Place};
use crate::toml_file::SourceFile;
use calendar::Date;
use file::{ClockFile, ConferenceFile, MoveFile, RetentionFile, TaskFile, Who, WorkflowFile};
use language::Message;
use rules::{
    Clock, Conference, Confidence, Due, LENGTHS, Length, MonthDay, Move, Part, Rank, Retention, Role, Rule, State,
    Task, Workflow,
};
use std::collections::BTreeMap;
use toml::Spanned;
use xpath::Expression;

/// The workflow, and the line on which each of its parts begins, by its id.
pub(crate) type Placed = (Workflow, BTreeMap<String, Place>);

/// Reads the file; `pack` is put before the names of the pack's own record kinds.
pub(crate) fn read_workflow(file: SourceFile<'_>, pack: &str) -> Result<Placed, Vec<PackProblem>> {
    let written: WorkflowFile = file.parse().map_err(|problem| vec![problem])?;
    let mut reader = Reader { file, pack, problems: Vec::new(), lines: BTreeMap::new() };
    let workflow = reader.workflow(written);
    if reader.problems.is_empty() { Ok((workflow, reader.lines)) } else { Err(reader.problems) }
}

/// Reads the text of a `workflow.toml` of a pack by itself, as it was kept for cases that go by an earlier version of it.
///
/// # Errors
/// Whatever in it this program cannot read.
pub fn workflow_of_text(text: &str, pack: &str) -> Result<Workflow, Vec<PackProblem>> {
    let file = SourceFile::new("workflow.toml", text.as_bytes()).map_err(|problem| vec![problem])?;
    read_workflow(file, pack).map(|(workflow, _)| workflow)
}

struct Reader<'f> {
    file: SourceFile<'f>,
    pack: &'f str,
    problems: Vec<PackProblem>,
    lines: BTreeMap<String, Place>,
}

impl Reader<'_> {
    fn workflow(&mut self, written: WorkflowFile) -> Workflow {
        let clocks = written.deadlines.into_iter().chain(written.windows);
        Workflow {
            version: written.version,
            title: written.title,
            about: written.about,
            subject: self.kind(written.subject),
            opened_by: self.kinds(written.opened_by),
            carries: written.carries,
            of_children: written.of_children,
            start: written.start,
            parts: written
                .parts
                .into_iter()
                .map(|part| Part {
                    id: self.id(part.id),
                    title: part.title,
                    forms: self.kinds(part.forms),
                    agencies: part.agencies,
                })
                .collect(),
            roles: written.roles.into_iter().map(|role| Role { id: self.id(role.id), title: role.title }).collect(),
            states: written
                .states
                .into_iter()
                .map(|state| State { id: self.id(state.id), title: state.title, ends: state.ends, note: state.note })
                .collect(),
            moves: written.moves.into_iter().filter_map(|step| self.step(step)).collect(),
            clocks: clocks.filter_map(|clock| self.clock(clock)).collect(),
            tasks: written.tasks.into_iter().filter_map(|task| self.task(task)).collect(),
            conferences: written.conferences.into_iter().filter_map(|one| self.conference(one)).collect(),
            retention: written.retention.into_iter().filter_map(|one| self.retention(one)).collect(),
        }
    }

    fn step(&mut self, written: MoveFile) -> Option<Move> {
        let span = written.id.span();
        let guard = match (written.when, written.otherwise) {
            (None, None) => None,
            (Some(when), Some(otherwise)) => Some((self.expression(&when)?, otherwise)),
            _ => {
                self.problems.push(self.file.problem(span, Message::new("packs-guard-without-reason")));
                return None;
            }
        };
        let who = match written.who {
            Who::One(one) => vec![one],
            Who::Several(several) => several,
        };
        // What may be one or several has no place of its own in the file: that of the move is told.
        let ranks = who.into_iter().map(|one| self.rank(&Spanned::new(span.clone(), one)));
        let who = ranks.collect::<Option<Vec<_>>>()?.into_iter().min()?;
        Some(Move {
            id: self.id(written.id),
            title: written.title,
            from: written.from,
            to: written.to,
            who,
            form: written.form.map(|form| self.kind(form)),
            guard,
            approval: self.optional(&written.approval, Self::rank)?,
            decided: written.conference.map(|conference| (conference, written.outcome)),
            agencies: written.agencies,
        })
    }

    fn clock(&mut self, written: ClockFile) -> Option<Clock> {
        let due = self.due(&written)?;
        let warn_days = match (&written.warn, self.optional(&written.warn, Self::length)?) {
            (_, None) => 0,
            (_, Some(Length::Days(days))) => days,
            (warn, Some(_)) => {
                let span = warn.as_ref().map_or_else(|| written.id.span(), Spanned::span);
                self.problems.push(self.file.problem(span, Message::new("packs-warn-in-days")));
                return None;
            }
        };
        Some(Clock {
            due,
            warn_days,
            done: self.optional(&written.done, Self::expression)?,
            escalate: self.optional(&written.escalate, Self::rank)?,
            rule: Rule {
                confidence: self.confidence(&written.confidence)?,
                dated: self.optional(&written.dated, Self::day)?,
                reviewed: self.optional(&written.reviewed, Self::day)?,
                valid_from: self.optional(&written.valid_from, Self::day)?,
                valid_to: self.optional(&written.valid_to, Self::day)?,
                explain: written.explain,
                source: written.source,
            },
            id: self.id(written.id),
            title: written.title,
            states: written.states,
        })
    }

    fn retention(&mut self, written: RetentionFile) -> Option<Retention> {
        Some(Retention {
            when: self.optional(&written.when, Self::expression)?,
            starts: self.optional(&written.starts, Self::expression)?,
            length: self.length(&written.length)?,
            rule: Rule {
                confidence: self.confidence(&written.confidence)?,
                dated: self.optional(&written.dated, Self::day)?,
                reviewed: self.optional(&written.reviewed, Self::day)?,
                valid_from: self.optional(&written.valid_from, Self::day)?,
                valid_to: self.optional(&written.valid_to, Self::day)?,
                explain: written.explain,
                source: written.source,
            },
            id: self.id(written.id),
            states: written.states,
        })
    }

    fn due(&mut self, written: &ClockFile) -> Option<Due> {
        let days = (&written.starts, &written.length, &written.due, &written.opens, &written.closes);
        match days {
            (Some(starts), Some(length), None, None, None) => {
                let (starts, length) = (self.expression(starts), self.length(length));
                Some(Due::After { starts: starts?, length: length? })
            }
            (None, None, Some(due), None, None) => self.expression(due).map(Due::On),
            (None, None, None, Some(opens), Some(closes)) => {
                let (opens, closes) = (self.month_day(opens), self.month_day(closes));
                Some(Due::Yearly { opens: opens?, closes: closes? })
            }
            _ => {
                self.problems.push(self.file.problem(written.id.span(), Message::new("packs-deadline-without-day")));
                None
            }
        }
    }

    fn confidence(&mut self, written: &Spanned<String>) -> Option<Confidence> {
        match written.get_ref().as_str() {
            "low" => Some(Confidence::Low),
            "medium" => Some(Confidence::Medium),
            "high" => Some(Confidence::High),
            _ => {
                self.unknown_word(written, "high, medium, low");
                None
            }
        }
    }

    fn task(&mut self, written: TaskFile) -> Option<Task> {
        let when = self.expression(&written.when);
        let who = self.rank(&written.who);
        Some(Task {
            id: self.id(written.id),
            title: written.title,
            when: when?,
            who: who?,
            form: written.form.map(|form| self.kind(form)),
            clock: written.deadline,
            agencies: written.agencies,
        })
    }

    fn conference(&mut self, written: ConferenceFile) -> Option<Conference> {
        Some(Conference {
            when: self.optional(&written.when, Self::expression)?,
            id: self.id(written.id),
            title: written.title,
            agencies: written.agencies,
            outcomes: written.outcomes.into_iter().map(|outcome| (outcome.id, outcome.title)).collect(),
        })
    }

    /// What is not written, or what it says; nothing when it cannot be read, which is a problem by then.
    fn optional<T>(
        &mut self,
        written: &Option<Spanned<String>>,
        read: impl FnOnce(&mut Self, &Spanned<String>) -> Option<T>,
    ) -> Option<Option<T>> {
        match written {
            None => Some(None),
            Some(written) => read(self, written).map(Some),
        }
    }

    fn id(&mut self, id: Spanned<String>) -> String {
        let place = self.file.line(id.span().start);
        let id = id.into_inner();
        self.lines.entry(id.clone()).or_insert(place);
        id
    }

    fn kind(&self, written: String) -> String {
        if written.contains('/') { written } else { format!("{}/{written}", self.pack) }
    }

    fn kinds(&self, written: Vec<String>) -> Vec<String> {
        written.into_iter().map(|kind| self.kind(kind)).collect()
    }

    fn unknown_word(&mut self, written: &Spanned<String>, known: &str) {
        let message = Message::new("packs-unknown-word").with("word", written.get_ref().as_str()).with("known", known);
        self.problems.push(self.file.problem(written.span(), message));
    }

    fn rank(&mut self, written: &Spanned<String>) -> Option<Rank> {
        let rank = Rank::of(written.get_ref());
        if rank.is_none() {
            self.unknown_word(written, &Rank::WORDS.map(|(word, _)| word).join(", "));
        }
        rank
    }

    fn length(&mut self, written: &Spanned<String>) -> Option<Length> {
        let words: Vec<&str> = written.get_ref().split_whitespace().collect();
        let length = match words.as_slice() {
            [count, unit @ ..] => count.parse().ok().filter(|count| LENGTHS.contains(count)).zip(match unit {
                ["day" | "days"] => Some(Length::Days as fn(u32) -> Length),
                ["working", "day" | "days"] => Some(Length::WorkingDays as fn(u32) -> Length),
                ["month" | "months"] => Some(Length::Months as fn(u32) -> Length),
                _ => None,
            }),
            [] => None,
        };
        if length.is_none() {
            self.unknown_word(written, "15 days, 10 working days, 3 months");
        }
        length.map(|(count, unit)| unit(count))
    }

    fn month_day(&mut self, written: &Spanned<String>) -> Option<MonthDay> {
        let day = MonthDay::parse(written.get_ref());
        if day.is_none() {
            self.unknown_word(written, "05-16");
        }
        day
    }

    fn day(&mut self, written: &Spanned<String>) -> Option<Date> {
        self.file.day(written).map_err(|problem| self.problems.push(problem)).ok()
    }

    fn expression(&mut self, source: &Spanned<String>) -> Option<Expression> {
        crate::expressions::read(self.file, source.get_ref(), source.span())
            .map_err(|problem| self.problems.push(problem))
            .ok()
    }
}
