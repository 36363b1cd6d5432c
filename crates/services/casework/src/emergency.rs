//! Opening a case in an emergency: somebody whose agency takes no part in it, who knows its code and says why, reads it for a short time, and
//! whoever answers for it and the data officer are told at once (`told`). Owns the bounds, and that it ends; what it lets read is `seat`'s.

use crate::Casework;
use crate::book::Opened;
use crate::event::Happened;
use crate::follow::overtaken;
use crate::refer::short;
use crate::seat::{KEEPER, Seat, is_open};
use language::Message;
use serde_json::json;
use service_kit::{Action, Context, Kit, Reach, Resource, ServiceError, authorise, reach};
use std::collections::BTreeMap;
use std::sync::Mutex;
use store::{CaseFile, Change, Millis, Unit};

const HOUR: Millis = 60 * 60 * 1_000;
/// How long a case stays open: long enough for a night at a hospital or a station until somebody who takes part answers, and over by the next
/// shift.
pub const EMERGENCY_HOURS: i64 = 4;
/// So many cases may be open to one person at once: an emergency is about one person or one family.
const OPEN_AT_ONCE: usize = 3;
/// So many wrong codes may be tried within an hour, each person by themselves, so that nobody locks others out.
const WRONG_CODES: u32 = 5;

/// An emergency as the history tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) id: String,
    pub(crate) account_id: String,
    pub(crate) agency_id: String,
    pub(crate) reason: String,
    pub(crate) opened_at: Millis,
    pub(crate) ends_at: Millis,
}

/// Wrong codes by the accounts that tried them, with the beginning of the hour in which they did.
#[derive(Debug, Default)]
pub(crate) struct Guesses(Mutex<BTreeMap<String, (u32, Millis)>>);

impl Guesses {
    /// Whether an account may try another code.
    fn check(&self, account_id: &str, now: Millis) -> Result<(), ServiceError> {
        let mut tried = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        tried.retain(|_, (_, since)| now.saturating_sub(*since) < HOUR);
        match tried.get(account_id) {
            Some((count, _)) if *count >= WRONG_CODES => {
                Err(ServiceError::TooMuch(Message::new("casework-emergency-wait")))
            }
            _ => Ok(()),
        }
    }

    fn note(&self, account_id: &str, now: Millis) {
        let mut tried = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (count, _) = tried.entry(account_id.to_owned()).or_insert((0, now));
        *count = count.saturating_add(1);
    }
}

impl Opened<'_> {
    /// Everybody who opened the case in an emergency, the earliest first.
    pub(crate) fn emergencies(&self) -> Vec<Told> {
        let mut all: Vec<Told> = Vec::new();
        for (event, what) in &self.events {
            match what {
                Happened::OpenedInEmergency { emergency, reason, until } => all.push(Told {
                    id: emergency.clone(),
                    account_id: event.author_id.clone(),
                    agency_id: event.agency_id.clone(),
                    reason: reason.clone(),
                    opened_at: event.at,
                    ends_at: *until,
                }),
                Happened::EndedEmergency { emergency } => {
                    for one in all.iter_mut().filter(|one| one.id == *emergency) {
                        one.ends_at = one.ends_at.min(event.at);
                    }
                }
                _ => {}
            }
        }
        all
    }

    /// The emergency in which the case is open to the caller now.
    pub(crate) fn emergency_of(&self, context: &Context) -> Option<Told> {
        let actor = &context.actor;
        let may = reach(actor.role, Action::OpenInEmergency) > Reach::No;
        self.emergencies().into_iter().find(|one| {
            may && one.ends_at > context.at && one.account_id == actor.account_id && one.agency_id == actor.agency_id
        })
    }

    pub(crate) fn may_oversee(&self, context: &Context) -> bool {
        let keeper = self.members.iter().find(|member| member.as_kind == KEEPER);
        let owner = keeper.map(|member| member.owner_id.as_str()).unwrap_or_default();
        let resource = Resource { agency_id: &self.case.agency_id, author_id: owner };
        authorise(&context.actor, Action::OverseeEmergency, &resource).allowed
    }
}

impl Casework {
    /// Opens a case for reading in an emergency and gives its id; one that is open already stays so. A code that is none and a case that
    /// cannot be opened so look the same.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever may not; [`ServiceError::Invalid`] without a reason, and for a code that leads nowhere;
    /// [`ServiceError::TooMuch`] after too many of those; [`ServiceError::Conflict`] while too many are open.
    pub async fn open_in_emergency(&self, context: &Context, code: &str, reason: &str) -> Result<String, ServiceError> {
        let kit = &self.book.kit;
        if reach(context.actor.role, Action::OpenInEmergency) == Reach::No || context.actor.agency_id.is_empty() {
            return Err(ServiceError::Refused);
        }
        let reason = short("reason", reason)?;
        if reason.is_empty() {
            return Err(ServiceError::invalid("reason", Message::new("casework-emergency-reason")));
        }
        self.guesses.check(&context.actor.account_id, context.at)?;
        let Some(mut opened) = self.of_code(context, code).await? else {
            self.guesses.note(&context.actor.account_id, context.at);
            return Err(ServiceError::invalid("code", Message::new("casework-emergency-code")));
        };
        let id = opened.case.id.clone();
        if opened.emergency_of(context).is_some() {
            return Ok(id);
        }
        if kit.store.emergencies_of(&context.actor.account_id, context.at).await?.len() >= OPEN_AT_ONCE {
            let message = Message::new("casework-emergency-too-many").with("max", OPEN_AT_ONCE);
            return Err(ServiceError::Conflict(message));
        }
        let until = context.at.saturating_add(HOUR.saturating_mul(EMERGENCY_HOURS));
        let (since, emergency) = (opened.case.events, kit.new_id());
        let what = Happened::OpenedInEmergency { emergency: emergency.clone(), reason, until };
        opened.add(context, &Seat::new(&context.actor.agency_id, ""), None, what)?;
        self.write_emergency(context, opened, since, &emergency, Action::OpenInEmergency).await?;
        Ok(id)
    }

