//! Taking running cases over to a newer version of their workflow: looked at first, then done, page by page. Owns that no case is left in a
//! state that its workflow does not have; how a single case would change is `rules::takeover`'s.

use crate::Casework;
use crate::book::{Book, Opened};
use crate::event::Happened;
use crate::judged::{Judged, Sums};
use crate::seat::{KEEPER, Seat};
use calendar::Date;
use language::{Message, Text};
use rules::takeover;
use serde_json::json;
use service_kit::{Action, Context, Reach, ServiceError, reach};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{CaseAnswers, CaseEvent, CaseFile, Change, Millis, Requirement, Unit};

/// Cases that are read, judged and written together.
const TOGETHER: u32 = 500;
/// Parts of a page that are judged side by side.
const SIDE_BY_SIDE: usize = 2;
/// How often a page is tried again whose cases somebody works on meanwhile.
const TRIES: usize = 5;

/// How the cases of a pack stand to the versions of its workflow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackVersions {
    /// The pack.
    pub pack: String,
    /// What kind of case it is.
    pub title: Text,
    /// The version in use.
    pub version: i64,
    /// Since when.
    pub since: Option<Millis>,
    /// Open cases.
    pub open: u64,
    /// Of these, those that go by an earlier version.
    pub behind: u64,
}

/// What would become of the cases that go by an earlier version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakeoverPreview {
    /// What kind of case it is.
    pub title: Text,
    /// The version that they would go by.
    pub version: i64,
    /// How many they are.
    pub cases: u64,
    /// Of these, those for which nothing becomes different.
    pub quiet: u64,
    /// Clocks whose day moves, begins or ends, with the number of cases.
    pub days: Vec<(Text, u64)>,
    /// Tasks that are no longer there.
    pub tasks_gone: Vec<(Text, u64)>,
    /// Tasks that are new.
    pub tasks_new: Vec<(Text, u64)>,
    /// States that the new version does not have, by their ids, with the number of cases: each needs another one in its place.
    pub lost: Vec<(String, Text, u64)>,
    /// The states of the new version.
    pub states: Vec<(String, Text)>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// Cases that go by the new version now.
    pub taken: u64,
    /// Cases that stay as they are, because nobody said which state takes the place of theirs.
    pub left: u64,
}

/// A case as storage has it.
struct Kept {
    case: CaseFile,
    events: Vec<CaseEvent>,
    answers: Vec<CaseAnswers>,
}

/// A case that was taken over, with the event that tells of it.
struct Moved {
    /// How many events it had.
    seen: i64,
    case: CaseFile,
    event: CaseEvent,
}

impl Casework {
    /// How the cases of every pack stand to the versions of its workflow, for those who keep them.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for others.
    pub async fn versions(&self, context: &Context) -> Result<Vec<PackVersions>, ServiceError> {
        allow(context)?;
        let kept = self.book.kit.store.case_workflows().await?;
        let mut packs = Vec::new();
        for (pack, workflow) in self.book.workflows() {
            let version = self.book.version(&pack.id);
            let counts = self.book.kit.store.case_versions(&pack.id).await?;
            packs.push(PackVersions {
                pack: pack.id.clone(),
                title: workflow.title.clone(),
                version,
                since: kept.iter().find(|one| one.pack == pack.id && one.version == version).map(|one| one.since),
                open: counts.iter().map(|(_, count)| count).sum(),
                behind: counts.iter().filter(|(of, _)| *of < version).map(|(_, count)| count).sum(),
            });
        }
        Ok(packs)
    }

