//! What waits for a reader across their cases: agencies that must meet, moves to approve, agencies to let in as a second person. Owns what is
//! told of each; it is read in the case by the reader's seat, and what is noted beside cases only says where to look.

use crate::Casework;
use crate::list::own_scope;
use crate::parts::asked;
use crate::seat::Seat;
use crate::waits::WaitsFor;
use language::Text;
use service_kit::{Action, Context, ServiceError};
use store::{CaseNarrow, CaseQuery};

/// Cases that are looked into.
const LOOKED_INTO: u32 = 8;

/// What waits for a reader, what is due first at the top.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// The first of it.
    pub lines: Vec<WaitingLine>,
    /// Whether there are cases beyond those.
    pub more: bool,
}

/// One thing that waits.
#[derive(Clone, Debug)]
pub struct WaitingLine {
    /// The case.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What kind of case it is.
    pub kind: Text,
    /// What waits.
    pub what: WaitingWhat,
}

/// What waits.
#[derive(Clone, Debug)]
pub enum WaitingWhat {
    /// A conference that has not decided.
    Conference {
        /// Its id.
        id: String,
        /// Its name.
        title: Text,
        /// Whether the reader notes its decision.
        may_decide: bool,
    },
    /// A move that the reader approves or not.
    Approval {
        /// The move.
        step: String,
        /// Its name.
        title: Text,
    },
    /// An agency that somebody else wants to let in without consent.
    LettingIn {
        /// The agency.
        agency_id: String,
    },
}

impl Casework {
    /// What waits for the reader; the caller tells the audit.
    pub(crate) async fn waiting(&self, context: &Context) -> Result<Waiting, ServiceError> {
        let narrow = CaseNarrow { waits: WaitsFor::Reader.signs(context), ..CaseNarrow::default() };
        let limit = LOOKED_INTO.saturating_add(1);
        let query = CaseQuery { scope: own_scope(context, false)?, closed: false, narrow, offset: 0, limit };
        let found = self.book.kit.store.cases(&query).await?;
        let more = found.len() > LOOKED_INTO as usize;
        let mut lines = Vec::new();
        for listed in found.into_iter().take(LOOKED_INTO as usize) {
            lines.extend(self.waiting_in(context, &listed.case.id).await?);
        }
        Ok(Waiting { lines, more })
    }

    /// What waits for the reader in a case; nothing when they may not see it after all.
    async fn waiting_in(&self, context: &Context, id: &str) -> Result<Vec<WaitingLine>, ServiceError> {
        let (opened, seat) = match self.book.open(context, id, Action::ReadCase).await {
            Ok(found) => found,
            Err(ServiceError::NotFound) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let leads = Seat::of(context, &opened.members, Action::LeadCase).is_ok();
        let standing = opened.standing(context.today())?;
        let mut waits: Vec<WaitingWhat> = Vec::new();
        waits.extend(standing.conferences.iter().filter(|one| one.is_awaited).map(|one| WaitingWhat::Conference {
            id: one.conference.id.clone(),
            title: one.conference.title.clone(),
            may_decide: leads,
        }));
        let approvals =
            asked(context, &opened, &standing, &seat).into_iter().filter(|step| leads && !step.is_asked_for);
        waits.extend(approvals.map(|step| WaitingWhat::Approval { step: step.id, title: step.title }));
        let keeps = leads && seat.agency_id == opened.case.agency_id;
        let others = opened.letting_in().into_iter().filter(|one| keeps && one.3 != context.actor.account_id);
        waits.extend(others.map(|(agency_id, ..)| WaitingWhat::LettingIn { agency_id: agency_id.to_owned() }));
        let (code, kind) = (&opened.case.code, &opened.workflow.title);
        let line = |what| WaitingLine { id: id.to_owned(), code: code.clone(), kind: kind.clone(), what };
        Ok(waits.into_iter().map(line).collect())
    }
}
