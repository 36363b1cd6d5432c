//! Entities: lists of people, places or things that forms make and change, and choose from. Owns who sees and changes them and what a
//! person decides about them; what answers say is in `said`, the lists as forms take them in `lists`.

mod list;
mod lists;
mod pages;
mod said;

pub use list::{EntityList, EntityRow};
pub(crate) use lists::EntityLists;
pub use pages::{EntitiesAsked, EntitiesPage};
pub(crate) use said::{Gathered, Origin};

use crate::{Collection, Sent};
use entities::{Act, LABEL, State};
use language::Message;
use said::{changes_of, may_see};
use serde_json::json;
use service_kit::{Action, Context, Resource, ServiceError, authorise, scope};
use std::collections::BTreeMap;
use store::{Entity, EntityCount, Millis, Unit};

/// The longest value that a person may settle on, in bytes.
const LONGEST_VALUE: usize = 10_000;
/// A decision is made anew so often when somebody else was faster with something that does not touch it.
const MOST_TRIES: usize = 10;

/// An entity with everything that was said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityView {
    /// As it is now.
    pub entity: Entity,
    /// Its values by property, without its label.
    pub values: BTreeMap<String, String>,
    /// Properties with the values that contradict each other, the standing one first, and who said each.
    pub doubts: Vec<Doubt>,
    /// What was said, the latest first.
    pub changes: Vec<EntityChangeView>,
    /// Whether the reader may decide and change.
    pub may_decide: bool,
}

/// A property whose values contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The property; [`LABEL`] for what the entity is called.
    pub property: String,
    /// The value that stands.
    pub standing: String,
    /// The other values, each with the name of who said it and when.
    pub others: Vec<(String, String, Millis)>,
}

/// A change of an entity, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityChangeView {
    /// The version that it made; none while it waits.
    pub version: Option<i64>,
    /// What it did: `create`, `update`, `upsert`, `delete`, `restore`, `settle`.
    pub act: &'static str,
    /// Values by property.
    pub values: BTreeMap<String, String>,
    /// Who said it.
    pub author: String,
    /// When.
    pub at: Millis,
    /// Whether it was made on a phone without a connection.
    pub is_offline: bool,
}

/// What a person decides about an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This value of a property holds.
    Settle {
        /// The property.
        property: String,
        /// The value.
        value: String,
    },
    /// It leaves its list.
    Delete,
    /// It comes back into its list.
    Restore,
    /// What waits for an earlier change counts without it.
    DoNotWait,
}

