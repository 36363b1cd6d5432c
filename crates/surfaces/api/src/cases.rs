//! `GET /api/v1/cases`, its board and its load: the cases that the caller may see, as lists and counts. Owns the words of the address; a list
//! names nobody whom a case is about.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::{Failure, told};
use axum::Json;
use axum::extract::{Query, State};
use casework::{BoardAsked, BoardColumn, CaseLine, CasesAsked, CasesPage, LONGEST_PAGE, LoadLine, WaitsFor};
use language::{Lang, Message};
use serde::{Deserialize, Serialize};
use service_kit::ServiceError;
use store::CaseCount;

/// Which cases, by the words of the pages' addresses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// `own` or `closed`; open ones when it is left out.
    which: String,
    pack: String,
    state: String,
    /// `yes` for those in which something is overdue.
    overdue: String,
    /// The account that answers for them.
    owner: String,
    /// `yes` for those that nobody answers for.
    nobody: String,
    /// The code of the province that they are about.
    province: String,
    /// The agency that keeps them.
    keeper: String,
    /// `reader`, `meeting` or `approval`.
    waits: String,
    /// At most so many, and never more than 100.
    limit: String,
    /// So many are left out at the start: the `next` of the answer before.
    offset: String,
}

#[derive(Serialize)]
pub(crate) struct Listed {
    /// How many cases the caller has, narrowed by nothing but whose they are.
    count: Counted,
    /// What `offset` is to be for the cases beyond these; left out when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<u32>,
    cases: Vec<Line>,
}

#[derive(Serialize)]
pub(crate) struct Counted {
    open: u64,
    overdue: u64,
    closed: u64,
}

