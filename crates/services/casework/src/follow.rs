//! What becomes of cases when a form is sent, corrected or taken back: one is opened, goes on, or is due on another day. Owns that a case
//! and its records never disagree: both are written in one unit.

use crate::book::{Book, Opened, code_of};
use crate::event::Happened;
use crate::public::ADDITION;
use crate::seat::{KEEPER, Seat, rank};
use async_trait::async_trait;
use collection::{Belonging, Follower, InCase, Sent};
use language::Message;
use rules::Workflow;
use service_kit::{Action, Context, Resource, Role, ServiceError, authorise};
use store::{CaseFile, CaseMember, Change, Unit};

#[async_trait]
impl Follower for Book {
    fn belonging(&self, kind: &str) -> Belonging {
        let pack_of = |kind: &str| kind.split('/').next().map(str::to_owned);
        let any = |is_it: &dyn Fn(&Workflow) -> bool| self.workflows().any(|(_, workflow)| is_it(workflow));
        let was_within = || self.earlier_workflows().any(|workflow| workflow.forms().any(|form| form == kind));
        if any(&|workflow| workflow.opened_by.iter().any(|form| form == kind)) {
            Belonging::Opening
        } else if any(&|workflow| workflow.forms().any(|form| form == kind)) || was_within() {
            Belonging::Within
        // Whatever stands in one pack with those whom cases are about is as secret as they are.
        } else if any(&|workflow| pack_of(&workflow.subject) == pack_of(kind)) {
            Belonging::Beside
        } else {
            Belonging::Nowhere
        }
    }

    async fn follow(&self, context: &Context, sent: Sent<'_>) -> Result<Unit, ServiceError> {
        match sent.in_case {
            _ if sent.is_correction => self.follow_correction(context, sent).await,
            Some(in_case) if context.actor.role == Role::Public => self.follow_addition(context, sent, in_case).await,
            Some(in_case) => self.follow_in_case(context, sent, in_case).await,
            None if self.belonging(sent.kind) == Belonging::Within => {
                Err(ServiceError::invalid("case", Message::new("casework-needs-case")))
            }
            None => self.open_by(context, sent, None),
        }
    }
}

impl Book {
    /// Opens a case, when a form is one that does.
    fn open_by(&self, context: &Context, sent: Sent<'_>, from: Option<&str>) -> Result<Unit, ServiceError> {
        let opens = |workflow: &Workflow| workflow.opened_by.iter().any(|form| form == sent.kind);
        let Some((pack, workflow)) = self.workflows().find(|(_, workflow)| opens(workflow)) else {
            return Ok(Unit::default());
        };
        let rules = self.rules_in_use(&pack.id)?;
        let case = CaseFile {
            id: sent.record_id.to_owned(),
            pack: pack.id.clone(),
            version: self.version(&pack.id),
            code: code_of(sent.record_id),
            agency_id: sent.agency_id.to_owned(),
            author_id: context.actor.account_id.clone(),
            state: workflow.start.clone(),
            is_closed: false,
            due: None,
            events: 0,
            opened_at: context.at,
            updated_at: context.at,
            waits: 0,
            keep_until: None,
            province: String::new(),
        };
        let member = CaseMember {
            case_id: case.id.clone(),
            agency_id: case.agency_id.clone(),
            as_kind: KEEPER.to_owned(),
            // Nobody answers yet for what came from outside.
            owner_id: match context.actor.role {
                Role::Public => String::new(),
                _ => context.actor.account_id.clone(),
            },
            is_open: true,
            until: None,
            updated_at: context.at,
        };
        let seat = Seat::new(&member.agency_id, &member.as_kind);
        let mut opened = Opened::of(rules, case, Vec::new(), Vec::new(), Vec::new())?;
        opened.sent(context, &seat, sent)?;
        if let Some(from) = from {
            opened.add(context, &seat, None, Happened::CameFrom { case_id: from.to_owned() })?;
        }
        let mut unit = opened.unit(context, 0)?;
        unit.changes.push(Change::PutCaseMember(member));
        unit.audit.push(self.kit.entry(context, "case.open", &pack.id, sent.record_id, &serde_json::json!({})));
        Ok(unit)
    }

