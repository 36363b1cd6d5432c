//! What leaves the server, and how long what stays is kept: agencies outside, receipts of packages, files made of lists, and decisions on closed
//! cases whose time is over. Owns what lists need; words that people write stand in a case's history.

use crate::{CaseFile, Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// An agency that has no account here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideAgency {
    /// Its id; never that of an agency with accounts.
    pub id: String,
    /// Its name in English.
    pub name_en: String,
    /// Its name in Thai.
    pub name_th: String,
    /// What it is among those that work together, a code; empty when nobody says.
    pub kind: String,
    /// Its public key (`age1…`); empty when each package has a passphrase of its own.
    pub recipient: String,
    /// Whether it can be asked.
    pub is_open: bool,
    /// When it was entered.
    pub created_at: Millis,
    /// When it was last changed.
    pub updated_at: Millis,
}

/// The receipt of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageReceipt {
    /// The hash of its code, in hexadecimal.
    pub code_hash: String,
    /// The referral.
    pub referral_id: String,
    /// The case.
    pub case_id: String,
    /// The last day on which it is taken, ISO 8601.
    pub until: String,
    /// When the package was made.
    pub made_at: Millis,
}

/// A file that was made of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportMade {
    /// Its number, as it stands in the file.
    pub id: String,
    /// Who made it.
    pub account_id: String,
    /// Their agency.
    pub agency_id: String,
    /// `pack/form`.
    pub kind: String,
    /// The file's format.
    pub format: String,
    /// For what, a code; empty when nothing sensitive went out.
    pub purpose: String,
    /// How many records.
    pub rows: i64,
    /// How many columns of classes identity and case.
    pub sensitive: i64,
    /// When.
    pub made_at: Millis,
}

/// What was decided about a closed case whose time is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRetention {
    /// The case.
    pub case_id: String,
    /// The agency that keeps it.
    pub agency_id: String,
    /// The pack whose workflow it goes by.
    pub pack: String,
    /// `kept`, `asked` (somebody asked to erase it) or `erased`.
    pub state: String,
    /// The last day on which it is kept, ISO 8601; empty when it is not `kept`.
    pub keep_until: String,
    /// On what ground, a code.
    pub ground: String,
    /// Who decided.
    pub decided_by: String,
    /// When.
    pub decided_at: Millis,
}

/// Reading what leaves the server and how long what stays is kept. Whether the reader may see it is the caller's decision.
#[async_trait]
pub trait Outward {
    /// Every agency outside, those that cannot be asked any more too, in the order in which they were entered.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn outside_agencies(&self) -> Result<Vec<OutsideAgency>, StoreError>;

    /// The receipt of this hash.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn package_receipt(&self, code_hash: &str) -> Result<Option<PackageReceipt>, StoreError>;

    /// Files that were made of lists, the latest first, at most `limit` after leaving out `offset`; only an agency's when one is given.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn exports_made(
        &self,
        agency_id: Option<&str>,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<ExportMade>, StoreError>;

    /// How many records with sensitive columns an account took along since a moment.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn sensitive_rows_since(&self, account_id: &str, since: Millis) -> Result<i64, StoreError>;

    /// Closed cases of a pack that were opened before a moment and whose keeper still takes part, the earliest first, at most `limit`; only those
    /// that an agency keeps when one is given. Those that a person decided to keep beyond a day (ISO 8601) are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn closed_cases(
        &self,
        (pack, agency_id): (&str, Option<&str>),
        opened_before: Millis,
        kept_beyond: &str,
        limit: u32,
    ) -> Result<Vec<CaseFile>, StoreError>;

    /// What was decided about a case.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn case_retention(&self, case_id: &str) -> Result<Option<CaseRetention>, StoreError>;

    /// Decisions of a state, the latest first, at most `limit`; only about cases that an agency keeps when one is given.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn retention_decided(
        &self,
        state: &str,
        agency_id: Option<&str>,
        limit: u32,
    ) -> Result<Vec<CaseRetention>, StoreError>;
}
