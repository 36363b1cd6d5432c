//! What can happen in a case, as it is kept. Owns the words of its JSON.

use crate::consent::Consent;
use crate::referral::Ask;
use serde::{Deserialize, Serialize};
use service_kit::ServiceError;
use store::CaseEvent;

/// What happened in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "kebab-case")]
pub enum Happened {
    /// A form was sent.
    Form {
        /// `pack/form`.
        form: String,
    },
    /// What a form said was corrected.
    Corrected {
        /// `pack/form`.
        form: String,
    },
    /// A form was taken back.
    TakenBack {
        /// `pack/form`.
        form: String,
    },
    /// A move was asked for that somebody else must approve.
    Asked {
        /// The move.
        step: String,
    },
    /// A move that was asked for was not approved.
    Declined {
        /// The move.
        step: String,
    },
    /// A move was made.
    Moved {
        /// The move.
        step: String,
        /// The state that it left.
        from: String,
        /// The state that it led to.
        to: String,
    },
    /// A conference decided.
    Decided {
        /// The conference.
        conference: String,
        /// What came out.
        outcome: String,
        /// What each agency said.
        said: Vec<Voice>,
    },
    /// Another case was opened from this one.
    LedTo {
        /// That case.
        case_id: String,
    },
    /// This case was opened from another one.
    CameFrom {
        /// That case.
        case_id: String,
    },
    /// The case goes by another version of its workflow from now on.
    TakenOver {
        /// The version.
        version: i64,
        /// The state that takes the place of one that the new version does not have.
        state: Option<String>,
    },
    /// Somebody consented that agencies work on it together.
    Consented {
        /// What was said.
        consent: Consent,
    },
    /// Consent was withdrawn.
    Withdrew {
        /// Its place among what happened.
        consent: i64,
    },
    /// Somebody wants to let an agency in without consent; a second person must confirm it.
    AskedToLetIn {
        /// The agency.
        agency_id: String,
        /// As what.
        as_kind: String,
        /// Why.
        reason: String,
    },
    /// An agency was not let in.
    NotLetIn {
        /// The agency.
        agency_id: String,
    },
    /// An agency began to take part.
    Joined {
        /// The agency.
        agency_id: String,
        /// As what.
        as_kind: String,
        /// The place of the consent by which it does; nothing for a reason that a second person confirmed.
        #[serde(default)]
        consent: Option<i64>,
    },
    /// An agency ended to take part.
    Left {
        /// The agency.
        agency_id: String,
    },
    /// Somebody wants to ask another agency for something without consent; a second person must confirm it.
    AskedToRefer {
        /// The referral's id.
        referral: String,
        /// What is asked.
        ask: Ask,
        /// Why without consent.
        reason: String,
    },
    /// It was not confirmed.
    NotReferred {
        /// The referral's id.
        referral: String,
    },
    /// Another agency was asked for something.
    Referred {
        /// The referral's id.
        referral: String,
        /// What is asked.
        ask: Ask,
        /// The place of the consent on which it rests; nothing for a reason that a second person confirmed.
        consent: Option<i64>,
    },
    /// The agency that was asked accepted or rejected it.
    ReferralAnswered {
        /// The referral's id.
        referral: String,
        /// Whether it was accepted.
        accepted: bool,
        /// Who does it there; empty when it was rejected.
        owner_id: String,
        /// Why not, or what else it wants to say.
        said: String,
    },
    /// The agency that was asked did it.
    ReferralDone {
        /// The referral's id.
        referral: String,
        /// What was done.
        said: String,
    },
    /// A package with what is asked and shared was made for an agency outside: from then on it may be anywhere.
    PackageMade {
        /// The referral's id.
        referral: String,
    },
    /// Whoever opened it said by its receipt code that it arrived.
    PackageReceived {
        /// The referral's id.
        referral: String,
    },
    /// What was asked and shared was taken back.
    ReferralRevoked {
        /// The referral's id.
        referral: String,
    },
    /// Somebody whose agency takes no part opened the case in an emergency.
    OpenedInEmergency {
        /// The emergency's id.
        emergency: String,
        /// Why.
        reason: String,
        /// The moment from which on it is not open to them any more, in milliseconds.
        until: i64,
    },
    /// That was ended before its time.
    EndedEmergency {
        /// The emergency's id.
        emergency: String,
    },
    /// Somebody wants the case to be erased for good; a second person must confirm it.
    AskedToErase {
        /// On what ground, one of [`crate::ERASURE_GROUNDS`].
        ground: String,
    },
    /// It was not erased.
    NotErased,
    /// The closed case is kept for longer than its rules say.
    KeptLonger {
        /// The last day on which it is.
        until: String,
        /// Why.
        why: String,
    },
    /// What happened can be read by nobody any more.
    Erased,
    /// A person is part of the case from now on.
    PersonTied {
        /// The tie's id.
        tie: String,
        /// The record of the person.
        person_id: String,
        /// As what, a role of the workflow.
        role: String,
    },
    /// A person is part of the case no longer.
    PersonUntied {
        /// The tie's id.
        tie: String,
    },
    /// Somebody answers for the case in an agency from now on.
    Assigned {
        /// The agency.
        agency_id: String,
        /// The account.
        account_id: String,
    },
}

/// What an agency said in a conference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// The agency.
    pub agency_id: String,
    /// The outcome that it was for.
    pub outcome: String,
}

impl Happened {
    /// What a kept event tells.
    pub(crate) fn of(event: &CaseEvent) -> Result<Self, ServiceError> {
        serde_json::from_str(&event.what).map_err(|problem| {
            ServiceError::Internal(format!("event {} of case {}: {problem}", event.number, event.case_id))
        })
    }

    pub(crate) fn to_json(&self) -> Result<String, ServiceError> {
        serde_json::to_string(self).map_err(|problem| ServiceError::Internal(format!("an event of a case: {problem}")))
    }
}
