//! The two drivers behind one connection, one row and one kind of argument. Owns what differs between SQLite and PostgreSQL;
//! everything above it is written once.

mod address;
mod arg;
mod cells;
mod checkpoint;
mod connection;
mod fault;
mod file;
mod lending;
mod pools;
mod row;
mod wire;

pub(crate) use address::Address;
pub(crate) use arg::Arg;
pub(crate) use cells::Cells;
pub(crate) use connection::{Connection, Transaction};
pub(crate) use fault::Fault;
pub use pools::{Durability, Options};
pub(crate) use pools::{Engine, Pools};
pub(crate) use row::{Kept, Row};
pub(crate) use wire::Protection;
