//! An office's spreadsheet to candidate records: finds the table in a workbook, proposes what each column means, and reads every row
//! to the answers of a form, telling each problem at its cell. Knows forms only as a [`Schema`], and stores nothing.
//!
//! The steps are separate, so that a person can look and change between them: [`propose`] gives a [`Plan`], which may be changed or
//! completed with remembered mappings, and [`apply`] reads by it.

mod apply;
mod assign;
mod attendance;
mod cell;
mod choices;
mod dates;
mod fields;
mod grid;
mod header;
mod heading;
mod key;
mod plan;
mod problem;
mod row;
mod schema;
mod vocabulary;
mod where_found;

pub use apply::{Reading, RowReading, Skip, SkippedRow, apply};
pub use header::propose;
pub use plan::{Column, Confidence, Mapping, Plan, Table, Target, signature};
pub use problem::{Problem, RegisterProblem, Severity};
pub use schema::{Choice, Dimension, Field, Kind, Mark, Schema, Tally};
pub use where_found::PlaceFinder;

#[cfg(test)]
mod tests;
