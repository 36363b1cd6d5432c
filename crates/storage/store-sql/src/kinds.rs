//! The typed tables of record kinds: what they are, how they grow. They change only by adding.

use crate::definition::{create, extend};
use crate::identifier::{check_column, record_table, rows_table};
use crate::link::{Cells, Connection, Engine, Pools, Transaction};
use crate::statement::{script, static_sql};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use store::{Column, ColumnType, KindSchema, RowsSchema, SEALED_COLUMN, StoreError};

/// The column of a typed table that says whose row it is: the place of the record's first submission in the log.
pub(crate) const RECORD_KEY: &str = "_record";
/// The column of a repeat's table that orders its rows, from 0.
pub(crate) const POSITION: &str = "_position";

/// One typed table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypedTable {
    /// Its name in the database.
    pub(crate) name: String,
    /// Its columns without the system's own.
    pub(crate) columns: Vec<Column>,
}

/// The typed tables of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KindTables {
    /// `pack/form`.
    pub(crate) id: String,
    /// The record's own.
    pub(crate) main: TypedTable,
    /// Those of its repeats, by the repeat's name.
    pub(crate) repeats: Vec<(String, TypedTable)>,
}

impl KindTables {
    /// The tables that a schema describes.
    pub(crate) fn of(schema: &KindSchema) -> Result<Self, StoreError> {
        let repeats = schema.rows.iter().map(|rows| {
            let table = TypedTable { name: rows_table(&schema.id, &rows.name)?, columns: rows.columns.clone() };
            Ok((rows.name.clone(), table))
        });
        Ok(Self {
            id: schema.id.clone(),
            main: TypedTable { name: record_table(&schema.id)?, columns: schema.columns.clone() },
            repeats: repeats.collect::<Result<_, StoreError>>()?,
        })
    }

    /// Every table of the kind, the record's own first.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &TypedTable> {
        std::iter::once(&self.main).chain(self.repeats.iter().map(|(_, table)| table))
    }

    /// A column of the record.
    pub(crate) fn column(&self, name: &str) -> Result<&Column, StoreError> {
        self.main
            .columns
            .iter()
            .find(|column| column.name == name)
            .ok_or_else(|| StoreError::Schema { kind: self.id.clone(), problem: format!("it has no column `{name}`") })
    }
}

/// The kinds that this program knows to be in the database.
#[derive(Debug, Default)]
pub(crate) struct Kinds(RwLock<Arc<HashMap<String, Arc<KindTables>>>>);

impl Kinds {
    /// A kind's tables; the database is asked again when the kind is new to this program, since another one may have made them.
    pub(crate) async fn get(&self, pools: &Pools, kind: &str) -> Result<Arc<KindTables>, StoreError> {
        if let Some(tables) = self.known().get(kind) {
            return Ok(Arc::clone(tables));
        }
        self.reload(pools).await?;
        self.known().get(kind).cloned().ok_or_else(|| unknown(kind))
    }

    /// The kinds known now.
    pub(crate) fn known(&self) -> Arc<HashMap<String, Arc<KindTables>>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the kinds from the database.
    pub(crate) async fn reload(&self, pools: &Pools) -> Result<(), StoreError> {
        let mut connection = pools.reader().await?;
        let schemas = read_schemas_from(&mut connection).await?;
        self.replace(&schemas)
    }

    /// Makes the tables of these kinds exist.
    pub(crate) async fn prepare(&self, pools: &Pools, wanted: &[KindSchema]) -> Result<(), StoreError> {
        wanted.iter().try_for_each(check)?;
        let mut transaction = pools.write().await?;
        let mut schemas = read_schemas(&mut transaction).await?;
        let mut changed = false;
        for schema in wanted {
            let standing = schemas.iter().find(|standing| standing.id == schema.id);
            let merged = merge(standing, schema)?;
            if standing == Some(&merged) {
                continue;
            }
            changed = true;
            put_schema(&mut transaction, pools.engine(), standing, &merged).await?;
            schemas.retain(|standing| standing.id != merged.id);
            schemas.push(merged);
        }
        distinct_tables(&schemas)?;
        if changed {
            transaction.commit().await?;
        }
        self.replace(&schemas)
    }

    /// The tables of a kind as they stand in the database at this moment.
    pub(crate) async fn standing(&self, pools: &Pools, kind: &str) -> Result<Option<KindSchema>, StoreError> {
        let mut connection = pools.reader().await?;
        let schemas = read_schemas_from(&mut connection).await?;
        Ok(schemas.into_iter().find(|schema| schema.id == kind))
    }

