//! Reading cases, their events and who takes part in them.

use super::FOR_EVER;
use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{
    CaseAnswers, CaseCount, CaseEvent, CaseFile, CaseKeeperCount, CaseLoad, CaseMember, CaseProvinceCount, CaseQuery,
    CaseScope, CaseStateCount, CaseWorkflow, Cases, ListedCase, PublicReceipt, RetentionQuery, StoreError,
};

pub(super) fn read_case(row: &Row) -> Result<CaseFile, StoreError> {
    case_file(&mut Cells::new(row, "case_file"))
}

pub(super) fn case_file(cells: &mut Cells<'_>) -> Result<CaseFile, StoreError> {
    Ok(CaseFile {
        id: cells.text("id")?,
        pack: cells.text("pack")?,
        version: cells.integer("version")?,
        code: cells.text("code")?,
        agency_id: cells.text("agency_id")?,
        author_id: cells.text("author_id")?,
        state: cells.text("state")?,
        is_closed: cells.flag("is_closed")?,
        due: cells.text_or_nothing("due")?,
        events: cells.integer("events")?,
        opened_at: cells.integer("opened_at")?,
        updated_at: cells.integer("updated_at")?,
        waits: cells.integer("waits")?,
        keep_until: cells.text_or_nothing("keep_until")?,
        province: cells.text("province")?,
    })
}

fn read_event(row: &Row) -> Result<CaseEvent, StoreError> {
    let mut cells = Cells::new(row, "case_event");
    Ok(CaseEvent {
        case_id: cells.text("case_id")?,
        number: cells.integer("number")?,
        on: cells.text("day")?,
        record_id: cells.text_or_nothing("record_id")?,
        author_id: cells.text("author_id")?,
        agency_id: cells.text("agency_id")?,
        what: cells.text("what")?,
        at: cells.integer("at")?,
    })
}

fn read_receipt(row: &Row) -> Result<PublicReceipt, StoreError> {
    let mut cells = Cells::new(row, "public_receipt");
    Ok(PublicReceipt {
        code_hash: cells.text("code_hash")?,
        case_id: cells.text("case_id")?,
        created_at: cells.integer("created_at")?,
    })
}

fn read_answers(row: &Row) -> Result<CaseAnswers, StoreError> {
    let mut cells = Cells::new(row, "case_event");
    Ok(CaseAnswers {
        case_id: cells.text("case_id")?,
        record_id: cells.text("record_id")?,
        submission_id: cells.text("submission_id")?,
        answers: cells.text_or_nothing("answers")?,
    })
}

fn read_workflow(row: &Row) -> Result<CaseWorkflow, StoreError> {
    let mut cells = Cells::new(row, "case_workflow");
    Ok(CaseWorkflow {
        pack: cells.text("pack")?,
        version: cells.integer("version")?,
        source: cells.text("source")?,
        since: cells.integer("since")?,
    })
}

fn read_version(row: &Row) -> Result<(i64, u64), StoreError> {
    let mut cells = Cells::new(row, "case_file");
    Ok((cells.integer("version")?, u64::try_from(cells.integer("count")?).unwrap_or_default()))
}

fn read_member(row: &Row) -> Result<CaseMember, StoreError> {
    let mut cells = Cells::new(row, "case_member");
    Ok(CaseMember {
        case_id: cells.text("case_id")?,
        agency_id: cells.text("agency_id")?,
        as_kind: cells.text("as_kind")?,
        owner_id: cells.text("owner_id")?,
        is_open: cells.flag("is_open")?,
        updated_at: cells.integer("updated_at")?,
        until: Some(cells.text("until")?).filter(|until| until != FOR_EVER),
    })
}

fn read_count(row: &Row) -> Result<CaseCount, StoreError> {
    let mut cells = Cells::new(row, "case_member");
    let mut next = |name| Ok::<_, StoreError>(u64::try_from(cells.integer(name)?).unwrap_or_default());
    Ok(CaseCount { open: next("open")?, overdue: next("overdue")?, closed: next("closed")? })
}

/// An account without an id answers for no case.
fn is_nobodys(scope: &CaseScope) -> bool {
    scope.owner_id.as_deref() == Some("")
}

#[async_trait]
impl Cases for Database {
    async fn public_receipt(&self, code_hash: &str) -> Result<Option<PublicReceipt>, StoreError> {
        self.first(static_sql::PUBLIC_RECEIPT, &[code_hash.into()], read_receipt).await
    }

    async fn case(&self, id: &str) -> Result<Option<CaseFile>, StoreError> {
        self.first(static_sql::CASE_FILE, &[id.into()], read_case).await
    }

