//! Stories of people who log in, told through the service as surfaces use it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story whose world breaks should stop"
)]

mod accounts;
mod auditing;
mod authenticator;
mod devices;
mod duress;
mod factors;
mod house;
mod links;
mod outer;
mod own;
mod passkeys;
mod sessions;
mod two_servers;
