//! Every row of every table as plain values, and back: what a backup holds, and the way from one engine to the other.

use crate::Database;
use crate::catalogue::{self, Table, Type};
use crate::flush::insert;
use crate::kinds::{KindTables, POSITION, RECORD_KEY, check, put_schema, read_schemas};
use crate::link::{Arg, Cells, Row, Transaction};
use crate::migrate;
use crate::statement::{Conditions, Insert, quoted, select_records};
use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use store::{ColumnType, Dump, DumpRow, KindSchema, StoreError, Value};

/// The first row of a dump says which schema it was taken from.
const VERSION_TABLE: &str = "schema_version";
/// Columns of bytes are named so in a dump.
const BASE64: &str = ":base64";
/// Rows of one table go back in groups of so many.
const ROWS_AT_ONCE: usize = 64;

/// A table as a dump sees it: its name, its columns, how many of them order it.
#[derive(Clone, Debug)]
struct Layout {
    name: String,
    columns: Vec<(String, Cell)>,
    key: usize,
}

#[derive(Clone, Copy, Debug)]
enum Cell {
    Text,
    Integer,
    Decimal,
    Bytes,
}

impl Layout {
    fn of_table(table: &Table) -> Self {
        let cell = |kind: &Type| match kind {
            Type::Text => Cell::Text,
            Type::Integer => Cell::Integer,
            Type::Bytes => Cell::Bytes,
        };
        let columns = table.columns.iter().map(|(name, kind)| ((*name).to_owned(), cell(kind))).collect();
        Self { name: table.name.to_owned(), columns, key: table.key }
    }

    /// The typed tables of a kind.
    fn of_kind(schema: &KindSchema) -> Result<Vec<Self>, StoreError> {
        let kind = KindTables::of(schema)?;
        let layouts = kind.tables().map(|table| {
            let key = if table.name == kind.main.name { &[RECORD_KEY][..] } else { &[RECORD_KEY, POSITION] };
            let own = table.columns.iter().map(|column| {
                let cell = match column.column_type {
                    ColumnType::Text => Cell::Text,
                    ColumnType::Integer => Cell::Integer,
                    ColumnType::Decimal => Cell::Decimal,
                };
                (column.name.clone(), cell)
            });
            let columns = key.iter().map(|name| ((*name).to_owned(), Cell::Integer)).chain(own).collect();
            Self { name: table.name.clone(), columns, key: key.len() }
        });
        Ok(layouts.collect())
    }

    fn dumped_name(&self, column: &(String, Cell)) -> String {
        if matches!(column.1, Cell::Bytes) { format!("{}{BASE64}", column.0) } else { column.0.clone() }
    }

    fn read(&self, row: &Row) -> Result<DumpRow, StoreError> {
        let mut cells = Cells::new(row, &self.name);
        let values = self.columns.iter().map(|column| {
            let name = &column.0;
            let value = match column.1 {
                Cell::Text => cells.text_or_nothing(name)?.map_or(Value::Null, Value::Text),
                Cell::Integer => cells.integer_or_nothing(name)?.map_or(Value::Null, Value::Integer),
                Cell::Decimal => cells.decimal_or_nothing(name)?.map_or(Value::Null, Value::Decimal),
                Cell::Bytes => Value::Text(STANDARD.encode(cells.bytes(name)?)),
            };
            Ok((self.dumped_name(column), value))
        });
        Ok(DumpRow { table: self.name.clone(), values: values.collect::<Result<_, StoreError>>()? })
    }

