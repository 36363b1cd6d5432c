//! Cases narrowed and counted: the statements whose conditions a reader chooses. Owns that a narrower list has the same scope as the whole.

use super::cases::case_file;
use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::{Conditions, select_records};
use store::{
    CaseKeeperCount, CaseLoad, CaseProvinceCount, CaseQuery, CaseScope, CaseStateCount, ListedCase, StoreError,
};

const LISTED: &str = "c.id, c.pack, c.version, c.code, c.agency_id, c.author_id, c.state, c.is_closed, c.due, c.events, c.opened_at, \
                      c.updated_at, c.waits, c.keep_until, c.province, coalesce(a.name, '') AS owner";
const LISTED_FROM: &str = "case_member m JOIN case_file c ON c.id = m.case_id LEFT JOIN account a ON a.id = m.owner_id";
/// The day is the second argument of every scope.
const OVERDUE: &str = "count(*) FILTER (WHERE m.due < $2) AS overdue";

impl Database {
    /// Cases of a reader, what is due first at the top.
    pub(super) async fn listed(&self, query: &CaseQuery) -> Result<Vec<ListedCase>, StoreError> {
        let mut conditions = within(&query.scope, query.closed);
        let narrow = &query.narrow;
        if let Some(pack) = &narrow.pack {
            conditions.push("m.pack = ?", [pack.into()]);
        }
        if let Some(state) = &narrow.state {
            conditions.push("m.state = ?", [state.into()]);
        }
        if narrow.overdue {
            conditions.push("m.due < ?", [(&query.scope.today).into()]);
        }
        if let Some(owner) = &narrow.owner_id {
            conditions.push("m.owner_id = ?", [owner.into()]);
        }
        if let Some(province) = &narrow.province {
            conditions.push("m.province = ?", [province.into()]);
        }
        if let Some(keeper) = &narrow.keeper {
            conditions.push("c.agency_id = ?", [keeper.into()]);
        }
        if narrow.shared {
            conditions.push("c.agency_id <> m.agency_id", []);
        }
        if narrow.waits != 0 {
            conditions.push("m.waits <> 0 AND (m.waits & ?) <> 0", [narrow.waits.into()]);
        }
        let after = format!(" ORDER BY m.due, m.opened_at, m.case_id LIMIT {} OFFSET {}", query.limit, query.offset);
        let sql = select_records(LISTED, LISTED_FROM, &conditions, &after);
        self.all(sql, conditions.arguments(), read_listed).await
    }

    /// How many open cases of a reader are in each state.
    pub(super) async fn counted_by_state(&self, scope: &CaseScope) -> Result<Vec<CaseStateCount>, StoreError> {
        let conditions = within(scope, false);
        let what = format!("m.pack, m.state, count(*) AS open, {OVERDUE}");
        let sql =
            select_records(&what, "case_member m", &conditions, " GROUP BY m.pack, m.state ORDER BY m.pack, m.state");
        self.all(sql, conditions.arguments(), read_state_count).await
    }

    /// How many open cases of a reader are about each province.
    pub(super) async fn counted_by_province(&self, scope: &CaseScope) -> Result<Vec<CaseProvinceCount>, StoreError> {
        let conditions = within(scope, false);
        let what = format!("m.province, count(*) AS open, {OVERDUE}");
        let sql = select_records(&what, "case_member m", &conditions, " GROUP BY m.province ORDER BY m.province");
        self.all(sql, conditions.arguments(), read_province_count).await
    }

    /// How many open cases of a reader each agency keeps.
    pub(super) async fn counted_by_keeper(&self, scope: &CaseScope) -> Result<Vec<CaseKeeperCount>, StoreError> {
        let conditions = within(scope, false);
        let what = format!("c.agency_id, count(*) AS open, {OVERDUE}");
        let from = "case_member m JOIN case_file c ON c.id = m.case_id";
        let sql = select_records(&what, from, &conditions, " GROUP BY c.agency_id ORDER BY c.agency_id");
        self.all(sql, conditions.arguments(), read_keeper_count).await
    }

    /// How many open cases of a reader everybody answers for.
    pub(super) async fn counted_by_owner(&self, scope: &CaseScope, waits: i64) -> Result<Vec<CaseLoad>, StoreError> {
        let conditions = within(scope, false);
        let counted = format!(
            "(SELECT m.owner_id, count(*) AS open, {OVERDUE}, count(*) FILTER (WHERE (m.waits & {waits}) <> 0) AS waiting \
             FROM case_member m{} GROUP BY m.owner_id) AS l LEFT JOIN account a ON a.id = l.owner_id",
            conditions.clause()
        );
        let what = "l.owner_id, coalesce(a.name, '') AS owner, l.open, l.overdue, l.waiting";
        let sql = select_records(what, &counted, &Conditions::default(), " ORDER BY l.owner_id");
        self.all(sql, conditions.arguments(), read_load).await
    }
}

/// Whose cases: the same for lists and for what is counted over them.
fn within(scope: &CaseScope, closed: bool) -> Conditions<'_> {
    let mut conditions = Conditions::default();
    conditions.push("m.agency_id = ?", [(&scope.agency_id).into()]);
    conditions.push("m.until >= ?", [(&scope.today).into()]);
    conditions.push(if closed { "m.is_open = 1 AND m.is_closed = 1" } else { "m.is_open = 1 AND m.is_closed = 0" }, []);
    if let Some(owner) = &scope.owner_id {
        conditions.push("m.owner_id = ?", [owner.into()]);
    }
    conditions
}

fn read_listed(row: &Row) -> Result<ListedCase, StoreError> {
    let mut cells = Cells::new(row, "case_file");
    Ok(ListedCase { case: case_file(&mut cells)?, owner: cells.text("owner")? })
}

fn read_state_count(row: &Row) -> Result<CaseStateCount, StoreError> {
    let mut cells = Cells::new(row, "case_member");
    Ok(CaseStateCount {
        pack: cells.text("pack")?,
        state: cells.text("state")?,
        open: count(&mut cells, "open")?,
        overdue: count(&mut cells, "overdue")?,
    })
}

fn read_province_count(row: &Row) -> Result<CaseProvinceCount, StoreError> {
    let mut cells = Cells::new(row, "case_member");
    Ok(CaseProvinceCount {
        province: cells.text("province")?,
        open: count(&mut cells, "open")?,
        overdue: count(&mut cells, "overdue")?,
    })
}

fn read_keeper_count(row: &Row) -> Result<CaseKeeperCount, StoreError> {
    let mut cells = Cells::new(row, "case_file");
    Ok(CaseKeeperCount {
        agency_id: cells.text("agency_id")?,
        open: count(&mut cells, "open")?,
        overdue: count(&mut cells, "overdue")?,
    })
}

fn read_load(row: &Row) -> Result<CaseLoad, StoreError> {
    let mut cells = Cells::new(row, "case_member");
    Ok(CaseLoad {
        owner_id: cells.text("owner_id")?,
        owner: cells.text("owner")?,
        open: count(&mut cells, "open")?,
        overdue: count(&mut cells, "overdue")?,
        waiting: count(&mut cells, "waiting")?,
    })
}

fn count(cells: &mut Cells<'_>, name: &'static str) -> Result<u64, StoreError> {
    Ok(u64::try_from(cells.integer(name)?).unwrap_or_default())
}