    async fn case_events(&self, id: &str) -> Result<Vec<CaseEvent>, StoreError> {
        self.all(static_sql::CASE_EVENTS, &[id.into()], read_event).await
    }

    async fn case_members(&self, id: &str) -> Result<Vec<CaseMember>, StoreError> {
        self.all(static_sql::CASE_MEMBERS, &[id.into()], read_member).await
    }

    async fn members_of_cases(&self, ids: &[String]) -> Result<Vec<CaseMember>, StoreError> {
        let before = "SELECT case_id, agency_id, as_kind, owner_id, is_open, updated_at, until FROM case_member WHERE case_id IN (";
        self.all_in(before, ids, read_member).await
    }

    async fn cases(&self, query: &CaseQuery) -> Result<Vec<ListedCase>, StoreError> {
        if is_nobodys(&query.scope) {
            return Ok(Vec::new());
        }
        self.listed(query).await
    }

    async fn case_states(&self, scope: &CaseScope) -> Result<Vec<CaseStateCount>, StoreError> {
        if is_nobodys(scope) { Ok(Vec::new()) } else { self.counted_by_state(scope).await }
    }

    async fn case_load(&self, scope: &CaseScope, waits: i64) -> Result<Vec<CaseLoad>, StoreError> {
        if is_nobodys(scope) { Ok(Vec::new()) } else { self.counted_by_owner(scope, waits).await }
    }

    async fn case_provinces(&self, scope: &CaseScope) -> Result<Vec<CaseProvinceCount>, StoreError> {
        if is_nobodys(scope) { Ok(Vec::new()) } else { self.counted_by_province(scope).await }
    }

    async fn case_keepers(&self, scope: &CaseScope) -> Result<Vec<CaseKeeperCount>, StoreError> {
        if is_nobodys(scope) { Ok(Vec::new()) } else { self.counted_by_keeper(scope).await }
    }

    async fn cases_kept(&self, query: &RetentionQuery) -> Result<Vec<CaseFile>, StoreError> {
        let (limit, offset) = (i64::from(query.limit).into(), i64::from(query.offset).into());
        if query.waits == 0 {
            let arguments = [(&query.agency_id).into(), (&query.from).into(), (&query.before).into(), limit, offset];
            return self.all(static_sql::CASES_KEPT, &arguments, read_case).await;
        }
        let arguments = [(&query.agency_id).into(), query.waits.into(), limit, offset];
        self.all(static_sql::CLOSED_CASES_THAT_WAIT, &arguments, read_case).await
    }

    async fn cases_not_noted(&self, limit: u32) -> Result<Vec<CaseFile>, StoreError> {
        self.all(static_sql::CASES_NOT_NOTED, &[i64::from(limit).into()], read_case).await
    }

    async fn case_count(&self, scope: &CaseScope) -> Result<CaseCount, StoreError> {
        if is_nobodys(scope) {
            return Ok(CaseCount::default());
        }
        let mut arguments = vec![(&scope.agency_id).into(), (&scope.today).into()];
        let statement = match &scope.owner_id {
            None => static_sql::CASE_COUNT,
            Some(owner) => {
                arguments.push(owner.into());
                static_sql::CASE_COUNT_OF_OWNER
            }
        };
        Ok(self.first(statement, &arguments, read_count).await?.unwrap_or_default())
    }

    async fn case_answers(&self, first: &str, last: &str) -> Result<Vec<CaseAnswers>, StoreError> {
        self.all(static_sql::CASE_ANSWERS, &[first.into(), last.into()], read_answers).await
    }

    async fn case_events_between(&self, first: &str, last: &str) -> Result<Vec<CaseEvent>, StoreError> {
        self.all(static_sql::CASE_EVENTS_BETWEEN, &[first.into(), last.into()], read_event).await
    }

    async fn cases_before(
        &self,
        pack: &str,
        version: i64,
        after: &str,
        limit: u32,
    ) -> Result<Vec<CaseFile>, StoreError> {
        let arguments = [pack.into(), version.into(), after.into(), i64::from(limit).into()];
        self.all(static_sql::CASES_BEFORE, &arguments, read_case).await
    }

    async fn case_versions(&self, pack: &str) -> Result<Vec<(i64, u64)>, StoreError> {
        self.all(static_sql::CASE_VERSIONS, &[pack.into()], read_version).await
    }

    async fn case_workflows(&self) -> Result<Vec<CaseWorkflow>, StoreError> {
        self.all(static_sql::CASE_WORKFLOWS, &[], read_workflow).await
    }

    async fn cases_of_record(&self, record_id: &str) -> Result<Vec<String>, StoreError> {
        let read = |row: &Row| Cells::new(row, "case_event").text("case_id");
        self.all(static_sql::CASES_OF_RECORD, &[record_id.into()], read).await
    }
}
