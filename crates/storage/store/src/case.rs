//! Cases: files on which several agencies work, each with everything that happened in it. Owns what is kept of them and how it is asked
//! for; what may happen next is an engine's, and who sees what a service's.

use crate::{Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// A case as its events leave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    /// Its id: that of the record that opened it.
    pub id: String,
    /// The pack whose workflow it goes by.
    pub pack: String,
    /// The version of that workflow.
    pub version: i64,
    /// What people call it: a short code that says nothing about anybody.
    pub code: String,
    /// The agency that keeps it.
    pub agency_id: String,
    /// Who opened it.
    pub author_id: String,
    /// Its state.
    pub state: String,
    /// Whether that state ends it.
    pub is_closed: bool,
    /// The first day on which something is due, ISO 8601.
    pub due: Option<String>,
    /// How many events there are: its revision, on which everything that is decided about it rests.
    pub events: i64,
    /// When it was opened.
    pub opened_at: Millis,
    /// When something last happened in it.
    pub updated_at: Millis,
    /// For whom it waits: a sum of powers of two to which a service gives their meaning; negative while nobody noted it.
    pub waits: i64,
    /// The last day on which it is kept, ISO 8601; nothing while it is open, and where nobody said how long.
    #[serde(default)]
    pub keep_until: Option<String>,
    /// The code of the province that it is about; empty where none is known.
    #[serde(default)]
    pub province: String,
}

/// Something that happened in a case. Never altered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseEvent {
    /// The case.
    pub case_id: String,
    /// Its place among the events, from 1.
    pub number: i64,
    /// The local day, ISO 8601.
    pub on: String,
    /// The record that came with it, when one did.
    pub record_id: Option<String>,
    /// Who did it.
    pub author_id: String,
    /// For which agency.
    pub agency_id: String,
    /// What happened, as JSON.
    pub what: String,
    /// When.
    pub at: Millis,
}

/// An agency's part in a case. The agency that keeps it has one too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseMember {
    /// The case.
    pub case_id: String,
    /// The agency.
    pub agency_id: String,
    /// As what it takes part: `police`, `health` …
    pub as_kind: String,
    /// Who answers for it there.
    pub owner_id: String,
    /// Whether it takes part now.
    pub is_open: bool,
    /// The last day on which it does, ISO 8601; nothing when no day was set.
    #[serde(default)]
    pub until: Option<String>,
    /// Since when, or when that ended.
    pub updated_at: Millis,
}

/// What a record of a case says now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAnswers {
    /// The case.
    pub case_id: String,
    /// The record.
    pub record_id: String,
    /// The submission that the record is at.
    pub submission_id: String,
    /// Its answers, as JSON; nothing when it was taken back.
    pub answers: Option<String>,
}

/// A version of a workflow, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseWorkflow {
    /// The pack.
    pub pack: String,
    /// The version, counted by this installation from 1.
    pub version: i64,
    /// Its text.
    pub source: String,
    /// Since when it is in use here.
    pub since: Millis,
}

/// Whose cases: those that an agency takes part in, or of these only those that somebody answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseScope {
    /// The agency.
    pub agency_id: String,
    /// The account that must answer for it; `None` for every case of the agency.
    pub owner_id: Option<String>,
    /// The day: parts that ended before it are none.
    pub today: String,
}

/// A question for cases: those that are due first come first, then the oldest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseQuery {
    /// Whose.
    pub scope: CaseScope,
    /// Closed ones instead of open ones.
    pub closed: bool,
    /// Only some of them.
    pub narrow: CaseNarrow,
    /// So many are left out at the beginning.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// Which of a reader's cases: what is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseNarrow {
    /// Those of a pack.
    pub pack: Option<String>,
    /// Those in a state.
    pub state: Option<String>,
    /// Those in which something was due before the scope's day.
    pub overdue: bool,
    /// Those that an account answers for in the reader's agency; an empty one for those that nobody does.
    pub owner_id: Option<String>,
    /// Those that are about a province, by its code; an empty one for those of which none is known.
    pub province: Option<String>,
    /// Those that an agency keeps.
    pub keeper: Option<String>,
    /// Those that another agency than the reader's keeps.
    pub shared: bool,
    /// Those that wait for one of these (see [`CaseFile::waits`]), or of which nobody noted that; 0 for all.
    pub waits: i64,
}

/// How many open cases of a reader are in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseStateCount {
    /// The pack.
    pub pack: String,
    /// The state.
    pub state: String,
    /// All of them.
    pub open: u64,
    /// Those in which something was due before the scope's day.
    pub overdue: u64,
}

/// How many open cases of a reader are about a province.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseProvinceCount {
    /// Its code; empty for those of which none is known.
    pub province: String,
    /// All of them.
    pub open: u64,
    /// Those in which something was due before the scope's day.
    pub overdue: u64,
}

