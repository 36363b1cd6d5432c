//! Sealed stores as services meet them, and as whoever has the database does.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story whose world breaks should stop"
)]

mod house;
mod lists;
mod sealed;
