//! A case as somebody sees it: what is next, what is due and why, what happened, who takes part. Owns leaving out what the reader's agency
//! does not read; what stands where on a page is the page's.

use crate::Casework;
use crate::book::Opened;
use crate::consent::{Consent, ConsentView, LettingIn};
use crate::event::Happened;
use crate::seat::{Seat, is_open, rank, stands_for};
use calendar::{Date, deadline};
use collection::{Belonging, Follower};
use language::{Lang, Message, Text};
use rules::{ClockStanding, Phase, Standing};
use serde_json::json;
use service_kit::{Action, Context, ServiceError};
use std::collections::BTreeMap;
use store::{Agency, CaseMember, Record, Unit};

/// A case for a reader.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub code: String,
    /// The pack whose workflow it goes by.
    pub pack: String,
    /// What kind of case it is.
    pub kind: Text,
    /// How what opened it is called, such as the code of a child; empty for whoever does not read that.
    pub called: Text,
    /// Its state.
    pub state: Text,
    /// What the state means.
    pub note: Text,
    /// Since when.
    pub since: Date,
    /// Whether it is closed.
    pub is_closed: bool,
    /// What it is at: whoever changes something says what they saw.
    pub seen: i64,
    /// What can be done next.
    pub moves: Vec<MoveView>,
    /// What was asked for and waits for somebody to approve it.
    pub asked: Vec<MoveView>,
    /// What is due.
    pub clocks: Vec<ClockView>,
    /// What there is to do.
    pub tasks: Vec<TaskView>,
    /// What is decided together.
    pub conferences: Vec<ConferenceView>,
    /// Who takes part.
    pub members: Vec<MemberView>,
    /// Consent to work on it together; for the agency that keeps it.
    pub consents: Vec<ConsentView>,
    /// Agencies that somebody wants to let in without consent; for the agency that keeps it.
    pub letting_in: Vec<LettingIn>,
    /// What happened, the latest first.
    pub timeline: Vec<TimelineEntry>,
    /// Further forms that can be filled in, with their titles.
    pub forms: Vec<(String, Text)>,
    /// Whether the reader fills in forms and makes moves.
    pub may_work: bool,
    /// Whether the reader leads it.
    pub may_lead: bool,
    /// Whether the reader says who takes part.
    pub may_invite: bool,
    /// Whether the reader's agency keeps it.
    pub keeps: bool,
}

/// A move.
#[derive(Clone, Debug)]
pub struct MoveView {
    /// The move.
    pub id: String,
    /// The words on its button.
    pub title: Text,
    /// The form to fill in.
    pub form: Option<String>,
    /// Why the reader cannot make it now.
    pub hindrance: Option<Message>,
    /// Whether somebody else must approve it when the reader makes it.
    pub is_asked_for: bool,
}

/// A clock.
#[derive(Clone, Debug)]
pub struct ClockView {
    /// Its name.
    pub title: Text,
    /// What it is about now.
    pub phase: Phase,
    /// How it stands, said from today.
    pub says: Option<Message>,
    /// Why that day.
    pub why: Option<Message>,
    /// Where the rule stands and how sure it is.
    pub origin: Message,
}

/// Something to do.
#[derive(Clone, Debug)]
pub struct TaskView {
    /// What.
    pub title: Text,
    /// The form to fill in.
    pub form: Option<String>,
    /// The move by which it is done, among those that the reader can make now.
    pub step: Option<String>,
    /// Until when, said from today.
    pub due: Option<Message>,
    /// Whether that day is over.
    pub is_overdue: bool,
}

/// A conference.
#[derive(Clone, Debug)]
pub struct ConferenceView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Whether it can be held now.
    pub is_due: bool,
    /// What can come out.
    pub outcomes: Vec<(String, Text)>,
    /// The kinds of agency that must be asked and take no part yet.
    pub missing: Vec<String>,
    /// What it decided last.
    pub decided: Option<(Text, Date)>,
}

/// An agency that takes part.
#[derive(Clone, Debug)]
pub struct MemberView {
    /// Its id.
    pub agency_id: String,
    /// Its name.
    pub agency: String,
    /// As what.
    pub as_kind: String,
    /// The name of who answers for the case there.
    pub owner: String,
    /// Whether it takes part now.
    pub is_open: bool,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// The day.
    pub on: Date,
    /// Who, with the name of their agency.
    pub author: String,
    /// The agency's name.
    pub agency: String,
    /// What, in a sentence.
    pub what: Message,
    /// The record that came with it, when the reader may read it.
    pub record: Option<String>,
    /// The other case that it tells of, when the reader may see it.
    pub case: Option<String>,
}

