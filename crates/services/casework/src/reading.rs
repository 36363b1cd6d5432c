//! Reading a case and its records for somebody. Owns leaving out what the reader's agency does not read, and telling the audit who read what.

use crate::Casework;
use crate::book::Opened;
use crate::erase::erasure;
use crate::event::Happened;
use crate::parts::{asked, clocks, conferences, consents, letting_in, members, moves, not_yet_in, tasks};
use crate::seat::{Seat, is_open};
use crate::view::{CaseView, RecordOfCase};
use collection::{Belonging, Follower};
use language::{Lang, Text, phrase};
use serde_json::json;
use service_kit::{Action, Context, Resource, ServiceError, needs_purpose};
use std::collections::BTreeMap;
use store::{Agency, CaseMember, Record, Unit};

/// The author of what came from outside.
const PUBLIC: &str = "public";

impl Casework {
    /// A case. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none that the reader may see; [`ServiceError::PurposeNeeded`] when somebody else answers for it and
    /// they did not say what for.
    pub async fn case(&self, context: &Context, id: &str) -> Result<CaseView, ServiceError> {
        let (opened, seat) = self.opened_for(context, id).await?;
        let entry = self.book.kit.entry(context, Action::ReadCase.id(), &opened.case.pack, id, &json!({}));
        self.book.kit.commit(Unit::told(entry)).await?;
        self.view(context, &opened, &seat).await
    }

    /// A case for somebody who has a seat in it; the caller tells the audit.
    pub(crate) async fn view(
        &self,
        context: &Context,
        opened: &Opened<'_>,
        seat: &Seat,
    ) -> Result<CaseView, ServiceError> {
        let agencies = self.agencies_known().await?;
        let names = self.names(context, &agencies, opened).await?;
        let standing = opened.standing(context.today())?;
        let may = |action| Seat::of(context, &opened.members, action).is_ok();
        let (may_work, may_lead) = (may(Action::WorkCase), may(Action::LeadCase));
        let today = context.today();
        let moves = moves(context, opened, &standing, seat);
        let keeps = seat.agency_id == opened.case.agency_id;
        let erasure = if keeps && opened.case.is_closed && may(Action::EraseCase) {
            Some(erasure(context, opened, self.about_it_alone(opened).await?.len(), &names))
        } else {
            None
        };
        Ok(CaseView {
            id: opened.case.id.clone(),
            code: opened.case.code.clone(),
            pack: opened.case.pack.clone(),
            kind: opened.workflow.title.clone(),
            of_children: opened.is_of_child(),
            called: self.called(opened, seat).await?,
            state: standing.state.title.clone(),
            note: standing.state.note.clone(),
            since: standing.since,
            is_closed: standing.state.ends,
            seen: opened.case.events,
            asked: asked(context, opened, &standing, seat),
            clocks: clocks(opened, &standing, seat, today),
            tasks: tasks(context, opened, &standing, seat, &moves),
            moves,
            conferences: conferences(context, opened, &names, &agencies, &standing),
            people: self.people_in(opened, seat).await?,
            roles: if may_work { self.roles_for(opened, seat) } else { Vec::new() },
            members: members(context, opened, &names),
            consents: if keeps { consents(context, opened, &names)? } else { Vec::new() },
            meets: !opened.workflow.conferences.is_empty(),
            not_yet_in: if keeps { not_yet_in(context, opened, &names, &agencies) } else { Vec::new() },
            letting_in: if keeps { letting_in(context, opened, &names) } else { Vec::new() },
            referrals: self.referrals_for(context, opened, seat, &names)?,
            emergencies: self.emergencies_in(context, opened, &agencies).await?,
            erasure,
            timeline: self.timeline(opened, seat, &names, &self.related(context, opened).await?)?,
            forms: if may_work { self.further_forms(opened, seat) } else { Vec::new() },
            may_work,
            may_refer: may(Action::Refer),
            may_lead,
            may_invite: may_lead && keeps,
            keeps,
        })
    }

