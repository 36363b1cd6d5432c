//! Going through a list of any length in steps, by the place in the log. Owns the statement of a step, which costs the same whatever the
//! list is narrowed by: all steps together read the typed table once.

use super::records::{conditions, find_from, patterns};
use crate::Database;
use crate::kinds::{KindTables, RECORD_KEY};
use crate::link::Engine;
use crate::statement::quoted;
use store::{RecordQuery, Step, StoreError};

/// The records after a place, and where the next step begins.
pub(super) async fn after(database: &Database, query: &RecordQuery, after: i64) -> Result<Step, StoreError> {
    let kind = database.kinds.get(&database.pools, &query.kind).await?;
    let patterns = patterns(&query.filters);
    let mark = mark(database.pools.engine());
    let Some(mut conditions) = conditions(&kind, query, &patterns, |_| mark)? else {
        return Ok(Step::default());
    };
    conditions.push(&format!("record.seq = v.{RECORD_KEY}"), []);
    conditions.push(&format!("v.{RECORD_KEY} > ?"), [after.into()]);
    // Follows from the two before, which PostgreSQL does not see: it would merge from the first record on in every step.
    conditions.push("record.seq > ?", [after.into()]);
    let limit = query.limit.map_or(i64::MAX, i64::from);
    let ending = format!(" ORDER BY v.{RECORD_KEY} LIMIT {limit}");
    let mut snapshot = database.pools.snapshot().await?;
    let from = tables_in_order(&kind);
    let (records, last) = find_from(&mut snapshot, &kind, &from, &conditions, &ending, query.with_rows).await?;
    let is_full = records.len() as i64 >= limit;
    Ok(Step { records, next: last.filter(|_| is_full) })
}

/// What keeps a filter's index out of a step. SQLite prefers an index to the order that is asked for, so that every step would find and
/// sort all that match; a plus before the column takes the index away and changes nothing else. PostgreSQL weighs the two by
/// how many it expects, and takes the index only where few match.
fn mark(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "+",
        Engine::Postgres => "",
    }
}

/// The typed table leads, which SQLite keeps to in a `CROSS JOIN` and PostgreSQL finds by itself. The condition that joins them is the
/// caller's.
fn tables_in_order(kind: &KindTables) -> String {
    format!("{} AS v CROSS JOIN record", quoted(&kind.main.name))
}
