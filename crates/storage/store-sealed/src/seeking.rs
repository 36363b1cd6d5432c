//! Lists that are narrowed or sorted by sealed values, which the database cannot compare: whoever the scope lets through is opened and
//! compared here. Owns that this gives the same list as the database would over open values; a test compares the two.
//!
//! It reads the whole of what the scope leaves, so that it costs as much as there are records, and memory for a key and an id of each.

use crate::Sealed;
use std::cmp::Ordering;
use std::sync::Arc;
use store::{Beside, Filter, KindSchema, Order, Page, Record, RecordQuery, Row, Step, StoreError, Test, Value};

/// Records that are opened at once.
const STEP: u32 = 1_000;
/// Records that are asked for by their ids at once.
const CHUNK: usize = 500;

/// What of a question touches sealed values.
pub(crate) struct Sought {
    schema: Arc<KindSchema>,
}

impl Sought {
    fn is_sealed(&self, name: &str) -> bool {
        self.schema.columns.iter().any(|column| column.sealed && column.name == name)
    }

    fn order<'q>(&self, query: &'q RecordQuery) -> Option<&'q str> {
        match &query.order {
            Order::Column { name, .. } => Some(name.as_str()).filter(|name| self.is_sealed(name)),
            Order::RecentFirst => None,
        }
    }

    /// Whether the question needs values that the database cannot read.
    fn is_needed(&self, query: &RecordQuery) -> bool {
        query.filters.iter().any(|filter| self.is_sealed(&filter.column)) || self.order(query).is_some()
    }
}

/// Where a record stands in a list.
struct Standing {
    key: Value,
    /// Its place in the log, counted among those that were read.
    place: usize,
    id: String,
    /// Whether the list holds it: what a page lies beside keeps its place also when it does not match any more.
    matches: bool,
}

impl Sealed {
    /// What has to be sought here; nothing when the database can answer.
    pub(crate) async fn sought(&self, query: &RecordQuery) -> Result<Option<Sought>, StoreError> {
        let schema = self.sealed_kind(&query.kind).await?;
        Ok(schema.map(|schema| Sought { schema }).filter(|sought| sought.is_needed(query)))
    }

    /// A step through the whole list, opened.
    pub(crate) async fn open_step(&self, query: &RecordQuery, after: i64) -> Result<Step, StoreError> {
        let mut step = self.inner.records_after(query, after).await?;
        self.open_records(&mut step.records).await?;
        Ok(step)
    }

    /// A step through a narrowed list. It may be empty and go on.
    pub(crate) async fn sought_step(
        &self,
        query: &RecordQuery,
        sought: &Sought,
        after: i64,
    ) -> Result<Step, StoreError> {
        let (sealed, open) = query.filters.iter().cloned().partition(|filter| sought.is_sealed(&filter.column));
        let asked = RecordQuery { filters: open, order: Order::RecentFirst, ..query.clone() };
        let mut step = self.open_step(&asked, after).await?;
        step.records.retain(|record| all_hold(&sealed, record));
        Ok(step)
    }

    /// A page of a list that is narrowed or sorted by sealed values.
    pub(crate) async fn sought_page(&self, query: &RecordQuery, sought: Sought) -> Result<Page, StoreError> {
        let descending = match &query.order {
            Order::Column { descending, .. } => *descending,
            Order::RecentFirst => true,
        };
        let mut all = self.standings(query, &sought).await?;
        all.sort_by(|one, other| {
            let ordering = compared(&one.key, &other.key).then(one.place.cmp(&other.place));
            if descending { ordering.reverse() } else { ordering }
        });
        let total = all.iter().filter(|standing| standing.matches).count();
        // The whole list is its own count, however far it was to be counted.
        let is_whole = query.limit.is_none() && query.offset == 0 && query.beside.is_none();
        let most = if is_whole { u64::MAX } else { query.count_to.saturating_add(1) };
        let total = (total as u64).min(most);
        let Some((ids, goes_on)) = cut(&all, query) else { return Ok(Page { is_lost: true, ..Page::default() }) };
        Ok(Page { records: self.by_ids(query, &ids).await?, total, goes_on, is_lost: false })
    }

    /// Every record that the scope leaves, with where it stands.
    async fn standings(&self, query: &RecordQuery, sought: &Sought) -> Result<Vec<Standing>, StoreError> {
        // Beside a record, its place must be known even if an open filter leaves it out by now.
        let (here, beneath): (Vec<Filter>, Vec<Filter>) = query
            .filters
            .iter()
            .cloned()
            .partition(|filter| query.beside.is_some() || sought.is_sealed(&filter.column));
        let asked = RecordQuery {
            filters: beneath,
            order: Order::RecentFirst,
            limit: Some(STEP),
            with_rows: false,
            ..query.clone()
        };
        let mut all = Vec::new();
        let mut after = Some(0);
        while let Some(place) = after {
            let step = self.open_step(&asked, place).await?;
            after = step.next;
            for record in step.records {
                let matches = all_hold(&here, &record);
                if matches || query.beside.is_some() {
                    all.push(Standing { key: key(query, &record), place: all.len(), matches, id: record.id });
                }
            }
        }
        Ok(all)
    }

