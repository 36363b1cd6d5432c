//! A meeting over several cases: which could come up, how each stands for whoever is there, and what the minutes say of it. Owns that minutes
//! tell what their maker may see and nothing else, and that making them is told in the audit chain; no meeting is kept here.

use crate::Casework;
use crate::list::{CaseLine, own_scope};
use crate::view::{CaseView, TimelineEntry};
use crate::waits::WaitsFor;
use serde_json::json;
use service_kit::{Action, Context, ServiceError};
use std::collections::BTreeSet;
use store::{CaseNarrow, CaseQuery, Unit};

/// The most cases of one meeting.
pub const MOST_IN_MEETING: usize = 30;
/// The most cases of each kind that are offered.
const OFFERED: u32 = 50;

/// Cases that could come up in a meeting.
#[derive(Clone, Debug, Default)]
pub struct ForMeeting {
    /// Those in which agencies must decide something together.
    pub awaited: Vec<CaseLine>,
    /// The others, what is due first at the top.
    pub others: Vec<CaseLine>,
}

/// A case that came up, as its minutes tell of it.
#[derive(Clone, Debug)]
pub struct CaseInMeeting {
    /// The case for whoever makes the minutes.
    pub view: CaseView,
    /// What was decided in it today, the earliest first.
    pub today: Vec<TimelineEntry>,
}

impl Casework {
    /// The open cases that could come up in a meeting. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever may see none.
    pub async fn for_meeting(&self, context: &Context) -> Result<ForMeeting, ServiceError> {
        let scope = own_scope(context, false)?;
        let narrow = CaseNarrow { waits: WaitsFor::Meeting.signs(context), ..CaseNarrow::default() };
        let mut query = CaseQuery { scope, closed: false, narrow, offset: 0, limit: OFFERED };
        let awaited = self.lines(context, &query).await?;
        query.narrow = CaseNarrow::default();
        let mut others = self.lines(context, &query).await?;
        let known: BTreeSet<&str> = awaited.iter().map(|line| line.id.as_str()).collect();
        others.retain(|line| !known.contains(line.id.as_str()));
        self.tell_list(context, awaited.len().saturating_add(others.len())).await?;
        Ok(ForMeeting { awaited, others })
    }

    /// The cases of a meeting in the order of the ids, without those that the reader may not see: for them there are none. Leaves an audit
    /// entry a case.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when none is left.
    pub async fn meeting(&self, context: &Context, ids: &[String]) -> Result<Vec<CaseInMeeting>, ServiceError> {
        self.together(context, ids, false).await
    }

    /// The same for minutes that are taken away, which the audit tells besides.
    ///
    /// # Errors
    /// As [`Casework::meeting`].
    pub async fn minutes(&self, context: &Context, ids: &[String]) -> Result<Vec<CaseInMeeting>, ServiceError> {
        self.together(context, ids, true).await
    }

    async fn together(
        &self,
        context: &Context,
        ids: &[String],
        is_export: bool,
    ) -> Result<Vec<CaseInMeeting>, ServiceError> {
        let mut known = BTreeSet::new();
        let ids = ids.iter().filter(|id| known.insert(id.as_str())).take(MOST_IN_MEETING);
        let (mut cases, mut audit) = (Vec::new(), Vec::new());
        for id in ids {
            let (opened, seat) = match self.book.open(context, id, Action::ReadCase).await {
                Ok(found) => found,
                Err(ServiceError::NotFound) => continue,
                Err(error) => return Err(error),
            };
            let view = self.view(context, &opened, &seat).await?;
            audit.push(self.book.kit.entry(context, Action::ReadCase.id(), &view.pack, id, &json!({})));
            cases.push(of_today(context, view));
        }
        if cases.is_empty() {
            return Err(ServiceError::NotFound);
        }
        if is_export {
            audit.push(self.book.kit.entry(context, "case.minutes", "case", "", &json!({ "count": cases.len() })));
        }
        self.book.kit.commit(Unit::new(Vec::new(), audit)).await?;
        Ok(cases)
    }
}

fn of_today(context: &Context, view: CaseView) -> CaseInMeeting {
    let is_todays = |entry: &&TimelineEntry| entry.on == context.today() && entry.is_decision;
    let today = view.timeline.iter().rev().filter(is_todays).cloned().collect();
    CaseInMeeting { view, today }
}
