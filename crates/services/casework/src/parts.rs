//! The parts of a case as a reader sees them: moves, tasks, clocks, conferences, members, consent. Owns which of them are shown to whom.

use crate::book::Opened;
use crate::consent::{Consent, ConsentView, LettingIn};
use crate::event::{Happened, Voice};
use crate::reading::named;
use crate::seat::{Seat, is_open, rank, stands_for};
use crate::view::{ClockView, ConferenceView, MemberView, MoveView, TaskView};
use calendar::{Date, deadline};
use language::{Message, Text};
use rules::{ClockStanding, Phase, Standing};
use service_kit::{Action, Context, ServiceError};
use std::collections::BTreeMap;
use store::{Agency, CaseMember};

pub(crate) fn moves(context: &Context, opened: &Opened<'_>, standing: &Standing<'_>, seat: &Seat) -> Vec<MoveView> {
    let rank = rank(context);
    let may_work = Seat::of(context, &opened.members, Action::WorkCase).is_ok();
    let waiting = opened.asked();
    let mine = standing
        .moves
        .iter()
        .filter(|one| may_work && one.step.form.as_ref().is_none_or(|form| seat.reads(opened.workflow, form)))
        .filter(|one| seat.makes(one.step) && !waiting.contains(&one.step.id));
    mine.map(|one| {
        let too_low = (rank < one.step.who).then(|| Message::new("casework-rank").with("who", word_of(one.step.who)));
        MoveView {
            id: one.step.id.clone(),
            title: one.step.title.clone(),
            form: one.step.form.clone(),
            hindrance: too_low.or_else(|| one.hindrance.as_ref().map(rules::Hindrance::message)),
            is_asked_for: one.step.approval.is_some_and(|approval| rank < approval),
        }
    })
    .collect()
}

pub(crate) fn tasks(
    context: &Context,
    opened: &Opened<'_>,
    standing: &Standing<'_>,
    seat: &Seat,
    moves: &[MoveView],
) -> Vec<TaskView> {
    let (rank, today) = (rank(context), context.today());
    let reads = |form: &Option<String>| form.as_ref().is_none_or(|form| seat.reads(opened.workflow, form));
    let shown = standing.tasks.iter().filter(|one| one.task.is_for(&seat.as_kind) && reads(&one.task.form));
    let view = |one: &rules::TaskStanding<'_>| {
        let task = one.task;
        let does = |step: &&MoveView| step.id == task.id || (task.form.is_some() && step.form == task.form);
        TaskView {
            title: task.title.clone(),
            is_theirs: task.who <= rank,
            form: task.form.clone(),
            step: moves.iter().filter(|step| step.hindrance.is_none()).find(does).map(|step| step.id.clone()),
            due: one.due.map(|due| deadline(due, today)),
            due_on: one.due,
            is_overdue: one.due.is_some_and(|due| due < today),
        }
    };
    shown.map(view).collect()
}

pub(crate) fn word_of(rank: rules::Rank) -> Message {
    Message::new(match rank {
        rules::Rank::Volunteer => "casework-rank-volunteer",
        rules::Rank::Caseworker => "casework-rank-caseworker",
        rules::Rank::Supervisor => "casework-rank-supervisor",
        rules::Rank::Director => "casework-rank-director",
    })
}

/// Moves that were asked for and neither made nor declined since.
pub(crate) fn asked(context: &Context, opened: &Opened<'_>, standing: &Standing<'_>, seat: &Seat) -> Vec<MoveView> {
    let open = opened.asked();
    let waiting = standing.moves.iter().filter(|one| open.contains(&one.step.id));
    waiting
        .map(|one| MoveView {
            id: one.step.id.clone(),
            title: one.step.title.clone(),
            form: None,
            hindrance: one.hindrance.as_ref().map(rules::Hindrance::message),
            is_asked_for: !seat.makes(one.step) || one.step.approval.is_some_and(|approval| rank(context) < approval),
        })
        .collect()
}

/// The clocks that tell the reader nothing that they do not read.
pub(crate) fn clocks(opened: &Opened<'_>, standing: &Standing<'_>, seat: &Seat, today: Date) -> Vec<ClockView> {
    let workflow = opened.workflow;
    let reads = |clock: &&ClockStanding<'_>| workflow.forms_of(clock.clock).all(|form| seat.reads(workflow, form));
    standing.clocks.iter().filter(reads).map(|clock| clock_view(clock, today)).collect()
}

pub(crate) fn clock_view(clock: &ClockStanding<'_>, today: Date) -> ClockView {
    let says = match clock.phase {
        Phase::Met => Some(Message::new("casework-clock-met")),
        Phase::Waiting => Some(Message::new("casework-clock-waiting")),
        Phase::Closed => Some(Message::new("casework-clock-closed")),
        phase if phase.presses() => clock.due.map(|due| deadline(due, today)),
        _ => None,
    };
    ClockView {
        title: clock.clock.title.clone(),
        phase: clock.phase,
        says,
        due_on: clock.due.filter(|_| clock.phase.presses()),
        why: clock.why.clone(),
        origin: clock.clock.rule.origin(),
    }
}

