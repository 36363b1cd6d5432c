//! Lists of cases: those that a reader may see, what is due first at the top. Owns what a line tells; a list names nobody whom a case is about.

use crate::Casework;
use crate::emergency::plain;
use crate::seat::Seat;
use crate::waiting::Waiting;
use crate::waits::WaitsFor;
use calendar::{Date, deadline};
use collection::ListQuery;
use language::{Message, Text};
use service_kit::{Action, Context, ServiceError, case_scope};
use store::{CaseCount, CaseNarrow, CaseQuery, CaseScope, Filter, ListedCase, Test, Value};

/// The longest page.
pub const LONGEST_PAGE: u32 = 100;

/// What is asked of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CasesAsked {
    /// Closed ones instead of open ones.
    pub closed: bool,
    /// Only those that the reader answers for.
    pub own: bool,
    /// Only those of a pack.
    pub pack: Option<String>,
    /// Only those in a state.
    pub state: Option<String>,
    /// Only those in which something is overdue.
    pub overdue: bool,
    /// Only those that an account answers for in the reader's agency; an empty one for those that nobody does.
    pub owner_id: Option<String>,
    /// Only those that are about a province, by its code; an empty one for those of which none is known.
    pub province: Option<String>,
    /// Only those that an agency keeps.
    pub keeper: Option<String>,
    /// Only those that another agency keeps.
    pub shared: bool,
    /// Only those that wait for this.
    pub waits: WaitsFor,
    /// Whether what waits for the reader is told too.
    pub with_waiting: bool,
    /// So many are left out at the beginning.
    pub offset: u32,
    /// At most so many, and never more than [`LONGEST_PAGE`]; that many when nothing is said.
    pub limit: Option<u32>,
}

/// A page of cases.
#[derive(Clone, Debug)]
pub struct CasesPage {
    /// The lines.
    pub lines: Vec<CaseLine>,
    /// How many there are, narrowed by nothing but whose they are.
    pub count: CaseCount,
    /// What waits for the reader, when that was asked for.
    pub waiting: Waiting,
}

/// A case in a list.
#[derive(Clone, Debug)]
pub struct CaseLine {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub code: String,
    /// What kind of case it is.
    pub kind: Text,
    /// Its state.
    pub state: Text,
    /// What is due first, said from today.
    pub due: Option<Message>,
    /// The day itself.
    pub due_on: Option<Date>,
    /// Whether that day is over.
    pub is_overdue: bool,
    /// The name of who answers for it in the reader's agency.
    pub owner: String,
    /// When something last happened in it.
    pub updated_at: store::Millis,
}

/// Cases that call for the reader.
#[derive(Clone, Debug, Default)]
pub struct Calling {
    /// Those of other agencies for which nobody in the reader's answers.
    pub shared: Vec<CaseLine>,
    /// Those that wait for the reader, or for a meeting in which they take part.
    pub waiting: Vec<CaseLine>,
}

/// Cases that are looked through for the few that are named.
pub(crate) const LOOKED_THROUGH: u32 = 50;

impl Casework {
    /// Cases that the reader may see. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever may see none.
    pub async fn cases(&self, context: &Context, asked: CasesAsked) -> Result<CasesPage, ServiceError> {
        let scope = own_scope(context, asked.own)?;
        let count = self.counts.of(&self.book.kit, &scope).await?;
        let narrow = CaseNarrow {
            pack: asked.pack,
            state: asked.state,
            overdue: asked.overdue,
            owner_id: asked.owner_id,
            province: asked.province,
            keeper: asked.keeper,
            shared: asked.shared,
            waits: asked.waits.signs(context),
        };
        let limit = asked.limit.map_or(LONGEST_PAGE, |limit| limit.min(LONGEST_PAGE));
        let query = CaseQuery { scope, closed: asked.closed, narrow, offset: asked.offset, limit };
        let lines = self.lines(context, &query).await?;
        let waiting = if asked.with_waiting { self.waiting(context).await? } else { Waiting::default() };
        let told = lines.len().saturating_add(waiting.lines.len());
        self.tell_list(context, told).await?;
        Ok(CasesPage { lines, count, waiting })
    }

    /// The lines of a question; the caller tells the audit.
    pub(crate) async fn lines(&self, context: &Context, query: &CaseQuery) -> Result<Vec<CaseLine>, ServiceError> {
        let today = context.today();
        let listed = self.book.kit.store.cases(query).await?;
        Ok(listed.into_iter().filter_map(|one| self.line(one, today)).collect())
    }

