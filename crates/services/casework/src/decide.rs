//! What people decide in a case besides sending forms: moves, conferences, who takes part and who answers for it. Owns that each says what
//! it saw, so that nobody decides over somebody else's head, and that each is told in the audit chain.

use crate::Casework;
use crate::book::Opened;
use crate::consent::Ground;
use crate::event::{Happened, Voice};
use crate::follow::overtaken;
use crate::seat::{KEEPER, Seat, is_open, rank, stands_for};
use language::Message;
use serde_json::json;
use service_kit::{AGENCY_KINDS, Action, Actor, Context, Resource, Role, ServiceError, agency_kind, authorise};
use std::collections::BTreeSet;
use store::{CaseMember, Change};

/// What a conference decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The conference.
    pub conference: String,
    /// What came out.
    pub outcome: String,
    /// What each agency that takes part said.
    pub said: Vec<Voice>,
}

/// An agency that is to take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The agency.
    pub agency_id: String,
    /// As what; empty for what it is.
    pub as_kind: String,
    /// Why it is let in without consent; empty when there is some.
    pub reason: String,
}

impl Opened<'_> {
    /// An agency that takes part as a kind from now on: what happened, and its seat.
    pub(crate) fn joining(
        &self,
        context: &Context,
        (agency_id, as_kind): (&str, &str),
        by: Option<(i64, Option<String>)>,
    ) -> (Happened, CaseMember) {
        let (consent, until) = by.map_or((None, None), |(number, until)| (Some(number), until));
        let before = self.members.iter().find(|member| member.agency_id == agency_id);
        let member = CaseMember {
            case_id: self.case.id.clone(),
            agency_id: agency_id.to_owned(),
            as_kind: as_kind.to_owned(),
            owner_id: before.map(|member| member.owner_id.clone()).unwrap_or_default(),
            is_open: true,
            until,
            updated_at: context.at,
        };
        (Happened::Joined { agency_id: agency_id.to_owned(), as_kind: as_kind.to_owned(), consent }, member)
    }
}

