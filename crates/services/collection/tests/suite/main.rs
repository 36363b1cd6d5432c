//! Stories of what people tell the system, told through the service as surfaces use it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story whose world breaks should stop"
)]

mod auditing;
mod desk;
mod drafts;
mod entities;
mod exporting;
mod files;
mod importing;
mod leaving;
mod office;
mod own_lists;
mod own_media;
mod placing;
mod seeing;
mod submitting;
mod two_servers;
mod undoing;
