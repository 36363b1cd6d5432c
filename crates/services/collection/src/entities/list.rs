//! A list of entities as one worker may see it: its rows, and what it becomes when some of them changed. Owns that both ways to it give
//! the same list; when a list is put together is for `lists`.

use forms::Itemset;
use service_kit::ServiceError;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use store::ListedEntity;
use xpath::Document;

/// The column that says which version a row is.
const VERSION: &str = "__version";

/// A list of entities, for one worker.
#[derive(Debug)]
pub struct EntityList {
    properties: Vec<String>,
    /// Those of the properties that no form gives: they stand here because some entity has a value there.
    stray: BTreeSet<String>,
    /// By id.
    rows: Vec<Arc<EntityRow>>,
    /// As forms read it; made when one does.
    itemset: OnceLock<Itemset>,
    hash: OnceLock<String>,
}

/// An entity in a list.
#[derive(Debug, PartialEq, Eq)]
pub struct EntityRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Its version.
    pub version: i64,
    /// Its values, in the order of the list's properties.
    pub values: Vec<String>,
}

impl EntityList {
    /// The list of these entities, which come by their ids, with the properties that forms give them.
    pub(super) fn of(entities: Vec<ListedEntity>, declared: &BTreeSet<String>) -> Result<Self, ServiceError> {
        let mut stray = BTreeSet::new();
        for entity in &entities {
            let values =
                values_of(entity)?.into_iter().filter(|(name, value)| !value.is_empty() && !declared.contains(name));
            stray.extend(values.map(|(name, _)| name));
        }
        let properties: Vec<String> = declared.union(&stray).cloned().collect();
        let rows =
            entities.into_iter().map(|entity| row(entity, &properties).map(Arc::new)).collect::<Result<_, _>>()?;
        Ok(Self { properties, stray, rows, itemset: OnceLock::new(), hash: OnceLock::new() })
    }

    /// The list after some of its entities changed, each with what is now in the list of it; nothing when other properties have values now,
    /// for then every row is another one.
    pub(super) fn moved(&self, changes: Vec<(String, Option<ListedEntity>)>) -> Result<Option<Self>, ServiceError> {
        let mut rows = self.rows.clone();
        let mut added = Vec::new();
        let mut gone = BTreeSet::new();
        for (id, now) in changes {
            let place = rows.binary_search_by(|row| row.id.as_str().cmp(&id));
            let Some(entity) = now else {
                gone.extend(place.is_ok().then_some(id));
                continue;
            };
            if values_of(&entity)?.iter().any(|(name, value)| !value.is_empty() && !self.has(name)) {
                return Ok(None);
            }
            let row = Arc::new(row(entity, &self.properties)?);
            match place.ok().and_then(|at| rows.get_mut(at)) {
                Some(slot) => *slot = row,
                None => added.push(row),
            }
        }
        if !gone.is_empty() {
            rows.retain(|row| !gone.contains(&row.id));
        }
        if !added.is_empty() {
            rows.extend(added);
            rows.sort_by(|left, right| left.id.cmp(&right.id));
        }
        let moved = Self {
            properties: self.properties.clone(),
            stray: self.stray.clone(),
            rows,
            itemset: OnceLock::new(),
            hash: OnceLock::new(),
        };
        Ok(moved.strays_have_values().then_some(moved))
    }

    fn has(&self, property: &str) -> bool {
        self.properties.binary_search_by(|one| one.as_str().cmp(property)).is_ok()
    }

    fn strays_have_values(&self) -> bool {
        let columns = self.properties.iter().enumerate().filter(|(_, name)| self.stray.contains(*name));
        columns
            .into_iter()
            .all(|(at, _)| self.rows.iter().any(|row| row.values.get(at).is_some_and(|value| !value.is_empty())))
    }

    /// Every property that forms give, whether any entity has a value there or not: forms may ask for each; and those without a form that
    /// some entity has a value in.
    pub fn properties(&self) -> &[String] {
        &self.properties
    }

    /// The entities by id.
    pub fn rows(&self) -> &[Arc<EntityRow>] {
        &self.rows
    }

    /// The hash of the list as a file, worked out once.
    pub fn hash(&self, work_out: impl FnOnce() -> String) -> &str {
        self.hash.get_or_init(work_out)
    }

    /// The list as forms read it, when one has done so.
    pub(crate) fn itemset_if_made(&self) -> Option<&Itemset> {
        self.itemset.get()
    }

    /// The list as forms read it.
    pub fn itemset(&self) -> &Itemset {
        self.itemset.get_or_init(|| {
            let mut document = Document::new("root");
            for row in &self.rows {
                let item = document.append(document.root(), "item");
                let version = row.version.to_string();
                let first = [("name", row.id.as_str()), ("label", &row.label), (VERSION, &version)];
                let more = self.properties.iter().zip(&row.values).map(|(name, value)| (name.as_str(), value.as_str()));
                for (name, value) in first.into_iter().chain(more) {
                    let cell = document.append(item, name);
                    document.set_text(cell, value);
                }
            }
            Itemset::from_document(document)
        })
    }
}

fn values_of(entity: &ListedEntity) -> Result<BTreeMap<String, String>, ServiceError> {
    serde_json::from_str(&entity.properties)
        .map_err(|problem| ServiceError::Internal(format!("an entity's properties: {problem}")))
}

fn row(entity: ListedEntity, properties: &[String]) -> Result<EntityRow, ServiceError> {
    let mut values = values_of(&entity)?;
    let values = properties.iter().map(|name| values.remove(name).unwrap_or_default()).collect();
    Ok(EntityRow { id: entity.id, label: entity.label, version: entity.version, values })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What may be in a list of an entity: nothing, or values of a property that a form gives and of one that none does.
    fn said() -> impl Strategy<Value = Option<(String, String)>> {
        proptest::option::of(("[ab]{0,2}", "[xy]{0,1}"))
    }

    fn listed(id: &str, version: i64, values: &(String, String)) -> ListedEntity {
        let properties = serde_json::json!({ "given": values.0, "stray": values.1 }).to_string();
        ListedEntity { id: id.into(), label: format!("{id} {}", values.0), properties, version }
    }

    fn whole(world: &BTreeMap<String, ListedEntity>) -> EntityList {
        EntityList::of(world.values().cloned().collect(), &BTreeSet::from(["given".to_owned()])).unwrap()
    }

    proptest! {
        #[test]
        fn a_list_that_moved_is_the_list_read_anew(
            before in proptest::collection::btree_map("[a-e]{1,2}", said(), 0..12),
            after in proptest::collection::btree_map("[a-e]{1,2}", said(), 0..12),
        ) {
            let mut world: BTreeMap<String, ListedEntity> = before
                .iter()
                .filter_map(|(id, said)| Some((id.clone(), listed(id, 1, said.as_ref()?))))
                .collect();
            let first = whole(&world);
            let mut changes = Vec::new();
            for (id, said) in &after {
                let now = said.as_ref().map(|values| listed(id, 2, values));
                match &now {
                    Some(entity) => world.insert(id.clone(), entity.clone()),
                    None => world.remove(id),
                };
                changes.push((id.clone(), now));
            }
            let anew = whole(&world);
            match first.moved(changes).unwrap() {
                Some(moved) => {
                    prop_assert_eq!(moved.properties(), anew.properties());
                    prop_assert_eq!(moved.rows(), anew.rows());
                }
                None => prop_assert_ne!(first.properties(), anew.properties()),
            }
        }
    }
}
