//! Reading records: a reader's question becomes one statement over the kind's typed table, and one more for each repeat, all at
//! one moment. What the reader brings goes into arguments; columns are looked up in the kind and never taken from the question.

use super::{pages, steps};
use crate::Database;
use crate::kinds::{KindTables, POSITION, RECORD_KEY, TypedTable};
use crate::link::{Arg, Cells, Row, Transaction};
use crate::statement::{Conditions, quoted, select_records, static_sql};
use crate::values::cell;
use async_trait::async_trait;
use std::collections::HashMap;
use store::{
    Column, ColumnType, Filter, Page, Record, RecordQuery, Records, Row as Values, Scope, Step, StoreError, Test, Value,
};

const RECORD_COLUMNS: &str = "record.id, record.seq, record.kind, record.agency_id, record.submission_id, \
                              record.created_at, record.updated_at, record.retracted";

/// Texts that filters look for, made here because an argument only borrows: one a filter, empty where none is needed.
pub(super) fn patterns(filters: &[Filter]) -> Vec<String> {
    let pattern = |filter: &Filter| match &filter.test {
        Test::Contains(text) => {
            let escaped = text.to_ascii_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            format!("%{escaped}%")
        }
        Test::Has(word) => format!(" {word} "),
        _ => String::new(),
    };
    filters.iter().map(pattern).collect()
}

/// `record` joined with the typed table, as `record` and `v`.
pub(super) fn tables(kind: &KindTables) -> String {
    format!("record JOIN {} AS v ON v.{RECORD_KEY} = record.seq", quoted(&kind.main.name))
}

/// The conditions of a list; nothing when the scope sees nothing. A filter's column is written with the mark that it is given before it.
pub(super) fn conditions<'q>(
    kind: &KindTables,
    query: &'q RecordQuery,
    patterns: &'q [String],
    mark: impl Fn(&str) -> &'static str,
) -> Result<Option<Conditions<'q>>, StoreError> {
    let mut conditions = Conditions::default();
    // Written out, not an argument, so that SQLite sees that the partial index serves; with a plus it sees that none does, because a few
    // records are found by their ids, and not by going through all of their kind in the order that is asked for.
    conditions.push(if query.ids.is_some() { "+record.retracted = 0" } else { "record.retracted = 0" }, []);
    conditions.push("record.kind = ?", [(&query.kind).into()]);
    match &query.scope {
        Scope::All => {}
        Scope::Agencies(agencies) if agencies.is_empty() => return Ok(None),
        Scope::Agencies(agencies) => conditions.one_of("record.agency_id", agencies.iter().map(Arg::from)),
    }
    if let Some(agency) = &query.agency {
        conditions.push("record.agency_id = ?", [agency.into()]);
    }
    if let Some(author) = &query.author {
        let theirs = "EXISTS (SELECT 1 FROM submission WHERE submission.seq = record.seq AND submission.author_id = ?)";
        conditions.push(theirs, [author.into()]);
    }
    match &query.ids {
        None => {}
        Some(ids) if ids.is_empty() => return Ok(None),
        Some(ids) => {
            // A record's id is that of its first submission, and has its index in the log.
            let before = "record.seq IN (SELECT seq FROM submission WHERE id IN (";
            conditions.listed(before, ids.iter().map(Arg::from), "))");
        }
    }
    for (filter, pattern) in query.filters.iter().zip(patterns) {
        let column = kind.column(&filter.column)?;
        let name = format!("{}v.{}", mark(&column.name), quoted(&column.name));
        match &filter.test {
            Test::In(values) if !values.iter().any(is_findable) => return Ok(None),
            test => push_test(&mut conditions, kind, column, &name, test, pattern)?,
        }
    }
    // All conditions must hold, so that one that can never hold is an answer.
    Ok((!conditions.arguments().iter().any(Arg::is_never_kept)).then_some(conditions))
}

/// Whether something kept can be equal to a value.
fn is_findable(value: &Value) -> bool {
    !value.as_text().is_some_and(|text| Arg::from(text).is_never_kept())
}