    fn replace(&self, schemas: &[KindSchema]) -> Result<(), StoreError> {
        let kinds = schemas.iter().map(|schema| Ok((schema.id.clone(), Arc::new(KindTables::of(schema)?))));
        let kinds = Arc::new(kinds.collect::<Result<HashMap<_, _>, StoreError>>()?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = kinds;
        Ok(())
    }
}

/// The error for a kind that has no tables.
pub(crate) fn unknown(kind: &str) -> StoreError {
    let problem = "it has no tables in this database: its pack was not loaded".to_owned();
    StoreError::Schema { kind: kind.chars().take(200).collect(), problem }
}

/// Writes a kind's schema and makes or extends its tables.
pub(crate) async fn put_schema(
    transaction: &mut Transaction,
    engine: Engine,
    standing: Option<&KindSchema>,
    schema: &KindSchema,
) -> Result<(), StoreError> {
    let tables = KindTables::of(schema)?;
    let before = standing.map(KindTables::of).transpose()?;
    let text: String = tables
        .tables()
        .map(|table| {
            let before = before.iter().flat_map(KindTables::tables).find(|before| before.name == table.name);
            let repeat = table.name != tables.main.name;
            before.map_or_else(|| create(engine, table, repeat), |before| extend(engine, before, table))
        })
        .collect();
    if !text.is_empty() {
        transaction.script(script(text)).await?;
    }
    let text = serde_json::to_string(schema).map_err(|error| StoreError::Backend(error.to_string()))?;
    transaction.execute(static_sql::PUT_KIND, &[(&schema.id).into(), (&text).into()]).await?;
    Ok(())
}

/// The schemas in the database, as this transaction sees them.
pub(crate) async fn read_schemas(transaction: &mut Transaction) -> Result<Vec<KindSchema>, StoreError> {
    parse(&transaction.fetch(static_sql::KINDS, &[]).await?)
}

async fn read_schemas_from(connection: &mut Connection) -> Result<Vec<KindSchema>, StoreError> {
    parse(&connection.fetch(static_sql::KINDS, &[]).await?)
}

fn parse(rows: &[crate::link::Row]) -> Result<Vec<KindSchema>, StoreError> {
    let parse = |row| {
        let mut cells = Cells::new(row, "kind");
        cells.text("id")?;
        let schema: KindSchema =
            serde_json::from_str(&cells.text("schema")?).map_err(|error| cells.corrupt("schema", error.to_string()))?;
        // Names are checked again on the way in: they become part of statements.
        check(&schema)?;
        Ok(schema)
    };
    rows.iter().map(parse).collect()
}

/// Refuses names that cannot stand in a statement, and the same name twice.
pub(crate) fn check(schema: &KindSchema) -> Result<(), StoreError> {
    record_table(&schema.id)?;
    let mut repeats: Vec<&str> = schema.rows.iter().map(|rows| rows.name.as_str()).collect();
    for repeat in &repeats {
        rows_table(&schema.id, repeat)?;
    }
    no_doubles(&schema.id, &mut repeats)?;
    for columns in std::iter::once(&schema.columns).chain(schema.rows.iter().map(|rows| &rows.columns)) {
        let mut names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let named_by_forms = names.iter().filter(|name| **name != SEALED_COLUMN);
        named_by_forms.into_iter().try_for_each(|name| check_column(&schema.id, name))?;
        no_doubles(&schema.id, &mut names)?;
    }
    Ok(())
}

fn no_doubles(kind: &str, names: &mut [&str]) -> Result<(), StoreError> {
    names.sort_unstable();
    match names.iter().zip(names.iter().skip(1)).find(|(first, second)| first == second) {
        Some((name, _)) => {
            Err(StoreError::Schema { kind: kind.to_owned(), problem: format!("`{name}` is there twice") })
        }
        None => Ok(()),
    }
}

/// `a-b/c` and `a_b/c` would share a table.
fn distinct_tables(schemas: &[KindSchema]) -> Result<(), StoreError> {
    let mut owners: HashMap<String, &str> = HashMap::new();
    for schema in schemas {
        for table in KindTables::of(schema)?.tables() {
            if let Some(other) = owners.insert(table.name.clone(), &schema.id) {
                let problem = format!("its table `{}` is already the one of `{other}`", table.name);
                return Err(StoreError::Schema { kind: schema.id.clone(), problem });
            }
        }
    }
    Ok(())
}

/// What stands and what is wanted: wanted columns first, in their order, then those that only older versions had.
fn merge(standing: Option<&KindSchema>, wanted: &KindSchema) -> Result<KindSchema, StoreError> {
    let Some(standing) = standing else { return Ok(wanted.clone()) };
    let columns = merge_columns(&wanted.id, &standing.columns, &wanted.columns)?;
    let mut rows = Vec::with_capacity(wanted.rows.len());
    for wanted_rows in &wanted.rows {
        let before = standing.rows.iter().find(|rows| rows.name == wanted_rows.name);
        let before = before.map_or(&[][..], |rows| rows.columns.as_slice());
        let columns = merge_columns(&wanted.id, before, &wanted_rows.columns)?;
        rows.push(RowsSchema { name: wanted_rows.name.clone(), columns });
    }
    let kept = standing.rows.iter().filter(|rows| wanted.rows.iter().all(|wanted| wanted.name != rows.name));
    rows.extend(kept.cloned());
    Ok(KindSchema { id: wanted.id.clone(), columns, rows })
}

fn merge_columns(kind: &str, standing: &[Column], wanted: &[Column]) -> Result<Vec<Column>, StoreError> {
    let mut merged = Vec::with_capacity(wanted.len());
    for column in wanted {
        let before = standing.iter().find(|before| before.name == column.name);
        if let Some(before) = before.filter(|before| before.column_type != column.column_type) {
            let problem = format!(
                "column `{}` holds {} and cannot hold {} as well: give the question a new name",
                column.name,
                described(before.column_type),
                described(column.column_type)
            );
            return Err(StoreError::Schema { kind: kind.to_owned(), problem });
        }
        // An index that was made stays, and so does what keeps values sealed.
        let indexed = column.indexed || before.is_some_and(|before| before.indexed);
        let sealed = column.sealed || before.is_some_and(|before| before.sealed);
        merged.push(Column { indexed, sealed, ..column.clone() });
    }
    let kept = standing.iter().filter(|before| wanted.iter().all(|column| column.name != before.name));
    merged.extend(kept.cloned());
    Ok(merged)
}

/// What a column of this type holds, for messages.
pub(crate) fn described(column_type: ColumnType) -> &'static str {
    match column_type {
        ColumnType::Text => "text",
        ColumnType::Integer => "whole numbers",
        ColumnType::Decimal => "numbers with a fraction",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, column_type: ColumnType) -> Column {
        Column { name: name.into(), column_type, indexed: false, sealed: false }
    }

