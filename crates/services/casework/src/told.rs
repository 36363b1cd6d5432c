//! Who is told that a case was opened in an emergency, and what: by whom, why and until when. Owns the lists and what a line tells; opening
//! and ending is `emergency`'s.

use crate::Casework;
use crate::book::Opened;
use crate::emergency::Told;
use crate::referred::agency_named;
use crate::seat::Seat;
use jiff::civil::DateTime;
use serde_json::json;
use service_kit::{Action, Context, Reach, ServiceError, reach};
use store::{Agency, EmergencyQuery, Unit};

/// The longest list.
const LONGEST_LIST: u32 = 50;

/// A case that was opened in an emergency, for whoever is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyView {
    /// Its id.
    pub id: String,
    /// What people call the case.
    pub code: String,
    /// The case, for whoever sees it.
    pub case_id: Option<String>,
    /// The name of who opened it.
    pub person: String,
    /// The name of their agency.
    pub agency: String,
    /// Why.
    pub reason: String,
    /// When.
    pub opened: DateTime,
    /// Until when it is open, or was.
    pub until: DateTime,
    /// Whether it is open now.
    pub is_open: bool,
    /// Whether the reader said that they saw it.
    pub is_seen: bool,
    /// Whether the reader opened it.
    pub is_own: bool,
}

impl Casework {
    /// What the reader is told of and has not seen yet; nothing for whoever is told of none.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn emergencies_unseen(&self, context: &Context) -> Result<Vec<EmergencyView>, ServiceError> {
        self.told(context, true).await
    }

    /// What the reader is told of, the latest first, and what they opened themselves and is open. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever neither opens any nor is told.
    pub async fn emergencies(
        &self,
        context: &Context,
    ) -> Result<(Vec<EmergencyView>, Vec<EmergencyView>), ServiceError> {
        let may = |action| reach(context.actor.role, action) > Reach::No;
        if !may(Action::OpenInEmergency) && !may(Action::OverseeEmergency) {
            return Err(ServiceError::Refused);
        }
        let agencies = self.book.kit.store.agencies().await?;
        let mut own = Vec::new();
        for one in self.book.kit.store.emergencies_of(&context.actor.account_id, context.at).await? {
            let Some(opened) = self.book.read_if_there(&one.case_id).await? else { continue };
            if let Some(told) = opened.emergency_of(context) {
                own.push(self.emergency_view(context, &opened, told, &agencies).await?);
            }
        }
        let told = self.told(context, false).await?;
        let detail = json!({ "count": told.len() });
        let entry = self.book.kit.entry(context, "emergency.list", "case", "", &detail);
        self.book.kit.commit(Unit::told(entry)).await?;
        Ok((own, told))
    }

    /// One, for whoever opened it or is told of it. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for everybody else.
    pub async fn one_emergency(&self, context: &Context, id: &str) -> Result<EmergencyView, ServiceError> {
        let (opened, one) = self.emergency(context, id).await?;
        let detail = json!({ "count": 1 });
        let entry = self.book.kit.entry(context, "emergency.list", "case", &opened.case.id, &detail);
        self.book.kit.commit(Unit::told(entry)).await?;
        let agencies = self.book.kit.store.agencies().await?;
        self.emergency_view(context, &opened, one, &agencies).await
    }

    async fn told(&self, context: &Context, unseen: bool) -> Result<Vec<EmergencyView>, ServiceError> {
        let actor = &context.actor;
        let reach = reach(actor.role, Action::OverseeEmergency);
        if reach == Reach::No {
            return Ok(Vec::new());
        }
        let query = EmergencyQuery {
            reader_id: actor.account_id.clone(),
            keeper: (reach < Reach::Everything).then(|| actor.agency_id.clone()),
            owner_id: (reach == Reach::OwnEntries).then(|| actor.account_id.clone()),
            unseen,
            limit: LONGEST_LIST,
        };
        let agencies = self.book.kit.store.agencies().await?;
        let mut views = Vec::new();
        for kept in self.book.kit.store.emergencies(&query).await? {
            let Some(opened) = self.book.read_if_there(&kept.case_id).await? else { continue };
            let one = opened.emergencies().into_iter().find(|one| one.id == kept.id);
            if let Some(one) = one.filter(|_| opened.may_oversee(context)) {
                views.push(self.emergency_view(context, &opened, one, &agencies).await?);
            }
        }
        Ok(views)
    }

    /// Those in which a case is open now, for whoever may end them.
    pub(crate) async fn emergencies_in(
        &self,
        context: &Context,
        opened: &Opened<'_>,
        agencies: &[Agency],
    ) -> Result<Vec<EmergencyView>, ServiceError> {
        let mut views = Vec::new();
        for one in opened.emergencies().into_iter().filter(|one| one.ends_at > context.at) {
            if opened.may_oversee(context) || one.account_id == context.actor.account_id {
                views.push(self.emergency_view(context, opened, one, agencies).await?);
            }
        }
        Ok(views)
    }

    async fn emergency_view(
        &self,
        context: &Context,
        opened: &Opened<'_>,
        one: Told,
        agencies: &[Agency],
    ) -> Result<EmergencyView, ServiceError> {
        let kit = &self.book.kit;
        let is_open = one.ends_at > context.at;
        let sees =
            Seat::of(context, &opened.members, Action::ReadCase).is_ok() || opened.emergency_of(context).is_some();
        Ok(EmergencyView {
            code: opened.case.code.clone(),
            case_id: sees.then(|| opened.case.id.clone()),
            person: self.account_name(&one.account_id).await?,
            agency: agency_named(agencies, &one.agency_id, context.lang),
            opened: kit.local(one.opened_at),
            until: kit.local(one.ends_at),
            is_open,
            is_seen: kit.store.has_seen_emergency(&one.id, &context.actor.account_id).await?,
            is_own: one.account_id == context.actor.account_id,
            id: one.id,
            reason: one.reason,
        })
    }
}
