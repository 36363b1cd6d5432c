//! Programs that call the API: what they are told, and what is kept of what they send.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot set its stage should stop"
)]

mod caller;
mod cases;
mod exporting;
mod forms;
mod hostile;
mod listing;
mod openapi;
mod people;
mod purpose;
mod signing_in;
mod submitting;
