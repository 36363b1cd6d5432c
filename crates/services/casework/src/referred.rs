//! Being asked by another agency: what it asks, the records that it shares for that, and answering. Owns that nothing else of the case is
//! told: no state, no history, nobody else who takes part, not even what people call it.

use crate::Casework;
use crate::book::{Opened, code_of};
use crate::event::Happened;
use crate::follow::overtaken;
use crate::refer::short;
use crate::referral::{ReferralState, Told};
use crate::seat::Seat;
use calendar::Date;
use language::{Lang, Message, Text};
use serde_json::json;
use service_kit::{Action, Context, Reach, Resource, ServiceError, authorise, reach};
use store::{Agency, Record, ReferralQuery, Unit};

/// The longest list.
const LONGEST_LIST: u32 = 100;

/// A referral in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralLine {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub code: String,
    /// The case, for whoever asked and still sees it; never for who was asked.
    pub case_id: Option<String>,
    /// The name of the other agency.
    pub other: String,
    /// For what, one of [`crate::SERVICES`].
    pub service: String,
    /// How it stands.
    pub state: ReferralState,
    /// The last day for an answer.
    pub due: Date,
    /// Whether it waits for an answer and that day is over.
    pub is_late: bool,
}

/// What was asked of the caller's agency, and what it asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferralLists {
    /// What was asked of it.
    pub received: Vec<ReferralLine>,
    /// What it asked.
    pub sent: Vec<ReferralLine>,
}

/// A referral for the agency that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub code: String,
    /// The name of the agency that asks.
    pub from: String,
    /// The name of who asks.
    pub asked_by: String,
    /// For what, one of [`crate::SERVICES`].
    pub service: String,
    /// What one must know.
    pub note: String,
    /// How it stands.
    pub state: ReferralState,
    /// The last day for an answer.
    pub due: Date,
    /// Whether it waits for an answer and that day is over.
    pub is_late: bool,
    /// The name of who does it here; empty for nobody yet.
    pub owner: String,
    /// What was answered last.
    pub said: String,
    /// The records that are shared, with their forms' titles.
    pub records: Vec<(String, Text)>,
    /// What it is at: whoever answers says what they saw.
    pub seen: i64,
}

/// An answer to a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The agency does it.
    Accept {
        /// Who does it; empty for whoever answers.
        owner_id: String,
    },
    /// It does not.
    Reject {
        /// Why not.
        reason: String,
    },
    /// It did it.
    Done {
        /// What was done.
        what: String,
    },
}

impl Casework {
    /// What was asked of the caller's agency and what it asked, as far as they may see it. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever answers none.
    pub async fn referrals(&self, context: &Context) -> Result<ReferralLists, ServiceError> {
        let lists = self.read_referrals(context).await?.ok_or(ServiceError::Refused)?;
        let detail = json!({ "count": lists.received.len().saturating_add(lists.sent.len()) });
        let entry = self.book.kit.entry(context, "referral.list", "referral", "", &detail);
        self.book.kit.commit(Unit::told(entry)).await?;
        Ok(lists)
    }

