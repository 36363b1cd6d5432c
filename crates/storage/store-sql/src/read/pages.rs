//! A page of a list of records, beside a record that the reader was shown: the statements of it, which read on from that record's place
//! in the order and so cost the same however deep the page lies. What is counted and how far is here too.

use super::records::{conditions, find_from, patterns, read_value, tables};
use crate::Database;
use crate::kinds::{KindTables, RECORD_KEY};
use crate::link::{Arg, Cells, Engine, Transaction};
use crate::statement::{Conditions, count_records, quoted, select_records};
use crate::values::cell;
use store::{Beside, Column, ColumnType, Order, Page, Record, RecordQuery, StoreError, Value};

/// A list that is longer is read in its order with its conditions checked on the way; a shorter one is found by its conditions and
/// sorted. Only SQLite has to be told.
const FEW: u64 = 1_000;

/// How a list is sorted, as statements say it.
struct Sorting<'k> {
    /// What it is sorted by.
    key: String,
    /// The column behind it; none when it is the moment of the last change.
    column: Option<&'k Column>,
    /// What ties are sorted by.
    tie: String,
    /// Largest first.
    descending: bool,
}

/// The records of a list with the same kind of key. A row without a value cannot be compared with others, so these are read apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Valued,
    Empty,
}

/// Where a record stands in the order.
struct Place {
    value: Value,
    seq: i64,
}

impl Place {
    fn part(&self) -> Part {
        if self.value == Value::Null { Part::Empty } else { Part::Valued }
    }
}

impl<'k> Sorting<'k> {
    fn of(kind: &'k KindTables, order: &Order) -> Result<Self, StoreError> {
        Ok(match order {
            Order::RecentFirst => Self {
                key: "record.updated_at".to_owned(),
                column: None,
                tie: "record.seq".to_owned(),
                descending: true,
            },
            Order::Column { name, descending } => {
                let column = kind.column(name)?;
                Self {
                    key: format!("v.{}", quoted(&column.name)),
                    column: Some(column),
                    tie: format!("v.{RECORD_KEY}"),
                    descending: *descending,
                }
            }
        })
    }

    fn is_by(&self, name: &str) -> bool {
        self.column.is_some_and(|column| column.name == name)
    }

    /// The parts as they follow on each other, read forwards or backwards: nothing sorts before everything on both engines.
    fn parts(&self, backwards: bool) -> &'static [Part] {
        match (self.column, self.descending != backwards) {
            (None, _) => &[Part::Valued],
            (Some(_), false) => &[Part::Empty, Part::Valued],
            (Some(_), true) => &[Part::Valued, Part::Empty],
        }
    }

    /// The whole order in one statement, for pages that are found by counting off.
    fn whole(&self) -> String {
        let (way, nothing) = if self.descending { ("DESC", "LAST") } else { ("ASC", "FIRST") };
        let nothing = self.column.map_or_else(String::new, |_| format!(" NULLS {nothing}"));
        format!("{} {way}{nothing}, {} {way}", self.key, self.tie)
    }

    fn order_of(&self, part: Part, backwards: bool) -> String {
        let way = if self.descending == backwards { "ASC" } else { "DESC" };
        match part {
            Part::Valued => format!("{} {way}, {} {way}", self.key, self.tie),
            Part::Empty => format!("{} {way}", self.tie),
        }
    }
}

