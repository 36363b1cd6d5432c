//! What leaves the server: agencies outside, receipts of packages, and files made of lists. Owns what lists need; words that people write stand in a
//! case's history.

use crate::{Millis, StoreError};
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

/// Reading what leaves the server. Whether the reader may see it is the caller's decision.
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
}
