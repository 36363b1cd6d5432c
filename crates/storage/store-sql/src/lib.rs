//! [`store::Store`] on SQLite and on PostgreSQL: one body of SQL and Rust for both, held to one suite of tests. Owns tables,
//! migrations, transactions and what is durable when; knows no rule of the product and no screen.
//!
//! A [`store::Unit`] goes through [`Database::commit`](store::Store::commit) to the one task that writes (`writer`), which takes
//! the units that are waiting, lets `plan` decide in memory what each may do, writes them in one transaction (`changes`, `flush`)
//! and waits for the disk once for all of them. Reading has connections of its own and waits for nobody.

mod apply;
mod catalogue;
mod changes;
mod database;
mod definition;
mod dump;
mod examine;
mod flush;
mod identifier;
mod kinds;
mod link;
mod migrate;
mod plan;
mod read;
mod requirements;
#[cfg(test)]
mod self_test;
mod statement;
mod values;
mod writer;

pub use database::Database;
pub use link::{Durability, Options};