fn push_test<'q>(
    conditions: &mut Conditions<'q>,
    kind: &KindTables,
    column: &Column,
    name: &str,
    test: &'q Test,
    pattern: &'q str,
) -> Result<(), StoreError> {
    // A filter may be longer than what an indexed column takes; it then finds nothing.
    let column = &Column { indexed: false, ..column.clone() };
    match test {
        Test::Is(Value::Null) => conditions.push(&format!("{name} IS NULL"), []),
        Test::Is(value) => conditions.push(&format!("{name} = ?"), [cell(kind, column, value)?]),
        Test::In(values) => {
            let findable = values.iter().filter(|value| is_findable(value));
            let values = findable.map(|value| cell(kind, column, value)).collect::<Result<Vec<_>, _>>()?;
            conditions.one_of(name, values);
        }
        Test::Between(low, high) => {
            conditions.push(&format!("{name} BETWEEN ? AND ?"), [cell(kind, column, low)?, cell(kind, column, high)?]);
        }
        Test::Contains(_) | Test::Has(_) if column.column_type != ColumnType::Text => {
            let problem = format!("column `{}` holds no text to look into", column.name);
            return Err(StoreError::Schema { kind: kind.id.clone(), problem });
        }
        // Columns compare by bytes, so `lower` changes ASCII letters only, on both engines.
        Test::Contains(_) => conditions.push(&format!("lower({name}) LIKE ? ESCAPE '\\'"), [pattern.into()]),
        // `LIKE` would take other letter case for the same code on one of the engines.
        Test::Has(_) => {
            let words = format!("' ' || {name} || ' '");
            conditions.push(&format!("replace({words}, ?, '') <> {words}"), [pattern.into()]);
        }
    }
    Ok(())
}

fn selected(prefix: &str, table: &TypedTable) -> String {
    table.columns.iter().map(|column| format!(", {prefix}.{}", quoted(&column.name))).collect()
}

pub(super) fn read_value(cells: &mut Cells<'_>, column: &Column) -> Result<Value, StoreError> {
    Ok(match column.column_type {
        ColumnType::Text => cells.text_or_nothing(&column.name)?.map_or(Value::Null, Value::Text),
        ColumnType::Integer => cells.integer_or_nothing(&column.name)?.map_or(Value::Null, Value::Integer),
        ColumnType::Decimal => cells.decimal_or_nothing(&column.name)?.map_or(Value::Null, Value::Decimal),
    })
}

fn read_values(cells: &mut Cells<'_>, table: &TypedTable) -> Result<Values, StoreError> {
    table.columns.iter().map(|column| Ok((column.name.clone(), read_value(cells, column)?))).collect()
}

/// A record and the place of its first submission.
fn read_record(row: &Row, kind: &KindTables) -> Result<(i64, Record), StoreError> {
    let mut cells = Cells::new(row, &kind.main.name);
    let id = cells.text("id")?;
    let seq = cells.integer("seq")?;
    let record = Record {
        id,
        kind: cells.text("kind")?,
        agency_id: cells.text("agency_id")?,
        submission_id: cells.text("submission_id")?,
        created_at: cells.integer("created_at")?,
        updated_at: cells.integer("updated_at")?,
        retracted: cells.flag("retracted")?,
        erased: false,
        columns: read_values(&mut cells, &kind.main)?,
        rows: Vec::new(),
    };
    Ok((seq, record))
}

/// Records that meet the conditions, with their rows when asked.
async fn find(
    transaction: &mut Transaction,
    kind: &KindTables,
    conditions: &Conditions<'_>,
    ending: &str,
    with_rows: bool,
) -> Result<Vec<Record>, StoreError> {
    Ok(find_from(transaction, kind, &tables(kind), conditions, ending, with_rows).await?.0)
}

