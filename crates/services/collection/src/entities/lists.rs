//! Entities as the lists that forms choose from and phones carry along: only those that the worker may see, each with its version. Owns
//! that a list is put together again only when something in it changed.

use crate::Collection;
use forms::{Form, Itemset};
use packs::Pack;
use service_kit::{Action, Context, ServiceError, scope};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use store::{Entity, Scope};
use xpath::Document;

/// The most lists that are kept ready: one of 100,000 entities takes about 30 MB, and several times that once a page shows it.
const MOST_READY: usize = 8;
/// The column that says which version a row is.
pub(crate) const VERSION: &str = "__version";

/// A list of entities, for one worker.
#[derive(Debug)]
pub struct EntityList {
    properties: Vec<String>,
    rows: Vec<EntityRow>,
    /// As forms read it; made when one does.
    itemset: OnceLock<Itemset>,
    hash: OnceLock<String>,
}

/// An entity in a list.
#[derive(Debug)]
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
    /// Every property, whether any entity has a value there or not: forms may ask for each.
    pub fn properties(&self) -> &[String] {
        &self.properties
    }

    /// The entities by id.
    pub fn rows(&self) -> &[EntityRow] {
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
        pack: &Pack,
        form: &Form,
    ) -> Result<BTreeMap<String, Arc<EntityList>>, ServiceError> {
        let mut lists = BTreeMap::new();
        let files = form.files();
        if files.is_empty() {
            return Ok(lists);
        }
        let declared = declared(self.known_forms(context, pack));
        for file in files {
            let Some(properties) = file.strip_suffix(".csv").and_then(|name| declared.get(name)) else { continue };
            let list = format!("{}/{}", pack.id, file.trim_end_matches(".csv"));
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
        self.properties_of_list(context, list).is_some()
    }

    /// The properties of a list, by the forms that somebody may know of; nothing when none of these makes or changes it.
    pub(super) fn properties_of_list(&self, context: &Context, list: &str) -> Option<BTreeSet<String>> {
        let (pack, name) = list.split_once('/')?;
        let own = self.own_kinds(context);
        let own = own.iter().map(|in_use| in_use.definition()).filter(|of| of.pack.id == pack).map(|of| of.form);
        let builtin = self.packs().iter().filter(|one| one.id == pack).flat_map(|one| one.forms.values());
        declared(builtin.chain(own)).remove(name)
    }

    /// The names of the lists that the forms of an agency make, for checking a form that takes from one.
    pub(crate) fn declared_lists(&self, pack_id: &str) -> BTreeSet<String> {
        let brought = self.brought_pack(pack_id);
        brought.map(|pack| declared(pack.forms.values()).into_keys().collect()).unwrap_or_default()
    }

    /// The forms of a pack that somebody may know of: of another agency's, those that are or were shared with theirs.
    fn known_forms<'p>(&self, context: &Context, pack: &'p Pack) -> impl Iterator<Item = &'p Form> {
        let is_builtin = self.packs().iter().any(|one| one.id == pack.id);
        let own = self.own_kinds(context);
        let own: BTreeSet<String> = own.iter().map(|in_use| in_use.definition().kind.id.clone()).collect();
        let kinds = pack.kinds.iter().filter(move |kind| is_builtin || own.contains(&kind.id));
        kinds.filter_map(|kind| pack.form(&kind.id))
    }
}

/// The lists that forms make or change, with their properties.
fn declared<'f>(forms: impl Iterator<Item = &'f Form>) -> BTreeMap<String, BTreeSet<String>> {
    let mut lists: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for form in forms {
        for (list, properties) in form.entity_lists() {
            lists.entry(list).or_default().extend(properties);
        }
    }
    lists
}

fn made(entities: &[Entity], declared: &BTreeSet<String>) -> Result<EntityList, ServiceError> {
    let listed = || entities.iter().filter(|entity| entity.version > 0 && !entity.deleted);
    let values_of = |entity: &Entity| -> Result<BTreeMap<String, String>, ServiceError> {
        serde_json::from_str(&entity.properties)
            .map_err(|problem| ServiceError::Internal(format!("an entity's properties: {problem}")))
    };
    let mut properties = declared.clone();
    for entity in listed() {
        let values = values_of(entity)?;
        properties.extend(values.into_keys().filter(|name| !declared.contains(name)));
    }
    let row = |entity: &Entity| {
        let mut values = values_of(entity)?;
        let values = properties.iter().map(|name| values.remove(name).unwrap_or_default()).collect();
        Ok(EntityRow { id: entity.id.clone(), label: entity.label.clone(), version: entity.version, values })
    };
    let rows = listed().map(row).collect::<Result<_, ServiceError>>()?;
    let properties = properties.into_iter().collect();
    Ok(EntityList { properties, rows, itemset: OnceLock::new(), hash: OnceLock::new() })
}
