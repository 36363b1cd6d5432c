//! What answers do to entities, gathered until it is written together with them. Owns which entity is meant, and what its author had
//! seen; what then counts is the `entities` engine's.

use crate::Collection;
use crate::import::named;
use entities::{Act, LABEL, Said, State, arrive};
use forms::EntityStatement;
use serde::{Deserialize, Serialize};
use service_kit::{Action, Context, Resource, ServiceError, authorise};
use std::collections::{BTreeMap, BTreeSet};
use store::{Change, Entity, EntityChange, Millis, Requirement, Unit};

/// The longest name of a list or a property, in bytes; what is longer stays in the answers.
const LONGEST_NAME: usize = 200;

/// What is kept of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Where in its form it was said: the path of the section.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) path: String,
    #[serde(flatten)]
    pub(super) said: Said,
}

/// Which answers say something.
pub(crate) struct Origin<'o> {
    /// The form's pack, in which its lists are.
    pub(crate) pack: &'o str,
    pub(crate) submission_id: &'o str,
    pub(crate) record_id: &'o str,
    /// Whose the record is, and with it what it makes.
    pub(crate) agency_id: &'o str,
    /// Whether the record said something before.
    pub(crate) is_correction: bool,
    /// When whoever answered saw the lists; nothing when their phone counts versions itself.
    pub(crate) seen_at: Option<Millis>,
}

/// Entities that are going to change, as far as gathered.
#[derive(Default)]
pub(crate) struct Gathered(BTreeMap<(String, String), Working>);

struct Working {
    was: Option<Entity>,
    changes: Vec<entities::Change>,
    rows: BTreeMap<i64, EntityChange>,
    /// The numbers of the changes that are new or that count now.
    moved: BTreeSet<i64>,
    agency_id: String,
}

impl Gathered {
    /// Adds what was gathered to the unit that writes the answers.
    pub(crate) fn add_to(self, context: &Context, unit: &mut Unit) -> Result<(), ServiceError> {
        for ((list, id), working) in self.0 {
            if working.moved.is_empty() {
                continue;
            }
            let (changes, version) = working.was.as_ref().map_or((0, 0), |was| (was.changes, was.version));
            unit.requires.push(Requirement::EntityAt { list: list.clone(), id: id.clone(), changes, version });
            unit.changes.push(Change::PutEntity(working.entity(context, &list, &id)?));
            let moved = working.rows.into_iter().filter(|(number, _)| working.moved.contains(number));
            unit.changes.extend(moved.map(|(_, row)| Change::PutEntityChange(row)));
        }
        Ok(())
    }
}

impl Working {
    fn entity(&self, context: &Context, list: &str, id: &str) -> Result<Entity, ServiceError> {
        let mut state = State::of(&self.changes).unwrap_or_default();
        let waiting = self.changes.iter().filter(|change| change.version.is_none()).count();
        let was = self.was.as_ref();
        let label = state.values.remove(LABEL).unwrap_or_default();
        Ok(Entity {
            list: list.to_owned(),
            id: id.to_owned(),
            agency_id: was.map_or_else(|| self.agency_id.clone(), |was| was.agency_id.clone()),
            author_id: was.map_or_else(|| context.actor.account_id.clone(), |was| was.author_id.clone()),
            label: if label.is_empty() { id.to_owned() } else { label },
            properties: json(&state.values)?,
            version: state.version,
            changes: count(self.changes.len()),
            unsettled: count(state.unsettled.len()),
            waiting: count(waiting),
            deleted: state.is_deleted,
            created_at: was.map_or(context.at, |was| was.created_at),
            updated_at: context.at,
        })
    }

    /// The last version that was there at a moment.
    fn version_at(&self, moment: Millis) -> i64 {
        let there = self.rows.values().filter(|row| row.at <= moment);
        there.filter_map(|row| row.version).max().unwrap_or_default()
    }

    /// Whether nobody but a record said anything, and the record made it.
    fn is_of_alone(&self, record_id: &str) -> bool {
        self.rows.values().all(|row| row.record_id.as_deref() == Some(record_id)) && self.is_made_by(record_id)
    }

    /// Whether a record made it.
    fn is_made_by(&self, record_id: &str) -> bool {
        let makes = |change: &&entities::Change| matches!(change.said.act, Act::Create | Act::Upsert);
        let mut making = self.changes.iter().filter(makes).filter_map(|change| self.rows.get(&change.number));
        making.any(|row| row.record_id.as_deref() == Some(record_id))
    }

    fn is_deleted(&self) -> bool {
        State::of(&self.changes).is_some_and(|state| state.is_deleted)
    }
}