/// What a record of a case says.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordOfCase {
    /// The case's code.
    pub code: String,
    /// The record, with its rows.
    pub record: Record,
}

impl Casework {
    /// A case. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none that the reader may see.
    pub async fn case(&self, context: &Context, id: &str) -> Result<CaseView, ServiceError> {
        let (opened, seat) = self.book.open(context, id, Action::ReadCase).await?;
        let entry = self.book.kit.entry(context, Action::ReadCase.id(), &opened.case.pack, id, &json!({}));
        self.book.kit.commit(Unit::told(entry)).await?;
        let agencies = self.book.kit.store.agencies().await?;
        let names = self.names(context, &agencies, &opened).await?;
        let standing = opened.standing(context.today())?;
        let may = |action| Seat::of(context, &opened.members, action).is_ok();
        let (may_work, may_lead) = (may(Action::WorkCase), may(Action::LeadCase));
        let today = context.today();
        let moves = moves(context, &opened, &standing, &seat);
        let keeps = seat.agency_id == opened.case.agency_id;
        Ok(CaseView {
            id: opened.case.id.clone(),
            code: opened.case.code.clone(),
            pack: opened.case.pack.clone(),
            kind: opened.workflow.title.clone(),
            called: self.called(&opened, &seat).await?,
            state: standing.state.title.clone(),
            note: standing.state.note.clone(),
            since: standing.since,
            is_closed: standing.state.ends,
            seen: opened.case.events,
            asked: asked(context, &opened, &standing),
            clocks: standing.clocks.iter().map(|clock| clock_view(clock, today)).collect(),
            tasks: tasks(&opened, &standing, &seat, &moves, today),
            moves,
            conferences: conferences(context, &opened, &agencies, &standing),
            members: members(context, &opened, &names),
            consents: if keeps { consents(context, &opened, &names)? } else { Vec::new() },
            letting_in: if keeps { letting_in(context, &opened, &names) } else { Vec::new() },
            timeline: self.timeline(&opened, &seat, &names, &self.related(context, &opened).await?)?,
            forms: if may_work { self.further_forms(&opened, &seat) } else { Vec::new() },
            may_work,
            may_lead,
            may_invite: may_lead && keeps,
            keeps,
        })
    }

    /// What a record of a case says, for whoever reads that part of it. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none that the reader may read.
    pub async fn record(&self, context: &Context, id: &str, record_id: &str) -> Result<RecordOfCase, ServiceError> {
        let (opened, seat) = self.book.open(context, id, Action::ReadCase).await?;
        let kind = form_of(&opened, record_id).filter(|form| seat.reads(opened.workflow, form));
        let kind = kind.ok_or(ServiceError::NotFound)?.to_owned();
        let record = self.book.kit.store.record(&kind, record_id).await?;
        let record = record.filter(|record| !record.retracted).ok_or(ServiceError::NotFound)?;
        let entry = self.book.kit.entry(context, Action::ReadRecord.id(), &kind, record_id, &json!({ "case": id }));
        self.book.kit.commit(Unit::told(entry)).await?;
        Ok(RecordOfCase { code: opened.case.code, record })
    }

    /// The record that opened a case, for whoever reads it.
    async fn opening(&self, opened: &Opened<'_>, seat: &Seat) -> Result<Option<Record>, ServiceError> {
        let form = form_of(opened, &opened.case.id).filter(|form| seat.reads(opened.workflow, form));
        let Some(form) = form else { return Ok(None) };
        Ok(self.book.kit.store.record(form, &opened.case.id).await?)
    }

    /// The codes of the other cases that a case tells of and that the reader may see, by their ids.
    async fn related(&self, context: &Context, opened: &Opened<'_>) -> Result<BTreeMap<String, String>, ServiceError> {
        let mut codes = BTreeMap::new();
        for id in opened.events.iter().filter_map(|(_, what)| other_case(what)) {
            let members = self.book.kit.store.case_members(id).await?;
            let case = self.book.kit.store.case(id).await?;
            if let Some(case) = case.filter(|_| Seat::of(context, &members, Action::ReadCase).is_ok()) {
                codes.insert(case.id, case.code);
            }
        }
        Ok(codes)
    }