pub(crate) fn conferences(
    context: &Context,
    opened: &Opened<'_>,
    names: &BTreeMap<String, String>,
    agencies: &[Agency],
    standing: &Standing<'_>,
) -> Vec<ConferenceView> {
    let takes_part =
        |kind: &str| opened.members.iter().any(|one| is_open(one, context) && stands_for(one, agencies) == kind);
    let view = |one: &rules::ConferenceStanding<'_>| ConferenceView {
        id: one.conference.id.clone(),
        title: one.conference.title.clone(),
        is_due: one.is_due,
        is_awaited: one.is_awaited,
        outcomes: one.conference.outcomes.clone(),
        missing: one.conference.agencies.iter().filter(|kind| !takes_part(kind)).cloned().collect(),
        asked: asked_in(context, opened, agencies, one.conference),
        decided: one.decided.and_then(|(outcome, on)| {
            let title = one.conference.outcomes.iter().find(|(id, _)| id == outcome).map(|(_, title)| title.clone());
            title.map(|title| (title, on))
        }),
        said: said(opened, one.conference, names),
    };
    standing.conferences.iter().map(view).collect()
}

/// The agencies that must say something: those that alone are of a kind that must be asked.
fn asked_in(context: &Context, opened: &Opened<'_>, agencies: &[Agency], of: &rules::Conference) -> Vec<String> {
    let taking_part = || opened.members.iter().filter(|one| is_open(one, context));
    let alone = |kind: &String| {
        let mut those = taking_part().filter(|one| stands_for(one, agencies) == kind);
        those.next().filter(|_| those.next().is_none()).map(|one| one.agency_id.clone())
    };
    of.agencies.iter().filter_map(alone).collect()
}

/// What each agency said when a conference decided last, in the order in which it was noted.
fn said(opened: &Opened<'_>, of: &rules::Conference, names: &BTreeMap<String, String>) -> Vec<(String, Text)> {
    let last = opened.events.iter().rev().find_map(|(_, what)| match what {
        Happened::Decided { conference, said, .. } if *conference == of.id => Some(said),
        _ => None,
    });
    let voice = |voice: &Voice| {
        let outcome = of.outcomes.iter().find(|(id, _)| *id == voice.outcome).map(|(_, title)| title.clone());
        (named(names, &voice.agency_id), outcome.unwrap_or_else(|| Text::new(&voice.outcome)))
    };
    last.into_iter().flatten().map(voice).collect()
}

pub(crate) fn members(context: &Context, opened: &Opened<'_>, names: &BTreeMap<String, String>) -> Vec<MemberView> {
    let view = |member: &CaseMember| MemberView {
        agency_id: member.agency_id.clone(),
        agency: named(names, &member.agency_id),
        as_kind: member.as_kind.clone(),
        owner: named(names, &member.owner_id),
        is_open: is_open(member, context),
    };
    opened.members.iter().map(view).collect()
}

pub(crate) fn consents(
    context: &Context,
    opened: &Opened<'_>,
    names: &BTreeMap<String, String>,
) -> Result<Vec<ConsentView>, ServiceError> {
    let today = context.today().to_string();
    let view = |(number, on, consent, is_withdrawn): (i64, &str, &Consent, bool)| {
        let on = on.parse().map_err(|_| ServiceError::Internal(format!("a day of case {}", opened.case.id)))?;
        Ok(ConsentView {
            number,
            on,
            agencies: consent.agencies.iter().map(|id| named(names, id)).collect(),
            holds: !is_withdrawn && consent.until.as_ref().is_none_or(|until| *until >= today),
            is_withdrawn,
            consent: consent.clone(),
        })
    };
    opened.consents().map(view).collect()
}

pub(crate) fn not_yet_in(
    context: &Context,
    opened: &Opened<'_>,
    names: &BTreeMap<String, String>,
    agencies: &[Agency],
) -> Vec<String> {
    let could = agencies.iter().filter(|agency| opened.not_yet_in(agency, context).is_some());
    could.map(|agency| named(names, &agency.id)).collect()
}

pub(crate) fn letting_in(context: &Context, opened: &Opened<'_>, names: &BTreeMap<String, String>) -> Vec<LettingIn> {
    let leads = Seat::of(context, &opened.members, Action::LeadCase).is_ok();
    let view = |(agency_id, as_kind, reason, asked_by): (&str, &str, &str, &str)| LettingIn {
        agency_id: agency_id.to_owned(),
        agency: named(names, agency_id),
        as_kind: as_kind.to_owned(),
        reason: reason.to_owned(),
        asked_by: named(names, asked_by),
        may_confirm: leads && asked_by != context.actor.account_id,
    };
    opened.letting_in().into_iter().map(view).collect()
}

impl Opened<'_> {
    /// The moves that were asked for and neither made nor declined since.
    pub(crate) fn asked(&self) -> Vec<String> {
        let mut open: Vec<String> = Vec::new();
        for (_, what) in &self.events {
            match what {
                Happened::Asked { step } => open.push(step.clone()),
                Happened::Declined { step } => open.retain(|one| one != step),
                Happened::Moved { .. } => open.clear(),
                _ => {}
            }
        }
        open.dedup();
        open
    }
}
