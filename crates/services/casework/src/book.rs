//! A case as it is kept, with everything that its rules need. Owns reading it whole and writing what happens next; who may is `seat`'s.

use crate::event::Happened;
use crate::seat::Seat;
use crate::versions::Versions;
use calendar::Date;
use packs::{Pack, record_document};
use rules::{Event, History, Outline, RulesError, Standing, What, Workflow};
use serde_json::Value as Json;
use service_kit::{Action, Context, Kit, ServiceError};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use store::{CaseAnswers, CaseEvent, CaseFile, CaseMember, Change, Requirement, Unit};

/// Cases and the workflows that they go by.
pub(crate) struct Book {
    pub(crate) kit: Kit,
    packs: Vec<Arc<Pack>>,
    /// The version of each pack's workflow that is in use, and those that were; unknown until [`Book::prepare`].
    versions: OnceLock<Versions>,
}

/// By what a case goes.
#[derive(Clone, Copy)]
pub(crate) struct Rules<'b> {
    /// The workflow of the case.
    pub(crate) workflow: &'b Workflow,
    /// The one in use: how long a case is kept follows the rules of today, not those by which it was worked on.
    pub(crate) in_use: &'b Workflow,
    /// The pack.
    pub(crate) pack: &'b Pack,
}

/// A case, read whole.
pub(crate) struct Opened<'b> {
    pub(crate) rules: Rules<'b>,
    pub(crate) workflow: &'b Workflow,
    pub(crate) case: CaseFile,
    pub(crate) events: Vec<(CaseEvent, Happened)>,
    pub(crate) members: Vec<CaseMember>,
    /// What the records of the case say now, by their ids; those taken back are not there.
    pub(crate) answers: BTreeMap<String, Json>,
}

impl Book {
    pub(crate) fn new(kit: Kit, packs: Vec<Arc<Pack>>) -> Self {
        Self { kit, packs, versions: OnceLock::new() }
    }

    /// Keeps the workflows of the packs, and reads those that cases still go by.
    pub(crate) async fn prepare(&self) -> Result<(), ServiceError> {
        let versions = Versions::prepare(&self.kit, &self.packs).await?;
        let _prepared_before = self.versions.set(versions);
        self.note_waits().await
    }

    /// The version of a pack's workflow by which new cases go.
    pub(crate) fn version(&self, pack: &str) -> i64 {
        self.versions.get().map_or(1, |versions| versions.current(pack))
    }

    /// The workflows that were in use before, with their packs.
    pub(crate) fn earlier_workflows(&self) -> impl Iterator<Item = &Workflow> {
        self.versions.get().into_iter().flat_map(Versions::earlier)
    }

