//! An office's spreadsheet to candidate records: finds the table in a workbook, proposes what each column means, and reads every row
//! to the answers of a form, telling each problem at its cell. Knows forms only as a [`Schema`], and stores nothing.
//!
//! The steps are separate, so that a person can look and change between them: [`propose`] gives a [`Plan`], which may be changed or
//! completed with remembered mappings, and [`apply`] reads by it.

mod above;
mod apply;
mod area;
mod around;
mod assign;
mod attendance;
mod cell;
mod cell_words;
mod choices;
mod count_heading;
mod count_text;
mod dates;
mod draft;
mod fields;
mod grid;
mod header;
mod heading;
mod key;
mod linked;
mod plan;
mod problem;
mod reading;
mod row;
mod schema;
mod selection;
mod sums;
mod totals;
mod vocabulary;
mod walk;
mod where_found;

pub use apply::apply;
pub use header::propose;
pub use plan::{Categories, Column, Confidence, LeftOut, Mapping, PartOf, Plan, Table, Target, WhyLeftOut, signature};
pub use problem::{Problem, RegisterProblem, Severity};
pub use reading::{Reading, RowReading, Skip, SkippedRow};
pub use schema::{Choice, Dimension, Field, Kind, Mark, Schema, Tally};
pub use where_found::{Found, PlaceFinder};

#[cfg(test)]
mod tests;