    async fn by_ids(&self, query: &RecordQuery, ids: &[&str]) -> Result<Vec<Record>, StoreError> {
        let mut records = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(CHUNK) {
            let wanted = RecordQuery {
                ids: Some(chunk.iter().map(|id| (*id).to_owned()).collect()),
                with_rows: query.with_rows,
                ..RecordQuery::all(&query.kind, query.scope.clone())
            };
            let mut found = self.inner.records(&wanted).await?.records;
            let place = |record: &Record| chunk.iter().position(|id| *id == record.id);
            found.sort_by_key(place);
            records.extend(found);
        }
        self.open_records(&mut records).await?;
        Ok(records)
    }
}

/// The ids of the page, and whether there are more beyond it; nothing when the record that it lies beside is not there.
fn cut<'s>(all: &'s [Standing], query: &RecordQuery) -> Option<(Vec<&'s str>, bool)> {
    let limit = query.limit.map_or(usize::MAX, |limit| limit as usize);
    let matching = |part: &'s [Standing]| part.iter().filter(|one| one.matches).map(|one| one.id.as_str());
    let at = |id: &str| all.iter().position(|one| one.id == id);
    let (ids, more) = match &query.beside {
        None => {
            let rest: Vec<&str> = matching(all).skip(query.offset as usize).collect();
            let page: Vec<&str> = rest.iter().copied().take(limit).collect();
            (page, rest.len() > limit)
        }
        Some(Beside::After(id)) => {
            let rest: Vec<&str> = matching(all.get(at(id)?.saturating_add(1)..).unwrap_or_default()).collect();
            let page: Vec<&str> = rest.iter().copied().take(limit).collect();
            (page, rest.len() > limit)
        }
        Some(Beside::Before(id)) => {
            let rest: Vec<&str> = matching(all.get(..at(id)?).unwrap_or_default()).collect();
            let left_out = rest.len().saturating_sub(limit);
            (rest.into_iter().skip(left_out).collect(), left_out > 0)
        }
    };
    // As the database does it: a page of no records does not say that there are more.
    Some((ids, more && limit > 0))
}

fn key(query: &RecordQuery, record: &Record) -> Value {
    match &query.order {
        Order::RecentFirst => Value::Integer(record.updated_at),
        Order::Column { name, .. } => record.value(name).clone(),
    }
}

fn all_hold(filters: &[Filter], record: &Record) -> bool {
    filters.iter().all(|filter| holds(&filter.test, of(&record.columns, &filter.column)))
}

fn of<'r>(row: &'r Row, name: &str) -> &'r Value {
    row.iter().find(|(column, _)| column == name).map_or(&Value::Null, |(_, value)| value)
}

/// Whether a test holds of a value, as the database decides it: nothing is equal to nothing only where nothing is asked for.
fn holds(test: &Test, value: &Value) -> bool {
    let equal = |other: &Value| *other != Value::Null && compared(value, other).is_eq();
    match test {
        Test::Is(Value::Null) => *value == Value::Null,
        Test::Is(wanted) => equal(wanted),
        Test::In(wanted) => wanted.iter().any(equal),
        Test::Between(low, high) => {
            ![value, low, high].contains(&&Value::Null) && compared(value, low).is_ge() && compared(value, high).is_le()
        }
        Test::Contains(text) => {
            let wanted = text.to_ascii_lowercase();
            value.as_text().is_some_and(|text| text.to_ascii_lowercase().contains(&wanted))
        }
        Test::Has(word) => value.as_text().is_some_and(|text| format!(" {text} ").contains(&format!(" {word} "))),
    }
}

/// Nothing before everything, numbers by their size, texts by their bytes.
fn compared(one: &Value, other: &Value) -> Ordering {
    let rank = |value: &Value| match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Decimal(_) => 1,
        Value::Text(_) => 2,
    };
    match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.as_bytes().cmp(other.as_bytes()),
        (Value::Integer(_) | Value::Decimal(_), Value::Integer(_) | Value::Decimal(_)) => {
            number(one).total_cmp(&number(other))
        }
        _ => rank(one).cmp(&rank(other)),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a whole number beside one with a fraction is compared as the database does"
)]
fn number(value: &Value) -> f64 {
    match value {
        Value::Integer(number) => *number as f64,
        Value::Decimal(number) => *number,
        _ => 0.0,
    }
}
