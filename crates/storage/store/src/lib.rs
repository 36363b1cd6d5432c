//! What is kept and how it is asked for: plain types and traits shaped by use. Knows no SQL, no rule and no screen; `store-sql`
//! implements it on SQLite and PostgreSQL, and one suite proves both.
//!
//! Everything that changes goes through [`Store::commit`] as a [`Unit`]: plain data that becomes true together with its audit
//! entries, or not at all. That is what lets one writer put many callers' units into one durable transaction.

mod account;
mod attachment;
mod audit;
mod batch;
mod between;
mod canonical;
mod case;
mod draft;
mod dump;
mod entity;
mod erasure;
mod error;
mod form;
mod kind;
mod outward;
mod proof;
mod record;
mod seal;
mod submission;
mod tie;
mod unit;
mod value;

pub use account::{Account, Accounts, Agency, Device, Invitation, Session};
pub use attachment::{Attachment, Attachments, SEALED_FILE};
pub use audit::{Audit, AuditEntry, AuditQuery, AuditRow, ChainBreak, GENESIS, audit_hash, verify_chain};
pub use batch::{Batch, BatchState, Imports};
pub use between::{
    Between, CaseConsent, ConsentQuery, Emergency, EmergencyQuery, ListedConsent, Referral, ReferralQuery,
};
pub use canonical::canonical as canonical_answers;
pub use case::{
    CaseAnswers, CaseCount, CaseEvent, CaseFile, CaseKeeperCount, CaseLoad, CaseMember, CaseNarrow, CaseProvinceCount,
    CaseQuery, CaseScope, CaseStateCount, CaseWorkflow, Cases, ListedCase, PublicReceipt, RetentionQuery,
};
pub use draft::{Draft, DraftHead, Drafts};
pub use dump::{Dump, DumpRow};
pub use entity::{Entities, Entity, EntityChange, EntityCount, EntityPage, EntityQuery, ListedEntity};
pub use erasure::{ErasureRequest, Erasures};
pub use error::{Conflict, StoreError};
pub use form::{FormFile, FormShare, FormState, FormVersion, Forms, UseOfFormId};
pub use kind::{Column, ColumnType, KindSchema, LONGEST_INDEXED, RowsSchema, SEALED_COLUMN};
pub use outward::{ExportMade, OutsideAgency, Outward, PackageReceipt};
pub use proof::{DuressUse, OuterIdentity, Passkey, Proofs};
pub use record::{Beside, Filter, Order, Page, Record, RecordQuery, Records, Row, Scope, Step, Test};
pub use seal::{SealKey, SealKeyCount, Seals, SecondFactor, drafts_subject, file_subject, record_subject};
pub use submission::{LONGEST_ID, Projection, StoredSubmission, Submission, Submissions, content_hash};
pub use tie::{Tie, Ties};
pub use unit::{Change, Requirement, Unit, Written};
pub use value::Value;

use async_trait::async_trait;

/// A moment in milliseconds since 1970-01-01T00:00Z.
pub type Millis = i64;

/// Everything a service may ask of storage, on either database.
#[async_trait]
pub trait Store:
    Submissions
    + Records
    + Accounts
    + Seals
    + Proofs
    + Imports
    + Forms
    + Entities
    + Cases
    + Between
    + Outward
    + Ties
    + Erasures
    + Drafts
    + Attachments
    + Audit
    + Dump
    + Send
    + Sync
{
    /// Makes the unit true, durably, before returning: after `Ok` neither a crash nor a power loss takes it back.
    ///
    /// One [`Written`] a submission in the unit, in order. A unit in which every submission was already present and nothing else
    /// changes writes nothing, not even its audit entries: a retry leaves no trace.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the unit contradicts what is kept or what it requires does not hold; then none of it is written.
    async fn commit(&self, unit: Unit) -> Result<Vec<Written>, StoreError>;

    /// Makes the typed tables of these record kinds exist, adding what is missing and never dropping or retyping a column.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when a column exists with another type, or a name is not a plain identifier.
    async fn prepare_kinds(&self, kinds: &[KindSchema]) -> Result<(), StoreError>;

    /// The typed tables of a record kind as they stand, with every column that any version of its form ever had; nothing when there
    /// are none.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn kind(&self, id: &str) -> Result<Option<KindSchema>, StoreError>;

    /// Clears away what the database keeps beside its tables of what was overwritten: the write-ahead log, and on a server the dead rows of
    /// keys. After a key was destroyed nothing of it is left then, or once those have finished who read meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn settle(&self) -> Result<(), StoreError>;

    /// A setting of this installation, such as its id.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn setting(&self, name: &str) -> Result<Option<String>, StoreError>;

    /// Whether the database answers, accepts writes and keeps what it says it keeps; findings as plain sentences for an operator.
    ///
    /// # Errors
    /// When the database does not answer at all.
    async fn examine(&self) -> Result<Vec<String>, StoreError>;

    /// What an operator may want to know of the database, all being well, as plain sentences: what it is, where, how it is reached.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn facts(&self) -> Result<Vec<String>, StoreError>;

    /// Writes what is waiting, answers those who wait for it, and closes. Later units are refused as unavailable.
    async fn close(&self);
}
