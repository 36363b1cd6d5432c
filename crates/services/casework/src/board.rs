//! Open cases by their states: how many there are in each, and the first of them. Owns the columns; whose cases are counted is the same as in
//! the list.

use crate::Casework;
use crate::list::{CaseLine, own_scope};
use language::Text;
use service_kit::{Context, ServiceError};
use store::{CaseCount, CaseNarrow, CaseQuery, CaseScope, CaseStateCount};

/// Cases that a column shows.
const SHOWN: u32 = 4;

/// What is asked of a board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardAsked {
    /// The pack; the one with most open cases when there is none of that id.
    pub pack: String,
}

/// The states of a pack's cases.
#[derive(Clone, Debug)]
pub struct Board {
    /// Every kind of case, with how many are open.
    pub kinds: Vec<BoardKind>,
    /// The pack that is shown.
    pub pack: String,
    /// Its states that do not end a case, in the order of its workflow.
    pub columns: Vec<BoardColumn>,
    /// How many cases of all packs there are.
    pub count: CaseCount,
}

/// A kind of case.
#[derive(Clone, Debug)]
pub struct BoardKind {
    /// The pack.
    pub pack: String,
    /// What its cases are called.
    pub title: Text,
    /// How many are open.
    pub open: u64,
}

/// A state with its cases.
#[derive(Clone, Debug)]
pub struct BoardColumn {
    /// The state.
    pub state: String,
    /// Its name.
    pub title: Text,
    /// How many cases are in it.
    pub open: u64,
    /// In how many of them something is overdue.
    pub overdue: u64,
    /// The first of them, what is due first at the top.
    pub cards: Vec<CaseLine>,
}

impl Casework {
    /// Open cases by their states. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever may see none, [`ServiceError::NotFound`] when no pack has cases.
    pub async fn board(&self, context: &Context, asked: BoardAsked) -> Result<Board, ServiceError> {
        let scope = own_scope(context, false)?;
        let store = &self.book.kit.store;
        let (count, counts) = (self.counts.of(&self.book.kit, &scope).await?, store.case_states(&scope).await?);
        let kinds: Vec<BoardKind> = self
            .book
            .workflows()
            .map(|(pack, workflow)| BoardKind {
                pack: pack.id.clone(),
                title: workflow.title.clone(),
                open: counts.iter().filter(|one| one.pack == pack.id).map(|one| one.open).sum(),
            })
            .collect();
        let chosen = kinds.iter().find(|kind| kind.pack == asked.pack);
        // Of several with as many, the first.
        let chosen = chosen.or_else(|| kinds.iter().rev().max_by_key(|kind| kind.open));
        let pack = chosen.ok_or(ServiceError::NotFound)?.pack.clone();
        let mut columns = self.columns(&pack, &counts)?;
        for column in columns.iter_mut().filter(|column| column.open > 0) {
            column.cards = self.cards(context, &scope, &pack, &column.state).await?;
            if column.title == Text::default() {
                column.title = column.cards.first().map(|card| card.state.clone()).unwrap_or_default();
            }
        }
        self.tell_list(context, columns.iter().map(|column| column.cards.len()).sum()).await?;
        Ok(Board { kinds, pack, columns, count })
    }

    /// The states of a pack; those that only an earlier version of its workflow has stand last, without a name.
    fn columns(&self, pack: &str, counts: &[CaseStateCount]) -> Result<Vec<BoardColumn>, ServiceError> {
        let (_, workflow) = self.book.workflow(pack)?;
        let of = |state: &str| counts.iter().find(|one| one.pack == pack && one.state == state);
        let column = |state: &str, title: Text| BoardColumn {
            state: state.to_owned(),
            title,
            open: of(state).map_or(0, |one| one.open),
            overdue: of(state).map_or(0, |one| one.overdue),
            cards: Vec::new(),
        };
        let known = workflow.states.iter().filter(|state| !state.ends);
        let earlier = counts.iter().filter(|one| one.pack == pack && workflow.state(&one.state).is_none());
        let known = known.map(|state| column(&state.id, state.title.clone()));
        Ok(known.chain(earlier.map(|one| column(&one.state, Text::default()))).collect())
    }

    async fn cards(
        &self,
        context: &Context,
        scope: &CaseScope,
        pack: &str,
        state: &str,
    ) -> Result<Vec<CaseLine>, ServiceError> {
        let narrow = CaseNarrow { pack: Some(pack.to_owned()), state: Some(state.to_owned()), ..CaseNarrow::default() };
        let query = CaseQuery { scope: scope.clone(), closed: false, narrow, offset: 0, limit: SHOWN };
        self.lines(context, &query).await
    }
}
