//! Asking another agency for something in a case: with consent that names it, or with a reason that a second person confirms, and taking it
//! back. Owns who asks and what may be chosen; what becomes of it is `referred`'s.

use crate::Casework;
use crate::book::Opened;
use crate::consent::Ground;
use crate::event::Happened;
use crate::follow::overtaken;
use crate::outside::is_outside;
use crate::referral::{Ask, ReferralState, SERVICES, Told};
use crate::seat::{KEEPER, Seat};
use language::{Message, Text};
use serde_json::json;
use service_kit::{Action, Context, ServiceError};
use store::{Change, Unit};

/// The longest note, reason and answer, in signs: what is written here is read aloud on the telephone.
pub const LONGEST_NOTE: usize = 500;

/// A referral of a case, for the agency that asked and the one that keeps the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralOfCase {
    /// Its id.
    pub id: String,
    /// The name of the agency that asks.
    pub from: String,
    /// The name of the agency that is asked.
    pub to: String,
    /// For what, one of [`SERVICES`].
    pub service: String,
    /// What it must know besides.
    pub note: String,
    /// Why it is asked without consent; empty when there is some.
    pub reason: String,
    /// How many records are shared with it.
    pub records: usize,
    /// How it stands.
    pub state: ReferralState,
    /// The last day for an answer.
    pub due: calendar::Date,
    /// What the agency that was asked said last.
    pub said: String,
    /// The name of who asked.
    pub asked_by: String,
    /// Whether the reader may confirm it: somebody else than who asked.
    pub may_confirm: bool,
    /// Whether the reader may take it back.
    pub may_revoke: bool,
    /// Whether the reader may make a package of it, for an agency outside.
    pub may_package: bool,
    /// How many packages of it left.
    pub packages: usize,
    /// Whether one of them was opened.
    pub is_received: bool,
}

impl Casework {
    /// The records of a case that the caller can share, with their forms' titles; says also whether they can ask at all.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] or [`ServiceError::Refused`] for whoever cannot.
    pub async fn what_can_be_shared(&self, context: &Context, id: &str) -> Result<Vec<(String, Text)>, ServiceError> {
        let (opened, seat) = self.book.open(context, id, Action::Refer).await?;
        Ok(opened.readable(&seat).into_iter().map(|(id, form)| (id, self.title_of(&form))).collect())
    }