    /// A case's line; nothing when its pack is no longer here.
    fn line(&self, ListedCase { case, owner }: ListedCase, today: Date) -> Option<CaseLine> {
        let workflow = self.book.rules_of(&case).ok()?.workflow;
        let due_on: Option<Date> = case.due.as_deref().and_then(|due| due.parse().ok()).filter(|_| !case.is_closed);
        Some(CaseLine {
            kind: workflow.title.clone(),
            state: workflow.state(&case.state).map(|state| state.title.clone()).unwrap_or_default(),
            due: due_on.map(|due| deadline(due, today)),
            is_overdue: due_on.is_some_and(|due| due < today),
            due_on,
            owner,
            id: case.id,
            code: case.code,
            updated_at: case.updated_at,
        })
    }

    /// Tells the audit that so many cases were listed.
    pub(crate) async fn tell_list(&self, context: &Context, count: usize) -> Result<(), ServiceError> {
        let detail = serde_json::json!({ "count": count });
        let entry = self.book.kit.entry(context, "case.list", "case", "", &detail);
        self.book.kit.commit(store::Unit::told(entry)).await.map(drop)
    }

    /// How many cases the reader has; none for whoever may see none.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn case_count(&self, context: &Context) -> Result<Option<CaseCount>, ServiceError> {
        let scope: Option<CaseScope> = case_scope(context, Action::ReadCase).filter(|_| self.has_workflows());
        match scope {
            None => Ok(None),
            Some(scope) => Ok(Some(self.counts.of(&self.book.kit, &scope).await?)),
        }
    }

    /// Cases that other agencies keep and for which nobody in the reader's answers, and those that wait for the reader, at most so many of
    /// each; none for whoever may see none. Leaves an audit entry when there are some.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn calling(&self, context: &Context, limit: u32) -> Result<Calling, ServiceError> {
        let Some(scope) = case_scope(context, Action::ReadCase).filter(|_| self.has_workflows()) else {
            return Ok(Calling::default());
        };
        let new = CaseNarrow { shared: true, owner_id: Some(String::new()), ..CaseNarrow::default() };
        let waiting = CaseNarrow { waits: WaitsFor::Reader.signs(context), ..CaseNarrow::default() };
        let query = |narrow| CaseQuery { scope: scope.clone(), closed: false, narrow, offset: 0, limit };
        // What was shared or changed last comes first, whatever is due in it: others wait for an answer.
        let mut shared = self.lines(context, &CaseQuery { limit: LOOKED_THROUGH, ..query(new) }).await?;
        shared.sort_by_key(|line| std::cmp::Reverse(line.updated_at));
        shared.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let waiting = self.lines(context, &query(waiting)).await?;
        let told = shared.len().saturating_add(waiting.len());
        if told > 0 {
            self.tell_list(context, told).await?;
        }
        Ok(Calling { shared, waiting })
    }

    /// The case of a code, its own or that of what opened it, as far as the caller may see it: a code that is none and a case that is
    /// hidden look the same.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn case_called(&self, context: &Context, code: &str) -> Result<Option<String>, ServiceError> {
        let cases = self.book.kit.store.cases_by_code(&plain(code)).await?;
        let called = self.first_seen(context, cases.into_iter().map(|case| case.id).collect()).await?;
        // A hidden case of that code takes as long as none.
        match called {
            Some(id) => Ok(Some(id)),
            None => self.first_seen(context, self.opened_as(context, code.trim()).await?).await,
        }
    }

    async fn first_seen(&self, context: &Context, ids: Vec<String>) -> Result<Option<String>, ServiceError> {
        for id in ids {
            if self.has_case(context, &id).await? {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// What opened cases and is called so, in forms whose name for it is one open question.
    async fn opened_as(&self, context: &Context, called: &str) -> Result<Vec<String>, ServiceError> {
        let mut ids = Vec::new();
        for form in self.opening_forms(context) {
            let Some(column) = self.collection.naming_column(&form.form)? else { continue };
            let written = [called.to_owned(), called.to_uppercase()].map(Value::Text);
            let filters = vec![Filter { column, test: Test::In(written.into()) }];
            let asked = ListQuery { filters, count_to: 0, ..ListQuery::recent(&form.form) };
            let found = self.collection.outline(context, asked).await?.records;
            ids.extend(found.into_iter().map(|record| record.id));
        }
        Ok(ids)
    }

    /// Whether there is a case of this id that the caller may see.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn has_case(&self, context: &Context, id: &str) -> Result<bool, ServiceError> {
        let members = self.book.kit.store.case_members(id).await?;
        Ok(Seat::of(context, &members, Action::ReadCase).is_ok())
    }

    pub(crate) async fn account_name(&self, id: &str) -> Result<String, ServiceError> {
        Ok(self.book.kit.store.account(id).await?.map_or_else(|| id.to_owned(), |account| account.name))
    }
}

/// Whose cases a reader sees, or of these only their own.
pub(crate) fn own_scope(context: &Context, own: bool) -> Result<CaseScope, ServiceError> {
    let mut scope = case_scope(context, Action::ReadCase).ok_or(ServiceError::Refused)?;
    if own {
        scope.owner_id = Some(context.actor.account_id.clone());
    }
    Ok(scope)
}