#[derive(Serialize)]
pub(crate) struct Line {
    id: String,
    code: String,
    kind: String,
    state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_on: Option<String>,
    overdue: bool,
    owner: String,
    updated_at: i64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OfPack {
    pack: String,
}

#[derive(Serialize)]
pub(crate) struct Board {
    count: Counted,
    pack: String,
    kinds: Vec<Kind>,
    columns: Vec<Column>,
}

#[derive(Serialize)]
pub(crate) struct Kind {
    pack: String,
    title: String,
    open: u64,
}

#[derive(Serialize)]
pub(crate) struct Column {
    state: String,
    title: String,
    open: u64,
    overdue: u64,
    /// The first of them.
    cases: Vec<Line>,
}

#[derive(Serialize)]
pub(crate) struct Load {
    people: Vec<Loaded>,
}

#[derive(Serialize)]
pub(crate) struct Loaded {
    /// Empty for cases that nobody answers for.
    account: String,
    name: String,
    open: u64,
    overdue: u64,
    waiting: u64,
}

/// `GET /api/v1/cases`
pub(crate) async fn list(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<Listed>, Failure> {
    let asked = asked.of_list().map_err(told(&context))?;
    let (limit, offset) = (asked.limit.unwrap_or(LONGEST_PAGE), asked.offset);
    let found = state.casework.cases(&context, asked).await.map_err(told(&context))?;
    Ok(Json(listed(found, limit, offset, context.lang)))
}

/// `GET /api/v1/cases/board`
pub(crate) async fn board(
    State(state): State<ApiState>,
    Caller(context): Caller,
    Query(OfPack { pack }): Query<OfPack>,
) -> Result<Json<Board>, Failure> {
    let lang = context.lang;
    let board = state.casework.board(&context, BoardAsked { pack }).await.map_err(told(&context))?;
    let kind =
        |one: casework::BoardKind| Kind { pack: one.pack, title: one.title.get(lang).to_owned(), open: one.open };
    Ok(Json(Board {
        count: counted(&board.count),
        pack: board.pack,
        kinds: board.kinds.into_iter().map(kind).collect(),
        columns: board.columns.into_iter().map(|one| column(one, lang)).collect(),
    }))
}

/// `GET /api/v1/cases/load`
pub(crate) async fn load(State(state): State<ApiState>, Caller(context): Caller) -> Result<Json<Load>, Failure> {
    let lines = state.casework.load(&context).await.map_err(told(&context))?;
    let loaded = |one: LoadLine| Loaded {
        account: one.account_id,
        name: one.name,
        open: one.open,
        overdue: one.overdue,
        waiting: one.waiting,
    };
    Ok(Json(Load { people: lines.into_iter().map(loaded).collect() }))
}

impl Asked {
    fn of_list(self) -> Result<CasesAsked, ServiceError> {
        let set = |text: String| Some(text).filter(|text| !text.is_empty());
        let waits = match self.waits.as_str() {
            "" => WaitsFor::Anything,
            "reader" => WaitsFor::Reader,
            "meeting" => WaitsFor::Meeting,
            "approval" => WaitsFor::Approval,
            _ => return Err(unknown("waits", "reader, meeting, approval")),
        };
        if !["", "own", "closed"].contains(&self.which.as_str()) {
            return Err(unknown("which", "own, closed"));
        }
        Ok(CasesAsked {
            closed: self.which == "closed",
            own: self.which == "own",
            pack: set(self.pack),
            state: set(self.state),
            overdue: is_yes("overdue", &self.overdue)?,
            owner_id: if is_yes("nobody", &self.nobody)? { Some(String::new()) } else { set(self.owner) },
            province: set(self.province),
            keeper: set(self.keeper),
            shared: false,
            waits,
            with_waiting: false,
            offset: number("offset", &self.offset, 0, i32::MAX as u32)?.unwrap_or_default(),
            limit: Some(number("limit", &self.limit, 1, LONGEST_PAGE)?.unwrap_or(LONGEST_PAGE)),
        })
    }
}

fn is_yes(name: &str, said: &str) -> Result<bool, ServiceError> {
    match said {
        "" => Ok(false),
        "yes" => Ok(true),
        _ => Err(unknown(name, "yes")),
    }
}

fn unknown(name: &str, known: &str) -> ServiceError {
    ServiceError::invalid(name, Message::new("api-choose").with("known", known))
}

/// A number of the address; nothing when it is left out.
fn number(name: &str, said: &str, least: u32, most: u32) -> Result<Option<u32>, ServiceError> {
    let wrong = || Message::new("api-not-number").with("least", least).with("most", most);
    match said.parse().ok().filter(|number| (least..=most).contains(number)) {
        Some(number) => Ok(Some(number)),
        None if said.is_empty() => Ok(None),
        None => Err(ServiceError::invalid(name, wrong())),
    }
}

fn listed(found: CasesPage, limit: u32, offset: u32, lang: Lang) -> Listed {
    let shown = u32::try_from(found.lines.len()).unwrap_or(u32::MAX);
    Listed {
        count: counted(&found.count),
        // A full page may be the last one; then the next is empty.
        next: (shown >= limit).then(|| offset.saturating_add(shown)),
        cases: found.lines.into_iter().map(|one| line(one, lang)).collect(),
    }
}

fn counted(count: &CaseCount) -> Counted {
    Counted { open: count.open, overdue: count.overdue, closed: count.closed }
}

fn column(one: BoardColumn, lang: Lang) -> Column {
    Column {
        state: one.state,
        title: one.title.get(lang).to_owned(),
        open: one.open,
        overdue: one.overdue,
        cases: one.cards.into_iter().map(|card| line(card, lang)).collect(),
    }
}

fn line(one: CaseLine, lang: Lang) -> Line {
    Line {
        kind: one.kind.get(lang).to_owned(),
        state: one.state.get(lang).to_owned(),
        due_on: one.due_on.map(|day| day.to_string()),
        overdue: one.is_overdue,
        id: one.id,
        code: one.code,
        owner: one.owner,
        updated_at: one.updated_at,
    }
}