    async fn called(&self, opened: &Opened<'_>, seat: &Seat) -> Result<Text, ServiceError> {
        let opening = self.opening(opened, seat).await?;
        Ok(opening.map(|record| self.collection.record_label(&record)).transpose()?.unwrap_or_default())
    }

    /// Answers that a further form of a case need not be asked again: those by which what opened the case is called, where the form has
    /// questions of the same names. Also says whether the caller fills in forms there: for others there is no such case.
    ///
    /// # Errors
    /// As [`Casework::case`].
    pub async fn known_answers(
        &self,
        context: &Context,
        id: &str,
        form: &str,
    ) -> Result<Vec<(String, String)>, ServiceError> {
        let (opened, seat) = self.book.open(context, id, Action::WorkCase).await?;
        let is_of_it = opened.workflow.forms().any(|one| one == form);
        if !is_of_it && self.book.belonging(form) == Belonging::Opening {
            return Ok(Vec::new());
        }
        if !is_of_it || !seat.reads(opened.workflow, form) {
            return Err(ServiceError::NotFound);
        }
        let Some(record) = self.opening(&opened, &seat).await? else { return Ok(Vec::new()) };
        let (opening, asked) = (self.collection.in_use(&record.kind)?, self.collection.in_use(form)?);
        let (opening, asked) = (opening.definition(), asked.definition());
        let known = opening.kind.label.questions().filter_map(|question| {
            let path = &asked.kind.column(question)?.path;
            Some((path.clone(), record.answer(question)))
        });
        Ok(known.filter(|(_, answer)| !answer.is_empty()).collect())
    }

    /// The names of the accounts and agencies of a case by their ids.
    async fn names(
        &self,
        context: &Context,
        agencies: &[Agency],
        opened: &Opened<'_>,
    ) -> Result<BTreeMap<String, String>, ServiceError> {
        let mut names: BTreeMap<String, String> = agencies.iter().map(|agency| called(agency, context.lang)).collect();
        let authors = opened.events.iter().map(|(event, _)| &event.author_id);
        let owners = opened.members.iter().map(|member| &member.owner_id);
        let assigned = opened.events.iter().filter_map(|(_, what)| match what {
            Happened::Assigned { account_id, .. } => Some(account_id),
            _ => None,
        });
        for id in authors.chain(owners).chain(assigned) {
            if !names.contains_key(id) {
                names.insert(id.clone(), self.account_name(id).await?);
            }
        }
        Ok(names)
    }
}

fn called(agency: &Agency, lang: Lang) -> (String, String) {
    let own = if lang == Lang::Th { &agency.name_th } else { &agency.name_en };
    let name = [own, &agency.name_en, &agency.name_th].into_iter().find(|name| !name.is_empty()).cloned();
    (agency.id.clone(), name.unwrap_or_default())
}

fn named(names: &BTreeMap<String, String>, id: &str) -> String {
    names.get(id).cloned().unwrap_or_else(|| id.to_owned())
}

/// The other case that something that happened tells of.
fn other_case(what: &Happened) -> Option<&str> {
    match what {
        Happened::LedTo { case_id } | Happened::CameFrom { case_id } => Some(case_id),
        _ => None,
    }
}

fn form_of<'o>(opened: &'o Opened<'_>, record_id: &str) -> Option<&'o str> {
    opened.events.iter().find_map(|(event, what)| match what {
        Happened::Form { form } if event.record_id.as_deref() == Some(record_id) => Some(form.as_str()),
        _ => None,
    })
}