impl Casework {
    /// Makes a move that needs no form, asks for it where somebody else must approve, or approves what was asked for.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] or [`ServiceError::Refused`] for whoever may not; [`ServiceError::Conflict`] when it is not possible any more or the
    /// case changed since they looked.
    pub async fn make_move(&self, context: &Context, id: &str, seen: i64, step: &str) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.seen(context, id, seen, Action::WorkCase).await?;
        let possible = opened.standing(context.today())?.possible(step).cloned().ok_or_else(overtaken)?;
        // Whoever approves does not fill in the form again.
        let was_asked = opened.asked().iter().any(|one| one == step);
        if possible.form.is_some() && !was_asked {
            return Err(overtaken());
        }
        if was_asked && possible.approval.is_some_and(|approval| rank(context) < approval) {
            return Err(ServiceError::Refused);
        }
        opened.go(context, &seat, &possible)?;
        self.write(context, opened, seen, Action::WorkCase, Vec::new()).await
    }

    /// Declines a move that was asked for.
    ///
    /// # Errors
    /// As [`Casework::make_move`].
    pub async fn decline(&self, context: &Context, id: &str, seen: i64, step: &str) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.seen(context, id, seen, Action::LeadCase).await?;
        if !opened.asked().iter().any(|one| one == step) {
            return Err(overtaken());
        }
        // Whoever could not make it does not say no to it either.
        if opened.workflow.step(step).is_some_and(|step| !seat.makes(step)) {
            return Err(ServiceError::Refused);
        }
        opened.add(context, &seat, None, Happened::Declined { step: step.to_owned() })?;
        self.write(context, opened, seen, Action::LeadCase, Vec::new()).await
    }

    /// Notes what a conference decided, and what each agency said.
    ///
    /// # Errors
    /// As [`Casework::make_move`]; [`ServiceError::Invalid`] for an outcome that the conference does not have, an agency that takes no part,
    /// and while an agency that must be asked has said nothing.
    pub async fn decide(&self, context: &Context, id: &str, seen: i64, decision: Decision) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.seen(context, id, seen, Action::LeadCase).await?;
        let Decision { conference, outcome, said } = decision;
        let standing = opened.standing(context.today())?;
        let due = standing.conferences.iter().find(|one| one.conference.id == conference && one.is_due);
        let of = due.ok_or_else(overtaken)?.conference;
        let is_known = |outcome: &str| of.outcomes.iter().any(|(id, _)| id == outcome);
        if !is_known(&outcome) {
            return Err(ServiceError::invalid("outcome", Message::new("casework-outcome-missing")));
        }
        let takes_part =
            |voice: &Voice| opened.members.iter().any(|one| is_open(one, context) && one.agency_id == voice.agency_id);
        if said.iter().any(|voice| !takes_part(voice) || !is_known(&voice.outcome)) {
            return Err(ServiceError::invalid("said", Message::new("casework-outcome-missing")));
        }
        let speaking: BTreeSet<&str> = said.iter().map(|voice| voice.agency_id.as_str()).collect();
        let heard =
            opened.members.iter().filter(|one| is_open(one, context) && speaking.contains(one.agency_id.as_str()));
        let agencies = self.book.kit.store.agencies().await?;
        let heard: BTreeSet<&str> = heard.map(|one| stands_for(one, &agencies)).collect();
        if let Some(silent) = of.agencies.iter().find(|kind| !heard.contains(kind.as_str())) {
            let kind = Message::new(agency_kind(silent));
            return Err(ServiceError::invalid("said", Message::new("casework-agency-silent").with("kind", kind)));
        }
        opened.add(context, &seat, None, Happened::Decided { conference, outcome, said })?;
        self.write(context, opened, seen, Action::LeadCase, Vec::new()).await
    }

    /// Lets an agency take part, or changes as what it does. Without consent this is asked for, with a reason, and a second person confirms it.
    ///
    /// # Errors
    /// As [`Casework::make_move`]; [`ServiceError::Invalid`] for an agency or a kind that there is not, and where there is neither consent nor a
    /// reason.
    pub async fn invite(&self, context: &Context, id: &str, seen: i64, invited: Invited) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.keeping(context, id, seen).await?;
        let invited = self.known(&opened, invited).await?;
        match opened.ground(&invited.agency_id, &invited.reason, context.today())? {
            Ground::Consent(number, until) => {
                self.let_in(context, (opened, seat), seen, invited, Some((number, until))).await
            }
            Ground::Reason(reason) => {
                let Invited { agency_id, as_kind, .. } = invited;
                opened.add(context, &seat, None, Happened::AskedToLetIn { agency_id, as_kind, reason })?;
                self.write(context, opened, seen, Action::LeadCase, Vec::new()).await
            }
        }
    }

    /// Makes an agency a member, by consent or by a reason that was confirmed.
    pub(crate) async fn let_in(
        &self,
        context: &Context,
        (mut opened, seat): (Opened<'_>, Seat),
        seen: i64,
        invited: Invited,
        by: Option<(i64, Option<String>)>,
    ) -> Result<(), ServiceError> {
        let (joined, member) = opened.joining(context, (&invited.agency_id, &invited.as_kind), by);
        opened.add(context, &seat, None, joined)?;
        self.write(context, opened, seen, Action::LeadCase, vec![Change::PutCaseMember(member)]).await
    }

    /// An invitation of an agency that there is, as a kind that there is.
    async fn known(&self, opened: &Opened<'_>, invited: Invited) -> Result<Invited, ServiceError> {
        let Invited { agency_id, as_kind, reason } = invited;
        let agencies = self.book.kit.store.agencies().await?;
        let agency = agencies.into_iter().find(|agency| agency.id == agency_id && agency_id != opened.case.agency_id);
        let unknown = || ServiceError::invalid("agency", Message::new("casework-agency-unknown"));
        let agency = agency.ok_or_else(unknown)?;
        let as_kind = if as_kind.is_empty() { agency.kind } else { as_kind };
        if !AGENCY_KINDS.iter().any(|(kind, _)| *kind == as_kind) {
            return Err(ServiceError::invalid("as", Message::new("casework-agency-kind-missing")));
        }
        Ok(Invited { agency_id, as_kind, reason })
    }

    /// Ends that an agency takes part: from its next request on it sees nothing of the case.
    ///
    /// # Errors
    /// As [`Casework::make_move`].
    pub async fn end(&self, context: &Context, id: &str, seen: i64, agency_id: &str) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.keeping(context, id, seen).await?;
        let of = |member: &&CaseMember| member.agency_id == agency_id && member.is_open && member.as_kind != KEEPER;
        let member = opened.members.iter().find(of).cloned().ok_or_else(overtaken)?;
        let member = CaseMember { is_open: false, updated_at: context.at, ..member };
        opened.add(context, &seat, None, Happened::Left { agency_id: agency_id.to_owned() })?;
        self.write(context, opened, seen, Action::LeadCase, vec![Change::PutCaseMember(member)]).await
    }

    /// Says who answers for the case in the caller's agency.
    ///
    /// # Errors
    /// As [`Casework::make_move`]; [`ServiceError::Invalid`] for somebody who could not work on it there.
    pub async fn assign(&self, context: &Context, id: &str, seen: i64, account_id: &str) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.book.open(context, id, Action::LeadCase).await?;
        // Whatever else happened meanwhile, the agency's choice is overtaken by another choice of its own alone.
        let since = opened.case.events;
        let chosen =
            |what: &Happened| matches!(what, Happened::Assigned { agency_id, .. } if *agency_id == seat.agency_id);
        if opened.events.iter().any(|(event, what)| event.number > seen && chosen(what)) {
            return Err(ServiceError::Conflict(Message::new("conflict-changed")));
        }
        if self.candidates(&seat.agency_id).await?.iter().all(|(id, _)| id != account_id) {
            return Err(ServiceError::invalid("person", Message::new("casework-person-unknown")));
        }
        let of = |member: &&CaseMember| member.agency_id == seat.agency_id;
        let member = opened.members.iter().find(of).cloned().ok_or(ServiceError::NotFound)?;
        let member = CaseMember { owner_id: account_id.to_owned(), updated_at: context.at, ..member };
        let what = Happened::Assigned { agency_id: seat.agency_id.clone(), account_id: account_id.to_owned() };
        opened.add(context, &seat, None, what)?;
        self.write(context, opened, since, Action::LeadCase, vec![Change::PutCaseMember(member)]).await
    }

    /// Who could answer for a case of the caller's in their agency, with their names.
    ///
    /// # Errors
    /// As [`Casework::case`].
    pub async fn who_could_answer(&self, context: &Context, id: &str) -> Result<Vec<(String, String)>, ServiceError> {
        let (_, seat) = self.book.open(context, id, Action::LeadCase).await?;
        self.candidates(&seat.agency_id).await
    }

    pub(crate) async fn candidates(&self, agency_id: &str) -> Result<Vec<(String, String)>, ServiceError> {
        let accounts = self.book.kit.store.accounts().await?;
        let could = |account: &store::Account| {
            let role = Role::from_id(&account.role)?;
            let actor = Actor {
                account_id: account.id.clone(),
                agency_id: account.agency_id.clone(),
                role,
                name: account.name.clone(),
            };
            let resource = Resource { agency_id, author_id: &account.id };
            let allowed = !account.disabled && authorise(&actor, Action::WorkCase, &resource).allowed;
            allowed.then(|| (account.id.clone(), account.name.clone()))
        };
        Ok(accounts.iter().filter_map(could).collect())
    }

    /// The case as the caller saw it.
    pub(crate) async fn seen(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
        action: Action,
    ) -> Result<(Opened<'_>, Seat), ServiceError> {
        let (opened, seat) = self.book.open(context, id, action).await?;
        if opened.case.events == seen {
            Ok((opened, seat))
        } else {
            Err(ServiceError::Conflict(Message::new("conflict-changed")))
        }
    }

    /// The same, for the agency that keeps it: only that one says who takes part.
    pub(crate) async fn keeping(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
    ) -> Result<(Opened<'_>, Seat), ServiceError> {
        let (opened, seat) = self.seen(context, id, seen, Action::LeadCase).await?;
        if seat.agency_id == opened.case.agency_id { Ok((opened, seat)) } else { Err(ServiceError::Refused) }
    }

    pub(crate) async fn write(
        &self,
        context: &Context,
        opened: Opened<'_>,
        since: i64,
        action: Action,
        more: Vec<Change>,
    ) -> Result<(), ServiceError> {
        let (id, pack) = (opened.case.id.clone(), opened.case.pack.clone());
        let mut unit = opened.unit(context, since)?;
        unit.changes.extend(more);
        unit.audit.push(self.book.kit.entry(context, action.id(), &pack, &id, &json!({})));
        let written = self.book.kit.commit_unless_overtaken(unit).await?;
        written.map(drop).ok_or_else(|| ServiceError::Conflict(Message::new("conflict-changed")))
    }
}