/// The page.
pub(super) async fn page(database: &Database, query: &RecordQuery) -> Result<Page, StoreError> {
    let kind = database.kinds.get(&database.pools, &query.kind).await?;
    let sorting = Sorting::of(&kind, &query.order)?;
    let mut snapshot = database.pools.snapshot().await?;
    let place = match &query.beside {
        None => None,
        Some(beside) => match place_of(&mut snapshot, &kind, query, &sorting, beside.id()).await? {
            None => return Ok(Page { is_lost: true, ..Page::default() }),
            place => place,
        },
    };
    let patterns = patterns(&query.filters);
    let Some(asked) = conditions(&kind, query, &patterns, unmarked)? else { return Ok(Page::default()) };
    let is_whole = query.limit.is_none() && query.offset == 0 && place.is_none();
    let counted = if is_whole { None } else { Some(count(&mut snapshot, &kind, query, &asked).await?) };
    let is_few = query.ids.is_some() || counted.is_some_and(|total| total <= FEW.min(query.count_to));
    // A plus before a column keeps its index out, see `steps`.
    let is_marked = !is_few && database.pools.engine() == Engine::Sqlite && counted.is_some();
    let mark = |name: &str| if is_marked && !sorting.is_by(name) { "+" } else { "" };
    let marked = conditions(&kind, query, &patterns, mark)?;
    let mut reading = Reading { kind: &kind, query, sorting, conditions: marked.unwrap_or(asked), is_few };
    let (records, goes_on) = reading.read(&mut snapshot, place.as_ref()).await?;
    let total = counted.unwrap_or(records.len() as u64);
    Ok(Page { records, total, goes_on, is_lost: false })
}

/// What is read from when the typed table or `record` leads, which SQLite keeps to in a `CROSS JOIN`.
fn from(kind: &KindTables, is_typed_first: bool) -> String {
    let typed = quoted(&kind.main.name);
    if is_typed_first { format!("{typed} AS v CROSS JOIN record") } else { format!("record CROSS JOIN {typed} AS v") }
}

/// What joins them then.
fn join(conditions: &mut Conditions<'_>) {
    conditions.push(&format!("record.seq = v.{RECORD_KEY}"), []);
}

fn unmarked(_: &str) -> &'static str {
    ""
}

/// Where a record stands; nothing when the list's reader may not see it or it was taken back. What the list is narrowed by is not
/// heeded: a record that was corrected meanwhile still has its place.
async fn place_of(
    transaction: &mut Transaction,
    kind: &KindTables,
    query: &RecordQuery,
    sorting: &Sorting<'_>,
    id: &str,
) -> Result<Option<Place>, StoreError> {
    let seen = RecordQuery::all(&query.kind, query.scope.clone());
    let Some(mut conditions) = conditions(kind, &seen, &[], unmarked)?.filter(|_| !Arg::from(id).is_never_kept())
    else {
        return Ok(None);
    };
    conditions.push("record.seq = (SELECT seq FROM submission WHERE id = ?)", [id.into()]);
    conditions.push("record.id = ?", [id.into()]);
    let what = format!("record.seq, {}", sorting.key);
    let rows = transaction.fetch(select_records(&what, &tables(kind), &conditions, ""), conditions.arguments()).await?;
    let read = |row| {
        let mut cells = Cells::new(row, &kind.main.name);
        let seq = cells.integer("seq")?;
        let value = match sorting.column {
            None => Value::Integer(cells.integer("updated_at")?),
            Some(column) => read_value(&mut cells, column)?,
        };
        Ok(Place { value, seq })
    };
    rows.first().map(read).transpose()
}

async fn count(
    transaction: &mut Transaction,
    kind: &KindTables,
    query: &RecordQuery,
    conditions: &Conditions<'_>,
) -> Result<u64, StoreError> {
    let mut conditions = conditions.clone();
    // Every record has its row in the typed table, which need not be looked at where nothing is asked of it.
    let from = match (query.filters.is_empty(), &query.ids) {
        (true, _) => "record".to_owned(),
        (false, Some(_)) => tables(kind),
        (false, None) => {
            join(&mut conditions);
            from(kind, true)
        }
    };
    let most = query.count_to.checked_add(1).filter(|most| i64::try_from(*most).is_ok());
    let sql = count_records(&from, &conditions, most);
    let rows = transaction.fetch(sql, conditions.arguments()).await?;
    let counted = rows.first().map(|row| Cells::new(row, &kind.main.name).integer("count")).transpose()?;
    Ok(counted.and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
}

/// What reading a page needs.
struct Reading<'q> {
    kind: &'q KindTables,
    query: &'q RecordQuery,
    sorting: Sorting<'q>,
    conditions: Conditions<'q>,
    is_few: bool,
}

