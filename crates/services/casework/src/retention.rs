//! Closed cases by the time for which they are kept: whose time is over, whose is soon, and keeping one for longer. Owns what a list tells of
//! them: the code, the days and the rule, nothing of anybody's story. How long is the pack's to say; erasing is `erase`'s.

use crate::Casework;
use crate::book::Opened;
use crate::erase::ErasureAsked;
use crate::event::Happened;
use crate::waits::ERASING;
use calendar::{Date, date_label};
use jiff::ToSpan;
use language::{Message, Text};
use rules::{History, Kept, RulesError};
use serde_json::json;
use service_kit::{Action, Context, Reach, ServiceError, reach};
use std::collections::BTreeMap;
use store::RetentionQuery;

/// The time of a case is over soon when it is within so many days: a quarter is what it takes to ask everybody who may still need it.
pub const RETENTION_SOON_DAYS: i64 = 90;
/// A case is kept longer by at most so many years at once: then somebody looks again.
const LONGEST_YEARS: i64 = 5;
/// The most letters of a reason.
const LONGEST_WHY: usize = 500;
/// A case of a list, and how many a page has: each is read whole for its rule.
const A_PAGE: u32 = 50;

/// Which closed cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RetentionShown {
    /// Those whose time is over.
    #[default]
    Over,
    /// Those whose time is over within [`RETENTION_SOON_DAYS`].
    Soon,
    /// Those that wait for a second person to confirm that they are erased, on whatever ground.
    Asked,
}

/// A closed case in the list.
#[derive(Clone, Debug)]
pub struct RetentionLine {
    /// The case.
    pub case_id: String,
    /// The number of its events, for whatever is done with it.
    pub seen: i64,
    /// What people call it.
    pub code: String,
    /// What kind of case it is.
    pub title: Text,
    /// The day on which it was closed; nothing where no rule is about it.
    pub closed: Option<Date>,
    /// The last day on which it is kept; nothing where nobody said how long.
    pub until: Option<Date>,
    /// Why until then, in a sentence.
    pub why: Option<Message>,
    /// Where the rule stands and how sure it is.
    pub origin: Option<Message>,
    /// How many records go when it is erased.
    pub records: usize,
    /// How many people it alone is about: their records go with it.
    pub people: usize,
    /// What was asked for and waits for a second person.
    pub asked: Option<ErasureAsked>,
}

impl Opened<'_> {
    /// Until when the rules of today keep the case.
    fn kept(&self, history: &History, today: Date) -> Result<Option<Kept<'_>>, ServiceError> {
        // A state that the workflow in use does not know any more is judged by the one that the case went by.
        let knows = self.rules.in_use.state(&self.case.state).is_some();
        let workflow = if knows { self.rules.in_use } else { self.workflow };
        let told = |error: RulesError| ServiceError::Internal(format!("case {}: {error}", self.case.id));
        Kept::of(workflow, history, today).map_err(told)
    }

    /// Until when and why somebody keeps it for longer, said last since it was closed.
    fn kept_longer(&self) -> Option<(Date, &str)> {
        let said = self.events.iter().rev().map_while(|(_, what)| match what {
            Happened::Moved { .. } => None,
            Happened::KeptLonger { until, why } => Some(Some((until.parse().ok()?, why.as_str()))),
            _ => Some(None),
        });
        said.flatten().next()
    }

    /// The last day on which the case is kept; nothing while it is open, and where nobody said how long.
    pub(crate) fn kept_until(&self, today: Date) -> Result<Option<Date>, ServiceError> {
        if !self.case.is_closed {
            return Ok(None);
        }
        let kept = self.kept(&self.history()?, today)?;
        Ok(kept.map(|kept| kept.until).max(self.kept_longer().map(|(until, _)| until)))
    }

    /// Whether its time is over, or why it cannot be erased for that.
    pub(crate) fn time_is_over(&self, today: Date) -> Result<(), ServiceError> {
        let message = match self.kept_until(today)? {
            Some(until) if until < today => return Ok(()),
            Some(until) => Message::new("casework-retention-not-over").with("until", date_label(until)),
            None => Message::new("casework-retention-no-rule"),
        };
        Err(ServiceError::invalid("ground", message))
    }

    fn retention_line(
        &self,
        context: &Context,
        people: usize,
        names: &BTreeMap<String, String>,
    ) -> Result<RetentionLine, ServiceError> {
        let history = self.history()?;
        let kept = self.kept(&history, context.today())?;
        let longer = self.kept_longer().filter(|(until, _)| kept.as_ref().is_none_or(|kept| kept.until < *until));
        let longer_why = longer.map(|(_, why)| Message::new("casework-kept-longer").with("why", why));
        Ok(RetentionLine {
            case_id: self.case.id.clone(),
            seen: self.case.events,
            code: self.case.code.clone(),
            title: self.workflow.title.clone(),
            closed: history.state(self.workflow).map(|(_, since)| since),
            until: longer.map(|(until, _)| until).or(kept.as_ref().map(|kept| kept.until)),
            why: longer_why.or(kept.as_ref().map(|kept| kept.why.clone())),
            origin: kept.map(|kept| kept.by.rule.origin()),
            records: self.record_ids().len(),
            people,
            asked: self.erasure_told(context, names),
        })
    }
}

