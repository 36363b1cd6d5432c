//! A submission's values laid out for its kind's tables, each checked to be what its column holds. Owns what a column takes.

use crate::kinds::{KindTables, TypedTable, described};
use crate::link::Arg;
use std::sync::Arc;
use store::{Column, ColumnType, LONGEST_INDEXED, Projection, Row, StoreError, Submission, Value};

/// A record's values, laid out in the order of its tables' columns.
#[derive(Debug)]
pub(crate) struct Values<'u> {
    /// The tables they go into.
    pub(crate) tables: Arc<KindTables>,
    /// The record's own.
    pub(crate) main: Vec<Arg<'u>>,
    /// Rows by repeat, in the order of [`KindTables::repeats`].
    pub(crate) repeats: Vec<Vec<Vec<Arg<'u>>>>,
}

/// The values of a submission, nothing for one that takes its record back.
pub(crate) fn arrange_all<'u>(
    tables: &Arc<KindTables>,
    submission: &Submission,
    projection: &'u Projection,
) -> Result<Option<Values<'u>>, StoreError> {
    if submission.answers.is_none() {
        if projection.columns.is_empty() && projection.rows.is_empty() {
            return Ok(None);
        }
        let problem = "a submission without answers brings values".to_owned();
        return Err(StoreError::Schema { kind: submission.kind.clone(), problem });
    }
    let main = arrange(tables, &tables.main, &projection.columns)?;
    let mut repeats: Vec<Vec<Vec<Arg<'u>>>> = tables.repeats.iter().map(|_| Vec::new()).collect();
    for (name, rows) in &projection.rows {
        let found = tables.repeats.iter().zip(&mut repeats).find(|((repeat, _), _)| repeat == name);
        let Some(((_, table), arranged)) = found else {
            return Err(StoreError::Schema { kind: tables.id.clone(), problem: format!("it has no repeat `{name}`") });
        };
        for row in rows {
            arranged.push(arrange(tables, table, row)?);
        }
    }
    Ok(Some(Values { tables: Arc::clone(tables), main, repeats }))
}

/// Values in the order of a table's columns; what is left out is nothing.
fn arrange<'u>(kind: &KindTables, table: &TypedTable, values: &'u Row) -> Result<Vec<Arg<'u>>, StoreError> {
    let mut used = 0_usize;
    let arranged = table.columns.iter().map(|column| {
        let given = values.iter().find(|(name, _)| *name == column.name);
        used = used.saturating_add(usize::from(given.is_some()));
        cell(kind, column, given.map_or(&Value::Null, |(_, value)| value))
    });
    let arranged = arranged.collect::<Result<Vec<_>, _>>()?;
    if used == values.len() {
        return Ok(arranged);
    }
    let strange = values.iter().find(|(name, _)| table.columns.iter().all(|column| column.name != *name));
    let problem = strange.map_or_else(
        || format!("`{}` is given a column twice", table.name),
        |(name, _)| format!("it has no column `{name}`"),
    );
    Err(StoreError::Schema { kind: kind.id.clone(), problem })
}

/// A value as an argument of its column's type.
pub(crate) fn cell<'u>(kind: &KindTables, column: &Column, value: &'u Value) -> Result<Arg<'u>, StoreError> {
    let problem = match (column.column_type, value) {
        (ColumnType::Text, Value::Null) => return Ok(Arg::Text(None)),
        (ColumnType::Integer, Value::Null) => return Ok(Arg::Integer(None)),
        (ColumnType::Decimal, Value::Null) => return Ok(Arg::Decimal(None)),
        (ColumnType::Text, Value::Text(text)) if column.indexed && text.len() > LONGEST_INDEXED => {
            format!("column `{}` is indexed and takes at most {LONGEST_INDEXED} bytes", column.name)
        }
        (ColumnType::Text, Value::Text(text)) => return Ok(Arg::Text(Some(text))),
        (ColumnType::Integer, Value::Integer(number)) => return Ok(Arg::Integer(Some(*number))),
        (ColumnType::Decimal, Value::Integer(number)) => return Ok(Arg::Decimal(Some(*number as f64))),
        // Adding nothing makes the negative zero positive, which SQLite does not keep apart.
        (ColumnType::Decimal, Value::Decimal(number)) if number.is_finite() => {
            return Ok(Arg::Decimal(Some(*number + 0.0)));
        }
        (expected, _) => format!("column `{}` holds {}", column.name, described(expected)),
    };
    Err(StoreError::Schema { kind: kind.id.clone(), problem })
}