fn moves(context: &Context, opened: &Opened<'_>, standing: &Standing<'_>, seat: &Seat) -> Vec<MoveView> {
    let rank = rank(context);
    let may_work = Seat::of(context, &opened.members, Action::WorkCase).is_ok();
    let waiting = opened.asked();
    let mine = standing
        .moves
        .iter()
        .filter(|one| may_work && one.step.form.as_ref().is_none_or(|form| seat.reads(opened.workflow, form)))
        .filter(|one| !waiting.contains(&one.step.id));
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

fn tasks(opened: &Opened<'_>, standing: &Standing<'_>, seat: &Seat, moves: &[MoveView], today: Date) -> Vec<TaskView> {
    let reads = |form: &Option<String>| form.as_ref().is_none_or(|form| seat.reads(opened.workflow, form));
    let shown = standing.tasks.iter().filter(|one| reads(&one.task.form));
    let view = |one: &rules::TaskStanding<'_>| {
        let task = one.task;
        let does = |step: &&MoveView| step.id == task.id || (task.form.is_some() && step.form == task.form);
        TaskView {
            title: task.title.clone(),
            form: task.form.clone(),
            step: moves.iter().filter(|step| step.hindrance.is_none()).find(does).map(|step| step.id.clone()),
            due: one.due.map(|due| deadline(due, today)),
            is_overdue: one.due.is_some_and(|due| due < today),
        }
    };
    shown.map(view).collect()
}

fn word_of(rank: rules::Rank) -> Message {
    Message::new(match rank {
        rules::Rank::Volunteer => "casework-rank-volunteer",
        rules::Rank::Caseworker => "casework-rank-caseworker",
        rules::Rank::Supervisor => "casework-rank-supervisor",
        rules::Rank::Director => "casework-rank-director",
    })
}

/// Moves that were asked for and neither made nor declined since.
fn asked(context: &Context, opened: &Opened<'_>, standing: &Standing<'_>) -> Vec<MoveView> {
    let open = opened.asked();
    let waiting = standing.moves.iter().filter(|one| open.contains(&one.step.id));
    waiting
        .map(|one| MoveView {
            id: one.step.id.clone(),
            title: one.step.title.clone(),
            form: None,
            hindrance: one.hindrance.as_ref().map(rules::Hindrance::message),
            is_asked_for: one.step.approval.is_some_and(|approval| rank(context) < approval),
        })
        .collect()
}

fn clock_view(clock: &ClockStanding<'_>, today: Date) -> ClockView {
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
        why: clock.why.clone(),
        origin: clock.clock.rule.origin(),
    }
}

fn conferences(
    context: &Context,
    opened: &Opened<'_>,
    agencies: &[Agency],
    standing: &Standing<'_>,
) -> Vec<ConferenceView> {
    let takes_part =
        |kind: &str| opened.members.iter().any(|one| is_open(one, context) && stands_for(one, agencies) == kind);
    let view = |one: &rules::ConferenceStanding<'_>| ConferenceView {
        id: one.conference.id.clone(),
        title: one.conference.title.clone(),
        is_due: one.is_due,
        outcomes: one.conference.outcomes.clone(),
        missing: one.conference.agencies.iter().filter(|kind| !takes_part(kind)).cloned().collect(),
        decided: one.decided.and_then(|(outcome, on)| {
            let title = one.conference.outcomes.iter().find(|(id, _)| id == outcome).map(|(_, title)| title.clone());
            title.map(|title| (title, on))
        }),
    };
    standing.conferences.iter().map(view).collect()
}

fn members(context: &Context, opened: &Opened<'_>, names: &BTreeMap<String, String>) -> Vec<MemberView> {
    let view = |member: &CaseMember| MemberView {
        agency_id: member.agency_id.clone(),
        agency: named(names, &member.agency_id),
        as_kind: member.as_kind.clone(),
        owner: named(names, &member.owner_id),
        is_open: is_open(member, context),
    };
    opened.members.iter().map(view).collect()
}

