//! What somebody does next in the cases they answer for. Owns choosing the one thing that is told of each; everything that can be done in a
//! case is told on its page, and what waits for somebody's word is `waiting`'s.

use crate::Casework;
use crate::list::LOOKED_THROUGH;
use crate::parts::{moves, tasks};
use language::{Message, Text};
use service_kit::{Action, Context, ServiceError, case_scope};
use store::{CaseNarrow, CaseQuery};

/// What somebody does next in a case.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The case.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What kind of case it is.
    pub kind: Text,
    /// What is to be done first.
    pub next: Text,
    /// Until when, said from today.
    pub due: Option<Message>,
    /// Whether that day is over.
    pub is_overdue: bool,
}

impl Casework {
    /// What the reader does next in so many of the cases they answer for: a task that is theirs, or the first move that they can make. The first
    /// half are those in which something is due first, the others those that were opened or changed last. Nothing of cases in which others are
    /// to act. Leaves an audit entry when there are some.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn turns(&self, context: &Context, limit: u32) -> Result<Vec<Turn>, ServiceError> {
        let Some(mut scope) = case_scope(context, Action::WorkCase).filter(|_| self.has_workflows()) else {
            return Ok(Vec::new());
        };
        scope.owner_id = Some(context.actor.account_id.clone());
        let narrow = CaseNarrow::default();
        let query = CaseQuery { scope, closed: false, narrow, offset: 0, limit: LOOKED_THROUGH };
        let mut own = self.book.kit.store.cases(&query).await?;
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let later = own.split_off(most.div_ceil(2).min(own.len()));
        let mut later: Vec<_> = later.into_iter().map(|listed| listed.case).collect();
        later.sort_by_key(|case| std::cmp::Reverse(case.updated_at));
        let ids = own.into_iter().map(|listed| listed.case.id).chain(later.into_iter().map(|case| case.id));
        let mut turns = Vec::new();
        for id in ids.take(most) {
            turns.extend(self.turn_in(context, &id).await?);
        }
        if !turns.is_empty() {
            self.tell_list(context, turns.len()).await?;
        }
        Ok(turns)
    }

    /// What the reader does next in a case; nothing when they may not work in it after all.
    async fn turn_in(&self, context: &Context, id: &str) -> Result<Option<Turn>, ServiceError> {
        let (opened, seat) = match self.book.open(context, id, Action::WorkCase).await {
            Ok(found) => found,
            Err(ServiceError::NotFound | ServiceError::Refused) => return Ok(None),
            Err(error) => return Err(error),
        };
        let standing = opened.standing(context.today())?;
        let moves = moves(context, &opened, &standing, &seat);
        let todo = tasks(context, &opened, &standing, &seat, &moves).into_iter().filter(|task| task.is_theirs);
        let first = todo.min_by_key(|task| !task.is_overdue).map(|task| (task.title, task.due, task.is_overdue));
        let step = || moves.iter().find(|step| step.hindrance.is_none()).map(|step| (step.title.clone(), None, false));
        Ok(first.or_else(step).map(|(next, due, is_overdue)| Turn {
            id: id.to_owned(),
            code: opened.case.code.clone(),
            kind: opened.workflow.title.clone(),
            next,
            due,
            is_overdue,
        }))
    }
}