    /// Asks another agency for something and shares chosen records with it. Without consent a second person confirms it first.
    ///
    /// # Errors
    /// As [`Casework::make_move`]; [`ServiceError::Invalid`] for an agency, a service or records that there are not, a note that is too long, and
    /// where there is neither consent nor a reason.
    pub async fn refer(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
        ask: Ask,
        reason: &str,
    ) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.seen(context, id, seen, Action::Refer).await?;
        let ask = self.checked(&opened, &seat, ask).await?;
        let referral = self.book.kit.new_id();
        let what = match opened.ground(&ask.to, reason, context.today())? {
            Ground::Consent(number, _) => Happened::Referred { referral: referral.clone(), ask, consent: Some(number) },
            Ground::Reason(reason) => Happened::AskedToRefer { referral: referral.clone(), ask, reason },
        };
        opened.add(context, &seat, None, what)?;
        self.write_referral(context, opened, seen, &referral, Action::Refer).await
    }

    /// Confirms that another agency is asked without consent: for the agency that keeps the case, by somebody else than who wants it.
    ///
    /// # Errors
    /// As [`Casework::make_move`]; [`ServiceError::Refused`] also for who wants it.
    pub async fn confirm_referral(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
        referral: &str,
    ) -> Result<(), ServiceError> {
        let (mut opened, _) = self.keeping(context, id, seen).await?;
        let one = unconfirmed(&opened, referral)?;
        if one.asked_by == context.actor.account_id {
            return Err(ServiceError::Refused);
        }
        // It is still the agency that asks which shares.
        let seat = Seat::new(&one.from, "");
        let what = Happened::Referred { referral: referral.to_owned(), ask: one.ask, consent: None };
        opened.add(context, &seat, None, what)?;
        self.write_referral(context, opened, seen, referral, Action::LeadCase).await
    }

    /// Refuses that another agency is asked without consent.
    ///
    /// # Errors
    /// As [`Casework::make_move`].
    pub async fn refuse_referral(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
        referral: &str,
    ) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.keeping(context, id, seen).await?;
        unconfirmed(&opened, referral)?;
        opened.add(context, &seat, None, Happened::NotReferred { referral: referral.to_owned() })?;
        self.write_referral(context, opened, seen, referral, Action::LeadCase).await
    }

    /// Takes back what was asked and shared: for the agency that asked, and the one that keeps the case. From its next request on the agency
    /// that was asked sees nothing of it.
    ///
    /// # Errors
    /// As [`Casework::make_move`].
    pub async fn revoke_referral(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
        referral: &str,
    ) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.seen(context, id, seen, Action::Refer).await?;
        let is_told = |one: &Told| seat.as_kind == KEEPER || one.from == seat.agency_id;
        let one = opened.referral(referral)?.filter(is_told).ok_or_else(overtaken)?;
        if one.state == ReferralState::Revoked {
            return Err(overtaken());
        }
        opened.add(context, &seat, None, Happened::ReferralRevoked { referral: referral.to_owned() })?;
        self.write_referral(context, opened, seen, referral, Action::Refer).await
    }

    /// What was asked in a case, for a seat: the agency that keeps it is told of all, others of what they asked.
    pub(crate) fn referrals_for(
        &self,
        context: &Context,
        opened: &Opened<'_>,
        seat: &Seat,
        names: &std::collections::BTreeMap<String, String>,
    ) -> Result<Vec<ReferralOfCase>, ServiceError> {
        let named = |id: &str| crate::reading::named(names, id);
        let may = |action| Seat::of(context, &opened.members, action).is_ok();
        let keeps = seat.agency_id == opened.case.agency_id;
        let told = opened.referrals()?.into_iter().filter(|one| keeps || one.from == seat.agency_id);
        let view = |one: Told| ReferralOfCase {
            from: named(&one.from),
            to: named(&one.ask.to),
            asked_by: named(&one.asked_by),
            may_confirm: one.state == ReferralState::Unconfirmed
                && keeps
                && may(Action::LeadCase)
                && one.asked_by != context.actor.account_id,
            may_revoke: one.state != ReferralState::Revoked && may(Action::Refer),
            may_package: is_outside(&one.ask.to)
                && one.from == seat.agency_id
                && may(Action::Refer)
                && matches!(one.state, ReferralState::Asked | ReferralState::Accepted),
            packages: one.packages,
            is_received: one.is_received,
            records: one.ask.records.len(),
            id: one.id,
            service: one.ask.service,
            note: one.ask.note,
            reason: one.reason,
            state: one.state,
            due: one.due,
            said: one.said,
        };
        let mut views: Vec<ReferralOfCase> = told.map(view).collect();
        views.reverse();
        views.sort_by_key(|one| !one.state.is_open());
        Ok(views)
    }

    async fn checked(&self, opened: &Opened<'_>, seat: &Seat, ask: Ask) -> Result<Ask, ServiceError> {
        let agencies = self.agencies_to_ask().await?;
        let readable = opened.readable(seat);
        let is_other = ask.to != seat.agency_id && ask.to != opened.case.agency_id;
        let wrong = [
            (!is_other || agencies.iter().all(|agency| agency.id != ask.to), "agency", "casework-referral-agency"),
            (SERVICES.iter().all(|(id, _)| *id != ask.service), "service", "casework-referral-service"),
            (
                !ask.records.iter().all(|id| readable.iter().any(|(one, _)| one == id)),
                "records",
                "casework-referral-records",
            ),
        ];
        if let Some((_, field, key)) = wrong.into_iter().find(|(is_wrong, ..)| *is_wrong) {
            return Err(ServiceError::invalid(field, Message::new(key)));
        }
        Ok(Ask { note: short("note", &ask.note)?, ..ask })
    }

    /// Writes what was added to a case, with how the referral stands now.
    pub(crate) async fn write_referral(
        &self,
        context: &Context,
        opened: Opened<'_>,
        since: i64,
        referral: &str,
        action: Action,
    ) -> Result<(), ServiceError> {
        let one = opened.referral(referral)?.ok_or(ServiceError::NotFound)?;
        let detail = json!({ "state": one.state.id(), "service": one.ask.service, "records": one.ask.records.len() });
        let kept = Change::PutReferral(one.kept(&opened.case.id));
        let mut unit: Unit = opened.unit(context, since)?;
        unit.changes.push(kept);
        unit.audit.push(self.book.kit.entry(context, action.id(), "referral", referral, &detail));
        let written = self.book.kit.commit_unless_overtaken(unit).await?;
        written.map(drop).ok_or_else(|| ServiceError::Conflict(Message::new("conflict-changed")))
    }
}

fn unconfirmed(opened: &Opened<'_>, referral: &str) -> Result<Told, ServiceError> {
    let one = opened.referral(referral)?.filter(|one| one.state == ReferralState::Unconfirmed);
    one.ok_or_else(overtaken)
}

/// A text without what surrounds it, when it is not too long.
pub(crate) fn short(field: &str, text: &str) -> Result<String, ServiceError> {
    let text = text.trim();
    if text.chars().count() > LONGEST_NOTE {
        let message = Message::new("casework-referral-too-long").with("max", LONGEST_NOTE);
        return Err(ServiceError::invalid(field, message));
    }
    Ok(text.to_owned())
}
