//! The two drivers behind one connection, one row and one kind of argument. Owns what differs between SQLite and PostgreSQL;
//! everything above it is written once.

mod address;
mod cells;
mod connection;
mod fault;
mod pools;
mod readers;
mod wire;

pub(crate) use address::Address;
pub(crate) use cells::Cells;
pub(crate) use connection::{Arg, Connection, Row, Transaction};
pub(crate) use fault::{Fault, store_error};
pub use pools::{Durability, Options};
pub(crate) use pools::{Engine, Pools};
pub(crate) use wire::Protection;