    /// Opens a case from another one; each then tells of the other.
    fn open_from(
        &self,
        context: &Context,
        sent: Sent<'_>,
        (mut from, seat): (Opened<'_>, Seat),
    ) -> Result<Unit, ServiceError> {
        let mut unit = self.open_by(context, sent, Some(&from.case.id))?;
        let since = from.case.events;
        from.add(context, &seat, None, Happened::LedTo { case_id: sent.record_id.to_owned() })?;
        let told = from.unit(context, since)?;
        unit.requires.extend(told.requires);
        unit.changes.extend(told.changes);
        Ok(unit)
    }

    /// Whoever reported something adds to it: they see nothing of the case and do nothing else in it.
    async fn follow_addition(&self, context: &Context, sent: Sent<'_>, in_case: &InCase) -> Result<Unit, ServiceError> {
        let mut opened = self.read(&in_case.id).await?;
        let resource = Resource { agency_id: &opened.case.agency_id, author_id: &opened.case.author_id };
        if sent.kind != ADDITION || !authorise(&context.actor, Action::FollowReport, &resource).allowed {
            return Err(ServiceError::NotFound);
        }
        let since = opened.case.events;
        let seat = Seat::new(&opened.case.agency_id, KEEPER);
        opened.sent(context, &seat, sent)?;
        opened.unit(context, since)
    }

    async fn follow_in_case(&self, context: &Context, sent: Sent<'_>, in_case: &InCase) -> Result<Unit, ServiceError> {
        let (mut opened, seat) = self.open(context, &in_case.id, Action::WorkCase).await?;
        if in_case.seen.is_some_and(|seen| seen != opened.case.events) {
            return Err(ServiceError::Conflict(Message::new("conflict-changed")));
        }
        let is_of_it = opened.workflow.forms().any(|form| form == sent.kind);
        if !is_of_it && self.belonging(sent.kind) == Belonging::Opening {
            return self.open_from(context, sent, (opened, seat));
        }
        if !is_of_it || !seat.reads(opened.workflow, sent.kind) {
            return Err(ServiceError::Refused);
        }
        let since = opened.case.events;
        match &in_case.step {
            None => opened.sent(context, &seat, sent)?,
            Some(id) => {
                let possible = opened.standing(context.today())?.possible(id).cloned();
                let step = possible.filter(|step| step.form.as_deref() == Some(sent.kind)).ok_or_else(overtaken)?;
                opened.sent(context, &seat, sent)?;
                opened.go(context, &seat, &step)?;
            }
        }
        let mut unit = opened.unit(context, since)?;
        let entry = self.kit.entry(context, Action::WorkCase.id(), sent.kind, &in_case.id, &serde_json::json!({}));
        unit.audit.push(entry);
        Ok(unit)
    }

    /// What a record says is read anew wherever it is part of a case: days that follow from it may be others now.
    async fn follow_correction(&self, context: &Context, sent: Sent<'_>) -> Result<Unit, ServiceError> {
        let mut all = Unit::default();
        for id in self.kit.store.cases_of_record(sent.record_id).await? {
            let mut opened = self.read(&id).await?;
            if sent.answers.is_none() && opened.case.id == sent.record_id {
                // A case without what opened it cannot be understood.
                return Err(ServiceError::Conflict(Message::new("casework-opens-case").with("code", opened.case.code)));
            }
            let since = opened.case.events;
            let what = match sent.answers {
                Some(answers) => {
                    opened.answers.insert(sent.record_id.to_owned(), answers.clone());
                    Happened::Corrected { form: sent.kind.to_owned() }
                }
                None => {
                    opened.answers.remove(sent.record_id);
                    Happened::TakenBack { form: sent.kind.to_owned() }
                }
            };
            let seat = Seat::new(&context.actor.agency_id, "");
            opened.add(context, &seat, Some(sent.record_id), what)?;
            let unit = opened.unit(context, since)?;
            all.requires.extend(unit.requires);
            all.changes.extend(unit.changes);
        }
        Ok(all)
    }
}

impl Opened<'_> {
    fn sent(&mut self, context: &Context, seat: &Seat, sent: Sent<'_>) -> Result<(), ServiceError> {
        if let Some(answers) = sent.answers {
            self.answers.insert(sent.record_id.to_owned(), answers.clone());
        }
        self.add(context, seat, Some(sent.record_id), Happened::Form { form: sent.kind.to_owned() })
    }

    /// Makes a move, or asks for it where somebody else must approve.
    pub(crate) fn go(&mut self, context: &Context, seat: &Seat, step: &rules::Move) -> Result<(), ServiceError> {
        let rank = rank(context);
        if rank < step.who || !seat.makes(step) {
            return Err(ServiceError::Refused);
        }
        let what = match step.approval {
            Some(approval) if rank < approval => Happened::Asked { step: step.id.clone() },
            _ => {
                let from = self.standing(context.today())?.state.id.clone();
                Happened::Moved { step: step.id.clone(), from, to: step.to.clone() }
            }
        };
        self.add(context, seat, None, what)
    }
}

/// What is told when a move is no longer possible.
pub(crate) fn overtaken() -> ServiceError {
    ServiceError::Conflict(Message::new("casework-not-possible"))
}
