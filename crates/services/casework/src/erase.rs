//! Erasing a case for good: one person asks and says on what ground, another confirms, and the key under which everything in it lies is
//! destroyed. Owns who may, in which order, and what goes; that destroying a key makes its values unreadable is `store-sealed`'s.
//!
//! People whom the case alone is about go with it. What is counted stays: where and when, and whatever else says nothing of a person. That
//! there was a case is told in the audit chain alone.

use crate::Casework;
use crate::book::Opened;
use crate::event::Happened;
use crate::follow::overtaken;
use crate::persons::Alone;
use language::Message;
use serde_json::json;
use service_kit::{Action, Context, ServiceError};
use std::collections::{BTreeMap, BTreeSet};
use store::{CaseFile, CaseMember, Change, Requirement, Unit, record_subject};

/// On what ground a case is erased, with the key of its name.
pub const ERASURE_GROUNDS: [(&str, &str); 4] = [
    (TIME_IS_OVER, "erasure-ground-retention"),
    ("person", "erasure-ground-person"),
    ("order", "erasure-ground-order"),
    ("mistake", "erasure-ground-mistake"),
];

/// What a reader may do about erasing a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErasureView {
    /// Whether they may ask for it.
    pub may_ask: bool,
    /// What was asked for and neither confirmed nor refused since.
    pub asked: Option<ErasureAsked>,
    /// How many records go.
    pub records: usize,
    /// How many people it alone is about: their records go with it.
    pub people: usize,
}

/// An erasure that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureAsked {
    /// One of [`ERASURE_GROUNDS`].
    pub ground: String,
    /// Who asked.
    pub by: String,
    /// Whether the reader may confirm it: somebody else than who asked.
    pub may_confirm: bool,
}

impl Opened<'_> {
    /// The ground and who asked, when an erasure waits for a second person.
    pub(crate) fn erasure_asked(&self) -> Option<(&str, &str)> {
        let asked = self.events.iter().rev().find_map(|(event, what)| match what {
            Happened::AskedToErase { ground } => Some(Some((ground.as_str(), event.author_id.as_str()))),
            Happened::NotErased => Some(None),
            _ => None,
        });
        asked.flatten()
    }

    /// The same as a reader is told it.
    pub(crate) fn erasure_told(&self, context: &Context, names: &BTreeMap<String, String>) -> Option<ErasureAsked> {
        self.erasure_asked().map(|(ground, by)| ErasureAsked {
            ground: ground.to_owned(),
            by: names.get(by).cloned().unwrap_or_default(),
            may_confirm: by != context.actor.account_id,
        })
    }

    pub(crate) fn record_ids(&self) -> BTreeSet<&str> {
        self.events.iter().filter_map(|(event, _)| event.record_id.as_deref()).collect()
    }
}

/// The ground that the time of a case is over.
pub(crate) const TIME_IS_OVER: &str = "retention";

/// What a reader who may erase sees of it.
pub(crate) fn erasure(
    context: &Context,
    opened: &Opened<'_>,
    people: usize,
    names: &BTreeMap<String, String>,
) -> ErasureView {
    let asked = opened.erasure_told(context, names);
    ErasureView { may_ask: asked.is_none(), asked, records: opened.record_ids().len(), people }
}

impl Casework {
    /// Asks that a closed case is erased for good.
    ///
    /// # Errors
    /// As [`Casework::make_move`]; [`ServiceError::Invalid`] while it is open, or for a ground that there is not.
    pub async fn ask_to_erase(&self, context: &Context, id: &str, seen: i64, ground: &str) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.erasing(context, id, seen).await?;
        if ERASURE_GROUNDS.iter().all(|(known, _)| *known != ground) {
            return Err(ServiceError::invalid("ground", Message::new("casework-erasure-ground")));
        }
        if ground == TIME_IS_OVER {
            opened.time_is_over(context.today())?;
        }
        opened.add(context, &seat, None, Happened::AskedToErase { ground: ground.to_owned() })?;
        self.write(context, opened, seen, Action::EraseCase, Vec::new()).await
    }

    /// Refuses it.
    ///
    /// # Errors
    /// As [`Casework::make_move`].
    pub async fn refuse_to_erase(&self, context: &Context, id: &str, seen: i64) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.erasing(context, id, seen).await?;
        opened.erasure_asked().ok_or_else(overtaken)?;
        opened.add(context, &seat, None, Happened::NotErased)?;
        self.write(context, opened, seen, Action::EraseCase, Vec::new()).await
    }

    /// Erases a case that somebody else asked to erase: for whoever asks from now on there is no such case.
    ///
    /// # Errors
    /// As [`Casework::make_move`]; [`ServiceError::Refused`] also for who asked.
    pub async fn erase(&self, context: &Context, id: &str, seen: i64) -> Result<(), ServiceError> {
        let (opened, _) = self.erasing(context, id, seen).await?;
        let (ground, asked_by) = opened.erasure_asked().ok_or_else(overtaken)?;
        if ground == TIME_IS_OVER {
            opened.time_is_over(context.today())?;
        }
        if asked_by == context.actor.account_id {
            return Err(ServiceError::Refused);
        }
        let ended = |member: &CaseMember| {
            Change::PutCaseMember(CaseMember {
                is_open: false,
                owner_id: String::new(),
                updated_at: context.at,
                ..member.clone()
            })
        };
        let beside = |record: &str| Change::EraseBesideRecord { record_id: record.to_owned() };
        let mut changes: Vec<Change> = opened.record_ids().into_iter().map(beside).collect();
        changes.extend(opened.members.iter().map(ended));
        changes.push(Change::PutCase(CaseFile {
            waits: 0,
            keep_until: None,
            updated_at: context.at,
            ..opened.case.clone()
        }));
        let alone = self.about_it_alone(&opened).await?;
        changes.extend(alone.iter().flat_map(|one| one.changes(context.at)));
        changes.push(Change::DestroySealKeys { subject: record_subject(id), at: context.at });
        let detail = json!({ "ground": ground, "asked_by": asked_by, "records": opened.record_ids().len(), "people": alone.len() });
        let entry = self.book.kit.entry(context, Action::EraseCase.id(), &opened.case.pack, id, &detail);
        let mut unit =
            Unit::new(changes, vec![entry]).requiring(Requirement::CaseAt { id: id.to_owned(), events: seen });
        unit.requires.extend(alone.iter().map(Alone::requirement));
        let written = self.book.kit.commit_unless_overtaken(unit).await?;
        written.ok_or_else(|| ServiceError::Conflict(Message::new("conflict-changed")))?;
        self.forget(&alone).await;
        Ok(self.book.kit.store.settle().await?)
    }

    pub(crate) async fn erasing(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
    ) -> Result<(Opened<'_>, crate::seat::Seat), ServiceError> {
        let (opened, seat) = self.seen(context, id, seen, Action::EraseCase).await?;
        if seat.agency_id != opened.case.agency_id {
            return Err(ServiceError::Refused);
        }
        if !opened.case.is_closed {
            return Err(ServiceError::invalid("case", Message::new("casework-erasure-open")));
        }
        Ok((opened, seat))
    }
}