    /// What would become of the cases of a pack that go by an earlier version of its workflow. Nothing changes by it.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for those who do not keep them, [`ServiceError::NotFound`] when there is no such pack.
    pub async fn takeover_preview(&self, context: &Context, pack: &str) -> Result<TakeoverPreview, ServiceError> {
        allow(context)?;
        let (_, next) = self.book.workflow(pack)?;
        let mut sums = Sums::default();
        let mut page = self.kept_after(pack, "").await?;
        while let Some((last, cases)) = page {
            let (of, today) = (pack.to_owned(), context.today());
            let judged = self.side_by_side(cases, move |book, kept| judged(book, &of, kept, today));
            // The next are read while these are judged.
            let (judged, next) = tokio::join!(judged, self.kept_after(pack, &last));
            judged?.into_iter().for_each(|one| sums.add(one));
            page = next?;
        }
        Ok(TakeoverPreview {
            title: next.title.clone(),
            version: self.book.version(pack),
            states: next.states.iter().map(|state| (state.id.clone(), state.title.clone())).collect(),
            ..sums.preview()
        })
    }

    /// Takes the cases of a pack over to the version of its workflow that the caller saw; `states` says which state takes the place of one
    /// that the new version does not have. Done again, it takes over those that were left.
    ///
    /// # Errors
    /// As [`Casework::takeover_preview`]; [`ServiceError::Invalid`] for a state that there is not; [`ServiceError::Conflict`] when the version is not
    /// the one in use any more, or others do not stop working on the cases.
    pub async fn take_over(
        &self,
        context: &Context,
        pack: &str,
        version: i64,
        states: BTreeMap<String, String>,
    ) -> Result<TakenOver, ServiceError> {
        allow(context)?;
        let (_, next) = self.book.workflow(pack)?;
        if version != self.book.version(pack) {
            return Err(changed());
        }
        if let Some(unknown) = states.values().find(|state| next.state(state).is_none()) {
            let message = Message::new("casework-state-unknown").with("state", unknown.as_str());
            return Err(ServiceError::invalid("state", message));
        }
        let states = Arc::new(states);
        let mut sum = TakenOver::default();
        let (mut after, mut tries) = (String::new(), 0);
        let mut page = self.kept_after(pack, "").await?;
        while let Some((last, cases)) = page {
            let count = cases.len() as u64;
            let (of, states, context_of) = (pack.to_owned(), Arc::clone(&states), context.clone());
            let taken = self.side_by_side(cases, move |book, kept| taken_over(book, &of, kept, &states, &context_of));
            let (taken, next) = tokio::join!(taken, self.kept_after(pack, &last));
            let taken: Vec<Moved> = taken?.into_iter().flatten().collect();
            let done = taken.len() as u64;
            if self.commit_together(context, pack, version, taken).await? {
                sum.taken += done;
                sum.left += count.saturating_sub(done);
                (after, tries, page) = (last, 0, next?);
            } else {
                tries += 1;
                if tries == TRIES {
                    return Err(changed());
                }
                page = self.kept_after(pack, &after).await?;
            }
        }
        Ok(sum)
    }

    /// Makes a page of cases go by the new version; tells whether nobody was faster with one of them.
    async fn commit_together(
        &self,
        context: &Context,
        pack: &str,
        version: i64,
        taken: Vec<Moved>,
    ) -> Result<bool, ServiceError> {
        let detail = json!({ "version": version, "count": taken.len() });
        let mut unit = Unit::told(self.book.kit.entry(context, "case.takeover", "pack", pack, &detail));
        let (seen, moved): (Vec<_>, Vec<_>) =
            taken.into_iter().map(|one| ((one.case.id.clone(), one.seen), (one.case, one.event))).unzip();
        unit.changes.push(Change::MoveCases(moved));
        let unit = unit.requiring(Requirement::CasesAt(seen));
        Ok(self.book.kit.commit_unless_overtaken(unit).await?.is_some())
    }

