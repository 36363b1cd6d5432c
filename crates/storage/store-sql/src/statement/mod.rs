//! The text of every statement. Static ones stand in one list that a test prepares on both engines; the others are put together
//! here and nowhere else, from names that were checked and placeholders.

mod build;
pub(crate) mod static_sql;

pub(crate) use build::{
    Conditions, Insert, count_records, create_index, delete_rows, in_list, prepared_size, quoted, script,
    select_records,
};