    /// How many referrals wait for an answer of the caller's agency, and how many of these are late.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn referrals_waiting(&self, context: &Context) -> Result<(usize, usize), ServiceError> {
        let lists = self.read_referrals(context).await?.unwrap_or_default();
        let waiting = lists.received.iter().filter(|one| one.state == ReferralState::Asked);
        let late = waiting.clone().filter(|one| one.is_late).count();
        Ok((waiting.count(), late))
    }

    async fn read_referrals(&self, context: &Context) -> Result<Option<ReferralLists>, ServiceError> {
        let reach = reach(context.actor.role, Action::AnswerReferral);
        if reach == Reach::No || context.actor.agency_id.is_empty() {
            return Ok(None);
        }
        let account_id = (reach == Reach::OwnEntries).then(|| context.actor.account_id.clone());
        let agencies = self.agencies_known().await?;
        let mut lists = ReferralLists::default();
        for received in [true, false] {
            let agency_id = context.actor.agency_id.clone();
            let query = ReferralQuery { agency_id, received, account_id: account_id.clone(), limit: LONGEST_LIST };
            for kept in self.book.kit.store.referrals(&query).await? {
                let Some(opened) = self.book.read_if_there(&kept.case_id).await? else { continue };
                let Some(one) = opened.referral(&kept.id)? else { continue };
                // The history decides: what lists are made of may be older than a consent's last day.
                if received && opened.is_shown_to_asked(context, &one) {
                    lists.received.push(line(context, &one, &one.from, None, &agencies));
                } else if !received && is_seen(context, &opened, Action::ReadCase) {
                    lists.sent.push(line(context, &one, &one.ask.to, Some(&opened.case.id), &agencies));
                }
            }
        }
        for list in [&mut lists.received, &mut lists.sent] {
            list.sort_by_key(|one| (!one.state.is_open(), one.due));
        }
        Ok(Some(lists))
    }

    /// A referral, for the agency that was asked. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none that the reader may see.
    pub async fn referral(&self, context: &Context, id: &str) -> Result<ReferralView, ServiceError> {
        let (opened, one) = self.asked_of(context, id).await?;
        let entry = self.book.kit.entry(context, "referral.read", "referral", id, &json!({}));
        self.book.kit.commit(Unit::told(entry)).await?;
        let agencies = self.book.kit.store.agencies().await?;
        let shared = opened.shared(context, &one);
        let owner = match one.owner_id.as_str() {
            "" => String::new(),
            id => self.account_name(id).await?,
        };
        Ok(ReferralView {
            code: code_of(&one.id),
            from: agency_named(&agencies, &one.from, context.lang),
            asked_by: self.account_name(&one.asked_by).await?,
            owner,
            records: shared.into_iter().map(|(id, form)| (id, self.title_of(&form))).collect(),
            is_late: is_late(context, &one),
            id: one.id,
            service: one.ask.service,
            note: one.ask.note,
            state: one.state,
            due: one.due,
            said: one.said,
            seen: one.changes,
        })
    }

    /// What a record says that is shared by a referral. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none that is shared with the reader now.
    pub async fn referred_record(&self, context: &Context, id: &str, record_id: &str) -> Result<Record, ServiceError> {
        let (opened, one) = self.asked_of(context, id).await?;
        let shared = opened.shared(context, &one);
        let (_, kind) = shared.iter().find(|(shared, _)| shared == record_id).ok_or(ServiceError::NotFound)?;
        let record = self.book.kit.store.record(kind, record_id).await?;
        let record = record.filter(|record| !record.retracted).ok_or(ServiceError::NotFound)?;
        let detail = json!({ "referral": id });
        let entry = self.book.kit.entry(context, Action::ReadRecord.id(), kind, record_id, &detail);
        self.book.kit.commit(Unit::told(entry)).await?;
        Ok(record)
    }

    /// Who could do what is asked in the caller's agency, with their names.
    ///
    /// # Errors
    /// As [`Casework::referral`].
    pub async fn who_could_do(&self, context: &Context, id: &str) -> Result<Vec<(String, String)>, ServiceError> {
        let (_, one) = self.asked_of(context, id).await?;
        self.candidates(&one.ask.to).await
    }

    /// Answers a referral, or says that it is done.
    ///
    /// # Errors
    /// As [`Casework::referral`]; [`ServiceError::Conflict`] when it stands otherwise by now; [`ServiceError::Invalid`] for a reason that is
    /// missing or too long, and for somebody who could not do it.
    pub async fn answer_referral(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
        answer: Answer,
    ) -> Result<(), ServiceError> {
        let (mut opened, one) = self.asked_of(context, id).await?;
        let expected = match answer {
            Answer::Done { .. } => ReferralState::Accepted,
            _ => ReferralState::Asked,
        };
        if one.state != expected || one.changes != seen {
            return Err(overtaken());
        }
        let referral = id.to_owned();
        let what = match answer {
            Answer::Accept { owner_id } => {
                let owner_id = self.who_does_it(context, &one, owner_id).await?;
                Happened::ReferralAnswered { referral, accepted: true, owner_id, said: String::new() }
            }
            Answer::Reject { reason } => {
                let said = needed("reason", &reason)?;
                Happened::ReferralAnswered { referral, accepted: false, owner_id: String::new(), said }
            }
            Answer::Done { what } => Happened::ReferralDone { referral, said: needed("what", &what)? },
        };
        let since = opened.case.events;
        opened.add(context, &Seat::new(&one.ask.to, ""), None, what)?;
        self.write_referral(context, opened, since, id, Action::AnswerReferral).await
    }

    async fn who_does_it(&self, context: &Context, one: &Told, owner_id: String) -> Result<String, ServiceError> {
        if owner_id.is_empty() {
            return Ok(context.actor.account_id.clone());
        }
        let known = self.candidates(&one.ask.to).await?.iter().any(|(id, _)| *id == owner_id);
        let unknown = || ServiceError::invalid("person", Message::new("casework-person-unknown"));
        known.then_some(owner_id).ok_or_else(unknown)
    }

    /// A referral with its case, for somebody of the agency that was asked.
    async fn asked_of(&self, context: &Context, id: &str) -> Result<(Opened<'_>, Told), ServiceError> {
        let kept = self.book.kit.store.referral(id).await?.ok_or(ServiceError::NotFound)?;
        let opened = self.book.read(&kept.case_id).await?;
        let one = opened.referral(id)?.ok_or(ServiceError::NotFound)?;
        let resource = Resource { agency_id: &one.ask.to, author_id: &one.owner_id };
        let may = authorise(&context.actor, Action::AnswerReferral, &resource).allowed;
        if !may || !opened.is_shown_to_asked(context, &one) {
            return Err(ServiceError::NotFound);
        }
        Ok((opened, one))
    }
}

fn is_seen(context: &Context, opened: &Opened<'_>, action: Action) -> bool {
    Seat::of(context, &opened.members, action).is_ok()
}

fn is_late(context: &Context, one: &Told) -> bool {
    one.state == ReferralState::Asked && one.due < context.today()
}

fn line(context: &Context, one: &Told, other: &str, case_id: Option<&str>, agencies: &[Agency]) -> ReferralLine {
    ReferralLine {
        id: one.id.clone(),
        code: code_of(&one.id),
        case_id: case_id.map(str::to_owned),
        other: agency_named(agencies, other, context.lang),
        service: one.ask.service.clone(),
        state: one.state,
        due: one.due,
        is_late: is_late(context, one),
    }
}

pub(crate) fn agency_named(agencies: &[Agency], id: &str, lang: Lang) -> String {
    let agency = agencies.iter().find(|agency| agency.id == id);
    agency.map_or_else(|| id.to_owned(), |agency| crate::reading::called(agency, lang).1)
}

fn needed(field: &str, text: &str) -> Result<String, ServiceError> {
    let text = short(field, text)?;
    if text.is_empty() {
        return Err(ServiceError::invalid(field, Message::new("casework-referral-said")));
    }
    Ok(text)
}