impl Collection {
    /// Takes in what answers say.
    pub(crate) async fn gather(
        &self,
        context: &Context,
        gathered: &mut Gathered,
        origin: &Origin<'_>,
        statements: &[EntityStatement],
    ) -> Result<(), ServiceError> {
        let before = self.said_before(origin).await?;
        let mut named_now = BTreeSet::new();
        for statement in statements {
            let list = format!("{}/{}", origin.pack, statement.list);
            let Some(id) = self.meant(origin, statement, &list, &before).await? else { continue };
            let Some(working) = self.working(context, gathered, &list, &id, origin.agency_id).await? else { continue };
            named_now.insert((list.clone(), id.clone()));
            if statement.creates && working.is_deleted() && working.is_of_alone(origin.record_id) {
                let said = of_line(Act::Restore, origin.record_id, None);
                take(context, working, Some(origin), &list, &id, Kept { path: String::new(), said })?;
            }
            let said = said(origin, statement, working);
            take(context, working, Some(origin), &list, &id, Kept { path: statement.path.clone(), said })?;
        }
        // What a record made and no longer makes goes, unless somebody else built on it.
        for (list, id) in before.difference(&named_now) {
            let Some(working) = self.working(context, gathered, list, id, origin.agency_id).await? else { continue };
            if !working.is_deleted() && working.is_of_alone(origin.record_id) {
                let said = of_line(Act::Delete, origin.record_id, None);
                take(context, working, Some(origin), list, id, Kept { path: String::new(), said })?;
            }
        }
        Ok(())
    }

    /// Takes in what a person decides on a page about one entity that they may see and change.
    pub(super) async fn decided(
        &self,
        context: &Context,
        gathered: &mut Gathered,
        entity: &Entity,
        act: Act,
        values: BTreeMap<String, String>,
    ) -> Result<(), ServiceError> {
        let working = self.working(context, gathered, &entity.list, &entity.id, &entity.agency_id).await?;
        let working = working.ok_or(ServiceError::NotFound)?;
        let said = Said { values, ..of_line(act, &self.kit.new_id(), Some(entity.version)) };
        take(context, working, None, &entity.list, &entity.id, Kept { path: String::new(), said })
    }

    /// Lets everything that waits for an earlier change of its branch count without it.
    pub(super) async fn unblocked(
        &self,
        context: &Context,
        gathered: &mut Gathered,
        entity: &Entity,
    ) -> Result<(), ServiceError> {
        let working = self.working(context, gathered, &entity.list, &entity.id, &entity.agency_id).await?;
        let working = working.ok_or(ServiceError::NotFound)?;
        let mut waiting: Vec<usize> = (0..working.changes.len())
            .filter(|at| working.changes.get(*at).is_some_and(|one| one.version.is_none()))
            .collect();
        waiting.sort_by_key(|at| working.changes.get(*at).map(|one| (one.said.base, one.number)));
        for at in waiting {
            let newest = working.changes.iter().filter_map(|change| change.version).max().unwrap_or_default();
            let Some(change) = working.changes.get_mut(at) else { continue };
            change.version = Some(newest.saturating_add(1));
            working.moved.insert(change.number);
            if let Some(row) = working.rows.get_mut(&change.number) {
                row.version = change.version;
            }
        }
        Ok(())
    }

    /// The entities that a record said something about before.
    async fn said_before(&self, origin: &Origin<'_>) -> Result<BTreeSet<(String, String)>, ServiceError> {
        if !origin.is_correction {
            return Ok(BTreeSet::new());
        }
        Ok(self.kit.store.entities_of_record(origin.record_id).await?.into_iter().collect())
    }

    /// The id of the entity that is meant. One that is made without an id gets one that follows from its record, so that a correction
    /// means the same one.
    async fn meant(
        &self,
        origin: &Origin<'_>,
        statement: &EntityStatement,
        list: &str,
        before: &BTreeSet<(String, String)>,
    ) -> Result<Option<String>, ServiceError> {
        let too_long = |text: &String| text.len() > LONGEST_NAME;
        if list.len() > LONGEST_NAME || statement.values.keys().any(too_long) {
            return Ok(None);
        }
        if is_an_id(&statement.id) {
            return Ok(Some(statement.id.clone()));
        }
        if !statement.creates {
            return Ok(None);
        }
        for (known, id) in before.iter().filter(|(known, _)| known == list) {
            let said = self.kit.store.entity_changes(known, id).await?;
            let of_record = said.iter().filter(|row| row.record_id.as_deref() == Some(origin.record_id));
            if of_record.filter_map(|row| read(row).ok()).any(|kept| kept.path == statement.path) {
                return Ok(Some(id.clone()));
            }
        }
        Ok(Some(named(&format!("entity\n{list}\n{}\n{}", origin.record_id, statement.path))))
    }

