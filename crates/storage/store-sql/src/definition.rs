//! The definitions of typed tables, as text.

use crate::identifier::index_name;
use crate::kinds::{POSITION, RECORD_KEY, TypedTable};
use crate::link::Engine;
use crate::statement::{create_index, quoted};
use std::fmt::Write;
use store::Column;

/// Makes a table with its indexes. A repeat's table has a position beside the record.
pub(crate) fn create(engine: Engine, table: &TypedTable, repeat: bool) -> String {
    let name = quoted(&table.name);
    let mut text = format!("CREATE TABLE {name} ({RECORD_KEY} BIGINT NOT NULL REFERENCES record (seq)");
    if repeat {
        let _ = write!(text, ", {POSITION} BIGINT NOT NULL");
    }
    for column in &table.columns {
        let _ = write!(text, ", {} {}", quoted(&column.name), engine.type_name(column.column_type));
    }
    let key = if repeat { format!("{RECORD_KEY}, {POSITION}") } else { RECORD_KEY.to_owned() };
    let _ = write!(text, ", PRIMARY KEY ({key}))");
    text.push_str(engine.clustered());
    text.push(';');
    text.extend(table.columns.iter().filter(|column| column.indexed).map(|column| index(table, column)));
    text
}

/// Adds the columns and indexes that a table lacks.
pub(crate) fn extend(engine: Engine, before: &TypedTable, table: &TypedTable) -> String {
    let mut text = String::new();
    for column in &table.columns {
        let standing = before.columns.iter().find(|standing| standing.name == column.name);
        if standing.is_none() {
            let definition = engine.type_name(column.column_type);
            let _ =
                write!(text, "ALTER TABLE {} ADD COLUMN {} {definition};", quoted(&table.name), quoted(&column.name));
        }
        if column.indexed && !standing.is_some_and(|standing| standing.indexed) {
            text.push_str(&index(table, column));
        }
    }
    text
}

fn index(table: &TypedTable, column: &Column) -> String {
    create_index(&index_name(&table.name, &column.name), &table.name, &column.name)
}