/// How many open cases of a reader an agency keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseKeeperCount {
    /// The agency.
    pub agency_id: String,
    /// All of them.
    pub open: u64,
    /// Those in which something was due before the scope's day.
    pub overdue: u64,
}

/// A question for closed cases that an agency keeps by the last day on which they are kept: the first come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionQuery {
    /// The agency.
    pub agency_id: String,
    /// Those that are kept until this day or longer, ISO 8601.
    pub from: String,
    /// Those that are not kept until this day.
    pub before: String,
    /// Instead of a time, those that wait for one of these (see [`CaseFile::waits`]); 0 for a time.
    pub waits: i64,
    /// So many are left out at the beginning.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// How many open cases somebody answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLoad {
    /// The account; empty when nobody answers for them.
    pub owner_id: String,
    /// Its name.
    pub owner: String,
    /// All of them.
    pub open: u64,
    /// Those in which something was due before the scope's day.
    pub overdue: u64,
    /// Those that wait for what was asked about.
    pub waiting: u64,
}

/// By which code somebody who reported without signing in comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicReceipt {
    /// The SHA-256 of the code, in hex; the code itself is kept nowhere.
    pub code_hash: String,
    /// The case that their report opened.
    pub case_id: String,
    /// When.
    pub created_at: Millis,
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedCase {
    /// The case.
    pub case: CaseFile,
    /// The name of who answers for it in the reader's agency; empty when nobody does.
    pub owner: String,
}

/// How many cases there are for a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseCount {
    /// Open ones.
    pub open: u64,
    /// Open ones in which something was due before a day.
    pub overdue: u64,
    /// Closed ones.
    pub closed: u64,
}

/// Reading cases.
#[async_trait]
pub trait Cases {
    /// One case; whether the reader may see it is the caller's decision.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case(&self, id: &str) -> Result<Option<CaseFile>, StoreError>;

    /// Everything that happened in a case, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_events(&self, id: &str) -> Result<Vec<CaseEvent>, StoreError>;

    /// The agencies that take or took part in a case, by their ids.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_members(&self, id: &str) -> Result<Vec<CaseMember>, StoreError>;

    /// The agencies that take or took part in any of these cases, in no order.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn members_of_cases(&self, ids: &[String]) -> Result<Vec<CaseMember>, StoreError>;

    /// Cases of a reader.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn cases(&self, query: &CaseQuery) -> Result<Vec<ListedCase>, StoreError>;

    /// How many cases a reader has; overdue is what was due before the scope's day.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_count(&self, scope: &CaseScope) -> Result<CaseCount, StoreError>;

    /// How many open cases of a reader are in each state, by pack and state.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_states(&self, scope: &CaseScope) -> Result<Vec<CaseStateCount>, StoreError>;

    /// How many open cases of a reader are about each province, by its code.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_provinces(&self, scope: &CaseScope) -> Result<Vec<CaseProvinceCount>, StoreError>;

    /// How many open cases of a reader each agency keeps, by agency.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_keepers(&self, scope: &CaseScope) -> Result<Vec<CaseKeeperCount>, StoreError>;

    /// Closed cases that an agency keeps, by the last day on which they are kept.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn cases_kept(&self, query: &RetentionQuery) -> Result<Vec<CaseFile>, StoreError>;

    /// How many open cases of a reader everybody answers for, by account; `waits` says what is counted as waiting (see
    /// [`CaseFile::waits`]).
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_load(&self, scope: &CaseScope, waits: i64) -> Result<Vec<CaseLoad>, StoreError>;

    /// Cases of which nobody noted yet for whom they wait, at most so many.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn cases_not_noted(&self, limit: u32) -> Result<Vec<CaseFile>, StoreError>;

    /// What the records of the cases from one id to another say now, in the order in which they came. A record that came up several times
    /// is there as often.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_answers(&self, first: &str, last: &str) -> Result<Vec<CaseAnswers>, StoreError>;

    /// Everything that happened in the cases from one id to another, case by case and in order.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_events_between(&self, first: &str, last: &str) -> Result<Vec<CaseEvent>, StoreError>;

    /// Open cases of a pack that go by a version of its workflow before this one: those with greater ids than `after`, at most so many.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn cases_before(
        &self,
        pack: &str,
        version: i64,
        after: &str,
        limit: u32,
    ) -> Result<Vec<CaseFile>, StoreError>;

    /// How many open cases of a pack go by each version of its workflow.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_versions(&self, pack: &str) -> Result<Vec<(i64, u64)>, StoreError>;

    /// Every version of every workflow that was in use here, the oldest of each pack first.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_workflows(&self) -> Result<Vec<CaseWorkflow>, StoreError>;

    /// The ids of the cases that a record is part of.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn cases_of_record(&self, record_id: &str) -> Result<Vec<String>, StoreError>;

    /// The receipt of a code, found by its hash.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn public_receipt(&self, code_hash: &str) -> Result<Option<PublicReceipt>, StoreError>;
}
