//! A page of a list of entities: read from the index that has its order, one agency at a time, from the entity that the reader was shown
//! last. A text is looked for roughly by the database and exactly here, since it stands in values and not in their names.

use super::entities::read_entity;
use crate::Database;
use crate::link::{Arg, Cells, Transaction};
use crate::statement::{Conditions, count_records, select_records};
use std::collections::HashMap;
use store::{Beside, Entities, Entity, EntityPage, EntityQuery, Scope, StoreError};

const COLUMNS: &str = "list, id, agency_id, author_id, label, properties, version, changes, unsettled, waiting, deleted, created_at, \
                       updated_at";
/// What an index of migration 8 is over, word for word: which part of a list, and what it is called as far as an index takes it.
const STAGE: &str = "CASE WHEN unsettled > 0 OR waiting > 0 THEN deleted ELSE 2 + deleted END";
const CALLED: &str = "substr(label, 1, 100)";
const CALLED_LENGTH: usize = 100;
/// The parts of a list in their order.
const STAGES: [i64; 4] = [0, 1, 2, 3];

/// Where an entity stands in the order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    stage: i64,
    called: String,
    id: String,
}

impl Place {
    fn of(entity: &Entity) -> Self {
        let wants = entity.unsettled > 0 || entity.waiting > 0;
        Self {
            stage: i64::from(entity.deleted) + if wants { 0 } else { 2 },
            called: entity.label.chars().take(CALLED_LENGTH).collect(),
            id: entity.id.clone(),
        }
    }
}

/// The page.
pub(super) async fn page(database: &Database, query: &EntityQuery) -> Result<EntityPage, StoreError> {
    let place = match &query.beside {
        None => None,
        Some(beside) => {
            let is_kept = !Arg::from(beside.id()).is_never_kept();
            let found = if is_kept { database.entity(&query.list, beside.id()).await? } else { None };
            let Some(found) = found.filter(|entity| query.scope.includes(&entity.agency_id)) else {
                return Ok(EntityPage { is_lost: true, ..EntityPage::default() });
            };
            Some(Place::of(&found))
        }
    };
    let wanted = query.text.to_lowercase();
    let is_backwards = matches!(query.beside, Some(Beside::Before(_)));
    let reading = Reading { query, pattern: pattern(&wanted), wanted, is_backwards };
    let mut snapshot = database.pools.snapshot().await?;
    let mut entities = reading.read(&mut snapshot, place.as_ref()).await?;
    let limit = query.limit as usize;
    let goes_on = entities.len() > limit;
    entities.truncate(limit);
    let is_all = place.is_none() && !goes_on;
    let total = match is_all {
        true => Some(entities.len() as u64),
        false if reading.wanted.is_empty() => Some(reading.count(&mut snapshot).await?),
        false => None,
    };
    if is_backwards {
        entities.reverse();
    }
    Ok(EntityPage { entities, total, goes_on, is_lost: false })
}

/// What the database looks for: whatever it is not sure to compare or to write as we do is left open.
fn pattern(wanted: &str) -> String {
    let is_sure = |one: char| match one {
        '%' | '_' | '"' | '\\' => false,
        _ if one.is_ascii() => !one.is_control(),
        _ => one.to_uppercase().eq([one]) && one.to_lowercase().eq([one]),
    };
    let kept: String = wanted.chars().map(|one| if is_sure(one) { one } else { '%' }).collect();
    format!("%{kept}%")
}

struct Reading<'q> {
    query: &'q EntityQuery,
    wanted: String,
    pattern: String,
    is_backwards: bool,
}

