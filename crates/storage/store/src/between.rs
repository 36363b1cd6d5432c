//! What is between agencies: one asks another for something in a case, and somebody opens a case in an emergency in which their agency takes
//! no part. Owns what lists need; what is shared, and every word that people write, stands in the case's history.

use crate::{CaseFile, Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// What an agency asked of another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// The agency that asks.
    pub from_agency: String,
    /// The agency that is asked.
    pub to_agency: String,
    /// Who asked.
    pub asked_by: String,
    /// Who does it in the agency that was asked; empty for nobody yet.
    pub owner_id: String,
    /// For what, a code.
    pub service: String,
    /// How it stands, a code.
    pub state: String,
    /// The last day for an answer, ISO 8601.
    pub due: String,
    /// When it was asked.
    pub asked_at: Millis,
    /// When something last happened to it.
    pub changed_at: Millis,
}

/// A question for referrals: what changed last comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralQuery {
    /// The agency that was asked, or that asked.
    pub agency_id: String,
    /// Whether it was asked.
    pub received: bool,
    /// Only what this account does, or asked for.
    pub account_id: Option<String>,
    /// At most so many.
    pub limit: u32,
}

/// A case that somebody opened in an emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// Who opened it.
    pub account_id: String,
    /// Their agency.
    pub agency_id: String,
    /// When.
    pub opened_at: Millis,
    /// From when on it is not open any more.
    pub ends_at: Millis,
}

/// A question for emergencies: the latest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyQuery {
    /// Who reads.
    pub reader_id: String,
    /// Only those in cases that this agency keeps.
    pub keeper: Option<String>,
    /// Only those in cases that this account answers for in the agency that keeps them.
    pub owner_id: Option<String>,
    /// Only those that the reader did not say to have seen.
    pub unseen: bool,
    /// At most so many.
    pub limit: u32,
}

/// A consent of a case, for one of the agencies that it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseConsent {
    /// The case.
    pub case_id: String,
    /// Its place among what happened there.
    pub number: i64,
    /// The agency.
    pub agency_id: String,
    /// The day on which it was given, ISO 8601.
    pub given_on: String,
    /// The last day on which it holds, ISO 8601; nothing when no day was set.
    pub until: Option<String>,
    /// The day on which it was withdrawn, ISO 8601.
    pub withdrawn_on: Option<String>,
}

/// A consent in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedConsent {
    /// The consent.
    pub consent: CaseConsent,
    /// What people call the case.
    pub code: String,
    /// The agency that keeps it.
    pub keeper: String,
}

/// A question for consents: those that end first come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentQuery {
    /// Only those of cases that this agency keeps.
    pub keeper: Option<String>,
    /// Whether they were withdrawn.
    pub withdrawn: bool,
    /// Their last day is this one or later; one without a last day is later than any.
    pub from: Option<String>,
    /// Their last day is this one or earlier.
    pub to: Option<String>,
    /// So many are left out at the beginning.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// Reading what is between agencies. Whether the reader may see it is the caller's decision.
#[async_trait]
pub trait Between {
    /// One referral.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn referral(&self, id: &str) -> Result<Option<Referral>, StoreError>;

    /// Referrals of an agency.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn referrals(&self, query: &ReferralQuery) -> Result<Vec<Referral>, StoreError>;

    /// Consents of cases.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn consents(&self, query: &ConsentQuery) -> Result<Vec<ListedConsent>, StoreError>;

    /// The cases that people call by a code: hardly ever more than one.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn cases_by_code(&self, code: &str) -> Result<Vec<CaseFile>, StoreError>;

    /// One emergency.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn emergency(&self, id: &str) -> Result<Option<Emergency>, StoreError>;

    /// What an account has open at a moment.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn emergencies_of(&self, account_id: &str, at: Millis) -> Result<Vec<Emergency>, StoreError>;

    /// Emergencies of which a reader is told.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn emergencies(&self, query: &EmergencyQuery) -> Result<Vec<Emergency>, StoreError>;

    /// Whether an account said that it saw one.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn has_seen_emergency(&self, id: &str, account_id: &str) -> Result<bool, StoreError>;
}