    fn schema(columns: &[(&str, ColumnType)]) -> KindSchema {
        let columns = columns.iter().map(|(name, column_type)| column(name, *column_type)).collect();
        KindSchema { id: "prevention/visit".into(), columns, rows: Vec::new() }
    }

    #[test]
    fn a_newer_form_adds_columns_and_loses_none() {
        let old = schema(&[("a", ColumnType::Text), ("gone", ColumnType::Integer)]);
        let new = schema(&[("b", ColumnType::Decimal), ("a", ColumnType::Text)]);
        let merged = merge(Some(&old), &new).unwrap();
        let names: Vec<&str> = merged.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["b", "a", "gone"]);
        assert_eq!(merge(Some(&merged), &new).unwrap(), merged);
    }

    #[test]
    fn a_column_never_changes_its_type() {
        let old = schema(&[("a", ColumnType::Text)]);
        let error = merge(Some(&old), &schema(&[("a", ColumnType::Integer)])).unwrap_err();
        assert!(error.to_string().contains("column `a` holds text and cannot hold whole numbers"), "{error}");
    }

    #[test]
    fn kinds_that_would_share_a_table_are_refused() {
        let other = |id: &str| KindSchema { id: id.into(), columns: Vec::new(), rows: Vec::new() };
        assert!(distinct_tables(&[other("a-b/c"), other("a/b")]).is_ok());
        assert!(distinct_tables(&[other("a-b/c"), other("a_b/c")]).is_err());
        assert!(distinct_tables(&[other("a/b_c"), other("a_b/c")]).is_err());
    }

    #[test]
    fn names_given_twice_are_refused() {
        assert!(check(&schema(&[("a", ColumnType::Text), ("a", ColumnType::Text)])).is_err());
    }
}