fn consents(
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

fn letting_in(context: &Context, opened: &Opened<'_>, names: &BTreeMap<String, String>) -> Vec<LettingIn> {
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

impl Casework {
    fn timeline(
        &self,
        opened: &Opened<'_>,
        seat: &Seat,
        names: &BTreeMap<String, String>,
        related: &BTreeMap<String, String>,
    ) -> Result<Vec<TimelineEntry>, ServiceError> {
        let mut entries = Vec::new();
        for (event, what) in opened.events.iter().rev() {
            let form = match what {
                Happened::Form { form } | Happened::Corrected { form } | Happened::TakenBack { form } => Some(form),
                _ => None,
            };
            if form.is_some_and(|form| !seat.reads(opened.workflow, form)) {
                continue;
            }
            let is_there = |id: &&String| opened.answers.contains_key(*id) && form.is_some();
            let on =
                event.on.parse().map_err(|_| ServiceError::Internal(format!("a day of case {}", opened.case.id)))?;
            entries.push(TimelineEntry {
                on,
                author: named(names, &event.author_id),
                agency: named(names, &event.agency_id),
                what: self.sentence(opened, what, (names, related)),
                case: other_case(what).filter(|id| related.contains_key(*id)).map(str::to_owned),
                record: event.record_id.as_ref().filter(is_there).cloned(),
            });
        }
        Ok(entries)
    }

    fn sentence(
        &self,
        opened: &Opened<'_>,
        what: &Happened,
        (names, related): (&BTreeMap<String, String>, &BTreeMap<String, String>),
    ) -> Message {
        let step = |id: &str| opened.workflow.step(id).map(|step| step.title.clone()).unwrap_or_else(|| Text::new(id));
        let titled = |form: &str| self.title_of(form);
        match what {
            Happened::Form { form } => Message::new("casework-did-form").with("form", titled(form)),
            Happened::Corrected { form } => Message::new("casework-did-correct").with("form", titled(form)),
            Happened::TakenBack { form } => Message::new("casework-did-take-back").with("form", titled(form)),
            Happened::Asked { step: id } => Message::new("casework-did-ask").with("move", step(id)),
            Happened::Declined { step: id } => Message::new("casework-did-decline").with("move", step(id)),
            Happened::Moved { step: id, to, .. } => {
                let state = opened.workflow.state(to).map(|state| state.title.clone()).unwrap_or_else(|| Text::new(to));
                Message::new("casework-did-move").with("move", step(id)).with("state", state)
            }
            Happened::Decided { conference, outcome, .. } => {
                let conference = opened.workflow.conference(conference);
                let title = conference.map(|one| one.title.clone()).unwrap_or_default();
                let outcomes = conference.map(|one| one.outcomes.as_slice()).unwrap_or_default();
                let result = outcomes.iter().find(|(id, _)| id == outcome).map(|(_, title)| title.clone());
                let result = result.unwrap_or_else(|| Text::new(outcome));
                Message::new("casework-did-decide").with("conference", title).with("outcome", result)
            }
            Happened::TakenOver { version, .. } => {
                Message::new("casework-did-take-over").with("version", version.to_string())
            }
            Happened::Consented { consent } => {
                let agencies: Vec<String> = consent.agencies.iter().map(|id| named(names, id)).collect();
                Message::new("casework-did-consent").with("agencies", agencies.join(", "))
            }
            Happened::Withdrew { .. } => Message::new("casework-did-withdraw"),
            Happened::AskedToLetIn { agency_id, .. } => {
                Message::new("casework-did-ask-to-let-in").with("agency", named(names, agency_id))
            }
            Happened::NotLetIn { agency_id } => {
                Message::new("casework-did-not-let-in").with("agency", named(names, agency_id))
            }
            Happened::LedTo { case_id } => match related.get(case_id) {
                Some(code) => Message::new("casework-did-lead-to").with("code", code.as_str()),
                None => Message::new("casework-did-lead-on"),
            },
            Happened::CameFrom { case_id } => match related.get(case_id) {
                Some(code) => Message::new("casework-did-come-from").with("code", code.as_str()),
                None => Message::new("casework-did-come"),
            },
            Happened::Joined { agency_id, .. } => {
                Message::new("casework-did-join").with("agency", named(names, agency_id))
            }
            Happened::Left { agency_id } => Message::new("casework-did-leave").with("agency", named(names, agency_id)),
            Happened::Assigned { account_id, .. } => {
                Message::new("casework-did-assign").with("person", named(names, account_id))
            }
        }
    }

    fn title_of(&self, form: &str) -> Text {
        let title = self.collection.in_use(form).map(|in_use| in_use.definition().kind.title.clone());
        title.unwrap_or_else(|_| Text::new(rules::local_name(form)))
    }

    /// Forms of the workflow that are filled in besides those by which moves are made.
    fn further_forms(&self, opened: &Opened<'_>, seat: &Seat) -> Vec<(String, Text)> {
        let workflow = opened.workflow;
        let moving: Vec<&str> = workflow.moves.iter().filter_map(|step| step.form.as_deref()).collect();
        let mut found: Vec<(String, Text)> = Vec::new();
        for form in workflow.forms().filter(|form| seat.reads(workflow, form) && !moving.contains(form)) {
            if found.iter().any(|(known, _)| known == form) {
                continue;
            }
            found.push((form.to_owned(), self.title_of(form)));
        }
        found
    }
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