    /// Checks a dumped row against the columns, and decodes its bytes.
    fn accept(&self, row: DumpRow) -> Result<Vec<Restored>, StoreError> {
        if row.values.len() != self.columns.len() {
            return Err(self.misfit(&format!("has {} columns instead of {}", row.values.len(), self.columns.len())));
        }
        let accepted = self.columns.iter().zip(row.values).map(|(column, (name, value))| {
            if name != self.dumped_name(column) {
                return Err(self.misfit(&format!("has `{name}` where `{}` is due", column.0)));
            }
            match (column.1, value) {
                (Cell::Bytes, Value::Text(text)) => {
                    let bytes = STANDARD.decode(text).map_err(|error| self.misfit(&error.to_string()))?;
                    Ok(Restored::Bytes(bytes))
                }
                (Cell::Decimal, Value::Integer(number)) => Ok(Restored::Value(column.1, Value::Decimal(number as f64))),
                (_, value @ Value::Null)
                | (Cell::Text, value @ Value::Text(_))
                | (Cell::Integer, value @ Value::Integer(_))
                | (Cell::Decimal, value @ Value::Decimal(_)) => Ok(Restored::Value(column.1, value)),
                _ => Err(self.misfit(&format!("has a value of another type in `{}`", column.0))),
            }
        });
        accepted.collect()
    }

    fn misfit(&self, problem: &str) -> StoreError {
        StoreError::Backend(format!("a row of `{}` in the dump does not fit: it {problem}", self.name))
    }
}

/// A dumped value on its way back.
#[derive(Debug)]
enum Restored {
    Value(Cell, Value),
    Bytes(Vec<u8>),
}

impl Restored {
    fn argument(&self) -> Arg<'_> {
        match self {
            Self::Bytes(bytes) => Arg::Bytes(Some(bytes)),
            Self::Value(_, Value::Text(text)) => Arg::Text(Some(text)),
            Self::Value(_, Value::Integer(number)) => Arg::Integer(Some(*number)),
            Self::Value(_, Value::Decimal(number)) => Arg::Decimal(Some(*number)),
            Self::Value(Cell::Text, Value::Null) => Arg::Text(None),
            Self::Value(Cell::Integer, Value::Null) => Arg::Integer(None),
            Self::Value(Cell::Decimal, Value::Null) => Arg::Decimal(None),
            Self::Value(Cell::Bytes, Value::Null) => Arg::Bytes(None),
        }
    }
}

async fn dump_table(
    transaction: &mut Transaction,
    layout: &Layout,
    sink: &mut (dyn FnMut(DumpRow) -> Result<(), StoreError> + Send),
) -> Result<(), StoreError> {
    let names: Vec<String> = layout.columns.iter().map(|(name, _)| quoted(name)).collect();
    let order = names.iter().take(layout.key).cloned().collect::<Vec<_>>().join(", ");
    let ending = format!(" ORDER BY {order}");
    let sql = select_records(&names.join(", "), &quoted(&layout.name), &Conditions::default(), &ending);
    transaction.each(sql, &mut |row| sink(layout.read(&row)?)).await
}

/// Rows of one table that wait to be put back.
struct Waiting {
    layout: Layout,
    rows: Vec<Vec<Restored>>,
}

impl Waiting {
    async fn put(&mut self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let statement = Insert::append(&self.layout.name, self.layout.columns.iter().map(|(name, _)| name.as_str()));
        let rows = self.rows.iter().map(|row| row.iter().map(Restored::argument).collect()).collect();
        insert(transaction, &statement, rows).await?;
        self.rows.clear();
        Ok(())
    }
}

/// Takes rows in the order of a dump and puts them back.
struct Restore<'t> {
    transaction: &'t mut Transaction,
    engine: crate::link::Engine,
    layouts: Vec<Layout>,
    waiting: Option<Waiting>,
    count: u64,
    /// The schema of the dump.
    version: i64,
}

