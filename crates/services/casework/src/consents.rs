//! Consents over all cases: which hold, which end soon, which are over or were withdrawn. Owns what a list tells of them: the case's code and
//! the agencies, never who gave it or what they said.

use crate::Casework;
use crate::book::Opened;
use crate::referred::agency_named;
use crate::seat::{KEEPER, Seat};
use calendar::Date;
use jiff::Span;
use serde_json::json;
use service_kit::{Action, Context, Reach, ServiceError, reach};
use std::collections::BTreeSet;
use store::{CaseConsent, Change, ConsentQuery, Unit};

/// A consent that ends within so many days ends soon: a month is what it takes to see a person again and ask.
pub const SOON_DAYS: i64 = 30;

/// Which consents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConsentsShown {
    /// Those that hold today.
    #[default]
    Holding,
    /// Those that hold today and end within [`SOON_DAYS`].
    Ending,
    /// Those whose last day is over.
    Over,
    /// Those that were withdrawn.
    Withdrawn,
}

/// A consent in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentLine {
    /// What people call the case.
    pub code: String,
    /// The case, for whoever sees it.
    pub case_id: Option<String>,
    /// The name of the agency that keeps the case.
    pub keeper: String,
    /// The name of the agency that the consent is for.
    pub agency: String,
    /// The day on which it was given.
    pub given_on: Date,
    /// The last day on which it holds; nothing when no day was set.
    pub until: Option<Date>,
    /// The day on which it was withdrawn.
    pub withdrawn_on: Option<Date>,
}

impl Opened<'_> {
    /// The rows that lists keep of a consent.
    pub(crate) fn consent_rows(&self, number: i64, withdrawn_on: Option<Date>) -> Vec<Change> {
        let Some((_, given_on, consent, _)) = self.consents().find(|(known, ..)| *known == number) else {
            return Vec::new();
        };
        let agencies: BTreeSet<&String> = consent.agencies.iter().collect();
        let row = |agency_id: &String| {
            Change::PutConsent(CaseConsent {
                case_id: self.case.id.clone(),
                number,
                agency_id: agency_id.clone(),
                given_on: given_on.to_owned(),
                until: consent.until.clone(),
                withdrawn_on: withdrawn_on.map(|day| day.to_string()),
            })
        };
        agencies.into_iter().map(row).collect()
    }
}

impl Casework {
    /// Consents, those that end first at the top: at most [`crate::LONGEST_PAGE`] from an offset on. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever may see none.
    pub async fn consents(
        &self,
        context: &Context,
        shown: ConsentsShown,
        offset: u32,
    ) -> Result<Vec<ConsentLine>, ServiceError> {
        let keeper = match reach(context.actor.role, Action::ReadConsents) {
            Reach::No => return Err(ServiceError::Refused),
            Reach::Everything => None,
            _ => Some(context.actor.agency_id.clone()),
        };
        let store = &self.book.kit.store;
        let agencies = self.agencies_known().await?;
        let mut lines = Vec::new();
        for one in store.consents(&query(context.today(), shown, keeper, offset)).await? {
            let members = store.case_members(&one.consent.case_id).await?;
            // The agency that keeps a case takes part until the case is erased.
            if !members.iter().any(|member| member.as_kind == KEEPER && member.is_open) {
                continue;
            }
            let sees = Seat::of(context, &members, Action::ReadCase).is_ok();
            let day = |day: &str| {
                let internal = |_| ServiceError::Internal(format!("a day of case {}", one.consent.case_id));
                day.parse::<Date>().map_err(internal)
            };
            lines.push(ConsentLine {
                keeper: agency_named(&agencies, &one.keeper, context.lang),
                agency: agency_named(&agencies, &one.consent.agency_id, context.lang),
                given_on: day(&one.consent.given_on)?,
                until: one.consent.until.as_deref().map(day).transpose()?,
                withdrawn_on: one.consent.withdrawn_on.as_deref().map(day).transpose()?,
                case_id: sees.then(|| one.consent.case_id.clone()),
                code: one.code.clone(),
            });
        }
        let detail = json!({ "count": lines.len() });
        let entry = self.book.kit.entry(context, Action::ReadConsents.id(), "case", "", &detail);
        self.book.kit.commit(Unit::told(entry)).await?;
        Ok(lines)
    }
}

fn query(today: Date, shown: ConsentsShown, keeper: Option<String>, offset: u32) -> ConsentQuery {
    let day = |days: i64| Some(today.saturating_add(Span::new().days(days)).to_string());
    let (withdrawn, from, to) = match shown {
        ConsentsShown::Holding => (false, day(0), None),
        ConsentsShown::Ending => (false, day(0), day(SOON_DAYS)),
        ConsentsShown::Over => (false, None, day(-1)),
        ConsentsShown::Withdrawn => (true, None, None),
    };
    ConsentQuery { keeper, withdrawn, from, to, offset, limit: crate::LONGEST_PAGE }
}
