//! A record's sealed values: which of a projection they are, and how they lie together as one text. Owns that no value is lost between the
//! two, and that rows stay as many as they were.

use serde::{Deserialize, Serialize};
use store::{Column, ColumnType, KindSchema, Projection, Record, Row, SEALED_COLUMN, Value};

/// The sealed values of one record.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Hidden {
    #[serde(rename = "c", default)]
    columns: Row,
    #[serde(rename = "r", default)]
    rows: Vec<(String, Vec<Row>)>,
}

impl Hidden {
    /// Takes the sealed values out of a projection; nothing when there are none.
    pub(crate) fn taken(schema: &KindSchema, projection: &mut Projection) -> Option<Self> {
        let columns = split(&schema.columns, &mut projection.columns);
        let mut rows = Vec::new();
        for (name, all) in &mut projection.rows {
            let Some(known) = schema.rows.iter().find(|rows| rows.name == *name) else { continue };
            if known.columns.iter().any(|column| column.sealed) {
                rows.push((name.clone(), all.iter_mut().map(|row| split(&known.columns, row)).collect()));
            }
        }
        let hidden = Self { columns, rows };
        (hidden != Self::default()).then_some(hidden)
    }

    /// Puts them back into the record that they were taken out of.
    pub(crate) fn put(self, record: &mut Record) {
        fill(&mut record.columns, self.columns);
        for (name, hidden) in self.rows {
            let Some((_, rows)) = record.rows.iter_mut().find(|(repeat, _)| *repeat == name) else { continue };
            rows.iter_mut().zip(hidden).for_each(|(row, hidden)| fill(row, hidden));
        }
    }
}

/// Takes a record's own column out; nothing when nothing is sealed in it.
pub(crate) fn taken_out(record: &mut Record) -> Option<String> {
    let at = record.columns.iter().position(|(name, _)| name == SEALED_COLUMN)?;
    match record.columns.remove(at) {
        (_, Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// The schema as the store beneath is asked for it: with a column for what is sealed, and no index over what is empty.
pub(crate) fn as_kept(schema: &KindSchema) -> KindSchema {
    let mut kept = schema.clone();
    if schema.is_sealed() {
        kept.columns.iter_mut().filter(|column| column.sealed).for_each(|column| column.indexed = false);
        let name = SEALED_COLUMN.to_owned();
        kept.columns.push(Column { name, column_type: ColumnType::Text, indexed: false, sealed: false });
    }
    kept
}

/// The schema as services know it.
pub(crate) fn without_own_column(mut schema: KindSchema) -> KindSchema {
    schema.columns.retain(|column| column.name != SEALED_COLUMN);
    schema
}

fn split(columns: &[Column], row: &mut Row) -> Row {
    let is_sealed = |name: &str| columns.iter().any(|column| column.sealed && column.name == name);
    let (hidden, open): (Row, Row) = std::mem::take(row).into_iter().partition(|(name, _)| is_sealed(name));
    *row = open;
    hidden.into_iter().filter(|(_, value)| *value != Value::Null).collect()
}

fn fill(row: &mut Row, hidden: Row) {
    for (name, value) in hidden {
        match row.iter_mut().find(|(column, _)| *column == name) {
            Some((_, open)) => *open = value,
            None => row.push((name, value)),
        }
    }
}