    /// A case for somebody who reads it: for their own work, or for a purpose that they said. Whoever opened it in an emergency gave a reason.
    pub(crate) async fn opened_for(&self, context: &Context, id: &str) -> Result<(Opened<'_>, Seat), ServiceError> {
        let (opened, seat) = self.book.open(context, id, Action::ReadCase).await?;
        let part = opened.members.iter().find(|one| one.agency_id == seat.agency_id && is_open(one, context));
        let outside = |part: &CaseMember| {
            needs_purpose(context, &Resource { agency_id: &part.agency_id, author_id: &part.owner_id })
        };
        if opened.emergency_of(context).is_none() && part.is_some_and(outside) {
            return Err(ServiceError::PurposeNeeded);
        }
        Ok((opened, seat))
    }

    /// What a record of a case says, for whoever reads that part of it. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none that the reader may read.
    pub async fn record(&self, context: &Context, id: &str, record_id: &str) -> Result<RecordOfCase, ServiceError> {
        let (opened, seat) = self.opened_for(context, id).await?;
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
        Ok(self.opening_record(opened).await?.filter(|record| seat.reads(opened.workflow, &record.kind)))
    }

    async fn opening_record(&self, opened: &Opened<'_>) -> Result<Option<Record>, ServiceError> {
        let Some(form) = form_of(opened, &opened.case.id) else { return Ok(None) };
        Ok(self.book.kit.store.record(form, &opened.case.id).await?)
    }

    async fn called(&self, opened: &Opened<'_>, seat: &Seat) -> Result<Text, ServiceError> {
        let opening = self.opening(opened, seat).await?;
        Ok(opening.map(|record| self.collection.record_label(&record)).transpose()?.unwrap_or_default())
    }

    /// Answers that a further form of a case need not be asked again: those by which what opened the case is called, and those that its
    /// workflow carries, where the form has questions of the same names. What opens another case from it begins with the latter
    /// alone. Also says whether the caller fills in forms there: for others there is no such case.
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
        let opens_another = !is_of_it && self.book.belonging(form) == Belonging::Opening;
        if !(opens_another || is_of_it && seat.reads(opened.workflow, form)) {
            return Err(ServiceError::NotFound);
        }
        let Some(record) = self.opening_record(&opened).await? else { return Ok(Vec::new()) };
        let reads_it = seat.reads(opened.workflow, &record.kind);
        let (opening, asked) = (self.collection.in_use(&record.kind)?, self.collection.in_use(form)?);
        let (opening, asked) = (opening.definition(), asked.definition());
        // Of what opened the case, whoever does not read it is told by which code its form is filled in, and nothing that says who it is.
        let is_code = |question: &str| opening.kind.column(question).is_some_and(|column| !column.class.is_sensitive());
        let called_by =
            opening.kind.label.questions().filter(|question| !opens_another && (reads_it || is_code(question)));
        let carried = opened.workflow.carries.iter().map(String::as_str).filter(|_| reads_it);
        let known = called_by.chain(carried).filter_map(|question| {
            let path = &asked.kind.column(question)?.path;
            let answer = record.answer(question);
            // Of the same name may be a question with other choices.
            asked.offers(path, &answer).then(|| (path.clone(), answer))
        });
        Ok(known.filter(|(_, answer)| !answer.is_empty()).collect())
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

    /// The names of the accounts and agencies of a case by their ids.
    pub(crate) async fn names(
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
            if id == PUBLIC {
                names.insert(id.clone(), phrase(context.lang, "role-public"));
            } else if !names.contains_key(id) {
                names.insert(id.clone(), self.account_name(id).await?);
            }
        }
        Ok(names)
    }
}

pub(crate) fn called(agency: &Agency, lang: Lang) -> (String, String) {
    let own = if lang == Lang::Th { &agency.name_th } else { &agency.name_en };
    let name = [own, &agency.name_en, &agency.name_th].into_iter().find(|name| !name.is_empty()).cloned();
    (agency.id.clone(), name.unwrap_or_default())
}

pub(crate) fn named(names: &BTreeMap<String, String>, id: &str) -> String {
    names.get(id).cloned().unwrap_or_else(|| id.to_owned())
}

pub(crate) fn form_of<'o>(opened: &'o Opened<'_>, record_id: &str) -> Option<&'o str> {
    opened.events.iter().find_map(|(event, what)| match what {
        Happened::Form { form } if event.record_id.as_deref() == Some(record_id) => Some(form.as_str()),
        _ => None,
    })
}