impl Reading<'_> {
    /// Of few records, the table that narrows them leads; of more, the one that has their order.
    fn from(&mut self) -> String {
        let is_narrowed = !self.query.filters.is_empty() && self.query.ids.is_none();
        if self.is_few && !is_narrowed {
            return tables(self.kind);
        }
        join(&mut self.conditions);
        from(self.kind, self.is_few || self.sorting.column.is_some())
    }

    /// The records, and whether there are more beyond them.
    async fn read(
        &mut self,
        transaction: &mut Transaction,
        place: Option<&Place>,
    ) -> Result<(Vec<Record>, bool), StoreError> {
        let from = self.from();
        let limit = self.query.limit.map_or(usize::MAX, |limit| limit as usize);
        if limit == 0 {
            return Ok((Vec::new(), false));
        }
        // One more tells whether there are more.
        let wanted = limit.saturating_add(1);
        let mut records = if place.is_none() && self.query.offset > 0 {
            let ending = self.ending(&self.sorting.whole(), wanted, self.query.offset);
            find_from(transaction, self.kind, &from, &self.conditions, &ending, self.query.with_rows).await?.0
        } else {
            self.read_parts(transaction, &from, place, wanted).await?
        };
        let goes_on = records.len() > limit;
        records.truncate(limit);
        if self.is_backwards() {
            records.reverse();
        }
        Ok((records, goes_on))
    }

    async fn read_parts(
        &self,
        transaction: &mut Transaction,
        from: &str,
        place: Option<&Place>,
        wanted: usize,
    ) -> Result<Vec<Record>, StoreError> {
        let mut records = Vec::new();
        let parts = self.sorting.parts(self.is_backwards());
        let mut is_reached = place.is_none();
        for part in parts {
            let begins_here = place.filter(|place| place.part() == *part);
            is_reached = is_reached || begins_here.is_some();
            let missing = wanted.saturating_sub(records.len());
            if !is_reached || missing == 0 {
                continue;
            }
            let conditions = self.within(*part, begins_here)?;
            let ending = self.ending(&self.sorting.order_of(*part, self.is_backwards()), missing, 0);
            let with_rows = self.query.with_rows;
            records.extend(find_from(transaction, self.kind, from, &conditions, &ending, with_rows).await?.0);
        }
        Ok(records)
    }

    /// The list's conditions within a part, beyond a place in it.
    fn within<'p>(&'p self, part: Part, place: Option<&'p Place>) -> Result<Conditions<'p>, StoreError> {
        let Sorting { key, column, tie, descending } = &self.sorting;
        let mut conditions: Conditions<'p> = self.conditions.clone();
        if column.is_some() {
            let is = if part == Part::Empty { "IS NULL" } else { "IS NOT NULL" };
            conditions.push(&format!("{key} {is}"), []);
        }
        let beyond = if *descending == self.is_backwards() { '>' } else { '<' };
        match place {
            None => {}
            Some(place) if part == Part::Empty => {
                conditions.push(&format!("{tie} {beyond} ?"), [place.seq.into()]);
            }
            Some(place) => {
                // Written out, since an index over the key alone serves the first half.
                let value = self.argument(&place.value)?;
                conditions.push(&format!("({key}, {tie}) {beyond} (?, ?)"), [value, place.seq.into()]);
            }
        }
        Ok(conditions)
    }

    fn argument<'p>(&self, value: &'p Value) -> Result<Arg<'p>, StoreError> {
        let moment =
            Column { name: "updated_at".to_owned(), column_type: ColumnType::Integer, indexed: false, sealed: false };
        let column = self.sorting.column.unwrap_or(&moment);
        cell(self.kind, &Column { indexed: false, ..column.clone() }, value)
    }

    fn is_backwards(&self) -> bool {
        matches!(self.query.beside, Some(Beside::Before(_)))
    }

    fn ending(&self, order: &str, limit: usize, offset: u32) -> String {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        format!(" ORDER BY {order} LIMIT {limit} OFFSET {offset}")
    }
}