impl Reading<'_> {
    /// The agencies to read from, one at a time; nothing in one of them stands for all.
    fn agencies(&self) -> Vec<Option<&str>> {
        match &self.query.scope {
            Scope::All => vec![None],
            Scope::Agencies(agencies) => agencies.iter().map(|agency| Some(agency.as_str())).collect(),
        }
    }

    /// One more than the page takes tells whether there are more.
    async fn read(&self, transaction: &mut Transaction, place: Option<&Place>) -> Result<Vec<Entity>, StoreError> {
        let wanted = (self.query.limit as usize).saturating_add(1);
        let mut stages = STAGES;
        if self.is_backwards {
            stages.reverse();
        }
        let is_beyond = |stage: i64| place.is_none_or(|place| (stage > place.stage) != self.is_backwards);
        let mut found = Vec::new();
        for stage in stages {
            let begins = place.filter(|place| place.stage == stage);
            let missing = wanted.saturating_sub(found.len());
            if missing == 0 || (begins.is_none() && !is_beyond(stage)) {
                continue;
            }
            let mut of_stage = Vec::new();
            for agency in self.agencies() {
                of_stage.extend(self.read_stage(transaction, stage, agency, begins, missing).await?);
            }
            of_stage.sort_by_cached_key(Place::of);
            if self.is_backwards {
                of_stage.reverse();
            }
            of_stage.truncate(missing);
            found.extend(of_stage);
        }
        Ok(found)
    }

    async fn read_stage(
        &self,
        transaction: &mut Transaction,
        stage: i64,
        agency: Option<&str>,
        begins: Option<&Place>,
        wanted: usize,
    ) -> Result<Vec<Entity>, StoreError> {
        let mut found = Vec::new();
        let mut place = begins.cloned();
        loop {
            let step = self.step(transaction, stage, agency, place.as_ref(), wanted).await?;
            let is_last = step.len() < wanted;
            place = step.last().map(Place::of);
            found.extend(step.into_iter().filter(|entity| self.is_wanted(entity)));
            if is_last || found.len() >= wanted {
                found.truncate(wanted);
                return Ok(found);
            }
        }
    }

    async fn step(
        &self,
        transaction: &mut Transaction,
        stage: i64,
        agency: Option<&str>,
        place: Option<&Place>,
        limit: usize,
    ) -> Result<Vec<Entity>, StoreError> {
        let mut conditions = self.conditions(agency);
        conditions.push(&format!("{STAGE} = ?"), [stage.into()]);
        let (beyond, way) = if self.is_backwards { ('<', "DESC") } else { ('>', "ASC") };
        if let Some(place) = place {
            let (called, id): (Arg<'_>, Arg<'_>) = ((&place.called).into(), (&place.id).into());
            // Follows from the next, of which SQLite does not see that the index serves it.
            conditions.push(&format!("{CALLED} {beyond}= ?"), [called]);
            conditions.push(&format!("({CALLED}, id) {beyond} (?, ?)"), [called, id]);
        }
        let ending = format!(" ORDER BY {CALLED} {way}, id {way} LIMIT {limit}");
        let sql = select_records(COLUMNS, "entity", &conditions, &ending);
        transaction.fetch(sql, conditions.arguments()).await?.iter().map(read_entity).collect()
    }

    fn conditions<'a>(&'a self, agency: Option<&'a str>) -> Conditions<'a> {
        let mut conditions = Conditions::default();
        if let Some(agency) = agency {
            conditions.push("agency_id = ?", [agency.into()]);
        }
        conditions.push("list = ?", [(&self.query.list).into()]);
        if !self.wanted.is_empty() {
            let either = "(lower(label) LIKE ? OR lower(properties) LIKE ?)";
            conditions.push(either, [(&self.pattern).into(), (&self.pattern).into()]);
        }
        conditions
    }

    fn is_wanted(&self, entity: &Entity) -> bool {
        let contains = |text: &str| text.to_lowercase().contains(&self.wanted);
        let values = || serde_json::from_str::<HashMap<String, String>>(&entity.properties).unwrap_or_default();
        self.wanted.is_empty() || contains(&entity.label) || values().values().any(|value| contains(value))
    }

    async fn count(&self, transaction: &mut Transaction) -> Result<u64, StoreError> {
        let mut total: u64 = 0;
        for agency in self.agencies() {
            let conditions = self.conditions(agency);
            let rows = transaction.fetch(count_records("entity", &conditions, None), conditions.arguments()).await?;
            let counted = rows.first().map(|row| Cells::new(row, "entity").integer("count")).transpose()?;
            total = total.saturating_add(counted.and_then(|count| u64::try_from(count).ok()).unwrap_or(0));
        }
        Ok(total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_database_may_see_otherwise_is_left_open() {
        let cases =
            [("mali", "%mali%"), ("มะลิ", "%มะลิ%"), ("50%_\"\\", "%50%%%%%"), ("josé", "%jos%%"), ("na di", "%na di%")];
        for (wanted, expected) in cases {
            assert_eq!(pattern(wanted), expected);
        }
    }
}