/// The same from tables that are joined in some order, and the place of the last of them in the log.
pub(super) async fn find_from(
    transaction: &mut Transaction,
    kind: &KindTables,
    from: &str,
    conditions: &Conditions<'_>,
    ending: &str,
    with_rows: bool,
) -> Result<(Vec<Record>, Option<i64>), StoreError> {
    let what = format!("{RECORD_COLUMNS}{}", selected("v", &kind.main));
    let rows = transaction.fetch(select_records(&what, from, conditions, ending), conditions.arguments()).await?;
    let found = rows.iter().map(|row| read_record(row, kind)).collect::<Result<Vec<_>, _>>()?;
    let (places, mut records): (Vec<i64>, Vec<Record>) = found.into_iter().unzip();
    let last = places.last().copied();
    if with_rows && !records.is_empty() {
        let places: HashMap<i64, usize> = places.into_iter().zip(0..).collect();
        let inner = format!("(SELECT record.seq FROM {from}{}{ending})", conditions.clause());
        for (repeat, table) in &kind.repeats {
            records.iter_mut().for_each(|record| record.rows.push((repeat.clone(), Vec::new())));
            read_rows(transaction, table, &inner, conditions.arguments(), &places, &mut records).await?;
        }
    }
    Ok((records, last))
}

/// Adds the rows of one repeat, whose list was pushed last, to the records they belong to.
async fn read_rows(
    transaction: &mut Transaction,
    table: &TypedTable,
    inner: &str,
    arguments: &[Arg<'_>],
    places: &HashMap<i64, usize>,
    records: &mut [Record],
) -> Result<(), StoreError> {
    let what = format!("p.{RECORD_KEY}{}", selected("p", table));
    let from = format!("{} AS p", quoted(&table.name));
    let ending = format!(" WHERE p.{RECORD_KEY} IN {inner} ORDER BY p.{RECORD_KEY}, p.{POSITION}");
    for row in &transaction.fetch(select_records(&what, &from, &Conditions::default(), &ending), arguments).await? {
        let mut cells = Cells::new(row, &table.name);
        let owner = places.get(&cells.integer(RECORD_KEY)?).and_then(|place| records.get_mut(*place));
        let values = read_values(&mut cells, table)?;
        if let Some((_, rows)) = owner.and_then(|record| record.rows.last_mut()) {
            rows.push(values);
        }
    }
    Ok(())
}

#[async_trait]
impl Records for Database {
    async fn record(&self, kind: &str, id: &str) -> Result<Option<Record>, StoreError> {
        if Arg::from(id).is_never_kept() {
            return Ok(None);
        }
        let tables = self.kinds.get(&self.pools, kind).await?;
        let mut conditions = Conditions::default();
        conditions.push("record.seq = (SELECT seq FROM submission WHERE id = ?)", [id.into()]);
        conditions.push("record.kind = ?", [kind.into()]);
        // The log's place finds the row; the id makes sure that a correction's id is not taken for its record's.
        conditions.push("record.id = ?", [id.into()]);
        let mut snapshot = self.pools.snapshot().await?;
        Ok(find(&mut snapshot, &tables, &conditions, "", true).await?.pop())
    }

    async fn records(&self, query: &RecordQuery) -> Result<Page, StoreError> {
        pages::page(self, query).await
    }

    async fn records_after(&self, query: &RecordQuery, after: i64) -> Result<Step, StoreError> {
        steps::after(self, query, after).await
    }

    async fn records_of_batch(&self, batch_id: &str) -> Result<Vec<Record>, StoreError> {
        let read = |row: &Row| Cells::new(row, "record").text("kind");
        let mut records = Vec::new();
        for kind in self.all(static_sql::KINDS_OF_BATCH, &[batch_id.into()], read).await? {
            let tables = self.kinds.get(&self.pools, &kind).await?;
            let mut conditions = Conditions::default();
            conditions.push("record.retracted = 0", []);
            conditions.push("record.batch_id = ?", [batch_id.into()]);
            conditions.push("record.kind = ?", [(&kind).into()]);
            let mut snapshot = self.pools.snapshot().await?;
            records.extend(find(&mut snapshot, &tables, &conditions, " ORDER BY record.seq", false).await?);
        }
        Ok(records)
    }
}