impl Casework {
    /// Closed cases that the caller's agency keeps, those whose time is over first at the top: a page from an offset on, and whether there are
    /// more. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever erases none.
    pub async fn retention(
        &self,
        context: &Context,
        shown: RetentionShown,
        offset: u32,
    ) -> Result<(Vec<RetentionLine>, bool), ServiceError> {
        let mut query = self.retention_query(context, shown)?;
        (query.offset, query.limit) = (offset, A_PAGE.saturating_add(1));
        let cases = self.book.kit.store.cases_kept(&query).await?;
        let more = cases.len() > A_PAGE as usize;
        let names = self.names_of_accounts().await?;
        let mut lines = Vec::new();
        for case in cases.into_iter().take(A_PAGE as usize) {
            if let Some(opened) = self.book.read_if_there(&case.id).await? {
                let people = self.about_it_alone(&opened).await?.len();
                lines.push(opened.retention_line(context, people, &names)?);
            }
        }
        let detail = json!({ "count": lines.len() });
        let entry = self.book.kit.entry(context, "case.retention", "case", "", &detail);
        self.book.kit.commit(store::Unit::told(entry)).await?;
        Ok((lines, more))
    }

    /// Cases of that list by their ids, as they stand now; those that are gone or not the caller's to erase are not there.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever erases none.
    pub async fn retention_of(&self, context: &Context, ids: &[String]) -> Result<Vec<RetentionLine>, ServiceError> {
        let query = self.retention_query(context, RetentionShown::Over)?;
        let names = self.names_of_accounts().await?;
        let mut lines = Vec::new();
        for id in ids.iter().take(A_PAGE as usize) {
            let opened = self.book.read_if_there(id).await?;
            if let Some(opened) = opened.filter(|one| one.case.is_closed && one.case.agency_id == query.agency_id) {
                let people = self.about_it_alone(&opened).await?.len();
                lines.push(opened.retention_line(context, people, &names)?);
            }
        }
        Ok(lines)
    }

    /// How much the caller should look at: closed cases whose time is over, and cases and people that wait for a second person. Cases are counted
    /// up to a page and one; nothing for whoever erases none.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn retention_waits(&self, context: &Context) -> Result<(usize, usize), ServiceError> {
        let mut found = [0, 0];
        for (count, shown) in found.iter_mut().zip([RetentionShown::Over, RetentionShown::Asked]) {
            let Ok(query) = self.retention_query(context, shown) else { return Ok((0, 0)) };
            let query = RetentionQuery { limit: A_PAGE.saturating_add(1), ..query };
            *count = self.book.kit.store.cases_kept(&query).await?.len();
        }
        let [over, asked] = found;
        Ok((over, asked.saturating_add(self.people_to_erase(context).await?.len())))
    }

    /// Keeps a closed case for longer than its rules say: until a day, for a reason that its history tells. An erasure that waits for a second
    /// person is over with it.
    ///
    /// # Errors
    /// As [`Casework::ask_to_erase`]; [`ServiceError::Invalid`] for a day that is over or more than five years away, or without a reason.
    pub async fn keep_longer(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
        until: Date,
        why: &str,
    ) -> Result<(), ServiceError> {
        let (today, why) = (context.today(), why.trim());
        let last = today.saturating_add(LONGEST_YEARS.years());
        if until <= today || until > last {
            let message = Message::new("casework-keep-until").with("last", date_label(last));
            return Err(ServiceError::invalid("until", message));
        }
        if why.is_empty() || why.chars().count() > LONGEST_WHY {
            let message = Message::new("casework-keep-why").with("most", LONGEST_WHY as i64);
            return Err(ServiceError::invalid("why", message));
        }
        let (mut opened, seat) = self.erasing(context, id, seen).await?;
        if opened.erasure_asked().is_some() {
            opened.add(context, &seat, None, Happened::NotErased)?;
        }
        let what = Happened::KeptLonger { until: until.to_string(), why: why.to_owned() };
        opened.add(context, &seat, None, what)?;
        self.write(context, opened, seen, Action::EraseCase, Vec::new()).await
    }

    async fn names_of_accounts(&self) -> Result<BTreeMap<String, String>, ServiceError> {
        let accounts = self.book.kit.store.accounts().await?;
        Ok(accounts.into_iter().map(|account| (account.id, account.name)).collect())
    }

    fn retention_query(&self, context: &Context, shown: RetentionShown) -> Result<RetentionQuery, ServiceError> {
        if reach(context.actor.role, Action::EraseCase) == Reach::No {
            return Err(ServiceError::Refused);
        }
        let today = context.today();
        let soon = today.saturating_add(RETENTION_SOON_DAYS.days());
        let (from, before) = match shown {
            RetentionShown::Soon => (today.to_string(), soon.to_string()),
            _ => (String::new(), today.to_string()),
        };
        let waits = if shown == RetentionShown::Asked { ERASING } else { 0 };
        let agency_id = context.actor.agency_id.clone();
        Ok(RetentionQuery { agency_id, from, before, waits, offset: 0, limit: A_PAGE })
    }
}
