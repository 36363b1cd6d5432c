//! What one agency asks of another in a case: how each referral stands, whether it is open to the agency that was asked, and what it shares.
//! Owns that all this follows from the case's history alone; asking is `refer`'s and answering `referred`'s.

use crate::book::Opened;
use crate::event::Happened;
use crate::reading::form_of;
use crate::seat::{Seat, is_open};
use calendar::Date;
use jiff::Span;
use serde::{Deserialize, Serialize};
use service_kit::{Context, ServiceError};
use std::collections::BTreeSet;
use store::{Change, Millis};

/// Within how many days an agency answers what it is asked: long enough to call back, short enough for somebody who waits for a bed.
const ANSWER_DAYS: i64 = 3;
/// What an agency can be asked for, with the key of its name: the services of section 33 of the Act and of the default list of Primero, as in
/// the form `casework/service`.
pub const SERVICES: [(&str, &str); 20] = [
    ("shelter", "referral-service-shelter"),
    ("medical", "referral-service-medical"),
    ("psychosocial", "referral-service-psychosocial"),
    ("legal_aid", "referral-service-legal-aid"),
    ("police", "referral-service-police"),
    ("child_protection", "referral-service-child-protection"),
    ("interpreting", "referral-service-interpreting"),
    ("food", "referral-service-food"),
    ("nfi", "referral-service-nfi"),
    ("wash", "referral-service-wash"),
    ("rehabilitation", "referral-service-rehabilitation"),
    ("education", "referral-service-education"),
    ("training", "referral-service-training"),
    ("livelihoods", "referral-service-livelihoods"),
    ("registration", "referral-service-registration"),
    ("compensation", "referral-service-compensation"),
    ("family_mediation", "referral-service-family-mediation"),
    ("family_reunification", "referral-service-family-reunification"),
    ("return", "referral-service-return"),
    ("other", "referral-service-other"),
];

/// What is asked of another agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// The agency.
    pub to: String,
    /// For what, one of [`SERVICES`].
    pub service: String,
    /// What it must know besides.
    pub note: String,
    /// The records of the case that it reads for this, by their ids.
    pub records: Vec<String>,
}

/// How a referral stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferralState {
    /// A second person must confirm it first.
    Unconfirmed,
    /// It waits for an answer.
    Asked,
    /// The agency does it.
    Accepted,
    /// The agency does not.
    Rejected,
    /// It was done.
    Done,
    /// It was taken back, or never confirmed.
    Revoked,
}

impl ReferralState {
    /// The code under which it is kept, by which texts name it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Done => "done",
            Self::Revoked => "revoked",
        }
    }

    /// Whether something can still become of it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Unconfirmed | Self::Asked | Self::Accepted)
    }
}

/// A referral as the history tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) id: String,
    pub(crate) from: String,
    pub(crate) asked_by: String,
    pub(crate) ask: Ask,
    /// Why without consent; empty when it rests on some.
    pub(crate) reason: String,
    pub(crate) rests_on_consent: bool,
    pub(crate) state: ReferralState,
    /// The last day for an answer.
    pub(crate) due: Date,
    pub(crate) owner_id: String,
    /// What the agency that was asked said last.
    pub(crate) said: String,
    pub(crate) asked_at: Millis,
    pub(crate) changed_at: Millis,
    /// How many packages of it left.
    pub(crate) packages: usize,
    /// Whether one of them was opened.
    pub(crate) is_received: bool,
    /// How often something happened to it: its revision.
    pub(crate) changes: i64,
}

impl Told {
    fn new(id: &str, of: &store::CaseEvent, ask: &Ask) -> Result<Self, ServiceError> {
        let day: Date = of.on.parse().map_err(|_| ServiceError::Internal(format!("a day of case {}", of.case_id)))?;
        Ok(Self {
            id: id.to_owned(),
            from: of.agency_id.clone(),
            asked_by: of.author_id.clone(),
            ask: ask.clone(),
            reason: String::new(),
            rests_on_consent: false,
            state: ReferralState::Unconfirmed,
            due: day.saturating_add(Span::new().days(ANSWER_DAYS)),
            owner_id: String::new(),
            said: String::new(),
            asked_at: of.at,
            changed_at: of.at,
            packages: 0,
            is_received: false,
            changes: 0,
        })
    }

    /// As lists need it.
    pub(crate) fn kept(&self, case_id: &str) -> store::Referral {
        store::Referral {
            id: self.id.clone(),
            case_id: case_id.to_owned(),
            from_agency: self.from.clone(),
            to_agency: self.ask.to.clone(),
            asked_by: self.asked_by.clone(),
            owner_id: self.owner_id.clone(),
            service: self.ask.service.clone(),
            state: self.state.id().to_owned(),
            due: self.due.to_string(),
            asked_at: self.asked_at,
            changed_at: self.changed_at,
        }
    }
}

