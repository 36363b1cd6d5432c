//! Entities as the lists that forms choose from and phones carry along: only those that the worker may see, each with its version. Owns
//! that a list is read once, and takes in what changed after that.

use super::list::EntityList;
use crate::Collection;
use forms::Form;
use packs::Pack;
use service_kit::{Action, Context, ServiceError, scope};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Entity, ListedEntity, Scope};

/// The most lists that are kept ready: one of 100,000 entities takes about 30 MB, and several times that once a page shows it.
const MOST_READY: usize = 8;
/// When more entities than these changed, a list is read anew.
const MOST_MOVED: u32 = 2_000;
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
    /// The list that is ready, with its revision.
    fn find(&self, list: &str, scope: &Scope, properties: &BTreeSet<String>) -> Option<(i64, Arc<EntityList>)> {
        let mut ready = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at =
            ready.iter().position(|one| one.list == list && one.scope == *scope && one.properties == *properties)?;
        let one = ready.remove(at);
        let found = (one.revision, Arc::clone(&one.made));
        ready.push(one);
        Some(found)
    }

    fn keep(&self, one: Ready) {
        let mut ready = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ready.retain(|other| other.list != one.list || other.scope != one.scope);
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
        let ready = self.entity_lists.find(list, &scope, properties);
        let made = match ready {
            Some((seen, made)) if seen == revision => return Ok(made),
            Some((seen, made)) if seen < revision => self.entity_list_after(list, &scope, seen, &made).await?,
            _ => None,
        };
        let made = match made {
            Some(made) => Arc::new(made),
            None => Arc::new(EntityList::of(self.kit.store.entities_listed(list, &scope).await?, properties)?),
        };
        let ready =
            Ready { list: list.to_owned(), scope, revision, properties: properties.clone(), made: Arc::clone(&made) };
        self.entity_lists.keep(ready);
        Ok(made)
    }

    /// A list after what changed since a revision of it; nothing when it is better read anew. What changed while this reads is taken in
    /// now and once more later, which alters nothing.
    async fn entity_list_after(
        &self,
        list: &str,
        scope: &Scope,
        seen: i64,
        made: &EntityList,
    ) -> Result<Option<EntityList>, ServiceError> {
        let moved = self.kit.store.entities_moved(list, seen, MOST_MOVED + 1).await?;
        if moved.len() > usize::try_from(MOST_MOVED).unwrap_or(usize::MAX) {
            return Ok(None);
        }
        made.moved(moved.into_iter().map(|entity| (entity.id.clone(), in_list(entity, scope))).collect())
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

/// What is in a list of an entity, for readers of this scope.
fn in_list(entity: Entity, scope: &Scope) -> Option<ListedEntity> {
    let Entity { id, label, properties, version, .. } = entity;
    (version > 0 && !entity.deleted && scope.includes(&entity.agency_id)).then_some(ListedEntity {
        id,
        label,
        properties,
        version,
    })
}
