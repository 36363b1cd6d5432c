//! Entities as the lists that forms choose from and phones carry along: only those that the worker may see, each with its version. Owns
//! that a list is put together again only when something in it changed.

use crate::{Collection, Definition};
use forms::{Choice, Itemset};
use language::Text;
use packs::Pack;
use service_kit::{Action, Context, ServiceError, scope};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Entity, Scope};

/// The most lists that are kept ready: one of 100,000 entities takes about 100 MB.
const MOST_READY: usize = 8;
/// The column that says which version a row is.
const VERSION: &str = "__version";

/// A list of entities, for one worker.
#[derive(Debug)]
pub struct EntityList {
    /// The entities as choices, with their properties as columns.
    pub itemset: Itemset,
    /// Every column beside name and label, whether any row has something there or not: forms may ask for each.
    pub columns: Vec<String>,
}

/// Lists that are ready, the last asked for at the end.
#[derive(Default)]
pub(crate) struct EntityLists(Mutex<Vec<Ready>>);

struct Ready {
    list: String,
    scope: Scope,
    revision: i64,
    properties: BTreeSet<String>,
    made: Arc<EntityList>,
}

impl EntityLists {
    fn find(&self, list: &str, scope: &Scope, revision: i64, properties: &BTreeSet<String>) -> Option<Arc<EntityList>> {
        let mut ready = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = ready.iter().position(|one| one.list == list && one.scope == *scope)?;
        let one = ready.remove(at);
        if one.revision != revision || one.properties != *properties {
            return None;
        }
        let made = Arc::clone(&one.made);
        ready.push(one);
        Some(made)
    }

    fn keep(&self, one: Ready) {
        let mut ready = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if ready.len() >= MOST_READY {
            ready.remove(0);
        }
        ready.push(one);
    }
}

impl Collection {
    /// The lists of entities that a form takes from, by the file's name.
    pub(crate) async fn entity_lists_for(
        &self,
        context: &Context,
        definition: Definition<'_>,
    ) -> Result<BTreeMap<String, Arc<EntityList>>, ServiceError> {
        let mut lists = BTreeMap::new();
        let files = definition.form.files();
        if files.is_empty() {
            return Ok(lists);
        }
        let declared = declared(definition.pack);
        for file in files {
            let Some(properties) = file.strip_suffix(".csv").and_then(|name| declared.get(name)) else { continue };
            let list = format!("{}/{}", definition.pack.id, file.trim_end_matches(".csv"));
            lists.insert(file.to_owned(), self.entity_list(context, &list, properties).await?);
        }
        Ok(lists)
    }

    /// A list of entities as a form takes it.
    async fn entity_list(
        &self,
        context: &Context,
        list: &str,
        properties: &BTreeSet<String>,
    ) -> Result<Arc<EntityList>, ServiceError> {
        let scope = scope(&context.actor, Action::ReadRecord);
        let revision = self.kit.store.entity_revision(list).await?;
        if let Some(made) = self.entity_lists.find(list, &scope, revision, properties) {
            return Ok(made);
        }
        let entities = self.kit.store.entities(list, &scope).await?;
        let made = Arc::new(made(&entities, properties)?);
        let ready =
            Ready { list: list.to_owned(), scope, revision, properties: properties.clone(), made: Arc::clone(&made) };
        self.entity_lists.keep(ready);
        Ok(made)
    }

    /// Whether a list is one of a form that somebody may know of.
    pub(super) fn knows_list(&self, context: &Context, list: &str) -> bool {
        let Some((pack, name)) = list.split_once('/') else { return false };
        let own = self.own_packs(context);
        let packs = self.packs().iter().chain(&own);
        packs.filter(|one| one.id == pack).any(|pack| declared(pack).contains_key(name))
    }

    /// The names of the lists that the forms of an agency make, for checking a form that takes from one.
    pub(crate) fn declared_lists(&self, pack_id: &str) -> BTreeSet<String> {
        let brought = self.brought_pack(pack_id);
        brought.map(|pack| declared(&pack).into_keys().collect()).unwrap_or_default()
    }
}

/// The lists that the forms of a pack make or change, with their properties.
fn declared(pack: &Pack) -> BTreeMap<String, BTreeSet<String>> {
    let mut lists: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for form in pack.forms.values() {
        for (list, properties) in form.entity_lists() {
            lists.entry(list).or_default().extend(properties);
        }
    }
    lists
}

fn made(entities: &[Entity], declared: &BTreeSet<String>) -> Result<EntityList, ServiceError> {
    let mut columns = declared.clone();
    let mut rows = Vec::with_capacity(entities.len());
    for entity in entities.iter().filter(|entity| entity.version > 0 && !entity.deleted) {
        let values: BTreeMap<String, String> = serde_json::from_str(&entity.properties)
            .map_err(|problem| ServiceError::Internal(format!("an entity's properties: {problem}")))?;
        columns.extend(values.keys().cloned());
        rows.push((entity, values));
    }
    let choices = rows.into_iter().map(|(entity, mut values)| {
        for column in &columns {
            values.entry(column.clone()).or_default();
        }
        values.insert(VERSION.to_owned(), entity.version.to_string());
        Choice { columns: values, ..Choice::new(&entity.id, Text::new(&entity.label)) }
    });
    let itemset = Itemset::new(choices.collect::<Vec<_>>());
    let columns = std::iter::once(VERSION.to_owned()).chain(columns).collect();
    Ok(EntityList { itemset, columns })
}
