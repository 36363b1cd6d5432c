//! The audit chain as those who may see it look through it: whose entries, which, and a page at a time by their place. Owns whom the
//! chain is shown to; whether it holds is `chain`'s.

use crate::Identity;
use jiff::ToSpan;
use jiff::civil::Date;
use service_kit::{Action, Context, ServiceError, scope};
use store::{AuditQuery, AuditRow, Scope};

/// Entries on a page.
pub const AUDIT_PAGE: u32 = 50;

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditAsked {
    /// Only what this account did; `system` for what the product did by itself.
    pub person: Option<String>,
    /// Only actions that begin with this.
    pub action: Option<String>,
    /// Only what was done to this.
    pub subject: Option<String>,
    /// From this day on.
    pub from: Option<Date>,
    /// Up to this day, included.
    pub until: Option<Date>,
    /// Where the page lies.
    pub position: AuditPosition,
}

/// Where a page lies, by the places of rows: what is added meanwhile moves no page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AuditPosition {
    /// The newest rows.
    #[default]
    Newest,
    /// The rows before this place.
    Before(i64),
    /// The rows after this place.
    After(i64),
}

/// A page of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditEntries {
    /// Newest first.
    pub rows: Vec<AuditRow>,
    /// Where the page of later rows lies.
    pub later: Option<AuditPosition>,
    /// Where the page of earlier rows lies.
    pub earlier: Option<AuditPosition>,
}

impl Identity {
    /// Entries that the caller may see, a page at a time.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller sees none.
    pub async fn audit(&self, context: &Context, asked: &AuditAsked) -> Result<AuditEntries, ServiceError> {
        let (before, after) = match asked.position {
            AuditPosition::Newest => (None, None),
            AuditPosition::Before(place) => (Some(place), None),
            AuditPosition::After(place) => (None, Some(place)),
        };
        let next_day = |day: Date| day.saturating_add(1.day());
        let query = AuditQuery {
            agency_id: self.audited_agency(context)?,
            actor: asked.person.clone(),
            action_prefix: asked.action.clone(),
            subject_id: asked.subject.clone(),
            from: asked.from.map(|day| self.kit.start_of(day)),
            until: asked.until.map(|day| self.kit.start_of(next_day(day))),
            before,
            after,
            // One more than is shown says whether there are more.
            limit: AUDIT_PAGE + 1,
        };
        let mut rows = self.kit.store.audit(&query).await?;
        let more = rows.len() > AUDIT_PAGE as usize;
        if after.is_some() && more {
            rows.remove(0);
        } else {
            rows.truncate(AUDIT_PAGE as usize);
        }
        let (first, last) = (rows.first().map(|row| row.seq), rows.last().map(|row| row.seq));
        let has_later = if after.is_some() { more } else { before.is_some() };
        let has_earlier = if after.is_some() { true } else { more };
        Ok(AuditEntries {
            later: first.filter(|_| has_later).map(AuditPosition::After),
            earlier: last.filter(|_| has_earlier).map(AuditPosition::Before),
            rows,
        })
    }

    /// The people whose entries the caller may see, as id and name, by name: who may see what was done may see who did it.
    ///
    /// # Errors
    /// As [`Identity::audit`].
    pub async fn audited_people(&self, context: &Context) -> Result<Vec<(String, String)>, ServiceError> {
        let agency = self.audited_agency(context)?;
        let accounts = self.kit.store.accounts().await?;
        let seen = accounts.into_iter().filter(|account| agency.as_ref().is_none_or(|own| account.agency_id == *own));
        Ok(seen.map(|account| (account.id, account.name)).collect())
    }

    /// The only agency whose entries the caller may see; none when they may see every agency's.
    fn audited_agency(&self, context: &Context) -> Result<Option<String>, ServiceError> {
        match scope(&context.actor, Action::ReadAudit) {
            Scope::All => Ok(None),
            Scope::Agencies(agencies) => agencies.into_iter().next().map(Some).ok_or(ServiceError::Refused),
        }
    }
}