impl Collection {
    /// Every list that has something for the reader, with how much and how much of it wants a person.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn entity_counts(&self, context: &Context) -> Result<Vec<EntityCount>, ServiceError> {
        let counts = self.kit.store.entity_counts(&scope(&context.actor, Action::ReadRecord)).await?;
        Ok(counts.into_iter().filter(|count| self.knows_list(context, &count.list)).collect())
    }

    /// Tells the audit chain that a phone was given a list: what an entity is called mostly says who somebody is.
    ///
    /// # Errors
    /// When storage does not answer; then nothing may be given.
    pub async fn tell_entities_given(&self, context: &Context, list: &str) -> Result<(), ServiceError> {
        self.tell(context, "entity.give", list, "", 0).await
    }

    /// One entity with its history.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none that they may see.
    pub async fn entity(&self, context: &Context, list: &str, id: &str) -> Result<EntityView, ServiceError> {
        let entity = self.visible_entity(context, list, id).await?;
        let rows = self.kit.store.entity_changes(list, id).await?;
        let changes = changes_of(&rows)?;
        let state = State::of(&changes).unwrap_or_default();
        let mut views = Vec::with_capacity(rows.len());
        for (row, change) in rows.iter().zip(&changes) {
            views.push(EntityChangeView {
                version: row.version,
                act: act_id(change.said.act),
                values: change.said.values.clone(),
                author: self.name_of(&row.author_id).await?,
                at: row.at,
                is_offline: change.said.is_branch,
            });
        }
        let mut doubts: Vec<Doubt> = Vec::new();
        for one in &state.unsettled {
            let said = rows.iter().zip(&views).find(|(row, _)| row.number == one.number).map(|(_, view)| view);
            let author = said.map(|view| view.author.clone()).unwrap_or_default();
            let other = (one.value.clone(), author, said.map(|view| view.at).unwrap_or_default());
            match doubts.iter_mut().find(|doubt| doubt.property == one.property) {
                Some(doubt) => doubt.others.push(other),
                None => doubts.push(Doubt {
                    property: one.property.clone(),
                    standing: state.values.get(&one.property).cloned().unwrap_or_default(),
                    others: vec![other],
                }),
            }
        }
        views.reverse();
        let mut values = state.values;
        values.remove(LABEL);
        self.tell(context, "entity.read", list, id, 1).await?;
        let may_decide = self.may_decide(context, &entity);
        Ok(EntityView { entity, values, doubts, changes: views, may_decide })
    }

    /// Makes true what a person decides, seeing the entity as it had so many changes.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] or [`ServiceError::Refused`] when they may not; [`ServiceError::Conflict`] when it changed since they looked.
    pub async fn decide_entity(
        &self,
        context: &Context,
        list: &str,
        id: &str,
        seen: i64,
        verdict: Verdict,
    ) -> Result<(), ServiceError> {
        let entity = self.visible_entity(context, list, id).await?;
        if !self.may_decide(context, &entity) {
            return Err(ServiceError::Refused);
        }
        let changed = || ServiceError::Conflict(Message::new("conflict-changed"));
        if entity.changes != seen {
            return Err(changed());
        }
        let mut gathered = Gathered::default();
        let action = match verdict {
            Verdict::Settle { property, value } => {
                self.settle(context, &mut gathered, &entity, property, value).await?;
                "entity.settle"
            }
            Verdict::Delete => {
                self.decided(context, &mut gathered, &entity, Act::Delete, BTreeMap::new()).await?;
                "entity.delete"
            }
            Verdict::Restore => {
                self.decided(context, &mut gathered, &entity, Act::Restore, BTreeMap::new()).await?;
                "entity.restore"
            }
            Verdict::DoNotWait => {
                self.unblocked(context, &mut gathered, &entity).await?;
                "entity.do-not-wait"
            }
        };
        let mut unit = Unit::told(self.kit.entry(context, action, list, id, &json!({})));
        gathered.add_to(context, &mut unit)?;
        self.kit.commit_unless_overtaken(unit).await?.map(drop).ok_or_else(changed)
    }

    async fn settle(
        &self,
        context: &Context,
        gathered: &mut Gathered,
        entity: &Entity,
        property: String,
        value: String,
    ) -> Result<(), ServiceError> {
        if value.len() > LONGEST_VALUE || value.contains('\0') {
            return Err(ServiceError::invalid("value", Message::new("forms-answer-not-text")));
        }
        let rows = self.kit.store.entity_changes(&entity.list, &entity.id).await?;
        let state = State::of(&changes_of(&rows)?).unwrap_or_default();
        if !state.unsettled.iter().any(|one| one.property == property) {
            return Err(ServiceError::invalid("property", Message::new("collection-entity-nothing-to-settle")));
        }
        self.decided(context, gathered, entity, Act::Settle, BTreeMap::from([(property, value)])).await
    }

    /// Of these ids, which entities of a list were deleted: what phones ask about entities that left their list. Others are not spoken of.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such list for them.
    pub async fn entity_states(
        &self,
        context: &Context,
        list: &str,
        ids: &[&str],
    ) -> Result<Vec<(String, bool)>, ServiceError> {
        if !self.knows_list(context, list) {
            return Err(ServiceError::NotFound);
        }
        let mut states = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(entity) = self.kit.store.entity(list, id).await?.filter(|entity| may_see(context, entity)) {
                states.push((entity.id, entity.deleted));
            }
        }
        Ok(states)
    }

    /// Commits a unit together with what its answers do to entities, when they say something of any, and what else follows from them. Both
    /// are gathered anew when somebody else was faster.
    pub(crate) async fn commit_with_what_follows(
        &self,
        context: &Context,
        unit: Unit,
        origin: &Origin<'_>,
        statements: Option<&[forms::EntityStatement]>,
        sent: Sent<'_>,
    ) -> Result<Vec<store::Written>, ServiceError> {
        let follower =
            self.follower.as_ref().filter(|follower| follower.belonging(sent.kind) != crate::Belonging::Nowhere);
        if sent.in_case.is_some() && follower.is_none() {
            return Err(ServiceError::NotFound);
        }
        if statements.is_none() && follower.is_none() {
            return self.kit.commit(unit).await;
        }
        for _ in 0..MOST_TRIES {
            let mut unit = unit.clone();
            // What is in the log has said what it had to say.
            if self.kit.store.submission(origin.submission_id).await?.is_none() {
                if let Some(statements) = statements {
                    let mut gathered = Gathered::default();
                    self.gather(context, &mut gathered, origin, statements).await?;
                    gathered.add_to(context, &mut unit)?;
                }
                if let Some(follower) = follower {
                    let more = follower.follow(context, sent).await?;
                    unit.requires.extend(more.requires);
                    unit.changes.extend(more.changes);
                    unit.audit.extend(more.audit);
                }
            }
            match self.kit.commit(unit).await {
                Err(ServiceError::Conflict(problem)) if problem.key == "conflict-changed" => {}
                other => return other,
            }
        }
        Err(ServiceError::Conflict(Message::new("conflict-changed")))
    }

    async fn visible_entity(&self, context: &Context, list: &str, id: &str) -> Result<Entity, ServiceError> {
        if !self.knows_list(context, list) {
            return Err(ServiceError::NotFound);
        }
        let found = self.kit.store.entity(list, id).await?.filter(|entity| may_see(context, entity));
        found.ok_or(ServiceError::NotFound)
    }

    /// Whoever may correct a record of the same person's in the same agency.
    fn may_decide(&self, context: &Context, entity: &Entity) -> bool {
        let resource = Resource { agency_id: &entity.agency_id, author_id: &entity.author_id };
        authorise(&context.actor, Action::CorrectRecord, &resource).allowed
    }

    async fn name_of(&self, account_id: &str) -> Result<String, ServiceError> {
        Ok(self.kit.store.account(account_id).await?.map_or_else(|| account_id.to_owned(), |account| account.name))
    }

    async fn tell(
        &self,
        context: &Context,
        action: &str,
        list: &str,
        id: &str,
        count: usize,
    ) -> Result<(), ServiceError> {
        let entry = self.kit.entry(context, action, list, id, &json!({ "count": count }));
        self.kit.commit(Unit::told(entry)).await.map(drop)
    }
}

fn act_id(act: Act) -> &'static str {
    match act {
        Act::Create => "create",
        Act::Update => "update",
        Act::Upsert => "upsert",
        Act::Delete => "delete",
        Act::Restore => "restore",
        Act::Settle => "settle",
    }
}