    /// An entity with its changes; nothing when it is another agency's, of which the caller must not hear.
    async fn working<'g>(
        &self,
        context: &Context,
        gathered: &'g mut Gathered,
        list: &str,
        id: &str,
        agency_id: &str,
    ) -> Result<Option<&'g mut Working>, ServiceError> {
        let key = (list.to_owned(), id.to_owned());
        if !gathered.0.contains_key(&key) {
            let was = self.kit.store.entity(list, id).await?;
            if was.as_ref().is_some_and(|was| !may_see(context, was)) {
                return Ok(None);
            }
            let rows = if was.is_some() { self.kit.store.entity_changes(list, id).await? } else { Vec::new() };
            let changes = changes_of(&rows)?;
            let rows = rows.into_iter().map(|row| (row.number, row)).collect();
            let working = Working { was, changes, rows, moved: BTreeSet::new(), agency_id: agency_id.to_owned() };
            gathered.0.insert(key.clone(), working);
        }
        Ok(gathered.0.get_mut(&key))
    }
}

/// Whether somebody may see an entity: as with records.
pub(super) fn may_see(context: &Context, entity: &Entity) -> bool {
    let resource = Resource { agency_id: &entity.agency_id, author_id: &entity.author_id };
    authorise(&context.actor, Action::ReadRecord, &resource).allowed
}

/// Whether an entity can be called so. By the specification it is a UUID, which forms may work out otherwise.
fn is_an_id(id: &str) -> bool {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | ':' | '_');
    (1..=store::LONGEST_ID).contains(&id.len()) && id.chars().all(is_plain)
}

/// Changes as the engine reads them.
pub(super) fn changes_of(rows: &[EntityChange]) -> Result<Vec<entities::Change>, ServiceError> {
    let change =
        |row: &EntityChange| Ok(entities::Change { number: row.number, version: row.version, said: read(row)?.said });
    rows.iter().map(change).collect()
}

fn read(row: &EntityChange) -> Result<Kept, ServiceError> {
    serde_json::from_str(&row.said).map_err(|problem| ServiceError::Internal(format!("an entity's change: {problem}")))
}

fn json(value: &impl Serialize) -> Result<String, ServiceError> {
    serde_json::to_string(value).map_err(|problem| ServiceError::Internal(problem.to_string()))
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn of_line(act: Act, line: &str, base: Option<i64>) -> Said {
    Said { act, values: BTreeMap::new(), base, trunk: None, line: line.to_owned(), is_branch: false }
}

/// What a statement says, with what its author had seen.
fn said(origin: &Origin<'_>, statement: &EntityStatement, working: &Working) -> Said {
    let act = match (statement.creates, statement.updates) {
        (true, false) if working.is_made_by(origin.record_id) => Act::Update,
        (true, false) => Act::Create,
        (true, true) => Act::Upsert,
        (false, _) => Act::Update,
    };
    let mut values = statement.values.clone();
    values.extend(statement.label.clone().map(|label| (LABEL.to_owned(), label)));
    let is_branch = statement.branch.is_some();
    let seen = origin.seen_at.map(|moment| working.version_at(moment));
    Said {
        act,
        values,
        base: seen.or(statement.base),
        trunk: statement.trunk.filter(|_| is_branch),
        line: statement.branch.clone().unwrap_or_else(|| origin.record_id.to_owned()),
        is_branch,
    }
}

fn take(
    context: &Context,
    working: &mut Working,
    origin: Option<&Origin<'_>>,
    list: &str,
    id: &str,
    kept: Kept,
) -> Result<(), ServiceError> {
    let text = json(&kept)?;
    for moved in arrive(&working.changes, kept.said) {
        working.moved.insert(moved.number);
        let row = working.rows.entry(moved.number).or_insert_with(|| EntityChange {
            list: list.to_owned(),
            entity_id: id.to_owned(),
            number: moved.number,
            version: None,
            submission_id: origin.map(|origin| origin.submission_id.to_owned()).filter(|id| !id.is_empty()),
            record_id: origin.map(|origin| origin.record_id.to_owned()),
            author_id: context.actor.account_id.clone(),
            said: text.clone(),
            at: context.at,
        });
        row.version = moved.version;
        working.changes.retain(|change| change.number != moved.number);
        working.changes.push(moved);
    }
    Ok(())
}