impl Happened {
    /// The referral that it is about.
    pub(crate) fn referral(&self) -> Option<&str> {
        match self {
            Self::AskedToRefer { referral, .. }
            | Self::NotReferred { referral }
            | Self::Referred { referral, .. }
            | Self::ReferralAnswered { referral, .. }
            | Self::ReferralDone { referral, .. }
            | Self::PackageMade { referral }
            | Self::PackageReceived { referral }
            | Self::ReferralRevoked { referral } => Some(referral),
            _ => None,
        }
    }
}

impl Opened<'_> {
    /// Every referral of the case, the earliest first.
    pub(crate) fn referrals(&self) -> Result<Vec<Told>, ServiceError> {
        let mut all: Vec<Told> = Vec::new();
        for (event, what) in &self.events {
            let Some(id) = what.referral() else { continue };
            if let Happened::AskedToRefer { ask, .. } | Happened::Referred { ask, .. } = what
                && all.iter().all(|one| one.id != id)
            {
                all.push(Told::new(id, event, ask)?);
            }
            let Some(one) = all.iter_mut().find(|one| one.id == id) else { continue };
            one.changes = one.changes.saturating_add(1);
            one.changed_at = event.at;
            match what {
                Happened::AskedToRefer { reason, .. } => one.reason.clone_from(reason),
                Happened::Referred { consent, .. } => {
                    let asked_by = Told::new(id, event, &one.ask)?;
                    (one.due, one.rests_on_consent) = (asked_by.due, consent.is_some());
                    one.state = ReferralState::Asked;
                }
                Happened::ReferralAnswered { accepted, owner_id, said, .. } => {
                    one.state = if *accepted { ReferralState::Accepted } else { ReferralState::Rejected };
                    one.owner_id.clone_from(owner_id);
                    one.said.clone_from(said);
                }
                Happened::ReferralDone { said, .. } => {
                    one.state = ReferralState::Done;
                    one.said.clone_from(said);
                }
                Happened::PackageMade { .. } => one.packages = one.packages.saturating_add(1),
                Happened::PackageReceived { .. } => one.is_received = true,
                _ => one.state = ReferralState::Revoked,
            }
        }
        Ok(all)
    }

    /// One referral.
    pub(crate) fn referral(&self, id: &str) -> Result<Option<Told>, ServiceError> {
        Ok(self.referrals()?.into_iter().find(|one| one.id == id))
    }

    /// Whether the agency that was asked may know of a referral today: while nobody took it back, the agency that asked takes part itself, and
    /// the consent on which it rests, or another one for that agency, holds.
    pub(crate) fn is_shown_to_asked(&self, context: &Context, one: &Told) -> bool {
        let is_made = !matches!(one.state, ReferralState::Unconfirmed | ReferralState::Revoked);
        let asks = self.members.iter().any(|member| member.agency_id == one.from && is_open(member, context));
        let has_ground = !one.rests_on_consent || self.consent_for(&one.ask.to, context.today()).is_some();
        is_made && asks && has_ground
    }

    /// The records that the agency that was asked reads today, with their forms: those that were chosen, as long as it is at work and the agency
    /// that asked reads them itself.
    pub(crate) fn shared(&self, context: &Context, one: &Told) -> Vec<(String, String)> {
        let at_work = matches!(one.state, ReferralState::Asked | ReferralState::Accepted);
        if !at_work || !self.is_shown_to_asked(context, one) {
            return Vec::new();
        }
        let of_it = self.members.iter().find(|member| member.agency_id == one.from);
        let seat = of_it.map(|member| Seat::new(&member.agency_id, &member.as_kind));
        let readable = seat.map(|seat| self.readable(&seat)).unwrap_or_default();
        readable.into_iter().filter(|(id, _)| one.ask.records.contains(id)).collect()
    }

    /// Takes back every referral whose ground is gone, and gives what lists need of them.
    pub(crate) fn revoke_without_ground(
        &mut self,
        context: &Context,
        seat: &Seat,
    ) -> Result<Vec<Change>, ServiceError> {
        let open = self.referrals()?.into_iter().filter(|one| one.state.is_open() && one.rests_on_consent);
        let ids = open.filter(|one| self.consent_for(&one.ask.to, context.today()).is_none()).map(|one| one.id);
        let ids: Vec<String> = ids.collect();
        for referral in &ids {
            self.add(context, seat, None, Happened::ReferralRevoked { referral: referral.clone() })?;
        }
        let revoked = self.referrals()?.into_iter().filter(|one| ids.contains(&one.id));
        Ok(revoked.map(|one| Change::PutReferral(one.kept(&self.case.id))).collect())
    }

    /// The records of the case that a seat reads, with their forms, each once.
    pub(crate) fn readable(&self, seat: &Seat) -> Vec<(String, String)> {
        let mut known = BTreeSet::new();
        let ids = self.events.iter().filter_map(|(event, _)| event.record_id.as_deref());
        let mut found = Vec::new();
        for id in ids.filter(|id| known.insert(*id) && self.answers.contains_key(*id)) {
            if let Some(form) = form_of(self, id).filter(|form| seat.reads(self.workflow, form)) {
                found.push((id.to_owned(), form.to_owned()));
            }
        }
        found
    }
}