impl Restore<'_> {
    async fn take(&mut self, row: DumpRow) -> Result<(), StoreError> {
        self.count = self.count.saturating_add(1);
        if self.count == 1 {
            self.version = read_version(&row)?;
            return Ok(());
        }
        if row.table == catalogue::KIND.name {
            return self.make_kind(&row).await;
        }
        if self.waiting.as_ref().is_none_or(|waiting| waiting.layout.name != row.table) {
            self.put_waiting().await?;
            let layout = self.layouts.iter().find(|layout| layout.name == row.table).cloned();
            let layout = layout.ok_or_else(|| {
                let shown: String = row.table.chars().take(100).collect();
                StoreError::Backend(format!("the dump holds a table `{shown}` that this program does not know"))
            })?;
            self.waiting = Some(Waiting { layout, rows: Vec::new() });
        }
        if let Some(waiting) = &mut self.waiting {
            let accepted = waiting.layout.accept(row)?;
            waiting.rows.push(accepted);
            if waiting.rows.len() >= ROWS_AT_ONCE {
                waiting.put(self.transaction).await?;
            }
        }
        Ok(())
    }

    async fn put_waiting(&mut self) -> Result<(), StoreError> {
        match self.waiting.take() {
            Some(mut waiting) => waiting.put(self.transaction).await,
            None => Ok(()),
        }
    }

    /// A kind's row makes its tables, into which later rows go.
    async fn make_kind(&mut self, row: &DumpRow) -> Result<(), StoreError> {
        self.put_waiting().await?;
        let text = row.values.iter().find(|(name, _)| name == "schema").and_then(|(_, value)| value.as_text());
        let schema: KindSchema = serde_json::from_str(text.unwrap_or_default())
            .map_err(|error| StoreError::Backend(format!("a kind in the dump cannot be read: {error}")))?;
        check(&schema)?;
        put_schema(self.transaction, self.engine, None, &schema).await?;
        self.layouts.extend(Layout::of_kind(&schema)?);
        Ok(())
    }
}

fn read_version(row: &DumpRow) -> Result<i64, StoreError> {
    let number = row.values.iter().find(|(name, _)| name == "number").map(|(_, value)| value);
    match number {
        Some(Value::Integer(found)) if row.table == VERSION_TABLE => {
            let known = migrate::newest();
            if *found > known { Err(StoreError::TooNew { found: *found, known }) } else { Ok(*found) }
        }
        _ => Err(StoreError::Backend("the dump does not begin with its schema's version".to_owned())),
    }
}

async fn refuse_unless_empty(transaction: &mut Transaction) -> Result<(), StoreError> {
    for table in catalogue::TABLES {
        let sql = select_records("1", &quoted(table.name), &Conditions::default(), " LIMIT 1");
        if !transaction.fetch(sql, &[]).await?.is_empty() {
            let problem =
                format!("the database is not empty (table `{}` has rows): restore into a new one", table.name);
            return Err(StoreError::Backend(problem));
        }
    }
    Ok(())
}

#[async_trait]
impl Dump for Database {
    async fn dump(&self, sink: &mut (dyn FnMut(DumpRow) -> Result<(), StoreError> + Send)) -> Result<(), StoreError> {
        let mut snapshot = self.pools.snapshot().await?;
        let version = migrate::version(&mut snapshot).await?;
        let values = vec![("number".to_owned(), Value::Integer(version))];
        sink(DumpRow { table: VERSION_TABLE.to_owned(), values })?;
        for table in catalogue::TABLES {
            dump_table(&mut snapshot, &Layout::of_table(table), sink).await?;
        }
        for schema in read_schemas(&mut snapshot).await? {
            for layout in Layout::of_kind(&schema)? {
                dump_table(&mut snapshot, &layout, sink).await?;
            }
        }
        Ok(())
    }

    async fn restore(
        &self,
        rows: &mut (dyn Iterator<Item = Result<DumpRow, StoreError>> + Send),
    ) -> Result<u64, StoreError> {
        let mut transaction = self.pools.write().await?;
        refuse_unless_empty(&mut transaction).await?;
        let layouts = catalogue::TABLES.iter().map(|table| Layout::of_table(table)).collect();
        let engine = self.pools.engine();
        let mut restore =
            Restore { transaction: &mut transaction, engine, layouts, waiting: None, count: 0, version: 0 };
        for row in rows {
            restore.take(row?).await?;
        }
        restore.put_waiting().await?;
        let (count, version) = (restore.count, restore.version);
        if count == 0 {
            return Err(StoreError::Backend("the dump is empty".to_owned()));
        }
        for script in migrate::worked_out_after(version, engine) {
            transaction.script(script).await?;
        }
        transaction.commit().await?;
        self.kinds.reload(&self.pools).await?;
        Ok(count)
    }
}
