//! Casework as its callers meet it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story whose world breaks should stop"
)]

mod board;
mod case;
mod centre;
mod consent;
mod consents;
mod emergency;
mod erase;
mod erase_person;
mod outside;
mod persons;
mod purpose;
mod referral;
mod retention;
mod seeing;
mod seeing_between;
mod seeing_people;
mod takeover;
mod together;