    /// By what a case goes. A workflow that this program cannot read any more is replaced by the one in use: no case is stranded.
    pub(crate) fn rules_of(&self, case: &CaseFile) -> Result<Rules<'_>, ServiceError> {
        let rules = self.rules_in_use(&case.pack)?;
        let earlier = self.versions.get().and_then(|versions| versions.earlier_one(&case.pack, case.version));
        Ok(Rules { workflow: earlier.unwrap_or(rules.in_use), ..rules })
    }

    /// By what a new case of a pack goes.
    pub(crate) fn rules_in_use(&self, pack: &str) -> Result<Rules<'_>, ServiceError> {
        let (pack, in_use) = self.workflow(pack)?;
        Ok(Rules { workflow: in_use, in_use, pack })
    }

    pub(crate) fn workflows(&self) -> impl Iterator<Item = (&Pack, &Workflow)> {
        self.packs.iter().filter_map(|pack| Some((pack.as_ref(), pack.workflow.as_ref()?)))
    }

    pub(crate) fn workflow(&self, pack: &str) -> Result<(&Pack, &Workflow), ServiceError> {
        self.workflows().find(|(of, _)| of.id == pack).ok_or(ServiceError::NotFound)
    }

    /// A case that the caller may do something in, with their seat there.
    pub(crate) async fn open(
        &self,
        context: &Context,
        id: &str,
        action: Action,
    ) -> Result<(Opened<'_>, Seat), ServiceError> {
        let opened = self.read(id).await?;
        let seat = match Seat::of(context, &opened.members, action) {
            Err(ServiceError::NotFound) if action == Action::ReadCase && opened.emergency_of(context).is_some() => {
                let agencies = self.kit.store.agencies().await?;
                let own = agencies.iter().find(|agency| agency.id == context.actor.agency_id);
                Seat::in_emergency(&context.actor.agency_id, own.map_or("", |agency| &agency.kind))
            }
            other => other?,
        };
        Ok((opened, seat))
    }

    /// A case that a list names, when it was not erased meanwhile.
    pub(crate) async fn read_if_there(&self, id: &str) -> Result<Option<Opened<'_>>, ServiceError> {
        match self.read(id).await {
            Err(ServiceError::NotFound) => Ok(None),
            found => found.map(Some),
        }
    }

    /// A case whoever asks.
    pub(crate) async fn read(&self, id: &str) -> Result<Opened<'_>, ServiceError> {
        let case = self.kit.store.case(id).await?.ok_or(ServiceError::NotFound)?;
        let rules = self.rules_of(&case)?;
        let events = self.kit.store.case_events(id).await?;
        let members = self.kit.store.case_members(id).await?;
        let answers = self.kit.store.case_answers(id, id).await?;
        let opened = Opened::of(rules, case, events, members, answers)?;
        // What was erased and what never was look the same.
        let is_erased = opened.events.iter().any(|(_, what)| matches!(what, Happened::Erased));
        if is_erased { Err(ServiceError::NotFound) } else { Ok(opened) }
    }
}

impl<'b> Opened<'b> {
    /// Whether it is about a child. That is the pack's to say as it is now: a case that began by an earlier workflow is about one all the same.
    pub(crate) fn is_of_child(&self) -> bool {
        self.rules.in_use.of_children
    }

    /// A case of what is kept of it.
    pub(crate) fn of(
        rules: Rules<'b>,
        case: CaseFile,
        events: Vec<CaseEvent>,
        members: Vec<CaseMember>,
        answers: Vec<CaseAnswers>,
    ) -> Result<Self, ServiceError> {
        let events = events.into_iter().map(|event| Happened::of(&event).map(|what| (event, what)));
        let says = |kept: CaseAnswers| {
            let read = serde_json::from_str(&kept.answers?);
            let read = read.map_err(|problem| ServiceError::Internal(format!("record {}: {problem}", kept.record_id)));
            Some(read.map(|says| (kept.record_id, says)))
        };
        Ok(Self {
            rules,
            workflow: rules.workflow,
            case,
            events: events.collect::<Result<_, _>>()?,
            members,
            answers: answers.into_iter().filter_map(says).collect::<Result<_, _>>()?,
        })
    }
}

