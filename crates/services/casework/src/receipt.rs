//! Answering a package without an account: by the receipt code that stands inside it. Owns what such an answer may be, and that a code tells nothing
//! of anybody.

use crate::Casework;
use crate::book::{Opened, code_of};
use crate::event::Happened;
use crate::follow::overtaken;
use crate::public;
use crate::refer::short;
use crate::referral::{ReferralState, Told};
use crate::referred::agency_named;
use calendar::Date;
use language::{Lang, Message};
use serde_json::json;
use service_kit::{Actor, Context, ServiceError};

/// What whoever has a receipt code sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageStanding {
    /// What people call the referral, as the file was named.
    pub code: String,
    /// The name of the agency that asks.
    pub from: String,
    /// How it stands.
    pub state: ReferralState,
    /// Whether it was said that the package arrived.
    pub is_received: bool,
    /// The last day for an answer.
    pub due: Date,
}

/// What can be answered to a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageAnswer {
    /// It arrived.
    Received,
    /// The agency does what is asked.
    Accepted {
        /// What else it says.
        note: String,
    },
    /// It does not.
    Rejected {
        /// Why not.
        note: String,
    },
    /// It did it.
    Done {
        /// What was done.
        note: String,
    },
}

impl Casework {
    /// How a package stands.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for a code that is none or over; [`ServiceError::TooMuch`] after too many of those.
    pub async fn standing_of_package(&self, lang: Lang, code: &str) -> Result<PackageStanding, ServiceError> {
        let (context, opened, one) = self.of_receipt(lang, code).await?;
        let agencies = self.agencies_known().await?;
        let holds = opened.is_shown_to_asked(&context, &one);
        Ok(PackageStanding {
            code: code_of(&one.id),
            from: agency_named(&agencies, &one.from, lang),
            state: if holds { one.state } else { ReferralState::Revoked },
            is_received: one.is_received,
            due: one.due,
        })
    }

    /// Answers a package. Saying twice that it arrived is saying it once.
    ///
    /// # Errors
    /// As [`Casework::standing_of_package`]; [`ServiceError::Conflict`] for an answer that does not fit how it stands; [`ServiceError::Invalid`] for a
    /// note that is missing or too long.
    pub async fn answer_package(&self, lang: Lang, code: &str, answer: PackageAnswer) -> Result<(), ServiceError> {
        let (context, mut opened, one) = self.of_receipt(lang, code).await?;
        if !opened.is_shown_to_asked(&context, &one) {
            return Err(overtaken());
        }
        if answer == PackageAnswer::Received && one.is_received {
            return Ok(());
        }
        let (since, referral) = (opened.case.events, one.id.clone());
        let seat = crate::seat::Seat::new(&one.ask.to, "");
        if !one.is_received {
            opened.add(&context, &seat, None, Happened::PackageReceived { referral: referral.clone() })?;
        }
        if let Some(what) = happened(&one, answer)? {
            opened.add(&context, &seat, None, what)?;
        }
        let told = self.referral_told(&opened, &referral)?;
        let state = opened.referral(&referral)?.map_or("", |one| one.state.id());
        let mut unit = opened.unit(&context, since)?;
        unit.changes.push(told);
        unit.audit.push(self.book.kit.entry(
            &context,
            "package.answer",
            "referral",
            &referral,
            &json!({ "state": state }),
        ));
        let written = self.book.kit.commit_unless_overtaken(unit).await?;
        written.map(drop).ok_or_else(overtaken)
    }

    /// The referral whose package has this code, for somebody outside.
    async fn of_receipt(&self, lang: Lang, code: &str) -> Result<(Context, Opened<'_>, Told), ServiceError> {
        let kit = &self.book.kit;
        let plain = public::plain(code);
        let found = match plain.len() {
            public::CODE_SIGNS => kit.store.package_receipt(&public::hash_of(&plain)).await?,
            _ => None,
        };
        let today = Context::new(kit, Actor::public(""), lang).today().to_string();
        if let Some(receipt) = found.filter(|receipt| receipt.until >= today)
            && let Some(opened) = self.book.read_if_there(&receipt.case_id).await?
            && let Some(one) = opened.referral(&receipt.referral_id)?
        {
            let context = Context::new(kit, Actor::public(&one.ask.to), lang);
            return Ok((context, opened, one));
        }
        self.wrong_receipts_left.take(kit)?;
        Err(ServiceError::NotFound)
    }
}

/// What an answer does besides saying that the package arrived.
fn happened(one: &Told, answer: PackageAnswer) -> Result<Option<Happened>, ServiceError> {
    let (asked, accepted) = (one.state == ReferralState::Asked, one.state == ReferralState::Accepted);
    let fits = match answer {
        PackageAnswer::Received => true,
        PackageAnswer::Accepted { .. } => asked,
        PackageAnswer::Rejected { .. } | PackageAnswer::Done { .. } => asked || accepted,
    };
    if !fits {
        return Err(overtaken());
    }
    let referral = one.id.clone();
    let answered =
        |referral, accepted, said| Happened::ReferralAnswered { referral, accepted, owner_id: String::new(), said };
    Ok(match answer {
        PackageAnswer::Received => None,
        PackageAnswer::Accepted { note } => Some(answered(referral, true, short("note", &note)?)),
        PackageAnswer::Rejected { note } => Some(answered(referral, false, needed(&note)?)),
        PackageAnswer::Done { note } => Some(Happened::ReferralDone { referral, said: needed(&note)? }),
    })
}

fn needed(note: &str) -> Result<String, ServiceError> {
    let note = short("note", note)?;
    let missing = || ServiceError::invalid("note", Message::new("casework-referral-said"));
    if note.is_empty() { Err(missing()) } else { Ok(note) }
}
