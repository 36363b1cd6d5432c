//! Entities: what several submissions say about the same person, place or thing, each with all its changes. Owns what is kept of them and
//! how it is asked for; which change counts and what contradicts what is an engine's.

use crate::{Beside, Millis, Scope, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// An entity as its changes leave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// The list that it is in: `pack/list`.
    pub list: String,
    /// Its id, unique in its list.
    pub id: String,
    /// Whose it is.
    pub agency_id: String,
    /// Who made it; access may depend on it.
    pub author_id: String,
    /// What it is called.
    pub label: String,
    /// Its values by property, a JSON object of texts.
    pub properties: String,
    /// How many of its changes count; 0 while even the making of it waits for something.
    pub version: i64,
    /// How many changes there are: its revision, on which everything that is decided about it rests.
    pub changes: i64,
    /// How many values wait for a person to decide.
    pub unsettled: i64,
    /// How many changes wait for an earlier one.
    pub waiting: i64,
    /// Whether it was taken out of its list.
    pub deleted: bool,
    /// When it was first heard of.
    pub created_at: Millis,
    /// When it last changed.
    pub updated_at: Millis,
}

/// What a list that forms choose from says of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEntity {
    /// Its id, unique in its list.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Its values by property, a JSON object of texts.
    pub properties: String,
    /// How many of its changes count.
    pub version: i64,
}

/// One change of an entity. It is never altered, except that it gets its version once it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityChange {
    /// The entity's list.
    pub list: String,
    /// The entity.
    pub entity_id: String,
    /// Its place among the changes, from 1.
    pub number: i64,
    /// The version that it made; none while it waits.
    pub version: Option<i64>,
    /// The submission that said it; none when a person decided on a page.
    pub submission_id: Option<String>,
    /// The record of that submission.
    pub record_id: Option<String>,
    /// Who said it.
    pub author_id: String,
    /// What was said, as JSON.
    pub said: String,
    /// When it came.
    pub at: Millis,
}

/// A list, with how much is in it for a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityCount {
    /// The list: `pack/list`.
    pub list: String,
    /// Entities that are in it.
    pub entities: u64,
    /// Those of them, and of the deleted ones, that have values for a person to decide.
    pub unsettled: u64,
    /// Those with changes that wait for an earlier one.
    pub waiting: u64,
}

/// A question for a page of a list of entities: those that want a person first, among these and among the others deleted ones last, then by
/// the first hundred characters of what they are called and by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityQuery {
    /// `pack/list`.
    pub list: String,
    /// Whose entities the reader may see.
    pub scope: Scope,
    /// Only those whose label or one of whose values contains it, letter case ignored; empty for all.
    pub text: String,
    /// The entity that the page lies beside; `None` for the beginning.
    pub beside: Option<Beside>,
    /// At most so many.
    pub limit: u32,
}

/// A page of a list of entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityPage {
    /// The page; deleted and waiting ones too.
    pub entities: Vec<Entity>,
    /// How many there are wherever the page lies; nothing where a text was looked for and not all of them stand on the page.
    pub total: Option<u64>,
    /// Whether there are more beyond the page: after it, or before it when it was asked for before an entity.
    pub goes_on: bool,
    /// Whether the entity that the page was to lie beside is not there for this reader; the page is empty then.
    pub is_lost: bool,
}

/// Reading entities.
#[async_trait]
pub trait Entities {
    /// One entity; whether the reader may see it is the caller's decision.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn entity(&self, list: &str, id: &str) -> Result<Option<Entity>, StoreError>;

    /// An entity's changes by their numbers.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn entity_changes(&self, list: &str, id: &str) -> Result<Vec<EntityChange>, StoreError>;

    /// The entities that are in a list and that the scope allows, by id: neither deleted ones nor those that still wait to be made.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn entities_listed(&self, list: &str, scope: &Scope) -> Result<Vec<ListedEntity>, StoreError>;

    /// The entities of a list that changed after a revision of it, as they are now, whoever may see them; the first of them when there
    /// are more than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn entities_moved(&self, list: &str, revision: i64, most: u32) -> Result<Vec<Entity>, StoreError>;

    /// A page of a list.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn entity_page(&self, query: &EntityQuery) -> Result<EntityPage, StoreError>;

    /// The lists and ids of the entities that a record said something about.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn entities_of_record(&self, record_id: &str) -> Result<Vec<(String, String)>, StoreError>;

    /// How much is in every list that has something for the scope.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn entity_counts(&self, scope: &Scope) -> Result<Vec<EntityCount>, StoreError>;

    /// A number that is another one whenever something in the list changed; 0 for a list that never had anything.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn entity_revision(&self, list: &str) -> Result<i64, StoreError>;
}