impl Opened<'_> {
    /// Everything that happened, as rules read it.
    pub(crate) fn history(&self) -> Result<History, ServiceError> {
        let mut history = History::default();
        for (event, what) in &self.events {
            let on = event.on.parse().map_err(|_| ServiceError::Internal(format!("a day of case {}", self.case.id)))?;
            let what = match what {
                Happened::Form { form } => {
                    let Some(says) = event.record_id.as_ref().and_then(|id| self.answers.get(id)) else { continue };
                    What::Form { form: form.clone(), answers: record_document(rules::local_name(form), says) }
                }
                Happened::Moved { step, to, .. } => What::Moved { id: step.clone(), to: to.clone() },
                Happened::Decided { conference, outcome, .. } => {
                    What::Decided { conference: conference.clone(), outcome: outcome.clone() }
                }
                // As if somebody had moved it: no rule asks by what.
                Happened::TakenOver { state: Some(to), .. } => What::Moved { id: String::new(), to: to.clone() },
                _ => continue,
            };
            history.events.push(Event { on, what });
        }
        Ok(history)
    }

    /// How the case stands on a day.
    pub(crate) fn standing(&self, today: Date) -> Result<Standing<'_>, ServiceError> {
        standing(self.workflow, &self.case, &self.history()?, today)
    }

    /// Adds what happens now, so that what follows from it can be asked.
    pub(crate) fn add(
        &mut self,
        context: &Context,
        seat: &Seat,
        record_id: Option<&str>,
        what: Happened,
    ) -> Result<(), ServiceError> {
        let number = self.case.events.saturating_add(1);
        let event = CaseEvent {
            case_id: self.case.id.clone(),
            number,
            on: context.today().to_string(),
            record_id: record_id.map(str::to_owned),
            author_id: context.actor.account_id.clone(),
            agency_id: seat.agency_id.clone(),
            what: what.to_json()?,
            at: context.at,
        };
        self.case.events = number;
        self.case.updated_at = context.at;
        self.events.push((event, what));
        Ok(())
    }

    /// The province that the record tells with which the case was opened.
    fn province(&self) -> String {
        let opened_by = self.events.iter().find_map(|(_, what)| match what {
            Happened::Form { form } => Some(form),
            _ => None,
        });
        let kind = opened_by.and_then(|form| self.rules.pack.kinds.iter().find(|kind| kind.id == *form));
        let question = kind.and_then(|kind| kind.place.province.as_ref());
        let said = question.and_then(|question| self.answers.get(&self.case.id)?.get(question)?.as_str());
        said.unwrap_or_default().to_owned()
    }

    /// The same with what lists say of it.
    pub(crate) fn outlined(mut self, context: &Context) -> Result<Self, ServiceError> {
        let (state, is_closed, due, awaits_conference) = {
            let outline = Outline::of(self.workflow, &self.history()?, context.today());
            let outline = outline.map_err(|error| not_understood(&self.case, &error))?;
            let due = outline.due.map(|due| due.to_string());
            (outline.state.id.clone(), outline.state.ends, due, outline.awaits_conference)
        };
        self.case.state = state;
        self.case.is_closed = is_closed;
        self.case.due = due;
        self.case.waits = if is_closed { self.waits_closed() } else { self.waits(awaits_conference) };
        self.case.keep_until = self.kept_until(context.today())?.map(|day| day.to_string());
        self.case.province = self.province();
        Ok(self)
    }

    /// The unit that makes true what was added since the case had so many events.
    pub(crate) fn unit(self, context: &Context, since: i64) -> Result<Unit, ServiceError> {
        let outlined = self.outlined(context)?;
        let case_id = outlined.case.id.clone();
        let mut changes = vec![Change::PutCase(outlined.case)];
        let new = outlined.events.into_iter().map(|(event, _)| event).filter(|event| event.number > since);
        changes.extend(new.map(Change::AddCaseEvent));
        Ok(Unit::new(changes, Vec::new()).requiring(Requirement::CaseAt { id: case_id, events: since }))
    }
}

fn standing<'w>(
    workflow: &'w Workflow,
    case: &CaseFile,
    history: &History,
    today: Date,
) -> Result<Standing<'w>, ServiceError> {
    Standing::of(workflow, history, today).map_err(|error| not_understood(case, &error))
}

fn not_understood(case: &CaseFile, error: &RulesError) -> ServiceError {
    ServiceError::Internal(format!("case {}, workflow of {}: {error}", case.id, case.pack))
}

/// What people call a case: six signs that follow from its id, none of which looks like another or says anything about anybody.
pub(crate) fn code_of(id: &str) -> String {
    const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let digest = Sha256::digest(id.as_bytes());
    let sign = |byte: &u8| SIGNS.get(usize::from(byte % 32)).map_or('0', |sign| char::from(*sign));
    let signs: Vec<char> = digest.iter().take(6).map(sign).collect();
    let (first, second) = signs.split_at(3);
    first.iter().chain(&['-']).chain(second).collect()
}
