//! Phones with ODK Collect, as the protocol has them: a scripted client that knows nothing of this crate but its addresses.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot set its stage should stop"
)]

mod access;
mod collect;
mod entities;
mod parts;
mod stories;
mod wrong;