    /// The one case of a code in which the caller's agency takes no part.
    async fn of_code(&self, context: &Context, code: &str) -> Result<Option<Opened<'_>>, ServiceError> {
        let mut found = self.book.kit.store.cases_by_code(&plain(code)).await?;
        // Two cases of one code: nobody is shown the wrong one.
        let (Some(case), true) = (found.pop(), found.is_empty()) else { return Ok(None) };
        let Some(opened) = self.book.read_if_there(&case.id).await? else { return Ok(None) };
        let agency = &context.actor.agency_id;
        let takes_part = opened.members.iter().any(|one| one.agency_id == *agency && is_open(one, context));
        Ok((!takes_part).then_some(opened))
    }

    /// Ends it before its time: for whoever opened it, and whoever is told of it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for everybody else; [`ServiceError::Conflict`] when it is over.
    pub async fn end_emergency(&self, context: &Context, id: &str) -> Result<(), ServiceError> {
        let (mut opened, one) = self.emergency(context, id).await?;
        if one.ends_at <= context.at {
            return Err(overtaken());
        }
        let since = opened.case.events;
        let seat = Seat::new(&context.actor.agency_id, "");
        opened.add(context, &seat, None, Happened::EndedEmergency { emergency: id.to_owned() })?;
        self.write_emergency(context, opened, since, id, Action::OverseeEmergency).await
    }

    /// Notes that the reader, who was told of it, saw it. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for whoever is not told of it.
    pub async fn see_emergency(&self, context: &Context, id: &str) -> Result<(), ServiceError> {
        let (opened, _) = self.emergency(context, id).await?;
        let account_id = context.actor.account_id.clone();
        let seen = Change::SeeEmergency { id: id.to_owned(), account_id, at: context.at };
        let entry = self.book.kit.entry(context, "emergency.see", "case", &opened.case.id, &json!({}));
        self.book.kit.commit(Unit::one(seen, entry)).await.map(drop)
    }

    /// An emergency with its case, for whoever opened it or is told of it.
    pub(crate) async fn emergency(&self, context: &Context, id: &str) -> Result<(Opened<'_>, Told), ServiceError> {
        let kept = self.book.kit.store.emergency(id).await?.ok_or(ServiceError::NotFound)?;
        let opened = self.book.read(&kept.case_id).await?;
        let one = opened.emergencies().into_iter().find(|one| one.id == id).ok_or(ServiceError::NotFound)?;
        let is_own = opened.emergency_of(context).is_some_and(|own| own.id == id);
        if is_own || opened.may_oversee(context) { Ok((opened, one)) } else { Err(ServiceError::NotFound) }
    }

    async fn write_emergency(
        &self,
        context: &Context,
        opened: Opened<'_>,
        since: i64,
        id: &str,
        action: Action,
    ) -> Result<(), ServiceError> {
        let kit: &Kit = &self.book.kit;
        let one = opened.emergencies().into_iter().find(|one| one.id == id).ok_or(ServiceError::NotFound)?;
        let CaseFile { id: case_id, .. } = &opened.case;
        let kept = Change::PutEmergency(store::Emergency {
            id: one.id,
            case_id: case_id.clone(),
            account_id: one.account_id,
            agency_id: one.agency_id,
            opened_at: one.opened_at,
            ends_at: one.ends_at,
        });
        let entry = kit.entry(context, action.id(), "case", case_id, &json!({ "hours": EMERGENCY_HOURS }));
        let mut unit = opened.unit(context, since)?;
        unit.changes.push(kept);
        unit.audit.push(entry);
        let written = kit.commit_unless_overtaken(unit).await?;
        written.map(drop).ok_or_else(|| ServiceError::Conflict(Message::new("conflict-changed")))
    }
}

/// A case's code as it was made, however it was typed.
pub(crate) fn plain(code: &str) -> String {
    let sign = |sign: char| match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let mut signs: Vec<char> = code.chars().filter(char::is_ascii_alphanumeric).take(16).map(sign).collect();
    if signs.len() > 3 {
        signs.insert(3, '-');
    }
    signs.into_iter().collect()
}
