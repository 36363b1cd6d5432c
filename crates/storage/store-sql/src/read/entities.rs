//! Reading entities and their changes.

use super::entity_pages;
use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{Entities, Entity, EntityChange, EntityCount, EntityPage, EntityQuery, ListedEntity, Scope, StoreError};

/// So many entities are read at once.
const STEP: i64 = 4_096;

/// A row of the statements that read whole entities.
pub(super) fn read_entity(row: &Row) -> Result<Entity, StoreError> {
    let mut cells = Cells::new(row, "entity");
    Ok(Entity {
        list: cells.text("list")?,
        id: cells.text("id")?,
        agency_id: cells.text("agency_id")?,
        author_id: cells.text("author_id")?,
        label: cells.text("label")?,
        properties: cells.text("properties")?,
        version: cells.integer("version")?,
        changes: cells.integer("changes")?,
        unsettled: cells.integer("unsettled")?,
        waiting: cells.integer("waiting")?,
        deleted: cells.flag("deleted")?,
        created_at: cells.integer("created_at")?,
        updated_at: cells.integer("updated_at")?,
    })
}

fn read_listed(row: &Row) -> Result<ListedEntity, StoreError> {
    let mut cells = Cells::new(row, "entity");
    Ok(ListedEntity {
        id: cells.text("id")?,
        label: cells.text("label")?,
        properties: cells.text("properties")?,
        version: cells.integer("version")?,
    })
}

fn read_change(row: &Row) -> Result<EntityChange, StoreError> {
    let mut cells = Cells::new(row, "entity_change");
    Ok(EntityChange {
        list: cells.text("list")?,
        entity_id: cells.text("entity_id")?,
        number: cells.integer("number")?,
        version: cells.integer_or_nothing("version")?,
        submission_id: cells.text_or_nothing("submission_id")?,
        record_id: cells.text_or_nothing("record_id")?,
        author_id: cells.text("author_id")?,
        said: cells.text("said")?,
        at: cells.integer("at")?,
    })
}

fn read_name(row: &Row) -> Result<(String, String), StoreError> {
    let mut cells = Cells::new(row, "entity_change");
    Ok((cells.text("list")?, cells.text("entity_id")?))
}

fn read_count(row: &Row) -> Result<EntityCount, StoreError> {
    let mut cells = Cells::new(row, "entity");
    let list = cells.text("list")?;
    let mut count = || Ok::<_, StoreError>(u64::try_from(cells.integer("count")?).unwrap_or_default());
    Ok(EntityCount { list, entities: count()?, unsettled: count()?, waiting: count()? })
}

impl Database {
    /// Adds the entities in a list, of one agency or of all, in steps: what the driver holds of a row is many times its content.
    async fn walk(&self, list: &str, agency: Option<&String>, found: &mut Vec<ListedEntity>) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let step = match agency {
                None => {
                    let arguments = [list.into(), (&after).into(), STEP.into()];
                    self.all(static_sql::ENTITIES_LISTED, &arguments, read_listed).await?
                }
                Some(agency) => {
                    let arguments = [list.into(), (&after).into(), STEP.into(), agency.into()];
                    self.all(static_sql::ENTITIES_LISTED_OF, &arguments, read_listed).await?
                }
            };
            let Some(last) = step.last() else { return Ok(()) };
            after = last.id.clone();
            found.extend(step);
        }
    }
}

#[async_trait]
impl Entities for Database {
    async fn entity(&self, list: &str, id: &str) -> Result<Option<Entity>, StoreError> {
        self.first(static_sql::ENTITY, &[list.into(), id.into()], read_entity).await
    }

    async fn entity_changes(&self, list: &str, id: &str) -> Result<Vec<EntityChange>, StoreError> {
        self.all(static_sql::ENTITY_CHANGES, &[list.into(), id.into()], read_change).await
    }

    async fn entities_listed(&self, list: &str, scope: &Scope) -> Result<Vec<ListedEntity>, StoreError> {
        let mut found = Vec::new();
        match scope {
            Scope::All => self.walk(list, None, &mut found).await?,
            Scope::Agencies(agencies) => {
                for agency in agencies {
                    self.walk(list, Some(agency), &mut found).await?;
                }
                found.sort_unstable_by(|left, right| left.id.cmp(&right.id));
            }
        }
        Ok(found)
    }

    async fn entities_moved(&self, list: &str, revision: i64, most: u32) -> Result<Vec<Entity>, StoreError> {
        let arguments = [list.into(), revision.into(), i64::from(most).into()];
        self.all(static_sql::ENTITIES_MOVED, &arguments, read_entity).await
    }

    async fn entity_page(&self, query: &EntityQuery) -> Result<EntityPage, StoreError> {
        entity_pages::page(self, query).await
    }

    async fn entities_of_record(&self, record_id: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.all(static_sql::ENTITIES_OF_RECORD, &[record_id.into()], read_name).await
    }

    async fn entity_counts(&self, scope: &Scope) -> Result<Vec<EntityCount>, StoreError> {
        let Scope::Agencies(agencies) = scope else {
            return self.all(static_sql::ENTITY_COUNTS, &[], read_count).await;
        };
        let mut counts: Vec<EntityCount> = Vec::new();
        for agency in agencies {
            for more in self.all(static_sql::ENTITY_COUNTS_OF, &[agency.into()], read_count).await? {
                match counts.iter_mut().find(|known| known.list == more.list) {
                    Some(known) => {
                        known.entities = known.entities.saturating_add(more.entities);
                        known.unsettled = known.unsettled.saturating_add(more.unsettled);
                        known.waiting = known.waiting.saturating_add(more.waiting);
                    }
                    None => counts.push(more),
                }
            }
        }
        counts.sort_unstable_by(|left, right| left.list.cmp(&right.list));
        Ok(counts)
    }

    async fn entity_revision(&self, list: &str) -> Result<i64, StoreError> {
        let read = |row: &Row| Cells::new(row, "entity_list").integer("revision");
        Ok(self.first(static_sql::ENTITY_REVISION, &[list.into()], read).await?.unwrap_or_default())
    }
}
