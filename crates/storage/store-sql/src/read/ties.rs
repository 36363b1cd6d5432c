//! Reading ties between people and what they are part of.

use crate::Database;
use crate::link::{Cells, Row};
use crate::statement::static_sql;
use async_trait::async_trait;
use store::{StoreError, Tie, Ties};

/// Ties from one of these people, and ties to one of these.
const ENDS: [&str; 2] = [
    "SELECT id, person_id, other_id, kind, said, agency_id, author_id, began_at, ended_at FROM person_tie WHERE person_id IN (",
    "SELECT id, person_id, other_id, kind, said, agency_id, author_id, began_at, ended_at FROM person_tie WHERE other_id IN (",
];

fn read_tie(row: &Row) -> Result<Tie, StoreError> {
    let mut cells = Cells::new(row, "person_tie");
    Ok(Tie {
        id: cells.text("id")?,
        person_id: cells.text("person_id")?,
        other_id: cells.text("other_id")?,
        kind: cells.text("kind")?,
        said: cells.text("said")?,
        agency_id: cells.text("agency_id")?,
        author_id: cells.text("author_id")?,
        began_at: cells.integer("began_at")?,
        ended_at: cells.integer_or_nothing("ended_at")?,
    })
}

#[async_trait]
impl Ties for Database {
    async fn tie(&self, id: &str) -> Result<Option<Tie>, StoreError> {
        self.first(static_sql::TIE, &[id.into()], read_tie).await
    }

    async fn ties_of(&self, ids: &[String]) -> Result<Vec<Tie>, StoreError> {
        let mut found: Vec<Tie> = Vec::new();
        for end in ENDS {
            found.extend(self.all_in(end, ids, read_tie).await?);
        }
        // One between two of these was found from both ends.
        found.sort_by(|one, other| (one.began_at, &one.id).cmp(&(other.began_at, &other.id)));
        found.dedup_by(|one, other| one.id == other.id);
        Ok(found)
    }
}