    /// The next open cases of a pack that go by an earlier version, and the id of the last of them.
    async fn kept_after(&self, pack: &str, after: &str) -> Result<Option<(String, Vec<Kept>)>, ServiceError> {
        let store = &self.book.kit.store;
        let cases = store.cases_before(pack, self.book.version(pack), after, TOGETHER).await?;
        let (Some(first), Some(last)) = (cases.first(), cases.last()) else { return Ok(None) };
        let (first, last) = (first.id.clone(), last.id.clone());
        let mut events: BTreeMap<String, Vec<CaseEvent>> = BTreeMap::new();
        for event in store.case_events_between(&first, &last).await? {
            events.entry(event.case_id.clone()).or_default().push(event);
        }
        let mut answers: BTreeMap<String, Vec<CaseAnswers>> = BTreeMap::new();
        for one in store.case_answers(&first, &last).await? {
            answers.entry(one.case_id.clone()).or_default().push(one);
        }
        let kept = |case: CaseFile| Kept {
            events: events.remove(&case.id).unwrap_or_default(),
            answers: answers.remove(&case.id).unwrap_or_default(),
            case,
        };
        Ok(Some((last, cases.into_iter().map(kept).collect())))
    }

    /// Judges cases on several threads; the answers come in the order of the cases.
    async fn side_by_side<T: Send + 'static>(
        &self,
        cases: Vec<Kept>,
        judge: impl Fn(&Book, Kept) -> Result<T, ServiceError> + Clone + Send + 'static,
    ) -> Result<Vec<T>, ServiceError> {
        let size = cases.len().div_ceil(SIDE_BY_SIDE).max(1);
        let mut left = cases;
        let mut running = Vec::new();
        while !left.is_empty() {
            let rest = left.split_off(size.min(left.len()));
            let (book, judge, part) = (Arc::clone(&self.book), judge.clone(), std::mem::replace(&mut left, rest));
            running.push(tokio::task::spawn_blocking(move || {
                part.into_iter().map(|kept| judge(&book, kept)).collect::<Result<Vec<T>, _>>()
            }));
        }
        let mut judged = Vec::new();
        for part in running {
            let part = part.await.map_err(|problem| ServiceError::Internal(format!("judging cases: {problem}")))?;
            judged.extend(part?);
        }
        Ok(judged)
    }
}

fn allow(context: &Context) -> Result<(), ServiceError> {
    if reach(context.actor.role, Action::ChangeWorkflows) == Reach::Everything {
        Ok(())
    } else {
        Err(ServiceError::Refused)
    }
}

fn changed() -> ServiceError {
    ServiceError::Conflict(Message::new("conflict-changed"))
}

/// How a case would change.
fn judged(book: &Book, pack: &str, kept: Kept, today: Date) -> Result<Judged, ServiceError> {
    let (_, next) = book.workflow(pack)?;
    let opened = Opened::of(book.rules_of(&kept.case)?, kept.case, kept.events, Vec::new(), kept.answers)?;
    let change = takeover(opened.workflow, next, &opened.history()?, today);
    let change = change.map_err(|error| ServiceError::Internal(format!("case {}: {error}", opened.case.id)))?;
    Ok(Judged::of(opened.workflow, next, change))
}

/// What makes it true that a case goes by the workflow in use; nothing when it is in a state that this one does not have and nobody said
/// which takes its place.
fn taken_over(
    book: &Book,
    pack: &str,
    kept: Kept,
    states: &BTreeMap<String, String>,
    context: &Context,
) -> Result<Option<Moved>, ServiceError> {
    let (_, next) = book.workflow(pack)?;
    let state = match next.state(&kept.case.state) {
        Some(_) => None,
        None => match states.get(&kept.case.state) {
            Some(state) => Some(state.clone()),
            None => return Ok(None),
        },
    };
    let since = kept.case.events;
    let version = book.version(pack);
    let case = CaseFile { version, ..kept.case };
    let mut opened = Opened::of(book.rules_in_use(pack)?, case, kept.events, Vec::new(), kept.answers)?;
    let seat = Seat::new(&context.actor.agency_id, KEEPER);
    opened.add(context, &seat, None, Happened::TakenOver { version, state })?;
    let outlined = opened.outlined(context)?;
    Ok(outlined.events.into_iter().next_back().map(|(event, _)| Moved { seen: since, case: outlined.case, event }))
}
