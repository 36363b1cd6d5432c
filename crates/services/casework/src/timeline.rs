//! What happened in a case, in sentences. Owns that nobody is told of a form or of another case that they may not see.

use crate::Casework;
use crate::book::Opened;
use crate::event::Happened;
use crate::reading::named;
use crate::referral::{Ask, SERVICES};
use crate::seat::Seat;
use crate::view::TimelineEntry;
use calendar::date_label;
use language::{Message, Text};
use service_kit::{Action, Context, ServiceError};
use std::collections::{BTreeMap, BTreeSet};

impl Casework {
    /// The codes of the other cases that a case tells of and that the reader may see, by their ids.
    pub(crate) async fn related(
        &self,
        context: &Context,
        opened: &Opened<'_>,
    ) -> Result<BTreeMap<String, String>, ServiceError> {
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

    pub(crate) fn timeline(
        &self,
        opened: &Opened<'_>,
        seat: &Seat,
        names: &BTreeMap<String, String>,
        related: &BTreeMap<String, String>,
    ) -> Result<Vec<TimelineEntry>, ServiceError> {
        let asked = opened.referrals()?.into_iter().filter(|one| one.from == seat.agency_id);
        let own: BTreeSet<String> = asked.map(|one| one.id).collect();
        let mut entries = Vec::new();
        for (event, what) in opened.events.iter().rev() {
            let form = match what {
                Happened::Form { form } | Happened::Corrected { form } | Happened::TakenBack { form } => Some(form),
                _ => None,
            };
            if form.is_some_and(|form| !seat.reads(opened.workflow, form)) {
                continue;
            }
            let is_of_people = matches!(what, Happened::PersonTied { .. } | Happened::PersonUntied { .. });
            if is_of_people && self.roles_for(opened, seat).is_empty() {
                continue;
            }
            // Who was asked for what is for the agency that asked and the one that keeps the case.
            let keeps = seat.agency_id == opened.case.agency_id;
            if what.referral().is_some_and(|id| !keeps && !own.contains(id)) {
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
                is_decision: is_decision(what),
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
            Happened::AskedToRefer { ask, .. } => about(ask, "casework-did-ask-to-refer", names),
            Happened::Referred { ask, .. } => about(ask, "casework-did-refer", names),
            Happened::NotReferred { .. } => Message::new("casework-did-not-refer"),
            Happened::ReferralAnswered { accepted: true, .. } => Message::new("casework-did-accept"),
            Happened::ReferralAnswered { .. } => Message::new("casework-did-reject"),
            Happened::ReferralDone { said, .. } => Message::new("casework-did-do").with("what", said.as_str()),
            Happened::PackageMade { .. } => Message::new("casework-did-make-package"),
            Happened::PackageReceived { .. } => Message::new("casework-did-receive-package"),
            Happened::ReferralRevoked { .. } => Message::new("casework-did-revoke"),
            Happened::OpenedInEmergency { reason, .. } => {
                Message::new("casework-did-open-in-emergency").with("reason", reason.as_str())
            }
            Happened::EndedEmergency { .. } => Message::new("casework-did-end-emergency"),
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
            Happened::AskedToErase { .. } => Message::new("casework-did-ask-to-erase"),
            Happened::NotErased => Message::new("casework-did-not-erase"),
            Happened::KeptLonger { until, why } => {
                let until = until.parse().map(date_label).unwrap_or_default();
                Message::new("casework-did-keep-longer").with("until", until).with("why", why.as_str())
            }
            Happened::Erased => Message::new("casework-did-erase"),
            Happened::PersonTied { role, .. } => {
                Message::new("casework-did-tie").with("role", self.role_title(opened, role))
            }
            Happened::PersonUntied { .. } => Message::new("casework-did-untie"),
            Happened::Assigned { account_id, .. } => {
                Message::new("casework-did-assign").with("person", named(names, account_id))
            }
        }
    }

    pub(crate) fn title_of(&self, form: &str) -> Text {
        let title = self.collection.in_use(form).map(|in_use| in_use.definition().kind.title.clone());
        title.unwrap_or_else(|_| Text::new(rules::local_name(form)))
    }
}

/// A sentence about what is asked of another agency.
fn about(ask: &Ask, key: &'static str, names: &BTreeMap<String, String>) -> Message {
    let service = SERVICES.iter().find(|(id, _)| *id == ask.service).map_or("referral-service-other", |(_, key)| key);
    Message::new(key).with("agency", named(names, &ask.to)).with("service", Message::new(service))
}

/// The other case that something that happened tells of.
fn other_case(what: &Happened) -> Option<&str> {
    match what {
        Happened::LedTo { case_id } | Happened::CameFrom { case_id } => Some(case_id),
        _ => None,
    }
}

/// Whether a case goes on by it, or others take part in it: nothing that names a person of the agency.
fn is_decision(what: &Happened) -> bool {
    matches!(
        what,
        Happened::Asked { .. }
            | Happened::Declined { .. }
            | Happened::Moved { .. }
            | Happened::Decided { .. }
            | Happened::Joined { .. }
            | Happened::Left { .. }
    )
}
